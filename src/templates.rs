//! The templates, styles, scripts and fonts that are compiled in, and what templates see.

use crate::render;

/// Version of what templates see. The first part changes when a template has to; the second when
/// there is something more.
pub const CONTEXT_VERSION: &str = render::CONTEXT_VERSION;

/// A file that is compiled in; a file of its name in a study's `templates/` stands in for it.
#[derive(Debug, Clone)]
pub struct BuiltIn {
    /// Its path below `templates/`.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
    /// The variables that it shows, where it is a template.
    pub variables: Vec<String>,
}

/// All files that are compiled in, in the order of their names.
#[must_use]
pub fn built_in() -> Vec<BuiltIn> {
    let all = render::built_in().into_iter();
    let mut all: Vec<BuiltIn> =
        all.map(|(name, bytes, variables)| BuiltIn { name, bytes, variables }).collect();
    all.sort_by_key(|file| file.name);
    all
}

/// What templates see, as a JSON Schema.
#[must_use]
pub fn context() -> serde_json::Value {
    render::context_schema()
}
