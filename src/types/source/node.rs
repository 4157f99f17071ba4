//! A YAML tree with the position of each node, and the way from decoded text back to the file.

use std::ops::Range;
use std::sync::Arc;

use super::{Place, SourceFile};

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Without quotes.
    Plain,
    /// In single quotes.
    Single,
    /// In double quotes, with escapes.
    Double,
    /// A block after `|` or `>`.
    Block,
}

/// A key of a mapping.
#[derive(Debug, Clone)]
pub struct Key {
    /// The key.
    pub text: String,
    /// Where it stands, in bytes.
    pub span: Range<usize>,
}

/// A node's content.
#[derive(Debug, Clone)]
pub enum NodeValue {
    /// A text, number, truth value or nothing, as written and decoded.
    Scalar(String, ScalarStyle),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the order of the file.
    Mapping(Vec<(Key, Node)>),
}

/// A node of a YAML tree.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// What it holds.
    pub value: NodeValue,
    /// Whether it stands in, wholly or in part, for what could not be read, which was reported.
    pub stands_in: bool,
}

impl Node {
    /// A node as it stands in the file.
    #[must_use]
    pub fn new(span: Range<usize>, value: NodeValue) -> Self {
        Self { span, value, stands_in: false }
    }

    /// Whether nothing stands there: neither a text nor a list or mapping.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(
            &self.value,
            NodeValue::Scalar(text, ScalarStyle::Plain)
                if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL")
        )
    }

    /// The value of a key, where this is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|(_, node)| node)
    }

    fn entry(&self, key: &str) -> Option<&(Key, Node)> {
        match &self.value {
            NodeValue::Mapping(entries) => entries.iter().find(|(k, _)| k.text == key),
            _ => None,
        }
    }

    /// The item of a list.
    #[must_use]
    pub fn item(&self, index: usize) -> Option<&Node> {
        match &self.value {
            NodeValue::Sequence(items) => items.get(index),
            _ => None,
        }
    }
}

/// A node in its file: where positions are looked up.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    file: &'a Arc<SourceFile>,
    node: &'a Node,
}

impl<'a> At<'a> {
    /// A node of a file.
    #[must_use]
    pub fn new(file: &'a Arc<SourceFile>, node: &'a Node) -> Self {
        Self { file, node }
    }

    /// The node itself.
    #[must_use]
    pub fn node(self) -> &'a Node {
        self.node
    }

    /// The node below a key; this node itself where there is no such key.
    #[must_use]
    pub fn key(self, key: &str) -> Self {
        Self { node: self.node.get(key).unwrap_or(self.node), ..self }
    }

    /// Whether the key is there, and something stands at it.
    #[must_use]
    pub fn has(self, key: &str) -> bool {
        self.node.get(key).is_some_and(|node| !node.is_nothing())
    }

    /// Whether what was written at the key could not be read, wholly or in part.
    #[must_use]
    pub fn stands_in(self, key: &str) -> bool {
        self.node.get(key).is_some_and(|node| node.stands_in)
    }

    /// The item of a list; this node itself where there is no such item.
    #[must_use]
    pub fn item(self, index: usize) -> Self {
        Self { node: self.node.item(index).unwrap_or(self.node), ..self }
    }

    /// The node's place; of a mapping or list, the line on which it begins.
    #[must_use]
    pub fn place(self) -> Place {
        let span = match &self.node.value {
            NodeValue::Scalar(..) => self.node.span.clone(),
            NodeValue::Mapping(entries) if !entries.is_empty() => entries[0].0.span.clone(),
            _ => self.first_line(),
        };
        Place { file: Arc::clone(self.file), span }
    }

    fn first_line(self) -> Range<usize> {
        let start = self.node.span.start;
        let rest = &self.file.text[start..self.node.span.end.max(start)];
        start..start + rest.find('\n').unwrap_or(rest.len())
    }

    /// The place of a key itself, or of the node where there is no such key.
    #[must_use]
    pub fn place_of_key(self, key: &str) -> Place {
        match self.node.entry(key) {
            Some((key, _)) => Place { file: Arc::clone(self.file), span: key.span.clone() },
            None => self.place(),
        }
    }

    /// The place of a stretch of this scalar's decoded text; of a text that an alias stands for,
    /// the alias.
    #[must_use]
    pub fn place_in(self, decoded: Range<usize>) -> Place {
        let NodeValue::Scalar(text, style) = &self.node.value else { return self.place() };
        let raw = &self.file.text[self.node.span.clone()];
        if *style == ScalarStyle::Plain && raw.starts_with('*') {
            return self.place();
        }
        let map = offsets(raw, &text[..text.ceil_char_boundary(decoded.end + 1)], *style);
        let at = |offset: usize| map.get(offset).copied().unwrap_or(raw.len());
        let start = raw.floor_char_boundary(at(decoded.start));
        let end = if decoded.end > decoded.start { at(decoded.end - 1) + 1 } else { start };
        let end = raw.ceil_char_boundary(end.max(start));
        let base = self.node.span.start;
        Place { file: Arc::clone(self.file), span: base + start..base + end }
    }
}

/// For each byte of a decoded scalar, the byte in the raw one at which it stands. A block begins
/// with its content, not with its header.
///
/// Folding and indentation change only white space, so every other character is found by going
/// through both side by side; escapes in quotes are stepped over.
fn offsets(raw: &str, decoded: &str, style: ScalarStyle) -> Vec<usize> {
    let mut at = match style {
        ScalarStyle::Plain | ScalarStyle::Block => 0,
        ScalarStyle::Single | ScalarStyle::Double => 1.min(raw.len()),
    };
    let mut map = Vec::with_capacity(decoded.len());
    for c in decoded.chars() {
        at += unwritten(&raw[at..], c, style);
        let rest = &raw[at..];
        let step = match rest.chars().next() {
            Some('\\') if style == ScalarStyle::Double => escape_length(rest),
            Some('\'') if style == ScalarStyle::Single && rest.starts_with("''") => 2,
            Some(r) if !c.is_whitespace() || r.is_whitespace() => r.len_utf8(),
            _ => 0,
        };
        (0..c.len_utf8()).for_each(|i| map.push(at + i.min(step.saturating_sub(1))));
        at += step;
    }
    map
}

/// How much of a raw text comes before the next decoded character without being part of it: white
/// space that folding took away, and line ends behind a backslash.
fn unwritten(raw: &str, next: char, style: ScalarStyle) -> usize {
    let mut rest = raw;
    loop {
        if !next.is_whitespace() {
            rest = rest.trim_start();
        }
        let continued = rest.strip_prefix('\\').filter(|r| r.starts_with(['\n', '\r']));
        match continued {
            Some(line) if style == ScalarStyle::Double => rest = line.trim_start(),
            _ => return raw.len() - rest.len(),
        }
    }
}

/// The length in bytes of the escape at the start of a double-quoted text.
fn escape_length(text: &str) -> usize {
    let digits = match text.as_bytes().get(1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => 0,
    };
    let length = text.chars().take(2 + digits).map(char::len_utf8).sum::<usize>();
    length.min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(raw: &str, decoded: &str, style: ScalarStyle, needle: &str) -> usize {
        offsets(raw, decoded, style)[decoded.find(needle).unwrap()]
    }

    #[test]
    fn decoded_text_is_found_again_in_the_file() {
        use ScalarStyle::{Block, Double, Plain, Single};
        assert_eq!(found("one two", "one two", Plain, "two"), 4);
        assert_eq!(found("one\n    two", "one two", Plain, "two"), 8);
        assert_eq!(found("one\r\n    two", "one two", Plain, "two"), 9);
        assert_eq!(found("'it''s x'", "it's x", Single, "x"), 7);
        let raw = "one {pct}\n    two 中 x";
        assert_eq!(found(raw, "one {pct} two 中 x", Block, "x"), raw.find('x').unwrap());
        assert_eq!(found(raw, "one {pct} two 中 x", Block, "{pct}"), raw.find("{pct}").unwrap());
        let raw = "one\r\n\r\n    two  x\r\n      three";
        assert_eq!(found(raw, "one\n\ntwo  x\n  three", Block, "x"), raw.find('x').unwrap());
        assert_eq!(found(raw, "one\n\ntwo  x\n  three", Block, "three"), raw.len() - 5);
        // A block whose first lines are empty begins with its first line that is not.
        assert_eq!(found("x", "\n\nx", Block, "x"), 0);
        // In double quotes, white space can be escaped too, and line ends can be taken away.
        let raw = r#""a \"q\" \u00e9\ttab \n\x41 x""#;
        let decoded = "a \"q\" é\ttab \nA x";
        assert_eq!(found(raw, decoded, Double, "x"), raw.rfind('x').unwrap());
        assert_eq!(found(raw, decoded, Double, "tab"), raw.find("tab").unwrap());
        assert_eq!(found(raw, decoded, Double, "A"), raw.find(r"\x41").unwrap());
        let raw = "\"one \\\n    two\\\r\n    \\ three\n\n  \\\n    x\"";
        assert_eq!(found(raw, "one two three\nx", Double, "two"), raw.find("two").unwrap());
        assert_eq!(found(raw, "one two three\nx", Double, "three"), raw.find("three").unwrap());
        assert_eq!(found(raw, "one two three\nx", Double, "x"), raw.find('x').unwrap());
    }

    #[test]
    fn nothing_is_told_from_empty_text() {
        let node = |text: &str, style| Node::new(0..0, NodeValue::Scalar(text.into(), style));
        assert!(node("", ScalarStyle::Plain).is_nothing());
        assert!(node("~", ScalarStyle::Plain).is_nothing());
        assert!(!node("", ScalarStyle::Double).is_nothing());
        assert!(!Node::new(0..0, NodeValue::Sequence(Vec::new())).is_nothing());
    }
}
