//! Answers on two sides of a middle: a bar for each question, divided there; who chose no answer
//! of the scale stands apart, and what each side adds up to at the right.
//!
//! The middle answer lies half on either side. All bars share one scale and one middle.

mod answers;

use plotters::style::text_anchor::HPos;

use super::canvas::Canvas;
use super::ghost;
use super::measure::{Weight, width, wrap};
use super::theme::{GAP, Ink, ROW_GAP, Size};
use super::{Chart, title};
use crate::types::figure::Subject;
use crate::types::messages::say;
use crate::types::number::NumberStyle;
use crate::types::study::{QuestionId, Shown, Side};
use crate::types::wording::Wording;
use answers::{Bar, Entry, Segment, bar, describe, key};

/// Height of a bar.
const HEIGHT: f64 = 24.0;
/// Distance between the scale and what stands apart.
const APART: f64 = 22.0;
/// The widest that labels may be beside the bars, and heads above what stands apart.
const LABEL_COLUMN: f64 = 200.0;
const HEAD_COLUMN: f64 = 96.0;
/// Side of the squares of the key.
const SWATCH: f64 = 12.0;

/// The chart of a two-sided scale, or of several questions that have one scale.
pub(super) fn chart(wording: Wording<'_>, subject: Subject) -> Option<Chart> {
    let study = wording.study;
    let questions: Vec<QuestionId> = match subject {
        Subject::Question(id) => {
            let drawn = study.two_sided(id)
                && study[id].chart.is_none()
                && wording.summaries.questions[id.0].adds_up();
            drawn.then(|| vec![id])?
        }
        Subject::Chart(id) => match &study[id].shown {
            Shown::Scales(questions) => questions.iter().map(|(question, _)| *question).collect(),
            Shown::Panels(_) => return None,
        },
        Subject::Comparison(_) => return None,
    };
    let several = matches!(subject, Subject::Chart(_));
    let bars: Vec<Bar> =
        questions.iter().map(|id| bar(wording, *id, &questions, several)).collect();
    let described: Vec<String> =
        questions.iter().zip(&bars).map(|(id, bar)| describe(wording, *id, bar)).collect();
    let key = key(study, &questions);
    let diverging = Diverging { bars, key, style: study.style.clone() };
    Some(Chart {
        kind: "diverging",
        title: title(wording, subject),
        description: say!(study.style, "diverging", bars = described.join(" ")),
        draw: Box::new(move |size| diverging.draw(size)),
    })
}

struct Diverging {
    bars: Vec<Bar>,
    key: Vec<Entry>,
    style: NumberStyle,
}

/// Where the bars begin and the parts of the chart stand, and how long a share of 1 is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Layout {
    start: f64,
    unit: f64,
    middle: f64,
    apart: f64,
    /// Right ends of the totals.
    totals: [f64; 2],
}

/// A segment as it is drawn.
struct Drawn<'a> {
    segment: &'a Segment,
    from: f64,
    to: f64,
    /// Left end of its value, and on which line above the bar that stands.
    value: f64,
    line: u32,
}

impl Diverging {
    fn draw(&self, size: Size) -> Canvas {
        let column = self.label_column(size);
        let head = self.apart_head(size);
        let layout = self.layout(size, column, &head);
        let key_height = self.key(None, size);
        let heads = match size {
            Size::Wide => count(&head).max(1.0) * size.leading() + 4.0,
            Size::Narrow => count(&head) * size.leading(),
        };
        let mut top = key_height + 10.0 + heads;
        let mut rows = Vec::new();
        for bar in &self.bars {
            let drawn = drawn(bar, layout, size);
            let lines = drawn.iter().map(|it| it.line + 1).max().unwrap_or(1);
            let values = f64::from(lines) * size.leading();
            let label = wrap_label(bar, size, column);
            let text = count(&label) * size.leading();
            let (bar_top, bottom) = match size {
                Size::Wide => {
                    let bar_top = top + values.max((text - HEIGHT) / 2.0);
                    (bar_top, bar_top + HEIGHT.max(HEIGHT / 2.0 + text / 2.0))
                }
                Size::Narrow => {
                    let bar_top = top + text + values;
                    (bar_top, bar_top + HEIGHT + size.leading() + 4.0)
                }
            };
            rows.push((bar, drawn, label, top, bar_top));
            top = bottom + ROW_GAP;
        }
        let corrected = self.bars.iter().any(|bar| bar.seams() != (Vec::new(), Vec::new()));
        let withdrawn = self.bars.iter().any(|bar| bar.withdrawn);
        let remark = ghost::remark(ghost::Mark::Seams, withdrawn, &self.style);
        let remark = ghost::lines(corrected.then_some(&*remark), size);
        let canvas = Canvas::new(size, (top + ghost::height(&remark, size)).ceil(), &self.style);
        ghost::write(&canvas, size, &remark, top - ROW_GAP);
        self.key(Some(&canvas), size);
        write_heads(&canvas, size, layout, (&head, self.heads()), key_height + 10.0);
        for (bar, drawn, label, top, bar_top) in &rows {
            let label_top = match size {
                Size::Wide => bar_top + HEIGHT / 2.0 - count(label) * size.leading() / 2.0,
                Size::Narrow => *top,
            };
            for (i, (line, ink)) in (0_u32..).zip(label) {
                let y = label_top + size.leading() * (f64::from(i) + 0.76);
                canvas.text(line, (0.0, y), HPos::Left, *ink);
            }
            draw_bar(&canvas, size, drawn, *bar_top);
            seams(&canvas, layout, bar, *bar_top);
            let ends = (layout.middle, *bar_top - 3.0, bar_top + HEIGHT + 3.0);
            canvas.line(&[(ends.0, ends.1), (ends.0, ends.2)], Ink::Axis);
            totals(&canvas, size, layout, bar, *bar_top);
        }
        canvas
    }

    fn label_column(&self, size: Size) -> f64 {
        let labels = self.bars.iter().filter_map(|bar| bar.label.as_deref());
        let lines = labels.flat_map(|it| wrap(it, size.text(), Weight::Regular, LABEL_COLUMN));
        let widest = lines.map(|line| width(&line, size.text(), Weight::Regular));
        let under = self.bars.iter().filter_map(|bar| bar.under.as_deref());
        let under = under.flat_map(|it| wrap(it, size.small(), Weight::Regular, LABEL_COLUMN));
        let widest = widest.chain(under.map(|line| width(&line, size.small(), Weight::Regular)));
        match size {
            Size::Wide => widest.fold(0.0, f64::max).ceil(),
            Size::Narrow => 0.0,
        }
    }

    /// What stands above the bars that are apart.
    fn apart_head(&self, size: Size) -> Vec<String> {
        let apart = self.key.iter().filter(|entry| entry.apart);
        let names: Vec<&str> = apart.map(|entry| entry.label.as_str()).collect();
        if names.is_empty() {
            return Vec::new();
        }
        wrap(&names.join(", "), size.small(), Weight::Regular, HEAD_COLUMN)
    }

    /// What the columns of totals are called.
    fn heads(&self) -> [&str; 2] {
        [self.style.text("head-negative"), self.style.text("head-positive")]
    }

    fn layout(&self, size: Size, column: f64, head: &[String]) -> Layout {
        let former = self.bars.iter().flat_map(Bar::former_spans);
        let spans: Vec<(f64, f64)> = self.bars.iter().flat_map(Bar::spans).chain(former).collect();
        let left = spans.iter().map(|span| -span.0).fold(0.0, f64::max);
        let right = spans.iter().map(|span| span.1).fold(0.0, f64::max);
        let apart = self.bars.iter().map(Bar::apart).fold(0.0, f64::max);
        let [negative, positive] = [0, 1].map(|side: usize| match size {
            Size::Narrow => 0.0,
            Size::Wide => self
                .bars
                .iter()
                .map(|bar| width(&bar.totals[side], size.text(), Weight::Semibold))
                .fold(width(self.heads()[side], size.small(), Weight::Regular), f64::max)
                .ceil(),
        });
        let start = if column > 0.0 { column + 2.0 * GAP } else { 0.5 };
        let end = match size {
            Size::Wide => size.width() - negative - positive - 5.0 * GAP,
            Size::Narrow => size.width() - 0.5,
        };
        let head = head.iter().map(|line| width(line, size.small(), Weight::Regular));
        let head = head.fold(0.0, f64::max);
        let between = if head > 0.0 { APART } else { 0.0 };
        let room = end - start - between;
        // The head may be wider than what stands below it.
        let shared = room / (left + right + apart).max(f64::EPSILON);
        let alone = (room - head) / (left + right).max(f64::EPSILON);
        let unit = if shared * apart < head { alone } else { shared };
        let middle = start + left * unit;
        Layout {
            start,
            unit,
            middle,
            apart: middle + right * unit + between,
            totals: [size.width() - positive - 2.0 * GAP, size.width()],
        }
    }

    /// Draws the key of the answers on the scale, where there is a canvas; gives its height.
    fn key(&self, canvas: Option<&Canvas>, size: Size) -> f64 {
        let (mut x, mut y) = (0.0, 0.0);
        for entry in self.key.iter().filter(|entry| !entry.apart) {
            let inks = (0_u32..).zip(&entry.inks);
            let swatches = SWATCH * inks.clone().map(|_| 1.0).sum::<f64>();
            let room = size.width() - swatches - GAP;
            for (i, line) in
                wrap(&entry.label, size.text(), Weight::Regular, room).iter().enumerate()
            {
                let text = width(line, size.text(), Weight::Regular);
                if x > 0.0 && (i > 0 || x + swatches + GAP + text > size.width()) {
                    (x, y) = (0.0, y + size.leading() + 3.0);
                }
                if let Some(canvas) = canvas {
                    let top = y + (size.leading() - SWATCH) / 2.0;
                    for (n, ink) in inks.clone().filter(|_| i == 0) {
                        let x = x + f64::from(n) * SWATCH;
                        canvas.rect((x, top), (x + SWATCH, top + SWATCH), *ink);
                    }
                    let at = (x + swatches + GAP, y + size.leading() * 0.76);
                    canvas.text(line, at, HPos::Left, Ink::Label);
                }
                x += swatches + GAP + text + 18.0;
            }
        }
        y + size.leading()
    }
}

fn write_heads(
    canvas: &Canvas,
    size: Size,
    layout: Layout,
    (head, heads): (&[String], [&str; 2]),
    top: f64,
) {
    let bottom = top + count(head).max(1.0) * size.leading();
    let y = |line: f64| bottom - size.leading() * (line + 0.24);
    for (i, line) in (0_u32..).zip(head.iter().rev()) {
        canvas.text(line, (layout.apart, y(f64::from(i))), HPos::Left, Ink::Muted);
    }
    if size == Size::Wide {
        for (x, head) in layout.totals.iter().zip(heads) {
            canvas.text(head, (*x, y(0.0)), HPos::Right, Ink::Muted);
        }
    }
}

fn count<T>(lines: &[T]) -> f64 {
    f64::from(u32::try_from(lines.len()).unwrap_or(1))
}

/// The lines beside a bar, or above it where it is narrow: its label, and whose answers they are.
fn wrap_label(bar: &Bar, size: Size, column: f64) -> Vec<(String, Ink)> {
    let most = match size {
        Size::Wide => column + 0.5,
        Size::Narrow => size.width(),
    };
    let lines = |text: &Option<String>, height: f64, ink: Ink| {
        let lines = text.iter().flat_map(move |it| wrap(it, height, Weight::Regular, most));
        lines.map(move |line| (line, ink)).collect::<Vec<_>>()
    };
    let mut label = lines(&bar.label, size.text(), Ink::Label);
    label.extend(lines(&bar.under, size.small(), Ink::Muted));
    label
}

/// The segments of a bar in their places; each value on the lowest line where it is free.
fn drawn<'a>(bar: &'a Bar, layout: Layout, size: Size) -> Vec<Drawn<'a>> {
    let at = |share: f64| layout.middle + share * layout.unit;
    let scale = bar.segments.iter().filter(|it| it.side != Side::Apart).zip(bar.spans());
    let mut placed: Vec<(&Segment, f64, f64)> =
        scale.map(|(segment, (from, to))| (segment, at(from), at(to))).collect();
    let mut from = layout.apart;
    for segment in bar.segments.iter().filter(|it| it.side == Side::Apart) {
        let to = from + segment.share * layout.unit;
        placed.push((segment, from, to));
        from = to;
    }
    let mut ends: Vec<f64> = Vec::new();
    let place = |(segment, from, to): (&'a Segment, f64, f64)| {
        let text = width(&segment.value, size.text(), Weight::Semibold);
        let value =
            (f64::midpoint(from, to) - text / 2.0).clamp(layout.start - 0.5, size.width() - text);
        let free = ends.iter().position(|end| end + GAP <= value).unwrap_or(ends.len());
        if free == ends.len() {
            ends.push(0.0);
        }
        ends[free] = value + text;
        Drawn { segment, from, to, value, line: u32::try_from(free).unwrap_or(0) }
    };
    placed.into_iter().map(place).collect()
}

fn draw_bar(canvas: &Canvas, size: Size, drawn: &[Drawn<'_>], top: f64) {
    for it in drawn.iter().filter(|it| it.line > 0) {
        let x = f64::midpoint(it.from, it.to);
        let y = top - size.leading() * f64::from(it.line);
        canvas.line(&[(x, top), (x, y)], Ink::Thin);
    }
    for it in drawn {
        canvas.titled(&it.segment.title, |canvas| {
            if it.to > it.from {
                let seam = if it.to - it.from > 3.0 { 1.5 } else { 0.0 };
                canvas.rect((it.from, top), (it.to - seam, top + HEIGHT), it.segment.ink);
            }
        });
        let y = top - size.leading() * (f64::from(it.line) + 0.26);
        canvas.text(&it.segment.value, (it.value, y), HPos::Left, Ink::Value);
    }
}

/// Where the parts met as first published.
fn seams(canvas: &Canvas, layout: Layout, bar: &Bar, top: f64) {
    let (scale, apart) = bar.seams();
    let scale = scale.into_iter().map(|share| layout.middle + share * layout.unit);
    let apart = apart.into_iter().map(|share| layout.apart + share * layout.unit);
    for x in scale.chain(apart) {
        canvas.line(&[(x, top - 3.0), (x, top + HEIGHT + 3.0)], Ink::Ghost);
    }
}

fn totals(canvas: &Canvas, size: Size, layout: Layout, bar: &Bar, top: f64) {
    match size {
        Size::Wide => {
            let y = top + HEIGHT / 2.0 + size.text() * 0.34;
            for (x, total) in layout.totals.iter().zip(&bar.totals) {
                canvas.text(total, (*x, y), HPos::Right, Ink::Value);
            }
        }
        Size::Narrow => {
            let y = top + HEIGHT + size.leading() * 0.86 + 2.0;
            let mut x = 0.0;
            for text in &bar.told {
                canvas.text(text, (x, y), HPos::Left, Ink::Muted);
                x += width(text, size.small(), Weight::Regular) + 14.0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::answers::testing::bar;
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }

    #[test]
    fn bars_share_one_middle_and_one_unit() {
        use Side::{Negative, Positive};
        let bars = vec![
            bar(&[(Negative, 0.5), (Positive, 0.25)]),
            bar(&[(Negative, 0.25), (Positive, 0.5)]),
        ];
        let diverging = Diverging { bars, key: Vec::new(), style: NumberStyle::default() };
        // 319 pixels for the widest reach to either side, a half and a half.
        let layout = diverging.layout(Size::Narrow, 0.0, &[]);
        near(layout.unit, 319.0);
        near(layout.middle, 160.0);
        let ends = |bar: &Bar| {
            let drawn = drawn(bar, layout, Size::Narrow);
            (drawn[0].from, drawn[1].to)
        };
        let (first, second) = (ends(&diverging.bars[0]), ends(&diverging.bars[1]));
        near(first.0, 0.5);
        near(first.1, 160.0 + 319.0 / 4.0);
        near(second.0, 160.0 - 319.0 / 4.0);
        near(second.1, 319.5);
    }

    #[test]
    fn values_do_not_overlap() {
        use Side::{Negative, Neutral, Positive};
        let answers = [(Negative, 0.01), (Negative, 0.01), (Neutral, 0.0), (Positive, 0.98)];
        let style = NumberStyle::default();
        let diverging = Diverging { bars: vec![bar(&answers)], key: Vec::new(), style };
        let layout = diverging.layout(Size::Narrow, 0.0, &[]);
        let drawn = drawn(&diverging.bars[0], layout, Size::Narrow);
        let text = width("1%", Size::Narrow.text(), Weight::Semibold);
        for (i, one) in drawn.iter().enumerate() {
            assert!(one.value >= 0.0 && one.value + text <= 320.0);
            for other in drawn[i + 1..].iter().filter(|other| other.line == one.line) {
                assert!(one.value + text <= other.value);
            }
        }
        assert_eq!(drawn.iter().map(|it| it.line).collect::<Vec<_>>(), [0, 1, 2, 0]);
    }
}
