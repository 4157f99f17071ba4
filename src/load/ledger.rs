//! A ledger as text -> the ledger of a `Source`, in place of the one that was read.

use std::sync::Arc;

use super::yaml;
use crate::diagnostic::Diagnostic;
use crate::types::source::{CorrectionsFile, Source, SourceFile};

/// Puts another ledger in the place of the one that was read, and tells what is wrong with it.
#[must_use]
pub fn replace_ledger(source: &mut Source, text: String) -> Vec<Diagnostic> {
    let file = Arc::new(SourceFile { path: "content/corrections.yaml".into(), text });
    let parsed = yaml::<CorrectionsFile>(&file, 0..file.text.len());
    source.corrections = parsed.yaml;
    parsed.faults
}
