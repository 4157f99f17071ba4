//! Two editions of a `Study` -> what differs beside the numbers; a correction -> where it appears.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::check::Facts;
use super::claims::{Held, holds};
use super::passages::for_each_prose;
use crate::types::document::{directives, for_each_role};
use crate::types::figure::Subject;
use crate::types::notice::{Appearance, Effect, Resting};
use crate::types::number::{Exact, share_in_words};
use crate::types::study::{
    Binding, Bound, Change, ClaimId, ComparisonId, DerivedId, Exhibit, FigureId, Form, Operation,
    OptionId, PageId, RecommendationId, Study, Unit, ValueId,
};
use crate::types::summary::{Computed, Said, Summaries, Withheld};

/// What differs beside the numbers: ranks, majorities, signs, words and claims of the texts.
#[must_use]
pub(crate) fn effects(before: (&Study, &Summaries), after: (&Study, &Summaries)) -> Vec<Effect> {
    let (before, after) = (Facts::new(before.0, before.1), Facts::new(after.0, after.1));
    let mut out = Vec::new();
    for id in after.options() {
        let rank =
            |facts: &Facts<'_>| facts.summaries.options[id.0].rank.ok().map(|rank| rank.position);
        let (from, to) = (rank(&before), rank(&after));
        if from != to {
            out.push(Effect::Rank(id, from, to));
        }
    }
    for value in values(after.study) {
        let half = |facts: &Facts<'_>| {
            let computed = facts.summaries.value(facts.study, value).ok()?;
            (computed.unit == Unit::Share).then(|| computed.value.cmp(&Exact::new(1, 2)))
        };
        if let (Some(from), Some(to)) = (half(&before), half(&after))
            && from != to
        {
            out.push(Effect::Majority(value, from, to));
        }
    }
    signs(&before, &after, &mut out);
    for value in in_words(after.study) {
        let words = |facts: &Facts<'_>| {
            let computed = facts.summaries.value(facts.study, value).ok()?;
            Some(share_in_words(computed.value, &facts.study.style))
        };
        if let (Some(from), Some(to)) = (words(&before), words(&after))
            && from != to
        {
            out.push(Effect::Word(value, from, to));
        }
    }
    for id in (0..after.study.claims.len()).map(ClaimId) {
        let (from, to) = (still(&before, id), still(&after, id));
        if from != to {
            out.push(Effect::Claim(id, from, to));
        }
    }
    out
}

/// The recommendations of which a figure that they rest on reads otherwise, with the claims of
/// their own texts: whether they still hold can be computed, whether the recommendation stands
/// cannot.
#[must_use]
pub(crate) fn resting(before: (&Study, &Summaries), after: (&Study, &Summaries)) -> Vec<Resting> {
    let (before, after) = (Facts::new(before.0, before.1), Facts::new(after.0, after.1));
    let mut out = Vec::new();
    for (i, recommendation) in after.study.recommendations.iter().enumerate() {
        let figures = recommendation.rests_on.iter().map(|(value, _)| {
            (*value, before.wording.figure(*value), after.wording.figure(*value))
        });
        let values: Vec<_> = figures.filter(|(_, from, to)| from != to).collect();
        if values.is_empty() {
            continue;
        }
        let mut claims = Vec::new();
        for text in recommendation.texts() {
            for_each_role(text, &mut |bound: &Bound| {
                if let Binding::Claim(id) = bound.binding {
                    claims.push((id, still(&after, id)));
                }
            });
        }
        out.push(Resting { recommendation: RecommendationId(i), values, claims });
    }
    out
}

/// Whether a claim holds.
fn still(facts: &Facts<'_>, id: ClaimId) -> bool {
    let held = holds(facts, &facts.study[id].condition);
    held.is_some_and(|(held, _)| held != Held::Not)
}

fn signs(before: &Facts<'_>, after: &Facts<'_>, out: &mut Vec<Effect>) {
    for (i, derived) in after.study.derived.iter().enumerate() {
        let sign = |facts: &Facts<'_>| {
            facts.summaries.derived[i].ok().map(|it| it.value.cmp(&Exact::ZERO))
        };
        if let Some(said) = said_anew(before.summaries.derived[i], after.summaries.derived[i]) {
            out.push(Effect::Said(DerivedId(i), said));
        }
        if let (Operation::Difference(..), Some(from), Some(to)) =
            (&derived.operation, sign(before), sign(after))
            && from != to
        {
            out.push(Effect::Sign(DerivedId(i), from, to));
        }
    }
    for (i, comparison) in after.study.comparisons.iter().enumerate() {
        for row in 0..comparison.rows.len() {
            let rows = |facts: &Facts<'_>| facts.summaries.comparisons.get(i)?.get(row).copied()?;
            if let (Some(from), Some(to)) = (rows(before), rows(after))
                && let Some(said) = said_anew(from, to)
            {
                out.push(Effect::Subtracted(ComparisonId(i), row, said));
            }
            let sign = |facts: &Facts<'_>| -> Option<Ordering> {
                let said = facts.summaries.comparisons.get(i)?.get(row)?.as_ref()?;
                said.ok().map(|it| it.value.cmp(&Exact::ZERO))
            };
            if let (Some(from), Some(to)) = (sign(before), sign(after))
                && from != to
            {
                out.push(Effect::Larger(ComparisonId(i), row, from, to));
            }
        }
    }
}

/// Whether something is said now, where a withdrawal ended or a new figure began that.
fn said_anew(from: Said<Computed>, to: Said<Computed>) -> Option<bool> {
    match (from, to) {
        (Ok(_), Err(Withheld::Withdrawn)) => Some(false),
        (Err(Withheld::Withdrawn), Ok(_)) => Some(true),
        _ => None,
    }
}

fn values(study: &Study) -> Vec<ValueId> {
    let options = (0..study.options.len()).map(|i| ValueId::Option(OptionId(i)));
    options.chain((0..study.derived.len()).map(|i| ValueId::Derived(DerivedId(i)))).collect()
}

/// The values that texts write in words.
fn in_words(study: &Study) -> BTreeSet<ValueId> {
    let mut out = BTreeSet::new();
    for_each_prose(study, &mut |text| {
        for_each_role(text, &mut |bound: &Bound| {
            if let Binding::Value { value, form: Form::Words } = bound.binding {
                out.insert(value);
            }
        });
    });
    out
}

/// Where a changed value appears, or what is computed from it.
#[must_use]
pub(crate) fn appearances(study: &Study, change: &Change) -> Vec<Appearance> {
    let rests = |value: ValueId| study.rests_on_changed(value, change);
    let mut out = BTreeSet::new();
    let mut options = BTreeSet::new();
    for id in (0..study.options.len()).map(OptionId).filter(|id| rests(ValueId::Option(*id))) {
        options.insert(id);
        out.insert(Appearance::Table(study[study[id].question].table));
    }
    for id in (0..study.derived.len()).map(DerivedId).filter(|id| rests(ValueId::Derived(*id))) {
        out.insert(Appearance::Derived(id));
    }
    for (i, slot) in study.figures.iter().enumerate() {
        let rows: Vec<OptionId> = match slot.subject {
            Subject::Question(id) => study[id].option_ids().collect(),
            Subject::Comparison(id) => {
                study[id].rows.iter().flat_map(|pair| [pair.first, pair.second]).collect()
            }
            Subject::Chart(id) => study[id].rows(study),
        };
        if rows.iter().any(|row| options.contains(row)) {
            out.insert(Appearance::Figure(FigureId(i)));
        }
    }
    for (i, recommendation) in study.recommendations.iter().enumerate() {
        if recommendation.rests_on.iter().any(|(value, _)| rests(*value)) {
            out.insert(Appearance::Recommendation(RecommendationId(i)));
        }
    }
    // Pages: by the numbers in their texts, and by what they show.
    let mut files = BTreeSet::new();
    for_each_prose(study, &mut |text| {
        for_each_role(text, &mut |bound: &Bound| {
            if study.bound_values(bound).into_iter().any(rests) {
                files.insert(bound.role.place.file.path.clone());
            }
        });
    });
    for (i, page) in study.pages.iter().enumerate() {
        let shows = directives(&page.document.blocks).into_iter().any(|exhibit| match exhibit {
            Exhibit::Figure(id) => out.contains(&Appearance::Figure(id)),
            Exhibit::Table(id) => out.contains(&Appearance::Table(id)),
            Exhibit::Rows(id) => study[id].option_ids().any(|option| options.contains(&option)),
            Exhibit::Finding(id) | Exhibit::Fact(id) => rests(study[id].value),
            Exhibit::Recommendation(id) => out.contains(&Appearance::Recommendation(id)),
            Exhibit::HowToCite => false,
        });
        if shows || files.contains(&format!("content/narrative/{}.md", page.slug)) {
            out.insert(Appearance::Page(PageId(i)));
        }
    }
    out.into_iter().collect()
}
