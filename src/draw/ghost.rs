//! What was published before a correction, beside what is drawn: the remark that says what a
//! broken mark is.

use plotters::style::text_anchor::HPos;

use super::canvas::Canvas;
use super::measure::{Weight, wrap};
use super::theme::{Ink, Size};
use crate::types::messages::say;
use crate::types::number::NumberStyle;

/// What the old figure is drawn as.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mark {
    /// A line where a bar ended.
    End,
    /// Lines where the parts of a bar met.
    Seams,
    /// The outline of a mark.
    Outline,
}

/// The remark under a chart; `withdrawn` where nothing took the place of a figure.
pub(super) fn remark(mark: Mark, withdrawn: bool, style: &NumberStyle) -> String {
    let since = if withdrawn { "withdrawn" } else { "corrected" };
    match mark {
        Mark::End => say!(style, "ghost-line", since = since),
        Mark::Seams => say!(style, "ghost-lines", since = since),
        Mark::Outline => say!(style, "ghost-outline", since = since),
    }
}

/// Remarks in lines that are as wide as a chart.
pub(super) fn lines<'a>(remarks: impl IntoIterator<Item = &'a str>, size: Size) -> Vec<String> {
    let remarks = remarks.into_iter();
    remarks.flat_map(|it| wrap(it, size.small(), Weight::Regular, size.width())).collect()
}

/// How much lines of remarks need below a chart.
pub(super) fn height(lines: &[String], size: Size) -> f64 {
    let count = f64::from(u32::try_from(lines.len()).unwrap_or(1));
    if lines.is_empty() { 0.0 } else { count * size.leading() + 6.0 }
}

/// Writes the lines below `top`.
pub(super) fn write(canvas: &Canvas, size: Size, lines: &[String], top: f64) {
    for (i, line) in (0_u32..).zip(lines) {
        let y = top + size.leading() * (f64::from(i) + 0.8) + 6.0;
        canvas.text(line, (0.0, y), HPos::Left, Ink::Muted);
    }
}
