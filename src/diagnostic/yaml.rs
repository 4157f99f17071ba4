//! Faults of YAML files as such: syntax, keys, types.

use super::Diagnostic;
use crate::types::source::Place;

impl Diagnostic {
    /// A file is not YAML.
    #[must_use]
    pub fn yaml_syntax(place: Place, info: &str) -> Self {
        let line = line_of(&place);
        let diagnostic =
            Self::error("yaml-syntax", format!("this is not valid YAML: {info}"), place, "");
        if starts_with_role(&line) {
            diagnostic.help(
                "a text that begins with a brace or a backtick needs quotes round it: \
                 headline: \"{pct}`...` of ...\"",
            )
        } else if line.contains('\t') {
            diagnostic.help("YAML is indented with spaces; there is a tab in this line")
        } else {
            diagnostic.help("check indentation, quotes and colons here and in the line before")
        }
    }

    /// A plain scalar begins with a role, which YAML reads as a mapping.
    #[must_use]
    pub fn unquoted_role(place: Place) -> Self {
        Self::error(
            "unquoted-role",
            "expected a text, found a mapping: a plain text cannot begin with a brace".into(),
            place,
            "begins with a brace",
        )
        .help("put quotes round the text: headline: \"{pct}`...` of ...\"")
    }

    /// A key stands twice in one mapping.
    #[must_use]
    pub fn duplicate_key(key: &str, place: Place, first: Place) -> Self {
        Self::error("duplicate-key", format!("the key `{key}` stands here twice"), place, "again")
            .also(first, "first")
            .help("remove one of them")
    }

    /// A mapping's key is a list or mapping.
    #[must_use]
    pub fn key_not_text(place: Place) -> Self {
        Self::error("yaml-key", "expected a text as key".into(), place, "a list or mapping")
            .help("keys are plain words, such as `label`")
    }

    /// Lists and mappings nest deeper than any study needs.
    #[must_use]
    pub fn too_deep(place: Place, limit: usize) -> Self {
        Self::error(
            "too-deep",
            format!("lists and mappings nest more than {limit} deep"),
            place,
            "one level too many",
        )
        .help("a study needs fewer than ten levels; check the indentation")
    }

    /// Aliases expand to more than any study needs.
    #[must_use]
    pub fn alias_bomb(place: Place, limit: usize) -> Self {
        Self::error(
            "alias-bomb",
            format!("aliases expand to more than {limit} entries"),
            place,
            "too many with this one",
        )
        .help("write the entries out")
    }

    /// There is more than one document in a file.
    #[must_use]
    pub fn second_document(place: Place) -> Self {
        Self::error(
            "yaml-documents",
            "expected one YAML document, found a second".into(),
            place,
            "",
        )
        .help("remove the line `---`, or move the second part to a file of its own")
    }

    /// A file without content.
    #[must_use]
    pub fn empty_yaml(place: Place, expected: &[&str]) -> Self {
        Self::error("empty-file", "expected entries, found an empty file".into(), place, "")
            .help(format!("keys of this file: {}", list(expected)))
    }

    /// A key that nothing reads.
    #[must_use]
    pub fn unknown_key(key: &str, place: Place, known: &[&str]) -> Self {
        Self::error("unknown-key", format!("unknown key `{key}`"), place, "not read by offprint")
            .suggest(key, known.iter().copied())
            .help(format!("keys known here: {}", list(known)))
    }

    /// A key that must be there is not.
    #[must_use]
    pub fn missing_key(key: &str, place: Place) -> Self {
        Self::error(
            "missing-key",
            format!("missing key `{key}`"),
            place,
            format!("expected `{key}:` in this entry"),
        )
        .help("docs/data-model.md has an example of each key")
    }

    /// A name that is not one of a fixed list.
    #[must_use]
    pub fn unknown_name(found: &str, place: Place, known: &[&str]) -> Self {
        Self::error(
            "unknown-name",
            format!("expected one of {}, found `{found}`", list(known)),
            place,
            "not one of them",
        )
        .suggest(found, known.iter().copied())
    }

    /// A value of another type.
    #[must_use]
    pub fn wrong_type(found: &str, expected: &str, place: Place) -> Self {
        let diagnostic = Self::error(
            "wrong-type",
            format!("expected {expected}, found {found}"),
            place,
            format!("expected {expected}"),
        );
        if expected.starts_with("text") {
            diagnostic.help("put quotes round it if it is meant as text")
        } else {
            diagnostic.help("docs/data-model.md has an example of each key")
        }
    }
}

fn line_of(place: &Place) -> String {
    let (line, _) = place.line_and_column();
    // The parser often notices a role one line late.
    let lines: Vec<&str> = place.file.text.lines().collect();
    let from = line.saturating_sub(2).min(lines.len());
    lines[from..line.min(lines.len())].join("\n")
}

fn starts_with_role(lines: &str) -> bool {
    lines.lines().any(|line| {
        let value = line.split_once(": ").map_or("", |(_, value)| value.trim_start());
        let value = if value.is_empty() { line.trim_start_matches([' ', '-']) } else { value };
        value.starts_with('`') || (value.starts_with('{') && value.contains("}`"))
    })
}

fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
