//! What a package is made of -> `CITATION.cff` (Citation File Format 1.2.0).
//!
//! The root of the file is the data set. The publication stands under `references`, not as
//! `preferred-citation`, by which programs would cite it in place of the data.

use std::fmt::Write as _;

use serde_json::Value;

use super::Made;
use super::facts::{doi_address, given, orcid_address};
use super::licences;
use crate::types::study::{Author, Licence, Publication, StudyKind};

/// Writes the file.
pub(super) fn write(made: &Made<'_>) -> String {
    let (facts, meta) = (&made.facts, &made.wording.study.meta);
    let mut out = Lines::default();
    out.raw("cff-version: 1.2.0");
    out.text(0, "message", match meta.publication {
        Some(_) => {
            "If you use these data, cite them as below; for the study itself cite the publication \
             under references."
        }
        None => "If you use these data, cite them as below.",
    });
    out.raw("type: dataset");
    out.text(0, "title", &facts.title);
    out.text(0, "abstract", &facts.description);
    authors(&mut out, 0, &meta.authors);
    out.text(0, "version", &facts.version);
    out.text(0, "date-released", &facts.date);
    if let Some(licence) = &meta.licence {
        licensed(&mut out, 0, licence);
    }
    if let Some(address) = &meta.address {
        out.text(0, "url", address);
    }
    if let Some(repository) = &meta.repository {
        out.text(0, "repository-code", repository);
    }
    if let Some(publication) = &meta.publication {
        out.raw("references:");
        reference(&mut out, publication, meta.kind);
    }
    out.0
}

/// Lines of YAML; every text is quoted, so that none is taken for anything else.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn raw(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// A key with a text, at a level.
    fn text(&mut self, level: usize, key: &str, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{:1$}{key}: {2}", "", level * 2, quoted(text));
    }
}

/// A text as YAML and JSON both have it. YAML takes some signs for breaks of lines, or not at all,
/// which JSON leaves as they are.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for c in Value::from(text).to_string().chars() {
        match c {
            '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}

fn authors(out: &mut Lines, level: usize, authors: &[Author]) {
    let lead = "  ".repeat(level);
    out.raw(&format!("{lead}authors:"));
    for author in authors {
        let mut keys: Vec<(&str, String)> = Vec::new();
        match &author.family {
            None => keys.push(("name", author.name.clone())),
            Some(family) => {
                keys.push(("family-names", family.clone()));
                keys.extend(given(author).map(|given| ("given-names", given.to_owned())));
                if !author.affiliations.is_empty() {
                    keys.push(("affiliation", author.affiliations.join("; ")));
                }
            }
        }
        keys.extend(orcid_address(author).map(|address| ("orcid", address)));
        for (i, (key, text)) in keys.iter().enumerate() {
            let mark = if i == 0 { "- " } else { "  " };
            out.raw(&format!("{lead}  {mark}{key}: {}", quoted(text)));
        }
    }
}

/// A licence by its identifier or, where it has none, by its address.
fn licensed(out: &mut Lines, level: usize, licence: &Licence) {
    match (licences::spdx(licence), licences::address(licence)) {
        (Some(id), _) => out.text(level, "license", &id),
        (None, Some(address)) => out.text(level, "license-url", &address),
        (None, None) => {}
    }
}

fn reference(out: &mut Lines, it: &Publication, kind: StudyKind) {
    out.raw("  - type: article");
    out.text(
        2,
        "scope",
        match kind {
            StudyKind::Reproduction => "The publication whose figures these data reproduce.",
            StudyKind::Original => "A publication that reports the same study.",
        },
    );
    out.text(2, "title", &it.title);
    authors(out, 2, &it.authors);
    out.text(2, "journal", &it.journal);
    out.raw(&format!("    year: {}", it.year));
    if let Some(volume) = &it.volume {
        out.text(2, "volume", volume);
    }
    if let Some(article) = &it.article {
        let (start, end) = article.split_once(['-', '–']).unwrap_or((article, ""));
        out.text(2, "start", start.trim());
        if !end.is_empty() {
            out.text(2, "end", end.trim());
        }
    }
    if let Some(published) = &it.published {
        out.text(2, "date-published", published);
    }
    match &it.doi {
        Some(doi) if is_plain(doi) => out.text(2, "doi", doi),
        // The format knows no DOI with other signs.
        Some(_) => out.text(2, "url", &doi_address(it).unwrap_or_default()),
        None => {}
    }
    if let Some(licence) = &it.licence {
        licensed(out, 2, licence);
    }
}

/// Whether a DOI is of the form that the format allows.
fn is_plain(doi: &str) -> bool {
    let Some((registrant, suffix)) = doi.strip_prefix("10.").and_then(|it| it.split_once('/'))
    else {
        return false;
    };
    let first = registrant.split('.').next().unwrap_or_default();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let sign = |c: char| c.is_ascii_alphanumeric() || ":/_;-.()[]\\".contains(c);
    (4..=9).contains(&first.len())
        && registrant.split('.').count() <= 2
        && registrant.split('.').all(digits)
        && !suffix.is_empty()
        && suffix.chars().all(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_for_yaml() {
        assert_eq!(quoted("a: \"b\"\n"), "\"a: \\\"b\\\"\\n\"");
        assert_eq!(quoted("a\u{2028}\u{85}b"), "\"a\\u2028\\u0085b\"");
    }

    #[test]
    fn odd_dois_are_told_as_addresses() {
        assert!(is_plain("10.3389/frai.2025.1694145") && is_plain("10.1002/(SICI)1;2-3"));
        assert!(!is_plain("10.1002/a<b>") && !is_plain("11.1/x") && !is_plain("10.5555/"));
    }
}
