//! impossible-share: some whole count of the base rounds to the printed percent.

use super::check::{Check, Facts, Record, reasons};
use crate::types::finding::Weight;
use crate::types::messages::say;
use crate::types::number::{Exact, Printed};
use crate::types::study::{Answer, BaseIs, OptionId};

/// The base is so large that every percent of these decimals is some count's.
const NO_POWER: &str = "reason-impossible-share-no-power";

pub(super) const CHECK: Check = Check { code: "impossible-share", run };

fn run(facts: &Facts<'_>, record: &mut Record) {
    for id in facts.options() {
        let choice = &facts.study[id];
        let base = &facts.study[choice.question].base;
        if choice.reported.form().percent().is_some() && choice.reported.is_withdrawn() {
            record.not_checked(reasons::WITHDRAWN);
        }
        let Some(percent) = choice.reported.percent() else { continue };
        if percent.share() > Exact::ONE {
            // Of a multiple-choice list another check says so.
            if facts.study[choice.question].answer != Answer::Multiple {
                record.judged();
                more_than_all(facts, record, id);
            }
            continue;
        }
        let Some(n) = base.n.filter(|n| *n > 0 && base.is != BaseIs::Unknown) else {
            record.not_checked(reasons::UNKNOWN_BASE);
            continue;
        };
        if n >= 100 * 10_u64.pow(u32::from(percent.decimals())) {
            record.not_checked(NO_POWER);
            continue;
        }
        record.judged();
        if percent.counts(n).either().is_none() {
            impossible(facts, record, id, percent, n);
        }
    }
}

/// A share above all of its base.
pub(super) fn more_than_all(facts: &Facts<'_>, record: &mut Record, id: OptionId) {
    let choice = &facts.study[id];
    let question = &facts.study[choice.question];
    let message = say!(
        facts.study.style,
        "impossible-share-is-printed-as-which",
        label = choice.label,
        label2 = question.label,
        reported = facts.wording.reported(&choice.reported),
        base = facts.wording.base(choice.question)
    );
    let ids = vec![choice.id.clone()];
    record
        .found(Weight::Error, facts.about_data(), ids, message, vec![facts.row(id)])
        .help(facts.study.style.text("impossible-share-look-for-a-decimal"));
}

fn impossible(facts: &Facts<'_>, record: &mut Record, id: OptionId, percent: &Printed, n: u64) {
    let choice = &facts.study[id];
    let question = &facts.study[choice.question];
    let stated = question.base.is == BaseIs::Stated;
    let below = (percent.share() * Exact::from(n)).floor();
    let below = u64::try_from(below).unwrap_or(0).min(n);
    let share = |k: u64| Exact::new(i128::from(k), i128::from(n.max(1)));
    let decimals = percent.decimals() + 1;
    let near = |k: u64| {
        let (count, percent) = (facts.count(k), facts.percent(share(k), decimals));
        say!(facts.study.style, "impossible-share-would-be", count = count, percent = percent)
    };
    let message = say!(
        facts.study.style,
        "impossible-share-is-printed-as-which-2",
        label = choice.label,
        label2 = question.label,
        reported = facts.wording.reported(&choice.reported),
        base = facts.wording.base(choice.question),
        near = near(below),
        near2 = near(below + 1),
        another = if stated {
            ""
        } else {
            facts.study.style.text("impossible-share-the-base-is-assumed")
        }
    );
    let places = vec![facts.row(id)];
    let ids = vec![choice.id.clone()];
    let weight = if stated { Weight::Error } else { Weight::Warning };
    record
        .found(weight, facts.about_data(), ids, message, places)
        .because(format!(
            "{} × {} = {}",
            facts.wording.reported(&choice.reported),
            facts.count(n),
            facts.study.style.number(percent.share() * Exact::from(n), decimals),
        ))
        .help(facts.study.style.text("impossible-share-look-for-the-base"));
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{found, power, study};
    use crate::types::finding::Weight;

    #[test]
    fn a_share_between_two_counts_is_impossible() {
        let findings = found("impossible-share", &study("{id: a, label: A, percent: 16.5}", ""));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].weight, Weight::Error);
        let message = &findings[0].message;
        assert!(message.contains("19 would be 15.83% and 20 would be 16.67%"), "{message}");
        assert_eq!(findings[0].arithmetic, ["16.5% × 120 = 19.80"]);
    }

    #[test]
    fn whole_percents_of_a_large_base_have_no_power() {
        let power = power("impossible-share", &study("{id: a, label: A, percent: 16}", ""));
        assert_eq!((power.judged, power.not_judged(), power.found), (0, 1, 0));
    }
}
