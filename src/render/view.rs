//! What templates see: finished strings, nothing to compute.

use schemars::JsonSchema;
use serde::Serialize;

use super::notes::NoteView;

/// The report as a whole.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SiteView {
    pub(super) title: String,
    pub(super) title_html: String,
    pub(super) subtitle_html: Option<String>,
    pub(super) description: String,
    pub(super) language: String,
    pub(super) right_to_left: bool,
    pub(super) version: String,
    pub(super) date: String,
    /// The tag before the date, with what machines read where it is written for people.
    pub(super) time_tag: String,
    pub(super) authors_line: String,
    pub(super) licence: Option<LicenceView>,
    pub(super) repository: Option<String>,
    pub(super) publication: Option<PublicationView>,
    pub(super) reproduction: bool,
    /// That the report is not by the authors of the publication, where it is not.
    pub(super) third_party: Option<String>,
    pub(super) groups: Vec<GroupView>,
    pub(super) offprint: String,
    pub(super) published_head: String,
    /// Where there are corrections.
    pub(super) edition: Option<EditionView>,
    /// Whether it is there as one file, too.
    pub(super) one_file: bool,
    /// What stands between thousands, and before decimals.
    pub(super) marks: [String; 2],
}

/// Which edition a page is of.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct EditionView {
    pub(super) words: String,
    pub(super) as_published: bool,
    /// What stands before the file of the same page in the other edition, where it is there.
    pub(super) other: Option<String>,
    pub(super) other_name: String,
    /// Whether there is a feed of corrections.
    pub(super) feed: bool,
}

/// An entry of the page of corrections.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CorrectionView {
    pub(super) anchor: String,
    pub(super) kind: String,
    pub(super) date: String,
    pub(super) version: Option<String>,
    pub(super) value: String,
    /// Its question, or its group.
    pub(super) of: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) reason: String,
    pub(super) found_by: Option<String>,
    pub(super) evidence: Option<String>,
    pub(super) published: Option<String>,
    /// What else changed, a sentence each.
    pub(super) effects: Vec<String>,
    /// Said where nothing else did.
    pub(super) nothing_else: String,
    /// What was compared.
    pub(super) compared: String,
    /// The recommendations of which something that they rest on changed.
    pub(super) rests: Vec<RestingView>,
    pub(super) places: Vec<TitledLink>,
}

/// A recommendation that rests on a corrected figure.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RestingView {
    /// Where it is shown; empty where no page shows it.
    pub(super) href: String,
    pub(super) title: String,
    /// What changed, and what its claims come to.
    pub(super) lines: String,
}

/// A licence.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LicenceView {
    pub(super) name: String,
    pub(super) url: Option<String>,
}

/// The publication that the report reproduces.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PublicationView {
    pub(super) authors: String,
    /// "Ye et al. (2026)".
    pub(super) short: String,
    pub(super) title: String,
    pub(super) journal: String,
    pub(super) year: String,
    /// Volume and article: "8, 1694145".
    pub(super) where_in: String,
    pub(super) doi: Option<String>,
    pub(super) licence: Option<LicenceView>,
}

/// A group of respondents.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GroupView {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) colour: String,
    pub(super) n: Option<String>,
    pub(super) members: String,
    pub(super) facts: Vec<FactView>,
    pub(super) place: Option<String>,
    pub(super) unreported_html: Option<String>,
}

/// A number of a group.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FactView {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) value: String,
    /// What was corrected, a line each.
    pub(super) corrected: Vec<String>,
    pub(super) findings: Vec<TitledLink>,
}

/// A section of the navigation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct NavView {
    pub(super) title: Option<String>,
    pub(super) pages: Vec<LinkView>,
}

/// A link to a page or a heading.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct LinkView {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) current: bool,
    pub(super) entries: Vec<EntryView>,
}

/// A heading in the contents list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct EntryView {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) level: u8,
}

/// A meta element: the attribute that names it, its name, its content.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MetaView {
    pub(super) key: &'static str,
    pub(super) name: &'static str,
    pub(super) content: String,
}

/// A page.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PageView {
    pub(super) file: String,
    pub(super) canonical: Option<String>,
    pub(super) metas: Vec<MetaView>,
    pub(super) linked_data: Option<String>,
    pub(super) title: String,
    pub(super) title_html: String,
    pub(super) description: String,
    pub(super) section: Option<String>,
    pub(super) body_html: String,
    pub(super) nav: Vec<NavView>,
    pub(super) previous: Option<LinkView>,
    pub(super) next: Option<LinkView>,
    pub(super) notes: Vec<NoteView>,
    /// Whether it is written for the one file.
    pub(super) one_file: bool,
}

/// A figure.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FigureView {
    pub(super) anchor: String,
    pub(super) number: u32,
    pub(super) kind: String,
    /// The authored headline, or why there is none; nothing where none was authored.
    pub(super) headline_html: Option<String>,
    pub(super) withheld: bool,
    pub(super) question: String,
    pub(super) wording_html: Option<String>,
    pub(super) asked: String,
    pub(super) wide_svg: String,
    pub(super) narrow_svg: String,
    pub(super) remarks: Vec<String>,
    pub(super) base: String,
    pub(super) notes_html: Vec<String>,
    pub(super) source: String,
    pub(super) source_href: String,
    pub(super) csv: String,
    pub(super) csv_size: String,
    /// What the labels of the table's rows are, and how many columns behind them are texts.
    pub(super) head: String,
    pub(super) text_columns: usize,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<FigureRow>,
}

/// A row of the table beside a figure.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FigureRow {
    pub(super) label: String,
    pub(super) cells: Vec<String>,
    /// Whether it sums up rows above it, below which it stays.
    pub(super) sum: bool,
}

/// A table.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct TableView {
    pub(super) anchor: String,
    /// "Table 1"; nothing for a block of figures that stand in the source's text.
    pub(super) name: Option<String>,
    pub(super) title_html: String,
    pub(super) place: String,
    pub(super) note_html: Option<String>,
    pub(super) csv: String,
    pub(super) csv_size: String,
    pub(super) intervals: bool,
    /// Whether a row of it has possible counts, or the reason why there are none.
    pub(super) possible: bool,
    pub(super) interval_head: String,
    pub(super) published_head: String,
    pub(super) caveat: Option<String>,
    pub(super) columns: u8,
    pub(super) questions: Vec<QuestionView>,
}

/// A question's rows.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct QuestionView {
    pub(super) id: String,
    pub(super) aliases: Vec<String>,
    pub(super) label: String,
    pub(super) base: String,
    pub(super) because_html: Option<String>,
    pub(super) place: Option<String>,
    pub(super) reference: Option<ReferenceView>,
    pub(super) sum: Option<String>,
    /// What the sum is called.
    pub(super) sum_name: String,
    pub(super) remark: Option<String>,
    pub(super) note_html: Option<String>,
    pub(super) findings: Vec<TitledLink>,
    pub(super) figure: Option<String>,
    pub(super) figure_href: Option<String>,
    pub(super) options: Vec<OptionView>,
}

/// A work that figures are quoted from.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ReferenceView {
    pub(super) cite: String,
    pub(super) doi: Option<String>,
}

/// A row of a table.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OptionView {
    pub(super) id: String,
    pub(super) aliases: Vec<String>,
    pub(super) label: String,
    pub(super) published: String,
    pub(super) counts: String,
    /// Why there are no possible counts, where there are none.
    pub(super) counts_why: Option<String>,
    pub(super) interval: String,
    pub(super) rank: String,
    pub(super) contested: bool,
    pub(super) also: Vec<String>,
    /// What was corrected, a line each.
    pub(super) corrected: Vec<String>,
    pub(super) note_html: Option<String>,
    pub(super) recommended: Option<RecommendedView>,
    pub(super) findings: Vec<TitledLink>,
}

/// Where the source prints a computed value.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AlsoView {
    /// "93% in Results".
    pub(super) text: String,
    /// Whether it can be what is computed, as far as that can be told.
    pub(super) agrees: bool,
}

/// A computed value, as the tables page lists it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DerivedView {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) value: String,
    pub(super) range: String,
    pub(super) how: String,
    /// The corrections that it rests on, a line each.
    pub(super) corrected: Vec<String>,
    pub(super) aliases: Vec<String>,
    pub(super) also: Vec<AlsoView>,
    pub(super) note_html: Option<String>,
    pub(super) recommended: Option<RecommendedView>,
    pub(super) findings: Vec<TitledLink>,
}

/// The recommendations that rest on a row.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RecommendedView {
    pub(super) words: String,
    pub(super) links: Vec<TitledLink>,
}

/// A link with its text.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct TitledLink {
    pub(super) href: String,
    pub(super) title: String,
}

/// A recommendation.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RecommendationView {
    pub(super) anchor: String,
    /// Level of its heading.
    pub(super) level: String,
    pub(super) title_html: String,
    pub(super) text_html: String,
    pub(super) audience_html: Option<String>,
    pub(super) source_html: Option<String>,
    pub(super) values: Vec<RestView>,
    pub(super) against_html: String,
    pub(super) worth_html: Option<String>,
}

/// A value on which a recommendation rests.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RestView {
    pub(super) colour: String,
    pub(super) label: String,
    /// The question; nothing for a computed value.
    pub(super) question: Option<String>,
    pub(super) counted: String,
    pub(super) number_html: String,
    pub(super) bar_svg: Option<String>,
    /// Why it is no support, where it is contested.
    pub(super) contested: Option<String>,
    pub(super) href: String,
    pub(super) place: String,
}

/// A value that a page sets apart: a finding or a fact.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CardView {
    pub(super) colour: String,
    /// Whether the number needs a line of its own.
    pub(super) long: bool,
    pub(super) number_html: String,
    /// A bar, where the value is a share.
    pub(super) bar_svg: Option<String>,
    pub(super) label: String,
    pub(super) counted: String,
    pub(super) href: String,
    pub(super) place: String,
    /// What is said of it; empty for a fact.
    pub(super) body_html: String,
}

/// A part of the page of all figures.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FigureGroup {
    pub(super) anchor: String,
    pub(super) title: String,
    /// The page that shows them.
    pub(super) href: Option<String>,
    pub(super) figures_html: Vec<String>,
    /// What could not be set side by side, and why.
    pub(super) apart_html: Vec<String>,
}

/// A file that can be downloaded.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DownloadView {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) size: String,
}

/// The page of all works.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ReferencesView {
    pub(super) intro: String,
    pub(super) works: Vec<WorkView>,
}

/// A work of the reference list.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct WorkView {
    pub(super) anchor: String,
    pub(super) html: String,
    pub(super) cited_in: Vec<CitingPageView>,
}

/// A page that cites a work.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CitingPageView {
    pub(super) title: String,
    /// The first place.
    pub(super) href: String,
    /// All places, where there are several.
    pub(super) places: Vec<PlaceView>,
}

/// A place at which a work is cited.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PlaceView {
    pub(super) number: String,
    pub(super) href: String,
}

/// A work to be cited.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CitingView {
    pub(super) title: String,
    pub(super) forms: Vec<CitingForm>,
}

/// One form of a citation; code is for machines, and keeps its lines.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CitingForm {
    pub(super) name: &'static str,
    pub(super) text: String,
    pub(super) code: bool,
}
