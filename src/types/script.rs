//! What single characters of a text need before they can be shown.

use std::borrow::Cow;

/// Whether a character belongs to a script that is written from right to left, or turns the
/// direction of what follows.
#[must_use]
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
        | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text holds a character that [`turns_direction`].
#[must_use]
pub fn turns(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(turns_direction)
}

/// What isolates the text between them from the direction of what stands round it.
pub const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// Whether a text that is not isolated yet holds letters of the other direction than the text in
/// which it is to stand.
#[must_use]
pub fn set_against(text: &str, right_to_left: bool) -> bool {
    if text.is_ascii() && !right_to_left {
        return false;
    }
    let mut within = 0_usize;
    let mut letters = false;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => within += 1,
            '\u{2069}' => within = within.saturating_sub(1),
            _ if within > 0 => {}
            // It is turned already.
            '\u{202e}' if right_to_left => return false,
            _ if right_to_left => letters |= c.is_alphabetic() && !turns_direction(c),
            _ => letters |= turns_direction(c),
        }
    }
    letters
}

/// What stands for a character of ASCII where it would be taken for markup.
#[must_use]
pub fn entity(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    }
}

/// Hands on a text piece by piece, some of its ASCII characters replaced.
///
/// # Errors
/// The first error of `put`.
pub fn in_pieces<E>(
    text: &str,
    instead: impl Fn(u8) -> Option<&'static str>,
    mut put: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    let mut kept = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(other) = instead(byte) {
            put(&text[kept..at])?;
            put(other)?;
            kept = at + 1;
        }
    }
    put(&text[kept..])
}

/// The text with every control character, line ends and tabs excepted, as U+FFFD.
#[must_use]
pub fn without_controls(text: &str) -> Cow<'_, str> {
    // With one of these bytes begins every character that is not shown, and few others.
    let may_begin_one = |byte: u8| match byte {
        b'\n' | b'\t' | b'\r' => false,
        0..0x20 | 0x7f | 0xc2 | 0xef => true,
        _ => false,
    };
    if !text.bytes().any(may_begin_one) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| {
        let kept = !c.is_control() || matches!(c, '\n' | '\t' | '\r');
        kept && !matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    if text.chars().all(shown) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if shown(c) { c } else { '\u{fffd}' }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_replaced_and_directions_told() {
        assert_eq!(without_controls("a\u{0}b\u{1b}\u{85}c\nd"), "a\u{fffd}b\u{fffd}\u{fffd}c\nd");
        assert_eq!(
            without_controls("\u{ffff}\u{a0}é£\u{feff}\u{7f}"),
            "\u{fffd}\u{a0}é£\u{feff}\u{fffd}"
        );
        assert!(matches!(without_controls("a £\tb"), Cow::Borrowed("a £\tb")));
        assert!(turns_direction('ع') && turns_direction('\u{202e}') && !turns_direction('é'));
        assert!(turns("aع") && !turns("aé"));
    }
}
