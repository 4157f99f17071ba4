//! Works as `report.json` has them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::pages::WrittenPage;
use crate::types::bibliography::plain;
use crate::types::study::Study;

/// A work of the reference list.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ReferenceEntry {
    /// Its key in `references.bib`; its anchor on `references.html` is ref- and the key.
    key: String,
    /// The entry as the reader meets it.
    text: String,
    doi: Option<String>,
    /// Files of the pages that cite it.
    cited_on: Vec<String>,
}

/// All works, in the order of the list.
pub(super) fn references(study: &Study, pages: &[WrittenPage]) -> Vec<ReferenceEntry> {
    let works = study.bibliography.iter().flat_map(|bibliography| &bibliography.works);
    works
        .map(|work| ReferenceEntry {
            key: work.key.clone(),
            text: plain(&work.entry),
            doi: work.doi.clone(),
            cited_on: pages
                .iter()
                .filter(|page| page.cited.contains_key(&work.key))
                .map(|page| page.file.clone())
                .collect(),
        })
        .collect()
}
