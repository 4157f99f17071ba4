//! A ledger as text -> the ledger of a `Source`, in place of the one that was read.

use std::sync::Arc;

use super::yaml;
use crate::types::source::{CorrectionsFile, Place, Source, SourceFile, Yaml};

/// Puts another ledger, with so many entries, in the place of the one that was read.
///
/// # Errors
/// The place of the list before, where the other cannot be read or has not that many.
pub fn replace_ledger(source: &mut Source, text: String, entries: usize) -> Result<(), Place> {
    let file = Arc::new(SourceFile { path: "content/corrections.yaml".into(), text });
    let parsed = yaml::<CorrectionsFile>(&file, 0..file.text.len());
    let whole = |it: &Yaml<CorrectionsFile>| it.content.corrections.len() == entries;
    let ledger = parsed.yaml.filter(|it| parsed.faults.is_empty() && whole(it));
    let before = source.corrections.as_ref().map(|it| it.top().place_of_key("corrections"));
    source.corrections = Some(ledger.ok_or(before.unwrap_or(Place { file, span: 0..0 }))?);
    Ok(())
}
