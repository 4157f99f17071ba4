//! What is computed from a study: for each option, question, derived value and comparison, with
//! the reason wherever something cannot be said.

use super::number::{CountRange, Exact, Printed, Window};
use super::source::Place;
use super::study::{Binding, Bound, Condition, OptionId, Reported, Study, Unit, ValueId};

/// Why something is not said of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// Nobody knows whom the share counts.
    UnknownBase,
    /// No whole count of the base gives the printed percent.
    NoPossibleCount,
    /// It is a count without a base, or no share at all.
    NotAShare,
    /// The source contradicts itself about it.
    Contested,
    /// A contested figure of the same question could change it.
    OrderOpen,
    /// A correction withdrew it, or what it is computed from.
    Withdrawn,
    /// A withdrawn figure of the same question could change it.
    OrderWithdrawn,
    /// It is not one of a list of options.
    NotAList,
    /// The sample is everybody, so there is nothing to infer.
    Census,
    /// The numbers are too large for exact arithmetic, or the divisor is zero.
    NotComputable,
}

/// Something that is said, or the reason why it is not.
pub type Said<T> = Result<T, Withheld>;

/// An interval for a share, 0 to 1, rounded to six decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Lower bound.
    pub low: Exact,
    /// Upper bound.
    pub high: Exact,
}

/// Place in an order, 1 for the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// Place; equal values share one.
    pub position: u32,
    /// How many were put in order.
    pub of: u32,
}

/// Why a value is contested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contested {
    /// The source prints it with values that no common count allows.
    PrintedTwice(Vec<Reading>),
    /// A count and the percent that stands beside it do not agree on the stated base.
    CountAndPercent(Printed, u64),
    /// No whole count of the stated base gives the printed percent.
    Impossible,
}

/// One of several printed values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What is printed.
    pub reported: Reported,
    /// Where.
    pub place: String,
    /// Its entry in the data.
    pub at: Place,
}

/// What is computed for an option.
#[derive(Debug, Clone)]
pub struct OptionSummary {
    /// Share (0 to 1) as printed, or count by base.
    pub share: Said<Exact>,
    /// The shares that are possible.
    pub window: Said<Window>,
    /// The counts that are possible.
    pub counts: Said<CountRange>,
    /// Interval, from the smallest possible count's bound to the largest one's.
    pub interval: Said<Interval>,
    /// Rank in its question.
    pub rank: Said<Rank>,
    /// Whether and why the value is contested.
    pub contested: Option<Contested>,
}

/// Whether the shares of an exclusive question can add up to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Total {
    /// Options need not add up, or some are no shares.
    NotAsked,
    /// They can add up to all.
    Meets,
    /// They cannot reach all: this much is not printed.
    Below(Window),
    /// They are more than all, whatever was rounded.
    Above,
}

/// What is computed for a question.
#[derive(Debug, Clone)]
pub struct QuestionSummary {
    /// Sum of the printed shares.
    pub sum: Said<Exact>,
    /// Whether they can add up to all.
    pub total: Total,
    /// The options with the largest share, ties included, as indices of the study.
    pub leading: Said<Vec<usize>>,
    /// How many of the base did not answer; none where the source does not say.
    pub n_missing: Option<u64>,
    /// The most decimals that its percents show.
    pub decimals: u8,
}

impl QuestionSummary {
    /// Whether its shares are parts of one whole, as far as the printed figures tell.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        matches!(self.total, Total::Meets | Total::Below(_))
    }
}

/// What the answers on each side of a two-sided scale add up to.
#[derive(Debug, Clone, Copy)]
pub struct SideTotals {
    /// Those on the negative side.
    pub negative: Said<Computed>,
    /// Those on the positive side.
    pub positive: Said<Computed>,
}

/// A computed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Computed {
    /// From the figures as printed.
    pub value: Exact,
    /// The range that rounding leaves.
    pub window: Window,
    /// Its unit.
    pub unit: Unit,
    /// Decimals to show; of a share, decimals of the percent.
    pub decimals: u8,
}

/// All that is computed from a study, each list parallel to the study's.
#[derive(Debug)]
pub struct Summaries {
    /// For each option.
    pub options: Vec<OptionSummary>,
    /// For each question.
    pub questions: Vec<QuestionSummary>,
    /// For each derived value.
    pub derived: Vec<Said<Computed>>,
    /// For each row of each comparison: the difference, first less second, where rows are the
    /// same and neither is contested.
    pub comparisons: Vec<Vec<Option<Said<Computed>>>>,
    /// For each question: the sides of its scale, where it has two.
    pub sides: Vec<Option<SideTotals>>,
}

impl Summaries {
    /// A value as a computed one: as printed, with the range that rounding leaves.
    ///
    /// # Errors
    /// The reason where nothing can be computed from it.
    pub fn value(&self, study: &Study, value: ValueId) -> Said<Computed> {
        match value {
            ValueId::Derived(id) => self.derived[id.0],
            ValueId::Group(id, fact) => {
                let n = study[id].fact(fact).ok_or(Withheld::NotComputable)?;
                Ok(Computed::count(n))
            }
            ValueId::Option(id) => {
                let summary = &self.options[id.0];
                if summary.contested.is_some() {
                    return Err(Withheld::Contested);
                }
                let reported = &study[id].reported;
                if let Reported::Mean(mean, _) = reported {
                    return Ok(Computed {
                        value: mean.value(),
                        window: mean.window(),
                        unit: Unit::Ratio,
                        decimals: mean.decimals(),
                    });
                }
                match (study.unit(value), reported.count()) {
                    (Unit::Count, Some(count)) => Ok(Computed::count(count)),
                    _ => Ok(Computed {
                        value: summary.share?,
                        window: summary.window?,
                        unit: Unit::Share,
                        decimals: reported
                            .percent()
                            .map_or(study.style.decimals, Printed::decimals),
                    }),
                }
            }
        }
    }

    /// The value that keeps a role from being written, where a correction withdrew it or, of a
    /// claim of an order, another of the same question.
    #[must_use]
    pub fn withdrawn(&self, study: &Study, bound: &Bound) -> Option<ValueId> {
        let gone = |value: &ValueId| self.value(study, *value).err() == Some(Withheld::Withdrawn);
        if let Some(value) = study.bound_values(bound).into_iter().find(gone) {
            return Some(value);
        }
        let Binding::Claim(id) = bound.binding else { return None };
        let id = self.order_withdrawn(&study[id].condition)?;
        let mut others = study[study[id].question].option_ids();
        others.find(|other| study[*other].reported.is_withdrawn()).map(ValueId::Option)
    }

    /// The option of which a condition says that it leads or trails, where a withdrawn figure of
    /// the same question leaves that open.
    #[must_use]
    pub fn order_withdrawn(&self, condition: &Condition) -> Option<OptionId> {
        match condition {
            Condition::Leads(ValueId::Option(id)) | Condition::Trails(ValueId::Option(id)) => {
                (self.options[id.0].rank == Err(Withheld::OrderWithdrawn)).then_some(*id)
            }
            _ => None,
        }
    }

    /// The difference of two values, first less second, with the range that rounding leaves.
    ///
    /// Shares give points. The range goes from the smallest possible first less the largest
    /// possible second to the reverse.
    ///
    /// # Errors
    /// The reason where nothing can be computed from one of them.
    pub fn difference(&self, study: &Study, first: ValueId, second: ValueId) -> Said<Computed> {
        let (a, b) = (self.value(study, first)?, self.value(study, second)?);
        let subtract = |a: Exact, b: Exact| a.checked_add(-b).ok_or(Withheld::NotComputable);
        let difference = Computed {
            value: subtract(a.value, b.value)?,
            window: Window {
                low: subtract(a.window.low, b.window.high)?,
                high: subtract(a.window.high, b.window.low)?,
            },
            unit: if a.unit == Unit::Share { Unit::Points } else { a.unit },
            decimals: a.decimals.max(b.decimals),
        };
        difference.printable()
    }
}

impl Computed {
    /// The same, where it can be printed.
    ///
    /// # Errors
    /// That it cannot: long chains of values may lead beyond all bounds.
    pub fn printable(self) -> Said<Self> {
        let numbers = [self.value, self.window.low, self.window.high];
        let printable = numbers.iter().all(|number| number.is_printable());
        printable.then_some(self).ok_or(Withheld::NotComputable)
    }

    /// Whether a printed figure can follow from it, where both are of one kind.
    #[must_use]
    pub fn gives(&self, printed: &Reported) -> Option<bool> {
        match (self.unit, printed.percent(), printed.count()) {
            (Unit::Share | Unit::Ratio, Some(percent), _) => {
                Some(percent.rounds_from(self.window.in_percent()))
            }
            // Where it is printed, a difference has no sign.
            (Unit::Points, Some(percent), _) => {
                Some(percent.rounds_from(self.window.sizes().in_percent()))
            }
            (Unit::Count, None, Some(count)) => {
                Some(self.window.sizes().meets(&Window::point(count.into())))
            }
            _ => None,
        }
    }

    /// The figure that is read with this many decimals, as a whole number: a share as a percent,
    /// halves away from zero.
    #[must_use]
    pub fn written(&self, decimals: u8) -> i128 {
        match self.unit {
            Unit::Share | Unit::Points => self.value.rounded(decimals + 2),
            Unit::Count | Unit::Ratio => self.value.rounded(decimals),
        }
    }

    /// A count, known exactly.
    #[must_use]
    pub fn count(n: u64) -> Self {
        let value = Exact::from(n);
        Self { value, window: Window::point(value), unit: Unit::Count, decimals: 0 }
    }
}
