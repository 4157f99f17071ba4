//! Reporting checklists and a study's answers -> the page of checklists, gaps shown as gaps.

pub(super) mod view;

use tera::Context;

use self::view::{ChecklistView, ItemView, SectionView};
use super::html::Entry;
use super::sheet::{Sheet, entry};
use crate::types::checklist::Item;
use crate::types::study::Answered;
use crate::types::wording::answered;

/// Where an item stands on the page of checklists.
pub(super) fn item_anchor(item: &Item) -> String {
    format!("item-{}", item.id)
}

impl Sheet<'_> {
    /// The checklists of which the study answers an item, with all their items.
    pub(super) fn checklists(&self, context: &mut Context, contents: &mut Vec<Entry>) {
        let wording = self.shared.wording;
        let mut views = Vec::new();
        for list in wording.checklists() {
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
            anchor: item_anchor(item),
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
