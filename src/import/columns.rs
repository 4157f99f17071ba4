//! The names and cells of columns -> what each of them holds.

use std::sync::Arc;

use super::cells::{is_count, is_percent};
use super::rows::Row;
use crate::diagnostic::Diagnostic;
use crate::types::source::SourceFile;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The id of a table.
    Table,
    /// The title of a table.
    Title,
    /// The id of a group.
    Group,
    /// The id of a question.
    QuestionId,
    /// A question.
    Question,
    /// An answer kind.
    Kind,
    /// How many answered.
    Base,
    /// The id of an option.
    OptionId,
    /// An option.
    Option,
    /// A percent.
    Percent,
    /// A count.
    Count,
}

impl Role {
    /// All of them, as exported tables have them.
    pub const ALL: [Self; 11] = [
        Self::Table,
        Self::Title,
        Self::Group,
        Self::QuestionId,
        Self::Question,
        Self::Kind,
        Self::Base,
        Self::OptionId,
        Self::Option,
        Self::Percent,
        Self::Count,
    ];

    /// The name of its column in an exported table.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.names()[0]
    }

    /// By what its column is known, in small letters and without signs but `%`.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Table => &["table", "table id"],
            Self::Title => &["title", "table title"],
            Self::Group => &["group", "group id", "sample", "population"],
            Self::QuestionId => &["question id", "variable", "item id", "code"],
            Self::Question => {
                &["question", "question text", "item", "statement", "survey question"]
            }
            Self::Kind => &["kind", "answer kind", "question type", "type"],
            Self::Base => {
                &["base", "base n", "total", "total n", "denominator", "respondents", "of"]
            }
            Self::OptionId => &["option id", "value", "answer id", "option code"],
            Self::Option => &[
                "option",
                "answer",
                "response",
                "category",
                "choice",
                "label",
                "level",
                "answer option",
                "response option",
                "value label",
            ],
            Self::Percent => &[
                "percent",
                "%",
                "pct",
                "percentage",
                "share",
                "valid percent",
                "proportion",
                "in %",
                "n %",
                "col %",
                "column %",
            ],
            Self::Count => &[
                "count",
                "n",
                "frequency",
                "freq",
                "number",
                "answers",
                "responses",
                "counts",
                "no",
                "absolute",
            ],
        }
    }
}

/// A column, with what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its number, from 1.
    pub number: usize,
    /// Its name; empty where it has none.
    pub head: String,
    /// What it holds; none where it is left out.
    pub role: Option<Role>,
}

/// Which column has which role.
pub(super) type Roles = Vec<(Role, usize)>;

/// The column of a role.
pub(super) fn column(roles: &Roles, role: Role) -> Option<usize> {
    roles.iter().find(|(known, _)| *known == role).map(|(_, column)| *column)
}

/// All columns in their order, with their roles.
pub(super) fn named(heads: &[String], roles: &Roles) -> Vec<Named> {
    let role = |i: usize| roles.iter().find(|(_, column)| *column == i).map(|(role, _)| *role);
    let all = heads.iter().enumerate();
    all.map(|(i, head)| Named { number: i + 1, head: head.clone(), role: role(i) }).collect()
}

/// The column that someone named: by its heading, or by its number from 1.
pub(super) fn find(heads: &[String], name: &str) -> Option<usize> {
    let by_name = heads.iter().position(|it| !it.is_empty() && plain(it) == plain(name));
    let number = || name.parse::<usize>().ok().filter(|n| (1..=heads.len()).contains(n));
    by_name.or_else(|| number().map(|n| n - 1))
}

/// Finds the roles: as someone named them, else by the names of columns, else by their cells.
pub(super) fn roles(
    file: &Arc<SourceFile>,
    heads: &[String],
    rows: &[Row],
    wanted: &[(Role, String)],
) -> (Roles, Vec<Diagnostic>) {
    let (mut roles, mut faults) = (Roles::new(), Vec::new());
    for (role, name) in wanted {
        match find(heads, name) {
            Some(column) => roles.push((*role, column)),
            None => faults.push(Diagnostic::no_such_column(file, role.name(), name, heads)),
        }
    }
    let taken = |roles: &Roles, i: usize| roles.iter().any(|(_, column)| *column == i);
    for role in Role::ALL {
        if column(&roles, role).is_some() {
            continue;
        }
        let known = |i: &usize| role.names().contains(&plain(&heads[*i]).as_str());
        if let Some(i) = (0..heads.len()).filter(|i| !taken(&roles, *i)).find(known) {
            roles.push((role, i));
        }
    }
    by_cells(heads, rows, &mut roles);
    if column(&roles, Role::Option).is_none() && !rows.is_empty() {
        faults.push(Diagnostic::no_column_of_options(file, heads));
    }
    let numbers = [Role::Percent, Role::Count].map(|role| column(&roles, role));
    if numbers == [None, None] && !rows.is_empty() {
        faults.push(Diagnostic::no_column_of_numbers(file, heads));
    }
    (roles, faults)
}

/// Guesses what no name tells. Of texts the last one is the option, one before it that says the same
/// over several rows the question; of numbers a column with a `%` or decimals holds percents, a
/// column of whole numbers counts.
fn by_cells(heads: &[String], rows: &[Row], roles: &mut Roles) {
    let cells = |i: usize| rows.iter().map(move |row| row[i].text.as_str());
    let free = |roles: &Roles, i: usize| !roles.iter().any(|(_, column)| *column == i);
    let filled = |i: usize| cells(i).filter(|it| !it.is_empty());
    let all = |i: usize, is: fn(&str) -> bool| filled(i).count() > 0 && filled(i).all(is);
    if column(roles, Role::Percent).is_none() {
        let tells = |i: &usize| {
            let shown = filled(*i).any(|it| it.contains(['%', '.', ',']));
            let head = plain(&heads[*i]);
            all(*i, is_percent) && (shown || head.contains('%') || head.contains("percent"))
        };
        let found = (0..heads.len()).filter(|i| free(roles, *i)).find(tells);
        roles.extend(found.map(|i| (Role::Percent, i)));
    }
    if column(roles, Role::Count).is_none() {
        let found = (0..heads.len()).filter(|i| free(roles, *i)).find(|i| all(*i, is_count));
        // Whole numbers up to 100 that stand alone may be either; a heading would have told counts.
        let alone = column(roles, Role::Percent).is_none();
        let percents = |i: usize| alone && filled(i).all(is_percent);
        roles.extend(found.map(|i| (if percents(i) { Role::Percent } else { Role::Count }, i)));
    }
    let texts = |roles: &Roles| -> Vec<usize> {
        let numbers = |i: usize| all(i, is_percent) || all(i, is_count);
        (0..heads.len()).filter(|i| free(roles, *i) && !numbers(*i)).collect()
    };
    if column(roles, Role::Option).is_none() {
        roles.extend(texts(roles).pop().map(|i| (Role::Option, i)));
    }
    if column(roles, Role::Question).is_none() {
        let option = column(roles, Role::Option).unwrap_or(0);
        let repeats = |i: &usize| {
            let mut different: Vec<&str> = filled(*i).collect();
            different.sort_unstable();
            different.dedup();
            *i < option && !different.is_empty() && different.len() < rows.len()
        };
        roles.extend(texts(roles).into_iter().rev().find(repeats).map(|i| (Role::Question, i)));
    }
}

/// A name in small letters, signs but `%` as spaces.
fn plain(name: &str) -> String {
    let words: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '%' { c } else { ' ' })
        .collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::rows;
    use super::*;

    fn found(text: &str, wanted: &[(Role, &str)]) -> Result<Vec<(Role, usize)>, Vec<&'static str>> {
        let file = Arc::new(SourceFile { path: "t.csv".into(), text: text.into() });
        let table = rows::read(&file);
        let wanted: Vec<(Role, String)> =
            wanted.iter().map(|(role, name)| (*role, (*name).to_owned())).collect();
        let (mut roles, faults) = roles(&file, &table.heads, &table.rows, &wanted);
        roles.sort_unstable();
        if faults.is_empty() {
            Ok(roles)
        } else {
            Err(faults.iter().map(|fault| fault.code).collect())
        }
    }

    #[test]
    fn columns_are_known_by_their_names() {
        let expected =
            vec![(Role::Question, 0), (Role::Base, 3), (Role::Option, 1), (Role::Count, 2)];
        assert_eq!(found("Item;Answer;N;Total (n)\nA;x;3;10\n", &[]), Ok(expected));
        let expected = vec![(Role::Option, 0), (Role::Percent, 2), (Role::Count, 1)];
        assert_eq!(found("Response,Freq.,Valid percent\nx,3,30\n", &[]), Ok(expected));
    }

    #[test]
    fn and_by_what_stands_in_them() {
        let expected =
            vec![(Role::Question, 0), (Role::Option, 1), (Role::Percent, 3), (Role::Count, 2)];
        assert_eq!(found("Q,x,3,30%\nQ,y,7,70%\n", &[]), Ok(expected));
        let expected = vec![(Role::Option, 0), (Role::Percent, 1)];
        assert_eq!(found("tea,60\ncoffee,40\n", &[]), Ok(expected), "whole numbers up to 100");
        let expected = vec![(Role::Option, 0), (Role::Count, 1)];
        assert_eq!(found("tea,160\ncoffee,40\n", &[]), Ok(expected));
        let expected = vec![(Role::Question, 0), (Role::Option, 1), (Role::Count, 2)];
        assert_eq!(found("About,,n\nQ,x,3\n,y,7\n", &[]), Ok(expected), "filled in once");
    }

    #[test]
    fn someone_may_name_them() {
        let expected = vec![(Role::Option, 0), (Role::Percent, 2)];
        let text = "Antwort,n,Anteil\nx,3,30\n";
        let wanted = [(Role::Percent, "anteil"), (Role::Option, "1")];
        let roles = found(text, &wanted)
            .map(|it| it.into_iter().filter(|(role, _)| *role != Role::Count).collect::<Vec<_>>());
        assert_eq!(roles, Ok(expected));
        assert_eq!(found(text, &[(Role::Percent, "Prozent")]), Err(vec!["no-such-column"]));
        assert_eq!(found("a,b\nx,y\n", &[]), Err(vec!["no-numbers"]));
        assert_eq!(found("n,percent\n3,30\n", &[]), Err(vec!["no-options"]));
    }
}
