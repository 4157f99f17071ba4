//! How many items of a checklist are reported, and how many are not.

use super::Wording;
use crate::types::checklist::{CHECKLISTS, Checklist};
use crate::types::messages::say;
use crate::types::number::NumberStyle;
use crate::types::study::{Answered, ChecklistAnswer};

/// What became of an item in a few words; of one that the study does not answer, too.
#[must_use]
pub fn answered(is: Option<Answered>, style: &NumberStyle) -> &str {
    match is {
        Some(Answered::Reported) => style.text("item-reported"),
        Some(Answered::InPart) => style.text("item-in-part"),
        Some(Answered::NotReported) => style.text("item-not-reported"),
        Some(Answered::NotApplicable) => style.text("item-not-applicable"),
        None => style.text("item-not-answered"),
    }
}

impl<'a> Wording<'a> {
    /// What the study says of an item of a checklist.
    #[must_use]
    pub fn item(self, id: &str) -> Option<&'a ChecklistAnswer> {
        self.study.checklist.iter().find(|answer| answer.item == id)
    }

    /// The checklists of which the study answers an item.
    pub fn checklists(self) -> impl Iterator<Item = &'static Checklist> {
        let begun = move |list: &&Checklist| list.items().any(|item| self.item(item.id).is_some());
        CHECKLISTS.iter().filter(begun)
    }

    /// "Of 40 items 23 are reported, 9 are not reported and 8 are not applicable."
    #[must_use]
    pub fn checklist_line(self, list: &Checklist) -> String {
        let count = |wanted: Option<Answered>| {
            let items = list.items();
            items.filter(|item| self.item(item.id).map(|answer| answer.is) == wanted).count()
        };
        let style = self.style();
        let mut parts = vec![match count(Some(Answered::Reported)) {
            0 => style.text("items-none").to_owned(),
            n => say!(style, "items-reported", n = n),
        }];
        for (is, what) in [
            (Some(Answered::InPart), "in-part"),
            (Some(Answered::NotReported), "not-reported"),
            (Some(Answered::NotApplicable), "not-applicable"),
            (None, "not-answered"),
        ] {
            let n = count(is);
            if n > 0 {
                parts.push(say!(style, "items-other", n = n, what = what));
            }
        }
        say!(style, "items", n = list.items().count(), parts = self.joined(&parts))
    }
}
