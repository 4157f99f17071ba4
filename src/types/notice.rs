//! What a correction comes to: what it changes beside the number, and where readers meet it.

use std::cmp::Ordering;

use super::source::{CorrectedField, CorrectionKind};
use super::study::{
    ClaimId, ComparisonId, DerivedId, FigureId, OptionId, PageId, RecommendationId, TableId,
    ValueId,
};

/// An entry that somebody wants to add to the ledger.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The id of the value.
    pub value: String,
    /// What of it; the percent where it has one, otherwise the count, where nothing is said.
    pub field: Option<CorrectedField>,
    /// What it should be; nothing where it is withdrawn.
    pub to: Option<String>,
    /// Why.
    pub reason: String,
    /// Correction or revision.
    pub kind: CorrectionKind,
    /// Its date, YYYY-MM-DD.
    pub date: String,
    /// The version of the report in which it is made.
    pub version: Option<String>,
    /// Who found it.
    pub found_by: Option<String>,
    /// What shows that it is so.
    pub evidence: Option<String>,
    /// Where a notice of it was published.
    pub published: Option<String>,
}

/// What an entry of the ledger comes to, parallel to the entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notice {
    /// What else changed.
    pub effects: Vec<Effect>,
    /// Recommendations that rest on figures which changed.
    pub rests: Vec<Resting>,
    /// Where the value appears, or what is computed from it.
    pub appears: Vec<Appearance>,
}

/// A recommendation of which something that it rests on changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resting {
    /// The recommendation.
    pub recommendation: RecommendationId,
    /// What changed, each with what it was and is.
    pub values: Vec<(ValueId, String, String)>,
    /// The claims in its texts, each with whether it holds now.
    pub claims: Vec<(ClaimId, bool)>,
}

/// Something that says more than the number itself, and changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// A rank; none where the order is open.
    Rank(OptionId, Option<u32>, Option<u32>),
    /// A share against one half.
    Majority(ValueId, Ordering, Ordering),
    /// The sign of a computed difference.
    Sign(DerivedId, Ordering, Ordering),
    /// Which of two rows set side by side is larger: the comparison and the row in it.
    Larger(ComparisonId, usize, Ordering, Ordering),
    /// The words that the text writes for a share.
    Word(ValueId, String, String),
    /// Whether a claim of the text holds.
    Claim(ClaimId, bool, bool),
    /// Whether anything is said of a computed value: it goes with a withdrawn figure, and comes
    /// back with it.
    Said(DerivedId, bool),
    /// The same of the difference of two rows set side by side.
    Subtracted(ComparisonId, usize, bool),
}

/// A place where a corrected value appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Appearance {
    /// On a page of the narrative.
    Page(PageId),
    /// In a table.
    Table(TableId),
    /// In a figure.
    Figure(FigureId),
    /// In a computed value.
    Derived(DerivedId),
    /// Among what a recommendation rests on.
    Recommendation(RecommendationId),
}
