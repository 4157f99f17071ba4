//! Derived values and comparisons.

use crate::types::source::Place;

use super::{Likeness, OptionId, PrintedElsewhere, QuestionId, Text, ValueId};

/// How a derived value is computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// Values added up.
    Sum(Vec<ValueId>),
    /// What is left to all.
    Complement(ValueId),
    /// First less second.
    Difference(ValueId, ValueId),
    /// First as a share of the second.
    Share(ValueId, ValueId),
    /// First divided by second.
    Ratio(ValueId, ValueId),
}

impl Operation {
    /// What is done with its operands, in a word that stands before them.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sum(_) => "sum of",
            Self::Complement(_) => "all but",
            Self::Difference(..) => "difference of",
            Self::Share(..) => "share of",
            Self::Ratio(..) => "ratio of",
        }
    }

    /// The values that it is computed from.
    #[must_use]
    pub fn operands(&self) -> Vec<ValueId> {
        match self {
            Self::Sum(values) => values.clone(),
            Self::Complement(value) => vec![*value],
            Self::Difference(first, second)
            | Self::Share(first, second)
            | Self::Ratio(first, second) => vec![*first, *second],
        }
    }
}

/// A value computed from others.
#[derive(Debug, Clone)]
pub struct Derived {
    /// Id.
    pub id: String,
    /// What it is.
    pub label: String,
    /// How it is computed; operands come before it in [`Study`](super::Study).
    pub operation: Operation,
    /// Decimals shown, where the operands do not decide.
    pub decimals: Option<u8>,
    /// Where the source prints it.
    pub also_printed: Vec<PrintedElsewhere>,
    /// Its id in the data.
    pub at: Place,
    /// Former ids, still valid.
    pub aliases: Vec<String>,
    /// A remark.
    pub note: Option<Text>,
}

/// Rows of one question set beside rows of another group.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Id of its figure.
    pub id: String,
    /// The question that declares it.
    pub question: QuestionId,
    /// What the rows show.
    pub headline: Option<Text>,
    /// Its rows.
    pub rows: Vec<Pair>,
}

/// Two rows side by side.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The row of the declaring question.
    pub first: OptionId,
    /// The row of the other group.
    pub second: OptionId,
    /// How far they can be compared.
    pub likeness: Likeness,
    /// Why.
    pub why: Option<Text>,
}
