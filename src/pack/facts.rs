//! Meta data -> what every file of a package says of it: name, title, date, description, source.

use std::fmt::Write as _;

use crate::types::messages::say;
use crate::types::study::{Author, Edition, Licence, Meta, Publication, StudyKind};
use crate::types::wording::Wording;

/// The longest name of a package, without its version.
const LONGEST_NAME: usize = 48;

/// What every file of a package says of it.
pub(super) struct Facts {
    /// Name of the package: of its ZIP file without ending.
    pub(super) name: String,
    /// The same without the version.
    pub(super) short_name: String,
    /// Title of the data.
    pub(super) title: String,
    /// What they are.
    pub(super) description: String,
    /// Version of the report.
    pub(super) version: String,
    /// Its date, YYYY-MM-DD.
    pub(super) date: String,
    /// Whose figures they are, in a sentence; nothing where they are the report's own.
    pub(super) source: Option<String>,
}

impl Facts {
    pub(super) fn new(wording: Wording<'_>) -> Self {
        let meta = &wording.study.meta;
        let style = wording.style();
        let report = wording.plain(&meta.title);
        let as_published = wording.study.edition == Edition::AsPublished;
        let (edition, suffix) =
            if as_published { ("first", "-as-published") } else { ("current", "") };
        let short_name = format!("{}{suffix}", slug(&report));
        let mut description = say!(style, "package-about", title = report);
        if let Some(about) = &meta.description {
            description = format!("{} {description}", wording.plain(about));
        }
        if as_published {
            description = say!(style, "package-first-published", description = description);
        }
        Self {
            name: format!("{short_name}-{}", in_file_name(&meta.version)),
            short_name,
            title: say!(style, "package-title", report = report, edition = edition),
            description,
            version: meta.version.clone(),
            date: meta.date.clone(),
            source: source(wording, meta),
        }
    }

    /// The date as a moment, as formats ask for that know no days.
    pub(super) fn moment(&self) -> String {
        format!("{}T00:00:00Z", self.date)
    }

    /// Year, month and day.
    pub(super) fn day(&self) -> Option<(u16, u8, u8)> {
        day(&self.date)
    }
}

/// Year, month and day of a date; nothing where the calendar has no such day.
pub(super) fn day(date: &str) -> Option<(u16, u8, u8)> {
    let mut parts = date.split('-');
    let year: u16 = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let day: u8 = parts.next()?.parse().ok()?;
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then_some((year, month, day))
}

fn source(wording: Wording<'_>, meta: &Meta) -> Option<String> {
    let publication = meta.publication.as_ref()?;
    Some(match meta.kind {
        StudyKind::Reproduction => {
            say!(wording.style(), "package-source", work = cited(publication))
        }
        StudyKind::Original => {
            say!(wording.style(), "package-also-reported", work = cited(publication))
        }
    })
}

/// A publication in a line: authors, year, title, journal, address.
pub(super) fn cited(it: &Publication) -> String {
    let who: Vec<&str> = it.authors.iter().map(|author| author.name.as_str()).collect();
    let place = [Some(&it.journal), it.volume.as_ref(), it.article.as_ref()];
    let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
    let address = doi_address(it).map_or(String::new(), |address| format!(", {address}"));
    format!("{} ({}): {}, {}{address}", who.join(", "), it.year, it.title, place.join(", "))
}

/// The address of a publication that has a DOI.
pub(super) fn doi_address(it: &Publication) -> Option<String> {
    it.doi.as_ref().map(|doi| format!("https://doi.org/{}", encoded(doi)))
}

/// A text as a part of an address or an identifier: signs of ASCII that these keep for themselves,
/// and spaces, in percent signs.
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let kept = c.is_ascii_alphanumeric() || "-._~/()".contains(c);
        if kept || !(c.is_ascii() || c.is_whitespace() || c.is_control()) {
            out.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The address of an author's ORCID record.
pub(super) fn orcid_address(author: &Author) -> Option<String> {
    author.orcid.as_ref().map(|orcid| format!("https://orcid.org/{orcid}"))
}

/// Given names of a person, where there are any.
pub(super) fn given(author: &Author) -> Option<&str> {
    let family = author.family.as_deref()?;
    let given = author.name.strip_suffix(family)?.trim();
    (!given.is_empty()).then_some(given)
}

/// The address of the site, or else of its sources.
pub(super) fn home(meta: &Meta) -> Option<&str> {
    meta.address.as_deref().or(meta.repository.as_deref())
}

/// A licence in words: "CC BY 4.0 (https://…)".
pub(super) fn licence_in_words(licence: &Licence) -> String {
    match super::licences::address(licence) {
        Some(address) => format!("{} ({address})", licence.name),
        None => licence.name.clone(),
    }
}

/// A title as a name of files: its part before a colon, in letters of ASCII, cut between words;
/// `report` where nothing is left.
fn slug(title: &str) -> String {
    let head = title.split(':').next().unwrap_or(title);
    let lower = head.to_lowercase();
    let mut slug = String::new();
    for word in lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let longer = slug.len() + 1 + word.len();
        if !slug.is_empty() && longer > LONGEST_NAME {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(LONGEST_NAME));
    }
    if slug.is_empty() { "report".into() } else { slug }
}

/// A version as a part of a file's name.
fn in_file_name(version: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let name: String = version.chars().map(|c| if plain(c) { c } else { '-' }).collect();
    name.trim_matches(['.', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_plain_and_short() {
        assert_eq!(slug("Hot drinks"), "hot-drinks");
        assert_eq!(slug("Tea: what we drink"), "tea");
        assert_eq!(slug("お茶"), "report");
        assert_eq!(slug("Être & avoir"), "tre-avoir");
        let long = slug("A title that goes on and on until nobody remembers how it began");
        assert_eq!(long, "a-title-that-goes-on-and-on-until-nobody");
        assert_eq!(slug(&"x".repeat(90)).len(), LONGEST_NAME);
        assert_eq!(in_file_name("1.0.0"), "1.0.0");
        assert_eq!(in_file_name("../2 β/"), "2");
    }

    #[test]
    fn addresses_hold_no_sign_of_their_own() {
        assert_eq!(encoded("data/a b.csv"), "data/a%20b.csv");
        assert_eq!(encoded("10.5555/(1)<2>"), "10.5555/(1)%3C2%3E");
        assert_eq!(encoded("é#\u{a0}"), "é%23%C2%A0");
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(day("2026-11-24"), Some((2026, 11, 24)));
        assert_eq!(day("2024-02-29"), Some((2024, 2, 29)));
        assert_eq!(day("2026-02-29"), None);
        assert_eq!(day("2026-13-01"), None);
        assert_eq!(day("2026-04-31"), None);
    }
}
