//! offprint: a static report generator for survey studies.
//!
//! A study's numbers live in YAML, its story in Markdown. [`build`] checks both, computes the
//! aggregates, draws the charts and gives a self-contained site in memory; [`write::write`] puts it in
//! a folder. [`check`] goes half that way and tells what does not hold. The modules stand in the
//! order in which a study passes through them:
//!
//! - [`diagnostic`]: what is wrong with a study, and where
//! - [`types`]: what one stage hands to the next
//! - [`mod@load`]: folders to a [`types::source::Source`]
//! - `parse`: texts to a `Manuscript`
//! - `cite`: works and citations, as a style has them, to a `Bibliography`
//! - `validate`: all of these to a `Study`, all faults at once
//! - `edition`: the study as published to the corrected one, where it has a ledger
//! - `aggregate`: shares, possible counts, intervals, ranks, derived values
//! - `audit`: where the source, or the narrative, contradicts the figures
//! - `tell`: faults and findings for other programs
//! - `draw`: charts
//! - `tabulate`: data files
//! - `pack`: the citable package
//! - `render`: pages and style, with all files that they offer
//! - `seal`: the site with its manifest; and what is not as a manifest says
//! - [`mod@compare`]: two reports to what differs between them
//! - [`mod@write`]: the site to a folder
//! - [`mod@watch`], [`mod@serve`]: changes of a study's folder; the site to this machine's browsers
//! - `propose`, [`mod@templates`]: an entry of the ledger; what templates there are
//! - `ids`, `export`, [`mod@import`]: ids to be named; all rows as a table; a table to a data file
//! - `outcome`: what comes of all this, for those who call it

mod aggregate;
mod audit;
mod cite;
pub mod compare;
pub mod diagnostic;
mod draw;
mod edition;
mod export;
mod ids;
pub mod import;
pub mod load;
mod outcome;
mod pack;
mod parse;
mod propose;
mod render;
mod seal;
pub mod serve;
mod tabulate;
mod tell;
pub mod templates;
pub mod types;
mod validate;
pub mod watch;
pub mod write;

use std::path::Path;

pub use export::{Exported, export};
pub use ids::ids;
pub use outcome::{Built, Checked, Editions, Making, Packaged, Proposed, Tally, Verified};
pub use propose::propose;

use diagnostic::{Broken, Diagnostic, any_error};
use outcome::{in_order, recorded};
use types::data::DataFiles;
use types::figure::{Card, Drawn};
use types::finding::{About, Audit, Explanation};
use types::format::{Format, Formats};
use types::manifest::{ONE_FILE, Rebuilt, Recorded};
use types::notice::Notice;
use types::package::{FOLDER, Package};
use types::site::Site;
use types::source::Source;
use types::study::{Edition, Study};
use types::summary::Summaries;

/// A study that was understood, with everything that pages are made of.
struct Understood {
    /// The current figures: corrected, where the study has a ledger.
    current: Figured,
    /// The figures as published, where they are others.
    published: Option<Figured>,
    /// What each correction comes to.
    notices: Vec<Notice>,
    templates: render::Templates,
    inputs: Vec<Recorded>,
}

/// One edition of a study, with what was computed and found.
struct Figured {
    study: Study,
    summaries: Summaries,
    audit: Audit,
}

/// Builds the site of the study in a folder, in memory. Before each stage, `stage` is told its
/// name.
///
/// # Errors
/// [`Broken`] where the folder cannot be read; faults of the study are in [`Built::diagnostics`].
pub fn build(root: &Path, stage: &mut dyn FnMut(&'static str)) -> Result<Built, Broken> {
    build_as(root, &Making::default(), stage)
}

/// Builds the site as [`build`] does, in some editions and formats.
///
/// # Errors
/// As [`build`].
pub fn build_as(
    root: &Path,
    making: &Making,
    stage: &mut dyn FnMut(&'static str),
) -> Result<Built, Broken> {
    let (understood, mut diagnostics, tally) = understand(root, stage)?;
    let Making { editions, formats } = making;
    let Some(Understood { current, published, notices, templates, inputs }) = understood else {
        return Ok(Built::new(None, diagnostics, tally));
    };
    // The text is that of the current figures, whichever are shown.
    let findings: Vec<Diagnostic> =
        current.audit.open(About::Study).map(Diagnostic::finding).collect();
    let corrected = published.is_some();
    let both = *editions == Editions::Both && corrected;
    let (first, second) = match (editions, published) {
        (Editions::AsPublished, Some(published)) => (published, None),
        (Editions::Both, published) => (current, published),
        _ => (current, None),
    };
    let ledger = render::Ledger { notices: &notices, both };
    stage("draw");
    let (mut drawn, (audit_files, files)) = rayon::join(
        || first.draw(),
        || {
            let told = tell::files(&first.audit, &diagnostics);
            (told, tabulate::tabulate(&first.study, &first.summaries))
        },
    );
    drawn.card = drawn.card.filter(|_| formats.hold(Format::Picture));
    diagnostics.extend(findings);
    stage("pack");
    let wanted = formats.hold(Format::Package);
    let package = wanted.then(|| first.pack(&drawn, &files, &inputs));
    stage("render");
    let beside =
        render::Beside { files: &files, package: package.as_ref(), made: audit_files, formats };
    // The picture takes about as long as the pages, and needs nothing of them.
    let (rendered, picture) = rayon::join(
        || first.render(&drawn, ledger, &templates, beside),
        || drawn.card.iter().map(|card| (Card::FILE, draw::png(card))).collect(),
    );
    let mut site = rendered.map_err(|faults| diagnostics.extend(faults)).ok();
    site = site.filter(|_| !any_error(&diagnostics)).map(|site| site.with(picture));
    if let (Some(site), Some(package)) = (&mut site, &package) {
        for (path, bytes) in package.offered() {
            site.add(format!("{FOLDER}/{path}"), bytes);
        }
    }
    if let (Some(whole), Some(second)) = (&mut site, second) {
        let files = tabulate::tabulate(&second.study, &second.summaries);
        let audit = tell::files(&second.audit, &[]);
        // The one package is that of the edition to be found and cited.
        let beside = render::Beside { files: &files, package: None, made: audit, formats };
        // The templates were applied without a fault to the first edition already.
        match second.render(&second.draw(), ledger, &templates, beside) {
            Ok(second) => whole.add_below("as-published", &second),
            Err(faults) => {
                diagnostics.extend(faults);
                site = None;
            }
        }
    }
    stage("seal");
    let edition = editions.name(corrected);
    let version = &first.study.meta.version;
    let site = site.map(|site| seal::seal(site, inputs, version, edition, formats));
    let (places, recorded) = (first.study.places(), recorded(&first.study));
    let Figured { study, summaries, audit } = first;
    discard((study, summaries, drawn, files, package, templates, notices));
    Ok(Built { audit: Some(audit), places, recorded, ..Built::new(site, diagnostics, tally) })
}

/// Makes the citable package of the study in a folder, in memory, and no site.
///
/// # Errors
/// [`Broken`] where the folder cannot be read; faults of the study are in
/// [`Packaged::diagnostics`].
pub fn package(root: &Path, stage: &mut dyn FnMut(&'static str)) -> Result<Packaged, Broken> {
    let (understood, mut diagnostics, _) = understand(root, stage)?;
    let Some(Understood { current, inputs, .. }) = understood else {
        return Ok(Packaged { package: None, diagnostics });
    };
    diagnostics.extend(current.audit.open(About::Study).map(Diagnostic::finding));
    stage("draw");
    let drawn = current.draw();
    stage("tabulate");
    let files = tabulate::tabulate(&current.study, &current.summaries);
    stage("pack");
    let package = Some(current.pack(&drawn, &files, &inputs));
    Ok(Packaged { package: package.filter(|_| !any_error(&diagnostics)), diagnostics })
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
    Ok(Checked { diagnostics, audit: understood.map(|it| it.current.audit) })
}

/// Holds the site in a folder against its manifest, or a report in one file against the digest in
/// it, and, where a study is named, against what that gives when it is built again in memory.
///
/// # Errors
/// [`Broken`] where one of the folders cannot be read or there is no site.
pub fn verify(
    folder: &Path,
    study: Option<&Path>,
    stage: &mut dyn FnMut(&'static str),
) -> Result<Verified, Broken> {
    let found = match load::built(folder)? {
        load::Verifiable::Site(found) => found,
        load::Verifiable::OneFile(bytes) => return verify_one(folder, &bytes, study, stage),
    };
    let making = seal::manifest_of(&found).map_or_else(Making::default, |it| Making::of(&it));
    let built = study.map(|study| build_as(study, &making, stage)).transpose()?;
    stage("verify");
    let rebuilt = built.as_ref().and_then(|built| built.site.as_ref());
    let seal::Verdict { mut faults, files, rebuilt: how } = seal::verify(&found, rebuilt);
    let no_study = built.as_ref().is_some_and(|built| built.site.is_none());
    faults.extend(built.filter(|_| no_study).into_iter().flat_map(|built| built.diagnostics));
    Ok(Verified { faults, files, rebuilt: how, no_study })
}

/// Holds a report in one file against the digest in it and, where a study is named, against what
/// that study gives in one of its editions.
fn verify_one(
    path: &Path,
    bytes: &[u8],
    study: Option<&Path>,
    stage: &mut dyn FnMut(&'static str),
) -> Result<Verified, Broken> {
    let name = path.display().to_string();
    let mut faults: Vec<Diagnostic> = match seal::is_whole(bytes) {
        Some(true) => Vec::new(),
        Some(false) => vec![Diagnostic::one_file_altered(&name)],
        None => vec![Diagnostic::no_digest(&name)],
    };
    let (mut rebuilt, mut no_study) = (Rebuilt::Not, false);
    if let Some(study) = study.filter(|_| faults.is_empty()) {
        let making =
            Making { editions: Editions::Both, formats: Formats::of([Format::SingleFile]) };
        let built = build_as(study, &making, stage)?;
        stage("verify");
        let below = format!("as-published/{ONE_FILE}");
        let given = |site: &Site| [ONE_FILE, &below].map(|path| site.get(path) == Some(bytes));
        match &built.site {
            None => {
                no_study = true;
                faults.extend(built.diagnostics);
            }
            Some(site) if given(site).contains(&true) => rebuilt = Rebuilt::Bytes,
            Some(_) => faults.push(Diagnostic::one_file_not_rebuilt(&name)),
        }
    }
    Ok(Verified { faults, files: Some(1), rebuilt, no_study })
}

/// The way that building and checking share: from the folder to the audit.
fn understand(
    root: &Path,
    stage: &mut dyn FnMut(&'static str),
) -> Result<(Option<Understood>, Vec<Diagnostic>, Tally), Broken> {
    stage("load");
    let (source, diagnostics) = load::load(root)?;
    let understood = understand_source(&source, diagnostics, stage);
    discard(source);
    Ok(understood)
}

/// Frees what takes long to free, beside what is done next.
fn discard<T: Send + 'static>(it: T) {
    // Where there is no other thread, what waits for one would be kept.
    if rayon::current_num_threads() > 1 {
        rayon::spawn(move || drop(it));
    }
}

/// The same from the source on, with what was found wrong with its files.
fn understand_source(
    source: &Source,
    mut diagnostics: Vec<Diagnostic>,
    stage: &mut dyn FnMut(&'static str),
) -> (Option<Understood>, Vec<Diagnostic>, Tally) {
    stage("parse");
    let ((manuscript, faults), (library, more)) =
        rayon::join(|| parse::parse(source), || cite::library(source));
    diagnostics.extend(faults.into_iter().chain(more));
    stage("validate");
    let (shelf, order) = cite::order(library, &manuscript);
    // To write citations takes about as long as to validate the study and compile the templates.
    let (bibliography, ((study, faults), (templates, more))) = rayon::join(
        || order.map(cite::write),
        || {
            let validated = validate::validate(source, &manuscript, shelf);
            (validated, render::Templates::compile(source))
        },
    );
    discard(manuscript);
    diagnostics.extend(faults.into_iter().chain(more));
    let mut tally =
        Tally { data_files: source.data.len(), pages: source.pages.len(), ..Tally::default() };
    let Some(study) = study.filter(|_| !any_error(&diagnostics)) else {
        return (None, in_order(diagnostics), tally);
    };
    let study = edition::published(study, bibliography);
    tally.count(&study);
    stage("aggregate");
    let summaries = aggregate::aggregate(&study);
    stage("audit");
    let (audit, mut faults) = audit::audit(&study, &summaries);
    let mut current = Figured { study, summaries, audit };
    let (mut published, mut notices) = (None, Vec::new());
    if current.study.edition == Edition::AsPublished {
        let (corrected, made, own) = current.corrected();
        // The text is that of the corrected figures; what was accepted may be about the others.
        let missed = |it: &Diagnostic| faults.iter().any(|old| old.order() == it.order());
        faults = own.into_iter().filter(|it| !it.misses_a_finding() || missed(it)).collect();
        notices = made;
        published = Some(std::mem::replace(&mut current, corrected));
    }
    diagnostics.extend(faults);
    let inputs = source.inputs.clone();
    let understood = Understood { current, published, notices, templates, inputs };
    (Some(understood), in_order(diagnostics), tally)
}

impl Figured {
    /// The corrected edition of the one as published, what each correction comes to, and what is
    /// wrong with the corrected one.
    fn corrected(&self) -> (Self, Vec<Notice>, Vec<Diagnostic>) {
        let entries = self.study.corrections.len();
        let mut notices = Vec::with_capacity(entries);
        let mut last: Option<(Study, Summaries)> = None;
        for i in 0..entries {
            let study = edition::corrected(&self.study, i + 1);
            let summaries = aggregate::aggregate(&study);
            let before = last.as_ref().map_or((&self.study, &self.summaries), |(a, b)| (a, b));
            let effects = audit::effects(before, (&study, &summaries));
            let rests = audit::resting(before, (&study, &summaries));
            let appears = audit::appearances(&study, &study.corrections[i].change);
            notices.push(Notice { effects, rests, appears });
            last = Some((study, summaries));
        }
        let (study, summaries) = last.unwrap_or_else(|| {
            let study = edition::corrected(&self.study, 0);
            let summaries = aggregate::aggregate(&study);
            (study, summaries)
        });
        let (found, faults) = audit::audit(&study, &summaries);
        let audit = edition::audit(&self.audit, found);
        (Self { study, summaries, audit }, notices, faults)
    }

    fn draw(&self) -> Drawn {
        let figures = draw::draw(&self.study, &self.summaries);
        Drawn {
            card: draw::card(&self.study, &self.summaries, &figures),
            figures,
            bars: draw::small_bars(&self.study, &self.summaries),
            powers: draw::power_bars(&self.audit),
        }
    }

    fn pack(&self, drawn: &Drawn, files: &DataFiles, inputs: &[Recorded]) -> Package {
        let codebook = tabulate::codebook(&self.study, &self.summaries);
        let data = (files, &codebook);
        pack::pack(&self.study, &self.summaries, &drawn.figures, data, inputs)
    }

    fn render(
        &self,
        drawn: &Drawn,
        ledger: render::Ledger<'_>,
        templates: &render::Templates,
        beside: render::Beside<'_>,
    ) -> Result<Site, Vec<Diagnostic>> {
        render::render(&self.study, &self.summaries, &self.audit, drawn, ledger, templates, beside)
    }
}

/// What each check of the audit is.
#[must_use]
pub fn checks() -> Vec<Explanation> {
    audit::checks(&types::messages::Messages::english())
}
