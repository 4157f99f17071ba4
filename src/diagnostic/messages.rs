//! Faults of message files: the texts of a language.

use super::Diagnostic;
use super::words::{list, those};
use crate::types::messages::{FlawKind, Messages};
use crate::types::source::Place;

/// How many missing messages are named.
const NAMED: usize = 12;

impl Diagnostic {
    /// A language for which there are no messages.
    #[must_use]
    pub fn no_messages(language: &str, place: Place) -> Self {
        let message = format!("there are no messages in the language `{language}`");
        Self::error("no-messages", message, place, "no messages")
            .help(format!(
                "write templates/messages/{language}.ftl; `offprint messages` prints the English \
                 ones to begin with"
            ))
            .help("docs/languages.md explains how")
    }

    /// Something wrong with a message file.
    #[must_use]
    pub fn message_file(kind: FlawKind, place: Place) -> Self {
        match kind {
            FlawKind::Syntax(what) => {
                let what = what.to_lowercase();
                Self::error("message-syntax", what, place, "stopped here").help(
                    "a message is `key = text` on a line, its next lines are indented; variables \
                     stand in braces",
                )
            }
            FlawKind::Unsupported(what) => {
                let message = format!("{what} have no meaning in messages of offprint");
                Self::error("message-syntax", message, place, "not taken")
                    .help("write text, variables, forms of a variable, and terms of the same file")
            }
            FlawKind::NoTerm(name) => {
                let message = format!("the term `-{name}` cannot be written here");
                Self::error("message-syntax", message, place, "")
                    .help("terms stand in the same file, and none may hold itself")
            }
            FlawKind::Unknown(key) => {
                let english = Messages::english();
                Self::error(
                    "unknown-message",
                    format!("there is no message `{key}`"),
                    place,
                    "no such message",
                )
                .suggest_or(&key, english.keys(), || {
                    "`offprint messages` prints all messages that there are".into()
                })
            }
            FlawKind::Twice(key) => {
                let message = format!("the message `{key}` is there twice");
                Self::error("duplicate-message", message, place, "again").help("leave one out")
            }
            FlawKind::UnknownVariable { name, key, known } => {
                let message = format!("the message `{key}` has no variable `{name}`");
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                Self::error("message-variable", message, place, "no such variable").suggest_or(
                    &name,
                    known.iter().copied(),
                    || those("variable", &known),
                )
            }
            FlawKind::Marker { name, key } => {
                let message = format!("the message `{key}` lacks `<{name}>…</{name}>`");
                Self::error("message-variable", message, place, "")
                    .help("the words between them become a link, or are set apart, on the page")
            }
            FlawKind::NotPlain(key) => {
                let message = format!("the message `{key}` takes no variables and no forms");
                Self::error("message-variable", message, place, "").help("write a plain text")
            }
            FlawKind::Missing(keys) => Self::missing_messages(&keys, place),
        }
    }

    /// Messages that a study's language lacks.
    fn missing_messages(keys: &[String], place: Place) -> Self {
        let named: Vec<&str> = keys.iter().take(NAMED).map(String::as_str).collect();
        let more = keys.len() - named.len();
        let message = match keys {
            [one] => format!("the message `{one}` is missing"),
            several => format!("{} messages are missing", several.len()),
        };
        let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
        Self::error("missing-message", message, place, "")
            .help(format!("they are {}{rest}", list(&named)))
            .help("`offprint messages` prints the English ones")
    }
}
