//! A study's folder -> the ids that its texts can name. A way through the stages of its own, as
//! `lib.rs` has one for building.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::Broken;
use crate::types::listing::{Listed, ListedKind};
use crate::types::study::{Binding, DerivedId, Form, GroupFact, GroupId, OptionId, ValueId};
use crate::types::wording::Wording;
use crate::{Figured, load, understand_source, validate};

/// The ids that the texts of the study in a folder can name, in the order of the data: values,
/// computed values, figures, tables, recommendations. They are told also where the study has
/// errors; its numbers are then as its files have them, and none is computed.
///
/// # Errors
/// [`Broken`] where the folder cannot be read.
pub fn ids(root: &Path) -> Result<Vec<Listed>, Broken> {
    let (source, faults) = load::load(root)?;
    let mut list = validate::listed(&source);
    let (understood, ..) = understand_source(&source, faults, &mut |_| {});
    if let Some(understood) = understood {
        let numbers = numbers(&understood.current);
        let of_numbers = [ListedKind::Value, ListedKind::Computed];
        for listed in list.iter_mut().filter(|it| of_numbers.contains(&it.kind)) {
            if let Some((shown, counted)) = numbers.get(&listed.id) {
                listed.value = Some(shown.clone());
                listed.write = listed.kind.written(&listed.id, *counted);
            }
        }
    }
    Ok(list)
}

/// Each value as reports show it, by its id, and whether it is written as a number.
fn numbers(figured: &Figured) -> BTreeMap<String, (String, bool)> {
    let Figured { study, summaries, .. } = figured;
    let wording = Wording { study, summaries };
    let options = (0..study.options.len()).map(|i| ValueId::Option(OptionId(i)));
    let derived = (0..study.derived.len()).map(|i| ValueId::Derived(DerivedId(i)));
    let facts = (0..study.groups.len()).flat_map(|i| {
        GroupFact::ALL.into_iter().map(move |(_, fact)| ValueId::Group(GroupId(i), fact))
    });
    options
        .chain(derived)
        .chain(facts.filter(|fact| summaries.value(study, *fact).is_ok()))
        .map(|value| {
            let binding = study.as_printed(value);
            let shown = wording.binding(binding);
            let counted = matches!(binding, Binding::Value { form: Form::Number, .. });
            (study.value_id(value), (shown, counted))
        })
        .collect()
}
