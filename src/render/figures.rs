//! Figures with what stands round a chart: headline, question, base, source, download, table.

use super::data::{DataFiles, figure_file};
use super::links::{TABLES, figure_anchor, table_anchor};
use super::tables::{WriteText, sentence};
use super::view::{FigureRow, FigureView};
use crate::types::figure::{Figure, Subject};
use crate::types::study::{ComparisonId, FigureId, Likeness, QuestionId, Table, TableId};
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
    let (question, table) = match figure.subject {
        Subject::Question(question) => (question, study[question].table),
        Subject::Comparison(comparison) => {
            let question = study[comparison].question;
            (question, study[question].table)
        }
    };
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
        csv_size: files.size(&csv),
        csv,
        columns: Vec::new(),
        rows: Vec::new(),
    };
    match figure.subject {
        Subject::Question(id) => question_figure(wording, id, &mut view, write),
        Subject::Comparison(id) => comparison_figure(wording, id, &mut view, write),
    }
    view
}

fn source(wording: Wording<'_>, table: &Table) -> String {
    let publication = wording.study.meta.publication.as_ref();
    match publication {
        Some(publication) => {
            format!("{}, {}", super::site::short_citation(publication), table.place)
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
    match wording.headline(id) {
        Headline::None => {}
        Headline::Authored(text) => view.headline_html = Some(write(text)),
        Headline::Withheld(why) => {
            view.headline_html = Some(super::html::escaped(&why));
            view.withheld = true;
        }
    }
    view.asked = wording.asked(id);
    view.base = sentence(&wording.base_line(id));
    view.remarks.extend(wording.total_remark(id));
    view.notes_html.extend(question.note.as_ref().map(&mut *write));
    if wording.study.intervals.in_charts {
        view.remarks.extend(wording.interval_caveat().map(str::to_owned));
    }
    view.columns = vec!["Share".into()];
    view.rows = question
        .option_ids()
        .map(|option| FigureRow {
            label: wording.study[option].label.clone(),
            cells: vec![wording.readings(option).join(" or ")],
        })
        .collect();
}

fn comparison_figure(
    wording: Wording<'_>,
    id: ComparisonId,
    view: &mut FigureView,
    write: &mut WriteText<'_>,
) {
    let study = wording.study;
    let comparison = &study[id];
    let mut bases: Vec<String> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for question in comparison
        .rows
        .iter()
        .flat_map(|pair| [study[pair.first].question, study[pair.second].question])
    {
        let base = wording.base(question);
        if !bases.contains(&base) {
            bases.push(base);
            lines.extend(wording.base_line(question).into_iter().next());
            let group = study[question].group.map_or("", |group| &study[group].label);
            names.push(group.to_owned());
        }
    }
    view.asked = bases.join(" and ");
    view.base = sentence(&lines);
    if wording.interval_caveat().is_some() {
        view.remarks
            .push("The groups were not drawn at random, so differences are not tested.".into());
    }
    let table = |table: TableId| wording.table_name(table);
    let tables: Vec<String> = comparison
        .rows
        .iter()
        .flat_map(|pair| [pair.first, pair.second])
        .map(|option| table(study[study[option].question].table))
        .fold(Vec::new(), |mut seen, name| {
            if !seen.contains(&name) {
                seen.push(name);
            }
            seen
        });
    if let Some(publication) = &study.meta.publication {
        let cited = super::site::short_citation(publication);
        view.source = format!("{cited}, {}", tables.join(" and "));
    }
    view.columns = names;
    view.columns.push("Gap".into());
    for (pair, gap) in comparison.rows.iter().zip(gaps(wording.summaries, id)) {
        let cell = match (pair.likeness, gap) {
            (Likeness::Same, Some(Ok(it))) => {
                format!("{} ({})", wording.value(*it), wording.gap_range(*it))
            }
            (Likeness::Same, Some(Err(why))) => format!("– ({})", withheld(*why)),
            (Likeness::Near, _) => "– (not subtracted)".into(),
            _ => "– (not comparable)".into(),
        };
        let readings = |option| wording.readings(option).join(" or ");
        view.rows.push(FigureRow {
            label: study[pair.first].label.clone(),
            cells: vec![readings(pair.first), readings(pair.second), cell],
        });
    }
    view.notes_html.extend(reasons(wording, id, write));
}

/// Why rows are only near, or not comparable: each reason once, with the rows that it is about.
fn reasons(wording: Wording<'_>, id: ComparisonId, write: &mut WriteText<'_>) -> Vec<String> {
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for pair in wording.study[id].rows.iter().filter(|pair| pair.likeness != Likeness::Same) {
        let Some(why) = &pair.why else { continue };
        let label = super::html::escaped(wording.study[pair.first].short_label());
        let why = write(why);
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, labels)) => labels.push(label),
            None => reasons.push((why, vec![label])),
        }
    }
    let write =
        |(why, labels): (String, Vec<String>)| format!("<b>{}:</b> {why}", labels.join("; "));
    reasons.into_iter().map(write).collect()
}

fn gaps(
    summaries: &Summaries,
    id: ComparisonId,
) -> impl Iterator<Item = Option<&Said<crate::types::summary::Computed>>> {
    summaries.comparisons[id.0].iter().map(Option::as_ref)
}
