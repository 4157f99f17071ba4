//! Rows of bars under headings, on the shared scale: what charts of bars are made of.
//!
//! A contested value gets a hollow bar for each printed figure; a whisker stands where the study
//! asks for intervals in charts.

use plotters::style::text_anchor::HPos;

use super::Row;
use super::axis::{self, Scale};
use super::canvas::Canvas;
use super::ghost;
use super::measure::{Weight, width, wrap};
use super::theme::{BAR, GAP, Ink, ROW_GAP, Size};
use crate::types::number::NumberStyle;
use crate::types::study::Colour;

/// The widest that labels may be beside their bars.
const LABEL_COLUMN: f64 = 264.0;
/// Height of each of the bars of a contested value.
const HOLLOW: f64 = 12.0;
/// Distance from one of them to the next.
const HOLLOW_STEP: f64 = 18.0;
/// Room above the first bar of a part and below its last, which else stands on the labels of the axis.
const PAD: f64 = 4.0;
/// Distance between parts.
const BLOCK_GAP: f64 = 18.0;

/// Bars in parts, all on one scale.
pub(super) struct Plot {
    pub(super) blocks: Vec<Block>,
    /// How its numbers and words are written.
    pub(super) style: NumberStyle,
}

/// A part: bars under a heading, where it has one.
pub(super) struct Block {
    pub(super) title: Option<String>,
    pub(super) bars: Vec<Bar>,
}

/// A bar with its label.
pub(super) struct Bar {
    pub(super) row: Row,
    /// A lighter line under the label.
    pub(super) under: Option<String>,
    pub(super) colour: Colour,
}

/// Where everything of one bar goes.
struct Placed<'a> {
    bar: &'a Bar,
    label: Vec<String>,
    under: Vec<String>,
    /// Top of the row, of its label's first line and of its bars.
    label_top: f64,
    bars_top: f64,
    bottom: f64,
}

/// Where everything of one part goes.
struct PlacedBlock<'a> {
    title: Vec<String>,
    top: f64,
    /// Top and bottom of the grid.
    plot: (f64, f64),
    bars: Vec<Placed<'a>>,
}

fn count(lines: &[String]) -> f64 {
    f64::from(u32::try_from(lines.len()).unwrap_or(1))
}

impl Plot {
    fn bars(&self) -> impl Iterator<Item = &Bar> {
        self.blocks.iter().flat_map(|block| &block.bars)
    }

    /// Draws it.
    pub(super) fn draw(&self, size: Size) -> Canvas {
        let column = self.label_column(size);
        let scale = self.scale(size, column);
        let blocks = self.place(size, column);
        let bottom = blocks.last().map_or(0.0, |block| block.plot.1);
        let withdrawn = self.bars().any(|bar| bar.row.withdrawn);
        let ghost = ghost::remark(ghost::Mark::End, withdrawn, &self.style);
        let remarks = [
            (self.style.text("hollow-bars"), self.bars().any(|bar| bar.row.contested)),
            (&*ghost, self.bars().any(|bar| bar.row.ghost.is_some())),
        ];
        let said = remarks.into_iter().filter(|(_, said)| *said).map(|(text, _)| text);
        let remark = ghost::lines(said, size);
        let end = bottom + axis::LABELS + ghost::height(&remark, size);
        let canvas = Canvas::new(size, end.ceil(), &self.style);
        for (i, block) in blocks.iter().enumerate() {
            let (top, bottom) = block.plot;
            if i + 1 == blocks.len() {
                axis::draw(&canvas, size, scale, (top, bottom), &self.style);
            } else {
                axis::grid(&canvas, scale, top, bottom);
            }
            for (l, line) in (0_u32..).zip(&block.title) {
                let y = block.top + size.leading() * (f64::from(l) + 0.76);
                canvas.text(line, (0.0, y), HPos::Left, Ink::Value);
            }
            for at in &block.bars {
                bar(&canvas, size, scale, at);
            }
            match size {
                Size::Wide => canvas.line(&[(scale.start, top), (scale.start, bottom)], Ink::Axis),
                // Labels stand where the line would run, so it runs along the bars only.
                Size::Narrow => {
                    for at in &block.bars {
                        let (from, to) = (at.bars_top - 2.0, at.bottom + 2.0);
                        canvas.line(&[(scale.start, from), (scale.start, to)], Ink::Axis);
                    }
                }
            }
        }
        ghost::write(&canvas, size, &remark, bottom + axis::LABELS);
        canvas
    }

    /// Width of the labels beside the bars; none where they stand above them.
    fn label_column(&self, size: Size) -> f64 {
        let widest = |text: &str, size: f64| {
            wrap(text, size, Weight::Regular, LABEL_COLUMN)
                .iter()
                .map(|line| width(line, size, Weight::Regular))
                .fold(0.0, f64::max)
        };
        match size {
            Size::Narrow => 0.0,
            Size::Wide => self
                .bars()
                .map(|bar| {
                    let under = bar.under.as_deref().map_or(0.0, |it| widest(it, size.small()));
                    widest(&bar.row.label, size.text()).max(under)
                })
                .fold(0.0, f64::max)
                .ceil(),
        }
    }

    fn scale(&self, size: Size, column: f64) -> Scale {
        let values = self.bars().flat_map(|bar| &bar.row.readings);
        let value = values.map(|(_, text)| width(text, size.text(), Weight::Semibold)).fold(
            width(&self.style.with_percent("100"), size.small(), Weight::Regular) / 2.0,
            f64::max,
        );
        let start = match size {
            Size::Wide => column + 2.0 * GAP,
            Size::Narrow => 0.5,
        };
        Scale { start, end: (size.width() - value - GAP).floor() }
    }

    fn place(&self, size: Size, column: f64) -> Vec<PlacedBlock<'_>> {
        let mut top = 2.0;
        let mut placed = Vec::new();
        for block in &self.blocks {
            let title = block.title.as_deref().map_or_else(Vec::new, |title| {
                wrap(title, size.text(), Weight::Semibold, size.width())
            });
            let plot =
                top + count(&title) * size.leading() + if title.is_empty() { 0.0 } else { 6.0 };
            let bars = place(block, size, column, plot + PAD);
            let bottom = bars.last().map_or(plot, |bar| bar.bottom + PAD);
            placed.push(PlacedBlock { title, top, plot: (plot, bottom), bars });
            top = bottom + BLOCK_GAP;
        }
        placed
    }
}

fn place(block: &Block, size: Size, column: f64, mut top: f64) -> Vec<Placed<'_>> {
    let most = match size {
        Size::Wide => column + 0.5,
        Size::Narrow => size.width(),
    };
    let mut placed = Vec::new();
    for bar in &block.bars {
        let label = wrap(&bar.row.label, size.text(), Weight::Regular, most);
        let under = bar
            .under
            .as_deref()
            .map_or_else(Vec::new, |under| wrap(under, size.small(), Weight::Regular, most));
        let text = (count(&label) + count(&under)) * size.leading();
        let readings = f64::from(u32::try_from(bar.row.readings.len()).unwrap_or(1));
        let bars = if bar.row.contested { readings * HOLLOW_STEP } else { BAR };
        let (label_top, bars_top, bottom) = match size {
            Size::Wide => {
                let height = text.max(bars);
                (top + (height - text) / 2.0, top + (height - bars) / 2.0, top + height)
            }
            Size::Narrow => (top, top + text + 3.0, top + text + 3.0 + bars),
        };
        placed.push(Placed { bar, label, under, label_top, bars_top, bottom });
        top = bottom + ROW_GAP;
    }
    placed
}

fn bar(canvas: &Canvas, size: Size, scale: Scale, at: &Placed<'_>) {
    let (row, colour) = (&at.bar.row, at.bar.colour);
    let lines = at.label.iter().map(|line| (line, Ink::Label));
    let lines = lines.chain(at.under.iter().map(|line| (line, Ink::Muted)));
    for (i, (line, ink)) in (0_u32..).zip(lines) {
        let y = at.label_top + size.leading() * (f64::from(i) + 0.76);
        let (x, anchor) = match size {
            Size::Wide => (scale.start - 2.0 * GAP, HPos::Right),
            Size::Narrow => (0.0, HPos::Left),
        };
        canvas.text(line, (x, y), anchor, ink);
    }
    canvas.titled(&row.title, |canvas| {
        // Of a withdrawn value no bar is left, not even one of no length.
        for (i, (share, _)) in (0_u32..).zip(&row.readings).filter(|_| !row.withdrawn) {
            let (top, height, ink) = if row.contested {
                let step = HOLLOW_STEP * f64::from(i) + (HOLLOW_STEP - HOLLOW) / 2.0;
                (at.bars_top + step, HOLLOW, Ink::Outline(colour))
            } else {
                (at.bars_top, BAR, Ink::Mark(colour, 0))
            };
            canvas.rect((scale.start, top), (scale.at(*share), top + height), ink);
        }
    });
    let mut from = 0.0;
    if let Some(ghost) = row.ghost {
        let (top, bottom) = (at.bars_top - 3.0, at.bars_top + BAR + 3.0);
        canvas.line(&[(scale.at(ghost), top), (scale.at(ghost), bottom)], Ink::Ghost);
        // The value stands behind whichever ends farther.
        from = scale.at(ghost);
    }
    if let Some((low, high)) = row.whisker {
        let y = at.bars_top + BAR / 2.0;
        canvas.line(&[(scale.at(low), y), (scale.at(high), y)], Ink::Thin);
        for end in [low, high] {
            canvas.line(&[(scale.at(end), y - 4.0), (scale.at(end), y + 4.0)], Ink::Thin);
        }
        from = scale.at(high).max(from);
    }
    for (i, (share, text)) in (0_u32..).zip(&row.readings) {
        let height = if row.contested { HOLLOW_STEP } else { BAR };
        let y = at.bars_top + height * (f64::from(i) + 0.5) + size.text() * 0.34;
        let x = scale.at(*share).max(from) + GAP;
        canvas.text(text, (x, y), HPos::Left, Ink::Value);
    }
}
