//! A part that cannot be read -> the ids that seem to stand in it.

use crate::types::source::{Lost, Node, NodeValue};

/// Adds the ids in a part of a tree that is left out; `above` is the id of the entry that holds
/// it, where it has one.
pub(super) fn in_node(node: &Node, above: Option<&str>, lost: &mut Lost) {
    match &node.value {
        NodeValue::Scalar(..) => {}
        NodeValue::Sequence(items) => items.iter().for_each(|item| in_node(item, above, lost)),
        NodeValue::Mapping(entries) => {
            let id = node.get("id").and_then(text);
            if let Some(id) = id {
                // The id of an option is never without that of its question.
                if above.is_none() || node.get("options").is_some() {
                    lost.add_tail(id);
                }
                if let Some(above) = above {
                    lost.add_tail(format!("{above}.{id}"));
                }
            }
            for (key, below) in entries {
                match key.text.as_str() {
                    "aliases" => aliases(below, lost),
                    "number" => number(below, lost),
                    // The id of a question comes after that of its group, not of its table.
                    "questions" => in_node(below, None, lost),
                    _ => in_node(below, id.or(above), lost),
                }
            }
        }
    }
}

/// Adds former ids, be they a list or a text.
pub(super) fn aliases(node: &Node, lost: &mut Lost) {
    match &node.value {
        NodeValue::Scalar(text, _) => lost.add_tail(text),
        NodeValue::Sequence(items) => items.iter().for_each(|item| aliases(item, lost)),
        NodeValue::Mapping(_) => {}
    }
}

/// Adds the keys of a mapping that stands where a list of entries is expected: people who write
/// `people: {label: ...}` take the key for the id.
pub(super) fn keys_as_ids(node: &Node, above: Option<&str>, lost: &mut Lost) {
    if let NodeValue::Mapping(entries) = &node.value {
        for (key, _) in entries {
            let id = &key.text;
            lost.add_tail(above.map_or_else(|| id.clone(), |above| format!("{above}.{id}")));
        }
    }
}

fn number(node: &Node, lost: &mut Lost) {
    if let Some(number) = text(node) {
        lost.add_tail(format!("table-{number}"));
    }
}

fn text(node: &Node) -> Option<&str> {
    match &node.value {
        NodeValue::Scalar(text, _) => Some(text),
        _ => None,
    }
}

/// Adds the ids that seem to stand in a text that is not valid YAML.
pub(super) fn in_text(text: &str, lost: &mut Lost) {
    for line in text.lines() {
        for id in after(line, "id:") {
            lost.add_part(id);
        }
        for number in after(line, "number:") {
            lost.add_part(format!("table-{number}"));
        }
    }
}

/// The words that stand behind a key, wherever it stands in a line.
fn after<'a>(line: &'a str, key: &str) -> Vec<&'a str> {
    line.match_indices(key)
        .filter(|(at, _)| line[..*at].is_empty() || line[..*at].ends_with([' ', '{', ',', '-']))
        .map(|(at, _)| line[at + key.len()..].trim_start().trim_start_matches(['"', '\'']))
        .map(|rest| rest.split([',', ' ', '}', '#', '"', '\'']).next().unwrap_or(rest))
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_in_what_is_no_yaml() {
        let mut lost = Lost::default();
        in_text(
            "- id: sugar # sweet\n  number: 2\n  - {id: \"yes\", label: id: x}\n  kid: none\n",
            &mut lost,
        );
        assert!(lost.may_hold("people.sugar.yes") && lost.may_hold("table-2"));
        assert!(!lost.may_hold("people.sugar.none"));
        assert!(!lost.may_hold("people.sugar.no"));
    }
}
