//! A text -> the numerals that were typed into it, with their places.
//!
//! Code, targets of links, markers of lists and what roles name are no text and hold none; the
//! text within a directive is text.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd};

use super::Origin;
use super::blocks::options;
use crate::types::numeral::{may_hold_one, numerals};
use crate::types::source::Place;

/// The numerals of a text.
pub(super) fn typed(text: &str, origin: Origin<'_>) -> Vec<Place> {
    let mut found = Vec::new();
    // An entity may stand for a digit.
    if !may_hold_one(text) && !text.contains('&') {
        return Vec::new();
    }
    look(text, 0, true, &mut found);
    found.into_iter().map(|range| origin.place(range)).collect()
}

/// Looks through a stretch of a text that begins at `start`; within a directive there are no others.
fn look(text: &str, start: usize, directives: bool, found: &mut Vec<Range<usize>>) {
    // Links that are their own text, and code; neither is looked into.
    let mut closed = 0;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => {
                closed += 1;
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                closed += 1;
                let directive =
                    matches!(&kind, CodeBlockKind::Fenced(info) if info.starts_with('{'));
                if directive && directives {
                    let body = body(&text[range.clone()]);
                    let from = range.start + body.start;
                    look(&text[from..range.start + body.end], start + from, false, found);
                }
            }
            Event::End(TagEnd::CodeBlock) => closed -= 1,
            Event::End(TagEnd::Link) if closed > 0 => closed -= 1,
            Event::Text(_) if closed == 0 => {
                let from = start + range.start;
                let own = numerals(&text[range]).into_iter();
                found.extend(own.map(|it| from + it.start..from + it.end));
            }
            // The words of a claim are written like any text.
            Event::Code(_) if closed == 0 && text[..range.start].ends_with("{claim}") => {
                let written = &text[range.clone()];
                let words = &written[..written.rfind('|').unwrap_or(written.len())];
                let from = start + range.start;
                let own = numerals(words).into_iter();
                found.extend(own.map(|it| from + it.start..from + it.end));
            }
            _ => {}
        }
    }
}

/// What stands between the first and the last line of a fenced block.
fn body(block: &str) -> Range<usize> {
    let first = block.find('\n').map_or(block.len(), |end| end + 1);
    let rest = block[first..].trim_end();
    let last = rest.rfind('\n').map_or(0, |at| at + 1);
    let closing = rest[last..].trim_start_matches([' ', '>']).starts_with(['`', '~']);
    first..first + if closing { last } else { rest.len() }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::types::source::SourceFile;

    fn found(text: &str) -> Vec<String> {
        let file = Arc::new(SourceFile { path: "a.md".into(), text: format!("é\n{text}") });
        let places = typed(text, Origin::Body { file: &file, start: "é\n".len() });
        places.iter().map(|place| file.text[place.span.clone()].to_owned()).collect()
    }

    #[test]
    fn only_text_is_looked_through() {
        let text = "## Part 1 {#part-2}\n\n3. Of {n}`a.4` people 5% *said 6* [so 7](b8.md#9).\n\n\
                    <https://example.org/10> `11` ![map 12](c13.png)[^14]\n\n```\n15\n```\n\n\
                    | a 16 |\n|---|\n| 17 |\n\n[^14]: Note 18\n";
        assert_eq!(found(text), ["1", "5", "6", "7", "12", "16", "17", "18"]);
    }

    #[test]
    fn the_words_of_a_claim_are_text() {
        assert_eq!(found("It is {claim}`above 22% | a.b.c2 > 23%` of {n}`24`."), ["22"]);
    }

    #[test]
    fn the_text_of_a_directive_is_text() {
        let text =
            "```{finding} people.q.a1\nOf them 19% said so.\n```\n\n```{figure} b.20\n```\n21";
        assert_eq!(found(text), ["19", "21"]);
    }
}
