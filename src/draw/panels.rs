//! Rows of any questions under headings, as bars on one scale: leading answers, strata, matches,
//! small multiples.

use super::plot::{Bar, Block, Plot};
use super::{Chart, colour, row, title};
use crate::types::figure::Subject;
use crate::types::messages::say;
use crate::types::study::{OptionId, Panel, Shown};
use crate::types::wording::Wording;

/// The chart that an author put together of rows.
pub(super) fn chart(wording: Wording<'_>, subject: Subject) -> Option<Chart> {
    let Subject::Chart(id) = subject else { return None };
    let Shown::Panels(panels) = &wording.study[id].shown else { return None };
    let blocks: Vec<Block> = panels.iter().map(|panel| block(wording, panels, panel)).collect();
    let parts: Vec<String> = blocks.iter().map(|block| describe(wording, block)).collect();
    let description = say!(wording.style(), "panels", n = blocks.len(), parts = parts.join(" "));
    let plot = Plot { blocks, style: wording.style().clone() };
    Some(Chart {
        kind: "panels",
        title: title(wording, subject),
        description,
        draw: Box::new(move |size| plot.draw(size)),
    })
}

fn block(wording: Wording<'_>, panels: &[Panel], panel: &Panel) -> Block {
    let bar = |option: &OptionId| {
        let question = wording.study[*option].question;
        Bar {
            row: row(wording, question, *option),
            under: wording.beside(panels, panel, *option),
            colour: colour(wording.study, question),
        }
    };
    Block { title: Some(wording.plain(&panel.title)), bars: panel.rows.iter().map(bar).collect() }
}

fn describe(wording: Wording<'_>, block: &Block) -> String {
    let style = wording.style();
    let rows: Vec<String> = block
        .bars
        .iter()
        .map(|bar| {
            let (mark, contested) = (&bar.row.title, bar.row.contested);
            match (&bar.under, contested) {
                (None, false) => mark.clone(),
                (None, true) => say!(style, "panel-contested", mark = mark),
                (Some(under), false) => say!(style, "panel-under", mark = mark, under = under),
                (Some(under), true) => {
                    say!(style, "panel-contested-under", mark = mark, under = under)
                }
            }
        })
        .collect();
    say!(
        style,
        "panel",
        title = block.title.as_deref().unwrap_or_default(),
        rows = rows.join(style.text("list-semicolon")),
    )
}
