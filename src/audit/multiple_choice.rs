//! multiple-choice: shares are of people throughout, and nobody is missing who had to answer.

use super::check::{Check, Facts, Record, reasons};
use super::impossible_share::more_than_all;
use super::places::{listed, total};
use crate::types::finding::Weight;
use crate::types::messages::say;
use crate::types::number::{Counts, Exact};
use crate::types::study::{Answer, BaseIs, OptionId, QuestionId, Reported};

/// Without a duty to answer a small sum is possible.
const NOT_COMPULSORY: &str = "reason-multiple-choice-not-compulsory";

pub(super) const CHECK: Check = Check { code: "multiple-choice", run };

fn run(facts: &Facts<'_>, record: &mut Record) {
    for (id, question) in facts.questions() {
        if question.answer != Answer::Multiple {
            continue;
        }
        let rows: Vec<OptionId> = question.option_ids().collect();
        for row in &rows {
            let percent = facts.study[*row].reported.percent();
            if percent.is_some_and(|percent| percent.share() > Exact::ONE) {
                record.judged();
                more_than_all(facts, record, *row);
            }
        }
        if let Some(found) = of_answers(facts, id) {
            record.judged();
            answers(facts, record, id, &found);
            continue;
        }
        if !question.complete {
            record.not_checked(reasons::INCOMPLETE);
        } else if !question.compulsory {
            record.not_checked(NOT_COMPULSORY);
        } else {
            match facts.shares(&rows).map(|shares| total(&shares)) {
                Err(reason) => record.not_checked(reason),
                Ok(None) => record.not_checked(reasons::NO_PERCENT),
                Ok(Some((sum, window))) => {
                    record.judged();
                    if window.high < Exact::ONE {
                        too_few(facts, record, id, sum, window.high);
                    }
                }
            }
        }
    }
}

/// A list whose percents are shares of the answers given.
pub(super) struct OfAnswers {
    /// How many answers were given.
    answers: u64,
    /// The rows that are shares of answers.
    rows: Vec<OptionId>,
    /// The rows that can only be shares of people.
    others: Vec<OptionId>,
}

/// Whether the percents of a complete multiple-choice list with counts are, in part or all, shares
/// of the answers given: two or more are no share of people, and all of those are one of answers.
pub(super) fn of_answers(facts: &Facts<'_>, id: QuestionId) -> Option<OfAnswers> {
    let question = &facts.study[id];
    let n = question.base.n.filter(|n| *n > 0 && question.base.is != BaseIs::Unknown)?;
    if question.answer != Answer::Multiple || !question.complete {
        return None;
    }
    let mut pairs = Vec::new();
    for row in question.option_ids() {
        let Reported::Both(percent, count) = &facts.study[row].reported else { return None };
        pairs.push((row, percent, *count));
    }
    let answers: u64 = pairs.iter().map(|(_, _, count)| count).sum();
    let (mut rows, mut others) = (Vec::new(), Vec::new());
    let mut no_share_of_people = 0;
    for (row, percent, count) in pairs {
        let fits = |whole: u64| percent.counts(whole).agree(&Counts::exactly(count));
        no_share_of_people += usize::from(!fits(n));
        match (fits(n), fits(answers)) {
            (false, false) => return None,
            (_, true) => rows.push(row),
            (true, false) => others.push(row),
        }
    }
    (no_share_of_people >= 2).then_some(OfAnswers { answers, rows, others })
}

fn answers(facts: &Facts<'_>, record: &mut Record, id: QuestionId, found: &OfAnswers) {
    let answers = facts.count(found.answers);
    let base = facts.wording.base(id);
    let message = if found.others.is_empty() {
        say!(
            facts.study.style,
            "multiple-choice-the-percents-of-are",
            question_name = facts.question_name(id),
            answers = answers,
            base = base
        )
    } else {
        say!(
            facts.study.style,
            "multiple-choice-mixes-two-kinds-of",
            question_name = facts.question_name(id),
            labels = labels(facts, &found.others),
            base = base,
            labels2 = labels(facts, &found.rows),
            answers = answers
        )
    };
    let ids = vec![facts.study[id].id.clone()];
    let places = vec![facts.list_place(id)];
    let finding = record.found(Weight::Error, facts.about_data(), ids, message, places);
    for row in &found.rows {
        let choice = &facts.study[*row];
        let Some(count) = choice.reported.count() else { continue };
        finding.because(format!(
            "{} / {answers} = {}",
            facts.count(count),
            facts.wording.reported(&choice.reported)
        ));
    }
    finding.help(facts.study.style.text("multiple-choice-print-percents-of-people"));
}

fn too_few(facts: &Facts<'_>, record: &mut Record, id: QuestionId, sum: Exact, most: Exact) {
    let decimals = facts.summaries.questions[id.0].decimals;
    let message = say!(
        facts.study.style,
        "multiple-choice-everybody-had-to-choose",
        question_name = facts.question_name(id),
        percent = facts.percent(sum, decimals)
    );
    let ids = vec![facts.study[id].id.clone()];
    record
        .found(Weight::Error, facts.about_data(), ids, message, vec![facts.list_place(id)])
        .because(say!(
            facts.study.style,
            "multiple-choice-the-most-that-rounding",
            percent = facts.percent(most, decimals + 1)
        ))
        .help(facts.study.style.text("multiple-choice-look-for-an-answer"));
}

fn labels(facts: &Facts<'_>, rows: &[OptionId]) -> String {
    let named = rows.iter().map(|row| {
        let choice = &facts.study[*row];
        say!(
            facts.study.style,
            "multiple-choice-",
            label = choice.label,
            reported = facts.wording.reported(&choice.reported)
        )
    });
    listed(facts, &named.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{found, list, power, study_of};

    fn with_counts(rows: &[(u32, u32)]) -> String {
        let mut data = list("q", "multiple", &[]);
        for (i, (percent, count)) in rows.iter().enumerate() {
            let row = format!("{{id: o{i}, label: O, percent: {percent}, count: {count}}}");
            data.push_str("          - ");
            data.push_str(&row);
            data.push('\n');
        }
        study_of(&data, "")
    }

    #[test]
    fn shares_of_answers_are_told_from_shares_of_people() {
        // 60 of 120 are 50 %; 48 and 52 of 160 answers are 30 % and 33 %.
        let mixed = with_counts(&[(50, 60), (30, 48), (33, 52)]);
        let findings = found("multiple-choice", &mixed);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].ids, ["people.q"]);
        assert_eq!(findings[0].arithmetic, ["48 / 160 = 30%", "52 / 160 = 33%"]);
        assert!(found("count-percent", &mixed).is_empty());
        // 60 of 160 are 37.5 %.
        let all = with_counts(&[(38, 60), (30, 48), (33, 52)]);
        assert!(found("multiple-choice", &all)[0].message.contains("160 answers given"));
        let honest = with_counts(&[(50, 60), (40, 48), (43, 52)]);
        assert!(found("multiple-choice", &honest).is_empty());
        // One row that fits neither is left to another check.
        let wrong = with_counts(&[(50, 60), (30, 48), (70, 52)]);
        assert!(found("multiple-choice", &wrong).is_empty());
        assert_eq!(found("count-percent", &wrong).len(), 2);
    }

    #[test]
    fn those_who_had_to_answer_are_all_there() {
        let compulsory = |percents: &[&str]| {
            study_of(&list("q", "multiple", percents), "")
                .replace("complete: true", "complete: true\n        compulsory: true")
        };
        assert_eq!(found("multiple-choice", &compulsory(&["40", "30"])).len(), 1);
        assert!(found("multiple-choice", &compulsory(&["70", "60"])).is_empty());
        let free = study_of(&list("q", "multiple", &["40", "30"]), "");
        let power = power("multiple-choice", &free);
        assert_eq!((power.judged, power.not_judged(), power.found), (0, 1, 0));
    }
}
