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
}

impl Node {
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

    /// Whether the key is there.
    #[must_use]
    pub fn has(self, key: &str) -> bool {
        self.node.get(key).is_some()
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

    /// The place of a stretch of this scalar's decoded text.
    #[must_use]
    pub fn place_in(self, decoded: Range<usize>) -> Place {
        let NodeValue::Scalar(text, style) = &self.node.value else { return self.place() };
        let map = offsets(&self.file.text[self.node.span.clone()], text, *style);
        let at = |offset: usize| {
            self.node.span.start + map.get(offset).copied().unwrap_or(self.node.span.len())
        };
        let start = at(decoded.start);
        let end = if decoded.end > decoded.start { at(decoded.end - 1) + 1 } else { start };
        Place { file: Arc::clone(self.file), span: start..end.max(start) }
    }
}

/// For each byte of a decoded scalar, the byte in the raw one at which it stands.
///
/// Folding and indentation change only white space, so every other character is found by going
/// through both side by side; escapes in double quotes are stepped over.
fn offsets(raw: &str, decoded: &str, style: ScalarStyle) -> Vec<usize> {
    let mut at = match style {
        ScalarStyle::Plain => 0,
        ScalarStyle::Single | ScalarStyle::Double => 1.min(raw.len()),
        // The header (|, >-, ...) is followed by a line end.
        ScalarStyle::Block => raw.find('\n').map_or(0, |i| i + 1),
    };
    let mut map = Vec::with_capacity(decoded.len());
    for c in decoded.chars() {
        let rest = &raw[at..];
        let step = if c.is_whitespace() {
            rest.chars().next().filter(|r| r.is_whitespace()).map_or(0, char::len_utf8)
        } else {
            let skipped = rest.len() - rest.trim_start().len();
            let rest = &rest[skipped..];
            at += skipped;
            match rest.chars().next() {
                Some('\\') if style == ScalarStyle::Double => escape_length(rest),
                Some('\'') if style == ScalarStyle::Single && rest.starts_with("''") => 2,
                Some(r) => r.len_utf8(),
                None => 0,
            }
        };
        (0..c.len_utf8()).for_each(|i| map.push(at + i.min(step.saturating_sub(1))));
        at += step;
    }
    map
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
        assert_eq!(found("'it''s x'", "it's x", Single, "x"), 7);
        let raw = r#""a \"q\" \u00e9 x""#;
        assert_eq!(found(raw, "a \"q\" é x", Double, "x"), raw.find('x').unwrap());
        let raw = ">-\n    one {pct}\n    two 中 x";
        assert_eq!(found(raw, "one {pct} two 中 x", Block, "x"), raw.find('x').unwrap());
        assert_eq!(found(raw, "one {pct} two 中 x", Block, "{pct}"), raw.find("{pct}").unwrap());
    }
}
