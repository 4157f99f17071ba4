//! Whether the values that a claim sets against each other may be compared.

use super::found;
use crate::audit::check::{Facts, Record};
use crate::types::finding::Weight;
use crate::types::messages::say;
use crate::types::source::Place;
use crate::types::study::{Claim, Condition, Likeness, Pair, Study, Unit};

/// Tells where the study does not let the values of a claim be compared; whether there is still
/// something to judge.
pub(super) fn judge(facts: &Facts<'_>, record: &mut Record, claim: &Claim, place: &Place) -> bool {
    match comparable(facts.study, &claim.condition) {
        Comparable::Yes => true,
        Comparable::Undeclared => {
            undeclared(facts, record, claim, place);
            true
        }
        Comparable::No(pair) => {
            record.judged();
            not_comparable(facts, record, claim, place, pair);
            false
        }
    }
}

/// Whether the values of a condition may be compared, as far as the study says.
enum Comparable<'a> {
    /// They are of the same respondents, declared the same or nearly so, or counts.
    Yes,
    /// Nobody said whether the same was asked.
    Undeclared,
    /// They are declared not comparable.
    No(&'a Pair),
}

fn comparable<'a>(study: &'a Study, condition: &Condition) -> Comparable<'a> {
    let [first, second] = condition.values()[..] else { return Comparable::Yes };
    if let Some(pair) = study.declared(first, second).find(|it| it.likeness == Likeness::Not) {
        return Comparable::No(pair);
    }
    let declared = study.declared(first, second).next().is_some();
    let counts = study.unit(first) == Unit::Count;
    if declared || counts || study.of_same_respondents(first, second) {
        Comparable::Yes
    } else {
        Comparable::Undeclared
    }
}

/// A claim on rows that the study itself calls not comparable.
fn not_comparable(
    facts: &Facts<'_>,
    record: &mut Record,
    claim: &Claim,
    place: &Place,
    pair: &Pair,
) {
    let why = pair.why.as_ref().map_or_else(String::new, |why| facts.wording.plain(why));
    let message = say!(
        facts.study.style,
        "claim-compares-which-are-declared",
        text = claim.text,
        both = both(facts, &claim.condition),
        why = why
    );
    let values = claim.condition.values();
    found(facts, record, Weight::Error, (claim, place), &values, message)
        .help(facts.study.style.text("claim-say-what-each-group"));
}

/// A claim on shares of different respondents of which nobody said whether the same was asked.
fn undeclared(facts: &Facts<'_>, record: &mut Record, claim: &Claim, place: &Place) {
    let message = say!(
        facts.study.style,
        "claim-compares-they-are-of",
        text = claim.text,
        both = both(facts, &claim.condition)
    );
    let values = claim.condition.values();
    found(facts, record, Weight::Warning, (claim, place), &values, message)
        .help(facts.study.style.text("claim-declare-the-two-rows"));
}

/// Both values of a condition: "“Tea” (60%, guests) with “Tea” (40%, staff)".
fn both(facts: &Facts<'_>, condition: &Condition) -> String {
    match condition.values()[..] {
        [first, second] => {
            facts.wording.told_apart(first, second).join(facts.study.style.text("word-with"))
        }
        _ => facts.wording.with_label(condition.value()),
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{STAFF, audited_on};
    use crate::types::finding::Weight;

    #[test]
    fn rows_of_two_groups_are_compared_as_they_are_declared() {
        let data = "tables:\n  - id: t\n    number: 1\n    title: T\n    group: people\n    base_is: \
                    assumed\n    questions:\n      - id: q\n        label: Q\n        kind: multiple\n        \
                    complete: false\n        comparable:\n          - {option: a, with: staff.q.a, is: \
                    same}\n          - {option: b, with: staff.q.b, is: near, why: One week.}\n          - \
                    {option: c, with: staff.q.c, is: not, why: Of rooms.}\n        options:\n          - {id: a, \
                    label: A, percent: 60}\n          - {id: b, label: B, percent: 40}\n          - {id: c, \
                    label: C, percent: 30}\n  - id: u\n    number: 2\n    title: U\n    group: staff\n    \
                    base_is: assumed\n    questions:\n      - id: q\n        label: Q\n        kind: \
                    multiple\n        complete: false\n        options:\n          - {id: a, label: A, percent: \
                    50}\n          - {id: b, label: B, percent: 30}\n          - {id: c, label: C, percent: \
                    20}\nderived:\n  - {id: rest, label: Rest, complement: staff.q.a}\n";
        let told = |condition: &str| {
            let page = format!("It is {{claim}}`more | {condition}` said.");
            let findings = audited_on(&[STAFF], data, &page).findings;
            let own = findings.into_iter().filter(|finding| finding.code == "claim");
            own.map(|finding| (finding.weight, finding.message)).collect::<Vec<_>>()
        };
        for condition in [
            "people.q.a > staff.q.a",
            "people.q.b > staff.q.b",
            "staff.q.a < people.q.a",
            "people.q.a > people.q.b",
            "people.answered > staff.answered",
            "rest > staff.q.b",
        ] {
            assert_eq!(told(condition), [], "{condition}");
        }
        let refused = "“more” compares “C” (30%, people) with “C” (20%, members of staff), which are \
                       declared not comparable: Of rooms.";
        assert_eq!(told("people.q.c > staff.q.c"), [(Weight::Error, refused.to_owned())]);
        let turned = told("staff.q.c > people.q.c");
        assert!(matches!(&turned[..], [(Weight::Error, it)] if it.contains("not comparable")));
        for condition in ["people.q.a > staff.q.b", "people.q.a > rest"] {
            let told = told(condition);
            let [(Weight::Warning, message)] = &told[..] else { panic!("{condition}: {told:?}") };
            assert!(message.contains("nothing says whether the same was asked"), "{message}");
        }
        // What does not hold is told as well.
        let weights: Vec<Weight> = told("people.q.c > staff.q.a").iter().map(|it| it.0).collect();
        assert_eq!(weights, [Weight::Error, Weight::Warning]);
    }
}
