//! `Study` as published -> the corrected `Study`: every change of the ledger, in its order.
//!
//! The data files stay as published; everything that is computed, drawn or written of the
//! corrected study follows from the new value.

mod ledger;

pub(crate) use ledger::{entry, with_entry};

use crate::types::finding::{About, Audit};
use crate::types::study::{Bibliography, Edition, Study, Unshelved};

/// The study as published, with the works that it cites, told apart from the corrected one; the only edition where the ledger
/// is empty.
#[must_use]
pub(crate) fn published(study: Unshelved, bibliography: Option<Bibliography>) -> Study {
    let mut study = study.with(bibliography);
    if !study.corrections.is_empty() {
        study.edition = Edition::AsPublished;
    }
    study
}

/// The study after the first entries of its ledger, all of them if there are no more.
#[must_use]
pub(crate) fn corrected(study: &Study, entries: usize) -> Study {
    let mut corrected = study.clone();
    corrected.edition = Edition::Corrected;
    for correction in study.corrections.iter().take(entries) {
        corrected.change(&correction.change);
    }
    corrected
}

/// The audit of a corrected study: what is about the source is found in what it printed, what is
/// about the report in what it says now.
#[must_use]
pub(crate) fn audit(published: &Audit, corrected: Audit) -> Audit {
    let of_source = published.about(About::Source).cloned();
    let of_study = corrected.findings.into_iter().filter(|it| it.about == About::Study);
    let findings: Vec<_> = of_source.chain(of_study).collect();
    let mut powers = corrected.powers;
    for power in &mut powers {
        power.found = findings.iter().filter(|it| it.code == power.code).count();
        // What the corrected figures no longer show was judged in the published ones.
        power.judged = power.judged.max(power.found);
    }
    Audit { findings, powers, checks: corrected.checks }
}
