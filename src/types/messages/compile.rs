//! The text of a message file -> its messages, and what is wrong with it.

use std::collections::BTreeSet;
use std::ops::Range;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Term, VariantKey,
};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::{Catalog, Key, Message, Part};

/// What a message file holds.
#[derive(Debug)]
pub struct Found {
    /// Its messages by their keys, in their order.
    pub messages: Vec<(String, Message)>,
    /// What is wrong with it.
    pub flaws: Vec<Flaw>,
    spans: Vec<Range<usize>>,
}

/// Something wrong with a message file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Where, in bytes.
    pub span: Range<usize>,
    /// What.
    pub kind: FlawKind,
}

/// What is wrong with a message file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FlawKind {
    /// It is not written in Fluent.
    Syntax(String),
    /// Fluent has it, and messages of offprint do not.
    Unsupported(&'static str),
    /// A term that is not in the file.
    NoTerm(String),
    /// A message that offprint does not ask for.
    Unknown(String),
    /// A message that is there twice.
    Twice(String),
    /// A variable that the English message does not have.
    UnknownVariable {
        /// Its name.
        name: String,
        /// The message.
        key: String,
        /// Those that it has.
        known: Vec<String>,
    },
    /// A link or other element of the English message that is missing or is not closed.
    Marker {
        /// Its name.
        name: String,
        /// The message.
        key: String,
    },
    /// Variables where a text without them is wanted.
    NotPlain(String),
    /// Messages that are missing.
    Missing(Vec<String>),
}

/// Reads a file in Fluent.
pub(super) fn compile(text: &str) -> Found {
    let (resource, errors) = match parser::parse(text) {
        Ok(resource) => (resource, Vec::new()),
        Err(found) => found,
    };
    let terms: Vec<&Term<&str>> = resource
        .body
        .iter()
        .filter_map(|entry| if let Entry::Term(term) = entry { Some(term) } else { None })
        .collect();
    let mut compiler = Compiler { text, terms, flaws: Vec::new(), within: Vec::new() };
    for error in errors {
        let start = error.pos.start.min(text.len());
        let kind = FlawKind::Syntax(error.kind.to_string());
        compiler.flaws.push(Flaw { span: start..error.pos.end.clamp(start, text.len()), kind });
    }
    let (mut messages, mut spans) = (Vec::new(), Vec::new());
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let span = compiler.span(message.id.name);
        if let Some(attribute) = message.attributes.first() {
            compiler.unsupported(attribute.id.name, "attributes of messages");
        }
        let mut parts = Vec::new();
        if let Some(pattern) = &message.value {
            compiler.pattern(pattern, &mut parts);
        }
        messages.push((message.id.name.to_owned(), Message { parts: joined(parts) }));
        spans.push(span);
    }
    Found { messages, flaws: compiler.flaws, spans }
}

impl Found {
    /// Holds the messages against the English ones, and those of other files of the language.
    pub(super) fn check(&mut self, english: &Catalog, others: &Catalog) {
        // The first of several counts, and what is unknown does not.
        let mut kept: Vec<(String, Message)> = Vec::with_capacity(self.messages.len());
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for ((key, message), span) in
            std::mem::take(&mut self.messages).into_iter().zip(&self.spans)
        {
            let mut flaw = |kind| self.flaws.push(Flaw { span: span.clone(), kind });
            if others.get(&key).is_some() || !seen.insert(key.clone()) {
                flaw(FlawKind::Twice(key));
                continue;
            }
            let Some(whole) = english.get(&key) else {
                flaw(FlawKind::Unknown(key));
                continue;
            };
            let wanted = whole.variables();
            if wanted.is_empty() && !matches!(message.parts[..], [Part::Text(_)]) {
                flaw(FlawKind::NotPlain(key.clone()));
            } else {
                for name in message.variables().into_iter().filter(|it| !wanted.contains(it)) {
                    let known = wanted.iter().map(|it| (*it).to_owned()).collect();
                    let (name, key) = (name.to_owned(), key.clone());
                    flaw(FlawKind::UnknownVariable { name, key, known });
                }
                for name in markers(&whole.parts) {
                    if !everywhere(&message.parts, &name) {
                        flaw(FlawKind::Marker { name, key: key.clone() });
                    }
                }
            }
            kept.push((key, message));
        }
        self.messages = kept;
    }
}

/// The markers of a message, each once.
fn markers(parts: &[Part]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        match part {
            Part::Open(name) if !names.contains(name) => names.push(name.clone()),
            Part::Select { variants, .. } => {
                for name in variants.iter().flat_map(|(_, parts)| markers(parts)) {
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
            }
            _ => {}
        }
    }
    names
}

/// Whether an element is opened and closed again, in this order.
fn everywhere(parts: &[Part], name: &str) -> bool {
    let open = parts.iter().position(|part| matches!(part, Part::Open(it) if it == name));
    let close = parts.iter().position(|part| matches!(part, Part::Close(it) if it == name));
    match (open, close) {
        (Some(open), Some(close)) => open < close,
        (None, None) => parts.iter().any(|part| match part {
            Part::Select { variants, .. } => variants.iter().any(|(_, it)| everywhere(it, name)),
            _ => false,
        }),
        _ => false,
    }
}

/// A file being compiled.
struct Compiler<'a> {
    text: &'a str,
    terms: Vec<&'a Term<&'a str>>,
    flaws: Vec<Flaw>,
    /// The terms that are being written out: one that holds itself would go on for ever.
    within: Vec<&'a str>,
}

impl<'a> Compiler<'a> {
    /// Where a piece of the text stands in it.
    fn span(&self, piece: &str) -> Range<usize> {
        let start = (piece.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let start = start.min(self.text.len());
        start..(start + piece.len()).min(self.text.len())
    }

    fn unsupported(&mut self, piece: &str, what: &'static str) {
        let span = self.span(piece);
        self.flaws.push(Flaw { span, kind: FlawKind::Unsupported(what) });
    }

    fn pattern(&mut self, pattern: &'a Pattern<&'a str>, parts: &mut Vec<Part>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => marked(value, parts),
                PatternElement::Placeable { expression } => self.expression(expression, parts),
            }
        }
    }

    fn expression(&mut self, expression: &'a Expression<&'a str>, parts: &mut Vec<Part>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, parts),
            Expression::Select { selector, variants } => {
                let InlineExpression::VariableReference { id } = selector else {
                    let piece = variants.first().map_or("", |variant| name_of(&variant.key));
                    return self.unsupported(piece, "selectors that are not variables");
                };
                let default = variants.iter().position(|variant| variant.default).unwrap_or(0);
                let mut forms = Vec::with_capacity(variants.len());
                for variant in variants {
                    let key = match variant.key {
                        VariantKey::Identifier { name } => Key::Word(name.to_owned()),
                        VariantKey::NumberLiteral { value } => Key::Number(value.to_owned()),
                    };
                    let mut form = Vec::new();
                    self.pattern(&variant.value, &mut form);
                    forms.push((key, joined(form)));
                }
                let variable = id.name.to_owned();
                parts.push(Part::Select { variable, variants: forms, default });
            }
        }
    }

    fn inline(&mut self, inline: &'a InlineExpression<&'a str>, parts: &mut Vec<Part>) {
        match inline {
            InlineExpression::StringLiteral { value } => {
                parts.push(Part::Text(unescape_unicode_to_string(value).into_owned()));
            }
            InlineExpression::NumberLiteral { value } => {
                parts.push(Part::Text((*value).to_owned()));
            }
            InlineExpression::VariableReference { id } => {
                parts.push(Part::Variable(id.name.to_owned()));
            }
            InlineExpression::Placeable { expression } => self.expression(expression, parts),
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                let found = self.terms.iter().copied().find(|term| term.id.name == id.name);
                if let Some(term) = found.filter(|_| !self.within.contains(&id.name)) {
                    self.within.push(id.name);
                    self.pattern(&term.value, parts);
                    self.within.pop();
                } else {
                    let kind = FlawKind::NoTerm(id.name.to_owned());
                    self.flaws.push(Flaw { span: self.span(id.name), kind });
                }
            }
            InlineExpression::TermReference { id, .. } => {
                self.unsupported(id.name, "attributes and arguments of terms");
            }
            InlineExpression::MessageReference { id, .. } => {
                self.unsupported(id.name, "references to messages");
            }
            InlineExpression::FunctionReference { id, .. } => {
                self.unsupported(id.name, "functions");
            }
        }
    }
}

fn name_of<'a>(key: &VariantKey<&'a str>) -> &'a str {
    match key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    }
}

/// A text with markers -> its parts.
fn marked(text: &str, parts: &mut Vec<Part>) {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let inside = &rest[at + 1..];
        let (closes, name) = match inside.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, inside),
        };
        let end = name.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(name.len());
        if end == 0 || !name[end..].starts_with('>') {
            parts.push(Part::Text(rest[..=at].to_owned()));
            rest = inside;
            continue;
        }
        parts.push(Part::Text(rest[..at].to_owned()));
        let marker = name[..end].to_owned();
        parts.push(if closes { Part::Close(marker) } else { Part::Open(marker) });
        rest = &name[end + 1..];
    }
    parts.push(Part::Text(rest.to_owned()));
}

/// The parts with neighbouring texts as one, and none that is empty; a message that says nothing is
/// one empty text.
pub(super) fn joined(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        match (out.last_mut(), part) {
            (_, Part::Text(text)) if text.is_empty() => {}
            (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
            (_, part) => out.push(part),
        }
    }
    if out.is_empty() {
        out.push(Part::Text(String::new()));
    }
    out
}
