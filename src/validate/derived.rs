//! Derived values and comparisons.

use super::Checker;
use super::names::{comparison_id, question_id, questions};
use super::read::DECIMALS;
use crate::diagnostic::Diagnostic;
use crate::types::source::{At, ComparableEntry, DerivedEntry, Place, QuestionEntry, TableEntry};
use crate::types::study::{
    Comparison, Derived, DerivedId, Likeness, Operation, OptionId, Pair, QuestionId, Study, Unit,
    ValueId,
};

impl Checker<'_> {
    /// Builds the derived values in the order in which they can be computed.
    pub(super) fn derived(&mut self) -> Vec<Derived> {
        let order = self.names.derived.clone();
        let source = self.source;
        let mut derived = Vec::new();
        for (file, index) in order {
            let yaml = &source.data[file];
            let Some(entry) = yaml.content.derived.as_ref().and_then(|list| list.get(index)) else {
                continue;
            };
            let at = yaml.top().key("derived").item(index);
            let operation = self.operation(entry, at);
            let circular = self.names.circular.contains(&(file, index));
            if operation.is_none() || circular {
                self.doubtful.insert(ValueId::Derived(DerivedId(derived.len())));
            }
            let decimals = self.small(at, "decimals", entry.decimals.as_ref(), &DECIMALS);
            derived.push(Derived {
                id: entry.id.clone(),
                label: entry.label.clone(),
                // An empty sum stands in for what cannot be computed.
                operation: operation
                    .filter(|_| !circular)
                    .unwrap_or_else(|| Operation::Sum(Vec::new())),
                decimals: decimals.and_then(|n| u8::try_from(n).ok()),
                also_printed: self.printed(at, entry.also_printed.as_deref()),
                at: at.key("id").place(),
                aliases: entry.aliases.clone().unwrap_or_default(),
                note: self.prose(at, "note"),
            });
        }
        derived
    }

    /// The operation; nothing where it cannot be told, which is reported.
    fn operation(&mut self, entry: &DerivedEntry, at: At<'_>) -> Option<Operation> {
        let given = [
            ("sum", entry.sum.is_some()),
            ("complement", entry.complement.is_some()),
            ("difference", entry.difference.is_some()),
            ("share", entry.share.is_some()),
            ("ratio", entry.ratio.is_some()),
        ];
        let faulty = given.iter().any(|(name, _)| at.stands_in(name));
        let names: Vec<&str> =
            given.iter().filter(|(_, given)| *given).map(|(name, _)| *name).collect();
        let one = names.len() == 1;
        if !one && !faulty {
            let mut places: Vec<Place> = names.iter().map(|name| at.place_of_key(name)).collect();
            places.sort_by_key(|place| place.span.start);
            self.faults.push(Diagnostic::one_operation(&names, at.key("id").place(), places));
        }
        // Operands are looked up in any case, so that one that is not there is told.
        let mut operation = None;
        for name in names {
            operation = self.one_operation(name, entry, at);
        }
        operation.filter(|_| one && !faulty)
    }

    fn one_operation(
        &mut self,
        name: &'static str,
        entry: &DerivedEntry,
        at: At<'_>,
    ) -> Option<Operation> {
        let at = at.key(name);
        let ids = match name {
            "complement" => {
                let id = entry.complement.as_ref()?;
                return Some(Operation::Complement(self.named_value(id, at.place())?));
            }
            "sum" => entry.sum.as_ref()?,
            "difference" => entry.difference.as_ref()?,
            "share" => entry.share.as_ref()?,
            _ => entry.ratio.as_ref()?,
        };
        let values = self.values(ids, at);
        let enough = if name == "sum" { ids.len() >= 2 } else { ids.len() == 2 };
        if !enough && !at.node().stands_in {
            self.faults.push(Diagnostic::operands(name, ids.len(), at.place()));
        }
        let values = values.filter(|_| enough)?;
        Some(match (name, &values[..]) {
            ("difference", [first, second]) => Operation::Difference(*first, *second),
            ("share", [first, second]) => Operation::Share(*first, *second),
            ("ratio", [first, second]) => Operation::Ratio(*first, *second),
            _ => Operation::Sum(values),
        })
    }

    /// Values by their ids; nothing where one is not known, which is reported.
    pub(super) fn values(&mut self, ids: &[String], at: At<'_>) -> Option<Vec<ValueId>> {
        let values: Vec<Option<ValueId>> = ids
            .iter()
            .enumerate()
            .map(|(i, id)| self.named_value(id, at.item(i).place()))
            .collect();
        values.into_iter().collect()
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
                pairs.extend(self.pair((table, question), options, row, at));
            }
            comparisons.push(Comparison {
                id: comparison_id(table, question),
                question: QuestionId(q),
                headline: self.prose(at, "comparison_headline"),
                rows: pairs,
            });
        }
        comparisons
    }

    /// Two rows side by side; nothing where one of them is not known, which is reported.
    fn pair(
        &mut self,
        (table, question): (&TableEntry, &QuestionEntry),
        options: usize,
        row: &ComparableEntry,
        at: At<'_>,
    ) -> Option<Pair> {
        let reasoned = row.why.is_some() || at.stands_in("why") || at.stands_in("is");
        if !reasoned && row.is != Likeness::Same {
            self.faults.push(Diagnostic::why_missing(at.place()));
        }
        let (option_at, with_at) = (at.key("option"), at.key("with"));
        let first = question.options.iter().position(|option| option.id == row.option);
        let full = format!("{}.{}", question_id(table, question), row.option);
        let may_exist = self.names.may_exist(&full, self.source);
        if first.is_none() && !option_at.node().stands_in && !may_exist {
            let known: Vec<&str> = question.options.iter().map(|option| &*option.id).collect();
            let place = option_at.place();
            self.faults.push(Diagnostic::unknown_option(&row.option, place, &known));
        }
        if with_at.node().stands_in {
            return None;
        }
        let ValueId::Option(second) = self.named_value(&row.with, with_at.place())? else {
            self.faults.push(Diagnostic::not_a_row(&row.with, with_at.place()));
            return None;
        };
        let first = OptionId(options + first?);
        self.pairs.push((first, second, with_at.place()));
        Some(Pair { first, second, likeness: row.is, why: self.prose(at, "why") })
    }

    /// Whether operands fit their operations, and rows set side by side are of two groups.
    pub(super) fn check_derived(&mut self, study: &Study) {
        // Operands come first, so what is doubtful about them is known by then.
        for (index, derived) in study.derived.iter().enumerate() {
            let value = ValueId::Derived(DerivedId(index));
            if derived.operation.operands().iter().any(|operand| self.doubtful.contains(operand)) {
                self.doubtful.insert(value);
            }
            if self.doubtful.contains(&value) {
                continue;
            }
            let Some(unfit) = unfit(study, &derived.operation) else { continue };
            let (file, entry) = self.names.derived[index];
            let place = self.source.data[file].top().key("derived").item(entry);
            let place = place.key(unfit.operation).place();
            self.faults.push(unfit.diagnostic(place));
            self.doubtful.insert(value);
        }
        for (first, second, place) in std::mem::take(&mut self.pairs) {
            let (first, second) = (ValueId::Option(first), ValueId::Option(second));
            let doubtful = [first, second].iter().any(|value| self.doubtful.contains(value));
            if !doubtful && study.of_one_group(first, second) {
                let (first, second) = (study.value_id(first), study.value_id(second));
                self.faults.push(Diagnostic::same_group(&first, &second, place));
            }
        }
    }
}

/// An operation that cannot take its operands.
struct Unfit {
    operation: &'static str,
    /// What it takes, and what was found.
    why: String,
    help: &'static str,
}

impl Unfit {
    fn diagnostic(&self, place: Place) -> Diagnostic {
        Diagnostic::unfit_operands(&format!("`{}`", self.operation), &self.why, place, self.help)
    }
}

/// Why an operation cannot take its operands.
fn unfit(study: &Study, operation: &Operation) -> Option<Unfit> {
    let unit = |value: &ValueId| study.unit(*value);
    let found = |values: &[ValueId]| {
        let mut units: Vec<Unit> = Vec::new();
        for value in values {
            let unit = study.unit(*value);
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        match (&units[..], values.len()) {
            ([one], 2) => format!("two {}", plural(*one)),
            ([one], 3..) => format!("{} only", plural(*one)),
            _ => units.iter().map(|unit| unit_words(*unit)).collect::<Vec<_>>().join(" and "),
        }
    };
    let misfit = |operation, expected: &str, values: &[ValueId], help| {
        let why = format!("expected {expected}, found {}", found(values));
        Some(Unfit { operation, why, help })
    };
    match operation {
        Operation::Sum(values) => {
            let first = values.first().map(unit);
            let alike = values.iter().all(|value| Some(unit(value)) == first);
            if !alike || first == Some(Unit::Ratio) {
                return misfit("sum", "shares only or counts only", values, LIKE_WITH_LIKE);
            }
            let why = overlap(study, values).filter(|_| first == Some(Unit::Share))?;
            let help = "shares add up where they are answers to one question, of which each \
                        respondent chose one";
            Some(Unfit { operation: "sum", why: why.into(), help })
        }
        Operation::Complement(value) => match unit(value) {
            Unit::Share => None,
            _ => misfit("complement", "a share", &[*value], "it is what is left to 100 percent"),
        },
        Operation::Difference(first, second) => match subtractable(study, *first, *second) {
            Ok(()) => None,
            Err(Unsubtractable::Units) => {
                misfit("difference", "two shares or two counts", &[*first, *second], LIKE_WITH_LIKE)
            }
            Err(Unsubtractable::Groups) => Some(Unfit {
                operation: "difference",
                why: format!(
                    "these are shares of different respondents, and not declared the same{}",
                    not_paired(study, *first, *second)
                ),
                help: declare_same(study, *first, *second),
            }),
        },
        Operation::Share(first, second) => {
            let counts = [first, second].map(unit) == [Unit::Count; 2];
            let help = "a share is a part of a whole, both of them counts; of two shares, ask \
                        for the `ratio`";
            if counts { None } else { misfit("share", "two counts", &[*first, *second], help) }
        }
        Operation::Ratio(first, second) => {
            let (a, b) = (unit(first), unit(second));
            let both = "two counts or two shares";
            if a == b { None } else { misfit("ratio", both, &[*first, *second], LIKE_WITH_LIKE) }
        }
    }
}

/// What can be added, subtracted and divided.
pub(super) const LIKE_WITH_LIKE: &str = "shares go with shares, counts with counts";

/// How values of two groups become comparable.
pub(super) fn declare_same(study: &Study, first: ValueId, second: ValueId) -> &'static str {
    match (study.pairing(first, second), first) {
        (None, _) => {
            "rows are declared the same under `comparable`, and sums and complements of rows are the \
             same where their rows are; these two are not made alike"
        }
        (Some(_), ValueId::Option(_)) => {
            "if the same was put to both groups, say so under `comparable` with is: same"
        }
        (Some(_), _) => {
            "if the same was put to both groups, say so under `comparable` of each row that these are \
             computed from, with is: same and its counterpart"
        }
    }
}

/// What keeps two computed values from being declared the same although some of their rows are
/// declared to compare: ": `a.q.c` has no counterpart of its own".
pub(super) fn not_paired(study: &Study, first: ValueId, second: ValueId) -> String {
    let Some(pairing) = study.pairing(first, second) else { return String::new() };
    let near = pairing.pairs.iter().find(|pair| pair.likeness != Likeness::Same);
    let named = |id: &OptionId| format!("`{}`", study[*id].id);
    match (&pairing.alone[..], near) {
        (_, None) if pairing.pairs.is_empty() || pairing.same() => String::new(),
        ([], Some(pair)) if matches!(first, ValueId::Derived(_)) => format!(
            ": {} and {} are declared {}",
            named(&pair.first),
            named(&pair.second),
            if pair.likeness == Likeness::Near { "near" } else { "not comparable" }
        ),
        ([], _) => String::new(),
        ([row], _) => format!(": {} has no counterpart of its own", named(row)),
        (rows, _) => {
            let rows: Vec<String> = rows.iter().map(named).collect();
            format!(": these rows have no counterparts of their own: {}", rows.join(", "))
        }
    }
}

/// A unit in words.
pub(super) fn unit_words(unit: Unit) -> &'static str {
    match unit {
        Unit::Share => "a share",
        Unit::Points => "a difference of shares",
        Unit::Count => "a count",
        Unit::Ratio => "a quotient",
    }
}

fn plural(unit: Unit) -> &'static str {
    match unit {
        Unit::Share => "shares",
        Unit::Points => "differences of shares",
        Unit::Count => "counts",
        Unit::Ratio => "quotients",
    }
}

/// Why shares may count a respondent twice: they are not different options of one question of
/// which each respondent chose one.
fn overlap(study: &Study, values: &[ValueId]) -> Option<&'static str> {
    let options: Vec<OptionId> = values
        .iter()
        .filter_map(|value| match value {
            ValueId::Option(id) => Some(*id),
            _ => None,
        })
        .collect();
    let question = options.first().map(|id| study[*id].question);
    if options.len() < values.len() {
        Some("one of these is computed itself, and may count the same respondents")
    } else if options.iter().any(|id| Some(study[*id].question) != question) {
        Some("these are shares of different questions, and may count the same respondents")
    } else if !question.is_some_and(|question| study[question].exclusive()) {
        Some("each respondent could choose several of these, and would count twice")
    } else if options.iter().enumerate().any(|(i, id)| options[..i].contains(id)) {
        Some("one of these stands there twice")
    } else {
        None
    }
}

/// Why two values cannot be subtracted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unsubtractable {
    /// Not both shares or both counts.
    Units,
    /// Shares of different respondents, not declared the same.
    Groups,
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
            let comparable =
                study.of_one_group(first, second) || study.declared_same(first, second);
            comparable.then_some(()).ok_or(Unsubtractable::Groups)
        }
        _ => Err(Unsubtractable::Units),
    }
}
