//! The report as a PDF: by a Chromium, which these tests need (`apt install chromium`).

use std::fs;

use crate::support::{Run, Study, offprint};

#[test]
fn a_report_is_printed_with_bookmarks_and_tags() {
    let study = Study::fixture("minimal");
    study.replace(
        "content/study.yaml",
        "title: A minimal study",
        "title: 'Tea \\ `\"</style>` more'",
    );
    let run = study.run(&["pdf", "tea.pdf"]);
    assert!(
        !run.stderr.contains("no Chromium"),
        "this test prints with Chromium: apt install chromium\n{}",
        run.stderr
    );
    let run = run.exits(0);
    assert!(run.stdout.starts_with("Printed "), "{}", run.stdout);
    let pdf = fs::read(study.path("tea.pdf")).expect("a PDF");
    let holds = |mark: &str| pdf.windows(mark.len()).any(|part| part == mark.as_bytes());
    assert!(pdf.starts_with(b"%PDF-"));
    for mark in ["/Outlines", "/StructTreeRoot", "/Lang", "/MediaBox [0 0 594.95996 841.91998]"] {
        assert!(holds(mark), "{mark}");
    }
    assert!(!study.path("tea.pdf.new").exists(), "nothing is left over");
    // A PDF is replaced, what else there is is not.
    study.run(&["pdf", "tea.pdf", "--quiet"]).exits(0);
    study.write("notes.pdf", "not a PDF");
    study.run(&["pdf", "notes.pdf"]).exits(2).says("replace what others wrote at notes.pdf");
    assert_eq!(study.read("notes.pdf"), "not a PDF");
    study.run(&["pdf", "content/tea.pdf"]).exits(2).says("the study's own texts");
    study.write("content/narrative/report.md", "---\ntitle: R\n---\n");
    study.run(&["pdf", "none.pdf"]).exits(1);
    assert!(!study.path("none.pdf").exists());
}

#[test]
fn without_a_browser_it_is_said_what_was_looked_for() {
    let study = Study::fixture("minimal");
    let empty = study.path("empty");
    fs::create_dir(&empty).expect("a folder");
    let mut command = offprint(study.folder());
    let output = command.args(["pdf", "tea.pdf"]).env("PATH", &empty).output();
    let run = Run::from(output.expect("the binary runs")).exits(2);
    let run =
        run.says("looked for chromium, chromium-browser, google-chrome, google-chrome-stable");
    run.says("--chromium PATH");
    let named = ["pdf", "tea.pdf", "--chromium", "./no-such-browser"];
    study.run(&named).exits(2).says("./no-such-browser is no Chromium that runs here");
    assert!(!study.path("tea.pdf").exists() && !study.path("tea.pdf.new").exists());
}

#[cfg(unix)]
#[test]
fn a_browser_that_fails_leaves_all_as_it_was() {
    use std::os::unix::fs::PermissionsExt as _;
    let study = Study::fixture("minimal");
    study.write("tea.pdf", "%PDF-1.4 before");
    let browser = |script: &str| {
        study.write("browser", format!("#!/bin/sh\n[ \"$1\" = --version ] && exit 0\n{script}\n"));
        let all = fs::Permissions::from_mode(0o755);
        fs::set_permissions(study.path("browser"), all).expect("a script that runs");
        study.run(&["pdf", "tea.pdf", "--chromium", "./browser"]).exits(2)
    };
    browser("echo 'out of ink' >&2; exit 3").says("out of ink");
    browser("exit 0").says("it wrote no PDF");
    assert_eq!(study.read("tea.pdf"), "%PDF-1.4 before");
    assert!(!study.path("tea.pdf.new").exists());
}
