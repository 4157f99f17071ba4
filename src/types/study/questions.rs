//! Tables, questions and options.

use std::ops::Range;

use super::{
    BaseIs, ChartName, GroupId, OptionId, Order, QuestionId, Side, StatementId, TableId, Text,
};
use crate::types::number::Printed;
use crate::types::source::Place;

/// A table, or a block of figures that stand in the source's text.
#[derive(Debug, Clone)]
pub struct Table {
    /// Id.
    pub id: String,
    /// Number in the source.
    pub number: Option<u32>,
    /// Title.
    pub title: Text,
    /// Where the source has it.
    pub place: String,
    /// A remark.
    pub note: Option<Text>,
    /// Its questions.
    pub questions: Range<usize>,
}

impl Table {
    /// Its questions.
    pub fn question_ids(&self) -> impl Iterator<Item = QuestionId> + use<> {
        self.questions.clone().map(QuestionId)
    }
}

/// Whom the shares of a question count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// How many, where it is known.
    pub n: Option<u64>,
    /// What stands behind it.
    pub is: BaseIs,
    /// Whom, in words, where they are not the group.
    pub of: Option<String>,
    /// Whether it is the group's n, because the question gives none of its own.
    pub of_group: bool,
}

impl BaseIs {
    /// What stands behind a base, in the words of the data formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Assumed => "assumed",
            Self::Unknown => "unknown",
        }
    }
}

/// How a question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// One option each.
    Single,
    /// Any number of options.
    Multiple,
    /// One option each, options in an order.
    Scale,
    /// Figures that the source states.
    Fact,
}

impl Answer {
    /// How a question was answered, in the words of the data formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::Scale => "scale",
            Self::Fact => "fact",
        }
    }
}

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Full id: group and question.
    pub id: String,
    /// Label as printed.
    pub label: String,
    /// The question as asked.
    pub wording: Option<Text>,
    /// Group; none where the figures are quoted from other work.
    pub group: Option<GroupId>,
    /// Table.
    pub table: TableId,
    /// Base.
    pub base: Base,
    /// Answer kind.
    pub answer: Answer,
    /// Why we say so.
    pub because: Option<Text>,
    /// Whether the list of options is complete; a fact's is no list.
    pub complete: bool,
    /// Whether everybody had to choose at least one option.
    pub compulsory: bool,
    /// Where the source has it.
    pub place: String,
    /// The work that the figures are quoted from.
    pub reference: Option<Reference>,
    /// What the figures show.
    pub headline: Option<Text>,
    /// Order in charts.
    pub order: Order,
    /// Chart, where the answer kind does not decide, with the place where it is asked for.
    pub chart: Option<(ChartName, Place)>,
    /// A remark.
    pub note: Option<Text>,
    /// Former full ids.
    pub aliases: Vec<String>,
    /// Its options.
    pub options: Range<usize>,
    /// Its id in the data.
    pub at: Place,
}

impl Question {
    /// Its options.
    pub fn option_ids(
        &self,
    ) -> impl DoubleEndedIterator<Item = OptionId> + ExactSizeIterator + use<> {
        self.options.clone().map(OptionId)
    }

    /// Whether options exclude each other.
    #[must_use]
    pub fn exclusive(&self) -> bool {
        matches!(self.answer, Answer::Single | Answer::Scale)
    }
}

/// A work that figures are quoted from.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Author and year.
    pub cite: String,
    /// DOI.
    pub doi: Option<String>,
}

/// What stands in the ledger for a figure that was withdrawn.
pub const WITHDRAWN: &str = "withdrawn";

/// What the source prints for a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reported {
    /// A percent.
    Percent(Printed),
    /// A count.
    Count(u64),
    /// Both.
    Both(Printed, u64),
    /// A mean of whole-number answers, and how many of them each respondent gave.
    Mean(Printed, u64),
    /// Nothing any more: a correction withdrew what was printed.
    Withdrawn(Box<Reported>),
}

impl Reported {
    /// Whether a correction withdrew it.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        matches!(self, Self::Withdrawn(_))
    }

    /// What is printed or, of a withdrawn figure, was: it tells what kind of figure it is.
    #[must_use]
    pub fn form(&self) -> &Self {
        match self {
            Self::Withdrawn(was) => was,
            printed => printed,
        }
    }

    /// What stands in the data as the figure itself: the percent, otherwise the count or mean.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Percent(printed) | Self::Both(printed, _) | Self::Mean(printed, _) => {
                printed.text().to_owned()
            }
            Self::Count(count) => count.to_string(),
            Self::Withdrawn(_) => WITHDRAWN.to_owned(),
        }
    }

    /// What kind of number it is: "percent", "count" or "mean".
    #[must_use]
    pub fn unit_name(&self) -> &'static str {
        match self.form() {
            Self::Count(_) => "count",
            Self::Mean(..) => "mean",
            _ => "percent",
        }
    }

    /// The percent, where one is printed.
    #[must_use]
    pub fn percent(&self) -> Option<&Printed> {
        match self {
            Self::Percent(percent) | Self::Both(percent, _) => Some(percent),
            Self::Count(_) | Self::Mean(..) | Self::Withdrawn(_) => None,
        }
    }

    /// The count, where one is printed.
    #[must_use]
    pub fn count(&self) -> Option<u64> {
        match self {
            Self::Count(count) | Self::Both(_, count) => Some(*count),
            Self::Percent(_) | Self::Mean(..) | Self::Withdrawn(_) => None,
        }
    }
}

/// A quantity as printed in another place of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedElsewhere {
    /// What is printed.
    pub reported: Reported,
    /// Where.
    pub place: String,
    /// The few words by which the source judges it.
    pub words: Option<String>,
    /// Its entry in the data.
    pub at: Place,
}

impl PrintedElsewhere {
    /// The same as it is told of any other place.
    #[must_use]
    pub fn printing(&self) -> Printing<'_> {
        Printing {
            reported: &self.reported,
            place: &self.place,
            words: self.words.as_deref(),
            at: &self.at,
        }
    }
}

/// A figure in one place of the source, with the words that stand there.
#[derive(Debug, Clone, Copy)]
pub struct Printing<'a> {
    /// What is printed.
    pub reported: &'a Reported,
    /// Where.
    pub place: &'a str,
    /// The few words by which the source judges it.
    pub words: Option<&'a str>,
    /// Its entry in the data.
    pub at: &'a Place,
}

/// An option of a question: a row of a table.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Full id: group, question and option.
    pub id: String,
    /// Label as printed.
    pub label: String,
    /// A shorter label.
    pub short: Option<String>,
    /// Where it stands on a two-sided scale.
    pub side: Option<Side>,
    /// Its question.
    pub question: QuestionId,
    /// What the source prints.
    pub reported: Reported,
    /// The few words by which the source judges it.
    pub words: Option<String>,
    /// What it prints elsewhere.
    pub also_printed: Vec<PrintedElsewhere>,
    /// The option of the same question that includes this one.
    pub part_of: Option<OptionId>,
    /// Statements of the source that print its figure.
    pub stated: Vec<StatementId>,
    /// The number in the data, or its entry.
    pub at: Place,
    /// Former full ids.
    pub aliases: Vec<String>,
    /// A remark.
    pub note: Option<Text>,
}

impl Choice {
    /// The label for charts and notes.
    #[must_use]
    pub fn short_label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.label)
    }
}
