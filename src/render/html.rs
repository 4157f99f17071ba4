//! A document with bound values -> HTML, and the sentences that hold values.

use std::fmt::Write as _;
use std::ops::Range;

use super::citations;
pub(super) use super::escape::{attribute, escaped};
use super::links::Links;
use super::notes::Notes;
use crate::types::bibliography::{CitationId, plain};
use crate::types::document::{Alignment, Block, Document, Inline, TextTable};
use crate::types::messages::say;
use crate::types::sentence::sentences;
use crate::types::study::{Binding, Bound, Exhibit, Text, ValueId};
use crate::types::wording::{Wording, capitalised, starts_sentence};

/// A sentence that holds bound values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    /// The anchor under which it stands; empty before the first heading.
    pub(super) anchor: String,
    /// The sentence, values written out.
    pub(super) text: String,
    /// The values in it.
    pub(super) values: Vec<ValueId>,
}

/// A block, as it is written out; divided into its sentences where those with values are asked for,
/// since dividing is dear and most texts are written on several pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spoken {
    /// The anchor under which it stands; empty before the first heading.
    pub(super) anchor: String,
    /// The text, values written out.
    pub(super) plain: String,
    /// Which values are written in it, and where.
    values: Vec<(usize, ValueId)>,
    /// Where citations stand in it, in which no sentence ends.
    whole: Vec<Range<usize>>,
}

impl Spoken {
    /// The same under an anchor.
    pub(super) fn under(self, anchor: &str) -> Self {
        Self { anchor: anchor.to_owned(), ..self }
    }

    /// The sentences that hold values.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Statement> {
        let bounds = (!self.values.is_empty()).then(|| sentences(&self.plain, &self.whole));
        bounds.into_iter().flatten().filter_map(|bounds| {
            let within = self.values.iter().filter(|(at, _)| bounds.contains(at));
            let mut values: Vec<ValueId> = within.map(|(_, value)| *value).collect();
            values.dedup();
            let text =
                || self.plain[bounds.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            (!values.is_empty()).then(|| Statement {
                anchor: self.anchor.clone(),
                text: text(),
                values,
            })
        })
    }
}

/// A heading that a contents list names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// 2 or below.
    pub(super) level: u8,
    /// Its anchor.
    pub(super) anchor: String,
    /// Its text, without markup.
    pub(super) text: String,
}

/// Writes the texts of one page.
pub(super) struct Writer<'a> {
    wording: Wording<'a>,
    links: &'a Links,
    /// The page, to tell links within it from links to others.
    page: &'a str,
    notes: &'a mut Notes,
    /// The HTML of figures and tables.
    exhibit: &'a dyn Fn(Exhibit) -> Written,
    out: String,
    /// What was written of the block so far, without markup.
    plain: String,
    /// Values in the block so far, with where they stand in `plain`.
    values: Vec<(usize, ValueId)>,
    /// Citations in the block so far, which no end of a sentence divides.
    whole: Vec<Range<usize>>,
    anchor: String,
    spoken: Vec<Spoken>,
    contents: Vec<Entry>,
    /// Within a link no other link may stand.
    in_link: bool,
}

/// A written page, or a part of one.
#[derive(Default, Clone)]
pub(super) struct Written {
    /// HTML.
    pub(super) html: String,
    /// The blocks.
    pub(super) spoken: Vec<Spoken>,
    /// Headings.
    pub(super) contents: Vec<Entry>,
}

impl<'a> Writer<'a> {
    /// A writer for a page.
    pub(super) fn new(
        wording: Wording<'a>,
        links: &'a Links,
        page: &'a str,
        notes: &'a mut Notes,
        exhibit: &'a dyn Fn(Exhibit) -> Written,
    ) -> Self {
        Self {
            wording,
            links,
            page,
            notes,
            exhibit,
            out: String::new(),
            plain: String::new(),
            values: Vec::new(),
            whole: Vec::new(),
            anchor: String::new(),
            spoken: Vec::new(),
            contents: Vec::new(),
            in_link: false,
        }
    }

    /// Writes one text without a block round it.
    pub(super) fn text(mut self, text: &Text) -> Written {
        self.inlines(text);
        self.end_block();
        self.finish()
    }

    /// Writes a document.
    pub(super) fn document(mut self, document: &Document<Bound, Exhibit>) -> Written {
        self.blocks(&document.blocks, false);
        if !document.footnotes.is_empty() {
            let _ = write!(
                self.out,
                "<section class=\"footnotes\" aria-label=\"{}\"><ol>",
                attribute(self.wording.style().text("footnotes"))
            );
            for (i, footnote) in document.footnotes.iter().enumerate() {
                let number = i + 1;
                let _ = write!(self.out, "<li id=\"note-{number}\">");
                self.blocks(&footnote.blocks, false);
                // At the end of the last paragraph, not on a line of its own.
                let paragraph = self.out.ends_with("</p>");
                self.out.truncate(self.out.len() - if paragraph { "</p>".len() } else { 0 });
                let _ = write!(
                    self.out,
                    "<a class=\"back\" href=\"#note-ref-{number}\" \
                     aria-label=\"{}\">↩</a>{}</li>",
                    attribute(&say!(self.wording.style(), "footnote-back", number = number)),
                    if paragraph { "</p>" } else { "" }
                );
            }
            self.out.push_str("</ol></section>");
        }
        self.finish()
    }

    fn finish(self) -> Written {
        Written { html: self.out, spoken: self.spoken, contents: self.contents }
    }

    fn blocks(&mut self, blocks: &[Block<Bound, Exhibit>], tight: bool) {
        let mut run = None;
        for block in blocks {
            let of = super::cards::list_of(block);
            if of != run {
                self.out.push_str(run.map_or("", |_| "</ul>"));
                if let Some(class) = of {
                    let _ = write!(self.out, "<ul class=\"{class}\">");
                }
                run = of;
            }
            self.block(block, tight);
        }
        self.out.push_str(run.map_or("", |_| "</ul>"));
    }

    fn block(&mut self, block: &Block<Bound, Exhibit>, tight: bool) {
        match block {
            Block::Heading { level, anchor, content } => {
                anchor.clone_into(&mut self.anchor);
                let _ = write!(self.out, "<h{level} id=\"{}\">", attribute(anchor));
                self.inlines(content);
                let text = self.plain.clone();
                let _ = write!(
                    self.out,
                    " <a class=\"anchor\" href=\"#{}\" aria-label=\"{}\">#</a></h{level}>",
                    attribute(anchor),
                    attribute(self.wording.style().text("section-link"))
                );
                self.contents.push(Entry { level: *level, anchor: anchor.clone(), text });
                self.end_block();
            }
            Block::Paragraph(content) => {
                self.out.push_str(if tight { "" } else { "<p>" });
                self.inlines(content);
                self.out.push_str(if tight { "" } else { "</p>" });
                self.end_block();
            }
            Block::List { start, items } => self.list(*start, items),
            Block::Quote(blocks) => {
                self.out.push_str("<blockquote>");
                self.blocks(blocks, false);
                self.out.push_str("</blockquote>");
            }
            Block::Code(text) => {
                let _ =
                    write!(self.out, "<pre tabindex=\"0\"><code>{}</code></pre>", escaped(text));
            }
            Block::Table(table) => self.table(table),
            Block::Rule => self.out.push_str("<hr>"),
            Block::Directive(exhibit) => {
                let written = (self.exhibit)(*exhibit);
                self.out.push_str(&written.html);
                let own = |it: Spoken| match it.anchor.as_str() {
                    "" => it.under(&self.anchor),
                    _ => it,
                };
                self.spoken.extend(written.spoken.into_iter().map(own));
                self.contents.extend(written.contents);
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block<Bound, Exhibit>>]) {
        let tight = items.iter().all(|item| {
            item.iter().filter(|block| matches!(block, Block::Paragraph(_))).count() <= 1
        });
        match start {
            None => self.out.push_str("<ul>"),
            Some(1) => self.out.push_str("<ol>"),
            Some(number) => {
                let _ = write!(self.out, "<ol start=\"{number}\">");
            }
        }
        for item in items {
            self.out.push_str("<li>");
            self.blocks(item, tight);
            self.out.push_str("</li>");
        }
        self.out.push_str(if start.is_some() { "</ol>" } else { "</ul>" });
    }

    fn table(&mut self, table: &TextTable<Bound>) {
        // Markdown gives tables no names: its columns say what one is about.
        let heads: Vec<String> = table.head.iter().map(|cell| self.wording.plain(cell)).collect();
        let heads: Vec<&str> =
            heads.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
        let name = heads.join(" · ");
        let _ = write!(
            self.out,
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\"><table><caption \
             class=\"quiet\">{}</caption><thead><tr>",
            attribute(&name),
            escaped(&name)
        );
        for (i, cell) in table.head.iter().enumerate() {
            self.cell("th scope=\"col\"", "th", table.alignment.get(i), cell);
        }
        self.out.push_str("</tr></thead><tbody>");
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (i, cell) in row.iter().enumerate() {
                self.cell("td", "td", table.alignment.get(i), cell);
            }
            self.out.push_str("</tr>");
        }
        self.out.push_str("</tbody></table></div>");
    }

    fn cell(&mut self, open: &str, close: &str, aligned: Option<&Alignment>, content: &Text) {
        let class = match aligned {
            Some(Alignment::Centre) => " class=\"centre\"",
            Some(Alignment::End) => " class=\"end\"",
            _ => "",
        };
        let _ = write!(self.out, "<{open}{class}>");
        self.inlines(content);
        let _ = write!(self.out, "</{close}>");
        self.end_block();
    }

    fn inlines(&mut self, content: &[Inline<Bound>]) {
        for inline in content {
            self.inline(inline);
        }
    }

    fn wrapped(&mut self, element: &str, content: &[Inline<Bound>]) {
        let _ = write!(self.out, "<{element}>");
        self.inlines(content);
        let _ = write!(self.out, "</{element}>");
    }

    fn inline(&mut self, inline: &Inline<Bound>) {
        match inline {
            Inline::Text(text) => {
                self.plain.push_str(text);
                self.out.push_str(&escaped(text));
            }
            Inline::Code(text) => {
                self.plain.push_str(text);
                let _ = write!(self.out, "<code>{}</code>", escaped(text));
            }
            Inline::Emphasis(content) => self.wrapped("em", content),
            Inline::Strong(content) => self.wrapped("strong", content),
            Inline::Strike(content) => self.wrapped("s", content),
            Inline::Link { target, content, .. } => {
                let href = Links::narrative(target);
                let _ = write!(self.out, "<a href=\"{}\">", attribute(&href));
                self.in_link = true;
                self.inlines(content);
                self.in_link = false;
                self.out.push_str("</a>");
            }
            Inline::Image { path, alt, .. } => {
                let alt = self.wording.plain(alt);
                let href = Links::image(path);
                let _ = write!(
                    self.out,
                    "<img src=\"{}\" alt=\"{}\" loading=\"lazy\">",
                    attribute(&href),
                    attribute(&alt)
                );
            }
            Inline::Footnote(index) => {
                let number = index + 1;
                let _ = write!(
                    self.out,
                    "<sup class=\"footnote\"><a id=\"note-ref-{number}\" href=\"#note-{number}\" \
                     aria-label=\"{}\">{number}</a></sup>",
                    attribute(&say!(self.wording.style(), "footnote", number = number))
                );
            }
            Inline::SoftBreak => {
                self.plain.push(' ');
                self.out.push('\n');
            }
            Inline::HardBreak => {
                self.plain.push(' ');
                self.out.push_str("<br>");
            }
            Inline::Role(bound) => self.bound(bound.binding),
        }
    }

    /// A citation: each work in it links to its entry.
    fn citation(&mut self, citation: CitationId) {
        let mut runs = self.wording.citation(citation).to_vec();
        if let Some(first) = runs.first_mut().filter(|_| starts_sentence(&self.plain)) {
            first.text = capitalised(&first.text);
        }
        let start = self.plain.len();
        self.plain.push_str(&plain(&runs));
        self.whole.push(start..self.plain.len());
        let html = citations::runs(self.wording.study, self.page, &runs, self.in_link);
        self.out.push_str(&html);
    }

    /// Writes one live number and nothing else.
    pub(super) fn value(mut self, binding: Binding) -> String {
        self.bound(binding);
        self.out
    }

    fn bound(&mut self, binding: Binding) {
        if let Binding::Citation(citation) = binding {
            return self.citation(citation);
        }
        let written = self.wording.binding(binding);
        let written = if starts_sentence(&self.plain) { capitalised(&written) } else { written };
        let values: Vec<ValueId> = match binding {
            Binding::Value { value, .. } => vec![value],
            Binding::Difference { first, second, .. } => vec![first, second],
            Binding::Claim(claim) => self.wording.study[claim].condition.values(),
            Binding::Figure(_) | Binding::Table(_) | Binding::Citation(_) => Vec::new(),
        };
        self.values.extend(values.iter().map(|value| (self.plain.len(), *value)));
        self.plain.push_str(&written);
        if self.in_link {
            self.out.push_str(&escaped(&written));
            return;
        }
        let href = self.links.binding(binding, self.page);
        let text = escaped(&written);
        if values.is_empty() {
            let _ = write!(self.out, "<a href=\"{}\">{text}</a>", attribute(&href));
        } else {
            let note = self.notes.note(self.wording, self.links, self.page, binding);
            let corrected = values.iter().any(|it| self.wording.study.is_corrected(*it));
            let class = if corrected { "value corrected" } else { "value" };
            let _ = write!(
                self.out,
                "<a class=\"{class}\" href=\"{}\" data-note=\"{note}\">{text}</a>",
                attribute(&href)
            );
        }
    }

    /// Keeps what was written of a block.
    fn end_block(&mut self) {
        let plain = std::mem::take(&mut self.plain);
        let values = std::mem::take(&mut self.values);
        let whole = std::mem::take(&mut self.whole);
        if !plain.is_empty() {
            self.spoken.push(Spoken { anchor: self.anchor.clone(), plain, values, whole });
        }
    }
}
