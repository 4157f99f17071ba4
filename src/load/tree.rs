//! YAML text -> `Node`: positions, duplicate keys, limits; all by saphyr's event parser.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle as Written, Span};

use super::syntax;
use crate::diagnostic::Diagnostic;
use crate::types::script::without_controls;
use crate::types::source::{Key, Node, NodeValue, Place, ScalarStyle, SourceFile};

/// How deep lists and mappings may nest.
const MAX_DEPTH: usize = 64;
/// How many nodes aliases may expand to in one file.
const MAX_EXPANDED: usize = 100_000;
/// Up to how many entries of a mapping are compared with a new key one by one.
const FEW: usize = 16;

/// What a stretch of YAML holds.
pub(super) struct Tree {
    /// The tree; none where the syntax is broken or nothing stands there.
    pub(super) root: Option<Node>,
    /// What is wrong.
    pub(super) faults: Vec<Diagnostic>,
    /// Values of keys that stand twice: not part of the tree.
    pub(super) dropped: Vec<Node>,
    /// Whether there is more than was read.
    pub(super) cut_short: bool,
}

/// Parses a stretch of a file. There is no tree where the syntax is broken; duplicate keys are
/// reported and left out.
pub(super) fn parse(file: &Arc<SourceFile>, stretch: Range<usize>) -> Tree {
    let text = &file.text[stretch.clone()];
    let mut builder = Builder {
        file,
        offsets: Offsets { text, base: stretch.start, chars: 0, bytes: 0 },
        stack: Vec::new(),
        anchors: BTreeMap::new(),
        expanded: 0,
        documents: 0,
        root: None,
        faults: Vec::new(),
        dropped: Vec::new(),
    };
    let (mut cut_short, mut broken) = (false, false);
    for event in Parser::new_from_str(text) {
        let fault = match event {
            Ok((event, span)) => builder.event(event, span).err(),
            Err(error) => {
                broken = true;
                let at = builder.offsets.of(*error.marker());
                if error.info().contains("recursion limit") {
                    let place = builder.place(at..at);
                    builder.faults.push(Diagnostic::too_deep(place, MAX_DEPTH));
                    cut_short = true;
                    break;
                }
                let open = builder.open_bracket();
                Some(Box::new(syntax::fault(file, &stretch, at, error.info(), open)))
            }
        };
        if let Some(fault) = fault {
            builder.faults.push(*fault);
            cut_short = true;
            break;
        }
    }
    // A second document does not make the first one worse.
    let root = builder.root.take().filter(|node| !node.is_nothing() && !broken);
    Tree { root, faults: builder.faults, dropped: builder.dropped, cut_short }
}

/// Turns the parser's positions, counted in characters, into bytes of the file.
struct Offsets<'a> {
    text: &'a str,
    base: usize,
    chars: usize,
    bytes: usize,
}

impl Offsets<'_> {
    /// The byte of a marker; the way is counted from the marker before, in either direction.
    fn of(&mut self, marker: Marker) -> usize {
        let (before, after) = self.text.split_at(self.bytes);
        if marker.index() < self.chars {
            let back = before.chars().rev().take(self.chars - marker.index());
            self.bytes -= back.map(char::len_utf8).sum::<usize>();
            self.chars = marker.index();
        } else {
            for c in after.chars().take(marker.index() - self.chars) {
                self.bytes += c.len_utf8();
                self.chars += 1;
            }
        }
        self.base + self.bytes
    }
}

enum Frame {
    Sequence {
        start: usize,
        anchor: usize,
        items: Vec<Node>,
    },
    Mapping {
        start: usize,
        anchor: usize,
        entries: Vec<(Key, Node)>,
        /// The keys with their positions among the entries, where these are many.
        seen: BTreeMap<String, usize>,
        /// A key whose value comes next.
        key: Option<Key>,
        /// Entries of a list that seem to follow in the same mapping, since the hyphen before
        /// each is missing: all keys from the second time on that the first key stands there.
        run_on: Vec<Vec<(Key, Node)>>,
    },
}

impl Frame {
    fn start(&self) -> usize {
        let (Self::Sequence { start, .. } | Self::Mapping { start, .. }) = self;
        *start
    }
}

struct Builder<'a> {
    file: &'a Arc<SourceFile>,
    offsets: Offsets<'a>,
    stack: Vec<Frame>,
    anchors: BTreeMap<usize, Node>,
    expanded: usize,
    documents: usize,
    root: Option<Node>,
    faults: Vec<Diagnostic>,
    dropped: Vec<Node>,
}

impl Builder<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place { file: Arc::clone(self.file), span }
    }

    /// Where the innermost list or mapping in brackets that is open begins.
    fn open_bracket(&self) -> Option<usize> {
        let start = self.stack.last()?.start();
        self.file.text[start..].starts_with(['[', '{']).then_some(start)
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Box<Diagnostic>> {
        let start = self.offsets.of(span.start);
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    let end = start + self.file.text[start..].find(['\r', '\n']).unwrap_or(0);
                    return Err(Box::new(Diagnostic::second_document(self.place(start..end))));
                }
            }
            Event::Scalar(text, style, anchor, _) => {
                let end = self.offsets.of(span.end);
                let written = self.file.text[start..end].trim_end().len();
                let value =
                    NodeValue::Scalar(without_controls(&text).into_owned(), style_of(style));
                self.push(Node::new(start..start + written, value), anchor)?;
            }
            Event::Alias(id) => {
                let end = self.offsets.of(span.end);
                let place = self.place(start..end);
                let Some(mut node) = self.anchors.get(&id).cloned() else {
                    return Err(Box::new(Diagnostic::alias_of_itself(place)));
                };
                self.expanded += size(&node);
                if self.expanded > MAX_EXPANDED {
                    return Err(Box::new(Diagnostic::alias_bomb(place, MAX_EXPANDED)));
                }
                node.span = start..end;
                self.push(node, 0)?;
            }
            Event::SequenceStart(anchor, _) => {
                self.open(Frame::Sequence { start, anchor, items: Vec::new() })?;
            }
            Event::MappingStart(anchor, _) => {
                let (entries, seen, run_on) = (Vec::new(), BTreeMap::new(), Vec::new());
                self.open(Frame::Mapping { start, anchor, entries, seen, key: None, run_on })?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let end = self.offsets.of(span.end);
                let (node, anchor) = match self.stack.pop() {
                    Some(Frame::Sequence { start, anchor, items }) => {
                        (Node::new(start..end, NodeValue::Sequence(items)), anchor)
                    }
                    Some(Frame::Mapping { start, anchor, entries, run_on, .. }) => {
                        let entries = self.without_run_on(entries, run_on);
                        (Node::new(start..end, NodeValue::Mapping(entries)), anchor)
                    }
                    None => return Ok(()),
                };
                self.push(node, anchor)?;
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn open(&mut self, frame: Frame) -> Result<(), Box<Diagnostic>> {
        if self.stack.len() >= MAX_DEPTH {
            let start = frame.start();
            return Err(Box::new(Diagnostic::too_deep(self.place(start..start), MAX_DEPTH)));
        }
        self.stack.push(frame);
        Ok(())
    }

    /// Tells keys that stand twice in an entry of a list since another entry seems to begin there,
    /// once for each such entry. Where only one key does, it may as well be a key too many, and
    /// the others are kept.
    fn without_run_on(
        &mut self,
        mut entries: Vec<(Key, Node)>,
        run_on: Vec<Vec<(Key, Node)>>,
    ) -> Vec<(Key, Node)> {
        let twice = |(key, _): &(Key, Node), of: &[(Key, Node)]| {
            of.iter().any(|(known, _)| known.text == key.text)
        };
        for mut more in run_on {
            let Some(again) = more.first() else { continue };
            let first = entries.iter().find(|(key, _)| key.text == again.0.text);
            let first = first.map_or(again.0.span.clone(), |(key, _)| key.span.clone());
            let (place, first) = (self.place(again.0.span.clone()), self.place(first));
            let whole = more.iter().filter(|it| twice(it, &entries)).count() > 1;
            self.faults.push(Diagnostic::entry_run_on(&again.0.text, whole, place, first));
            if !whole {
                entries.extend(more.drain(1..));
            }
            let start = more[0].0.span.start;
            let end = more.last().map_or(start, |(_, node)| node.span.end).max(start);
            self.dropped.push(Node::new(start..end, NodeValue::Mapping(more)));
        }
        entries
    }

    fn push(&mut self, node: Node, anchor: usize) -> Result<(), Box<Diagnostic>> {
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let in_list = matches!(self.stack.iter().rev().nth(1), Some(Frame::Sequence { .. }));
        match self.stack.last_mut() {
            None => {
                self.root.get_or_insert(node);
            }
            Some(Frame::Sequence { items, .. }) => items.push(node),
            Some(Frame::Mapping { start, entries, seen, key, run_on, .. }) => match key.take() {
                None => {
                    let found = match node.value {
                        NodeValue::Scalar(text, _) => {
                            *key = Some(Key { text, span: node.span });
                            return Ok(());
                        }
                        NodeValue::Sequence(_) => "a list",
                        NodeValue::Mapping(_) => "a mapping",
                    };
                    let place = self.place(node.span);
                    return Err(Box::new(Diagnostic::key_not_text(found, place)));
                }
                Some(new) => match place_of(&new.text, entries, seen) {
                    Some(0) if in_list && !self.file.text[*start..].starts_with('{') => {
                        run_on.push(vec![(new, node)]);
                    }
                    found => match (run_on.last_mut(), found) {
                        (Some(more), _) => more.push((new, node)),
                        (None, None) => entries.push((new, node)),
                        (None, Some(index)) => {
                            let span = entries[index].0.span.clone();
                            let first = Place { file: Arc::clone(self.file), span };
                            let again = Place { file: Arc::clone(self.file), span: new.span };
                            self.faults.push(Diagnostic::duplicate_key(&new.text, again, first));
                            self.dropped.push(node);
                        }
                    },
                },
            },
        }
        Ok(())
    }
}

/// Where a key stands among the entries of a mapping. Few are gone through; of many `seen` is kept.
fn place_of(
    key: &str,
    entries: &[(Key, Node)],
    seen: &mut BTreeMap<String, usize>,
) -> Option<usize> {
    if entries.len() < FEW {
        return entries.iter().position(|(known, _)| known.text == key);
    }
    for (place, (known, _)) in entries.iter().enumerate().skip(seen.len()) {
        seen.insert(known.text.clone(), place);
    }
    seen.get(key).copied()
}

fn style_of(style: Written) -> ScalarStyle {
    match style {
        Written::Plain => ScalarStyle::Plain,
        Written::SingleQuoted => ScalarStyle::Single,
        Written::DoubleQuoted => ScalarStyle::Double,
        Written::Literal | Written::Folded => ScalarStyle::Block,
    }
}

/// How much a node weighs: one for each node, and more for a long text.
fn size(node: &Node) -> usize {
    1 + match &node.value {
        NodeValue::Scalar(text, _) => text.len() / 100,
        NodeValue::Sequence(items) => items.iter().map(size).sum(),
        NodeValue::Mapping(entries) => entries.iter().map(|(_, node)| size(node)).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (Arc<SourceFile>, Tree) {
        let file = Arc::new(SourceFile { path: "a.yaml".into(), text: text.into() });
        let tree = parse(&file, 0..text.len());
        (file, tree)
    }

    /// The stretch of a file at which its first fault is.
    fn fault(text: &str) -> (&'static str, String) {
        let (file, tree) = parsed(text);
        let fault = tree.faults.first().expect("a fault");
        (fault.code, file.text[fault.labels[0].place.span.clone()].to_owned())
    }

    #[test]
    fn nodes_know_where_they_stand() {
        let text = "ä: >-\r\n  中文\r\n  x\r\nb: [\"é\", 'y']\r\nc: |\r\n\r\n  z\r\n\r\nd: &n e\r\nf: *n\r\n";
        let (file, tree) = parsed(text);
        assert!(tree.faults.is_empty() && !tree.cut_short);
        let root = tree.root.expect("a tree");
        let at = |node: &Node| file.text[node.span.clone()].to_owned();
        assert_eq!(root.get("ä").map(at), Some("中文\r\n  x".into()));
        assert_eq!(root.get("b").and_then(|b| b.item(0)).map(at), Some("\"é\"".into()));
        assert_eq!(root.get("b").and_then(|b| b.item(1)).map(at), Some("'y'".into()));
        assert_eq!(root.get("c").map(at), Some("z".into()));
        assert_eq!(root.get("f").map(at), Some("*n".into()));
        let value = |key: &str| match &root.get(key).expect("the key").value {
            NodeValue::Scalar(text, _) => text.clone(),
            _ => String::new(),
        };
        assert_eq!(
            (value("ä"), value("c"), value("f")),
            ("中文 x".into(), "\nz\n".into(), "e".into())
        );
    }

    #[test]
    fn a_second_document_does_not_spoil_the_first() {
        let (_, tree) = parsed("a: 1\n---\nb: 2\n");
        assert!(tree.cut_short && tree.root.is_some_and(|root| root.get("a").is_some()));
        assert_eq!(fault("a: 1\n---\nb: 2\n"), ("yaml-documents", "---".into()));
        assert!(parsed("# nothing\n").1.root.is_none());
        assert!(parsed("~").1.root.is_none());
    }

    #[test]
    fn an_entry_without_its_hyphen_is_told_once() {
        let told = |text: &str| {
            let (file, tree) = parsed(text);
            let said = tree.faults.iter().map(|fault| {
                let (line, _) = fault.labels[0].place.line_and_column();
                (file.text[fault.labels[0].place.span.clone()].to_owned(), line, fault.help.clone())
            });
            let kept = |root: Node| root.item(0).and_then(|it| it.get("c")).is_some();
            (said.collect::<Vec<_>>(), tree.dropped.len(), tree.root.is_some_and(kept))
        };
        // Each entry that seems to begin, and not each of its keys; they are dropped together.
        let (said, dropped, kept) =
            told("- a: 1\n  b: 2\n  a: 3\n  b: 4\n  c: 5\n  a: 6\n  b: 7\n");
        let at: Vec<(&str, usize)> = said.iter().map(|(key, line, _)| (&**key, *line)).collect();
        assert_eq!((at, dropped, kept), (vec![("a", 3), ("a", 6)], 2, false));
        assert!(said.iter().all(|(.., help)| help[0].contains("`- ` is missing")));
        assert!(!said[0].2[0].contains("remove"), "nothing is to be destroyed: {said:?}");
        // It alone may be a key too many, and what follows belongs to the one entry.
        let (said, dropped, kept) = told("- a: 1\n  a: 2\n  c: 3\n");
        assert_eq!((said.len(), dropped, kept), (1, 1, true));
        assert!(said[0].2[0].contains("otherwise remove one of them"));
        // Not in braces, not of another key, not outside lists.
        for text in
            ["- {a: 1, b: 2, a: 3, b: 4}\n", "- b: 0\n  a: 1\n  a: 2\n", "a: 1\nb: 2\na: 3\n"]
        {
            let (said, ..) = told(text);
            assert!(said.iter().all(|(.., help)| help[0] == "remove one of them"), "{said:?}");
        }
    }

    #[test]
    fn keys_stand_once_and_are_words() {
        assert_eq!(fault("a: 1\nb: 2\na: 3\n"), ("duplicate-key", "a".into()));
        let mut many = String::new();
        (0..3 * FEW).for_each(|i| many.extend(["k", &i.to_string(), ": 1\n"]));
        assert!(parsed(&many).1.faults.is_empty());
        for again in [0, FEW - 1, FEW, 3 * FEW - 1] {
            let (code, key) = fault(&format!("{many}k{again}: 2\n"));
            assert_eq!((code, key), ("duplicate-key", format!("k{again}")));
        }
        let (_, tree) = parsed("a: 1\na: {id: x}\n");
        assert_eq!(tree.dropped.len(), 1);
        assert_eq!(fault("a: {[b]: c}\n"), ("yaml-key", "[b]".into()));
        assert_eq!(fault("a: &a [*a]\n"), ("alias-of-itself", "*a".into()));
    }
}
