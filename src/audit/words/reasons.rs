//! A verdict on words -> what is said of it, and why something was not judged.

use super::judge::{Possible, Verdict, tolerance};
use super::lexicon::{Says, Tendency};
use crate::audit::check::Facts;
use crate::types::messages::say;
use crate::types::number::{Exact, Window};

/// The words are in another language.
pub(super) const LANGUAGE: &str = "reason-words-language";
/// Nothing that is known judges a quantity.
pub(super) const NO_QUANTIFIER: &str = "reason-words-no-quantifier";
/// Which of them is meant?
pub(super) const SEVERAL: &str = "reason-words-several";
/// Nothing says which value is meant.
pub(super) const UNTIED: &str = "reason-words-untied";
/// No reader takes it in either.
pub(super) const TOO_LONG: &str = "reason-words-too-long";
/// They are not ours.
pub(super) const REPORTED: &str = "reason-words-reported";
/// The figure is no share.
pub(super) const NO_SHARE: &str = "reason-words-no-share";
/// Nothing can be divided by it.
pub(super) const OTHER_PART: &str = "reason-words-other-part";
/// The words compare two values.
pub(super) const COMPARES: &str = "reason-words-compares";
/// One word, several values.
pub(super) const EACH_OR_ALL: &str = "reason-words-each-or-all";

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
        Says::VastMajority if beyond => {
            say!(facts.study.style, "reasons-or-more", at = at(scale.most))
        }
        Says::Most => say!(facts.study.style, "reasons-or-more-2", at = at(scale.most)),
        Says::AlmostAll => say!(facts.study.style, "reasons-more-than", at = at(scale.almost_all)),
        Says::Few => say!(facts.study.style, "reasons-less-than", at = at(scale.few)),
        Says::Above(x) | Says::Over(x) => {
            say!(facts.study.style, "reasons-more-than-2", at = at(x))
        }
        Says::Below(x) | Says::Nearly(x) => {
            say!(facts.study.style, "reasons-less-than-2", at = at(x))
        }
        Says::AtLeast(x) => say!(facts.study.style, "reasons-or-more-3", at = at(x)),
        Says::AtMost(x) => say!(facts.study.style, "reasons-or-less", at = at(x)),
        Says::Majority | Says::VastMajority => {
            say!(facts.study.style, "reasons-more-than-3", at = at(half))
        }
        Says::Minority => say!(facts.study.style, "reasons-less-than-3", at = at(half)),
        Says::Times(factor, tendency) => {
            let factor = facts.study.style.number(factor, 0);
            match tendency {
                Tendency::About => {
                    say!(facts.study.style, "reasons-factor-times-as-much", factor = factor)
                }
                Tendency::Below => {
                    say!(facts.study.style, "reasons-less-than-factor-times", factor = factor)
                }
                Tendency::Above => {
                    say!(facts.study.style, "reasons-more-than-factor-times", factor = factor)
                }
            }
        }
    }
}

/// What the figure stands for, and what the words need.
pub(super) fn told(facts: &Facts<'_>, says: Says, verdict: Verdict, possible: &Possible) -> String {
    said(facts.study.style.text("reasons-that-stands-for"), facts, says, verdict, possible)
}

/// The same of a figure that was computed as a share of a part.
pub(super) fn told_of_part(
    facts: &Facts<'_>,
    part: &str,
    says: Says,
    verdict: Verdict,
    possible: &Possible,
) -> String {
    said(
        &say!(facts.study.style, "reasons-as-a-share-of", part = part),
        facts,
        says,
        verdict,
        possible,
    )
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
            say!(
                facts.study.style,
                "reasons-stands-for-counts-of",
                stands_for = stands_for,
                counts = counts,
                count = facts.count(n),
                nearest = nearest(facts, shares)
            )
        }
        _ => format!("{stands_for} {}", facts.percents(possible.read, 1)),
    };
    match verdict {
        Verdict::Beyond => {
            let side = other_side(facts, says, possible.read);
            say!(
                facts.study.style,
                "reasons-stands-side-the-words",
                stands = stands,
                side = side,
                needed = needed
            )
        }
        Verdict::IfAssumed => say!(
            facts.study.style,
            "reasons-stands-the-words-need",
            stands = stands,
            needed = needed
        ),
        Verdict::Impossible | Verdict::Holds => say!(
            facts.study.style,
            "reasons-stands-the-words-need-2",
            stands = stands,
            needed = needed
        ),
    }
}

/// That a figure is on the other side of a half than words of a scale let expect, which weighs more
/// than the scale.
fn other_side<'a>(facts: &Facts<'a>, says: Says, read: Window) -> &'a str {
    let half = Exact::new(1, 2);
    match says {
        Says::Most | Says::VastMajority | Says::AlmostAll if read.high < half => {
            facts.study.style.text("words-less-than-half")
        }
        Says::Few if read.low > half => facts.study.style.text("words-more-than-half"),
        _ => "",
    }
}

/// The shares of the smallest and the largest count, to the nearest decimal.
fn nearest(facts: &Facts<'_>, shares: Window) -> String {
    let (low, high) = (facts.percent(shares.low, 1), facts.percent(shares.high, 1));
    if low == high {
        low
    } else {
        say!(facts.study.style, "reasons-low-to-high", low = low, high = high)
    }
}

/// A share as a percent, with a decimal where it is no whole percent.
fn percent(facts: &Facts<'_>, share: Exact) -> String {
    facts.percent(share, places(share))
}

fn places(share: Exact) -> u8 {
    u8::from(Exact::new(share.rounded(2), 100) != share)
}
