//! The lines round a table or figure: headline, base, sums, caveats, reasons.

use std::collections::BTreeSet;

use super::{Wording, capitalised};
use crate::types::document::for_each_role;
use crate::types::figure::Subject;
use crate::types::messages::say;
use crate::types::number::{Exact, NumberStyle};
use crate::types::source::Place;
use crate::types::study::{
    Answer, BaseIs, Bound, OptionId, QuestionId, Reported, Sampling, Study, StudyKind, Text,
    ValueId,
};
use crate::types::summary::{Contested, Summaries, Total, Withheld};

impl<'a> Wording<'a> {
    /// The headline that was authored for a figure.
    #[must_use]
    pub fn authored_headline(self, subject: Subject) -> Option<&'a Text> {
        let text = match subject {
            Subject::Question(id) => &self.study[id].headline,
            Subject::Comparison(id) => &self.study[id].headline,
            Subject::Chart(id) => &self.study[id].headline,
        };
        text.as_ref()
    }

    /// The headline of a figure: authored where no bound value of it is contested or withdrawn,
    /// otherwise the row and the sentence that says why there is none, with all its readings; nothing
    /// where none was authored.
    #[must_use]
    pub fn headline(self, subject: Subject) -> Headline<'a> {
        let Some(text) = self.authored_headline(subject) else { return Headline::None };
        let withdrawn = withdrawn_in(self.study, self.summaries, text);
        if let Some(sentence) = withdrawn.and_then(|it| self.withdrawn_sentence(it)) {
            return Headline::Withheld(sentence);
        }
        let contested = contested_in(self.study, self.summaries, text).into_iter();
        match contested.into_iter().find_map(|it| contested_option(self.study, self.summaries, it))
        {
            None => Headline::Authored(text),
            Some(option) => {
                let label = self.study[option].short_label();
                Headline::Withheld(say!(
                    self.style(),
                    "headline-contested",
                    label = label,
                    clause = self.contested_clause(option)
                ))
            }
        }
    }

    /// What the source prints of a contested value, or of one that it rests on, with the places in
    /// the data: "70% in Table 1".
    #[must_use]
    pub fn contested_places(self, value: ValueId) -> Vec<(Place, String)> {
        let Some(option) = contested_option(self.study, self.summaries, value) else {
            return Vec::new();
        };
        let choice = &self.study[option];
        let told = |text: String, place: &str| {
            say!(self.style(), "text-in-place", text = text, place = place)
        };
        match &self.summaries.options[option.0].contested {
            Some(Contested::PrintedTwice(readings)) => readings
                .iter()
                .map(|it| (it.at.clone(), told(self.reported(&it.reported), &it.place)))
                .collect(),
            Some(Contested::CountAndPercent(percent, count)) => {
                let percent = self.style().printed_percent(percent);
                vec![(
                    choice.at.clone(),
                    say!(
                        self.style(),
                        "percent-and-count",
                        percent = percent,
                        count = self.style().count(*count)
                    ),
                )]
            }
            _ => {
                let place = &self.study[choice.question].place;
                vec![(choice.at.clone(), told(self.reported(&choice.reported), place))]
            }
        }
    }

    /// Why a contested value is neither ranked nor summarised.
    #[must_use]
    pub fn contested_sentence(self, option: OptionId) -> String {
        capitalised(&self.contested_clause(option))
    }

    /// The same as part of a sentence.
    fn contested_clause(self, option: OptionId) -> String {
        let source = match self.study.meta.kind {
            StudyKind::Reproduction => "source",
            StudyKind::Original => "report",
        };
        match &self.summaries.options[option.0].contested {
            Some(Contested::PrintedTwice(_)) => {
                let readings = self.readings(option);
                let first = readings.first().cloned().unwrap_or_default();
                say!(
                    self.style(),
                    "contested-twice",
                    source = source,
                    first = first,
                    others = readings[1..].join(self.style().text("list-and")),
                    places = readings.len() - 1,
                )
            }
            Some(Contested::CountAndPercent(percent, count)) => {
                say!(
                    self.style(),
                    "contested-count",
                    source = source,
                    percent = self.style().printed_percent(percent),
                    count = self.style().count(*count)
                )
            }
            _ => {
                let reported = &self.study[option].reported;
                let above = reported.percent().is_some_and(|it| it.share() > Exact::ONE);
                if above {
                    return say!(
                        self.style(),
                        "contested-above",
                        source = source,
                        figure = self.reported(reported)
                    );
                }
                let whole = match reported {
                    Reported::Mean(..) => "answers",
                    _ => "respondents",
                };
                say!(
                    self.style(),
                    "contested-impossible",
                    source = source,
                    figure = self.reported(reported),
                    whole = whole
                )
            }
        }
    }

    /// Whom the shares count: "5,142 clinicians", "hospitals using AI products".
    #[must_use]
    pub fn base(self, question: QuestionId) -> String {
        let question = &self.study[question];
        let members = match (&question.base.of, question.group) {
            (Some(of), _) => of.clone(),
            (None, Some(group)) => self.study[group].members.clone(),
            (None, None) => self.style().text("base-not-stated").to_owned(),
        };
        match question.base.n {
            Some(n) => {
                say!(self.style(), "base-counted", n = self.style().count(n), members = members)
            }
            None => members,
        }
    }

    /// Who was asked and how, beside a question: "5,142 clinicians, multiple choice".
    #[must_use]
    pub fn asked(self, question: QuestionId) -> String {
        let base = self.base(question);
        match self.study[question].answer {
            Answer::Fact => base,
            answer => {
                say!(self.style(), "base-asked", base = base, kind = kind(answer, self.style()))
            }
        }
    }

    /// The line under every table and figure: who was asked, n and what stands behind it,
    /// missing answers, how the question was answered and who decided that.
    #[must_use]
    pub fn base_line(self, id: QuestionId) -> Vec<String> {
        let question = &self.study[id];
        let mut parts = vec![self.bases_of_a_kind(&[id])];
        if let Some(missing) = self.summaries.questions[id.0].n_missing.filter(|n| *n > 0) {
            parts.push(say!(self.style(), "base-missing", n = self.style().count(missing)));
        }
        let kind = kind(question.answer, self.style());
        let judged =
            self.study.meta.kind == StudyKind::Reproduction && question.answer != Answer::Fact;
        parts.push(if judged {
            say!(self.style(), "base-our-reading", kind = kind)
        } else {
            kind.to_owned()
        });
        if question.answer != Answer::Fact && !question.complete {
            parts.push(self.style().text("base-not-complete").into());
        }
        parts
    }

    /// The bases of several questions, with one sentence for all of a kind.
    #[must_use]
    pub fn bases(self, questions: &[QuestionId]) -> String {
        let mut kinds: Vec<Vec<QuestionId>> = Vec::new();
        for id in questions {
            let kind = self.base_kind(*id);
            match kinds.iter_mut().find(|known| self.base_kind(known[0]) == kind) {
                Some(known) => known.push(*id),
                None => kinds.push(vec![*id]),
            }
        }
        let sentences: Vec<String> = kinds.iter().map(|it| self.bases_of_a_kind(it)).collect();
        say!(self.style(), "sentence", text = sentences.join(self.style().text("list-sentences")))
    }

    /// What is known of a base: how, and whether of whom.
    fn base_kind(self, question: QuestionId) -> (BaseIs, bool) {
        let question = &self.study[question];
        (question.base.is, question.base.of.is_some() || question.group.is_some())
    }

    /// The bases of questions that are known alike.
    fn bases_of_a_kind(self, questions: &[QuestionId]) -> String {
        let names: Vec<String> = questions.iter().map(|id| self.base(*id)).collect();
        let (style, bases) = (self.style(), self.joined(&names));
        match self.base_kind(questions[0]) {
            (BaseIs::Stated, _) => say!(style, "base-stated", n = names.len(), bases = bases),
            (BaseIs::Assumed, _) => say!(style, "base-assumed", n = names.len(), bases = bases),
            (BaseIs::Unknown, false) => style.text("base-unknown").to_owned(),
            (BaseIs::Unknown, true) => {
                say!(style, "base-number-unknown", n = names.len(), bases = bases)
            }
        }
    }

    /// Whether all shares of a question are printed, so that none is computed from a count.
    #[must_use]
    pub fn shares_are_printed(self, id: QuestionId) -> bool {
        self.study[id].option_ids().all(|option| self.study[option].reported.percent().is_some())
    }

    /// What is said of the sum of an exclusive question's shares, where there is something.
    #[must_use]
    pub fn total_remark(self, id: QuestionId) -> Option<String> {
        let summary = &self.summaries.questions[id.0];
        let sum = summary.sum.ok().map(|sum| self.style().percent(sum, summary.decimals))?;
        match summary.total {
            Total::Below(window) => {
                let rest = self.style().percent_range(window, summary.decimals);
                Some(if self.shares_are_printed(id) {
                    say!(self.style(), "total-below", sum = sum, rest = rest)
                } else {
                    say!(self.style(), "total-below-of-counts", sum = sum, rest = rest)
                })
            }
            Total::Above if self.shares_are_printed(id) => {
                Some(say!(self.style(), "total-above", sum = sum))
            }
            Total::Above => Some(say!(self.style(), "total-above-of-counts", sum = sum)),
            Total::Meets | Total::NotAsked => None,
        }
    }

    /// The caveat that every interval carries, where the sample is not a probability sample.
    #[must_use]
    pub fn interval_caveat(self) -> Option<&'a str> {
        match self.study.meta.sampling {
            Sampling::Probability | Sampling::Census => None,
            Sampling::Nonprobability | Sampling::Unknown => {
                Some(self.style().text("interval-caveat"))
            }
        }
    }
}

/// What stands at the head of a figure.
#[derive(Debug, Clone)]
pub enum Headline<'a> {
    /// None was authored.
    None,
    /// The authored sentence.
    Authored(&'a Text),
    /// Why there is none.
    Withheld(String),
}

/// The values that a text binds and that are contested, or rest on one that is.
fn contested_in(study: &Study, summaries: &Summaries, text: &Text) -> Vec<ValueId> {
    let mut found = Vec::new();
    for_each_role(text, &mut |bound: &Bound| {
        let contested =
            |value: &ValueId| summaries.value(study, *value).err() == Some(Withheld::Contested);
        found.extend(study.bound_values(bound).into_iter().filter(contested));
    });
    found
}

/// The first value that a text binds and that was withdrawn, or rests on one that was.
fn withdrawn_in(study: &Study, summaries: &Summaries, text: &Text) -> Option<ValueId> {
    let mut found = None;
    for_each_role(text, &mut |bound: &Bound| {
        found = found.or_else(|| summaries.withdrawn(study, bound));
    });
    found
}

/// The contested option that a value is, or rests on. Chains of values may be long and meet
/// again, so each value is looked at once.
fn contested_option(study: &Study, summaries: &Summaries, value: ValueId) -> Option<OptionId> {
    let (mut open, mut seen) = (vec![value], BTreeSet::new());
    while let Some(value) = open.pop() {
        match value {
            ValueId::Option(id) if summaries.options[id.0].contested.is_some() => return Some(id),
            ValueId::Derived(id) if seen.insert(id) => {
                open.extend(study[id].operation.operands().into_iter().rev());
            }
            _ => {}
        }
    }
    None
}

/// How a question was answered.
fn kind(answer: Answer, style: &NumberStyle) -> &str {
    match answer {
        Answer::Single => style.text("kind-single"),
        Answer::Multiple => style.text("kind-multiple"),
        Answer::Scale => style.text("kind-scale"),
        Answer::Fact => style.text("kind-fact"),
    }
}

/// Why something is withheld, in a few words.
#[must_use]
pub fn withheld(why: Withheld, style: &NumberStyle) -> &str {
    match why {
        Withheld::UnknownBase => style.text("withheld-unknown-base"),
        Withheld::NoPossibleCount => style.text("withheld-no-count"),
        Withheld::NotAShare => style.text("withheld-no-share"),
        Withheld::Contested => style.text("withheld-contested"),
        Withheld::OrderOpen => style.text("withheld-order-open"),
        Withheld::Withdrawn => style.text("withheld-withdrawn"),
        Withheld::OrderWithdrawn => style.text("withheld-order-withdrawn"),
        Withheld::NotAList => style.text("withheld-no-list"),
        Withheld::Census => style.text("withheld-census"),
        Withheld::NotComputable => style.text("withheld-not-computable"),
    }
}
