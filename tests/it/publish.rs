//! `offprint publish --github`: what it writes, what it leaves alone, and that the steps of the
//! workflow do what they say.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_yaml::Value;

use crate::support::{Run, Study, root, run_in};

const WORKFLOW: &str = ".github/workflows/pages.yml";
const REVISION: &str = "0123456789abcdef0123456789abcdef01234567";
const PUBLISH: [&str; 6] =
    ["publish", "--github", "--source", "https://example.org/offprint", "--revision", REVISION];

fn parsed(text: &str) -> Value {
    serde_yaml::from_str(text).expect("the workflow is YAML")
}

/// The steps of all jobs.
fn steps(workflow: &Value) -> Vec<Value> {
    let jobs = workflow["jobs"].as_mapping().expect("jobs");
    let of = |job: &Value| job["steps"].as_sequence().expect("steps").clone();
    jobs.iter().flat_map(|(_, job)| of(job)).collect()
}

/// The script of a step.
fn script(workflow: &Value, name: &str) -> String {
    let steps = steps(workflow);
    let step = steps.iter().find(|step| step["name"] == name);
    step.unwrap_or_else(|| panic!("a step {name}"))["run"].as_str().expect("a script").to_owned()
}

#[test]
fn the_shipped_workflow_is_what_the_command_writes() {
    let repository = Study::shipped();
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
    repository.write("Cargo.toml", manifest);
    repository.run(&["publish", "--github"]).exits(0);
    let shipped = fs::read_to_string(root().join(WORKFLOW)).expect("the shipped workflow");
    assert_eq!(repository.read(WORKFLOW), shipped);
    assert!(shipped.contains("cargo +1.95 build --release --locked"));
    assert!(!shipped.contains("cargo install"));
}

#[test]
fn a_workflow_asks_for_little_and_pins_what_it_uses() {
    let study = Study::fixture("minimal");
    study.run(&PUBLISH).exits(0);
    let text = study.read(WORKFLOW);
    let workflow = parsed(&text);
    let permissions = |job: &str| {
        let own = workflow["jobs"][job]["permissions"].as_mapping().expect("permissions");
        let pairs = own.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        pairs.map(|(a, b)| format!("{}: {}", a.unwrap(), b.unwrap())).collect::<Vec<_>>()
    };
    assert!(workflow["permissions"].as_mapping().expect("permissions").is_empty());
    assert_eq!(permissions("report"), ["contents: read"]);
    assert_eq!(permissions("publish"), ["pages: write", "id-token: write"]);
    assert_eq!(workflow["jobs"]["publish"]["needs"], "report");
    assert!(workflow["concurrency"]["group"].is_string());
    for forbidden in ["pull_request_target", "secrets.", "continue-on-error"] {
        assert!(!text.contains(forbidden), "{forbidden}");
    }
    let used: Vec<String> =
        text.lines().filter_map(|line| line.split_once("uses: ")).map(|it| it.1.into()).collect();
    assert_eq!(used.len(), 6, "{used:?}");
    for action in used {
        let (_, pin) = action.split_once('@').expect("a pin");
        let (commit, version) = pin.split_once(" # v").expect("a version in a comment");
        assert!(commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()), "{action}");
        assert_eq!(version.split('.').count(), 3, "{action}");
    }
    // What others may name, such as branches and titles, stands in no script.
    for step in steps(&workflow) {
        let script = step["run"].as_str().unwrap_or_default();
        assert!(!script.contains("${{"), "{script}");
    }
    let install = script(&workflow, "Install offprint");
    let from = format!(
        "cargo +1.95 install --git https://example.org/offprint --rev {REVISION} --locked offprint"
    );
    assert!(install.contains(&from), "{install}");
    let study = Study::fixture("minimal");
    study.run(&PUBLISH[..4]).exits(0);
    let tag = concat!("--tag v", env!("CARGO_PKG_VERSION"), " ");
    assert!(study.read(WORKFLOW).contains(tag));
}

#[test]
fn what_somebody_changed_is_left_alone_unasked() {
    let study = Study::fixture("minimal");
    let told = study.run(&PUBLISH).exits(0).stdout;
    assert!(told.starts_with("Wrote .github/workflows/pages.yml.\n"), "{told}");
    assert!(told.contains("Source: GitHub Actions") && told.contains("git init"), "{told}");
    assert!(
        told.contains("write output/ into a .gitignore") && told.contains("git add ."),
        "{told}"
    );
    let told = study.run(&PUBLISH).exits(0).stdout;
    assert!(told.starts_with(".github/workflows/pages.yml is already so.\n"), "{told}");
    // As a checkout on another system has it.
    let written = study.read(WORKFLOW);
    study.write(WORKFLOW, written.replace('\n', "\r\n"));
    assert!(study.run(&PUBLISH).exits(0).stdout.contains("already so"));
    // What offprint wrote itself is replaced.
    let told = study.run(&PUBLISH[..4]).exits(0).stdout;
    assert!(told.contains("in place of the one before"), "{told}");
    study.run(&PUBLISH).exits(0);
    study.replace(WORKFLOW, "timeout-minutes: 15", "timeout-minutes: 5");
    let changed = study.read(WORKFLOW);
    let run = study.run(&PUBLISH).exits(2).says("was changed since offprint wrote it");
    assert!(
        run.stdout.contains("-     timeout-minutes: 5\n+     timeout-minutes: 15\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.lines().count() < 20, "{}", run.stdout);
    assert_eq!(study.read(WORKFLOW), changed);
    let forced: Vec<&str> = PUBLISH.into_iter().chain(["--force"]).collect();
    study.run(&forced).exits(0);
    assert_eq!(study.read(WORKFLOW), written);
    let folder = study.path(".github/workflows");
    assert_eq!(fs::read_dir(folder).expect("a folder").count(), 1, "nothing else is left");
}

#[test]
fn a_study_within_a_repository_is_published_from_its_root() {
    let study = Study::empty();
    fs::create_dir_all(study.path(".git")).expect("a repository");
    crate::support::copy(&root().join("tests/it/fixtures/minimal"), &study.path("studies/hot tea"));
    let told = run_in(&study.path("studies/hot tea"), &PUBLISH).exits(0).stdout;
    assert!(!told.contains("git init") && told.contains("commit it with the study"), "{told}");
    let workflow = parsed(&study.read(WORKFLOW));
    assert_eq!(workflow["env"]["STUDY"], "studies/hot tea");
    assert!(!study.path("studies/hot tea/.github").exists());
}

#[test]
fn what_cannot_be_published_is_told() {
    let study = Study::fixture("minimal");
    study.run(&["publish", "--github"]).exits(2).says("--source URL");
    assert!(!study.path(".github").exists());
    study.run(&["publish"]).exits(2).says("--github");
    let empty = Study::empty();
    empty.run(&PUBLISH).exits(2).says("content/study.yaml");
    let source = |url| study.run(&["publish", "--github", "--source", url]);
    for url in ["http://example.org/a", "https://example.org/$(id)", "https://example.org/a b"] {
        source(url).exits(2).says("an address that begins with https://");
    }
    let short = ["publish", "--github", "--source", "https://example.org/a", "--revision", "01234"];
    study.run(&short).exits(2).says("all 40 digits");
}

/// A step's script, run as the workflow runs it.
fn step(study: &Study, script: &str, out: &Path) -> Run {
    let binary = Path::new(env!("CARGO_BIN_EXE_offprint")).parent().expect("a folder");
    let path = std::env::join_paths(
        [binary.to_owned()]
            .into_iter()
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    Command::new("bash")
        .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
        .current_dir(study.folder())
        .env("PATH", path.expect("a path"))
        .env("STUDY", ".")
        .env("RUNNER_TEMP", out)
        .env("GITHUB_STEP_SUMMARY", out.join("summary.md"))
        .output()
        .expect("bash runs")
        .into()
}

#[test]
fn its_steps_do_what_they_say() {
    let study = Study::fixture("minimal");
    study.run(&PUBLISH).exits(0);
    let workflow = parsed(&study.read(WORKFLOW));
    let run = |name: &str, out: &Path| step(&study, &script(&workflow, name), out);
    let (check, tell) = ("Check", "Tell which numbers a pull request changes");
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path();
    let numbers = || fs::read_to_string(out.join("numbers.md")).expect("a text");

    // A push: no other state of the study is at hand.
    run(check, out).exits(0);
    run("Build and verify", out).exits(0);
    assert!(out.join("site/index.html").is_file() && out.join("site/.nojekyll").is_file());

    // A pull request that begins the study, then one that changes nothing.
    fs::create_dir_all(study.path(".before")).expect("a folder");
    run(check, out).exits(0);
    run(tell, out).exits(0);
    assert!(numbers().contains("holds no report to compare with"), "{}", numbers());
    crate::support::copy(&study.path("content"), &study.path(".before/content"));
    run(tell, out).exits(0);
    assert!(!numbers().contains("60"), "{}", numbers());

    // One that changes a number without a correction: the text has both, and it is annotated.
    study.replace("content/data/tea.yaml", "percent: 60", "percent: 58");
    study.replace("content/data/tea.yaml", "percent: 40", "percent: 42");
    run(tell, out).exits(0);
    assert!(numbers().contains("60%") && numbers().contains("58%"), "{}", numbers());
    let summary = fs::read_to_string(out.join("summary.md")).expect("a summary");
    assert!(summary.ends_with(&numbers()));
    let annotated = run(check, out).exits(0).stdout;
    assert!(annotated.contains("::warning file=content/data/tea.yaml"), "{annotated}");

    // One that breaks the study fails, with its place.
    study.replace("content/data/tea.yaml", "percent: 58", "percent: many");
    let annotated = run(check, out).exits(1).stdout;
    assert!(annotated.contains("::error file=content/data/tea.yaml"), "{annotated}");
}
