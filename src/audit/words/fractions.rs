//! The words of a sentence -> fractions: "nearly half", "one in five", "over 40%".

use super::lexicon::{Quantifier, Reader, Says, is_hyphen};
use super::lists::{AFTER_FRACTIONS, PARTS, RATES, listed};
use crate::types::number::{Exact, Printed};

/// A fraction without what qualifies it.
struct Core {
    end: usize,
    share: Exact,
    may_be_ordinal: bool,
    needs_qualifier: bool,
}

impl Reader<'_> {
    /// A fraction with what qualifies it.
    pub(super) fn fraction(&self, at: usize) -> Option<Quantifier> {
        let core = self.core(at)?;
        if let Some((start, says)) = self.qualifier(at, core.share) {
            return Some(self.quantifier(start, core.end, says));
        }
        if core.needs_qualifier
            || listed(PARTS, self.before(at))
            || (core.may_be_ordinal
                && self.before(at) != "between"
                && !self.reads_as_share(core.end))
        {
            return None;
        }
        Some(self.quantifier(at, core.end, Says::About(core.share)))
    }

    /// Whether what follows "a third" tells the fraction.
    fn reads_as_share(&self, end: usize) -> bool {
        let gap = self.gap(end - 1);
        !gap.trim().is_empty()
            || self.tokens.get(end).is_none_or(|next| next.value.is_some())
            || listed(AFTER_FRACTIONS, self.word(end))
    }

    /// A fraction at a token.
    fn core(&self, at: usize) -> Option<Core> {
        let word = self.word(at);
        let plain = |end: usize, share: Exact| Core {
            end,
            share,
            may_be_ordinal: false,
            needs_qualifier: false,
        };
        let core = if word == "half" {
            plain(at + 1, Exact::new(1, 2))
        } else if ["a", "one"].contains(&word) && self.word(at + 1) == "half" {
            plain(at + 2, Exact::new(1, 2))
        } else if let Some(parts) = number(word).and_then(|n| {
            let (d, plural) = denominator(self.word(at + 1))?;
            (n < d && (n > 1) == plural && self.gap(at).chars().all(|c| c == ' ' || is_hyphen(c)))
                .then_some((n, d))
        }) {
            let may_be_ordinal = word == "a";
            Core { may_be_ordinal, ..plain(at + 2, Exact::new(parts.0, parts.1)) }
        } else if let Some((end, share)) = self.one_in_five(at) {
            plain(end, share)
        } else {
            let (end, share) = self.percent(at)?;
            Core { needs_qualifier: true, ..plain(end, share) }
        };
        let (next, after) = (self.word(core.end), self.word(core.end + 1));
        let third = self.word(core.end + 2);
        let close = self.gap(core.end - 1).trim().is_empty();
        let of_rate = listed(RATES, after) || (next == "of" && listed(RATES, third));
        if self.gap(core.end - 1).starts_with(is_hyphen) {
            return None;
        }
        let other = close
            && (["an", "as", "way", "time", "hour", "year", "that", "this"].contains(&next)
                || (next == "a" && core.share == Exact::new(1, 2))
                || of_rate
                || (next == "of" && ["that", "this", "what"].contains(&after)));
        (!other).then_some(core)
    }

    /// "one in five", "3 out of 4".
    fn one_in_five(&self, at: usize) -> Option<(usize, Exact)> {
        let n = number(self.word(at)).filter(|_| self.word(at) != "a")?;
        let mut next = match (self.word(at + 1), self.word(at + 2)) {
            ("in", _) => at + 2,
            ("out", "of") => at + 3,
            _ => return None,
        };
        if self.word(next) == "every" {
            next += 1;
        }
        let d = number(self.word(next)).filter(|d| n < *d && *d <= 100)?;
        Some((next + 1, Exact::new(n, d)))
    }

    /// "50%", "50 percent".
    fn percent(&self, at: usize) -> Option<(usize, Exact)> {
        let share = Printed::parse(self.word(at)).ok()?.share();
        if share > Exact::ONE {
            return None;
        }
        let end = match (self.gap(at).trim_start().starts_with('%'), self.word(at + 1)) {
            (true, _) => at + 1,
            (_, "percent") => at + 2,
            (_, "per") if self.word(at + 2) == "cent" => at + 3,
            _ => return None,
        };
        Some((end, share))
    }
}

/// A whole number in words or digits; "a" is one.
pub(super) fn number(word: &str) -> Option<i128> {
    const WORDS: [&str; 10] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    if word == "a" {
        return Some(1);
    }
    let named =
        WORDS.iter().position(|known| *known == word).and_then(|i| i128::try_from(i + 1).ok());
    named.or_else(|| word.parse().ok().filter(|n| (1..=100).contains(n)))
}

/// The number of parts that a fraction divides by, and whether it is a plural.
fn denominator(word: &str) -> Option<(i128, bool)> {
    const NAMES: [(&str, i128); 8] = [
        ("third", 3),
        ("quarter", 4),
        ("fifth", 5),
        ("sixth", 6),
        ("seventh", 7),
        ("eighth", 8),
        ("ninth", 9),
        ("tenth", 10),
    ];
    let singular = word.strip_suffix('s').unwrap_or(word);
    let (_, parts) = NAMES.iter().find(|(name, _)| *name == singular)?;
    Some((*parts, word.ends_with('s')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::words::lexicon::tests::one;

    #[test]
    fn fractions_are_read_with_what_qualifies_them() {
        let third = Exact::new(1, 3);
        let half = Exact::new(1, 2);
        for (text, words, says) in [
            ("over one-third of them", "over one-third", Says::Over(third)),
            ("nearly half", "nearly half", Says::Nearly(half)),
            ("Not quite half of them", "Not quite half", Says::Nearly(half)),
            ("more than half", "more than half", Says::Above(half)),
            ("slightly more than a third", "slightly more than a third", Says::Over(third)),
            ("a third of clinicians", "a third", Says::About(third)),
            ("two thirds agreed", "two thirds", Says::About(Exact::new(2, 3))),
            ("three out of every four", "three out of every four", Says::About(Exact::new(3, 4))),
            ("fewer than 1 in 5", "fewer than 1 in 5", Says::Below(Exact::new(1, 5))),
            ("nearly 16.5% of them", "nearly 16.5", Says::Nearly(Exact::new(165, 1000))),
            ("at least half", "at least half", Says::AtLeast(half)),
        ] {
            assert_eq!(one(text), Some((words.to_owned(), says)), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_fraction_is_none() {
        for text in [
            "a third group",
            "half a year",
            "the other half of them",
            "fell by half",
            "a third party",
            "one in particular",
            "50% of them",
            "half an hour",
            "half of what was asked",
            "the first half",
        ] {
            assert_eq!(one(text), None, "{text}");
        }
    }
}
