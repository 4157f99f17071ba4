//! Two reports -> which ids of the old one the new one has under another name.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::read::Report;
use crate::types::difference::{Entry, Part};

/// Old ids by part, each with the new one; ids that both reports have are not in it.
#[derive(Debug, Default)]
pub(super) struct Renames {
    values: BTreeMap<String, String>,
    figures: BTreeMap<String, String>,
}

/// Keys that hold ids of values.
const IDS: [&str; 5] = ["values", "value", "computed_from", "ids", "question"];

/// Follows the aliases of both reports: an id that was given up stands among the aliases of the
/// one that replaced it, and the other way round where an older report is compared with a newer.
pub(super) fn renames(old: &Report, new: &Report) -> Renames {
    let mut renames = Renames::default();
    for part in [Part::Values, Part::Derived] {
        let (Some(old), Some(new)) = (old.list(part), new.list(part)) else { continue };
        renames.values.extend(by_alias(old, new));
    }
    // A question goes with its options.
    if let (Some(before), Some(after)) = (old.list(Part::Values), new.list(Part::Values)) {
        let question = |entry: &Entry| text(entry, "question").map(str::to_owned);
        let after: BTreeMap<&str, &Entry> =
            after.iter().map(|(id, entry)| (id.as_str(), entry)).collect();
        for (id, entry) in before {
            let found = after.get(renames.values(id));
            let moved = (question(entry), found.and_then(|found| question(found)));
            if let (Some(from), Some(to)) = moved
                && from != to
            {
                renames.figures.entry(from).or_insert(to);
            }
        }
    }
    let ids = |report: &Report| -> BTreeSet<String> {
        let list = report.list(Part::Figures).unwrap_or_default();
        list.iter().map(|(id, _)| id.clone()).collect()
    };
    let (before, after) = (ids(old), ids(new));
    renames.figures.retain(|from, to| {
        before.contains(from) && !after.contains(from) && after.contains(to) && !before.contains(to)
    });
    renames
}

impl Renames {
    /// The new id of a value, which may be the old one.
    pub(super) fn values<'a>(&'a self, id: &'a str) -> &'a str {
        self.values.get(id).map_or(id, String::as_str)
    }

    /// The new id of an entry of a part, which may be the old one.
    pub(super) fn of<'a>(&'a self, part: Part, id: &'a str) -> &'a str {
        match part {
            Part::Values | Part::Derived => self.values(id),
            Part::Figures => self.figures.get(id).map_or(id, String::as_str),
            _ => id,
        }
    }

    /// What stands under a key of an old entry, with the new ids in it.
    pub(super) fn applied(&self, key: &str, value: &Value) -> Value {
        if !IDS.contains(&key) {
            return value.clone();
        }
        let new = |id: &str| {
            let figure = self.figures.get(id).map(String::as_str);
            Value::from(figure.unwrap_or_else(|| self.values(id)))
        };
        match value {
            Value::String(id) => new(id),
            Value::Array(ids) => {
                ids.iter().map(|id| id.as_str().map_or_else(|| id.clone(), new)).collect()
            }
            other => other.clone(),
        }
    }
}

/// Pairs of ids of which one is an alias of the other, where neither report has both.
fn by_alias(old: &[(String, Entry)], new: &[(String, Entry)]) -> BTreeMap<String, String> {
    let ids = |list: &[(String, Entry)]| -> BTreeSet<String> {
        list.iter().map(|(id, _)| id.clone()).collect()
    };
    let (before, after) = (ids(old), ids(new));
    let mut pairs = BTreeMap::new();
    let mut taken = BTreeSet::new();
    let mut pair = |from: &str, to: &str| {
        let lost = before.contains(from) && !after.contains(from);
        let gained = after.contains(to) && !before.contains(to);
        if lost && gained && !pairs.contains_key(from) && taken.insert(to.to_owned()) {
            pairs.insert(from.to_owned(), to.to_owned());
        }
    };
    for (id, entry) in new {
        aliases(entry).for_each(|alias| pair(alias, id));
    }
    for (id, entry) in old {
        aliases(entry).for_each(|alias| pair(id, alias));
    }
    pairs
}

fn aliases(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.get("aliases").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// A text of an entry.
pub(super) fn text<'a>(entry: &'a Entry, key: &str) -> Option<&'a str> {
    entry.get(key).and_then(Value::as_str)
}
