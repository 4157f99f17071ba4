//! Faults of a study's own templates.

use super::Diagnostic;
use crate::types::source::Place;

impl Diagnostic {
    /// A template that does not parse.
    #[must_use]
    pub fn template_syntax(message: &str, place: Place) -> Self {
        let message = format!("this template cannot be used: {}", plain(message));
        Self::error("template-syntax", message, place, "")
            .help("the study's own file stands in for the built-in one of the same name; without it the built-in one is used")
    }

    /// A template that fails with what a page gives it.
    #[must_use]
    pub fn template_rendering(message: &str, place: Place) -> Self {
        Self::error("template-variable", plain(message), place, "")
            .help("the built-in template of this name shows what a page gives it")
    }

    /// A variable that no page has.
    #[must_use]
    pub fn unknown_variable(name: &str, place: Place, known: &[&str]) -> Self {
        let list: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        Self::error("template-variable", format!("unknown variable `{name}`"), place, "")
            .suggest(name, known.iter().copied())
            .help(format!("variables: {}", list.join(", ")))
    }
}

/// The first line, without what the excerpt shows anyway.
fn plain(message: &str) -> String {
    let line = message.lines().next().unwrap_or(message).trim().trim_end_matches('.');
    let mut chars = line.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}
