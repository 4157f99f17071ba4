//! survivor: no superseded number stays typed into a text that speaks of its question.

use std::collections::BTreeSet;
use std::ops::Range;

use super::check::{Check, Facts, Record, exhibited};
use super::passages::for_each_prose;
use crate::types::document::for_each_role;
use crate::types::finding::{About, Weight};
use crate::types::messages::say;
use crate::types::number::{Exact, Printed};
use crate::types::numeral::in_words;
use crate::types::source::Place;
use crate::types::study::{Bound, Change, Correction, GroupId, QuestionId, Study, Text, ValueId};

pub(super) const CHECK: Check = Check { code: "survivor", run };

fn run(facts: &Facts<'_>, record: &mut Record) {
    let study = facts.study;
    let wanted: Vec<(&Correction, Topic, Printed)> = study
        .corrections
        .iter()
        .filter_map(|it| superseded(study, it).map(|(topic, was)| (it, topic, was)))
        .collect();
    if wanted.is_empty() {
        return;
    }
    let mut done: Vec<(usize, Place)> = Vec::new();
    for_each_prose(study, &mut |text: &Text| {
        for_each_role(text, &mut |bound: &Bound| {
            let of = topics(study, bound);
            let mut place = None;
            for (i, (correction, _, was)) in
                wanted.iter().enumerate().filter(|(_, (_, topic, _))| of.contains(topic))
            {
                let place: &Place = place.get_or_insert_with(|| stretch(&bound.role.place));
                // A page's title and its first paragraph may be one stretch.
                if !done.iter().any(|(of, it)| *of == i && it == place) {
                    done.push((i, place.clone()));
                    judge(facts, record, correction, was, place);
                }
            }
        });
    });
}

/// What a number is about, as far as a text can speak of it without naming the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Topic {
    Question(QuestionId),
    Group(GroupId),
}

/// What a correction is about, and the figure as it was written; nothing where a later one brought
/// that figure back.
fn superseded(study: &Study, correction: &Correction) -> Option<(Topic, Printed)> {
    let stands = match &correction.change {
        Change::Percent(id, from, _) => study[*id].reported.percent() == Some(from),
        Change::Count(id, from, _) => study[*id].reported.count() == Some(*from),
        Change::Withdrawn(id, was) => study[*id].reported.plain() == was.plain(),
        Change::Base(id, from, _) => study[*id].base.n == Some(*from),
        Change::Fact(id, fact, from, _) => study[*id].fact(*fact) == Some(*from),
        Change::Label(..) | Change::Reinstated(..) => false,
    };
    if stands {
        return None;
    }
    let (topic, was) = match &correction.change {
        Change::Percent(id, from, _) => (Topic::Question(study[*id].question), from.to_string()),
        Change::Count(id, from, _) => (Topic::Question(study[*id].question), from.to_string()),
        Change::Withdrawn(id, was) => (Topic::Question(study[*id].question), was.plain()),
        Change::Base(id, from, _) => (Topic::Question(*id), from.to_string()),
        Change::Fact(id, _, from, _) => (Topic::Group(*id), from.to_string()),
        Change::Label(..) | Change::Reinstated(..) => return None,
    };
    Printed::parse(&was).ok().map(|was| (topic, was))
}

/// What the values of a role are about, and what those are about that they are computed from.
fn topics(study: &Study, bound: &Bound) -> BTreeSet<Topic> {
    let (mut open, mut seen) = (study.bound_values(bound), BTreeSet::new());
    let mut topics = BTreeSet::new();
    while let Some(value) = open.pop() {
        match value {
            ValueId::Option(id) => {
                let question = study[id].question;
                topics.insert(Topic::Question(question));
                topics.extend(study[question].group.map(Topic::Group));
            }
            ValueId::Group(id, _) => {
                topics.insert(Topic::Group(id));
            }
            ValueId::Derived(id) => {
                if seen.insert(id) {
                    open.extend(study[id].operation.operands());
                }
            }
        }
    }
    topics
}

/// Whether a numeral, in digits or words, is a number, with whatever decimals.
fn is_number(numeral: &str, number: &Printed) -> bool {
    let digits = numeral.replace(',', "");
    let value = Printed::parse(&digits).map(|it| it.value()).ok();
    value.or_else(|| in_words(numeral).map(Exact::from)) == Some(number.value())
}

fn judge(
    facts: &Facts<'_>,
    record: &mut Record,
    correction: &Correction,
    was: &Printed,
    stretch: &Place,
) {
    record.judged();
    let within = |place: &&Place| {
        place.file.path == stretch.file.path
            && stretch.span.start <= place.span.start
            && place.span.end <= stretch.span.end
    };
    for place in facts.study.numerals.iter().filter(within) {
        let number = &place.file.text[place.span.clone()];
        let plain = facts.study.plain_numbers.iter();
        if !is_number(number, was)
            || plain.into_iter().any(|it| super::unbound_number::covers(it, place))
        {
            continue;
        }
        let (from, to) = facts.wording.changed(&correction.change);
        let message = say!(
            facts.study.style,
            "survivor-number-is-typed-into",
            number = number,
            label = facts.wording.label(correction.value),
            from = from,
            to = to,
            id = correction.id
        );
        let places = vec![
            exhibited(number, &*place.file.path, place),
            exhibited(format!("{from} → {to}"), "Corrections", &correction.at),
        ];
        let id = facts.study.value_id(correction.value);
        record
            .found(Weight::Error, About::Study, vec![id], message, places)
            .help(facts.study.style.text("survivor-bind-the-number-to"));
    }
}

/// The paragraph round a place of a page, or the lines of the key round a place of a YAML file.
fn stretch(place: &Place) -> Place {
    let text = &place.file.text;
    let page = place.file.path.starts_with("content/narrative/");
    let ends: fn(&str) -> bool =
        if page { |line| line.trim().is_empty() || line.trim_end() == "---" } else { |_| false };
    let begins: fn(&str) -> bool = if page { |_| false } else { starts_key };
    let mut span: Range<usize> = 0..text.len();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        let before = at <= place.span.start;
        if ends(line) {
            if next <= place.span.start {
                span.start = next;
            } else if !before {
                span.end = at;
                break;
            }
        } else if begins(line) {
            if before {
                span.start = at;
            } else {
                span.end = at;
                break;
            }
        }
        at = next;
    }
    Place { file: std::sync::Arc::clone(&place.file), span }
}

/// Whether a line of YAML begins an entry or a key.
fn starts_key(line: &str) -> bool {
    let line = line.trim_start();
    let name = line.split(':').next().unwrap_or_default();
    let key = name.len() < line.len()
        && !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    key || line.starts_with("- ")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::types::source::SourceFile;

    fn found(path: &str, text: &str, needle: &str) -> String {
        let file = Arc::new(SourceFile { path: path.into(), text: text.into() });
        let start = text.find(needle).unwrap();
        let it = stretch(&Place { file, span: start..start + needle.len() });
        text[it.span].trim().to_owned()
    }

    #[test]
    fn numerals_are_compared_as_numbers() {
        let number = |text: &str| Printed::parse(text).unwrap();
        for (numeral, was) in [
            ("44", "44"),
            ("44.0", "44"),
            ("12", "12.0"),
            ("1,240", "1240"),
            ("forty-four", "44"),
            ("Forty four", "44.0"),
            ("one hundred", "100"),
            ("nineteen", "19"),
        ] {
            assert!(is_number(numeral, &number(was)), "{numeral} {was}");
        }
        for (numeral, was) in [("4.4", "44"), ("forty", "44"), ("four", "44"), ("½", "50")] {
            assert!(!is_number(numeral, &number(was)), "{numeral} {was}");
        }
    }

    #[test]
    fn paragraphs_end_at_empty_lines() {
        let text = "---\ntitle: T\n---\nOne x\ntwo.\n\nThree.\n\nFour";
        assert_eq!(found("content/narrative/a.md", text, "x"), "One x\ntwo.");
        assert_eq!(found("content/narrative/a.md", text, "Three"), "Three.");
        assert_eq!(found("content/narrative/a.md", text, "Four"), "Four");
    }

    #[test]
    fn texts_of_yaml_end_at_the_next_key() {
        let text = "- id: a\n  note: >-\n    One x\n    two.\n  label: L\n- id: b\n";
        assert_eq!(found("a.yaml", text, "x"), "note: >-\n    One x\n    two.");
        assert_eq!(found("a.yaml", text, "L"), "label: L");
    }
}
