//! Horizontal bars on the shared scale: the options of one question.
//!
//! A contested value gets a hollow bar for each printed figure; a whisker stands where the study
//! asks for intervals in charts.

use plotters::style::text_anchor::HPos;

use super::axis::{self, Scale};
use super::canvas::Canvas;
use super::measure::{Weight, width, wrap};
use super::theme::{BAR, GAP, Ink, ROW_GAP, Size};
use super::{Chart, Row, colour, describe, rows, title};
use crate::types::study::{Colour, Order, QuestionId};
use crate::types::wording::Wording;

/// The widest that labels may be beside their bars.
const LABEL_COLUMN: f64 = 264.0;
/// Height of each of the bars of a contested value.
const HOLLOW: f64 = 12.0;
/// Distance from one of them to the next.
const HOLLOW_STEP: f64 = 18.0;
const REMARK: &str = "Hollow bars: the source prints the value more than once, differently.";

/// The bar chart of a question.
pub(super) fn chart(wording: Wording<'_>, id: QuestionId) -> Chart {
    let rows = rows(wording, id);
    let sorted = wording.study[id].order == Order::Value;
    let what = if sorted { "Bar chart, largest first," } else { "Bar chart, in the order given," };
    let bars = Bars {
        colour: colour(wording.study, id),
        sign: wording.study.style.percent_sign.clone(),
        rows,
    };
    Chart {
        kind: "bars",
        title: title(wording, id),
        description: describe(wording, id, what, &bars.rows),
        draw: Box::new(move |size| bars.draw(size)),
    }
}

struct Bars {
    rows: Vec<Row>,
    colour: Colour,
    sign: String,
}

/// Where everything of one row goes.
struct Placed {
    lines: Vec<String>,
    /// Top of the row, of its label's first line and of its bars.
    label_top: f64,
    bars_top: f64,
    bottom: f64,
}

impl Bars {
    fn draw(&self, size: Size) -> Canvas {
        let column = self.label_column(size);
        let scale = self.scale(size, column);
        let placed = self.place(size, column);
        let bottom = placed.last().map_or(0.0, |row| row.bottom);
        let remark = if self.rows.iter().any(|row| row.contested) {
            wrap(REMARK, size.small(), Weight::Regular, size.width())
        } else {
            Vec::new()
        };
        let lines = f64::from(u32::try_from(remark.len()).unwrap_or(0));
        let end =
            bottom + axis::LABELS + lines * size.leading() + if lines > 0.0 { 6.0 } else { 0.0 };
        let canvas = Canvas::new(size, end.ceil());
        axis::draw(&canvas, size, scale, 2.0, bottom, &self.sign);
        for (row, at) in self.rows.iter().zip(&placed) {
            self.row(&canvas, size, scale, row, at);
        }
        match size {
            Size::Wide => canvas.line(&[(scale.start, 2.0), (scale.start, bottom)], Ink::Axis),
            // Labels stand where the line would run, so it runs along the bars only.
            Size::Narrow => {
                for at in &placed {
                    let (from, to) = (at.bars_top - 2.0, at.bottom + 2.0);
                    canvas.line(&[(scale.start, from), (scale.start, to)], Ink::Axis);
                }
            }
        }
        for (i, line) in (0_u32..).zip(&remark) {
            let y = bottom + axis::LABELS + size.leading() * (f64::from(i) + 0.8) + 6.0;
            canvas.text(line, (0.0, y), HPos::Left, Ink::Muted);
        }
        canvas
    }

    /// Width of the labels beside the bars; none where they stand above them.
    fn label_column(&self, size: Size) -> f64 {
        match size {
            Size::Narrow => 0.0,
            Size::Wide => self
                .rows
                .iter()
                .flat_map(|row| wrap(&row.label, size.text(), Weight::Regular, LABEL_COLUMN))
                .map(|line| width(&line, size.text(), Weight::Regular))
                .fold(0.0, f64::max)
                .ceil(),
        }
    }

    fn scale(&self, size: Size, column: f64) -> Scale {
        let values = self.rows.iter().flat_map(|row| &row.readings);
        let value = values.map(|(_, text)| width(text, size.text(), Weight::Semibold)).fold(
            width(&format!("100{}", self.sign), size.small(), Weight::Regular) / 2.0,
            f64::max,
        );
        let start = match size {
            Size::Wide => column + 2.0 * GAP,
            Size::Narrow => 0.5,
        };
        Scale { start, end: (size.width() - value - GAP).floor() }
    }

    fn place(&self, size: Size, column: f64) -> Vec<Placed> {
        let mut top = 6.0;
        let most = match size {
            Size::Wide => column + 0.5,
            Size::Narrow => size.width(),
        };
        let mut placed = Vec::new();
        for row in &self.rows {
            let lines = wrap(&row.label, size.text(), Weight::Regular, most);
            let text = f64::from(u32::try_from(lines.len()).unwrap_or(1)) * size.leading();
            let readings = f64::from(u32::try_from(row.readings.len()).unwrap_or(1));
            let bars = if row.contested { readings * HOLLOW_STEP } else { BAR };
            let (label_top, bars_top, bottom) = match size {
                Size::Wide => {
                    let height = text.max(bars);
                    (top + (height - text) / 2.0, top + (height - bars) / 2.0, top + height)
                }
                Size::Narrow => (top, top + text + 3.0, top + text + 3.0 + bars),
            };
            placed.push(Placed { lines, label_top, bars_top, bottom });
            top = bottom + ROW_GAP;
        }
        placed
    }

    fn row(&self, canvas: &Canvas, size: Size, scale: Scale, row: &Row, at: &Placed) {
        for (i, line) in (0_u32..).zip(&at.lines) {
            let y = at.label_top + size.leading() * (f64::from(i) + 0.76);
            let (x, anchor) = match size {
                Size::Wide => (scale.start - 2.0 * GAP, HPos::Right),
                Size::Narrow => (0.0, HPos::Left),
            };
            canvas.text(line, (x, y), anchor, Ink::Label);
        }
        canvas.titled(&row.title, |canvas| {
            for (i, (share, _)) in (0_u32..).zip(&row.readings) {
                let (top, height, ink) = if row.contested {
                    let step = HOLLOW_STEP * f64::from(i) + (HOLLOW_STEP - HOLLOW) / 2.0;
                    (at.bars_top + step, HOLLOW, Ink::Outline(self.colour))
                } else {
                    (at.bars_top, BAR, Ink::Mark(self.colour, 0))
                };
                canvas.rect((scale.start, top), (scale.at(*share), top + height), ink);
            }
        });
        let mut from = 0.0;
        if let Some((low, high)) = row.whisker {
            let y = at.bars_top + BAR / 2.0;
            canvas.line(&[(scale.at(low), y), (scale.at(high), y)], Ink::Thin);
            for end in [low, high] {
                canvas.line(&[(scale.at(end), y - 4.0), (scale.at(end), y + 4.0)], Ink::Thin);
            }
            from = scale.at(high);
        }
        for (i, (share, text)) in (0_u32..).zip(&row.readings) {
            let height = if row.contested { HOLLOW_STEP } else { BAR };
            let y = at.bars_top + height * (f64::from(i) + 0.5) + size.text() * 0.34;
            let x = scale.at(*share).max(from) + GAP;
            canvas.text(text, (x, y), HPos::Left, Ink::Value);
        }
    }
}
