//! What a correction comes to: what it changes beside the number, and where readers meet it.

use std::cmp::Ordering;

use super::study::{
    ClaimId, ComparisonId, DerivedId, FigureId, OptionId, PageId, RecommendationId, TableId,
    ValueId,
};

/// What an entry of the ledger comes to, parallel to the entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notice {
    /// What else changed.
    pub effects: Vec<Effect>,
    /// Where the value appears, or what is computed from it.
    pub appears: Vec<Appearance>,
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
