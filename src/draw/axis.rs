//! The shared scale from 0 to 100 percent: faint lines and labels, by plotters' mesh.

use plotters::chart::ChartBuilder;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::canvas::{Canvas, never, tenths, text_style};
use super::measure::Weight;
use super::theme::{Ink, Size};
use crate::types::number::NumberStyle;

/// Length of the ticks; labels stand twice as far below the line.
const TICK: f64 = 2.2;
/// Room for the labels under the plot.
pub(super) const LABELS: f64 = 26.0;

/// The horizontal extent of a plot, from 0 to 100 percent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// Where 0 stands.
    pub(super) start: f64,
    /// Where 100 percent stands.
    pub(super) end: f64,
}

impl Scale {
    /// Where a share (0 to 1) stands.
    pub(super) fn at(self, share: f64) -> f64 {
        self.start + (self.end - self.start) * share
    }
}

/// Draws lines at every quarter from `top` to `bottom`, and labels at 0, half and all.
pub(super) fn draw(
    canvas: &Canvas,
    size: Size,
    scale: Scale,
    (top, bottom): (f64, f64),
    style: &NumberStyle,
) {
    let area = canvas.area().clone().shrink(
        (tenths(scale.start), tenths(top)),
        (tenths(scale.end - scale.start) + 1, tenths(bottom - top + LABELS)),
    );
    let mut chart = never(
        ChartBuilder::on(&area)
            .x_label_area_size(tenths(LABELS))
            .build_cartesian_2d(0.0..1.0, 0.0..1.0),
    );
    // Centred, the first label would leave the drawing where the plot begins at its edge.
    let at_edge = scale.start < size.small();
    let labels: &[(f64, &str)] = if at_edge {
        &[(0.5, "50"), (1.0, "100")]
    } else {
        &[(0.0, "0"), (0.5, "50"), (1.0, "100")]
    };
    let half = |share: &f64| {
        let label = labels.iter().find(|(at, _)| (at - share).abs() < 1e-9);
        label.map_or_else(String::new, |(_, label)| style.with_percent(label))
    };
    never(
        chart
            .configure_mesh()
            .disable_y_mesh()
            .disable_y_axis()
            .axis_style(Ink::Grid.line())
            .x_labels(5)
            .x_max_light_lines(0)
            .set_all_tick_mark_size(tenths(TICK))
            .bold_line_style(Ink::Grid.line())
            .x_label_formatter(&half)
            .x_label_style(text_style(
                size.small(),
                Weight::Regular,
                Ink::Muted,
                Pos::new(HPos::Center, VPos::Top),
            ))
            .draw(),
    );
    if at_edge {
        // As plotters has it: twice the tick below the line, four fifths of the size to the baseline.
        let y = bottom + 2.0 * TICK + size.small() * 0.8;
        canvas.text(&style.with_percent("0"), (scale.start, y), HPos::Left, Ink::Muted);
    }
}

/// Draws the lines at every quarter alone, of a part that is followed by another.
pub(super) fn grid(canvas: &Canvas, scale: Scale, top: f64, bottom: f64) {
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        canvas.line(&[(scale.at(share), top), (scale.at(share), bottom)], Ink::Grid);
    }
}
