//! Texts of YAML files -> numbers and ids, each fault with its place.

use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::types::number::{Exact, MAX_COUNT, Printed};
use crate::types::source::At;
use crate::types::study::Reported;

/// Whether a text is an id: lower-case letters, digits and single hyphens between them.
pub(super) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// Whether a text is the number of a table: 1 to 9999, without zeros before it.
pub(super) fn is_table_number(text: &str) -> bool {
    whole(text, 1, 9999).is_some()
}

/// The whole number that a text is, within bounds and without zeros or signs before it.
fn whole(text: &str, least: u32, most: u32) -> Option<u32> {
    let plain = text == "0" || !text.starts_with(['0', '+']);
    text.parse().ok().filter(|n| plain && (least..=most).contains(n))
}

/// The bounds of a small number.
pub(super) struct Bounds {
    /// What is expected, in words.
    pub(super) expected: &'static str,
    pub(super) least: u32,
    pub(super) most: u32,
}

/// Decimals of a computed value.
pub(super) const DECIMALS: Bounds = Bounds { expected: "a number from 0 to 6", least: 0, most: 6 };
/// The number of a table in the source.
pub(super) const TABLE_NUMBER: Bounds =
    Bounds { expected: "a number from 1 to 9999", least: 1, most: 9999 };
/// The place of a page among the others.
pub(super) const ORDER: Bounds =
    Bounds { expected: "a number from 0 to 99999", least: 0, most: 99_999 };

impl Checker<'_> {
    /// The count below a key.
    pub(super) fn count(&mut self, at: At<'_>, key: &str, text: Option<&String>) -> Option<u64> {
        let text = text.filter(|_| !at.stands_in(key))?;
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let count = text.parse().ok().filter(|n: &u64| digits && *n <= MAX_COUNT);
        if count.is_none() {
            self.faults.push(Diagnostic::bad_count(key, text, digits, at.key(key).place()));
        }
        count
    }

    /// The small number below a key.
    pub(super) fn small(
        &mut self,
        at: At<'_>,
        key: &str,
        text: Option<&String>,
        bounds: &Bounds,
    ) -> Option<u32> {
        let text = text.filter(|_| !at.stands_in(key))?;
        let number = whole(text, bounds.least, bounds.most);
        if number.is_none() {
            let place = at.key(key).place();
            self.faults.push(Diagnostic::out_of_bounds(key, bounds.expected, text, place));
        }
        number
    }

    /// The percent below a key.
    fn percent(&mut self, at: At<'_>, text: Option<&String>) -> Option<Printed> {
        let text = text.filter(|_| !at.stands_in("percent"))?;
        let place = at.key("percent").place();
        // What a source prints loads, though it be impossible, and is judged by the audit; and a
        // value can exceed another by more than all of that. A study whose kind could not be read
        // may be of a source.
        let printed = self.is_reproduction() || self.is_of_unknown_kind();
        let most = if printed || at.has("less") { 999 } else { 100 };
        match Printed::parse(text) {
            Ok(printed) if printed.value() > Exact::from(most) => {
                self.faults.push(Diagnostic::percent_too_large(most, text, place));
                None
            }
            Ok(printed) => Some(printed),
            Err(why) => {
                self.faults.push(Diagnostic::bad_percent("percent", text, why, place));
                None
            }
        }
    }

    /// What an entry with `percent` and `count` reports; nothing where that cannot be told, which
    /// is reported.
    pub(super) fn reported(
        &mut self,
        at: At<'_>,
        percent: Option<&String>,
        count: Option<&String>,
    ) -> Option<Reported> {
        let stands_in = at.stands_in("percent") || at.stands_in("count");
        if percent.is_none() && count.is_none() && !stands_in {
            self.faults.push(Diagnostic::no_number(at.place()));
        }
        let sound_percent = self.percent(at, percent);
        let sound_count = self.count(at, "count", count);
        let faulty = (percent.is_some() && sound_percent.is_none())
            || (count.is_some() && sound_count.is_none());
        match (sound_percent, sound_count) {
            _ if faulty || stands_in => None,
            (Some(percent), Some(count)) => Some(Reported::Both(percent, count)),
            (Some(percent), None) => Some(Reported::Percent(percent)),
            (None, count) => count.map(Reported::Count),
        }
    }

    /// Reports a text that is not of the expected form.
    pub(super) fn form(&mut self, at: At<'_>, key: &str, text: &str, form: &Form) {
        if !(form.fits)(text) && !at.stands_in(key) {
            let place = at.key(key).place();
            let help = (form.help)(text);
            self.faults.push(Diagnostic::bad_form(form.expected, text, place, help));
        }
    }
}

/// A form that a text must have.
pub(super) struct Form {
    /// What is expected, in words.
    pub(super) expected: &'static str,
    pub(super) fits: fn(&str) -> bool,
    /// What to do about a text that does not fit.
    pub(super) help: fn(&str) -> String,
}

/// YYYY-MM-DD.
pub(super) const DATE: Form = Form {
    expected: "a date as year, month and day, such as 2026-01-31",
    fits: is_date,
    help: |text| {
        let parts: Vec<&str> = text.split('-').map(str::trim).collect();
        match parts[..] {
            [y, m, d] if y.len() == 4 && m.len() == 2 && d.len() == 2 => {
                "there is no such day".into()
            }
            _ => "write four digits, a hyphen, two digits, a hyphen, two digits".into(),
        }
    },
};
/// An ORCID iD with its check digit.
pub(super) const ORCID: Form = Form {
    expected: "an ORCID iD, such as 0000-0002-1825-0097",
    fits: is_orcid,
    help: |text| {
        let bare = text.rsplit('/').next().unwrap_or_default();
        if bare != text && is_orcid(bare) {
            format!("leave out the address before it: {bare}")
        } else if text.len() == 19 {
            "its last digit does not agree with the others; one of them may be mistyped".into()
        } else {
            "write four groups of four digits, joined by hyphens".into()
        }
    },
};
/// An address.
pub(super) const ADDRESS: Form = Form {
    expected: "an address that begins with https:// or http://",
    fits: is_address,
    help: |text| {
        let guess = format!("https://{text}");
        if text.contains('.') && !text.contains([':', '@']) && is_address(&guess) {
            format!("for instance {guess}")
        } else {
            "for instance https://example.org/report".into()
        }
    },
};
/// A DOI.
pub(super) const DOI: Form = Form {
    expected: "a DOI, such as 10.1234/abc",
    fits: is_doi,
    help: |text| {
        let bare = text.find("10.").map_or(text, |at| &text[at..]);
        if bare != text && is_doi(bare) {
            format!("leave out what stands before it: {bare}")
        } else {
            "a DOI begins with 10., some digits and a slash".into()
        }
    },
};

pub(super) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let [year, month, day] = parts[..] else { return false };
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return false;
    }
    let number = |part: &str| part.parse::<u32>().unwrap_or(0);
    let (year, month) = (number(year), number(month));
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&number(day))
}

/// ISO 7064 MOD 11-2, as ORCID uses it.
fn is_orcid(text: &str) -> bool {
    let plain: Vec<u8> = text.bytes().filter(|b| *b != b'-').collect();
    let grouped = text.len() == 19 && text.bytes().skip(4).step_by(5).all(|b| b == b'-');
    if !grouped || plain.len() != 16 || !plain[..15].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum = plain[..15].iter().fold(0_u32, |sum, b| (sum + u32::from(b - b'0')) * 2);
    let check = (12 - sum % 11) % 11;
    let expected = if check == 10 { b'X' } else { b'0' + u8::try_from(check).unwrap_or(0) };
    plain[15] == expected
}

fn is_address(text: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| {
        text.strip_prefix(scheme)
            .is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
    })
}

fn is_doi(text: &str) -> bool {
    text.strip_prefix("10.").and_then(|rest| rest.split_once('/')).is_some_and(
        |(registrant, name)| {
            !registrant.is_empty()
                && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.')
                && !name.is_empty()
                && !name.contains(char::is_whitespace)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain() {
        assert!(is_id("ai-research") && is_id("within-1-year"));
        assert!(!is_id("AI") && !is_id("a_b") && !is_id("-a") && !is_id("a--b") && !is_id(""));
    }

    #[test]
    fn small_numbers_are_plain() {
        assert!(is_table_number("1") && is_table_number("9999"));
        for text in ["0", "10000", "01", "+1", "-1", "1a", "1.0", "", " 1"] {
            assert!(!is_table_number(text), "{text}");
        }
        assert_eq!(whole("0", 0, 6), Some(0));
        assert_eq!(whole("00", 0, 6), None);
    }

    #[test]
    fn faulty_forms_come_with_a_way_out() {
        assert_eq!((DATE.help)("2026-02-30"), "there is no such day");
        assert!((DATE.help)("2. January 2026").starts_with("write four digits"));
        assert_eq!(
            (ORCID.help)("https://orcid.org/0000-0002-1825-0097"),
            "leave out the address before it: 0000-0002-1825-0097"
        );
        assert!((ORCID.help)("0000-0002-1825-0098").contains("last digit"));
        assert_eq!((ADDRESS.help)("example.org/tea"), "for instance https://example.org/tea");
        assert_eq!(
            (DOI.help)("https://doi.org/10.1234/tea"),
            "leave out what stands before it: 10.1234/tea"
        );
    }

    #[test]
    fn dates_exist() {
        assert!(is_date("2026-11-24") && is_date("2024-02-29") && is_date("2000-02-29"));
        assert!(!is_date("2025-02-29") && !is_date("1900-02-29") && !is_date("2026-13-01"));
        assert!(!is_date("2026-1-01") && !is_date("24.11.2026") && !is_date("2026-11-00"));
    }

    #[test]
    fn orcids_carry_a_check_digit() {
        // The example of ORCID's own documentation.
        assert!(is_orcid("0000-0002-1825-0097"));
        assert!(is_orcid("0000-0002-1694-233X"));
        assert!(!is_orcid("0000-0002-1825-0098") && !is_orcid("0000000218250097"));
    }

    #[test]
    fn addresses_and_dois() {
        assert!(is_address("https://example.org/a") && !is_address("example.org"));
        assert!(is_doi("10.3389/frai.2025.1694145") && !is_doi("https://doi.org/10.1/2"));
    }
}
