//! `docs/reference/` against the code that it is made of: keys of files, commands, roles and
//! directives, checks, messages. With `OFFPRINT_WRITE_DOCS` set, the pages are written anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use offprint::types::document::{DirectiveName, RoleName};
use offprint::types::source::{FileKind, KeyShape, Shape};
use serde_json::Value;
use walkdir::WalkDir;

use crate::documentation::{example_files, table};
use crate::pages::holds;
use crate::support::{Study, root};

const MADE: &str = "<!-- Made of the code by tests/it/reference.rs; see CONTRIBUTING.md. -->\n\n";

/// The first value of each key of each entry in the examples of the data model.
#[derive(Default)]
struct Examples(BTreeMap<(&'static str, &'static str), Value>);

impl Examples {
    fn of(kind: FileKind) -> Self {
        let mut examples = Self::default();
        for (path, text) in example_files() {
            let text = match kind {
                FileKind::Study if path == "content/study.yaml" => text,
                FileKind::Data if path.starts_with("content/data/") => text,
                FileKind::Recommendations if path == "content/recommendations.yaml" => text,
                FileKind::Corrections if path == "content/corrections.yaml" => text,
                FileKind::FrontMatter if path.starts_with("content/narrative/") => {
                    text.split("---\n").nth(1).expect("front matter").to_owned()
                }
                _ => continue,
            };
            let value: Value = serde_yaml::from_str(&text).expect("YAML");
            examples.find(&kind.shape(), &value);
        }
        examples
    }

    fn find(&mut self, shape: &Shape, value: &Value) {
        match (shape, value) {
            (Shape::List(item), Value::Array(list)) => {
                for value in list {
                    self.find(item, value);
                }
            }
            (Shape::Entry { name, keys }, Value::Object(map)) => {
                for key in keys {
                    if let Some(value) = map.get(key.key) {
                        self.0.entry((name, key.key)).or_insert_with(|| value.clone());
                        self.find(&key.shape, value);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A value as YAML has it on one line; of a long text the beginning.
fn flow(value: &Value) -> String {
    match value {
        Value::String(text) => {
            let short: String = text.trim().chars().take(48).collect();
            let short = if short.len() < text.trim().len() { short + "…" } else { short };
            let plain = |c: char| c.is_alphanumeric() || " -.%()/–…".contains(c);
            let bare = short.starts_with(char::is_alphanumeric) && short.chars().all(plain);
            if bare { short } else { format!("\"{}\"", short.replace('"', "\\\"")) }
        }
        Value::Array(list) => {
            format!("[{}]", list.iter().map(flow).collect::<Vec<_>>().join(", "))
        }
        value => value.to_string(),
    }
}

/// Code within a cell of a table.
fn code(text: &str) -> String {
    let text = text.replace('|', "\\|");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// What may stand at a key: its type, and the entry that it leads to.
fn kind(shape: &Shape, path: &str) -> String {
    match shape {
        Shape::Text => "text or number".into(),
        Shape::Truth => "`true` or `false`".into(),
        Shape::Name(..) => "one of the names".into(),
        Shape::List(item) => format!("list of: {}", kind(item, path)),
        Shape::Entry { .. } => format!("[keys](#{})", path.replace('.', "").to_lowercase()),
    }
}

/// The names that may stand at a key, with what each says.
fn names(shape: &Shape) -> String {
    match shape {
        Shape::Name(names, said) => {
            let each = names
                .iter()
                .zip(said)
                .map(|(name, said)| format!("<br>`{name}`: {}", said.trim_end_matches('.')));
            each.collect()
        }
        Shape::List(item) => names(item),
        _ => String::new(),
    }
}

/// The meaning of a key, and its default.
fn said(key: &KeyShape) -> (&str, &str) {
    let (said, default) = key.said.split_once("Default: ").unwrap_or((key.said, ""));
    (said.trim(), default.trim().trim_end_matches('.'))
}

/// The keys of an entry, and of the entries below it, each once.
fn keys(
    shape: &Shape,
    path: &str,
    examples: &Examples,
    seen: &mut BTreeMap<&str, String>,
) -> String {
    let (name, list) = match shape {
        Shape::List(item) => return keys(item, path, examples, seen),
        Shape::Entry { name, keys } => (*name, keys),
        _ => return String::new(),
    };
    let mut out = String::new();
    let head = if path.is_empty() { "Top of the file".into() } else { code(path) };
    if let Some(first) = seen.get(name) {
        let at = first.replace('.', "").to_lowercase();
        return format!("\n## {head}\n\nThe keys are those of [`{first}`](#{at}).\n");
    }
    seen.insert(name, path.to_owned());
    // Writing to a string cannot fail.
    let _ = write!(out, "\n## {head}\n\n");
    out.push_str("| Key | What may stand there | Required | Default | Meaning | Example |\n");
    out.push_str("|---|---|---|---|---|---|\n");
    let below = |key: &KeyShape| {
        if path.is_empty() { key.key.to_owned() } else { format!("{path}.{}", key.key) }
    };
    for key in list {
        let (meaning, default) = said(key);
        let kind = kind(&key.shape, &below(key));
        let example = if kind.contains("[keys]") {
            String::new()
        } else {
            let shown = examples.0.get(&(name, key.key));
            shown
                .map_or_else(|| panic!("no example of {} in {name}", key.key), |it| code(&flow(it)))
        };
        let required = if key.required { "yes" } else { "no" };
        let names = names(&key.shape);
        let _ = writeln!(
            out,
            "| `{}` | {kind} | {required} | {default} | {meaning}{names} | {example} |",
            key.key
        );
    }
    for key in list {
        out.push_str(&keys(&key.shape, &below(key), examples, seen));
    }
    out
}

#[test]
fn every_key_of_every_file() {
    for kind in FileKind::ALL {
        let mut page = format!("# `{}`\n\n{MADE}", kind.place());
        page.push_str(
            "Every key, in the order of its declaration. [The data model](../data-model.md) explains them at \
             length, with what goes together and what does not. \"Required\" is what the form of the file \
             asks for; some keys are required by what others say.\n",
        );
        page.push_str(&keys(&kind.shape(), "", &Examples::of(kind), &mut BTreeMap::new()));
        holds(&format!("docs/reference/{}.md", kind.name()), &page);
    }
}

/// The keys that tell a default, with it.
fn gather(shape: &Shape, told: &mut BTreeSet<(String, String)>) {
    match shape {
        Shape::List(item) => gather(item, told),
        Shape::Entry { keys, .. } => {
            for key in keys {
                let (_, default) = said(key);
                if !default.is_empty() {
                    told.insert((key.key.to_owned(), default.to_owned()));
                }
                gather(&key.shape, told);
            }
        }
        _ => {}
    }
}

/// Defaults are told alike by the data model and by the code, which tells editors.
#[test]
fn defaults_are_those_of_the_data_model() {
    let mut told = BTreeSet::new();
    for kind in FileKind::ALL {
        gather(&kind.shape(), &mut told);
    }
    let mut listed = BTreeSet::new();
    for line in crate::pages::page("docs/data-model.md").lines() {
        let Some((key, rest)) = line.split_once("` | no (default: ") else { continue };
        let (default, _) = rest.split_once(") | ").expect("the cell ends");
        let default = match default.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((text, link)) if link.starts_with('(') => text,
            _ => default,
        };
        let key = key.rsplit(['`', '.']).next().expect("a key");
        listed.insert((key.to_owned(), default.to_owned()));
    }
    assert_eq!(told, listed);
}

/// Who writes a default gets the report that he gets without it.
#[test]
fn defaults_are_what_holds_where_nothing_is_written() {
    let values = |study: &Study| study.read("output/data/report.json");
    let plain = Study::fixture("minimal").built();
    let study = Study::fixture("minimal");
    let text = study.read("content/study.yaml");
    let mut added = String::new();
    let mut count = 0;
    for key in match FileKind::Study.shape() {
        Shape::Entry { keys, .. } => keys,
        _ => panic!("a file is an entry"),
    } {
        let literal = |key: &KeyShape| {
            let (_, default) = said(key);
            let value = default.strip_prefix('`')?.strip_suffix('`')?;
            Some(format!("{}: {value}", key.key))
        };
        let below: Vec<String> = match &key.shape {
            Shape::Entry { keys, .. } => keys.iter().filter_map(literal).collect(),
            _ => Vec::new(),
        };
        let line = literal(&key);
        count += below.len() + usize::from(line.is_some());
        assert!(!text.contains(&format!("\n{}:", key.key)) || (below.is_empty() && line.is_none()));
        if !below.is_empty() {
            let _ = writeln!(added, "{}: {{{}}}", key.key, below.join(", "));
        }
        added.extend(line.map(|line| line + "\n"));
    }
    assert!(count > 10, "{added}");
    study.write("content/study.yaml", text + &added);
    assert_eq!(values(&study.built()), values(&plain));
}

#[test]
fn every_command() {
    let study = Study::empty();
    let help = |arguments: &[&str]| study.run(arguments).exits(0).stdout;
    let top = help(&["--help"]);
    let (_, list) = top.split_once("Commands:\n").expect("a list of commands");
    let list = list.split("\n\n").next().expect("its end");
    let named = list.lines().filter(|line| !line.starts_with("   "));
    let commands: Vec<&str> = named.filter_map(|line| line.split_whitespace().next()).collect();
    let mut page =
        format!("# Commands\n\n{MADE}What each command says of itself behind `--help`.\n");
    let _ = write!(page, "\n## `offprint`\n\n```text\n{}\n```\n", top.trim_end());
    for name in commands.into_iter().filter(|name| *name != "help") {
        let said = help(&[name, "--help"]);
        let _ = write!(page, "\n## `offprint {name}`\n\n```text\n{}\n```\n", said.trim_end());
    }
    holds("docs/reference/commands.md", &page);
}

#[test]
fn every_role_and_directive() {
    let mut page = format!(
        "# Roles and directives\n\n{MADE}What texts can write and show, as \
         [the data model](../data-model.md#5-narrative) explains at length. The values of the examples \
         are those of its larger study.\n"
    );
    let rows = table("roles");
    for (name, role) in RoleName::ALL {
        let _ = write!(page, "\n## `{{{name}}}`\n\n{}\n", role.writes());
        let of: Vec<&Vec<String>> =
            rows.iter().filter(|row| row[0] == format!("`{{{name}}}`")).collect();
        if of.is_empty() {
            assert_eq!(name, "claim", "no example of {name}");
            page.push_str("\nThe form is [words, a bar, a condition](../data-model.md#claims).\n");
            continue;
        }
        page.push_str("\n| In the text | Written |\n|---|---|\n");
        for row in of {
            let argument = row[1].trim_matches('`');
            let _ = writeln!(page, "| `` {{{name}}}`{argument}` `` | {} |", row[2]);
        }
    }
    let files = example_files();
    for (name, directive) in DirectiveName::ALL {
        let _ = write!(page, "\n## The block `{{{name}}}`\n\n{}\n", directive.shows());
        let mut texts = files.iter().filter(|(path, _)| path.starts_with("content/narrative/"));
        let opening = format!("```{{{name}}}");
        let example = texts.find_map(|(_, text)| text.find(&opening).map(|at| &text[at..]));
        let example = example.and_then(|rest| rest.split_inclusive("\n```\n").next());
        let example = example.unwrap_or_else(|| panic!("no example of {name}"));
        let _ = write!(page, "\n````markdown\n{example}````\n");
    }
    holds("docs/reference/texts.md", &page);
}

#[test]
fn every_check() {
    let mut page = format!(
        "# Checks\n\n{MADE}The checks of [the audit](../audit.md), as `offprint explain CODE` tells them.\n"
    );
    for check in offprint::checks() {
        let _ = write!(page, "\n## `{}`\n\n**{}.** {}\n", check.code, check.title, check.what);
        for (head, text) in [
            ("Why it matters", &check.why),
            ("Rule", &check.rule),
            ("Example", &check.example),
            ("What to do about a finding", &check.resolve),
            ("Where the rule comes from", &check.source),
        ] {
            let _ = write!(page, "\n*{head}.* {}\n", marked(text));
        }
    }
    holds("docs/reference/checks.md", &page);
}

/// A text as Markdown, without what Markdown would take for emphasis or a tag; code stays as it is.
fn marked(text: &str) -> String {
    let plain = |text: &str| text.replace('*', "\\*").replace('<', "\\<").replace('_', "\\_");
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(at, part)| if at % 2 == 0 { plain(part) } else { part.to_owned() });
    parts.collect::<Vec<_>>().join("`")
}

/// Codes of messages that the code can write, each with what its constructors say of themselves.
fn codes() -> BTreeMap<String, Vec<String>> {
    let mut codes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in WalkDir::new(root().join("src/diagnostic")).sort_by_file_name() {
        let entry = entry.expect("a readable folder");
        if !entry.file_type().is_file() {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("a source");
        let mut said = String::new();
        let mut opened = false;
        let mut calls = false;
        for line in text.lines().map(str::trim) {
            if let Some(doc) = line.strip_prefix("/// ") {
                if !opened {
                    said.clear();
                }
                said = [&said, doc].map(str::trim).join(" ");
                opened = true;
            } else if line.contains("fn ") {
                if !opened {
                    said.clear();
                }
                opened = false;
            }
            let call =
                ["error(", "warning(", "note("].iter().find_map(|call| line.split(call).nth(1));
            let rest = if calls { Some(line) } else { call };
            calls = call.is_some_and(str::is_empty);
            let code = rest.and_then(|rest| rest.strip_prefix('"')?.split('"').next());
            let plain = |code: &&str| code.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            if let Some(code) = code.filter(plain) {
                let all = codes.entry(code.to_owned()).or_default();
                if !said.is_empty() && !all.contains(&said) {
                    all.push(said.clone());
                }
            }
        }
    }
    assert!(codes.len() > 80, "{codes:?}");
    codes
}

#[test]
fn every_message_about_how_a_study_is_written() {
    // Of each code the first message that a faulty study of the tests gets.
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    let folder = root().join("tests/it/fixtures");
    let snapshots = WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in snapshots.map(|entry| entry.expect("a readable folder")) {
        if !entry.path().ends_with("expected/stderr.snap") {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("a snapshot");
        let (_, text) = text[4..].split_once("---\n").expect("the head of a snapshot");
        for message in text.split("\n\n") {
            let Some((_, rest)) = message.split_once('[') else { continue };
            let Some((code, _)) = rest.split_once("]: ") else { continue };
            if message.starts_with("error[") || message.starts_with("warning[") {
                messages.entry(code.to_owned()).or_insert_with(|| message.trim().to_owned());
            }
        }
    }
    let checks: BTreeSet<&str> = offprint::checks().iter().map(|check| check.code).collect();
    let mut page = format!(
        "# Messages\n\n{MADE}The messages about how a study is written, by the code in brackets; \
         an example of each. They say where, what was found, what was expected, and what to do. \
         Findings about figures and words have [pages of their own](checks.md).\n"
    );
    let mut all = codes();
    for code in messages.keys() {
        all.entry(code.clone()).or_default();
    }
    for (code, said) in all.iter().filter(|(code, _)| !checks.contains(code.as_str())) {
        let _ = write!(page, "\n## `{code}`\n");
        let message = messages.get(code);
        assert!(message.is_some() || !said.is_empty(), "nothing tells what `{code}` is");
        if !said.is_empty() {
            let _ = write!(page, "\n{}\n", marked(&said.join("\n")));
        }
        if let Some(message) = message {
            let _ = write!(page, "\n```text\n{message}\n```\n");
        }
    }
    holds("docs/reference/messages.md", &page);
}
