//! Rank and leading options of a question; withheld where a contested figure could change them.

use std::cmp::Ordering;

use super::Figures;
use crate::types::number::{Exact, Window};
use crate::types::study::{Answer, Choice, Question, Reported};
use crate::types::summary::{Contested, Rank, Said, Withheld};

/// Where one value stands: its share and how finely it is printed.
#[derive(Clone, Copy)]
struct Position {
    share: Exact,
    window: Window,
    decimals: Option<u8>,
}

impl Position {
    /// Larger, smaller, or equal as far as the printed figures tell: values with the same
    /// decimals by what is printed, others only where rounding cannot turn them round.
    fn compare(&self, other: &Self) -> Ordering {
        if self.decimals == other.decimals {
            return self.share.cmp(&other.share);
        }
        if self.window.low >= other.window.high {
            Ordering::Greater
        } else if self.window.high <= other.window.low {
            Ordering::Less
        } else {
            Ordering::Equal
        }
    }
}

fn position(choice: &Choice, figures: &Figures) -> Option<Position> {
    let decimals = choice.reported.percent().map(crate::types::number::Printed::decimals);
    Some(Position { share: figures.share.ok()?, window: figures.window.ok()?, decimals })
}

/// All positions that a contested value may have; one for any other.
fn readings(choice: &Choice, figures: &Figures) -> Vec<Position> {
    match &figures.contested {
        Some(Contested::PrintedTwice(readings)) => readings
            .iter()
            .filter_map(|reading| reading.reported.percent())
            .map(|percent| Position {
                share: percent.share(),
                window: percent.share_window(),
                decimals: Some(percent.decimals()),
            })
            .collect(),
        _ => position(choice, figures).into_iter().collect(),
    }
}

/// The least and the most that a withdrawn share may have been: what the others of a list of which
/// one is chosen leave of the whole, all of any other list. Nothing where it was no share.
fn left_open(question: &Question, choice: &Choice, own: &[Figures]) -> Vec<Position> {
    if matches!(choice.reported.form(), Reported::Mean(..)) {
        return Vec::new();
    }
    let sure = own.iter().filter(|figures| figures.contested.is_none());
    let taken = sure.filter_map(|figures| figures.window.ok()).try_fold(Exact::ZERO, |sum, it| {
        question.exclusive().then(|| sum.checked_add(it.low)).flatten()
    });
    let most = taken.map_or(Exact::ONE, |taken| Exact::ONE - taken.min(Exact::ONE));
    let end = |share| Position { share, window: Window::point(share), decimals: None };
    vec![end(Exact::ZERO), end(most)]
}

/// Why a question has no order, if it has none.
fn no_order(question: &Question) -> Option<Withheld> {
    (question.answer == Answer::Fact).then_some(Withheld::NotAList)
}

/// The rank of an option: one more than the number of options that are larger.
pub(super) fn rank(
    question: &Question,
    choice: &Choice,
    own: &[Figures],
    choices: &[Choice],
) -> Said<Rank> {
    if let Some(why) = no_order(question) {
        return Err(why);
    }
    let index = choices.iter().position(|other| other.id == choice.id).ok_or(Withheld::NotAList)?;
    if own[index].contested.is_some() {
        return Err(Withheld::Contested);
    }
    if choice.reported.is_withdrawn() {
        return Err(Withheld::Withdrawn);
    }
    let mine = position(choice, &own[index]).ok_or(Withheld::NotAShare)?;
    let (mut larger, mut of) = (0, 0);
    for (other, figures) in choices.iter().zip(own) {
        let withdrawn = other.reported.is_withdrawn();
        let readings =
            if withdrawn { left_open(question, other, own) } else { readings(other, figures) };
        let sides: Vec<Ordering> = readings.iter().map(|reading| reading.compare(&mine)).collect();
        let Some(first) = sides.first() else { continue };
        if sides.iter().any(|side| side != first) {
            return Err(if withdrawn { Withheld::OrderWithdrawn } else { Withheld::OrderOpen });
        }
        of += u32::from(!withdrawn);
        larger += u32::from(*first == Ordering::Greater);
    }
    Ok(Rank { position: larger + 1, of })
}

/// The options that no other exceeds.
pub(super) fn leading(
    question: &Question,
    own: &[Figures],
    choices: &[Choice],
) -> Said<Vec<usize>> {
    if let Some(why) = no_order(question) {
        return Err(why);
    }
    let mut first = Vec::new();
    let mut why = Withheld::NotAShare;
    for (i, choice) in choices.iter().enumerate() {
        match rank(question, choice, own, choices) {
            Ok(Rank { position: 1, .. }) => first.push(question.options.start + i),
            Err(
                reason @ (Withheld::Contested
                | Withheld::OrderOpen
                | Withheld::Withdrawn
                | Withheld::OrderWithdrawn),
            ) => why = reason,
            Ok(_) | Err(_) => {}
        }
    }
    if first.is_empty() { Err(why) } else { Ok(first) }
}
