//! Corrections as `report.json` has them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::types::source::CorrectionKind;
use crate::types::study::{Change, Edition, WITHDRAWN};
use crate::types::wording::Wording;

/// An entry of the ledger.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CorrectionEntry {
    id: String,
    /// YYYY-MM-DD.
    date: String,
    /// Version of the report in which it was made.
    version: Option<String>,
    /// "correction" of an error, or "revision" from better data.
    kind: &'static str,
    /// Id of the value.
    value: String,
    /// "percent", "count", "base", "label" or "withdrawn".
    field: &'static str,
    /// What stood there; "withdrawn" of a figure that is reinstated.
    from: String,
    /// What stands there; null where it was withdrawn.
    to: Option<String>,
    reason: String,
    found_by: Option<String>,
    evidence: Option<String>,
    /// Where a notice was published.
    published: Option<String>,
}

/// Which edition the figures are of: "only", "corrected" or "as-published".
pub(super) fn edition(wording: Wording<'_>) -> &'static str {
    match wording.study.edition {
        Edition::Only => "only",
        Edition::Corrected => "corrected",
        Edition::AsPublished => "as-published",
    }
}

/// All corrections in their order, in either edition.
pub(super) fn entries(wording: Wording<'_>) -> Vec<CorrectionEntry> {
    let study = wording.study;
    let entries = study.corrections.iter().map(|it| {
        let (field, from, to) = match &it.change {
            Change::Percent(_, from, to) => ("percent", from.to_string(), Some(to.to_string())),
            Change::Count(_, from, to) | Change::Fact(_, _, from, to) => {
                ("count", from.to_string(), Some(to.to_string()))
            }
            Change::Base(_, from, to) => ("base", from.to_string(), Some(to.to_string())),
            Change::Label(_, from, to) => ("label", from.clone(), Some(to.clone())),
            Change::Withdrawn(_, was) => (WITHDRAWN, was.plain(), None),
            Change::Reinstated(_, to) => {
                let field = if to.percent().is_some() { "percent" } else { "count" };
                (field, WITHDRAWN.to_owned(), Some(to.plain()))
            }
        };
        CorrectionEntry {
            id: it.id.clone(),
            date: it.date.clone(),
            version: it.version.clone(),
            kind: match it.kind {
                CorrectionKind::Correction => "correction",
                CorrectionKind::Revision => "revision",
            },
            value: study.value_id(it.value),
            field,
            from,
            to,
            reason: it.reason.clone(),
            found_by: it.found_by.clone(),
            evidence: it.evidence.clone(),
            published: it.published.clone(),
        }
    });
    entries.collect()
}
