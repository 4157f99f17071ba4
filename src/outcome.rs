//! What comes of building, examining, correcting and verifying a study, for those who ask for it.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare;
use crate::diagnostic::{Diagnostic, Severity, any_error};
use crate::tell;
use crate::types::difference::Differences;
use crate::types::finding::{About, Audit, Weight};
use crate::types::format::Formats;
use crate::types::manifest::{Manifest, Rebuilt};
use crate::types::package::Package;
use crate::types::site::Site;
use crate::types::source::Place;
use crate::types::study::{Change, Study, ValueId};

/// What came of a study.
#[derive(Debug)]
pub struct Built {
    /// The site; none where the study has errors.
    pub site: Option<Site>,
    /// Errors and warnings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// What the audit found; none where the study could not be audited.
    pub audit: Option<Audit>,
    /// How much was read and drawn.
    pub tally: Tally,
    /// Where each value stands in the data, by its id.
    pub places: BTreeMap<String, Place>,
    /// Ids of the values for which the ledger of corrections has an entry.
    pub recorded: BTreeSet<String>,
}

/// How much was read and drawn.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Data files.
    pub data_files: usize,
    /// Markdown files.
    pub pages: usize,
    /// Questions.
    pub questions: usize,
    /// Options of all questions.
    pub options: usize,
    /// Computed values.
    pub derived: usize,
    /// Figures.
    pub figures: usize,
}

/// What an examination of a study found, without a site.
#[derive(Debug)]
pub struct Checked {
    /// Faults and warnings, in the order of their places; findings of the audit are not among them.
    pub diagnostics: Vec<Diagnostic>,
    /// What the audit found; none where the study could not be audited.
    pub audit: Option<Audit>,
}

/// Which editions of a study are built, where it has corrections. Without any there is one.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Editions {
    /// With all corrections.
    #[default]
    Corrected,
    /// As first published.
    AsPublished,
    /// The corrected one, and below `as-published/` the other.
    Both,
}

impl Editions {
    /// Its name in a manifest; a study without corrections has its published edition only.
    pub(crate) fn name(self, corrected: bool) -> &'static str {
        match self {
            Self::Corrected if corrected => "corrected",
            Self::Both if corrected => "both",
            _ => "as-published",
        }
    }

    /// The editions of a name in a manifest. A study without corrections is built alike for all.
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "both" => Self::Both,
            "as-published" => Self::AsPublished,
            _ => Self::Corrected,
        }
    }
}

/// What is built of a study.
#[derive(Debug, Default, Clone)]
pub struct Making {
    /// The editions.
    pub editions: Editions,
    /// The formats, of each edition.
    pub formats: Formats,
}

impl Making {
    /// What was built, as a manifest has it.
    pub(crate) fn of(manifest: &Manifest) -> Self {
        let editions = Editions::named(&manifest.edition);
        Self { editions, formats: manifest.formats.clone() }
    }
}

/// What came of verifying a site.
#[derive(Debug)]
pub struct Verified {
    /// What is not as it should be with the site, or keeps its study from being rebuilt.
    pub faults: Vec<Diagnostic>,
    /// How many files the manifest lists, itself among them; none where it cannot be believed.
    pub files: Option<usize>,
    /// How it was held against its study.
    pub rebuilt: Rebuilt,
    /// Whether the study was named but could not be rebuilt.
    pub no_study: bool,
}

impl Built {
    pub(crate) fn new(site: Option<Site>, diagnostics: Vec<Diagnostic>, tally: Tally) -> Self {
        Self {
            site,
            diagnostics: in_order(diagnostics),
            audit: None,
            tally,
            places: BTreeMap::new(),
            recorded: BTreeSet::new(),
        }
    }

    /// Its report, to be compared with others; none where there is no site.
    #[must_use]
    pub fn report(&self) -> Option<compare::Report> {
        let bytes = self.site.as_ref()?.get("data/report.json")?;
        compare::Report::read(bytes).ok()
    }

    /// Warnings of values that differ from an earlier report although no correction says so.
    #[must_use]
    pub fn unrecorded(&self, differences: &Differences) -> Vec<Diagnostic> {
        compare::unrecorded(differences, &self.places, |id| self.recorded.contains(id))
    }
}

impl Checked {
    /// Makes errors of the study's warnings. What is about the source stays as it is.
    #[must_use]
    pub fn strict(mut self) -> Self {
        let faults = self.diagnostics.iter_mut().filter(|it| it.severity == Severity::Warning);
        faults.for_each(|fault| fault.severity = Severity::Error);
        let findings = self.audit.iter_mut().flat_map(|audit| &mut audit.findings);
        let own = findings.filter(|it| it.about == About::Study && it.weight == Weight::Warning);
        own.for_each(|finding| finding.weight = Weight::Error);
        self
    }

    /// What is to be said of the study itself: faults, and findings that were not accepted.
    #[must_use]
    pub fn of_study(&self) -> Vec<Diagnostic> {
        let findings = self.audit.iter().flat_map(|audit| audit.open(About::Study));
        in_order(
            self.diagnostics.iter().cloned().chain(findings.map(Diagnostic::finding)).collect(),
        )
    }

    /// What is to be said of the source, in the order of the audit.
    #[must_use]
    pub fn of_source(&self) -> Vec<Diagnostic> {
        let findings = self.audit.iter().flat_map(|audit| audit.open(About::Source));
        findings.map(Diagnostic::finding).collect()
    }

    /// Whether the study has errors. What is about the source alone is none.
    #[must_use]
    pub fn fails(&self) -> bool {
        any_error(&self.of_study())
    }

    /// All of it as `data/audit.json` has it.
    #[must_use]
    pub fn json(&self) -> Vec<u8> {
        tell::json(self.audit.as_ref(), &self.diagnostics)
    }

    /// All of it as SARIF 2.1.0. Paths begin with `folder`, that of the study as it is seen from
    /// the root of the repository; empty, or with a slash at its end.
    #[must_use]
    pub fn sarif(&self, folder: &str) -> Vec<u8> {
        tell::sarif(self.audit.as_ref(), &self.diagnostics, folder)
    }

    /// All of it as annotations of a workflow on GitHub. Paths begin with `folder`.
    #[must_use]
    pub fn annotations(&self, folder: &str) -> String {
        tell::annotations(&self.of_study(), &self.of_source(), folder)
    }
}

impl Tally {
    pub(crate) fn count(&mut self, study: &Study) {
        self.questions = study.questions.len();
        self.options = study.options.len();
        self.derived = study.derived.len();
        self.figures = study.figures.len();
    }
}

/// What came of packing a study's figures.
#[derive(Debug)]
pub struct Packaged {
    /// The package; none where the study has errors.
    pub package: Option<Package>,
    /// Errors and warnings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a proposed entry of the ledger would come to.
#[derive(Debug)]
pub struct Proposed {
    /// The ledger with the entry.
    pub ledger: String,
    /// What would change, a line each; none where the entry does not fit.
    pub changes: Vec<String>,
    /// What is wrong with the entry or the study; what the text says and would no longer hold.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the entry fits, so that it can be written.
    pub fits: bool,
}

/// Diagnostics in the order of their places, each once: what an alias of YAML stands for is read
/// once for each.
pub(crate) fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    diagnostics.dedup();
    diagnostics
}
/// Ids of the values for which the ledger of corrections has an entry; a base's are those of all
/// options of its question.
pub(crate) fn recorded(study: &Study) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for correction in &study.corrections {
        if let Some(id) = correction.change.option() {
            ids.insert(study[id].id.clone());
        }
        match &correction.change {
            Change::Fact(group, fact, ..) => {
                ids.insert(study.value_id(ValueId::Group(*group, *fact)));
            }
            Change::Base(question, ..) => {
                ids.extend(study[*question].option_ids().map(|id| study[id].id.clone()));
            }
            _ => {}
        }
    }
    ids
}
