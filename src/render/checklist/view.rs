//! What the template of the page of checklists sees.

use schemars::JsonSchema;
use serde::Serialize;

/// A checklist.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct ChecklistView {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    /// The work that it is taken from, and where that stands.
    pub(super) source: &'static str,
    pub(super) address: &'static str,
    /// How many items are reported, and how many are not.
    pub(super) counted: String,
    pub(super) sections: Vec<SectionView>,
}

/// A section of a checklist.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct SectionView {
    pub(super) title: String,
    pub(super) items: Vec<ItemView>,
}

/// An item.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct ItemView {
    pub(super) anchor: String,
    pub(super) number: &'static str,
    pub(super) asks: String,
    /// Whether it is reported, in words.
    pub(super) state: String,
    /// The same for the style sheet.
    pub(super) class: &'static str,
    /// What the study says of it.
    pub(super) answer_html: Option<String>,
}
