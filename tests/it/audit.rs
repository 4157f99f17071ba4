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
            check.title,
            check.what,
            check.why,
            check.rule,
            check.example,
            check.resolve,
            check.source,
        ] {
            assert!(!text.is_empty() && !text.contains("  "), "{}: {text:?}", check.code);
        }
        assert!(check.example.contains(|c: char| c.is_ascii_digit()), "{}", check.code);
    }
}
