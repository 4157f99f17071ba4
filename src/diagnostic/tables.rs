//! Faults of CSV tables that are turned into data files.

use std::sync::Arc;

use super::Diagnostic;
use super::nearest::nearest;
use super::words::those;
use crate::types::source::{Place, SourceFile};

/// The first line of a file.
fn top(file: &Arc<SourceFile>) -> Place {
    let end = file.text.find(['\r', '\n']).unwrap_or(file.text.len());
    Place { file: Arc::clone(file), span: 0..end }
}

/// "the columns are `a`, `b`".
fn columns(heads: &[String]) -> String {
    let names: Vec<&str> = heads.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    if names.is_empty() { "its columns have no names".into() } else { those("column", &names) }
}

impl Diagnostic {
    /// A table without any row.
    #[must_use]
    pub fn empty_table(file: &Arc<SourceFile>) -> Self {
        let found = "expected a table, found nothing but empty lines".into();
        Self::error("empty-table", found, top(file), "")
            .help("save the sheet that holds the table as CSV")
    }

    /// A column that someone named is not there.
    #[must_use]
    pub fn no_such_column(
        file: &Arc<SourceFile>,
        role: &str,
        name: &str,
        heads: &[String],
    ) -> Self {
        let near = nearest(name, heads.iter().map(String::as_str));
        let meant = near.first().map_or_else(String::new, |it| format!("is `{it}` meant? "));
        Self::error(
            "no-such-column",
            format!("the table has no column `{name}`, which is to hold the {role}"),
            top(file),
            "its columns",
        )
        .help(format!("{meant}{}; a number from 1 names one, too", columns(heads)))
    }

    /// Nothing tells which column holds the options.
    #[must_use]
    pub fn no_column_of_options(file: &Arc<SourceFile>, heads: &[String]) -> Self {
        Self::error(
            "no-options",
            "expected a column with the options of questions, found none".into(),
            top(file),
            "its columns",
        )
        .help(format!("name it: --option COLUMN; {}", columns(heads)))
    }

    /// Nothing tells which column holds percents or counts.
    #[must_use]
    pub fn no_column_of_numbers(file: &Arc<SourceFile>, heads: &[String]) -> Self {
        Self::error(
            "no-numbers",
            "expected a column with percents or counts, found none".into(),
            top(file),
            "its columns",
        )
        .help(format!("name it: --percent COLUMN or --count COLUMN; {}", columns(heads)))
    }

    /// A question that no row with an option follows.
    #[must_use]
    pub fn question_without_options(file: &Arc<SourceFile>, label: &str) -> Self {
        let at = file.text.find(label).unwrap_or(0);
        let place =
            Place { file: Arc::clone(file), span: at..at + label.len().min(file.text.len() - at) };
        Self::error(
            "no-options",
            format!("the question `{label}` has no options"),
            place,
            "no row below it has one",
        )
        .help("give each option a row with its percent or count, or remove the question")
    }

    /// A number in a row that names no option.
    #[must_use]
    pub fn number_without_option(place: Place) -> Self {
        let found = "expected an option beside this number, found an empty cell".into();
        Self::error("no-option", found, place, "of what?").help(
            "name the option, or remove the number; a row named \"Total\" is taken for the base",
        )
    }

    /// An option with neither percent nor count.
    #[must_use]
    pub fn option_without_number(place: Place) -> Self {
        let found = "expected a percent or count beside this option, found an empty cell".into();
        Self::error("no-number", found, place, "how many?")
            .help("fill it in: 0 where nobody chose it; or remove the row")
    }

    /// A cell that is no percent.
    #[must_use]
    pub fn cell_no_percent(found: &str, place: Place) -> Self {
        Self::error(
            "cell-percent",
            format!("expected a percent from 0 to 100, found `{found}`"),
            place,
            "no percent",
        )
        .help("write it as it was printed, such as 16.5; or name another column: --percent COLUMN")
    }

    /// A cell that is no count.
    #[must_use]
    pub fn cell_no_count(role: &str, found: &str, place: Place) -> Self {
        Self::error(
            "cell-count",
            format!("expected a whole number, found `{found}`"),
            place,
            "no count",
        )
        .help(format!("write a count, such as 1,234; or name another column: --{role} COLUMN"))
    }

    /// A cell that names no answer kind.
    #[must_use]
    pub fn cell_no_kind(found: &str, known: &[&str], place: Place) -> Self {
        Self::error(
            "cell-kind",
            format!("expected an answer kind, found `{found}`"),
            place,
            "no answer kind",
        )
        .help(those("kind", known))
    }

    /// An option id that stands twice in one question.
    #[must_use]
    pub fn option_twice(id: &str, place: Place) -> Self {
        Self::error(
            "option-twice",
            format!("the question has two options with the id `{id}`"),
            place,
            "again",
        )
        .help("give each its own; without a column of ids they are made from the labels")
    }
}
