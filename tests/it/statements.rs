//! What the shipped study says of its source's sentences: places in one wording, words quoted
//! sparingly.

use std::path::Path;

use crate::support::{files, root};

/// The values of a key in the statements of the shipped study, with the file of each.
fn written(key: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (path, bytes) in files(&root().join("content/data/statements")) {
        if Path::new(&path).extension().is_some_and(|ending| ending == "yaml") {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let values = text.lines().filter_map(|line| line.trim().strip_prefix(key));
            found.extend(values.map(|value| (path.clone(), value.trim_matches('\'').to_owned())));
        }
    }
    found
}

#[test]
fn every_place_names_a_paragraph() {
    let places = written("place: ");
    assert!(places.len() > 200, "{} places", places.len());
    for (path, place) in places {
        let paragraph = place.rsplit_once(", paragraph ").is_some_and(|(section, number)| {
            !section.is_empty() && number.parse::<u8>().is_ok_and(|number| number > 0)
        });
        assert!(paragraph || place.starts_with("Abstract, "), "{path}: {place}");
    }
}

#[test]
fn no_more_than_a_few_words_are_quoted() {
    let quoted = written("words: ");
    assert!(quoted.len() > 100, "{} quotations", quoted.len());
    for (path, words) in quoted {
        let count = words.split_whitespace().filter(|word| *word != "…").count();
        assert!((1..=8).contains(&count), "{path}: {words}");
    }
}
