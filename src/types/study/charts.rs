//! Charts that an author puts together of rows, or of questions, of any tables.

use super::{OptionId, QuestionId, Side, Study, Text};
use crate::types::source::Place;

/// A chart put together by an author.
#[derive(Debug, Clone)]
pub struct AuthoredChart {
    /// Id of its figure.
    pub id: String,
    /// What it shows, in a few words.
    pub title: Text,
    /// What the figures show, in a sentence.
    pub headline: Option<Text>,
    /// A remark.
    pub note: Option<Text>,
    /// What is drawn.
    pub shown: Shown,
    /// Its id in the data.
    pub at: Place,
}

/// What a chart put together by an author shows.
#[derive(Debug, Clone)]
pub enum Shown {
    /// Bars under headings, on one scale.
    Panels(Vec<Panel>),
    /// Questions with one two-sided scale, with the places where they are named.
    Scales(Vec<(QuestionId, Place)>),
}

/// A part of a chart: a heading and its rows.
#[derive(Debug, Clone)]
pub struct Panel {
    /// Heading.
    pub title: Text,
    /// Rows, options that are shares.
    pub rows: Vec<OptionId>,
}

impl AuthoredChart {
    /// All its rows, in the order in which they are drawn.
    #[must_use]
    pub fn rows(&self, study: &Study) -> Vec<OptionId> {
        match &self.shown {
            Shown::Panels(panels) => panels.iter().flat_map(|panel| panel.rows.clone()).collect(),
            Shown::Scales(questions) => {
                questions.iter().flat_map(|(question, _)| study[*question].option_ids()).collect()
            }
        }
    }
}

impl Study {
    /// The options of a question that stand on a side, in the order given.
    pub fn on_side(&self, question: QuestionId, side: Side) -> impl Iterator<Item = OptionId> {
        self[question].option_ids().filter(move |option| self[*option].side == Some(side))
    }

    /// Whether the answers of a question lie on two sides.
    #[must_use]
    pub fn two_sided(&self, question: QuestionId) -> bool {
        self[question].option_ids().any(|option| self[option].side.is_some())
    }
}
