//! The figures of charts that are put together: what stands round them, and their tables.

use super::figures::of_rows;
use super::tables::WriteText;
use super::view::{FigureRow, FigureView};
use crate::types::messages::say;
use crate::types::study::{ChartId, OptionId, Panel, QuestionId, Shown, Side};
use crate::types::wording::Wording;

/// The columns of the table of a chart in parts.
const PANEL_COLUMNS: [&str; 4] = ["column-part", "column-question", "column-asked", "column-share"];

/// Fills in the view of a chart.
pub(super) fn chart_figure(
    wording: Wording<'_>,
    id: ChartId,
    view: &mut FigureView,
    write: &mut WriteText<'_>,
) {
    let study = wording.study;
    let chart = &study[id];
    view.question = wording.plain(&chart.title);
    view.wording_html = Some(write(&chart.title));
    of_rows(wording, &chart.rows(study), view);
    view.notes_html.extend(chart.note.as_ref().map(&mut *write));
    match &chart.shown {
        Shown::Panels(panels) => {
            view.columns = PANEL_COLUMNS.map(|key| wording.style().text(key).to_owned()).into();
            view.text_columns = 3;
            view.rows = panels.iter().flat_map(|panel| panel_rows(wording, panel)).collect();
        }
        Shown::Scales(questions) => {
            let questions: Vec<QuestionId> = questions.iter().map(|(id, _)| *id).collect();
            let remark = |id: &QuestionId| {
                let remark = wording.total_remark(*id)?;
                Some(say!(
                    wording.style(),
                    "remark-of-question",
                    question = named(wording, &questions, *id),
                    remark = remark
                ))
            };
            view.remarks.extend(questions.iter().filter_map(remark));
            view.head = wording.style().text("column-question").into();
            view.columns = questions.first().map_or_else(Vec::new, |id| columns(wording, *id));
            view.rows = questions.iter().map(|id| scale_row(wording, *id)).collect();
            if questions.iter().any(|id| wording.group_beside(&questions, *id).is_some()) {
                view.text_columns = 1;
                view.columns.insert(0, wording.style().text("column-asked").to_owned());
                for (row, id) in view.rows.iter_mut().zip(&questions) {
                    let group = wording.group_beside(&questions, *id).unwrap_or_default();
                    row.cells.insert(0, group.to_owned());
                }
            }
        }
    }
}

fn panel_rows(wording: Wording<'_>, panel: &Panel) -> Vec<FigureRow> {
    let study = wording.study;
    let title = wording.plain(&panel.title);
    let row = |option: &OptionId| {
        let question = &study[study[*option].question];
        FigureRow {
            label: study[*option].label.clone(),
            cells: vec![
                title.clone(),
                question.label.clone(),
                question.group.map_or_else(String::new, |group| study[group].label.clone()),
                wording.readings(*option).join(wording.style().text("list-or")),
            ],
            sum: false,
        }
    };
    panel.rows.iter().map(row).collect()
}

/// The sides of a scale with the keys of what their totals are called.
const TOTALS: [(Side, &str); 2] =
    [(Side::Negative, "total-negative"), (Side::Positive, "total-positive")];

fn columns(wording: Wording<'_>, id: QuestionId) -> Vec<String> {
    let study = wording.study;
    let answers = study[id].option_ids().map(|option| study[option].label.clone());
    answers.chain(TOTALS.map(|(_, name)| wording.style().text(name).to_owned())).collect()
}

/// What a question of several is called: its label, behind the name of its group where they are of
/// several groups.
fn named(wording: Wording<'_>, questions: &[QuestionId], id: QuestionId) -> String {
    let label = &wording.study[id].label;
    match wording.group_beside(questions, id) {
        Some(name) => say!(wording.style(), "beside-question", name = name, label = label),
        None => label.clone(),
    }
}

fn scale_row(wording: Wording<'_>, id: QuestionId) -> FigureRow {
    let study = wording.study;
    let answers = study[id]
        .option_ids()
        .map(|option| wording.readings(option).join(wording.style().text("list-or")));
    let totals = TOTALS.map(|(side, _)| wording.side_total(id, side).unwrap_or_else(|| "–".into()));
    FigureRow { label: study[id].label.clone(), cells: answers.chain(totals).collect(), sum: false }
}

/// The rows of a two-sided scale's totals, for the table of its question alone.
pub(super) fn totals(wording: Wording<'_>, id: QuestionId) -> Vec<FigureRow> {
    let row = |(side, name): (Side, &str)| {
        let cells = vec![wording.side_total(id, side)?];
        Some(FigureRow { label: wording.style().text(name).to_owned(), cells, sum: true })
    };
    TOTALS.into_iter().filter_map(row).collect()
}
