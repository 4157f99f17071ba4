//! Ids that stood in parts of a study which could not be read.

use std::collections::BTreeSet;

/// Ids that may exist although they are not known, since their part of a file could not be read.
/// A reference to one of them is not reported: the fault is elsewhere.
#[derive(Debug, Default)]
pub struct Lost {
    /// The last parts of ids: `drink.tea`, `drink`; with a star for all that a question may have:
    /// `drink.*`.
    tails: BTreeSet<String>,
    /// Parts of ids in files that are not YAML at all.
    parts: BTreeSet<String>,
    /// Whether a file could not be read at all, so that any id may have stood in it.
    all: bool,
}

impl Lost {
    /// Adds the last parts of an id, joined by dots.
    pub fn add_tail(&mut self, tail: impl Into<String>) {
        self.tails.insert(tail.into());
    }

    /// Adds a part of an id of which nothing else is known.
    pub fn add_part(&mut self, part: impl Into<String>) {
        self.parts.insert(part.into());
    }

    /// Says that any id may be one of them.
    pub fn add_all(&mut self) {
        self.all = true;
    }

    /// Adds all of another.
    pub fn extend(&mut self, other: Self) {
        self.tails.extend(other.tails);
        self.parts.extend(other.parts);
        self.all |= other.all;
    }

    /// Whether there are any.
    #[must_use]
    pub fn any(&self) -> bool {
        self.all || !self.tails.is_empty() || !self.parts.is_empty()
    }

    /// Whether an id may be one of them.
    #[must_use]
    pub fn may_hold(&self, id: &str) -> bool {
        let mut tails = std::iter::successors(Some(id), |tail| tail.split_once('.').map(|t| t.1));
        let above = id.rsplit_once('.').map(|(above, _)| above);
        let mut stars = std::iter::successors(above, |tail| tail.split_once('.').map(|t| t.1));
        let mut below_group = id.split('.').skip(1).peekable();
        self.all
            || tails.any(|tail| self.tails.contains(tail))
            || stars.any(|above| self.tails.contains(&format!("{above}.*")))
            || self.parts.contains(id)
            || (below_group.peek().is_some() && below_group.all(|part| self.parts.contains(part)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_have_stood_there_is_held() {
        let mut lost = Lost::default();
        lost.add_tail("drink.tea");
        lost.add_tail("cup");
        lost.add_tail("spoon.*");
        assert!(lost.may_hold("people.drink.tea") && lost.may_hold("people.cup"));
        assert!(lost.may_hold("people.spoon.large"));
        assert!(!lost.may_hold("people.drink.tee") && !lost.may_hold("people.drnk.tea"));
        assert!(!lost.may_hold("people.spoons.large") && !lost.may_hold("people.spoon"));
        let mut lost = Lost::default();
        for part in ["sugar", "sweet", "people.rest"] {
            lost.add_part(part);
        }
        assert!(lost.may_hold("people.sugar.sweet") && lost.may_hold("people.rest"));
        assert!(lost.may_hold("sugar") && !lost.may_hold("people"));
        assert!(!lost.may_hold("people.sugr.sweet") && !lost.may_hold("people.sugar.swet"));
    }
}
