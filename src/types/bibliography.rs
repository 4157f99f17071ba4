//! The works that a study cites, and what its citations read; texts as a style has them, without
//! markup of any kind.

use super::source::Place;

/// A work: its index in [`Bibliography::works`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkId(pub usize);

/// A citation: its index in [`Bibliography::citations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CitationId(pub usize);

/// The form of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CitationForm {
    /// In parentheses: "(Jiang et al. 2017)".
    Parenthetical,
    /// As part of a sentence: "Jiang et al. (2017)".
    Textual,
}

/// What `references.bib` holds, as the style of the study writes it.
#[derive(Debug, Clone)]
pub struct Bibliography {
    /// Every work, in the order of the style.
    pub works: Vec<Work>,
    /// Every citation of the texts, each form of the same works once.
    pub citations: Vec<Citation>,
}

/// A work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Its key in the file.
    pub key: String,
    /// Where the key stands.
    pub place: Place,
    /// Family names of its authors, or else of its editors; bodies by their whole names.
    pub families: Vec<String>,
    /// Its year; none where the file gives none.
    pub year: Option<String>,
    /// The entry of the reference list.
    pub entry: Vec<Run>,
    /// Its DOI, without the address of a resolver.
    pub doi: Option<String>,
    /// Its address, where it has no DOI.
    pub address: Option<String>,
}

/// What one or more works are cited as.
#[derive(Debug, Clone)]
pub struct Citation {
    /// Form.
    pub form: CitationForm,
    /// The keys, as the role names them.
    pub keys: Vec<String>,
    /// What it reads.
    pub runs: Vec<Run>,
}

/// A stretch of text of one face, which may lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Its face.
    pub face: Face,
    /// Where it leads.
    pub target: Option<Target>,
}

/// How a run is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Like what stands round it.
    Plain,
    /// In italics.
    Italic,
    /// In bold type.
    Bold,
    /// Above the line.
    Raised,
    /// Below the line.
    Lowered,
}

/// Where a run leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To a work of the reference list.
    Work(WorkId),
    /// To an address, `https:` or `http:`.
    Address(String),
}

/// What there is of works to cite.
#[derive(Debug, Clone)]
pub enum Shelf {
    /// The study has no `references.bib`.
    Missing,
    /// There is one, and it could not be read whole, which is reported: no key is unknown.
    Unreadable,
    /// The works.
    Read(Catalogue),
}

/// What can be cited, known before any of it is put into words.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// The key of every work, in the order of the file.
    pub keys: Vec<String>,
    /// Every citation of the texts by its form and keys; they become
    /// [`Bibliography::citations`] in this order.
    pub citations: Vec<(CitationForm, Vec<String>)>,
}

impl Catalogue {
    /// The citation of some works, in the order of the role.
    #[must_use]
    pub fn citation(&self, form: CitationForm, keys: &[&str]) -> Option<CitationId> {
        let is = |it: &(CitationForm, Vec<String>)| it.0 == form && it.1.iter().eq(keys.iter());
        self.citations.iter().position(is).map(CitationId)
    }
}

impl std::ops::Index<WorkId> for Bibliography {
    type Output = Work;
    fn index(&self, id: WorkId) -> &Work {
        &self.works[id.0]
    }
}

impl std::ops::Index<CitationId> for Bibliography {
    type Output = Citation;
    fn index(&self, id: CitationId) -> &Citation {
        &self.citations[id.0]
    }
}

/// The text of runs, without faces and links.
#[must_use]
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
