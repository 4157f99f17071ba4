//! Two `Report`s -> `Differences`: what changed, came, went and was renamed, by ids.
//!
//! Every key of every entry is compared, known or not, so that "no difference" means that the two
//! files say the same. Left out are the order of entries, aliases, and where an id alone stands
//! in another form.

mod human;
mod json;
mod markdown;
mod read;
mod renames;
mod sentences;
mod unrecorded;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

pub use read::Report;
pub use unrecorded::unrecorded;

use crate::types::difference::{Change, Differences, Entry, Field, Kind, NotCompared, Part, Side};
use renames::{Renames, renames, text};

/// Keys that say where an entry stands among others, or what it was called, and nothing else.
const NOT_SAID: [&str; 4] = ["id", "key", "file", "aliases"];
/// Keys that follow from the id.
const FROM_ID: [&str; 2] = ["option", "data"];
/// Keys of a value that belong to its interval.
const INTERVAL: [&str; 3] = ["ci_low", "ci_high", "ci_withheld"];

/// Compares two reports.
#[must_use]
pub fn compare(old: &Report, new: &Report) -> Differences {
    let renames = renames(old, new);
    let mut found = Found { renames, changes: Vec::new(), not_compared: BTreeSet::new() };
    found.study(old, new);
    let mut held = Vec::new();
    for part in Part::ALL {
        let (before, after) = match (old.list(part), new.list(part)) {
            (Some(before), Some(after)) => (before, after),
            (None, None) => continue,
            (before, _) => {
                let missing_in = if before.is_none() { Side::Old } else { Side::New };
                found.not_compared.insert(NotCompared { part, key: None, missing_in });
                continue;
            }
        };
        held.push((part, after.len()));
        found.missing_keys(part, before, after);
        if part == Part::Sentences {
            found.sentences(before, after);
        } else {
            found.entries(part, before, after);
        }
    }
    found.affected(new.list(Part::Recommendations).unwrap_or_default());
    found.changes.sort_by_key(|change| change.part);
    Differences {
        old: old.identity.clone(),
        new: new.identity.clone(),
        changes: found.changes,
        held,
        not_compared: found.not_compared.into_iter().collect(),
    }
}

struct Found {
    renames: Renames,
    changes: Vec<Change>,
    not_compared: BTreeSet<NotCompared>,
}

impl Found {
    fn study(&mut self, old: &Report, new: &Report) {
        let id = String::from("study");
        let before = [(id.clone(), old.study.clone())];
        let after = [(id, new.study.clone())];
        self.missing_keys(Part::Study, &before, &after);
        self.entries(Part::Study, &before, &after);
    }

    /// Keys that no entry of one side has: the form of that report does not know them.
    fn missing_keys(&mut self, part: Part, old: &[(String, Entry)], new: &[(String, Entry)]) {
        if old.is_empty() || new.is_empty() {
            return;
        }
        let keys = |list: &[(String, Entry)]| -> BTreeSet<String> {
            let keys = list.iter().flat_map(|(_, entry)| entry.keys().cloned());
            keys.filter(|key| said(key)).collect()
        };
        let (before, after) = (keys(old), keys(new));
        for (has, lacks, missing_in) in [(&after, &before, Side::Old), (&before, &after, Side::New)]
        {
            for key in has.difference(lacks) {
                let key = Some(key.clone());
                self.not_compared.insert(NotCompared { part, key, missing_in });
            }
        }
    }

    fn entries(&mut self, part: Part, old: &[(String, Entry)], new: &[(String, Entry)]) {
        let mut lost: BTreeMap<String, (usize, &(String, Entry))> = BTreeMap::new();
        for (i, entry) in old.iter().enumerate() {
            lost.insert(self.renames.of(part, &entry.0).to_owned(), (i, entry));
        }
        let mut gained = Vec::new();
        for (id, entry) in new {
            match lost.remove(id) {
                Some((_, (former, before))) => self.pair(part, (former, before), (id, entry)),
                None => gained.push((id, entry)),
            }
        }
        let mut lost: Vec<(usize, &(String, Entry))> = lost.into_values().collect();
        lost.sort_by_key(|(i, _)| *i);
        for (id, entry) in gained {
            // A finding is called after what it is about, which may have been renamed.
            let same = |(_, (_, before)): &(usize, &(String, Entry))| {
                part == Part::Findings && self.same_finding(before, entry)
            };
            match lost.iter().position(same) {
                Some(at) => {
                    let (_, (former, before)) = lost.remove(at);
                    self.pair(part, (former, before), (id, entry));
                }
                None => self.one(part, Kind::Added, id, entry),
            }
        }
        for (_, (id, entry)) in lost {
            self.one(part, Kind::Removed, id, entry);
        }
    }

    fn same_finding(&self, old: &Entry, new: &Entry) -> bool {
        let ids = old.get("ids").map(|ids| self.renames.applied("ids", ids));
        old.get("code") == new.get("code") && ids.as_ref() == new.get("ids")
    }

    /// An entry that one side alone has.
    fn one(&mut self, part: Part, kind: Kind, id: &str, entry: &Entry) {
        let (old, new) = match kind {
            Kind::Removed => (Some(entry.clone()), None),
            _ => (None, Some(entry.clone())),
        };
        let (id, fields, rests_on) = (id.to_owned(), Vec::new(), Vec::new());
        self.changes.push(Change { part, kind, id, former: None, old, new, fields, rests_on });
    }

    /// An entry that both sides have, divided by the parts that its keys belong to.
    fn pair(&mut self, part: Part, old: (&str, &Entry), new: (&str, &Entry)) {
        let renamed = old.0 != new.0 && part != Part::Sentences;
        let mut parts: BTreeMap<Part, Vec<Field>> = BTreeMap::new();
        for field in self.fields(part, old.1, new.1) {
            let from_id = renamed && FROM_ID.contains(&field.key.as_str());
            if from_id || (part == Part::Sentences && field.key == "page") {
                continue;
            }
            let of = match (part, field.key.as_str()) {
                (Part::Values, "rank") => Part::Ranks,
                (Part::Values, key) if INTERVAL.contains(&key) => Part::Intervals,
                _ => part,
            };
            parts.entry(of).or_default().push(field);
        }
        let moved = part == Part::Sentences && text(old.1, "page") != text(new.1, "page");
        if (renamed || moved) && !parts.contains_key(&part) {
            parts.insert(part, Vec::new());
        }
        for (part, fields) in parts {
            let kind = match (fields.is_empty(), moved) {
                (false, _) => Kind::Changed,
                (true, true) => Kind::Moved,
                (true, false) => Kind::Renamed,
            };
            self.changes.push(Change {
                part,
                kind,
                id: new.0.to_owned(),
                former: (renamed || moved).then(|| old.0.to_owned()),
                old: Some(old.1.clone()),
                new: Some(new.1.clone()),
                fields,
                rests_on: Vec::new(),
            });
        }
    }

    /// The keys that differ. One that an entry alone lacks is null there; one that its whole form
    /// lacks is not compared.
    fn fields(&self, part: Part, old: &Entry, new: &Entry) -> Vec<Field> {
        let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let unknown = |key: &str| {
            let missing = |it: &NotCompared| it.part == part && it.key.as_deref() == Some(key);
            self.not_compared.iter().any(missing)
        };
        keys.into_iter()
            .filter(|key| said(key))
            .filter_map(|key| {
                let before = old.get(key).map_or(Value::Null, |it| self.renames.applied(key, it));
                let after = new.get(key).cloned().unwrap_or_default();
                let differs = !same(&before, &after) && !unknown(key);
                differs.then(|| Field { key: key.clone(), old: before, new: after })
            })
            .collect()
    }

    fn sentences(&mut self, old: &[(String, Entry)], new: &[(String, Entry)]) {
        let matched = sentences::matched(old, new, &self.renames);
        for (i, j) in matched.pairs {
            self.pair(Part::Sentences, (&old[i].0, &old[i].1), (&new[j].0, &new[j].1));
        }
        for j in matched.gained {
            self.one(Part::Sentences, Kind::Added, &new[j].0, &new[j].1);
        }
        for i in matched.lost {
            self.one(Part::Sentences, Kind::Removed, &old[i].0, &old[i].1);
        }
    }

    /// Recommendations that rest on values of which a number changed.
    fn affected(&mut self, recommendations: &[(String, Entry)]) {
        let numbers = |change: &&Change| match change.part {
            Part::Values => {
                change.kind == Kind::Removed
                    || change.fields.iter().any(|it| it.key != "label" && it.key != "also_printed")
            }
            Part::Derived => {
                change.kind == Kind::Removed || change.fields.iter().any(|it| it.key != "label")
            }
            Part::Ranks => true,
            _ => false,
        };
        let changed: BTreeSet<String> =
            self.changes.iter().filter(numbers).map(|change| change.id.clone()).collect();
        for (id, entry) in recommendations {
            let ids = entry.get("values").and_then(Value::as_array).into_iter().flatten();
            let ids = ids.filter_map(Value::as_str).filter(|id| changed.contains(*id));
            let rests_on: Vec<String> = ids.map(str::to_owned).collect();
            if rests_on.is_empty() {
                continue;
            }
            let own = |it: &&mut Change| it.part == Part::Recommendations && it.id == *id;
            if let Some(change) = self.changes.iter_mut().find(own) {
                change.rests_on = rests_on;
                continue;
            }
            self.one(Part::Recommendations, Kind::Affected, id, entry);
            if let Some(change) = self.changes.last_mut() {
                change.old = Some(entry.clone());
                change.rests_on = rests_on;
            }
        }
    }
}

/// Whether a key says something of its own.
fn said(key: &str) -> bool {
    !NOT_SAID.contains(&key)
}

/// Whether two things are the same; 60 and 60.0 are.
fn same(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Number(a), Value::Number(b)) => {
            a == b || a.as_f64().map(f64::to_bits) == b.as_f64().map(f64::to_bits)
        }
        _ => old == new,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn report(values: &Value) -> Report {
        let report = json!({"schema_version": "1.1", "study": {}, "values": values});
        Report::read(report.to_string().as_bytes()).expect("a report")
    }

    #[test]
    fn a_key_that_one_entry_lacks_is_null_there() {
        let old = report(&json!([{"id": "a", "x": 1}, {"id": "b", "x": 1}]));
        let new = report(&json!([{"id": "a", "x": 1.0}, {"id": "b"}]));
        let found = compare(&old, &new);
        assert_eq!(found.changes.len(), 1, "1 and 1.0 are the same: {found:?}");
        let expected = Field { key: "x".into(), old: json!(1), new: Value::Null };
        assert_eq!((found.changes[0].id.as_str(), &found.changes[0].fields[0]), ("b", &expected));
        assert_eq!(found.not_compared, []);
    }

    #[test]
    fn a_key_that_a_form_lacks_is_not_compared() {
        let old = report(&json!([{"id": "a", "x": 1}]));
        let new = report(&json!([{"id": "a", "x": 1, "y": 2}]));
        let found = compare(&old, &new);
        assert!(found.is_empty(), "{found:?}");
        let missing =
            NotCompared { part: Part::Values, key: Some("y".into()), missing_in: Side::Old };
        assert_eq!(found.not_compared, [missing]);
    }

    #[test]
    fn an_id_that_both_have_is_never_taken_for_a_former_one() {
        let old = report(&json!([{"id": "a", "x": 1}, {"id": "b", "x": 2}]));
        let new = report(&json!([{"id": "a", "x": 1, "aliases": ["b"]}, {"id": "b", "x": 2}]));
        assert!(compare(&old, &new).is_empty());
        let new = report(&json!([{"id": "c", "x": 1, "aliases": ["a", "b"]}]));
        let found = compare(&old, &new);
        let kinds: Vec<(Kind, &str)> =
            found.changes.iter().map(|it| (it.kind, it.id.as_str())).collect();
        assert_eq!(kinds, [(Kind::Renamed, "c"), (Kind::Removed, "b")], "one id, one former one");
    }
}
