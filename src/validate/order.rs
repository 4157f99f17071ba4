//! Derived values -> an order in which each can be computed, and those that wait for themselves.

use std::collections::BTreeMap;

use crate::types::source::DerivedEntry;

/// Values that are computed from each other in a circle.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Circle {
    /// The way round, from the first of the file back to it.
    pub(super) way: Vec<usize>,
    /// The one that comes before an operand of its own.
    pub(super) last: usize,
}

/// The positions of entries in an order in which each comes after those that it is computed from,
/// as near to the order of the files as can be.
pub(super) fn in_order(entries: &[&DerivedEntry]) -> (Vec<usize>, Vec<Circle>) {
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, entry) in entries.iter().enumerate() {
        by_id.entry(&entry.id).or_insert(i);
    }
    let waits_for: Vec<Vec<usize>> = entries
        .iter()
        .map(|entry| operands(entry).filter_map(|id| by_id.get(id).copied()).collect())
        .collect();
    let mut placed = vec![false; entries.len()];
    let mut on_way = vec![false; entries.len()];
    let (mut order, mut circles) = (Vec::new(), Vec::new());
    for first in 0..entries.len() {
        // A way from entry to operand, with how many operands of each were seen to.
        let mut way = if placed[first] { Vec::new() } else { vec![(first, 0)] };
        on_way[first] = !placed[first];
        while let Some((at, seen)) = way.last_mut() {
            let at = *at;
            let Some(operand) = waits_for[at].get(*seen).copied() else {
                way.pop();
                on_way[at] = false;
                placed[at] = true;
                order.push(at);
                continue;
            };
            *seen += 1;
            if on_way[operand] {
                let start = way.iter().position(|(other, _)| *other == operand).unwrap_or(0);
                circles.push(circle(way[start..].iter().map(|(i, _)| *i).collect(), at));
            } else if !placed[operand] {
                on_way[operand] = true;
                way.push((operand, 0));
            }
        }
    }
    (order, circles)
}

fn circle(mut around: Vec<usize>, last: usize) -> Circle {
    let first = around.iter().enumerate().min_by_key(|(_, i)| **i).map_or(0, |(at, _)| at);
    around.rotate_left(first);
    around.extend(around.first().copied());
    Circle { way: around, last }
}

/// The ids that a derived value is computed from.
pub(super) fn operands(entry: &DerivedEntry) -> impl Iterator<Item = &str> {
    let lists = [&entry.sum, &entry.difference, &entry.share, &entry.ratio];
    lists.into_iter().flatten().flatten().chain(&entry.complement).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, sum: &[&str]) -> DerivedEntry {
        DerivedEntry {
            id: id.into(),
            label: String::new(),
            sum: Some(sum.iter().map(|id| (*id).to_owned()).collect()),
            complement: None,
            difference: None,
            share: None,
            ratio: None,
            decimals: None,
            also_printed: None,
            aliases: None,
            note: None,
        }
    }

    fn in_order_of(entries: &[DerivedEntry]) -> (Vec<usize>, Vec<Circle>) {
        in_order(&entries.iter().collect::<Vec<_>>())
    }

    #[test]
    fn operands_come_first_and_the_rest_stays_as_it_is() {
        let entries = [
            entry("a", &["people.answered"]),
            entry("b", &["d", "c"]),
            entry("c", &["d"]),
            entry("d", &["a"]),
            entry("e", &["a", "b"]),
        ];
        assert_eq!(in_order_of(&entries), (vec![0, 3, 2, 1, 4], vec![]));
    }

    #[test]
    fn circles_are_told_once_from_their_first_entry() {
        let entries = [
            entry("chick", &["egg"]),
            entry("hen", &["egg"]),
            entry("egg", &["hen"]),
            entry("itself", &["itself", "hen"]),
        ];
        let (order, circles) = in_order_of(&entries);
        assert_eq!(order, [1, 2, 0, 3]);
        assert_eq!(
            circles,
            [Circle { way: vec![1, 2, 1], last: 1 }, Circle { way: vec![3, 3], last: 3 },]
        );
        // A long chain takes no deep stack.
        let chain: Vec<DerivedEntry> =
            (0..20_000).map(|i| entry(&format!("v{i}"), &[&format!("v{}", i + 1)])).collect();
        assert_eq!(in_order_of(&chain).0[0], 19_999);
    }
}
