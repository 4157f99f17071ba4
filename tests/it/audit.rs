//! The audit: planted contradictions are found by rule, and nothing else; a consistent study is
//! silent.

use std::fs;

use offprint::types::finding::{Audit, Finding, Weight};
use walkdir::WalkDir;

use crate::support::{Study, root};

/// The audit of a study.
fn audit(study: &Study) -> Audit {
    let built = offprint::build(study.folder(), &mut |_| ()).expect("a folder that can be read");
    let diagnostics: Vec<String> = built.diagnostics.iter().map(|it| it.message.clone()).collect();
    built.audit.unwrap_or_else(|| panic!("no audit: {diagnostics:#?}"))
}

/// Code and first id of findings, in order.
fn marks(findings: &[Finding]) -> Vec<String> {
    let mut marks: Vec<String> =
        findings.iter().map(|it| format!("{} {}", it.code, it.ids[0])).collect();
    marks.sort();
    marks
}

/// Messages, for a failing test.
fn told(findings: &[Finding]) -> String {
    let lines = findings.iter().map(|it| format!("{} {:?}: {}", it.code, it.ids, it.message));
    lines.collect::<Vec<_>>().join("\n")
}

/// What is planted in a fixture: the rest of each comment `# plant: CODE ID` or `<!-- plant: CODE ID -->`.
fn planted(name: &str) -> Vec<String> {
    let mut planted = Vec::new();
    for entry in WalkDir::new(root().join("tests/it/fixtures").join(name).join("content")) {
        let entry = entry.expect("a readable folder");
        if entry.file_type().is_file() {
            let text = fs::read_to_string(entry.path()).expect("a text file");
            let tags = text.lines().filter_map(|line| line.split_once(" plant: "));
            planted.extend(tags.map(|(_, tag)| tag.trim_end_matches("-->").trim().to_owned()));
        }
    }
    planted.retain(|tag| !tag.starts_with("CODE"));
    planted.sort();
    planted
}

/// The check of citations: a study has no list of references yet.
const WITHOUT_LIST: &str = "citation-mismatch";

#[test]
fn what_is_planted_is_found_and_nothing_else() {
    let audit = audit(&Study::fixture("planted"));
    assert_eq!(marks(&audit.findings), planted("planted"), "{}", told(&audit.findings));
}

#[test]
fn every_check_is_planted() {
    let mut planted = planted("planted");
    planted.extend(self::planted("planted_words"));
    for check in offprint::checks().into_iter().filter(|check| check.code != WITHOUT_LIST) {
        let prefix = format!("{} ", check.code);
        assert!(planted.iter().any(|tag| tag.starts_with(&prefix)), "nothing of {}", check.code);
    }
}

#[test]
fn findings_say_what_and_where() {
    for finding in audit(&Study::fixture("planted")).findings {
        let Finding { code, message, places, help, .. } = &finding;
        assert!(message.ends_with('.') && message.chars().count() > 40, "{code}: {message}");
        assert!(!message.contains("  ") && !message.contains(".."), "{code}: {message}");
        assert!(!places.is_empty() && !help.is_empty(), "{message}");
        assert!(places.iter().all(|place| !place.place.is_empty()), "{message}");
    }
}

#[test]
fn a_consistent_study_is_silent() {
    let audit = audit(&Study::fixture("consistent"));
    assert!(audit.findings.is_empty(), "{}", told(&audit.findings));
    // Silence counts only where something was judged.
    for power in audit.powers.iter().filter(|power| power.code != WITHOUT_LIST) {
        assert!(power.judged > 0, "{} judged nothing", power.code);
    }
    assert_eq!(Study::fixture("consistent").build().exits(0).stderr, "");
}

/// Numbers without a pattern, the same on every machine.
struct Numbers(u64);

impl Numbers {
    /// One from `low` to `high`.
    fn between(&mut self, low: u64, high: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        low + (self.0 >> 33) % (high - low + 1)
    }
}

/// 100 k / n with decimals, half up or half to even.
fn percent(k: u64, n: u64, decimals: u32, half_even: bool) -> String {
    let scale = 10_u64.pow(decimals);
    let (whole, rest) = (100 * scale * k / n, 2 * (100 * scale * k % n));
    let up = rest > n || (rest == n && (!half_even || whole % 2 == 1));
    let rounded = whole + u64::from(up);
    if decimals == 0 {
        return rounded.to_string();
    }
    let width = usize::try_from(decimals).expect("few decimals");
    format!("{}.{:0width$}", rounded / scale, rounded % scale)
}

/// A study whose figures are all computed from whole people: nothing in it is wrong.
fn counted(numbers: &mut Numbers) -> Study {
    let half_even = numbers.between(0, 1) == 1;
    let decimals = u32::try_from(numbers.between(0, 2)).expect("few decimals");
    let n = numbers.between(3, 400);
    let written = |k: u64| percent(k, n, decimals, half_even);
    let base_is = ["stated", "assumed", "unknown"]
        [usize::try_from(numbers.between(0, 2)).expect("one of three")];
    // Single choice: the counts add up to n.
    let first = numbers.between(0, n);
    let second = numbers.between(0, n - first);
    let single = [first, second, n - first - second];
    // A part, its whole, and the strata of the whole.
    let town = numbers.between(1, n - 1);
    let (in_town, outside) = (numbers.between(0, town), numbers.between(0, n - town));
    let whole = in_town + outside;
    let part = numbers.between(0, whole);
    let mean_total = numbers.between(n, 5 * n);
    let hundredths = percent(mean_total, 100 * n, 2, half_even);
    let study = Study::empty();
    study.write(
        "content/study.yaml",
        format!(
            "format: 1\nkind: original\nsampling: unknown\ntitle: Counted\nauthors:\n  - name: A. \
             Counter\nreport: {{version: 1.0.0, date: 2026-01-02}}\ngroups:\n  - {{id: people, label: \
             People, members: people, sent: {}, answered: {n}}}\n",
            n + numbers.between(0, 9)
        ),
    );
    let question = |id: &str, kind: &str, options: &[(&str, String)]| {
        let options: Vec<String> = options
            .iter()
            .map(|(id, rest)| format!("          - {{id: {id}, label: {id}, {rest}}}\n"))
            .collect();
        format!(
            "      - id: {id}\n        label: {id}\n{kind}        options:\n{}",
            options.concat()
        )
    };
    let share = |k: u64| format!("percent: {}", written(k));
    let questions = [
        question(
            "single",
            "        kind: single\n        complete: true\n",
            &[("a", share(single[0])), ("b", share(single[1])), ("c", share(single[2]))],
        ),
        question(
            "several",
            "        kind: multiple\n        complete: false\n",
            &[
                ("whole", format!("{}, count: {whole}", share(whole))),
                ("part", format!("{}, part_of: whole", share(part))),
            ],
        ),
        question(
            "by-place",
            "        kind: fact\n        base_is: unknown\n",
            &[
                ("town", format!("percent: {}", percent(in_town, town, decimals, half_even))),
                (
                    "country",
                    format!("percent: {}", percent(outside, n - town, decimals, half_even)),
                ),
            ],
        ),
        question("points", "        kind: fact\n", &[("mean", format!("mean: {hundredths}"))]),
    ];
    let direction = if whole > part { "more" } else { "same" };
    let data = format!(
        "tables:\n  - id: t\n    number: 1\n    title: T\n    group: people\n    base_is: {base_is}\n    \
         questions:\n{}derived:\n  - {{id: sum, label: Sum, sum: [people.single.a, people.single.b], \
         also_printed: [{{percent: {}, place: Text}}]}}\n  - {{id: rest, label: Rest, complement: \
         people.single.a, also_printed: [{{percent: {}, place: Text}}]}}\nstrata:\n  - {{id: places, \
         whole: [people.several.whole], parts: [people.by-place.town, people.by-place.country], \
         exhaustive: true}}\nstatements:\n  - {{id: apart, about: [people.several.whole], less: \
         people.several.part, points: {}, compares: {direction}, place: Text}}\n  - {{id: top, about: \
         [people.several.whole], rank: first, place: Text}}\n  - {{id: again, about: [people.single.c], \
         percent: {}, of: people, unit: People, place: Text}}\n",
        questions.concat(),
        written(first + second),
        written(n - first),
        written(whole - part),
        percent(single[2], n, 1, half_even),
    );
    study.write("content/data/t.yaml", data);
    study
}

/// Whatever people are counted, and however their shares are rounded: nothing is found.
#[test]
fn figures_of_whole_people_are_never_found_wrong() {
    let mut numbers = Numbers(20_260_102);
    let mut judged = 0;
    for _ in 0..150 {
        let study = counted(&mut numbers);
        let audit = audit(&study);
        let data = study.read("content/data/t.yaml");
        assert!(audit.findings.is_empty(), "{}\n{data}", told(&audit.findings));
        judged += audit.judged();
    }
    assert!(judged > 1500, "{judged}");
}

/// The number behind a key, after a mark, moved by nine.
fn moved(data: &str, mark: &str, key: &str) -> String {
    let start = data.find(mark).expect("the mark");
    let start = start + data[start..].find(key).expect("the key") + key.len();
    let digits = data[start..].find(|c: char| !c.is_ascii_digit()).expect("an end");
    let number: u64 = data[start..start + digits].parse().expect("a number");
    let number = if number > 90 { number - 9 } else { number + 9 };
    format!("{}{number}{}", &data[..start], &data[start + digits..])
}

/// Each of these figures is found when it is another, by the check that judges it.
#[test]
fn figures_that_are_changed_are_found_wrong() {
    let mut numbers = Numbers(20_260_103);
    for _ in 0..40 {
        let study = counted(&mut numbers);
        let data = study.read("content/data/t.yaml");
        for (mark, key, found) in [
            ("id: sum,", "percent: ", "prose-value sum"),
            ("id: rest,", "percent: ", "prose-value rest"),
            ("id: apart,", "points: ", "difference apart"),
            ("id: again,", "percent: ", "printed-twice people.single.c"),
        ] {
            study.write("content/data/t.yaml", moved(&data, mark, key));
            let findings = audit(&study).findings;
            let marks = marks(&findings);
            assert!(marks.iter().any(|it| it == found), "{found}: {}\n{data}", told(&findings));
        }
    }
}

#[test]
fn what_was_reported_of_the_shipped_study_is_found() {
    let audit = audit(&Study::shipped());
    let marks = marks(&audit.findings);
    for mark in [
        "exclusive-or-multiple researchers.achievements",
        "exclusive-or-multiple researchers.challenges",
        "flow industry",
        "order-broken researchers.challenges",
        "repeated-block researchers.desensitization",
        "repeated-block researchers.sharing-methods",
        "single-choice-sum researchers.healthcare-systems",
    ] {
        assert!(marks.iter().any(|it| it == mark), "{mark} in {marks:#?}");
    }
    let repeated = marks.iter().filter(|it| it.starts_with("repeated-block")).count();
    // Three shares of Table 1 and of Table 6 are the same by coincidence.
    assert_eq!(repeated, 2, "{marks:#?}");
    let impossible = audit.findings.iter().filter(|it| it.code == "impossible-share");
    assert!(
        impossible.clone().count() == 4
            && impossible.clone().all(|it| it.weight == Weight::Warning)
    );
}

#[test]
fn checks_explain_themselves() {
    for check in offprint::checks() {
        for text in [
            &check.title,
            &check.what,
            &check.why,
            &check.rule,
            &check.example,
            &check.resolve,
            &check.source,
        ] {
            assert!(!text.is_empty() && !text.contains("  "), "{}: {text:?}", check.code);
        }
        assert!(check.example.contains(|c: char| c.is_ascii_digit()), "{}", check.code);
    }
}
