//! Corrections of published numbers, and what a study is once they are made.

use super::{CorrectionKind, GroupFact, GroupId, OptionId, QuestionId, Reported, Study, ValueId};
use crate::types::number::Printed;
use crate::types::source::Place;

/// Which edition of its figures a study is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// The only one: nothing was corrected.
    Only,
    /// As first published, although there are corrections.
    AsPublished,
    /// With all corrections.
    Corrected,
}

/// An entry of the ledger.
#[derive(Debug, Clone)]
pub struct Correction {
    /// Id.
    pub id: String,
    /// Its date, YYYY-MM-DD.
    pub date: String,
    /// The version of the report in which it was made.
    pub version: Option<String>,
    /// Correction or revision.
    pub kind: CorrectionKind,
    /// The value that it names.
    pub value: ValueId,
    /// What it changes.
    pub change: Change,
    /// Why.
    pub reason: String,
    /// Who found it.
    pub found_by: Option<String>,
    /// What shows that it is so.
    pub evidence: Option<String>,
    /// Where a notice of it was published.
    pub published: Option<String>,
    /// Its id in the ledger.
    pub at: Place,
}

/// What a correction changes, from what to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The percent of an option.
    Percent(OptionId, Printed, Printed),
    /// The count of an option.
    Count(OptionId, u64, u64),
    /// A number of a group.
    Fact(GroupId, GroupFact, u64, u64),
    /// The base of a question.
    Base(QuestionId, u64, u64),
    /// The label of an option.
    Label(OptionId, String, String),
    /// The figure of an option, which nothing replaces.
    Withdrawn(OptionId, Reported),
    /// The figure of an option that was withdrawn before.
    Reinstated(OptionId, Reported),
}

impl Change {
    /// Whether two changes are of the same number or label.
    #[must_use]
    pub fn same_target(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Fact(a, x, ..), Self::Fact(b, y, ..)) => (a, x) == (b, y),
            (Self::Base(a, ..), Self::Base(b, ..)) => a == b,
            _ => {
                let label = |it: &Self| matches!(it, Self::Label(..));
                let whole = |it: &Self| matches!(it, Self::Withdrawn(..) | Self::Reinstated(..));
                let alike = std::mem::discriminant(self) == std::mem::discriminant(other);
                let figures = !label(self) && !label(other) && (whole(self) || whole(other));
                let option = self.option();
                option.is_some() && option == other.option() && (alike || figures)
            }
        }
    }

    /// Whether it changes the figure of an option itself.
    #[must_use]
    pub fn is_of(&self, option: OptionId) -> bool {
        self.option() == Some(option)
    }

    /// The option of which it changes the figure or the label.
    #[must_use]
    pub fn option(&self) -> Option<OptionId> {
        match self {
            Self::Percent(id, ..)
            | Self::Count(id, ..)
            | Self::Label(id, ..)
            | Self::Withdrawn(id, _)
            | Self::Reinstated(id, _) => Some(*id),
            Self::Fact(..) | Self::Base(..) => None,
        }
    }
}

impl Correction {
    /// Whether it is of a value itself: of its figure, its label or the base of its question.
    #[must_use]
    pub fn is_of(&self, study: &Study, value: ValueId) -> bool {
        match (&self.change, value) {
            (Change::Fact(group, fact, ..), ValueId::Group(id, of)) => (*group, *fact) == (id, of),
            (Change::Base(question, ..), ValueId::Option(id)) => study[id].question == *question,
            (change, ValueId::Option(id)) => change.is_of(id),
            _ => false,
        }
    }
}

impl Study {
    /// The study with one change made. What the source prints again of the superseded number is
    /// no second reading of the corrected one, and nothing that it prints again of a withdrawn one
    /// stands in its place.
    pub fn change(&mut self, change: &Change) {
        match change {
            Change::Percent(id, from, to) => {
                let supersedes = |it: &Reported| it.percent().is_some_and(|it| it == from);
                self.superseded(*id, &supersedes);
                let reported = &mut self.options[id.0].reported;
                *reported = match reported.count() {
                    Some(count) => Reported::Both(to.clone(), count),
                    None => Reported::Percent(to.clone()),
                };
            }
            Change::Count(id, from, to) => {
                self.superseded(*id, &|it: &Reported| it.count() == Some(*from));
                let reported = &mut self.options[id.0].reported;
                *reported = match reported.percent() {
                    Some(percent) => Reported::Both(percent.clone(), *to),
                    None => Reported::Count(*to),
                };
            }
            Change::Fact(id, fact, _, to) => {
                let group = &mut self.groups[id.0];
                *match fact {
                    GroupFact::Sent => &mut group.sent,
                    GroupFact::Answered => &mut group.answered,
                    GroupFact::Regions => &mut group.regions,
                    GroupFact::Sites => &mut group.sites,
                } = Some(*to);
                if *fact == GroupFact::Answered {
                    let own = self.questions.iter_mut().filter(|it| it.group == Some(*id));
                    own.filter(|it| it.base.of_group).for_each(|it| it.base.n = Some(*to));
                }
            }
            Change::Base(id, _, to) => {
                let base = &mut self.questions[id.0].base;
                base.n = Some(*to);
                base.of_group = false;
            }
            Change::Label(id, _, to) => {
                let choice = &mut self.options[id.0];
                choice.label.clone_from(to);
                choice.short = None;
            }
            Change::Withdrawn(id, was) => {
                let choice = &mut self.options[id.0];
                choice.reported = Reported::Withdrawn(Box::new(was.clone()));
                choice.also_printed.clear();
                choice.stated.clear();
            }
            Change::Reinstated(id, to) => self.options[id.0].reported = to.clone(),
        }
    }

    /// Leaves out the other places that print what is superseded.
    fn superseded(&mut self, id: OptionId, is: &dyn Fn(&Reported) -> bool) {
        let statements = &self.statements;
        let choice = &mut self.options[id.0];
        choice.also_printed.retain(|it| !is(&it.reported));
        choice.stated.retain(|it| !statements[it.0].reported.as_ref().is_some_and(is));
    }

    /// Whether this edition corrects a value, or one that it is computed from.
    #[must_use]
    pub fn is_corrected(&self, value: ValueId) -> bool {
        self.edition == Edition::Corrected
            && self.corrections.iter().any(|it| self.rests_on_changed(value, &it.change))
    }

    /// The percent and the count that were first published for an option whose figure this
    /// edition corrects.
    #[must_use]
    pub fn first_published(&self, id: OptionId) -> (Option<&Printed>, Option<u64>) {
        let (mut percent, mut count) = (None, None);
        if self.edition != Edition::Corrected {
            return (None, None);
        }
        for correction in &self.corrections {
            match &correction.change {
                Change::Percent(of, from, _) if *of == id => percent = percent.or(Some(from)),
                Change::Count(of, from, _) if *of == id => count = count.or(Some(*from)),
                Change::Withdrawn(of, was) if *of == id => {
                    percent = percent.or(was.percent());
                    count = count.or(was.count());
                }
                _ => {}
            }
        }
        (percent, count)
    }

    /// The number of a group that was first published, where this edition corrects it.
    #[must_use]
    pub fn first_published_fact(&self, group: GroupId, fact: GroupFact) -> Option<u64> {
        let of = |it: &Correction| match it.change {
            Change::Fact(id, which, from, _) => ((id, which) == (group, fact)).then_some(from),
            _ => None,
        };
        let corrected = self.edition == Edition::Corrected;
        self.corrections.iter().filter(|_| corrected).find_map(of)
    }

    /// The correction that withdrew a figure, or one that it is computed from.
    #[must_use]
    pub fn withdrawal(&self, value: ValueId) -> Option<&Correction> {
        self.corrections.iter().rev().find(|it| {
            let Change::Withdrawn(id, _) = it.change else { return false };
            self[id].reported.is_withdrawn() && self.rests_on_changed(value, &it.change)
        })
    }

    /// Whether a value is, or is computed from, one that some changes are of.
    #[must_use]
    pub fn rests_on_changed(&self, value: ValueId, changed: &Change) -> bool {
        let (mut open, mut seen) = (vec![value], std::collections::BTreeSet::new());
        while let Some(value) = open.pop() {
            let hit = match (changed, value) {
                (Change::Fact(group, fact, ..), ValueId::Group(id, of)) => {
                    (*group, *fact) == (id, of)
                }
                (Change::Fact(group, GroupFact::Answered, ..), ValueId::Option(id)) => {
                    let question = &self[self[id].question];
                    question.group == Some(*group) && question.base.of_group
                }
                (Change::Base(question, ..), ValueId::Option(id)) => self[id].question == *question,
                (change, ValueId::Option(id)) => change.is_of(id),
                _ => false,
            };
            if hit {
                return true;
            }
            if let ValueId::Derived(id) = value
                && seen.insert(id)
            {
                open.extend(self[id].operation.operands());
            }
        }
        false
    }
}
