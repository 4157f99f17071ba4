//! What differs between two reports: changes by part and id, and what could not be compared.

use serde_json::{Map, Value};

/// An entry of a `report.json`, by its keys.
pub type Entry = Map<String, Value>;

/// A part of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Title, version and what else the study says of itself.
    Study,
    /// Entries of the ledger of corrections.
    Corrections,
    /// Groups of respondents.
    Groups,
    /// Values as printed, with their bases and possible counts.
    Values,
    /// Values computed from others.
    Derived,
    /// Intervals of values.
    Intervals,
    /// Ranks of values.
    Ranks,
    /// Sentences that hold values.
    Sentences,
    /// Figures.
    Figures,
    /// Findings of the audit.
    Findings,
    /// Recommendations.
    Recommendations,
    /// Works of the reference list.
    References,
    /// Pages and their headings.
    Pages,
}

impl Part {
    /// All parts in the order in which they are told.
    pub const ALL: [Self; 13] = [
        Self::Study,
        Self::Corrections,
        Self::Groups,
        Self::Values,
        Self::Derived,
        Self::Intervals,
        Self::Ranks,
        Self::Sentences,
        Self::Figures,
        Self::Findings,
        Self::Recommendations,
        Self::References,
        Self::Pages,
    ];
}

/// What happened to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It says something else.
    Changed,
    /// The old report does not have it.
    Added,
    /// The new report does not have it.
    Removed,
    /// It says the same under another id.
    Renamed,
    /// A sentence stands in another place.
    Moved,
    /// It says the same, and what it rests on changed.
    Affected,
}

/// A key of an entry whose value differs; null where there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The key in `report.json`.
    pub key: String,
    /// What stood there.
    pub old: Value,
    /// What stands there.
    pub new: Value,
}

/// A change of one entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The part that it belongs to.
    pub part: Part,
    /// What happened.
    pub kind: Kind,
    /// Its id: the new one, or the old one where it is gone.
    pub id: String,
    /// Its former id, where that was another.
    pub former: Option<String>,
    /// The old entry; none where it was added.
    pub old: Option<Entry>,
    /// The new entry; none where it was removed.
    pub new: Option<Entry>,
    /// The keys that differ, of an entry that both have.
    pub fields: Vec<Field>,
    /// Ids of the changed values that it rests on.
    pub rests_on: Vec<String>,
}

impl Change {
    /// What differs under a key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

/// One of the two reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The one that was there.
    Old,
    /// The one that is.
    New,
}

/// What one report holds and the other cannot, because its form is older.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotCompared {
    /// The part.
    pub part: Part,
    /// The key; none where the whole part is missing.
    pub key: Option<String>,
    /// The report that does not hold it.
    pub missing_in: Side,
}

/// Which report it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Title of the study.
    pub title: String,
    /// Version of the report.
    pub version: String,
    /// Its date.
    pub date: String,
    /// Whether it has the figures as first published, without the corrections of its ledger.
    pub as_published: bool,
    /// Version of the form of `report.json`.
    pub form: String,
}

impl Identity {
    /// Whether it is a draft: its version begins with a nought, as `0.3.0` does.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.version == "0" || self.version.starts_with("0.")
    }
}

/// All that differs between two reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Differences {
    /// The old report.
    pub old: Identity,
    /// The new report.
    pub new: Identity,
    /// What changed, by part and in the order of the new report.
    pub changes: Vec<Change>,
    /// How many entries of each part the new report has.
    pub held: Vec<(Part, usize)>,
    /// What was not compared.
    pub not_compared: Vec<NotCompared>,
}

impl Differences {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The changes of a part.
    pub fn of(&self, part: Part) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.part == part)
    }

    /// How many changes of a kind a part has.
    #[must_use]
    pub fn count(&self, part: Part, kind: Kind) -> usize {
        self.of(part).filter(|change| change.kind == kind).count()
    }
}
