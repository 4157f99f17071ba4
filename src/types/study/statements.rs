//! What a source says of its figures: statements, strata, citations; and accepted findings.

use super::{ClaimedRank, Compared, GroupId, Printing, Reported, Text, ValueId};
use crate::types::number::Printed;
use crate::types::source::Place;

/// A sentence of the source that repeats or judges a figure.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Id.
    pub id: String,
    /// The values that it speaks of; several are added up.
    pub about: Vec<ValueId>,
    /// The figure as printed there.
    pub reported: Option<Reported>,
    /// Percentage points as printed there.
    pub points: Option<Printed>,
    /// Where.
    pub place: String,
    /// The few words by which the source judges the number.
    pub words: Option<String>,
    /// Of whom the words say that it is a share.
    pub of: Option<Whole>,
    /// Of what the words say that it is a share.
    pub unit: Option<String>,
    /// The rank that the words claim.
    pub rank: Option<ClaimedRank>,
    /// The values among which it has the rank; the options of its question where empty.
    pub among: Vec<ValueId>,
    /// The value with which it is compared, or from which it is said to differ.
    pub less: Option<ValueId>,
    /// How the words compare it.
    pub compares: Option<Compared>,
    /// A remark.
    pub note: Option<Text>,
    /// Its entry in the data.
    pub at: Place,
}

impl Statement {
    /// The figure of the one value that it prints. What it calls a share of some part is another
    /// figure than the share of all.
    #[must_use]
    pub fn prints(&self) -> Option<(ValueId, &Reported)> {
        let of_part =
            matches!(self.of, Some(Whole::Part(ValueId::Option(_) | ValueId::Derived(_))));
        match (&self.about[..], &self.reported, self.less) {
            ([value], Some(reported), None) if !of_part => Some((*value, reported)),
            _ => None,
        }
    }

    /// The figure that it prints, with its words.
    #[must_use]
    pub fn printing(&self) -> Option<Printing<'_>> {
        let reported = self.reported.as_ref()?;
        let words = self.words.as_deref();
        Some(Printing { reported, place: &self.place, words, at: &self.at })
    }
}

/// Whom a share is said to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// A group.
    Group(GroupId),
    /// Those whom a value counts.
    Part(ValueId),
}

/// A whole that is divided into parts, each with a share of its own.
#[derive(Debug, Clone)]
pub struct Strata {
    /// Id.
    pub id: String,
    /// The share of the whole; several where the source does not say which it is.
    pub whole: Vec<ValueId>,
    /// The shares of its parts.
    pub parts: Vec<ValueId>,
    /// Whether the parts are all there is.
    pub exhaustive: bool,
    /// A remark.
    pub note: Option<Text>,
    /// Its entry in the data.
    pub at: Place,
}

/// A work as the source's text names it.
#[derive(Debug, Clone)]
pub struct Citation {
    /// Author and year as printed: "Jiang et al., 2017".
    pub text: String,
    /// Where.
    pub place: String,
    /// Its entry in the data.
    pub at: Place,
}

/// A finding of the audit that was looked at and is left as it is.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// The check that found it.
    pub code: String,
    /// What it is about.
    pub id: String,
    /// Why it is left.
    pub reason: String,
    /// Its entry in `study.yaml`.
    pub at: Place,
}

/// A link to an anchor of the page of the audit: a check, a finding, a heading.
#[derive(Debug, Clone)]
pub struct AuditLink {
    /// The anchor.
    pub anchor: String,
    /// The link.
    pub at: Place,
}
