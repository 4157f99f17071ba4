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

impl Checker<'_> {
    /// The count below a key.
    pub(super) fn count(&mut self, at: At<'_>, key: &str, text: Option<&String>) -> Option<u64> {
        let text = text?;
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let count = text.parse().ok().filter(|n: &u64| digits && *n <= MAX_COUNT);
        if count.is_none() {
            self.faults.push(Diagnostic::bad_count(text, at.key(key).place()));
        }
        count
    }

    /// The whole number below a key, at most `most`; `expected` says so in words.
    pub(super) fn small(
        &mut self,
        at: At<'_>,
        key: &str,
        text: Option<&String>,
        most: u32,
        expected: &str,
    ) -> Option<u32> {
        let text = text?;
        let number = text.parse().ok().filter(|n: &u32| *n <= most && !text.starts_with('+'));
        if number.is_none() {
            self.faults.push(Diagnostic::out_of_bounds(text, expected, at.key(key).place()));
        }
        number
    }

    /// The percent below a key.
    fn percent(&mut self, at: At<'_>, text: Option<&String>) -> Option<Printed> {
        let text = text?;
        let place = at.key("percent").place();
        match Printed::parse(text) {
            Ok(printed) if printed.value() > Exact::from(100) => {
                self.faults.push(Diagnostic::percent_above_100(text, place));
                None
            }
            Ok(printed) => Some(printed),
            Err(why) => {
                self.faults.push(Diagnostic::bad_percent(text, why, place));
                None
            }
        }
    }

    /// What an entry with `percent` and `count` reports.
    pub(super) fn reported(
        &mut self,
        at: At<'_>,
        percent: Option<&String>,
        count: Option<&String>,
    ) -> Reported {
        if percent.is_none() && count.is_none() {
            self.faults.push(Diagnostic::no_number(at.place()));
        }
        match (self.percent(at, percent), self.count(at, "count", count)) {
            (Some(percent), Some(count)) => Reported::Both(percent, count),
            (Some(percent), None) => Reported::Percent(percent),
            (None, count) => Reported::Count(count.unwrap_or(0)),
        }
    }

    /// Reports a text that is not of the expected form.
    pub(super) fn form(&mut self, at: At<'_>, key: &str, text: &str, form: &Form) {
        if !(form.fits)(text) {
            let place = at.key(key).place();
            self.faults.push(Diagnostic::bad_form(form.what, form.expected, text, place));
        }
    }
}

/// A form that a text must have.
pub(super) struct Form {
    pub(super) what: &'static str,
    pub(super) expected: &'static str,
    pub(super) fits: fn(&str) -> bool,
}

/// YYYY-MM-DD.
pub(super) const DATE: Form = Form { what: "a date", expected: "YYYY-MM-DD", fits: is_date };
/// An ORCID iD with its check digit.
pub(super) const ORCID: Form = Form {
    what: "an ORCID iD",
    expected: "0000-0000-0000-000X with its check digit",
    fits: is_orcid,
};
/// An address.
pub(super) const ADDRESS: Form =
    Form { what: "an address", expected: "beginning with https:// or http://", fits: is_address };
/// A DOI.
pub(super) const DOI: Form =
    Form { what: "a DOI", expected: "10.1234/abc without an address before it", fits: is_doi };

fn is_date(text: &str) -> bool {
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
            registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.')
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
