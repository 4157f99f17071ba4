//! prose-value: a figure that follows from others is printed as what follows.

use super::check::{Check, Facts, Record, exhibited};
use super::places::why;
use crate::types::finding::{Exhibited, Weight};
use crate::types::messages::say;
use crate::types::number::Window;
use crate::types::study::{Reported, ValueId};
use crate::types::summary::Computed;

/// A percent beside a count, or the reverse.
const OTHER_KIND: &str = "reason-prose-value-other-kind";

pub(super) const CHECK: Check = Check { code: "prose-value", run };

/// A figure with what it should follow from.
struct Printed<'a> {
    values: &'a [ValueId],
    reported: &'a Reported,
    place: Exhibited,
    ids: Vec<String>,
}

fn run(facts: &Facts<'_>, record: &mut Record) {
    for (i, derived) in facts.study.derived.iter().enumerate() {
        let value = ValueId::Derived(crate::types::study::DerivedId(i));
        for other in &derived.also_printed {
            let text = facts.wording.reported(&other.reported);
            let printed = Printed {
                values: &[value],
                reported: &other.reported,
                place: exhibited(text, &*other.place, &other.at),
                ids: vec![derived.id.clone()],
            };
            judge(facts, record, &printed);
        }
    }
    for statement in &facts.study.statements {
        let (Some(reported), None) = (&statement.reported, statement.less) else { continue };
        if let [ValueId::Option(_)] = statement.about[..] {
            continue;
        }
        let printed = Printed {
            values: &statement.about,
            reported,
            place: facts.statement_place(statement),
            ids: facts.statement_ids(statement),
        };
        judge(facts, record, &printed);
    }
}

fn judge(facts: &Facts<'_>, record: &mut Record, printed: &Printed<'_>) {
    let computed = match printed.values {
        [value] => facts.summaries.value(facts.study, *value).map_err(why),
        values => facts.added_up(values),
    };
    let computed = match computed {
        Ok(computed) => computed,
        Err(reason) => {
            record.not_checked(reason);
            return;
        }
    };
    let Some(follows) = computed.gives(printed.reported) else {
        record.not_checked(OTHER_KIND);
        return;
    };
    record.judged();
    if !follows {
        does_not_follow(facts, record, printed, computed);
    }
}

fn does_not_follow(
    facts: &Facts<'_>,
    record: &mut Record,
    printed: &Printed<'_>,
    computed: Computed,
) {
    let figure = facts.wording.reported(printed.reported);
    let range = facts.wording.range(computed);
    let value = facts.wording.value(computed);
    let follows = match printed.values {
        [ValueId::Group(..)] => {
            say!(facts.study.style, "prose-value-but-is-value-where", value = value)
        }
        [_] => say!(facts.study.style, "prose-value-but-follows-from-the", value = value),
        _ => say!(facts.study.style, "prose-value-but-the-figures-add", value = value),
    };
    let message = say!(
        facts.study.style,
        "prose-value-printed-as-figure-in",
        value_names = facts.value_names(printed.values),
        len = if printed.values.len() > 1 {
            facts.study.style.text("word-together-are")
        } else {
            facts.study.style.text("word-is")
        },
        figure = figure,
        place = printed.place.place,
        follows = follows,
        new = if computed.window.low == computed.window.high {
            String::new()
        } else {
            say!(facts.study.style, "prose-value-range-once-rounding-is", range = range)
        }
    );
    // Whoever added up rounded figures made no other mistake than that.
    let rounded = Computed { window: Window::point(computed.value), ..computed };
    let (weight, message) = if rounded.gives(printed.reported) == Some(true) {
        (
            Weight::Warning,
            say!(facts.study.style, "prose-value-message-the-rounded-figures", message = message),
        )
    } else {
        (Weight::Error, message)
    };
    let mut places = vec![printed.place.clone()];
    places.extend(operands(facts, printed.values).into_iter().map(|it| facts.value_place(it)));
    record
        .found(weight, facts.about_data(), printed.ids.clone(), message, places)
        .because(say!(
            facts.study.style,
            "prose-value-computed-value-printed-figure",
            value = value,
            figure = figure
        ))
        .help(facts.study.style.text("prose-value-compute-it-again-from"));
}

/// The values that a figure rests on: those of a computed value, or the values themselves.
fn operands(facts: &Facts<'_>, values: &[ValueId]) -> Vec<ValueId> {
    match values {
        [ValueId::Derived(id)] => facts.study[*id].operation.operands(),
        _ => values.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{found, list, power, study_of};

    fn derived(percent: &str, rows: &str) -> String {
        study_of(
            &list("q", "single", &["33", "14", "53"]),
            &format!(
                "derived:\n  - {{id: both, label: Both, sum: [{rows}], also_printed: [{{percent: \
                 {percent}, place: Text}}]}}\n"
            ),
        )
    }

    #[test]
    fn a_sum_that_does_not_follow_is_found() {
        // 33 % of 120 is 40 people (39.0 to 40.2), 14 % 17: 57 are 47.5 %.
        let rows = "people.q.o0, people.q.o1";
        let findings = found("prose-value", &derived("50", rows));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].ids, ["both"]);
        assert_eq!(findings[0].places.len(), 3);
        for percent in ["47", "48", "47.5"] {
            assert!(found("prose-value", &derived(percent, rows)).is_empty(), "{percent}");
        }
    }

    #[test]
    fn statements_add_up_and_count_groups() {
        let said = |line: &str| {
            study_of(
                &list("q", "single", &["33", "14", "53"]),
                &format!("statements:\n  - {{id: s, place: Text, {line}}}\n"),
            )
        };
        let both = "about: [people.q.o0, people.q.o1]";
        assert_eq!(found("prose-value", &said(&format!("{both}, percent: 49"))).len(), 1);
        assert!(found("prose-value", &said(&format!("{both}, percent: 48"))).is_empty());
        assert_eq!(found("prose-value", &said("about: [people.answered], count: 121")).len(), 1);
        assert!(found("prose-value", &said("about: [people.answered], count: 120")).is_empty());
        // One option is judged elsewhere.
        assert!(found("prose-value", &said("about: [people.q.o0], percent: 50")).is_empty());
    }

    #[test]
    fn what_may_overlap_is_not_added_up() {
        let data = study_of(
            &list("q", "multiple", &["33", "14"]),
            "statements:\n  - {id: s, place: Text, about: [people.q.o0, people.q.o1], percent: 90}\n",
        );
        let power = power("prose-value", &data);
        assert_eq!((power.judged, power.not_judged(), power.found), (0, 1, 0));
    }
}
