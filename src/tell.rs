//! `Audit` + diagnostics -> what other programs read: JSON, SARIF, annotations of a workflow.

mod annotations;
mod json;
mod sarif;

pub(crate) use annotations::annotations;
pub(crate) use json::json;
pub(crate) use sarif::sarif;

use crate::diagnostic::Diagnostic;
use crate::types::finding::Audit;

/// The files of the site that tell of the audit: path and bytes.
#[must_use]
pub(crate) fn files(audit: &Audit, faults: &[Diagnostic]) -> Vec<(&'static str, Vec<u8>)> {
    vec![("data/audit.json", json(Some(audit), faults)), ("data/audit.schema.json", json::schema())]
}
