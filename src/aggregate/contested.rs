//! Whether the source contradicts itself about one value.

use crate::types::number::{CountRange, Counts, Exact, MAX_COUNT, Printed};
use crate::types::study::{Base, BaseIs, OptionId, Reported, Study};
use crate::types::summary::{Contested, Reading, Said, Withheld};

/// Why an option's value is contested, if it is: printed again with a value that no common count
/// allows, printed as a count and a percent that do not agree, or impossible on a base that the
/// source states. On an assumed base impossibility may
/// be the assumption's fault, and an unknown base allows no judgement.
pub(super) fn contested(
    study: &Study,
    id: OptionId,
    possible: Said<CountRange>,
) -> Option<Contested> {
    let choice = &study[id];
    let question = &study[choice.question];
    let others: Vec<Reading> = study
        .printed_elsewhere(id)
        .filter(|other| {
            !agree(question.base.n, &choice.reported, other.reported)
                || !share_a_count(&question.base, &choice.reported, other.reported)
        })
        .map(|other| Reading {
            reported: other.reported.clone(),
            place: other.place.to_owned(),
            at: other.at.clone(),
        })
        .collect();
    if !others.is_empty() {
        let first = Reading {
            reported: choice.reported.clone(),
            place: question.place.clone(),
            at: choice.at.clone(),
        };
        return Some(Contested::PrintedTwice(std::iter::once(first).chain(others).collect()));
    }
    let printed = std::iter::once(&choice.reported);
    let mut printed = printed.chain(study.printed_elsewhere(id).map(|other| other.reported));
    if let (Some(n), BaseIs::Stated) = (question.base.n, question.base.is)
        && let Some((percent, count)) = printed.find_map(|it| contradicts_itself(it, n))
    {
        return Some(Contested::CountAndPercent(percent, count));
    }
    let above = choice.reported.percent().is_some_and(|percent| percent.share() > Exact::ONE);
    if above {
        return Some(Contested::Impossible);
    }
    let impossible = match (&choice.reported, question.base.n) {
        (Reported::Mean(mean, items), Some(n)) => {
            !mean.is_mean_of(n.saturating_mul(*items).min(MAX_COUNT))
        }
        _ => possible == Err(Withheld::NoPossibleCount),
    };
    (impossible && question.base.is == BaseIs::Stated).then_some(Contested::Impossible)
}

/// A percent and the count beside it, where they are two shares of the base.
fn contradicts_itself(reported: &Reported, n: u64) -> Option<(Printed, u64)> {
    let Reported::Both(percent, count) = reported else { return None };
    let agree = percent.counts(n).agree(&Counts::exactly(*count));
    (!agree).then(|| (percent.clone(), *count))
}

/// Whether two printed values can stand for one quantity.
///
/// Percents agree when some share rounds to both under one rounding mode, counts when they are
/// equal, a count alone and a percent alone when the count rounds to the percent on the base. What
/// cannot be compared does not disagree.
fn agree(n: Option<u64>, first: &Reported, second: &Reported) -> bool {
    if let (Some(a), Some(b)) = (first.percent(), second.percent())
        && !overlap(a, b)
    {
        return false;
    }
    if let (Some(a), Some(b)) = (first.count(), second.count())
        && a != b
    {
        return false;
    }
    let sets = |reported: &Reported| -> Option<Counts> {
        match (reported.count(), reported.percent(), n) {
            (Some(count), _, _) => Some(Counts::exactly(count)),
            (None, Some(percent), Some(n)) => Some(percent.counts(n)),
            _ => None,
        }
    };
    // Like is held against like; that a place contradicts itself is said of that place. Only a
    // count alone and a percent alone need the base.
    let alone = |it: &Reported| !matches!(it, Reported::Both(..));
    let mixed = first.count().is_some() != second.count().is_some();
    match (mixed && alone(first) && alone(second), sets(first), sets(second)) {
        (true, Some(a), Some(b)) => a.agree(&b),
        _ => true,
    }
}

/// Whether on a stated base some count rounds to both percents. Of a percent that is impossible by
/// itself, or on another base, nothing is said.
fn share_a_count(base: &Base, first: &Reported, second: &Reported) -> bool {
    let (Some(n), BaseIs::Stated) = (base.n, base.is) else { return true };
    let (Reported::Percent(first), Reported::Percent(second)) = (first, second) else {
        return true;
    };
    let first = first.counts(n);
    first.either().is_none() || first.agree(&second.counts(n))
}

/// Whether some number rounds to both texts. The ends of a window belong to one neighbour only,
/// so windows that merely touch do not overlap.
fn overlap(a: &Printed, b: &Printed) -> bool {
    let (a, b) = (a.share_window(), b.share_window());
    a == b || (a.low < b.high && b.low < a.high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(text: &str) -> Reported {
        Reported::Percent(Printed::parse(text).unwrap())
    }

    #[test]
    fn printed_values_agree_when_one_count_fits_both() {
        let agree = |a: &str, b: &str| super::agree(None, &percent(a), &percent(b));
        assert!(agree("16.5", "17") && agree("16.5", "16") && agree("10", "10.0"));
        assert!(agree("100", "100"));
        assert!(!agree("35", "36") && !agree("70", "7") && !agree("16.5", "53"));
        assert!(!agree("16.4", "17"));
    }

    #[test]
    fn on_a_stated_base_a_common_count_is_needed() {
        let common = |is: BaseIs, first: &str, second: &str| {
            let base = Base { n: Some(120), is, of: None, of_group: false };
            share_a_count(&base, &percent(first), &percent(second))
        };
        // 17 of 120 are 14.17 %; no count gives 14.4 %.
        assert!(common(BaseIs::Stated, "14", "14.2") && !common(BaseIs::Stated, "14", "14.4"));
        assert!(common(BaseIs::Assumed, "14", "14.4"));
        assert!(common(BaseIs::Stated, "16.5", "17"), "impossible by itself");
    }

    #[test]
    fn counts_are_compared_on_the_base() {
        let count = Reported::Count(17);
        assert!(agree(Some(120), &percent("14"), &count));
        assert!(!agree(Some(120), &percent("15"), &count));
        assert!(agree(None, &percent("15"), &count), "without a base nothing can be said");
        assert!(!agree(None, &Reported::Count(18), &count));
    }

    #[test]
    fn what_contradicts_itself_is_not_held_against_another_place() {
        // 50 of 200 are 25 %: "50 (33 %)" is a conflict of its own, not one with "33 %".
        let both = Reported::Both(Printed::parse("33").unwrap(), 50);
        assert!(agree(Some(200), &both, &percent("33")));
        assert!(agree(Some(200), &both, &Reported::Count(50)));
        assert!(agree(Some(200), &both, &both.clone()));
        assert!(!agree(Some(200), &both, &percent("25")));
        assert!(!agree(Some(200), &both, &Reported::Count(66)));
    }
}
