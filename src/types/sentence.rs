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
    for (start, sentence) in text.split_sentence_bound_indices() {
        let mut from = 0;
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
        bounds.push(start + from..start + sentence.len());
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
}
