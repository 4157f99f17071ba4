//! Data files: columns with what they hold, and rows of finished cells.
//!
//! What a CSV file holds, what its table schema says and what a sheet of a workbook shows is one
//! and the same, because all are made of these.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::study::{FigureId, TableId};

/// What the cells of a column hold; an empty cell holds nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// Texts.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Whole numbers, none below zero.
    Whole,
    /// Shares in percent, none below zero.
    Percent,
    /// Numbers.
    Number,
    /// `true` or `false`.
    Flag,
}

/// A column of a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in the head of the file.
    pub name: &'static str,
    /// A title for readers.
    pub title: &'static str,
    /// What its cells hold.
    pub cells: Cells,
    /// The unit of its numbers; empty where they have none, or it is no number.
    pub unit: &'static str,
    /// Of what its numbers are a share, or what they are held against; empty where of nothing.
    pub base: &'static str,
    /// Whether no cell is empty.
    pub filled: bool,
    /// What it means, and what an empty cell means.
    pub about: &'static str,
}

/// What a data file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// The rows of a table of the source.
    Table(TableId),
    /// The rows that a figure shows.
    Figure(FigureId),
    /// The computed values.
    Derived,
    /// The groups that were asked.
    Groups,
    /// Every question with its options.
    Codebook,
}

/// A data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// What it is about.
    pub contents: Contents,
    /// Its path: `data/table-1.csv`.
    pub path: String,
    /// Its columns.
    pub columns: &'static [Column],
    /// Its rows, each with a cell for every column; rows of several files are held once.
    pub rows: Vec<Arc<[String]>>,
    /// The same as CSV.
    pub csv: Vec<u8>,
}

impl DataFile {
    /// Whether its first column tells its rows apart.
    #[must_use]
    pub fn has_key(&self) -> bool {
        let mut ids: Vec<&String> = self.rows.iter().filter_map(|row| row.first()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        ids.len() == all
    }
}

/// The data files of a report by their paths.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct DataFiles {
    files: BTreeMap<String, DataFile>,
}

impl DataFiles {
    /// Adds a file.
    ///
    /// # Panics
    /// When the path is taken: two writers of one file are a fault of offprint, not of a study.
    pub fn add(&mut self, file: DataFile) {
        let path = file.path.clone();
        let taken = self.files.insert(path.clone(), file).is_some();
        assert!(!taken, "two data files are called {path}");
    }

    /// The files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &DataFile> {
        self.files.values()
    }

    /// How many bytes a file has; none where there is no such file.
    #[must_use]
    pub fn bytes(&self, path: &str) -> usize {
        self.files.get(path).map_or(0, |file| file.csv.len())
    }
}

/// The name of a table among files and anchors.
#[must_use]
pub fn table_name(number: Option<u32>, id: &str) -> String {
    number.map_or_else(|| id.to_owned(), |number| format!("table-{number}"))
}

/// The path of a table's file; no id of a table ends in a line, so that the names of other files
/// stay theirs.
#[must_use]
pub fn table_path(number: Option<u32>, id: &str) -> String {
    let name = table_name(number, id);
    let path = format!("data/{name}.csv");
    if [DERIVED, GROUPS].contains(&path.as_str()) { format!("data/{name}_.csv") } else { path }
}

/// The path of the file of computed values.
pub const DERIVED: &str = "data/derived.csv";
/// The path of the file of groups.
pub const GROUPS: &str = "data/groups.csv";
/// The path of the codebook; it is in the package alone.
pub const CODEBOOK: &str = "codebook.csv";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_takes_the_name_of_another_file() {
        assert_eq!(table_path(Some(1), "groups"), "data/table-1.csv");
        assert_eq!(table_path(None, "drinks"), "data/drinks.csv");
        assert_eq!(table_path(None, "groups"), "data/groups_.csv");
        assert_eq!(table_path(None, "derived"), "data/derived_.csv");
    }
}
