//! The language of a study -> the terms in which works are cited: "et al.", "and", "n.d.".
//!
//! The project of the citation styles has them for the languages below. A study in another one has
//! those of English, as a study has that is in English.

use hayagriva::archive::LOCALES;
use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{Locale, LocaleCode, TermForm};

/// What is written where a language has no terms.
const ENGLISH: &str = "en-US";
/// The languages with terms; of those with one first part, the first stands for all that have it and
/// are not listed.
const LANGUAGES: [&str; 61] = [
    "en-US",
    "af-ZA",
    "ar",
    "bal-PK",
    "bg-BG",
    "brh-PK",
    "ca-AD",
    "cs-CZ",
    "cy-GB",
    "da-DK",
    "de-DE",
    "de-AT",
    "de-CH",
    "el-GR",
    "es-ES",
    "es-CL",
    "es-MX",
    "et-EE",
    "eu",
    "fa-IR",
    "fi-FI",
    "fr-FR",
    "fr-CA",
    "gl-ES",
    "he-IL",
    "hi-IN",
    "hr-HR",
    "hu-HU",
    "hy-AM",
    "id-ID",
    "is-IS",
    "it-IT",
    "ja-JP",
    "km-KH",
    "ko-KR",
    "la",
    "lij-IT",
    "lt-LT",
    "lv-LV",
    "mn-MN",
    "ms-MY",
    "nb-NO",
    "nl-NL",
    "nn-NO",
    "pa-PK",
    "pl-PL",
    "pt-PT",
    "pt-BR",
    "ro-RO",
    "ru-RU",
    "sk-SK",
    "sl-SI",
    "sr-Cyrl-RS",
    "sr-Latn-RS",
    "sv-SE",
    "th-TH",
    "tr-TR",
    "uk-UA",
    "vi-VN",
    "zh-CN",
    "zh-TW",
];
/// A locale names its language within so many bytes of its start.
const NAMED_WITHIN: usize = 80;

/// The terms of one language.
pub(super) struct Terms {
    /// The language that hayagriva is to write; nothing where it is English.
    pub(super) language: Option<LocaleCode>,
    /// Its terms, and those of English.
    pub(super) locales: Vec<Locale>,
    /// What stands for further authors of a citation.
    pub(super) et_al: String,
    /// What joins the last of several.
    pub(super) and: String,
    /// What stands for the year of a work that has none.
    pub(super) undated: String,
}

/// The terms for a language tag.
pub(super) fn terms(language: &str) -> Terms {
    let tag = listed(language);
    // Reading those of all languages takes fifty times as long.
    let mut locales: Vec<Locale> = locale(ENGLISH).into_iter().collect();
    let mut terms = Terms {
        language: None,
        locales: Vec::new(),
        et_al: "et al.".into(),
        and: "and".into(),
        undated: "n.d.".into(),
    };
    if tag != ENGLISH
        && let Some(own) = locale(tag)
    {
        let term = |term: OtherTerm, form: TermForm, english: &str| {
            let long = || own.term(Term::Other(term), TermForm::Long);
            let found = own.term(Term::Other(term), form).or_else(long);
            found.and_then(|it| it.single()).unwrap_or(english).to_owned()
        };
        terms.et_al = term(OtherTerm::EtAl, TermForm::Long, "et al.");
        terms.and = term(OtherTerm::And, TermForm::Long, "and");
        terms.undated = term(OtherTerm::NoDate, TermForm::Short, "n.d.");
        terms.language = Some(LocaleCode(tag.to_owned()));
        locales.insert(0, own);
    }
    Terms { locales, ..terms }
}

/// The listed language that stands for a tag.
fn listed(language: &str) -> &'static str {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let whole = LANGUAGES.iter().find(|tag| tag.eq_ignore_ascii_case(language));
    // No language of its own: English with accents, or turned round.
    let pseudo = ["en-XA", "ar-XB"].contains(&language);
    let near = || LANGUAGES.iter().find(|tag| !pseudo && primary(tag) == primary(language));
    whole.or_else(near).copied().unwrap_or(ENGLISH)
}

/// The terms of a listed language.
fn locale(tag: &str) -> Option<Locale> {
    // As CBOR writes a short text: its length, and its bytes.
    let mut named = vec![0x60 | u8::try_from(tag.len()).ok()?];
    named.extend(tag.as_bytes());
    let is_own = |bytes: &&&[u8]| {
        bytes[..bytes.len().min(NAMED_WITHIN)].windows(named.len()).any(|it| it == named)
    };
    let bytes = LOCALES.iter().find(is_own)?;
    ciborium::de::from_reader(*bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_terms_and_no_other_has() {
        for tag in LANGUAGES {
            let lang = locale(tag).and_then(|locale| locale.lang);
            assert_eq!(lang, Some(LocaleCode(tag.into())));
        }
        let primaries = |tags: &mut dyn Iterator<Item = String>| {
            let mut all: Vec<String> =
                tags.map(|it| it.split('-').next().unwrap_or_default().to_owned()).collect();
            all.sort();
            all.dedup();
            all
        };
        let bundled = hayagriva::archive::locales();
        let bundled = primaries(&mut bundled.into_iter().filter_map(|it| Some(it.lang?.0)));
        let listed = primaries(&mut LANGUAGES.iter().map(|it| (*it).to_owned()));
        // Tagalog and the like have a file without terms of their own.
        assert!(listed.iter().all(|it| bundled.contains(it)), "{bundled:?}");
        assert!(bundled.iter().filter(|it| !listed.contains(it)).count() < 3, "{bundled:?}");
    }

    #[test]
    fn a_language_is_found_by_its_tag_or_by_its_first_part() {
        for (tag, expected) in [
            ("en", "en-US"),
            ("en-GB", "en-US"),
            ("en-XA", "en-US"),
            ("ar-XB", "en-US"),
            ("de", "de-DE"),
            ("de-AT", "de-AT"),
            ("de-LI", "de-DE"),
            ("pt", "pt-PT"),
            ("PT-br", "pt-BR"),
            ("zh-Hant", "zh-CN"),
            ("ar", "ar"),
            ("sw", "en-US"),
        ] {
            assert_eq!(listed(tag), expected, "{tag}");
        }
    }

    #[test]
    fn terms_are_those_of_the_language() {
        let said = |tag: &str| {
            let terms = terms(tag);
            [terms.et_al, terms.and, terms.undated]
        };
        assert_eq!(said("en"), ["et al.", "and", "n.d."]);
        assert_eq!(said("de"), ["u.\u{a0}a.", "und", "o.\u{a0}J."]);
        assert_eq!(said("fr"), ["et al.", "et", "s.\u{a0}d."]);
    }
}
