//! The citable package: what is in it, as validators of its formats and readers of its files see it.

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use zip::ZipArchive;

use crate::support::{Run, Study, files, root, run_in};

/// A package taken out of its ZIP file.
struct Unpacked {
    folder: TempDir,
}

impl Unpacked {
    fn new(zip: &Path) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let bytes = fs::File::open(zip).expect("the ZIP file");
        let mut archive = ZipArchive::new(bytes).expect("a ZIP file");
        for i in 0..archive.len() {
            let mut entry = archive.by_index(i).expect("an entry");
            let path = folder.path().join(entry.name().expect("a name").as_ref());
            fs::create_dir_all(path.parent().expect("a folder above")).expect("folders");
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("its bytes");
            fs::write(path, bytes).expect("a file");
        }
        Self { folder }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.read(path)).expect("JSON")
    }

    /// The entities of the RO-Crate with a type.
    fn entities(&self, kind: &str) -> Vec<Value> {
        let metadata = self.json("ro-crate-metadata.json");
        let graph = metadata["@graph"].as_array().expect("a graph");
        graph.iter().filter(|it| it["@type"] == kind).cloned().collect()
    }

    fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{from:?} stands in {path}:\n{text}");
        fs::write(self.path(path), text.replacen(from, to, 1)).expect("a file");
    }

    /// What the validators of one of its forms say.
    fn examined(&self, what: &str) -> Run {
        let home = root().join("target/validators");
        let program = |path: &str| {
            let path = home.join(path);
            let how = "validators are missing: run tests/tools/validators/set-up";
            assert!(
                path.exists()
                    && path.ancestors().nth(2).expect("its home").join("set-up.txt").exists(),
                "{how}"
            );
            Command::new(path)
        };
        let mut command = if what == "citation" {
            let mut command = program("citations/bin/cffconvert");
            command.arg("--validate").arg("-i").arg(self.path("CITATION.cff"));
            command
        } else {
            let mut command = program("packages/bin/python");
            let script = root().join("tests/tools/validators/validate.py");
            command.arg(script).arg(what).arg(self.folder.path());
            command
        };
        command.current_dir(self.folder.path()).output().expect("a validator that runs").into()
    }

    fn is_sound(&self) {
        for what in KINDS {
            let run = self.examined(what);
            assert_eq!(run.status, 0, "{what}: {}\n{}", run.stdout, run.stderr);
        }
    }
}

/// What is validated.
const KINDS: [&str; 4] = ["citation", "data-package", "workbook", "research-object"];

/// The ZIP file that a build put beside the site.
fn zip_of(study: &Study) -> PathBuf {
    let folder = study.path("output/package");
    let entries = fs::read_dir(folder).expect("the folder of the package");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut zips = paths.filter(|path| path.extension().is_some_and(|ending| ending == "zip"));
    zips.next().expect("a ZIP file")
}

fn unpacked(study: &Study) -> Unpacked {
    Unpacked::new(&zip_of(study))
}

/// A study with everything that can be said of one, and a question of 60 options whose labels are
/// long, alike at their beginning, and full of signs.
fn large() -> Study {
    let study = Study::fixture("minimal");
    study.write(
        "content/study.yaml",
        "format: 1
kind: reproduction
sampling: nonprobability
language: en
title: 'Sixty \"answers\": what people said & did'
description: A question with sixty options.
authors:
  - {name: Rosa Reporter, affiliations: [Institute of Examples, École d’exemples], orcid: 0000-0002-1825-0097}
  - {name: Jan van den Berg, family: van den Berg}
  - {name: Group for Answers, body: true}
report:
  version: 2.0 (draft)
  date: 2026-03-01
  licence: {name: Our own terms}
publication:
  title: 'Answers: a \"survey\"'
  authors: [{name: Ada Author, affiliations: [Institute of Examples]}, {name: Ben Writer}]
  journal: Journal of Examples
  year: 2025
  volume: 12
  article: 34–56
  doi: 10.5555/(12)34<5>
  published: 2025-06-30
  licence: {name: CC BY}
repository: https://example.org/answers/sources
address: https://example.org/answers/
groups:
  - {id: people, label: People, members: people, sent: 900, answered: 800, sites: {count: 9, label: towns}}
  - id: others
    label: Others
    members: others
    unreported: Nothing is said of them.
",
    );
    let mut data = String::from(
        "tables:
  - id: groups
    title: 'Answers | in: the [text] of the source, which has a long title'
    place: Results
    group: people
    base_is: assumed
    questions:
      - id: answer
        label: '=What did you *say*?'
        wording: 'What did you say? Choose *all* that apply.'
        kind: multiple
        kind_because: It reads so.
        complete: false
        options:
",
    );
    for i in 0..60 {
        let start = ["'=SUM(A1)", "'-1+", "'@x", "'| a", "'# b", "'<b>c</b>"][i % 6];
        let long = "a label that goes on for more than any sheet or column would like ".repeat(3);
        let _ = writeln!(
            data,
            "          - {{id: option-{i}, label: {start} {long}é中𝒙 {i}', percent: {}}}",
            i + 1
        );
    }
    data.push_str(
        "derived:
  - {id: people.gap, label: A gap, difference: [people.answer.option-1, people.answer.option-9]}
",
    );
    study.write("content/data/tea.yaml", data);
    study.write("content/narrative/drinks.md", "---\ntitle: Answers\n---\n\nNothing.\n");
    study.built()
}

#[test]
fn the_package_of_the_shipped_study_is_sound() {
    unpacked(&Study::shipped().built()).is_sound();
}

#[test]
fn the_package_of_one_question_is_sound() {
    let package = unpacked(&Study::fixture("minimal").built());
    package.is_sound();
    let citation = package.read("CITATION.cff");
    for absent in ["license", "url", "repository-code", "references", "orcid"] {
        assert!(!citation.contains(&format!("\n{absent}")), "{absent}: {citation}");
    }
    let described = package.json("datapackage.json");
    for absent in ["licenses", "sources", "homepage"] {
        assert!(described.get(absent).is_none(), "{absent}");
    }
    assert!(package.read("README.md").contains("No licence is stated."));
}

#[test]
fn the_package_of_sixty_long_options_is_sound() {
    let study = large();
    let package = unpacked(&study);
    package.is_sound();
    let name = zip_of(&study).file_name().expect("a name").to_string_lossy().into_owned();
    assert_eq!(name, "sixty-answers-2.0--draft.zip");
    // No option's label is a formula, and no number below zero is a text.
    let table = package.read("data/groups_.csv");
    assert!(table.contains("'=SUM(A1)") && table.lines().count() == 61, "{table}");
    assert!(package.read("data/derived.csv").contains(",percentage points,-8,"));
    let book = package.read("codebook.md");
    assert!(book.contains("| `people.answer.option-59` | \\<b\\>c\\</b\\> a label"), "{book}");
    assert!(
        book.contains("- Base: 800 people (assumed: the source does not say how many answered)")
    );
}

/// A validator that finds nothing anywhere proves nothing.
#[test]
fn validators_find_what_is_wrong() {
    let study = Study::fixture("minimal").built();
    let planted = [
        ("data-package", "data/table-1.csv", "60,60", "60,sixty", "type-error"),
        ("data-package", "data/table-1.csv", "people.drink.tea,people", ",people", "primary-key"),
        (
            "data-package",
            "data/table-1.csv",
            "drink.tea,people,",
            "drink.tea,persons,",
            "foreign-key",
        ),
        ("data-package", "data/table-1.csv", ",stated,", ",guessed,", "constraint-error"),
        ("data-package", "data/groups.csv", "id,label", "id,name", "incorrect-label"),
        ("data-package", "data/groups.csv", "People", "Persons", "size or digest is another"),
        ("data-package", "datapackage.json", "\"string\"", "\"text\"", "error"),
        (
            "research-object",
            "ro-crate-metadata.json",
            "\"datePublished\"",
            "\"dated\"",
            "datePublished",
        ),
        ("research-object", "ro-crate-metadata.json", "\"license\"", "\"licence\"", "license"),
        ("research-object", "data/groups.csv", "People", "Persons", "size or digest is another"),
        ("citation", "CITATION.cff", "type: dataset", "type: report", "report"),
        ("citation", "CITATION.cff", "authors:", "writers:", "authors"),
        ("workbook", "data/table-1.csv", "60,60", "60,61", "holds 60"),
        ("workbook", "data/groups.csv", "People", "Persons", "holds 'People'"),
    ];
    for (what, file, from, to, found) in planted {
        let package = unpacked(&study);
        package.replace(file, from, to);
        let run = package.examined(what);
        assert_ne!(run.status, 0, "{what} passes {to:?} for {from:?} in {file}");
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.contains(found), "{found:?} for {to:?} in {file}: {said}");
    }
    // A file that is described and not there.
    let package = unpacked(&study);
    fs::remove_file(package.path("tables.xlsx")).expect("the workbook");
    let run = package.examined("research-object");
    assert!(run.status != 0 && run.stdout.contains("tables.xlsx"), "{}", run.stdout);
}

#[test]
fn the_report_is_never_taken_for_the_paper() {
    let package = unpacked(&large());
    let citation = package.read("CITATION.cff");
    let (own, paper) = citation.split_once("\nreferences:\n").expect("a reference");
    for text in ["Reporter", "https://orcid.org/0000-0002-1825-0097", "van den Berg", "Group for"] {
        assert!(own.contains(text) && !paper.contains(text), "{text}: {citation}");
    }
    for text in ["Author", "Journal of Examples", "10.5555"] {
        assert!(paper.contains(text) && !own.contains(text), "{text}: {citation}");
    }
    assert!(!citation.contains("preferred-citation"));
    let described = package.json("datapackage.json");
    assert_eq!(described["contributors"][0]["path"], "https://orcid.org/0000-0002-1825-0097");
    assert_eq!(described["contributors"].as_array().expect("authors").len(), 3);
    assert_eq!(described["created"], "2026-03-01T00:00:00Z");
    let root = &package.entities("Dataset")[0];
    let article = &package.entities("ScholarlyArticle")[0];
    assert_eq!(root["isBasedOn"]["@id"], article["@id"]);
    assert_eq!(article["isPartOf"]["@id"], package.entities("Periodical")[0]["@id"]);
    assert_eq!(root["author"].as_array().expect("authors").len(), 3);
    assert_eq!(root["author"][0]["@id"], "https://orcid.org/0000-0002-1825-0097");
    assert!(root.get("identifier").is_none(), "the DOI is the paper's");
    // One organisation that two persons share is one.
    assert_eq!(package.entities("Organization").len(), 3);
}

#[test]
fn the_build_is_described() {
    let study = Study::fixture("minimal").built();
    let package = unpacked(&study);
    let action = &package.entities("CreateAction")[0];
    let inputs = action["object"].as_array().expect("inputs");
    let manifest: Value = serde_json::from_str(&study.read("output/manifest.json")).expect("JSON");
    let read = manifest["inputs"].as_array().expect("inputs");
    assert_eq!(inputs.len(), read.len());
    let works = package.entities("CreativeWork");
    for input in read {
        let work = works.iter().find(|it| it["name"] == input["path"]).expect("the input");
        assert_eq!(work["sha256"], input["sha256"]);
    }
    assert_eq!(action["instrument"]["@id"], "#offprint");
    let results = action["result"].as_array().expect("files").len();
    assert_eq!(results, files(package.folder.path()).len() - 1, "all but the description itself");
}

#[test]
fn the_command_gives_the_file_of_the_build() {
    let study = Study::fixture("minimal").built();
    let built = fs::read(zip_of(&study)).expect("the ZIP file");
    let run = study.run(&["package"]).exits(0);
    assert!(run.stdout.contains("into a-minimal-study-1.0.0.zip"), "{}", run.stdout);
    assert_eq!(fs::read(study.path("a-minimal-study-1.0.0.zip")).expect("a file"), built);
    let elsewhere = Study::empty();
    let path = study.folder().to_string_lossy().into_owned();
    let run = run_in(elsewhere.folder(), &["package", &path, "--output", "x.zip", "--quiet"]);
    assert_eq!(run.exits(0).stdout, "");
    assert_eq!(fs::read(elsewhere.path("x.zip")).expect("a file"), built);
    // Ours is replaced, anything else is not.
    study.run(&["package"]).exits(0);
    study.write("notes.txt", "Mine.");
    study.run(&["package", "--output", "notes.txt"]).exits(2);
    assert_eq!(study.read("notes.txt"), "Mine.");
    study.replace("content/data/tea.yaml", "percent: 60", "percent: 160");
    study.run(&["package", "--output", "faulty.zip"]).exits(1).says("nothing was written");
    assert!(!study.path("faulty.zip").exists());
}

#[test]
fn the_page_of_data_offers_it_with_its_size() {
    let study = Study::fixture("minimal").built();
    let page = study.read("output/data.html");
    let size = fs::metadata(zip_of(&study)).expect("the ZIP file").len().div_ceil(1000);
    assert!(page.contains("href=\"package/a-minimal-study-1.0.0.zip\""), "{page}");
    assert!(page.contains(&format!("(ZIP,\u{a0}{size}\u{a0}kB)")), "{size}: {page}");
    let package = unpacked(&study);
    for file in ["CITATION.cff", "codebook.csv", "codebook.md", "tables.xlsx"] {
        assert!(page.contains(&format!("href=\"package/{file}\"")), "{file}");
        let path = study.path("output/package").join(file);
        let packed = package.path(file);
        assert_eq!(fs::read(path).expect("a file"), fs::read(packed).expect("a file"));
    }
    // The one file holds what it offers, and does not offer this.
    assert!(!study.read("output/report.html").contains("package/"));
}

#[test]
fn each_edition_says_which_it_is() {
    let study = Study::fixture("corrected");
    study.run(&["build", "--edition", "as-published"]).exits(0);
    let zip = zip_of(&study);
    assert!(zip.to_string_lossy().contains("-as-published-"), "{}", zip.display());
    let package = Unpacked::new(&zip);
    package.is_sound();
    assert!(package.read("README.md").contains("(as first published)"));
    study.run(&["build", "--edition", "both"]).exits(0);
    assert!(!zip_of(&study).to_string_lossy().contains("-as-published-"));
    unpacked(&study).is_sound();
    assert!(!study.path("output/as-published/package").exists());
    assert!(!study.read("output/as-published/data.html").contains("package/"));
}
