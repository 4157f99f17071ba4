//! The tokens of a sentence -> which quantifier speaks of which bound value, by written rules.
//!
//! A quantifier is tied to a value only where one of these holds; within a clause, and with no
//! word such as "who", "and" or "than" between:
//!
//! 1. the value stands in brackets after it: "a majority of clinicians (55%)";
//! 2. the value follows it, set off by commas, dashes or a colon: "nearly half, 47%, came";
//! 3. it follows the value directly, set off likewise: "47%, nearly half,", "47% (nearly half)";
//! 4. it is said of the value: "55% is a majority";
//! 5. it is made of the value: "a majority of 55%".

use std::ops::Range;

use super::lexicon::Quantifier;
use super::lists::listed;
use super::tokens::Token;

/// Which value a quantifier speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tie {
    /// One value, by its index in the sentence.
    One(usize),
    /// Several that stand in brackets together.
    Several(Vec<usize>),
}

/// Words that begin another thought; what stands beyond them is not tied.
const BOUNDARIES: &str = "who whom whose which that where when while whereas and or but than as if \
     whether unless because since although though with without against compared including excluding \
     except besides not yet";
/// Between a value and what is said of it.
const COPULAS: &str = "is are was were makes make made forms form formed means meant represents \
     represent represented constitutes constitute";
/// Before what belongs to somebody, or was spoken of before.
const OWNED: &str = "their its his her our your my it this what them these those whom which";
/// What people spend: a part of it is no part of them.
const SPENT: &str = "time year years day days week month months hour hours night morning century \
     decade work budget cost costs money rest";
/// Who is left of all: a part of them is no part of all.
const LEFT: &str = "other others rest remaining remainder";
/// Those of whom a report says what they say.
const SPEAKERS: &str = "paper text source article author authors abstract discussion publication";
/// Words that begin a relative clause.
const RELATIVE: &str = "who whom whose which where";
/// How many words may stand between.
const FAR: usize = 12;
/// How many may stand between where no bracket helps.
const NEAR: usize = 6;

/// A sentence as it is tied.
pub(super) struct Sentence<'a> {
    /// The sentence.
    pub(super) text: &'a str,
    /// Its words and values.
    pub(super) tokens: &'a [Token],
    /// Its quantifiers.
    pub(super) quantifiers: &'a [Quantifier],
    /// Which of its bound values are shares, by their index; others are as good as words.
    pub(super) shares: &'a [bool],
}

impl Sentence<'_> {
    /// What a quantifier speaks of.
    pub(super) fn tie(&self, quantifier: &Quantifier) -> Option<Tie> {
        let range = &quantifier.tokens;
        if self.is_of_something_else(range.start, range.end) {
            return None;
        }
        self.after(range.end)
            .or_else(|| self.before(range.start, range.end).map(Tie::One))
            .or_else(|| self.said_of(range.start, range.end).map(Tie::One))
    }

    /// Whether the words are somebody else's: quoted, or behind "the paper says that".
    pub(super) fn is_reported(&self, quantifier: &Quantifier) -> bool {
        let Range { start, end } = quantifier.tokens;
        let before = &self.text[..self.tokens[end - 1].span.start];
        if before.matches('“').count() > before.matches('”').count() {
            return true;
        }
        let Some(that) = (0..start).rev().find(|at| self.word(*at) == "that") else {
            return false;
        };
        (0..that).any(|at| listed(SPEAKERS, self.word(at)))
    }

    /// Whether the quantifier divides something else than people: it stands in a relative clause
    /// ("people who eat half of it"), or what it divides belongs to somebody ("most of their work").
    fn is_of_something_else(&self, start: usize, end: usize) -> bool {
        let of = self.word(end) == "of";
        let the = ["the", "a", "an", "every"].contains(&self.word(end + 1));
        if (of && listed(OWNED, self.word(end + 1)))
            || (of && the && listed(SPENT, self.word(end + 2)))
            || self.is_of_those_left(end, of)
        {
            return true;
        }
        let mut at = start;
        while at > 0 && self.gap(at).chars().all(is_within_clause) {
            at -= 1;
            if listed(RELATIVE, self.word(at)) {
                return true;
            }
        }
        false
    }

    /// Whether what is divided are those who are left: "most of the others", "half the remaining".
    fn is_of_those_left(&self, end: usize, of: bool) -> bool {
        let at = end + usize::from(of);
        let articles = ["the", "all", "a", "an", "every"];
        let at = at + usize::from(articles.contains(&self.word(at)));
        listed(LEFT, self.word(at))
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    /// The share that a token is.
    fn share(&self, at: usize) -> Option<usize> {
        self.tokens.get(at)?.value.filter(|value| self.shares[*value])
    }

    fn is_boundary(&self, at: usize) -> bool {
        listed(BOUNDARIES, self.word(at))
            || self.quantifiers.iter().any(|quantifier| quantifier.tokens.contains(&at))
    }

    /// What stands before a token, after the one before it.
    fn gap(&self, at: usize) -> &str {
        let from = at.checked_sub(1).map_or(0, |before| self.tokens[before].span.end);
        let to = self.tokens.get(at).map_or(self.text.len(), |token| token.span.start);
        self.text[from..to].trim()
    }

    /// Rules 1, 2 and 5: a value behind the quantifier.
    fn after(&self, end: usize) -> Option<Tie> {
        let mut at = end;
        while self.share(at).is_none() {
            let gap = self.gap(at);
            let far = at - end > FAR || at >= self.tokens.len();
            if far || self.is_boundary(at) || !gap.chars().all(is_within_clause) {
                return None;
            }
            at += 1;
        }
        let value = self.share(at)?;
        let gap = self.gap(at);
        if gap.ends_with('(') {
            return self.bracketed(at).filter(|_| at == end || !self.begins_list(at));
        }
        if gap.is_empty() && at == end + 1 && self.word(end) == "of" {
            return Some(Tie::One(value));
        }
        let apart = (is_apart(gap) || gap == ":") && at - end <= NEAR;
        (apart && self.ends(at + 1)).then_some(Tie::One(value))
    }

    /// The values that a bracket holds, where it begins with one and says nothing else of it.
    fn bracketed(&self, first: usize) -> Option<Tie> {
        let mut values = vec![self.share(first)?];
        let mut at = first + 1;
        if self.word(at) == "of" && self.word(at + 1) == "all" {
            // "half of them (12% of all)": the bracket leads from the part back to all.
            return None;
        }
        loop {
            let gap = self.gap(at);
            if gap.starts_with([')', ';']) || at >= self.tokens.len() {
                break;
            }
            let joined = ["and", "or"].contains(&self.word(at)) && self.share(at + 1).is_some();
            if joined {
                at += 1;
            }
            match self.share(at) {
                // "(47%, 33% elsewhere)": the second is said of something else.
                None if values.len() == 2 && self.gap(at - 1) == "," => {
                    values.truncate(1);
                    break;
                }
                Some(value) if joined || [",", "+", "&", "/"].contains(&gap) => values.push(value),
                _ if gap.starts_with(',') || (values.len() == 1 && self.word(at) == "of") => break,
                _ => return None,
            }
            at += 1;
        }
        Some(if let [one] = values[..] { Tie::One(one) } else { Tie::Several(values) })
    }

    /// Whether a bracketed value is the first of several things that are counted up: "nurses (12%),
    /// doctors (30%) and others". What stands before them is said of none of them alone.
    fn begins_list(&self, first: usize) -> bool {
        let gap = self.gap(first + 1).trim_start_matches(')').trim();
        let next = first + 1;
        let goes_on = gap == "," || (gap.is_empty() && ["and", "or"].contains(&self.word(next)));
        let another = (next..=next + 5)
            .take_while(|at| !self.quantifiers.iter().any(|it| it.tokens.contains(at)))
            .find(|at| self.share(*at).is_some());
        goes_on && another.is_some_and(|at| self.gap(at).ends_with('('))
    }

    /// Rule 3: a value before the quantifier, which is set off.
    fn before(&self, start: usize, end: usize) -> Option<usize> {
        let mut at = start;
        while at > 0 && ["or", "so", "just", "thus", "only", "about"].contains(&self.word(at - 1)) {
            at -= 1;
        }
        let gap = self.gap(at);
        let opens = gap.ends_with('(') || is_apart(gap.trim_start_matches(')').trim());
        let before = at.checked_sub(1)?;
        if !opens {
            return None;
        }
        if let Some(value) = self.share(before) {
            let of = self.word(end) == "of" && self.gap(end).is_empty();
            return (of || self.ends(end)).then_some(value);
        }
        // "47% of the clinicians, nearly half, came": closed on both sides.
        if !self.ends(end) {
            return None;
        }
        let mut at = before;
        for _ in 0..NEAR {
            if self.is_boundary(at) || !self.gap(at + 1).is_empty() && at != before {
                return None;
            }
            at = at.checked_sub(1)?;
            if let Some(value) = self.share(at) {
                let of = self.word(at + 1) == "of" && self.gap(at + 1).is_empty();
                return of.then_some(value);
            }
        }
        None
    }

    /// Rule 4: a value of which the quantifier is said.
    fn said_of(&self, start: usize, end: usize) -> Option<usize> {
        let copula = start.checked_sub(1)?;
        if !listed(COPULAS, self.word(copula)) || !self.ends(end) || !self.gap(start).is_empty() {
            return None;
        }
        let mut at = copula;
        for _ in 0..=NEAR {
            if !self.gap(at).is_empty() || self.is_boundary(at) {
                return None;
            }
            at = at.checked_sub(1)?;
            if let Some(value) = self.share(at) {
                return Some(value);
            }
        }
        None
    }

    /// Whether a clause ends before a token.
    fn ends(&self, at: usize) -> bool {
        let gap = self.gap(at);
        at >= self.tokens.len()
            || gap.starts_with([',', '.', ';', ':', ')', '!', '?', '–', '—', '”'])
    }
}

/// A bracket opens or closes, or words are quoted; the clause goes on.
fn is_within_clause(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '-' | '/' | '\u{2011}') || c.is_whitespace()
}

/// A comma or a dash.
fn is_apart(gap: &str) -> bool {
    matches!(gap, "," | "–" | "—" | "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::words::lexicon::quantifiers;
    use crate::audit::words::tokens::tokens;

    /// Ties of a sentence in which values are written as `<0>`, `<1>`; `<n>` is no share.
    fn ties(marked: &str) -> Vec<(String, Option<Tie>)> {
        let (mut text, mut spans, mut shares) = (String::new(), Vec::new(), Vec::new());
        for (i, part) in marked.split(['<', '>']).enumerate() {
            if i % 2 == 1 {
                spans.push(text.len()..text.len() + 3);
                shares.push(part != "n");
                text.push_str("47%");
            } else {
                text.push_str(part);
            }
        }
        let tokens = tokens(&text, &spans);
        let found = quantifiers(&text, &tokens, &["clinicians".to_owned()]);
        let sentence =
            Sentence { text: &text, tokens: &tokens, quantifiers: &found, shares: &shares };
        found
            .iter()
            .map(|it| {
                let start = tokens[it.tokens.start].span.start;
                let end = tokens[it.tokens.end - 1].span.end;
                (text[start..end].to_owned(), sentence.tie(it))
            })
            .collect()
    }

    #[test]
    fn what_is_tied() {
        for text in [
            "A majority of the clinicians (<0>) said so.",
            "Over a third of the <n> clinicians (<1>, <2> elsewhere) said so.",
            "Nearly half, <0>, came weekly.",
            "Most clinicians, <0>, have not taken part.",
            "A majority – <0> – said so.",
            "Weekly came <0>, nearly half.",
            "At <0>, nearly half of the clinicians came.",
            "It was named by <0> (nearly half).",
            "It was named by <0> of the clinicians, nearly half, in the end.",
            "The share of <0> is a majority.",
            "A majority of <0> said so.",
            "Those were nearly half: <0>.",
            "It was <0>, or nearly half.",
        ] {
            let ties = ties(text);
            assert_eq!(ties.len(), 1, "{text}: {ties:?}");
            assert!(matches!(ties[0].1, Some(Tie::One(_))), "{text}: {ties:?}");
        }
        assert_eq!(
            ties("A majority of clinicians (<0> and <1>) said so."),
            [("A majority".to_owned(), Some(Tie::Several(vec![0, 1])))]
        );
    }

    #[test]
    fn what_others_say_is_told_apart() {
        let reported = |text: &str| {
            let tokens = tokens(text, &[]);
            let found = quantifiers(text, &tokens, &[]);
            let sentence = Sentence { text, tokens: &tokens, quantifiers: &found, shares: &[] };
            sentence.is_reported(&found[0])
        };
        assert!(reported("The text says that a majority lack it."));
        assert!(reported("It speaks of a “vast majority” there."));
        assert!(!reported("The survey shows that a majority lack it."));
        assert!(!reported("The paper has “no” table, and a majority lack it."));
    }

    #[test]
    fn what_is_not_tied() {
        for text in [
            "Half of those who had none (<0>) said so.",
            "A majority said no, and <0> said yes.",
            "Of <0>, most of them women, little is known.",
            "<0> were half as likely to come.",
            "Half of the hospitals had one, <0> were planning it.",
            "<0> came, half of the others did not.",
            "A majority lacked it (<0> had it).",
            "<0> is half of the share of the others.",
            "While a minority objected, <0> agreed.",
            "<0> said that half of their work was lost.",
            "Clinicians who lost half of the images (<0>) are rare.",
            "They eat most of their bread at noon (<0>).",
            "Nearly half of the clinicians were nurses (<0>), doctors (<1>) and others.",
            "They are there for most of the year (<0>).",
            "Most of the others (<0> of all) had no result.",
            "Most of the others (<0>) had no result.",
            "Half of the remaining clinicians (<0>) had no result.",
            "Most of the remainder, <0>, had no result.",
            "A majority of the rest (<0>) had no result.",
            "Half of these (<0>) had no result.",
            "Most of those (<0>) had no result.",
            "Most others (<0>) had no result.",
            "A third of those asked (<0> of all) had no result.",
        ] {
            for (words, tie) in ties(text) {
                assert_eq!(tie, None, "{text}: {words}");
            }
        }
    }
}
