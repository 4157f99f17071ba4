//! The words of charts that are put together: what tells rows of several questions apart.

use super::Wording;
use crate::types::figure::Subject;
use crate::types::messages::say;
use crate::types::study::{GroupId, OptionId, Pair, Panel, QuestionId, Side};
use crate::types::summary::Computed;

impl<'a> Wording<'a> {
    /// What a figure shows, in a few words, and of whom: what it is called without a headline.
    #[must_use]
    pub fn shown(self, subject: Subject) -> String {
        let study = self.study;
        let members = |group: Option<GroupId>| group.map(|id| study[id].members.as_str());
        match subject {
            Subject::Question(id) => match members(study[id].group) {
                Some(members) => {
                    say!(self.style(), "shown-of", question = study[id].label, members = members)
                }
                None => study[id].label.clone(),
            },
            Subject::Comparison(id) => {
                let label = &study[study[id].question].label;
                let pair = study[id].rows.first().map(|pair| [pair.first, pair.second]);
                let sides = pair.map(|pair| {
                    pair.map(|row| members(study[study[row].question].group).unwrap_or_default())
                });
                match sides {
                    Some([first, second]) => say!(
                        self.style(),
                        "shown-comparison",
                        label = label,
                        first = first,
                        second = second
                    ),
                    None => label.clone(),
                }
            }
            Subject::Chart(id) => self.plain(&study[id].title),
        }
    }

    /// What a row of a comparison is called: one label where both groups have it, otherwise both,
    /// in the order of the groups.
    #[must_use]
    pub fn pair_label(self, pair: &Pair) -> String {
        both_labels(&self.study[pair.first].label, &self.study[pair.second].label)
    }

    /// The same for charts and notes, of the shorter labels.
    #[must_use]
    pub fn short_pair_label(self, pair: &Pair) -> String {
        both_labels(self.study[pair.first].short_label(), self.study[pair.second].short_label())
    }

    /// What tells a row of a panel apart from others. Where a panel mixes groups, each row has the
    /// name of its group; and where its group, or else its panel, has rows of several questions,
    /// the label of its question.
    #[must_use]
    pub fn beside(self, panels: &[Panel], panel: &Panel, row: OptionId) -> Option<String> {
        let study = self.study;
        let question = |row: OptionId| study[row].question;
        let group = |row: OptionId| study[question(row)].group;
        let mixed = |panel: &Panel| panel.rows.iter().any(|it| group(*it) != group(panel.rows[0]));
        let label = &study[question(row)].label;
        let other = |it: &&OptionId| question(**it) != question(row);
        match group(row).filter(|_| panels.iter().any(mixed)) {
            Some(own) => {
                let rows = panels.iter().flat_map(|panel| &panel.rows);
                let several = rows.filter(other).any(|it| group(*it) == Some(own));
                let name = &study[own].label;
                Some(if several {
                    say!(self.style(), "beside-question", name = name, label = label)
                } else {
                    name.clone()
                })
            }
            None => panel.rows.iter().find(other).map(|_| label.clone()),
        }
    }

    /// What tells a question of a chart apart from others: the name of its group, where the chart
    /// has questions of several.
    #[must_use]
    pub fn group_beside(self, questions: &[QuestionId], id: QuestionId) -> Option<&'a str> {
        let group = |id: QuestionId| self.study[id].group;
        let mixed = questions.iter().any(|it| group(*it) != group(id));
        group(id).filter(|_| mixed).map(|group| self.study[group].label.as_str())
    }

    /// What the answers on a side of a scale add up to: "52%", or "52% (51–53%)" where rounding
    /// leaves a range.
    #[must_use]
    pub fn side_total(self, question: QuestionId, side: Side) -> Option<String> {
        let (value, range) = (self.side_value(question, side)?, self.side_range(question, side)?);
        Some(if range == value {
            value
        } else {
            say!(self.style(), "value-and-range", value = value, range = range)
        })
    }

    /// The same as the printed shares add up, without the range.
    #[must_use]
    pub fn side_value(self, question: QuestionId, side: Side) -> Option<String> {
        self.side(question, side).map(|total| self.value(total))
    }

    fn side_range(self, question: QuestionId, side: Side) -> Option<String> {
        self.side(question, side).map(|total| self.range(total))
    }

    fn side(self, question: QuestionId, side: Side) -> Option<Computed> {
        let totals = self.summaries.sides[question.0].as_ref()?;
        match side {
            Side::Negative => totals.negative.ok(),
            Side::Positive => totals.positive.ok(),
            Side::Neutral | Side::Apart => None,
        }
    }

    /// Several phrases as one: "a", "a and b", "a, b and c"; with semicolons where one of them is
    /// a list itself.
    #[must_use]
    pub fn joined(self, phrases: &[String]) -> String {
        let [and, comma, semicolon] =
            ["list-and", "list-comma", "list-semicolon"].map(|key| self.style().text(key));
        let is_list = |phrase: &String| phrase.contains(and) || phrase.contains(comma);
        match phrases {
            _ if phrases.len() > 1 && phrases.iter().any(is_list) => phrases.join(semicolon),
            [] => String::new(),
            [one] => one.clone(),
            [firsts @ .., last] => format!("{}{and}{last}", firsts.join(comma)),
        }
    }
}

/// Two labels as one where they differ only in capitals, else both: "Department director /
/// Research group head".
fn both_labels(first: &str, second: &str) -> String {
    if first.to_lowercase() == second.to_lowercase() {
        first.to_owned()
    } else {
        format!("{first} / {second}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_labels_are_one_only_where_they_are_the_same() {
        assert_eq!(both_labels("Own teams", "own teams"), "Own teams");
        assert_eq!(
            both_labels("Master’s degree", "Postgraduate"),
            "Master’s degree / Postgraduate"
        );
    }
}
