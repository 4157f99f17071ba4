//! A text -> the sentences in it, by their bounds; what pages, `report.json` and the audit share.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Words before a full stop that do not end a sentence.
const ABBREVIATIONS: [&str; 8] = ["p", "pp", "no", "vol", "fig", "ca", "approx", "cf"];

/// The sentences of a text by their bounds: Unicode's, and before a figure too. Unicode joins
/// "... of four. 74% reported ..." because a small letter follows. No sentence ends within
/// what is `whole`: "(Jiang et al. 2017; He 2019)".
#[must_use]
pub fn sentences(text: &str, whole: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut bounds = Vec::new();
    let mut start = 0;
    for end in unicode_ends(text) {
        let (sentence, mut from) = (&text[start..end], 0);
        for (at, _) in sentence.match_indices(['.', '!', '?']) {
            let rest = &sentence[at + 1..];
            let after = rest.trim_start_matches(['”', '’', '"', ')']).trim_start();
            let space = rest.len() - after.len();
            let word = sentence[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            let abbreviated = ABBREVIATIONS.contains(&word.to_lowercase().as_str());
            let spaced = rest[..space].ends_with(char::is_whitespace);
            if spaced && !abbreviated && after.starts_with(|c: char| c.is_ascii_digit()) {
                bounds.push(start + from..start + at + 1 + space);
                from = at + 1 + space;
            }
        }
        bounds.push(start + from..end);
        start = end;
    }
    let within = |at: usize| whole.iter().any(|range| range.start < at && at < range.end);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(bounds.len());
    for bound in bounds {
        match joined.last_mut().filter(|_| within(bound.start)) {
            Some(last) => last.end = bound.end,
            None => joined.push(bound),
        }
    }
    joined
}

/// Where Unicode's sentences end.
///
/// A sentence ends only behind a sign that can close one, and whether it does depends on the word
/// before and on what stands up to the next letter (UAX #29, rules SB3 to SB11): only these
/// stretches are examined, since the rules are dear.
fn unicode_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    // The last letter of the stretch before, which may be that before the next sign.
    let mut last = 0;
    while let Some(sign) = text[last..].find(may_end).map(|at| last + at) {
        let start = text[last..sign].rfind(char::is_whitespace).map_or(last, |at| last + at);
        let is_letter = |c: char| (c.is_lowercase() || c.is_uppercase()) && !may_end(c);
        let letter = text[sign..].char_indices().find(|(_, c)| is_letter(*c));
        let end = letter.map_or(text.len(), |(at, c)| sign + at + c.len_utf8());
        let found = text[start..end].split_sentence_bound_indices();
        // The stretch itself ends as a sentence does, which says nothing.
        ends.extend(found.map(|(at, it)| start + at + it.len()).filter(|at| *at < end));
        let Some((at, _)) = letter else { break };
        last = sign + at;
    }
    if !text.is_empty() {
        ends.push(text.len());
    }
    ends
}

/// Whether a sentence may end behind a sign. Of signs beyond ASCII, those of European texts are
/// known not to; all others may.
fn may_end(c: char) -> bool {
    match c {
        '.' | '!' | '?' | '\n' | '\r' => true,
        '\0'..='\u{7f}' | '\u{a0}'..='\u{24f}' | '\u{2010}'..='\u{2023}' => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_may_begin_with_a_figure() {
        let split = |text: &'static str| -> Vec<&str> {
            sentences(text, &[]).into_iter().map(|range| text[range].trim()).collect()
        };
        assert_eq!(
            split("One in four. 74% reported none (Figure 7). And 0.8% did."),
            ["One in four.", "74% reported none (Figure 7).", "And 0.8% did."]
        );
        assert_eq!(
            split("See p. 3 and vol. 8 of it. It is so."),
            ["See p. 3 and vol. 8 of it.", "It is so."]
        );
        assert_eq!(split("“Really?” 5,142 answered."), ["“Really?”", "5,142 answered."]);
        // What is whole is not divided, though a small sentence seems to end in it.
        let text = "It is so (Abel et al. 2019; Berg 2020). Then.";
        let bounds = sentences(text, std::slice::from_ref(&(9..38)));
        assert_eq!(&text[bounds[0].clone()], "It is so (Abel et al. 2019; Berg 2020). ");
        assert_eq!(bounds.len(), 2);
        assert!(sentences(text, &[]).len() > 2);
    }

    #[test]
    fn stretches_give_the_same_ends_as_the_whole() {
        let pieces = [
            "One", "four", "p", ".", ".", "?", "!", " ", " ", " ", "4", "74%", "”", "(", ")", ",",
            "–", "é", "Ä", "。", "你好", "ا", "؟", "\n", "\u{ad}", "\u{301}", "…", "5.3", "U.S.",
            ":", "\u{a0}", "’", "क", "ी", "।", "‼", "ｄ", "．", "\u{85}",
        ];
        let mut random = 1_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(99);
                text.push_str(pieces[(random >> 33) as usize % pieces.len()]);
            }
            let whole: Vec<usize> = text
                .split_sentence_bound_indices()
                .map(|(at, sentence)| at + sentence.len())
                .collect();
            assert_eq!(unicode_ends(&text), whole, "{text:?}");
        }
    }
}
