//! Figures with what stands round a chart: headline, question, base, source, download, table.

use super::charts;
use super::data::{figure_file, size_of};
use super::links::{TABLES, figure_anchor, table_anchor};
use super::tables::{WriteText, sentence};
use super::view::{FigureRow, FigureView};
use crate::types::data::DataFiles;
use crate::types::figure::{Figure, Subject};
use crate::types::messages::say;
use crate::types::study::{ComparisonId, FigureId, Likeness, OptionId, QuestionId, Table, TableId};
use crate::types::summary::{Said, Summaries};
use crate::types::wording::{Headline, Wording, withheld};

/// The view of a figure.
pub(super) fn figure(
    wording: Wording<'_>,
    files: &DataFiles,
    figure: &Figure,
    id: FigureId,
    write: &mut WriteText<'_>,
) -> FigureView {
    let study = wording.study;
    let csv = figure_file(study, id);
    let first = match figure.subject {
        Subject::Question(question) => Some(question),
        Subject::Comparison(comparison) => Some(study[comparison].question),
        Subject::Chart(chart) => study[chart].rows(study).first().map(|row| study[*row].question),
    };
    let question = first.unwrap_or(QuestionId(0));
    let table = study[question].table;
    let mut view = FigureView {
        anchor: figure_anchor(study, id),
        number: figure.number,
        kind: figure.kind.into(),
        headline_html: None,
        withheld: false,
        question: study[question].label.clone(),
        wording_html: study[question].wording.as_ref().map(&mut *write),
        asked: String::new(),
        wide_svg: figure.wide.clone(),
        narrow_svg: figure.narrow.clone(),
        remarks: Vec::new(),
        base: String::new(),
        notes_html: Vec::new(),
        source: source(wording, &study[table]),
        source_href: format!("{TABLES}#{}", table_anchor(study, table)),
        csv_size: size_of(files, &csv, wording.style()),
        csv,
        head: wording.style().text("column-answer").into(),
        text_columns: 0,
        columns: Vec::new(),
        rows: Vec::new(),
    };
    match wording.headline(figure.subject) {
        Headline::None => {}
        Headline::Authored(text) => view.headline_html = Some(write(text)),
        Headline::Withheld(why) => {
            view.headline_html = Some(super::html::escaped(&why));
            view.withheld = true;
        }
    }
    match figure.subject {
        Subject::Question(id) => question_figure(wording, id, &mut view, write),
        Subject::Comparison(id) => comparison_figure(wording, id, &mut view, write),
        Subject::Chart(id) => charts::chart_figure(wording, id, &mut view, write),
    }
    view
}

fn source(wording: Wording<'_>, table: &Table) -> String {
    let publication = wording.study.meta.publication.as_ref();
    match publication {
        Some(publication) => {
            let cited = super::site::short_citation(wording, publication);
            say!(wording.style(), "source-and-place", source = cited, place = table.place)
        }
        None => table.place.clone(),
    }
}

fn question_figure(
    wording: Wording<'_>,
    id: QuestionId,
    view: &mut FigureView,
    write: &mut WriteText<'_>,
) {
    let question = &wording.study[id];
    view.asked = wording.asked(id);
    view.base = sentence(wording, &wording.base_line(id));
    view.remarks.extend(wording.total_remark(id));
    view.notes_html.extend(question.note.as_ref().map(&mut *write));
    view.columns = vec![wording.style().text("column-share").to_owned()];
    view.rows = question
        .option_ids()
        .map(|option| FigureRow {
            label: wording.study[option].label.clone(),
            cells: vec![wording.readings(option).join(wording.style().text("list-or"))],
            sum: false,
        })
        .collect();
    view.rows.extend(charts::totals(wording, id));
}

/// Who was asked, bases and source of a figure with rows of several questions.
pub(super) fn of_rows(wording: Wording<'_>, rows: &[OptionId], view: &mut FigureView) {
    let study = wording.study;
    let mut bases = Vec::new();
    let mut questions: Vec<QuestionId> = Vec::new();
    let mut tables: Vec<TableId> = Vec::new();
    for question in rows.iter().map(|row| study[*row].question) {
        let base = wording.base(question);
        if !bases.contains(&base) {
            bases.push(base);
            questions.push(question);
        }
        tables.push(study[question].table);
    }
    let listed = study.listed_tables().into_iter().filter(|it| tables.contains(it));
    let tables: Vec<String> = listed.map(|it| wording.table_name(it)).collect();
    view.asked = wording.joined(&bases);
    view.base = wording.bases(&questions);
    let tables = wording.joined(&tables);
    view.source = match &study.meta.publication {
        Some(publication) => {
            let cited = super::site::short_citation(wording, publication);
            say!(wording.style(), "source-and-place", source = cited, place = tables)
        }
        None => tables,
    };
}

fn comparison_figure(
    wording: Wording<'_>,
    id: ComparisonId,
    view: &mut FigureView,
    write: &mut WriteText<'_>,
) {
    let study = wording.study;
    let comparison = &study[id];
    let rows = comparison.rows.iter().flat_map(|pair| [pair.first, pair.second]);
    of_rows(wording, &rows.collect::<Vec<_>>(), view);
    let first = comparison.rows.first().map(|pair| vec![pair.first, pair.second]);
    let group = |row: &OptionId| study[study[*row].question].group;
    let name = |row: &OptionId| group(row).map_or_else(String::new, |id| study[id].label.clone());
    view.columns = first.iter().flatten().map(name).collect();
    if wording.interval_caveat().is_some() {
        view.remarks.push(wording.style().text("not-tested").into());
    }
    view.columns.push(wording.style().text("column-gap").into());
    for (pair, gap) in comparison.rows.iter().zip(gaps(wording.summaries, id)) {
        let cell = match (pair.likeness, gap) {
            (Likeness::Same, Some(Ok(it))) => {
                say!(
                    wording.style(),
                    "value-and-range",
                    value = wording.value(*it),
                    range = wording.gap_range(*it)
                )
            }
            (Likeness::Same, Some(Err(why))) => {
                say!(wording.style(), "row-no-counts", why = withheld(*why, wording.style()))
            }
            (Likeness::Near, _) => wording.style().text("gap-near").into(),
            _ => wording.style().text("gap-not").into(),
        };
        let readings = |option| wording.readings(option).join(wording.style().text("list-or"));
        view.rows.push(FigureRow {
            label: wording.pair_label(pair),
            cells: vec![readings(pair.first), readings(pair.second), cell],
            sum: false,
        });
    }
    view.notes_html.extend(reasons(wording, id, write));
}

/// The questions of which no row is set beside one of another group, with the reasons.
pub(super) fn set_apart(wording: Wording<'_>, write: &mut WriteText<'_>) -> Vec<String> {
    let study = wording.study;
    let mut apart = Vec::new();
    for (index, comparison) in study.comparisons.iter().enumerate() {
        if comparison.rows.iter().all(|pair| pair.likeness == Likeness::Not) {
            let label = super::html::escaped(&study[comparison.question].label);
            let reasons = reasons(wording, ComparisonId(index), write);
            apart.extend(reasons.into_iter().map(|reason| format!("{label}. {reason}")));
        }
    }
    apart
}

/// Why rows are only near, or not comparable: each reason once, with the rows that it is about.
fn reasons(wording: Wording<'_>, id: ComparisonId, write: &mut WriteText<'_>) -> Vec<String> {
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for pair in wording.study[id].rows.iter().filter(|pair| pair.likeness != Likeness::Same) {
        let Some(why) = &pair.why else { continue };
        let label = super::html::escaped(&wording.short_pair_label(pair));
        let why = write(why);
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, labels)) => labels.push(label),
            None => reasons.push((why, vec![label])),
        }
    }
    let write = |(why, labels): (String, Vec<String>)| {
        format!("<b>{}:</b> {why}", labels.join(wording.style().text("list-semicolon")))
    };
    reasons.into_iter().map(write).collect()
}

fn gaps(
    summaries: &Summaries,
    id: ComparisonId,
) -> impl Iterator<Item = Option<&Said<crate::types::summary::Computed>>> {
    summaries.comparisons[id.0].iter().map(Option::as_ref)
}
