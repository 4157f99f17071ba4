//! A study's printings -> runs of adjacent options with the percents that one place prints of them.

use crate::audit::check::Facts;
use crate::types::number::Printed;
use crate::types::source::Place;
use crate::types::study::{OptionId, QuestionId};

/// Adjacent options with what one place prints of them.
pub(super) struct Series<'a> {
    /// Their question.
    pub(super) question: QuestionId,
    /// Where.
    pub(super) place: &'a str,
    /// Whether these are the rows of the question, and not a sentence about them.
    pub(super) own: bool,
    /// Options with percents.
    pub(super) shares: Vec<(OptionId, &'a Printed)>,
    /// Where each stands in the data.
    pub(super) at: Vec<&'a Place>,
}

/// All series of a study: of each question its rows, then each other place that prints them.
pub(super) fn series<'a>(facts: &Facts<'a>) -> Vec<Series<'a>> {
    let mut out = Vec::new();
    for (id, question) in facts.questions() {
        let rows = question.option_ids().map(|row| {
            let choice = &facts.study[row];
            choice.reported.percent().map(|percent| (row, percent, &choice.at))
        });
        runs(id, &question.place, true, rows, &mut out);
        let mut places: Vec<&str> = Vec::new();
        for row in question.option_ids() {
            for printing in facts.study.printed_elsewhere(row) {
                if !places.contains(&printing.place) {
                    places.push(printing.place);
                }
            }
        }
        for place in places {
            let rows = question.option_ids().map(|row| {
                let mut printings = facts.study.printed_elsewhere(row);
                let printing = printings.find(|printing| printing.place == place)?;
                printing.reported.percent().map(|percent| (row, percent, printing.at))
            });
            runs(id, place, false, rows, &mut out);
        }
    }
    out
}

/// Splits where an option has no percent.
fn runs<'a>(
    question: QuestionId,
    place: &'a str,
    own: bool,
    rows: impl Iterator<Item = Option<(OptionId, &'a Printed, &'a Place)>>,
    out: &mut Vec<Series<'a>>,
) {
    let empty = || Series { question, place, own, shares: Vec::new(), at: Vec::new() };
    let mut open = empty();
    for row in rows {
        match row {
            Some((id, percent, at)) => {
                open.shares.push((id, percent));
                open.at.push(at);
            }
            None if open.shares.is_empty() => {}
            None => out.push(std::mem::replace(&mut open, empty())),
        }
    }
    if !open.shares.is_empty() {
        out.push(open);
    }
}
