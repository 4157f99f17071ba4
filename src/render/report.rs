//! Everything that a machine may want: `data/report.json`, and its schema from the same types.

mod corrections;
mod findings;
mod recommendations;
mod references;
mod statements;

use schemars::JsonSchema;
use serde::Serialize;

use super::links::Links;
use super::pages::WrittenPage;
use crate::types::figure::Figure;
use crate::types::finding::Audit;
use crate::types::number::Exact;
use crate::types::study::{
    GroupFact, GroupId, OptionId, Sampling, Study, StudyKind, Unit, ValueId,
};
use crate::types::summary::{Said, Withheld};
use crate::types::wording::{Wording, withheld};
use references::{ReferenceEntry, references};
use statements::{StatementEntry, statements};

/// Version of the form of `report.json`.
const SCHEMA_VERSION: &str = "1.3";

/// A report in numbers: what it says, and what each number stands on.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "offprint report")]
pub(super) struct Report {
    /// Version of this form; the first part changes when readers must change.
    schema_version: &'static str,
    /// The study.
    study: StudyEntry,
    /// Which edition the figures are of: "only", "corrected" or "as-published".
    edition: &'static str,
    /// Every correction, in the order of the ledger.
    corrections: Vec<corrections::CorrectionEntry>,
    /// Every value: options of questions, and numbers of groups.
    values: Vec<Value>,
    /// Every value computed from others.
    derived: Vec<DerivedEntry>,
    /// Every sentence that holds a value.
    statements: Vec<StatementEntry>,
    /// Every recommendation.
    recommendations: Vec<recommendations::RecommendationEntry>,
    /// Every figure.
    figures: Vec<FigureEntry>,
    /// Everything that the audit found.
    findings: Vec<findings::FindingEntry>,
    /// Every work of the reference list.
    references: Vec<ReferenceEntry>,
    /// Every page.
    pages: Vec<PageEntry>,
}

/// The study.
#[derive(Debug, Serialize, JsonSchema)]
struct StudyEntry {
    title: String,
    /// "reproduction" of a published study, or "original".
    kind: &'static str,
    /// "probability", "nonprobability", "census" or "unknown".
    sampling: &'static str,
    language: String,
    /// Version of this report.
    version: String,
    /// Date of this version, YYYY-MM-DD.
    date: String,
    /// The publication that the report reproduces.
    publication: Option<PublicationEntry>,
    groups: Vec<GroupEntry>,
}

/// A publication.
#[derive(Debug, Serialize, JsonSchema)]
struct PublicationEntry {
    title: String,
    authors: Vec<String>,
    journal: String,
    year: String,
    doi: Option<String>,
}

/// A group of respondents.
#[derive(Debug, Serialize, JsonSchema)]
struct GroupEntry {
    id: String,
    label: String,
    /// Questionnaires answered.
    n: Option<u64>,
}

/// A value as the source prints it, with what is computed from it.
#[derive(Debug, Serialize, JsonSchema)]
struct Value {
    /// group.question.option, or group.fact.
    id: String,
    group: Option<String>,
    /// Number of the table in the source; null for figures that stand in its text.
    table: Option<u32>,
    question: Option<String>,
    option: String,
    /// Its label as printed; of a number of a group, the group's.
    label: String,
    /// The text as printed, without a percent sign; empty where a correction withdrew it.
    reported: String,
    /// Why there is no figure, where a correction withdrew it.
    withheld: Option<String>,
    /// The share in percent, 0 to 100.
    percent: Option<f64>,
    /// The count, where one is printed.
    count: Option<u64>,
    /// The percent that was first published, where a correction changed or withdrew it.
    percent_published: Option<f64>,
    /// The count that was first published, where a correction changed or withdrew it.
    count_published: Option<u64>,
    /// How many the share is of.
    base: Option<u64>,
    /// "stated" by the source, "assumed" to be the group's n, or "unknown".
    base_is: &'static str,
    /// The smallest count of the base that rounds to the printed percent.
    count_low: Option<u64>,
    /// The largest such count.
    count_high: Option<u64>,
    /// Lower bound of the interval in percent, 0 to 100.
    ci_low: Option<f64>,
    /// Upper bound of the interval in percent, 0 to 100.
    ci_high: Option<f64>,
    /// Why there is no interval, where there is none.
    ci_withheld: Option<String>,
    /// Rank in its question, 1 for the largest.
    rank: Option<u32>,
    /// Whether the source contradicts itself about it.
    contested: bool,
    /// Where else the source prints the same quantity.
    also_printed: Vec<AlsoPrinted>,
    /// Former ids, which still lead to it.
    aliases: Vec<String>,
}

/// The same quantity in another place of the source.
#[derive(Debug, Serialize, JsonSchema)]
struct AlsoPrinted {
    /// The text as printed there.
    reported: String,
    /// Where.
    place: String,
    /// The words by which the source judges it.
    words: Option<String>,
}

/// A value computed from others.
#[derive(Debug, Serialize, JsonSchema)]
struct DerivedEntry {
    id: String,
    label: String,
    /// "percent", "percentage points", "count" or "ratio".
    unit: &'static str,
    /// Null where it is withheld.
    value: Option<f64>,
    /// The smallest value that rounding leaves possible.
    low: Option<f64>,
    /// The largest value that rounding leaves possible.
    high: Option<f64>,
    /// Why there is no value, where there is none.
    withheld: Option<String>,
    /// Ids of the values that it is computed from.
    computed_from: Vec<String>,
    /// Former ids, which still lead to it.
    aliases: Vec<String>,
}

/// A figure.
#[derive(Debug, Serialize, JsonSchema)]
struct FigureEntry {
    id: String,
    number: u32,
    /// The kind of chart, such as "bars" or "dumbbell".
    kind: &'static str,
    title: String,
    description: String,
    /// The file of its data.
    data: String,
}

/// A page.
#[derive(Debug, Serialize, JsonSchema)]
struct PageEntry {
    file: String,
    title: String,
    /// Headings with their anchors.
    headings: Vec<HeadingEntry>,
}

/// A heading.
#[derive(Debug, Serialize, JsonSchema)]
struct HeadingEntry {
    anchor: String,
    text: String,
    level: u8,
}

impl Report {
    /// All of it that does not come from the pages.
    pub(super) fn new(wording: Wording<'_>, audit: &Audit, figures: &[Figure]) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            study: study_entry(wording),
            edition: corrections::edition(wording),
            corrections: corrections::entries(wording),
            values: values(wording),
            derived: derived(wording),
            statements: Vec::new(),
            recommendations: recommendations::entries(wording, &Links::new(wording.study)),
            figures: in_order(figures)
                .into_iter()
                .map(|figure| FigureEntry {
                    id: figure.id.clone(),
                    number: figure.number,
                    kind: figure.kind,
                    title: figure.title.clone(),
                    description: figure.description.clone(),
                    data: format!("data/figures/{}.csv", figure.id),
                })
                .collect(),
            findings: findings::entries(audit),
            references: Vec::new(),
            pages: Vec::new(),
        }
    }

    /// The whole report, as JSON.
    pub(super) fn with(mut self, study: &Study, pages: &[WrittenPage]) -> Vec<u8> {
        self.statements = statements(study, pages);
        self.references = references(study, pages);
        self.pages = pages
            .iter()
            .map(|page| PageEntry {
                file: page.file.clone(),
                title: page.title.clone(),
                headings: page
                    .contents
                    .iter()
                    .map(|entry| HeadingEntry {
                        anchor: entry.anchor.clone(),
                        text: entry.text.clone(),
                        level: entry.level,
                    })
                    .collect(),
            })
            .collect();
        json(&self)
    }
}

/// The JSON Schema of the report.
pub(super) fn schema() -> Vec<u8> {
    json(&schemars::schema_for!(Report))
}

fn json(value: &impl Serialize) -> Vec<u8> {
    // Neither type has a map with keys that are no strings, so this cannot fail.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn study_entry(wording: Wording<'_>) -> StudyEntry {
    let meta = &wording.study.meta;
    StudyEntry {
        title: wording.plain(&meta.title),
        kind: match meta.kind {
            StudyKind::Reproduction => "reproduction",
            StudyKind::Original => "original",
        },
        sampling: match meta.sampling {
            Sampling::Probability => "probability",
            Sampling::Nonprobability => "nonprobability",
            Sampling::Census => "census",
            Sampling::Unknown => "unknown",
        },
        language: meta.language.clone(),
        version: meta.version.clone(),
        date: meta.date.clone(),
        publication: meta.publication.as_ref().map(|it| PublicationEntry {
            title: it.title.clone(),
            authors: it.authors.iter().map(|author| author.name.clone()).collect(),
            journal: it.journal.clone(),
            year: it.year.clone(),
            doi: it.doi.clone(),
        }),
        groups: wording
            .study
            .groups
            .iter()
            .map(|group| GroupEntry {
                id: group.id.clone(),
                label: group.label.clone(),
                n: group.answered,
            })
            .collect(),
    }
}

fn values(wording: Wording<'_>) -> Vec<Value> {
    let study = wording.study;
    let groups = (0..study.groups.len()).flat_map(|i| {
        GroupFact::ALL
            .into_iter()
            .filter_map(move |(_, fact)| group_value(wording, GroupId(i), fact))
    });
    let options = (0..study.options.len()).map(|i| option_value(wording, OptionId(i)));
    groups.chain(options).collect()
}

fn group_value(wording: Wording<'_>, id: GroupId, fact: GroupFact) -> Option<Value> {
    let group = &wording.study[id];
    let n = group.fact(fact)?;
    Some(Value {
        id: wording.study.value_id(ValueId::Group(id, fact)),
        group: Some(group.id.clone()),
        table: None,
        question: None,
        option: fact.name().into(),
        label: group.label.clone(),
        reported: n.to_string(),
        percent: None,
        count: Some(n),
        withheld: None,
        percent_published: None,
        count_published: wording.study.first_published_fact(id, fact),
        base: None,
        base_is: "unknown",
        count_low: Some(n),
        count_high: Some(n),
        ci_low: None,
        ci_high: None,
        ci_withheld: Some(withheld(Withheld::NotAShare, &wording.study.style).to_owned()),
        rank: None,
        contested: false,
        also_printed: Vec::new(),
        aliases: Vec::new(),
    })
}

fn option_value(wording: Wording<'_>, id: OptionId) -> Value {
    let study = wording.study;
    let choice = &study[id];
    let question = &study[choice.question];
    let summary = &wording.summaries.options[id.0];
    let counts = summary.counts.ok();
    let interval = summary.interval;
    let (percent_published, count_published) = study.first_published(id);
    Value {
        id: choice.id.clone(),
        group: question.group.map(|group| study[group].id.clone()),
        table: study[question.table].number,
        question: Some(question.id.clone()),
        option: choice.id.rsplit('.').next().unwrap_or_default().to_owned(),
        label: choice.label.clone(),
        reported: wording.reported_plain(id),
        percent: summary.share.ok().map(percent),
        count: choice.reported.count(),
        withheld: choice
            .reported
            .is_withdrawn()
            .then(|| withheld(Withheld::Withdrawn, &study.style).to_owned()),
        percent_published: percent_published.map(|it| percent(it.share())),
        count_published,
        base: question.base.n,
        base_is: question.base.is.name(),
        count_low: counts.map(|counts| counts.low),
        count_high: counts.map(|counts| counts.high),
        ci_low: interval.ok().map(|it| percent(it.low)),
        ci_high: interval.ok().map(|it| percent(it.high)),
        ci_withheld: why(wording, interval),
        rank: summary.rank.ok().map(|rank| rank.position),
        contested: summary.contested.is_some(),
        also_printed: study
            .printed_elsewhere(id)
            .map(|other| AlsoPrinted {
                reported: other.reported.plain(),
                place: other.place.to_owned(),
                words: other.words.map(str::to_owned),
            })
            .collect(),
        aliases: choice.aliases.clone(),
    }
}

fn why<T>(wording: Wording<'_>, said: Said<T>) -> Option<String> {
    said.err().map(|why| withheld(why, wording.style()).to_owned())
}

/// A share as a number in percent: four decimals at most, so that it prints as it is meant.
fn percent(share: Exact) -> f64 {
    share.plain_percent().parse().unwrap_or(f64::NAN)
}

fn derived(wording: Wording<'_>) -> Vec<DerivedEntry> {
    let study = wording.study;
    study
        .derived
        .iter()
        .enumerate()
        .map(|(i, it)| {
            let said = wording.summaries.derived[i];
            let unit = study.unit(ValueId::Derived(crate::types::study::DerivedId(i)));
            let number = |value: Exact| match unit {
                Unit::Share | Unit::Points => percent(value),
                Unit::Count | Unit::Ratio => value.plain().parse().unwrap_or(f64::NAN),
            };
            DerivedEntry {
                id: it.id.clone(),
                label: it.label.clone(),
                unit: unit.name(),
                value: said.ok().map(|computed| number(computed.value)),
                low: said.ok().map(|computed| number(computed.window.low)),
                high: said.ok().map(|computed| number(computed.window.high)),
                withheld: why(wording, said),
                computed_from: it
                    .operation
                    .operands()
                    .into_iter()
                    .map(|value| study.value_id(value))
                    .collect(),
                aliases: it.aliases.clone(),
            }
        })
        .collect()
}

/// Figures in the order of their numbers.
fn in_order(figures: &[Figure]) -> Vec<&Figure> {
    let mut sorted: Vec<&Figure> = figures.iter().collect();
    sorted.sort_by_key(|figure| figure.number);
    sorted
}
