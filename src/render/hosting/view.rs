//! What the template of the page for addresses that lead nowhere sees.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::view::NavView;

/// The page for addresses that lead nowhere.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct MissingView {
    /// The report's address, where it has one; the navigation is empty otherwise.
    pub(super) home: Option<String>,
    pub(super) nav: Vec<NavView>,
    pub(super) style: String,
    pub(super) style_hash: String,
}
