//! Rows that were put to two groups: a dot for each group on the shared scale, joined by a line,
//! with the gap written out where the rows were declared the same.

use plotters::style::text_anchor::HPos;

use super::axis::{self, Scale};
use super::canvas::Canvas;
use super::measure::{Weight, width, wrap};
use super::theme::{GAP, Ink, Size};
use super::Chart;
use crate::types::study::{Colour, ComparisonId, Likeness, OptionId, Study, Unit};
use crate::types::wording::{Wording, withheld};

/// The widest that labels may be beside the dots.
const LABEL_COLUMN: f64 = 210.0;
/// Width of the column for gaps.
const GAP_COLUMN: f64 = 104.0;
const RADIUS: f64 = 6.0;

/// The chart of a comparison.
pub(super) fn chart(wording: Wording<'_>, id: ComparisonId) -> Chart {
    let study = wording.study;
    let comparison = &study[id];
    let mut rows = Vec::new();
    for (index, pair) in comparison.rows.iter().enumerate() {
        if pair.likeness != Likeness::Not {
            rows.extend(row(wording, id, index, (pair.first, pair.second)));
        }
    }
    let first = comparison.rows.first();
    let side = |option: Option<OptionId>| option.map_or_else(Side::nobody, |id| side(study, id));
    let sides = [side(first.map(|pair| pair.first)), side(first.map(|pair| pair.second))];
    let described: Vec<String> = rows.iter().map(|row| row.title.clone()).collect();
    let label = &study[comparison.question].label;
    let description = format!("Two dots a row, one for each group. {}.", described.join("; "));
    let dumbbell = Dumbbell { rows, sides, sign: study.style.percent_sign.clone() };
    Chart {
        kind: "dumbbell",
        title: format!("{label}: {} and {}", dumbbell.sides[0].members, dumbbell.sides[1].members),
        description,
        draw: Box::new(move |size| dumbbell.draw(size)),
    }
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
    values: [(f64, String); 2],
    /// The gap in words, by lines; and whether the dots are joined.
    gap: Vec<String>,
    joined: bool,
    title: String,
}

fn row(
    wording: Wording<'_>,
    comparison: ComparisonId,
    index: usize,
    pair: (OptionId, OptionId),
) -> Option<Row> {
    let share = |option: OptionId| {
        let share = wording.summaries.options[option.0].share.ok()?;
        Some((share.to_float(), wording.share_text(option)))
    };
    let values = [share(pair.0)?, share(pair.1)?];
    let style = &wording.study.style;
    let (gap, joined) = match wording.summaries.comparisons[comparison.0][index] {
        Some(Ok(it)) if it.unit == Unit::Points => {
            let points = style.points(it.value.abs(), it.decimals);
            let points = points.replace("percentage ", "");
            (vec![points, format!("({})", wording.gap_range(it))], true)
        }
        Some(Ok(_)) => (Vec::new(), true),
        Some(Err(why)) => (vec![format!("no gap: {}", withheld(why))], false),
        None => (vec!["asked differently".to_owned()], false),
    };
    let members = |option: OptionId| side(wording.study, option).members;
    let title = format!(
        "{}: {} {}, {} {}{}",
        wording.study[pair.0].label,
        members(pair.0),
        values[0].1,
        members(pair.1),
        values[1].1,
        if gap.is_empty() { String::new() } else { format!(", {}", gap.join(" ")) },
    );
    let label = wording.study[pair.0].short_label().to_owned();
    Some(Row { label, values, gap, joined, title })
}

struct Dumbbell {
    rows: Vec<Row>,
    sides: [Side; 2],
    sign: String,
}

impl Dumbbell {
    fn draw(&self, size: Size) -> Canvas {
        let scale = self.scale(size);
        let label_room = match size {
            Size::Wide => LABEL_COLUMN,
            Size::Narrow => size.width() - GAP_COLUMN,
        };
        let key = size.leading() + 10.0;
        let mut top = key;
        let mut placed = Vec::new();
        for row in &self.rows {
            let lines = wrap(&row.label, size.text(), Weight::Regular, label_room);
            let gap = wrap_all(&row.gap, size.small(), GAP_COLUMN - GAP);
            let rows_of = |list: &[String]| {
                f64::from(u32::try_from(list.len()).unwrap_or(1)) * size.leading()
            };
            let text = rows_of(&lines).max(rows_of(&gap));
            let (dots, bottom) = match size {
                Size::Wide => (top + text.max(24.0) / 2.0, top + text.max(24.0)),
                Size::Narrow => (top + text + 14.0, top + text + 26.0),
            };
            placed.push((top, dots, lines, gap));
            top = bottom + 12.0;
        }
        let bottom = top - 6.0;
        let canvas = Canvas::new(size, (bottom + axis::LABELS).ceil());
        self.key(&canvas, size);
        axis::draw(&canvas, size, scale, key - 4.0, bottom, &self.sign);
        for (row, (top, dots, lines, gap)) in self.rows.iter().zip(&placed) {
            let centre = |list: &[String]| match size {
                Size::Narrow => *top,
                Size::Wide => {
                    let lines = f64::from(u32::try_from(list.len()).unwrap_or(1));
                    dots - lines * size.leading() / 2.0
                }
            };
            write(&canvas, size, lines, (0.0, centre(lines)), HPos::Left, Ink::Label);
            let right = size.width();
            write(&canvas, size, gap, (right, centre(gap)), HPos::Right, Ink::Muted);
            self.dots(&canvas, size, scale, row, *dots);
        }
        canvas
    }

    /// Room for a value to either side of the dots.
    fn scale(&self, size: Size) -> Scale {
        let values = self.rows.iter().flat_map(|row| &row.values);
        let value = values
            .map(|(_, text)| width(text, size.text(), Weight::Semibold))
            .fold(0.0, f64::max)
            + RADIUS
            + GAP;
        match size {
            Size::Wide => Scale {
                start: (LABEL_COLUMN + GAP + value).ceil(),
                end: (size.width() - GAP_COLUMN - value).floor(),
            },
            Size::Narrow => Scale { start: value.ceil(), end: (size.width() - value).floor() },
        }
    }

    /// Which mark is which group.
    fn key(&self, canvas: &Canvas, size: Size) {
        let mut x = RADIUS;
        let y = size.leading() * 0.5;
        for (i, side) in self.sides.iter().enumerate() {
            mark(canvas, i, (x, y), side.colour);
            x += RADIUS + GAP;
            canvas.text(&side.name, (x, y + size.text() * 0.34), HPos::Left, Ink::Label);
            x += width(&side.name, size.text(), Weight::Regular) + 24.0;
        }
    }

    fn dots(&self, canvas: &Canvas, size: Size, scale: Scale, row: &Row, y: f64) {
        let [(first, _), (second, _)] = &row.values;
        if row.joined {
            canvas.line(&[(scale.at(*first), y), (scale.at(*second), y)], Ink::Thin);
        }
        canvas.titled(&row.title, |canvas| {
            for (i, (share, _)) in row.values.iter().enumerate() {
                mark(canvas, i, (scale.at(*share), y), self.sides[i].colour);
            }
        });
        let lower = usize::from(first > second);
        let baseline = y + size.text() * 0.34;
        for (i, (share, text)) in row.values.iter().enumerate() {
            let (x, anchor) = if i == lower {
                (scale.at(*share) - RADIUS - GAP, HPos::Right)
            } else {
                (scale.at(*share) + RADIUS + GAP, HPos::Left)
            };
            canvas.text(text, (x, baseline), anchor, Ink::Value);
        }
    }
}

/// A dot for the first group, a diamond for the second: not by colour alone.
fn mark(canvas: &Canvas, side: usize, at: (f64, f64), colour: Colour) {
    if side == 0 {
        canvas.circle(at, RADIUS, Ink::Mark(colour, 0));
    } else {
        canvas.diamond(at, RADIUS + 1.0, Ink::Mark(colour, 0));
    }
}

fn wrap_all(texts: &[String], size: f64, most: f64) -> Vec<String> {
    texts.iter().flat_map(|text| wrap(text, size, Weight::Regular, most)).collect()
}

fn write(
    canvas: &Canvas,
    size: Size,
    lines: &[String],
    at: (f64, f64),
    anchor: HPos,
    ink: Ink,
) {
    for (i, line) in (0_u32..).zip(lines) {
        let y = at.1 + size.leading() * (f64::from(i) + 0.76);
        canvas.text(line, (at.0, y), anchor, ink);
    }
}
