//! The rows of a table -> its tables, questions and options.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::{Role, Roles, column};
use super::ids::Ids;
use super::rows::{Cell, Row};
use super::{Kind, Known};
use crate::diagnostic::Diagnostic;
use crate::types::number::{Exact, Printed};
use crate::types::source::SourceFile;

/// Labels of a row that says how many answered, where it has a count.
const TOTALS: [&str; 7] = ["total", "sum", "all", "base", "n", "all respondents", "total n"];

/// A table of a data file.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) questions: Vec<Question>,
}

/// A question.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) group: Option<String>,
    pub(super) kind: Option<Kind>,
    /// How many answered, where that is said.
    pub(super) base: Option<u64>,
    pub(super) options: Vec<Choice>,
    ids: Ids,
    /// How many rows name an option of it.
    rows: usize,
}

/// An option.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) id: String,
    pub(super) label: String,
    /// With its decimals.
    pub(super) percent: Option<Printed>,
    pub(super) count: Option<u64>,
}

/// Whether a cell is a percent: at most 100, with or without its sign.
pub(super) fn is_percent(text: &str) -> bool {
    percent(text).is_some()
}

/// Whether a cell is a count.
pub(super) fn is_count(text: &str) -> bool {
    count(text).is_some()
}

/// A percent of at most 100, as data files have it.
fn percent(text: &str) -> Option<Printed> {
    let number = text.trim_end_matches('%').trim_end().replace(',', ".");
    let plain = number.trim_start_matches('0');
    let number = match plain.chars().next() {
        _ if plain == number => number,
        Some(first) if first.is_ascii_digit() => plain.to_owned(),
        _ => format!("0{plain}"),
    };
    Printed::parse(&number).ok().filter(|printed| printed.share() <= Exact::ONE)
}

/// A count; thousands may be divided by a comma, a point, a space or an apostrophe.
fn count(text: &str) -> Option<u64> {
    let divided = |c: char| matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’');
    let mut groups = text.split(divided);
    let first = groups.next()?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    let sound = digits(first) && rest.iter().all(|part| digits(part) && part.len() == 3);
    if !sound || !rest.is_empty() && first.len() > 3 {
        return None;
    }
    format!("{first}{}", rest.concat()).parse().ok().filter(|n: &u64| *n < 1_000_000_000)
}

/// Reads rows; what is wrong with a row is told, and the others are read all the same.
pub(super) fn tables(
    file: &Arc<SourceFile>,
    rows: &[Row],
    roles: &Roles,
    known: &Known,
) -> (Vec<Table>, Vec<Diagnostic>) {
    let mut reader = Reader {
        file,
        roles,
        known,
        tables: Vec::new(),
        faults: Vec::new(),
        above: Key::default(),
        places: BTreeMap::new(),
        ids: BTreeMap::new(),
    };
    // Without them there is nothing to read, which was told.
    if column(roles, Role::Option).is_some() {
        for row in rows {
            reader.row(row);
        }
    }
    for table in &reader.tables {
        for question in table.questions.iter().filter(|it| it.rows == 0) {
            reader.faults.push(Diagnostic::question_without_options(file, &question.label));
        }
    }
    (reader.tables, reader.faults)
}

struct Reader<'a> {
    file: &'a Arc<SourceFile>,
    roles: &'a Roles,
    known: &'a Known,
    tables: Vec<Table>,
    faults: Vec<Diagnostic>,
    /// The question of the row above.
    above: Key,
    /// Where each question stands: its table, and its place there.
    places: BTreeMap<Key, (usize, usize)>,
    /// The ids of the questions of each group.
    ids: BTreeMap<String, Ids>,
}

/// What tells questions apart: table, group, and its id or words.
type Key = [String; 3];

impl Reader<'_> {
    fn cell<'r>(&self, row: &'r Row, role: Role) -> Option<&'r Cell> {
        column(self.roles, role).map(|i| &row[i]).filter(|cell| !cell.text.is_empty())
    }

    fn row(&mut self, row: &Row) {
        let text = |role| self.cell(row, role).map(|cell| cell.text.clone());
        let table = text(Role::Table);
        let question = text(Role::QuestionId).or_else(|| text(Role::Question));
        // What is not said again is that of the row above.
        let [above_table, above_group, above] = self.above.clone();
        let key = [
            table.unwrap_or(above_table),
            text(Role::Group).unwrap_or(above_group),
            question.unwrap_or(above),
        ];
        let place = match self.places.get(&key) {
            Some(place) => *place,
            None => self.question(row, &key),
        };
        self.places.insert(key.clone(), place);
        self.above = key;
        let Some(label) = self.cell(row, Role::Option) else {
            // A line that holds a question alone heads the lines below.
            let numbers = [Role::Percent, Role::Count].map(|role| self.cell(row, role));
            if let Some(cell) = numbers.into_iter().flatten().next() {
                self.faults.push(Diagnostic::number_without_option(cell.place(self.file)));
            }
            return;
        };
        self.option(row, label, place);
    }

    /// Begins a question; gives its place.
    fn question(&mut self, row: &Row, [table, group, _]: &Key) -> (usize, usize) {
        let text = |role| self.cell(row, role).map(|cell| cell.text.clone());
        let name = self.file.path.rsplit('/').next().unwrap_or_default();
        let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let own = Some(table).filter(|it| !it.is_empty()).or(self.known.id.as_ref());
        let id = own.cloned().unwrap_or_else(|| Ids::default().of(name, "table"));
        let title = text(Role::Title).or_else(|| self.known.title.clone());
        let title = title.unwrap_or_else(|| name.replace(['-', '_'], " "));
        let label = text(Role::Question)
            .or_else(|| self.known.question.clone())
            .or_else(|| text(Role::QuestionId))
            .unwrap_or_else(|| title.clone());
        // Full ids are those of others too: "people.drink" is the question `drink`.
        let written = text(Role::QuestionId).map(|it| last_part(&it));
        let kind = self.kind(row);
        let base = self.number(row, Role::Base).or(self.known.base);
        let ids = self.ids.entry(group.clone()).or_default();
        let otherwise = format!("question-{}", self.places.len() + 1);
        let own_id = match written {
            Some(id) => id,
            None => ids.of(&label, &otherwise),
        };
        ids.take(&own_id);
        let at = self.tables.iter().position(|it| it.id == id).unwrap_or_else(|| {
            self.tables.push(Table { id, title, questions: Vec::new() });
            self.tables.len() - 1
        });
        let group = Some(group.clone()).filter(|it| !it.is_empty());
        let (options, ids) = (Vec::new(), Ids::default());
        let questions = &mut self.tables[at].questions;
        questions.push(Question { id: own_id, label, group, kind, base, options, ids, rows: 0 });
        (at, questions.len() - 1)
    }

    fn option(&mut self, row: &Row, label: &Cell, (table, at): (usize, usize)) {
        self.tables[table].questions[at].rows += 1;
        let share = match self.cell(row, Role::Percent) {
            Some(cell) => {
                let percent = percent(&cell.text);
                if percent.is_none() {
                    let place = cell.place(self.file);
                    self.faults.push(Diagnostic::cell_no_percent(&cell.text, place));
                    return;
                }
                percent
            }
            None => None,
        };
        let unread = self.faults.len();
        let count = self.number(row, Role::Count);
        if self.faults.len() > unread {
            return;
        }
        let written = self.cell(row, Role::OptionId);
        let question = &mut self.tables[table].questions[at];
        let total = TOTALS.contains(&label.text.to_lowercase().as_str());
        if total && !question.options.is_empty() {
            question.base = question.base.or(count);
            return;
        }
        if share.is_none() && count.is_none() {
            self.faults.push(Diagnostic::option_without_number(label.place(self.file)));
            return;
        }
        let otherwise = format!("option-{}", question.options.len() + 1);
        let id = match written {
            Some(cell) => {
                let id = last_part(&cell.text);
                if !question.ids.take(&id) {
                    self.faults.push(Diagnostic::option_twice(&id, cell.place(self.file)));
                }
                id
            }
            None => question.ids.of(&label.text, &otherwise),
        };
        question.options.push(Choice { id, label: label.text.clone(), percent: share, count });
    }

    /// A whole number of a row; says so where there is something else.
    fn number(&mut self, row: &Row, role: Role) -> Option<u64> {
        let cell = self.cell(row, role)?;
        let number = count(&cell.text);
        if number.is_none() {
            let fault = Diagnostic::cell_no_count(role.name(), &cell.text, cell.place(self.file));
            self.faults.push(fault);
        }
        number
    }

    fn kind(&mut self, row: &Row) -> Option<Kind> {
        let Some(cell) = self.cell(row, Role::Kind) else { return self.known.kind };
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == cell.text.to_lowercase());
        if kind.is_none() {
            let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
            self.faults.push(Diagnostic::cell_no_kind(&cell.text, &known, cell.place(self.file)));
        }
        kind
    }
}

/// The last part of an id.
fn last_part(id: &str) -> String {
    id.rsplit('.').next().unwrap_or(id).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_tables_write_them() {
        let read = |text: &str| percent(text).map(|it| it.text().to_owned());
        assert_eq!(read("16.5 %").as_deref(), Some("16.5"));
        assert_eq!(read("16,50%").as_deref(), Some("16.50"));
        assert_eq!(read("007").as_deref(), Some("7"));
        assert_eq!(read("100.0").as_deref(), Some("100.0"));
        for wrong in ["100.1", "101", "-1", "1.", ".5", "1e2", "", "1.2.3", "n/a"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(count("5,142"), Some(5142));
        assert_eq!(count("1 234 567"), Some(1_234_567));
        assert_eq!(count("0"), Some(0));
        for wrong in ["1,2", "12345,678", "3.5", "-3", "", "n", "9999999999"] {
            assert_eq!(count(wrong), None, "{wrong}");
        }
    }
}
