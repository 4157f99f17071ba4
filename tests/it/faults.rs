//! Faulty studies: what the user is told, as snapshots beside each fixture; and what is too large
//! or too odd for a fixture.
#![expect(clippy::disallowed_methods, reason = "tests read what the binary left")]

use std::fs;
use std::time::{Duration, Instant};

use crate::support::{Run, Study, files, root};

/// The faulty fixtures.
fn fixtures() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("tests/it/fixtures"))
        .expect("the folder of fixtures")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("err_"))
        .collect();
    names.sort();
    names
}

/// Each fixture `err_*` fails with exit code 1 and the message in `expected/`, and leaves what
/// was there before as it was. `reason.txt` says what the fixture is for; it is kept with the
/// snapshot.
#[test]
fn faulty_studies_are_told_what_is_wrong() {
    let names = fixtures();
    for name in &names {
        let study = Study::fixture(name);
        study.write("output/manifest.json", r#"{"files": ["old.html"]}"#);
        study.write("output/old.html", "what was there before");
        let before = files(&study.path("output"));
        let run = study.build();
        assert_eq!(run.status, 1, "{name}: {}", run.stderr);
        assert_eq!(files(&study.path("output")), before, "{name} left the output as it was");
        let reason = study.read("reason.txt");
        insta::with_settings!({
            snapshot_path => root().join("tests/it/fixtures").join(name).join("expected"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
            description => reason.trim(),
        }, {
            insta::assert_snapshot!("stderr", run.stderr);
        });
    }
    assert!(names.len() >= 50, "only {} faulty fixtures", names.len());
}

/// Each message says where, and what to do; none is left as serde, saphyr or Tera put it.
#[test]
fn messages_are_whole() {
    for name in fixtures() {
        let path = format!("tests/it/fixtures/{name}/expected/stderr.snap");
        let text = fs::read_to_string(root().join(&path)).expect("a snapshot");
        let mut told: Vec<&str> = Vec::new();
        for message in text.split("\n\n").filter(|part| part.contains("error[")) {
            assert!(message.contains("-->"), "{path} says where:\n{message}");
            assert!(message.contains("= help: "), "{path} helps:\n{message}");
            assert!(!told.contains(&message), "{path} says it once:\n{message}");
            told.push(message);
        }
        for jargon in ["invalid type", "struct ", "variant", "expected a string", "while parsing"] {
            assert!(!text.contains(jargon), "{path} says {jargon}");
        }
        let untrimmed = text.lines().filter(|line| line.trim_end() != *line);
        assert_eq!(untrimmed.count(), 0, "{path} has spaces at the ends of lines");
    }
}

/// A number of lines, each made of its number.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(|number| line(number) + "\n").collect()
}

/// Builds the minimal study with one file more, in reasonable time.
fn with_file(path: &str, text: impl AsRef<[u8]>) -> Run {
    let study = Study::fixture("minimal");
    study.write(path, text);
    let started = Instant::now();
    let run = study.build();
    let took = started.elapsed();
    assert!(took < Duration::from_secs(20), "{path} took {took:?}");
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    run
}

#[test]
fn files_that_are_too_large_are_not_read() {
    let size = usize::try_from(offprint::load::MAX_TEXT).expect("a size") + 1;
    let large = vec![b'#'; size];
    let said = "[file-too-large]: expected at most 8 MiB, found 9 MiB";
    for path in ["content/data/large.yaml", "content/narrative/large.md", "templates/page.html"] {
        with_file(path, &large).exits(1).says(said).says(&format!("--> {path}"));
    }
    // What may have stood in it is not called unknown.
    let study = Study::fixture("minimal");
    study.write("content/data/large.yaml", &large);
    study.write("content/narrative/more.md", "---\ntitle: A\n---\n\n{pct}`a.b.c` [b](large.md)\n");
    study.write("content/narrative/large.md", &large);
    let run = study.build().exits(1).says("offprint: 2 errors");
    assert!(!run.stderr.contains("unknown"), "{}", run.stderr);
}

/// One sign a level, a hundred thousand levels deep.
#[test]
fn what_nests_too_deep_is_told_and_not_followed() {
    const LEVELS: usize = 100_000;
    let yaml = [
        "[".repeat(LEVELS),
        "{a: ".repeat(LEVELS),
        "{".repeat(LEVELS),
        format!("{}{}", "[".repeat(LEVELS), "]".repeat(LEVELS)),
        format!("{}a\n", "- ".repeat(LEVELS)),
        format!("{}a\n", "? ".repeat(LEVELS)),
        lines(2000, |level| format!("{}a:", " ".repeat(level))),
    ];
    for text in yaml {
        with_file("content/data/deep.yaml", &text)
            .exits(1)
            .says("[too-deep]: expected at most 64 levels of lists and mappings, found more")
            .says("offprint: 1 error;");
    }
    let markdown = [
        format!("{} a", ">".repeat(LEVELS)),
        format!("{}a", "- ".repeat(LEVELS)),
        format!("{}a", "1. ".repeat(LEVELS)),
        format!("{0}a{0}", "*".repeat(LEVELS)),
        lines(1000, |level| format!("{}- a", "  ".repeat(level))),
    ];
    for text in markdown {
        let page = format!("---\ntitle: Deep\n---\n\n{text}\n");
        with_file("content/narrative/deep.md", page)
            .exits(1)
            .says("expected at most 40 levels of lists, quotations and emphasis, found more")
            .says("offprint: 1 error;");
    }
    // What opens nothing is text, however much of it there is.
    for text in ["[", "*a ", "_*", "![", "`", "}`x`", "<", "&", "\\", "|"] {
        let page = format!("---\ntitle: Text\n---\n\n{}\n", text.repeat(LEVELS / 10));
        with_file("content/narrative/text.md", page).exits(0);
    }
    for text in ["{% if true %}", "{{ (", "{{ [", "{{ not "] {
        with_file("templates/contents.html", text.repeat(LEVELS / 10))
            .exits(1)
            .says("[template-syntax]");
    }
}

#[test]
fn aliases_do_not_take_the_memory() {
    let text = format!("a: &a \"{}\"\nb: [{}]\n", "x".repeat(1_000_000), "*a, ".repeat(50_000));
    with_file("content/data/bomb.yaml", text).exits(1).says("[alias-bomb]");
    // Values that are computed from each other, twice each: as many ways as there are atoms.
    let chain = lines(400, |i| format!("  - {{id: v{i}, label: V, sum: [v{0}, v{0}]}}", i + 1));
    let end = "  - {id: v400, label: V, sum: [people.answered, people.answered]}\n";
    with_file("content/data/chain.yaml", format!("derived:\n{chain}{end}")).exits(0);
}

/// Faults of every stage in one study, each told once.
#[test]
fn all_stages_are_told_in_one_run() {
    let study = Study::fixture("minimal");
    study.replace("content/study.yaml", "date: 2026-01-02", "date: 2026-02-30");
    study.replace("content/data/tea.yaml", "percent: 40", "percent: 140");
    study.replace("content/data/tea.yaml", "kind: single", "kind: singel");
    study.replace("content/narrative/drinks.md", "people.drink.tea", "people.drink.tee");
    study.write("content/data/broken.yaml", "tables: [\n");
    study.write("content/data/latin.yaml", b"derived: [] # caf\xe9\n");
    study.write("content/narrative/more.md", "# No front matter\n\n[gone](gone.md) {pcd}`a`\n");
    study.write("templates/page.html", "{{ page.title | shout }}{{ nothing }}");
    let run = study.build().exits(1);
    let told: Vec<&str> = run
        .stderr
        .lines()
        .filter_map(|line| line.strip_prefix("error[")?.split(']').next())
        .collect();
    assert_eq!(
        told,
        [
            "yaml-syntax",
            "invalid-utf8",
            "unknown-name",
            "bad-percent",
            "unknown-value",
            "no-title",
            "unknown-page",
            "unknown-role",
            "bad-form",
            "template-syntax",
        ],
        "{}",
        run.stderr
    );
}

/// Without a folder `content/` there is no study at all: that is wrong usage.
#[test]
fn a_folder_without_a_study_is_wrong_usage() {
    Study::empty().build().exits(2).says("expected a folder that holds content/study.yaml");
}

/// A generator of numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }
}

/// A text with one thing done to it that nobody meant.
fn damaged(mut text: Vec<u8>, numbers: &mut Numbers) -> Vec<u8> {
    const SIGNS: [&[u8]; 24] = [
        b"{",
        b"}",
        b"[",
        b"]",
        b"\"",
        b"'",
        b"`",
        b"\t",
        b": ",
        b"- ",
        b"#",
        b"*",
        b"&",
        b"|",
        b"%",
        b"\\",
        b"\r\n",
        b"\n\n",
        b"---\n",
        b"\0",
        b"\xff",
        "中".as_bytes(),
        b"{pct}`",
        b"-1",
    ];
    let mut lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
    let line = numbers.below(lines.len());
    match numbers.below(6) {
        0 => {
            lines.remove(line);
        }
        1 => lines.insert(numbers.below(lines.len()), lines[line]),
        2 => {
            let other = numbers.below(lines.len());
            lines.swap(line, other);
        }
        3 => {
            text.truncate(numbers.below(text.len()));
            return text;
        }
        4 => {
            let at = numbers.below(text.len());
            let sign = SIGNS[numbers.below(SIGNS.len())];
            text.splice(at..at, sign.iter().copied());
            return text;
        }
        _ => {
            let at = numbers.below(text.len());
            let bytes: Vec<u8> =
                (0..3).map(|_| u8::try_from(numbers.below(256)).unwrap_or(0)).collect();
            text.splice(at..at, bytes);
            return text;
        }
    }
    lines.join(&b'\n')
}

/// The shipped study and the fixtures, damaged at random: told or built, never a crash.
#[test]
fn damaged_studies_crash_nothing() {
    let mut numbers = Numbers(20_260_112);
    let fixtures = fixtures();
    for round in 0..60 {
        let study = if round % 5 == 0 {
            Study::shipped()
        } else {
            Study::fixture(&fixtures[numbers.below(fixtures.len())])
        };
        for _ in 0..=numbers.below(3) {
            let texts: Vec<String> = files(&study.path("content"))
                .into_iter()
                .map(|(path, _)| format!("content/{path}"))
                .filter(|path| !path.contains(".png"))
                .collect();
            let path = &texts[numbers.below(texts.len())];
            let text = fs::read(study.path(path)).expect("a file of the study");
            study.write(path, damaged(text, &mut numbers));
        }
        let run = study.build();
        let kept = study.folder().display();
        assert!(matches!(run.status, 0 | 1), "round {round}, {kept}: {}", run.stderr);
        assert!(!run.stderr.contains("panicked"), "round {round}: {}", run.stderr);
    }
}

/// A decimal comma within braces is an end of an entry, and the rest reads as a key.
#[test]
fn a_decimal_comma_within_braces_is_told() {
    let study = Study::fixture("minimal");
    study.replace("content/data/tea.yaml", "percent: 60}", "percent: 60,5}");
    study.build().exits(1).says("unknown key `5`").says("decimals stand behind a point");
}
