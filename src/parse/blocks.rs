//! Markdown text -> blocks; the other files of this folder read what stands in them.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment as Aligned, Event, HeadingLevel, OffsetIter, Options, Parser, Tag};

use super::anchors::Anchors;
use super::footnotes::Footnotes;
use super::{Origin, anchors};
use crate::diagnostic::{Diagnostic, Found};
use crate::types::document::{
    Alignment, Block, Directive, Document, Inline, ParsedPage, Role, TextTable, meant_argument,
};

pub(super) type Blocks = Vec<Block<Role, Directive>>;
pub(super) type Inlines = Vec<Inline<Role>>;

/// How deep blocks and inline elements may nest.
const MAX_DEPTH: usize = 40;

/// Parses the text of a page.
pub(super) fn page(
    text: &str,
    origin: Origin<'_>,
    untitled: bool,
) -> (ParsedPage, Vec<Diagnostic>) {
    let mut reader = Reader::new(text, origin, true);
    reader.untitled = untitled;
    let blocks = reader.blocks();
    let footnotes = reader.take_footnotes();
    let document = Document { blocks, footnotes };
    (ParsedPage { document, cut: reader.cut }, reader.finish())
}

/// Parses a text that is to be one paragraph.
pub(super) fn paragraph(text: &str, origin: Origin<'_>) -> (Inlines, Vec<Diagnostic>) {
    let mut reader = Reader::new(text, origin, false);
    let mut blocks = reader.blocks();
    if blocks.len() > 1 || blocks.iter().any(|block| !matches!(block, Block::Paragraph(_))) {
        reader.not_one_paragraph();
    }
    let content = match (blocks.pop(), blocks.is_empty()) {
        (Some(Block::Paragraph(content)), true) => content,
        // The fault was reported; what the roles say is checked all the same.
        (last, _) => blocks.into_iter().chain(last).flat_map(inlines_of).collect(),
    };
    (content, reader.finish())
}

/// All inline elements of a block.
pub(super) fn inlines_of(block: Block<Role, Directive>) -> Inlines {
    match block {
        Block::Heading { content, .. } | Block::Paragraph(content) => content,
        Block::List { items, .. } => items.into_iter().flatten().flat_map(inlines_of).collect(),
        Block::Quote(blocks) => blocks.into_iter().flat_map(inlines_of).collect(),
        Block::Table(table) => {
            table.head.into_iter().chain(table.rows.concat()).flatten().collect()
        }
        Block::Code(_) | Block::Rule | Block::Directive(_) => Inlines::new(),
    }
}

pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// What is told once a text.
#[derive(Default)]
pub(super) struct Told {
    /// That something nests too deep.
    too_deep: bool,
    /// That there is an opening tag of HTML, which says enough of closing ones.
    pub(super) html: bool,
}

/// Reads one text; what is wrong with it is collected.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) origin: Origin<'a>,
    pub(super) events: OffsetIter<'a>,
    /// Whether this is a page, with headings, directives and footnotes.
    pub(super) is_page: bool,
    depth: usize,
    /// What was told, and is not told again.
    pub(super) told: Told,
    /// Whether the page has no title yet, so that a heading of level 1 was meant as one.
    untitled: bool,
    heading: u8,
    /// Whether a part of the text is lost to something that is not closed.
    cut: bool,
    anchors: Anchors,
    pub(super) footnotes: Footnotes,
    /// Where `{pct}` and the like stand as text, by where they end: roles without a code span.
    pub(super) loose_roles: BTreeMap<usize, Range<usize>>,
    pub(super) faults: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, origin: Origin<'a>, is_page: bool) -> Self {
        Self {
            text,
            origin,
            events: Parser::new_ext(text, options()).into_offset_iter(),
            is_page,
            depth: 0,
            told: Told::default(),
            untitled: false,
            heading: 1,
            cut: false,
            anchors: Anchors::default(),
            footnotes: Footnotes::default(),
            loose_roles: BTreeMap::new(),
            faults: Vec::new(),
        }
    }

    /// What is wrong, with what only the whole text tells.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        for range in self.loose_roles.into_values() {
            let name = &self.text[range.start + 1..range.end - 1];
            let behind = self.text[range.end..].strip_prefix('`');
            let behind = behind.map(|text| meant_argument(name, text));
            self.faults.push(match behind.filter(|named| !named.is_empty()) {
                Some(named) => {
                    let place = self.origin.place(range.end + 1..range.end + 1 + named.len());
                    Diagnostic::unclosed_role(name, named, place)
                }
                None => Diagnostic::role_argument(name, self.origin.place(range)),
            });
        }
        if self.cut {
            self.faults.retain(|fault| !fault.misses_a_footnote());
        }
        self.faults
    }

    /// Notes that a part of the text was taken for something else, with all that stands in it.
    pub(super) fn cut(&mut self) {
        self.cut = true;
        // There may have been a heading of any level.
        self.heading = 6;
    }

    /// Whether one may go a level deeper; where not, says so and skips what is there.
    pub(super) fn deeper(&mut self, range: &Range<usize>) -> bool {
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            return true;
        }
        if !self.told.too_deep {
            let place = self.origin.place(range.start..range.start);
            self.faults.push(Diagnostic::blocks_too_deep(place, MAX_DEPTH));
            self.told.too_deep = true;
        }
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

    /// Goes a level up again.
    pub(super) fn shallower(&mut self) {
        self.depth -= 1;
    }

    /// Blocks up to the end of the block that is open, or of the text.
    pub(super) fn blocks(&mut self) -> Blocks {
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
            Tag::Paragraph => {
                self.fence_of_colons(range);
                Some(Block::Paragraph(self.inlines()))
            }
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
                self.footnote(&name, range);
                None
            }
            Tag::HtmlBlock => {
                self.html_block(range);
                None
            }
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
        let signs = self.text[range.start..].bytes().take_while(|b| *b == b'#').count();
        let place = match signs {
            0 => self.origin.line(range.clone()),
            signs => self.origin.place(range.start..range.start + signs),
        };
        if level == 1 && std::mem::take(&mut self.untitled) {
            // Told where the title is missing.
        } else if level == 1 && self.is_page {
            self.faults.push(Diagnostic::heading_one(place));
        } else if level > self.heading + 1 && self.is_page {
            self.faults.push(Diagnostic::heading_skips(level, self.heading, place));
        }
        self.heading = level;
        let anchor = match id {
            None => self.anchors.unique(anchors::slug(&content)),
            Some(id) => id.to_owned(),
        };
        let own = self.anchor_range(id, range);
        if let Some(first) = self.anchors.give(&anchor, own.clone()) {
            let (place, first) = (self.origin.line(own), self.origin.line(first));
            self.faults.push(Diagnostic::duplicate_anchor(&anchor, place, first));
        }
        Block::Heading { level, anchor, content }
    }

    /// Where the anchor of a heading is written; the heading where it is made of its words.
    fn anchor_range(&self, id: Option<&str>, range: &Range<usize>) -> Range<usize> {
        let written = id.and_then(|id| {
            let mark = format!("#{id}");
            let at = self.text[range.clone()].rfind(&mark)?;
            Some(range.start + at..range.start + at + mark.len())
        });
        written.unwrap_or_else(|| range.clone())
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

    /// Says what keeps a text from being one paragraph, at the first block that does.
    fn not_one_paragraph(&mut self) {
        if let Some((found, range)) = self.odd_block(1) {
            self.faults.push(Diagnostic::not_one_paragraph(found, self.origin.line(range)));
        }
    }

    /// The first block that is no paragraph, or one more than are allowed.
    pub(super) fn odd_block(&self, most: usize) -> Option<(Found, Range<usize>)> {
        let mut depth = 0;
        let mut paragraphs = 0;
        for (event, range) in Parser::new_ext(self.text, options()).into_offset_iter() {
            let found = match &event {
                Event::Start(_) if depth > 0 => None,
                Event::Start(Tag::Paragraph) => {
                    paragraphs += 1;
                    (paragraphs > most).then_some(Found::Paragraph)
                }
                Event::Start(Tag::Heading { .. }) => Some(Found::Heading),
                Event::Start(Tag::List(_)) => Some(Found::List),
                Event::Start(Tag::BlockQuote(_)) => Some(Found::Quote),
                Event::Start(Tag::CodeBlock(_)) if self.text[range.clone()].contains('{') => {
                    Some(Found::Directive)
                }
                Event::Start(Tag::CodeBlock(_)) => Some(Found::Code),
                Event::Start(Tag::Table(_)) => Some(Found::Table),
                Event::Rule if depth == 0 => Some(Found::Rule),
                _ => None,
            };
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if let Some(found) = found {
                return Some((found, range));
            }
        }
        None
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn flush(loose: &mut Inlines, blocks: &mut Blocks) {
    if !loose.is_empty() {
        blocks.push(Block::Paragraph(std::mem::take(loose)));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::types::source::SourceFile;

    /// The faults of a page as (code, what the caret is under).
    fn faults(text: &str) -> Vec<(&'static str, String)> {
        let file = Arc::new(SourceFile { path: "a.md".into(), text: text.into() });
        let (_, faults) = page(text, Origin::Body { file: &file, start: 0 }, false);
        let told =
            |fault: &Diagnostic| (fault.code, text[fault.labels[0].place.span.clone()].to_owned());
        faults.iter().map(told).collect()
    }

    fn told(code: &'static str, place: &str) -> (&'static str, String) {
        (code, place.to_owned())
    }

    #[test]
    fn headings_go_down_one_level_at_a_time() {
        assert!(faults("## a\n### b\n## c\n").is_empty());
        assert_eq!(faults("### a\n"), [told("heading-level", "###")]);
        assert_eq!(faults("a\r\n=\r\n"), [told("heading-level", "a")]);
        let twice = faults("## a\n\n## b {.x #a}\n\n## a\n");
        assert_eq!(twice, [told("duplicate-anchor", "#a")]);
    }

    #[test]
    fn directives_are_told_by_their_parts() {
        assert!(faults("```{figure} a.b\n```\n").is_empty());
        assert_eq!(faults("> ~~~ {figrue} a\r\n> ~~~\r\n"), [told("unknown-directive", "figrue")]);
        assert_eq!(faults("```{table}\r\n```\r\n"), [told("directive-argument", "")]);
        let body = "```{table} a\r\n\r\n  b\r\nc\r\n```\r\n";
        assert_eq!(faults(body), [told("directive-body", "b")]);
        // What Markdown decodes is longer, or shorter, than what is written.
        assert_eq!(faults("```{a\0\0b}\n```\n"), [told("unknown-directive", "a\0\0b")]);
        assert_eq!(faults("```{ta&#98;le}\n```\n"), [told("directive-argument", "")]);
        assert_eq!(faults("```{table}&amp;b\nc\n```\n"), [told("directive-body", "c")]);
        assert_eq!(faults("```{table a\n```\n"), [told("directive-brace", "{table a")]);
        assert_eq!(faults(":::{table} a\n:::\n"), [told("directive-fence", ":::{table} a")]);
        let note = "a[^1]\n\n[^1]: b\n\n    ```{table} a\n    ```\n";
        assert_eq!(faults(note), [told("directive-in-footnote", "table")]);
    }

    #[test]
    fn html_is_told_once_an_element() {
        let html = "a <b>c</b> <br>\n\n<div>\n<p>d</p>\n</div>\n\n<!-- e -->\n\n<!--\nf\n-->\n";
        let told: Vec<String> = faults(html).into_iter().map(|(_, place)| place).collect();
        assert_eq!(told, ["<b>", "<br>", "<div>"]);
        assert_eq!(faults("</i>"), [told_html("</i>")]);
    }

    fn told_html(place: &str) -> (&'static str, String) {
        told("raw-html", place)
    }

    #[test]
    fn levels_end_somewhere() {
        let deep = format!("{}a", "> ".repeat(50));
        assert_eq!(faults(&deep), [told("too-deep", "")]);
        let twice = format!("{0}a\n\nb\n\n{0}a", "> ".repeat(50));
        assert_eq!(faults(&twice).len(), 1);
        assert!(faults(&format!("{}a", "> ".repeat(38))).is_empty());
    }

    #[test]
    fn footnotes_find_each_other() {
        assert!(faults("a[^1] b[^1]\n\n[^1]: c\n").is_empty());
        assert!(faults("a[^Note]\n\n[^note]: c\n").is_empty());
        assert_eq!(faults("a[^1]\n"), [told("unknown-footnote", "[^1]")]);
        assert!(faults("a \\[^1] [^ x] `[^2]`\n").is_empty());
        assert_eq!(faults("[^1]: c\n"), [told("unused-footnote", "[^1]")]);
        let twice = faults("a[^1]\n\n[^1]: c\n\n[^1]: d\n");
        assert_eq!(twice, [told("duplicate-footnote", "[^1]")]);
    }
}
