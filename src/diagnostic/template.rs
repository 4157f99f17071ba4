//! Faults of a study's own templates.

use super::Diagnostic;
use super::words::{list, those};
use crate::types::source::Place;

impl Diagnostic {
    /// A template that does not parse, or names something that Tera does not have.
    #[must_use]
    pub fn template_syntax(message: &str, place: Place) -> Self {
        Self::error("template-syntax", plain(message), place, label(message))
            .help("without this file, the built-in template of its name is used")
    }

    /// A template that extends or includes itself, directly or by way of others: the names on the
    /// way round.
    #[must_use]
    pub fn template_circular(does: &str, way: &[&str], place: Place) -> Self {
        let message = format!("this template {does} itself");
        let fault = Self::error("template-syntax", message, place, "would go on for ever");
        if way.len() < 3 {
            return fault.help("name another template");
        }
        let steps: Vec<String> = way.iter().map(|name| format!("`{name}`")).collect();
        fault.help(format!("the way round: {}", steps.join(" → ")))
    }

    /// A template that extends one that is not there.
    #[must_use]
    pub fn template_parent(parent: &str, place: Place, known: &[&str]) -> Self {
        let message = format!("there is no template `{parent}`");
        Self::error("template-syntax", message, place, "no such template").suggest_or(
            parent,
            known.iter().copied(),
            || those("template", known),
        )
    }

    /// A template that fails with what a page gives it.
    #[must_use]
    pub fn template_rendering(message: &str, place: Place) -> Self {
        let fields = message.split_once(". Available fields: ");
        let name = message.split('`').nth(1).unwrap_or_default();
        if let Some((_, fields)) = fields {
            let fields: Vec<&str> = fields.trim_end_matches('.').split(", ").collect();
            let message = format!("unknown field `{name}`");
            return Self::error("template-variable", message, place, "no such field").suggest_or(
                name,
                fields.iter().copied(),
                || format!("the fields are {}", list(&fields)),
            );
        }
        Self::error("template-variable", plain(message), place, "")
            .help("the built-in template of this name shows what a page gives it")
    }

    /// A variable that no page has.
    #[must_use]
    pub fn unknown_variable(name: &str, place: Place, known: &[&str]) -> Self {
        let message = format!("unknown variable `{name}`");
        Self::error("template-variable", message, place, "no such variable").suggest_or(
            name,
            known.iter().copied(),
            || format!("the variables are {}", list(known)),
        )
    }
}

/// What Tera says, in the words of the other messages: the first line, without what the excerpt
/// shows anyway.
fn plain(message: &str) -> String {
    let line = message.lines().next().unwrap_or(message).trim().trim_end_matches('.');
    if let Some(what) = line.strip_prefix("Unknown ") {
        return format!("there is no {what}");
    }
    if line == "Unexpected end of input" {
        return "expected the end of a tag or block, found the end of the file".into();
    }
    let expected = line.strip_prefix("Found ").and_then(|rest| rest.split_once(" but expected "));
    if let Some((found, expected)) = expected {
        let signs = !expected.chars().any(char::is_alphanumeric) && !expected.contains('`');
        let ticks = if signs { "`" } else { "" };
        return format!("expected {ticks}{expected}{ticks}, found {found}");
    }
    let mut chars = line.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// What is to be said at the place itself.
fn label(message: &str) -> String {
    let what = message.strip_prefix("Unknown ").and_then(|rest| rest.split_once(' '));
    what.map_or_else(|| "stopped here".into(), |(what, _)| format!("no such {what}"))
}
