//! `Differences` -> JSON for other programs.

use serde::Serialize;
use serde_json::Value;

use crate::types::difference::{Change, Differences, Identity, Kind, NotCompared, Part, Side};
use crate::types::wording::difference_in_words;

/// Version of the form.
const SCHEMA_VERSION: &str = "1.2";

/// What differs between two reports.
#[derive(Serialize)]
struct DifferencesFile<'a> {
    /// Version of this form; the first part changes when readers must change.
    schema_version: &'static str,
    different: bool,
    old: IdentityEntry<'a>,
    new: IdentityEntry<'a>,
    changes: Vec<ChangeEntry<'a>>,
    not_compared: Vec<NotComparedEntry<'a>>,
}

/// One of the reports.
#[derive(Serialize)]
struct IdentityEntry<'a> {
    title: &'a str,
    version: &'a str,
    date: &'a str,
    edition: &'static str,
    schema_version: &'a str,
}

/// A change of one entry.
#[derive(Serialize)]
struct ChangeEntry<'a> {
    part: &'static str,
    kind: &'static str,
    id: &'a str,
    former_id: Option<&'a str>,
    /// The figure of a value, interval or rank, or a correction, in words.
    old: Option<String>,
    new: Option<String>,
    fields: Vec<FieldEntry<'a>>,
    rests_on: &'a [String],
}

/// A key of `report.json` that differs.
#[derive(Serialize)]
struct FieldEntry<'a> {
    key: &'a str,
    old: &'a Value,
    new: &'a Value,
}

/// What was not compared.
#[derive(Serialize)]
struct NotComparedEntry<'a> {
    part: &'static str,
    key: Option<&'a str>,
    missing_in: &'static str,
}

impl Differences {
    /// Everything that differs, as JSON.
    #[must_use]
    pub fn json(&self) -> Vec<u8> {
        let file = DifferencesFile {
            schema_version: SCHEMA_VERSION,
            different: !self.is_empty(),
            old: identity(&self.old),
            new: identity(&self.new),
            changes: self.changes.iter().map(change).collect(),
            not_compared: self.not_compared.iter().map(not_compared).collect(),
        };
        // No type of these has a map with keys that are no strings, so this cannot fail.
        let mut bytes = serde_json::to_vec_pretty(&file).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

fn identity(it: &Identity) -> IdentityEntry<'_> {
    let Identity { title, version, date, as_published, form } = it;
    let edition = if *as_published { "as-published" } else { "corrected" };
    IdentityEntry { title, version, date, edition, schema_version: form }
}

fn change(it: &Change) -> ChangeEntry<'_> {
    let (old, new) = difference_in_words(it);
    ChangeEntry {
        part: part(it.part),
        kind: match it.kind {
            Kind::Changed => "changed",
            Kind::Added => "added",
            Kind::Removed => "removed",
            Kind::Renamed => "renamed",
            Kind::Moved => "moved",
            Kind::Affected => "affected",
        },
        id: &it.id,
        former_id: it.former.as_deref(),
        old,
        new,
        fields: it
            .fields
            .iter()
            .map(|field| FieldEntry { key: &field.key, old: &field.old, new: &field.new })
            .collect(),
        rests_on: &it.rests_on,
    }
}

fn not_compared(it: &NotCompared) -> NotComparedEntry<'_> {
    let missing_in = match it.missing_in {
        Side::Old => "old",
        Side::New => "new",
    };
    NotComparedEntry { part: part(it.part), key: it.key.as_deref(), missing_in }
}

/// The key of a part in `report.json`; intervals and ranks stand there among the values.
fn part(part: Part) -> &'static str {
    match part {
        Part::Study => "study",
        Part::Corrections => "corrections",
        Part::Groups => "groups",
        Part::Values => "values",
        Part::Derived => "derived",
        Part::Intervals => "intervals",
        Part::Ranks => "ranks",
        Part::Sentences => "statements",
        Part::Figures => "figures",
        Part::Findings => "findings",
        Part::Recommendations => "recommendations",
        Part::References => "references",
        Part::Pages => "pages",
    }
}
