//! `Node` -> typed entries, by serde: every fault of a file is reported, not only the first.
//!
//! serde stops at the first fault and knows no positions. So the faulty part is cut out of the
//! tree, its place is looked up by the path at which serde stopped, and what is left is tried
//! again; tree and entries stay in step.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use serde_yaml::Value;

use crate::diagnostic::Diagnostic;
use crate::types::source::{
    DataFile, FrontMatter, Key, Node, NodeValue, Place, ScalarStyle, SourceFile, StudyFile,
};

/// After this many faults in one file, the rest is left for the next run.
const MAX_FAULTS: usize = 200;

/// The entries of one kind of file.
pub(super) trait Entries: DeserializeOwned {
    /// The keys at its top that a newcomer needs to know.
    const KEYS: &'static [&'static str];
}

impl Entries for StudyFile {
    const KEYS: &'static [&'static str] =
        &["format", "kind", "sampling", "title", "authors", "report", "groups"];
}

impl Entries for DataFile {
    const KEYS: &'static [&'static str] = &["tables", "derived"];
}

impl Entries for FrontMatter {
    const KEYS: &'static [&'static str] = &["title", "order", "short_title", "description"];
}

/// One step from a node to a node below it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    Item(usize),
}

/// Decodes a tree; gives the entries and the tree without what was faulty, or nothing where the
/// top itself cannot be read.
pub(super) fn decode<T: Entries>(
    file: &Arc<SourceFile>,
    root: Node,
    faults: &mut Vec<Diagnostic>,
    lost_ids: &mut Vec<String>,
) -> Option<(T, Node)> {
    // The way without paths is faster, and nearly always the only one taken.
    if let Ok(content) = serde_yaml::from_value::<T>(value(&root)) {
        return Some((content, root));
    }
    let mut tree = Tree {
        file,
        root,
        faults,
        lost_ids,
        known: BTreeSet::new(),
        fillers: BTreeMap::new(),
        doomed: BTreeSet::new(),
    };
    for _ in 0..MAX_FAULTS {
        match serde_path_to_error::deserialize::<_, T>(value(&tree.root)) {
            Ok(content) if tree.doomed.is_empty() => return Some((content, tree.root)),
            Ok(_) => tree.cut_doomed()?,
            Err(error) => tree.fault(&error.inner().to_string(), &steps(error.path()))?,
        }
    }
    None
}

/// A tree with what has become of it. A mapping is told by where it begins in the file, which
/// stays true when items before it are cut out.
struct Tree<'a> {
    file: &'a Arc<SourceFile>,
    root: Node,
    faults: &'a mut Vec<Diagnostic>,
    lost_ids: &'a mut Vec<String>,
    /// Keys of mappings that were reported: that they are missing now is no fault of its own.
    known: BTreeSet<(usize, String)>,
    /// Made-up values of missing keys, so that what comes after is read too; how many were tried.
    fillers: BTreeMap<(usize, String), usize>,
    /// The items that lack a key, to be cut out when all faults are known.
    doomed: BTreeSet<usize>,
}

impl Tree<'_> {
    /// Reports what serde found and makes the tree such that serde gets further; nothing where
    /// that cannot be done.
    fn fault(&mut self, message: &str, path: &[Step]) -> Option<()> {
        let fault = Fault::read(message, path);
        let key_path = fault.key_path(path);
        let Some((last, above)) = key_path.split_last() else {
            self.faults.push(fault.diagnostic(self.file, &self.root, path));
            return None;
        };
        let holder = node_at(&mut self.root, above)?.span.start;
        let Step::Key(key) = last else {
            self.faults.push(fault.diagnostic(self.file, &self.root, path));
            return self.cut_out(above, last);
        };
        let identity = (holder, key.clone());
        if let Some(tries) = self.fillers.get_mut(&identity) {
            *tries += 1;
            return match fault.filler(*tries) {
                Some(filler) => self.fill(above, key, filler),
                None => self.cut_doomed(),
            };
        }
        if self.known.insert(identity.clone()) {
            self.faults.push(fault.diagnostic(self.file, &self.root, path));
        }
        if !matches!(fault, Fault::MissingKey(_)) {
            return self.cut_out(above, last);
        }
        let item = nearest_item(above);
        self.doomed.insert(node_at(&mut self.root, item)?.span.start);
        self.fillers.insert(identity, 0);
        self.fill(above, key, NodeValue::Scalar("0".into(), ScalarStyle::Single))
    }

    fn fill(&mut self, above: &[Step], key: &str, value: NodeValue) -> Option<()> {
        let NodeValue::Mapping(entries) = &mut node_at(&mut self.root, above)?.value else {
            return None;
        };
        entries.retain(|(old, _)| old.text != *key);
        entries.push((Key { text: key.to_owned(), span: 0..0 }, Node { span: 0..0, value }));
        Some(())
    }

    fn cut_out(&mut self, above: &[Step], last: &Step) -> Option<()> {
        let node = remove(node_at(&mut self.root, above)?, last)?;
        self.lost_ids.extend(ids_in_node(&node));
        Some(())
    }

    /// Cuts out all items that lack a key; nothing where the top itself does.
    fn cut_doomed(&mut self) -> Option<()> {
        if self.doomed.contains(&self.root.span.start) {
            self.lost_ids.extend(ids_in_node(&self.root));
            return None;
        }
        let doomed = std::mem::take(&mut self.doomed);
        cut_items(&mut self.root, &doomed, self.lost_ids);
        self.fillers.clear();
        Some(())
    }
}

/// Cuts out the items of lists that begin at one of the positions.
fn cut_items(node: &mut Node, doomed: &BTreeSet<usize>, lost_ids: &mut Vec<String>) {
    match &mut node.value {
        NodeValue::Scalar(..) => {}
        NodeValue::Mapping(entries) => {
            for (_, node) in entries {
                cut_items(node, doomed, lost_ids);
            }
        }
        NodeValue::Sequence(items) => {
            items.retain(|item| {
                let keep = !doomed.contains(&item.span.start);
                if !keep {
                    lost_ids.extend(ids_in_node(item));
                }
                keep
            });
            for item in items {
                cut_items(item, doomed, lost_ids);
            }
        }
    }
}

/// What serde found wrong.
#[derive(Debug)]
enum Fault {
    UnknownKey { key: String, known: Vec<String> },
    MissingKey(String),
    UnknownName { found: String, known: Vec<String> },
    WrongType { found: String, expected: String },
}

impl Fault {
    /// Reads serde's message; the forms are those of serde's own `Error` trait.
    fn read(message: &str, path: &[Step]) -> Self {
        let ticked = |text: &str| -> Vec<String> {
            text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
        };
        let names = |text: &str| {
            let mut names = ticked(text).into_iter();
            (names.next().unwrap_or_default(), names.collect::<Vec<_>>())
        };
        if message.starts_with("unknown field") {
            let (key, known) = names(message);
            // A key that itself holds a backtick cannot be told from the message.
            let key = match path.last() {
                Some(Step::Key(last)) if key.is_empty() || last.contains('`') => last.clone(),
                _ => key,
            };
            return Self::UnknownKey { key, known };
        }
        if message.starts_with("missing field") {
            return Self::MissingKey(names(message).0);
        }
        if message.starts_with("unknown variant") {
            let (found, known) = names(message);
            return Self::UnknownName { found, known };
        }
        let (found, expected) = message
            .strip_prefix("invalid type: ")
            .or_else(|| message.strip_prefix("invalid value: "))
            .and_then(|rest| rest.rsplit_once(", expected "))
            .unwrap_or((message, "something else"));
        Self::WrongType { found: plain_found(found), expected: plain_expected(expected) }
    }

    /// The path of the key that the fault speaks of.
    fn key_path(&self, path: &[Step]) -> Vec<Step> {
        let mut path = path.to_vec();
        let key = match self {
            Self::MissingKey(key) | Self::UnknownKey { key, .. } => key,
            Self::UnknownName { .. } | Self::WrongType { .. } => return path,
        };
        if path.last() != Some(&Step::Key(key.clone())) || matches!(self, Self::MissingKey(_)) {
            path.push(Step::Key(key.clone()));
        }
        path
    }

    /// Another made-up value to try in place of one that serde did not take.
    fn filler(&self, tries: usize) -> Option<NodeValue> {
        match (self, tries) {
            (Self::UnknownName { known, .. }, 1) => {
                Some(NodeValue::Scalar(known.first()?.clone(), ScalarStyle::Single))
            }
            (Self::WrongType { .. }, 1) => Some(NodeValue::Sequence(Vec::new())),
            (Self::WrongType { .. }, 2) => {
                Some(NodeValue::Scalar("true".into(), ScalarStyle::Plain))
            }
            _ => None,
        }
    }

    fn diagnostic(&self, file: &Arc<SourceFile>, root: &Node, path: &[Step]) -> Diagnostic {
        let at = |path: &[Step], key: bool| Place {
            file: Arc::clone(file),
            span: span(file, root, path, key),
        };
        match self {
            Self::UnknownKey { key, known } => {
                Diagnostic::unknown_key(key, at(&self.key_path(path), true), &borrowed(known))
            }
            Self::MissingKey(key) => Diagnostic::missing_key(key, at(path, false)),
            Self::UnknownName { found, known } => {
                Diagnostic::unknown_name(found, at(path, false), &borrowed(known))
            }
            Self::WrongType { found, expected } => {
                let place = at(path, false);
                if place.file.text[place.span.start..].starts_with('{') && expected == "text" {
                    Diagnostic::unquoted_role(place)
                } else {
                    Diagnostic::wrong_type(found, expected, place)
                }
            }
        }
    }
}

fn borrowed(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

/// serde's words for what it found, in a reader's words.
fn plain_found(found: &str) -> String {
    match found {
        "unit value" | "null" => "nothing".into(),
        "map" => "a mapping".into(),
        "sequence" => "a list".into(),
        other => match other.split_once(' ') {
            Some(("boolean", value)) => value.replace('`', ""),
            Some(("string", value)) => value.to_owned(),
            _ => other.to_owned(),
        },
    }
}

/// serde's words for what it expected, in a reader's words.
fn plain_expected(expected: &str) -> String {
    match expected {
        "a string" => "text".into(),
        "a sequence" => "a list".into(),
        "a boolean" => "true or false".into(),
        other if other.starts_with("struct ") => "a mapping of keys and values".into(),
        other => other.to_owned(),
    }
}

/// The path of the innermost item of a list on a path; the top where there is none.
fn nearest_item(path: &[Step]) -> &[Step] {
    let end = path.iter().rposition(|step| matches!(step, Step::Item(_))).map_or(0, |i| i + 1);
    &path[..end]
}

fn steps(path: &serde_path_to_error::Path) -> Vec<Step> {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(Step::Item(*index)),
            Segment::Map { key } => Some(Step::Key(key.clone())),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

/// The span of the node at a path, or of its key; where the path ends early, of what is there.
fn span(file: &SourceFile, root: &Node, path: &[Step], of_key: bool) -> std::ops::Range<usize> {
    let mut node = root;
    let mut key_span = None;
    for step in path {
        let next = match (step, &node.value) {
            (Step::Key(key), NodeValue::Mapping(entries)) => {
                entries.iter().find(|(k, _)| k.text == *key).map(|(k, n)| (Some(&k.span), n))
            }
            (Step::Item(index), NodeValue::Sequence(items)) => items.get(*index).map(|n| (None, n)),
            _ => None,
        };
        let Some((key, below)) = next else { break };
        key_span = key;
        node = below;
    }
    if let (true, Some(span)) = (of_key, key_span) {
        return span.clone();
    }
    match &node.value {
        NodeValue::Mapping(entries) if !file.text[node.span.start..].starts_with('{') => {
            entries.first().map_or(node.span.clone(), |(key, _)| key.span.clone())
        }
        NodeValue::Scalar(text, _) if text.is_empty() => {
            key_span.cloned().unwrap_or_else(|| node.span.clone())
        }
        _ => {
            let rest = &file.text[node.span.clone()];
            let line = rest.find('\n').unwrap_or(rest.len());
            node.span.start..node.span.start + rest[..line].trim_end().len()
        }
    }
}

/// The node at a path.
fn node_at<'a>(root: &'a mut Node, path: &[Step]) -> Option<&'a mut Node> {
    path.iter().try_fold(root, |node, step| match (step, &mut node.value) {
        (Step::Key(key), NodeValue::Mapping(entries)) => {
            entries.iter_mut().find(|(k, _)| k.text == *key).map(|(_, n)| n)
        }
        (Step::Item(index), NodeValue::Sequence(items)) => items.get_mut(*index),
        _ => None,
    })
}

/// Takes what a step leads to out of a node.
fn remove(node: &mut Node, step: &Step) -> Option<Node> {
    match (step, &mut node.value) {
        (Step::Key(key), NodeValue::Mapping(entries)) => {
            let index = entries.iter().position(|(k, _)| k.text == *key)?;
            Some(entries.remove(index).1)
        }
        (Step::Item(index), NodeValue::Sequence(items)) if *index < items.len() => {
            Some(items.remove(*index))
        }
        _ => None,
    }
}

/// The tree as a value for serde: numbers stay text, truth values and nothing do not.
fn value(node: &Node) -> Value {
    match &node.value {
        NodeValue::Scalar(text, ScalarStyle::Plain) => match text.as_str() {
            "true" | "True" | "TRUE" => Value::Bool(true),
            "false" | "False" | "FALSE" => Value::Bool(false),
            "" | "~" | "null" | "Null" | "NULL" => Value::Null,
            other => Value::String(other.to_owned()),
        },
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

/// The ids that stand in a part of the tree.
fn ids_in_node(node: &Node) -> Vec<String> {
    match &node.value {
        NodeValue::Scalar(..) => Vec::new(),
        NodeValue::Sequence(items) => items.iter().flat_map(ids_in_node).collect(),
        NodeValue::Mapping(entries) => entries
            .iter()
            .flat_map(|(key, node)| match (&*key.text, &node.value) {
                ("id", NodeValue::Scalar(id, _)) => vec![id.clone()],
                ("id" | "aliases", NodeValue::Sequence(_)) => Vec::new(),
                _ => ids_in_node(node),
            })
            .collect(),
    }
}

/// The ids that seem to stand in a text that is not valid YAML.
pub(super) fn ids_in_text(text: &str) -> Vec<String> {
    text.lines()
        .filter_map(|line| {
            let line = line.trim_start_matches([' ', '-', '{']);
            let id = line.strip_prefix("id:")?.trim();
            Some(id.split([',', ' ', '}', '#']).next().unwrap_or(id).trim_matches('"').to_owned())
        })
        .filter(|id| !id.is_empty())
        .collect()
}
