//! The entries of `content/recommendations.yaml` as written.

use serde::Deserialize;

use super::super::shape::{KeyShape, Shape, Shaped};

entries! {
    /// `content/recommendations.yaml`.
    RecommendationsFile {
        /// The recommendations, in the order in which they are shown.
        recommendations: Vec<RecommendationEntry>,
    }
    /// A recommendation.
    RecommendationEntry {
        /// Id.
        id: String,
        /// What is recommended, in a few words.
        title: String,
        /// What is proposed.
        text: String,
        /// Who would have to act.
        audience: Option<String>,
        /// Where the source says so.
        source: Option<String>,
        /// Ids of the shares that it rests on.
        rests_on: Vec<String>,
        /// What would count against it.
        against: String,
        /// What the evidence is worth.
        worth: Option<String>,
    }
}
