//! The entries of what a source says of its figures, as written.

use serde::Deserialize;

use crate::types::source::shape::{KeyShape, Shape, Shaped, kebab_case};

names! {
    /// A rank that the words of a source claim.
    ClaimedRank {
        /// The most frequent, the highest, the main.
        First,
        /// The rarest, the lowest.
        Last,
    }
    /// How the words of a source compare two values.
    Compared {
        /// More, higher, larger.
        More,
        /// Less, lower, fewer.
        Less,
        /// Twice as many.
        Twice,
        /// The same, similar.
        Same,
    }
}

entries! {
    /// A work as the source's text names it.
    CitationEntry {
        /// Author and year as printed.
        cite: String,
        /// Where.
        place: String,
    }
    /// A sentence of the source that repeats or judges a figure.
    StatementEntry {
        /// Id.
        id: String,
        /// The value that it speaks of; several are added up.
        about: Vec<String>,
        /// Percent as printed there.
        percent: Option<String>,
        /// Count as printed there.
        count: Option<String>,
        /// Percentage points as printed there: a difference from `less`.
        points: Option<String>,
        /// Where.
        place: String,
        /// The few words by which the source judges the number.
        words: Option<String>,
        /// Of whom the words say that it is a share: a group, or a value for a part of it.
        of: Option<String>,
        /// Of what the words say that it is a share: hospitals, teams.
        unit: Option<String>,
        /// The rank that the words claim.
        rank: Option<ClaimedRank>,
        /// The values among which it has the rank.
        /// Default: the options of its question.
        among: Option<Vec<String>>,
        /// The value with which it is compared or from which it is said to differ.
        less: Option<String>,
        /// How the words compare it with `less`.
        compares: Option<Compared>,
        /// A remark.
        note: Option<String>,
    }
    /// A whole that is divided into parts, each with a share of its own.
    StrataEntry {
        /// Id.
        id: String,
        /// The share of the whole; several where the source does not say which it is.
        whole: Vec<String>,
        /// The shares of its parts.
        parts: Vec<String>,
        /// Whether the parts are all there is.
        exhaustive: bool,
        /// A remark.
        note: Option<String>,
    }
}
