//! `Study` + `Summaries` -> `DataFiles`: one file a table, one a figure, one of computed values, one
//! of groups, and the codebook; each as CSV.

mod codebook;
mod columns;
mod exchange;

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use crate::types::data::{
    Cells, Column, Contents, DERIVED, DataFile, DataFiles, GROUPS, table_path,
};
use crate::types::figure::Subject;
use crate::types::number::{Exact, Printed};
use crate::types::study::{FigureId, OptionId, Study, TableId, Unit, ValueId};
use crate::types::summary::Summaries;
use crate::types::wording::Wording;

pub(crate) use codebook::codebook;
pub(crate) use exchange::exchange;

/// Makes all data files of a study but its codebook.
#[must_use]
pub(crate) fn tabulate(study: &Study, summaries: &Summaries) -> DataFiles {
    let wording = Wording { study, summaries };
    // Every option stands in its table's file and mostly in a figure's.
    let records: Vec<Arc<[String]>> = (0..study.options.len())
        .into_par_iter()
        .map(|i| record(wording, OptionId(i)).into())
        .collect();
    let tables = (0..study.tables.len()).map(|i| Contents::Table(TableId(i)));
    let figures = (0..study.figures.len()).map(|i| Contents::Figure(FigureId(i)));
    let of_rows: Vec<Contents> = tables.chain(figures).collect();
    let mut made: Vec<DataFile> = of_rows
        .into_par_iter()
        .map(|contents| {
            let (path, options) = rows(study, contents);
            let rows = options.into_iter().map(|id| Arc::clone(&records[id.0])).collect();
            file(contents, path, &columns::ROWS, rows)
        })
        .collect();
    made.push(file(Contents::Groups, GROUPS.into(), &columns::GROUPS, groups(wording)));
    if !study.derived.is_empty() {
        made.push(file(Contents::Derived, DERIVED.into(), &columns::DERIVED, derived(wording)));
    }
    let mut files = DataFiles::default();
    for file in made {
        files.add(file);
    }
    files
}

/// The path of a file of rows, and the options that it holds.
fn rows(study: &Study, contents: Contents) -> (String, Vec<OptionId>) {
    match contents {
        Contents::Figure(id) => {
            let slot = &study[id];
            let options = match slot.subject {
                Subject::Question(question) => study[question].option_ids().collect(),
                Subject::Comparison(comparison) => {
                    let pairs = &study[comparison].rows;
                    pairs.iter().flat_map(|pair| [pair.first, pair.second]).collect()
                }
                Subject::Chart(chart) => study[chart].rows(study),
            };
            (format!("data/figures/{}.csv", slot.id), options)
        }
        Contents::Table(id) => {
            let table = &study[id];
            let options = table.question_ids().flat_map(|id| study[id].option_ids()).collect();
            (table_path(table.number, &table.id), options)
        }
        // The others hold no rows of tables.
        Contents::Derived | Contents::Groups | Contents::Codebook => (String::new(), Vec::new()),
    }
}

fn file(
    contents: Contents,
    path: String,
    columns: &'static [Column],
    rows: Vec<Arc<[String]>>,
) -> DataFile {
    let csv = csv(&rows, columns);
    DataFile { contents, path, columns, rows, csv }
}

/// A text that a spreadsheet will not take for a formula.
fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn csv(rows: &[Arc<[String]>], columns: &[Column]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, and every record has the columns of the first.
    let _ = writer.write_record(columns.iter().map(|column| column.name));
    for row in rows {
        for (cell, column) in row.iter().zip(columns) {
            // A number below zero is no formula.
            let _ = match column.cells {
                Cells::Text => writer.write_field(guarded(cell).as_bytes()),
                _ => writer.write_field(cell.as_bytes()),
            };
        }
        let _ = writer.write_record(None::<&[u8]>);
    }
    writer.into_inner().unwrap_or_default()
}

/// A count, or an empty cell.
fn whole(n: Option<u64>) -> String {
    n.map_or_else(String::new, |n| n.to_string())
}

fn record(wording: Wording<'_>, id: OptionId) -> Vec<String> {
    let study = wording.study;
    let choice = &study[id];
    let question = &study[choice.question];
    let summary = &wording.summaries.options[id.0];
    let share = |share: Option<Exact>| share.map_or_else(String::new, Exact::plain_percent);
    let (percent_published, count_published) = study.first_published(id);
    let also: Vec<String> = study
        .printed_elsewhere(id)
        .map(|other| format!("{} ({})", wording.reported(other.reported), other.place))
        .collect();
    vec![
        choice.id.clone(),
        question.group.map_or_else(String::new, |group| study[group].id.clone()),
        study[question.table].number.map_or_else(String::new, |number| number.to_string()),
        question.label.clone(),
        choice.label.clone(),
        wording.reported_plain(id),
        share(summary.share.ok()),
        whole(choice.reported.count()),
        share(percent_published.map(Printed::share)),
        whole(count_published),
        whole(question.base.n),
        question.base.is.name().into(),
        whole(summary.counts.ok().map(|counts| counts.low)),
        whole(summary.counts.ok().map(|counts| counts.high)),
        share(summary.interval.ok().map(|interval| interval.low)),
        share(summary.interval.ok().map(|interval| interval.high)),
        summary.rank.map_or_else(|_| String::new(), |rank| rank.position.to_string()),
        summary.contested.is_some().to_string(),
        also.join("; "),
        question.place.clone(),
        choice.note.as_ref().map_or_else(String::new, |note| wording.plain(note)),
    ]
}

fn derived(wording: Wording<'_>) -> Vec<Arc<[String]>> {
    let records = wording.study.derived.iter().zip(&wording.summaries.derived).map(|(it, said)| {
        let (unit, value) = match said {
            Err(_) => ("", [const { String::new() }; 3]),
            Ok(computed) => {
                let write = |value: Exact| match computed.unit {
                    Unit::Share | Unit::Points => value.plain_percent(),
                    Unit::Count | Unit::Ratio => value.plain(),
                };
                let window = computed.window;
                (computed.unit.name(), [computed.value, window.low, window.high].map(write))
            }
        };
        let operands = it.operation.operands();
        let operands: Vec<String> =
            operands.into_iter().map(|value: ValueId| wording.study.value_id(value)).collect();
        let [value, low, high] = value;
        let operands = operands.join("; ");
        [it.id.clone(), it.label.clone(), unit.into(), value, low, high, operands].into()
    });
    records.collect()
}

fn groups(wording: Wording<'_>) -> Vec<Arc<[String]>> {
    let groups = wording.study.groups.iter().map(|group| {
        let sites = group.sites.and(group.site_label.clone());
        [
            group.id.clone(),
            group.label.clone(),
            group.members.clone(),
            whole(group.sent),
            whole(group.answered),
            whole(group.regions),
            whole(group.sites),
            sites.unwrap_or_default(),
            group.place.clone().unwrap_or_default(),
            group.unreported.as_ref().map_or_else(String::new, |text| wording.plain(text)),
        ]
        .into()
    });
    groups.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_no_formulas_and_numbers_stay_numbers() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("@x"), "'@x");
        assert_eq!(guarded("a=1"), "a=1");
        let column = |name, cells| Column {
            name,
            title: "",
            cells,
            unit: "",
            base: "",
            filled: false,
            about: "",
        };
        let columns = [column("label", Cells::Text), column("value", Cells::Number)];
        let rows = [["-a".to_owned(), "-33".to_owned()].into()];
        assert_eq!(csv(&rows, &columns), b"label,value\n'-a,-33\n");
    }
}
