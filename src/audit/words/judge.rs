//! What words say + the shares that are possible -> whether some possible share bears the words.

use super::lexicon::{Says, Tendency};
use crate::types::number::{CountRange, Exact, Printed, Window};
use crate::types::study::{BaseIs, Reported, WordScale};

/// What is possible of a share (0 to 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Possible {
    /// Whatever was rounded, and whatever the base may be where it is not stated.
    pub(super) shares: Window,
    /// The same where the assumed base is right.
    pub(super) assumed: Option<Window>,
    /// What a reader of the printed figure may think of, whatever the base: tolerances and scales
    /// are measured from here.
    pub(super) read: Window,
    /// The counts behind it, and of how many.
    pub(super) counts: Option<(CountRange, u64)>,
}

impl Possible {
    /// What a printed figure allows; nothing where it is no share.
    pub(super) fn printed(reported: &Reported, n: Option<u64>, is: BaseIs) -> Option<Self> {
        let n = n.filter(|n| *n > 0 && is != BaseIs::Unknown);
        let of = |range: CountRange, n: u64| Window {
            low: Exact::new(range.low.into(), n.into()),
            high: Exact::new(range.high.into(), n.into()),
        };
        let counts = match reported {
            Reported::Mean(..) | Reported::Withdrawn(_) => return None,
            Reported::Percent(percent) => n.and_then(|n| Some((percent.counts(n).either()?, n))),
            Reported::Count(k) | Reported::Both(_, k) => {
                n.filter(|n| k <= n).map(|n| (CountRange { low: *k, high: *k }, n))
            }
        };
        let counted = counts.map(|(range, n)| of(range, n));
        let read = reported.percent().map(Printed::share_window);
        let stated = (is == BaseIs::Stated || read.is_none()).then_some(counted).flatten();
        let shares = stated.or(read)?;
        let assumed = counted.filter(|_| stated.is_none());
        Some(Self { shares, assumed, read: read.unwrap_or(shares), counts })
    }

    /// A range of shares of which nothing else is known.
    pub(super) fn within(shares: Window) -> Self {
        Self { shares, assumed: None, read: shares, counts: None }
    }
}

/// Whether words hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Some possible share bears them.
    Holds,
    /// None does.
    Impossible,
    /// None does if the assumed base is right.
    IfAssumed,
    /// They are true of it, or nearly so, but farther from it than their tolerance or scale.
    Beyond,
}

/// How far a fraction in words may be from the share.
pub(super) fn tolerance() -> Exact {
    Exact::new(3, 100)
}

/// Judges words against what is possible.
pub(super) fn judge(says: Says, possible: &Possible, scale: &WordScale) -> Verdict {
    if impossible(says, possible.shares) {
        Verdict::Impossible
    } else if possible.assumed.is_some_and(|shares| impossible(says, shares)) {
        Verdict::IfAssumed
    } else if beyond(says, possible.read, scale) {
        Verdict::Beyond
    } else {
        Verdict::Holds
    }
}

/// Whether no share of the range bears the words.
fn impossible(says: Says, shares: Window) -> bool {
    let half = Exact::new(1, 2);
    match says {
        Says::Above(x) | Says::Over(x) => shares.high <= x,
        Says::Majority | Says::VastMajority => shares.high <= half,
        Says::Below(x) | Says::Nearly(x) => shares.low >= x,
        Says::Minority => shares.low >= half,
        Says::AtLeast(x) => shares.high < x,
        Says::AtMost(x) => shares.low > x,
        Says::About(_) | Says::AlmostAll | Says::Most | Says::Few | Says::Times(..) => false,
    }
}

/// Whether every share of the range lies beyond the words' tolerance, or outside their scale.
fn beyond(says: Says, shares: Window, scale: &WordScale) -> bool {
    let near = tolerance();
    match says {
        Says::About(x) => shares.high < x - near || shares.low > x + near,
        Says::Nearly(x) => shares.high < x - near,
        Says::Over(x) => shares.low > x + near,
        Says::AlmostAll => shares.high <= scale.almost_all,
        // A word that says less than the figure misleads nobody: 93% are most of them, too.
        Says::Most | Says::VastMajority => shares.high < scale.most,
        Says::Few => shares.low >= scale.few,
        _ => false,
    }
}

/// Whether a quotient of two values can be what "twice as many" says of it: within a tenth of it,
/// on the side that is named. The quotient is that of the larger to the smaller value.
pub(super) fn can_be_times(quotient: Window, factor: Exact, tendency: Tendency) -> bool {
    let tenth = factor / Exact::from(10);
    match tendency {
        Tendency::About => quotient.low <= factor + tenth && quotient.high >= factor - tenth,
        Tendency::Below => quotient.low < factor && quotient.high >= factor - tenth - tenth,
        Tendency::Above => quotient.high > factor,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(says: Says, percent: &str, n: u64, is: BaseIs) -> Verdict {
        let reported = Reported::Percent(Printed::parse(percent).unwrap());
        let possible = Possible::printed(&reported, Some(n), is).unwrap();
        judge(says, &possible, &WordScale::default())
    }

    #[test]
    fn over_a_third_may_be_honest_on_many_and_not_on_few() {
        let over = Says::Over(Exact::new(1, 3));
        // 33 % of 5,142 may be 1,722, which is 33.49 %; of 120 it is 39 or 40, and 40 are a third.
        assert_eq!(verdict(over, "33", 5142, BaseIs::Stated), Verdict::Holds);
        assert_eq!(verdict(over, "33", 120, BaseIs::Stated), Verdict::Impossible);
        assert_eq!(verdict(over, "33", 120, BaseIs::Assumed), Verdict::IfAssumed);
        assert_eq!(verdict(over, "33", 120, BaseIs::Unknown), Verdict::Holds);
        assert_eq!(verdict(over, "32", 120, BaseIs::Unknown), Verdict::Impossible);
        assert_eq!(verdict(over, "40", 120, BaseIs::Stated), Verdict::Beyond);
    }

    #[test]
    fn a_majority_needs_more_than_half() {
        // 50 % of 120 is 60; 50 % of 5,142 may be 2,572 and more.
        assert_eq!(verdict(Says::Majority, "50", 120, BaseIs::Stated), Verdict::Impossible);
        assert_eq!(verdict(Says::Majority, "50", 5142, BaseIs::Stated), Verdict::Holds);
        assert_eq!(verdict(Says::VastMajority, "39", 120, BaseIs::Assumed), Verdict::Impossible);
        assert_eq!(verdict(Says::VastMajority, "64", 120, BaseIs::Stated), Verdict::Beyond);
        assert_eq!(verdict(Says::Minority, "51", 120, BaseIs::Stated), Verdict::Impossible);
    }

    #[test]
    fn fractions_have_three_points_to_either_side() {
        let fifth = Says::About(Exact::new(1, 5));
        // 23 % of 5,142 may be 22.5 %, 24 % is 23.5 % at least.
        assert_eq!(verdict(fifth, "23", 5142, BaseIs::Stated), Verdict::Holds);
        assert_eq!(verdict(fifth, "24", 5142, BaseIs::Stated), Verdict::Beyond);
        let nearly = Says::Nearly(Exact::new(1, 2));
        assert_eq!(verdict(nearly, "47", 5142, BaseIs::Stated), Verdict::Holds);
        assert_eq!(verdict(nearly, "45", 5142, BaseIs::Stated), Verdict::Beyond);
        assert_eq!(verdict(nearly, "51", 5142, BaseIs::Stated), Verdict::Impossible);
    }

    #[test]
    fn most_and_few_have_a_scale() {
        for (percent, verdict_of_most) in [
            ("74", Verdict::Beyond),
            ("75", Verdict::Holds),
            ("90", Verdict::Holds),
            ("93", Verdict::Holds),
        ] {
            assert_eq!(
                verdict(Says::Most, percent, 120, BaseIs::Stated),
                verdict_of_most,
                "{percent}"
            );
        }
        assert_eq!(verdict(Says::Few, "14", 120, BaseIs::Stated), Verdict::Holds);
        assert_eq!(verdict(Says::Few, "20", 120, BaseIs::Stated), Verdict::Beyond);
        assert_eq!(verdict(Says::AlmostAll, "89", 120, BaseIs::Stated), Verdict::Beyond);
    }

    #[test]
    fn counts_without_a_base_are_no_shares() {
        assert_eq!(Possible::printed(&Reported::Count(7), None, BaseIs::Unknown), None);
        let possible = Possible::printed(&Reported::Count(60), Some(120), BaseIs::Stated).unwrap();
        assert_eq!(possible.shares, Window::point(Exact::new(1, 2)));
    }

    #[test]
    fn quotients_have_a_tenth_to_either_side() {
        let two = Exact::from(2);
        let quotient = |low: i128, high: i128| Window {
            low: Exact::new(low, 100),
            high: Exact::new(high, 100),
        };
        assert!(can_be_times(quotient(175, 180), two, Tendency::About));
        assert!(!can_be_times(quotient(150, 179), two, Tendency::About));
        assert!(!can_be_times(quotient(190, 200), two, Tendency::Above));
        assert!(!can_be_times(quotient(200, 210), two, Tendency::Below));
    }
}
