//! The validated study: groups, tables, questions, options, texts; every id resolved.

use std::ops::Range;

use super::document::{Document, Inline, Role};
use super::number::{NumberStyle, Printed};
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
}

/// A text with bound values.
pub type Text = Vec<Inline<Bound>>;

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
    /// Images that pages show.
    pub images: Vec<Asset>,
}

impl Study {
    /// The unit in which a value is computed.
    #[must_use]
    pub fn unit(&self, value: ValueId) -> Unit {
        match value {
            ValueId::Group(..) => Unit::Count,
            ValueId::Derived(id) => match &self[id].operation {
                Operation::Sum(values) => {
                    values.first().map_or(Unit::Count, |value| self.unit(*value))
                }
                Operation::Complement(_) | Operation::Share(..) => Unit::Share,
                Operation::Difference(first, _) => match self.unit(*first) {
                    Unit::Count => Unit::Count,
                    _ => Unit::Points,
                },
                Operation::Ratio(..) => Unit::Ratio,
            },
            ValueId::Option(id) => {
                let question = &self[self[id].question];
                let share = self[id].reported.percent().is_some()
                    || (question.answer != Answer::Fact && question.base.n.is_some());
                if share { Unit::Share } else { Unit::Count }
            }
        }
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
        match value {
            ValueId::Option(id) => self[self[id].question].group,
            ValueId::Group(id, _) => Some(id),
            ValueId::Derived(id) => {
                let mut groups = self[id].operation.operands().into_iter().map(|v| self.group_of(v));
                let first = groups.next().flatten()?;
                groups.all(|group| group == Some(first)).then_some(first)
            }
        }
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

/// Title, authors, publication, version.
#[derive(Debug)]
pub struct Meta {
    /// Reproduction or original.
    pub kind: StudyKind,
    /// How the sample came about.
    pub sampling: Sampling,
    /// Language tag.
    pub language: String,
    /// Title.
    pub title: Text,
    /// Subtitle.
    pub subtitle: Option<Text>,
    /// One or two sentences.
    pub description: Option<Text>,
    /// Authors of this report.
    pub authors: Vec<Author>,
    /// Version of this report.
    pub version: String,
    /// Date of this version, YYYY-MM-DD.
    pub date: String,
    /// Licence of this report.
    pub licence: Option<Licence>,
    /// The publication that it reports.
    pub publication: Option<Publication>,
    /// Address of the sources.
    pub repository: Option<String>,
    /// Address of the site.
    pub address: Option<String>,
}

/// A person or body.
#[derive(Debug)]
pub struct Author {
    /// Name.
    pub name: String,
    /// Affiliations.
    pub affiliations: Vec<String>,
    /// ORCID iD.
    pub orcid: Option<String>,
}

/// A licence.
#[derive(Debug)]
pub struct Licence {
    /// Name.
    pub name: String,
    /// Address.
    pub url: Option<String>,
}

/// A published paper.
#[derive(Debug)]
pub struct Publication {
    /// Title.
    pub title: String,
    /// Authors.
    pub authors: Vec<Author>,
    /// Journal.
    pub journal: String,
    /// Year.
    pub year: String,
    /// Volume.
    pub volume: Option<String>,
    /// Pages or article number.
    pub article: Option<String>,
    /// DOI.
    pub doi: Option<String>,
    /// Date of publication.
    pub published: Option<String>,
    /// Licence.
    pub licence: Option<Licence>,
}

/// Intervals of shares: method, level, where shown.
#[derive(Debug)]
pub struct Intervals {
    /// Method.
    pub method: IntervalMethod,
    /// Confidence level in percent, as written: "95".
    pub level: Level,
    /// Whether tables show them.
    pub in_tables: bool,
    /// Whether charts show them.
    pub in_charts: bool,
}

/// A confidence level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// 90 %.
    P90,
    /// 95 %.
    P95,
    /// 99 %.
    P99,
}

impl Level {
    /// The level in percent.
    #[must_use]
    pub fn percent(self) -> u8 {
        match self {
            Self::P90 => 90,
            Self::P95 => 95,
            Self::P99 => 99,
        }
    }
}

/// A colour of the palette; one colour means one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Blue.
    Blue,
    /// Orange.
    Orange,
    /// Teal.
    Teal,
    /// Purple.
    Purple,
    /// Grey: no group.
    Grey,
}

impl Colour {
    /// The colours that a group may have, with their names.
    pub const ALL: [(&'static str, Self); 4] = [
        ("blue", Self::Blue),
        ("orange", Self::Orange),
        ("teal", Self::Teal),
        ("purple", Self::Purple),
    ];
}

/// A group of respondents.
#[derive(Debug)]
pub struct Group {
    /// Id.
    pub id: String,
    /// Name.
    pub label: String,
    /// What several members are called within a sentence.
    pub members: String,
    /// Questionnaires sent.
    pub sent: Option<u64>,
    /// Questionnaires answered.
    pub answered: Option<u64>,
    /// Regions covered.
    pub regions: Option<u64>,
    /// Sites covered.
    pub sites: Option<u64>,
    /// What the sites are.
    pub site_label: Option<String>,
    /// Colour.
    pub colour: Colour,
    /// Where the source says so.
    pub place: Option<String>,
    /// Why it has no figures, where it has none.
    pub unreported: Option<Text>,
}

impl Group {
    /// The number that a fact names, where the study gives it.
    #[must_use]
    pub fn fact(&self, fact: GroupFact) -> Option<u64> {
        match fact {
            GroupFact::Sent => self.sent,
            GroupFact::Answered => self.answered,
            GroupFact::Regions => self.regions,
            GroupFact::Sites => self.sites,
        }
    }
}

/// A table, or a block of figures that stand in the source's text.
#[derive(Debug)]
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

/// A question.
#[derive(Debug)]
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
    /// Where the source has it.
    pub place: String,
    /// The work that the figures are quoted from.
    pub reference: Option<Reference>,
    /// What the figures show.
    pub headline: Option<Text>,
    /// Order in charts.
    pub order: Order,
    /// Chart, where the answer kind does not decide.
    pub chart: Option<ChartName>,
    /// A remark.
    pub note: Option<Text>,
    /// Former full ids.
    pub aliases: Vec<String>,
    /// Its options.
    pub options: Range<usize>,
}

impl Question {
    /// Its options.
    pub fn option_ids(&self) -> impl DoubleEndedIterator<Item = OptionId> + ExactSizeIterator + use<> {
        self.options.clone().map(OptionId)
    }

    /// Whether options exclude each other.
    #[must_use]
    pub fn exclusive(&self) -> bool {
        matches!(self.answer, Answer::Single | Answer::Scale)
    }
}

/// A work that figures are quoted from.
#[derive(Debug)]
pub struct Reference {
    /// Author and year.
    pub cite: String,
    /// DOI.
    pub doi: Option<String>,
}

/// What the source prints for a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reported {
    /// A percent.
    Percent(Printed),
    /// A count.
    Count(u64),
    /// Both.
    Both(Printed, u64),
}

impl Reported {
    /// The percent, where one is printed.
    #[must_use]
    pub fn percent(&self) -> Option<&Printed> {
        match self {
            Self::Percent(percent) | Self::Both(percent, _) => Some(percent),
            Self::Count(_) => None,
        }
    }

    /// The count, where one is printed.
    #[must_use]
    pub fn count(&self) -> Option<u64> {
        match self {
            Self::Count(count) | Self::Both(_, count) => Some(*count),
            Self::Percent(_) => None,
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
}

/// An option of a question: a row of a table.
#[derive(Debug)]
pub struct Choice {
    /// Full id: group, question and option.
    pub id: String,
    /// Label as printed.
    pub label: String,
    /// A shorter label.
    pub short: Option<String>,
    /// Its question.
    pub question: QuestionId,
    /// What the source prints.
    pub reported: Reported,
    /// The few words by which the source judges it.
    pub words: Option<String>,
    /// What it prints elsewhere.
    pub also_printed: Vec<PrintedElsewhere>,
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
#[derive(Debug)]
pub struct Derived {
    /// Id.
    pub id: String,
    /// What it is.
    pub label: String,
    /// How it is computed; operands come before it in [`Study::derived`].
    pub operation: Operation,
    /// Decimals shown, where the operands do not decide.
    pub decimals: Option<u8>,
    /// Where the source prints it.
    pub also_printed: Vec<PrintedElsewhere>,
    /// A remark.
    pub note: Option<Text>,
}

/// Rows of one question set beside rows of another group.
#[derive(Debug)]
pub struct Comparison {
    /// Id of its figure.
    pub id: String,
    /// The question that declares it.
    pub question: QuestionId,
    /// Its rows.
    pub rows: Vec<Pair>,
}

/// Two rows side by side.
#[derive(Debug)]
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
