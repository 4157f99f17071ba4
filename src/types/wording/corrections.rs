//! Corrections -> their words: what it was, what it is, and what else changed.

use std::cmp::Ordering;

use super::Wording;
use crate::types::messages::say;
use crate::types::notice::{Appearance, Effect, Notice, Resting};
use crate::types::number::NumberStyle;
use crate::types::source::CorrectionKind;
use crate::types::study::{Binding, Change, Correction, Edition, Reported, ValueId};
use crate::types::summary::Withheld;

impl<'a> Wording<'a> {
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
            Change::Label(_, from, to) => (self.quoted(from), self.quoted(to)),
            Change::Withdrawn(_, was) => (self.printed(was), self.withdrawn().to_owned()),
            Change::Reinstated(_, to) => (self.withdrawn().to_owned(), self.printed(to)),
        }
    }

    fn quoted(self, text: &str) -> String {
        say!(self.style(), "quoted", text = text)
    }

    /// All that is printed of a figure: "47%", "47% (882)".
    fn printed(self, reported: &Reported) -> String {
        match reported {
            Reported::Both(_, count) => {
                say!(
                    self.style(),
                    "percent-with-count",
                    percent = self.reported(reported),
                    count = self.style().count(*count)
                )
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
        Some(say!(
            self.style(),
            "withdrawn-sentence",
            label = label,
            date = date,
            was = was,
            reason = reason
        ))
    }

    /// A figure as it is printed, or why there is none.
    #[must_use]
    pub fn figure(self, value: ValueId) -> String {
        match (value, self.summaries.value(self.study, value)) {
            (ValueId::Derived(_), Err(Withheld::Withdrawn)) => self.withdrawn().to_owned(),
            _ => self.binding(self.study.as_printed(value)),
        }
    }

    /// What became of what a recommendation rests on, a sentence each; whether it still stands is
    /// not computed.
    #[must_use]
    pub fn resting(self, rests: &Resting) -> Vec<String> {
        let figures = rests.values.iter().map(|(value, from, to)| {
            say!(self.style(), "resting-value", label = self.label(*value), from = from, to = to)
        });
        let mut lines: Vec<String> = figures.collect();
        let broken = rests.claims.iter().filter(|(_, holds)| !holds);
        lines.extend(
            broken
                .map(|(id, _)| say!(self.style(), "resting-broken", claim = self.study[*id].text)),
        );
        let kept = rests.claims.iter().filter(|(_, holds)| *holds).count();
        lines.extend(match (kept, rests.claims.len()) {
            (_, 0) => Some(self.style().text("resting-no-claim").to_owned()),
            (0, _) => None,
            (kept, all) if kept == all => Some(self.style().text("resting-holds").to_owned()),
            (kept, all) => Some(say!(self.style(), "resting-some", all = all, kept = kept)),
        });
        lines.push(self.style().text("resting-judged").to_owned());
        lines
    }

    /// What a correction is about, as a title: "Tea", or "Base of “Drink”".
    #[must_use]
    pub fn corrected_value(self, correction: &Correction) -> String {
        match &correction.change {
            Change::Base(question, ..) => {
                say!(self.style(), "corrected-base", question = self.study[*question].label)
            }
            Change::Count(id, ..) => {
                say!(self.style(), "corrected-count", option = self.study[*id].label)
            }
            Change::Label(id, ..) => say!(self.style(), "corrected-label", id = self.study[*id].id),
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
        let (date, reason) = (self.style().date(&correction.date), &correction.reason);
        let style = self.style();
        let what = match &correction.change {
            Change::Base(..) => "base",
            Change::Count(..) => "count",
            Change::Label(..) => "label",
            Change::Percent(..) | Change::Fact(..) => "figure",
            Change::Withdrawn(..) => {
                return say!(style, "line-withdrawn", date = date, was = from, reason = reason);
            }
            Change::Reinstated(..) => {
                return say!(style, "line-reinstated", date = date, figure = to, reason = reason);
            }
        };
        match correction.kind {
            CorrectionKind::Correction => say!(
                style,
                "line-corrected",
                what = what,
                date = date,
                from = from,
                to = to,
                reason = reason,
            ),
            CorrectionKind::Revision => say!(
                style,
                "line-revised",
                what = what,
                date = date,
                from = from,
                to = to,
                reason = reason,
            ),
        }
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
                    say!(self.style(), "rests-withdrawn", value = value, from = from)
                }
                _ => say!(self.style(), "rests-corrected", value = value, from = from, to = to),
            }
        }));
        if study.edition == Edition::AsPublished {
            for line in &mut lines {
                *line = say!(study.style, "as-first-published", line = *line);
            }
        }
        lines
    }

    /// What stands over a column of printed figures.
    #[must_use]
    pub fn published_head(self) -> &'a str {
        match self.study.edition {
            Edition::Only => self.style().text("head-published"),
            Edition::AsPublished => self.style().text("head-first-published"),
            Edition::Corrected => self.style().text("head-corrected"),
        }
    }

    /// What an entry comes to, a line each, for a terminal.
    #[must_use]
    pub fn notice(self, correction: &Correction, notice: &Notice) -> Vec<String> {
        let (from, to) = self.changed(&correction.change);
        let mut lines = vec![say!(
            self.style(),
            "notice-change",
            value = self.corrected_value(correction),
            from = from,
            to = to
        )];
        lines.extend(notice.effects.iter().map(|effect| self.effect(effect)));
        if notice.effects.is_empty() {
            lines.push(self.style().text("correction-nothing-else").to_owned());
        }
        lines.push(self.style().text("correction-compared").to_owned());
        for rests in &notice.rests {
            let title = self.plain(&self.study[rests.recommendation].title);
            lines.push(say!(
                self.style(),
                "notice-rests",
                title = title,
                resting = self.resting(rests).join(" ")
            ));
        }
        lines.extend(notice.appears.iter().map(|place| {
            let place = match place {
                Appearance::Page(id) => {
                    say!(self.style(), "appears-page", title = self.plain(&self.study[*id].title))
                }
                Appearance::Table(id) => self.table_name(*id),
                Appearance::Figure(id) => self.binding(Binding::Figure(*id)),
                Appearance::Derived(id) => {
                    say!(self.style(), "appears-derived", label = self.study[*id].label)
                }
                Appearance::Recommendation(id) => {
                    say!(
                        self.style(),
                        "appears-recommendation",
                        title = self.plain(&self.study[*id].title)
                    )
                }
            };
            say!(self.style(), "appears-in", place = place)
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
                let none = self.style().text(if gone { "rank-none" } else { "rank-open" });
                let rank = |rank: &Option<u32>| rank.map_or(none.to_owned(), |it| it.to_string());
                say!(
                    self.style(),
                    "effect-rank",
                    label = study[*id].label,
                    from = rank(from),
                    to = rank(to)
                )
            }
            Effect::Majority(value, from, to) => {
                let half = |order: &Ordering| match order {
                    Ordering::Less => self.style().text("half-less"),
                    Ordering::Equal => self.style().text("half-exactly"),
                    Ordering::Greater => self.style().text("half-more"),
                };
                say!(
                    self.style(),
                    "effect-majority",
                    label = self.label(*value),
                    from = half(from),
                    to = half(to)
                )
            }
            Effect::Sign(id, from, to) => {
                let label = &study[*id].label;
                say!(
                    self.style(),
                    "effect-sign",
                    label = label,
                    from = sign(*from, self.style()),
                    to = sign(*to, self.style())
                )
            }
            Effect::Larger(id, row, from, to) => {
                let pair = &study[*id].rows[*row];
                say!(
                    self.style(),
                    "effect-larger",
                    label = study[pair.first].label,
                    from = sign(*from, self.style()),
                    to = sign(*to, self.style())
                )
            }
            Effect::Word(value, from, to) => {
                say!(self.style(), "effect-word", label = self.label(*value), from = from, to = to)
            }
            Effect::Claim(id, _, holds) => {
                let claim = &study[*id];
                let values = claim.condition.values();
                let gone = values.into_iter().any(|it| study.withdrawal(it).is_some());
                let now = if gone {
                    self.style().text("claim-now-gone")
                } else if *holds {
                    self.style().text("claim-now-holds")
                } else {
                    self.style().text("claim-now-broken")
                };
                say!(
                    self.style(),
                    "effect-claim",
                    claim = claim.text,
                    condition = self.condition(&claim.condition),
                    now = now
                )
            }
            Effect::Said(id, said) => {
                let now = if *said {
                    self.style().text("said-again")
                } else {
                    self.style().text("said-no-more")
                };
                say!(self.style(), "effect-said", label = study[*id].label, now = now)
            }
            Effect::Subtracted(id, row, said) => {
                let now = if *said {
                    self.style().text("said-again")
                } else {
                    self.style().text("said-no-more")
                };
                let label = &study[study[*id].rows[*row].first].label;
                say!(self.style(), "effect-subtracted", label = label, now = now)
            }
        }
    }

    /// Which edition a page is of, in a sentence; nothing where there is one only.
    #[must_use]
    pub fn edition(self) -> Option<&'a str> {
        match self.study.edition {
            Edition::Only => None,
            Edition::Corrected => Some(self.style().text("edition-corrected")),
            Edition::AsPublished => Some(self.style().text("edition-as-published")),
        }
    }
}

/// On which side of zero something lies.
fn sign(order: Ordering, style: &NumberStyle) -> &str {
    match order {
        Ordering::Less => style.text("sign-below"),
        Ordering::Equal => style.text("sign-zero"),
        Ordering::Greater => style.text("sign-above"),
    }
}
