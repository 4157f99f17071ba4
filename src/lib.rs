//! offprint: a static report generator for survey studies.
//!
//! A study's numbers live in YAML, its story in Markdown. [`build`] checks both, computes the
//! aggregates, draws the charts and gives a self-contained site in memory; [`write::write`] puts it in
//! a folder. The modules stand in the order in which a study passes through them:
//!
//! - [`diagnostic`]: what is wrong with a study, and where
//! - [`types`]: what one stage hands to the next
//! - [`mod@load`]: folders to a [`types::source::Source`]
//! - `parse`: texts to a `Manuscript`
//! - `cite`: works and citations, as a style has them, to a `Shelf`
//! - `validate`: all of these to a `Study`, all faults at once
//! - `aggregate`: shares, possible counts, intervals, ranks, derived values
//! - `audit`: what the narrative says that the figures do not bear
//! - `draw`: charts
//! - `render`: pages, style and data files
//! - [`mod@write`]: the site to a folder

mod aggregate;
mod audit;
mod cite;
pub mod diagnostic;
mod draw;
pub mod load;
mod parse;
mod render;
pub mod types;
mod validate;
pub mod write;

use std::path::Path;

use diagnostic::{Broken, Diagnostic, any_error};
use types::finding::{About, Audit, Explanation};
use types::site::Site;
use types::study::Study;

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

/// Builds the site of the study in a folder, in memory. Before each stage, `stage` is told its
/// name.
///
/// # Errors
/// [`Broken`] where the folder cannot be read; faults of the study are in [`Built::diagnostics`].
pub fn build(root: &Path, stage: &mut dyn FnMut(&'static str)) -> Result<Built, Broken> {
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
        return Ok(Built::new(None, diagnostics, tally));
    };
    tally.count(&study);
    stage("aggregate");
    let summaries = aggregate::aggregate(&study);
    stage("audit");
    let (audit, faults) = audit::audit(&study, &summaries);
    diagnostics.extend(faults);
    diagnostics.extend(audit.open(About::Study).map(Diagnostic::finding));
    stage("draw");
    let figures = draw::draw(&study, &summaries);
    let bars = draw::small_bars(&study, &summaries);
    stage("render");
    let rendered = render::render(&study, &summaries, (&figures, &bars), &templates);
    let site = rendered.map_err(|faults| diagnostics.extend(faults)).ok();
    let site = site.filter(|_| !any_error(&diagnostics));
    Ok(Built { audit: Some(audit), ..Built::new(site, diagnostics, tally) })
}

/// What each check of the audit is.
#[must_use]
pub fn checks() -> Vec<Explanation> {
    audit::checks()
}

impl Built {
    fn new(site: Option<Site>, mut diagnostics: Vec<Diagnostic>, tally: Tally) -> Self {
        diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
        // What an alias of YAML stands for is read once for each.
        diagnostics.dedup();
        Self { site, diagnostics, audit: None, tally }
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
