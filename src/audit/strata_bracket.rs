//! strata-bracket: the share of a whole lies between those of its parts.

use super::check::{Check, Facts, Record};
use super::places::{listed, why};
use crate::types::finding::{Exhibited, Weight};
use crate::types::messages::say;
use crate::types::number::Window;
use crate::types::study::{Strata, ValueId};

/// The parts leave somebody out.
const NOT_EXHAUSTIVE: &str = "reason-strata-bracket-not-exhaustive";
/// One reading holds, another does not.
const AMBIGUOUS: &str = "reason-strata-bracket-ambiguous";

pub(super) const CHECK: Check = Check { code: "strata-bracket", run };

fn run(facts: &Facts<'_>, record: &mut Record) {
    for strata in &facts.study.strata {
        if !strata.exhaustive {
            record.not_checked(NOT_EXHAUSTIVE);
            continue;
        }
        match readings(facts, strata) {
            Err(reason) => record.not_checked(reason),
            Ok(outside) if outside.is_empty() => record.judged(),
            Ok(outside) if outside.len() < strata.whole.len() => record.not_checked(AMBIGUOUS),
            Ok(_) => {
                record.judged();
                outside_the_parts(facts, record, strata);
            }
        }
    }
}

/// The shares that cannot be the whole of the parts.
fn readings(facts: &Facts<'_>, strata: &Strata) -> Result<Vec<ValueId>, &'static str> {
    let parts = parts(facts, strata)?;
    let mut outside = Vec::new();
    for value in &strata.whole {
        let whole = facts.summaries.value(facts.study, *value).map_err(why)?;
        if !whole.window.meets(&parts) {
            outside.push(*value);
        }
    }
    Ok(outside)
}

/// From the smallest to the largest possible share of a part.
fn parts(facts: &Facts<'_>, strata: &Strata) -> Result<Window, &'static str> {
    let mut range: Option<Window> = None;
    for value in &strata.parts {
        let part = facts.summaries.value(facts.study, *value).map_err(why)?.window;
        range = Some(range.map_or(part, |range| Window {
            low: range.low.min(part.low),
            high: range.high.max(part.high),
        }));
    }
    range.ok_or(NOT_EXHAUSTIVE)
}

fn outside_the_parts(facts: &Facts<'_>, record: &mut Record, strata: &Strata) {
    let texts = |values: &[ValueId]| -> Vec<String> {
        let texts = values.iter().map(|value| {
            let number = facts.summaries.value(facts.study, *value);
            let number = number.map_or_else(|_| String::new(), |it| facts.wording.value(it));
            say!(
                facts.study.style,
                "strata-bracket-with-number",
                value_name = facts.value_name(*value),
                number = number
            )
        });
        texts.collect()
    };
    let message = say!(
        facts.study.style,
        "strata-bracket-the-share-of-a",
        texts = texts(&strata.whole).join(facts.study.style.text("word-or")),
        len = if strata.whole.len() == 1 {
            facts.study.style.text("word-does")
        } else {
            facts.study.style.text("word-do")
        },
        listed = listed(facts, &texts(&strata.parts))
    );
    let values = strata.whole.iter().chain(&strata.parts);
    let ids = std::iter::once(strata.id.clone())
        .chain(values.clone().map(|value| facts.study.value_id(*value)))
        .collect();
    let places: Vec<Exhibited> = values.map(|value| facts.value_place(*value)).collect();
    record
        .found(Weight::Error, facts.about_data(), ids, message, places)
        .help(facts.study.style.text("strata-bracket-look-whether-all-of"));
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{found, list, power, study_of};

    fn data(whole: &str, exhaustive: bool) -> String {
        let questions = format!(
            "{}{}",
            list("all", "multiple", &["1", "20"]),
            list("by", "fact", &["27", "8"])
        )
        .replace("kind: fact\n        complete: true", "kind: fact");
        study_of(
            &questions,
            &format!(
                "strata:\n  - {{id: levels, whole: [{whole}], parts: [people.by.o0, people.by.o1], \
                 exhaustive: {exhaustive}}}\n"
            ),
        )
    }

    #[test]
    fn a_whole_outside_its_parts_is_found() {
        let findings = found("strata-bracket", &data("people.all.o0", true));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].ids[0], "levels");
        assert!(
            findings[0].message.contains("“O0” (L) with 1% does not lie between “O0” (L) with 27%"),
            "{}",
            findings[0].message
        );
    }

    #[test]
    fn a_whole_between_its_parts_is_silent() {
        let power = power("strata-bracket", &data("people.all.o1", true));
        assert_eq!((power.judged, power.not_judged(), power.found), (1, 0, 0));
    }

    #[test]
    fn what_is_open_is_not_checked() {
        for data in [data("people.all.o0, people.all.o1", true), data("people.all.o0", false)] {
            let power = power("strata-bracket", &data);
            assert_eq!((power.judged, power.not_judged(), power.found), (0, 1, 0));
        }
    }
}
