//! A single row that was put to two groups in nearly the same words: a bar for each group, under
//! the label that the group was given. Two dots with a key would be more frame than chart.

use super::plot::{Bar, Block, Plot};
use super::{Chart, colour, row, shown, title};
use crate::types::figure::Subject;
use crate::types::messages::say;
use crate::types::study::{Likeness, OptionId, Pair};
use crate::types::wording::Wording;

/// The chart of a comparison of one row that is not subtracted: a gap is the dumbbell's to show.
pub(super) fn chart(wording: Wording<'_>, subject: Subject) -> Option<Chart> {
    let Subject::Comparison(id) = subject else { return None };
    let study = wording.study;
    let mut drawn = study[id].rows.iter().filter(|pair| pair.likeness != Likeness::Not);
    let (Some(pair), None) = (drawn.next(), drawn.next()) else { return None };
    let bars = bars(wording, pair)?;
    let titles: Vec<&str> = bars.iter().map(|bar| bar.row.title.as_str()).collect();
    let description =
        say!(study.style, "pair", rows = titles.join(study.style.text("list-semicolon")));
    let style = study.style.clone();
    let plot = Plot { blocks: vec![Block { title: None, bars }], style };
    Some(Chart {
        kind: "pair",
        title: title(wording, subject),
        description,
        draw: Box::new(move |size| plot.draw(size)),
    })
}

fn bars(wording: Wording<'_>, pair: &Pair) -> Option<Vec<Bar>> {
    let share = |option: OptionId| shown(wording, option);
    if pair.likeness != Likeness::Near || !share(pair.first) || !share(pair.second) {
        return None;
    }
    let study = wording.study;
    let bar = |option: OptionId| {
        let question = study[option].question;
        Bar {
            row: row(wording, question, option),
            under: study[question].group.map(|group| study[group].label.clone()),
            colour: colour(study, question),
        }
    };
    Some([pair.first, pair.second].map(bar).into())
}
