//! What a live number stands on: one note for each value that a page shows.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::links::Links;
use super::view::TitledLink;
use crate::types::messages::say;
use crate::types::study::{
    BaseIs, Binding, ClaimId, Form, GroupFact, Likeness, Operation, OptionId, QuestionId, Unit,
    ValueId,
};
use crate::types::summary::{Computed, Contested, Withheld};
use crate::types::wording::{Wording, withheld};

/// The notes of one page, each value once.
#[derive(Default)]
pub(super) struct Notes {
    entries: Vec<NoteView>,
    /// Where each is.
    known: BTreeMap<Key, usize>,
}

/// What a note is about: a value, or a difference of two.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Value(ValueId),
    Difference(ValueId, ValueId),
    Claim(ClaimId),
}

impl Key {
    /// An id for the note's element: the same for a value wherever it is used.
    fn id(self) -> String {
        let of = |value: ValueId| match value {
            ValueId::Option(id) => format!("o{}", id.0),
            ValueId::Derived(id) => format!("d{}", id.0),
            ValueId::Group(id, fact) => format!("g{}-{}", id.0, fact.name()),
        };
        match self {
            Self::Value(value) => format!("v-{}", of(value)),
            Self::Difference(first, second) => format!("v-{}-{}", of(first), of(second)),
            Self::Claim(id) => format!("v-c{}", id.0),
        }
    }
}

/// A note, as templates see it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct NoteView {
    /// Its element's id.
    pub(super) id: String,
    /// The value, as written.
    pub(super) value: String,
    /// What it is the value of.
    pub(super) label: String,
    /// The question, or the block, that it belongs to.
    pub(super) question: String,
    /// Facts about it, a sentence each.
    pub(super) facts: Vec<String>,
    /// Its row.
    pub(super) href: String,
    /// Where the row stands.
    pub(super) place: String,
    /// The findings of the audit that concern it.
    pub(super) findings: Vec<TitledLink>,
}

impl Notes {
    /// The id of the note for a binding, made where there is none yet.
    pub(super) fn note(
        &mut self,
        wording: Wording<'_>,
        links: &Links,
        page: &str,
        binding: Binding,
    ) -> String {
        let key = match binding {
            Binding::Value { value, .. } => Key::Value(value),
            Binding::Difference { first, second, .. } => Key::Difference(first, second),
            Binding::Claim(id) => Key::Claim(id),
            Binding::Figure(_) | Binding::Table(_) | Binding::Citation(_) => {
                return String::new();
            }
        };
        let id = key.id();
        if self.known.contains_key(&key) {
            return id;
        }
        let mut note = match key {
            Key::Value(value) => value_note(wording, value),
            Key::Difference(first, second) => difference_note(wording, first, second),
            Key::Claim(id) => claim_note(wording, id),
        };
        note.id.clone_from(&id);
        note.href = links.binding(binding, page);
        note.findings = match key {
            Key::Value(value) => links.flags.concerning(wording.study, &[value]),
            Key::Difference(first, second) => {
                links.flags.concerning(wording.study, &[first, second])
            }
            Key::Claim(id) => {
                let values = wording.study[id].condition.values();
                links.flags.concerning(wording.study, &values)
            }
        };
        self.push(key, note);
        id
    }

    /// Takes over the notes of a part of the page that was written on its own.
    pub(super) fn merge(&mut self, other: &Self) {
        let mut keys: Vec<(usize, Key)> = other.known.iter().map(|(key, i)| (*i, *key)).collect();
        keys.sort_unstable();
        for ((_, key), note) in keys.into_iter().zip(&other.entries) {
            if !self.known.contains_key(&key) {
                self.push(key, note.clone());
            }
        }
    }

    fn push(&mut self, key: Key, note: NoteView) {
        self.known.insert(key, self.entries.len());
        self.entries.push(note);
    }

    /// All notes in the order of their first use.
    pub(super) fn into_views(self) -> Vec<NoteView> {
        self.entries
    }
}

fn value_note(wording: Wording<'_>, value: ValueId) -> NoteView {
    let study = wording.study;
    let (question, place) = match value {
        ValueId::Option(id) => {
            let question = study[id].question;
            (study[question].label.clone(), wording.table_name(study[question].table))
        }
        ValueId::Derived(_) => (String::new(), wording.style().text("computed-values").to_owned()),
        // Its label begins with the group.
        ValueId::Group(..) => (String::new(), wording.style().text("who-was-asked").to_owned()),
    };
    let mut facts = value_facts(wording, value);
    if let (Some(caveat), Some(interval)) = (caveat(wording, value), facts.last_mut()) {
        *interval =
            say!(wording.style(), "note-interval-caveat", interval = interval, caveat = caveat);
    }
    NoteView {
        id: String::new(),
        value: wording.binding(study.as_printed(value)),
        label: wording.label(value),
        question,
        facts,
        href: String::new(),
        place,
        findings: Vec::new(),
    }
}

/// The facts about a value, its interval last, and without what is to be said of any interval.
fn value_facts(wording: Wording<'_>, value: ValueId) -> Vec<String> {
    let study = wording.study;
    // What it was comes first.
    let mut facts = wording.corrections_behind(value);
    facts.extend(match value {
        ValueId::Option(id) => option_facts(wording, id, study[id].question),
        ValueId::Derived(id) => derived_facts(wording, &study[id].operation, value),
        ValueId::Group(id, fact) => group_facts(wording, study[id].place.as_deref(), fact),
    });
    facts
}

/// What is to be said of the interval of a value, where it has one.
fn caveat(wording: Wording<'_>, value: ValueId) -> Option<&str> {
    let ValueId::Option(id) = value else { return None };
    wording.summaries.options[id.0].interval.ok().and_then(|_| wording.interval_caveat())
}

fn option_facts(wording: Wording<'_>, id: OptionId, question: QuestionId) -> Vec<String> {
    let summary = &wording.summaries.options[id.0];
    let mut facts = Vec::new();
    match &summary.contested {
        Some(Contested::PrintedTwice(readings)) => {
            for reading in readings {
                let text = wording.reported(&reading.reported);
                facts.push(say!(
                    wording.style(),
                    "text-in-place",
                    text = text,
                    place = reading.place
                ));
            }
        }
        Some(Contested::Impossible | Contested::CountAndPercent(..)) => {
            facts.push(wording.contested_sentence(id));
        }
        None => {}
    }
    let base = wording.base_line(question).into_iter().next().unwrap_or_default();
    facts.push(base);
    let question_base = &wording.study[question].base;
    if let (Ok(counts), Some(n), None) =
        (summary.counts, question_base.n, wording.study[id].reported.count())
    {
        let counts = wording.study.style.count_range(counts.low, counts.high);
        let n = wording.study.style.count(n);
        facts.push(if question_base.is == BaseIs::Assumed {
            say!(wording.style(), "note-counts-assumed", counts = counts, n = n)
        } else {
            say!(wording.style(), "note-counts", counts = counts, n = n)
        });
    } else if summary.counts == Err(Withheld::NoPossibleCount) {
        facts.push(withheld(Withheld::NoPossibleCount, wording.style()).to_owned());
    }
    if let Ok(interval) = summary.interval {
        let level = wording.study.intervals.level.percent();
        let range = wording.interval(interval.low, interval.high);
        facts.push(say!(wording.style(), "note-interval", level = level, range = range));
    }
    facts
}

fn derived_facts(wording: Wording<'_>, operation: &Operation, value: ValueId) -> Vec<String> {
    let written = |value: ValueId| {
        let form = match wording.study.unit(value) {
            Unit::Count | Unit::Ratio => Form::Number,
            Unit::Share | Unit::Points => Form::Percent,
        };
        say!(
            wording.style(),
            "label-in-brackets",
            value = wording.binding(Binding::Value { value, form }),
            label = wording.label(value)
        )
    };
    let mut facts = vec![match operation {
        Operation::Sum(values) => {
            let parts: Vec<String> = values.iter().map(|value| written(*value)).collect();
            say!(wording.style(), "note-sum", parts = parts.join(wording.style().text("list-and")))
        }
        Operation::Complement(value) => {
            say!(wording.style(), "note-complement", value = written(*value))
        }
        Operation::Difference(first, second) => {
            say!(
                wording.style(),
                "note-difference",
                first = written(*first),
                second = written(*second)
            )
        }
        Operation::Share(first, second) | Operation::Ratio(first, second) => {
            say!(wording.style(), "note-ratio", first = written(*first), second = written(*second))
        }
    }];
    facts.extend(rounding(wording, wording.summaries.value(wording.study, value).ok()));
    facts
}

fn rounding(wording: Wording<'_>, computed: Option<Computed>) -> Option<String> {
    let it = computed?;
    (it.window.low != it.window.high)
        .then(|| say!(wording.style(), "note-rounding", range = wording.range(it)))
}

fn group_facts(wording: Wording<'_>, place: Option<&str>, fact: GroupFact) -> Vec<String> {
    let what = match fact {
        GroupFact::Sent | GroupFact::Answered => wording.style().text("note-reported"),
        GroupFact::Regions | GroupFact::Sites => wording.style().text("note-covered"),
    };
    let mut facts = vec![what.to_owned()];
    facts.extend(place.map(|place| say!(wording.style(), "note-printed", place = place)));
    facts
}

fn claim_note(wording: Wording<'_>, id: ClaimId) -> NoteView {
    let claim = &wording.study[id];
    let about = value_note(wording, claim.condition.value());
    let mut facts =
        vec![say!(wording.style(), "note-claim", condition = wording.condition(&claim.condition))];
    let [first, second] = claim.condition.values()[..] else {
        facts.extend(about.facts);
        return NoteView { value: claim.text.clone(), facts, ..about };
    };
    let names = wording.names_apart(first, second);
    facts.extend(facts_of_two(wording, [first, second], &names));
    let of_one = match (first, second) {
        (ValueId::Option(a), ValueId::Option(b)) => {
            wording.study[a].question == wording.study[b].question
        }
        _ => false,
    };
    let question = if of_one { about.question } else { String::new() };
    let label = names.join(wording.style().text("list-and"));
    NoteView { value: claim.text.clone(), label, question, facts, ..about }
}

/// The facts about two values that are compared: those of each behind its name, then what is said
/// of both.
fn facts_of_two(
    wording: Wording<'_>,
    [first, second]: [ValueId; 2],
    names: &[String; 2],
) -> Vec<String> {
    let mut facts: Vec<String> = Vec::new();
    let pairing = wording.study.pairing(first, second);
    let pairs = pairing.iter().flat_map(|it| &it.pairs);
    for pair in pairs.filter(|pair| pair.likeness == Likeness::Near) {
        let Some(why) = &pair.why else { continue };
        let fact = say!(wording.style(), "note-near", why = wording.plain(why));
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    let (a, b) = (value_facts(wording, first), value_facts(wording, second));
    for (name, own, other) in [(&names[0], &a, &b), (&names[1], &b, &a)] {
        let own: Vec<&str> =
            own.iter().filter(|fact| !other.contains(fact)).map(String::as_str).collect();
        if !own.is_empty() {
            facts.push(say!(
                wording.style(),
                "note-of-one",
                name = name,
                facts = own.join(wording.style().text("list-semicolon"))
            ));
        }
    }
    facts.extend(a.into_iter().filter(|fact| b.contains(fact)));
    facts.extend([first, second].iter().find_map(|it| caveat(wording, *it)).map(str::to_owned));
    facts
}

fn difference_note(wording: Wording<'_>, first: ValueId, second: ValueId) -> NoteView {
    let operation = Operation::Difference(first, second);
    let binding = Binding::Difference { first, second, range: false };
    let mut facts = derived_facts(wording, &operation, first);
    facts.truncate(1);
    let computed = wording.summaries.difference(wording.study, first, second).ok();
    facts.extend(rounding(wording, computed));
    let groups = (wording.study.group_of(first), wording.study.group_of(second));
    if groups.0 != groups.1 && wording.interval_caveat().is_some() {
        facts.push(wording.style().text("note-not-tested").into());
    }
    NoteView {
        id: String::new(),
        value: wording.binding(binding),
        label: say!(
            wording.style(),
            "note-two-labels",
            first = wording.label(first),
            second = wording.label(second)
        ),
        question: wording.style().text("note-difference-of").into(),
        facts,
        href: String::new(),
        place: match first {
            ValueId::Option(id) => {
                wording.table_name(wording.study[wording.study[id].question].table)
            }
            _ => wording.style().text("note-row").into(),
        },
        findings: Vec::new(),
    }
}
