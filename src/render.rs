//! `Study`, `Summaries`, `Audit`, `Figure`s, data files and templates -> `Site`: pages, style, files.
//!
//! Tera lives here. Templates see view structs with finished strings.

mod audit;
mod cards;
mod charts;
mod checklist;
mod citations;
mod citing;
mod context;
mod corrections;
mod data;
mod escape;
mod fields;
mod figures;
mod flags;
mod head;
mod hosting;
mod html;
mod links;
mod notes;
mod one_file;
mod pages;
mod parts;
mod report;
mod saying;
mod search;
mod sheet;
mod site;
mod tables;
mod templates;
mod theme;
mod view;

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::diagnostic::Diagnostic;
use crate::types::data::DataFiles;
use crate::types::figure::Drawn;
use crate::types::finding::Audit;
use crate::types::format::{Format, Formats};
use crate::types::manifest::ONE_FILE;
use crate::types::notice::Notice;
use crate::types::package::Package;
use crate::types::site::Site;
use crate::types::study::{Edition, Study};
use crate::types::summary::Summaries;
use crate::types::wording::Wording;
pub(crate) use context::{VERSION as CONTEXT_VERSION, schema as context_schema};
pub(crate) use templates::{Templates, built_in};

/// The faces of the style sheet: family, weight, slant, file.
const FACES: [(&str, u16, &str, &str); 5] = [
    ("Offprint Serif", 400, "normal", "fonts/serif-400.woff2"),
    ("Offprint Serif", 400, "italic", "fonts/serif-400-italic.woff2"),
    ("Offprint Serif", 600, "normal", "fonts/serif-600.woff2"),
    ("Offprint Sans", 400, "normal", "fonts/sans-400.woff2"),
    ("Offprint Sans", 600, "normal", "fonts/sans-600.woff2"),
];

/// What a site says of corrections.
#[derive(Clone, Copy)]
pub(crate) struct Ledger<'a> {
    /// What each correction comes to.
    pub(crate) notices: &'a [Notice],
    /// Whether both editions stand side by side.
    pub(crate) both: bool,
}

/// What stands beside the pages of a site.
pub(crate) struct Beside<'a> {
    /// The data files.
    pub(crate) files: &'a DataFiles,
    /// The citable package, where one was made; its files are offered, and not added.
    pub(crate) package: Option<&'a Package>,
    /// Other files that were made before it.
    pub(crate) made: Vec<(&'static str, Vec<u8>)>,
    /// In which formats the report is made.
    pub(crate) formats: &'a Formats,
}

/// Renders the site of a study.
///
/// # Errors
/// The faults of the study's own templates, each once.
pub(crate) fn render(
    study: &Study,
    summaries: &Summaries,
    audit: &Audit,
    drawn: &Drawn,
    ledger: Ledger<'_>,
    templates: &Templates,
    beside: Beside<'_>,
) -> Result<Site, Vec<Diagnostic>> {
    let wording = Wording { study, summaries };
    let pages = pages::Pages::new(wording, audit, drawn, ledger, templates, &beside);
    let Beside { files, made, formats, .. } = beside;
    let mut site = Site::default().with(made);
    let script = templates.script();
    site.add("script.js", script.as_slice());
    for image in &study.images {
        site.add(format!("images/{}", image.path), image.bytes.clone());
    }
    let ((mut written, mut faults), (mut style, (schema, report))) = rayon::join(
        || pages.write(),
        || {
            let of_report =
                || (report::schema(), report::Report::new(wording, audit, &drawn.figures));
            rayon::join(|| faces(templates), of_report)
        },
    );
    let ((contents, own), report) =
        rayon::join(|| pages.contents(&written.site), || report.with(study, &written.site));
    faults.extend(own.into_iter().filter(|it| !faults.contains(it)).collect::<Vec<_>>());
    if !faults.is_empty() {
        return Err(faults);
    }
    // A host looks for these at the root; the other edition may stand below it.
    if !ledger.both || study.edition != Edition::AsPublished {
        let (missing, faults) = pages.missing();
        if !faults.is_empty() {
            return Err(faults);
        }
        site.add(hosting::MISSING, missing);
        site.add(hosting::NO_JEKYLL, "");
    }
    let all = written.site.iter().chain([&contents]);
    if let Some(list) = hosting::sitemap(study, all.map(|page| &*page.file)) {
        site.add(hosting::SITEMAP, list);
    }
    for file in files.iter() {
        site.add(file.path.as_str(), file.csv.as_slice());
    }
    if let Some(feed) = corrections::feed(wording) {
        site.add(corrections::FEED, feed);
    }
    site.add("data/report.json", report);
    site.add("data/report.schema.json", schema);
    let theme = theme::style(&study.theme);
    if formats.hold(Format::SingleFile) {
        let home = study.meta.address.as_deref();
        let title = wording.plain(&study.meta.title);
        let dense = [style.as_slice(), &templates.dense_style(), theme.as_bytes()].concat();
        let parts = one_file::parts(&mut written, &site, home, (&title, [&dense, &script]));
        site.add(ONE_FILE, pages.one_file(parts).map_err(|fault| vec![fault])?);
    }
    style.extend_from_slice(&templates.file("style.css"));
    style.extend_from_slice(theme.as_bytes());
    site.add("style.css", style);
    for page in written.site.into_iter().chain([contents]) {
        site.add(page.file, page.html);
    }
    Ok(site)
}

/// The faces as data, with which the style sheet begins.
fn faces(templates: &Templates) -> Vec<u8> {
    let mut style = String::new();
    for (family, weight, slant, file) in FACES {
        let data = STANDARD.encode(templates.file(file));
        // Writing to a string cannot fail.
        let _ = writeln!(
            style,
            "@font-face{{font-family:\"{family}\";font-weight:{weight};font-style:{slant};\
             font-display:swap;src:url(data:font/woff2;base64,{data}) format(\"woff2\")}}"
        );
    }
    style.into_bytes()
}
