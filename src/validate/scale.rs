//! The scale of words in `study.yaml`: bounds in percent, in order.

use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::types::number::{Exact, Printed};
use crate::types::source::{At, StudyFile, Yaml};
use crate::types::study::WordScale;

impl Checker<'_> {
    /// The scale of words; that of Education Scotland where nothing else is said.
    pub(super) fn word_scale(&mut self, study: &Yaml<StudyFile>) -> WordScale {
        let known = WordScale::default();
        let Some(entry) = &study.content.word_scale else { return known };
        let at = study.top().key("word_scale");
        let mut bound = |key: &'static str, text: Option<&String>, other: Exact| {
            text.map_or(Some(other), |text| self.bound(at, key, text))
        };
        let few = bound("few", entry.few.as_ref(), known.few);
        let most = bound("most", entry.most.as_ref(), known.most);
        let almost_all = bound("almost_all", entry.almost_all.as_ref(), known.almost_all);
        let (Some(few), Some(most), Some(almost_all)) = (few, most, almost_all) else {
            return known;
        };
        let half = Exact::new(1, 2);
        if !(few < half && half < most && most < almost_all) {
            let written = |text: Option<&String>, known: &str| {
                text.map_or_else(|| known.to_owned(), Clone::clone)
            };
            self.faults.push(Diagnostic::scale_order(
                &written(entry.few.as_ref(), "15"),
                &written(entry.most.as_ref(), "75"),
                &written(entry.almost_all.as_ref(), "90"),
                at.place(),
            ));
            return known;
        }
        WordScale { almost_all, most, few }
    }

    /// A bound of the scale; nothing where it is no percent, which is reported.
    fn bound(&mut self, at: At<'_>, key: &str, text: &str) -> Option<Exact> {
        if at.stands_in(key) {
            return None;
        }
        let share = Printed::parse(text).ok().map(|printed| printed.share());
        let share = share.filter(|share| *share <= Exact::ONE);
        if share.is_none() {
            let help = "write the number alone, for instance 75".to_owned();
            let place = at.key(key).place();
            self.faults.push(Diagnostic::bad_form("a percent from 0 to 100", text, place, help));
        }
        share
    }
}
