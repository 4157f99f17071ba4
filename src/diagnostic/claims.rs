//! Faults of claims: words of the narrative with a condition behind them.

use super::Diagnostic;
use crate::types::source::Place;

/// What a claim looks like.
const EXAMPLE: &str = "for instance {claim}`most often | group.question.option leads`";
/// What a condition looks like.
const CONDITIONS: &str = "write `a > b`, `a < b`, `a = b`, `a > 50%`, `a leads` or `a trails`, with value ids for a and b";

impl Diagnostic {
    /// A claim without words, or without a bar.
    #[must_use]
    pub fn claim_form(found: &str, place: Place) -> Self {
        let message =
            format!("expected words, a bar and a condition behind {{claim}}, found `{found}`");
        Self::error("claim-form", message, place, "not of this form").help(EXAMPLE)
    }

    /// A condition that cannot be read.
    #[must_use]
    pub fn claim_condition(found: &str, place: Place) -> Self {
        let message = format!("expected a condition behind the bar of {{claim}}, found `{found}`");
        Self::error("claim-condition", message, place, "no condition").help(CONDITIONS)
    }

    /// A condition on values of two units.
    #[must_use]
    pub fn claim_units(condition: &str, found: &str, place: Place) -> Self {
        let message =
            format!("expected values of one unit in the condition `{condition}`, found {found}");
        Self::error("claim-condition", message, place, "cannot be compared")
            .help("compare shares with shares or percents, and counts with counts")
    }

    /// A rank of a value that stands in no list.
    #[must_use]
    pub fn claim_rank(id: &str, place: Place) -> Self {
        let message = format!("expected an option of a list to lead or trail it, found `{id}`");
        Self::error("claim-condition", message, place, "stands in no list")
            .help("compare it with one other value: `a > b`")
    }
}
