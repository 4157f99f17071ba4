//! Fenced blocks -> code or directives.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event};

use super::blocks::Reader;
use super::bodies::Body;
use crate::diagnostic::Diagnostic;
use crate::types::document::{Block, Directive, DirectiveName, Role};

impl Reader<'_> {
    /// A block of code, or a directive.
    pub(super) fn code(
        &mut self,
        kind: &CodeBlockKind<'_>,
        range: &Range<usize>,
    ) -> Option<Block<Role, Directive>> {
        let mut body = Body::default();
        while let Some((Event::Text(text), range)) = self.events.next() {
            body.push(&text, range);
        }
        let CodeBlockKind::Fenced(info) = kind else { return Some(Block::Code(body.text)) };
        let Some(rest) = info.strip_prefix('{') else { return Some(Block::Code(body.text)) };
        if !self.is_page {
            // A text of paragraphs: the whole block is reported.
            return Some(Block::Code(body.text));
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
        let written = line.get(close + 1..).unwrap_or_default();
        let start = close_at + 1 + written.len() - written.trim_start().len();
        let end = (start + written.trim().len()).min(range.end);
        let place = self.origin.place(start.min(range.end)..end);
        let argument = argument.trim().to_owned();
        let mut read = Directive {
            name: *directive,
            argument,
            place,
            paragraphs: Vec::new(),
            ids: Vec::new(),
        };
        self.inside(&mut read, name, start.min(range.end)..end, &body).then_some(())?;
        Some(Block::Directive(read))
    }

    /// Reads what stands inside a directive, and the ids behind it; whether it says what it is
    /// about.
    fn inside(
        &mut self,
        read: &mut Directive,
        name: &str,
        argument: Range<usize>,
        body: &Body,
    ) -> bool {
        let there = match read.name {
            DirectiveName::Figure | DirectiveName::Table => {
                self.no_text(name, body);
                !read.argument.is_empty()
            }
            DirectiveName::HowToCite => {
                self.no_text(name, body);
                if !read.argument.is_empty() {
                    let place = read.place.clone();
                    self.faults.push(Diagnostic::no_argument(name, &read.argument, place));
                }
                true
            }
            DirectiveName::Finding => {
                read.paragraphs = self.paragraphs(name, body, &read.place);
                !read.argument.is_empty()
            }
            DirectiveName::Facts | DirectiveName::Recommendations => {
                read.ids = self.ids(argument, body);
                !read.ids.is_empty() || read.name == DirectiveName::Recommendations
            }
        };
        if !there {
            self.faults.push(Diagnostic::directive_argument(name, read.place.clone()));
        }
        there
    }

    /// Tells of a text inside a directive that takes none.
    fn no_text(&mut self, name: &str, body: &Body) {
        let text = body.text.trim();
        if !text.is_empty() {
            let start = body.text.len() - body.text.trim_start().len();
            let place = self.origin.line(body.written(start..start + text.len()));
            self.faults.push(Diagnostic::directive_body(name, place));
        }
    }

    /// A paragraph that begins like a directive with colons, which other tools of MyST know.
    pub(super) fn fence_of_colons(&mut self, range: &Range<usize>) {
        if self.is_page && self.text[range.clone()].starts_with(":::{") {
            self.faults.push(Diagnostic::directive_fence(self.origin.line(range.clone())));
        }
    }
}
