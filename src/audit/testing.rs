//! Small studies for the tests of checks: one group of 120 people, one question of one option.

use std::fmt::Write as _;

use crate::types::finding::{Audit, Finding, Power};

/// The data file of a study with one option, and what stands below its tables.
pub(super) fn study(option: &str, rest: &str) -> String {
    study_of(
        &format!(
            "      - id: q\n        label: Q\n        kind: multiple\n        complete: false\n        \
             options:\n          - {option}\n"
        ),
        rest,
    )
}

/// The data file of a study with these questions, and what stands below its tables.
pub(super) fn study_of(questions: &str, rest: &str) -> String {
    format!(
        "tables:\n  - id: t\n    number: 1\n    title: T\n    group: people\n    base_is: stated\n    \
         questions:\n{questions}{rest}"
    )
}

/// A question of this kind with a complete list of options `o0`, `o1` and so on.
pub(super) fn list(id: &str, kind: &str, percents: &[&str]) -> String {
    let mut question = format!(
        "      - id: {id}\n        label: L\n        kind: {kind}\n        complete: true\n        \
         options:\n"
    );
    for (i, percent) in percents.iter().enumerate() {
        let _ = writeln!(question, "          - {{id: o{i}, label: O{i}, percent: {percent}}}");
    }
    question
}

const META: &str = "format: 1\nkind: original\nsampling: unknown\ntitle: A study\nauthors:\n  - name: \
                    A. Author\nreport:\n  version: 1.0.0\n  date: 2026-01-02\ngroups:\n  - id: people\n    \
                    label: People\n    members: people\n    answered: 120\n";

/// What adds a second group, `staff`, to `study.yaml`.
pub(super) const STAFF: (&str, &str) = (
    "    answered: 120\n",
    "    answered: 120\n  - {id: staff, label: Staff, members: members of staff, answered: 80}\n",
);

/// A table of this group with these questions, behind those of [`study_of`].
pub(super) fn table_of(group: &str, questions: &str) -> String {
    format!(
        "  - id: of-{group}\n    number: 2\n    title: U\n    group: {group}\n    base_is: stated\n    \
         questions:\n{questions}"
    )
}

/// The audit of a study with one data file, and one page of this text.
pub(super) fn audited(data: &str, page: &str) -> Audit {
    audited_as(META, data, page)
}

/// The same with other lines in `study.yaml`: each a text that stands there and its replacement.
pub(super) fn audited_with(changes: &[(&str, &str)], data: &str) -> Audit {
    audited_on(changes, data, "Text.")
}

/// The same with one page of this text.
pub(super) fn audited_on(changes: &[(&str, &str)], data: &str, page: &str) -> Audit {
    let mut meta = META.to_owned();
    for (from, to) in changes {
        assert!(meta.contains(from), "{from} stands in study.yaml");
        meta = meta.replacen(from, to, 1);
    }
    audited_as(&meta, data, page)
}

#[expect(clippy::disallowed_methods, reason = "the study is written to a folder")]
fn audited_as(meta: &str, data: &str, page: &str) -> Audit {
    let folder = tempfile::TempDir::new().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("content/study.yaml", meta);
    write("content/data/d.yaml", data);
    write("content/narrative/p.md", &format!("---\ntitle: P\n---\n\n{page}\n"));
    let (source, faults) = crate::load::load(folder.path()).unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    let (manuscript, faults) = crate::parse::parse(&source);
    assert!(faults.is_empty(), "{faults:?}");
    let (study, faults) =
        crate::validate::validate(&source, &manuscript, crate::types::bibliography::Shelf::Missing);
    assert!(faults.is_empty(), "{faults:?}");
    let study = study.unwrap().with(None);
    let summaries = crate::aggregate::aggregate(&study);
    super::audit(&study, &summaries).0
}

/// What one check finds in a data file.
pub(super) fn found(code: &str, data: &str) -> Vec<Finding> {
    let findings = audited(data, "Text.").findings;
    findings.into_iter().filter(|finding| finding.code == code).collect()
}

/// How much one check could judge of a data file.
pub(super) fn power(code: &str, data: &str) -> Power {
    let powers = audited(data, "Text.").powers;
    powers.into_iter().find(|power| power.code == code).unwrap()
}
