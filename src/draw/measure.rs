//! Text -> its width in the shipped face, and lines that fit a width; no font file, no system.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::widths;

/// The weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// 400.
    Regular,
    /// 600.
    Semibold,
}

/// The width of a text at a size, in the unit of the size.
///
/// What the shipped face lacks is drawn by a face of the reader's system and measured wide: one
/// em for full-width characters, three quarters of one for others.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let units: u32 = text.chars().map(|c| advance(c, weight)).sum();
    f64::from(units) * size / f64::from(widths::UNITS_PER_EM)
}

/// Whether the shipped face holds all of a text.
pub(super) fn is_held(text: &str, weight: Weight) -> bool {
    // Ends of lines are spaces where text is drawn.
    text.chars().all(|c| matches!(c, '\n' | '\t' | '\u{ad}') || known(c, weight).is_some())
}

fn advance(c: char, weight: Weight) -> u32 {
    let em = u32::from(widths::UNITS_PER_EM);
    known(c, weight).map_or_else(
        || match c.width() {
            None | Some(0) => 0,
            Some(1) => em * 3 / 4,
            Some(_) => em,
        },
        u32::from,
    )
}

/// The advance of a character that the shipped face holds.
fn known(c: char, weight: Weight) -> Option<u16> {
    let (dense, rest) = match weight {
        Weight::Regular => (&widths::REGULAR, widths::REGULAR_REST),
        Weight::Semibold => (&widths::SEMIBOLD, widths::SEMIBOLD_REST),
    };
    let index = (c as u32).wrapping_sub(widths::DENSE_FIRST) as usize;
    match dense.get(index) {
        Some(0) => None,
        Some(width) => Some(*width),
        None => rest.binary_search_by_key(&c, |entry| entry.0).ok().map(|i| rest[i].1),
    }
}

/// Breaks a text into lines that are at most `most` wide: where Unicode allows a break, or
/// between characters where a word is wider than the line. At least one line.
pub(super) fn wrap(text: &str, size: f64, weight: Weight, most: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut start = 0;
    for (end, opportunity) in linebreaks(text) {
        let piece = &text[start..end];
        start = end;
        let whole = format!("{line}{piece}");
        if width(whole.trim_end(), size, weight) <= most {
            line = whole;
        } else {
            if !line.trim().is_empty() {
                lines.push(line.trim_end().to_owned());
            }
            line = break_word(piece, size, weight, most, &mut lines);
        }
        if opportunity == BreakOpportunity::Mandatory && end < text.len() {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
    }
    if !line.trim().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Puts a word that is wider than a line on lines of its own; gives what is left of it.
fn break_word(word: &str, size: f64, weight: Weight, most: f64, lines: &mut Vec<String>) -> String {
    if width(word.trim_end(), size, weight) <= most {
        return word.to_owned();
    }
    let mut line = String::new();
    for grapheme in word.graphemes(true) {
        let whole = format!("{line}{grapheme}");
        if !line.is_empty() && width(whole.trim_end(), size, weight) > most {
            lines.push(std::mem::take(&mut line));
            grapheme.clone_into(&mut line);
        } else {
            line = whole;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_face() {
        // N o = 647 + 542 units of 1000.
        assert!((width("No", 10.0, Weight::Regular) - 11.89).abs() < 1e-9);
        assert!(width("No", 10.0, Weight::Semibold) > width("No", 10.0, Weight::Regular));
        assert!((width("数据", 10.0, Weight::Regular) - 20.0).abs() < 1e-9);
        assert!(
            width("e\u{301}", 10.0, Weight::Regular) <= width("é", 10.0, Weight::Regular) + 5.5
        );
        assert!(width("\u{202e}", 10.0, Weight::Regular).abs() < 1e-9);
    }

    #[test]
    fn lines_fit_and_nothing_is_lost() {
        let texts = [
            "Image classification/segmentation/target detection",
            "Donaudampfschifffahrtsgesellschaftskapitän",
            "影像数据共享与临床信息",
            "مشاركة بيانات التصوير مع المستشفيات",
            "",
            "a\nb",
            "👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️",
        ];
        for text in texts {
            for most in [60.0, 120.0, 400.0] {
                let lines = wrap(text, 14.0, Weight::Regular, most);
                let kept: String = lines.concat().split_whitespace().collect();
                assert_eq!(kept, text.split_whitespace().collect::<String>(), "{text}");
                for line in &lines {
                    assert!(width(line, 14.0, Weight::Regular) <= most, "{line} in {most}");
                }
            }
        }
        assert_eq!(wrap("one two", 10.0, Weight::Regular, 22.0), ["one", "two"]);
    }
}
