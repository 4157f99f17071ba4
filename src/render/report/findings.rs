//! Findings of the audit as `report.json` has them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::types::finding::Audit;

/// A finding, without its places and arithmetic: these are in `audit.json`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FindingEntry {
    /// Anchor of the finding in audit.html.
    id: String,
    /// The check.
    code: &'static str,
    /// "error", "warning" or "note".
    severity: &'static str,
    /// Whose statement does not hold: "source" or "study".
    about: &'static str,
    /// The values, questions, statements or pages concerned; the first is what it is about.
    ids: Vec<String>,
    message: String,
    /// Why it is left as it is; null where that was not said.
    accepted: Option<String>,
}

/// All findings in the order of the audit.
pub(super) fn entries(audit: &Audit) -> Vec<FindingEntry> {
    let findings = audit.findings.iter().zip(audit.anchors());
    findings
        .map(|(it, id)| FindingEntry {
            id,
            code: it.code,
            severity: it.weight.name(),
            about: it.about.name(),
            ids: it.ids.clone(),
            message: it.message.clone(),
            accepted: it.accepted.clone(),
        })
        .collect()
}
