//! `Study` + `Audit` -> faults: links of the narrative to findings and checks that are not there.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::types::finding::{About, Audit};
use crate::types::study::{Study, StudyKind};

/// The links that lead nowhere, each as a fault.
pub(super) fn links(study: &Study, audit: &Audit) -> Vec<Diagnostic> {
    if study.to_audit.is_empty() {
        return Vec::new();
    }
    let known = anchors(audit, study.meta.kind == StudyKind::Reproduction);
    let lost = study.to_audit.iter().filter(|link| !known.contains(&link.anchor));
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    lost.map(|link| Diagnostic::unknown_finding(&link.anchor, &known, link.at.clone())).collect()
}

/// What the page of an audit has anchors for: its parts, the checks, their groups of findings and
/// the findings.
fn anchors(audit: &Audit, reproduction: bool) -> BTreeSet<String> {
    let mut anchors: BTreeSet<String> =
        ["overview", "checks", "glossary"].map(str::to_owned).into_iter().collect();
    if reproduction {
        anchors.insert("source".into());
    }
    if !reproduction || audit.about(About::Study).next().is_some() {
        anchors.insert("study".into());
    }
    anchors.extend(audit.checks.iter().map(|check| check.code.to_owned()));
    let groups = audit.findings.iter().map(|it| format!("{}-{}", it.about.name(), it.code));
    anchors.extend(groups);
    anchors.extend(audit.anchors());
    anchors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::finding::Explanation;

    #[test]
    fn parts_are_there_where_the_page_has_them() {
        let check = Explanation {
            code: "printed-twice",
            title: String::new(),
            what: String::new(),
            why: String::new(),
            rule: String::new(),
            example: String::new(),
            resolve: String::new(),
            source: String::new(),
        };
        let audit = Audit { findings: Vec::new(), powers: Vec::new(), checks: vec![check] };
        let of = |reproduction| anchors(&audit, reproduction).into_iter().collect::<Vec<_>>();
        assert_eq!(of(true), ["checks", "glossary", "overview", "printed-twice", "source"]);
        assert_eq!(of(false), ["checks", "glossary", "overview", "printed-twice", "study"]);
    }
}
