//! A YAML tree and its shape -> the same tree such that serde reads it: what does not fit is
//! reported, all of it, and something that fits stands in for it.

mod commas;

use std::sync::Arc;

use super::lost;
use crate::diagnostic::{Diagnostic, Wrong, nearest};
use crate::types::source::{
    Key, KeyShape, Lost, Node, NodeValue, Place, ScalarStyle, Shape, SourceFile,
};

/// Checks a tree whose top is an entry; gives what is wrong, and whether its top could be read.
pub(super) fn check(
    file: &Arc<SourceFile>,
    root: &mut Node,
    shape: &Shape,
    lost: &mut Lost,
) -> (bool, Vec<Diagnostic>) {
    let mut check = Check { file, lost, faults: Vec::new() };
    let context = Context { key: None, above: None, in_list: false };
    let read = check.value(root, shape, context);
    if !read {
        lost::in_node(root, None, check.lost);
    }
    (read, check.faults)
}

struct Check<'a> {
    file: &'a Arc<SourceFile>,
    lost: &'a mut Lost,
    faults: Vec<Diagnostic>,
}

/// Where in the tree a value stands.
#[derive(Clone, Copy)]
struct Context<'a> {
    /// The key at which it stands; none at the top.
    key: Option<&'a Key>,
    /// The id of the entry that holds it, as far as ids below it begin with it.
    above: Option<&'a str>,
    /// Whether it is an entry of the list at the key.
    in_list: bool,
}

impl Check<'_> {
    /// Whether a value has a shape; where not, says so.
    fn value(&mut self, node: &mut Node, shape: &Shape, context: Context<'_>) -> bool {
        match (shape, &node.value) {
            (Shape::Entry { name, keys }, NodeValue::Mapping(_)) => {
                self.entry(node, name, keys, context);
                return true;
            }
            (Shape::List(item), NodeValue::Sequence(_)) => {
                self.list(node, item, context);
                return true;
            }
            (_, NodeValue::Scalar(..)) if scalar_fits(shape, node) => return true,
            (Shape::Name(known, _), NodeValue::Scalar(text, _)) if !node.is_nothing() => {
                let key = context.key.map_or("", |key| &key.text);
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let place = self.place(node);
                self.faults.push(Diagnostic::unknown_name(key, text, place, &known));
            }
            _ => self.wrong_type(node, shape, context),
        }
        false
    }

    /// Checks the items of a list; those that cannot be read are left out.
    fn list(&mut self, node: &mut Node, item: &Shape, context: Context<'_>) {
        let NodeValue::Sequence(items) = &mut node.value else { return };
        let before = items.len();
        items.retain_mut(|node| {
            let read = self.value(node, item, Context { in_list: true, ..context });
            if !read {
                lost::in_node(node, context.above, self.lost);
                self.nameless(item, context);
            }
            read
        });
        node.stands_in = items.len() < before;
    }

    /// Checks the keys and values of an entry.
    fn entry(
        &mut self,
        node: &mut Node,
        name: &'static str,
        shapes: &[KeyShape],
        context: Context<'_>,
    ) {
        let start = node.span.start;
        let id = match node.get("id").filter(|id| scalar_fits(&Shape::Text, id)) {
            Some(Node { value: NodeValue::Scalar(text, _), .. }) => Some(text.clone()),
            _ => None,
        };
        let place = self.place(node);
        let NodeValue::Mapping(entries) = &mut node.value else { return };
        let above = id.as_deref().or(context.above);
        commas::rejoin(self.file, entries, shapes, &mut self.faults);
        self.unknown_keys(entries, shapes, above);
        let mut missing = Vec::new();
        for shape in shapes {
            let Some((key, value)) = entries.iter_mut().find(|(key, _)| key.text == shape.key)
            else {
                if shape.required {
                    missing.push(shape);
                    let key = Key { text: shape.key.to_owned(), span: start..start };
                    entries.push((key, stand_in(&shape.shape, true, start)));
                }
                continue;
            };
            if !shape.required && value.is_nothing() {
                continue;
            }
            let above = above.filter(|_| shape.key != "questions");
            let below = Context { key: Some(key), above, in_list: false };
            if !self.value(value, &shape.shape, below) {
                match shape.key {
                    "aliases" => lost::aliases(value, self.lost),
                    _ => lost::in_node(value, above, self.lost),
                }
                if matches!(shape.shape, Shape::List(_)) {
                    lost::keys_as_ids(value, above, self.lost);
                }
                let at = value.span.start;
                *value = stand_in(&shape.shape, shape.required, at);
            }
        }
        if id.is_none() {
            self.nameless(&Shape::Entry { name, keys: shapes.to_vec() }, context);
        }
        if !missing.is_empty() {
            self.faults.push(Diagnostic::missing_keys(name, &missing, place));
        }
    }

    /// Notes that an entry has no id that can be read: whatever is looked for below the same
    /// question may be this one.
    fn nameless(&mut self, shape: &Shape, context: Context<'_>) {
        let Shape::Entry { keys, .. } = shape else { return };
        if let Some(above) = context.above
            && keys.iter().any(|key| key.key == "id")
        {
            self.lost.add_tail(format!("{above}.*"));
        }
    }

    /// Tells the keys that an entry does not have. One that is misspelt is read as what was meant;
    /// others are left out.
    fn unknown_keys(
        &mut self,
        entries: &mut Vec<(Key, Node)>,
        shapes: &[KeyShape],
        above: Option<&str>,
    ) {
        let names: Vec<&str> = shapes.iter().map(|shape| shape.key).collect();
        let mut there: Vec<String> = entries.iter().map(|(key, _)| key.text.clone()).collect();
        entries.retain_mut(|(key, value)| {
            if names.contains(&key.text.as_str()) {
                return true;
            }
            let place = Place { file: Arc::clone(self.file), span: key.span.clone() };
            if let Some((meant, rest)) = unspaced(key, value, &names)
                && !there.iter().any(|key| key == meant)
            {
                self.faults.push(Diagnostic::no_space(meant, rest, place));
                let start = key.span.end - rest.len().min(key.span.len());
                let text = NodeValue::Scalar(rest.to_owned(), ScalarStyle::Double);
                *value = Node::new(start..key.span.end, text);
                there.push(meant.to_owned());
                key.text = meant.to_owned();
                return true;
            }
            self.faults.push(Diagnostic::unknown_key(&key.text, place, &names));
            let near = nearest(&key.text, names.iter().copied());
            let meant = shapes.iter().find(|shape| {
                near.first() == Some(&shape.key)
                    && !there.iter().any(|key| key == shape.key)
                    && same_kind(&shape.shape, value)
            });
            if let Some(meant) = meant {
                there.push(meant.key.to_owned());
                meant.key.clone_into(&mut key.text);
            } else {
                lost::in_node(value, above, self.lost);
            }
            meant.is_some()
        });
    }

    fn wrong_type(&mut self, node: &Node, shape: &Shape, context: Context<'_>) {
        let mut place = self.place(node);
        if node.is_nothing()
            && let Some(key) = context.key
        {
            // Nothing stands there, so the key is shown.
            place.span = key.span.clone();
        }
        let key = context.key.map(|key| key.text.as_str());
        let wrong = Wrong { node, shape, key, in_list: context.in_list };
        self.faults.push(Diagnostic::wrong_type(&wrong, place));
    }

    /// The place of a node: of its first line, of a mapping its first key.
    fn place(&self, node: &Node) -> Place {
        let in_braces = self.file.text[node.span.start..].starts_with('{');
        let span = match &node.value {
            NodeValue::Mapping(entries) if !in_braces && !entries.is_empty() => {
                entries[0].0.span.clone()
            }
            _ => {
                let rest = &self.file.text[node.span.clone()];
                let line = rest.find(['\r', '\n']).unwrap_or(rest.len());
                node.span.start..node.span.start + rest[..line].trim_end().len()
            }
        };
        Place { file: Arc::clone(self.file), span }
    }
}

/// Whether a scalar is what serde will read as a text, truth value or name.
fn scalar_fits(shape: &Shape, node: &Node) -> bool {
    let NodeValue::Scalar(text, style) = &node.value else { return false };
    let truth = *style == ScalarStyle::Plain && truth(text).is_some();
    match shape {
        Shape::Text => !truth && !node.is_nothing(),
        Shape::Truth => truth,
        Shape::Name(known, _) => !truth && known.contains(text),
        Shape::List(_) | Shape::Entry { .. } => false,
    }
}

/// The key that was meant, and its value, where they stand without a colon and a space between:
/// `percent:60`.
fn unspaced<'a, 'k>(key: &'a Key, value: &Node, names: &[&'k str]) -> Option<(&'k str, &'a str)> {
    let text = key.text.as_str();
    let end = text.find(|c: char| !c.is_ascii_lowercase() && c != '_')?;
    let rest = text[end..].trim_start_matches([':', '.', '=', ' ']);
    let meant = names.iter().find(|name| **name == &text[..end])?;
    let plain = value.is_nothing() && !rest.is_empty() && !rest.contains('\n');
    plain.then_some((*meant, rest))
}

/// Whether a value is a text, list or mapping, as its shape is.
fn same_kind(shape: &Shape, node: &Node) -> bool {
    matches!(
        (shape, &node.value),
        (Shape::Text | Shape::Truth | Shape::Name(..), NodeValue::Scalar(..))
            | (Shape::List(_), NodeValue::Sequence(_))
            | (Shape::Entry { .. }, NodeValue::Mapping(_))
    )
}

/// The truth value that a plain text is.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// Something that fits a shape and takes no room: of optional keys nothing, of others the least.
pub(super) fn stand_in(shape: &Shape, required: bool, at: usize) -> Node {
    let value = match shape {
        _ if !required => NodeValue::Scalar(String::new(), ScalarStyle::Plain),
        Shape::Text => NodeValue::Scalar(String::new(), ScalarStyle::Double),
        Shape::Truth => NodeValue::Scalar("true".into(), ScalarStyle::Plain),
        Shape::Name(known, _) => {
            let name = known.first().cloned().unwrap_or_default();
            NodeValue::Scalar(name, ScalarStyle::Double)
        }
        Shape::List(_) => NodeValue::Sequence(Vec::new()),
        Shape::Entry { keys, .. } => {
            let required = keys.iter().filter(|key| key.required);
            let entries = required.map(|key| {
                let name = Key { text: key.key.to_owned(), span: at..at };
                (name, stand_in(&key.shape, true, at))
            });
            NodeValue::Mapping(entries.collect())
        }
    };
    Node { span: at..at, value, stands_in: true }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{decode, tree};
    use crate::types::source::{DataFile, Shaped};

    /// The faults of a data file as (code, what the caret is under), its entries, what is lost.
    fn checked(text: &str) -> (Vec<(&'static str, String)>, Option<DataFile>, Lost) {
        let file = Arc::new(SourceFile { path: "a.yaml".into(), text: text.into() });
        let mut root = tree::parse(&file, 0..text.len()).root.expect("a tree");
        let mut lost = Lost::default();
        let (read, faults) = check(&file, &mut root, &DataFile::shape(), &mut lost);
        let told = |fault: &Diagnostic| {
            let place = &fault.labels[0].place;
            (fault.code, place.file.text[place.span.clone()].to_owned())
        };
        let content = read.then(|| decode::decode(&root).expect("what was checked is taken"));
        (faults.iter().map(told).collect(), content, lost)
    }

    fn told(code: &'static str, place: &str) -> (&'static str, String) {
        (code, place.to_owned())
    }

    #[test]
    fn missing_keys_are_told_together_and_stood_in_for() {
        let text = "tables:\n- id: a\n  questions:\n  - {label: Q, options: []}\n  - id: b\n";
        let (faults, content, _) = checked(text);
        assert_eq!(
            faults,
            [
                told("missing-key", "{label: Q, options: []}"),
                told("missing-key", "id"),
                told("missing-key", "id"),
            ]
        );
        let tables = content.expect("entries").tables.expect("tables");
        assert_eq!(tables[0].questions.len(), 2);
        assert_eq!(tables[0].title, "");
        assert_eq!(tables[0].questions[1].id, "b");
    }

    #[test]
    fn faulty_values_take_no_others_with_them() {
        let text = "tables:\n- id: a\n  number: [1]\n  title: true\n  base_is: guessed\n  qestions: \
                    []\n  questions:\n  - id: q\n    label: Q\n    kind: singel\n    complete: no\n    \
                    options:\n    - o\n    - {id: p, label: P, percent: 5, note: ~}\n";
        let (faults, content, _) = checked(text);
        assert_eq!(
            faults,
            [
                told("unknown-key", "qestions"),
                told("wrong-type", "[1]"),
                told("wrong-type", "true"),
                told("unknown-name", "guessed"),
                told("unknown-name", "singel"),
                told("wrong-type", "no"),
                told("wrong-type", "o"),
            ]
        );
        let table = &content.expect("entries").tables.expect("tables")[0];
        assert_eq!((table.number.as_ref(), table.base_is), (None, None));
        assert_eq!(table.questions[0].options.len(), 1);
        assert_eq!(table.questions[0].options[0].note, None);
    }

    #[test]
    fn what_a_comma_has_cut_is_put_together_again() {
        let option = |keys: &str| {
            let text = format!(
                "tables:\n- id: t\n  title: T\n  questions:\n  - id: q\n    label: Q\n    kind: \
                 single\n    options:\n    - {{id: x, {keys}}}\n"
            );
            let (faults, content, _) = checked(&text);
            let tables = content.expect("entries").tables.expect("tables");
            let option = &tables[0].questions[0].options[0];
            let read = (option.label.clone(), option.count.clone(), option.percent.clone());
            (faults, read)
        };
        let read = |label: &str, count: Option<&str>, percent: Option<&str>| {
            (label.to_owned(), count.map(str::to_owned), percent.map(str::to_owned))
        };
        let one = |place: &str| vec![told("unknown-key", place)];
        let put = |keys| option(keys);
        assert_eq!(put("label: L, count: 1,640"), (one("640"), read("L", Some("1640"), None)));
        let large = put("label: L, count: 1,640,000");
        assert_eq!(large, (one("640"), read("L", Some("1640000"), None)));
        assert_eq!(put("label: L, percent: 60,5"), (one("5"), read("L", None, Some("60.5"))));
        assert_eq!(put("label: L, percent: 60,500"), (one("500"), read("L", None, Some("60.500"))));
        let text = put("label: Away, all day,  always, count: 3");
        assert_eq!(text, (one("all day"), read("Away, all day, always", Some("3"), None)));
        // What has a value, is near to a key or stands behind quotes is another fault.
        let keys = "label: \"L\", all day, count: 3, percnt, far: 5";
        let (faults, _) = put(keys);
        let places: Vec<&str> = faults.iter().map(|(_, place)| &**place).collect();
        assert_eq!(places, ["all day", "percnt", "far"]);
    }

    #[test]
    fn a_misspelt_key_is_read_as_what_was_meant() {
        let text = "tables:\n- id: t\n  title: T\n  qestions:\n  - id: q\n    label: Q\n    Kind: \
                    singel\n    optons:\n    - {id: x, lable: X}\n    notes: [a]\n";
        let (faults, content, lost) = checked(text);
        assert_eq!(
            faults,
            [
                told("unknown-key", "qestions"),
                told("unknown-key", "Kind"),
                told("unknown-key", "optons"),
                told("unknown-key", "notes"),
                told("unknown-name", "singel"),
                told("unknown-key", "lable"),
            ]
        );
        let table = &content.expect("entries").tables.expect("tables")[0];
        assert_eq!(table.questions[0].options[0].label, "X");
        assert!(!lost.may_hold("g.q.x"));
    }

    #[test]
    fn ids_in_what_is_left_out_are_lost() {
        let text = "tables:\n- id: t\n  title: T\n  questions:\n  - id: q\n    label: Q\n    kind: \
                    fact\n    optoins: [{id: x}]\n    options: {y: 5}\n  - id: r\n    label: R\n    \
                    kind: fact\n    options: [{label: no id, percent: 5}]\nfigures: [{id: g.total}]\n";
        let (faults, _, lost) = checked(text);
        assert_eq!(faults.len(), 4, "{faults:?}");
        for id in ["g.q.x", "g.q.y", "g.r.anything", "g.total"] {
            assert!(lost.may_hold(id), "{id}");
        }
        for id in ["g.q.z", "g.s.x", "g.x", "g.q", "total"] {
            assert!(!lost.may_hold(id), "{id}");
        }
    }

    #[test]
    fn a_top_of_another_kind_cannot_be_read() {
        let (faults, content, lost) = checked("- id: t\n  title: T\n");
        assert_eq!(faults, [told("wrong-type", "- id: t")]);
        assert!(content.is_none() && lost.may_hold("t"));
    }
}
