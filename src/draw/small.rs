//! Bars without labels, to stand beside a number: the shares that pages set apart and that
//! recommendations rest on.
//!
//! Such a bar has no text and is stretched to its place, so one drawing does for every width and
//! no canvas is needed. The ground runs from 0 to 100 percent; a contested value gets a hollow bar
//! for each printed figure, a corrected one a broken line at what was first published.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::theme::{Ink, class_of};
use crate::types::figure::SmallBars;
use crate::types::number::Exact;
use crate::types::study::{Colour, Study, ValueId};
use crate::types::summary::{Contested, Summaries};

/// Height of one bar, with the length of 100 percent as unit of widths.
const HEIGHT: u32 = 10;
/// Distance from one hollow bar to the next.
const STEP: u32 = 14;

/// Draws the bars of a study.
#[must_use]
pub(crate) fn small_bars(study: &Study, summaries: &Summaries) -> SmallBars {
    let rests = study.recommendations.iter().flat_map(|it| &it.rests_on).map(|(value, _)| *value);
    let values = rests.chain(study.cards.iter().map(|card| card.value));
    let mut bars = BTreeMap::new();
    for value in values {
        let shares = shares(study, summaries, value);
        let ghost = ghost(study, value);
        if !shares.is_empty() || ghost.is_some() {
            let colour = study.group_of(value).map_or(Colour::Grey, |group| study[group].colour);
            bars.entry(value).or_insert_with(|| bar(&shares, ghost, colour));
        }
    }
    SmallBars(bars)
}

/// The shares of a value: one, or each that the source prints; none where it is no share.
fn shares(study: &Study, summaries: &Summaries, value: ValueId) -> Vec<f64> {
    if let ValueId::Option(id) = value {
        let summary = &summaries.options[id.0];
        if let Some(Contested::PrintedTwice(readings)) = &summary.contested {
            let percents = readings.iter().filter_map(|reading| reading.reported.percent());
            return percents.map(|percent| percent.share().to_float()).collect();
        }
        return summary.share.ok().map(|share| vec![share.to_float()]).unwrap_or_default();
    }
    let computed = summaries.value(study, value).ok();
    let share = computed.filter(|it| it.unit == crate::types::study::Unit::Share);
    share.map(|it| vec![it.value.to_float()]).unwrap_or_default()
}

/// The share that was first published of a value that was corrected.
fn ghost(study: &Study, value: ValueId) -> Option<f64> {
    let ValueId::Option(id) = value else { return None };
    study.first_published(id).0.map(|percent| percent.share().min(Exact::ONE).to_float())
}

fn bar(shares: &[f64], ghost: Option<f64>, colour: Colour) -> String {
    let hollow = shares.len() > 1;
    let count = u32::try_from(shares.len()).unwrap_or(1);
    let height = HEIGHT + STEP * count.saturating_sub(1);
    let ink = class_of(if hollow { Ink::Outline(colour) } else { Ink::Mark(colour, 0) });
    let mut svg = format!(
        "<svg class=\"chart small\" viewBox=\"0 0 1 {height}\" height=\"{height}\" \
         preserveAspectRatio=\"none\" aria-hidden=\"true\">"
    );
    for (i, share) in (0_u32..).zip(shares) {
        let y = STEP * i;
        // Writing to a string cannot fail.
        let _ = write!(
            svg,
            "<rect class=\"ground\" y=\"{y}\" width=\"1\" height=\"{HEIGHT}\"/><rect \
             class=\"{ink}\" y=\"{y}\" width=\"{share}\" height=\"{HEIGHT}\"{}/>",
            if hollow { " vector-effect=\"non-scaling-stroke\"" } else { "" }
        );
    }
    if shares.is_empty() {
        let _ = write!(svg, "<rect class=\"ground\" width=\"1\" height=\"{HEIGHT}\"/>");
    }
    if let Some(at) = ghost {
        let class = class_of(Ink::Ghost);
        let _ = write!(
            svg,
            "<line class=\"{class}\" x1=\"{at}\" x2=\"{at}\" y2=\"{height}\" \
             vector-effect=\"non-scaling-stroke\"/>"
        );
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_shares() {
        let one = bar(&[0.74], None, Colour::Blue);
        assert!(
            one.contains("<rect class=\"m blue\" y=\"0\" width=\"0.74\" height=\"10\"/>"),
            "{one}"
        );
        assert!(one.contains("viewBox=\"0 0 1 10\""));
        let two = bar(&[0.7, 0.07], None, Colour::Orange);
        assert_eq!(two.matches("class=\"o orange\"").count(), 2, "{two}");
        assert!(two.contains("viewBox=\"0 0 1 24\"") && two.contains("y=\"14\" width=\"0.07\""));
    }

    #[test]
    fn what_was_published_is_a_broken_line() {
        let corrected = bar(&[0.34], Some(0.44), Colour::Blue);
        let line = "<line class=\"w\" x1=\"0.44\" x2=\"0.44\" y2=\"10\" vector-effect";
        assert!(corrected.contains(line) && corrected.contains("width=\"0.34\""), "{corrected}");
        let withdrawn = bar(&[], Some(0.44), Colour::Blue);
        assert!(withdrawn.contains(line) && !withdrawn.contains("m blue"), "{withdrawn}");
        assert!(withdrawn.contains("class=\"ground\"") && withdrawn.contains("0 0 1 10"));
    }
}
