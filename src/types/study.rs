//! The validated study: groups, tables, questions, options, texts; every id resolved.

mod binding;
mod derived;
mod meta;
mod questions;

pub use binding::{Binding, Bound, Exhibit, Form, GroupFact, Text, Unit, ValueId};
pub use derived::{Comparison, Derived, Operation, Pair};
pub use meta::{Author, Colour, Group, Intervals, Level, Licence, Meta, Publication};
pub use questions::{Answer, Base, Choice, PrintedElsewhere, Question, Reference, Reported, Table};

use std::collections::BTreeSet;

pub use super::bibliography::{Bibliography, CitationId, WorkId};
use super::document::Document;
use super::number::NumberStyle;
pub use super::source::{
    Asset, BaseIs, ChartName, IntervalMethod, IntervalShow, Likeness, Order, Sampling, StudyKind,
};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident => $field:ident: $item:ty,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);

        impl std::ops::Index<$name> for Study {
            type Output = $item;
            fn index(&self, id: $name) -> &$item {
                &self.$field[id.0]
            }
        }
    )*};
}

ids! {
    /// A group: its index in [`Study::groups`].
    GroupId => groups: Group,
    /// A table: its index in [`Study::tables`].
    TableId => tables: Table,
    /// A question: its index in [`Study::questions`].
    QuestionId => questions: Question,
    /// An option: its index in [`Study::options`].
    OptionId => options: Choice,
    /// A derived value: its index in [`Study::derived`].
    DerivedId => derived: Derived,
    /// A comparison: its index in [`Study::comparisons`].
    ComparisonId => comparisons: Comparison,
    /// A figure: its index in [`Study::figures`]; its number is one more.
    FigureId => figures: FigureSlot,
    /// A page: its index in [`Study::pages`].
    PageId => pages: Page,
}

/// A validated study.
#[derive(Debug)]
pub struct Study {
    /// Title, authors, publication, version.
    pub meta: Meta,
    /// How computed numbers are written.
    pub style: NumberStyle,
    /// Intervals of shares.
    pub intervals: Intervals,
    /// Groups, in the order of `study.yaml`.
    pub groups: Vec<Group>,
    /// Tables and blocks of figures, in the order of their files.
    pub tables: Vec<Table>,
    /// Questions of all tables.
    pub questions: Vec<Question>,
    /// Options of all questions.
    pub options: Vec<Choice>,
    /// Derived values.
    pub derived: Vec<Derived>,
    /// Rows set beside rows of another group.
    pub comparisons: Vec<Comparison>,
    /// Figures in the order of their numbers.
    pub figures: Vec<FigureSlot>,
    /// Narrative pages in reading order.
    pub pages: Vec<Page>,
    /// Sections of the navigation.
    pub sections: Vec<Section>,
    /// The works that it cites, where it has a list of them.
    pub bibliography: Option<Bibliography>,
    /// Images that pages show.
    pub images: Vec<Asset>,
}

impl Study {
    /// The unit in which a value is computed. Chains of values may be long, so they are followed
    /// without recursion.
    #[must_use]
    pub fn unit(&self, mut value: ValueId) -> Unit {
        let mut subtracted = false;
        let unit = loop {
            match value {
                ValueId::Group(..) => break Unit::Count,
                ValueId::Derived(id) => match &self[id].operation {
                    Operation::Sum(values) => match values.first() {
                        Some(first) => value = *first,
                        None => break Unit::Count,
                    },
                    Operation::Complement(_) | Operation::Share(..) => break Unit::Share,
                    Operation::Difference(first, _) => {
                        subtracted = true;
                        value = *first;
                    }
                    Operation::Ratio(..) => break Unit::Ratio,
                },
                ValueId::Option(id) => {
                    let question = &self[self[id].question];
                    let share = self[id].reported.percent().is_some()
                        || (question.answer != Answer::Fact && question.base.n.is_some());
                    break if share { Unit::Share } else { Unit::Count };
                }
            }
        };
        if subtracted && unit != Unit::Count { Unit::Points } else { unit }
    }

    /// The id of a value, as narrative names it.
    #[must_use]
    pub fn value_id(&self, value: ValueId) -> String {
        match value {
            ValueId::Option(id) => self[id].id.clone(),
            ValueId::Derived(id) => self[id].id.clone(),
            ValueId::Group(id, fact) => format!("{}.{}", self[id].id, fact.name()),
        }
    }

    /// The group whose value it is, where it is one group's.
    #[must_use]
    pub fn group_of(&self, value: ValueId) -> Option<GroupId> {
        let (mut open, mut seen) = (vec![value], BTreeSet::new());
        let mut groups = BTreeSet::new();
        while let Some(value) = open.pop() {
            match value {
                ValueId::Option(id) => groups.insert(self[self[id].question].group),
                ValueId::Group(id, _) => groups.insert(Some(id)),
                ValueId::Derived(id) => {
                    if seen.insert(id) {
                        open.extend(self[id].operation.operands());
                    }
                    continue;
                }
            };
        }
        if groups.len() == 1 { groups.pop_first().flatten() } else { None }
    }

    /// Whether two rows were declared the same.
    #[must_use]
    pub fn declared_same(&self, first: ValueId, second: ValueId) -> bool {
        let (ValueId::Option(first), ValueId::Option(second)) = (first, second) else {
            return false;
        };
        self.comparisons.iter().flat_map(|comparison| &comparison.rows).any(|pair| {
            pair.likeness == Likeness::Same
                && ((pair.first, pair.second) == (first, second)
                    || (pair.first, pair.second) == (second, first))
        })
    }
}

/// A figure to be drawn.
#[derive(Debug)]
pub struct FigureSlot {
    /// Id.
    pub id: String,
    /// What it shows.
    pub subject: super::figure::Subject,
}

/// A narrative page.
#[derive(Debug)]
pub struct Page {
    /// File name of the page, without its ending.
    pub slug: String,
    /// Title.
    pub title: Text,
    /// Title in the navigation.
    pub short_title: Option<String>,
    /// One sentence about it.
    pub description: Option<Text>,
    /// Its text.
    pub document: Document<Bound, Exhibit>,
}

/// A section of the navigation.
#[derive(Debug)]
pub struct Section {
    /// Heading; the pages before the first section have none.
    pub title: Option<String>,
    /// Its pages.
    pub pages: Vec<PageId>,
}
