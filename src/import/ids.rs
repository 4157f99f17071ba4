//! Labels -> ids: few words, in ASCII, each only once.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

/// The most letters of an id.
const LONGEST: usize = 40;
/// Words that tell nothing of what a label is about.
const EMPTY: [&str; 38] = [
    "a", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "did", "do", "does",
    "for", "from", "had", "has", "have", "how", "if", "in", "is", "it", "of", "on", "or", "that",
    "the", "this", "to", "was", "were", "what", "which", "with", "you", "your",
];
/// Letters that no accent can be taken from.
const LETTERS: [(char, &str); 8] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ł', "l"),
    ('þ', "th"),
    ('ı', "i"),
];

/// The ids of one list, which are all different.
#[derive(Debug, Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// An id for a label that no other of the list has. `otherwise` stands for a label without any
    /// letter of the Latin script.
    pub(super) fn of(&mut self, label: &str, otherwise: &str) -> String {
        let made = slug(label);
        let id = if made.is_empty() { otherwise.to_owned() } else { made };
        let free = |id: &String| !self.0.contains(id);
        let others = (2..).map(|n: usize| format!("{id}-{n}"));
        let id = std::iter::once(id.clone()).chain(others).find(free).unwrap_or(id);
        self.0.insert(id.clone());
        id
    }

    /// Takes an id that is written already; whether no other of the list has it.
    pub(super) fn take(&mut self, id: &str) -> bool {
        self.0.insert(id.to_owned())
    }
}

/// Words of a label in small ASCII letters, with hyphens between them.
fn slug(label: &str) -> String {
    let mut plain = String::new();
    for c in label.nfkd().flat_map(char::to_lowercase) {
        match LETTERS.iter().find(|(letter, _)| *letter == c) {
            _ if c.is_ascii_alphanumeric() => plain.push(c),
            Some((_, letters)) => plain.push_str(letters),
            // An accent, or an apostrophe within a word.
            None if !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace() && is_mark(c) => {}
            None if matches!(c, '\'' | '’') => {}
            None => plain.push(' '),
        }
    }
    let all: Vec<&str> = plain.split_whitespace().collect();
    let telling: Vec<&str> = all.iter().copied().filter(|it| !EMPTY.contains(it)).collect();
    let words = if telling.is_empty() { all } else { telling };
    let mut id = String::new();
    for word in words {
        if !id.is_empty() && id.len() + word.len() >= LONGEST {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(word);
    }
    id.truncate(LONGEST);
    id
}

/// Whether a character is an accent that stands on the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_become_short_ids() {
        let id = |label: &str| slug(label);
        assert_eq!(id("How often do you eat in the canteen?"), "often-eat-canteen");
        assert_eq!(id("Café – déjà vu"), "cafe-deja-vu");
        assert_eq!(id("Straße 5, don’t know"), "strasse-5-dont-know");
        assert_eq!(id("Is it?"), "is-it", "a label of such words alone keeps them");
        assert_eq!(id("咖啡"), "");
        let long = id("Establishing a standardised platform for integrated data sharing");
        assert_eq!(long, "establishing-standardised-platform");
        assert_eq!(id(&"x".repeat(90)).len(), LONGEST);
    }

    #[test]
    fn no_two_are_alike() {
        let mut ids = Ids::default();
        assert!(ids.take("tea"));
        assert_eq!(ids.of("Tea", "option-1"), "tea-2");
        assert_eq!(ids.of("Tea!", "option-2"), "tea-3");
        assert_eq!(ids.of("茶", "option-3"), "option-3");
        assert!(!ids.take("tea"));
    }
}
