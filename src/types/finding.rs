//! What an audit finds: findings with all their places, and how much each check could judge.

use std::collections::BTreeMap;

use super::messages::Messages;
use super::source::Place;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It cannot be so.
    Error,
    /// It is probably not so, or rests on an assumption.
    Warning,
    /// It is worth knowing.
    Note,
}

impl Weight {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Whose statement it is that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The published source's.
    Source,
    /// This study's own: its narrative, its data.
    Study,
}

impl About {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Study => "study",
        }
    }
}

/// One of the places that a finding sets against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exhibited {
    /// What stands there: "72%", "the majority (55%)".
    pub text: String,
    /// Where a reader of the report finds it: "Table 7", "Discussion, paragraph 1".
    pub place: String,
    /// Where it stands in the study's files.
    pub at: Place,
}

/// Something that does not hold, or is worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it.
    pub code: &'static str,
    /// How much it weighs.
    pub weight: Weight,
    /// Whose statement it is.
    pub about: About,
    /// The values, questions, statements or pages concerned; the first is what it is about.
    pub ids: Vec<String>,
    /// What is the matter, in sentences fit for a letter to an editor.
    pub message: String,
    /// The places that it sets against each other; at least one.
    pub places: Vec<Exhibited>,
    /// The arithmetic behind it, a line each.
    pub arithmetic: Vec<String>,
    /// What to do about it.
    pub help: String,
    /// Why it is left as it is, where that was said.
    pub accepted: Option<String>,
}

/// How much a check could judge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Power {
    /// The check.
    pub code: &'static str,
    /// Places that it judged.
    pub judged: usize,
    /// Places that it could not judge, by reason.
    pub not_checked: BTreeMap<String, usize>,
    /// Findings among those judged.
    pub found: usize,
}

impl Power {
    /// Places that it could not judge.
    #[must_use]
    pub fn not_judged(&self) -> usize {
        self.not_checked.values().sum()
    }
}

/// What a check is, as `offprint explain` and the report tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Its code.
    pub code: &'static str,
    /// Its name in the report.
    pub title: String,
    /// What it looks for.
    pub what: String,
    /// Why that matters.
    pub why: String,
    /// The rule as a formula or in exact words.
    pub rule: String,
    /// An example with its numbers.
    pub example: String,
    /// What to do about a finding.
    pub resolve: String,
    /// Where the rule comes from.
    pub source: String,
}

impl Explanation {
    /// What a check is, in a language; an empty text where there is no check of the code.
    #[must_use]
    pub fn of(code: &'static str, messages: &Messages) -> Self {
        let text = |part: &str| messages.text(&format!("check-{code}-{part}")).to_owned();
        Self {
            code,
            title: text("title"),
            what: text("what"),
            why: text("why"),
            rule: text("rule"),
            example: text("example"),
            resolve: text("resolve"),
            source: text("source"),
        }
    }
}

/// The result of an audit.
#[derive(Debug)]
pub struct Audit {
    /// Findings by what they are about, weight, check and place.
    pub findings: Vec<Finding>,
    /// What each check could judge, in the order of the checks.
    pub powers: Vec<Power>,
    /// What each check is, parallel to `powers`.
    pub checks: Vec<Explanation>,
}

impl Audit {
    /// Findings about the source or the study that were not accepted.
    pub fn open(&self, about: About) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.about == about && finding.accepted.is_none())
    }

    /// Findings about the source or the study, accepted ones too.
    pub fn about(&self, about: About) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.about == about)
    }

    /// The anchor of each finding, parallel to `findings`: its check and what it is about, so that
    /// it stays the same while other findings come and go.
    #[must_use]
    pub fn anchors(&self) -> Vec<String> {
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        self.findings
            .iter()
            .map(|finding| {
                let about = finding.ids.first().map_or("study", String::as_str);
                let about: String = about
                    .chars()
                    .map(|c| if c.is_alphanumeric() || ".-_".contains(c) { c } else { '-' })
                    .collect();
                let anchor = format!("finding-{}-{about}", finding.code);
                let times = taken.entry(anchor.clone()).or_default();
                *times += 1;
                if *times == 1 { anchor } else { format!("{anchor}-{times}") }
            })
            .collect()
    }

    /// Places that were judged, by all checks.
    #[must_use]
    pub fn judged(&self) -> usize {
        self.powers.iter().map(|power| power.judged).sum()
    }

    /// Places that could not be judged, by all checks.
    #[must_use]
    pub fn not_judged(&self) -> usize {
        self.powers.iter().map(Power::not_judged).sum()
    }
}
