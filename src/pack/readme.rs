//! What a package is made of -> its `README.md`: what it holds, and how to cite it.

use std::fmt::Write as _;

use super::Made;
use super::codebook::{escaped, paragraph as line};
use super::facts::{home, licence_in_words};
use crate::types::data::Contents;
use crate::types::messages::say;

/// Writes the file.
pub(super) fn write(made: &Made<'_>) -> String {
    let (facts, meta) = (&made.facts, &made.wording.study.meta);
    let style = made.wording.style();
    let mut out = format!("# {}\n\n", escaped(&facts.title));
    let mut paragraph = |text: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{text}\n");
    };
    paragraph(&line(&facts.description));
    let names: Vec<&str> = meta.authors.iter().map(|author| author.name.as_str()).collect();
    let mut cite = say!(
        style,
        "readme-cite",
        authors = names.join(style.text("list-comma")),
        year = facts.date.split('-').next().unwrap_or_default(),
        title = facts.title,
        version = facts.version
    );
    if let Some(address) = home(meta) {
        let _ = write!(cite, " {address}");
    }
    paragraph(&format!("## {}", style.text("file-citation")));
    paragraph(&line(&cite));
    if let Some(source) = &facts.source {
        paragraph(&line(source));
    }
    match &meta.licence {
        Some(licence) => {
            paragraph(&say!(style, "licence-line", name = escaped(&licence_in_words(licence))));
        }
        None => paragraph(style.text("readme-no-licence")),
    }
    if let Some(licence) = meta.publication.as_ref().and_then(|it| it.licence.as_ref()) {
        let licence = escaped(&licence_in_words(licence));
        paragraph(&say!(style, "readme-publication-licence", licence = licence));
    }
    paragraph(&format!("## {}", style.text("readme-files")));
    let mut list = String::new();
    let mut item = |file: &str, text: &str| {
        let _ = writeln!(list, "- `{file}`: {text}");
    };
    item("codebook.md", style.text("readme-codebook"));
    item("codebook.csv", style.text("readme-codebook-table"));
    item("tables.xlsx", style.text("readme-workbook"));
    for (file, title) in &made.files {
        if !matches!(file.contents, Contents::Figure(_) | Contents::Codebook) {
            item(&file.path, &escaped(title));
        }
    }
    let figures = made.files.iter().filter(|it| matches!(it.0.contents, Contents::Figure(_)));
    if figures.count() > 0 {
        item("data/figures/", style.text("readme-figures"));
    }
    item("datapackage.json", style.text("readme-descriptor"));
    item("ro-crate-metadata.json", style.text("readme-crate"));
    item("CITATION.cff", style.text("readme-citation"));
    out.push_str(&list);
    let made_by = say!(
        style,
        "readme-made-by",
        offprint = env!("CARGO_PKG_VERSION"),
        version = escaped(&facts.version),
        date = style.date(&facts.date),
    );
    // Writing to a string cannot fail.
    let _ = write!(out, "\n{}\n\n{made_by}\n", style.text("readme-csv"));
    out
}
