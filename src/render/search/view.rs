//! What the template of the page of all contents sees, and the index that a script reads.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::view::{NavView, TitledLink};

/// What the page lists, and what is looked through beside it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct EverythingView {
    pub(super) pages: Vec<NavView>,
    pub(super) figures: Vec<TitledLink>,
    pub(super) tables: Vec<TableLinks>,
    /// The index as JSON.
    pub(super) index: String,
}

/// A table with its questions.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct TableLinks {
    pub(super) link: TitledLink,
    pub(super) questions: Vec<TitledLink>,
}

/// What is looked through beside the list; in tuples, since the names of fields would be most of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct Index {
    pub(super) questions: Vec<AskedIndex>,
    pub(super) texts: Vec<PageIndex>,
}

/// A question: its id, its label and who was asked, its wording or nothing, and its answers, each
/// with id, label and printed value.
pub(super) type AskedIndex = (String, String, String, Vec<(String, String, String)>);

/// A page: its file, its title, and its parts.
pub(super) type PageIndex = (String, String, Vec<PartIndex>);

/// A part of a page: its anchor, its heading, and the texts below it.
pub(super) type PartIndex = (String, String, Vec<String>);
