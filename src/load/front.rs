//! The text of a page -> where its front matter stands.

use std::ops::Range;

/// The front matter of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Front {
    /// Its stretch between two lines `---`, and where the rest begins.
    Stretch(Range<usize>, usize),
    /// It begins and does not end.
    Open,
    /// There is none.
    None,
}

pub(super) fn front_matter(text: &str) -> Front {
    let first = text.find('\n').unwrap_or(text.len());
    if text[..first].trim_end() != "---" {
        return Front::None;
    }
    let start = (first + 1).min(text.len());
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Front::Stretch(start..at, at + line.len());
        }
        at += line.len();
    }
    Front::Open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_ends_at_the_second_line_of_dashes() {
        let parts = |text: &'static str| match front_matter(text) {
            Front::Stretch(front, body) => (&text[front], &text[body..]),
            other => panic!("{other:?}"),
        };
        assert_eq!(parts("---\ntitle: A\n---\nText\n---\n"), ("title: A\n", "Text\n---\n"));
        assert_eq!(parts("---\r\ntitle: A\r\n---\r\nText"), ("title: A\r\n", "Text"));
        assert_eq!(parts("---\n---"), ("", ""));
        assert_eq!(front_matter("# A\n---\n"), Front::None);
        assert_eq!(front_matter(""), Front::None);
        assert_eq!(front_matter("---\ntitle: A\n"), Front::Open);
        assert_eq!(front_matter("---"), Front::Open);
    }
}
