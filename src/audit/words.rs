//! words: words that judge a quantity fit the figure that they stand beside.

mod fractions;
mod judge;
mod lexicon;
mod lists;
mod narrative;
mod reasons;
mod several;
mod source;
mod tie;
mod tokens;

use super::check::{self, Check, Facts, Record};
use crate::types::finding::Explanation;
use crate::types::study::{Study, Unit, ValueId};

use judge::Possible;

pub(super) const CHECK: Check = Check {
    explanation: Explanation {
        code: "words",
        title: "Words against numbers",
        what: "“Nearly half”, “a majority”, “over a third” and the like fit the figure of their \
               sentence.",
        why: "Readers keep the words and forget the figure. A majority of 39% is no majority.",
        rule: "A word is judged against every share that can stand behind the printed figure: the \
               counts that round to it on a stated base, half a unit of its last decimal to either \
               side otherwise. Errors, only if no possible share bears the word: majority, more \
               than X, over X at or below X (a majority: at or below 50%); minority, fewer than X, \
               nearly X at or above X; at least X below it, at most X above it; twice as many (two \
               values in one sentence) farther than a tenth from 2, nearly twice at or above 2, \
               more than twice at or below 2. If only the assumed base makes it impossible, a \
               warning. Warnings, if every possible share is so: half, a third, one in five, \
               two-thirds more than 3 points away; nearly X and over X more than 3 points from X; \
               almost all, most, vast majority and few outside the scale of the study (without a \
               word_scale of its own that of Education Scotland: almost all above 90%, most 75% \
               or more, few below 15%; a vast majority is most; a word that says less than the \
               figure, such as most of 93%, is not questioned); a majority of several options \
               added up where they may overlap, or where those who are unsure are counted in; and \
               any word on a contested figure of the report's own. Tolerances and scales are \
               measured from what rounds to the printed figure, whatever the base. In the data the \
               words belong to the figure beside which they are recorded; where a statement in the \
               same place calls it a share of some part, it is read as printed and as a share of \
               that part, and the words are questioned only if neither bears them. In a sentence of the \
               report a word is tied to a bound share only if the share stands in brackets behind \
               it (a majority of clinicians (55%)), follows it set off by commas, dashes or a \
               colon (nearly half, 47%, came), stands right before it set off likewise (47%, \
               nearly half,), or is what it is said of (55% is a majority; a majority of 55%), \
               within one clause and without who, and, than or the like between. Most before an \
               adjective or after the is a superlative and no quantity; so is most at the end of a \
               clause that asks what (what they used most (47%)), while at the beginning of a clause \
               or behind a preposition (named by most (47%)) it is judged, and elsewhere not checked. \
               Words of the others, \
               the rest or the remainder, or before a share that the bracket calls one of all, are \
               not tied. Words that are quoted, \
               stand behind “the paper (text, source, authors) … that”, are negated, bound a \
               range, or are tied to nothing are not checked; nor is any language but English.",
        example: "Over one-third (33%) of 120 people: 33% stands for 39 or 40 of them, and 40 of \
                  120 are exactly a third, so the words cannot be right. Of 5,142 people 33% can \
                  stand for 1,722, which is 33.5%, and the words are not questioned.",
        resolve: "Choose words that fit, or let {word} choose them: they then follow the figure.",
        source: "The scale: Education Scotland, terms used in inspection reports. Possible counts: \
                 Brown and Heathers 2017, doi 10.1177/1948550616673876.",
    },
    run,
};

fn run(facts: &Facts<'_>, record: &mut Record) {
    source::source(facts, record);
    narrative::narrative(facts, record);
}

/// Whether the texts of a study are in English, as far as its language tag says.
fn is_english(study: &Study) -> bool {
    let first = study.meta.language.split('-').next().unwrap_or_default();
    first.eq_ignore_ascii_case("en")
}

/// What people are called: after "most" these are never adjectives.
fn nouns(facts: &Facts<'_>) -> Vec<String> {
    let study = facts.study;
    let groups = study.groups.iter().filter_map(|group| group.members.split_whitespace().last());
    let bases = facts.questions().filter_map(|(_, question)| {
        question.base.of.as_deref().and_then(|of| of.split_whitespace().next())
    });
    let plain = ["people", "respondents", "participants"];
    groups.chain(bases).chain(plain).map(str::to_lowercase).collect()
}

/// What is possible of a value of the study.
fn possible(facts: &Facts<'_>, value: ValueId) -> Result<Possible, &'static str> {
    let study = facts.study;
    if facts.contested(value) {
        return Err(check::reasons::CONTESTED);
    }
    if facts.withdrawn(value) {
        return Err(check::reasons::WITHDRAWN);
    }
    match value {
        ValueId::Option(id) => {
            let base = &study[study[id].question].base;
            Possible::printed(&study[id].reported, base.n, base.is)
                .ok_or(check::reasons::UNKNOWN_BASE)
        }
        ValueId::Derived(_) => match facts.summaries.value(study, value) {
            Ok(it) if study.unit(value) == Unit::Share => Ok(Possible::within(it.window)),
            _ => Err(reasons::NO_SHARE),
        },
        ValueId::Group(..) => Err(reasons::NO_SHARE),
    }
}

#[cfg(test)]
mod tests;
