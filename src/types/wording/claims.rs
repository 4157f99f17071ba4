//! The condition of a claim -> its words: "“Tea” (60%) is larger than “Coffee” (40%)".

use super::Wording;
use crate::types::messages::say;
use crate::types::study::{Condition, Operand, ValueId};

impl<'a> Wording<'a> {
    /// A condition in words, each value with its figure.
    #[must_use]
    pub fn condition(self, condition: &Condition) -> String {
        let first = self.with_label(condition.value());
        let two = |other: &Operand| match other {
            Operand::Value(other) => self.told_apart(condition.value(), *other),
            Operand::Percent(percent) => [first.clone(), self.study.style.printed_percent(percent)],
        };
        let style = self.style();
        let question = |value: ValueId| match value {
            ValueId::Option(id) => self.study[self.study[id].question].label.clone(),
            _ => self.label(value),
        };
        match condition {
            Condition::More(_, other) => {
                let [first, second] = two(other);
                say!(style, "claim-larger", first = first, second = second)
            }
            Condition::Less(_, other) => {
                let [first, second] = two(other);
                say!(style, "claim-smaller", first = first, second = second)
            }
            Condition::Equal(_, other) => {
                let [first, second] = two(other);
                say!(style, "claim-equal", first = first, second = second)
            }
            Condition::Leads(value) => {
                say!(style, "claim-leads", first = first, question = question(*value))
            }
            Condition::Trails(value) => {
                say!(style, "claim-trails", first = first, question = question(*value))
            }
        }
    }

    /// A value with its label: "“Tea” (60%)".
    #[must_use]
    pub fn with_label(self, value: ValueId) -> String {
        say!(self.style(), "value-labelled", label = self.label(value), figure = self.figure(value))
    }

    /// Two values with their labels, and what tells one from the other: "“Tea” (60%, guests)".
    #[must_use]
    pub fn told_apart(self, first: ValueId, second: ValueId) -> [String; 2] {
        let apart = self.apart(first, second);
        [(first, &apart[0]), (second, &apart[1])].map(|(value, apart)| match apart {
            Some(apart) => say!(
                self.style(),
                "value-labelled-apart",
                label = self.label(value),
                figure = self.figure(value),
                apart = apart
            ),
            None => self.with_label(value),
        })
    }

    /// The names of two values, each with what tells it from the other: "Tea (guests)".
    #[must_use]
    pub fn names_apart(self, first: ValueId, second: ValueId) -> [String; 2] {
        let apart = self.apart(first, second);
        [(first, apart[0]), (second, apart[1])].map(|(value, apart)| match apart {
            Some(apart) => {
                say!(self.style(), "label-apart", label = self.label(value), apart = apart)
            }
            None => self.label(value),
        })
    }

    /// What tells two values from each other: their groups or, where rows of one group have one
    /// label, their questions.
    fn apart(self, first: ValueId, second: ValueId) -> [Option<&'a str>; 2] {
        let study = self.study;
        let members = |value: ValueId| match value {
            ValueId::Group(..) => None,
            _ => study.group_of(value).map(|group| study[group].members.as_str()),
        };
        let question = |value: ValueId| match value {
            ValueId::Option(id) => Some(study[study[id].question].label.as_str()),
            _ => None,
        };
        if study.group_of(first) != study.group_of(second) {
            [first, second].map(members)
        } else if first != second && self.label(first) == self.label(second) {
            [first, second].map(question)
        } else {
            [None, None]
        }
    }
}
