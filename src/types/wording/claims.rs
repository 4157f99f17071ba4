//! The condition of a claim -> its words: "“Tea” (60%) is larger than “Coffee” (40%)".

use super::Wording;
use crate::types::study::{Binding, Condition, Form, Operand, Unit, ValueId};

impl Wording<'_> {
    /// A condition in words, each value with its figure.
    #[must_use]
    pub fn condition(self, condition: &Condition) -> String {
        let first = self.with_label(condition.value());
        let question = |value: ValueId| match value {
            ValueId::Option(id) => self.study[self.study[id].question].label.clone(),
            _ => self.label(value),
        };
        match condition {
            Condition::More(_, other) => format!("{first} is larger than {}", self.operand(other)),
            Condition::Less(_, other) => format!("{first} is smaller than {}", self.operand(other)),
            Condition::Leads(value) => {
                format!("{first} is the largest of “{}”", question(*value))
            }
            Condition::Trails(value) => {
                format!("{first} is the smallest of “{}”", question(*value))
            }
        }
    }

    fn operand(self, operand: &Operand) -> String {
        match operand {
            Operand::Value(value) => self.with_label(*value),
            Operand::Percent(percent) => self.study.style.printed_percent(percent),
        }
    }

    /// A value with its label: "“Tea” (60%)".
    #[must_use]
    pub fn with_label(self, value: ValueId) -> String {
        let counted = matches!(value, ValueId::Option(id) if self.study[id].reported.form().percent().is_none());
        let form = match self.study.unit(value) {
            Unit::Share | Unit::Points if !counted => Form::Percent,
            _ => Form::Number,
        };
        format!("“{}” ({})", self.label(value), self.binding(Binding::Value { value, form }))
    }
}
