//! `Differences` -> warnings of values that were changed in the data files, where nothing records it.

use std::collections::BTreeMap;

use super::renames::text;
use super::same;
use crate::diagnostic::Diagnostic;
use crate::types::difference::{Change, Differences, Entry, Field, Kind, Part};
use crate::types::source::Place;
use crate::types::wording::difference_in_words;

/// Warnings of values that were changed in the data files, where nothing records it.
///
/// `recorded` says of an id whether the study's ledger of corrections has an entry for it; `places`
/// has where values stand.
#[must_use]
pub fn unrecorded(
    differences: &Differences,
    places: &BTreeMap<String, Place>,
    recorded: impl Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    let counts = differences.of(Part::Values).filter_map(|it| Some((&*it.id, it.field("count")?)));
    let counts: BTreeMap<&str, &Field> = counts.collect();
    let values = differences.of(Part::Values).filter(|change| !recorded(&change.id));
    let warning = |change: &Change| match (change.kind, difference_in_words(change)) {
        (Kind::Removed, (Some(was), _)) => {
            Some(Diagnostic::removed_without_entry(&change.id, &was))
        }
        (Kind::Changed, (Some(was), Some(is))) if by_hand(change, &counts) => {
            let was = told(change, was, change.old.as_ref());
            let is = told(change, is, change.new.as_ref());
            let to = change.field("reported").and_then(|field| field.new.as_str());
            let place = places.get(&change.id).cloned();
            Some(Diagnostic::changed_without_entry(&change.id, &was, &is, to, place))
        }
        _ => None,
    };
    values.filter_map(warning).collect()
}

/// A figure, with its base and its label where these changed: "20% of 400 “Showers”".
fn told(change: &Change, figure: String, entry: Option<&Entry>) -> String {
    let of = |key: &str| change.field(key).and_then(|_| entry?.get(key));
    let base = of("base").map(|base| match base.as_u64() {
        Some(base) => format!("of {base}"),
        None => "of an unknown base".into(),
    });
    let label = of("label").and_then(|label| label.as_str()).map(|label| format!("“{label}”"));
    let parts = [Some(figure), base, label].into_iter().flatten();
    parts.collect::<Vec<_>>().join(" ")
}

/// Whether a key that stands in the data files changed.
fn by_hand(change: &Change, counts: &BTreeMap<&str, &Field>) -> bool {
    let of = |key: &str| change.new.as_ref().and_then(|entry| text(entry, key));
    change.fields.iter().any(|field| match field.key.as_str() {
        "reported" | "count" => true,
        // The label of a group's numbers is the group's.
        "label" => of("question").is_some(),
        // Where a base follows the n of its group, the change of that n is told.
        "base" => {
            let n = of("group").map(|group| format!("{group}.answered"));
            let n = n.and_then(|n| counts.get(n.as_str()));
            !n.is_some_and(|n| same(&n.old, &field.old) && same(&n.new, &field.new))
        }
        _ => false,
    })
}
