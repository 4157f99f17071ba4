//! Recommendations with what they rest on, and values that a page sets apart.

use super::{Text, ValueId};
use crate::types::source::Place;

/// A recommendation.
#[derive(Debug, Clone)]
pub struct Recommendation {
    /// Id.
    pub id: String,
    /// What is recommended, in a few words.
    pub title: Text,
    /// What is proposed.
    pub text: Text,
    /// Who would have to act.
    pub audience: Option<Text>,
    /// Where the source says so.
    pub source: Option<Text>,
    /// The shares that it rests on, each with the place at which it is named.
    pub rests_on: Vec<(ValueId, Place)>,
    /// What would count against it.
    pub against: Text,
    /// What the evidence is worth.
    pub worth: Option<Text>,
}

impl Recommendation {
    /// All its texts.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let rest = [&self.audience, &self.source, &self.worth];
        [&self.title, &self.text, &self.against].into_iter().chain(rest.into_iter().flatten())
    }
}

/// A value that a page sets apart: a finding with its text, or a fact with a label.
#[derive(Debug, Clone)]
pub struct Card {
    /// The value.
    pub value: ValueId,
    /// What is said of it, a paragraph each; nothing for a fact.
    pub paragraphs: Vec<Text>,
    /// Where the value is named.
    pub place: Place,
}
