//! `offprint ids`: a study's folder -> what its texts can name, to look up while writing.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use offprint::types::listing::Listed;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::{BROKEN, print};

/// The most that the columns of ids and numbers take.
const WIDEST: [usize; 2] = [58, 24];

/// Lists what a study's texts can name: ids of values, figures, tables, recommendations.
///
/// Each line has the id, the number that stands behind it, and what it is called. Ids are listed also
/// while the study has errors; computed numbers are then missing.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint ids                        all of the study in this folder
  offprint ids data sharing           those with both words in their ids or labels
  offprint ids tea --study my-study   those of another study
  offprint ids tea --format json      for programs, with what narrative writes for each

Exit codes: 0 done, 1 nothing has these words, 2 wrong usage or a broken world.")]
pub(super) struct Ids {
    /// Words that must all stand in the id or the label; case makes no difference
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    /// Folder of the study; holds content/
    #[arg(long, default_value = ".", value_name = "DIR")]
    study: PathBuf,
    /// How to list them
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A line each
    Text,
    /// An array of objects: id, kind, value, label, write
    Json,
}

impl Ids {
    pub(super) fn run(self) -> ExitCode {
        let mut list = match offprint::ids(&self.study) {
            Ok(list) => list,
            Err(error) => {
                print::broken(&error);
                return ExitCode::from(BROKEN);
            }
        };
        let words: Vec<String> = self.words.iter().map(|word| word.to_lowercase()).collect();
        list.retain(|it| {
            let text = format!("{} {}", it.id, it.label).to_lowercase();
            words.iter().all(|word| text.contains(word))
        });
        match self.format {
            Format::Json => {
                let list: Vec<Value> = list.iter().map(object).collect();
                print::line(format_args!("{:#}", Value::Array(list)));
            }
            Format::Text if list.is_empty() => {
                let help = "fewer words find more; without any, everything is listed";
                print::misused("no id or label of this study has all these words", help);
            }
            Format::Text => {
                for line in lines(&list) {
                    print::line(format_args!("{line}"));
                }
            }
        }
        if list.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}

/// An id as an object of JSON.
fn object(it: &Listed) -> Value {
    let Listed { id, kind, value, label, write } = it;
    json!({ "id": id, "kind": kind.name(), "value": value, "label": label, "write": write })
}

/// A line each: id, number, label, in columns as wide as what stands in them, up to a bound.
fn lines(list: &[Listed]) -> Vec<String> {
    fn number(it: &Listed) -> &str {
        it.value.as_deref().unwrap_or("")
    }
    let width = |most: usize, of: fn(&Listed) -> &str| {
        list.iter().map(|it| of(it).width()).filter(|width| *width <= most).max().unwrap_or(0)
    };
    let ids = width(WIDEST[0], |it| &it.id);
    let numbers = width(WIDEST[1], number);
    let padded = |text: &str, width: usize| {
        format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
    };
    list.iter()
        .map(|it| {
            let (id, number) = (padded(&it.id, ids), padded(number(it), numbers));
            format!("{id}  {number}  {}", it.label)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use offprint::types::listing::ListedKind;

    #[test]
    fn columns_stand_below_each_other() {
        let listed = |id: &str, value: Option<&str>, label: &str| Listed {
            id: id.into(),
            kind: ListedKind::Value,
            value: value.map(Into::into),
            label: label.into(),
            write: String::new(),
        };
        let list =
            [listed("a.b", Some("60%"), "Tea"), listed("a.bcd", None, "茶"), listed("a", None, "")];
        assert_eq!(lines(&list), ["a.b    60%  Tea", "a.bcd       茶", "a           "]);
        let long = "x".repeat(90);
        let list = [listed(&long, Some("1"), "L"), listed("a", Some("2"), "M")];
        assert_eq!(lines(&list), [format!("{long}  1  L"), "a  2  M".into()]);
    }
}
