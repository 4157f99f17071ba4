//! A text -> the numerals that somebody typed into it: what is a number of the study, and what is
//! part of a name.
//!
//! A numeral is a run of digits, with points and commas between digits. It is no numeral where a
//! letter stands right before it, or before a hyphen before it ("COVID-19", "AI2", "v1"), where a
//! capital letter follows it at once ("5G", "3D"), where it is an ordinal ("21st"), or where it is
//! part of an address ("https://…", "10.5555/…", "a1@b.c"). A number in words counts where
//! "percent" or "per cent" follows it, and only there.

use std::ops::Range;

/// Numbers in words that may stand before "percent".
const WORDS: &str = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
     fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty \
     ninety hundred";

/// The numerals of a text, by where they stand.
#[must_use]
pub fn numerals(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    if !may_hold_one(text) {
        return out;
    }
    let mut start = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let address = word.contains("://") || word.contains('@') || is_doi(word);
        if !address {
            for range in digits(word) {
                if !is_name(word, &range) {
                    out.push(start + range.start..start + range.end);
                }
            }
        }
        start += piece.len();
    }
    words_before_percent(text, &mut out);
    out.sort_by_key(|range| range.start);
    out
}

/// Whether a text may hold a numeral at all: most texts do not, and are not looked through.
#[must_use]
pub fn may_hold_one(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit() || !b.is_ascii()) || speaks_of_percent(text)
}

/// Whether "cent" stands in a text, large or small.
fn speaks_of_percent(text: &str) -> bool {
    text.as_bytes().windows(4).any(|it| it.eq_ignore_ascii_case(b"cent"))
}

/// Runs of digits, with points and commas between them.
fn digits(word: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut chars = word.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|(_, c)| is_digit(*c));
        let open = out.last_mut().filter(|range| range.end == at);
        let joins = matches!(c, '.' | ',') && next_is_digit;
        match open {
            Some(range) if is_digit(c) || joins => range.end = at + c.len_utf8(),
            None if is_digit(c) => out.push(at..at + c.len_utf8()),
            _ => {}
        }
    }
    out
}

/// Digits of any script, and vulgar fractions; raised ones belong to units and notes.
fn is_digit(c: char) -> bool {
    c.is_numeric() && !matches!(c, '²' | '³' | '¹' | '⁰'..='⁹' | '₀'..='₉')
}

/// Whether digits are part of a name or an ordinal.
fn is_name(word: &str, range: &Range<usize>) -> bool {
    let before = &word[..range.start];
    let joined = before.trim_end_matches(['-', '\u{2010}', '\u{2011}']);
    let hyphens = before.len() - joined.len();
    let after = &word[range.end..];
    let letters = after.trim_start_matches(char::is_alphabetic);
    let suffix = &after[..after.len() - letters.len()];
    (joined.ends_with(char::is_alphabetic) && hyphens <= '\u{2011}'.len_utf8())
        || after.starts_with(char::is_uppercase)
        || matches!(suffix, "st" | "nd" | "rd" | "th")
}

/// "10.5555/12345678", with or without brackets round it.
fn is_doi(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '[', '“']);
    let rest = word.strip_prefix("doi:").unwrap_or(word).strip_prefix("10.");
    let number = rest.and_then(|rest| rest.split_once('/')).map(|(number, _)| number);
    number.is_some_and(|number| {
        number.len() >= 4 && number.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    })
}

/// The number that one or two words say: "nineteen", "forty-four", "one hundred"; nothing where
/// they are no number.
#[must_use]
pub fn in_words(text: &str) -> Option<u64> {
    let value = |word: &str| {
        let at = WORDS.split_ascii_whitespace().position(|it| it.eq_ignore_ascii_case(word))?;
        let at = u64::try_from(at).ok()?;
        // Twenty single words, then the tens.
        Some(if at < 20 { at + 1 } else { (at - 17) * 10 })
    };
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (first, second, more) = (words.next().and_then(value)?, words.next(), words.next());
    if more.is_some() {
        return None;
    }
    match second.map(value) {
        None => Some(first),
        Some(Some(100)) if first < 10 => Some(first * 100),
        Some(Some(ones)) if ones < 10 && (20..100).contains(&first) => Some(first + ones),
        Some(_) => None,
    }
}

/// Numbers in words before "percent" or "per cent".
fn words_before_percent(text: &str, out: &mut Vec<Range<usize>>) {
    if !speaks_of_percent(text) {
        return;
    }
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        match words.last_mut().filter(|word| word.end == at) {
            Some(word) if c.is_alphabetic() => word.end = at + c.len_utf8(),
            _ if c.is_alphabetic() => words.push(at..at + c.len_utf8()),
            _ => {}
        }
    }
    let is = |i: usize, known: &str| {
        words.get(i).is_some_and(|word| text[word.clone()].eq_ignore_ascii_case(known))
    };
    for i in 1..words.len() {
        let percent = is(i, "percent") || (is(i, "per") && is(i + 1, "cent"));
        let number = |i: usize| WORDS.split_ascii_whitespace().any(|known| is(i, known));
        if percent && number(i - 1) {
            let first = if i >= 2 && number(i - 2) { i - 2 } else { i - 1 };
            out.push(words[first].start..words[i - 1].end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        numerals(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn numbers_are_found_as_they_are_written() {
        for (text, expected) in [
            ("Of 5,142 clinicians, 74% and 16.5 percent.", vec!["5,142", "74", "16.5"]),
            ("a 12-month period (n=120)", vec!["12", "120"]),
            ("½ of them, ٧ in all", vec!["½", "٧"]),
            ("2019–2020", vec!["2019", "2020"]),
            ("Seventy-four percent, ten per cent", vec!["Seventy-four", "ten"]),
            ("in 2026.", vec!["2026"]),
            ("2026-01-12", vec!["2026", "01", "12"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn names_ordinals_and_addresses_hold_none() {
        for text in [
            "COVID-19 and AI2, T2 and v1.2",
            "5G and 3D",
            "the 21st century",
            "see https://example.org/2026/12 and 10.5555/12345678",
            "a1@example.org",
            "m² and R²",
            "two groups, eleven answers, a dozen",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
