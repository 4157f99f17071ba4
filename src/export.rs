//! A study's folder -> its rows as one table. A way through the stages of its own, as `lib.rs` has
//! one for building.

use std::path::Path;

use crate::diagnostic::{Broken, Diagnostic, any_error};
use crate::types::study::TableId;
use crate::types::wording::Wording;
use crate::{tabulate, understand};

/// What came of a study whose rows are wanted.
#[derive(Debug)]
pub struct Exported {
    /// The table, as CSV; none where the study has errors or no such table.
    pub csv: Option<Vec<u8>>,
    /// Errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// The ids of all tables.
    pub tables: Vec<String>,
    /// How many rows were written.
    pub rows: usize,
}

/// The rows of a study as published, one an option, as one table in CSV that
/// [`import`](mod@crate::import) reads back; of one table of the study where its id is given.
///
/// # Errors
/// [`Broken`] where the folder cannot be read.
pub fn export(root: &Path, table: Option<&str>) -> Result<Exported, Broken> {
    let (understood, diagnostics, _) = understand(root, &mut |_| {})?;
    let mut exported = Exported { csv: None, diagnostics, tables: Vec::new(), rows: 0 };
    let Some(understood) = understood.filter(|_| !any_error(&exported.diagnostics)) else {
        return Ok(exported);
    };
    let figured = understood.published.as_ref().unwrap_or(&understood.current);
    let (study, summaries) = (&figured.study, &figured.summaries);
    exported.tables = study.tables.iter().map(|table| table.id.clone()).collect();
    let wanted = |id: &TableId| table.is_none_or(|wanted| study[*id].id == wanted);
    let tables: Vec<TableId> = (0..study.tables.len()).map(TableId).filter(wanted).collect();
    if !tables.is_empty() {
        let questions = tables.iter().flat_map(|table| study[*table].question_ids());
        exported.rows = questions.map(|question| study[question].options.len()).sum();
        exported.csv = Some(tabulate::exchange(Wording { study, summaries }, &tables));
    }
    Ok(exported)
}
