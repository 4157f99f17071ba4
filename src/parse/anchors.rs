//! Heading text -> an anchor; never from a value, so that a correction moves no link.

use std::collections::BTreeSet;

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

/// The anchor itself, or with the first number from 2 that makes it new.
pub(super) fn unique(anchor: &str, taken: &BTreeSet<String>) -> String {
    let mut candidate = anchor.to_owned();
    let mut number = 2;
    while taken.contains(&candidate) {
        candidate = format!("{anchor}-{number}");
        number += 1;
    }
    candidate
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
        let taken = BTreeSet::from(["a".to_owned(), "a-2".to_owned()]);
        assert_eq!(unique("a", &taken), "a-3");
        assert_eq!(unique("b", &taken), "b");
    }
}
