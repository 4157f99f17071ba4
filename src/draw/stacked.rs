//! One stacked bar: the shares of options that exclude each other, each labelled at its segment.
//!
//! Labels of segments in the left half stand below the bar, to the right of a thin line from
//! their segment; the leftmost hangs lowest, so that no line crosses a label. Those of the right
//! half stand above in the same way, to the left of their lines, the rightmost highest.

use plotters::style::text_anchor::HPos;

use super::canvas::Canvas;
use super::ghost;
use super::measure::{Weight, width, wrap};
use super::theme::{GAP, Ink, Size};
use super::{Chart, Row, colour, describe, rows, title};
use crate::types::figure::Subject;
use crate::types::number::NumberStyle;
use crate::types::study::{Answer, ChartName, Colour, QuestionId};
use crate::types::summary::Total;
use crate::types::wording::Wording;

/// Exclusive options beyond this many are easier to read as bars.
const MOST_SEGMENTS: usize = 7;
/// Height of the bar.
const HEIGHT: f64 = 34.0;
/// Distance between segments.
const SEAM: f64 = 1.5;
/// Distance between a label and what stands next.
const STEP: f64 = 7.0;

/// Whether a question is drawn so: its shares are parts of a whole, and it asks for this chart or
/// is a short and complete list.
fn takes(wording: Wording<'_>, id: QuestionId) -> bool {
    let question = &wording.study[id];
    wording.summaries.questions[id.0].adds_up()
        && match question.chart {
            Some((ChartName::Stacked, _)) => true,
            Some((ChartName::Bars | ChartName::None, _)) => false,
            None => {
                question.options.len() <= MOST_SEGMENTS
                    && question.answer != Answer::Fact
                    && question.complete
            }
        }
}

/// The stacked bar of a question.
pub(super) fn chart(wording: Wording<'_>, subject: Subject) -> Option<Chart> {
    let Subject::Question(id) = subject else { return None };
    if !takes(wording, id) {
        return None;
    }
    let rows = rows(wording, id);
    let description = describe(wording, id, "stacked", &rows);
    let missing = match wording.summaries.questions[id.0].total {
        Total::Below(window) => Some(
            wording.study.style.percent_range(window, wording.summaries.questions[id.0].decimals),
        ),
        _ => None,
    };
    let stacked = Stacked {
        colour: colour(wording.study, id),
        rows,
        missing,
        style: wording.style().clone(),
    };
    Some(Chart {
        kind: "stacked",
        title: title(wording, subject),
        description,
        draw: Box::new(move |size| stacked.draw(size)),
    })
}

struct Stacked {
    rows: Vec<Row>,
    colour: Colour,
    /// The range of what is not printed, in words.
    missing: Option<String>,
    style: NumberStyle,
}

/// A segment with its label.
struct Segment<'a> {
    from: f64,
    to: f64,
    ink: Ink,
    value: &'a str,
    label: &'a str,
    title: &'a str,
}

impl Segment<'_> {
    fn middle(&self) -> f64 {
        f64::midpoint(self.from, self.to)
    }
}

/// A label laid out: its lines, and how wide its value is.
struct Label {
    lines: Vec<String>,
    value: f64,
    width: f64,
    height: f64,
}

impl Stacked {
    fn draw(&self, size: Size) -> Canvas {
        let segments = self.segments(size);
        let half = size.width() / 2.0;
        let labels: Vec<Label> = segments
            .iter()
            .map(|segment| {
                let middle = segment.middle();
                let room = if middle <= half { size.width() - middle } else { middle };
                layout(segment, size, room - GAP)
            })
            .collect();
        let (below, above): (Vec<usize>, Vec<usize>) =
            (0..segments.len()).partition(|i| segments[*i].middle() <= half);
        let height_of = |list: &[usize]| list.iter().map(|i| labels[*i].height + STEP).sum::<f64>();
        let bar = height_of(&above) + if above.is_empty() { 4.0 } else { 0.0 };
        let end = bar + HEIGHT + height_of(&below) + 4.0;
        let seams = self.seams(size);
        let remark = ghost::remark(ghost::Mark::Seams, false, &self.style);
        let remark = ghost::lines((!seams.is_empty()).then_some(&*remark), size);
        let canvas = Canvas::new(size, (end + ghost::height(&remark, size)).ceil(), &self.style);
        ghost::write(&canvas, size, &remark, end);
        for segment in &segments {
            canvas.titled(segment.title, |canvas| {
                canvas.rect((segment.from, bar), (segment.to, bar + HEIGHT), segment.ink);
            });
        }
        for x in seams {
            canvas.line(&[(x, bar - 3.0), (x, bar + HEIGHT + 3.0)], Ink::Ghost);
        }
        // From the middle of the bar outwards in both halves: nearest first.
        let mut y = bar + HEIGHT;
        for i in below.iter().rev() {
            let (segment, label) = (&segments[*i], &labels[*i]);
            y += STEP;
            let x = segment.middle();
            canvas.line(&[(x, bar + HEIGHT), (x, y + size.leading() * 0.55)], Ink::Thin);
            write(&canvas, size, segment, label, x + GAP, y);
            y += label.height;
        }
        let mut y = bar;
        for i in &above {
            let (segment, label) = (&segments[*i], &labels[*i]);
            y -= STEP + label.height;
            let x = segment.middle();
            canvas.line(&[(x, bar), (x, y + size.leading() * 0.55)], Ink::Thin);
            write(&canvas, size, segment, label, x - GAP - label.width, y);
        }
        canvas
    }

    /// Where the parts met as first published, as far as they meet elsewhere now.
    fn seams(&self, size: Size) -> Vec<f64> {
        let shares = self.rows.iter().map(|row| {
            let share = row.readings.first().map_or(0.0, |(share, _)| *share);
            (share, row.ghost.unwrap_or(share))
        });
        let all = shares.clone().map(|(share, _)| share).sum::<f64>().max(1.0);
        let (mut now, mut then) = (0.0, 0.0);
        let mut seams = Vec::new();
        for (share, was) in shares {
            (now, then) = (now + share / all, then + was / all);
            if (now - then).abs() * size.width() > 0.5 {
                seams.push(then.min(1.0) * size.width());
            }
        }
        seams
    }

    fn segments(&self, size: Size) -> Vec<Segment<'_>> {
        let shares =
            self.rows.iter().map(|row| row.readings.first().map_or(0.0, |(share, _)| *share));
        let sum: f64 = shares.clone().sum();
        let all = sum.max(1.0);
        let last = self.rows.len().saturating_sub(1).max(1);
        let mut from = 0.0;
        let mut segments = Vec::new();
        for (i, (row, share)) in self.rows.iter().zip(shares).enumerate() {
            let to = from + share / all * size.width();
            let depth = u8::try_from((i * 3 + last / 2) / last).unwrap_or(3).min(3);
            segments.push(Segment {
                from,
                to: (to - SEAM).max(from + 0.8).min(size.width()),
                ink: Ink::Mark(self.colour, depth),
                value: row.readings.first().map_or("", |(_, text)| text),
                label: &row.label,
                title: &row.title,
            });
            from = to;
        }
        if let Some(missing) = &self.missing {
            segments.push(Segment {
                from,
                to: size.width(),
                ink: Ink::Nothing,
                value: missing,
                label: self.style.text("not-printed"),
                title: self.style.text("not-printed"),
            });
        }
        segments
    }
}

fn layout(segment: &Segment<'_>, size: Size, room: f64) -> Label {
    let value = width(segment.value, size.text(), Weight::Semibold) + GAP;
    let lines = wrap(segment.label, size.text(), Weight::Regular, room - value);
    let text =
        lines.iter().map(|line| width(line, size.text(), Weight::Regular)).fold(0.0, f64::max);
    let count = f64::from(u32::try_from(lines.len()).unwrap_or(1));
    Label { lines, value, width: value + text, height: count * size.leading() }
}

fn write(canvas: &Canvas, size: Size, segment: &Segment<'_>, label: &Label, x: f64, top: f64) {
    canvas.text(segment.value, (x, top + size.leading() * 0.76), HPos::Left, Ink::Value);
    let ink = if segment.ink == Ink::Nothing { Ink::Muted } else { Ink::Label };
    for (i, line) in (0_u32..).zip(&label.lines) {
        let y = top + size.leading() * (f64::from(i) + 0.76);
        canvas.text(line, (x + label.value, y), HPos::Left, ink);
    }
}
