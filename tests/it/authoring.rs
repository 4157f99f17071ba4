//! From nothing to a study: what `offprint new` writes, and what helps to write more.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use walkdir::WalkDir;

use crate::check::faults;
use crate::support::{Study, root};

const TEMPLATES: [&str; 3] = ["minimal", "paper", "two-groups"];

/// A new study in the folder `new` of an empty one.
fn begun(template: &str) -> Study {
    let study = Study::empty();
    study.run(&["new", "new", "--template", template]).exits(0);
    study
}

/// Paths of files below a folder.
fn files(folder: &Path) -> BTreeSet<String> {
    WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned()
        })
        .collect()
}

#[test]
fn new_studies_build_and_nothing_is_found_in_them() {
    for (template, figures) in TEMPLATES.into_iter().zip([1, 2, 5]) {
        let study = begun(template);
        let run = study.run(&["check", "new", "--strict"]).exits(0);
        assert!(!run.stdout.contains("warning"), "{template}: {}", run.stdout);
        let run = study.run(&["build", "new"]).exits(0);
        assert!(!run.stderr.contains("warning"), "{template}: {}", run.stderr);
        let drew = format!("Drew {figures} figure");
        assert!(run.stdout.contains(&drew), "{template}: {}", run.stdout);
    }
}

#[test]
fn every_file_of_a_template_is_written_and_explains_itself() {
    for template in TEMPLATES {
        let study = begun(template);
        let source = root().join("src/cli/new/studies").join(template).join("content");
        assert_eq!(files(&study.path("new/content")), files(&source), "{template}");
        for path in files(&source).iter().filter(|path| path.contains(".yaml")) {
            let text = study.read(&format!("new/content/{path}"));
            let first = text.lines().next().expect("a first line");
            let schema = first.strip_prefix("# yaml-language-server: $schema=").expect("a schema");
            let file = study.path(&format!("new/content/{path}"));
            let named = file.parent().expect("a folder").join(schema);
            assert!(named.is_file(), "{template}/{path} names {schema}");
        }
    }
    let known: BTreeSet<String> = fs::read_dir(root().join("src/cli/new/studies"))
        .expect("templates")
        .map(|entry| entry.expect("a folder").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(known, TEMPLATES.map(String::from).into());
}

#[test]
fn what_is_there_is_left_alone() {
    let study = Study::empty();
    study.write("new/notes.txt", "mine");
    study.run(&["new", "new"]).exits(2).says("new is not empty").says("nothing was written");
    assert_eq!(files(study.folder()), ["new/notes.txt".to_owned()].into());
    // A repository that was just begun is a good place.
    let study = Study::empty();
    study.write("new/.git/HEAD", "ref: refs/heads/main\n");
    study.run(&["new", "new", "--git"]).exits(0);
    assert_eq!(study.read("new/.gitignore"), "/output/\n");
    study.run(&["new", "other", "--template", "novel"]).exits(2).says("two-groups");
}

/// A YAML file, or the front matter of a Markdown file, as JSON.
fn as_json(text: &str) -> Value {
    let text = match text.strip_prefix("---\n") {
        Some(rest) => rest.split("\n---").next().expect("front matter"),
        None => text,
    };
    serde_yaml::from_str(text).expect("YAML")
}

fn schema(study: &Study, name: &str) -> Value {
    let run = study.run(&["schema", name]).exits(0);
    serde_json::from_str(&run.stdout).expect("JSON")
}

/// The schema that is meant for a file of `content/`, as schemas themselves say.
fn kind_of(path: &str) -> Option<&'static str> {
    match path {
        "study.yaml" => Some("study"),
        "recommendations.yaml" => Some("recommendations"),
        "corrections.yaml" => Some("corrections"),
        path if path.starts_with("data/") => Some("data"),
        path if path.starts_with("narrative/") => Some("front-matter"),
        _ => None,
    }
}

#[test]
fn schemas_allow_what_builds_and_refuse_what_does_not() {
    let study = Study::empty();
    let sound = ["corrected", "compared", "scale", "minimal", "audited"];
    let fixtures = sound.map(|name| root().join("tests/it/fixtures").join(name));
    let mut seen = BTreeSet::new();
    for folder in fixtures.iter().chain([&root().to_owned()]) {
        let content = folder.join("content");
        for path in files(&content) {
            let Some(kind) = kind_of(&path) else { continue };
            let text = fs::read_to_string(content.join(&path)).expect("a text");
            let found = faults(schema(&study, kind), &as_json(&text));
            assert_eq!(found, None, "{}", content.join(path).display());
            seen.insert(kind);
        }
    }
    assert_eq!(seen.len(), 5, "each schema was tried: {seen:?}");
    let text = fs::read_to_string(root().join("content/study.yaml")).expect("a text");
    for (from, to) in [
        ("kind: reproduction", "kind: reproducible"),
        ("title:", "titel:"),
        ("date: 20", "date: next 20"),
        ("answered: 5142", "answered: [5142]"),
    ] {
        assert!(text.contains(from), "{from}");
        let wrong = as_json(&text.replacen(from, to, 1));
        assert!(faults(schema(&study, "study"), &wrong).is_some(), "{to}");
    }
    let data = "tables: [{id: A B, title: T, questions: []}]";
    assert!(faults(schema(&study, "data"), &as_json(data)).is_some(), "an id with a space");
}

#[test]
fn schemas_are_written_together_and_offer_the_ids_of_a_study() {
    let study = begun("two-groups");
    let run = study.run(&["schema", "--output", "s", "--study", "new"]).exits(0);
    assert_eq!(run.stdout, "Wrote 5 schemas to s.\n");
    assert_eq!(files(&study.path("s")).len(), 5);
    assert!(study.read("s/data.schema.json").contains("\"pupils.missing.time\""));
    assert!(!study.read("new/schemas/data.schema.json").contains("pupils"));
    let list = study.run(&["schema"]).exits(0).stdout;
    for name in ["study", "data", "recommendations", "corrections", "front-matter"] {
        assert!(list.lines().any(|line| line.starts_with(name)), "{list}");
    }
    study.run(&["schema", "tables"]).exits(2).says("front-matter");
}

#[test]
fn ids_are_listed_with_their_numbers() {
    let study = begun("two-groups");
    let run = study.run(&["ids", "--study", "new", "MISSING", "time"]).exits(0);
    assert_eq!(run.stdout, "pupils.missing.time  143  What do you miss?: More time to eat\n");
    let run = study.run(&["ids", "--study", "new", "--format", "json"]).exits(0);
    let list: Vec<Value> = serde_json::from_str(&run.stdout).expect("JSON");
    let of = |id: &str| list.iter().find(|it| it["id"] == id).unwrap_or_else(|| panic!("{id}"));
    assert_eq!(of("pupils.like")["value"], "50%");
    assert_eq!(of("pupils.like")["write"], "{pct}`pupils.like`");
    assert_eq!(of("staff.answered")["write"], "{n}`staff.answered`");
    assert_eq!(of("compared.pupils.often")["kind"], "figure");
    assert_eq!(of("canteen")["value"], "Table 1");
    assert_eq!(of("longer-break")["kind"], "recommendation");
    let none = study.run(&["ids", "--study", "new", "soup"]).exits(1);
    assert_eq!(none.stdout, "");
    none.says("fewer words");
}

#[test]
fn ids_are_listed_while_there_are_errors() {
    let study = begun("minimal");
    study.replace("new/content/narrative/index.md", "{pct}`people.drink.tea`", "{pct}`drink.tea`");
    study.run(&["build", "new"]).exits(1);
    let run = study.run(&["ids", "--study", "new", "tea"]).exits(0);
    assert_eq!(run.stdout, "people.drink.tea  60%  What do you drink in the morning?: Tea\n");
    study.run(&["ids", "--study", "nowhere"]).exits(2).says("nowhere");
}

#[test]
fn whatever_ids_are_listed_can_be_written() {
    for template in TEMPLATES {
        let study = begun(template);
        let run = study.run(&["ids", "--study", "new", "--format", "json"]).exits(0);
        let list: Vec<Value> = serde_json::from_str(&run.stdout).expect("JSON");
        let lines: Vec<&str> = list
            .iter()
            .filter(|it| it["kind"] != "recommendation")
            .map(|it| it["write"].as_str().expect("a text"))
            .collect();
        let page = format!("---\ntitle: All\norder: 9\n---\n\n{}\n", lines.join("\n\n"));
        study.write("new/content/narrative/all.md", page);
        study.run(&["build", "new"]).exits(0);
    }
}

#[test]
fn counts_on_a_known_base_are_drawn() {
    let study = begun("two-groups").run(&["build", "new"]).exits(0);
    assert!(study.stdout.contains("Drew 5 figures"));
    let study = begun("two-groups");
    study.run(&["build", "new"]).exits(0);
    let page = study.read("new/output/canteen.html");
    assert!(page.contains("id=\"fig-pupils.missing\""), "a figure of counts");
    // A chart that is not wanted is told as such.
    let label = "        label: What do you miss?\n";
    let without = format!("{label}        chart: none\n");
    study.replace("new/content/data/pupils.yaml", label, &without);
    study.run(&["build", "new"]).exits(1).says("it says chart: none");
    study.replace("new/content/data/pupils.yaml", &without, label);
    // Of whom they are a share has to be known.
    study.replace(
        "new/content/data/pupils.yaml",
        "        label: What do you miss?\n",
        "        label: What do you miss?\n        base_is: unknown\n        base_of: those who eat there\n",
    );
    study.run(&["build", "new"]).exits(1).says("there is no figure of `pupils.missing`");
}

#[test]
fn the_documentation_shows_what_is_listed() {
    let study = begun("minimal");
    let list = study.run(&["ids", "--study", "new"]).exits(0).stdout;
    let page = fs::read_to_string(root().join("docs/authoring.md")).expect("a text");
    let shown = page.split("$ offprint ids --study my-study\n").nth(1).expect("an example");
    assert_eq!(shown.split("```").next().expect("its end"), list);
}

#[test]
fn shells_complete_and_the_manual_has_a_page_for_every_command() {
    let study = Study::empty();
    let help = study.run(&["--help"]).exits(0).stdout;
    let list = help.split("Commands:").nth(1).and_then(|it| it.split("Options:").next());
    let list = list
        .expect("commands")
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let commands: Vec<&str> = list.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() > 10 && commands.contains(&"build"), "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = study.run(&["completions", shell]).exits(0).stdout;
        for known in commands.iter().chain(&["single-file"]) {
            assert!(script.contains(known), "{shell}: {known}");
        }
    }
    study.run(&["completions", "tcsh"]).exits(2).says("powershell");
    study.run(&["man", "pages"]).exits(0);
    let expected = commands.iter().filter(|it| **it != "help").map(|it| format!("offprint-{it}.1"));
    let expected: BTreeSet<String> = expected.chain(["offprint.1".to_owned()]).collect();
    assert_eq!(files(&study.path("pages")), expected);
    let page = study.read("pages/offprint-build.1");
    for known in [
        "Checks a study and builds its site",
        "\\-\\-single\\-file",
        "Exit codes: 0 done",
        "as\\-published",
    ] {
        assert!(page.contains(known), "{known}: {page}");
    }
}

#[test]
fn a_package_holds_what_the_binary_is_made_of_and_nothing_else() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let listed = Command::new(cargo)
        .args(["package", "--list", "--allow-dirty", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let listed = String::from_utf8(listed.stdout).expect("names");
    let packed: BTreeSet<&str> = listed.lines().collect();
    let top: BTreeSet<&str> = packed
        .iter()
        .filter_map(|path| path.split('/').next())
        .filter(|it| !it.starts_with('.'))
        .collect();
    let expected = [
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "Cargo.toml.orig",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "src",
        "templates",
    ];
    assert_eq!(top, BTreeSet::from(expected));
    for folder in ["src", "templates"] {
        for path in files(&root().join(folder)) {
            let path = format!("{folder}/{path}");
            assert!(packed.contains(path.as_str()), "{path} is not packed");
        }
    }
}

#[test]
fn templates_are_listed_and_written_where_they_can_be_changed() {
    let study = Study::empty();
    study.run(&["new", "new"]).exits(0);
    let listed = study.run(&["templates"]).exits(0).stdout;
    let names: BTreeSet<String> = files(&root().join("templates"))
        .into_iter()
        .filter(|name| !name.starts_with("messages/"))
        .collect();
    let known: BTreeSet<String> = listed
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next().map(String::from))
        .collect();
    assert_eq!(known, names);
    assert!(listed.contains("figure_groups, licence, page, site"), "{listed}");
    // What is written is what was compiled in, so that nothing changes yet.
    study.run(&["build", "new"]).exits(0);
    let before = study.read("new/output/index.html");
    study.run(&["templates", "--export", "new/templates"]).exits(0);
    assert_eq!(files(&study.path("new/templates")), names);
    study.run(&["build", "new"]).exits(0);
    assert_eq!(study.read("new/output/index.html"), before);
    study.replace("new/templates/page.html", "{% block main %}", "{% block main %}<p>Mine</p>");
    study.run(&["build", "new"]).exits(0);
    // A file that is there is left alone.
    let run = study.run(&["templates", "page.html", "--export", "new/templates"]).exits(0);
    assert!(
        run.stdout.contains("Wrote 0 files") && run.stdout.contains("page.html"),
        "{}",
        run.stdout
    );
    assert!(study.read("new/templates/page.html").contains("Mine"));
    study.run(&["templates", "pag.html"]).exits(2).says("is `page.html` meant?");
    // An unknown field is told with its place.
    study.replace("new/templates/page.html", "Mine", "{{ page.titel }}");
    study.run(&["build", "new"]).exits(1).says("templates/page.html:").says("titel");
}

#[test]
fn what_templates_see_is_described_as_it_is() {
    let study = Study::empty();
    let schema = study.run(&["templates", "--context"]).exits(0).stdout;
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    assert_eq!(schema["x-version"], "1.0");
    let described = |name: &str| schema["$defs"][name]["properties"].as_object().expect("fields");
    for (definition, field) in
        [("PageView", "body_html"), ("SiteView", "title"), ("FigureView", "csv")]
    {
        assert!(described(definition).contains_key(field), "{definition}.{field}");
    }
}
