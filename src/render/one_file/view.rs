//! What the template of the one file sees: finished strings.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::notes::NoteView;
use crate::render::view::NavView;

/// What a page is for the file that holds all of them.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct ContentsView {
    pub(in crate::render) nav: Vec<NavView>,
    pub(in crate::render) notes: Vec<NoteView>,
}

/// The whole report as one file.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct OneFileView {
    /// The element that holds its digest.
    pub(super) digest_html: &'static str,
    /// The Content-Security-Policy.
    pub(super) policy: String,
    pub(super) style: String,
    pub(super) script: String,
    pub(super) sections: Vec<SectionView>,
}

/// A page of the site as a section of the one file.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "OneFileSectionView")]
pub(in crate::render) struct SectionView {
    pub(super) anchor: String,
    pub(super) html: String,
}
