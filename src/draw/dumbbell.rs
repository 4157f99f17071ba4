//! Rows that were put to two groups: a dot for each group on the shared scale, joined by a line,
//! with the gap written out where the rows were declared the same.

use plotters::style::text_anchor::HPos;

use super::axis::{self, Scale};
use super::canvas::Canvas;
use super::ghost;
use super::measure::{Weight, width, wrap};
use super::theme::{GAP, Ink, Size};
use super::{Chart, shown, title};
use crate::types::figure::Subject;
use crate::types::messages::say;
use crate::types::number::{Exact, NumberStyle};
use crate::types::study::{Colour, ComparisonId, Likeness, OptionId, Pair, Study, Unit};
use crate::types::summary::{Contested, Withheld};
use crate::types::wording::{Wording, withheld};

/// The widest that labels may be beside the dots.
const LABEL_COLUMN: f64 = 210.0;
/// The widest that what is said of gaps may be.
const GAP_COLUMN: f64 = 100.0;
const RADIUS: f64 = 6.0;
/// How far a mark moves from the line of its row to leave one of the other group in sight.
const APART: f64 = RADIUS + 1.0;

/// The chart of a comparison.
pub(super) fn chart(wording: Wording<'_>, subject: Subject) -> Option<Chart> {
    let Subject::Comparison(id) = subject else { return None };
    let study = wording.study;
    let comparison = &study[id];
    let mut rows = Vec::new();
    for (index, pair) in comparison.rows.iter().enumerate() {
        if pair.likeness != Likeness::Not {
            rows.extend(row(wording, id, index, pair));
        }
    }
    let first = comparison.rows.first();
    let side = |option: Option<OptionId>| option.map_or_else(Side::nobody, |id| side(study, id));
    let sides = [side(first.map(|pair| pair.first)), side(first.map(|pair| pair.second))];
    let described: Vec<String> = rows.iter().map(|row| row.title.clone()).collect();
    let description = say!(
        wording.style(),
        "dumbbell",
        rows = described.join(wording.style().text("list-semicolon"))
    );
    let dumbbell = Dumbbell { rows, sides, style: study.style.clone() };
    Some(Chart {
        kind: "dumbbell",
        title: title(wording, subject),
        description,
        draw: Box::new(move |size| dumbbell.draw(size)),
    })
}

/// A group's side of the chart.
struct Side {
    name: String,
    members: String,
    colour: Colour,
}

impl Side {
    fn nobody() -> Self {
        Self { name: String::new(), members: String::new(), colour: Colour::Grey }
    }
}

fn side(study: &Study, option: OptionId) -> Side {
    match study[study[option].question].group {
        None => Side::nobody(),
        Some(group) => Side {
            name: study[group].label.clone(),
            members: study[group].members.clone(),
            colour: study[group].colour,
        },
    }
}

struct Row {
    label: String,
    values: [Value; 2],
    /// The gap in words, by lines; and whether the dots are joined.
    gap: Vec<String>,
    joined: bool,
    title: String,
}

impl Row {
    /// Where the marks of one side stand. Those that would hide one of the other side move apart:
    /// the first group's up, the second's down.
    fn marks(&self, scale: Scale, y: f64, side: usize) -> Vec<(f64, f64)> {
        let apart = if side == 0 { -APART } else { APART };
        let mark = |share: &f64| {
            let hides = self.hides(scale, side, *share);
            (scale.at(*share), if hides { y + apart } else { y })
        };
        self.values[side].shares.iter().map(mark).collect()
    }

    /// Whether a mark of one side would hide one of the other.
    fn hides(&self, scale: Scale, side: usize, share: f64) -> bool {
        let x = scale.at(share);
        self.values[1 - side].shares.iter().any(|it| (scale.at(*it) - x).abs() < RADIUS)
    }

    /// How far marks may reach above and below the line, with some air.
    fn reach(&self, scale: Scale) -> f64 {
        let apart = self.values[0].shares.iter().any(|share| self.hides(scale, 0, *share));
        if apart { APART + RADIUS + 4.0 } else { 12.0 }
    }
}

/// What one group's side of a row shows: a mark for each reading, and one text.
struct Value {
    shares: Vec<f64>,
    /// The share that was first published, where it was corrected; without a share beside it, it
    /// was withdrawn.
    ghost: Option<f64>,
    text: String,
    contested: bool,
}

impl Value {
    /// All places where it has a mark.
    fn marks(&self) -> impl Iterator<Item = f64> {
        self.shares.iter().copied().chain(self.ghost)
    }

    /// Where it stands beside the other: its least share or, where it has none, what it was.
    fn stands(&self) -> f64 {
        let least = self.shares.iter().copied().reduce(f64::min);
        least.or(self.ghost).unwrap_or(0.0)
    }

    fn least(&self) -> f64 {
        self.marks().fold(f64::INFINITY, f64::min)
    }

    fn most(&self) -> f64 {
        self.marks().fold(0.0, f64::max)
    }
}

fn value(wording: Wording<'_>, option: OptionId) -> Option<Value> {
    let summary = &wording.summaries.options[option.0];
    let share = |share: Exact| share.min(Exact::ONE).to_float();
    let ghost = wording.study.first_published(option).0.map(|percent| share(percent.share()));
    if !shown(wording, option) {
        return None;
    }
    let shares = match &summary.contested {
        Some(Contested::PrintedTwice(readings)) => readings
            .iter()
            .filter_map(|reading| Some(share(reading.reported.percent()?.share())))
            .collect(),
        _ => summary.share.ok().map(share).into_iter().collect(),
    };
    let text = wording.readings(option).join(wording.style().text("list-or"));
    Some(Value { shares, ghost, text, contested: summary.contested.is_some() })
}

fn row(wording: Wording<'_>, comparison: ComparisonId, index: usize, pair: &Pair) -> Option<Row> {
    let values = [value(wording, pair.first)?, value(wording, pair.second)?];
    let contested = values.iter().any(|value| value.contested);
    let (gap, joined) = match wording.summaries.comparisons[comparison.0][index] {
        Some(Ok(it)) if it.unit == Unit::Points => (
            vec![
                wording.gap(it),
                say!(wording.style(), "in-brackets", text = wording.gap_range(it)),
            ],
            true,
        ),
        Some(Ok(_)) => (Vec::new(), true),
        _ if contested => (vec![wording.style().text("row-contested").to_owned()], false),
        Some(Err(Withheld::Withdrawn)) => (vec![wording.withdrawn().to_owned()], false),
        Some(Err(why)) => (vec![withheld(why, wording.style()).to_owned()], false),
        None => (vec![wording.style().text("not-subtracted").to_owned()], false),
    };
    let members = |option: OptionId| side(wording.study, option).members;
    let said = |option: OptionId, value: &Value| {
        let (members, style) = (members(option), wording.style());
        match wording.study.first_published(option).0 {
            Some(percent) => say!(
                style,
                "dumbbell-side-published",
                members = members,
                value = value.text,
                published = style.printed_percent(percent),
            ),
            None => say!(style, "dumbbell-side", members = members, value = value.text),
        }
    };
    let (style, row) = (wording.style(), wording.pair_label(pair));
    let [first, second] = [said(pair.first, &values[0]), said(pair.second, &values[1])];
    let title = if gap.is_empty() {
        say!(style, "dumbbell-row", row = row, first = first, second = second)
    } else {
        let gap = gap.join(" ");
        say!(style, "dumbbell-row-gap", row = row, first = first, second = second, gap = gap)
    };
    let label = wording.short_pair_label(pair);
    Some(Row { label, values, gap, joined, title })
}

struct Dumbbell {
    rows: Vec<Row>,
    sides: [Side; 2],
    style: NumberStyle,
}

/// Widths of what stands beside the dots.
#[derive(Clone, Copy)]
struct Columns {
    label: f64,
    gap: f64,
    scale: Scale,
}

/// Where a row goes, and its texts in lines.
struct Placed {
    top: f64,
    dots: f64,
    label: Vec<String>,
    gap: Vec<String>,
}

impl Dumbbell {
    fn draw(&self, size: Size) -> Canvas {
        let columns = self.columns(size);
        let key = self.key(None, size) + 12.0;
        let (placed, bottom) = self.place(size, columns, key);
        let values = || self.rows.iter().flat_map(|row| &row.values);
        let withdrawn = values().any(|value| value.shares.is_empty());
        let remark = ghost::remark(ghost::Mark::Outline, withdrawn, &self.style);
        let corrected = values().any(|value| value.ghost.is_some());
        let remark = ghost::lines(corrected.then_some(&*remark), size);
        let end = bottom + axis::LABELS;
        let canvas = Canvas::new(size, (end + ghost::height(&remark, size)).ceil(), &self.style);
        ghost::write(&canvas, size, &remark, end);
        self.key(Some(&canvas), size);
        axis::draw(&canvas, size, columns.scale, (key - 4.0, bottom), &self.style);
        for (row, at) in self.rows.iter().zip(&placed) {
            let top = |lines: &[String]| match size {
                Size::Narrow => at.top,
                Size::Wide => at.dots - count(lines) * size.leading() / 2.0,
            };
            let label = (0.0, top(&at.label));
            write(&canvas, size, &at.label, label, HPos::Left, Ink::Label);
            let gap = (size.width(), top(&at.gap));
            write(&canvas, size, &at.gap, gap, HPos::Right, Ink::Muted);
            self.dots(&canvas, size, columns.scale, row, at.dots);
        }
        canvas
    }

    fn place(&self, size: Size, columns: Columns, key: f64) -> (Vec<Placed>, f64) {
        let mut top = key;
        let mut placed = Vec::new();
        for row in &self.rows {
            let label = wrap(&row.label, size.text(), Weight::Regular, columns.label + 0.5);
            let gap = wrap_all(&row.gap, size.small(), columns.gap + 0.5);
            let text = count(&label).max(count(&gap)) * size.leading();
            let reach = row.reach(columns.scale);
            let (dots, bottom) = match size {
                Size::Wide => {
                    let height = text.max(2.0 * reach);
                    (top + height / 2.0, top + height)
                }
                // Below both, since values reach as far to the right as the gap does.
                Size::Narrow => (top + text + reach, top + text + 2.0 * reach),
            };
            placed.push(Placed { top, dots, label, gap });
            top = bottom + 12.0;
        }
        (placed, top - 6.0)
    }

    /// Labels and gaps take what they need; the dots get the rest, with room for a value to
    /// either side.
    fn columns(&self, size: Size) -> Columns {
        let widest = |texts: Vec<String>, size: f64, weight| {
            texts.iter().map(|text| width(text, size, weight)).fold(0.0, f64::max).ceil()
        };
        let values = self.rows.iter().flat_map(|row| &row.values).map(|value| value.text.clone());
        let value = widest(values.collect(), size.text(), Weight::Semibold) + RADIUS + GAP;
        let gaps = self.rows.iter().flat_map(|row| wrap_all(&row.gap, size.small(), GAP_COLUMN));
        let gap = widest(gaps.collect(), size.small(), Weight::Regular);
        match size {
            Size::Wide => {
                let labels = self
                    .rows
                    .iter()
                    .flat_map(|row| wrap(&row.label, size.text(), Weight::Regular, LABEL_COLUMN));
                let label = widest(labels.collect(), size.text(), Weight::Regular);
                let start = (label + GAP + value).ceil();
                let end = (size.width() - gap - GAP - value).floor();
                Columns { label, gap, scale: Scale { start, end } }
            }
            Size::Narrow => Columns {
                label: size.width() - gap - 2.0 * GAP,
                gap,
                scale: Scale { start: value.ceil(), end: (size.width() - value).floor() },
            },
        }
    }

    /// Which mark is which group: drawn where there is a canvas. Gives the height.
    fn key(&self, canvas: Option<&Canvas>, size: Size) -> f64 {
        let (mut x, mut y) = (0.0, 0.0);
        let beside = 2.0 * RADIUS + GAP;
        for (i, side) in self.sides.iter().enumerate() {
            let lines = wrap(&side.name, size.text(), Weight::Regular, size.width() - beside);
            let text = lines.iter().map(|line| width(line, size.text(), Weight::Regular));
            let end = x + beside + text.fold(0.0, f64::max);
            if x > 0.0 && end > size.width() {
                (x, y) = (0.0, y + size.leading());
            }
            if let Some(canvas) = canvas {
                let dot = (x + RADIUS, y + size.leading() * 0.5);
                mark(canvas, i, dot, Ink::Mark(side.colour, 0));
                for (l, line) in (0_u32..).zip(&lines) {
                    let baseline = dot.1 + size.text() * 0.34 + size.leading() * f64::from(l);
                    canvas.text(line, (x + beside, baseline), HPos::Left, Ink::Label);
                }
            }
            // Behind a name of several lines there is no room for another.
            y += size.leading() * (count(&lines) - 1.0);
            x = if lines.len() > 1 { size.width() } else { end + 24.0 - RADIUS };
        }
        y + size.leading()
    }

    fn dots(&self, canvas: &Canvas, size: Size, scale: Scale, row: &Row, y: f64) {
        let [first, second] = &row.values;
        if row.joined {
            let ends = [first, second].map(|value| (scale.at(value.stands()), y));
            canvas.line(&ends, Ink::Thin);
        }
        canvas.titled(&row.title, |canvas| {
            for (i, value) in row.values.iter().enumerate() {
                let colour = self.sides[i].colour;
                let ink = if value.contested { Ink::Outline(colour) } else { Ink::Mark(colour, 0) };
                for at in row.marks(scale, y, i) {
                    mark(canvas, i, at, ink);
                }
                if let Some(ghost) = value.ghost {
                    outline(canvas, i, (scale.at(ghost), y));
                }
            }
        });
        // The lower value stands to the left of all marks, the higher to their right.
        let lower = usize::from(first.stands() > second.stands());
        let least = first.least().min(second.least());
        let most = first.most().max(second.most());
        let baseline = y + size.text() * 0.34;
        for (i, value) in row.values.iter().enumerate() {
            let (x, anchor) = if i == lower {
                (scale.at(least) - RADIUS - GAP, HPos::Right)
            } else {
                (scale.at(most) + RADIUS + GAP, HPos::Left)
            };
            canvas.text(&value.text, (x, baseline), anchor, Ink::Value);
        }
    }
}

/// A dot for the first group, a diamond for the second: not by colour alone.
fn mark(canvas: &Canvas, side: usize, at: (f64, f64), ink: Ink) {
    if side == 0 {
        canvas.circle(at, RADIUS, ink);
    } else {
        canvas.diamond(at, RADIUS + 1.0, ink);
    }
}

/// The outline of a mark, at what was first published.
fn outline(canvas: &Canvas, side: usize, at: (f64, f64)) {
    let corners = if side == 0 { 24 } else { 4 };
    let radius = if side == 0 { RADIUS } else { RADIUS + 1.0 };
    let corner = |i: u32| {
        let angle = std::f64::consts::TAU * f64::from(i) / f64::from(corners);
        (at.0 + radius * angle.cos(), at.1 + radius * angle.sin())
    };
    let points: Vec<(f64, f64)> = (0..=corners).map(corner).collect();
    canvas.line(&points, Ink::Ghost);
}

fn count(lines: &[String]) -> f64 {
    f64::from(u32::try_from(lines.len()).unwrap_or(1))
}

fn wrap_all(texts: &[String], size: f64, most: f64) -> Vec<String> {
    texts.iter().flat_map(|text| wrap(text, size, Weight::Regular, most)).collect()
}

fn write(canvas: &Canvas, size: Size, lines: &[String], at: (f64, f64), anchor: HPos, ink: Ink) {
    for (i, line) in (0_u32..).zip(lines) {
        let y = at.1 + size.leading() * (f64::from(i) + 0.76);
        canvas.text(line, (at.0, y), anchor, ink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(first: &[f64], second: &[f64]) -> Row {
        let value = |shares: &[f64]| Value {
            shares: shares.to_vec(),
            ghost: None,
            text: String::new(),
            contested: shares.len() > 1,
        };
        Row {
            label: String::new(),
            values: [value(first), value(second)],
            gap: Vec::new(),
            joined: false,
            title: String::new(),
        }
    }

    #[test]
    fn marks_that_coincide_move_apart_and_others_stay() {
        let scale = Scale { start: 0.0, end: 200.0 };
        let row = row(&[0.25], &[0.55, 0.25]);
        let (low, high) = (scale.at(0.25), scale.at(0.55));
        assert_eq!(row.marks(scale, 20.0, 0), [(low, 13.0)]);
        assert_eq!(row.marks(scale, 20.0, 1), [(high, 20.0), (low, 27.0)]);
        // They need more room than the line of marks that stay.
        assert!(row.reach(scale) > 7.0 + RADIUS + 1.0);
    }
}
