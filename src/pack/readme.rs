//! What a package is made of -> its `README.md`: what it holds, and how to cite it.

use std::fmt::Write as _;

use super::Made;
use super::codebook::{escaped, paragraph as line};
use super::facts::{home, licence_in_words};
use crate::types::data::Contents;

/// Writes the file.
pub(super) fn write(made: &Made<'_>) -> String {
    let (facts, meta) = (&made.facts, &made.wording.study.meta);
    let mut out = format!("# {}\n\n", escaped(&facts.title));
    let mut paragraph = |text: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{text}\n");
    };
    paragraph(&line(&facts.description));
    let names: Vec<&str> = meta.authors.iter().map(|author| author.name.as_str()).collect();
    let mut cite = format!(
        "{} ({}). {} (Version {}) [Data set].",
        names.join(", "),
        facts.date.split('-').next().unwrap_or_default(),
        facts.title,
        facts.version
    );
    if let Some(address) = home(meta) {
        let _ = write!(cite, " {address}");
    }
    paragraph("## How to cite");
    paragraph(&line(&cite));
    if let Some(source) = &facts.source {
        paragraph(&line(source));
    }
    match &meta.licence {
        Some(licence) => paragraph(&format!("Licence: {}.", escaped(&licence_in_words(licence)))),
        None => paragraph("No licence is stated. Ask the authors before you reuse the data."),
    }
    if let Some(licence) = meta.publication.as_ref().and_then(|it| it.licence.as_ref()) {
        let licence = escaped(&licence_in_words(licence));
        paragraph(&format!("The publication is licensed under {licence}."));
    }
    paragraph("## Files");
    let mut list = String::new();
    let mut item = |file: &str, text: &str| {
        let _ = writeln!(list, "- `{file}`: {text}");
    };
    item("codebook.md", "every question, option and column, for readers");
    item("codebook.csv", "the same questions and options as a table");
    item("tables.xlsx", "all tables as a workbook");
    for (file, title) in &made.files {
        if !matches!(file.contents, Contents::Figure(_) | Contents::Codebook) {
            item(&file.path, &escaped(title));
        }
    }
    let figures = made.files.iter().filter(|it| matches!(it.0.contents, Contents::Figure(_)));
    if figures.count() > 0 {
        item("data/figures/", "the rows that each figure of the report shows");
    }
    item(
        "datapackage.json",
        "columns with types, units and bases, for programs (Data Package 2.0)",
    );
    item("ro-crate-metadata.json", "files, authors and origin, for repositories (RO-Crate 1.2)");
    item("CITATION.cff", "how to cite, for programs (Citation File Format 1.2.0)");
    out.push_str(&list);
    let _ = write!(
        out,
        "\nCSV files are in UTF-8, with commas and one line of names. An empty field means that there \
         is no such number, or that it is withheld. Texts that a spreadsheet would take for a formula \
         begin with an apostrophe.\n\nMade by offprint {}, a generator of reports of survey studies, of version {} of the report, dated {}.\n",
        env!("CARGO_PKG_VERSION"),
        escaped(&facts.version),
        facts.date
    );
    out
}
