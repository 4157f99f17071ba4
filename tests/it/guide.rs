//! Pages of `docs/` that are walked through as their readers do: each file is written, each command
//! is run, and what a page shows is held against what comes.
//!
//! The paragraph before a block names its file, the last that it names; "at the end of" it is added to
//! what stands there. A `console` block holds commands behind `$`, and what they write;
//! `…` stands for what is left out: for lines where it is alone, otherwise for a part of its line.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::pages::{Block, blocks, page, written_anew};
use crate::support::{Study, root};

/// A walk through a page, in a folder that begins empty.
struct Walk {
    path: &'static str,
    place: Study,
    /// Where the reader stands, below that folder.
    here: PathBuf,
}

impl Walk {
    /// Goes through a page to its end; gives the folder in which it ended.
    fn through(path: &'static str) -> Study {
        let text = page(path);
        let mut walk = Self { path, place: Study::empty(), here: PathBuf::new() };
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let blocks = blocks(&text);
        let mut anew = Vec::new();
        assert!(blocks.iter().any(|block| block.language == "console"), "{path} has commands");
        for block in &blocks {
            if block.language == "console" {
                let shown = walk.commands(block);
                if shown != block.text {
                    anew.push((block, shown));
                }
            } else if block.language == "diff" {
                walk.change(block);
            } else {
                walk.file(block);
            }
        }
        // From the end, since lines before a block keep their numbers.
        for (block, shown) in anew.iter().rev() {
            let first = block.line - 1;
            lines.splice(first..first + block.text.lines().count(), shown.lines().map(Into::into));
        }
        if !anew.is_empty() {
            fs::write(root().join(path), lines.join("\n") + "\n").expect("a page");
        }
        walk.place
    }

    fn at(&self, block: &Block) -> String {
        format!("{}:{}", self.path, block.line)
    }

    fn folder(&self) -> PathBuf {
        self.place.folder().join(&self.here)
    }

    /// The file that a block speaks of, and how it is named before it.
    fn named<'a>(&self, block: &'a Block) -> (PathBuf, &'a str) {
        let spans = block.before.split('`').skip(1).step_by(2);
        let name = spans.filter(|span| span.starts_with("content/")).last();
        let name = name.unwrap_or_else(|| panic!("{} names no file", self.at(block)));
        (self.folder().join(name), name)
    }

    /// Writes a file, or adds to it.
    fn file(&self, block: &Block) {
        let known = ["yaml", "markdown", "bibtex"].contains(&block.language.as_str());
        assert!(known, "{} is no file and no command", self.at(block));
        let (file, name) = self.named(block);
        let before = block.before.to_lowercase().replace('\n', " ");
        let mut text = String::new();
        if before.contains(&format!("at the end of `{name}`")) {
            text = read(&file, &self.at(block));
        }
        fs::create_dir_all(file.parent().expect("a folder above")).expect("folders");
        fs::write(file, text + &block.text).expect("a file of the study");
    }

    /// Changes lines of a file, which stand there once.
    fn change(&self, block: &Block) {
        let at = self.at(block);
        let (file, _) = self.named(block);
        let side = |other: char| -> String {
            let lines = block.text.lines().filter(|line| !line.starts_with(other));
            lines.map(|line| line.get(1..).unwrap_or_default().to_owned() + "\n").collect()
        };
        let (old, new) = (side('+'), side('-'));
        let text = read(&file, &at);
        assert_eq!(text.matches(&old).count(), 1, "{at}: these lines stand once:\n{old}in\n{text}");
        fs::write(file, text.replace(&old, &new)).expect("a file of the study");
    }

    /// Runs the commands of a block; gives the block as it should be.
    fn commands(&mut self, block: &Block) -> String {
        let mut written = String::new();
        for entry in format!("\n{}", block.text).split("\n$ ").skip(1) {
            let (command, shown) = entry.split_once('\n').unwrap_or((entry, ""));
            let given = if let Some(folder) = command.strip_prefix("cd ") {
                self.here.push(folder);
                assert!(self.folder().is_dir(), "{}: there is no {folder}", self.at(block));
                String::new()
            } else {
                self.run(command)
            };
            let (shown, given) = (shown.trim_end(), given.trim_end());
            let shown_lines: Vec<&str> = shown.lines().collect();
            let fits = matches(&shown_lines, &given.lines().collect::<Vec<_>>());
            assert!(
                fits || written_anew(),
                "{}: `{command}` writes something else; CONTRIBUTING.md says how to write it \
                 anew\nshown:\n{shown}\n\ngiven:\n{given}",
                self.at(block)
            );
            let text = without_measures(if fits { shown } else { given });
            // Writing to a string cannot fail.
            let _ = write!(written, "$ {command}\n{text}");
            if !text.is_empty() {
                written.push('\n');
            }
        }
        written
    }

    /// What a command writes to a terminal.
    fn run(&self, command: &str) -> String {
        let binary = Path::new(env!("CARGO_BIN_EXE_offprint"));
        let folder = binary.parent().expect("a folder");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let paths = std::iter::once(folder.to_owned()).chain(std::env::split_paths(&path));
        let output = Command::new("sh")
            .args(["-c", &format!("{{ {command}\n}} 2>&1")])
            .current_dir(self.folder())
            .env("PATH", std::env::join_paths(paths).expect("paths"))
            // The day on which the reader of the page is: 7 May 2026.
            .env("SOURCE_DATE_EPOCH", "1778155200")
            .env_remove("COLUMNS")
            .output()
            .expect("a shell");
        String::from_utf8(output.stdout).expect("text")
    }
}

fn read(file: &Path, at: &str) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{at}: {}: {error}", file.display()))
}

/// Whether lines are those that are shown, but for what is left out.
fn matches(shown: &[&str], given: &[&str]) -> bool {
    match shown.split_first() {
        None => given.is_empty(),
        Some((&"…", rest)) => (0..=given.len()).any(|from| matches(rest, &given[from..])),
        Some((line, rest)) => {
            given.first().is_some_and(|given| is_line(line, given)) && matches(rest, &given[1..])
        }
    }
}

/// Whether a line is the one that is shown, but for what is left out.
fn is_line(shown: &str, given: &str) -> bool {
    let (shown, given) = (shown.trim_end(), given.trim_end());
    let Some((first, rest)) = shown.split_once('…') else { return shown == given };
    let Some(mut left) = given.strip_prefix(first) else { return false };
    let (between, last) = rest.rsplit_once('…').unwrap_or(("", rest));
    for part in between.split('…') {
        let Some(at) = left.find(part) else { return false };
        left = &left[at + part.len()..];
    }
    left.ends_with(last)
}

/// Output without what differs from one run or version to the next: counts and sizes of files, times.
fn without_measures(text: &str) -> String {
    let line = |line: &str| {
        let mut words: Vec<&str> = line.split(' ').collect();
        let measured =
            words[0] == "Wrote" && words.iter().any(|word| ["kB,", "MB,"].contains(word));
        if measured {
            for at in (1..words.len()).rev() {
                let unit = words[at].strip_suffix([',', '.']).unwrap_or(words[at]);
                if ["kB", "MB", "ms", "s"].contains(&unit) {
                    words[at - 1] = if words[at].ends_with(',') { "…," } else { "…" };
                    words.remove(at);
                } else if unit == "files" {
                    words[at - 1] = "…";
                }
            }
        }
        words.join(" ")
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_left_out_is_all_that_may_differ() {
    assert!(is_line("in … ms.", "in 12 ms.") && is_line("a … c … e", "a b c d e"));
    assert!(!is_line("in … ms.", "in 12 s.") && !is_line("a … c … e", "a b d e"));
    assert!(!is_line("one", "one more") && !is_line("… c", "b c d"));
    assert!(matches(&["a", "…", "d"], &["a", "b", "c", "d"]) && matches(&["a", "…"], &["a"]));
    assert!(!matches(&["a", "d"], &["a", "b", "d"]) && !matches(&["…", "a"], &["a", "b"]));
    let line = without_measures("Read 1 page.\nWrote 25 files, 1.2 MB, to out in 0.9 s.");
    assert_eq!(line, "Read 1 page.\nWrote … files, …, to out in …");
}

/// What the tutorial promises at its head, in what its reader has at its end.
#[test]
fn the_tutorial_leads_to_a_published_report() {
    let place = Walk::through("docs/tutorial.md");
    let report = place.read("survey/output/data/report.json");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let values = report["values"].as_array().expect("values");
    let of = |key: &str| {
        let of = |value: &serde_json::Value| value[key].as_str().map(str::to_owned);
        let mut found: Vec<String> = values.iter().filter_map(of).collect();
        found.sort();
        found.dedup();
        found
    };
    assert_eq!(of("group"), ["managers", "staff"]);
    assert_eq!(report["recommendations"].as_array().map(Vec::len), Some(1));
    assert_eq!(report["references"].as_array().map(Vec::len), Some(2));
    assert_eq!(report["corrections"].as_array().map(Vec::len), Some(2));
    assert!(place.path("survey/report.html").is_file());
    assert!(place.path("survey/.github/workflows/pages.yml").is_file());
}

/// The worked examples, and the methods that the page sets side by side: each as a build gives it.
#[test]
fn the_statistics_are_what_a_build_computes() {
    let place = Walk::through("docs/statistics.md");
    let text = page("docs/statistics.md");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let methods = rows.filter(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()));
    let mut count = 0;
    for (method, rest) in methods {
        let study = place.read("content/study.yaml");
        let (_, old) = study.split_once("method: ").expect("a method");
        let old = old.split('}').next().expect("its end");
        place.write("content/study.yaml", study.replace(old, method));
        place.run(&["build", "--quiet"]).exits(0);
        let table = place.read("output/data/table-1.csv");
        let row = table.lines().find(|line| line.starts_with("staff.visits")).expect("a row");
        let cells: Vec<&str> = row.split(',').collect();
        let (bounds, _) = rest.split_once(" | ").expect("a cell");
        assert_eq!(bounds, format!("{} to {}", cells[14], cells[15]), "{method}");
        count += 1;
    }
    assert_eq!(count, 4);
}
