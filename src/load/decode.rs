//! A checked YAML tree -> typed entries, by serde.

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::check::truth;
use crate::types::source::{
    CorrectionsFile, DataFile, FrontMatter, Node, NodeValue, RecommendationsFile, ScalarStyle,
    Shaped, StudyFile,
};

/// The entries of one kind of file.
pub(super) trait Entries: DeserializeOwned + Shaped {
    /// What the file holds, in a few words.
    const HOLDS: &'static str;
    /// The keys at its top that a newcomer needs to know.
    const KEYS: &'static [&'static str];
}

impl Entries for StudyFile {
    const HOLDS: &'static str = "what the study is";
    const KEYS: &'static [&'static str] =
        &["format", "kind", "sampling", "title", "authors", "report", "groups"];
}

impl Entries for DataFile {
    const HOLDS: &'static str = "tables or computed values";
    const KEYS: &'static [&'static str] = &["tables", "derived"];
}

impl Entries for RecommendationsFile {
    const HOLDS: &'static str = "recommendations";
    const KEYS: &'static [&'static str] = &["recommendations"];
}

impl Entries for CorrectionsFile {
    const HOLDS: &'static str = "corrections";
    const KEYS: &'static [&'static str] = &["corrections"];
}

impl Entries for FrontMatter {
    const HOLDS: &'static str = "front matter with a title";
    const KEYS: &'static [&'static str] = &["title", "order", "short_title", "description"];
}

/// Decodes a tree that was checked.
///
/// # Errors
/// What serde does not take all the same, with the path to it in words.
pub(super) fn decode<T: Entries>(root: &Node) -> Result<T, String> {
    // The way without paths is faster, and the only one taken where the check was right.
    serde_yaml::from_value(value(root)).or_else(|_| {
        serde_path_to_error::deserialize(value(root)).map_err(|error| error.to_string())
    })
}

/// The tree as a value for serde: numbers stay text, truth values and nothing do not.
fn value(node: &Node) -> Value {
    match &node.value {
        _ if node.is_nothing() => Value::Null,
        NodeValue::Scalar(text, ScalarStyle::Plain) => {
            truth(text).map_or_else(|| Value::String(text.clone()), Value::Bool)
        }
        NodeValue::Scalar(text, _) => Value::String(text.clone()),
        NodeValue::Sequence(items) => Value::Sequence(items.iter().map(value).collect()),
        NodeValue::Mapping(entries) => Value::Mapping(
            entries
                .iter()
                .map(|(key, node)| (Value::String(key.text.clone()), value(node)))
                .collect(),
        ),
    }
}
