//! subset-superset: a row that is part of another is not larger than it.

use super::check::{Check, Facts, Record};
use super::places::why;
use crate::types::finding::Weight;
use crate::types::messages::say;
use crate::types::study::{OptionId, ValueId};

pub(super) const CHECK: Check = Check { code: "subset-superset", run };

fn run(facts: &Facts<'_>, record: &mut Record) {
    for id in facts.options() {
        let Some(whole) = facts.study[id].part_of else { continue };
        let value = |id: OptionId| facts.summaries.value(facts.study, ValueId::Option(id));
        match (value(id), value(whole)) {
            (Ok(part), Ok(all)) => {
                record.judged();
                if part.unit == all.unit && part.window.low > all.window.high {
                    larger_part(facts, record, id, whole);
                }
            }
            (Err(reason), _) | (_, Err(reason)) => record.not_checked(why(reason)),
        }
    }
}

fn larger_part(facts: &Facts<'_>, record: &mut Record, id: OptionId, whole: OptionId) {
    let (part, all) = (&facts.study[id], &facts.study[whole]);
    let message = say!(
        facts.study.style,
        "subset-superset-is-printed-as-in",
        label = part.label,
        reported = facts.wording.reported(&part.reported),
        question_name = facts.question_name(part.question),
        label2 = all.label,
        reported2 = facts.wording.reported(&all.reported)
    );
    let ids = vec![part.id.clone(), all.id.clone()];
    let places = vec![facts.row(id), facts.row(whole)];
    record
        .found(Weight::Warning, facts.about_data(), ids, message, places)
        .help(facts.study.style.text("subset-superset-look-whether-the-one"));
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{found, list, power, study_of};

    fn data(part: &str, whole: &str) -> String {
        let rows = list("q", "multiple", &[part, whole]);
        study_of(&rows.replacen("label: O0", "label: O0, part_of: o1", 1), "")
    }

    #[test]
    fn a_larger_part_is_found() {
        let findings = found("subset-superset", &data("34", "31"));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].ids, ["people.q.o0", "people.q.o1"]);
        assert!(found("subset-superset", &data("31", "34")).is_empty());
    }

    #[test]
    fn rounding_may_hide_that_both_are_one_count() {
        // 17 of 120 are 14.17 %.
        assert!(found("subset-superset", &data("14.2", "14")).is_empty());
    }

    #[test]
    fn an_impossible_share_is_not_compared() {
        let power = power("subset-superset", &data("16.5", "14"));
        assert_eq!((power.judged, power.not_judged(), power.found), (0, 1, 0));
    }
}
