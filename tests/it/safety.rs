//! Writing safely, with the real binary: killed at any moment, two runs at once, mount points, a
//! full disk, a disk that cannot be written to, links.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Run, Study, files, offprint};

type Files = Vec<(String, Vec<u8>)>;

/// The study with other figures.
fn changed() -> Study {
    let study = Study::fixture("minimal");
    study.replace("content/data/tea.yaml", "percent: 60", "percent: 62");
    study.replace("content/data/tea.yaml", "percent: 40", "percent: 38");
    fs::rename(study.path("content/narrative/drinks.md"), study.path("content/narrative/tea.md"))
        .expect("renamed");
    study
}

/// Two studies, and what each of them gives.
fn two() -> [(Study, Files); 2] {
    [Study::fixture("minimal"), changed()].map(|study| {
        study.run(&["build", "--output", "whole"]).exits(0);
        let whole = files(&study.path("whole"));
        (study, whole)
    })
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Runs a script as the one in charge of a file system of its own, where the system lets one.
/// `$BIN` is offprint.
fn with_mounts(study: &Study, script: &str) -> Option<Output> {
    let unshare = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-ec", script]);
        command.env("BIN", env!("CARGO_BIN_EXE_offprint")).current_dir(study.folder());
        command.output().ok()
    };
    let able = unshare("mount -t tmpfs none content/data; umount content/data");
    if able.is_some_and(|output| output.status.success()) {
        unshare(script)
    } else {
        eprintln!("not tested: this machine lets nobody mount anything");
        None
    }
}

#[test]
fn killed_at_any_moment_the_site_is_the_old_one_or_the_new_one() {
    let [(old_study, old), (new_study, new)] = two();
    let place = Study::empty();
    let site = place.path("site");
    let site_name = site.to_string_lossy().into_owned();
    let build = |study: &Study| -> Run { study.run(&["build", "--quiet", "--output", &site_name]) };
    build(&old_study).exits(0);
    let started = Instant::now();
    build(&new_study).exits(0);
    let whole_run = started.elapsed();
    let mut seen = [0; 2];
    // Moments from the start of the run to past its end; writing is in the later half.
    for step in 0..60_u32 {
        build(&old_study).exits(0);
        let mut child = offprint(new_study.folder())
            .args(["build", "--quiet", "--output", &site_name])
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary runs");
        // The last one has all the time that it needs, on a busy machine, too.
        std::thread::sleep(if step == 59 { whole_run * 20 } else { whole_run * step / 50 });
        child.kill().expect("killed, or over");
        child.wait().expect("it ends");
        let found = files(&site);
        let state = [&old, &new].iter().position(|whole| **whole == found);
        seen[state.unwrap_or_else(|| panic!("a mixed site at step {step}"))] += 1;
    }
    assert!(seen[0] > 0 && seen[1] > 0, "killed before and after the exchange: {seen:?}");
    build(&new_study).exits(0);
    assert_eq!(files(&site), new);
    assert_eq!(names(place.folder()), ["site"]);
}

#[test]
fn of_two_runs_at_once_one_wins_whole() {
    let studies = two();
    let place = Study::empty();
    let site = place.path("site");
    let site_name = site.to_string_lossy().into_owned();
    for _ in 0..12 {
        let children: Vec<_> = studies
            .iter()
            .cycle()
            .take(4)
            .map(|(study, _)| {
                offprint(study.folder())
                    .args(["build", "--quiet", "--output", &site_name])
                    .stderr(Stdio::piped())
                    .spawn()
                    .expect("the binary runs")
            })
            .collect();
        let runs: Vec<Run> = children
            .into_iter()
            .map(|child| child.wait_with_output().expect("it ends").into())
            .collect();
        for run in &runs {
            let told = run.stderr.contains("another run writes to");
            assert!(run.status == 0 || (run.status == 2 && told), "{}", run.stderr);
        }
        assert!(runs.iter().any(|run| run.status == 0), "nobody won");
        let found = files(&site);
        assert!(studies.iter().any(|(_, whole)| *whole == found), "a mixed site");
        assert_eq!(names(place.folder()), ["site"]);
    }
}

#[test]
fn a_mount_point_is_replaced_file_by_file() {
    let study = Study::fixture("minimal").built();
    let script = r#"
        cp -r output kept
        mount --bind kept output
        sed -i 's/percent: 60/percent: 62/; s/percent: 40/percent: 38/' content/data/tea.yaml
        mv content/narrative/drinks.md content/narrative/tea.md
        "$BIN" build --quiet
        "$BIN" verify output --study .
        test ! -e output/drinks.html
        test ! -e output/.offprint-work
        test ! -e .offprint-output
    "#;
    let Some(output) = with_mounts(&study, script) else { return };
    let run = Run::from(output).exits(0);
    assert!(run.stdout.contains("byte for byte"), "{}", run.stdout);
    // The mount is gone with the script; its folder holds the new site.
    assert!(study.read("kept/tea.html").contains("62"));
}

#[test]
fn killed_at_a_mount_point_the_next_run_completes_it() {
    let study = Study::fixture("minimal").built();
    let script = r#"
        cp -r output kept
        mount --bind kept output
        for i in $(seq 40); do
            "$BIN" build --quiet &
            sleep "0.0$((i % 10))$i"
            kill -9 $! 2>/dev/null || true
            wait $! || true
        done
        "$BIN" build --quiet
        "$BIN" verify output --study .
        ls -A . output
    "#;
    let Some(output) = with_mounts(&study, script) else { return };
    let run = Run::from(output).exits(0);
    assert!(!run.stdout.contains(".offprint"), "{}", run.stdout);
}

#[test]
fn without_space_what_was_there_stays() {
    let study = Study::fixture("minimal").built();
    let before = files(&study.path("output"));
    // The disk holds the site and not two of them, however the new one is written.
    let script = r#"
        mkdir small
        size=$(du -sk output | cut -f1)
        mount -t tmpfs -o size=$((size + size / 2))k none small
        cp -r output small/site
        sed -i 's/percent: 60/percent: 62/; s/percent: 40/percent: 38/' content/data/tea.yaml
        code=0; "$BIN" build --quiet --output small/site || code=$?
        test $code = 2
        diff -r output small/site
        test "$(ls -A small)" = site
        mount -o remount,size=$((size * 4))k small
        "$BIN" build --quiet --output small/site
        "$BIN" verify small/site --study .
        mkdir alone
        mount -t tmpfs -o size=$((size + size / 2))k none alone
        cp -r output/. alone
        code=0; "$BIN" build --quiet --output alone || code=$?
        test $code = 2
        diff -r output alone
        test ! -e .offprint-alone
    "#;
    let Some(output) = with_mounts(&study, script) else { return };
    let run = Run::from(output).exits(0);
    assert_eq!(run.stderr.matches("No space left on device").count(), 2, "{}", run.stderr);
    assert_eq!(files(&study.path("output")), before);
}

#[test]
fn a_folder_that_cannot_be_written_to_stays_as_it_is() {
    let study = Study::fixture("minimal").built();
    let before = files(&study.path("output"));
    let script = r#"
        mount --bind . .
        cd "$PWD"
        mount -o remount,ro,bind .
        code=0; "$BIN" build --quiet || code=$?
        test $code = 2
    "#;
    if let Some(output) = with_mounts(&study, script) {
        let run = Run::from(output).exits(0);
        assert!(run.stderr.contains("Read-only file system"), "{}", run.stderr);
    }
    // Whoever may do everything is not held up by permissions.
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    let output = study.path("output");
    set(&output, 0o555).expect("read-only");
    set(study.folder(), 0o555).expect("read-only");
    let may = fs::write(study.path("probe"), "").is_ok();
    let run = study.build();
    set(study.folder(), 0o755).expect("writable");
    set(&output, 0o755).expect("writable");
    assert_eq!(run.status, if may { 0 } else { 2 }, "{}", run.stderr);
    assert_eq!(files(&study.path("output")), before);
}

#[test]
fn the_folder_keeps_who_may_read_it() {
    let study = Study::fixture("minimal").built();
    let mode = |path: &Path| fs::metadata(path).expect("a folder").permissions().mode() & 0o777;
    fs::set_permissions(study.path("output"), fs::Permissions::from_mode(0o750)).expect("set");
    let study = study.built();
    assert_eq!(mode(&study.path("output")), 0o750);
}

#[test]
fn force_removes_files_of_others_and_lists_all_of_them() {
    let study = Study::fixture("minimal").built();
    for i in 0..8 {
        study.write(&format!("output/data/mine-{i}.txt"), "mine");
    }
    let outside = Study::empty();
    outside.write("thesis.docx", "years of work");
    symlink(outside.folder(), study.path("output/link")).expect("a link");
    let run = study.build().exits(2).says("data/mine-4.txt, and 4 more").says("--force");
    assert!(!run.stderr.contains("mine-5"), "{}", run.stderr);
    let run = study.run(&["build", "--quiet", "--force"]).exits(0);
    for name in (0..8).map(|i| format!("data/mine-{i}.txt")).chain(["link".into()]) {
        assert!(run.stderr.contains(&format!("offprint: removed ./output/{name}\n")), "{name}");
    }
    assert_eq!(outside.read("thesis.docx"), "years of work");
    study.run(&["verify", "output", "--study", "."]).exits(0);
}

#[test]
fn links_that_lead_outside_are_not_followed() {
    let study = Study::fixture("minimal");
    let outside = Study::empty();
    symlink(outside.folder(), study.path("output")).expect("a link");
    for output in ["output", "output/"] {
        study.run(&["build", "--output", output]).exits(2).says("is a link");
    }
    assert!(names(outside.folder()).is_empty());
    fs::remove_file(study.path("output")).expect("removed");
    // Nor is one at the place where offprint prepares the site.
    symlink(outside.folder(), study.path(".offprint-output")).expect("a link");
    study.build().exits(2);
    assert!(names(outside.folder()).is_empty());
    fs::remove_file(study.path(".offprint-output")).expect("removed");
    // Folders of the study.
    crate::support::copy(&study.path("content"), &outside.path("content"));
    outside.write("templates/style.css", "body { color: red }");
    symlink(outside.path("templates"), study.path("templates")).expect("a link");
    study.build().exits(0).says("templates is not read");
    assert!(!study.read("output/style.css").contains("color: red }"));
    fs::remove_dir_all(study.path("content/data")).expect("removed");
    symlink(outside.path("content/data"), study.path("content/data")).expect("a link");
    study.build().exits(1).says("data is not read").says("found none");
    fs::remove_dir_all(study.path("content")).expect("removed");
    symlink(outside.path("content"), study.path("content")).expect("a link");
    study.build().exits(2).says("content is a link");
}

#[test]
fn bytes_do_not_depend_on_the_umask() {
    let study = Study::fixture("minimal").built();
    for mask in ["077", "000", "022"] {
        let script = format!("umask {mask}; exec \"$0\" build --quiet --output under-{mask}");
        let bin = env!("CARGO_BIN_EXE_offprint");
        let run: Run = Command::new("sh")
            .args(["-c", &script, bin])
            .current_dir(study.folder())
            .output()
            .expect("a shell")
            .into();
        run.exits(0);
        let under = files(&study.path(&format!("under-{mask}")));
        assert_eq!(under, files(&study.path("output")), "{mask}");
    }
}

#[test]
fn a_run_that_died_does_not_hold_up_the_next() {
    let study = Study::fixture("minimal");
    study.write(".offprint-output/lock", "");
    study.write(".offprint-output/new/index.html", "half a page");
    let started = Instant::now();
    let study = study.built();
    assert!(started.elapsed() < Duration::from_secs(10));
    assert_eq!(names(study.folder()), ["content", "output"]);
}
