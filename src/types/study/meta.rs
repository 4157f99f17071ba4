//! Meta data of a report, its groups, its intervals.

use super::{Answered, FigureId, GroupFact, IntervalMethod, Sampling, StudyKind, Text};
use crate::types::source::Place;

/// Title, authors, publication, version.
#[derive(Debug, Clone)]
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
    /// The figure of the picture for shared links, where the study names one.
    pub picture: Option<FigureId>,
}

/// What a study says of an item of a reporting checklist.
#[derive(Debug, Clone)]
pub struct ChecklistAnswer {
    /// The item's id.
    pub item: &'static str,
    /// Whether it is reported.
    pub is: Answered,
    /// What is reported and where, or why it is not.
    pub answer: Text,
}

/// A person or body.
#[derive(Debug, Clone)]
pub struct Author {
    /// Name.
    pub name: String,
    /// Family name; none of a body, whose name is never divided.
    pub family: Option<String>,
    /// Affiliations.
    pub affiliations: Vec<String>,
    /// ORCID iD.
    pub orcid: Option<String>,
}

/// A licence.
#[derive(Debug, Clone)]
pub struct Licence {
    /// Name.
    pub name: String,
    /// Address.
    pub url: Option<String>,
}

/// A published paper.
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
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
    /// Its n in the data, or why it has none.
    pub at: Place,
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
