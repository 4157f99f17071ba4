//! Benchmarks: `cargo bench`. Nothing here passes or fails; times on shared machines do not
//! compare, so what counts are ratios of things measured in turn in one run.
//!
//! - a whole cold `offprint build` of the site of the shipped study into a folder that is not there
//!   yet, against `cp -r` of what it wrote
//! - what the picture for shared links adds to that, what the whole report in one file, and what the
//!   citable package
//! - the same with 10 and 100 times the content, against once: with the disk, whose own cost grows
//!   with the number of files, and without it
//! - `offprint check` of the same, against building it
//! - the peak of memory of each
//!
//! `cargo bench --bench build -- 1` measures that size alone.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark makes and removes the studies it builds"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How often each thing is measured.
const ROUNDS: usize = 25;

fn main() {
    // `cargo test` runs benchmarks with --test to see that they work: one round of the smallest,
    // and of one that has grown.
    let once = std::env::args().any(|argument| argument == "--test");
    let rounds = if once { 1 } else { ROUNDS };
    let asked: Vec<usize> = std::env::args().filter_map(|size| size.parse().ok()).collect();
    let sizes: &[usize] = match &asked[..] {
        _ if once => &[1, 2],
        [] => &[1, 10, 100],
        asked => asked,
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    println!(
        "{:>5} {:>12} {:>12} {:>8} {:>9} {:>10} {:>10} {:>10} {:>14} {:>9} {:>10} {:>12} {:>8} {:>9}",
        "size",
        "build",
        "cp -r",
        "ratio",
        "growth",
        "picture",
        "one file",
        "package",
        "but for disk",
        "growth",
        "memory",
        "check",
        "of build",
        "growth"
    );
    let mut first = None;
    for size in sizes {
        let folder = TempDir::new().expect("a temporary folder");
        grow(&root.join("content"), folder.path(), *size);
        let rounds = if *size > 10 { rounds.min(5) } else { rounds };
        let Measured { build, copy, check, with } = measure(folder.path(), rounds);
        let [picture, whole, package] = with.map(|with| with.saturating_sub(build));
        let told = told(folder.path(), rounds);
        let first = *first.get_or_insert((build, told.computing, check));
        println!(
            "{size:>5} {:>12} {:>12} {:>8.2} {:>9.2} {:>10} {:>10} {:>10} {:>14} {:>9.2} \
             {:>10} {:>12} {:>8.2} {:>9.2}",
            milliseconds(build),
            milliseconds(copy),
            build.as_secs_f64() / copy.as_secs_f64(),
            build.as_secs_f64() / first.0.as_secs_f64(),
            milliseconds(picture),
            milliseconds(whole),
            milliseconds(package),
            milliseconds(told.computing),
            told.computing.as_secs_f64() / first.1.as_secs_f64(),
            told.memory,
            milliseconds(check),
            check.as_secs_f64() / build.as_secs_f64(),
            check.as_secs_f64() / first.2.as_secs_f64(),
        );
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

fn offprint(study: &Path, output: &Path, formats: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
    command.arg("build").arg(study).arg("--output").arg(output).stdout(Stdio::null());
    command.args(["--formats", formats]);
    command
}

/// Medians of things measured in turn.
struct Measured {
    /// Building the site.
    build: Duration,
    /// Copying it.
    copy: Duration,
    /// Checking the study.
    check: Duration,
    /// Building the site with each of [`MORE`].
    with: [Duration; 3],
}

/// What can be made beside the site.
const MORE: [&str; 3] = ["picture", "single-file", "package"];

fn measure(study: &Path, rounds: usize) -> Measured {
    let (site, copy) = (study.join("site"), study.join("copy"));
    let mut builds = Vec::new();
    let mut copies = Vec::new();
    let mut checks = Vec::new();
    let mut with = MORE.map(|_| Vec::new());
    for _ in 0..rounds {
        builds.push(time(offprint(study, &site, "site").arg("--quiet")));
        let mut cp = Command::new("cp");
        copies.push(time(cp.arg("-r").arg(&site).arg(&copy)));
        let mut check = Command::new(env!("CARGO_BIN_EXE_offprint"));
        checks.push(time(check.arg("check").arg(study).stdout(Stdio::null())));
        fs::remove_dir_all(&site).expect("the site");
        fs::remove_dir_all(&copy).expect("its copy");
        for (more, times) in MORE.iter().zip(&mut with) {
            times.push(time(offprint(study, &site, more).arg("--quiet")));
            fs::remove_dir_all(&site).expect("the site");
        }
    }
    let [build, copy, check] = [builds, copies, checks].map(median);
    Measured { build, copy, check, with: with.map(median) }
}

fn time(command: &mut Command) -> Duration {
    let started = Instant::now();
    let status = command.status().expect("a command that runs");
    let took = started.elapsed();
    assert!(status.success(), "{command:?}");
    took
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// What offprint itself tells of a run.
struct Told {
    /// All stages but loading and writing.
    computing: Duration,
    /// The peak of memory.
    memory: String,
}

/// The median of what offprint tells with `--timings`.
fn told(study: &Path, rounds: usize) -> Told {
    let mut times = Vec::new();
    let mut memory = String::new();
    for _ in 0..rounds {
        let mut command = offprint(study, &study.join("site"), "site");
        let output = command.arg("--timings").stdout(Stdio::piped()).output().expect("a build");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut computing = 0.0;
        for line in text.lines().filter(|line| line.starts_with(' ')) {
            let words: Vec<&str> = line.split_whitespace().collect();
            let number: f64 = words.get(1).and_then(|word| word.parse().ok()).unwrap_or(0.0);
            match words[..] {
                ["memory", ..] => memory = format!("{number} MiB"),
                ["load" | "write", ..] => {}
                [_, _, "s"] => computing += number,
                _ => computing += number / 1000.0,
            }
        }
        times.push(Duration::from_secs_f64(computing));
    }
    Told { computing: median(times), memory }
}

/// What all copies share.
const SHARED: [&str; 3] =
    ["references.bib", "recommendations.yaml", "narrative/recommendations.md"];

/// A study with the shipped content several times over: each copy has groups of its own, and all
/// have the same works and recommendations.
fn grow(content: &Path, folder: &Path, times: usize) {
    let study = fs::read_to_string(content.join("study.yaml")).expect("study.yaml");
    let (head, groups) = study.split_once("\ngroups:\n").expect("the groups come last");
    // The navigation names pages that each copy has under a name of its own.
    let head = head.split_once("\nnavigation:\n").map_or(head, |(before, _)| before);
    let mut all = format!("{head}\ngroups:\n");
    for copy in 0..times {
        let text = if copy == 0 { groups.to_owned() } else { renamed(groups, copy) };
        // A palette has no colours for hundreds of groups.
        all.push_str(
            &text
                .lines()
                .filter(|line| !line.contains("colour:"))
                .fold(String::new(), |text, line| text + line + "\n"),
        );
    }
    write(&folder.join("content/study.yaml"), &all);
    for file in files(content) {
        let path = file.strip_prefix(content).expect("below the content").to_owned();
        if path == Path::new("study.yaml") {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a text");
        let copies = if SHARED.iter().any(|shared| path == Path::new(shared)) { 1 } else { times };
        for copy in 0..copies {
            let (name, text) = if copy == 0 {
                (path.clone(), text.clone())
            } else {
                let stem = path.file_stem().expect("a name").to_string_lossy();
                let ending = path.extension().expect("an ending").to_string_lossy();
                (path.with_file_name(format!("{stem}-{copy}.{ending}")), renamed(&text, copy))
            };
            write(&folder.join("content").join(name), &text);
        }
    }
}

/// A text with the ids of groups, tables, charts, statements and strata made those of a copy.
fn renamed(text: &str, copy: usize) -> String {
    let mut said = false;
    let mut text = text.lines().fold(String::new(), |text, line| {
        if !line.is_empty() && !line.starts_with([' ', '#']) {
            said = line == "statements:" || line == "strata:";
        }
        let own = ["  - id: ", "  - {id: "].iter().find(|start| said && line.starts_with(**start));
        match own {
            Some(start) => text + start + &format!("copy{copy}-") + &line[start.len()..] + "\n",
            None => text + line + "\n",
        }
    });
    for id in [
        "clinicians",
        "researchers",
        "industry",
        "literature",
        "participants",
        "summary",
        "matched",
    ] {
        let places = [
            ("`", "."),
            (" ", "."),
            ("[", "."),
            ("id: ", "\n"),
            ("id: ", "-"),
            ("id: ", "."),
            ("group: ", "\n"),
        ];
        for (before, after) in places {
            if id == "industry" && after == "-" {
                continue; // An option's id, not the group's.
            }
            text = text
                .replace(&format!("{before}{id}{after}"), &format!("{before}{id}{copy}{after}"));
        }
    }
    for before in ["\n    number: ", "`table-", "{table} table-"] {
        let mut parts = text.split(before);
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
            let number: usize = part[..end].parse().unwrap_or(0);
            out.push_str(before);
            out.push_str(&(copy * 10 + number).to_string());
            out.push_str(&part[end..]);
        }
        text = out;
    }
    text
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder above")).expect("folders");
    fs::write(path, text).expect("a file");
}
