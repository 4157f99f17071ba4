//! Fenced blocks -> code or directives.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event};

use super::blocks::Reader;
use crate::diagnostic::Diagnostic;
use crate::types::document::{Block, Directive, DirectiveName, Role};
use crate::types::script::without_controls;

impl Reader<'_> {
    /// A block of code, or a directive.
    pub(super) fn code(
        &mut self,
        kind: &CodeBlockKind<'_>,
        range: &Range<usize>,
    ) -> Option<Block<Role, Directive>> {
        let mut body = String::new();
        let mut body_range = range.clone();
        while let Some((Event::Text(text), range)) = self.events.next() {
            if body.is_empty() {
                body_range = range.clone();
            }
            body.push_str(&without_controls(&text));
            body_range.end = range.end;
        }
        let CodeBlockKind::Fenced(info) = kind else { return Some(Block::Code(body)) };
        let Some(rest) = info.strip_prefix('{') else { return Some(Block::Code(body)) };
        if !self.is_page {
            // A text of one paragraph: the whole block is reported.
            return Some(Block::Code(body));
        }
        // Places are found in what is written; what Markdown makes of it may be longer.
        let end = self.text[range.clone()].find(['\r', '\n']).unwrap_or(range.len());
        let line = &self.text[range.start..range.start + end];
        let open = line.find('{').map_or(0, |at| at + 1);
        let close = line[open..].find('}').map_or(line.len(), |at| open + at);
        let (name_at, close_at) = (range.start + open, range.start + close);
        let Some((name, argument)) = rest.split_once('}') else {
            let place = self.origin.line(name_at.saturating_sub(1)..range.end);
            self.faults.push(Diagnostic::directive_brace(place));
            return None;
        };
        let name_place = self.origin.place(name_at..close_at);
        let Some((_, directive)) = DirectiveName::ALL.iter().find(|(known, _)| *known == name)
        else {
            let known: Vec<&str> = DirectiveName::ALL.iter().map(|(name, _)| *name).collect();
            self.faults.push(Diagnostic::unknown_directive(name, name_place, &known));
            return None;
        };
        if self.footnotes.open {
            self.faults.push(Diagnostic::directive_in_footnote(name, name_place));
            return None;
        }
        if !body.trim().is_empty() {
            let blank = body.len() - body.trim_start().len();
            let place = self.origin.line(body_range.start + blank..body_range.end);
            self.faults.push(Diagnostic::directive_body(name, place));
        }
        let argument = argument.trim();
        let written = line.get(close + 1..).unwrap_or_default();
        let start = close_at + 1 + written.len() - written.trim_start().len();
        let end = start + written.trim().len();
        let place = self.origin.place(start.min(range.end)..end.min(range.end));
        if argument.is_empty() {
            self.faults.push(Diagnostic::directive_argument(name, place));
            return None;
        }
        let argument = argument.to_owned();
        Some(Block::Directive(Directive { name: *directive, argument, place }))
    }

    /// A paragraph that begins like a directive with colons, which other tools of MyST know.
    pub(super) fn fence_of_colons(&mut self, range: &Range<usize>) {
        if self.is_page && self.text[range.clone()].starts_with(":::{") {
            self.faults.push(Diagnostic::directive_fence(self.origin.line(range.clone())));
        }
    }
}
