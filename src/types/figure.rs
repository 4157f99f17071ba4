//! A drawn figure.

use std::collections::BTreeMap;

use super::study::{ChartId, ComparisonId, QuestionId, ValueId};

/// What a figure shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The options of one question.
    Question(QuestionId),
    /// Rows that were put to two groups alike.
    Comparison(ComparisonId),
    /// Rows or questions that an author put together.
    Chart(ChartId),
}

/// A figure: two drawings of one chart, with what a reader who cannot see it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it shows.
    pub subject: Subject,
    /// Its id, as narrative names it: `clinicians.ai-research`.
    pub id: String,
    /// Its number in the report, from 1.
    pub number: u32,
    /// The kind of chart, in the words of the code, such as `bars`.
    pub kind: &'static str,
    /// SVG for wide screens and paper.
    pub wide: String,
    /// SVG for narrow screens.
    pub narrow: String,
    /// A short title: what the chart shows.
    pub title: String,
    /// The chart in words, with its numbers.
    pub description: String,
}

/// Bars without labels, as SVG, to stand beside the numbers of single values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SmallBars(pub BTreeMap<ValueId, String>);

/// What each check of an audit could judge and what it found, as SVG; parallel to its checks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PowerBars {
    /// Bars on one scale: places that were judged, and that could not be.
    pub judged: Vec<String>,
    /// A square for each finding; empty where there is none.
    pub found: Vec<String>,
}

/// A picture of a report, to stand where a link to it is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The picture as SVG, 1200 by 630 pixels, with texts that the shipped face holds.
    pub svg: String,
    /// What it shows, in words.
    pub description: String,
}

impl Card {
    /// Its path in a site, as PNG.
    pub const FILE: &'static str = "picture.png";
    /// Its width in pixels.
    pub const WIDTH: u16 = 1200;
    /// Its height in pixels.
    pub const HEIGHT: u16 = 630;
}

/// Everything that is drawn for one edition of a report.
#[derive(Debug)]
pub struct Drawn {
    /// The figures, parallel to those of the study.
    pub figures: Vec<Figure>,
    /// The bars of findings and recommendations.
    pub bars: SmallBars,
    /// The bars of the audit's overview.
    pub powers: PowerBars,
    /// The picture for shared links; none of an edition that another one supersedes.
    pub card: Option<Card>,
}
