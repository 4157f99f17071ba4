//! An option's entry -> the mean of whole-number answers that it prints.

use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::types::number::Printed;
use crate::types::source::{AnswerKind, At, OptionEntry};
use crate::types::study::Reported;

impl Checker<'_> {
    /// The mean that an option prints; nothing where it is not sound, which is reported.
    pub(super) fn mean(
        &mut self,
        kind: AnswerKind,
        entry: &OptionEntry,
        at: At<'_>,
    ) -> Option<Reported> {
        let place = at.key("mean").place();
        if kind != AnswerKind::Fact && entry.mean.is_some() {
            self.faults.push(Diagnostic::mean_of_a_list(place.clone()));
        }
        let beside = [
            ("percent", entry.percent.is_some()),
            ("count", entry.count.is_some()),
            ("also_printed", entry.also_printed.is_some()),
        ];
        for (key, _) in beside.iter().filter(|(_, given)| *given) {
            self.faults.push(Diagnostic::mean_beside(key, at.key(key).place(), place.clone()));
        }
        if entry.mean.is_none() && !at.stands_in("mean") {
            let what = "of which mean are these the items?";
            self.faults.push(Diagnostic::not_stated("mean", "option", what, at.place()));
        }
        let items = self.count(at, "items", entry.items.as_ref());
        let text = entry.mean.as_ref().filter(|_| !at.stands_in("mean"))?;
        let mean = Printed::parse(text).ok();
        if mean.is_none() {
            self.faults.push(Diagnostic::bad_form(
                "a mean: digits, or digits, a point and digits",
                text,
                place,
                "write it as printed, with a point before decimals".to_owned(),
            ));
        }
        if items == Some(0) {
            let expected = "the number of answers that are added up, at least 1";
            let help = "leave it out for a mean of single answers".to_owned();
            self.faults.push(Diagnostic::bad_form(expected, "0", at.key("items").place(), help));
        }
        let faulty = entry.items.is_some() && items.is_none_or(|items| items == 0);
        mean.filter(|_| !faulty).map(|mean| Reported::Mean(mean, items.unwrap_or(1)))
    }
}
