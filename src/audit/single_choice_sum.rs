//! single-choice-sum: the shares of options that exclude each other add up to all.

use super::check::{Check, Facts, Record};
use super::places::total;
use crate::types::finding::Weight;
use crate::types::messages::say;
use crate::types::number::{Exact, Window};
use crate::types::study::{BaseIs, OptionId, QuestionId};
use crate::types::summary::Total;

/// Rows that include others would be counted twice.
const NESTED: &str = "reason-single-choice-sum-nested";
/// Nothing to add up.
const NOTHING: &str = "reason-single-choice-sum-nothing";

pub(super) const CHECK: Check = Check { code: "single-choice-sum", run };

fn run(facts: &Facts<'_>, record: &mut Record) {
    for (id, question) in facts.questions() {
        if !question.exclusive() {
            continue;
        }
        let rows: Vec<OptionId> = question.option_ids().collect();
        if rows.iter().any(|row| facts.study[*row].part_of.is_some()) {
            record.not_checked(NESTED);
            continue;
        }
        let shares = match facts.shares(&rows) {
            Ok(shares) => shares,
            Err(reason) => {
                record.not_checked(reason);
                continue;
            }
        };
        let Some((sum, window)) = total(&shares) else {
            record.not_checked(NOTHING);
            continue;
        };
        match facts.summaries.questions[id.0].total {
            Total::NotAsked => record.not_checked(NOTHING),
            Total::Meets => record.judged(),
            Total::Above => {
                record.judged();
                above(facts, record, id, sum, window);
            }
            Total::Below(rest) => {
                record.judged();
                if question.complete {
                    below(facts, record, id, sum, rest);
                }
            }
        }
    }
}

fn above(facts: &Facts<'_>, record: &mut Record, id: QuestionId, sum: Exact, window: Window) {
    let decimals = facts.summaries.questions[id.0].decimals;
    let added = facts.percent(sum, decimals);
    let least = facts.percent(window.low, decimals + 1);
    let allows = if window.low > Exact::ONE {
        say!(facts.study.style, "single-choice-sum-even-if-every-figure", least = least)
    } else {
        facts.study.style.text("single-choice-sum-neither-way-of-rounding").to_owned()
    };
    let question = &facts.study[id];
    if let (Some(counted), Some(n)) = (counted(facts, id), question.base.n) {
        let message = say!(
            facts.study.style,
            "single-choice-sum-counts-above",
            name = facts.question_name(id),
            counted = facts.count(counted),
            n = facts.count(n)
        );
        let (ids, place) = (vec![question.id.clone()], facts.list_place(id));
        record
            .found(Weight::Error, facts.about_data(), ids, message, vec![place])
            .because(counts_line(facts, id, counted))
            .help(facts.study.style.text("single-choice-sum-look-for-the-row"));
        return;
    }
    let ours = question.because.is_some() && question.base.is == BaseIs::Unknown;
    let name = facts.question_name(id);
    let (weight, message) = if ours {
        let message = say!(
            facts.study.style,
            "single-choice-sum-read-as-single-choice",
            name = name,
            added = added,
            allows = allows
        );
        (Weight::Warning, message)
    } else {
        let message = say!(
            facts.study.style,
            "single-choice-sum-the-answers-to-name",
            name = name,
            added = added,
            allows = allows
        );
        (Weight::Error, message)
    };
    let ids = vec![question.id.clone()];
    record
        .found(weight, facts.about_data(), ids, message, vec![facts.list_place(id)])
        .because(sum_line(facts, id, &added))
        .because(say!(facts.study.style, "single-choice-sum-the-least-that-could", least = least))
        .help(if ours {
            facts.study.style.text("single-choice-sum-look-in-the-questionnaire")
        } else {
            facts.study.style.text("single-choice-sum-look-for-the-row")
        });
}

fn below(facts: &Facts<'_>, record: &mut Record, id: QuestionId, sum: Exact, rest: Window) {
    let decimals = facts.summaries.questions[id.0].decimals;
    let added = facts.percent(sum, decimals);
    let message = say!(
        facts.study.style,
        "single-choice-sum-the-answers-to-exclude",
        question_name = facts.question_name(id),
        added = added
    );
    let ids = vec![facts.study[id].id.clone()];
    if let (Some(counted), Some(n)) = (counted(facts, id), facts.study[id].base.n) {
        let message = say!(
            facts.study.style,
            "single-choice-sum-counts-below",
            name = facts.question_name(id),
            counted = facts.count(counted),
            n = facts.count(n)
        );
        record
            .found(Weight::Warning, facts.about_data(), ids, message, vec![facts.list_place(id)])
            .because(counts_line(facts, id, counted))
            .help(facts.study.style.text("single-choice-sum-print-the-answers-that"));
        return;
    }
    record
        .found(Weight::Warning, facts.about_data(), ids, message, vec![facts.list_place(id)])
        .because(sum_line(facts, id, &added))
        .because(say!(
            facts.study.style,
            "single-choice-sum-not-printed",
            percents = facts.percents(rest, decimals + 1)
        ))
        .help(facts.study.style.text("single-choice-sum-print-the-answers-that"));
}

/// How many answers a list has, where it gives the count of each: nothing was rounded then.
fn counted(facts: &Facts<'_>, id: QuestionId) -> Option<u64> {
    facts.study[id].option_ids().map(|row| facts.study[row].reported.form().count()).sum()
}

fn counts_line(facts: &Facts<'_>, id: QuestionId, counted: u64) -> String {
    let counts = facts.study[id]
        .option_ids()
        .filter_map(|row| facts.study[row].reported.form().count().map(|count| facts.count(count)));
    format!("{} = {}", counts.collect::<Vec<_>>().join(" + "), facts.count(counted))
}

fn sum_line(facts: &Facts<'_>, id: QuestionId, added: &str) -> String {
    let rows = facts.study[id].option_ids().map(|row| facts.wording.share_text(row));
    format!("{} = {added}", rows.collect::<Vec<_>>().join(" + "))
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{found, list, power, study_of};
    use crate::types::finding::Weight;

    fn findings(kind: &str, percents: &[&str]) -> Vec<crate::types::finding::Finding> {
        found("single-choice-sum", &study_of(&list("q", kind, percents), ""))
    }

    #[test]
    fn more_than_all_is_an_error() {
        // On 120 people 50 % is 60, 39 % is 47, 12 % is 14 or 15, 2 % is 2 or 3: at least 123.
        let found = findings("single", &["50", "39", "12", "2"]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].weight, &*found[0].ids[0]), (Weight::Error, "people.q"));
        assert_eq!(found[0].arithmetic[0], "50% + 39% + 12% + 2% = 103%");
        assert!(found[0].message.contains("at least 102.5%"), "{}", found[0].message);
    }

    #[test]
    fn lists_of_counts_are_told_as_counts() {
        let counts = |counts: [&str; 2]| {
            let list = list("q", "single", &["91", "92"]);
            let list = list.replace("percent: 91", &format!("count: {}", counts[0]));
            let data = study_of(&list.replace("percent: 92", &format!("count: {}", counts[1])), "");
            found("single-choice-sum", &data)
        };
        let above = counts(["70", "53"]);
        assert!(above[0].message.contains("123 were counted of 120"), "{}", above[0].message);
        assert_eq!((above[0].weight, &*above[0].arithmetic[0]), (Weight::Error, "70 + 53 = 123"));
        let below = counts(["70", "47"]);
        assert!(below[0].message.contains("117 were counted of 120"), "{}", below[0].message);
        assert_eq!(below[0].weight, Weight::Warning);
        assert!(counts(["70", "50"]).is_empty());
    }

    #[test]
    fn a_reading_on_an_unknown_base_is_no_contradiction() {
        let because = |base: &str| {
            let list = list("q", "single", &["50", "39", "12", "2"]);
            let list = list.replace("kind: single", "kind: single\n        kind_because: They do.");
            study_of(&list, "").replace("base_is: stated", &format!("base_is: {base}"))
        };
        let found = |base: &str| found("single-choice-sum", &because(base));
        let open = found("unknown");
        assert_eq!(open[0].weight, Weight::Warning);
        assert!(open[0].message.contains("several answers may have been possible"), "{open:?}");
        assert_eq!(found("assumed")[0].weight, Weight::Error);
        assert_eq!(found("stated")[0].weight, Weight::Error);
        let stated = because("unknown").replace("        kind_because: They do.\n", "");
        let stated = crate::audit::testing::found("single-choice-sum", &stated);
        assert_eq!(stated[0].weight, Weight::Error);
    }

    #[test]
    fn less_than_all_is_a_warning() {
        let found = findings("scale", &["56", "27", "13"]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].weight, Weight::Warning);
    }

    #[test]
    fn rounding_may_pass_all_by_more_than_a_point() {
        // Seven of 120 are 5.83 %: sixteen rows of 6 % and one of 7 % make 103 %, and 120 people.
        let mut rows = vec!["6"; 16];
        rows.push("7");
        assert!(findings("single", &rows).is_empty());
        assert!(findings("single", &["33", "33", "33"]).is_empty());
        assert!(findings("multiple", &["90", "80"]).is_empty());
    }

    #[test]
    fn contested_figures_are_not_added_up() {
        let data = study_of(&list("q", "single", &["50.3", "40", "30"]), "");
        let power = power("single-choice-sum", &data);
        assert_eq!((power.judged, power.not_judged(), power.found), (0, 1, 0));
    }
}
