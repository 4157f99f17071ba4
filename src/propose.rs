//! A study's folder and a number that is to be corrected -> the ledger with one more entry. A way
//! through the stages of its own, as `lib.rs` has one for building.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Broken, Diagnostic};
use crate::types::finding::About;
use crate::types::notice::Wanted;
use crate::types::source::{CorrectedField, CorrectionsFile, NodeValue, Place, SourceFile, Yaml};
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
    if let Some(ledger) = &source.corrections {
        let command = Command::new(wanted);
        diagnostics = diagnostics.into_iter().map(|it| command.told(it, ledger)).collect();
    }
    Ok(Proposed { ledger, changes, diagnostics: in_order(diagnostics), fits })
}

/// A command as it was typed, more or less: what is wrong with an entry that is not written yet is
/// told of it, since there is no such place in the ledger.
struct Command {
    file: Arc<SourceFile>,
    /// For each key of an entry that was typed, its option, and where what it says stands.
    parts: Vec<(&'static str, Option<&'static str>, Range<usize>)>,
}

impl Command {
    fn new(wanted: &Wanted) -> Self {
        let mut text = String::from("offprint correct");
        let mut parts = Vec::new();
        let field = wanted.field.map(CorrectedField::name);
        let value = Some(wanted.value.as_str());
        for (key, option, said) in [
            ("value", None, value),
            ("field", Some("--field"), field),
            ("to", Some("--to"), wanted.to.as_deref()),
            ("reason", Some("--reason"), Some(wanted.reason.as_str())),
            ("found_by", Some("--found-by"), wanted.found_by.as_deref()),
            ("evidence", Some("--evidence"), wanted.evidence.as_deref()),
            ("published", Some("--published"), wanted.published.as_deref()),
            ("version", Some("--in-version"), wanted.version.as_deref()),
        ] {
            let Some(said) = said else { continue };
            if let Some(option) = option {
                text.extend([" ", option]);
            }
            let plain = |c: char| c.is_ascii_alphanumeric() || ".-_%".contains(c);
            let quote = if said.is_empty() || !said.chars().all(plain) { "\"" } else { "" };
            text.extend([" ", quote]);
            parts.push((key, option, text.len()..text.len() + said.len()));
            text.extend([said, quote]);
        }
        Self { file: Arc::new(SourceFile { path: "the command".into(), text }), parts }
    }

    /// A diagnostic with each place in the last entry of a ledger, the wanted one, as one in the
    /// command.
    fn told(&self, mut fault: Diagnostic, ledger: &Yaml<CorrectionsFile>) -> Diagnostic {
        let entries = ledger.root.get("corrections").map(|list| &list.value);
        let Some(NodeValue::Sequence(entries)) = entries else { return fault };
        let Some(entry) = entries.last() else { return fault };
        let NodeValue::Mapping(keys) = &entry.value else { return fault };
        let mut options = Vec::new();
        for label in &mut fault.labels {
            let at = label.place.span.start;
            if label.place.file != ledger.file || !entry.span.contains(&at) {
                continue;
            }
            let key = keys.iter().find(|(key, node)| at >= key.span.start && at <= node.span.end);
            let part = key.and_then(|(key, _)| self.parts.iter().find(|it| it.0 == key.text));
            // What was not typed follows from the value that is named.
            let span = part.or(self.parts.first()).map_or(0..0, |(.., span)| span.clone());
            options.extend(part.and_then(|(key, option, _)| Some((*key, (*option)?))));
            label.place = Place { file: Arc::clone(&self.file), span };
        }
        options.into_iter().fold(fault, |fault, (key, option)| fault.as_option(key, option))
    }
}
