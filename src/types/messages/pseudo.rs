//! English messages -> messages that nobody speaks, for finding what is no message.
//!
//! `en-XA` has an accent on every letter, is longer than English and stands in brackets: a plain
//! letter on a page was not written by a message, a missing bracket was cut. `ar-XB` is the same from
//! right to left.

use super::{Message, Part};

/// The way in which English is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pseudo {
    /// `en-XA`.
    Accented,
    /// `ar-XB`.
    Turned,
}

/// The letters of English, and what stands for them.
const LETTERS: [(&str, &str); 2] = [
    ("abcdefghijklmnopqrstuvwxyz", "áƀçđéƒĝĥíĵķļɱñóƥɋŕšţúṽŵẋýž"),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ÁƁÇĐÉƑĜĤÍĴĶĻḾÑÓƤɊŔŠŢÚṼŴẊÝŽ"),
];

/// What turns the letters between them round, as a language from right to left has them.
const TURN: (char, char) = ('\u{202e}', '\u{202c}');

/// The change that a language tag asks for.
pub(super) fn of(language: &str) -> Option<Pseudo> {
    match language {
        "en-XA" => Some(Pseudo::Accented),
        "ar-XB" => Some(Pseudo::Turned),
        _ => None,
    }
}

impl Pseudo {
    /// Changes a message; settings, which are read by offprint itself, stay as they are.
    pub(super) fn change(self, key: &str, message: &mut Message) {
        if key == "setting-direction" && self == Self::Turned {
            message.parts = vec![Part::Text("rtl".into())];
        }
        if key.starts_with("setting-") {
            return;
        }
        self.parts(&mut message.parts);
        message.parts.insert(0, Part::Text("[".into()));
        message.parts.push(Part::Text("]".into()));
        let parts = std::mem::take(&mut message.parts);
        message.parts = super::compile::joined(parts);
    }

    fn parts(self, parts: &mut [Part]) {
        for part in parts {
            match part {
                Part::Text(text) => *text = self.text(text),
                Part::Select { variants, .. } => {
                    for (_, parts) in variants {
                        self.parts(parts);
                    }
                }
                Part::Variable(_) | Part::Open(_) | Part::Close(_) => {}
            }
        }
    }

    fn text(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        let mut within = false;
        for c in text.chars() {
            let letter = LETTERS.iter().find_map(|(plain, strange)| {
                strange.chars().nth(plain.find(c).filter(|_| c.is_ascii())?)
            });
            if self == Self::Turned && letter.is_some() != within {
                within = !within;
                out.push(if within { TURN.0 } else { TURN.1 });
            }
            out.push(letter.unwrap_or(c));
            // Languages are longer than English: vowels count twice.
            if let Some(letter) = letter.filter(|_| "aeiou".contains(c)) {
                out.push(letter);
            }
        }
        if within {
            out.push(TURN.1);
        }
        out
    }
}
