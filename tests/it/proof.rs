//! The manifest and `offprint verify`: a single altered byte anywhere is found and named.

use std::fs;

use offprint::types::digest::Digest;

use crate::support::{Study, files};

/// The files of a built site.
fn site(study: &Study) -> Vec<(String, Vec<u8>)> {
    files(&study.path("output"))
}

/// Writes a manifest anew as if it came from another version of offprint, whole in itself.
fn by_another_version(study: &Study) {
    let text = study.read("output/manifest.json");
    let version = format!("\"offprint\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(text.contains(&version), "{text}");
    let text = text.replace(&version, "\"offprint\": \"0.0.1\"");
    let at = text.find("  \"body\": \"").expect("a digest of the body");
    let digest = Digest::of(&text.as_bytes()[..at]);
    study.write("output/manifest.json", format!("{}  \"body\": \"{digest}\"\n}}\n", &text[..at]));
}

#[test]
fn the_manifest_records_inputs_and_outputs() {
    let study = Study::fixture("minimal").built();
    let manifest: serde_json::Value =
        serde_json::from_str(&study.read("output/manifest.json")).expect("JSON");
    assert_eq!(manifest["offprint"], env!("CARGO_PKG_VERSION"));
    assert_eq!(manifest["edition"], "as-published");
    assert!(
        study
            .read("content/study.yaml")
            .contains(manifest["study_version"].as_str().expect("the version of the study"))
    );
    let recorded = |key: &str| -> Vec<(String, u64, String)> {
        let files = manifest[key].as_array().expect("a list").iter();
        files
            .map(|file| {
                let text = |key: &str| file[key].as_str().expect("a text").to_owned();
                (text("path"), file["bytes"].as_u64().expect("a size"), text("sha256"))
            })
            .collect()
    };
    let expected = |files: Vec<(String, Vec<u8>)>| -> Vec<(String, u64, String)> {
        let files = files.into_iter().filter(|(path, _)| path != "manifest.json");
        files
            .map(|(path, bytes)| (path, bytes.len() as u64, Digest::of(&bytes).to_string()))
            .collect()
    };
    let sorted = |mut files: Vec<(String, u64, String)>| {
        files.sort();
        files
    };
    assert_eq!(recorded("files"), sorted(expected(site(&study))));
    let inputs = files(&study.path("content"));
    let inputs = inputs.into_iter().map(|(path, bytes)| (format!("content/{path}"), bytes));
    assert_eq!(recorded("inputs"), sorted(expected(inputs.collect())));
}

#[test]
fn a_site_as_it_was_built_is_whole() {
    let study = Study::shipped().built();
    let run = study.run(&["verify", "output"]).exits(0);
    let count = site(&study).len();
    assert_eq!(run.stdout, format!("output: {count} files, all as the manifest has them.\n"));
    let run = study.run(&["verify", "output", "--study", "."]).exits(0);
    assert!(run.stdout.ends_with("The study gives the same site, byte for byte.\n"));
    // A copy elsewhere, with a .gitignore of its own, is the same site.
    crate::support::copy(&study.path("output"), &study.path("elsewhere/copy"));
    study.write("elsewhere/copy/.gitignore", "*\n");
    study.run(&["verify", "elsewhere/copy", "--study", "."]).exits(0);
}

#[test]
fn each_altered_file_is_named() {
    let study = Study::fixture("minimal").built();
    let whole = site(&study);
    assert!(whole.len() > 10, "{}", whole.len());
    for (path, bytes) in &whole {
        let output = format!("output/{path}");
        for at in [0, bytes.len() / 2, bytes.len().saturating_sub(1)] {
            let mut altered = bytes.clone();
            match altered.get_mut(at) {
                Some(byte) => *byte ^= 1,
                None => altered.push(1),
            }
            study.write(&output, &altered);
            let run = study.run(&["verify", "output"]).exits(1);
            let told = format!("error[altered]: {path} was altered");
            assert!(run.stdout.contains(&told), "{path}, byte {at}: {}", run.stdout);
            assert_eq!(run.stdout.matches("error[").count(), 1, "{path}: {}", run.stdout);
        }
        fs::remove_file(study.path(&output)).expect("removed");
        if path == "manifest.json" {
            study.run(&["verify", "output"]).exits(2).says("manifest.json");
        } else {
            let run = study.run(&["verify", "output"]).exits(1);
            assert!(run.stdout.contains(&format!("error[lost]: {path} is lost")), "{}", run.stdout);
        }
        study.write(&output, bytes);
    }
    study.run(&["verify", "output"]).exits(0);
}

#[test]
fn all_altered_files_of_a_large_site_are_named_at_once() {
    let study = Study::shipped().built();
    let whole = site(&study);
    let altered = whole.iter().filter(|(path, _)| path != "manifest.json");
    let altered: Vec<&String> = altered
        .map(|(path, bytes)| {
            study.write(&format!("output/{path}"), [bytes.as_slice(), b" "].concat());
            path
        })
        .collect();
    assert!(altered.len() > 50, "{}", altered.len());
    study.write("output/data/new.csv", "1,2\n");
    let run = study.run(&["verify", "output"]).exits(1);
    for path in &altered {
        assert!(run.stdout.contains(&format!("{path} was altered: expected ")), "{path}");
    }
    assert!(run.stdout.contains("error[added]: data/new.csv was added"));
    let faults = altered.len() + 1;
    assert!(run.stdout.ends_with(&format!("output is not whole: {faults} errors.\n")));
}

#[cfg(unix)]
#[test]
fn a_link_in_a_site_is_named_and_not_followed() {
    let study = Study::fixture("minimal").built();
    let outside = Study::empty();
    fs::rename(study.path("output/drinks.html"), outside.path("drinks.html")).expect("moved");
    std::os::unix::fs::symlink(outside.path("drinks.html"), study.path("output/drinks.html"))
        .expect("a link");
    let run = study.run(&["verify", "output"]).exits(1);
    assert!(run.stdout.contains("error[not-a-file]"), "{}", run.stdout);
    assert_eq!(run.stdout.matches("error[").count(), 1, "{}", run.stdout);
}

#[test]
fn a_changed_study_and_a_forged_site_are_found_with_the_study() {
    let study = Study::fixture("minimal").built();
    study.replace("content/narrative/drinks.md", "Tea", "Black tea");
    study.run(&["verify", "output"]).exits(0);
    let run = study.run(&["verify", "output", "--study", "."]).exits(1);
    assert!(run.stdout.contains("error[input-altered]: content/narrative/drinks.md"));
    assert!(run.stdout.contains("error[not-rebuilt]: drinks.html is not what the study gives"));
    study.replace("content/study.yaml", "format: 1", "format: one");
    let run = study.run(&["verify", "output", "--study", "."]).exits(2);
    assert!(run.stdout.contains("The study has errors"), "{}", run.stdout);
    study.run(&["verify", "output", "--study", "nowhere"]).exits(2).says("no study at nowhere");
    study.run(&["verify", "content"]).exits(2).says("no site at content");
}

#[test]
fn another_version_of_offprint_has_a_code_of_its_own() {
    let study = Study::fixture("minimal").built();
    by_another_version(&study);
    study.run(&["verify", "output"]).exits(0);
    let run = study.run(&["verify", "output", "--study", "."]).exits(3);
    assert!(run.stdout.contains("Version 0.0.1 of offprint made the site"), "{}", run.stdout);
    assert!(run.stdout.contains("bytes are not comparable"), "{}", run.stdout);
    study.replace("content/data/tea.yaml", "percent: 60", "percent: 62");
    study.replace("content/data/tea.yaml", "percent: 40", "percent: 38");
    let run = study.run(&["verify", "output", "--study", "."]).exits(1);
    assert!(run.stdout.contains("`percent` of `people.drink.tea` is 60"), "{}", run.stdout);
    study.write("output/drinks.html", "altered");
    let run = study.run(&["verify", "output", "--study", "."]).exits(1);
    assert!(run.stdout.contains("error[altered]: drinks.html was altered"), "{}", run.stdout);
}
