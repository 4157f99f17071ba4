//! The words of the report's own sentences, judged against the values that are bound in them.

use rayon::prelude::*;

use super::judge::{Possible, Verdict, can_be_times, judge};
use super::lexicon::{Quantifier, Says, Tendency, quantifiers};
use super::tie::{Sentence, Tie};
use super::{is_english, nouns, possible, reasons, several, tokens};
use crate::audit::check::{Facts, Record, exhibited};
use crate::audit::passages::{Passage, passages};
use crate::types::finding::{About, Exhibited, Weight};
use crate::types::messages::say;
use crate::types::number::{Exact, Window};
use crate::types::study::{Binding, Form, Unit, ValueId};
use crate::types::summary::Computed;

/// The most words and values of a sentence that is read.
const LONGEST: usize = 500;

/// Sentences that are read one after another; it takes about a millisecond.
const TOGETHER: usize = 32;

/// Judges every sentence that holds bound values.
pub(super) fn narrative(facts: &Facts<'_>, record: &mut Record) {
    let nouns = nouns(facts);
    let passages = passages(facts);
    // In parallel, and put together in the order of the sentences.
    let read = |passages: &[Passage<'_>]| {
        let mut part = record.part();
        for passage in passages {
            self::passage(facts, &nouns, passage, &mut part);
        }
        part
    };
    let parts: Vec<Record> = passages.par_chunks(TOGETHER).map(read).collect();
    for part in parts {
        record.add(part);
    }
}

fn passage(facts: &Facts<'_>, nouns: &[String], passage: &Passage<'_>, record: &mut Record) {
    let values: Vec<Option<ValueId>> =
        passage.bound.iter().map(|(_, bound)| share(facts, bound.binding)).collect();
    if values.iter().all(Option::is_none) {
        return;
    }
    if !is_english(facts.study) {
        return record.not_checked(reasons::LANGUAGE);
    }
    let spans: Vec<_> = passage.bound.iter().map(|(span, _)| span.clone()).collect();
    let tokens = tokens::tokens(&passage.text, &spans);
    if tokens.len() > LONGEST {
        return record.not_checked(reasons::TOO_LONG);
    }
    let quantifiers = quantifiers(&passage.text, &tokens, nouns);
    let shares: Vec<bool> = values.iter().map(Option::is_some).collect();
    let sentence = Sentence {
        text: &passage.text,
        tokens: &tokens,
        quantifiers: &quantifiers,
        shares: &shares,
    };
    let read = Read { facts: *facts, passage, sentence, values };
    for quantifier in &quantifiers {
        if let Err(reason) = read.quantifier(record, quantifier) {
            record.not_checked(reason);
        }
    }
}

/// The value of a binding that writes a share, or a count of a base.
fn share(facts: &Facts<'_>, binding: Binding) -> Option<ValueId> {
    let Binding::Value { value, form } = binding else { return None };
    if form == Form::Words {
        return None;
    }
    let counted =
        matches!(value, ValueId::Option(id) if facts.summaries.options[id.0].share.is_ok());
    (facts.study.unit(value) == Unit::Share || counted).then_some(value)
}

/// A sentence with what was read in it.
struct Read<'a> {
    facts: Facts<'a>,
    passage: &'a Passage<'a>,
    sentence: Sentence<'a>,
    /// The shares among its bound values.
    values: Vec<Option<ValueId>>,
}

impl Read<'_> {
    fn quantifier(&self, record: &mut Record, quantifier: &Quantifier) -> Result<(), &'static str> {
        let says = quantifier.says?;
        if let Says::Times(factor, tendency) = says {
            return self.times(record, quantifier, factor, tendency);
        }
        if self.sentence.is_reported(quantifier) {
            return Err(reasons::REPORTED);
        }
        let tie = self.sentence.tie(quantifier).ok_or(reasons::UNTIED)?;
        let bound = match tie {
            Tie::One(one) => vec![one],
            Tie::Several(several) => several,
        };
        let values: Vec<ValueId> = bound.iter().filter_map(|i| self.values[*i]).collect();
        for (i, value) in bound.iter().zip(&values) {
            if self.facts.contested(*value) {
                record.judged();
                self.contested(record, quantifier, *i, *value);
                return Ok(());
            }
        }
        let parts: Vec<Possible> =
            values.iter().map(|value| possible(&self.facts, *value)).collect::<Result<_, _>>()?;
        if let [value] = values[..] {
            record.judged();
            self.one(record, quantifier, says, (bound[0], value), &parts[0]);
            return Ok(());
        }
        self.several(record, quantifier, says, &bound, (&values, &parts))
    }

    fn one(
        &self,
        record: &mut Record,
        quantifier: &Quantifier,
        says: Says,
        (at, value): (usize, ValueId),
        possible: &Possible,
    ) {
        let verdict = judge(says, possible, &self.facts.study.word_scale);
        let told = if verdict == Verdict::Holds {
            let options = several::options(&self.facts, &[value]);
            let doubt =
                several::is_majority(says).then(|| several::doubt(&self.facts, &options)).flatten();
            let Some(doubt) = doubt else { return };
            several::told(&self.facts, &doubt)
        } else {
            reasons::told(&self.facts, says, verdict, possible)
        };
        let weight = if verdict == Verdict::Impossible { Weight::Error } else { Weight::Warning };
        self.found(record, quantifier, weight, (&[at], &[value]), &told);
    }

    /// One word, several values in brackets: it may be said of each of them or of all together.
    fn several(
        &self,
        record: &mut Record,
        quantifier: &Quantifier,
        says: Says,
        bound: &[usize],
        (values, parts): (&[ValueId], &[Possible]),
    ) -> Result<(), &'static str> {
        let scale = &self.facts.study.word_scale;
        if parts.iter().all(|part| judge(says, part, scale) == Verdict::Holds) {
            record.judged();
            return Ok(());
        }
        let options = several::options(&self.facts, values);
        let question = |i: usize| self.facts.study[options[i]].question;
        let together =
            !options.is_empty() && (1..options.len()).all(|i| question(i) == question(0));
        if !together {
            return Err(reasons::EACH_OR_ALL);
        }
        let sum = several::sum(parts).ok_or(reasons::NO_SHARE)?;
        let verdict = judge(says, &sum, scale);
        record.judged();
        let told = match verdict {
            Verdict::Holds => {
                let doubt = several::is_majority(says)
                    .then(|| several::doubt(&self.facts, &options))
                    .flatten();
                let Some(doubt) = doubt else { return Ok(()) };
                several::told(&self.facts, &doubt)
            }
            verdict => reasons::told(&self.facts, says, verdict, &sum),
        };
        let weight = if verdict == Verdict::Impossible { Weight::Error } else { Weight::Warning };
        self.found(record, quantifier, weight, (bound, values), &told);
        Ok(())
    }

    /// "Twice as many": the sentence has to hold two values of one unit, and no other.
    fn times(
        &self,
        record: &mut Record,
        quantifier: &Quantifier,
        factor: Exact,
        tendency: Tendency,
    ) -> Result<(), &'static str> {
        let at: Vec<usize> = (0..self.values.len()).filter(|i| self.values[*i].is_some()).collect();
        let values: Vec<ValueId> = at.iter().filter_map(|i| self.values[*i]).collect();
        let [first, second] = values[..] else { return Err(reasons::UNTIED) };
        let value = |value| self.facts.summaries.value(self.facts.study, value);
        let (Ok(a), Ok(b)) = (value(first), value(second)) else {
            return Err(crate::audit::check::reasons::CONTESTED);
        };
        let quotient = quotient(a, b).ok_or(reasons::NO_SHARE)?;
        record.judged();
        if !can_be_times(quotient, factor, tendency) {
            let says = Says::Times(factor, tendency);
            let told = say!(
                self.facts.study.style,
                "words-the-larger-is-times",
                number_range = self.facts.study.style.number_range(quotient, 2),
                needed = reasons::needed(&self.facts, says, Verdict::Impossible)
            );
            self.found(record, quantifier, Weight::Error, (&at, &values), &told);
        }
        Ok(())
    }

    /// Words on a contested value: it is not summarised.
    fn contested(&self, record: &mut Record, quantifier: &Quantifier, at: usize, value: ValueId) {
        let told = match value {
            ValueId::Option(id) => self.facts.wording.contested_sentence(id),
            _ => self.facts.study.style.text("words-it-is-computed-from").to_owned(),
        };
        self.found(record, quantifier, Weight::Warning, (&[at], &[value]), &told);
    }

    fn found(
        &self,
        record: &mut Record,
        quantifier: &Quantifier,
        weight: Weight,
        (bound, values): (&[usize], &[ValueId]),
        told: &str,
    ) {
        let tokens = &self.sentence.tokens[quantifier.tokens.clone()];
        let words = match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => &self.passage.text[first.span.start..last.span.end],
            _ => "",
        };
        let written: Vec<&str> =
            bound.iter().map(|i| &self.passage.text[self.passage.bound[*i].0.clone()]).collect();
        let labels: Vec<String> = values
            .iter()
            .map(|it| {
                say!(self.facts.study.style, "value-quoted", label = self.facts.wording.label(*it))
            })
            .collect();
        let message = say!(
            self.facts.study.style,
            "words-words-is-said-of",
            words = words,
            written = written.join(self.facts.study.style.text("list-and")),
            values = labels.join(self.facts.study.style.text("list-and")),
            told = told
        );
        let mut ids: Vec<String> =
            values.iter().map(|value| self.facts.study.value_id(*value)).collect();
        ids.push(self.passage.file().to_owned());
        let help = match values {
            [one] => say!(
                self.facts.study.style,
                "words-write-word-or-other",
                value_id = self.facts.study.value_id(*one)
            ),
            _ => self.facts.study.style.text("words-write-other-words").to_owned(),
        };
        record.found(weight, About::Study, ids, message, self.places(bound, values)).help(help);
    }

    fn places(&self, bound: &[usize], values: &[ValueId]) -> Vec<Exhibited> {
        let place = &self.passage.bound[bound[0]].1.role.place;
        let mut places = vec![exhibited(self.passage.text.clone(), &*place.file.path, place)];
        for value in values {
            if let ValueId::Option(id) = value {
                places.push(self.facts.row(*id));
            }
        }
        places
    }
}

/// The quotient of the larger to the smaller of two values, with the range that rounding leaves.
fn quotient(a: Computed, b: Computed) -> Option<Window> {
    if a.unit != b.unit {
        return None;
    }
    let (larger, smaller) =
        if a.value >= b.value { (a.window, b.window) } else { (b.window, a.window) };
    let low = larger.low.checked_div(smaller.high)?;
    let high = larger.high.checked_div(smaller.low)?;
    (low.is_printable() && high.is_printable()).then_some(Window { low, high })
}
