//! What templates see, as a JSON Schema made of the types that they are given.

use schemars::JsonSchema;

use super::audit::view::{AuditView, FoundGroup};
use super::checklist::view::ChecklistView;

use super::hosting::view::MissingView;
use super::one_file::view::OneFileView;
use super::search::view::EverythingView;
use super::view::{
    CardView, CorrectionView, DerivedView, DownloadView, FigureGroup, FigureView, GroupView,
    LicenceView, PageView, RecommendationView, ReferencesView, SiteView, TableView, WorkView,
};

/// Version of what templates see. The first part changes when a template has to; the second when
/// there is something more.
pub(crate) const VERSION: &str = "1.0";

/// Variables of templates. `site` and `page` are in every page; each other one is in the templates
/// that show it. Values whose name ends in `_html` are HTML, and so are `body_html` and drawings; all
/// others are text, which templates escape. `t(key="…")` writes a message.
#[derive(JsonSchema)]
#[schemars(title = "offprint template context")]
#[expect(dead_code, reason = "its fields are only described")]
struct Variables {
    /// The report as a whole.
    site: SiteView,
    /// The page.
    page: PageView,
    /// In `figure.html`: a figure.
    figure: Option<FigureView>,
    /// In `table.html`: a table.
    table: Option<TableView>,
    /// In `tables.html`: all tables, each as HTML.
    tables: Option<Vec<String>>,
    /// In `tables.html`: the groups.
    groups: Option<Vec<GroupView>>,
    /// In `tables.html`: computed values.
    derived: Option<Vec<DerivedView>>,
    /// In `data.html`: files to be saved.
    downloads: Option<Vec<DownloadView>>,
    /// In `figures.html`: figures by the page that shows them.
    figure_groups: Option<Vec<FigureGroup>>,
    /// In `recommendation.html`: a recommendation.
    recommendation: Option<RecommendationView>,
    /// In `finding.html` and `fact.html`: a number that is set apart.
    card: Option<CardView>,
    /// In `references.html`: the list of works.
    references: Option<ReferencesView>,
    /// In `references.html`: the works of the list.
    works: Option<Vec<WorkView>>,
    /// In `audit.html`: what the audit found.
    audit: Option<AuditView>,
    /// In `found.html`: findings of one check.
    group: Option<FoundGroup>,
    /// In `corrections.html`: entries of the ledger.
    corrections: Option<Vec<CorrectionView>>,
    /// In `corrections.html`: the same for machines, as JSON-LD.
    corrections_data: Option<String>,
    /// In `404.html`: what a page for addresses that lead nowhere needs.
    missing: Option<MissingView>,
    /// In `checklist.html`: reporting checklists.
    checklists: Option<Vec<ChecklistView>>,
    /// In `licence.html`: a licence.
    licence: Option<LicenceView>,
    /// In `all-contents.html`: what is on all pages.
    everything: Option<EverythingView>,
    /// In `single.html`: the report as one file.
    one: Option<OneFileView>,
}

/// The JSON Schema of what templates see.
#[must_use]
pub(crate) fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Variables);
    schema.insert("x-version".into(), VERSION.into());
    schema.to_value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::templates::VARIABLES;

    #[test]
    fn every_variable_is_described() {
        let schema = schema();
        let described = schema["properties"].as_object().expect("properties");
        let mut names: Vec<&str> = described.keys().map(String::as_str).collect();
        let mut known = VARIABLES.to_vec();
        names.sort_unstable();
        known.sort_unstable();
        assert_eq!(names, known);
        for (name, property) in described {
            let text = property["description"].as_str().unwrap_or_default();
            assert!(text.ends_with('.'), "{name}: {text}");
        }
        assert_eq!(schema["x-version"], VERSION);
    }
}
