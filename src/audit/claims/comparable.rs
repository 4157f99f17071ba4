//! Whether the values that a claim sets against each other may be compared.

use super::found;
use crate::audit::check::{Facts, Record};
use crate::types::finding::Weight;
use crate::types::messages::say;
use crate::types::source::Place;
use crate::types::study::{Claim, Condition, Likeness, Pair, Pairing, Study, Unit, ValueId};

/// Tells where the study does not let the values of a claim be compared; whether there is still
/// something to judge.
pub(super) fn judge(facts: &Facts<'_>, record: &mut Record, claim: &Claim, place: &Place) -> bool {
    match comparable(facts.study, &claim.condition) {
        Comparable::Yes => true,
        Comparable::Undeclared(pairing) => {
            undeclared(facts, record, (claim, place), pairing.as_ref());
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
    /// Nobody said whether the same was asked; how far their rows pair off, where they can.
    Undeclared(Option<Pairing<'a>>),
    /// They are declared not comparable.
    No(&'a Pair),
}

fn comparable<'a>(study: &'a Study, condition: &Condition) -> Comparable<'a> {
    let [first, second] = condition.values()[..] else { return Comparable::Yes };
    let pairing = study.pairing(first, second);
    let mut pairs = pairing.iter().flat_map(|it| &it.pairs).copied();
    if let Some(pair) = pairs.find(|it| it.likeness == Likeness::Not) {
        return Comparable::No(pair);
    }
    let declared = pairing.as_ref().is_some_and(Pairing::complete);
    let counts = study.unit(first) == Unit::Count;
    if declared || counts || study.of_same_respondents(first, second) {
        Comparable::Yes
    } else {
        Comparable::Undeclared(pairing)
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
fn undeclared(
    facts: &Facts<'_>,
    record: &mut Record,
    (claim, place): (&Claim, &Place),
    pairing: Option<&Pairing<'_>>,
) {
    let style = &facts.study.style;
    let message = say!(
        style,
        "claim-compares-they-are-of",
        text = claim.text,
        both = both(facts, &claim.condition)
    );
    let values = claim.condition.values();
    let rows = matches!(values[..], [ValueId::Option(_), _]);
    let help = match pairing {
        None => style.text("claim-not-made-alike").to_owned(),
        Some(_) if rows => style.text("claim-declare-the-two-rows").to_owned(),
        Some(pairing) if pairing.pairs.is_empty() => {
            style.text("claim-declare-their-rows").to_owned()
        }
        Some(pairing) => {
            let rows = pairing.alone.iter().map(|row| format!("`{}`", facts.study[*row].id));
            let rows: Vec<String> = rows.collect();
            let listed = rows.join(style.text("list-comma"));
            say!(style, "claim-declare-rows-left", n = rows.len(), rows = listed)
        }
    };
    found(facts, record, Weight::Warning, (claim, place), &values, message).help(&help);
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
    use crate::audit::testing::{STAFF, audited_on, study_of, table_of};
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

    /// A scale of five that was put to both groups, of which these rows are declared.
    fn told_of_sums(rows: &[(&str, &str)], condition: &str) -> Vec<(String, String)> {
        let rows: Vec<String> = rows
            .iter()
            .map(|(row, is)| {
                format!("          - {{option: {row}, with: staff.q.{row}, is: {is}}}\n")
            })
            .collect();
        let options: Vec<String> = [("a", 10), ("b", 20), ("c", 30), ("d", 40)]
            .iter()
            .map(|(id, n)| format!("          - {{id: {id}, label: L{id}, percent: {n}}}\n"))
            .collect();
        let (rows, options) = (rows.concat(), options.concat());
        let question =
            "      - id: q\n        label: Q\n        kind: single\n        complete: true\n";
        let first = format!("{question}        comparable:\n{rows}        options:\n{options}");
        let second = format!("{question}        options:\n{options}").replace("20", "15");
        let derived = "derived:\n  - {id: both, label: Both, sum: [people.q.a, people.q.b]}\n  - {id: \
                       theirs, label: Theirs, sum: [staff.q.b, staff.q.a]}\n  - {id: three, label: Three, sum: \
                       [staff.q.a, staff.q.b, staff.q.c]}\n  - {id: but, label: But, complement: both}\n  - \
                       {id: but-theirs, label: But theirs, complement: theirs}\n";
        let data = study_of(&first, &(table_of("staff", &second) + derived));
        let page = format!("It is {{claim}}`more | {condition}` said.");
        let findings = audited_on(&[STAFF], &data, &page).findings;
        let own = findings.into_iter().filter(|finding| finding.code == "claim");
        own.map(|finding| (finding.message, finding.help)).collect()
    }

    #[test]
    fn sums_and_complements_are_declared_by_their_rows() {
        let same = [("a", "same"), ("b", "same")];
        let near = [("a", "same"), ("b", "near, why: One week")];
        for rows in [same, near] {
            assert_eq!(told_of_sums(&rows, "both > theirs"), []);
            assert_eq!(told_of_sums(&rows, "but-theirs > but"), []);
        }
        let told = told_of_sums(&[("a", "same"), ("b", "not, why: Of rooms")], "both > theirs");
        assert!(
            matches!(&told[..], [(it, _)] if it.ends_with("not comparable: Of rooms")),
            "{told:?}"
        );
        let help = |rows: &[(&str, &str)], condition: &str| match &told_of_sums(rows, condition)[..]
        {
            [(message, help)] if message.contains("nothing says whether the same") => help.clone(),
            told => panic!("{told:?}"),
        };
        assert_eq!(
            help(&[("a", "same"), ("c", "same")], "both > theirs"),
            "declare these as well under `comparable`, since they have no counterparts of their own: \
             `people.q.b`, `staff.q.b`"
        );
        assert_eq!(
            help(&same, "three > both"),
            "declare `staff.q.c` as well under `comparable`: it has no counterpart of its own"
        );
        let none = help(&[("c", "same")], "both > theirs");
        assert!(none.starts_with("declare each row that the two are computed from"), "{none}");
        // A row and a sum, or a sum and a complement, cannot be declared.
        for condition in ["both > staff.q.a", "but > theirs"] {
            let help = help(&same, condition);
            assert!(help.contains("not made alike"), "{condition}: {help}");
        }
    }
}
