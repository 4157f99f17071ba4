//! subset-superset: a row that is part of another is not larger than it.

use super::check::{CANNOT_BOTH, Check, Facts, Record};
use super::places::why;
use crate::types::finding::{Explanation, Weight};
use crate::types::study::{OptionId, ValueId};

pub(super) const CHECK: Check = Check {
    explanation: Explanation {
        code: "subset-superset",
        title: "Parts that are larger than what includes them",
        what: "A row that is part of another row of its list is not larger than that.",
        why: "Everybody whom the part counts is counted by the whole as well.",
        rule: "For a row with `part_of`: its smallest possible value is at most the largest \
               possible one of the row that includes it. A warning, for that one includes the \
               other is a reading of two labels.",
        example: "34% drink tea with milk and 31% drink tea.",
        resolve: "Look whether the second really includes the first; ask which is right.",
        source: "A part is not larger than the whole.",
    },
    run,
};

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
    let message = format!(
        "“{}” is printed as {} in {}, and “{}”, which includes it, as {}. {CANNOT_BOTH}",
        part.label,
        facts.wording.reported(&part.reported),
        facts.question_name(part.question),
        all.label,
        facts.wording.reported(&all.reported),
    );
    let ids = vec![part.id.clone(), all.id.clone()];
    let places = vec![facts.row(id), facts.row(whole)];
    record
        .found(Weight::Warning, facts.about_data(), ids, message, places)
        .help("look whether the one label includes the other; ask which figure is right");
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
