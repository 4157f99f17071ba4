//! `Audit` + diagnostics -> SARIF 2.1.0, the form in which code hosts and editors take findings.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Severity};
use crate::types::finding::{About, Audit, Explanation, Finding};
use crate::types::source::Place;

/// The schema that the file names.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Faults and findings as SARIF. Accepted findings are there, suppressed with their reason. An
/// error about the source has the level of a warning: it is there to be shown, and fails nothing.
#[must_use]
pub(crate) fn sarif(audit: Option<&Audit>, faults: &[Diagnostic], folder: &str) -> Vec<u8> {
    let mut rules: Vec<Value> =
        audit.iter().flat_map(|audit| &audit.checks).map(rule_of_check).collect();
    let mut index: BTreeMap<&str, usize> = audit
        .iter()
        .flat_map(|audit| &audit.checks)
        .enumerate()
        .map(|(i, check)| (check.code, i))
        .collect();
    let mut results = Vec::new();
    for fault in faults {
        let rule = *index.entry(fault.code).or_insert_with(|| {
            rules.push(rule_of_fault(fault.code));
            rules.len() - 1
        });
        results.push(result(fault, level(fault.severity), rule, folder));
    }
    if let Some(audit) = audit {
        for (finding, anchor) in audit.findings.iter().zip(audit.anchors()) {
            let rule = index.get(finding.code).copied().unwrap_or_default();
            results.push(result_of_finding(finding, &anchor, rule, folder));
        }
    }
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "offprint",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    });
    let mut bytes = serde_json::to_vec_pretty(&log).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn rule_of_check(check: &Explanation) -> Value {
    let parts = [
        ("Why", &check.why),
        ("Rule", &check.rule),
        ("Example", &check.example),
        ("What to do", &check.resolve),
        ("Source", &check.source),
    ];
    let text: Vec<String> = parts.iter().map(|(head, text)| format!("{head}: {text}")).collect();
    let marked: Vec<String> =
        parts.iter().map(|(head, text)| format!("**{head}.** {text}")).collect();
    json!({
        "id": check.code,
        "name": check.code,
        "shortDescription": { "text": check.title },
        "fullDescription": { "text": check.what },
        "help": { "text": text.join("\n"), "markdown": marked.join("\n\n") },
    })
}

fn rule_of_fault(code: &str) -> Value {
    json!({
        "id": code,
        "name": code,
        "shortDescription": { "text": "How the study is written" },
        "fullDescription": { "text": "Something in the study's files is not as it has to be." },
        "help": { "text": "Each message says what was found, what was expected and what to do." },
    })
}

fn level(severity: Severity) -> &'static str {
    severity.name()
}

fn result_of_finding(finding: &Finding, anchor: &str, rule: usize, folder: &str) -> Value {
    let diagnostic = Diagnostic::finding(finding);
    let level = match (finding.about, diagnostic.severity) {
        (About::Source, Severity::Error) => "warning",
        (_, severity) => level(severity),
    };
    let mut result = result(&diagnostic, level, rule, folder);
    result["partialFingerprints"] = json!({ "offprintFinding/v1": anchor });
    result["properties"] = json!({
        "about": finding.about.name(),
        "severity": finding.weight.name(),
        "ids": finding.ids,
    });
    if let Some(reason) = &finding.accepted {
        let accepted = json!({ "kind": "external", "status": "accepted", "justification": reason });
        result["suppressions"] = json!([accepted]);
    }
    result
}

fn result(it: &Diagnostic, level: &str, rule: usize, folder: &str) -> Value {
    let mut message = vec![it.message.clone()];
    message.extend(it.notes.iter().chain(&it.help).filter(|line| !line.is_empty()).cloned());
    let mut result = json!({
        "ruleId": it.code,
        "ruleIndex": rule,
        "level": level,
        "message": { "text": message.join("\n") },
        "locations": [],
    });
    let mut labels = it.labels.iter();
    if let Some(label) = labels.next() {
        result["locations"] = json!([location(&label.place, &label.text, folder, None)]);
    }
    let related: Vec<Value> = (1..)
        .zip(labels)
        .map(|(id, label)| location(&label.place, &label.text, folder, Some(id)))
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    result
}

fn location(place: &Place, text: &str, folder: &str, id: Option<u32>) -> Value {
    let file = &place.file;
    let (line, column) = file.line_and_utf16_column(place.span.start);
    let (end_line, end_column) = file.line_and_utf16_column(place.span.end);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&format!("{folder}{}", file.path)) },
            "region": {
                "startLine": line,
                "startColumn": column,
                "endLine": end_line,
                "endColumn": end_column,
            },
        },
    });
    if !text.is_empty() {
        location["message"] = json!({ "text": text });
    }
    if let Some(id) = id {
        location["id"] = json!(id);
    }
    location
}

/// A relative path as a URI reference.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("content/data/tea.yaml"), "content/data/tea.yaml");
        assert_eq!(uri("my study/größe.yaml"), "my%20study/gr%C3%B6%C3%9Fe.yaml");
    }
}
