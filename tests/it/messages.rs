//! Every message that is asked for is there with just these variables, and none is there in vain.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use offprint::types::messages::{ENGLISH_FILES, Messages, OF_OWN_DATA};
use walkdir::WalkDir;

use crate::support::{Study, files, root};

/// A message that is asked for: its key, the variables that stand, and where.
struct Asked {
    key: String,
    variables: BTreeSet<String>,
    place: String,
}

/// The text of a call from behind its opening bracket to the one that closes it.
fn call(text: &str) -> &str {
    let (mut depth, mut quoted, mut before) = (1, None, ' ');
    for (at, c) in text.char_indices() {
        match (quoted, c) {
            (Some(quote), _) if c == quote && before != '\\' => quoted = None,
            (None, '"') => quoted = Some('"'),
            // Of Rust's lifetimes and characters, none stands in a call that holds a bracket.
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        before = c;
        if depth == 0 {
            return &text[..at];
        }
    }
    panic!("a call without an end: {text:.80}");
}

/// The parts of a call, divided at commas that stand in no bracket and no string.
fn parts(call: &str) -> Vec<String> {
    let (mut depth, mut quoted) = (0, None);
    let mut parts = vec![String::new()];
    for c in call.chars() {
        match quoted {
            Some(quote) if c == quote => quoted = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quoted = Some(c),
            None => depth += i32::from("([{".contains(c)) - i32::from(")]}".contains(c)),
        }
        if c == ',' && depth == 0 && quoted.is_none() {
            parts.push(String::new());
        } else {
            parts.last_mut().expect("a part").push(c);
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|it| !it.is_empty()).collect()
}

/// The text between the first two quotation marks.
fn quoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.split('"').next()
}

fn sources(folder: &str, ending: &str) -> Vec<(String, String)> {
    WalkDir::new(root().join(folder))
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.path().extension().is_some_and(|it| it == ending))
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).expect("a text");
            (entry.path().to_string_lossy().into_owned(), text)
        })
        .collect()
}

/// The code of a file without its tests and comments.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or(text);
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn asked() -> Vec<Asked> {
    let mut asked = Vec::new();
    for (place, text) in sources("src", "rs") {
        let code = code(&text);
        for (at, start) in code.match_indices("say!(") {
            let parts = parts(call(&code[at + start.len()..]));
            // The macro itself and what speaks of it have no key.
            let Some(key) = parts.get(1).and_then(|part| quoted(part)) else { continue };
            let variables = parts[2..].iter().map(|part| {
                let (name, _) = part.split_once('=').expect(part);
                name.trim().to_owned()
            });
            asked.push(Asked {
                key: key.into(),
                variables: variables.collect(),
                place: place.clone(),
            });
        }
        for (at, start) in code.match_indices(".text(\"") {
            // Others have a method of this name, too.
            let speaks = ["style", "style()", "messages"].iter().any(|it| code[..at].ends_with(it));
            if !speaks {
                continue;
            }
            let key = quoted(&code[at + start.len() - 1..]).expect("a key");
            let variables = BTreeSet::new();
            asked.push(Asked { key: key.into(), variables, place: place.clone() });
        }
    }
    for (place, text) in sources("templates", "html") {
        for (at, start) in text.match_indices(" t(") {
            let parts = parts(call(&text[at + start.len()..]));
            let key = parts[0].strip_prefix("key=").and_then(quoted).expect("a key");
            let variables = parts[1..].iter().map(|part| {
                let (name, _) = part.split_once('=').expect(part);
                name.trim().to_owned()
            });
            asked.push(Asked {
                key: key.into(),
                variables: variables.collect(),
                place: place.clone(),
            });
        }
    }
    asked
}

#[test]
fn what_is_asked_for_is_there_with_its_variables() {
    let english = Messages::english();
    let asked = asked();
    assert!(asked.len() > 300, "only {} calls were found", asked.len());
    for it in &asked {
        let Some(known) = english.variables(&it.key) else {
            panic!("{}: there is no message `{}`", it.place, it.key);
        };
        let known: BTreeSet<String> = known.into_iter().map(str::to_owned).collect();
        assert_eq!(it.variables, known, "{}: the variables of `{}`", it.place, it.key);
    }
}

#[test]
fn messages_of_own_data_take_the_place_of_others_with_their_variables() {
    let english = Messages::english();
    let own = english.of_own_data();
    let keys: Vec<&str> = english.keys().filter(|key| key.ends_with(OF_OWN_DATA)).collect();
    assert!(keys.len() > 20, "{keys:?}");
    for key in keys {
        let of_source = key.trim_end_matches(OF_OWN_DATA);
        assert!(english.variables(of_source).is_some(), "`{key}` stands for no `{of_source}`");
        assert_eq!(english.variables(key), english.variables(of_source), "`{key}`");
    }
    assert_eq!(english.text("head-published"), "As published");
    assert_eq!(own.text("head-published"), "As reported");
    // What is worded once is the same in both.
    assert_eq!(own.text("page-skip"), english.text("page-skip"));
}

/// A study of its own data has no source that somebody else wrote, and was not published elsewhere.
#[test]
fn an_original_study_speaks_of_no_source() {
    for name in ["scale", "consistent", "compared"] {
        let study = Study::fixture(name);
        assert!(study.read("content/study.yaml").contains("kind: original"), "{name}");
        let study = study.built();
        let mut pages = 0;
        for (path, bytes) in files(&study.path("output")) {
            let ending = path.rsplit('.').next();
            let shown = ending.is_some_and(|it| ["html", "md", "csv"].contains(&it));
            let text = String::from_utf8_lossy(&bytes);
            for words in ["the source", "As published", "the source’s"] {
                let at = text.find(words).filter(|_| shown);
                assert!(at.is_none(), "{name}, {path}: {:.200}", &text[at.unwrap_or(0)..]);
            }
            pages += usize::from(ending == Some("html"));
        }
        assert!(pages > 5, "{name}: {pages} pages");
    }
}

#[test]
fn no_message_is_there_in_vain() {
    let everything: Vec<String> = sources("src", "rs")
        .into_iter()
        .map(|(_, text)| code(&text))
        .chain(sources("templates", "html").into_iter().map(|(_, text)| text))
        .collect();
    let mut strings: BTreeSet<&str> = BTreeSet::new();
    for text in &everything {
        strings.extend(text.split('"'));
    }
    let english = Messages::english();
    // What a check is, is asked for by its code.
    let parts = ["title", "what", "why", "rule", "example", "resolve", "source"];
    let mut of_checks = BTreeSet::new();
    for check in offprint::checks() {
        of_checks.extend(parts.map(|part| format!("check-{}-{part}", check.code)));
    }
    // What stands in the place of another is asked for by the key of that.
    let asked = |key: &str| {
        let key = key.strip_suffix(OF_OWN_DATA).unwrap_or(key);
        strings.contains(key) || of_checks.contains(key)
    };
    let unused: Vec<&str> = english.keys().filter(|key| !asked(key)).collect();
    assert!(unused.is_empty(), "nothing asks for {unused:?}");
}

#[test]
fn every_check_is_explained() {
    for check in offprint::checks() {
        let texts = [&check.title, &check.what, &check.why, &check.rule, &check.example];
        let texts = texts.into_iter().chain([&check.resolve, &check.source]);
        assert!(texts.into_iter().all(|text| !text.is_empty()), "{} is explained", check.code);
    }
}

#[test]
fn every_message_is_there_once() {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for (file, text) in ENGLISH_FILES {
        for line in text.lines() {
            let key = line.split(" =").next().filter(|_| !line.starts_with([' ', '#', '-']));
            let Some(key) = key.filter(|key| !key.is_empty() && line.contains(" =")) else {
                continue;
            };
            let before = known.insert(key.to_owned(), file);
            assert!(before.is_none(), "`{key}` stands in {file} and in {before:?}");
        }
    }
    let english = Messages::english();
    assert_eq!(known.len(), english.keys().count(), "what stands in the files was read");
}
