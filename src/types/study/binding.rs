//! What a value id, a role and a directive stand for.

use super::{
    CardId, CitationId, ClaimId, DerivedId, FigureId, GroupId, OptionId, QuestionId,
    RecommendationId, TableId,
};
use crate::types::document::{Inline, Role};

/// A number of a group that `study.yaml` gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupFact {
    /// Questionnaires sent.
    Sent,
    /// Questionnaires answered.
    Answered,
    /// Regions covered.
    Regions,
    /// Sites covered.
    Sites,
}

impl GroupFact {
    /// All of them with the last part of their value ids.
    pub const ALL: [(&'static str, Self); 4] = [
        ("sent", Self::Sent),
        ("answered", Self::Answered),
        ("regions", Self::Regions),
        ("sites", Self::Sites),
    ];

    /// The last part of its value ids.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, fact)| *fact == self).map_or("", |(name, _)| name)
    }
}

/// Anything that has a value id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueId {
    /// An option.
    Option(OptionId),
    /// A derived value.
    Derived(DerivedId),
    /// A number of a group.
    Group(GroupId, GroupFact),
}

/// The unit of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A share, 0 to 1.
    Share,
    /// A difference of shares; shown in percentage points.
    Points,
    /// A count.
    Count,
    /// A quotient.
    Ratio,
}

impl Unit {
    /// The unit in the words of the data formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Share => "percent",
            Self::Points => "percentage points",
            Self::Count => "count",
            Self::Ratio => "ratio",
        }
    }
}

/// How a bound value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As a percent.
    Percent,
    /// As a count or plain number.
    Number,
    /// As the range that rounding leaves.
    Range,
    /// In words.
    Words,
}

/// What a role stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// A value.
    Value {
        /// Which.
        value: ValueId,
        /// How it is written.
        form: Form,
    },
    /// The difference of two values, first less second.
    Difference {
        /// From this,
        first: ValueId,
        /// this is taken.
        second: ValueId,
        /// Whether the range that rounding leaves is meant, or the difference itself.
        range: bool,
    },
    /// The number of a figure.
    Figure(FigureId),
    /// The number, or the name, of a table.
    Table(TableId),
    /// Words with a condition behind them.
    Claim(ClaimId),
    /// A citation.
    Citation(CitationId),
}

/// A role with what it stands for.
#[derive(Debug, Clone)]
pub struct Bound {
    /// What it stands for.
    pub binding: Binding,
    /// The role as written.
    pub role: Role,
}

/// What a directive shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exhibit {
    /// A figure.
    Figure(FigureId),
    /// A table.
    Table(TableId),
    /// The rows of one question.
    Rows(QuestionId),
    /// A value with what it says.
    Finding(CardId),
    /// A value with its label.
    Fact(CardId),
    /// A recommendation.
    Recommendation(RecommendationId),
    /// How to cite the publication and the report.
    HowToCite,
}

/// A text with bound values.
pub type Text = Vec<Inline<Bound>>;
