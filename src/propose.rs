//! A study's folder and a number that is to be corrected -> the ledger with one more entry. A way
//! through the stages of its own, as `lib.rs` has one for building.

use std::path::Path;

use crate::diagnostic::{Broken, Diagnostic};
use crate::types::finding::About;
use crate::types::notice::Wanted;
use crate::types::wording::Wording;
use crate::{Proposed, Understood, edition, in_order, load, understand_source};

/// Adds an entry to the ledger of the study in a folder, in memory, and tells what it comes to.
///
/// # Errors
/// [`Broken`] where the folder cannot be read.
pub fn propose(root: &Path, wanted: &Wanted) -> Result<Proposed, Broken> {
    let quiet = &mut |_: &'static str| ();
    let (source, faults) = load::load(root)?;
    let before = source.corrections.as_ref().map(|ledger| ledger.file.text.clone());
    let (understood, diagnostics, _) = understand_source(&source, faults, quiet);
    let current = understood.as_ref().map(|it| &it.current.study);
    let Some(study) = current else {
        let ledger = before.unwrap_or_default();
        return Ok(Proposed { ledger, changes: Vec::new(), diagnostics, fits: false });
    };
    let ledger = edition::with_entry(study, source.corrections.as_ref(), wanted);
    let (mut source, faults) = load::load(root)?;
    let entries = study.corrections.len() + 1;
    if let Err(place) = load::replace_ledger(&mut source, ledger.clone(), entries) {
        let cannot = Diagnostic::cannot_append(&edition::entry(study, wanted), place);
        let (ledger, changes) = (before.unwrap_or_default(), Vec::new());
        return Ok(Proposed { ledger, changes, diagnostics: vec![cannot], fits: false });
    }
    let (understood, mut diagnostics, _) = understand_source(&source, faults, quiet);
    let (mut changes, mut fits) = (Vec::new(), false);
    if let Some(Understood { current, notices, .. }) = &understood {
        let wording = Wording { study: &current.study, summaries: &current.summaries };
        fits = current.study.corrections.len() == notices.len();
        if let (Some(correction), Some(notice)) = (current.study.corrections.last(), notices.last())
        {
            changes = wording.notice(correction, notice);
        }
        diagnostics.extend(current.audit.open(About::Study).map(Diagnostic::finding));
    }
    Ok(Proposed { ledger, changes, diagnostics: in_order(diagnostics), fits })
}
