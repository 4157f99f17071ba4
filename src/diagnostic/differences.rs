//! Changes of published values that nothing records.

use super::{Diagnostic, Label, Severity};
use crate::types::source::Place;

impl Diagnostic {
    /// A value was changed in the data files, and no correction says why.
    #[must_use]
    pub fn changed_without_entry(
        id: &str,
        was: &str,
        is: &str,
        to: Option<&str>,
        place: Option<Place>,
    ) -> Self {
        let to = to.unwrap_or("VALUE");
        let message = format!(
            "`{id}` was {was} in the report compared with, is {is} now, and no correction says so"
        );
        let label = |place| Label { place, text: format!("was {was}") };
        Self {
            severity: Severity::Warning,
            code: "unrecorded-change",
            message,
            labels: place.into_iter().map(label).collect(),
            notes: Vec::new(),
            help: vec![
                format!(
                    "if {was} was published, put it back, and record the correction: offprint \
                     correct {id} --to {to} --reason \"...\""
                ),
                "if it was never published, there is nothing to record".into(),
            ],
        }
    }

    /// A value is gone from the data files, and no correction says why.
    #[must_use]
    pub fn removed_without_entry(id: &str, was: &str) -> Self {
        Self {
            severity: Severity::Warning,
            code: "unrecorded-change",
            message: format!(
                "`{id}` was {was} in the report compared with, is gone now, and no correction \
                 says so"
            ),
            labels: Vec::new(),
            notes: Vec::new(),
            help: vec![
                format!(
                    "if it was renamed, list `{id}` among the `aliases` of its new id; if it was \
                     withdrawn, put it back, and record that in content/corrections.yaml"
                ),
                "if it was never published, there is nothing to record".into(),
            ],
        }
    }
}
