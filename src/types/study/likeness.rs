//! Two values of different respondents -> how far the rows that they stand on were declared the same.

use super::{Likeness, Operation, OptionId, Pair, Study, ValueId};

/// The rows of two values that are made alike: two rows, two sums of rows, or two complements of
/// these.
#[derive(Debug, Clone)]
pub struct Pairing<'a> {
    /// The rows that were declared to compare, one of either value, in the order of the first.
    pub pairs: Vec<&'a Pair>,
    /// The rows that have no counterpart in the other value, or several.
    pub alone: Vec<OptionId>,
}

impl Pairing<'_> {
    /// Whether every row has its counterpart, whatever was declared of the two.
    #[must_use]
    pub fn complete(&self) -> bool {
        !self.pairs.is_empty() && self.alone.is_empty()
    }

    /// Whether every row has its counterpart, declared the same.
    #[must_use]
    pub fn same(&self) -> bool {
        self.complete() && self.pairs.iter().all(|pair| pair.likeness == Likeness::Same)
    }
}

impl Study {
    /// How the rows of two values pair off, by what was declared of them; nothing where the values
    /// are not made alike, so that no declaration can make them the same. Chains of complements may be
    /// long, so they are followed without recursion.
    #[must_use]
    pub fn pairing(&self, mut first: ValueId, mut second: ValueId) -> Option<Pairing<'_>> {
        loop {
            match (first, second) {
                (ValueId::Option(a), ValueId::Option(b)) => return Some(self.pair_off(&[a], &[b])),
                (ValueId::Derived(a), ValueId::Derived(b)) => {
                    match (&self[a].operation, &self[b].operation) {
                        (Operation::Complement(a), Operation::Complement(b)) => {
                            (first, second) = (*a, *b);
                        }
                        (Operation::Sum(a), Operation::Sum(b)) => {
                            return Some(self.pair_off(&rows(a)?, &rows(b)?));
                        }
                        _ => return None,
                    }
                }
                _ => return None,
            }
        }
    }

    /// Whether two values were declared the same: two rows as such, sums and complements by the rows
    /// that they stand on.
    #[must_use]
    pub fn declared_same(&self, first: ValueId, second: ValueId) -> bool {
        self.pairing(first, second).is_some_and(|pairing| pairing.same())
    }

    fn pair_off(&self, first: &[OptionId], second: &[OptionId]) -> Pairing<'_> {
        let likened = |one: OptionId, others: &[OptionId]| {
            let pairs = others.iter().filter_map(|other| self.declared(one, *other));
            best(pairs.collect())
        };
        let mut pairs = Vec::new();
        let mut alone = Vec::new();
        for row in first {
            match likened(*row, second)[..] {
                [pair] => pairs.push(pair),
                _ => alone.push(*row),
            }
        }
        for row in second {
            let own = pairs.iter().filter(|pair| [pair.first, pair.second].contains(row));
            if own.count() != 1 {
                alone.push(*row);
            }
        }
        // A row that is the counterpart of several is that of none.
        pairs.retain(|pair| !alone.iter().any(|row| [pair.first, pair.second].contains(row)));
        Pairing { pairs, alone }
    }

    /// How two rows were declared to compare, either before the other; the least that was said of
    /// them, where it was said twice.
    fn declared(&self, first: OptionId, second: OptionId) -> Option<&Pair> {
        let rows = self.comparisons.iter().flat_map(|comparison| &comparison.rows);
        let of_both = rows.filter(|pair| {
            let pair = (pair.first, pair.second);
            pair == (first, second) || pair == (second, first)
        });
        of_both.min_by_key(|pair| strength(pair.likeness))
    }
}

/// The pairs that are declared more alike than the others.
fn best(pairs: Vec<&Pair>) -> Vec<&Pair> {
    let most = pairs.iter().map(|pair| strength(pair.likeness)).max();
    pairs.into_iter().filter(|pair| Some(strength(pair.likeness)) == most).collect()
}

fn strength(likeness: Likeness) -> u8 {
    match likeness {
        Likeness::Not => 0,
        Likeness::Near => 1,
        Likeness::Same => 2,
    }
}

/// Values that are rows, all of them.
fn rows(values: &[ValueId]) -> Option<Vec<OptionId>> {
    let row = |value: &ValueId| match value {
        ValueId::Option(id) => Some(*id),
        _ => None,
    };
    values.iter().map(row).collect()
}
