//! Derived values and comparisons.

use super::Checker;
use super::names::{comparison_id, questions};
use crate::diagnostic::Diagnostic;
use crate::types::source::{At, DerivedEntry};
use crate::types::study::{
    Comparison, Derived, Likeness, Operation, OptionId, Pair, QuestionId, Study, Unit, ValueId,
};

impl Checker<'_> {
    /// Builds the derived values in the order in which they can be computed.
    pub(super) fn derived(&mut self) -> Vec<Derived> {
        let order = self.names.derived.clone();
        let source = self.source;
        let mut derived = Vec::new();
        for (file, index) in order {
            let yaml = &source.data[file];
            if let Some(entry) = yaml.content.derived.as_ref().and_then(|list| list.get(index)) {
                derived.push(self.one_derived(entry, yaml.top().key("derived").item(index)));
            }
        }
        derived
    }

    fn one_derived(&mut self, entry: &DerivedEntry, at: At<'_>) -> Derived {
        let given = usize::from(entry.sum.is_some())
            + usize::from(entry.complement.is_some())
            + usize::from(entry.difference.is_some())
            + usize::from(entry.share.is_some())
            + usize::from(entry.ratio.is_some());
        if given != 1 {
            self.faults.push(Diagnostic::one_operation(&entry.id, given, at.key("id").place()));
        }
        let decimals = self.small(at, "decimals", entry.decimals.as_ref(), 6, "0 to 6");
        Derived {
            id: entry.id.clone(),
            label: entry.label.clone(),
            operation: self.operation(entry, at),
            decimals: decimals.and_then(|n| u8::try_from(n).ok()),
            also_printed: self.printed(at, entry.also_printed.as_deref()),
            note: self.prose(at, "note"),
        }
    }

    /// The operation; an empty sum stands in where an operand is not known.
    fn operation(&mut self, entry: &DerivedEntry, at: At<'_>) -> Operation {
        self.known_operation(entry, at).unwrap_or(Operation::Sum(Vec::new()))
    }

    fn known_operation(&mut self, entry: &DerivedEntry, at: At<'_>) -> Option<Operation> {
        if let Some(id) = &entry.complement {
            return Some(Operation::Complement(self.value(id, at.key("complement"))?));
        }
        if let Some(ids) = &entry.sum {
            if ids.len() < 2 {
                let place = at.key("sum").place();
                self.faults.push(Diagnostic::operands(
                    "sum",
                    "two values or more",
                    ids.len(),
                    place,
                ));
            }
            return Some(Operation::Sum(self.values(ids, at.key("sum"))?));
        }
        let (name, ids) = match (&entry.difference, &entry.share, &entry.ratio) {
            (Some(ids), _, _) => ("difference", ids),
            (None, Some(ids), _) => ("share", ids),
            (None, None, ids) => ("ratio", ids.as_ref()?),
        };
        let values = self.values(ids, at.key(name))?;
        let [first, second] = values[..] else {
            let place = at.key(name).place();
            self.faults.push(Diagnostic::operands(name, "two values", ids.len(), place));
            return None;
        };
        Some(match name {
            "difference" => Operation::Difference(first, second),
            "share" => Operation::Share(first, second),
            _ => Operation::Ratio(first, second),
        })
    }

    fn values(&mut self, ids: &[String], at: At<'_>) -> Option<Vec<ValueId>> {
        let values: Vec<Option<ValueId>> =
            ids.iter().enumerate().map(|(i, id)| self.value(id, at.item(i))).collect();
        values.into_iter().collect()
    }

    fn value(&mut self, id: &str, at: At<'_>) -> Option<ValueId> {
        self.named_value(id, at.place())
    }

    /// Builds the comparisons, one for each question that declares rows.
    pub(super) fn comparisons(&mut self) -> Vec<Comparison> {
        let source = self.source;
        let mut comparisons = Vec::new();
        let mut first_option = 0;
        for (q, (table, question, at)) in questions(source).enumerate() {
            let options = first_option;
            first_option += question.options.len();
            let Some(rows) = &question.comparable else { continue };
            let mut pairs = Vec::new();
            for (r, row) in rows.iter().enumerate() {
                let at = at.key("comparable").item(r);
                if row.why.is_none() && row.is != Likeness::Same {
                    self.faults.push(Diagnostic::why_missing(at.place()));
                }
                let second = self.value(&row.with, at.key("with"));
                let first = question.options.iter().position(|option| option.id == row.option);
                let Some(first) = first else {
                    if !self.names.may_be_lost(&row.option) {
                        let known: Vec<&str> =
                            question.options.iter().map(|option| &*option.id).collect();
                        let place = at.key("option").place();
                        self.faults.push(Diagnostic::unknown_option(&row.option, place, &known));
                    }
                    continue;
                };
                let second = match second {
                    Some(ValueId::Option(second)) => second,
                    Some(_) => {
                        let place = at.key("with").place();
                        self.faults.push(Diagnostic::unknown_value(&row.with, place, []));
                        continue;
                    }
                    None => continue,
                };
                pairs.push(Pair {
                    first: OptionId(options + first),
                    second,
                    likeness: row.is,
                    why: self.prose(at, "why"),
                });
            }
            comparisons.push(Comparison {
                id: comparison_id(table, question),
                question: QuestionId(q),
                rows: pairs,
            });
        }
        comparisons
    }

    /// Whether operands fit their operations, and rows set side by side are of two groups.
    pub(super) fn check_derived(&mut self, study: &Study) {
        let source = self.source;
        for (derived, (file, index)) in study.derived.iter().zip(self.names.derived.clone()) {
            let Some((name, why)) = unfit(study, &derived.operation) else { continue };
            let at = source.data[file].top().key("derived").item(index);
            self.faults.push(Diagnostic::unfit_operands(name, &why, at.key(name).place()));
        }
        let mut comparisons = study.comparisons.iter();
        for (_, question, at) in questions(source) {
            let (Some(rows), Some(comparison)) = (
                &question.comparable,
                question.comparable.as_ref().and_then(|_| comparisons.next()),
            ) else {
                continue;
            };
            if rows.len() != comparison.rows.len() {
                continue; // A row that is left out was reported.
            }
            for (r, pair) in comparison.rows.iter().enumerate() {
                let (first, second) = (ValueId::Option(pair.first), ValueId::Option(pair.second));
                if study.group_of(first) == study.group_of(second) {
                    let place = at.key("comparable").item(r).key("with").place();
                    let (first, second) = (study.value_id(first), study.value_id(second));
                    self.faults.push(Diagnostic::same_group(&first, &second, place));
                }
            }
        }
    }
}

/// Why an operation cannot take its operands, with its name.
fn unfit(study: &Study, operation: &Operation) -> Option<(&'static str, String)> {
    match operation {
        Operation::Sum(values) => {
            let units: Vec<Unit> = values.iter().map(|value| study.unit(*value)).collect();
            if units.iter().any(|unit| *unit != units[0]) || units.contains(&Unit::Ratio) {
                return Some(("sum", "expected all shares or all counts".into()));
            }
            let shares = units.first() == Some(&Unit::Share);
            (shares && !exclude_each_other(study, values)).then(|| {
                let why = "shares add up only where they are options of one question that exclude \
                           each other; of multiple response, the same person may be counted twice";
                ("sum", why.into())
            })
        }
        Operation::Complement(value) => {
            (study.unit(*value) != Unit::Share).then(|| ("complement", "expected a share".into()))
        }
        Operation::Difference(first, second) => {
            subtractable(study, *first, *second).err().map(|why| ("difference", why.words().into()))
        }
        Operation::Share(first, second) => {
            let counts = [first, second].map(|value| study.unit(*value)) == [Unit::Count; 2];
            (!counts).then(|| ("share", "expected two counts, a part and the whole".into()))
        }
        Operation::Ratio(first, second) => {
            let units = (study.unit(*first), study.unit(*second));
            (units.0 != units.1).then(|| ("ratio", "expected two counts or two shares".into()))
        }
    }
}

/// Whether values are different options of one question of which each respondent chose one.
fn exclude_each_other(study: &Study, values: &[ValueId]) -> bool {
    let options: Vec<OptionId> = values
        .iter()
        .filter_map(|value| match value {
            ValueId::Option(id) => Some(*id),
            _ => None,
        })
        .collect();
    options.len() == values.len()
        && options.iter().all(|id| study[*id].question == study[options[0]].question)
        && study[study[options[0]].question].exclusive()
        && options.iter().enumerate().all(|(i, id)| !options[..i].contains(id))
}

/// Why two values cannot be subtracted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unsubtractable {
    /// Not both shares or both counts.
    Units,
    /// Shares of two groups, not declared the same.
    Groups,
}

impl Unsubtractable {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Units => "expected two shares or two counts",
            Self::Groups => "they are rows of two groups that were not declared the same",
        }
    }
}

/// Whether two values can be subtracted from each other.
pub(super) fn subtractable(
    study: &Study,
    first: ValueId,
    second: ValueId,
) -> Result<(), Unsubtractable> {
    match (study.unit(first), study.unit(second)) {
        (Unit::Count, Unit::Count) => Ok(()),
        (Unit::Share, Unit::Share) => {
            let one_group = study.group_of(first) == study.group_of(second);
            let comparable = one_group || study.declared_same(first, second);
            comparable.then_some(()).ok_or(Unsubtractable::Groups)
        }
        _ => Err(Unsubtractable::Units),
    }
}
