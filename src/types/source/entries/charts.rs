//! The entries of charts that an author puts together, and what questions say of their charts, as
//! written.

use serde::Deserialize;

use crate::types::source::shape::{KeyShape, Shape, Shaped, kebab_case};

names! {
    /// In which order a chart shows the options.
    Order {
        /// Largest first.
        Value,
        /// As listed.
        Given,
    }
    /// The chart of a question, where its kind does not decide.
    ChartName {
        /// Horizontal bars.
        Bars,
        /// One stacked bar.
        Stacked,
        /// No chart.
        None,
    }
    /// Where an answer of a scale stands.
    Side {
        /// On the one side.
        Negative,
        /// In the middle.
        Neutral,
        /// On the other side.
        Positive,
        /// Not on the scale: don't know, no answer.
        Apart,
    }
}

entries! {
    /// A chart put together of rows, or of questions, of any tables.
    ChartEntry {
        /// Id of the figure.
        id: String,
        /// What it shows, in a few words.
        title: String,
        /// A sentence that says what the figures show, with bound values.
        headline: Option<String>,
        /// A remark.
        note: Option<String>,
        /// Rows under headings of their own, on one scale.
        panels: Option<Vec<PanelEntry>>,
        /// Questions with one two-sided scale, a diverging bar each.
        questions: Option<Vec<String>>,
    }
    /// A part of a chart.
    PanelEntry {
        /// Its heading.
        title: String,
        /// Value ids of options.
        rows: Vec<String>,
    }
}
