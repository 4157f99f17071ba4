//! `offprint diff`, and what a build tells of what it changes: pairs of studies, sites and files.

use std::path::Path;

use serde_json::Value;

use crate::support::{Study, copy, files, root};

const DATA: &str = "content/data/ways.yaml";

/// The study as it was published.
fn published() -> Study {
    Study::fixture("compared")
}

/// The same with three figures changed: a rank is turned round, a word no longer fits, and one
/// changes nothing but a digit.
fn corrected() -> Study {
    let study = published();
    study.replace(DATA, "percent: 45", "percent: 35");
    study.replace(DATA, "percent: 40", "percent: 50");
    study.replace(DATA, "percent: 30.5", "percent: 31.5");
    study.replace("content/study.yaml", "1.0.0", "1.1.0");
    study
}

fn text(path: &Path) -> String {
    path.to_str().expect("a path in UTF-8").to_owned()
}

fn report(study: &Study) -> Value {
    serde_json::from_str(&study.read("output/data/report.json")).expect("JSON")
}

/// The changes that JSON tells, each as part, kind and id.
fn told(json: &str) -> Vec<(String, String, String)> {
    let told: Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    let text = |change: &Value, key: &str| change[key].as_str().expect(key).to_owned();
    let changes = told["changes"].as_array().expect("changes").iter();
    changes.map(|it| (text(it, "part"), text(it, "kind"), text(it, "id"))).collect()
}

fn has(changes: &[(String, String, String)], part: &str, kind: &str, id: &str) -> bool {
    changes.iter().any(|(p, k, i)| (p.as_str(), k.as_str(), i.as_str()) == (part, kind, id))
}

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => root().join("tests/it/fixtures/compared/expected"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn what_changed_is_told_in_full_and_both_ways() {
    let (old, new) = (published().built(), corrected());
    let (before, after) = (text(&old.path("output")), text(new.folder()));
    let run = old.run(&["diff", &before, &after]).exits(1);
    assert_eq!(run.stderr, "");
    snapshot("human", &run.stdout);
    let run = old.run(&["diff", &before, &after, "--format", "markdown"]).exits(1);
    snapshot("markdown", &run.stdout);
    let forth = told(&old.run(&["diff", &before, &after, "--format", "json"]).exits(1).stdout);
    let back = told(&old.run(&["diff", &after, &before, "--format", "json"]).exits(1).stdout);
    assert_eq!(forth, back, "the same entries changed, whichever way one looks");
    for (part, kind, id) in [
        ("study", "changed", "study"),
        ("values", "changed", "staff.way.bicycle"),
        ("values", "changed", "staff.wish.racks"),
        ("derived", "changed", "ahead"),
        ("intervals", "changed", "staff.way.train"),
        ("ranks", "changed", "staff.way.train"),
        ("statements", "changed", "results/1"),
        ("figures", "changed", "staff.way"),
        ("recommendations", "affected", "racks"),
    ] {
        assert!(has(&forth, part, kind, id), "{part} {kind} {id} in {forth:#?}");
    }
    // What did not change is not told.
    assert!(forth.iter().all(|(_, _, id)| id != "showers" && id != "staff.way.foot"), "{forth:?}");
    assert!(!has(&forth, "ranks", "changed", "staff.wish.racks"), "{forth:?}");
}

/// New entries of the ledger are told as such; a ledger that an older form does not hold is not
/// compared.
#[test]
fn entries_of_the_ledger_are_a_part_of_their_own() {
    let (old, new) = (published().built(), published());
    let entry = |id: &str, rest: &str| {
        format!(
            "- {{id: {id}, date: 2026-02-01, kind: correction, value: staff.wish.racks, {rest}}}\n"
        )
    };
    let first =
        entry("racks", "field: percent, from: 30.5, to: 31.5, reason: A digit was mistyped.");
    new.write("content/corrections.yaml", format!("corrections:\n{first}"));
    let (before, after) = (text(&old.path("output")), text(new.folder()));
    let told = old.run(&["diff", &before, &after]).exits(1).stdout;
    let said = "Corrections: 1 new\n  racks, new: staff.wish.racks, percent from 30.5 to 31.5: A \
                digit was mistyped.\n";
    assert!(told.contains(said), "{told}");
    assert!(told.contains("staff.wish.racks (Racks for bicycles): 30.5% -> 31.5%\n"), "{told}");
    let back = old.run(&["diff", &after, &before]).exits(1).stdout;
    assert!(back.contains("Corrections: 1 gone\n  racks, gone: staff.wish.racks"), "{back}");
    let told = old.run(&["diff", &before, &after, "--format", "markdown"]).exits(1).stdout;
    assert!(
        told.contains("- `racks`, new: staff.wish.racks, percent from 30.5 to 31.5: A"),
        "{told}"
    );
    let new = new.built();
    let second = entry("lost", "field: withdrawn, from: 31.5, reason: The forms are lost.");
    let first = first.replace("A digit was mistyped", "Digits were mistyped");
    new.write("content/corrections.yaml", format!("corrections:\n{first}{second}"));
    let sentence = "Racks are wished for by {pct}`staff.wish.racks`, showers by";
    new.replace("content/narrative/results.md", sentence, "Showers are wished for by");
    let told = old.run(&["diff", &text(&new.path("output")), &text(new.folder())]).exits(1).stdout;
    let said = "Corrections: 1 changed, 1 new\n  racks\n    reason: A digit was mistyped. -> Digits \
                were mistyped.\n  lost, new: staff.wish.racks, withdrawn, was 31.5: The forms";
    assert!(told.contains(said), "{told}");
}

#[test]
fn a_study_a_site_and_a_file_are_compared_alike() {
    let study = published().built();
    for other in [".", "output", "output/data/report.json"] {
        let run = study.run(&["diff", "output", other]).exits(0);
        assert!(run.stdout.contains("No difference. Compared: 1 group, 6 values, 1 derived"));
        assert_eq!(run.stderr, "");
    }
    let json = study.run(&["diff", ".", "output", "--format", "json"]).exits(0).stdout;
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&json["different"], &json["schema_version"]), (&false.into(), &"1.2".into()));
    let markdown = study.run(&["diff", ".", "output", "--format", "markdown"]).exits(0).stdout;
    assert!(markdown.contains("No difference."), "{markdown}");
    // Nothing was written beside what was there.
    assert!(!study.path("output/output").exists());
}

#[test]
fn what_cannot_be_compared_is_told_and_is_no_difference() {
    let study = published().built();
    study.run(&["diff", "nowhere", "."]).exits(2).says("no report at nowhere");
    study.write("empty/file", "");
    study.run(&["diff", ".", "empty"]).exits(2).says("neither content/ nor data/report.json");
    study.run(&["diff", ".", DATA]).exits(2).says("it is no JSON");
    study.write("other.json", r#"{"schema_version": "2.0"}"#);
    let both = study.run(&["diff", "other.json", "nowhere"]).exits(2);
    let both = both.says("its form is 2.0").says("no report at nowhere");
    assert_eq!(both.stdout, "");
    study.replace(DATA, "percent: 45", "percent: 450");
    study.run(&["diff", "output", "."]).exits(2).says("1 error; . cannot be compared");
    study.run(&["diff", "output"]).exits(2).says("Usage");
}

#[test]
fn former_ids_are_followed_both_ways() {
    let (old, new) = (published().built(), published());
    new.replace(DATA, "- id: way\n", "- id: journey\n        aliases: [staff.way]\n");
    new.replace(DATA, "{id: bicycle, ", "{id: bike, aliases: [staff.way.bicycle], ");
    new.replace(DATA, "id: ahead, ", "id: lead, aliases: [ahead], ");
    new.replace("content/narrative/results.md", "{figure} staff.way", "{figure} staff.journey");
    let (before, after) = (text(&old.path("output")), text(new.folder()));
    let forth = told(&old.run(&["diff", &before, &after, "--format", "json"]).exits(1).stdout);
    for (part, id) in [
        ("values", "staff.journey.bike"),
        ("values", "staff.journey.train"),
        ("derived", "lead"),
        ("figures", "staff.journey"),
    ] {
        assert!(has(&forth, part, "renamed", id), "{part} {id} in {forth:#?}");
    }
    assert!(forth.iter().all(|(_, kind, _)| kind == "renamed"), "no loss and no gain: {forth:#?}");
    let back = old.run(&["diff", &after, &before, "--format", "json"]).exits(1).stdout;
    let back = told(&back);
    assert!(has(&back, "values", "renamed", "staff.way.bicycle"), "{back:#?}");
    assert!(back.iter().all(|(_, kind, _)| kind == "renamed"), "{back:#?}");
    // Without the alias, one is gone and another is new.
    new.replace(DATA, "{id: bike, aliases: [staff.way.bicycle], ", "{id: bike, ");
    new.write("content/narrative/results.md", "---\ntitle: Results\n---\n\nNothing.\n");
    new.replace(DATA, "{word}`staff.way.bicycle` come", "Many come");
    new.replace(DATA, "[staff.way.bicycle, ", "[staff.journey.bike, ");
    new.replace("content/recommendations.yaml", "[staff.way.bicycle, ", "[");
    let lost = told(&old.run(&["diff", &before, &after, "--format", "json"]).exits(1).stdout);
    assert!(has(&lost, "values", "removed", "staff.way.bicycle"), "{lost:#?}");
    assert!(has(&lost, "values", "added", "staff.journey.bike"), "{lost:#?}");
}

#[test]
fn reports_of_older_forms_are_compared_as_far_as_they_go() {
    let study = published().built();
    let mut old = report(&study);
    old["schema_version"] = "1.0".into();
    let root = old.as_object_mut().expect("an object");
    root.remove("findings");
    root.remove("recommendations");
    for key in ["values", "derived"] {
        for value in root[key].as_array_mut().expect("a list") {
            let value = value.as_object_mut().expect("an object");
            value.remove("aliases");
            if key == "values" {
                value.remove("label");
            }
        }
    }
    study.write("old.json", old.to_string());
    let run = study.run(&["diff", "old.json", "."]).exits(0);
    assert!(run.stdout.contains("No difference."), "{}", run.stdout);
    for missing in ["label of values", "findings", "recommendations"] {
        let line = format!("  {missing}: the old report, of form 1.0, does not hold them");
        assert!(run.stdout.contains(&line), "{missing} in {}", run.stdout);
    }
    let other = study.run(&["diff", ".", "old.json"]).exits(0).stdout;
    assert!(other.contains("findings: the new report, of form 1.0"), "{other}");
    // What it holds is compared: any key of any entry.
    old["values"][1]["base_is"] = "assumed".into();
    study.write("old.json", old.to_string());
    let run = study.run(&["diff", "old.json", "."]).exits(1).stdout;
    assert!(run.contains("what stands behind the base: assumed -> stated"), "{run}");
}

/// Every key that the form has is looked at: a report that differs in one place is never told to
/// be the same.
#[test]
fn one_altered_place_anywhere_is_a_difference() {
    let study = published().built();
    let whole = report(&study);
    let lists = ["values", "derived", "statements", "figures", "recommendations", "pages"];
    let mut altered = 0;
    for list in lists {
        let keys: Vec<String> =
            whole[list][0].as_object().expect("an object").keys().cloned().collect();
        for key in keys {
            // Aliases and the number of a statement in its page name things; nothing is said there.
            if key == "aliases" || (list == "statements" && key == "id") {
                continue;
            }
            let mut other = whole.clone();
            other[list][0][&key] = "altered".into();
            study.write("other.json", other.to_string());
            let status = study.run(&["diff", "output", "other.json"]).status;
            assert_eq!(status, 1, "{key} of {list}");
            altered += 1;
        }
    }
    assert!(altered > 40, "only {altered} places were altered");
}

#[test]
fn a_build_tells_what_it_changes_and_warns_of_what_nothing_records() {
    let study = published();
    let first = study.build().exits(0);
    assert!(!first.stdout.contains("Against"), "{}", first.stdout);
    let again = study.build().exits(0);
    assert!(again.stdout.contains("Against the report that was there: it says the same\n"));
    assert_eq!(again.stderr, "");
    copy(&corrected().path("content"), &study.path("content"));
    let changed = study.build().exits(0);
    snapshot("build", &changed.stderr);
    let lines = "Against the report that was there: the study itself, 3 values, 1 derived value, \
                 3 intervals, 2 ranks, 5 sentences, 2 figures changed; 1 recommendation on values \
                 that changed\n  \
                 staff.way.bicycle  45% -> 35%\n  staff.way.train  40% -> 50%\n  \
                 staff.wish.racks  30.5% -> 31.5%\n  ahead  5 percentage points -> −15 percentage \
                 points\n";
    assert!(changed.stdout.contains(lines), "{}", changed.stdout);
    // The output does not depend on what was there: not even its list of faults does.
    let after = corrected().built();
    assert_eq!(files(&study.path("output")), files(&after.path("output")));
    // Quiet, it says only what is wrong.
    copy(&published().path("content"), &study.path("content"));
    let quiet = study.run(&["build", "--quiet"]).exits(0).says("warning[unrecorded-change]");
    assert_eq!(quiet.stdout, "");
}

#[test]
fn a_baseline_stands_in_for_what_was_there() {
    let baseline = published().built();
    let study = corrected().built();
    study.write("baseline.json", baseline.read("output/data/report.json"));
    let run = study.run(&["build", "--baseline", "baseline.json"]).exits(0);
    assert!(run.stdout.contains("Against the baseline: the study itself, 3 values"));
    let run = run.says("was 45% in the report compared with, is 35% now");
    assert_eq!(run.stderr.matches("warning[unrecorded-change]").count(), 3, "{}", run.stderr);
    // A check tells the same; where it is strict, it fails.
    let run = study.run(&["check", "--baseline", "baseline.json"]).exits(0);
    assert_eq!(run.stdout.matches("warning[unrecorded-change]").count(), 3, "{}", run.stdout);
    let run = study.run(&["check", "--strict", "--baseline", "baseline.json"]).exits(1);
    assert!(run.stdout.contains("error[unrecorded-change]"), "{}", run.stdout);
    baseline.run(&["check", "--strict", "--baseline", "output"]).exits(0);
    study.run(&["check", "--baseline", "none.json"]).exits(2).says("no report at none.json");
    study.write("templates/page.html", "{{ nothing }}");
    let run = study.run(&["check", "--baseline", "baseline.json"]).exits(1);
    assert!(run.stdout.contains("templates/page.html"), "{}", run.stdout);
    std::fs::remove_file(study.path("templates/page.html")).expect("the template");
    let run = study.run(&["build", "--baseline", "none.json"]).exits(2);
    run.says("no report at none.json");
    // A report that cannot be read is replaced all the same.
    study.write("output/data/report.json", "{");
    let run = study.build().exits(0);
    assert!(run.stdout.contains("The report that was there is not compared: it is no JSON"));
}

#[test]
fn numbers_of_a_draft_change_without_a_record() {
    let study = published();
    study.replace("content/study.yaml", "version: 1.0.0", "version: 0.3.0");
    let study = study.built();
    study.write("draft.json", study.read("output/data/report.json"));
    study.replace(DATA, "label: Showers, percent: 20", "label: Showers, percent: 21");
    let run = study.build().exits(0);
    assert!(run.stdout.contains("20% -> 21%") && run.stderr.is_empty(), "{}", run.stderr);
    // A report that was named was worth keeping.
    study.run(&["build", "--baseline", "draft.json"]).exits(0).says("warning[unrecorded-change]");
    study.replace("content/study.yaml", "version: 0.3.0", "version: 1.0.0");
    let study = study.built();
    study.replace(DATA, "label: Showers, percent: 21", "label: Showers, percent: 22");
    study.build().exits(0).says("warning[unrecorded-change]");
}

#[test]
fn a_base_that_follows_the_n_of_its_group_is_told_once() {
    let study = published();
    study.replace(DATA, "base_is: stated", "base_is: assumed");
    let study = study.built();
    study.replace("content/study.yaml", "answered: 200", "answered: 400");
    let run = study.build().exits(0).says("`staff.answered` was 200");
    assert_eq!(run.stderr.matches("warning[unrecorded-change]").count(), 1, "{}", run.stderr);
    // A label is data as well, and so is a value that is gone.
    study.replace(DATA, "label: Showers", "label: Warm showers");
    study.build().exits(0).says("was 20% “Showers” in the report");
    study.replace(DATA, "          - {id: foot, label: On foot, percent: 15}\n", "");
    study.replace(DATA, "complete: true", "complete: false");
    study.replace("content/narrative/results.md", " On foot come {pct}`staff.way.foot`.", "");
    study.build().exits(0).says("`staff.way.foot` was 15% in the report compared with, is gone");
}

#[test]
fn findings_come_and_go_with_the_figures() {
    let (old, new) = (Study::fixture("audited").built(), Study::fixture("audited"));
    new.replace("content/data/tea.yaml", "percent: 6,", "percent: 60,");
    new.write("content/narrative/drinks.md", "---\ntitle: Hot drinks\n---\n\nTea.\n");
    let (before, after) = (text(&old.path("output")), text(new.folder()));
    let run = old.run(&["diff", &before, &after]).exits(1).stdout;
    assert!(run.contains("\nFindings: "), "{run}");
    let changes = told(&old.run(&["diff", &before, &after, "--format", "json"]).exits(1).stdout);
    let id = "finding-printed-twice-people.drink.tea";
    assert!(has(&changes, "findings", "removed", id), "{changes:#?}");
    assert!(has(&changes, "values", "changed", "people.drink.tea"), "{changes:#?}");
    assert!(has(&changes, "statements", "removed", "drinks/1"), "{changes:#?}");
    assert!(run.contains("contested: yes -> no"), "{run}");
    let back = told(&old.run(&["diff", &after, &before, "--format", "json"]).exits(1).stdout);
    assert!(has(&back, "findings", "added", id), "{back:#?}");
}

#[test]
fn a_report_of_others_commands_neither_terminal_nor_markdown() {
    let study = published().built();
    let mut other = report(&study);
    other["study"]["title"] = "\u{1b}[31mred\n# <b>".into();
    other["values"][1]["label"] = "a|b\u{7}\nc".into();
    study.write("other.json", other.to_string());
    let human = study.run(&["diff", "output", "other.json"]).exits(1).stdout;
    assert!(!human.contains(['\u{1b}', '\u{7}']), "{human:?}");
    assert!(human.contains("label: By bicycle -> a|b  c\n"), "{human}");
    let run = study.run(&["diff", "output", "other.json", "--format", "markdown"]).exits(1);
    assert!(!run.stdout.contains(['\u{1b}', '\u{7}']), "{:?}", run.stdout);
    assert!(run.stdout.contains("| label | By bicycle | a\\|b  c |"), "{}", run.stdout);
    assert!(run.stdout.contains("red \\# &lt;b&gt;"), "{}", run.stdout);
}

#[test]
fn help_has_examples_of_comparing() {
    let study = Study::empty();
    let help = study.run(&["diff", "--help"]).exits(0).stdout;
    assert!(help.contains("Examples:") && help.contains("--format markdown"), "{help}");
    assert!(help.contains("Exit codes: 0 no difference"), "{help}");
    assert!(study.run(&["build", "--help"]).exits(0).stdout.contains("--baseline v1.json"));
}

#[test]
fn the_editions_of_a_report_are_told_apart() {
    let study = Study::fixture("corrected");
    study.run(&["build", "--edition", "both"]).exits(0);
    let told = study.run(&["diff", "output/as-published", "output"]).exits(1).stdout;
    let named = |side: &str| {
        told.lines().find(|line| line.starts_with(side)).unwrap_or_else(|| panic!("{told}"))
    };
    assert!(
        named("Old:").ends_with(" of 2026-03-02, with the figures as first published"),
        "{told}"
    );
    assert!(named("New:").ends_with(" of 2026-03-02"), "{told}");
    let json = study.run(&["diff", "output/as-published", "output", "--format", "json"]);
    let json: Value = serde_json::from_str(&json.exits(1).stdout).expect("JSON");
    assert_eq!(json["old"]["edition"], "as-published");
    assert_eq!(json["new"]["edition"], "corrected");
}
