//! What a study's prose, headlines and charts can name: ids, with what they stand for.

/// What an id stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListedKind {
    /// A number that the data hold.
    Value,
    /// A number that is computed from others.
    Computed,
    /// A figure.
    Figure,
    /// A table.
    Table,
    /// A recommendation.
    Recommendation,
}

impl ListedKind {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Computed => "computed",
            Self::Figure => "figure",
            Self::Table => "table",
            Self::Recommendation => "recommendation",
        }
    }

    /// What narrative writes around the id.
    #[must_use]
    pub fn written(self, id: &str, counted: bool) -> String {
        match self {
            Self::Value | Self::Computed if counted => format!("{{n}}`{id}`"),
            Self::Value | Self::Computed => format!("{{pct}}`{id}`"),
            Self::Figure | Self::Table => format!("{{numref}}`{id}`"),
            Self::Recommendation => format!("```{{recommendation}} {id}\n```"),
        }
    }
}

/// An id of a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The id.
    pub id: String,
    /// What it stands for.
    pub kind: ListedKind,
    /// The number as it is shown, or as the data file has it where the study has errors; of a table
    /// its number in the source. Nothing where there is none, or it cannot be computed yet.
    pub value: Option<String>,
    /// What it is called.
    pub label: String,
    /// What narrative writes for it.
    pub write: String,
}
