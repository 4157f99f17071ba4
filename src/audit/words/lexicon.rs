//! A sentence -> the words in it that judge a quantity, and what each of them says.
//!
//! What is listed here is all that is known; anything else is no quantifier.

use std::ops::Range;

use super::fractions::number;
use super::lists::{
    ADJECTIVES, AFTER_MAJORITY, ASKING, BEFORE_FEW, BEFORE_MOST, CLOSING, NEGATIONS, OPENING,
    PREPOSITIONS, QUALIFIERS, RATES, SPANS, SUPERLATIVE, WHOLE, is_modifier, listed,
};
use super::tokens::Token;
use crate::types::number::Exact;

/// What a quantifier says of a share (0 to 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Within three points of it: "half", "about a third".
    About(Exact),
    /// Below it, and within three points: "nearly half".
    Nearly(Exact),
    /// Above it, and within three points: "over a third".
    Over(Exact),
    /// Above it: "more than half".
    Above(Exact),
    /// Below it: "fewer than half".
    Below(Exact),
    /// It or more: "at least half".
    AtLeast(Exact),
    /// It or less: "at most half".
    AtMost(Exact),
    /// "the majority"
    Majority,
    /// "a minority"
    Minority,
    /// "the vast majority"
    VastMajority,
    /// "almost all"
    AlmostAll,
    /// "most", said of how many
    Most,
    /// "few", "hardly any"
    Few,
    /// A quotient of two values: "twice as many".
    Times(Exact, Tendency),
}

/// On which side of a number a quotient lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tendency {
    /// About it.
    About,
    /// Below it: "nearly twice".
    Below,
    /// Above it: "more than twice".
    Above,
}

/// Words that judge a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantifier {
    /// Which tokens they are.
    pub(super) tokens: Range<usize>,
    /// What they say, or why that is open.
    pub(super) says: Result<Says, &'static str>,
}

/// They are negated.
const NEGATED: &str = "reason-words-negated";
/// They bound a range.
const BOUNDS: &str = "reason-words-bounds";
/// Nobody can tell from the words alone.
const EITHER_MOST: &str = "reason-words-either-most";

/// All quantifiers of a sentence. `nouns` are what members of groups are called.
pub(super) fn quantifiers(text: &str, tokens: &[Token], nouns: &[String]) -> Vec<Quantifier> {
    let reader = Reader { text, tokens, nouns };
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found =
            reader.times(at).or_else(|| reader.fraction(at)).or_else(|| reader.band(at)).filter(
                |found| {
                    out.last().is_none_or(|last: &Quantifier| last.tokens.end <= found.tokens.start)
                },
            );
        // "Between a third and half": the second bound is one too.
        let found = found.map(|found| match out.last() {
            Some(last) if last.says == Err(BOUNDS) && last.tokens.end + 1 == found.tokens.start => {
                Quantifier { says: Err(BOUNDS), ..found }
            }
            _ => found,
        });
        at = found.as_ref().map_or(at + 1, |found| found.tokens.end);
        out.extend(found);
    }
    out
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    nouns: &'a [String],
}

impl Reader<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// What stands between a token and the next; the rest of the text after the last.
    pub(super) fn gap(&self, at: usize) -> &str {
        let from = self.tokens.get(at).map_or(self.text.len(), |token| token.span.end);
        let to = self.tokens.get(at + 1).map_or(self.text.len(), |token| token.span.start);
        &self.text[from.min(to)..to]
    }

    /// Whether a phrase ends right before a token, with nothing but spaces and hyphens within.
    pub(super) fn ends_before(&self, phrase: &str, at: usize) -> Option<usize> {
        let words: Vec<&str> = phrase.split(' ').collect();
        let start = at.checked_sub(words.len())?;
        let fits = words.iter().enumerate().all(|(i, word)| {
            self.word(start + i) == *word
                && self.gap(start + i).chars().all(|c| c.is_whitespace() || is_hyphen(c))
        });
        fits.then_some(start)
    }

    /// What qualifies the number at a token, and where it begins.
    pub(super) fn qualifier(&self, at: usize, number: Exact) -> Option<(usize, Says)> {
        QUALIFIERS.iter().find_map(|(phrases, says)| {
            let start = phrases.iter().find_map(|phrase| self.ends_before(phrase, at))?;
            Some((start, says(number)))
        })
    }

    /// Words from `start` to `end`, unless what stands before makes their meaning open.
    pub(super) fn quantifier(&self, start: usize, end: usize, says: Says) -> Quantifier {
        let says = match self.before(start) {
            "between" => Err(BOUNDS),
            "to" if start >= 2 => Err(BOUNDS),
            "from" if ["to", "up"].contains(&self.word(end)) => Err(BOUNDS),
            "but" if start >= 2 && listed(WHOLE, self.word(start - 2)) => Err(NEGATED),
            word if listed(NEGATIONS, word) => Err(NEGATED),
            "of" if self.ends_before("short of", start).is_some() => Err(NEGATED),
            _ => Ok(says),
        };
        Quantifier { tokens: start..end, says }
    }

    /// "majority", "minority", "most", "few" and what is like them.
    fn band(&self, at: usize) -> Option<Quantifier> {
        let word = self.word(at);
        match word {
            "majority" | "minority" => self.majority(at),
            "most" => self.most(at),
            "few" => self.few(at),
            "all" | "everyone" | "everybody" | "every" => {
                let start = ["almost", "nearly", "virtually", "practically"]
                    .iter()
                    .find_map(|before| self.ends_before(before, at))?;
                Some(self.quantifier(start, at + 1, Says::AlmostAll))
            }
            "none" | "nobody" | "any" | "anyone" | "anybody" => {
                let before: &[&str] = if word.starts_with("any") {
                    &["hardly", "scarcely", "barely"]
                } else {
                    &["almost", "nearly", "virtually", "practically", "next to"]
                };
                let start = before.iter().find_map(|before| self.ends_before(before, at))?;
                Some(self.quantifier(start, at + 1, Says::Few))
            }
            _ => None,
        }
    }

    fn majority(&self, at: usize) -> Option<Quantifier> {
        if listed(AFTER_MAJORITY, self.word(at + 1)) && self.gap(at).trim().is_empty() {
            return None;
        }
        let mut start = at;
        let mut says = if self.word(at) == "majority" { Says::Majority } else { Says::Minority };
        for _ in 0..2 {
            let before = self.before(start);
            if ["a", "the", "an"].contains(&before) {
                start -= 1;
                break;
            }
            if ["vast", "overwhelming", "great"].contains(&before) && says == Says::Majority {
                says = Says::VastMajority;
            } else if !listed(ADJECTIVES, before) {
                break;
            }
            start -= 1;
        }
        if ["a", "the", "an"].contains(&self.before(start)) && start < at {
            start -= 1;
        }
        let mut found = self.quantifier(start, at + 1, says);
        if ["than", "under", "below"].contains(&self.before(start)) {
            found.says = Err(NEGATED);
        }
        Some(found)
    }

    /// "most" of people, not "the most" and not "most common".
    fn most(&self, at: usize) -> Option<Quantifier> {
        let before = self.before(at);
        if listed(BEFORE_MOST, before) {
            return None;
        }
        let next = self.word(at + 1);
        if next == "of" && self.word(at + 2) == "all" {
            return None;
        }
        if self.gap(at).contains(CLOSING) || next.is_empty() {
            return self.most_at_the_end(at);
        }
        let noun = |word: &str| self.nouns.iter().any(|noun| noun == word);
        if next == "of" || noun(next) {
            return Some(self.quantifier(at, at + 1, Says::Most));
        }
        if listed(SUPERLATIVE, next) || is_modifier(next) {
            // "Most responding clinicians": what is modified is people.
            if noun(self.word(at + 2)) && next.ends_with("ing") {
                return Some(self.quantifier(at, at + 1, Says::Most));
            }
            return None;
        }
        if next.ends_with('s') && !next.ends_with("ss") && !next.ends_with("ous") {
            return Some(self.quantifier(at, at + 1, Says::Most));
        }
        Some(Quantifier { tokens: at..at + 1, says: Err(EITHER_MOST) })
    }

    /// "Most" before a bracket, a comma or an end. At the beginning of its clause ("most (78%)
    /// said so") or behind a preposition ("named by most (78%)") it is most of them. Behind another
    /// word it may be how much ("what they wanted most (47%)"), and is where the clause asks what.
    fn most_at_the_end(&self, at: usize) -> Option<Quantifier> {
        let before = self.before(at);
        let opens = at == 0 || self.gap(at - 1).contains(CLOSING) || listed(OPENING, before);
        let mut start = at;
        while !opens && start > 0 && !self.gap(start - 1).contains(CLOSING) {
            start -= 1;
            // "That" at the beginning of a sentence points to something.
            let points = start == 0 && self.word(start) == "that";
            if listed(ASKING, self.word(start)) && !points {
                return None;
            }
        }
        if opens || listed(PREPOSITIONS, before) {
            return Some(self.quantifier(at, at + 1, Says::Most));
        }
        Some(Quantifier { tokens: at..at + 1, says: Err(EITHER_MOST) })
    }

    fn few(&self, at: usize) -> Option<Quantifier> {
        if listed(SPANS, self.word(at + 1)) {
            return None;
        }
        let mut start = at;
        while ["a", "very", "only", "just"].contains(&self.before(start)) {
            start -= 1;
        }
        if listed(BEFORE_FEW, self.before(start)) {
            return None;
        }
        Some(self.quantifier(start, at + 1, Says::Few))
    }

    /// "twice as many", "double the share", "half as many", "three times as often".
    fn times(&self, at: usize) -> Option<Quantifier> {
        let (next, factor) = match self.word(at) {
            "twice" | "double" | "half" => (at + 1, Exact::from(2)),
            word => {
                let n = number(word).filter(|n| *n > 1 && self.word(at + 1) == "times")?;
                (at + 2, Exact::from(n))
            }
        };
        let rate = self.word(next) == "the" && listed(RATES, self.word(next + 1));
        if self.word(next) != "as" && !rate {
            return None;
        }
        let turned = self.word(at) == "half";
        let (start, tendency) = match self.qualifier(at, factor) {
            Some((start, Says::Nearly(_) | Says::Below(_) | Says::AtMost(_))) => {
                (start, if turned { Tendency::Above } else { Tendency::Below })
            }
            Some((start, Says::Over(_) | Says::Above(_) | Says::AtLeast(_))) => {
                (start, if turned { Tendency::Below } else { Tendency::Above })
            }
            Some((start, _)) => (start, Tendency::About),
            None => (at, Tendency::About),
        };
        Some(self.quantifier(start, next + 1, Says::Times(factor, tendency)))
    }
}

pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::audit::words::tokens::tokens;

    pub(in crate::audit::words) fn read(text: &str) -> Vec<(String, Result<Says, &'static str>)> {
        let tokens = tokens(text, &[]);
        let nouns = ["clinicians".to_owned()];
        let told = |found: Quantifier| {
            let start = tokens[found.tokens.start].span.start;
            let end = tokens[found.tokens.end - 1].span.end;
            (text[start..end].to_owned(), found.says)
        };
        quantifiers(text, &tokens, &nouns).into_iter().map(told).collect()
    }

    pub(in crate::audit::words) fn one(text: &str) -> Option<(String, Says)> {
        match &read(text)[..] {
            [] => None,
            [(words, Ok(says))] => Some((words.clone(), *says)),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn bands_are_told_from_superlatives() {
        for (text, words, says) in [
            ("the majority of hospitals", "the majority", Says::Majority),
            ("A significant majority", "A significant majority", Says::Majority),
            ("the vast majority of them", "the vast majority", Says::VastMajority),
            ("only a small minority", "a small minority", Says::Minority),
            ("Most clinicians agreed", "Most", Says::Most),
            ("Most of the hospitals", "Most", Says::Most),
            ("most hospitals lack it", "most", Says::Most),
            ("only a few had attended", "only a few", Says::Few),
            ("almost all of them", "almost all", Says::AlmostAll),
            ("hardly any", "hardly any", Says::Few),
        ] {
            assert_eq!(one(text), Some((words.to_owned(), says)), "{text}");
        }
        for text in [
            "the most common answer",
            "most often named",
            "the most",
            "a most serious fault",
            "most-used tools",
            "a majority vote",
            "an ethnic minority group",
            "in a few words",
            "the few who did",
            "quite a few",
            "more than a few",
            "most of all",
            "a third-party tool",
            "half-price goods",
        ] {
            assert_eq!(one(text), None, "{text}");
        }
        assert_eq!(read("most data are shared"), [("most".into(), Err(EITHER_MOST))]);
    }

    #[test]
    fn most_at_the_end_of_a_clause_is_told_by_what_stands_before_it() {
        for text in [
            "Most (78%) said so",
            "Trees are kept by most (78%)",
            "That holds for most, 78%, of all",
            "They said so: most (78%), at least",
            "Many came, and most (78%) stayed",
            "A bed in which most (78%) sleep",
            "Nobody knew what most (78%) had said",
            "hospitals that most (78%) know",
            "lacked by most",
        ] {
            assert_eq!(one(text).map(|(_, says)| says), Some(Says::Most), "{text}");
        }
        for text in [
            "Imaging was what researchers used AI for most (60%)",
            "What they wanted most: 47% named time",
            "Time, which they lacked most, was wanted by 47%",
            "the partners whom they trusted most (47%)",
            "where it rains most (47%)",
            "The answer that was given most (47%) is this",
            "how they worked most (47%)",
        ] {
            assert_eq!(one(text), None, "{text}");
        }
        for text in
            ["They used wheat most (53%)", "It pleased most (53%)", "Of these most (53%) came"]
        {
            assert_eq!(read(text), [("most".into(), Err(EITHER_MOST))], "{text}");
        }
    }

    #[test]
    fn negations_and_ranges_are_left_open() {
        assert_eq!(read("not a majority"), [("a majority".into(), Err(NEGATED))]);
        assert_eq!(read("all but a few"), [("a few".into(), Err(NEGATED))]);
        assert_eq!(read("short of a majority"), [("a majority".into(), Err(NEGATED))]);
        let range = read("between a third and half");
        assert_eq!(range.len(), 2);
        assert!(range.iter().all(|(_, says)| *says == Err(BOUNDS)), "{range:?}");
    }

    #[test]
    fn quotients_are_no_fractions() {
        let two = Exact::from(2);
        for (text, words, says) in [
            ("twice as many", "twice as", Says::Times(two, Tendency::About)),
            ("half as many", "half as", Says::Times(two, Tendency::About)),
            ("more than twice as often", "more than twice as", Says::Times(two, Tendency::Above)),
            ("nearly double the share", "nearly double the", Says::Times(two, Tendency::Below)),
            ("nearly half the number", "nearly half the", Says::Times(two, Tendency::Above)),
            ("three times as many", "three times as", Says::Times(Exact::from(3), Tendency::About)),
        ] {
            assert_eq!(one(text), Some((words.to_owned(), says)), "{text}");
        }
        assert_eq!(one("twice a year"), None);
    }
}
