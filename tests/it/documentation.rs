//! `docs/data-model.md` against the code: its keys, its examples, and what its tables promise.
//!
//! The page is read as its readers see it. A comment before a table says what the table is held
//! against: `<!-- keys: GroupEntry -->`, `<!-- roles -->`, `<!-- columns: data/derived.csv -->`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use offprint::load::{MAX_ASSET, MAX_TEXT};
use offprint::types::number::{MAX_COUNT, MAX_DECIMALS};
use scraper::{Html, Selector};

use crate::pages::{Block, blocks};
use crate::support::Study;

const PAGE: &str = include_str!("../../docs/data-model.md");
const ENTRIES: &str = concat!(
    include_str!("../../src/types/source/entries.rs"),
    include_str!("../../src/types/source/entries/charts.rs"),
    include_str!("../../src/types/source/entries/corrections.rs"),
    include_str!("../../src/types/source/entries/recommendations.rs"),
    include_str!("../../src/types/source/entries/said.rs"),
    include_str!("../../src/types/source/entries/study.rs"),
);

/// The files of the examples, by their first line: path and text.
pub(crate) fn example_files() -> Vec<(String, String)> {
    blocks(PAGE).iter().filter_map(Block::file).collect()
}

/// The example studies, in the order of the page: each begins with its `study.yaml`.
fn examples() -> Vec<Study> {
    let mut studies = Vec::new();
    for (path, text) in example_files() {
        if path == "content/study.yaml" {
            studies.push(Study::empty());
        }
        let study: &Study = studies.last().expect("study.yaml comes first");
        assert!(!study.path(&path).exists(), "{path} stands twice in one example");
        if text.contains("logo: mark.svg") {
            let mark = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"/>";
            study.write("content/narrative/mark.svg", mark);
        }
        study.write(&path, text);
    }
    studies
}

/// The larger example, which the tables speak of.
fn example() -> Study {
    examples().pop().expect("an example")
}

/// The tables behind comments that begin with a word: the rest of the comment, and rows of cells.
fn tables(mark: &str) -> Vec<(String, Vec<Vec<String>>)> {
    let mut lines = PAGE.lines();
    let mut tables = Vec::new();
    while let Some(line) = lines.next() {
        let comment = line.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->"));
        let Some(rest) = comment.and_then(|comment| comment.strip_prefix(mark)) else { continue };
        let cells = |row: &str| -> Vec<String> {
            row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
        };
        // Without the head and the line under it.
        let rows = lines.by_ref().take_while(|line| line.starts_with('|')).skip(2);
        tables.push((rest.to_owned(), rows.map(cells).collect()));
    }
    assert!(!tables.is_empty(), "no table is marked {mark}");
    tables
}

/// The rows of the one table behind a comment.
pub(crate) fn table(mark: &str) -> Vec<Vec<String>> {
    tables(mark).swap_remove(0).1
}

/// What stands in backticks.
fn code(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The lines of all calls of a macro in the source of the entries, without comments: `Name {` and
/// what stands in it.
fn declared(call: &str) -> BTreeMap<String, Vec<String>> {
    let opening = format!("\n{call} {{\n");
    let calls = ENTRIES.split(&opening).skip(1);
    let body: String = calls
        .map(|rest| rest.split_once("\n}\n").expect("the call ends").0.to_owned() + "\n")
        .collect();
    let mut declared = BTreeMap::new();
    let mut name = String::new();
    for line in body.lines().map(str::trim).filter(|line| !line.starts_with("///")) {
        if let Some(opened) = line.strip_suffix(" {") {
            opened.clone_into(&mut name);
            declared.insert(name.clone(), Vec::new());
        } else if let Some(item) = line.strip_suffix(',') {
            let items: &mut Vec<String> = declared.get_mut(&name).expect("within a name");
            items.push(item.to_owned());
        }
    }
    assert!(declared.len() > 5, "{call} declares only {declared:?}");
    declared
}

/// Every key has a row in the table of its entry, no row is without a key, and "yes" stands
/// where the key must always be there.
#[test]
fn tables_list_the_keys_that_are_read() {
    let declared = declared("entries!");
    let mut covered = BTreeSet::new();
    for (entries, rows) in tables("keys: ") {
        let mut expected = Vec::new();
        for entry in entries.split(' ') {
            assert!(covered.insert(entry.to_owned()), "{entry} has two tables");
            let fields = declared.get(entry).unwrap_or_else(|| panic!("there is no {entry}"));
            for field in fields {
                let (key, ty) = field.split_once(": ").expect("a field with its type");
                expected.push((key.to_owned(), !ty.starts_with("Option<")));
            }
        }
        let mut found: Vec<(String, bool)> = Vec::new();
        for row in rows {
            let path = code(&row[0]).concat();
            let key = path.rsplit('.').next().unwrap_or_default();
            found.push((key.to_owned(), row[1].starts_with("yes")));
        }
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "the table of {entries}");
    }
    let missing: Vec<&String> = declared.keys().filter(|name| !covered.contains(*name)).collect();
    assert!(missing.is_empty(), "no table of keys for {missing:?}");
}

/// The entries that stand below an entry in a file, and the entry itself.
fn reachable(declared: &BTreeMap<String, Vec<String>>, top: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::from([top.to_owned()]);
    for field in &declared[top] {
        let below = field.rsplit(['<', ' ']).next().unwrap_or_default().trim_end_matches('>');
        if declared.contains_key(below) {
            found.extend(reachable(declared, below));
        }
    }
    found
}

/// Every key stands in an example, in a file of its own kind.
#[test]
fn examples_show_every_key() {
    let declared = declared("entries!");
    let part = |c: char| c.is_alphanumeric() || c == '_';
    for (top, folder) in [
        ("StudyFile", "content/study.yaml"),
        ("DataFile", "content/data/"),
        ("RecommendationsFile", "content/recommendations.yaml"),
        ("CorrectionsFile", "content/corrections.yaml"),
        ("FrontMatter", "content/narrative/"),
    ] {
        let files = example_files().into_iter().filter(|(path, _)| path.starts_with(folder));
        let text: String = files.map(|(_, text)| text).collect();
        for entry in reachable(&declared, top) {
            for field in &declared[&entry] {
                let (key, _) = field.split_once(": ").expect("a field with its type");
                let key = format!("{key}:");
                let shown = text.match_indices(&key).any(|(at, _)| !text[..at].ends_with(part));
                assert!(shown, "no example of `{key}` in {entry}");
            }
        }
    }
}

#[test]
fn every_name_is_explained() {
    for (list, variants) in declared("names!") {
        for variant in variants {
            // As serde's kebab-case has it.
            let mut name = String::new();
            for c in variant.chars() {
                name.push_str(if c.is_uppercase() && !name.is_empty() { "-" } else { "" });
                name.extend(c.to_lowercase());
            }
            assert!(PAGE.contains(&format!("`{name}`")), "`{name}` of {list} is not mentioned");
        }
    }
}

/// All YAML, Markdown and BibTeX of the page is part of a whole study, and each study builds.
#[test]
fn examples_build() {
    let languages = ["yaml", "markdown", "bibtex"];
    let blocks = blocks(PAGE);
    let shown = blocks.iter().filter(|block| languages.contains(&block.language.as_str()));
    assert_eq!(shown.count(), example_files().len(), "a block does not say which file it is");
    let studies = examples();
    assert_eq!(studies.len(), 2);
    for study in studies {
        assert_eq!(study.build().exits(0).stderr, "");
    }
}

/// Adds a page with a paragraph for each text to the example; texts begin within a sentence.
fn with_paragraphs(study: Study, texts: impl Iterator<Item = String>) -> Study {
    let mut page = String::from("---\ntitle: What is written\n---\n");
    for text in texts {
        // Writing to a string cannot fail.
        let _ = write!(page, "\nIt is {text}\n");
    }
    study.write("content/narrative/written.md", page);
    study
}

/// What the paragraphs of that page say, without the words before the text.
fn paragraphs(study: &Study) -> Vec<String> {
    let page = Html::parse_document(&study.read("output/written.html"));
    let selector = Selector::parse("article p").expect("a selector");
    let text = |text: String| text.replace('\u{a0}', " ");
    page.select(&selector)
        .map(|paragraph| text(paragraph.text().collect()))
        .filter_map(|text| text.strip_prefix("It is ").map(str::to_owned))
        .collect()
}

/// The role of a row: its name and argument, as narrative has them.
fn role(row: &[String]) -> String {
    format!("{}`{}`", code(&row[0]).concat(), code(&row[1]).concat())
}

#[test]
fn roles_write_what_is_promised() {
    let rows = table("roles");
    let study = with_paragraphs(example(), rows.iter().map(|row| role(row))).built();
    let promised: Vec<String> =
        rows.iter().map(|row| format!("{} {}", role(row), row[2])).collect();
    let written: Vec<String> = rows
        .iter()
        .zip(paragraphs(&study))
        .map(|(row, text)| format!("{} {text}", role(row)))
        .collect();
    assert_eq!(written, promised);
}

#[test]
fn roles_refuse_what_is_promised() {
    for row in table("refused") {
        let study = with_paragraphs(example(), std::iter::once(role(&row)));
        let run = study.build().exits(1);
        let expected = format!("error[{}]", code(&row[2]).concat());
        let errors = run.stderr.matches("error[").count();
        assert!(run.stderr.contains(&expected) && errors == 1, "{}: {}", role(&row), run.stderr);
    }
}

#[test]
fn words_follow_the_scale() {
    let pairs: Vec<(String, String)> = table("words")
        .iter()
        .flat_map(|row| row.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())))
        .collect();
    let study = example();
    let mut data = String::from(
        "tables:\n  - id: scale\n    title: Scale\n    place: Text\n    base_is: unknown\n    \
         questions:\n      - id: of\n        label: Of words\n        kind: fact\n        options:\n",
    );
    for (i, (percent, _)) in pairs.iter().enumerate() {
        let _ = writeln!(data, "          - {{id: o{i}, label: An option, percent: {percent}}}");
    }
    study.write("content/data/9-scale.yaml", data);
    let roles = (0..pairs.len()).map(|i| format!("{{word}}`scale.of.o{i}`"));
    let study = with_paragraphs(study, roles).built();
    let percents = pairs.iter().map(|(percent, _)| percent.clone());
    let found: Vec<(String, String)> = percents.zip(paragraphs(&study)).collect();
    assert_eq!(found, pairs);
}

/// The line on the base is quoted from the page, word for word.
#[test]
fn bases_are_told_as_promised() {
    let study = example().built();
    let page = PAGE.replace('\n', " ");
    let tables = Html::parse_document(&study.read("output/tables.html"));
    let text: String = tables.root_element().text().collect();
    for told in [
        "Base: 60 librarians",
        "assumed: the source does not say how many answered",
        "Base: readers who own an e-reader; how many is unknown",
        "30 gave no answer",
        "not all options are printed",
        "503–512",
    ] {
        assert!(page.contains(told) && text.contains(told), "{told:?} in {text}");
    }
}

#[test]
fn output_holds_the_files_and_columns_that_are_listed() {
    let study = example().built();
    for row in table("files") {
        for file in code(&row[0]).into_iter().filter(|file| !file.ends_with('/')) {
            assert!(study.path("output").join(file).is_file(), "there is no {file}");
        }
    }
    for (file, rows) in tables("columns: ") {
        let csv = study.read(&format!("output/{file}"));
        let columns: Vec<&str> = rows.iter().flat_map(|row| code(&row[0])).collect();
        assert_eq!(csv.lines().next(), Some(&*columns.join(",")), "{file}");
    }
    let report: serde_json::Value =
        serde_json::from_str(&study.read("output/data/report.json")).expect("JSON");
    let (_, section) = PAGE.split_once("\n`report.json` holds").expect("a paragraph on it");
    let (section, _) = section.split_once("\n\n").expect("the paragraph ends");
    for entry in report.as_object().expect("a mapping").keys() {
        assert!(code(section).contains(&entry.as_str()), "`{entry}` is not mentioned");
    }
}

#[test]
fn limits_are_those_of_the_code() {
    let limits: BTreeMap<String, String> =
        table("limits").into_iter().map(|row| (row[0].clone(), row[1].replace(',', ""))).collect();
    let mib = |bytes: u64| format!("{} MiB", bytes / 1024 / 1024);
    assert_eq!(limits["a text file (YAML, Markdown, template)"], mib(MAX_TEXT));
    assert_eq!(limits["an image"], mib(MAX_ASSET));
    assert_eq!(limits["a count"], MAX_COUNT.to_string());
    assert_eq!(limits["decimals of a percent"], MAX_DECIMALS.to_string());
}
