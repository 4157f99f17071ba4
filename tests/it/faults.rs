//! Faulty studies: what the user is told, as snapshots beside each fixture.

use std::fs;

use crate::support::{Study, files, root};

/// Each fixture `err_*` fails with exit code 1 and the message in `expected/`, and leaves what
/// was there before as it was. `reason.txt` says what the fixture is for; it is kept with the
/// snapshot.
#[test]
fn faulty_studies_are_told_what_is_wrong() {
    let fixtures = root().join("tests/it/fixtures");
    let mut names: Vec<String> = fs::read_dir(&fixtures)
        .expect("the folder of fixtures")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("err_"))
        .collect();
    names.sort();
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
            snapshot_path => fixtures.join(name).join("expected"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
            description => reason.trim(),
        }, {
            insta::assert_snapshot!("stderr", run.stderr);
        });
    }
    assert!(names.len() >= 30, "only {} faulty fixtures", names.len());
}
