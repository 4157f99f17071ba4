//! A verdict on words -> what is said of it, and why something was not judged.

use super::judge::{Possible, Verdict, tolerance};
use super::lexicon::{Says, Tendency};
use crate::audit::check::Facts;
use crate::types::number::{Exact, Window};

/// The words are in another language.
pub(super) const LANGUAGE: &str = "words are judged in English only";
/// Nothing that is known judges a quantity.
pub(super) const NO_QUANTIFIER: &str = "the words hold no quantity that is known";
/// Which of them is meant?
pub(super) const SEVERAL: &str = "several words of quantity stand beside one figure";
/// Nothing says which value is meant.
pub(super) const UNTIED: &str = "no rule ties the word to a value of its sentence";
/// No reader takes it in either.
pub(super) const TOO_LONG: &str = "the sentence has more than 500 words";
/// They are not ours.
pub(super) const REPORTED: &str = "the sentence reports what somebody else says";
/// The figure is no share.
pub(super) const NO_SHARE: &str = "the figure is no share";
/// Nothing can be divided by it.
pub(super) const OTHER_PART: &str =
    "the figure cannot be computed as a share of the part that the words name";
/// The words compare two values.
pub(super) const COMPARES: &str = "the words compare two values, which another check judges";
/// One word, several values.
pub(super) const EACH_OR_ALL: &str =
    "nobody can tell whether the word is said of each value or of all";

/// What a share has to be for words to hold: "more than 33.3%".
pub(super) fn needed(facts: &Facts<'_>, says: Says, verdict: Verdict) -> String {
    let scale = &facts.study.word_scale;
    let half = Exact::new(1, 2);
    let near = tolerance();
    let at = |share: Exact| percent(facts, share);
    let range = |low: Exact, high: Exact| {
        facts.percents(Window { low, high }, places(low).max(places(high)))
    };
    let beyond = verdict == Verdict::Beyond;
    match says {
        Says::Nearly(x) if beyond => range(x - near, x),
        Says::Over(x) if beyond => range(x, x + near),
        Says::About(x) => range(x - near, x + near),
        Says::VastMajority if beyond => format!("{} or more", at(scale.most)),
        Says::Most => format!("{} or more", at(scale.most)),
        Says::AlmostAll => format!("more than {}", at(scale.almost_all)),
        Says::Few => format!("less than {}", at(scale.few)),
        Says::Above(x) | Says::Over(x) => format!("more than {}", at(x)),
        Says::Below(x) | Says::Nearly(x) => format!("less than {}", at(x)),
        Says::AtLeast(x) => format!("{} or more", at(x)),
        Says::AtMost(x) => format!("{} or less", at(x)),
        Says::Majority | Says::VastMajority => format!("more than {}", at(half)),
        Says::Minority => format!("less than {}", at(half)),
        Says::Times(factor, tendency) => {
            let factor = facts.study.style.number(factor, 0);
            match tendency {
                Tendency::About => format!("{factor} times as much, within a tenth"),
                Tendency::Below => format!("less than {factor} times as much"),
                Tendency::Above => format!("more than {factor} times as much"),
            }
        }
    }
}

/// What the figure stands for, and what the words need.
pub(super) fn told(facts: &Facts<'_>, says: Says, verdict: Verdict, possible: &Possible) -> String {
    said("That stands for", facts, says, verdict, possible)
}

/// The same of a figure that was computed as a share of a part.
pub(super) fn told_of_part(
    facts: &Facts<'_>,
    part: &str,
    says: Says,
    verdict: Verdict,
    possible: &Possible,
) -> String {
    said(&format!("As a share of “{part}” that is"), facts, says, verdict, possible)
}

fn said(
    stands_for: &str,
    facts: &Facts<'_>,
    says: Says,
    verdict: Verdict,
    possible: &Possible,
) -> String {
    let needed = needed(facts, says, verdict);
    let shares = match verdict {
        Verdict::IfAssumed => possible.assumed.unwrap_or(possible.shares),
        _ => possible.shares,
    };
    let stands = match possible.counts {
        // Without the assumption nothing is known of counts.
        Some((counts, n))
            if verdict == Verdict::IfAssumed
                || (verdict == Verdict::Impossible && possible.assumed.is_none()) =>
        {
            let counts = facts.counts(counts);
            format!(
                "{stands_for} {counts} of {}, which is {}",
                facts.count(n),
                nearest(facts, shares)
            )
        }
        _ => format!("{stands_for} {}", facts.percents(possible.read, 1)),
    };
    match verdict {
        Verdict::Beyond => {
            let side = other_side(says, possible.read);
            format!("{stands}{side}; the words are meant for {needed}.")
        }
        Verdict::IfAssumed => format!(
            "{stands}; the words need {needed}. The base is assumed, so it may be the base that is \
             another."
        ),
        Verdict::Impossible | Verdict::Holds => format!("{stands}; the words need {needed}."),
    }
}

/// That a figure is on the other side of a half than words of a scale let expect, which weighs more
/// than the scale.
fn other_side(says: Says, read: Window) -> &'static str {
    let half = Exact::new(1, 2);
    match says {
        Says::Most | Says::VastMajority | Says::AlmostAll if read.high < half => {
            ", which is less than half"
        }
        Says::Few if read.low > half => ", which is more than half",
        _ => "",
    }
}

/// The shares of the smallest and the largest count, to the nearest decimal.
fn nearest(facts: &Facts<'_>, shares: Window) -> String {
    let (low, high) = (facts.percent(shares.low, 1), facts.percent(shares.high, 1));
    if low == high { low } else { format!("{low} to {high}") }
}

/// A share as a percent, with a decimal where it is no whole percent.
fn percent(facts: &Facts<'_>, share: Exact) -> String {
    facts.percent(share, places(share))
}

fn places(share: Exact) -> u8 {
    u8::from(Exact::new(share.rounded(2), 100) != share)
}
