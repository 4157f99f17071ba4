//! How many items of a checklist are reported, and how many are not.

use super::Wording;
use crate::types::checklist::Checklist;
use crate::types::study::{Answered, ChecklistAnswer};

/// What became of an item in a few words; of one that the study does not answer, too.
#[must_use]
pub fn answered(is: Option<Answered>) -> &'static str {
    match is {
        Some(Answered::Reported) => "Reported",
        Some(Answered::InPart) => "Reported in part",
        Some(Answered::NotReported) => "Not reported",
        Some(Answered::NotApplicable) => "Does not apply",
        None => "Not answered here",
    }
}

impl<'a> Wording<'a> {
    /// What the study says of an item of a checklist.
    #[must_use]
    pub fn item(self, id: &str) -> Option<&'a ChecklistAnswer> {
        self.study.checklist.iter().find(|answer| answer.item == id)
    }

    /// "Of 40 items 23 are reported, 9 are not reported and 8 are not applicable."
    #[must_use]
    pub fn checklist_line(self, list: &Checklist) -> String {
        let count = |wanted: Option<Answered>| {
            let items = list.items();
            items.filter(|item| self.item(item.id).map(|answer| answer.is) == wanted).count()
        };
        let number = |n: usize| self.study.style.count(u64::try_from(n).unwrap_or(u64::MAX));
        let are = |n: usize| if n == 1 { "is" } else { "are" };
        let reported = count(Some(Answered::Reported));
        let mut parts = vec![match reported {
            0 => "none is reported".to_owned(),
            n => format!("{} {} reported", number(n), are(n)),
        }];
        let rest = [
            (count(Some(Answered::InPart)), "reported in part"),
            (count(Some(Answered::NotReported)), "not reported"),
            (count(Some(Answered::NotApplicable)), "not applicable"),
            (count(None), "not answered here"),
        ];
        for (n, what) in rest.into_iter().filter(|(n, _)| *n > 0) {
            parts.push(format!("{} {} {what}", number(n), are(n)));
        }
        format!("Of {} items {}.", number(list.items().count()), self.joined(&parts))
    }
}
