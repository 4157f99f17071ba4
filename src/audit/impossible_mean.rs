//! impossible-mean: some whole total of the answers has the printed mean.

use super::check::{Check, Facts, Record, reasons};
use crate::types::finding::Weight;
use crate::types::messages::say;
use crate::types::number::{Exact, MAX_COUNT, Printed};
use crate::types::study::{BaseIs, OptionId, Reported};

/// The totals lie so close that every mean of these decimals is one of theirs.
const NO_POWER: &str = "reason-impossible-mean-no-power";

pub(super) const CHECK: Check = Check { code: "impossible-mean", run };

fn run(facts: &Facts<'_>, record: &mut Record) {
    for id in facts.options() {
        let choice = &facts.study[id];
        let Reported::Mean(mean, items) = choice.reported.form() else { continue };
        if choice.reported.is_withdrawn() {
            record.not_checked(reasons::WITHDRAWN);
            continue;
        }
        let base = &facts.study[choice.question].base;
        let Some(n) = base.n.filter(|n| *n > 0 && base.is != BaseIs::Unknown) else {
            record.not_checked(reasons::UNKNOWN_BASE);
            continue;
        };
        let answers = n.saturating_mul(*items).min(MAX_COUNT);
        if answers >= 10_u64.pow(u32::from(mean.decimals())) {
            record.not_checked(NO_POWER);
            continue;
        }
        record.judged();
        if !mean.is_mean_of(answers) {
            impossible(facts, record, id, mean, answers);
        }
    }
}

fn impossible(facts: &Facts<'_>, record: &mut Record, id: OptionId, mean: &Printed, answers: u64) {
    let choice = &facts.study[id];
    let question = &facts.study[choice.question];
    let stated = question.base.is == BaseIs::Stated;
    let style = &facts.study.style;
    let below = u64::try_from((mean.value() * Exact::from(answers)).floor()).unwrap_or(0);
    let near = |total: u64| {
        let mean_of = Exact::new(i128::from(total), i128::from(answers));
        let text = style.number(mean_of, mean.decimals() + 1);
        say!(
            facts.study.style,
            "impossible-mean-a-total-of-would",
            count = facts.count(total),
            text = text
        )
    };
    let message = say!(
        facts.study.style,
        "impossible-mean-is-printed-as-a",
        label = choice.label,
        label2 = question.label,
        reported = facts.wording.reported(&choice.reported),
        count = facts.count(answers),
        near = near(below),
        near2 = near(below + 1),
        another =
            if stated { "" } else { facts.study.style.text("impossible-mean-the-base-is-assumed") }
    );
    let weight = if stated { Weight::Error } else { Weight::Warning };
    record
        .found(weight, facts.about_data(), vec![choice.id.clone()], message, vec![facts.row(id)])
        .because(format!(
            "{} × {} = {}",
            facts.wording.reported(&choice.reported),
            facts.count(answers),
            style.number(mean.value() * Exact::from(answers), mean.decimals()),
        ))
        .help(facts.study.style.text("impossible-mean-look-for-how-many"));
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{found, power, study_of};
    use crate::types::finding::Weight;

    fn data(option: &str) -> String {
        study_of(
            &format!(
                "      - id: q\n        label: Q\n        base: 28\n        kind: fact\n        \
                 options:\n          - {{id: a, label: A, {option}}}\n"
            ),
            "",
        )
    }

    #[test]
    fn a_mean_between_two_totals_is_impossible() {
        let findings = found("impossible-mean", &data("mean: 5.19"));
        assert_eq!(findings.len(), 1);
        assert_eq!((findings[0].weight, &*findings[0].ids[0]), (Weight::Error, "people.q.a"));
        assert!(findings[0].message.contains("145 would give 5.179 and a total of 146 would give"));
        assert_eq!(findings[0].arithmetic, ["5.19 × 28 = 145.32"]);
    }

    #[test]
    fn more_items_allow_more_means() {
        assert!(found("impossible-mean", &data("mean: 5.18")).is_empty());
        // 291 answers of 56 are 5.196.
        let two = power("impossible-mean", &data("mean: 5.20, items: 2"));
        assert_eq!((two.judged, two.not_judged(), two.found), (1, 0, 0));
        let four = power("impossible-mean", &data("mean: 5.19, items: 4"));
        assert_eq!((four.judged, four.not_judged(), four.found), (0, 1, 0));
    }
}
