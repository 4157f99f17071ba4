//! Heading text -> an anchor; never from a value, so that a correction moves no link.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::types::document::{Inline, Role};

/// The words of a heading as an anchor: lower case, words joined by hyphens.
pub(super) fn slug(content: &[Inline<Role>]) -> String {
    let mut out = String::new();
    collect(content, &mut out);
    let words: Vec<String> = out
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() { "section".into() } else { words.join("-") }
}

fn collect(content: &[Inline<Role>], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(&text.replace(['’', '\''], "")),
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Strike(content) => {
                collect(content, out);
            }
            Inline::Link { content, .. } => collect(content, out),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            Inline::Image { .. } | Inline::Footnote(_) | Inline::Role(_) => {}
        }
    }
}

/// Anchors of one page, each with the stretch at which it was given.
#[derive(Default)]
pub(super) struct Anchors {
    given: BTreeMap<String, Range<usize>>,
    /// The number that the next heading of the same words gets.
    next: BTreeMap<String, usize>,
}

impl Anchors {
    /// Gives an anchor to a heading; where it is taken, tells where it was given first.
    pub(super) fn give(&mut self, anchor: &str, at: Range<usize>) -> Option<Range<usize>> {
        if let Some(first) = self.given.get(anchor) {
            return Some(first.clone());
        }
        self.given.insert(anchor.to_owned(), at);
        None
    }

    /// The anchor itself, or with the first number from 2 that makes it new.
    pub(super) fn unique(&mut self, anchor: String) -> String {
        if !self.given.contains_key(&anchor) {
            return anchor;
        }
        let next = self.next.entry(anchor.clone()).or_insert(2);
        loop {
            let candidate = format!("{anchor}-{next}");
            *next += 1;
            if !self.given.contains_key(&candidate) {
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_words_joined_by_hyphens() {
        let slug = |text: &str| slug(&[Inline::Text(text.into())]);
        assert_eq!(
            slug("AI involvement, and what came of it"),
            "ai-involvement-and-what-came-of-it"
        );
        assert_eq!(slug("Clinicians’ view"), "clinicians-view");
        assert_eq!(slug("数据共享"), "数据共享");
        assert_eq!(slug("?!"), "section");
        let mut anchors = Anchors::default();
        assert_eq!(anchors.give("a", 0..1), None);
        assert_eq!(anchors.give("a-2", 5..6), None);
        assert_eq!(anchors.unique("a".into()), "a-3");
        assert_eq!(anchors.unique("b".into()), "b");
        assert_eq!(anchors.give("a", 7..8), Some(0..1));
    }
}
