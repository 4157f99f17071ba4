//! YAML text -> `Node`: positions, duplicate keys, limits; all by saphyr's event parser.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle as Written, Span};

use crate::diagnostic::Diagnostic;
use crate::types::script::without_controls;
use crate::types::source::{Key, Node, NodeValue, Place, ScalarStyle, SourceFile};

/// How deep lists and mappings may nest.
const MAX_DEPTH: usize = 64;
/// How many nodes aliases may expand to in one file.
const MAX_EXPANDED: usize = 100_000;

/// Parses a stretch of a file. There is no tree where the syntax is broken; duplicate keys are
/// reported and left out.
pub(super) fn parse(
    file: &Arc<SourceFile>,
    stretch: Range<usize>,
    keys: &[&str],
) -> (Option<Node>, Vec<Diagnostic>) {
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
    };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => {
                if let Err(fault) = builder.event(event, span) {
                    builder.faults.push(*fault);
                    return (None, builder.faults);
                }
            }
            Err(error) => {
                let at = builder.offsets.of(*error.marker());
                let place = builder.place(at..at);
                builder.faults.push(Diagnostic::yaml_syntax(place, error.info()));
                return (None, builder.faults);
            }
        }
    }
    let root = builder.root.take();
    let empty = root.as_ref().is_none_or(
        |node| matches!(&node.value, NodeValue::Scalar(text, ScalarStyle::Plain) if text.is_empty()),
    );
    if empty {
        let place = builder.place(stretch.start..stretch.start);
        builder.faults.push(Diagnostic::empty_yaml(place, keys));
        return (None, builder.faults);
    }
    (root, builder.faults)
}

/// Turns the parser's positions, counted in characters, into bytes of the file.
struct Offsets<'a> {
    text: &'a str,
    base: usize,
    chars: usize,
    bytes: usize,
}

impl Offsets<'_> {
    fn of(&mut self, marker: Marker) -> usize {
        if marker.index() < self.chars {
            (self.chars, self.bytes) = (0, 0);
        }
        let ahead = marker.index() - self.chars;
        let rest = &self.text[self.bytes..];
        self.bytes += rest.char_indices().nth(ahead).map_or(rest.len(), |(i, _)| i);
        self.chars = marker.index();
        self.base + self.bytes
    }
}

enum Frame {
    Sequence { start: usize, anchor: usize, items: Vec<Node> },
    Mapping { start: usize, anchor: usize, entries: Vec<(Key, Node)>, key: Option<Key> },
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
}

impl Builder<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place { file: Arc::clone(self.file), span }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Box<Diagnostic>> {
        let start = self.offsets.of(span.start);
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Box::new(Diagnostic::second_document(self.place(start..start))));
                }
            }
            Event::Scalar(text, style, anchor, _) => {
                let end = self.offsets.of(span.end);
                let value = NodeValue::Scalar(without_controls(&text), written(style));
                self.push(Node { span: start..end, value }, anchor)?;
            }
            Event::Alias(id) => {
                let end = self.offsets.of(span.end);
                let mut node = self.anchors.get(&id).cloned().unwrap_or(Node {
                    span: start..end,
                    value: NodeValue::Scalar(String::new(), ScalarStyle::Plain),
                });
                self.expanded += size(&node);
                if self.expanded > MAX_EXPANDED {
                    let place = self.place(start..end);
                    return Err(Box::new(Diagnostic::alias_bomb(place, MAX_EXPANDED)));
                }
                node.span = start..end;
                self.push(node, 0)?;
            }
            Event::SequenceStart(anchor, _) => {
                self.open(Frame::Sequence { start, anchor, items: Vec::new() })?;
            }
            Event::MappingStart(anchor, _) => {
                self.open(Frame::Mapping { start, anchor, entries: Vec::new(), key: None })?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let end = self.offsets.of(span.end);
                let (node, anchor) = match self.stack.pop() {
                    Some(Frame::Sequence { start, anchor, items }) => {
                        (Node { span: start..end, value: NodeValue::Sequence(items) }, anchor)
                    }
                    Some(Frame::Mapping { start, anchor, entries, .. }) => {
                        (Node { span: start..end, value: NodeValue::Mapping(entries) }, anchor)
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
            let (Frame::Sequence { start, .. } | Frame::Mapping { start, .. }) = frame;
            return Err(Box::new(Diagnostic::too_deep(self.place(start..start), MAX_DEPTH)));
        }
        self.stack.push(frame);
        Ok(())
    }

    fn push(&mut self, node: Node, anchor: usize) -> Result<(), Box<Diagnostic>> {
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Frame::Sequence { items, .. }) => items.push(node),
            Some(Frame::Mapping { entries, key, .. }) => match key.take() {
                None => {
                    let NodeValue::Scalar(text, _) = node.value else {
                        let place = self.place(node.span);
                        return Err(Box::new(Diagnostic::key_not_text(place)));
                    };
                    *key = Some(Key { text, span: node.span });
                }
                Some(new) => match entries.iter().find(|(old, _)| old.text == new.text) {
                    None => entries.push((new, node)),
                    Some((old, _)) => {
                        let first = Place { file: Arc::clone(self.file), span: old.span.clone() };
                        let again = Place { file: Arc::clone(self.file), span: new.span };
                        self.faults.push(Diagnostic::duplicate_key(&new.text, again, first));
                    }
                },
            },
        }
        Ok(())
    }
}

fn written(style: Written) -> ScalarStyle {
    match style {
        Written::Plain => ScalarStyle::Plain,
        Written::SingleQuoted => ScalarStyle::Single,
        Written::DoubleQuoted => ScalarStyle::Double,
        Written::Literal | Written::Folded => ScalarStyle::Block,
    }
}

fn size(node: &Node) -> usize {
    1 + match &node.value {
        NodeValue::Scalar(..) => 0,
        NodeValue::Sequence(items) => items.iter().map(size).sum(),
        NodeValue::Mapping(entries) => entries.iter().map(|(_, node)| size(node)).sum(),
    }
}
