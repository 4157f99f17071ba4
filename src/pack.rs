//! `Study` + `Summaries` + `Figure`s + `DataFiles` -> `Package`: the figures as a data set to be
//! cited, deposited and read by programs, with a ZIP file of it all.
//!
//! Nothing here comes from a page, so that a page can tell how large the package is; and nothing
//! from the clock: the one date is that of the report.

mod archive;
mod citation;
mod codebook;
mod datapackage;
mod facts;
mod licences;
mod readme;
mod research_object;
mod sheets;
mod workbook;

use rayon::prelude::*;

use crate::types::data::{Contents, DataFile, DataFiles};
use crate::types::digest::Digest;
use crate::types::figure::Figure;
use crate::types::manifest::Recorded;
use crate::types::messages::say;
use crate::types::package::{Package, PackageFile};
use crate::types::study::Study;
use crate::types::summary::Summaries;
use crate::types::wording::Wording;
use facts::Facts;

/// The file that says how to cite.
const CITATION: &str = "CITATION.cff";
/// What each question and column means, for readers.
const CODEBOOK: &str = "codebook.md";
/// All tables as a workbook.
const WORKBOOK: &str = "tables.xlsx";
/// What is in the package.
const README: &str = "README.md";
/// The package as a Data Package.
const DATA_PACKAGE: &str = "datapackage.json";
/// The columns of the files of figures.
const FIGURES_SCHEMA: &str = "data/figures/table-schema.json";
/// The package as a Research Object Crate.
const CRATE: &str = "ro-crate-metadata.json";

/// A study, with what its package is made of.
struct Made<'a> {
    wording: Wording<'a>,
    facts: Facts,
    /// Its data files in the order of their paths, the codebook among them, with their titles.
    files: Vec<(&'a DataFile, String)>,
    /// The files of the study that were read.
    inputs: &'a [Recorded],
}

/// Makes the package of a study of its data files and its codebook.
#[must_use]
pub(crate) fn pack(
    study: &Study,
    summaries: &Summaries,
    figures: &[Figure],
    (files, codebook): (&DataFiles, &DataFile),
    inputs: &[Recorded],
) -> Package {
    let wording = Wording { study, summaries };
    let all = std::iter::once(codebook).chain(files.iter());
    let files = all.map(|file| (file, title(wording, figures, file.contents))).collect();
    let made = Made { wording, facts: Facts::new(wording), files, inputs };
    let (book, (codebook, citation)) =
        rayon::join(|| workbook::write(&made), || (codebook::write(&made), citation::write(&made)));
    let mut files: Vec<PackageFile> = made
        .files
        .par_iter()
        .map(|(file, title)| PackageFile {
            path: file.path.clone(),
            title: title.clone(),
            kind: "CSV",
            media_type: "text/csv",
            alone: file.contents == Contents::Codebook,
            bytes: file.csv.clone(),
        })
        .collect();
    let file = |path: &str, title: &str, kind, media_type, bytes| PackageFile {
        path: path.into(),
        title: title.into(),
        kind,
        media_type,
        alone: true,
        bytes,
    };
    files.push(file(
        CITATION,
        wording.style().text("file-citation"),
        "CFF",
        "application/yaml",
        citation.into_bytes(),
    ));
    files.push(file(
        CODEBOOK,
        wording.style().text("file-codebook"),
        "Markdown",
        "text/markdown",
        codebook.into_bytes(),
    ));
    let sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    files.push(file(WORKBOOK, wording.style().text("file-workbook"), "XLSX", sheets, book));
    // What names the files beside it says nothing without them.
    let within = |path: &str, title: &str, kind, media_type, text: String| PackageFile {
        alone: false,
        ..file(path, title, kind, media_type, text.into_bytes())
    };
    if let Some(text) = datapackage::figures_schema(&made) {
        let title = wording.style().text("file-columns");
        files.push(within(FIGURES_SCHEMA, title, "JSON", "application/json", text));
    }
    let text = readme::write(&made);
    files.push(within(
        README,
        wording.style().text("file-readme"),
        "Markdown",
        "text/markdown",
        text,
    ));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let digests: Vec<Digest> = files.par_iter().map(|file| Digest::of(&file.bytes)).collect();
    let json = "application/json";
    let text = datapackage::write(&made, &digests, &files);
    let at = files.partition_point(|file| file.path.as_str() < DATA_PACKAGE);
    let described =
        within(DATA_PACKAGE, wording.style().text("file-descriptor"), "JSON", json, text);
    let mut digests = digests;
    digests.insert(at, Digest::of(&described.bytes));
    files.insert(at, described);
    let text = research_object::write(&made, &digests, &files);
    let json = "application/ld+json";
    files.push(within(CRATE, wording.style().text("file-crate"), "JSON", json, text));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let zip = archive::zip(&files, &made.facts.date);
    Package { name: format!("{}.zip", made.facts.name), files, zip }
}

/// What a data file is called.
fn title(wording: Wording<'_>, figures: &[Figure], contents: Contents) -> String {
    let plain = |text: String| text.replace('\u{a0}', " ");
    match contents {
        Contents::Table(id) => plain(wording.table_heading(id)),
        Contents::Figure(id) => {
            let figure = &figures[id.0];
            plain(say!(
                wording.style(),
                "file-figure",
                number = figure.number.to_string(),
                title = figure.title
            ))
        }
        Contents::Derived => wording.style().text("computed-values").into(),
        Contents::Groups => wording.style().text("file-groups").into(),
        Contents::Codebook => wording.style().text("file-codebook-table").into(),
    }
}

/// A JSON value as a text that is read by people, too.
fn json_text(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}
