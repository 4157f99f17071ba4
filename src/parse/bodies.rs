//! What stands inside a directive -> paragraphs or ids, each at its place in the file.

use std::ops::Range;

use super::Origin;
use super::blocks::{Inlines, Reader};
use crate::diagnostic::Diagnostic;
use crate::types::document::Block;
use crate::types::script::without_controls;
use crate::types::source::Place;

/// What stands inside a fenced block. Within a list or a quotation its lines begin with signs
/// that are no part of it, so each piece remembers where it is written.
#[derive(Default)]
pub(super) struct Body {
    pub(super) text: String,
    pieces: Vec<Piece>,
}

/// A piece of a text: where it begins in the text, and where it is written.
pub(super) struct Piece {
    at: usize,
    written: Range<usize>,
}

impl Body {
    /// Adds a piece.
    pub(super) fn push(&mut self, text: &str, written: Range<usize>) {
        self.pieces.push(Piece { at: self.text.len(), written });
        self.text.push_str(&without_controls(text));
    }

    /// Takes away what stands behind a place of the text.
    pub(super) fn truncate(&mut self, at: usize) {
        self.text.truncate(at);
        self.pieces.retain(|piece| piece.at < at);
    }

    /// Where a stretch of it is written.
    pub(super) fn written(&self, stretch: Range<usize>) -> Range<usize> {
        written(&self.pieces, stretch)
    }
}

/// Where a stretch of a text is written that is made of pieces.
pub(super) fn written(pieces: &[Piece], stretch: Range<usize>) -> Range<usize> {
    let find = |at: usize, fits: fn(usize, usize) -> bool| {
        let piece = pieces.iter().rev().find(|piece| fits(piece.at, at)).or(pieces.first());
        piece.map_or(0, |piece| {
            (piece.written.start + at.saturating_sub(piece.at)).min(piece.written.end)
        })
    };
    let start = find(stretch.start, |piece, at| piece <= at);
    // The end belongs to the piece that it ends in, not to the next.
    start..find(stretch.end, |piece, at| piece < at).max(start)
}

impl Reader<'_> {
    /// The paragraphs inside a directive that takes text; anything else there is told.
    pub(super) fn paragraphs(&mut self, name: &str, body: &Body, empty: &Place) -> Vec<Inlines> {
        let outer = self.origin;
        let origin = Origin::Pieces { outer: &outer, pieces: &body.pieces };
        let mut reader = Reader::new(&body.text, origin, false);
        let blocks = reader.blocks();
        if let Some((found, range)) = reader.odd_block(usize::MAX) {
            let place = origin.line(range);
            reader.faults.push(Diagnostic::not_paragraphs(name, found, place));
        }
        let faults = reader.finish();
        if blocks.is_empty() && faults.is_empty() {
            self.faults.push(Diagnostic::directive_without_text(name, empty.clone()));
        }
        self.faults.extend(faults);
        let text = |block| match block {
            Block::Paragraph(content) => content,
            // The fault was reported; what the roles say is checked all the same.
            other => super::blocks::inlines_of(other),
        };
        blocks.into_iter().map(text).collect()
    }

    /// The ids behind and inside a directive that takes a list, between commas or white space.
    pub(super) fn ids(&self, argument: Range<usize>, body: &Body) -> Vec<(String, Place)> {
        let start = argument.start;
        let text = &self.text[argument];
        let behind = words(text)
            .map(|range| (text[range.clone()].to_owned(), start + range.start..start + range.end));
        let inside = words(&body.text)
            .map(|range| (body.text[range.clone()].to_owned(), body.written(range)));
        behind.chain(inside).map(|(id, range)| (id, self.origin.place(range))).collect()
    }
}

/// The stretches of a text between commas and white space.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let parts = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|p| !p.is_empty());
    parts.map(|part| {
        let start = part.as_ptr().addr() - text.as_ptr().addr();
        start..start + part.len()
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::parse::Origin;
    use crate::parse::blocks::page;
    use crate::types::document::{Block, Directive, for_each_role};
    use crate::types::source::SourceFile;

    /// The directives of a page, and its faults as (code, what the caret is under).
    fn read(text: &str) -> (Vec<Directive>, Vec<(&'static str, String)>) {
        let file = Arc::new(SourceFile { path: "a.md".into(), text: format!("é\n{text}") });
        let origin = Origin::Body { file: &file, start: "é\n".len() };
        let (read, faults) = page(text, origin, false);
        let page = read.document;
        let mut found = Vec::new();
        let mut open = page.blocks;
        while let Some(block) = open.pop() {
            match block {
                Block::Directive(directive) => found.push(directive),
                Block::Quote(blocks) => open.extend(blocks),
                Block::List { items, .. } => open.extend(items.into_iter().flatten()),
                _ => {}
            }
        }
        let told = faults.iter().map(|fault| {
            let place = &fault.labels[0].place;
            (fault.code, file.text[place.span.clone()].to_owned())
        });
        (found, told.collect())
    }

    #[test]
    fn roles_inside_stand_where_they_are_written() {
        for text in [
            "```{finding} a.b\nOf *all* {pct}`c.d`,\nand é {n}`e\nf`.\n\n{pct}`g`\n```\n",
            "> - ```{finding} a.b\r\n>   Of *all* {pct}`c.d`,\r\n>   and é {n}`e\r\n>   f`.\r\n>\r\n>   \
             {pct}`g`\r\n>   ```\r\n",
        ] {
            let (found, faults) = read(text);
            assert!(faults.is_empty(), "{faults:?}");
            let [finding] = &found[..] else { panic!("one directive in {text:?}") };
            assert_eq!(finding.argument, "a.b");
            assert_eq!(finding.paragraphs.len(), 2);
            let mut roles = Vec::new();
            for paragraph in &finding.paragraphs {
                for_each_role(paragraph, &mut |role| {
                    let written = &role.place.file.text[role.place.span.clone()];
                    roles.push((role.argument.clone(), written.to_owned()));
                });
            }
            let arguments: Vec<&str> = roles.iter().map(|(argument, _)| &**argument).collect();
            assert_eq!(arguments, ["c.d", "e f", "g"]);
            assert_eq!((&*roles[0].1, &*roles[2].1), ("c.d", "g"));
            assert!(roles[1].1.starts_with('e') && roles[1].1.ends_with('f'), "{roles:?}");
        }
    }

    #[test]
    fn ids_are_parted_by_commas_and_lines() {
        let (found, faults) = read("```{facts} a.b, c\n  d.e,\n\nf g\n```\n");
        assert!(faults.is_empty(), "{faults:?}");
        let ids: Vec<&str> = found[0].ids.iter().map(|(id, _)| &**id).collect();
        assert_eq!(ids, ["a.b", "c", "d.e", "f", "g"]);
        for (id, place) in &found[0].ids {
            assert_eq!(place.file.text[place.span.clone()], *id);
        }
    }

    #[test]
    fn what_cannot_stand_inside_is_told() {
        let told = |text: &str| read(text).1;
        let one = |code, place: &str| vec![(code, place.to_owned())];
        assert_eq!(told("```{finding} a\n```\n"), one("directive-body", "a"));
        assert_eq!(told("```{finding}\ntext\n```\n"), one("directive-argument", ""));
        assert_eq!(told("```{finding} a\ntext\n\n- list\n```\n"), one("directive-body", "- list"));
        assert_eq!(told("> ```{finding} a\n> {pct} b\n> ```\n"), one("role-argument", "{pct}"));
        assert_eq!(told("```{facts}\n\n```\n"), one("directive-argument", ""));
        assert_eq!(told("```{recommendations}\n```\n"), []);
    }
}
