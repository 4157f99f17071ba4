//! What the template of the audit's page sees.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::view::TitledLink;

/// The audit.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct AuditView {
    /// How much was judged, and what that does not say.
    pub(in crate::render) power: String,
    /// "3 findings, of which 1 is accepted"; nothing where there is none.
    pub(in crate::render) source_counted: Option<String>,
    pub(in crate::render) source: Vec<FoundGroup>,
    /// The same, a line each.
    pub(in crate::render) source_glance: Vec<GlanceGroup>,
    pub(in crate::render) study_counted: Option<String>,
    pub(in crate::render) study: Vec<FoundGroup>,
    pub(in crate::render) study_glance: Vec<GlanceGroup>,
    pub(in crate::render) checks: Vec<CheckView>,
    /// The sums of all checks.
    pub(in crate::render) judged: String,
    pub(in crate::render) open: String,
    pub(in crate::render) found: String,
    /// Words with the percents for which they are written.
    pub(in crate::render) words: Vec<WordView>,
}

/// The findings of one check in a line each.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct GlanceGroup {
    pub(in crate::render) title: String,
    pub(in crate::render) lines: Vec<GlanceLine>,
}

/// A finding, or several about one question, in a line.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct GlanceLine {
    /// What it is about.
    pub(in crate::render) link: TitledLink,
    /// The table, where it is about several of its rows.
    pub(in crate::render) place: Option<String>,
    /// The values that stand against each other, or how many rows there are.
    pub(in crate::render) told: String,
    /// The values of each row, where it is about several.
    pub(in crate::render) rows: Vec<TitledLink>,
}

/// The findings of one check.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct FoundGroup {
    pub(in crate::render) anchor: String,
    pub(in crate::render) title: String,
    /// The check's own anchor.
    pub(in crate::render) href: String,
    /// What to do, where it is the same for all of them.
    pub(in crate::render) help: Option<String>,
    pub(in crate::render) findings: Vec<FoundView>,
}

/// A finding.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct FoundView {
    pub(in crate::render) anchor: String,
    pub(in crate::render) weight: &'static str,
    pub(in crate::render) weight_words: String,
    pub(in crate::render) message: String,
    pub(in crate::render) places: Vec<PlaceView>,
    pub(in crate::render) arithmetic: Vec<String>,
    pub(in crate::render) rows: Vec<TitledLink>,
    pub(in crate::render) help: String,
    pub(in crate::render) accepted: Option<String>,
}

/// A place of a finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "FindingPlaceView")]
pub(in crate::render) struct PlaceView {
    pub(in crate::render) text: String,
    pub(in crate::render) place: String,
    /// The file.
    #[serde(skip)]
    pub(in crate::render) file: String,
    /// The file, line and column; further lines and columns of the same file behind commas.
    pub(in crate::render) at: String,
}

/// A check, what it is and what it could judge.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct CheckView {
    pub(in crate::render) code: &'static str,
    pub(in crate::render) title: String,
    pub(in crate::render) what: String,
    pub(in crate::render) why: String,
    pub(in crate::render) rule: String,
    pub(in crate::render) example: String,
    pub(in crate::render) resolve: String,
    pub(in crate::render) source: String,
    pub(in crate::render) judged: String,
    pub(in crate::render) open: String,
    pub(in crate::render) reasons: Vec<String>,
    pub(in crate::render) found: String,
    pub(in crate::render) bar_svg: String,
    pub(in crate::render) found_svg: String,
}

/// Words for shares.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct WordView {
    pub(in crate::render) words: String,
    pub(in crate::render) percents: String,
}
