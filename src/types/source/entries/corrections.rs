//! The entries of `content/corrections.yaml` as written.

use serde::Deserialize;

use super::super::shape::{KeyShape, Shape, Shaped, kebab_case};

names! {
    /// Why a published number was changed.
    CorrectionKind {
        /// It was wrong.
        Correction,
        /// Better data have come.
        Revision,
    }
    /// What of a value was changed.
    CorrectedField {
        /// The percent.
        Percent,
        /// The count.
        Count,
        /// How many its question was answered by.
        Base,
        /// What it is called.
        Label,
        /// That it is there: nothing replaces it.
        Withdrawn,
    }
}

impl CorrectedField {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Percent, Self::Count, Self::Base, Self::Label, Self::Withdrawn];

    /// As an entry writes it behind `field`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Count => "count",
            Self::Base => "base",
            Self::Label => "label",
            Self::Withdrawn => "withdrawn",
        }
    }
}

entries! {
    /// `content/corrections.yaml`.
    CorrectionsFile {
        /// The corrections, in the order in which they were made.
        corrections: Vec<CorrectionEntry>,
    }
    /// A correction.
    CorrectionEntry {
        /// Id.
        id: String,
        /// Its date, YYYY-MM-DD.
        date: String,
        /// The version of the report in which it was made.
        version: Option<String>,
        /// Correction or revision.
        kind: CorrectionKind,
        /// The id of the value.
        value: String,
        /// What of it was changed.
        field: CorrectedField,
        /// What stands in the data, or what the entry before it made of that.
        from: String,
        /// What it should be; nothing where it is withdrawn.
        to: Option<String>,
        /// Why.
        reason: String,
        /// Who found it.
        found_by: Option<String>,
        /// What shows that it is so.
        evidence: Option<String>,
        /// Where a notice of it was published.
        published: Option<String>,
    }
}
