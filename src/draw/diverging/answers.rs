//! A question of a two-sided scale -> its answers from left to right, with their inks and sums.

use crate::draw::theme::Ink;
use crate::draw::{colour, row};
use crate::types::messages::say;
use crate::types::study::{Colour, OptionId, QuestionId, Side, Study};
use crate::types::wording::Wording;

/// An answer: its share, on its place of the scale.
pub(super) struct Segment {
    pub(super) side: Side,
    pub(super) share: f64,
    /// What was first published.
    pub(super) was: f64,
    pub(super) value: String,
    pub(super) title: String,
    pub(super) ink: Ink,
}

/// A question: its answers from left to right, those that are apart at the end.
pub(super) struct Bar {
    pub(super) label: Option<String>,
    /// A lighter line under the label: whose answers they are, where groups are mixed.
    pub(super) under: Option<String>,
    pub(super) segments: Vec<Segment>,
    /// What the negative and the positive side add up to.
    pub(super) totals: [String; 2],
    /// The same in words, where there is no room for columns.
    pub(super) told: [String; 2],
    /// Whether one of its answers was withdrawn.
    pub(super) withdrawn: bool,
}

/// An answer as the key has it.
pub(super) struct Entry {
    pub(super) label: String,
    /// Its inks, one for each colour in which a bar shows it.
    pub(super) inks: Vec<Ink>,
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

/// The key of questions that have one scale: an answer has the inks of all their groups, in the order
/// of the bars.
pub(super) fn key(study: &Study, questions: &[QuestionId]) -> Vec<Entry> {
    let entry = |(option, side, ink): (OptionId, Side, Ink)| Entry {
        label: study[option].short_label().to_owned(),
        inks: vec![ink],
        apart: side == Side::Apart,
    };
    let mut scales = questions.iter().map(|id| across(study, *id));
    let first = scales.next().unwrap_or_default();
    let mut key: Vec<Entry> = first.into_iter().map(entry).collect();
    for scale in scales {
        for (entry, (_, _, ink)) in key.iter_mut().zip(scale) {
            if !entry.inks.contains(&ink) {
                entry.inks.push(ink);
            }
        }
    }
    key
}

/// The bar of one of these questions.
pub(super) fn bar(
    wording: Wording<'_>,
    id: QuestionId,
    among: &[QuestionId],
    several: bool,
) -> Bar {
    let segment = |(option, side, ink): (OptionId, Side, Ink)| {
        let row = row(wording, id, option);
        let (share, value) = row.readings.into_iter().next().unwrap_or_default();
        Segment { side, share, was: row.ghost.unwrap_or(share), value, title: row.title, ink }
    };
    let total = |side| wording.side_value(id, side).unwrap_or_else(|| "–".into());
    let (style, totals) = (wording.style(), [total(Side::Negative), total(Side::Positive)]);
    Bar {
        label: several.then(|| wording.study[id].label.clone()),
        under: wording.group_beside(among, id).map(str::to_owned),
        segments: across(wording.study, id).into_iter().map(segment).collect(),
        told: [
            say!(style, "total-negative-of", total = totals[0]),
            say!(style, "total-positive-of", total = totals[1]),
        ],
        totals,
        withdrawn: wording.study[id]
            .option_ids()
            .any(|it| wording.study[it].reported.is_withdrawn()),
    }
}

pub(super) fn describe(wording: Wording<'_>, id: QuestionId, bar: &Bar) -> String {
    let values: Vec<&str> = bar.segments.iter().map(|segment| segment.title.as_str()).collect();
    let [negative, positive] = &bar.totals;
    say!(
        wording.style(),
        "diverging-bar",
        question = wording.study[id].label,
        values = values.join(wording.style().text("list-semicolon")),
        negative = negative,
        positive = positive
    )
}

impl Bar {
    /// From where to where each answer of the scale reaches, as shares from the middle: what is
    /// negative lies below 0, and half of the middle answer.
    pub(super) fn spans(&self) -> Vec<(f64, f64)> {
        self.spans_of(|segment| segment.share)
    }

    /// The same as first published.
    pub(super) fn former_spans(&self) -> Vec<(f64, f64)> {
        self.spans_of(|segment| segment.was)
    }

    fn spans_of(&self, share: fn(&Segment) -> f64) -> Vec<(f64, f64)> {
        let on = |side: Side| self.segments.iter().filter(move |it| it.side == side);
        let sum = |side: Side| on(side).map(share).sum::<f64>();
        let mut from = -(sum(Side::Negative) + sum(Side::Neutral) / 2.0);
        let mut spans = Vec::new();
        for segment in self.segments.iter().filter(|segment| segment.side != Side::Apart) {
            spans.push((from, from + share(segment)));
            from += share(segment);
        }
        spans
    }

    /// How far what stands apart reaches, now and as first published.
    pub(super) fn apart(&self) -> f64 {
        let apart = || self.segments.iter().filter(|it| it.side == Side::Apart);
        let now: f64 = apart().map(|it| it.share).sum();
        now.max(apart().map(|it| it.was).sum())
    }

    /// Where the parts met as first published, as far as they meet elsewhere now: shares from the
    /// middle, and shares from where what stands apart begins.
    pub(super) fn seams(&self) -> (Vec<f64>, Vec<f64>) {
        let ends = |spans: Vec<(f64, f64)>| -> Vec<f64> {
            let first = spans.first().map(|span| span.0);
            first.into_iter().chain(spans.into_iter().map(|span| span.1)).collect()
        };
        let pairs = ends(self.spans()).into_iter().zip(ends(self.former_spans()));
        let (mut now, mut then) = (0.0, 0.0);
        let apart = self.segments.iter().filter(|it| it.side == Side::Apart).map(|it| {
            (now, then) = (now + it.share, then + it.was);
            (now, then)
        });
        let moved = |(now, then): (f64, f64)| ((now - then).abs() > 0.0005).then_some(then);
        (pairs.filter_map(moved).collect(), apart.filter_map(moved).collect())
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
            was: *share,
            value: "1%".into(),
            title: String::new(),
            ink: Ink::Mark(Colour::Grey, 0),
        };
        let totals = [String::new(), String::new()];
        Bar {
            label: None,
            under: None,
            segments: answers.iter().map(segment).collect(),
            told: totals.clone(),
            totals,
            withdrawn: false,
        }
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
        assert_eq!(bar.seams(), (Vec::new(), Vec::new()), "nothing was corrected");
    }

    #[test]
    fn what_met_elsewhere_is_told_from_the_middle() {
        use Side::{Apart, Negative, Positive};
        let mut bar =
            bar(&[(Negative, 0.1), (Negative, 0.2), (Positive, 0.5), (Apart, 0.1), (Apart, 0.1)]);
        // 25 before in place of 20: the outer end lay farther out, and so did where both meet.
        bar.segments[1].was = 0.25;
        bar.segments[3].was = 0.05;
        let (scale, apart) = bar.seams();
        for (found, expected) in [(scale, vec![-0.35, -0.25]), (apart, vec![0.05, 0.15])] {
            assert_eq!(found.len(), expected.len(), "{found:?}");
            for (found, expected) in found.iter().zip(expected) {
                assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
            }
        }
    }
}
