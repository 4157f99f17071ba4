//! The name of a style -> its rules, with the terms of English.

use hayagriva::Entry;
use hayagriva::archive::{ArchivedStyle, LOCALES};
use hayagriva::citationberg::{IndependentStyle, Locale, Style as Archived};

use crate::types::source::CitationStyle;

/// The language of what offprint itself writes.
const LANGUAGE: &[u8] = b"en-US";
/// A locale names its language within so many bytes of its start.
const NAMED_WITHIN: usize = 80;

/// A style, ready for use.
pub(super) struct Style {
    pub(super) rules: IndependentStyle,
    pub(super) locales: Vec<Locale>,
    /// How its reference list writes that there are more authors.
    pub(super) et_al: &'static str,
}

/// The style of a name.
pub(super) fn style(name: CitationStyle) -> Style {
    let (archived, et_al) = match name {
        CitationStyle::SpringerBasicAuthorDate => (ArchivedStyle::SpringerBasicAuthorDate, "et al"),
    };
    let rules = match archived.get() {
        Archived::Independent(rules) => rules,
        // None of the styles above is written in terms of another; a test reads them all.
        Archived::Dependent(_) => unreachable!("a style that stands alone"),
    };
    Style { rules, locales: locales(), et_al }
}

/// The terms of English alone: reading those of all languages takes fifty times as long.
fn locales() -> Vec<Locale> {
    LOCALES
        .iter()
        .filter(|bytes| {
            let start = &bytes[..bytes.len().min(NAMED_WITHIN)];
            start.windows(LANGUAGE.len()).any(|window| window == LANGUAGE)
        })
        .filter_map(|bytes| ciborium::de::from_reader(*bytes).ok())
        .collect()
}

impl Style {
    /// The order of the reference list: authors, year, title. The style sorts again.
    #[expect(clippy::unused_self, reason = "the order belongs to the style")]
    pub(super) fn order(&self, entry: &Entry) -> (String, i32, String) {
        let names = entry.authors().unwrap_or_default().iter();
        let names: Vec<String> = names
            .map(|person| {
                let given = person.given_name.as_deref().unwrap_or_default();
                format!("{}\t{given}", person.name).to_lowercase()
            })
            .collect();
        let title = entry.title().map(ToString::to_string).unwrap_or_default();
        (names.join("\n"), entry.date().map_or(0, |date| date.year), title.to_lowercase())
    }
}
