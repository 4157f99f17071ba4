//! What a check is, what it is given and what it records.

use crate::types::finding::{About, Exhibited, Finding, Power, Weight};
use crate::types::messages::{Messages, say};
use crate::types::number::{CountRange, Exact, Window};
use crate::types::source::Place;
use crate::types::study::{OptionId, Question, QuestionId, Study, StudyKind, ValueId};
use crate::types::summary::Summaries;
use crate::types::wording::Wording;

/// A check: what it is, and how it judges.
pub(super) struct Check {
    /// Its code; messages tell under it what the check is.
    pub(super) code: &'static str,
    /// Judges a study.
    pub(super) run: fn(&Facts<'_>, &mut Record),
}

/// What checks judge.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) study: &'a Study,
    pub(super) summaries: &'a Summaries,
    pub(super) wording: Wording<'a>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(study: &'a Study, summaries: &'a Summaries) -> Self {
        Self { study, summaries, wording: Wording { study, summaries } }
    }

    /// Whose figures the data are: a reproduction's are its source's.
    pub(super) fn about_data(&self) -> About {
        match self.study.meta.kind {
            StudyKind::Reproduction => About::Source,
            StudyKind::Original => About::Study,
        }
    }

    /// All questions with their ids.
    pub(super) fn questions(&self) -> impl Iterator<Item = (QuestionId, &'a Question)> + use<'a> {
        self.study.questions.iter().enumerate().map(|(i, question)| (QuestionId(i), question))
    }

    /// All options.
    pub(super) fn options(&self) -> impl Iterator<Item = OptionId> + use<> {
        (0..self.study.options.len()).map(OptionId)
    }

    /// A value's row as a place of a finding: what is printed, and where.
    pub(super) fn row(&self, id: OptionId) -> Exhibited {
        let choice = &self.study[id];
        let question = &self.study[choice.question];
        Exhibited {
            text: format!("{}: {}", choice.label, self.wording.reported(&choice.reported)),
            place: question.place.clone(),
            at: choice.at.clone(),
        }
    }

    /// What a question asks, with its table: “Access to impactful data” (Table 6).
    pub(super) fn question_in_table(&self, id: QuestionId) -> String {
        let question = &self.study[id];
        say!(self.study.style, "question-in-table", label = question.label, place = question.place)
    }

    /// The same with those who were asked, where the study has several groups: “Access to impactful
    /// data” (researchers, Table 6).
    pub(super) fn question_name(&self, id: QuestionId) -> String {
        let question = &self.study[id];
        match question.group.filter(|_| self.study.groups.len() > 1) {
            Some(group) => {
                let members = &self.study[group].members;
                say!(
                    self.study.style,
                    "check-members",
                    label = question.label,
                    members = members,
                    place = question.place
                )
            }
            None => self.question_in_table(id),
        }
    }

    /// Whether a value is contested, or rests on one that is.
    pub(super) fn contested(&self, value: ValueId) -> bool {
        use crate::types::summary::Withheld;
        self.summaries.value(self.study, value).err() == Some(Withheld::Contested)
    }

    /// Whether a correction withdrew a value, or one that it rests on.
    pub(super) fn withdrawn(&self, value: ValueId) -> bool {
        use crate::types::summary::Withheld;
        self.summaries.value(self.study, value).err() == Some(Withheld::Withdrawn)
    }

    /// A share as a percent with its decimals: "26.67%".
    pub(super) fn percent(&self, share: Exact, decimals: u8) -> String {
        self.study.style.percent(share, decimals)
    }

    /// A range of shares as percents.
    pub(super) fn percents(&self, window: Window, decimals: u8) -> String {
        self.study.style.percent_range(window, decimals)
    }

    /// A range of counts.
    pub(super) fn counts(&self, range: CountRange) -> String {
        self.study.style.count_range(range.low, range.high)
    }

    /// A count.
    pub(super) fn count(&self, n: u64) -> String {
        self.study.style.count(n)
    }
}

/// What a check found, and how much it could judge.
#[derive(Default)]
pub(super) struct Record {
    pub(super) findings: Vec<Finding>,
    pub(super) power: Power,
    /// In which language reasons are told.
    messages: Messages,
}

impl Record {
    pub(super) fn new(code: &'static str, messages: Messages) -> Self {
        Self { findings: Vec::new(), power: Power { code, ..Power::default() }, messages }
    }

    /// An empty one of the same check, for a part of the places.
    pub(super) fn part(&self) -> Self {
        Self::new(self.power.code, self.messages.clone())
    }

    /// Adds what was found in the next part of the places.
    pub(super) fn add(&mut self, part: Self) {
        let Power { code: _, judged, found, not_checked } = part.power;
        self.findings.extend(part.findings);
        self.power.judged += judged;
        self.power.found += found;
        for (reason, places) in not_checked {
            *self.power.not_checked.entry(reason).or_default() += places;
        }
    }

    /// One place was judged.
    pub(super) fn judged(&mut self) {
        self.power.judged += 1;
    }

    /// One place could not be judged, for the reason of which this is the key.
    pub(super) fn not_checked(&mut self, reason: &'static str) {
        let reason = self.messages.text(reason).to_owned();
        *self.power.not_checked.entry(reason).or_default() += 1;
    }

    /// A judged place does not hold. Returns the finding, for what else is to be said of it.
    pub(super) fn found(
        &mut self,
        weight: Weight,
        about: About,
        ids: Vec<String>,
        message: String,
        places: Vec<Exhibited>,
    ) -> &mut Finding {
        self.power.found += 1;
        self.findings.push(Finding {
            code: self.power.code,
            weight,
            about,
            ids,
            message,
            places,
            arithmetic: Vec::new(),
            help: String::new(),
            accepted: None,
        });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}

impl Finding {
    /// Adds a line of arithmetic.
    pub(super) fn because(&mut self, line: impl Into<String>) -> &mut Self {
        self.arithmetic.push(line.into());
        self
    }

    /// Says what to do.
    pub(super) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = help.into();
        self
    }
}

/// A place of a finding.
pub(super) fn exhibited(
    text: impl Into<String>,
    place: impl Into<String>,
    at: &Place,
) -> Exhibited {
    Exhibited { text: text.into(), place: place.into(), at: at.clone() }
}

/// The keys of reasons why something is not checked that several checks give.
pub(super) mod reasons {
    /// Nobody knows whom the share counts.
    pub(in crate::audit) const UNKNOWN_BASE: &str = "reason-unknown-base";
    /// The source contradicts itself about it, which another check says.
    pub(in crate::audit) const CONTESTED: &str = "reason-contested";
    /// A correction withdrew it.
    pub(in crate::audit) const WITHDRAWN: &str = "reason-withdrawn";
    /// A list that leaves options out.
    pub(in crate::audit) const INCOMPLETE: &str = "reason-incomplete";
    /// No share is printed.
    pub(in crate::audit) const NO_PERCENT: &str = "reason-no-percent";
}
