//! Summaries -> CSV files: one a table, one a figure, one of computed values.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::links::table_anchor;
use crate::types::figure::Subject;
use crate::types::number::{Exact, Printed};
use crate::types::study::{BaseIs, FigureId, OptionId, Study, TableId, Unit, ValueId};
use crate::types::wording::Wording;

/// Columns of the files of tables and figures.
const COLUMNS: [&str; 21] = [
    "id",
    "group",
    "table",
    "question",
    "option",
    "reported",
    "percent",
    "count",
    "percent_published",
    "count_published",
    "base",
    "base_is",
    "count_low",
    "count_high",
    "ci_low",
    "ci_high",
    "rank",
    "contested",
    "also_printed",
    "place",
    "note",
];

/// Data files by path.
pub(super) struct DataFiles {
    files: BTreeMap<String, Vec<u8>>,
}

impl DataFiles {
    /// Path and size, in words, of a file.
    pub(super) fn size(&self, path: &str) -> String {
        size(self.files.get(path).map_or(0, Vec::len))
    }

    /// All of them.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}

/// A size in words: "1 kB", at least one.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("{}\u{a0}kB", bytes.div_ceil(1000).max(1)),
        _ => format!("{}.{}\u{a0}MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// The path of a table's file.
pub(super) fn table_file(study: &Study, table: TableId) -> String {
    format!("data/{}.csv", table_anchor(study, table))
}

/// The path of a figure's file.
pub(super) fn figure_file(study: &Study, figure: FigureId) -> String {
    format!("data/figures/{}.csv", study[figure].id)
}

/// Path of the file of computed values.
pub(super) const DERIVED_FILE: &str = "data/derived.csv";

/// Writes all CSV files of a study.
pub(super) fn tables(wording: Wording<'_>) -> DataFiles {
    let study = wording.study;
    // Every option stands in its table's file and mostly in a figure's.
    let records: Vec<Vec<String>> =
        (0..study.options.len()).into_par_iter().map(|i| record(wording, OptionId(i))).collect();
    let rows = |options: &mut dyn Iterator<Item = OptionId>| {
        csv(options.map(|id| records[id.0].as_slice()), &COLUMNS)
    };
    let mut files = BTreeMap::new();
    for (index, table) in study.tables.iter().enumerate() {
        let mut options = table.question_ids().flat_map(|id| study[id].option_ids());
        files.insert(table_file(study, TableId(index)), rows(&mut options));
    }
    for (index, slot) in study.figures.iter().enumerate() {
        let options: Vec<OptionId> = match slot.subject {
            Subject::Question(question) => study[question].option_ids().collect(),
            Subject::Comparison(comparison) => {
                study[comparison].rows.iter().flat_map(|pair| [pair.first, pair.second]).collect()
            }
            Subject::Chart(chart) => study[chart].rows(study),
        };
        files.insert(figure_file(study, FigureId(index)), rows(&mut options.into_iter()));
    }
    if !study.derived.is_empty() {
        files.insert(DERIVED_FILE.into(), derived(wording));
    }
    DataFiles { files }
}

/// A text that a spreadsheet will not take for a formula.
fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// What a base is, in the words of the data format.
pub(super) fn base_is(is: BaseIs) -> &'static str {
    match is {
        BaseIs::Stated => "stated",
        BaseIs::Assumed => "assumed",
        BaseIs::Unknown => "unknown",
    }
}

/// A share (0 to 1) in percent, with at most four decimals and no more than it has.
pub(super) fn percent_digits(share: Exact) -> String {
    digits(share * Exact::from(100))
}

/// A number with at most four decimals and no more than it has.
pub(super) fn digits(value: Exact) -> String {
    let scaled = value.rounded(4);
    let sign = if scaled < 0 { "-" } else { "" };
    let size = scaled.unsigned_abs();
    let text = format!("{sign}{}.{:04}", size / 10_000, size % 10_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn csv<R: AsRef<[String]>>(records: impl Iterator<Item = R>, columns: &[&str]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, and every record has the columns of the first.
    let _ = writer.write_record(columns);
    for record in records {
        for field in record.as_ref() {
            let _ = writer.write_field(guarded(field).as_bytes());
        }
        let _ = writer.write_record(None::<&[u8]>);
    }
    writer.into_inner().unwrap_or_default()
}

fn record(wording: Wording<'_>, id: OptionId) -> Vec<String> {
    let study = wording.study;
    let choice = &study[id];
    let question = &study[choice.question];
    let summary = &wording.summaries.options[id.0];
    let number = |n: Option<u64>| n.map_or_else(String::new, |n| n.to_string());
    let share = |share: Option<Exact>| share.map_or_else(String::new, percent_digits);
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
        reported_text(wording, id),
        share(summary.share.ok()),
        number(choice.reported.count()),
        share(percent_published.map(Printed::share)),
        number(count_published),
        number(question.base.n),
        base_is(question.base.is).into(),
        number(summary.counts.ok().map(|counts| counts.low)),
        number(summary.counts.ok().map(|counts| counts.high)),
        share(summary.interval.ok().map(|interval| interval.low)),
        share(summary.interval.ok().map(|interval| interval.high)),
        summary.rank.map_or_else(|_| String::new(), |rank| rank.position.to_string()),
        summary.contested.is_some().to_string(),
        also.join("; "),
        question.place.clone(),
        choice.note.as_ref().map_or_else(String::new, |note| wording.plain(note)),
    ]
}

/// What is printed, as text and without a sign: "0.8", "5148"; nothing where it was withdrawn.
pub(super) fn reported_text(wording: Wording<'_>, id: OptionId) -> String {
    let reported = &wording.study[id].reported;
    if reported.is_withdrawn() { String::new() } else { reported.plain() }
}

fn derived(wording: Wording<'_>) -> Vec<u8> {
    let columns = ["id", "label", "unit", "value", "low", "high", "computed_from"];
    let records = wording.study.derived.iter().zip(&wording.summaries.derived).map(|(it, said)| {
        let (unit, value) = match said {
            Err(_) => ("", [const { String::new() }; 3]),
            Ok(computed) => {
                let write = |value: Exact| match computed.unit {
                    Unit::Share | Unit::Points => percent_digits(value),
                    Unit::Count | Unit::Ratio => digits(value),
                };
                let window = computed.window;
                (unit_name(computed.unit), [computed.value, window.low, window.high].map(write))
            }
        };
        let operands = it.operation.operands();
        let operands: Vec<String> =
            operands.into_iter().map(|value: ValueId| wording.study.value_id(value)).collect();
        let [value, low, high] = value;
        vec![it.id.clone(), it.label.clone(), unit.into(), value, low, high, operands.join("; ")]
    });
    csv(records, &columns)
}

/// A unit in the words of the data format.
pub(super) fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Share => "percent",
        Unit::Points => "percentage points",
        Unit::Count => "count",
        Unit::Ratio => "ratio",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_sizes_rounded_up() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("@x"), "'@x");
        assert_eq!(guarded("a=1"), "a=1");
        assert_eq!(size(1), "1\u{a0}kB");
        assert_eq!(size(1001), "2\u{a0}kB");
        assert_eq!(size(1_460_000), "1.4\u{a0}MB");
    }

    #[test]
    fn machines_read_plain_digits() {
        assert_eq!(percent_digits(Exact::new(8, 1000)), "0.8");
        assert_eq!(percent_digits(Exact::new(1, 3)), "33.3333");
        assert_eq!(digits(Exact::new(-1, 2)), "-0.5");
        assert_eq!(digits(Exact::from(5142)), "5142");
    }
}
