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
use crate::types::study::{Study, Unit, ValueId};

use judge::Possible;

pub(super) const CHECK: Check = Check { code: "words", run };

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
