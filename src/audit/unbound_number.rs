//! unbound-number: no number is typed into a text.

use super::check::{Check, Facts, Record, exhibited};
use crate::types::finding::{About, Weight};
use crate::types::messages::say;
use crate::types::source::Place;

pub(super) const CHECK: Check = Check { code: "unbound-number", run };

fn run(facts: &Facts<'_>, record: &mut Record) {
    for place in &facts.study.numerals {
        record.judged();
        if facts.study.plain_numbers.iter().any(|plain| covers(plain, place)) {
            continue;
        }
        let number = &place.file.text[place.span.clone()];
        let path = &place.file.path;
        let message =
            say!(facts.study.style, "unbound-number-number-is-typed-into", number = number);
        let places = vec![exhibited(number, &**path, place)];
        let name = path.rsplit('/').next().unwrap_or_default();
        let id = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        record
            .found(Weight::Warning, About::Study, vec![id], message, places)
            .help(facts.study.style.text("unbound-number-bind-it-to-a"));
    }
}

/// Whether a declared text stands at a place and holds it whole.
pub(super) fn covers(plain: &str, place: &Place) -> bool {
    let text = &place.file.text;
    let from = text.floor_char_boundary(place.span.start.saturating_sub(plain.len()));
    let to = text.ceil_char_boundary((place.span.end + plain.len()).min(text.len()));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text[from..to].match_indices(plain).any(|(at, _)| {
        let (start, end) = (from + at, from + at + plain.len());
        let after = &text[end..];
        let longer = digit(text[..start].chars().next_back())
            || digit(after.chars().next())
            || (after.starts_with(['.', ',']) && digit(after.chars().nth(1)));
        start <= place.span.start && place.span.end <= end && !longer
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::audit::testing::{audited, study};
    use crate::types::source::SourceFile;

    fn numbers(page: &str) -> Vec<String> {
        let option = "{id: a, label: A, percent: 50, note: See page 3.}";
        let findings = audited(&study(option, ""), page).findings;
        let own = findings.iter().filter(|finding| finding.code == "unbound-number");
        own.map(|finding| finding.places[0].text.clone()).collect()
    }

    #[test]
    fn typed_numbers_are_found_in_pages_and_data() {
        // The note of the row holds one as well.
        assert_eq!(numbers("Of 5,142 people 74% said so."), ["3", "5,142", "74"]);
        assert_eq!(numbers("Of {n}`people.answered`, {pct}`people.q.a` had COVID-19."), ["3"]);
    }

    #[test]
    fn what_is_declared_plain_has_to_stand_there_whole() {
        let file = Arc::new(SourceFile {
            path: "a.md".into(),
            text: "In 2026, Table 3 and 20261; 2026.5 and 3.".into(),
        });
        let at = |text: &str| {
            let start = file.text.find(text).unwrap();
            Place { file: Arc::clone(&file), span: start..start + text.len() }
        };
        assert!(covers("2026", &at("2026")));
        assert!(!covers("2026", &at("20261")));
        assert!(!covers("2026", &at("2026.5")));
        let three = Place { span: 15..16, ..at("Table 3") };
        assert!(covers("Table 3", &three));
        let last = Place { span: file.text.len() - 2..file.text.len() - 1, ..at("Table 3") };
        assert!(!covers("Table 3", &last) && covers("3", &last));
    }
}
