//! `Study` + `Summaries` -> `Audit`: where the source, or the narrative, contradicts the figures.
//!
//! One check a file; a new one is its file and its line in `CHECKS`.

mod cards;
mod charts;
mod check;
mod citation_mismatch;
mod claims;
mod contested_roles;
mod count_percent;
mod difference;
mod effects;
mod exclusive_or_multiple;
mod flow;
mod impossible_mean;
mod impossible_share;
mod links;
mod multiple_choice;
mod order_broken;
mod passages;
mod places;
mod printed_twice;
mod prose_value;
mod ranking;
mod repeated_block;
mod single_choice_sum;
mod strata_bracket;
mod subset_superset;
mod survivor;
#[cfg(test)]
mod testing;
mod unbound_number;
mod unit_base;
mod unused;
mod words;
mod wrong_denominator;

use check::{Check, Facts, Record};
pub(crate) use effects::{appearances, effects, resting};
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, any_error};
use crate::types::finding::{About, Audit, Explanation, Finding, Weight};
use crate::types::messages::Messages;
use crate::types::study::{Accepted, Study};
use crate::types::summary::Summaries;

/// All checks, in the order in which the report shows them.
const CHECKS: &[Check] = &[
    printed_twice::CHECK,
    count_percent::CHECK,
    impossible_share::CHECK,
    impossible_mean::CHECK,
    single_choice_sum::CHECK,
    multiple_choice::CHECK,
    exclusive_or_multiple::CHECK,
    strata_bracket::CHECK,
    flow::CHECK,
    subset_superset::CHECK,
    wrong_denominator::CHECK,
    unit_base::CHECK,
    prose_value::CHECK,
    repeated_block::CHECK,
    difference::CHECK,
    order_broken::CHECK,
    ranking::CHECK,
    words::CHECK,
    claims::CHECK,
    unbound_number::CHECK,
    survivor::CHECK,
    citation_mismatch::CHECK,
    unused::CHECK,
];

/// What each check is, in a language.
#[must_use]
pub(crate) fn checks(messages: &Messages) -> Vec<Explanation> {
    CHECKS.iter().map(|check| Explanation::of(check.code, messages)).collect()
}

/// Audits a study: findings with the power of each check, and faults that stop a build.
#[must_use]
pub(crate) fn audit(study: &Study, summaries: &Summaries) -> (Audit, Vec<Diagnostic>) {
    let facts = Facts::new(study, summaries);
    // In parallel, and put together in the order of the checks.
    let judge = |check: &Check| {
        let mut record = Record::new(check.code, study.style.messages.clone());
        (check.run)(&facts, &mut record);
        record
    };
    let (records, mut faults): (Vec<Record>, _) = rayon::join(
        || CHECKS.par_iter().with_max_len(1).map(judge).collect(),
        || {
            let mut faults = contested_roles::contested_roles(study, summaries);
            cards::cards(study, summaries, &mut faults);
            faults.extend(charts::undrawable(study, summaries));
            faults
        },
    );
    let mut findings = Vec::new();
    let mut powers = Vec::new();
    for record in records {
        findings.extend(record.findings);
        powers.push(record.power);
    }
    let broken = any_error(&faults);
    faults.extend(accept(&study.accepted, &mut findings, broken));
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    let audit = Audit { findings, powers, checks: checks(&study.style.messages) };
    faults.extend(links::links(study, &audit));
    (audit, faults)
}

/// Findings about the source come first, then by weight, check and place.
fn order(finding: &Finding) -> (About, Weight, usize, &str, usize) {
    let check = CHECKS.iter().position(|check| check.code == finding.code);
    let (path, start) = finding.places.first().map_or(("", 0), |place| place.at.key());
    (finding.about, finding.weight, check.unwrap_or(0), path, start)
}

/// Marks findings that were accepted; an acceptance that matches none is a fault. `broken` where
/// there are errors beside the findings.
fn accept(accepted: &[Accepted], findings: &mut [Finding], broken: bool) -> Vec<Diagnostic> {
    let mut unmatched = Vec::new();
    for entry in accepted {
        let mut matched = false;
        for finding in findings.iter_mut() {
            if finding.code == entry.code && finding.ids.contains(&entry.id) {
                finding.accepted = Some(entry.reason.clone());
                matched = true;
            }
        }
        if !matched {
            unmatched.push(entry);
        }
    }
    // What is contradicted elsewhere may be why a finding is not there.
    let broken = broken
        || findings.iter().any(|it| {
            let stops = it.weight == Weight::Error && it.about == About::Study;
            stops && it.accepted.is_none()
        });
    let mut faults = Vec::new();
    for entry in unmatched {
        let codes: Vec<&str> = CHECKS.iter().map(|check| check.code).collect();
        let ids: Vec<&str> = findings
            .iter()
            .filter(|finding| finding.code == entry.code)
            .flat_map(|finding| finding.ids.iter().map(String::as_str))
            .collect();
        faults.push(Diagnostic::nothing_accepted(
            &entry.code,
            &entry.id,
            &codes,
            &ids,
            broken,
            entry.at.clone(),
        ));
    }
    faults
}
