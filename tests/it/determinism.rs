//! The same input gives the same bytes, wherever and whenever it is built.

use std::process::Command;

use crate::support::{Study, files, offprint};

/// Builds a copy of the shipped study under an environment and gives its output.
fn build_under(prepare: impl Fn(&mut Command)) -> Vec<(String, Vec<u8>)> {
    let study = Study::shipped();
    let mut command = offprint(study.folder());
    command.arg("build");
    prepare(&mut command);
    let output = command.output().expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    files(&study.path("output"))
}

fn assert_same(first: &[(String, Vec<u8>)], second: &[(String, Vec<u8>)], what: &str) {
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|f| f.0.clone()).collect::<Vec<_>>();
    assert_eq!(names(first), names(second), "{what}");
    for ((name, first), (_, second)) in first.iter().zip(second) {
        assert!(first == second, "{name} differs: {what}");
    }
}

#[test]
fn bytes_do_not_depend_on_the_machine() {
    let first = build_under(|_| {});
    let zone = build_under(|command| {
        command.env("TZ", "Pacific/Kiritimati").env("SOURCE_DATE_EPOCH", "0");
    });
    assert_same(&first, &zone, "another time zone");
    let locale = build_under(|command| {
        command.env("LC_ALL", "tr_TR.UTF-8").env("LANG", "ar_SA.UTF-8");
    });
    assert_same(&first, &locale, "another locale");
    let user = build_under(|command| {
        command.env_clear().env("HOME", "/nowhere").env("USER", "somebody").env("LOGNAME", "else");
    });
    assert_same(&first, &user, "another user and an empty environment");
    let alone = build_under(|command| {
        command.env("RAYON_NUM_THREADS", "1");
    });
    assert_same(&first, &alone, "one processor");
    let many = build_under(|command| {
        command.env("RAYON_NUM_THREADS", "7");
    });
    assert_same(&first, &many, "seven processors");
}

#[test]
fn bytes_do_not_depend_on_what_was_there_before() {
    let study = Study::shipped().built();
    let first = files(&study.path("output"));
    let again = study.built();
    assert_same(&first, &files(&again.path("output")), "built again");
}

#[test]
fn bytes_do_not_depend_on_the_working_folder() {
    let study = Study::shipped().built();
    let first = files(&study.path("output"));
    let elsewhere = Study::empty();
    let path = study.folder().to_string_lossy().into_owned();
    elsewhere.run(&["build", &path, "--output", "here/site"]).exits(0);
    assert_same(&first, &files(&elsewhere.path("here/site")), "from another folder");
}

#[test]
fn bytes_do_not_depend_on_the_order_of_files_on_the_disk() {
    let first = Study::shipped().built();
    let study = Study::empty();
    for (path, bytes) in files(&first.path("content")).into_iter().rev() {
        study.write(&format!("content/{path}"), bytes);
    }
    let study = study.built();
    let (first, second) = (files(&first.path("output")), files(&study.path("output")));
    assert_same(&first, &second, "files made in another order");
}

#[test]
fn line_ends_of_another_system_change_no_page() {
    let study = Study::empty();
    study.run(&["new", "new", "--template", "two-groups"]).exits(0);
    study.run(&["build", "new", "--output", "here", "--formats", "site"]).exits(0);
    let mut changed = 0;
    for (path, bytes) in files(&study.path("new/content")) {
        let text = String::from_utf8(bytes).expect("texts alone");
        changed += text.matches('\n').count();
        study.write(&format!("new/content/{path}"), text.replace('\n', "\r\n"));
    }
    assert!(changed > 100, "{changed}");
    study.run(&["build", "new", "--output", "there", "--formats", "site"]).exits(0);
    let (here, there) = (files(&study.path("here")), files(&study.path("there")));
    assert_eq!(here.len(), there.len());
    for ((path, here), (other, there)) in here.iter().zip(&there) {
        assert_eq!(path, other);
        // It tells of the files of the study themselves.
        if path != "manifest.json" {
            assert!(here == there, "{path}");
        }
    }
}
