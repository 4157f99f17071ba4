//! A CSV table of questions, options and their shares or counts -> a data file, with comments.
//!
//! What its columns hold is guessed from their names and their cells, told, and can be named. All
//! that it cannot know, it says in comments: answer kinds, bases, whether an option is missing.

mod cells;
mod columns;
mod ids;
mod rows;
mod yaml;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, any_error};
use crate::types::source::SourceFile;

pub use columns::{Named, Role};

/// What is known of a table beside what stands in it.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Columns as someone named them: by their heading, or by their number from 1.
    pub columns: Vec<(Role, String)>,
    /// The group of all questions, where no column says so.
    pub group: Option<String>,
    /// Id of the table, where no column says so; otherwise made from the name of the file.
    pub id: Option<String>,
    /// Title of the table; otherwise the name of the file.
    pub title: Option<String>,
    /// Number of the table.
    pub number: Option<u32>,
    /// The column of questions, or the question itself where no column is called so.
    pub question: Option<String>,
    /// How many answered each question, where no column says so.
    pub base: Option<u64>,
    /// The answer kind of all questions; otherwise it is guessed from their sums.
    pub kind: Option<Kind>,
}

/// Answer kinds that a table can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One option each.
    Single,
    /// Any number of options.
    Multiple,
    /// One option each, options in an order.
    Scale,
    /// Figures that are stated.
    Fact,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Single, Self::Multiple, Self::Scale, Self::Fact];

    /// As data files write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::Scale => "scale",
            Self::Fact => "fact",
        }
    }
}

/// What came of a table.
#[derive(Debug)]
pub struct Imported {
    /// The data file; none where the table has errors.
    pub yaml: Option<String>,
    /// What is wrong with the table.
    pub diagnostics: Vec<Diagnostic>,
    /// What its columns were taken for, in their order; those that were left out have no role.
    pub columns: Vec<Named>,
    /// How many questions there are.
    pub questions: usize,
    /// How many options.
    pub options: usize,
}

/// Turns a table into a data file. Its parts may be divided by commas, semicolons or tabs; the first
/// line holds the names of the columns, where it has a name at all.
#[must_use]
pub fn import(file: &Arc<SourceFile>, known: &Known) -> Imported {
    let table = rows::read(file);
    let mut diagnostics = table.faults;
    let mut known = known.clone();
    if let Some(column) = known.question.take_if(|it| columns::find(&table.heads, it).is_some()) {
        known.columns.push((Role::Question, column));
    }
    let (roles, faults) = columns::roles(file, &table.heads, &table.rows, &known.columns);
    diagnostics.extend(faults);
    let columns = columns::named(&table.heads, &roles);
    let (tables, faults) = cells::tables(file, &table.rows, &roles, &known);
    diagnostics.extend(faults);
    let all = || tables.iter().flat_map(|table| &table.questions);
    let (questions, options) = (all().count(), all().map(|it| it.options.len()).sum());
    let whole = !any_error(&diagnostics);
    let yaml = whole.then(|| yaml::write(&file.path, &columns, &tables, &known));
    Imported { yaml, diagnostics, columns, questions, options }
}
