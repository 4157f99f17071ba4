//! offprint: a static report generator for survey studies.
//!
//! A study's numbers live in YAML, its story in Markdown. [`build`] checks both, computes the
//! aggregates, draws the charts and gives a self-contained site in memory; [`write::write`] puts it in
//! a folder. [`check`] goes half that way and tells what does not hold. The modules stand in the order in which a study passes through them:
//!
//! - [`diagnostic`]: what is wrong with a study, and where
//! - [`types`]: what one stage hands to the next
//! - [`mod@load`]: folders to a [`types::source::Source`]
//! - `parse`: texts to a `Manuscript`
//! - `cite`: works and citations, as a style has them, to a `Shelf`
//! - `validate`: all of these to a `Study`, all faults at once
//! - `aggregate`: shares, possible counts, intervals, ranks, derived values
//! - `audit`: where the source, or the narrative, contradicts the figures
//! - `tell`: faults and findings for other programs
//! - `draw`: charts
//! - `render`: pages, style and data files
//! - `seal`: the site with its manifest; and what is not as a manifest says
//! - [`mod@compare`]: two reports to what differs between them
//! - [`mod@write`]: the site to a folder

mod aggregate;
mod audit;
mod cite;
pub mod compare;
pub mod diagnostic;
mod draw;
pub mod load;
mod parse;
mod render;
mod seal;
mod tell;
pub mod types;
mod validate;
pub mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use diagnostic::{Broken, Diagnostic, Severity, any_error};
use types::difference::Differences;
use types::finding::{About, Audit, Explanation, Weight};
use types::manifest::{Rebuilt, Recorded};
use types::site::Site;
use types::source::Place;
use types::study::Study;
use types::summary::Summaries;

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

/// A study that was understood, with everything that pages are made of.
struct Understood {
    study: Study,
    summaries: Summaries,
    audit: Audit,
    templates: render::Templates,
    inputs: Vec<Recorded>,
}

/// Builds the site of the study in a folder, in memory. Before each stage, `stage` is told its
/// name.
///
/// # Errors
/// [`Broken`] where the folder cannot be read; faults of the study are in [`Built::diagnostics`].
pub fn build(root: &Path, stage: &mut dyn FnMut(&'static str)) -> Result<Built, Broken> {
    let (understood, mut diagnostics, tally) = understand(root, stage)?;
    let Some(Understood { study, summaries, audit, templates, inputs }) = understood else {
        return Ok(Built::new(None, diagnostics, tally));
    };
    let audit_files = tell::files(&audit, &diagnostics);
    diagnostics.extend(audit.open(About::Study).map(Diagnostic::finding));
    stage("draw");
    let figures = draw::draw(&study, &summaries);
    let bars = draw::small_bars(&study, &summaries);
    let powers = draw::power_bars(&audit);
    stage("render");
    let drawn = render::Drawn { figures: &figures, bars: &bars, powers: &powers };
    let rendered = render::render(&study, &summaries, &audit, drawn, &templates);
    let site = rendered.map_err(|faults| diagnostics.extend(faults)).ok();
    let site = site.filter(|_| !any_error(&diagnostics)).map(|site| site.with(audit_files));
    stage("seal");
    let site = site.map(|site| seal::seal(site, inputs, &study.meta.version));
    let (places, recorded) = (study.places(), recorded(&study));
    Ok(Built { audit: Some(audit), places, recorded, ..Built::new(site, diagnostics, tally) })
}

/// The report at a path, to be compared: a study's folder, which is built, the folder of a built
/// site, or its `report.json`. There is none where the study has errors; they come with it.
///
/// # Errors
/// [`Broken`] where there is no report, or it cannot be read.
pub fn report(
    path: &Path,
    stage: &mut dyn FnMut(&'static str),
) -> Result<(Option<compare::Report>, Vec<Diagnostic>), Broken> {
    match load::compared(path)? {
        load::Compared::Study => {
            let built = build(path, stage)?;
            Ok((built.report(), built.diagnostics))
        }
        load::Compared::Report(bytes) => {
            let unread = |found| Broken::NoReport { path: path.to_owned(), found };
            Ok((Some(compare::Report::read(&bytes).map_err(unread)?), Vec::new()))
        }
    }
}

/// Examines the study in a folder as [`build`] does, and draws and renders nothing.
///
/// # Errors
/// [`Broken`] where the folder cannot be read; faults of the study are in
/// [`Checked::diagnostics`].
pub fn check(root: &Path, stage: &mut dyn FnMut(&'static str)) -> Result<Checked, Broken> {
    let (understood, diagnostics, _) = understand(root, stage)?;
    Ok(Checked { diagnostics, audit: understood.map(|it| it.audit) })
}

/// Holds the site in a folder against its manifest and, where a study is named, against what that
/// study gives when it is built again in memory.
///
/// # Errors
/// [`Broken`] where one of the folders cannot be read or there is no site.
pub fn verify(
    folder: &Path,
    study: Option<&Path>,
    stage: &mut dyn FnMut(&'static str),
) -> Result<Verified, Broken> {
    let found = load::site(folder)?;
    let built = study.map(|study| build(study, stage)).transpose()?;
    stage("verify");
    let rebuilt = built.as_ref().and_then(|built| built.site.as_ref());
    let seal::Verdict { mut faults, files, rebuilt: how } = seal::verify(&found, rebuilt);
    let no_study = built.as_ref().is_some_and(|built| built.site.is_none());
    if let Some(built) = built.filter(|_| no_study) {
        faults.extend(built.diagnostics);
    }
    Ok(Verified { faults, files, rebuilt: how, no_study })
}

/// The way that building and checking share: from the folder to the audit.
fn understand(
    root: &Path,
    stage: &mut dyn FnMut(&'static str),
) -> Result<(Option<Understood>, Vec<Diagnostic>, Tally), Broken> {
    stage("load");
    let (source, mut diagnostics) = load::load(root)?;
    stage("parse");
    let (manuscript, faults) = parse::parse(&source);
    diagnostics.extend(faults);
    stage("cite");
    let ((shelf, faults), (templates, more)) = rayon::join(
        || cite::cite(&source, &manuscript),
        || render::Templates::compile(&source.overrides),
    );
    diagnostics.extend(faults.into_iter().chain(more));
    stage("validate");
    let (study, faults) = validate::validate(&source, &manuscript, shelf);
    diagnostics.extend(faults);
    let mut tally =
        Tally { data_files: source.data.len(), pages: source.pages.len(), ..Tally::default() };
    let Some(study) = study.filter(|_| !any_error(&diagnostics)) else {
        return Ok((None, in_order(diagnostics), tally));
    };
    tally.count(&study);
    stage("aggregate");
    let summaries = aggregate::aggregate(&study);
    stage("audit");
    let (audit, faults) = audit::audit(&study, &summaries);
    diagnostics.extend(faults);
    let inputs = source.inputs;
    let understood = Understood { study, summaries, audit, templates, inputs };
    Ok((Some(understood), in_order(diagnostics), tally))
}

/// Ids of the values for which the ledger of corrections has an entry. A study has no ledger yet.
fn recorded(_study: &Study) -> BTreeSet<String> {
    BTreeSet::new()
}

/// Diagnostics in the order of their places, each once: what an alias of YAML stands for is read
/// once for each.
fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    diagnostics.dedup();
    diagnostics
}

/// What each check of the audit is.
#[must_use]
pub fn checks() -> Vec<Explanation> {
    audit::checks()
}

impl Built {
    fn new(site: Option<Site>, diagnostics: Vec<Diagnostic>, tally: Tally) -> Self {
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
    fn count(&mut self, study: &Study) {
        self.questions = study.questions.len();
        self.options = study.options.len();
        self.derived = study.derived.len();
        self.figures = study.figures.len();
    }
}
