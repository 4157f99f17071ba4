//! The entries of a study's YAML files as written; the only types that serde reads.
//!
//! Numbers stay text until validation asks for one, so that printed decimals are kept and every
//! fault has its place.

use serde::Deserialize;

use super::shape::{KeyShape, Shape, Shaped, kebab_case};

macro_rules! entries {
    ($($(#[doc = $doc:literal])* $name:ident {
        $($(#[doc = $said:literal])* $field:ident: $ty:ty,)*
    })*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[doc = $said])* pub $field: $ty,)* }

        impl Shaped for $name {
            fn shape() -> Shape {
                let keys =
                    vec![$(KeyShape::of::<$ty>(stringify!($field), concat!($($said),*)),)*];
                Shape::Entry { name: stringify!($name), keys }
            }
        }
    )*};
}

macro_rules! names {
    ($($(#[doc = $doc:literal])* $name:ident {
        $($(#[doc = $said:literal])* $variant:ident,)*
    })*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[doc = $said])* $variant,)* }

        impl Shaped for $name {
            fn shape() -> Shape {
                Shape::Name(
                    vec![$(kebab_case(stringify!($variant)),)*],
                    vec![$(concat!($($said),*).trim(),)*],
                )
            }
        }
    )*};
}

mod charts;
mod corrections;
mod recommendations;
mod said;
mod study;

pub use charts::{ChartEntry, ChartName, Order, PanelEntry, Side};
pub use corrections::{CorrectedField, CorrectionEntry, CorrectionKind, CorrectionsFile};
pub use recommendations::{RecommendationEntry, RecommendationsFile};
pub use said::{CitationEntry, ClaimedRank, Compared, StatementEntry, StrataEntry};
pub use study::{
    AcceptedEntry, AuthorEntry, ChecklistEntry, GroupEntry, IntervalsEntry, LicenceEntry,
    NavigationEntry, NumbersEntry, PublicationEntry, ReportEntry, SitesEntry, ThemeEntry,
    WordScaleEntry,
};

names! {
    /// What a study is: `kind` in `study.yaml`.
    StudyKind {
        /// It reproduces a published study: its data are the source's.
        Reproduction,
        /// It is published here for the first time.
        Original,
    }
    /// Whether what a checklist asks for is reported.
    Answered {
        /// It is.
        Reported,
        /// Some of it is.
        InPart,
        /// It is not.
        NotReported,
        /// There is nothing of the kind to report.
        NotApplicable,
    }
    /// How respondents came to be in the sample: decides what may be shown.
    Sampling {
        /// Drawn with known probabilities.
        Probability,
        /// Reached in another way.
        Nonprobability,
        /// Everybody.
        Census,
        /// Not reported.
        Unknown,
    }
    /// What stands behind a base.
    BaseIs {
        /// The source gives it.
        Stated,
        /// The group's n, where some may not have answered.
        Assumed,
        /// Nobody knows.
        Unknown,
    }
    /// How a question was answered.
    AnswerKind {
        /// One option each.
        Single,
        /// Any number of options.
        Multiple,
        /// One option each, and the options have an order.
        Scale,
        /// No question at all: figures that the source states.
        Fact,
    }
    /// How far a row can be compared with one of the other group.
    Likeness {
        /// The same was put to both groups.
        Same,
        /// Nearly the same: both are shown, without a difference.
        Near,
        /// Not comparable, although it looks so.
        Not,
    }
    /// The method of an interval for a share.
    IntervalMethod {
        /// Wilson's score interval.
        Wilson,
        /// Agresti and Coull's adjusted interval.
        AgrestiCoull,
        /// Clopper and Pearson's exact interval.
        ClopperPearson,
        /// Jeffreys' interval.
        Jeffreys,
    }
    /// A style of citations and the reference list, of those that were checked.
    CitationStyle {
        /// Springer, "Basic" in its author-date form.
        SpringerBasicAuthorDate,
        /// Springer, "Humanities" in its author-date form.
        SpringerHumanitiesAuthorDate,
        /// American Geophysical Union, close to APA.
        AmericanGeophysicalUnion,
    }
    /// Where intervals are shown beside the data files.
    IntervalShow {
        /// In tables.
        Tables,
        /// As whiskers in charts.
        Charts,
    }
}

entries! {
    /// `content/study.yaml`.
    StudyFile {
        /// Version of the format.
        format: String,
        /// Reproduction or original.
        kind: StudyKind,
        /// How the sample came about.
        sampling: Sampling,
        /// Language of the texts, as a language tag.
        /// Default: `en`.
        language: Option<String>,
        /// Title of this report.
        title: String,
        /// Subtitle.
        subtitle: Option<String>,
        /// One or two sentences for lists and search engines.
        description: Option<String>,
        /// The authors of this report.
        authors: Vec<AuthorEntry>,
        /// This report's own version.
        report: ReportEntry,
        /// The publication that it reports.
        publication: Option<PublicationEntry>,
        /// Where the report's sources are.
        repository: Option<String>,
        /// The address where the site will stand.
        address: Option<String>,
        /// Id of the figure that is shown where a link to the report is shared.
        /// Default: Figure 1.
        picture: Option<String>,
        /// Style of citations and of the reference list.
        /// Default: `springer-basic-author-date`.
        citation_style: Option<CitationStyle>,
        /// How computed numbers are written.
        numbers: Option<NumbersEntry>,
        /// Intervals of shares.
        intervals: Option<IntervalsEntry>,
        /// The groups that were asked.
        groups: Vec<GroupEntry>,
        /// Sections of the navigation.
        navigation: Option<Vec<NavigationEntry>>,
        /// Colours, size of text and logo of the pages.
        theme: Option<ThemeEntry>,
        /// Findings of the audit that were looked at and are left as they are.
        accepted: Option<Vec<AcceptedEntry>>,
        /// Numbers that prose may hold although nothing stands behind them: years, versions.
        /// Default: `[]`.
        plain_numbers: Option<Vec<String>>,
        /// The scale by which words of quantity are judged.
        word_scale: Option<WordScaleEntry>,
        /// What reporting checklists ask for, and whether it is reported.
        checklist: Option<Vec<ChecklistEntry>>,
    }
    /// A file in `content/data/`.
    DataFile {
        /// Tables, or blocks of figures that stand in the source's text.
        tables: Option<Vec<TableEntry>>,
        /// Values computed from others.
        derived: Option<Vec<DerivedEntry>>,
        /// Charts put together of rows of any tables.
        charts: Option<Vec<ChartEntry>>,
        /// Sentences of the source that repeat or judge its figures.
        statements: Option<Vec<StatementEntry>>,
        /// Wholes that are divided into parts.
        strata: Option<Vec<StrataEntry>>,
        /// Works as the source's text names them.
        citations: Option<Vec<CitationEntry>>,
    }
    /// A table, or a block of figures that stand in the source's text.
    TableEntry {
        /// Id.
        id: String,
        /// Its number in the source, where it has one.
        number: Option<String>,
        /// Title.
        title: String,
        /// The group of its questions.
        group: Option<String>,
        /// Where the source has it; a numbered table says so itself.
        place: Option<String>,
        /// What stands behind the bases of its questions.
        base_is: Option<BaseIs>,
        /// A remark.
        note: Option<String>,
        /// Its questions.
        questions: Vec<QuestionEntry>,
    }
    /// A question with its options.
    QuestionEntry {
        /// Id, the second part of its values' ids.
        id: String,
        /// Label as printed.
        label: String,
        /// The question as asked, where it is known.
        wording: Option<String>,
        /// The group, where it is not the table's.
        /// Default: the table's.
        group: Option<String>,
        /// How many answered, where it is not the group's n.
        /// Default: the group's `answered`.
        base: Option<String>,
        /// What stands behind the base, where it is not what the table says.
        base_is: Option<BaseIs>,
        /// Whom the base counts, in words, where they are not the group.
        /// Default: the group's `members`.
        base_of: Option<String>,
        /// Answer kind.
        kind: AnswerKind,
        /// Why we say so.
        kind_because: Option<String>,
        /// Whether the list of options is complete.
        complete: Option<bool>,
        /// Whether everybody had to choose at least one option.
        /// Default: `false`.
        compulsory: Option<bool>,
        /// Where the source has it, where it is not the table's place.
        /// Default: the table's.
        place: Option<String>,
        /// The work that the figures are quoted from, where they are not the study's own.
        reference: Option<ReferenceEntry>,
        /// A sentence that says what the figures show, with bound values.
        headline: Option<String>,
        /// Order in charts.
        /// Default: `value` for `multiple`, otherwise `given`.
        order: Option<Order>,
        /// Chart, where the answer kind does not decide.
        /// Default: by kind.
        chart: Option<ChartName>,
        /// A remark.
        note: Option<String>,
        /// Rows of the other group that look alike.
        comparable: Option<Vec<ComparableEntry>>,
        /// A sentence that heads the figure of these rows.
        comparison_headline: Option<String>,
        /// Former ids, still valid.
        aliases: Option<Vec<String>>,
        /// Its options.
        options: Vec<OptionEntry>,
    }
    /// A work that figures are quoted from.
    ReferenceEntry {
        /// Short citation, author and year.
        cite: String,
        /// DOI.
        doi: Option<String>,
    }
    /// A row of this question beside a row of the other group.
    ComparableEntry {
        /// Option of this question.
        option: String,
        /// Value id of the other row.
        with: String,
        /// How far they can be compared.
        is: Likeness,
        /// Why.
        why: Option<String>,
    }
    /// An option: a row of a table.
    OptionEntry {
        /// Id, the last part of its value's id.
        id: String,
        /// Label as printed.
        label: String,
        /// A shorter label for charts and notes.
        short: Option<String>,
        /// Where it stands on a two-sided scale.
        side: Option<Side>,
        /// Percent as printed, without its sign.
        percent: Option<String>,
        /// Count as printed.
        count: Option<String>,
        /// Mean of whole-number answers as printed.
        mean: Option<String>,
        /// How many answers of each respondent the mean adds up or averages.
        /// Default: `1`.
        items: Option<String>,
        /// The few words by which the source judges the number.
        words: Option<String>,
        /// Where else the source prints the same quantity.
        also_printed: Option<Vec<PrintedEntry>>,
        /// The option of the same question that includes this one.
        part_of: Option<String>,
        /// Former ids, still valid.
        aliases: Option<Vec<String>>,
        /// A remark.
        note: Option<String>,
    }
    /// A quantity printed in another place.
    PrintedEntry {
        /// Percent as printed there.
        percent: Option<String>,
        /// Count as printed there.
        count: Option<String>,
        /// Where.
        place: String,
        /// The few words by which the source judges the number.
        words: Option<String>,
    }
    /// A value computed from others; exactly one operation.
    DerivedEntry {
        /// Id.
        id: String,
        /// What it is.
        label: String,
        /// Values added up.
        sum: Option<Vec<String>>,
        /// What is left to 100 percent of a value.
        complement: Option<String>,
        /// First less second value.
        difference: Option<Vec<String>>,
        /// First value as a share of the second.
        share: Option<Vec<String>>,
        /// First divided by second value.
        ratio: Option<Vec<String>>,
        /// Decimals shown, where the operands do not decide.
        /// Default: by its operation.
        decimals: Option<String>,
        /// Where the source prints it.
        also_printed: Option<Vec<PrintedEntry>>,
        /// Former ids, still valid.
        aliases: Option<Vec<String>>,
        /// A remark.
        note: Option<String>,
    }
    /// Front matter of a page.
    FrontMatter {
        /// Title.
        title: String,
        /// Order among the pages.
        /// Default: last.
        order: Option<String>,
        /// Title in the navigation.
        /// Default: `title`.
        short_title: Option<String>,
        /// One sentence for lists and search engines.
        /// Default: the study's.
        description: Option<String>,
    }
}

/// Keys whose texts may hold roles and inline Markdown, wherever they stand.
pub const PROSE_KEYS: [&str; 16] = [
    "answer",
    "title",
    "subtitle",
    "headline",
    "comparison_headline",
    "note",
    "why",
    "kind_because",
    "description",
    "unreported",
    "wording",
    "text",
    "audience",
    "source",
    "against",
    "worth",
];
