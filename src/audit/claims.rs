//! claim: words with a condition behind them hold under the printed values.

mod comparable;

use super::check::{Check, Facts, Record, exhibited, reasons};
use super::passages::for_each_prose;
use crate::types::document::for_each_role;
use crate::types::finding::{About, Finding, Weight};
use crate::types::messages::say;
use crate::types::number::{Exact, Window};
use crate::types::source::Place;
use crate::types::study::{
    Binding, Bound, Claim, Condition, Operand, OptionId, Text, Unit, ValueId,
};
use crate::types::summary::{Computed, Contested};

pub(super) const CHECK: Check = Check { code: "claim", run };

/// A value of the condition cannot be computed.
const NOT_COMPUTED: &str = "reason-claim-not-computed";

fn run(facts: &Facts<'_>, record: &mut Record) {
    for_each_prose(facts.study, &mut |text: &Text| {
        for_each_role(text, &mut |bound: &Bound| {
            if let Binding::Claim(id) = bound.binding {
                claim(facts, record, &facts.study[id], &bound.role.place);
            }
        });
    });
}

/// How far a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Held {
    /// Whatever was rounded.
    Surely,
    /// As printed.
    AsPrinted,
    /// Under one reading of a contested figure, and not under another.
    Contested,
    /// Not as printed.
    Not,
}

fn claim(facts: &Facts<'_>, record: &mut Record, claim: &Claim, place: &Place) {
    if claim.condition.values().iter().any(|value| facts.contested(*value)) {
        record.not_checked(reasons::CONTESTED);
        return;
    }
    let order = facts.summaries.order_withdrawn(&claim.condition).is_some();
    if order || claim.condition.values().iter().any(|value| facts.withdrawn(*value)) {
        // The role itself is an error.
        record.not_checked(reasons::WITHDRAWN);
        return;
    }
    if !comparable::judge(facts, record, claim, place) {
        return;
    }
    let Some((held, rival)) = holds(facts, &claim.condition) else {
        record.not_checked(NOT_COMPUTED);
        return;
    };
    record.judged();
    if held == Held::Surely {
        return;
    }
    let condition = facts.wording.condition(&claim.condition);
    if let (Held::Contested, Some(rival)) = (held, rival) {
        let message = say!(
            facts.study.style,
            "claim-whether-holds-cannot-be",
            text = claim.text,
            condition = condition,
            label = facts.study[rival].label,
            contested_sentence = facts.wording.contested_sentence(rival)
        );
        let values = [claim.condition.value(), ValueId::Option(rival)];
        found(facts, record, Weight::Warning, (claim, place), &values, message)
            .help(facts.study.style.text("claim-compare-it-with-one"));
        return;
    }
    let beside = rival.map_or(String::new(), |rival| {
        say!(
            facts.study.style,
            "claim-beside",
            with_label = facts.wording.with_label(ValueId::Option(rival))
        )
    });
    let (weight, message, advice) = match held {
        Held::Not => (
            Weight::Error,
            say!(
                facts.study.style,
                "claim-does-not-hold-it",
                text = claim.text,
                condition = condition,
                beside = beside
            ),
            facts.study.style.text("claim-write-the-sentence-anew"),
        ),
        _ => (
            Weight::Warning,
            say!(
                facts.study.style,
                "claim-holds-as-printed-but",
                text = claim.text,
                condition = condition,
                beside = beside
            ),
            facts.study.style.text("claim-say-it-of-the"),
        ),
    };
    let mut values = claim.condition.values();
    values.extend(rival.map(ValueId::Option));
    found(facts, record, weight, (claim, place), &values, message).help(advice);
}

/// A finding on a claim, with the rows of these values.
fn found<'a>(
    facts: &Facts<'_>,
    record: &'a mut Record,
    weight: Weight,
    (claim, place): (&Claim, &Place),
    values: &[ValueId],
    message: String,
) -> &'a mut Finding {
    let mut places = vec![exhibited(
        say!(facts.study.style, "claim-", text = claim.text),
        &*place.file.path,
        place,
    )];
    for value in values {
        if let ValueId::Option(id) = value {
            places.push(facts.row(*id));
        }
    }
    let ids = values.iter().map(|value| facts.study.value_id(*value)).collect();
    record.found(weight, About::Study, ids, message, places)
}

/// How far a condition holds, and the option that stands against it; nothing where a value
/// cannot be computed, or a withdrawn one leaves the order open.
pub(super) fn holds(facts: &Facts<'_>, condition: &Condition) -> Option<(Held, Option<OptionId>)> {
    let value = |value: ValueId| facts.summaries.value(facts.study, value).ok();
    if facts.summaries.order_withdrawn(condition).is_some() {
        return None;
    }
    let first = value(condition.value())?;
    let of = |operand: &Operand| match operand {
        Operand::Value(other) => value(*other),
        Operand::Percent(percent) => {
            let share = percent.share();
            let window = Window::point(share);
            Some(Computed { value: share, window, decimals: percent.decimals(), ..first })
        }
    };
    match condition {
        Condition::More(_, other) => Some((larger(first, of(other)?), None)),
        Condition::Less(_, other) => Some((larger(of(other)?, first), None)),
        Condition::Equal(_, other) => Some((equal(first, of(other)?), None)),
        Condition::Leads(ValueId::Option(id)) => Some(against_all(facts, *id, first, leads)),
        Condition::Trails(ValueId::Option(id)) => {
            Some(against_all(facts, *id, first, |first, other| leads(other, first)))
        }
        Condition::Leads(_) | Condition::Trails(_) => None,
    }
}

/// Whether the first is larger than the second.
fn larger(first: Computed, second: Computed) -> Held {
    if first.window.low > second.window.high && first.value > second.value {
        Held::Surely
    } else if first.value > second.value {
        Held::AsPrinted
    } else {
        Held::Not
    }
}

/// Whether both are equal as printed: written with the fewer decimals of the two they read alike.
/// What rounding hides is not asked, for the claim is on what is printed.
fn equal(first: Computed, second: Computed) -> Held {
    let decimals = first.decimals.min(second.decimals);
    if first.written(decimals) == second.written(decimals) { Held::Surely } else { Held::Not }
}

/// Whether the first is at least as large as the second.
fn leads(first: Computed, second: Computed) -> Held {
    if first.window.low >= second.window.high {
        Held::Surely
    } else if first.value >= second.value {
        Held::AsPrinted
    } else {
        Held::Not
    }
}

/// The worst of what an option is beside all others of its question, and which other that is.
fn against_all(
    facts: &Facts<'_>,
    id: OptionId,
    first: Computed,
    judge: fn(Computed, Computed) -> Held,
) -> (Held, Option<OptionId>) {
    let mut worst = (Held::Surely, None);
    for other in facts.study[facts.study[id].question].option_ids().filter(|other| *other != id) {
        let Some(second) = beside(facts, other, first.unit) else { continue };
        // Of a contested figure every reading counts.
        let held = if facts.summaries.options[other.0].contested.is_some() {
            let ends = [second.window.low, second.window.high];
            let ends = ends.map(|value| judge(first, Computed { value, ..second }));
            if ends[0] == ends[1] { ends[0] } else { Held::Contested }
        } else {
            judge(first, second)
        };
        if held > worst.0 {
            worst = (held, Some(other));
        }
    }
    worst
}

/// Another option of the same question, with all its readings where it is contested.
fn beside(facts: &Facts<'_>, id: OptionId, unit: Unit) -> Option<Computed> {
    let summary = &facts.summaries.options[id.0];
    let computed = match &summary.contested {
        None => facts.summaries.value(facts.study, ValueId::Option(id)).ok()?,
        Some(contested) => {
            let mut window = facts.study[id].reported.percent()?.share_window();
            if let Contested::PrintedTwice(readings) = contested {
                for reading in readings.iter().filter_map(|it| it.reported.percent()) {
                    window.low = window.low.min(reading.share_window().low);
                    window.high = window.high.max(reading.share_window().high);
                }
            }
            let value: Exact = facts.study[id].reported.percent()?.share();
            Computed { value, window, unit: Unit::Share, decimals: 0 }
        }
    };
    (computed.unit == unit).then_some(computed)
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{audited, study_of};
    use crate::types::finding::Weight;

    fn data() -> String {
        study_of(
            "      - id: q\n        label: Q\n        kind: multiple\n        complete: false\n        options:\n          \
             - {id: a, label: A, percent: 60}\n          - {id: b, label: B, percent: 40}\n          \
             - {id: c, label: C, percent: 60.0}\n          - {id: e, label: E, percent: 10, also_printed: [{percent: 1, place: Text}]}\n      \
             - id: r\n        label: R\n        base_is: assumed\n        kind: multiple\n        complete: false\n        \
             options:\n          - {id: d, label: D, percent: 41}\n          - {id: f, label: F, percent: 41.4}\n",
            "",
        )
    }

    fn weights(page: &str) -> Vec<Weight> {
        let findings = audited(&data(), page).findings;
        let own = findings.iter().filter(|finding| finding.code == "claim");
        own.map(|finding| finding.weight).collect()
    }

    #[test]
    fn claims_hold_as_long_as_their_conditions_do() {
        for page in [
            "It is {claim}`more often | people.q.a > people.q.b` said.",
            "It is {claim}`less often | people.q.b < people.q.a` said.",
            "It is {claim}`a majority | people.q.a > 50%` of them.",
            // 60 % of 120 is 72 under either number of decimals: they share the first rank.
            "It is {claim}`named first | people.q.a leads` of all.",
        ] {
            assert_eq!(weights(page), [], "{page}");
        }
    }

    #[test]
    fn what_reads_alike_is_equal() {
        let rows: &[(&str, &str)] = &[
            ("a", "percent: 41"),
            ("b", "percent: 41"),
            ("c", "percent: 41.4"),
            ("d", "percent: 41.5"),
            ("e", "percent: 42"),
            ("f", "percent: 41.0"),
            // 50 of 120 are 41.67 %, with the decimals of the study 42 %.
            ("g", "count: 50"),
        ];
        let rows = rows.iter().map(|(id, printed)| format!("{{id: {id}, label: {id}, {printed}}}"));
        let options = rows.collect::<Vec<_>>().join(", ");
        let data = study_of(
            &format!(
                "      - id: q\n        label: Q\n        base_is: assumed\n        kind: multiple\n        \
                 complete: false\n        options: [{options}]\n"
            ),
            "derived:\n  - {id: rest, label: Rest, complement: people.q.a}\n",
        );
        let equal = |first: &str, second: &str| {
            let page = format!("It is {{claim}}`alike | {first} = {second}` in all.");
            let findings = audited(&data, &page).findings;
            let own = findings.iter().filter(|finding| finding.code == "claim");
            let weights: Vec<Weight> = own.map(|finding| finding.weight).collect();
            assert!(weights.is_empty() || weights == [Weight::Error], "{first} = {second}");
            weights.is_empty()
        };
        let of = |id: char| format!("people.q.{id}");
        for (first, second) in ["ab", "ac", "af", "de", "eg", "bf"].map(two) {
            assert!(equal(&of(first), &of(second)), "{first} = {second}");
            assert!(equal(&of(second), &of(first)), "{second} = {first}");
        }
        for (first, second) in ["ae", "ad", "cd", "cf", "ag"].map(two) {
            assert!(!equal(&of(first), &of(second)), "{first} = {second}");
        }
        assert!(equal("people.q.a", "41%") && equal("people.q.c", "41%") && equal("rest", "59.0%"));
        assert!(!equal("people.q.a", "42%") && !equal("people.q.c", "41.5%"));
        assert!(equal("people.answered", "people.answered"));
    }

    fn two(ids: &str) -> (char, char) {
        let mut ids = ids.chars();
        (ids.next().unwrap(), ids.next().unwrap())
    }

    #[test]
    fn claims_that_do_not_hold_are_errors() {
        for page in [
            "It is {claim}`more often | people.q.b > people.q.a` said.",
            "It is {claim}`more often | people.q.a > people.q.c` said.",
            "It is {claim}`more than that | people.q.a > 60%` in all.",
            "It is {claim}`the rarest | people.q.b trails` of all.",
            "It is {claim}`named first | people.q.b leads` of all.",
        ] {
            assert_eq!(weights(page).first(), Some(&Weight::Error), "{page}");
        }
        let audit = audited(&data(), "It is {claim}`named first | people.q.b leads` of all.");
        let finding = audit.findings.iter().find(|finding| finding.code == "claim").unwrap();
        assert_eq!(
            finding.message,
            "“named first” does not hold. It needs that “B” (40%) is the largest of “Q”, beside “A” (60%)."
        );
    }

    #[test]
    fn what_rounding_leaves_open_is_a_warning() {
        // 41 % may be 40.5 to 41.5, 41.4 % is 41.35 to 41.45.
        let page = "It is {claim}`more often | people.r.f > people.r.d` said.";
        assert_eq!(weights(page), [Weight::Warning]);
    }

    #[test]
    fn contested_options_leave_open_which_leads() {
        // 12 % is the smallest unless the contested option is 11 %, the largest unless it is 17 %.
        let data = study_of(
            "      - id: q\n        label: Q\n        kind: multiple\n        complete: false\n        \
             options:\n          - {id: a, label: A, percent: 12}\n          - {id: b, label: B, percent: \
             17, also_printed: [{percent: 11, place: Text}]}\n",
            "",
        );
        let told = |condition: &str| {
            let page = format!("It is {{claim}}`so | people.q.a {condition}` of all.");
            let findings = audited(&data, &page).findings;
            let own = findings.into_iter().filter(|finding| finding.code == "claim");
            own.map(|finding| (finding.weight, finding.message)).collect::<Vec<_>>()
        };
        for (condition, superlative) in [("leads", "largest"), ("trails", "smallest")] {
            let message = format!(
                "Whether “so” holds cannot be told. It needs that “A” (12%) is the {superlative} of \
                 “Q”, and “B” of the same question is contested. This report prints 17% in one place \
                 and 11% in another; we do not rank or summarise this figure."
            );
            assert_eq!(told(condition), [(Weight::Warning, message)]);
        }
        // Where all readings are larger, it does not hold, whichever is right.
        let data = data.replace("place: Text", "place: Text}, {percent: 13, place: Abstract");
        let data = data.replace("percent: 11,", "percent: 19,");
        let findings = audited(&data, "It is {claim}`so | people.q.a leads` of all.").findings;
        let finding = findings.iter().find(|finding| finding.code == "claim").unwrap();
        assert_eq!(finding.weight, Weight::Error);
    }

    #[test]
    fn contested_values_cannot_be_claimed() {
        let page = "It is {claim}`rare | people.q.e < 50%` in all.";
        let power = audited(&data(), page).powers;
        let power = power.iter().find(|power| power.code == "claim").unwrap();
        assert_eq!((power.judged, power.not_judged()), (0, 1));
    }
}
