//! Rows of any questions under headings, as bars on one scale: leading answers, strata, matches,
//! small multiples.

use super::plot::{Bar, Block, Plot};
use super::{Chart, colour, row, title};
use crate::types::figure::Subject;
use crate::types::study::{OptionId, Panel, Shown};
use crate::types::wording::Wording;

/// The chart that an author put together of rows.
pub(super) fn chart(wording: Wording<'_>, subject: Subject) -> Option<Chart> {
    let Subject::Chart(id) = subject else { return None };
    let Shown::Panels(panels) = &wording.study[id].shown else { return None };
    let blocks: Vec<Block> = panels.iter().map(|panel| block(wording, panels, panel)).collect();
    let parts: Vec<String> = blocks.iter().map(describe).collect();
    let description =
        format!("Bar chart in {} parts on one scale. {}", blocks.len(), parts.join(" "));
    let plot = Plot { blocks, sign: wording.study.style.percent_sign.clone() };
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

fn describe(block: &Block) -> String {
    let rows: Vec<String> = block
        .bars
        .iter()
        .map(|bar| {
            let contested = if bar.row.contested { " (contested)" } else { "" };
            let under = bar.under.as_ref().map_or_else(String::new, |it| format!(" [{it}]"));
            format!("{}{contested}{under}", bar.row.title)
        })
        .collect();
    format!("{}: {}.", block.title.as_deref().unwrap_or_default(), rows.join("; "))
}
