//! The text of a CSV file -> its rows, each cell with its place.

use std::ops::Range;
use std::sync::Arc;

use csv::{ByteRecord, ReaderBuilder};

use crate::diagnostic::Diagnostic;
use crate::types::source::{Place, SourceFile};

/// What may stand between cells, the most usual first.
const DIVIDERS: [u8; 3] = [b',', b';', b'\t'];

/// A cell as it is read.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// Its text, without spaces around it.
    pub(super) text: String,
    /// Where it stands, quotes excepted.
    pub(super) span: Range<usize>,
}

impl Cell {
    /// Where it stands.
    pub(super) fn place(&self, file: &Arc<SourceFile>) -> Place {
        Place { file: Arc::clone(file), span: self.span.clone() }
    }
}

/// A row, with as many cells as there are columns.
pub(super) type Row = Vec<Cell>;

/// A table as it is read.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The names of the columns, empty where they have none.
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<Row>,
    pub(super) faults: Vec<Diagnostic>,
}

/// Reads a table; rows that are empty are left out.
pub(super) fn read(file: &Arc<SourceFile>) -> Table {
    let text = &file.text;
    let divider = divider(text);
    let mut reader = ReaderBuilder::new()
        .delimiter(divider)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut table, mut record, mut all) = (Table::default(), ByteRecord::new(), Vec::new());
    let offset = |reader: &csv::Reader<&[u8]>| usize::try_from(reader.position().byte());
    loop {
        let start = offset(&reader).unwrap_or(text.len());
        // The text is UTF-8 and rows may have any length, so nothing can fail.
        if !reader.read_byte_record(&mut record).unwrap_or(false) {
            break;
        }
        let end = offset(&reader).unwrap_or(text.len());
        let row = cells(text, start..end, &record);
        if row.iter().any(|cell| !cell.text.is_empty()) {
            all.push(row);
        }
    }
    let Some(first) = all.first() else {
        table.faults.push(Diagnostic::empty_table(file));
        return table;
    };
    let columns = all.iter().map(Vec::len).max().unwrap_or(0);
    table.heads = if has_heads(first) {
        all.remove(0).into_iter().map(|cell| cell.text).collect()
    } else {
        Vec::new()
    };
    table.heads.resize(columns, String::new());
    for row in &mut all {
        let end = row.last().map_or(0, |cell| cell.span.end);
        row.resize(columns, Cell { text: String::new(), span: end..end });
    }
    table.rows = all;
    table
}

/// Names of columns are words: a line in which a number stands is a row.
fn has_heads(first: &[Cell]) -> bool {
    !first.iter().any(|cell| {
        let number = cell.text.trim_end_matches('%').trim_end();
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
    })
}

/// What stands between the cells of the first line: the sign that is there most often.
fn divider(text: &str) -> u8 {
    let mut counts = [0_usize; DIVIDERS.len()];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted && counts.iter().any(|count| *count > 0) => break,
            _ if quoted => {}
            byte => {
                if let Some(i) = DIVIDERS.iter().position(|divider| *divider == byte) {
                    counts[i] += 1;
                }
            }
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    let first = counts.iter().position(|count| *count == most).unwrap_or(0);
    DIVIDERS[first]
}

/// The cells of a record with their places: each is looked for behind the one before.
fn cells(text: &str, stretch: Range<usize>, record: &ByteRecord) -> Row {
    let mut at = stretch.start;
    record
        .iter()
        .map(|bytes| {
            let whole = String::from_utf8_lossy(bytes);
            let cell = whole.trim();
            let rest = &text[at.min(stretch.end)..stretch.end];
            // Within quotes, a quote is written twice.
            let written =
                if rest.contains(cell) { cell.to_owned() } else { cell.replace('"', "\"\"") };
            let start = rest.find(&written).map_or(at, |found| at + found);
            let end = (start + written.len()).min(stretch.end);
            at = end;
            Cell { text: unguarded(cell).to_owned(), span: start..end }
        })
        .collect()
}

/// A text without the apostrophe that keeps spreadsheets from taking it for a formula.
fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> (Arc<SourceFile>, Table) {
        let file = Arc::new(SourceFile { path: "t.csv".into(), text: text.into() });
        let table = read(&file);
        (file, table)
    }

    #[test]
    fn cells_know_where_they_stand() {
        let (file, table) = table("a,b\r\n\"x \"\"y\"\"\", 12 %\r\n\r\nx,'=1\n");
        assert_eq!(table.heads, ["a", "b"]);
        let texts: Vec<Vec<(&str, &str)>> = table
            .rows
            .iter()
            .map(|row| row.iter().map(|it| (&*it.text, &file.text[it.span.clone()])).collect())
            .collect();
        let expected =
            [vec![("x \"y\"", "x \"\"y\"\""), ("12 %", "12 %")], vec![("x", "x"), ("=1", "'=1")]];
        assert_eq!(texts, expected);
    }

    #[test]
    fn dividers_and_names_of_columns_are_found() {
        let heads = |text: &str| table(text).1.heads;
        assert_eq!(heads("a;b\n1,5;2\n"), ["a", "b"]);
        assert_eq!(heads("\"a,b\"\tc\nx\t2\n"), ["a,b", "c"]);
        assert_eq!(heads("Tea,60\nCoffee,34\n"), ["", ""]);
        assert_eq!(heads("Tea\t60 %\n"), ["", ""]);
        assert_eq!(heads("a,b\nx,1,2\n"), ["a", "b", ""], "a row may be longer");
        assert_eq!(table("\n \n").1.faults[0].code, "empty-table");
    }
}
