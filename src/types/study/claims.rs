//! Claims of the narrative: words that hold only while a condition on values does.

use super::ValueId;
use crate::types::number::Printed;

/// Words with the condition behind them.
#[derive(Debug, Clone)]
pub struct Claim {
    /// What is written.
    pub text: String,
    /// What has to hold.
    pub condition: Condition,
    /// The condition as written.
    pub written: String,
}

/// What has to hold of values.
#[derive(Debug, Clone)]
pub enum Condition {
    /// The first is larger than the second.
    More(ValueId, Operand),
    /// The first is smaller than the second.
    Less(ValueId, Operand),
    /// Both are equal as printed: they read alike, written with the fewer decimals of the two.
    Equal(ValueId, Operand),
    /// No option of its question is larger.
    Leads(ValueId),
    /// No option of its question is smaller.
    Trails(ValueId),
}

impl Condition {
    /// The value that it is about.
    #[must_use]
    pub fn value(&self) -> ValueId {
        match self {
            Self::More(value, _)
            | Self::Less(value, _)
            | Self::Equal(value, _)
            | Self::Leads(value)
            | Self::Trails(value) => *value,
        }
    }

    /// The values that it names.
    #[must_use]
    pub fn values(&self) -> Vec<ValueId> {
        match self {
            Self::More(first, Operand::Value(second))
            | Self::Less(first, Operand::Value(second))
            | Self::Equal(first, Operand::Value(second)) => {
                vec![*first, *second]
            }
            other => vec![other.value()],
        }
    }
}

/// What a value is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// Another value.
    Value(ValueId),
    /// A percent.
    Percent(Printed),
}
