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
mod numerals;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::types::document::{Manuscript, ParsedPage, Prose, Role};
use crate::types::source::{At, NodeValue, PROSE_KEYS, Place, Source, SourceFile, SourcePage};

/// Keys below which others speak.
const QUOTED: [&str; 2] = ["wording", "publication"];

/// Parses all texts of a study.
#[must_use]
pub(crate) fn parse(source: &Source) -> (Manuscript, Vec<Diagnostic>) {
    let mut trees: Vec<At<'_>> = source.data.iter().map(|yaml| yaml.top()).collect();
    trees.extend(source.study.iter().map(|yaml| yaml.top()));
    trees.extend(source.recommendations.iter().map(|yaml| yaml.top()));
    trees.extend(source.pages.iter().map(|page| page.front.top()));
    // In parallel, and put together in the order of the files.
    let (mut read, pages): (Vec<Read>, Vec<Read>) = rayon::join(
        || trees.into_par_iter().map(Read::tree).collect(),
        || source.pages.par_iter().map(Read::body).collect(),
    );
    read.extend(pages);
    let mut manuscript = Manuscript::default();
    let mut faults = Vec::new();
    for part in read {
        manuscript.texts.extend(part.texts);
        manuscript.numerals.extend(part.numerals);
        manuscript.pages.extend(part.page);
        faults.extend(part.faults);
    }
    manuscript.texts.sort_by(|a, b| a.place.key().cmp(&b.place.key()));
    (manuscript, faults)
}

/// What one file, or the body of one, gives to the manuscript.
#[derive(Default)]
struct Read {
    texts: Vec<Prose<Role>>,
    numerals: Vec<Place>,
    page: Option<ParsedPage>,
    faults: Vec<Diagnostic>,
}

impl Read {
    /// The texts of a YAML file, or of the front matter of a page.
    fn tree(top: At<'_>) -> Self {
        let mut read = Self::default();
        texts(top, &mut read.texts, &mut read.faults);
        numerals_below(top, &mut read.numerals);
        read
    }

    /// What stands in a page below its front matter.
    fn body(page: &SourcePage) -> Self {
        let file = &page.front.file;
        let origin = Origin::Body { file, start: page.body_start };
        // Where there is no front matter, the first heading of level 1 was meant as the title.
        let untitled = page.front.root.stands_in && page.body_start == 0;
        let text = &file.text[page.body_start..];
        let numerals = numerals::typed(text, origin);
        let (mut parsed, faults) = blocks::page(text, origin, untitled);
        parsed.cut |= page.unread;
        Self { texts: Vec::new(), numerals, page: Some(parsed), faults }
    }
}

/// Parses every text below a node that may hold roles.
fn texts(at: At<'_>, out: &mut Vec<Prose<Role>>, faults: &mut Vec<Diagnostic>) {
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

/// Finds the numerals of every text below a node that may hold roles; a question as it was asked
/// and a publication are quoted, and not looked through.
fn numerals_below(at: At<'_>, out: &mut Vec<Place>) {
    match &at.node().value {
        NodeValue::Scalar(..) => {}
        NodeValue::Sequence(items) => {
            (0..items.len()).for_each(|i| numerals_below(at.item(i), out));
        }
        NodeValue::Mapping(entries) => {
            for (key, node) in entries.iter().filter(|(key, _)| !QUOTED.contains(&&*key.text)) {
                let below = at.key(&key.text);
                match &node.value {
                    NodeValue::Scalar(text, _) if PROSE_KEYS.contains(&&*key.text) => {
                        out.extend(numerals::typed(text, Origin::Scalar(below)));
                    }
                    _ => numerals_below(below, out),
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
