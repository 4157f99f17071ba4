//! Sentences that hold values, as `report.json` has them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::pages::WrittenPage;
use crate::types::study::Study;

/// A sentence that holds values.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct StatementEntry {
    /// Page, anchor of the heading above it, and its place among the statements there.
    id: String,
    /// The page's file.
    page: String,
    /// The sentence as the reader meets it.
    text: String,
    /// Ids of the values in it.
    values: Vec<String>,
}

/// All sentences, page by page.
pub(super) fn statements(study: &Study, pages: &[WrittenPage]) -> Vec<StatementEntry> {
    let mut entries = Vec::new();
    for page in pages {
        let slug = page.file.trim_end_matches(".html");
        // What stands under an anchor may be interrupted by a part with an anchor of its own.
        let mut under: BTreeMap<&str, usize> = BTreeMap::new();
        for statement in &page.statements {
            let number = under.entry(&statement.anchor).or_default();
            *number += 1;
            let parts = [slug, &statement.anchor, &number.to_string()].map(str::to_owned);
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            entries.push(StatementEntry {
                id: parts.join("/"),
                page: page.file.clone(),
                text: statement.text.clone(),
                values: statement.values.iter().map(|value| study.value_id(*value)).collect(),
            });
        }
    }
    entries
}
