//! The command line and the output folder: exit codes, what is kept, what is refused.

use std::fs;

use crate::support::{Study, files, offprint, root};

#[test]
fn a_build_says_what_it_did_and_where_to_look() {
    let run = Study::fixture("minimal").build().exits(0);
    assert_eq!(run.stderr, "");
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[0], "Read 1 data file, 1 page: 2 values of 1 question, 0 computed.");
    assert_eq!(lines[1], "Drew 1 figure.");
    assert!(lines[2].starts_with("Wrote ") && lines[2].contains(" to output in "), "{}", lines[2]);
    assert_eq!(lines[3], "Open output/index.html");
}

#[test]
fn quiet_says_nothing_and_timings_name_the_stages() {
    let study = Study::fixture("minimal");
    let run = study.run(&["build", "--quiet"]).exits(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    let run = study.run(&["build", "--quiet", "--timings"]).exits(0);
    let stages: Vec<&str> =
        run.stdout.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let expected = [
        "load",
        "parse",
        "validate",
        "aggregate",
        "audit",
        "draw",
        "pack",
        "render",
        "seal",
        "compare",
        "write",
    ];
    assert_eq!(stages[..11], expected);
}

#[test]
fn help_and_version() {
    let study = Study::empty();
    let help = study.run(&["build", "--help"]).exits(0).stdout;
    assert!(help.contains("Examples:") && help.contains("offprint build --output docs"), "{help}");
    let version = study.run(&["--version"]).exits(0).stdout;
    assert_eq!(version, format!("offprint {}\n", env!("CARGO_PKG_VERSION")));
    assert!(study.run(&["--help"]).exits(0).stdout.contains("Exit codes"));
}

#[test]
fn wrong_usage_and_a_broken_world_exit_with_2() {
    let study = Study::empty();
    study.run(&["build", "--colour"]).exits(2);
    study.run(&[]).exits(2);
    study.run(&["build"]).exits(2).says("no study at .");
    study.run(&["build", "nowhere"]).exits(2).says("expected a folder that holds content");
    study.write("content", "a file where a folder should be");
    study.run(&["build"]).exits(2);
    let study = Study::fixture("minimal");
    study.write("site", "a file where the output should be");
    study.run(&["build", "--output", "site"]).exits(2).says("site");
    assert_eq!(study.read("site"), "a file where the output should be");
}

#[test]
fn colour_is_for_terminals_only() {
    let run = Study::fixture("err_unknown_value").build().exits(1);
    assert!(!run.stderr.contains('\u{1b}'), "no escape codes in a file");
}

#[test]
fn a_closed_output_stream_is_no_crash() {
    let study = Study::fixture("minimal");
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("the full device");
    let errors = full.try_clone().expect("a second handle");
    let status = offprint(study.folder())
        .args(["build", "--timings"])
        .stdout(full)
        .stderr(errors)
        .status()
        .expect("the binary runs");
    assert_eq!(status.code(), Some(0));
    assert!(study.path("output/index.html").is_file());
}

#[test]
fn the_output_is_replaced_as_a_whole() {
    let study = Study::fixture("minimal");
    study.write("output/.gitignore", "*\n!.gitignore\n");
    let study = study.built();
    assert_eq!(study.read("output/.gitignore"), "*\n!.gitignore\n");
    assert!(study.path("output/drinks.html").is_file());
    fs::rename(study.path("content/narrative/drinks.md"), study.path("content/narrative/tea.md"))
        .expect("renamed");
    let study = study.built();
    assert!(study.path("output/tea.html").is_file());
    assert!(!study.path("output/drinks.html").exists(), "what is no longer built is gone");
    assert_eq!(study.read("output/.gitignore"), "*\n!.gitignore\n");
    let manifest: serde_json::Value =
        serde_json::from_str(&study.read("output/manifest.json")).expect("JSON");
    let listed = manifest["files"].as_array().expect("a list").len();
    // The manifest itself and .gitignore are not of the site.
    assert_eq!(listed + 2, files(&study.path("output")).len());
    let left: Vec<String> = fs::read_dir(study.folder())
        .expect("the study's folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with(".offprint"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn files_of_others_are_never_removed() {
    let study = Study::fixture("minimal");
    study.write("output/thesis.docx", "years of work");
    let run = study.build().exits(2).says("thesis.docx");
    assert!(run.stderr.contains("did not write"), "{}", run.stderr);
    assert_eq!(study.read("output/thesis.docx"), "years of work");
    fs::remove_file(study.path("output/thesis.docx")).expect("removed");
    let study = study.built();
    study.write("output/notes.txt", "mine");
    study.build().exits(2).says("notes.txt");
    assert_eq!(study.read("output/notes.txt"), "mine");
    // What another program calls a manifest, and a folder of an earlier offprint.
    study.write("app/manifest.json", "{\"name\": \"An app\", \"files\": [\"app.js\"]}");
    study.write("app/app.js", "");
    study.run(&["build", "--output", "app"]).exits(2).says("app.js, manifest.json");
    study.write("old/manifest.json", "{\"offprint\": \"0.1.0\", \"files\": [\"index.html\"]}");
    study.write("old/index.html", "");
    study.run(&["build", "--output", "old"]).exits(0);
}

#[test]
fn the_study_itself_is_no_place_for_output() {
    let study = Study::fixture("minimal");
    for output in [".", "content", "content/data/site", ".."] {
        study.run(&["build", "--output", output]).exits(2);
    }
    assert!(study.path("content/study.yaml").is_file());
    assert!(!study.path("content/data/site").exists());
}

#[test]
fn what_a_dead_run_left_is_cleared_away() {
    let study = Study::fixture("minimal");
    study.write(".offprint-output/half.html", "half a page");
    let study = study.built();
    assert!(!study.path(".offprint-output").exists());
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_what_was_there() {
    let study = Study::fixture("minimal").built();
    let before = files(&study.path("output"));
    study.replace("content/data/tea.yaml", "percent: 60", "percent: 62");
    study.replace("content/data/tea.yaml", "percent: 40", "percent: 38");
    // A limit on the size of files is the nearest to a full disk that needs no privilege.
    let command =
        format!("trap '' XFSZ; ulimit -f 20; exec '{}' build", env!("CARGO_BIN_EXE_offprint"));
    let output = std::process::Command::new("sh")
        .args(["-c", &command])
        .current_dir(study.folder())
        .output()
        .expect("a shell");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(errors.contains("cannot write"), "{errors}");
    assert_eq!(files(&study.path("output")), before);
    assert!(!study.path(".offprint-output").exists());
    study.built();
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let study = Study::fixture("minimal");
    let outside = Study::empty();
    outside.write("secret.yaml", "tables: []\n");
    std::os::unix::fs::symlink(outside.path("secret.yaml"), study.path("content/data/link.yaml"))
        .expect("a link");
    study.build().exits(0).says("link.yaml is not read");
}

#[test]
fn a_study_brings_templates_of_its_own() {
    let study = Study::fixture("minimal");
    let built_in = fs::read_to_string(root().join("templates/page.html")).expect("page.html");
    study.write("templates/page.html", built_in.replace("<article>", "<article data-own>"));
    let data = fs::read(root().join("templates/data.html")).expect("data.html");
    study.write("templates/data.html", data);
    study.write("templates/style.css", "body { color: red }\n");
    let study = study.built();
    assert!(study.read("output/drinks.html").contains("<article data-own>"));
    assert!(!study.read("output/tables.html").contains("data-own"));
    let style = study.read("output/style.css");
    assert!(style.ends_with("body { color: red }\n") && style.contains("@font-face"));
}

#[test]
fn every_file_of_templates_is_compiled_in() {
    let study = Study::fixture("minimal");
    // The same bytes are no override: copying all of them changes nothing but the manifest, which
    // lists them among what was read.
    let pages = |study: &Study| {
        let mut files = files(&study.path("output"));
        files.retain(|(path, _)| path != "manifest.json");
        files
    };
    // The package lists what was read, too.
    let build = |study: &Study| study.run(&["build", "--formats", "site,single-file"]).exits(0);
    let plain = Study::fixture("minimal");
    build(&plain);
    let plain = pages(&plain);
    crate::support::copy(&root().join("templates"), &study.path("templates"));
    build(&study);
    assert!(pages(&study) == plain, "a built-in template differs from its file");
    assert!(study.read("output/manifest.json").contains("\"path\": \"templates/page.html\""));
}
