//! The flow runs one way, and stays visible in the tree.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use crate::support::root;

/// The stages in their order; each has a file and may have a folder of its name.
const STAGES: [&str; 18] = [
    "load",
    "parse",
    "cite",
    "validate",
    "edition",
    "aggregate",
    "audit",
    "tell",
    "draw",
    "tabulate",
    "pack",
    "render",
    "seal",
    "compare",
    "write",
    "import",
    "watch",
    "serve",
];

/// Crates with one home each: where they may be named.
const HOMES: [(&str, &[&str]); 35] = [
    ("saphyr_parser", &["load"]),
    ("serde_yaml", &["load"]),
    ("serde_path_to_error", &["load"]),
    ("pulldown_cmark", &["parse"]),
    ("hayagriva", &["cite"]),
    ("biblatex", &["cite"]),
    ("ciborium", &["cite"]),
    ("statrs", &["aggregate"]),
    ("plotters", &["draw"]),
    ("plotters_backend", &["draw"]),
    ("unicode_linebreak", &["draw"]),
    ("png", &["draw"]),
    ("resvg", &["draw"]),
    ("tera", &["render"]),
    ("csv", &["tabulate", "import"]),
    ("rust_xlsxwriter", &["pack"]),
    ("zip", &["pack"]),
    ("schemars", &["render", "tell"]),
    ("base64", &["render"]),
    ("flate2", &["render"]),
    ("sha2", &["types"]),
    ("fluent_syntax", &["types"]),
    ("intl_pluralrules", &["types"]),
    ("unic_langid", &["types"]),
    ("annotate_snippets", &["cli"]),
    ("clap", &["cli", "main"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("indicatif", &["cli"]),
    ("terminal_size", &["cli"]),
    ("walkdir", &["load", "write"]),
    ("notify", &["watch"]),
    ("httparse", &["serve"]),
    ("ctrlc", &["cli"]),
    ("open", &["cli"]),
];

/// All source files: path from `src`, and text.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    WalkDir::new(&src)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"))
        // Small studies for the unit tests of a stage: compiled for tests only.
        .filter(|entry| entry.file_name() != "testing.rs")
        .map(|entry| {
            let path = entry.path().strip_prefix(&src).expect("below src");
            let text = fs::read_to_string(entry.path()).expect("a source file");
            (path.to_string_lossy().into_owned(), text)
        })
        .collect()
}

/// The first part of a file's path: its stage, `types`, `diagnostic`, `cli`, `main` or `lib`.
fn part(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or(path)
}

/// The code of a file without its tests and without comments.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or(text);
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// What a file names of this crate: the part after `crate::`.
fn named_parts(code: &str) -> Vec<String> {
    code.split("crate::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

#[test]
fn arrows_run_one_way() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = part(&path).to_owned();
        let allowed: Vec<&str> = match own.as_str() {
            "types" => vec!["types"],
            "diagnostic" => vec!["types", "diagnostic"],
            stage if STAGES.contains(&stage) => vec!["types", "diagnostic", stage],
            "lib" | "ids" | "export" | "propose" | "templates" | "outcome" | "main" | "cli" => {
                continue;
            }
            other => panic!("src/{path}: {other} is no stage; add it to the map"),
        };
        for named in named_parts(&code(&text)) {
            if !allowed.contains(&named.as_str()) {
                wrong.push(format!("src/{path} names crate::{named}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn heavy_crates_have_one_home() {
    let mut wrong = Vec::new();
    let mut seen: BTreeMap<&str, bool> = BTreeMap::new();
    for (path, text) in sources() {
        let code = code(&text);
        for (name, homes) in HOMES {
            let used = code.contains(&format!("use {name}::"))
                || code.contains(&format!(" {name}::"))
                || code.contains(&format!("({name}::"));
            if used {
                seen.insert(name, true);
                if !homes.contains(&part(&path)) {
                    wrong.push(format!("src/{path} uses {name}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(seen.len(), HOMES.len(), "every crate of the list is used somewhere: {seen:?}");
}

#[test]
fn only_load_and_write_touch_the_disk() {
    for (path, text) in sources() {
        let code = code(&text);
        let touches = ["std::fs", "fs::", "File::"].iter().any(|name| {
            code.match_indices(name)
                .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        });
        let allowed = matches!(part(&path), "load" | "write") || path == "cli/memory.rs";
        assert!(!touches || allowed, "src/{path} touches the disk");
    }
}

#[test]
fn files_say_what_they_take_and_give() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "src/{path} begins with a //! line");
        let code = code(&text);
        assert!(!code.contains("use super::*"), "src/{path} imports super::* outside its tests");
        let name = Path::new(&path).file_stem().expect("a name").to_string_lossy().into_owned();
        for vague in ["utils", "util", "helpers", "helper", "common", "misc", "manager", "mod"] {
            assert_ne!(name, vague, "src/{path} has a name that says nothing");
        }
        let lines = text.lines().count();
        assert!(lines <= 450, "src/{path} has {lines} lines; is it still one thing?");
    }
}

#[test]
fn serde_stays_at_the_edges() {
    // What is read, and what is handed to templates and machines; nothing in between.
    let edges = [
        "compare/json.rs",
        "types/source/entries.rs",
        "types/source/entries/corrections.rs",
        "tell/json.rs",
        "render/audit/view.rs",
        "render/checklist/view.rs",
        "render/hosting/view.rs",
        "render/one_file/view.rs",
        "render/view.rs",
        "render/notes.rs",
        "render/report.rs",
        "render/search/view.rs",
        "render/report/corrections.rs",
        "render/report/findings.rs",
        "render/report/statements.rs",
        "render/report/recommendations.rs",
        "render/report/references.rs",
    ];
    for (path, text) in sources() {
        let code = code(&text);
        let derives = code.lines().filter(|line| line.contains("derive("));
        let serde = derives.filter(|l| l.contains("Serialize") || l.contains("Deserialize"));
        assert!(serde.count() == 0 || edges.contains(&path.as_str()), "src/{path} derives serde");
    }
}

#[test]
fn percent_arithmetic_lives_in_number() {
    for (path, text) in sources() {
        let code = code(&text);
        let formats = ["{:.0}", "{:.1}", "{:.2}", "{:.3}", "* 100.0"];
        let found: Vec<&&str> = formats.iter().filter(|form| code.contains(**form)).collect();
        // Sizes of type in charts are no numbers of a study.
        let allowed = path.starts_with("types/number") || path == "draw/canvas.rs";
        assert!(found.is_empty() || allowed, "src/{path} rounds or formats: {found:?}");
    }
}

#[test]
fn the_map_matches_the_tree() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    let docs: Vec<&str> = lib.lines().take_while(|line| line.starts_with("//!")).collect();
    assert!(docs.len() <= 40, "the map is {} lines long", docs.len());
    let docs = docs.join("\n");
    for part in ["diagnostic", "types"].into_iter().chain(STAGES) {
        assert!(docs.contains(part), "lib.rs does not speak of {part}");
        assert!(root().join(format!("src/{part}.rs")).is_file(), "src/{part}.rs is there");
    }
}
