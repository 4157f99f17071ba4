//! Derived values and differences of rows, with the range that rounding leaves.

use crate::types::number::{Exact, Window};
use crate::types::study::{Derived, Likeness, Operation, QuestionId, Side, Study, Unit, ValueId};
use crate::types::summary::{Computed, Said, SideTotals, Summaries, Withheld};

/// Computes the derived values in order, then the differences of comparable rows.
pub(super) fn derive(study: &Study, summaries: &mut Summaries) {
    for derived in &study.derived {
        let computed = compute(study, summaries, derived);
        summaries.derived.push(computed);
    }
    for comparison in &study.comparisons {
        let rows = comparison.rows.iter().map(|pair| {
            (pair.likeness == Likeness::Same).then(|| {
                let (first, second) = (ValueId::Option(pair.first), ValueId::Option(pair.second));
                summaries.difference(study, first, second)
            })
        });
        let rows = rows.collect();
        summaries.comparisons.push(rows);
    }
}

/// Adds up the answers on each side of every two-sided scale, as a derived sum would: of n = 0 or
/// of a contested answer nothing is said.
pub(super) fn add_sides(study: &Study, summaries: &mut Summaries) {
    let sides = (0..study.questions.len()).map(QuestionId).map(|id| {
        let total = |side| {
            let values: Vec<ValueId> = study.on_side(id, side).map(ValueId::Option).collect();
            sum(study, summaries, &values).and_then(Computed::printable)
        };
        study.two_sided(id).then(|| SideTotals {
            negative: total(Side::Negative),
            positive: total(Side::Positive),
        })
    });
    summaries.sides = sides.collect();
}

fn compute(study: &Study, summaries: &Summaries, derived: &Derived) -> Said<Computed> {
    let mut computed = match &derived.operation {
        Operation::Sum(values) => sum(study, summaries, values),
        Operation::Complement(value) => {
            let value = summaries.value(study, *value)?;
            Ok(Computed {
                value: Exact::ONE - value.value,
                window: Window {
                    low: Exact::ONE - value.window.high,
                    high: Exact::ONE - value.window.low,
                },
                ..value
            })
        }
        Operation::Difference(first, second) => summaries.difference(study, *first, *second),
        Operation::Share(first, second) => {
            let quotient = ratio(study, summaries, *first, *second)?;
            // A part that is larger than its whole is no share of it.
            let possible = quotient.window.high <= Exact::ONE;
            let share = Computed { unit: Unit::Share, ..quotient };
            possible.then_some(share).ok_or(Withheld::NotComputable)
        }
        Operation::Ratio(first, second) => ratio(study, summaries, *first, *second),
    }?;
    if let Some(decimals) = derived.decimals {
        computed.decimals = decimals;
    }
    computed.printable()
}

fn sum(study: &Study, summaries: &Summaries, values: &[ValueId]) -> Said<Computed> {
    let mut parts = values.iter().map(|value| summaries.value(study, *value));
    let first = parts.next().ok_or(Withheld::NotComputable)??;
    parts.try_fold(first, |sum, part| {
        let part = part?;
        let add = |a: Exact, b: Exact| a.checked_add(b).ok_or(Withheld::NotComputable);
        let all = |high: Exact| if sum.unit == Unit::Share { high.min(Exact::ONE) } else { high };
        Ok(Computed {
            value: add(sum.value, part.value)?,
            window: Window {
                low: add(sum.window.low, part.window.low)?,
                high: all(add(sum.window.high, part.window.high)?),
            },
            unit: sum.unit,
            decimals: sum.decimals.max(part.decimals),
        })
    })
}

/// First divided by second; nothing where the second may be zero.
fn ratio(study: &Study, summaries: &Summaries, first: ValueId, second: ValueId) -> Said<Computed> {
    let (a, b) = (summaries.value(study, first)?, summaries.value(study, second)?);
    let divide = |a: Exact, b: Exact| a.checked_div(b).ok_or(Withheld::NotComputable);
    Ok(Computed {
        value: divide(a.value, b.value)?,
        window: Window {
            low: divide(a.window.low, b.window.high)?,
            high: divide(a.window.high, b.window.low)?,
        },
        unit: Unit::Ratio,
        decimals: study.style.decimals,
    })
}
