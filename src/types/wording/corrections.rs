//! Corrections -> their words: what it was, what it is, and what else changed.

use std::cmp::Ordering;

use super::{Wording, capitalised};
use crate::types::notice::{Appearance, Effect, Notice, Resting};
use crate::types::source::CorrectionKind;
use crate::types::study::{Binding, Change, Correction, Edition, Reported, ValueId, WITHDRAWN};
use crate::types::summary::Withheld;

impl Wording<'_> {
    /// What stood before a change, and what it was changed to.
    #[must_use]
    pub fn changed(self, change: &Change) -> (String, String) {
        let style = &self.study.style;
        match change {
            Change::Percent(_, from, to) => {
                (style.printed_percent(from), style.printed_percent(to))
            }
            Change::Count(_, from, to)
            | Change::Fact(_, _, from, to)
            | Change::Base(_, from, to) => (style.count(*from), style.count(*to)),
            Change::Label(_, from, to) => (format!("“{from}”"), format!("“{to}”")),
            Change::Withdrawn(_, was) => (self.printed(was), WITHDRAWN.to_owned()),
            Change::Reinstated(_, to) => (WITHDRAWN.to_owned(), self.printed(to)),
        }
    }

    /// All that is printed of a figure: "47%", "47% (882)".
    fn printed(self, reported: &Reported) -> String {
        match reported {
            Reported::Both(_, count) => {
                format!("{} ({})", self.reported(reported), self.style().count(*count))
            }
            _ => self.reported(reported),
        }
    }

    /// That nothing is said of a value any more, and why: "“Tea” was withdrawn on 2026-03-01; it was
    /// 60%: The forms cannot be found."
    #[must_use]
    pub fn withdrawn_sentence(self, value: ValueId) -> Option<String> {
        let correction = self.study.withdrawal(value)?;
        let (was, _) = self.changed(&correction.change);
        let (label, Correction { date, reason, .. }) = (self.label(correction.value), correction);
        Some(format!("“{label}” was withdrawn on {date}; it was {was}: {reason}"))
    }

    /// A figure as it is printed, or why there is none.
    #[must_use]
    pub fn figure(self, value: ValueId) -> String {
        match (value, self.summaries.value(self.study, value)) {
            (ValueId::Derived(_), Err(Withheld::Withdrawn)) => WITHDRAWN.to_owned(),
            _ => self.binding(self.study.as_printed(value)),
        }
    }

    /// What became of what a recommendation rests on, a sentence each; whether it still stands is
    /// not computed.
    #[must_use]
    pub fn resting(self, rests: &Resting) -> Vec<String> {
        let figures = rests
            .values
            .iter()
            .map(|(value, from, to)| format!("“{}”: {from} before, {to} now.", self.label(*value)));
        let mut lines: Vec<String> = figures.collect();
        let broken = rests.claims.iter().filter(|(_, holds)| !holds);
        lines.extend(broken.map(|(id, _)| {
            format!("Its claim “{}” does not hold any more.", self.study[*id].text)
        }));
        let kept = rests.claims.iter().filter(|(_, holds)| *holds).count();
        lines.extend(match (kept, rests.claims.len()) {
            (_, 0) => Some("It makes no claim that could be computed.".to_owned()),
            (0, _) => None,
            (kept, all) if kept == all => Some("What it claims of the figures holds.".to_owned()),
            (kept, all) => Some(format!("Of its {all} claims {kept} hold.")),
        });
        lines.push(JUDGED_BY_READERS.to_owned());
        lines
    }

    /// What a correction is about, as a title: "Tea", or "Base of “Drink”".
    #[must_use]
    pub fn corrected_value(self, correction: &Correction) -> String {
        match &correction.change {
            Change::Base(question, ..) => format!("Base of “{}”", self.study[*question].label),
            Change::Count(id, ..) => format!("Count of “{}”", self.study[*id].label),
            Change::Label(id, ..) => format!("Label of `{}`", self.study[*id].id),
            Change::Percent(..)
            | Change::Fact(..)
            | Change::Withdrawn(..)
            | Change::Reinstated(..) => self.label(correction.value),
        }
    }

    /// A correction beside the number: "Corrected on 2026-03-01 from 74% to 47%: digits swapped."
    #[must_use]
    pub fn correction_line(self, correction: &Correction) -> String {
        let (from, to) = self.changed(&correction.change);
        let (date, reason) = (&correction.date, &correction.reason);
        let done = match correction.kind {
            CorrectionKind::Correction => "corrected",
            CorrectionKind::Revision => "revised",
        };
        let what = match &correction.change {
            Change::Base(..) => format!("Base {done}"),
            Change::Count(..) => format!("Count {done}"),
            Change::Label(..) => format!("Label {done}"),
            Change::Percent(..) | Change::Fact(..) => capitalised(done),
            Change::Withdrawn(..) => {
                return format!("Withdrawn on {date}; it was {from}: {reason}");
            }
            Change::Reinstated(..) => return format!("Reinstated on {date} as {to}: {reason}"),
        };
        format!("{what} on {date} from {from} to {to}: {reason}")
    }

    /// What readers are to know of the corrections behind a value, a line each: those of the value
    /// itself, and that it rests on others. In the edition as published they came later.
    #[must_use]
    pub fn corrections_behind(self, value: ValueId) -> Vec<String> {
        let study = self.study;
        let (own, others): (Vec<&Correction>, Vec<&Correction>) = study
            .corrections
            .iter()
            .filter(|it| {
                study.edition != Edition::Only && study.rests_on_changed(value, &it.change)
            })
            .partition(|it| it.is_of(study, value));
        let mut lines: Vec<String> = own.into_iter().map(|it| self.correction_line(it)).collect();
        lines.extend(others.into_iter().map(|it| {
            let (from, to) = self.changed(&it.change);
            let value = self.corrected_value(it);
            match it.change {
                Change::Withdrawn(..) => {
                    format!("Rests on a withdrawn value: {value}, which was {from}")
                }
                _ => format!("Rests on a corrected value: {value}, from {from} to {to}"),
            }
        }));
        if study.edition == Edition::AsPublished {
            for line in &mut lines {
                line.insert_str(0, "As first published. ");
            }
        }
        lines
    }

    /// What stands over a column of printed figures.
    #[must_use]
    pub fn published_head(self) -> &'static str {
        match self.study.edition {
            Edition::Only | Edition::AsPublished => "As published",
            Edition::Corrected => "As published, or as corrected",
        }
    }

    /// What an entry comes to, a line each, for a terminal.
    #[must_use]
    pub fn notice(self, correction: &Correction, notice: &Notice) -> Vec<String> {
        let (from, to) = self.changed(&correction.change);
        let mut lines = vec![format!("{}: {from} → {to}", self.corrected_value(correction))];
        lines.extend(notice.effects.iter().map(|effect| self.effect(effect)));
        if notice.effects.is_empty() {
            lines.push(NOTHING_ELSE.into());
        }
        lines.push(COMPARED.into());
        for rests in &notice.rests {
            let title = self.plain(&self.study[rests.recommendation].title);
            lines.push(format!(
                "The recommendation “{title}” rests on it. {}",
                self.resting(rests).join(" ")
            ));
        }
        lines.extend(notice.appears.iter().map(|place| {
            let place = match place {
                Appearance::Page(id) => {
                    format!("the page “{}”", self.plain(&self.study[*id].title))
                }
                Appearance::Table(id) => self.table_name(*id),
                Appearance::Figure(id) => self.binding(Binding::Figure(*id)),
                Appearance::Derived(id) => {
                    format!("the computed value “{}”", self.study[*id].label)
                }
                Appearance::Recommendation(id) => {
                    format!("the recommendation “{}”", self.plain(&self.study[*id].title))
                }
            };
            format!("Appears in {place}.")
        }));
        lines
    }

    /// Something else that changed, as a sentence.
    #[must_use]
    pub fn effect(self, effect: &Effect) -> String {
        let study = self.study;
        match effect {
            Effect::Rank(id, from, to) => {
                let gone = study[*id].reported.is_withdrawn();
                let none = if gone { "none" } else { "open" };
                let rank = |rank: &Option<u32>| rank.map_or(none.to_owned(), |it| it.to_string());
                format!("Rank of “{}”: {} before, {} now.", study[*id].label, rank(from), rank(to))
            }
            Effect::Majority(value, from, to) => {
                let half = |order: &Ordering| match order {
                    Ordering::Less => "less than half",
                    Ordering::Equal => "exactly half",
                    Ordering::Greater => "more than half",
                };
                format!("“{}” was {} and is {}.", self.label(*value), half(from), half(to))
            }
            Effect::Sign(id, from, to) => {
                let label = &study[*id].label;
                format!("“{label}” was {} and is {}.", sign(*from), sign(*to))
            }
            Effect::Larger(id, row, from, to) => {
                let pair = &study[*id].rows[*row];
                format!(
                    "The difference of “{}” between the groups was {} and is {}.",
                    study[pair.first].label,
                    sign(*from),
                    sign(*to)
                )
            }
            Effect::Word(value, from, to) => {
                format!("“{}” was written as {from} and is written as {to}.", self.label(*value))
            }
            Effect::Claim(id, _, holds) => {
                let claim = &study[*id];
                let values = claim.condition.values();
                let gone = values.into_iter().any(|it| study.withdrawal(it).is_some());
                let now = if gone {
                    "rests on a withdrawn figure and no longer holds"
                } else if *holds {
                    "holds of the corrected figures and did not hold before"
                } else {
                    "no longer holds"
                };
                format!("The claim “{}” ({}) {now}.", claim.text, self.condition(&claim.condition))
            }
            Effect::Said(id, said) => {
                let now = if *said { "is computed again" } else { "can no longer be computed" };
                format!("“{}” rests on it and {now}.", study[*id].label)
            }
            Effect::Subtracted(id, row, said) => {
                let now = if *said { "is computed again" } else { "can no longer be computed" };
                let label = &study[study[*id].rows[*row].first].label;
                format!("The difference of “{label}” between the groups {now}.")
            }
        }
    }

    /// Which edition a page is of, in a sentence; nothing where there is one only.
    #[must_use]
    pub fn edition(self) -> Option<&'static str> {
        match self.study.edition {
            Edition::Only => None,
            Edition::Corrected => Some("Corrected edition: all figures are the current ones."),
            Edition::AsPublished => Some(
                "Edition as published: the figures are those first published, and some were \
                 corrected since. The text is that of the current edition.",
            ),
        }
    }
}

/// What is said where a correction changed nothing but the number.
pub const NOTHING_ELSE: &str =
    "No listed rank, majority, sign, word for a share or claim of the text changed.";

/// What a notice compared, and what it does not say.
pub const COMPARED: &str = "Compared before and after: ranks, majorities, signs of differences, \
     words for shares, claims of the text, and what can be computed. Nothing was tested for \
     significance.";

/// What cannot be computed of a recommendation.
const JUDGED_BY_READERS: &str = "Whether it still stands is for its readers to judge.";

fn sign(order: Ordering) -> &'static str {
    match order {
        Ordering::Less => "below zero",
        Ordering::Equal => "zero",
        Ordering::Greater => "above zero",
    }
}
