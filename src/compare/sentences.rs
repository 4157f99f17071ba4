//! Sentences of two reports -> which stand in both, which were rewritten, which came and went.
//!
//! Their ids count from the top of their part of a page, so a sentence that is put in shifts those
//! behind it. They are matched by page and words first, then by the values that they hold.

use std::collections::BTreeMap;

use serde_json::Value;

use super::renames::{Renames, text};
use crate::types::difference::Entry;

/// Above this many pairs to look at on one page, sentences are matched by their ids alone.
const MOST: usize = 4_000_000;

/// Which old sentence became which new one, by their places in the lists.
#[derive(Debug, Default)]
pub(super) struct Matched {
    /// Those that both have, in the order of the new ones.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Those that the old report alone has.
    pub(super) lost: Vec<usize>,
    /// Those that the new report alone has.
    pub(super) gained: Vec<usize>,
}

/// Matches sentences page by page, then over all pages by their words alone.
pub(super) fn matched(
    old: &[(String, Entry)],
    new: &[(String, Entry)],
    renames: &Renames,
) -> Matched {
    let mut pages: BTreeMap<&str, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (i, (_, entry)) in old.iter().enumerate() {
        pages.entry(text(entry, "page").unwrap_or("")).or_default().0.push(i);
    }
    for (i, (_, entry)) in new.iter().enumerate() {
        pages.entry(text(entry, "page").unwrap_or("")).or_default().1.push(i);
    }
    let mut pairs = Vec::new();
    for (before, after) in pages.values() {
        page(old, new, before, after, renames, &mut pairs);
    }
    let free = |all: usize, used: Vec<usize>| -> Vec<usize> {
        let mut free = vec![true; all];
        for i in used {
            free[i] = false;
        }
        (0..all).filter(|i| free[*i]).collect()
    };
    let mut lost = free(old.len(), pairs.iter().map(|(i, _)| *i).collect());
    let mut gained = free(new.len(), pairs.iter().map(|(_, j)| *j).collect());
    // What was carried to another place, in the same words.
    let mut waiting: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for i in lost.iter().rev() {
        waiting.entry(words(&old[*i].1)).or_default().push(*i);
    }
    gained.retain(|j| match waiting.get_mut(words(&new[*j].1)).and_then(Vec::pop) {
        Some(i) => {
            lost.retain(|it| *it != i);
            pairs.push((i, *j));
            false
        }
        None => true,
    });
    pairs.sort_by_key(|(_, j)| *j);
    Matched { pairs, lost, gained }
}

fn words(entry: &Entry) -> &str {
    text(entry, "text").unwrap_or("")
}

/// The sentences of one page: what is alike in the same order, and between that what holds the
/// same values.
fn page(
    old: &[(String, Entry)],
    new: &[(String, Entry)],
    before: &[usize],
    after: &[usize],
    renames: &Renames,
    pairs: &mut Vec<(usize, usize)>,
) {
    let same = |i: &usize, j: &usize| words(&old[*i].1) == words(&new[*j].1);
    let mut anchors: Vec<(usize, usize)> = Vec::new();
    if before.len().saturating_mul(after.len()) <= MOST {
        anchors = common(before.len(), after.len(), |i, j| same(&before[i], &after[j]));
    } else {
        let ids: BTreeMap<&str, usize> =
            after.iter().enumerate().map(|(at, j)| (new[*j].0.as_str(), at)).collect();
        let mut from = 0;
        for (at, i) in before.iter().enumerate() {
            if let Some(found) = ids.get(old[*i].0.as_str()).filter(|found| **found >= from) {
                anchors.push((at, *found));
                from = found + 1;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    anchors.push((before.len(), after.len()));
    for (end, other) in anchors {
        let values: BTreeMap<usize, Value> = before[i..end]
            .iter()
            .filter_map(|i| Some((*i, renames.applied("values", old[*i].1.get("values")?))))
            .collect();
        gap(&before[i..end], &after[j..other], pairs, |i, j| {
            alike(values.get(&i), new[j].1.get("values"))
        });
        if end < before.len() && other < after.len() {
            pairs.push((before[end], after[other]));
        }
        (i, j) = (end + 1, other + 1);
    }
}

/// How much two sentences have to do with each other, by the values in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alike {
    Same,
    Some,
    None,
}

fn alike(old: Option<&Value>, new: Option<&Value>) -> Alike {
    fn ids(value: Option<&Value>) -> &[Value] {
        value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }
    let (old, new) = (ids(old), ids(new));
    if old == new {
        Alike::Same
    } else if old.iter().any(|id| new.contains(id)) {
        Alike::Some
    } else {
        Alike::None
    }
}

/// Pairs what stands between two sentences that are alike: first by the same values, then by one.
fn gap(
    before: &[usize],
    after: &[usize],
    pairs: &mut Vec<(usize, usize)>,
    alike: impl Fn(usize, usize) -> Alike,
) {
    let mut open: Vec<usize> = after.to_vec();
    let mut rest: Vec<usize> = before.to_vec();
    for wanted in [Alike::Same, Alike::Some] {
        rest.retain(|i| {
            let found = open.iter().position(|j| alike(*i, *j) == wanted);
            if let Some(found) = found {
                pairs.push((*i, open.remove(found)));
            }
            found.is_none()
        });
    }
}

/// The longest common run of two sequences, in order and with gaps.
fn common(n: usize, m: usize, same: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let start = (0..n.min(m)).take_while(|i| same(*i, *i)).count();
    let ends = (0..n.min(m) - start).take_while(|i| same(n - 1 - i, m - 1 - i)).count();
    let (rows, columns) = (n - start - ends, m - start - ends);
    let at = |i: usize, j: usize| i * (columns + 1) + j;
    let mut longest = vec![0_u32; (rows + 1) * (columns + 1)];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            longest[at(i, j)] = if same(start + i, start + j) {
                longest[at(i + 1, j + 1)] + 1
            } else {
                longest[at(i + 1, j)].max(longest[at(i, j + 1)])
            };
        }
    }
    let mut pairs: Vec<(usize, usize)> = (0..start).map(|i| (i, i)).collect();
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        if same(start + i, start + j) {
            pairs.push((start + i, start + j));
            (i, j) = (i + 1, j + 1);
        } else if longest[at(i + 1, j)] >= longest[at(i, j + 1)] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs.extend((0..ends).rev().map(|i| (n - 1 - i, m - 1 - i)));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(list: &[(&str, &str, &[&str])]) -> Vec<(String, Entry)> {
        let entry = |(i, (page, text, values)): (usize, &(&str, &str, &[&str]))| {
            let value = serde_json::json!({"page": page, "text": text, "values": values});
            let Value::Object(entry) = value else { unreachable!("an object") };
            (format!("{page}/{i}"), entry)
        };
        list.iter().enumerate().map(entry).collect()
    }

    #[test]
    fn a_sentence_that_is_put_in_shifts_nothing() {
        let old = sentences(&[("a", "One.", &["x"]), ("a", "Two.", &["y"]), ("a", "End.", &["z"])]);
        let new = sentences(&[
            ("a", "Zero.", &["w"]),
            ("a", "One.", &["x"]),
            ("a", "Twice.", &["y"]),
            ("a", "End.", &["z"]),
        ]);
        let found = matched(&old, &new, &Renames::default());
        assert_eq!(found.pairs, [(0, 1), (1, 2), (2, 3)]);
        assert_eq!((found.lost.len(), found.gained), (0, vec![0]));
        let back = matched(&new, &old, &Renames::default());
        assert_eq!((back.pairs.len(), back.lost), (3, vec![0]));
    }

    #[test]
    fn the_same_values_weigh_more_than_one_of_them() {
        let old = sentences(&[("a", "Both.", &["x", "y"]), ("a", "X.", &["x"])]);
        let new = sentences(&[("a", "Of x.", &["x"]), ("a", "Of both.", &["x", "y"])]);
        assert_eq!(matched(&old, &new, &Renames::default()).pairs, [(1, 0), (0, 1)]);
    }

    #[test]
    fn words_are_found_again_on_another_page_once_each() {
        let old = sentences(&[("a", "Same.", &["x"]), ("a", "Same.", &["x"])]);
        let new = sentences(&[("b", "Same.", &["x"]), ("b", "Other.", &["x"])]);
        let found = matched(&old, &new, &Renames::default());
        assert_eq!(found.pairs, [(0, 0)]);
        assert_eq!((found.lost, found.gained), (vec![1], vec![1]));
    }

    #[test]
    fn common_runs_are_the_longest() {
        let run = |a: &str, b: &str| {
            let (a, b) = (a.as_bytes(), b.as_bytes());
            common(a.len(), b.len(), |i, j| a[i] == b[j]).len()
        };
        assert_eq!(run("abcbdab", "bdcaba"), 4);
        assert_eq!(run("", "a"), 0);
        assert_eq!(run("aa", "a"), 1);
        assert_eq!(run("same", "same"), 4);
    }
}
