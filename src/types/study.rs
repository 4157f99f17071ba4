//! The validated study: groups, tables, questions, options, texts; every id resolved.

mod binding;
mod charts;
mod claims;
mod corrections;
mod derived;
mod likeness;
mod meta;
mod questions;
mod recommendations;
mod scale;
mod statements;
mod theme;

pub use binding::{Binding, Bound, Exhibit, Form, GroupFact, Text, Unit, ValueId};
pub use charts::{AuthoredChart, Panel, Shown};
pub use claims::{Claim, Condition, Operand};
pub use corrections::{Change, Correction, Edition};
pub use derived::{Comparison, Derived, Operation, Pair};
pub use likeness::Pairing;
pub use meta::{
    Author, ChecklistAnswer, Colour, Group, Intervals, Level, Licence, Meta, Publication,
};
pub use questions::{
    Answer, Base, Choice, PrintedElsewhere, Printing, Question, Reference, Reported, Table,
    WITHDRAWN,
};
pub use recommendations::{Card, Recommendation};
pub use scale::WordScale;
pub use statements::{Accepted, AuditLink, Citation, Statement, Strata, Whole};
pub use theme::{Ink, Rgb, Theme, ThemeColour};

use std::collections::{BTreeMap, BTreeSet};

pub use super::bibliography::{Bibliography, CitationId, WorkId};
use super::document::Document;
use super::number::NumberStyle;
use super::source::Place;
pub use super::source::{
    Answered, Asset, BaseIs, ChartName, ClaimedRank, Compared, CorrectionKind, IntervalMethod,
    IntervalShow, Likeness, Order, Sampling, Side, StudyKind,
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
    /// A chart that an author put together: its index in [`Study::charts`].
    ChartId => charts: AuthoredChart,
    /// A figure: its index in [`Study::figures`].
    FigureId => figures: FigureSlot,
    /// A page: its index in [`Study::pages`].
    PageId => pages: Page,
    /// A statement: its index in [`Study::statements`].
    StatementId => statements: Statement,
    /// A recommendation: its index in [`Study::recommendations`].
    RecommendationId => recommendations: Recommendation,
    /// A finding or fact: its index in [`Study::cards`].
    CardId => cards: Card,
    /// A claim: its index in [`Study::claims`].
    ClaimId => claims: Claim,
}

/// A validated study.
#[derive(Debug, Clone)]
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
    /// Charts put together of rows of any tables.
    pub charts: Vec<AuthoredChart>,
    /// Figures in the order of the data.
    pub figures: Vec<FigureSlot>,
    /// Words of all texts that have a condition behind them.
    pub claims: Vec<Claim>,
    /// Which edition this is.
    pub edition: Edition,
    /// The ledger of corrections, in its order; they stand in the corrected edition only.
    pub corrections: Vec<Correction>,
    /// What the source says of its figures.
    pub statements: Vec<Statement>,
    /// Wholes that are divided into parts.
    pub strata: Vec<Strata>,
    /// Works as the source's text names them.
    pub citations: Vec<Citation>,
    /// Findings of the audit that are left as they are.
    pub accepted: Vec<Accepted>,
    /// Items of reporting checklists, in the order in which the study gives them.
    pub checklist: Vec<ChecklistAnswer>,
    /// Links of the narrative to anchors of the page of the audit.
    pub to_audit: Vec<AuditLink>,
    /// Numbers that prose may hold although nothing stands behind them.
    pub plain_numbers: Vec<String>,
    /// The numerals that stand in its texts as they were typed.
    pub numerals: Vec<Place>,
    /// The scale by which words of quantity are judged.
    pub word_scale: WordScale,
    /// Narrative pages in reading order.
    pub pages: Vec<Page>,
    /// Recommendations in the order of their file.
    pub recommendations: Vec<Recommendation>,
    /// Findings and facts of all pages.
    pub cards: Vec<Card>,
    /// Sections of the navigation.
    pub sections: Vec<Section>,
    /// The works that it cites, where it has a list of them.
    pub bibliography: Option<Bibliography>,
    /// Images that pages show.
    pub images: Vec<Asset>,
    /// The look of the pages, where it is not the built-in one.
    pub theme: Theme,
}

/// A validated study but for the works that it cites, which are written beside.
#[derive(Debug)]
pub struct Unshelved(Study);

impl Unshelved {
    /// Takes a study whose works are not known yet.
    #[must_use]
    pub fn new(study: Study) -> Self {
        Self(study)
    }

    /// The study with its works, where it has a list of them.
    #[must_use]
    pub fn with(mut self, bibliography: Option<Bibliography>) -> Study {
        self.0.bibliography = bibliography;
        self.0
    }
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
                ValueId::Option(id) if matches!(self[id].reported.form(), Reported::Mean(..)) => {
                    break Unit::Ratio;
                }
                ValueId::Option(id) => {
                    let question = &self[self[id].question];
                    let share = self[id].reported.form().percent().is_some()
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

    /// The tables in the order in which they are listed: those with a number in the order of their
    /// numbers, in the places that such tables have among the data; the others where they stand.
    #[must_use]
    pub fn listed_tables(&self) -> Vec<TableId> {
        let mut listed: Vec<TableId> = (0..self.tables.len()).map(TableId).collect();
        let numbered = |id: &TableId| self[*id].number.is_some();
        let mut in_order: Vec<TableId> = listed.iter().copied().filter(numbered).collect();
        in_order.sort_by_key(|id| self[*id].number);
        let places = listed.iter_mut().filter(|id| numbered(id));
        for (place, id) in places.zip(in_order) {
            *place = id;
        }
        listed
    }

    /// Where each value that the data files hold stands, by its id.
    #[must_use]
    pub fn places(&self) -> BTreeMap<String, Place> {
        let options = self.options.iter().map(|it| (it.id.clone(), it.at.clone()));
        let groups = self.groups.iter().map(|group| {
            (format!("{}.{}", group.id, GroupFact::Answered.name()), group.at.clone())
        });
        options.chain(groups).collect()
    }

    /// A value in the form in which it is printed: a share as a percent, anything else as a number.
    #[must_use]
    pub fn as_printed(&self, value: ValueId) -> Binding {
        let no_percent = |id: OptionId| self[id].reported.form().percent().is_none();
        let counted = matches!(value, ValueId::Option(id) if no_percent(id));
        let form = match self.unit(value) {
            Unit::Share | Unit::Points if !counted => Form::Percent,
            _ => Form::Number,
        };
        Binding::Value { value, form }
    }

    /// A value as those beside it that are shares: a share as a percent, be it printed or computed
    /// from a count, anything else as a number.
    #[must_use]
    pub fn as_share(&self, value: ValueId) -> Binding {
        match self.unit(value) {
            Unit::Share => Binding::Value { value, form: Form::Percent },
            _ => self.as_printed(value),
        }
    }

    /// The values that a role names.
    #[must_use]
    pub fn bound_values(&self, bound: &Bound) -> Vec<ValueId> {
        match bound.binding {
            Binding::Value { value, .. } => vec![value],
            Binding::Difference { first, second, .. } => vec![first, second],
            Binding::Claim(id) => self[id].condition.values(),
            Binding::Figure(_) | Binding::Table(_) | Binding::Citation(_) => Vec::new(),
        }
    }

    /// The group whose value it is, where it is one group's.
    #[must_use]
    pub fn group_of(&self, value: ValueId) -> Option<GroupId> {
        match self.asked(value).as_slice() {
            [(group, _)] => *group,
            _ => None,
        }
    }

    /// Whether two values tell of the same respondents: those of one group or, where no group was
    /// asked, of one question.
    #[must_use]
    pub fn of_one_group(&self, first: ValueId, second: ValueId) -> bool {
        let asked = self.asked(first);
        asked.len() == 1 && asked == self.asked(second)
    }

    /// Whether two values stand on the same respondents, be they of several groups.
    #[must_use]
    pub fn of_same_respondents(&self, first: ValueId, second: ValueId) -> bool {
        self.asked(first) == self.asked(second)
    }

    /// Who was asked for what a value stands on: groups, or questions that no group was asked.
    fn asked(&self, value: ValueId) -> Vec<(Option<GroupId>, Option<QuestionId>)> {
        let (mut open, mut seen) = (vec![value], BTreeSet::new());
        let mut asked = BTreeSet::new();
        while let Some(value) = open.pop() {
            match value {
                ValueId::Option(id) => {
                    let question = self[id].question;
                    let group = self[question].group;
                    asked.insert((group, group.is_none().then_some(question)));
                }
                ValueId::Group(id, _) => {
                    asked.insert((Some(id), None));
                }
                ValueId::Derived(id) => {
                    if seen.insert(id) {
                        open.extend(self[id].operation.operands());
                    }
                }
            }
        }
        asked.into_iter().collect()
    }

    /// What the source prints for an option in other places: what stands beside its row in the
    /// data, and statements.
    pub fn printed_elsewhere(&self, id: OptionId) -> impl Iterator<Item = Printing<'_>> {
        let choice = &self[id];
        let stated = choice.stated.iter().filter_map(|id| self[*id].printing());
        choice.also_printed.iter().map(PrintedElsewhere::printing).chain(stated)
    }
}

/// A figure to be drawn.
#[derive(Debug, Clone)]
pub struct FigureSlot {
    /// Id.
    pub id: String,
    /// What it shows.
    pub subject: super::figure::Subject,
    /// Its number in the report, from 1: the order in which pages show figures, then that of the
    /// data.
    pub number: u32,
}

/// A narrative page.
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
pub struct Section {
    /// Heading; the pages before the first section have none.
    pub title: Option<String>,
    /// Its pages.
    pub pages: Vec<PageId>,
}
