//! exclusive-or-multiple: a list adds up as its kind of question lets it.

use super::check::{Check, Facts, Record, exhibited, reasons};
use super::places::{listed, total};
use crate::types::finding::Weight;
use crate::types::messages::say;
use crate::types::number::{Exact, Window};
use crate::types::study::{Answer, OptionId, QuestionId};
use crate::types::summary::Total;

/// A pair or fewer adds up to anything.
const SHORT: &str = "reason-exclusive-or-multiple-short";

pub(super) const CHECK: Check = Check { code: "exclusive-or-multiple", run };

fn run(facts: &Facts<'_>, record: &mut Record) {
    for (id, question) in facts.questions() {
        let rows: Vec<OptionId> = question.option_ids().collect();
        match question.answer {
            Answer::Fact => {}
            Answer::Single | Answer::Scale => match facts.shares(&rows) {
                Err(reason) => record.not_checked(reason),
                Ok(shares) => {
                    record.judged();
                    if facts.summaries.questions[id.0].total == Total::Above
                        && exceeds_without_largest(&shares)
                    {
                        must_be_multiple(facts, record, id, &shares);
                    }
                }
            },
            Answer::Multiple if rows.len() < 3 => record.not_checked(SHORT),
            Answer::Multiple => multiple(facts, record, id, &rows),
        }
    }
}

/// Whether shares are more than all even if the largest of them is wrong.
fn exceeds_without_largest(shares: &[(Exact, Window)]) -> bool {
    let largest = shares.iter().map(|(_, window)| window.low).max();
    let least = total(shares).map(|(_, window)| window.low);
    least.zip(largest).is_some_and(|(least, largest)| least - largest > Exact::ONE)
}

fn must_be_multiple(
    facts: &Facts<'_>,
    record: &mut Record,
    id: QuestionId,
    shares: &[(Exact, Window)],
) {
    let Some((sum, _)) = total(shares) else { return };
    let decimals = facts.summaries.questions[id.0].decimals;
    let message = say!(
        facts.study.style,
        "exclusive-or-multiple-is-said-to-be",
        question_name = facts.question_name(id),
        percent = facts.percent(sum, decimals)
    );
    let ids = vec![facts.study[id].id.clone()];
    record
        .found(Weight::Warning, facts.about_data(), ids, message, vec![facts.list_place(id)])
        .help(facts.study.style.text("exclusive-or-multiple-look-whether-several-answers"));
}

fn multiple(facts: &Facts<'_>, record: &mut Record, id: QuestionId, rows: &[OptionId]) {
    let mut printed = Vec::new();
    for row in rows {
        let Some(percent) = facts.study[*row].reported.percent() else {
            let withdrawn = facts.study[*row].reported.is_withdrawn();
            let why = if withdrawn { reasons::WITHDRAWN } else { reasons::NO_PERCENT };
            record.not_checked(why);
            return;
        };
        printed.push((percent.share(), percent.share_window()));
    }
    record.judged();
    let unit = unit(facts, id);
    if facts.study[id].complete && facts.shares(rows).is_ok() && adds_up(&printed, unit) {
        looks_single(facts, record, id, &printed);
    } else if let Some(run) = run_of(facts, rows, &printed, unit) {
        runs_together(facts, record, id, &run);
    }
}

/// One unit of the last decimal of a list, as a share.
fn unit(facts: &Facts<'_>, id: QuestionId) -> Exact {
    let decimals = facts.summaries.questions[id.0].decimals;
    Exact::new(1, 100 * 10_i128.pow(u32::from(decimals)))
}

/// Whether shares add up to all, within a unit and within rounding.
fn adds_up(shares: &[(Exact, Window)], unit: Exact) -> bool {
    total(shares).is_some_and(|(sum, window)| {
        (sum - Exact::ONE).abs() <= unit && window.meets(&Window::point(Exact::ONE))
    })
}

/// The rows at the end, or at the beginning, that look like a list of their own.
fn run_of(
    facts: &Facts<'_>,
    rows: &[OptionId],
    printed: &[(Exact, Window)],
    unit: Exact,
) -> Option<Vec<OptionId>> {
    let breaks: Vec<usize> =
        (1..printed.len()).filter(|i| printed[*i].0 > printed[*i - 1].0).collect();
    let (first, last) = (*breaks.first()?, *breaks.last()?);
    let own = |run: &[OptionId]| facts.shares(run).is_ok().then(|| run.to_vec());
    // Behind the last break, and before the first, nothing rises.
    if rows.len() - last >= 3 && adds_up(&printed[last..], unit) {
        return own(&rows[last..]);
    }
    if first >= 3 && rows.len() - first >= 2 && adds_up(&printed[..first], unit) {
        return own(&rows[..first]);
    }
    let pair = breaks.len() == 1 && rows.len() - last == 2 && last >= 2;
    let exact = total(&printed[last..]).is_some_and(|(sum, _)| sum == Exact::ONE);
    (pair && exact).then(|| rows[last..].to_vec())
}

fn looks_single(
    facts: &Facts<'_>,
    record: &mut Record,
    id: QuestionId,
    shares: &[(Exact, Window)],
) {
    let Some((sum, _)) = total(shares) else { return };
    let decimals = facts.summaries.questions[id.0].decimals;
    let message = say!(
        facts.study.style,
        "exclusive-or-multiple-is-said-to-be-2",
        question_name = facts.question_name(id),
        percent = facts.percent(sum, decimals)
    );
    let ids = vec![facts.study[id].id.clone()];
    record
        .found(Weight::Warning, facts.about_data(), ids, message, vec![facts.list_place(id)])
        .help(facts.study.style.text("exclusive-or-multiple-look-whether-only-one"));
}

fn runs_together(facts: &Facts<'_>, record: &mut Record, id: QuestionId, run: &[OptionId]) {
    let question = &facts.study[id];
    let at_end = run.last().is_some_and(|last| last.0 + 1 == question.options.end);
    let labels = (run.first(), run.last());
    let (Some(first), Some(last)) = labels else { return };
    let percents = run.iter().filter_map(|row| facts.study[*row].reported.percent());
    let sum = percents.fold(Exact::ZERO, |sum, percent| sum + percent.share());
    let decimals = facts.summaries.questions[id.0].decimals;
    let open: Vec<String> = question
        .option_ids()
        .filter(|row| facts.summaries.options[row.0].contested.is_some())
        .map(|row| {
            say!(facts.study.style, "exclusive-or-multiple-", label = facts.study[row].label)
        })
        .collect();
    let contested = match open.len() {
        0 => String::new(),
        1 => say!(
            facts.study.style,
            "exclusive-or-multiple-the-figure-of-is",
            listed = listed(facts, &open)
        ),
        _ => say!(
            facts.study.style,
            "exclusive-or-multiple-the-figures-of-are",
            listed = listed(facts, &open)
        ),
    };
    let message = say!(
        facts.study.style,
        "exclusive-or-multiple-the-rows-of-from",
        first = if at_end {
            facts.study.style.text("word-last")
        } else {
            facts.study.style.text("word-first")
        },
        count = facts.count(run.len() as u64),
        question_name = facts.question_name(id),
        label = facts.study[*first].label,
        label2 = facts.study[*last].label,
        percent = facts.percent(sum, decimals),
        contested = contested
    );
    let ids = vec![question.id.clone(), facts.study[*first].id.clone()];
    let place = exhibited(facts.printed_list(run), &*question.place, &facts.study[*first].at);
    record
        .found(Weight::Warning, facts.about_data(), ids, message, vec![place])
        .because(say!(
            facts.study.style,
            "exclusive-or-multiple-in-a-list-of",
            printed_list = facts.printed_list(run),
            option_ids = {
                let rows: Vec<OptionId> = question.option_ids().collect();
                facts.printed_list(&rows)
            }
        ))
        .help(facts.study.style.text("exclusive-or-multiple-look-in-the-questionnaire"));
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{found, list, power, study_of};

    fn findings(kind: &str, percents: &[&str]) -> Vec<crate::types::finding::Finding> {
        found("exclusive-or-multiple", &study_of(&list("q", kind, percents), ""))
    }

    #[test]
    fn a_single_choice_of_far_more_than_all_is_multiple() {
        assert_eq!(findings("single", &["70", "65", "60"]).len(), 1);
        // One misprint explains these.
        assert!(findings("single", &["50", "39", "12", "2"]).is_empty());
    }

    #[test]
    fn a_multiple_choice_that_adds_up_looks_single() {
        assert_eq!(findings("multiple", &["46", "33", "21"]).len(), 1);
        assert_eq!(findings("multiple", &["46", "33", "20"]).len(), 1);
        assert!(findings("multiple", &["46", "33", "25"]).is_empty());
        assert!(findings("multiple", &["90", "25", "8", "3"]).is_empty());
    }

    #[test]
    fn lists_that_run_together_are_told_apart() {
        let joined = ["53", "52", "4", "18", "3", "18", "37", "29", "14", "12", "7"];
        let found = findings("multiple", &joined);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].ids, ["people.q", "people.q.o6"]);
        assert!(found[0].message.contains("last 5 rows"), "{}", found[0].message);
        assert_eq!(findings("multiple", &["47", "37", "26", "70", "30"]).len(), 1);
        assert_eq!(findings("multiple", &["58", "32", "11", "64", "40"]).len(), 1);
    }

    #[test]
    fn contested_figures_beside_a_run_are_named() {
        let data = study_of(&list("q", "multiple", &["47", "37", "26", "70", "30"]), "");
        let data =
            data.replace("percent: 26", "percent: 26, also_printed: [{percent: 62, place: Text}]");
        let found = found("exclusive-or-multiple", &data);
        assert_eq!(found.len(), 1);
        let message = &found[0].message;
        assert!(message.contains("The figure of “O2” is contested."), "{message}");
    }

    #[test]
    fn pairs_in_lists_without_order_are_silent() {
        assert!(findings("multiple", &["20", "60", "40", "70", "30"]).is_empty());
        assert!(findings("multiple", &["80", "60", "40"]).is_empty());
        let power =
            power("exclusive-or-multiple", &study_of(&list("q", "multiple", &["60", "40"]), ""));
        assert_eq!((power.judged, power.not_judged(), power.found), (0, 1, 0));
    }
}
