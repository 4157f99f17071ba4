//! `Audit` + diagnostics -> `data/audit.json`, and its schema from the same types.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::types::finding::{Audit, Exhibited, Explanation, Finding, Power};
use crate::types::source::Place;

/// Version of the form of `audit.json`.
const SCHEMA_VERSION: &str = "1.0";

/// What an examination of a study found, and how much it could judge.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "offprint audit")]
struct AuditFile {
    /// Version of this form; the first part changes when readers must change.
    schema_version: &'static str,
    /// Whether the study could be audited; where it could not, `faults` say why and there are
    /// neither findings nor checks.
    audited: bool,
    /// What is wrong with how the study is written, or probably not as meant.
    faults: Vec<FaultEntry>,
    /// What does not hold, or is worth knowing.
    findings: Vec<FindingEntry>,
    /// What each check could judge. What no check covers was not looked for.
    checks: Vec<CheckEntry>,
}

/// A fault of the study.
#[derive(Debug, Serialize, JsonSchema)]
struct FaultEntry {
    code: &'static str,
    /// "error", "warning" or "note".
    severity: &'static str,
    message: String,
    /// Where: the first is the place itself, others explain it.
    places: Vec<FaultPlace>,
    help: Vec<String>,
}

/// A place of a fault.
#[derive(Debug, Serialize, JsonSchema)]
struct FaultPlace {
    /// What is to be said of it; may be empty.
    text: String,
    /// Path from the study's folder.
    file: String,
    /// From 1.
    line: usize,
    /// From 1, in characters.
    column: usize,
}

/// A finding of a check.
#[derive(Debug, Serialize, JsonSchema)]
struct FindingEntry {
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
    /// What is set against each other.
    places: Vec<FindingPlace>,
    message: String,
    /// The arithmetic behind it, a line each.
    arithmetic: Vec<String>,
    /// What to do about it.
    help: String,
    /// Why it is left as it is; null where that was not said.
    accepted: Option<String>,
}

/// One of the places of a finding.
#[derive(Debug, Serialize, JsonSchema)]
struct FindingPlace {
    /// What stands there.
    text: String,
    /// Where a reader finds it.
    place: String,
    /// Path from the study's folder.
    file: String,
    /// From 1.
    line: usize,
    /// From 1, in characters.
    column: usize,
}

/// A check and its power.
#[derive(Debug, Serialize, JsonSchema)]
struct CheckEntry {
    code: &'static str,
    title: String,
    /// What it looks for.
    what: String,
    /// The rule in exact words.
    rule: String,
    /// Places that it judged.
    judged: usize,
    /// Places that it could not judge.
    not_checked: Vec<NotChecked>,
    /// Findings among those judged, accepted ones too.
    found: usize,
}

/// Places that a check could not judge for one reason.
#[derive(Debug, Serialize, JsonSchema)]
struct NotChecked {
    reason: String,
    places: usize,
}

/// Faults and findings as JSON.
#[must_use]
pub(crate) fn json(audit: Option<&Audit>, faults: &[Diagnostic]) -> Vec<u8> {
    let findings = audit.map_or_else(Vec::new, |audit| {
        audit.findings.iter().zip(audit.anchors()).map(finding).collect()
    });
    let checks = audit
        .map_or_else(Vec::new, |audit| audit.powers.iter().zip(&audit.checks).map(check).collect());
    written(&AuditFile {
        schema_version: SCHEMA_VERSION,
        audited: audit.is_some(),
        faults: faults.iter().map(fault).collect(),
        findings,
        checks,
    })
}

/// The JSON Schema of it.
pub(super) fn schema() -> Vec<u8> {
    written(&schemars::schema_for!(AuditFile))
}

fn written(value: &impl Serialize) -> Vec<u8> {
    // Neither type has a map with keys that are no strings, so this cannot fail.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn fault(it: &Diagnostic) -> FaultEntry {
    let place = |text: &str, place: &Place| {
        let (line, column) = place.line_and_column();
        FaultPlace { text: text.to_owned(), file: place.file.path.clone(), line, column }
    };
    FaultEntry {
        code: it.code,
        severity: it.severity.name(),
        message: it.message.clone(),
        places: it.labels.iter().map(|label| place(&label.text, &label.place)).collect(),
        help: it.help.clone(),
    }
}

fn finding((it, id): (&Finding, String)) -> FindingEntry {
    let place = |it: &Exhibited| {
        let (line, column) = it.at.line_and_column();
        let file = it.at.file.path.clone();
        FindingPlace { text: it.text.clone(), place: it.place.clone(), file, line, column }
    };
    FindingEntry {
        id,
        code: it.code,
        severity: it.weight.name(),
        about: it.about.name(),
        ids: it.ids.clone(),
        places: it.places.iter().map(place).collect(),
        message: it.message.clone(),
        arithmetic: it.arithmetic.clone(),
        help: it.help.clone(),
        accepted: it.accepted.clone(),
    }
}

fn check((power, check): (&Power, &Explanation)) -> CheckEntry {
    let not_checked = power.not_checked.iter();
    CheckEntry {
        code: check.code,
        title: check.title.clone(),
        what: check.what.clone(),
        rule: check.rule.clone(),
        judged: power.judged,
        not_checked: not_checked
            .map(|(reason, n)| NotChecked { reason: reason.clone(), places: *n })
            .collect(),
        found: power.found,
    }
}
