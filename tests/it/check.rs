//! `offprint check` and `offprint explain`, and what a build tells of the audit: terminal, JSON,
//! SARIF, annotations, the page, marks at rows and numbers.
//!
//! `sarif-schema-2.1.0.json` is the schema as OASIS publishes it, unchanged.

use scraper::{Html, Selector};
use serde_json::Value;

use crate::report::check_links;
use crate::support::{Study, root, run_in};

/// A reproduction with one finding about its source, one that was accepted, and one warning of the
/// study's own.
fn audited() -> Study {
    Study::fixture("audited")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Holds a value against a JSON Schema, and says what is wrong.
pub(crate) fn faults(schema: Value, value: &Value) -> Option<String> {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("schema.json", schema).expect("a resource");
    let index = compiler.compile("schema.json", &mut schemas).expect("a schema that compiles");
    schemas.validate(value, index).err().map(|error| format!("{error:#}"))
}

/// Numbers of places that grow with each new check.
fn without_power(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let power = line.starts_with("These rules judged ");
        if power { "These rules judged N places and could not judge M. What no rule covers was not looked for." } else { line }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn messages_show_the_study_first_and_both_places() {
    let run = audited().run(&["check"]).exits(0);
    assert_eq!(run.stderr, "");
    assert!(!run.stdout.contains('\u{1b}'), "no escape codes in a file");
    assert!(run.stdout.contains("could not judge"), "{}", run.stdout);
    insta::with_settings!({
        snapshot_path => root().join("tests/it/fixtures/audited/expected"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("check", without_power(&run.stdout));
    });
}

#[test]
fn only_the_study_fails_a_check() {
    // What is about the source fails nothing; a warning does where one asks for it.
    audited().run(&["check"]).exits(0);
    let strict = audited().run(&["check", "--strict"]).exits(1).stdout;
    assert!(strict.contains("error[html]") || strict.contains("error[raw-html]"), "{strict}");
    assert!(strict.contains("Study: 1 error."), "{strict}");
    assert!(strict.contains("error[printed-twice]"), "the source is left as it is: {strict}");
    let study = audited();
    study.replace("content/narrative/drinks.md", "<b>printed</b>", "printed");
    let clean = study.run(&["check", "--strict"]).exits(0).stdout;
    assert!(clean.contains("Study: no errors."), "{clean}");
    // Of an original study, all findings are its own.
    let study = Study::fixture("minimal");
    study.replace("content/data/tea.yaml", "percent: 60", "percent: 61");
    let run = study.run(&["check"]).exits(1);
    assert!(run.stdout.contains("error[impossible-share]"), "{}", run.stdout);
    study.build().exits(1).says("error[impossible-share]");
}

#[test]
fn a_silent_study_is_told_what_was_judged_and_never_that_it_is_right() {
    let run = Study::fixture("minimal").run(&["check"]).exits(0);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(lines[0], "Study: no errors.");
    assert!(lines[1].ends_with("What no rule covers was not looked for."), "{lines:?}");
}

#[test]
fn faults_before_the_audit_are_told_in_every_form() {
    let study = Study::fixture("err_unknown_value");
    let human = study.run(&["check"]).exits(1).stdout;
    assert!(human.contains("error[unknown-value]") && human.contains("did you mean"), "{human}");
    assert!(human.contains("The audit begins when these errors are gone."), "{human}");
    let told = json(&study.run(&["check", "--format", "json"]).exits(1).stdout);
    assert_eq!(
        (&told["audited"], &told["faults"][0]["code"]),
        (&false.into(), &"unknown-value".into())
    );
    let sarif = json(&study.run(&["check", "--format", "sarif"]).exits(1).stdout);
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"unknown-value".into(), &"error".into()));
    assert_eq!(sarif["runs"][0]["tool"]["driver"]["rules"][0]["id"], "unknown-value");
    let github = study.run(&["check", "--format", "github"]).exits(1).stdout;
    assert!(github.starts_with("::error file=content/narrative/"), "{github}");
    let schema = json(&audited().built().read("output/data/audit.schema.json"));
    assert_eq!(faults(schema, &told), None);
}

#[test]
fn a_check_touches_nothing() {
    let study = audited();
    for format in ["human", "json", "sarif", "github"] {
        study.run(&["check", "--format", format]).exits(0);
    }
    assert!(!study.path("output").exists());
    study.run(&["check", "nowhere"]).exits(2).says("no study at nowhere");
    study.run(&["check", "--format", "xml"]).exits(2).says("sarif");
}

#[test]
fn sarif_is_of_its_schema_and_points_at_both_places() {
    let study = audited();
    let sarif = json(&study.run(&["check", "--format", "sarif"]).exits(0).stdout);
    let schema = || json(include_str!("sarif-schema-2.1.0.json"));
    assert_eq!(faults(schema(), &sarif), None);
    let mut broken = sarif.clone();
    broken["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(faults(schema(), &broken).is_some(), "the schema tells a wrong level");

    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("one");
        assert_eq!(rules[index]["id"], result["ruleId"], "rules and results are of one mind");
    }
    let twice = results.iter().find(|it| it["ruleId"] == "printed-twice").expect("the finding");
    assert_eq!(twice["level"], "warning", "an error about the source fails nothing");
    let place = &twice["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/data/tea.yaml");
    // The label before it holds signs of several bytes; columns are of UTF-16.
    let text = study.read("content/data/tea.yaml");
    let line = text.lines().nth(13).expect("the line");
    let column = line[..line.find("60").expect("the value")].encode_utf16().count() + 1;
    assert_eq!(place["region"]["startLine"], 14);
    assert_eq!(place["region"]["startColumn"], column);
    assert_eq!(place["region"]["endColumn"], column + 2);
    let related = &twice["relatedLocations"][0];
    assert_eq!(related["message"]["text"], "6% (Abstract)");
    let accepted = results.iter().find(|it| it["ruleId"] == "impossible-share").expect("it");
    let reason = "The authors wrote that two people left the question out.";
    assert_eq!(accepted["suppressions"][0]["justification"], reason);
}

#[test]
fn paths_begin_where_the_run_does() {
    let study = audited();
    let above = study.folder().parent().expect("a folder above");
    let name = study.folder().file_name().expect("a name").to_string_lossy().into_owned();
    let uri = format!("{name}/content/data/tea.yaml");
    for path in [name.clone(), format!("./{name}/"), study.folder().to_string_lossy().into_owned()]
    {
        let sarif = json(&run_in(above, &["check", &path, "--format", "sarif"]).exits(0).stdout);
        let results = sarif["runs"][0]["results"].as_array().expect("results").iter();
        let place =
            |it: &Value| it["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].clone();
        assert!(results.map(place).any(|it| it == uri.as_str()), "{path}");
    }
    let github = run_in(above, &["check", &name, "--format", "github"]).exits(0).stdout;
    assert!(github.contains(&format!("file={uri},line=14,")), "{github}");
}

#[test]
fn annotations_stand_on_one_line_each() {
    let out = audited().run(&["check", "--format", "github"]).exits(0).stdout;
    let commands: Vec<&str> = out.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(commands.len(), 2, "the accepted finding is not among them: {out}");
    assert!(commands[0].starts_with("::warning file=content/narrative/drinks.md,line=6,"));
    let found = commands[1];
    assert!(found.starts_with("::warning file=content/data/tea.yaml,line=14,endLine=14,col="));
    assert!(found.contains(",title=printed-twice::“Tea, “梅” & <more>” (Which do you prefer?)"));
    assert!(found.contains("60%25 in Table 1") && found.contains("%0Acontent/data/tea.yaml:14:"));
}

#[test]
fn json_is_the_file_of_the_site() {
    let study = audited().built();
    let told = study.run(&["check", "--format", "json"]).exits(0).stdout;
    assert_eq!(told, study.read("output/data/audit.json"));
    let value = json(&told);
    let schema = || json(&study.read("output/data/audit.schema.json"));
    assert_eq!(faults(schema(), &value), None);
    let mut broken = value.clone();
    broken["checks"][0]["judged"] = "many".into();
    assert!(faults(schema(), &broken).is_some(), "the schema tells a wrong type");
    let findings = value["findings"].as_array().expect("findings");
    let find = |code: &str| findings.iter().find(|it| it["code"] == code).expect("a finding");
    let twice = find("printed-twice");
    assert_eq!((&twice["about"], &twice["severity"]), (&"source".into(), &"error".into()));
    assert_eq!(twice["ids"], serde_json::json!(["people.drink.tea"]));
    assert_eq!(
        (&twice["places"][1]["text"], &twice["places"][1]["place"]),
        (&"6%".into(), &"Abstract".into())
    );
    assert_eq!(twice["accepted"], Value::Null);
    let reason = "The authors wrote that two people left the question out.";
    assert_eq!(find("impossible-share")["accepted"], reason);
    for check in value["checks"].as_array().expect("checks") {
        let found = findings.iter().filter(|it| it["code"] == check["code"]).count();
        assert_eq!(check["found"], found, "{}", check["code"]);
    }
}

#[test]
fn the_page_shows_each_finding_with_its_places() {
    let study = audited().built();
    assert!(check_links(&study) > 40);
    let page = Html::parse_document(&study.read("output/audit.html"));
    let texts = |selector: &str| -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        let text = |it: scraper::ElementRef<'_>| it.text().collect::<String>();
        page.select(&selector).map(text).collect()
    };
    let value = json(&study.read("output/data/audit.json"));
    for finding in value["findings"].as_array().expect("findings") {
        let id = finding["id"].as_str().expect("an id");
        let shown = texts(&format!("[id='{id}']")).concat();
        assert!(shown.contains(finding["message"].as_str().expect("a message")), "{shown}");
        for place in finding["places"].as_array().expect("places") {
            for part in ["text", "place", "file"] {
                assert!(shown.contains(place[part].as_str().expect("a text")), "{shown}");
            }
        }
        let accepted = finding["accepted"].as_str();
        assert_eq!(shown.contains("accepted"), accepted.is_some(), "{shown}");
        assert!(accepted.is_none_or(|reason| shown.contains(reason)), "{shown}");
    }
    for check in value["checks"].as_array().expect("checks") {
        let code = check["code"].as_str().expect("a code");
        let shown = texts(&format!("section[id='{code}']")).concat();
        assert!(shown.contains(check["rule"].as_str().expect("a rule")), "{shown}");
        for reason in check["not_checked"].as_array().expect("reasons") {
            assert!(shown.contains(reason["reason"].as_str().expect("a reason")), "{shown}");
        }
    }
    let all = texts("main").concat();
    assert!(all.contains("What no rule covers was not looked for."), "{all}");
    assert!(texts("dl.scale").concat().contains("nearly three-quarters"));
    // One hollow square, one that is not.
    assert_eq!(texts(".squares .found").len(), 2);
    assert_eq!(texts(".squares .found.accepted").len(), 1);
}

#[test]
fn rows_and_numbers_lead_to_their_findings() {
    let study = audited().built();
    let link = "<a href=\"audit.html#finding-printed-twice-people.drink.tea\">";
    let tables = study.read("output/tables.html");
    let row = tables.split("<tr id=\"people.drink.tea\"").nth(1).expect("the row");
    let row = row.split("</tr>").next().expect("its end");
    assert!(row.contains(link), "{row}");
    let other = tables.split("<tr id=\"people.drink.coffee\"").nth(1).expect("the row");
    assert!(!other.split("</tr>").next().expect("its end").contains("audit.html#finding"));
    let page = study.read("output/drinks.html");
    let note = |value: &str| {
        let at = page.find(&format!("<b>{value}</b>")).expect("a note");
        page[at..].split('\n').next().expect("its line").to_owned()
    };
    assert!(note("60% (elsewhere 6%)").contains(link), "{page}");
    assert!(!note("40%").contains("audit.html#finding"), "{page}");
}

#[test]
fn a_build_says_how_much_the_audit_found() {
    let run = audited().build().exits(0);
    let line = "The audit has 1 finding about the source: output/audit.html";
    assert!(run.stdout.lines().any(|it| it == line), "{}", run.stdout);
    let silent = Study::fixture("minimal").build().exits(0).stdout;
    assert!(!silent.contains("audit"), "{silent}");
}

#[test]
fn checks_are_explained() {
    let study = Study::empty();
    let list = study.run(&["explain"]).exits(0).stdout;
    for check in offprint::checks() {
        assert!(list.contains(check.code) && list.contains(&check.title), "{list}");
        let text = study.run(&["explain", check.code]).exits(0).stdout;
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let parts = [check.what, check.why, check.rule, check.example, check.resolve, check.source];
        for part in parts {
            let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains(&part), "{part:?} in {text}");
        }
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
    study.run(&["explain", "impossible-shares"]).exits(2).says("did you mean `impossible-share`?");
    study.run(&["explain", "printed"]).exits(2).says("did you mean `printed-twice`?");
    study.run(&["explain", "quite-another"]).exits(2).says("`offprint explain` lists the checks");
}

#[test]
fn help_has_examples() {
    let study = Study::empty();
    let help = study.run(&["check", "--help"]).exits(0).stdout;
    assert!(help.contains("Examples:") && help.contains("--format sarif"), "{help}");
    assert!(help.contains("Exit codes: 0"), "{help}");
    assert!(study.run(&["explain", "--help"]).exits(0).stdout.contains("offprint explain imp"));
}
