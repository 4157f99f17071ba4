//! Horizontal bars on the shared scale: the options of one question.

use super::plot::{Bar, Block, Plot};
use super::{Chart, colour, describe, rows, title};
use crate::types::figure::Subject;
use crate::types::study::Order;
use crate::types::wording::Wording;

/// The bar chart of a question: what any question can be drawn as.
pub(super) fn chart(wording: Wording<'_>, subject: Subject) -> Option<Chart> {
    let Subject::Question(id) = subject else { return None };
    let rows = rows(wording, id);
    let sorted = wording.study[id].order == Order::Value;
    let what = if sorted { "bars-sorted" } else { "bars-in-order" };
    let description = describe(wording, id, what, &rows);
    let colour = colour(wording.study, id);
    let bars = rows.into_iter().map(|row| Bar { row, under: None, colour }).collect();
    let style = wording.style().clone();
    let plot = Plot { blocks: vec![Block { title: None, bars }], style };
    Some(Chart {
        kind: "bars",
        title: title(wording, subject),
        description,
        draw: Box::new(move |size| plot.draw(size)),
    })
}
