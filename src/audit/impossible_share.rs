//! impossible-share: some whole count of the base rounds to the printed percent.

use super::check::{Check, Facts, Record, reasons};
use crate::types::finding::{Explanation, Weight};
use crate::types::number::{Exact, Printed};
use crate::types::study::{Answer, BaseIs, OptionId};

/// The base is so large that every percent of these decimals is some count's.
const NO_POWER: &str = "the base is so large that any percent of these decimals is possible";

pub(super) const CHECK: Check = Check {
    explanation: Explanation {
        code: "impossible-share",
        title: "Shares that no whole number of people gives",
        what: "A printed percent is the share of some whole number of its base.",
        why: "People come in whole numbers. A percent that none of them gives is a misprint, was \
              computed on another base, or is a share of something else.",
        rule: "There is a whole k from 0 to n whose 100 k / n rounds to the printed percent with \
               its d decimals, half up or half to even. Judged only while n < 100 * 10^d; on a \
               larger base every percent is possible. A percent above 100 is none on any base (in \
               multiple-choice lists: multiple-choice). An error on a stated base, a warning on an \
               assumed one, for then the assumption may be what is wrong.",
        example: "16.5% of 120: 19 are 15.8% and 20 are 16.7%, so no whole number gives 16.5%.",
        resolve: "Look for the base on which the percent was computed, or for the place where it \
                  is printed otherwise.",
        source: "Brown and Heathers 2017, The GRIM test, doi 10.1177/1948550616673876, for shares.",
    },
    run,
};

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
    let message = format!(
        "“{}” ({}) is printed as {}, which is more than all of {}.",
        choice.label,
        question.label,
        facts.wording.reported(&choice.reported),
        facts.wording.base(choice.question),
    );
    let ids = vec![choice.id.clone()];
    record
        .found(Weight::Error, facts.about_data(), ids, message, vec![facts.row(id)])
        .help("look for a decimal point that was lost, or for the base on which it was computed");
}

fn impossible(facts: &Facts<'_>, record: &mut Record, id: OptionId, percent: &Printed, n: u64) {
    let choice = &facts.study[id];
    let question = &facts.study[choice.question];
    let stated = question.base.is == BaseIs::Stated;
    let below = (percent.share() * Exact::from(n)).floor();
    let below = u64::try_from(below).unwrap_or(0).min(n);
    let share = |k: u64| Exact::new(i128::from(k), i128::from(n.max(1)));
    let decimals = percent.decimals() + 1;
    let near = |k: u64| format!("{} {}", facts.count(k), facts.percent(share(k), decimals));
    let message = format!(
        "“{}” ({}) is printed as {}, which is the share of no whole number of {}: {} and {}.{}",
        choice.label,
        question.label,
        facts.wording.reported(&choice.reported),
        facts.wording.base(choice.question),
        near(below).replacen(' ', " would be ", 1),
        near(below + 1).replacen(' ', " would be ", 1),
        if stated { "" } else { " The base is assumed, so it may be the base that is another." },
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
        .help("look for the base on which it was computed; until then no count is given for it");
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
