//! Diagnostics of the audit: its findings as they are told on a terminal.

use super::{Diagnostic, Label, Severity};
use crate::types::finding::{Exhibited, Finding, Weight};
use crate::types::source::Place;

impl Diagnostic {
    /// An acceptance of a finding that is not there, or no longer; `broken` where other errors may
    /// be why.
    #[must_use]
    pub fn nothing_accepted(
        code: &str,
        id: &str,
        codes: &[&str],
        ids: &[&str],
        broken: bool,
        place: Place,
    ) -> Self {
        let message = format!("no finding `{code}` about `{id}` is there to be accepted");
        let diagnostic = Self::error("unmatched-acceptance", message, place, "matches nothing");
        if !codes.contains(&code) {
            return diagnostic.suggest_or(code, codes.iter().copied(), || {
                "`offprint explain` lists the checks".into()
            });
        }
        diagnostic.suggest_or(id, ids.iter().copied(), || {
            if broken {
                "mend the other errors first: the finding may come back with them, and then this \
                 entry fits"
                    .into()
            } else {
                "has a number been mistyped? with the right one the finding comes back; remove \
                 this entry where the figures were corrected and it is gone for good"
                    .into()
            }
        })
    }

    /// A link to a finding or a check that the page of the audit does not have.
    #[must_use]
    pub fn unknown_finding(anchor: &str, known: &[&str], place: Place) -> Self {
        let message = format!("there is no anchor `{anchor}` on the page audit.md");
        Self::error("unknown-anchor", message, place, "no such finding, check or part").suggest_or(
            anchor,
            known.iter().copied(),
            || {
                "`offprint check --format json` lists the ids of findings; a finding that is gone \
                 after a correction has none"
                    .into()
            },
        )
    }

    /// A finding of the audit, as it is told on a terminal.
    #[must_use]
    pub fn finding(finding: &Finding) -> Self {
        let severity = match finding.weight {
            Weight::Error => Severity::Error,
            Weight::Warning => Severity::Warning,
            Weight::Note => Severity::Note,
        };
        // The excerpt says in which file it stands.
        let text = |it: &Exhibited| {
            let told = it.place == it.at.file.path;
            if told { it.text.clone() } else { format!("{} ({})", it.text, it.place) }
        };
        let labels = finding
            .places
            .iter()
            .map(|it| Label { place: it.at.clone(), text: text(it) })
            .collect();
        let notes = finding.arithmetic.clone();
        let mut help = Vec::new();
        if !finding.help.is_empty() {
            help.push(finding.help.clone());
        }
        let message = finding.message.clone();
        Self { severity, code: finding.code, message, labels, notes, help }
    }
}
