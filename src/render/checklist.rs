//! Reporting checklists and a study's answers -> the page of checklists, gaps shown as gaps.

mod view;

use tera::Context;

use self::view::{ChecklistView, ItemView, SectionView};
use super::html::Entry;
use super::sheet::{Sheet, entry};
use crate::types::checklist::{CHECKLISTS, Checklist, Item};
use crate::types::study::Answered;
use crate::types::wording::answered;

impl Sheet<'_> {
    /// The checklists of which the study answers an item, with all their items.
    pub(super) fn checklists(&self, context: &mut Context, contents: &mut Vec<Entry>) {
        let wording = self.shared.wording;
        let begun = |list: &&Checklist| list.items().any(|item| wording.item(item.id).is_some());
        let mut views = Vec::new();
        for list in CHECKLISTS.iter().filter(begun) {
            contents.push(entry(list.id.into(), list.name.into()));
            views.push(ChecklistView {
                id: list.id,
                name: list.name,
                source: list.source,
                address: list.address,
                counted: wording.checklist_line(list),
                sections: list
                    .sections
                    .iter()
                    .map(|section| SectionView {
                        title: wording.style().text(section.title).to_owned(),
                        items: section.items.iter().map(|item| self.item(item)).collect(),
                    })
                    .collect(),
            });
        }
        context.insert("checklists", &views);
    }

    fn item(&self, item: &'static Item) -> ItemView {
        let answer = self.shared.wording.item(item.id);
        let is = answer.map(|answer| answer.is);
        ItemView {
            anchor: format!("item-{}", item.id),
            number: item.number,
            asks: self.shared.wording.style().text(item.asks).to_owned(),
            state: answered(is, self.shared.wording.style()).to_owned(),
            class: match is {
                Some(Answered::Reported) => "",
                Some(Answered::InPart) => "part",
                Some(Answered::NotApplicable) => "elsewise",
                Some(Answered::NotReported) | None => "gap",
            },
            answer_html: answer.map(|answer| self.text(&answer.answer).html),
        }
    }
}
