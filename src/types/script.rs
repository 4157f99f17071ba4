//! What single characters of a text need before they can be shown.

/// Whether a character belongs to a script that is written from right to left, or turns the
/// direction of what follows.
#[must_use]
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
        | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with every control character, line ends and tabs excepted, as U+FFFD.
#[must_use]
pub fn without_controls(text: &str) -> String {
    let shown = |c: char| {
        let kept = !c.is_control() || matches!(c, '\n' | '\t' | '\r');
        if kept && !matches!(c, '\u{fffe}' | '\u{ffff}') { c } else { '\u{fffd}' }
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_replaced_and_directions_told() {
        assert_eq!(without_controls("a\u{0}b\u{1b}\u{85}c\nd"), "a\u{fffd}b\u{fffd}\u{fffd}c\nd");
        assert!(turns_direction('ع') && turns_direction('\u{202e}') && !turns_direction('é'));
    }
}
