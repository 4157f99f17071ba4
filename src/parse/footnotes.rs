//! Footnotes: their texts, by the names with which they are referred to.

use std::collections::BTreeMap;
use std::ops::Range;

use super::blocks::{Blocks, Reader};
use crate::diagnostic::Diagnostic;
use crate::types::document::{Directive, Footnote, Role};

/// The footnotes of one page.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Names in the order of their first references.
    names: Vec<String>,
    /// Where each stands, and its text, by its name in lower case.
    texts: BTreeMap<String, (Range<usize>, String, Blocks)>,
    /// Whether the text of a footnote is being read.
    pub(super) open: bool,
}

impl Footnotes {
    /// The index of the footnote of a name.
    pub(super) fn index(&mut self, name: &str) -> usize {
        let name = name.to_lowercase();
        self.names.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        })
    }
}

impl Reader<'_> {
    /// Reads the text of a footnote.
    pub(super) fn footnote(&mut self, name: &str, range: &Range<usize>) {
        let outer = std::mem::replace(&mut self.footnotes.open, true);
        let blocks = self.blocks();
        self.footnotes.open = outer;
        // The sign with the name: [^name]
        let own = range.start..range.start + name.len() + 3;
        let key = name.to_lowercase();
        if let Some((first, ..)) = self.footnotes.texts.get(&key) {
            let (place, first) = (self.origin.line(own), self.origin.line(first.clone()));
            self.faults.push(Diagnostic::duplicate_footnote(name, place, first));
        } else {
            self.footnotes.texts.insert(key, (own, name.to_owned(), blocks));
        }
    }

    /// The footnotes in the order of their references; those without one are told.
    pub(super) fn take_footnotes(&mut self) -> Vec<Footnote<Role, Directive>> {
        let Footnotes { names, mut texts, .. } = std::mem::take(&mut self.footnotes);
        let mut footnotes = Vec::new();
        for key in names {
            if let Some((_, name, blocks)) = texts.remove(&key) {
                footnotes.push(Footnote { name, blocks });
            }
        }
        for (own, name, _) in texts.into_values() {
            self.faults.push(Diagnostic::unused_footnote(&name, self.origin.line(own)));
        }
        footnotes
    }

    /// A text that looks like a reference to a footnote, and is none.
    pub(super) fn loose_footnote(&mut self, range: &Range<usize>) {
        let rest = &self.text[range.start..];
        let escaped = self.text[..range.start].ends_with('\\');
        let name = rest.strip_prefix("[^").and_then(|rest| rest.split_once(']'));
        let name = name.map(|(name, _)| name).filter(|name| {
            !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '[')
        });
        if let Some(name) = name.filter(|_| !escaped) {
            let place = self.origin.place(range.start..range.start + name.len() + 3);
            self.faults.push(Diagnostic::unknown_footnote(name, self.is_page, place));
        }
    }
}
