//! Values, lists and statements -> the places that a finding exhibits, and their names in it.

use super::check::{Facts, exhibited, reasons};
use crate::types::finding::Exhibited;
use crate::types::messages::say;
use crate::types::number::{Exact, Window};
use crate::types::study::{OptionId, QuestionId, Statement, Unit, ValueId};
use crate::types::summary::{Computed, Withheld};

/// Values of which several are added up may count somebody twice.
const OVERLAP: &str = "reason-places-overlap";
/// There is no number to compare with.
const NO_NUMBER: &str = "reason-places-no-number";

/// The reason, as the power of a check tells it.
pub(super) fn why(withheld: Withheld) -> &'static str {
    match withheld {
        Withheld::Contested | Withheld::OrderOpen => reasons::CONTESTED,
        Withheld::Withdrawn | Withheld::OrderWithdrawn => reasons::WITHDRAWN,
        Withheld::UnknownBase => reasons::UNKNOWN_BASE,
        Withheld::NoPossibleCount
        | Withheld::NotAShare
        | Withheld::NotAList
        | Withheld::Census
        | Withheld::NotComputable => NO_NUMBER,
    }
}

impl Facts<'_> {
    /// A value as a place of a finding.
    pub(super) fn value_place(&self, value: ValueId) -> Exhibited {
        match value {
            ValueId::Option(id) => self.row(id),
            ValueId::Derived(id) => {
                let derived = &self.study[id];
                let computed = self.summaries.value(self.study, value);
                let number = computed.map_or_else(|_| String::new(), |it| self.wording.value(it));
                exhibited(format!("{}: {number}", derived.label), "computed", &derived.at)
            }
            ValueId::Group(id, fact) => {
                let group = &self.study[id];
                let number = group.fact(fact).map_or_else(String::new, |n| self.count(n));
                let place = group.place.clone().unwrap_or_else(|| group.label.clone());
                exhibited(format!("{}: {number}", self.wording.label(value)), place, &group.at)
            }
        }
    }

    /// A value within a sentence: “Tea” (Hot drinks), “Clinicians who took part”.
    pub(super) fn value_name(&self, value: ValueId) -> String {
        match value {
            ValueId::Option(id) => {
                let choice = &self.study[id];
                say!(
                    self.study.style,
                    "value-asked",
                    label = choice.label,
                    asked = self.asked(choice.question)
                )
            }
            ValueId::Derived(_) | ValueId::Group(..) => {
                say!(self.study.style, "value-quoted", label = self.wording.label(value))
            }
        }
    }

    /// A question within a sentence; with its group where another group was asked the same.
    fn asked(&self, id: QuestionId) -> String {
        let question = &self.study[id];
        let group = question.group.filter(|group| {
            let mut others = self.study.questions.iter();
            others.any(|it| it.label == question.label && it.group != Some(*group))
        });
        match group {
            Some(group) => format!("{}, {}", question.label, self.study[group].label),
            None => question.label.clone(),
        }
    }

    /// Several values within a sentence; the question of several options is named once.
    pub(super) fn value_names(&self, values: &[ValueId]) -> String {
        let options: Option<Vec<OptionId>> = values
            .iter()
            .map(|value| if let ValueId::Option(id) = value { Some(*id) } else { None })
            .collect();
        if let Some(options) = options
            && let [first, _, ..] = options[..]
            && options.iter().all(|id| self.study[*id].question == self.study[first].question)
        {
            let labels = options.iter().map(|id| {
                say!(self.study.style, "value-quoted-each", label = self.study[*id].label)
            });
            let labels: Vec<String> = labels.collect();
            let question = self.asked(self.study[first].question);
            return format!("{} ({question})", listed(self, &labels));
        }
        let names: Vec<String> = values.iter().map(|value| self.value_name(*value)).collect();
        listed(self, &names)
    }

    /// What is printed of a list, in its order: "50%, 39%, 12%, 2%".
    pub(super) fn printed_list(&self, rows: &[OptionId]) -> String {
        let printed = rows.iter().map(|id| self.wording.reported(&self.study[*id].reported));
        printed.collect::<Vec<_>>().join(self.study.style.text("list-comma"))
    }

    /// A question as a place of a finding: what is printed of its list, and where.
    pub(super) fn list_place(&self, id: QuestionId) -> Exhibited {
        let question = &self.study[id];
        let rows: Vec<OptionId> = question.option_ids().collect();
        let text = format!("{}: {}", question.label, self.printed_list(&rows));
        exhibited(text, question.place.clone(), &question.at)
    }

    /// A statement as a place of a finding: its words, its figure.
    pub(super) fn statement_place(&self, statement: &Statement) -> Exhibited {
        let figure = match (&statement.reported, &statement.points) {
            (Some(reported), _) => Some(self.wording.reported(reported)),
            (None, Some(points)) => {
                Some(say!(self.study.style, "places-points-points", points = points))
            }
            (None, None) => None,
        };
        let text = match (&statement.words, figure) {
            (Some(words), Some(figure)) => {
                say!(self.study.style, "words-and-figure", words = words, figure = figure)
            }
            (Some(words), None) => say!(self.study.style, "words-quoted", words = words),
            (None, Some(figure)) => figure,
            (None, None) => self.value_names(&statement.about),
        };
        exhibited(text, statement.place.clone(), &statement.at)
    }

    /// Ids of a statement and of its values, the statement's first.
    pub(super) fn statement_ids(&self, statement: &Statement) -> Vec<String> {
        let values = statement.about.iter().chain(&statement.less);
        let values = values.map(|value| self.study.value_id(*value));
        std::iter::once(statement.id.clone()).chain(values).collect()
    }

    /// Several values added up, with the range that rounding leaves.
    ///
    /// # Errors
    /// The reason why they cannot be: one is contested, or they may count somebody twice.
    pub(super) fn added_up(&self, values: &[ValueId]) -> Result<Computed, &'static str> {
        let mut parts = Vec::new();
        for value in values {
            parts.push(self.summaries.value(self.study, *value).map_err(why)?);
        }
        let Some(first) = parts.first().copied() else { return Err(NO_NUMBER) };
        if parts.len() > 1 && first.unit != Unit::Count && !self.exclude_each_other(values) {
            return Err(OVERLAP);
        }
        let alike = parts.iter().all(|part| part.unit == first.unit);
        let sum = parts[1..].iter().try_fold(first, |sum, part| {
            let window = sum.window.plus(part.window).filter(|_| alike)?;
            let high =
                if sum.unit == Unit::Share { window.high.min(Exact::ONE) } else { window.high };
            Some(Computed {
                value: sum.value.checked_add(part.value)?,
                window: Window { high, ..window },
                unit: sum.unit,
                decimals: sum.decimals.max(part.decimals),
            })
        });
        sum.ok_or(NO_NUMBER)
    }

    /// Whether values are different answers to one question with one answer each.
    fn exclude_each_other(&self, values: &[ValueId]) -> bool {
        let mut questions = Vec::new();
        for value in values {
            let ValueId::Option(id) = value else { return false };
            questions.push(self.study[*id].question);
        }
        let distinct = values.iter().enumerate().all(|(i, value)| !values[..i].contains(value));
        let first = questions.first();
        let alike = questions.iter().all(|question| Some(question) == first);
        distinct && alike && first.is_some_and(|question| self.study[*question].exclusive())
    }

    /// Options with their shares and the shares that are possible, or the reason why one of them
    /// has none.
    pub(super) fn shares(&self, rows: &[OptionId]) -> Result<Vec<(Exact, Window)>, &'static str> {
        let mut shares = Vec::new();
        for id in rows {
            let summary = &self.summaries.options[id.0];
            if summary.contested.is_some() {
                return Err(reasons::CONTESTED);
            }
            shares.push((summary.share.map_err(why)?, summary.window.map_err(why)?));
        }
        Ok(shares)
    }
}

/// "a, b and c".
pub(super) fn listed(facts: &Facts<'_>, items: &[String]) -> String {
    let [and, comma] = ["list-and", "list-comma"].map(|key| facts.study.style.text(key));
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{}{and}{last}", first.join(comma)),
    }
}

/// The windows added up, or `None` where they do not fit.
pub(super) fn total(shares: &[(Exact, Window)]) -> Option<(Exact, Window)> {
    let nothing = (Exact::ZERO, Window::point(Exact::ZERO));
    shares.iter().try_fold(nothing, |(sum, window), (share, range)| {
        Some((sum.checked_add(*share)?, window.plus(*range)?))
    })
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{STAFF, audited_on, list, study_of, table_of};

    /// What is said of a statement that calls the smaller of two rows of people the first, beside
    /// a question that staff was asked.
    fn told(staff: &str) -> String {
        let statement =
            "statements:\n  - {id: s, about: [people.q.o1], rank: first, place: Text}\n";
        let rows = list("q", "multiple", &["60", "40"]);
        let data = study_of(&rows, &format!("{}{statement}", table_of("staff", staff)));
        let findings = audited_on(&[STAFF], &data, "Text.").findings;
        findings.into_iter().find(|it| it.code == "ranking").expect("a finding").message
    }

    #[test]
    fn the_group_is_told_where_another_was_asked_the_same() {
        let same = list("q", "multiple", &["50", "30"]);
        let other = same.replace("label: L\n", "label: M\n");
        assert!(told(&same).contains("“O1” (L, People)"), "{}", told(&same));
        assert!(told(&other).contains("“O1” (L)"), "{}", told(&other));
    }
}
