//! `Study` -> `Summaries`: shares, possible counts, intervals, ranks, sums, derived values.
//!
//! Everything is exact; only the bounds of intervals pass through floating point, and are
//! rounded to six decimals before anything else sees them.

mod contested;
mod derived;
mod interval;
mod order;

use crate::types::number::{CountRange, Counts, Exact, Window};
use crate::types::study::{
    Base, BaseIs, Choice, OptionId, Question, QuestionId, Sampling, Study, Unit, ValueId,
};
use crate::types::summary::{
    Contested, Interval, OptionSummary, QuestionSummary, Said, Summaries, Total, Withheld,
};

/// Computes everything that a report says of its figures.
#[must_use]
pub(crate) fn aggregate(study: &Study) -> Summaries {
    let shares: Vec<Figures> =
        (0..study.options.len()).map(|i| figures(study, OptionId(i))).collect();
    let mut options = Vec::with_capacity(study.options.len());
    let mut questions = Vec::with_capacity(study.questions.len());
    for (i, question) in study.questions.iter().enumerate() {
        let own = &shares[question.options.clone()];
        for (choice, figures) in study.options[question.options.clone()].iter().zip(own) {
            options.push(OptionSummary {
                share: figures.share,
                window: figures.window,
                counts: figures.counts,
                interval: interval_of(study, question, figures),
                rank: order::rank(question, choice, own, &study.options[question.options.clone()]),
                contested: figures.contested.clone(),
            });
        }
        questions.push(summarise(study, QuestionId(i), own));
    }
    let mut summaries = Summaries {
        options,
        questions,
        derived: Vec::new(),
        comparisons: Vec::new(),
        sides: Vec::new(),
    };
    derived::derive(study, &mut summaries);
    derived::add_sides(study, &mut summaries);
    summaries
}

/// What the printed figures of one option amount to.
#[derive(Debug, Clone)]
struct Figures {
    share: Said<Exact>,
    window: Said<Window>,
    counts: Said<CountRange>,
    /// By rounding mode.
    by_mode: Option<Counts>,
    contested: Option<Contested>,
}

fn figures(study: &Study, id: OptionId) -> Figures {
    let choice = &study[id];
    let question = &study[choice.question];
    if choice.reported.is_withdrawn() {
        let why = Withheld::Withdrawn;
        return Figures {
            share: Err(why),
            window: Err(why),
            counts: Err(why),
            by_mode: None,
            contested: None,
        };
    }
    let share = share(study, id);
    let by_mode = counts(question, choice);
    let mut counts = match by_mode {
        Some(counts) => counts.either().ok_or(Withheld::NoPossibleCount),
        None => Err(share.err().unwrap_or(Withheld::UnknownBase)),
    };
    let window = window(question, choice, share, counts);
    let contested = contested::contested(study, id, counts);
    if matches!(contested, Some(Contested::PrintedTwice(_) | Contested::CountAndPercent(..))) {
        counts = Err(Withheld::Contested);
    }
    Figures { share, window, counts, by_mode, contested }
}

/// The share as printed; of a count alone, count by base.
fn share(study: &Study, id: OptionId) -> Said<Exact> {
    let choice = &study[id];
    let n = study[choice.question].base.n;
    match (choice.reported.percent(), choice.reported.count(), n) {
        (Some(percent), _, _) => Ok(percent.share()),
        (None, Some(count), Some(n)) if study.unit(ValueId::Option(id)) == Unit::Share && n > 0 => {
            Ok(Exact::new(i128::from(count), i128::from(n)))
        }
        _ => Err(Withheld::NotAShare),
    }
}

/// The counts that are possible on the base, where there is a base.
fn counts(question: &Question, choice: &Choice) -> Option<Counts> {
    match (choice.reported.count(), choice.reported.percent(), question.base.n) {
        (Some(count), _, _) => Some(Counts::exactly(count)),
        (None, Some(percent), Some(n)) => Some(percent.counts(n)),
        _ => None,
    }
}

/// The shares that are possible: those of the possible counts where the base is stated, half a
/// unit of the last decimal to either side where it is only assumed, or unknown.
fn window(
    question: &Question,
    choice: &Choice,
    share: Said<Exact>,
    counts: Said<CountRange>,
) -> Said<Window> {
    let share = share?;
    let Some(percent) = choice.reported.percent() else { return Ok(Window::point(share)) };
    match (question.base.is, question.base.n, counts) {
        (BaseIs::Stated, Some(n), Ok(CountRange { low, high })) => Ok(Window {
            low: Exact::new(i128::from(low), i128::from(n)),
            high: Exact::new(i128::from(high), i128::from(n)),
        }),
        _ => Ok(percent.share_window()),
    }
}

fn interval_of(study: &Study, question: &Question, figures: &Figures) -> Said<Interval> {
    if study.meta.sampling == Sampling::Census {
        return Err(Withheld::Census);
    }
    if figures.contested.is_some() {
        return Err(Withheld::Contested);
    }
    figures.share?;
    let counts = figures.counts?;
    let n = question.base.n.filter(|n| *n > 0).ok_or(Withheld::UnknownBase)?;
    let intervals = &study.intervals;
    let low = interval::interval(intervals.method, counts.low, n, intervals.level);
    let high = interval::interval(intervals.method, counts.high, n, intervals.level);
    Ok(Interval { low: Exact::from_float(low.0, 6), high: Exact::from_float(high.1, 6) })
}

fn summarise(study: &Study, id: QuestionId, own: &[Figures]) -> QuestionSummary {
    let question = &study[id];
    let choices = &study.options[question.options.clone()];
    let percents = choices.iter().filter_map(|choice| choice.reported.percent());
    let answered = question.group.and_then(|group| study[group].answered);
    QuestionSummary {
        sum: sum(own),
        total: total(question, own),
        leading: order::leading(question, own, choices),
        // A base that is some part of the group leaves out those who were not asked.
        n_missing: match (&question.base, answered) {
            (Base { is: BaseIs::Stated, n: Some(n), of: None, .. }, Some(answered)) => {
                answered.checked_sub(*n)
            }
            _ => None,
        },
        decimals: percents.map(crate::types::number::Printed::decimals).max().unwrap_or(0),
    }
}

fn sum(own: &[Figures]) -> Said<Exact> {
    if own.iter().any(|figures| figures.contested.is_some()) {
        return Err(Withheld::Contested);
    }
    own.iter().try_fold(Exact::ZERO, |sum, figures| {
        sum.checked_add(figures.share?).ok_or(Withheld::NotComputable)
    })
}

/// Whether exclusive options can add up to all: by possible counts where the base is stated, by
/// what rounding allows otherwise.
fn total(question: &Question, own: &[Figures]) -> Total {
    let windows: Result<Vec<Window>, _> = own.iter().map(|figures| figures.window).collect();
    let (Ok(windows), true) = (windows, question.exclusive()) else { return Total::NotAsked };
    if own.iter().any(|figures| figures.contested.is_some()) {
        return Total::NotAsked;
    }
    let add = |part: fn(&Window) -> Exact| {
        windows.iter().try_fold(Exact::ZERO, |sum, window| sum.checked_add(part(window)))
    };
    let (Some(low), Some(high)) = (add(|w| w.low), add(|w| w.high)) else {
        return Total::NotAsked;
    };
    if low > Exact::ONE || !modes_meet(question, own) {
        Total::Above
    } else if high < Exact::ONE {
        Total::Below(Window { low: Exact::ONE - high, high: Exact::ONE - low })
    } else {
        Total::Meets
    }
}

/// Whether under one rounding mode the possible counts of a complete list on a stated base do
/// not all add up to more than the base.
fn modes_meet(question: &Question, own: &[Figures]) -> bool {
    let (BaseIs::Stated, Some(n)) = (question.base.is, question.base.n) else { return true };
    let fits = |mode: fn(&Counts) -> Option<CountRange>| {
        let lows: Option<Vec<u64>> = own
            .iter()
            .map(|figures| figures.by_mode.as_ref().and_then(mode).map(|range| range.low))
            .collect();
        lows.is_some_and(|lows| lows.iter().sum::<u64>() <= n)
    };
    fits(|counts| counts.half_up) || fits(|counts| counts.half_even)
}
