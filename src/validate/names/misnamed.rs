//! An entry with the id of another -> the ids that it may have been meant to have.

use std::collections::BTreeSet;

use crate::types::source::OptionEntry;

/// An entry that has the id of another, and was meant to have one of its own, which others name.
pub(super) struct Misnamed {
    /// What stands before its own part of the id, with the point: `people.`; may be empty.
    before: String,
    /// The ids of its options, where it is a question.
    options: Option<BTreeSet<String>>,
}

impl Misnamed {
    /// An entry of an id that is another's.
    pub(super) fn new(full: &str) -> Self {
        let before = full.rfind('.').map_or("", |at| &full[..=at]).to_owned();
        Self { before, options: None }
    }

    /// A question of an id that is another's.
    pub(super) fn question(full: &str, options: &[OptionEntry]) -> Self {
        let options = options.iter().map(|option| option.id.clone()).collect();
        Self { options: Some(options), ..Self::new(full) }
    }

    /// Whether it is a question.
    pub(super) fn is_question(&self) -> bool {
        self.options.is_some()
    }

    /// Whether an id may be that of the entry, or of one of its options.
    pub(super) fn may_be(&self, id: &str) -> bool {
        let id = id.strip_prefix("compared.").unwrap_or(id);
        let own = id.strip_prefix(&self.before).filter(|own| !own.is_empty());
        own.is_some_and(|own| {
            let held = |option| self.options.as_ref().is_some_and(|it| it.contains(option));
            own.split_once('.').is_none_or(|(_, option)| held(option))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_in_the_same_place_may_be_meant() {
        let options = BTreeSet::from(["agree".to_owned()]);
        let question = Misnamed { options: Some(options), ..Misnamed::new("people.drink") };
        assert!(question.may_be("people.cup") && question.may_be("people.cup.agree"));
        assert!(question.may_be("compared.people.cup"));
        assert!(!question.may_be("people.cup.large") && !question.may_be("staff.cup.agree"));
        let table = Misnamed::new("cups");
        assert!(table.may_be("spoons") && !table.may_be("people.spoons"));
    }
}
