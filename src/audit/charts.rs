//! `Study` + `Summaries` -> charts that were asked for and that the printed figures do not allow.
//!
//! Answers that exclude each other make one bar only where their shares are parts of one whole.
//! `chart: stacked` on a question whose shares exceed the whole, or one of whose shares is
//! contested, is told in a warning, and the question drawn as bars.

use crate::diagnostic::Diagnostic;
use crate::types::study::{ChartName, OptionId, QuestionId, Shown, Study};
use crate::types::summary::{Summaries, Total};

/// Looks at every question whose chart is chosen.
pub(super) fn undrawable(study: &Study, summaries: &Summaries) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, question) in study.questions.iter().enumerate() {
        let Some((ChartName::Stacked, place)) = &question.chart else { continue };
        if let Some(why) = divided(study, summaries, QuestionId(index)) {
            found.push(Diagnostic::chart_not_drawn("stacked", why, place.clone()));
        }
    }
    for chart in &study.charts {
        let Shown::Scales(questions) = &chart.shown else { continue };
        for (question, place) in questions {
            if let Some(why) = divided(study, summaries, *question) {
                let id = &study[*question].id;
                found.push(Diagnostic::scale_not_drawn(id, why, place.clone()));
            }
        }
    }
    found
}

/// Why the shares of a question are no parts of one bar.
fn divided(study: &Study, summaries: &Summaries, id: QuestionId) -> Option<&'static str> {
    let of = |option: OptionId| &summaries.options[option.0];
    if summaries.questions[id.0].adds_up() {
        None
    } else if study[id].option_ids().any(|option| of(option).contested.is_some()) {
        Some("the data contradict themselves about one of its shares")
    } else if study[id].option_ids().any(|option| study[option].reported.is_withdrawn()) {
        Some("one of its shares was withdrawn")
    } else if study[id].option_ids().any(|option| of(option).share.is_err()) {
        Some("not all of its options have a share")
    } else if summaries.questions[id.0].total == Total::Above {
        Some("its shares add up to more than the whole, whatever was rounded")
    } else {
        Some("its shares are no parts of one whole")
    }
}
