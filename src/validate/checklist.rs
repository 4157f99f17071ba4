//! Items of reporting checklists: that there are such items, each once.

use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::types::checklist::item_ids;
use crate::types::source::{Place, StudyFile, Yaml};
use crate::types::study::ChecklistAnswer;

impl Checker<'_> {
    /// What the study says of the items of checklists.
    pub(super) fn checklist(&mut self, study: &Yaml<StudyFile>) -> Vec<ChecklistAnswer> {
        let Some(entries) = &study.content.checklist else { return Vec::new() };
        let list = study.top().key("checklist");
        if entries.is_empty() && !list.node().stands_in {
            self.faults.push(Diagnostic::empty_list("item", list.place()));
        }
        let mut answers = Vec::with_capacity(entries.len());
        let mut given: Vec<(&'static str, Place)> = Vec::new();
        for (i, entry) in entries.iter().enumerate() {
            let at = list.item(i);
            let answer = self.prose(at, "answer").unwrap_or_default();
            let place = at.key("item").place();
            let Some(item) = item_ids().find(|id| *id == entry.item) else {
                if !at.stands_in("item") {
                    self.faults.push(Diagnostic::unknown_item(&entry.item, place, item_ids()));
                }
                continue;
            };
            if let Some((_, first)) = given.iter().find(|(known, _)| *known == item) {
                self.faults.push(Diagnostic::item_twice(item, place, first.clone()));
                continue;
            }
            given.push((item, place));
            answers.push(ChecklistAnswer { item, is: entry.is, answer });
        }
        answers
    }

    /// Whether there is a page of checklists, or may be one since the study's file could not be
    /// read.
    pub(super) fn has_checklist(&self) -> bool {
        self.source.study.as_ref().is_none_or(|study| {
            study.content.checklist.is_some() || study.top().stands_in("checklist")
        })
    }
}
