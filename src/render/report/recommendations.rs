//! Recommendations as `report.json` has them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::links::Links;
use crate::types::study::RecommendationId;
use crate::types::wording::Wording;

/// A recommendation.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RecommendationEntry {
    id: String,
    title: String,
    /// What is proposed.
    text: String,
    /// Who would have to act.
    audience: Option<String>,
    /// Where the source says so.
    source: Option<String>,
    /// Ids of the values that it rests on.
    values: Vec<String>,
    /// What would count against it.
    against: String,
    /// What the evidence is worth.
    worth: Option<String>,
    /// The file and anchor at which it is shown; null where no page shows it.
    page: Option<String>,
}

/// All recommendations in their order.
pub(super) fn entries(wording: Wording<'_>, links: &Links) -> Vec<RecommendationEntry> {
    let study = wording.study;
    let entry = |(i, it): (usize, &crate::types::study::Recommendation)| RecommendationEntry {
        id: it.id.clone(),
        title: wording.plain(&it.title),
        text: wording.plain(&it.text),
        audience: it.audience.as_ref().map(|text| wording.plain(text)),
        source: it.source.as_ref().map(|text| wording.plain(text)),
        values: it.rests_on.iter().map(|(value, _)| study.value_id(*value)).collect(),
        against: wording.plain(&it.against),
        worth: it.worth.as_ref().map(|text| wording.plain(text)),
        page: links.recommendation(RecommendationId(i)).map(str::to_owned),
    };
    study.recommendations.iter().enumerate().map(entry).collect()
}
