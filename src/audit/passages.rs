//! `Study` -> the sentences of its narrative and texts that hold bound values, as readers meet them.

use std::ops::Range;

use rayon::prelude::*;

use super::check::Facts;
use super::contested_roles::for_each_text;
use crate::types::document::Inline;
use crate::types::sentence::sentences;
use crate::types::study::{Binding, Bound, Study, Text};
use crate::types::wording::{Wording, capitalised, starts_sentence};

/// A sentence with its bound values.
pub(super) struct Passage<'a> {
    /// The sentence, values written out.
    pub(super) text: String,
    /// What is bound, with where it is written in the sentence; at least one.
    pub(super) bound: Vec<(Range<usize>, &'a Bound)>,
}

impl Passage<'_> {
    /// The file of the sentence, without folders and ending: a page's name.
    pub(super) fn file(&self) -> &str {
        let path = self.bound.first().map_or("", |(_, bound)| &*bound.role.place.file.path);
        let name = path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

/// All sentences of a study that hold bound values.
pub(super) fn passages<'a>(facts: &Facts<'a>) -> Vec<Passage<'a>> {
    let mut texts = Vec::new();
    for_each_prose(facts.study, &mut |text| texts.push(text));
    // In parallel, and in the order of the texts: finding where sentences end is dear.
    let divided = |text: &&'a Text| {
        let mut out = Vec::new();
        divide(facts.wording, text, &mut out);
        out
    };
    texts.par_iter().flat_map_iter(divided).collect()
}

/// Calls `look` with every text of a study, headlines included.
pub(super) fn for_each_prose<'a>(study: &'a Study, look: &mut dyn FnMut(&'a Text)) {
    study.questions.iter().filter_map(|question| question.headline.as_ref()).for_each(&mut *look);
    study.comparisons.iter().filter_map(|it| it.headline.as_ref()).for_each(&mut *look);
    study.charts.iter().filter_map(|chart| chart.headline.as_ref()).for_each(&mut *look);
    for_each_text(study, look);
}

fn divide<'a>(wording: Wording<'a>, text: &'a Text, out: &mut Vec<Passage<'a>>) {
    let mut writer =
        Written { wording, plain: String::new(), bound: Vec::new(), apart: Vec::new() };
    writer.inlines(text);
    let Written { plain, bound, apart, .. } = writer;
    let cited = bound.iter().filter(|(_, it)| matches!(it.binding, Binding::Citation(_)));
    let whole: Vec<Range<usize>> = cited.map(|(span, _)| span.clone()).collect();
    // Both stand in order of the text.
    let mut bound = bound.into_iter().peekable();
    for sentence in sentences(&plain, &whole) {
        let start = sentence.start;
        let mut own: Vec<(Range<usize>, &Bound)> = Vec::new();
        while let Some((span, role)) = bound.next_if(|(span, _)| span.start < sentence.end) {
            own.push((span.start - start..span.end - start, role));
        }
        if !own.is_empty() {
            out.push(Passage { text: plain[sentence].trim_end().to_owned(), bound: own });
        }
    }
    for text in apart {
        divide(wording, text, out);
    }
}

/// A text as it is written out.
struct Written<'a> {
    wording: Wording<'a>,
    plain: String,
    bound: Vec<(Range<usize>, &'a Bound)>,
    /// Texts of images, which are read on their own.
    apart: Vec<&'a Text>,
}

impl<'a> Written<'a> {
    fn inlines(&mut self, content: &'a [Inline<Bound>]) {
        for inline in content {
            match inline {
                Inline::Text(text) | Inline::Code(text) => self.plain.push_str(text),
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Strike(content)
                | Inline::Link { content, .. } => self.inlines(content),
                Inline::Image { alt, .. } => self.apart.push(alt),
                Inline::Footnote(_) => {}
                Inline::SoftBreak | Inline::HardBreak => self.plain.push(' '),
                Inline::Role(bound) => {
                    let written = self.wording.binding(bound.binding);
                    let starts = starts_sentence(&self.plain);
                    let start = self.plain.len();
                    self.plain.push_str(&if starts { capitalised(&written) } else { written });
                    self.bound.push((start..self.plain.len(), bound));
                }
            }
        }
    }
}
