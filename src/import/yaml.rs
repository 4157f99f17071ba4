//! Tables, questions and options -> a data file, with comments on what could not be known.

use std::fmt::Write as _;

use super::cells::{Question, Table};
use super::columns::Named;
use super::{Kind, Known};
use crate::types::number::{Exact, Printed};

/// Within how many percent shares that exclude each other add up to 100, as they are rounded.
const SLACK: i128 = 1;

/// Writes the data file.
pub(super) fn write(source: &str, columns: &[Named], tables: &[Table], known: &Known) -> String {
    let mut out = String::from("# yaml-language-server: $schema=../../schemas/data.schema.json\n");
    let name = source.rsplit('/').next().unwrap_or_default();
    let used = columns.iter().filter_map(|it| {
        let own = format!("column {}", it.number);
        let head = if it.head.is_empty() { own } else { quoted(&it.head) };
        it.role.map(|role| format!("{} from {head}", role.name()))
    });
    // Writing to a string cannot fail.
    let _ = writeln!(out, "# From {name}: {}.", used.collect::<Vec<_>>().join(", "));
    out.push_str("tables:\n");
    for (i, table) in tables.iter().enumerate() {
        let _ = writeln!(out, "  - id: {}", scalar(&table.id));
        if let Some(number) = known.number {
            let _ = writeln!(out, "    number: {}", number as usize + i);
        } else {
            let line = format!("    number: {}", i + 1);
            let _ = writeln!(out, "{line:<30}# each table of a study has one of its own");
        }
        let _ = writeln!(out, "    title: {}", scalar(&table.title));
        if let Some(group) = &known.group {
            let _ = writeln!(out, "    group: {}", scalar(group));
        } else if table.questions.iter().any(|it| it.group.is_none()) {
            out.push_str("    group: people             # the id of a group of study.yaml\n");
        }
        out.push_str(
            "    base_is: assumed          # \"stated\" where it is known how many answered\n",
        );
        out.push_str("    questions:\n");
        table.questions.iter().for_each(|it| question(it, &mut out));
    }
    out
}

fn question(question: &Question, out: &mut String) {
    let _ = writeln!(out, "      - id: {}", scalar(&question.id));
    let _ = writeln!(out, "        label: {}", scalar(&question.label));
    if let Some(group) = &question.group {
        let _ = writeln!(out, "        group: {}", scalar(group));
    }
    let guess = guess(question);
    let kind = question.kind.unwrap_or(guess.kind);
    let why = if question.kind.is_some() { "" } else { guess.why };
    entry(out, "kind", kind.name(), why);
    if kind != Kind::Fact {
        let complete = guess.complete && matches!(kind, Kind::Single | Kind::Scale);
        let why =
            if complete { "" } else { "# true where all options that were offered stand here" };
        entry(out, "complete", &complete.to_string(), why);
    }
    if let Some((n, why)) = guess.base {
        entry(out, "base", &n.to_string(), why);
    }
    out.push_str("        options:\n");
    for option in &question.options {
        let (id, label) = (scalar(&option.id), scalar(&option.label));
        let _ = write!(out, "          - {{id: {id}, label: {label}");
        if let Some(percent) = &option.percent {
            let _ = write!(out, ", percent: {}", percent.text());
        }
        if let Some(count) = option.count {
            let _ = write!(out, ", count: {count}");
        }
        out.push_str("}\n");
    }
}

/// A key of a question, with what is to be said of its value.
fn entry(out: &mut String, key: &str, value: &str, why: &str) {
    let line = format!("        {key}: {value}");
    let _ = writeln!(out, "{}", format!("{line:<30}{why}").trim_end());
}

/// What the numbers of a question suggest.
struct Guess {
    kind: Kind,
    why: &'static str,
    complete: bool,
    base: Option<(u64, &'static str)>,
}

fn guess(question: &Question) -> Guess {
    let mut shares = question.options.iter().map(|it| it.percent.as_ref().map(Printed::share));
    let shares = shares.try_fold(Exact::ZERO, |sum, share| sum.checked_add(share?));
    let percent = |n: i128| Exact::new(n, 100);
    let whole = percent(100 - SLACK)..=percent(100 + SLACK);
    let counts: Option<u64> = question.options.iter().map(|it| it.count).sum();
    let stated = question.base;
    let mut base = stated.map(|n| (n, ""));
    let (kind, why, complete) = match (shares, counts, stated) {
        (Some(sum), ..) if whole.contains(&sum) => {
            (Kind::Single, "# one answer each: the shares add up to 100", true)
        }
        (Some(sum), ..) if sum > Exact::ONE => {
            (Kind::Multiple, "# any number of answers: the shares add up to more than 100", false)
        }
        (_, Some(sum), Some(n)) if sum == n => {
            (Kind::Single, "# one answer each: the counts add up to the base", true)
        }
        (_, Some(sum), Some(n)) if sum > n => {
            (Kind::Multiple, "# any number of answers: the counts exceed the base", false)
        }
        (Some(_), ..) | (_, _, Some(_)) => {
            (Kind::Multiple, "# a guess; \"single\" where each could give one answer", false)
        }
        (None, Some(sum), None) => {
            base = Some((sum, "# the sum of the counts; of a multiple response it is fewer"));
            (Kind::Single, "# a guess; \"multiple\" where people could give several answers", true)
        }
        (None, None, None) => (Kind::Fact, "# a guess", false),
    };
    // Where someone said that there may be several answers, their sum counts nobody.
    if question.kind.is_some_and(|kind| !matches!(kind, Kind::Single | Kind::Scale)) {
        base = stated.map(|n| (n, ""));
    }
    Guess { kind, why, complete, base }
}

/// A text as a heading is quoted in a comment: on one line.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text.replace(['\n', '\r'], " ")).to_string()
}

/// A text as a scalar within a flow mapping: plain where nothing in it could be taken for something
/// else, otherwise in quotes, which YAML reads as JSON does.
fn scalar(text: &str) -> String {
    let plain = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | '.' | '/' | '-' | '(' | ')' | '’' | '+' | ';')
    };
    let begins = text.starts_with(char::is_alphabetic) && !text.ends_with(' ');
    let known = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let word = known.contains(&text.to_lowercase().as_str());
    if begins && !word && text.chars().all(plain) {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_quoted_where_they_might_mean_something_else() {
        for plain in ["Tea", "Every day (or so)", "Straße 5", "too-much", "中文"] {
            assert_eq!(scalar(plain), plain);
        }
        for quoted in
            ["No", "5 to 9", "a: b", "a, b", "#1", "", "- x", "a {b}", "\"x\"", "x\ny", "é\u{0}"]
        {
            let written = scalar(quoted);
            assert!(written.starts_with('"') && written.ends_with('"'), "{written}");
            assert_eq!(serde_json::from_str::<String>(&written).expect("JSON"), quoted);
        }
    }
}
