//! Markdown text -> blocks and inline elements.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{
    Alignment as Aligned, CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag,
};

use super::{Origin, anchors};
use crate::diagnostic::Diagnostic;
use crate::types::document::{
    Alignment, Block, Directive, DirectiveName, Document, Footnote, Inline, Role, RoleName,
    TextTable,
};
use crate::types::script::without_controls;

type Blocks = Vec<Block<Role, Directive>>;
type Inlines = Vec<Inline<Role>>;

/// How deep blocks and inline elements may nest.
const MAX_DEPTH: usize = 40;

/// Parses the text of a page.
pub(super) fn document(
    text: &str,
    origin: Origin<'_>,
) -> (Document<Role, Directive>, Vec<Diagnostic>) {
    let mut reader = Reader::new(text, origin);
    let blocks = reader.blocks();
    let names = std::mem::take(&mut reader.footnote_names);
    let mut texts = std::mem::take(&mut reader.footnote_texts);
    let footnotes = names
        .into_iter()
        .map(|name| Footnote { blocks: texts.remove(&name).unwrap_or_default(), name })
        .collect();
    (Document { blocks, footnotes }, reader.faults)
}

/// Parses a text that is to be one paragraph.
pub(super) fn paragraph(text: &str, origin: Origin<'_>) -> (Inlines, Vec<Diagnostic>) {
    let mut reader = Reader::new(text, origin);
    let mut blocks = reader.blocks();
    let content = match (blocks.pop(), blocks.is_empty()) {
        (None, _) => Vec::new(),
        (Some(Block::Paragraph(content)), true) => content,
        _ => {
            reader.faults.push(Diagnostic::not_one_paragraph(origin.place(0..text.len())));
            Vec::new()
        }
    };
    (content, reader.faults)
}

struct Reader<'a> {
    text: &'a str,
    origin: Origin<'a>,
    events: OffsetIter<'a>,
    depth: usize,
    heading: u8,
    anchors: BTreeSet<String>,
    footnote_names: Vec<String>,
    footnote_texts: BTreeMap<String, Blocks>,
    faults: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, origin: Origin<'a>) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_SMART_PUNCTUATION
            | Options::ENABLE_HEADING_ATTRIBUTES;
        Self {
            text,
            origin,
            events: Parser::new_ext(text, options).into_offset_iter(),
            depth: 0,
            heading: 1,
            anchors: BTreeSet::new(),
            footnote_names: Vec::new(),
            footnote_texts: BTreeMap::new(),
            faults: Vec::new(),
        }
    }

    /// Whether one may go a level deeper; where not, says so and skips what is there.
    fn deeper(&mut self, range: &Range<usize>) -> bool {
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            return true;
        }
        let place = self.origin.place(range.start..range.start);
        self.faults.push(Diagnostic::blocks_too_deep(place, MAX_DEPTH));
        let mut open = 1;
        while open > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
        false
    }

    /// Blocks up to the end of the block that is open, or of the text.
    fn blocks(&mut self) -> Blocks {
        let mut blocks = Blocks::new();
        // Inline elements without a paragraph round them: items of a tight list.
        let mut loose = Inlines::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_inline(&tag) => {
                    self.inline(Event::Start(tag), range, &mut loose);
                }
                Event::Start(tag) => {
                    flush(&mut loose, &mut blocks);
                    blocks.extend(self.block(tag, &range));
                }
                Event::Rule => {
                    flush(&mut loose, &mut blocks);
                    blocks.push(Block::Rule);
                }
                event => self.inline(event, range, &mut loose),
            }
        }
        flush(&mut loose, &mut blocks);
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, range: &Range<usize>) -> Option<Block<Role, Directive>> {
        if !self.deeper(range) {
            return None;
        }
        let block = match tag {
            Tag::Paragraph => Some(Block::Paragraph(self.inlines())),
            Tag::Heading { level, id, .. } => Some(self.heading(level, id.as_deref(), range)),
            Tag::BlockQuote(_) => Some(Block::Quote(self.blocks())),
            Tag::List(start) => {
                let mut items = Vec::new();
                while let Some((Event::Start(_), range)) = self.events.next() {
                    if self.deeper(&range) {
                        items.push(self.blocks());
                        self.depth -= 1;
                    }
                }
                Some(Block::List { start, items })
            }
            Tag::CodeBlock(kind) => self.code(&kind, range),
            Tag::Table(alignment) => Some(Block::Table(self.table(&alignment))),
            Tag::FootnoteDefinition(name) => {
                let blocks = self.blocks();
                self.footnote_texts.insert(name.to_string(), blocks);
                None
            }
            // A block of raw HTML: its lines are events of their own.
            _ => {
                self.blocks();
                None
            }
        };
        self.depth -= 1;
        block
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        range: &Range<usize>,
    ) -> Block<Role, Directive> {
        let content = self.inlines();
        let level = level as u8;
        let place = self.origin.place(range.start..range.start + usize::from(level));
        if level == 1 {
            self.faults.push(Diagnostic::heading_one(place));
        } else if level > self.heading + 1 {
            self.faults.push(Diagnostic::heading_skips(level, self.heading, place));
        }
        self.heading = level;
        let anchor = match id {
            None => anchors::unique(&anchors::slug(&content), &self.anchors),
            Some(id) => {
                if self.anchors.contains(id) {
                    let place = self.origin.place(range.clone());
                    self.faults.push(Diagnostic::duplicate_anchor(id, place));
                }
                id.to_owned()
            }
        };
        self.anchors.insert(anchor.clone());
        Block::Heading { level, anchor, content }
    }

    fn code(
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
        let Some((name, argument)) = info.strip_prefix('{').and_then(|rest| rest.split_once('}'))
        else {
            return Some(Block::Code(body));
        };
        let line_end = self.text[range.clone()].find('\n').unwrap_or(range.len());
        let line = &self.text[range.start..range.start + line_end];
        let name_at = range.start + line.find('{').map_or(0, |i| i + 1);
        let known = DirectiveName::ALL.iter().find(|(known, _)| *known == name);
        let Some((_, directive)) = known else {
            let known: Vec<&str> = DirectiveName::ALL.iter().map(|(name, _)| *name).collect();
            let place = self.origin.place(name_at..name_at + name.len());
            self.faults.push(Diagnostic::unknown_directive(name, place, &known));
            return None;
        };
        if !body.trim().is_empty() {
            let place = self.origin.place(body_range);
            self.faults.push(Diagnostic::directive_body(name, place));
        }
        let argument = argument.trim();
        let after_name = name_at + name.len() + 1;
        let at = self.text[after_name..range.start + line_end]
            .find(argument)
            .map_or(after_name, |i| after_name + i);
        let place = self.origin.place(at..at + argument.len());
        if argument.is_empty() {
            self.faults.push(Diagnostic::directive_argument(name, place));
            return None;
        }
        let argument = argument.to_owned();
        Some(Block::Directive(Directive { name: *directive, argument, place }))
    }

    fn table(&mut self, alignment: &[Aligned]) -> TextTable<Role> {
        let alignment = alignment.iter().map(|aligned| match aligned {
            Aligned::None | Aligned::Left => Alignment::Start,
            Aligned::Center => Alignment::Centre,
            Aligned::Right => Alignment::End,
        });
        let mut table =
            TextTable { alignment: alignment.collect(), head: Vec::new(), rows: Vec::new() };
        while let Some((Event::Start(tag), _)) = self.events.next() {
            let mut cells = Vec::new();
            while let Some((Event::Start(_), _)) = self.events.next() {
                cells.push(self.inlines());
            }
            if matches!(tag, Tag::TableHead) {
                table.head = cells;
            } else {
                table.rows.push(cells);
            }
        }
        table
    }

    /// Inline elements up to the end of what is open.
    fn inlines(&mut self) -> Inlines {
        let mut out = Inlines::new();
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, range, &mut out);
        }
        out
    }

    fn inline(&mut self, event: Event<'a>, range: Range<usize>, out: &mut Inlines) {
        match event {
            Event::Text(text) => push_text(out, &text),
            Event::Code(code) => self.code_or_role(&code, &range, out),
            Event::SoftBreak => out.push(Inline::SoftBreak),
            Event::HardBreak => out.push(Inline::HardBreak),
            Event::FootnoteReference(name) => {
                let names = &mut self.footnote_names;
                let index = names.iter().position(|known| **known == *name).unwrap_or_else(|| {
                    names.push(name.to_string());
                    names.len() - 1
                });
                out.push(Inline::Footnote(index));
            }
            Event::Html(html) | Event::InlineHtml(html)
                if !html.trim_start().starts_with("<!--") && !html.trim().is_empty() =>
            {
                self.faults.push(Diagnostic::raw_html(self.origin.place(range)));
            }
            Event::Start(tag) if self.deeper(&range) => {
                let content = self.inlines();
                out.push(self.container(tag, content, range));
                self.depth -= 1;
            }
            _ => {}
        }
    }

    fn container(&mut self, tag: Tag<'a>, content: Inlines, range: Range<usize>) -> Inline<Role> {
        let place = self.origin.place(range);
        match tag {
            Tag::Strong => Inline::Strong(content),
            Tag::Strikethrough => Inline::Strike(content),
            Tag::Link { dest_url, .. } => {
                Inline::Link { target: dest_url.to_string(), content, place }
            }
            Tag::Image { dest_url, .. } => {
                Inline::Image { path: dest_url.to_string(), alt: content, place }
            }
            _ => Inline::Emphasis(content),
        }
    }

    /// A code span: a role where the text right before it ends in {name}.
    fn code_or_role(&mut self, code: &str, range: &Range<usize>, out: &mut Inlines) {
        let before = &self.text[..range.start];
        let name = before
            .strip_suffix('}')
            .and_then(|rest| rest.rsplit_once('{'))
            .filter(|(rest, _)| !rest.ends_with('\\'))
            .map(|(_, name)| name)
            .filter(|name| is_role_name(name));
        let (Some(name), Some(Inline::Text(text))) = (name, out.last_mut()) else {
            out.push(Inline::Code(without_controls(code)));
            return;
        };
        let Some(kept) = text.strip_suffix(&format!("{{{name}}}")) else {
            out.push(Inline::Code(without_controls(code)));
            return;
        };
        let empty = kept.is_empty();
        text.truncate(kept.len());
        if empty {
            out.pop();
        }
        let Some(role) = RoleName::of(name) else {
            let known: Vec<&str> = RoleName::ALL.iter().map(|(name, _)| *name).collect();
            let place = self.origin.place(range.start - name.len() - 1..range.start - 1);
            self.faults.push(Diagnostic::unknown_role(name, place, &known));
            return;
        };
        let ticks = self.text[range.clone()].bytes().take_while(|b| *b == b'`').count();
        let place = self.origin.place(range.start + ticks..range.end - ticks);
        out.push(Inline::Role(Role { name: role, argument: code.trim().to_owned(), place }));
    }
}

/// Names of roles: letters, and a colon within, as in cite:p.
fn is_role_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b':' || b == b'-')
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn push_text(out: &mut Inlines, text: &str) {
    let text = without_controls(text);
    if let Some(Inline::Text(last)) = out.last_mut() {
        last.push_str(&text);
    } else {
        out.push(Inline::Text(text));
    }
}

fn flush(loose: &mut Inlines, blocks: &mut Blocks) {
    if !loose.is_empty() {
        blocks.push(Block::Paragraph(std::mem::take(loose)));
    }
}
