//! `Source` -> `Manuscript`: Markdown and the texts of YAML files, parsed once, with places.
//!
//! pulldown-cmark lives here. Roles and directives are those of MyST: a text that ends in
//! `{name}` before a code span, and a fenced block whose info string begins with `{name}`.

mod anchors;
mod blocks;
mod bodies;
mod directives;
mod footnotes;
mod html;
mod inlines;

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::types::document::{Manuscript, ParsedPage, Prose};
use crate::types::source::{At, NodeValue, PROSE_KEYS, Place, Source, SourceFile};

/// Parses all texts of a study.
#[must_use]
pub(crate) fn parse(source: &Source) -> (Manuscript, Vec<Diagnostic>) {
    let mut manuscript = Manuscript::default();
    let mut faults = Vec::new();
    let mut trees: Vec<At<'_>> = source.data.iter().map(|yaml| yaml.top()).collect();
    trees.extend(source.study.iter().map(|yaml| yaml.top()));
    trees.extend(source.recommendations.iter().map(|yaml| yaml.top()));
    trees.extend(source.pages.iter().map(|page| page.front.top()));
    for top in trees {
        texts(top, &mut manuscript.texts, &mut faults);
    }
    manuscript.texts.sort_by(|a, b| a.place.key().cmp(&b.place.key()));
    for page in &source.pages {
        let file = &page.front.file;
        let origin = Origin::Body { file, start: page.body_start };
        // Where there is no front matter, the first heading of level 1 was meant as the title.
        let untitled = page.front.root.stands_in && page.body_start == 0;
        let text = &file.text[page.body_start..];
        let (document, more) = blocks::document(text, origin, untitled);
        faults.extend(more);
        manuscript.pages.push(ParsedPage { document });
    }
    (manuscript, faults)
}

/// Parses every text below a node that may hold roles.
fn texts(
    at: At<'_>,
    out: &mut Vec<Prose<crate::types::document::Role>>,
    faults: &mut Vec<Diagnostic>,
) {
    match &at.node().value {
        NodeValue::Scalar(..) => {}
        NodeValue::Sequence(items) => {
            (0..items.len()).for_each(|i| texts(at.item(i), out, faults));
        }
        NodeValue::Mapping(entries) => {
            for (key, node) in entries {
                let below = at.key(&key.text);
                match &node.value {
                    _ if node.is_nothing() => {}
                    NodeValue::Scalar(text, _) if PROSE_KEYS.contains(&&*key.text) => {
                        let (content, more) = blocks::paragraph(text, Origin::Scalar(below));
                        faults.extend(more);
                        out.push(Prose { content, place: below.place() });
                    }
                    _ => texts(below, out, faults),
                }
            }
        }
    }
}

/// Where a parsed text stands, so that stretches of it become places.
#[derive(Clone, Copy)]
enum Origin<'a> {
    /// The rest of a Markdown file.
    Body {
        /// The file.
        file: &'a Arc<SourceFile>,
        /// Where the text begins in it.
        start: usize,
    },
    /// A scalar of a YAML file.
    Scalar(At<'a>),
    /// What stands inside a block of another text.
    Pieces {
        /// The other text.
        outer: &'a Origin<'a>,
        /// Where each piece of it stands there.
        pieces: &'a [bodies::Piece],
    },
}

impl Origin<'_> {
    fn place(self, stretch: Range<usize>) -> Place {
        match self {
            Self::Body { file, start } => {
                Place { file: Arc::clone(file), span: start + stretch.start..start + stretch.end }
            }
            Self::Scalar(at) => at.place_in(stretch),
            Self::Pieces { outer, pieces } => outer.place(bodies::written(pieces, stretch)),
        }
    }

    /// The place of a stretch, as far as it stands on one line.
    fn line(self, stretch: Range<usize>) -> Place {
        let mut place = self.place(stretch);
        let text = &place.file.text[place.span.clone()];
        let line = text.find(['\r', '\n']).map_or(text, |end| &text[..end]).trim_end();
        place.span.end = place.span.start + line.len();
        place
    }
}
