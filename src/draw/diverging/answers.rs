//! A question of a two-sided scale -> its answers from left to right, with their inks and sums.

use crate::draw::theme::Ink;
use crate::draw::{colour, row};
use crate::types::study::{Colour, OptionId, QuestionId, Side, Study};
use crate::types::wording::Wording;

/// An answer: its share, on its place of the scale.
pub(super) struct Segment {
    pub(super) side: Side,
    pub(super) share: f64,
    pub(super) value: String,
    pub(super) title: String,
    pub(super) ink: Ink,
}

/// A question: its answers from left to right, those that are apart at the end.
pub(super) struct Bar {
    pub(super) label: Option<String>,
    pub(super) segments: Vec<Segment>,
    /// What the negative and the positive side add up to.
    pub(super) totals: [String; 2],
}

/// An answer as the key has it.
pub(super) struct Entry {
    pub(super) label: String,
    pub(super) ink: Ink,
    pub(super) apart: bool,
}

/// The options of a question from left to right, whichever way they are listed, with their inks:
/// the farther from the middle, the fuller.
fn across(study: &Study, id: QuestionId) -> Vec<(OptionId, Side, Ink)> {
    let sided = study[id].option_ids().filter_map(|option| Some((option, study[option].side?)));
    let (apart, mut scale): (Vec<_>, Vec<_>) = sided.partition(|(_, side)| *side == Side::Apart);
    if scale.first().is_some_and(|(_, side)| *side == Side::Positive)
        || scale.last().is_some_and(|(_, side)| *side == Side::Negative)
    {
        scale.reverse();
    }
    let depth = |from_end: usize| u8::try_from(from_end).unwrap_or(2).min(2);
    let last = scale.len().saturating_sub(1);
    let ink = |i: usize, side: Side| match side {
        Side::Negative => Ink::Mark(Colour::Grey, depth(i)),
        Side::Positive => Ink::Mark(colour(study, id), depth(last - i)),
        Side::Neutral | Side::Apart => Ink::Mark(Colour::Grey, 3),
    };
    let placed = scale.into_iter().chain(apart).enumerate();
    placed.map(|(i, (option, side))| (option, side, ink(i.min(last), side))).collect()
}

pub(super) fn key(study: &Study, id: QuestionId) -> Vec<Entry> {
    let entry = |(option, side, ink): (OptionId, Side, Ink)| Entry {
        label: study[option].short_label().to_owned(),
        ink,
        apart: side == Side::Apart,
    };
    across(study, id).into_iter().map(entry).collect()
}

pub(super) fn bar(wording: Wording<'_>, id: QuestionId, several: bool) -> Bar {
    let segment = |(option, side, ink): (OptionId, Side, Ink)| {
        let row = row(wording, id, option);
        let (share, value) = row.readings.into_iter().next().unwrap_or_default();
        Segment { side, share, value, title: row.title, ink }
    };
    let total = |side| wording.side_value(id, side).unwrap_or_else(|| "–".into());
    Bar {
        label: several.then(|| wording.study[id].label.clone()),
        segments: across(wording.study, id).into_iter().map(segment).collect(),
        totals: [total(Side::Negative), total(Side::Positive)],
    }
}

pub(super) fn describe(wording: Wording<'_>, id: QuestionId, bar: &Bar) -> String {
    let values: Vec<&str> = bar.segments.iter().map(|segment| segment.title.as_str()).collect();
    let [negative, positive] = &bar.totals;
    format!(
        "“{}”: {}; negative in all {negative}, positive in all {positive}.",
        wording.study[id].label,
        values.join("; ")
    )
}

impl Bar {
    /// From where to where each answer of the scale reaches, as shares from the middle: what is
    /// negative lies below 0, and half of the middle answer.
    pub(super) fn spans(&self) -> Vec<(f64, f64)> {
        let on = |side: Side| self.segments.iter().filter(move |it| it.side == side);
        let sum = |side: Side| on(side).map(|segment| segment.share).sum::<f64>();
        let mut from = -(sum(Side::Negative) + sum(Side::Neutral) / 2.0);
        let mut spans = Vec::new();
        for segment in self.segments.iter().filter(|segment| segment.side != Side::Apart) {
            spans.push((from, from + segment.share));
            from += segment.share;
        }
        spans
    }

    pub(super) fn apart(&self) -> f64 {
        self.segments.iter().filter(|it| it.side == Side::Apart).map(|it| it.share).sum()
    }
}

/// Bars of the tests of this file and of the one that draws them.
#[cfg(test)]
pub(super) mod testing {
    use super::*;

    pub(in crate::draw::diverging) fn bar(answers: &[(Side, f64)]) -> Bar {
        let segment = |(side, share): &(Side, f64)| Segment {
            side: *side,
            share: *share,
            value: "1%".into(),
            title: String::new(),
            ink: Ink::Mark(Colour::Grey, 0),
        };
        let totals = [String::new(), String::new()];
        Bar { label: None, segments: answers.iter().map(segment).collect(), totals }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::bar;
    use super::*;

    #[test]
    fn the_middle_answer_lies_half_on_either_side() {
        use Side::{Apart, Negative, Neutral, Positive};
        // 5 and 15 against, 20 in the middle, 30 and 20 in favour, 10 apart. From the middle to
        // the left: 10 of the middle answer, then 15, then 5.
        let answers = [
            (Negative, 0.05),
            (Negative, 0.15),
            (Neutral, 0.2),
            (Positive, 0.3),
            (Positive, 0.2),
            (Apart, 0.1),
        ];
        let bar = bar(&answers);
        let expected = [(-0.3, -0.25), (-0.25, -0.1), (-0.1, 0.1), (0.1, 0.4), (0.4, 0.6)];
        let spans = bar.spans();
        assert_eq!(spans.len(), expected.len());
        for (found, expected) in spans.iter().zip(expected) {
            assert!((found.0 - expected.0).abs() < 1e-9 && (found.1 - expected.1).abs() < 1e-9);
        }
        assert!((bar.apart() - 0.1).abs() < 1e-9);
    }
}
