//! Roles of all texts -> what they stand for, and whether they can write it.

use super::Checker;
use super::claims::check_claim;
use super::derived::{
    LIKE_WITH_LIKE, Unsubtractable, declare_same, not_paired, subtractable, unit_words,
};
use crate::diagnostic::Diagnostic;
use crate::types::document::{Inline, Role, RoleName, meant_argument};
use crate::types::figure::Subject;
use crate::types::source::Place;
use crate::types::study::{
    BaseIs, Binding, Bound, FigureId, Form, OptionId, Study, Text, Unit, ValueId,
};

/// How many words a role may hold that takes one id, until they are taken for a sentence.
const MOST_WORDS: usize = 3;
/// How two values of a difference are joined.
const MINUSES: [&str; 2] = [" - ", " − "];

impl Checker<'_> {
    /// A text with its roles resolved.
    pub(super) fn resolve(&mut self, content: Vec<Inline<Role>>) -> Text {
        content.into_iter().map(|inline| inline.map(&mut |role| self.role(role))).collect()
    }

    /// What a role stands for; a stand-in where that is unknown, which is reported.
    fn role(&mut self, role: Role) -> Bound {
        if let Some(binding) = self.binding(&role) {
            let bound = Bound { binding, role };
            self.bindings.push(bound.clone());
            bound
        } else {
            let value = ValueId::Option(OptionId(0));
            Bound { binding: Binding::Value { value, form: Form::Percent }, role }
        }
    }

    fn binding(&mut self, role: &Role) -> Option<Binding> {
        if runs_on(role) {
            let named = meant_argument(role.name.name(), &role.argument);
            let start = role.place.span.start;
            // On its own line, where the text goes over several.
            let written = &role.place.file.text[role.place.span.clone()];
            let line = written.lines().next().unwrap_or_default();
            let end = start + named.len().min(line.trim_end().len());
            let place = Place { span: start..end, ..role.place.clone() };
            self.faults.push(Diagnostic::unclosed_role(role.name.name(), named, place));
            return None;
        }
        if let Some(form) = role.name.cites() {
            return self.citation(role, form);
        }
        let subtracts = matches!(role.name, RoleName::Diff | RoleName::Range);
        if role.argument.contains(char::is_whitespace) && role.name != RoleName::Claim {
            if subtracts {
                return self.difference(role);
            }
            self.faults.push(Diagnostic::one_value(
                role.name.name(),
                &role.argument,
                role.place.clone(),
            ));
            return None;
        }
        let form = match role.name {
            RoleName::Numref => return self.exhibit_number(role),
            RoleName::Claim => return self.claim(role),
            RoleName::Range => Form::Range,
            RoleName::Pct | RoleName::Diff => Form::Percent,
            RoleName::N => Form::Number,
            RoleName::Word => Form::Words,
            RoleName::CiteParenthetical | RoleName::CiteTextual => return None,
        };
        if subtracts && self.is_joined_tightly(&role.argument) {
            let place = role.place.clone();
            self.faults.push(Diagnostic::bad_difference(&role.argument, place));
            return None;
        }
        let value = self.named_value(&role.argument, role.place.clone())?;
        Some(Binding::Value { value, form })
    }

    /// Whether a text is two values with a minus between them and no space round it.
    fn is_joined_tightly(&self, text: &str) -> bool {
        let known = |id: &str| self.names.values.contains_key(id);
        !known(text)
            && ["-", "−", "–"].iter().any(|minus| {
                text.match_indices(minus)
                    .any(|(at, _)| known(&text[..at]) && known(&text[at + minus.len()..]))
            })
    }

    /// The value of an id, former ids included; an unknown one is reported.
    pub(super) fn named_value(&mut self, id: &str, place: Place) -> Option<ValueId> {
        let value = self.names.values.get(id).copied();
        if value.is_none() && !self.names.may_exist(id, self.source) {
            let known = self.names.values.keys().map(String::as_str);
            self.faults.push(Diagnostic::unknown_value(id, place, known));
        }
        value
    }

    fn difference(&mut self, role: &Role) -> Option<Binding> {
        let text = role.argument.as_str();
        let parts = MINUSES.iter().find_map(|minus| text.split_once(minus));
        let parts = parts.map(|(a, b)| (a.trim(), b.trim())).filter(|(a, b)| {
            let one = |id: &str| !id.is_empty() && !id.contains(char::is_whitespace);
            one(a) && one(b)
        });
        let Some((first, second)) = parts else {
            self.faults.push(Diagnostic::bad_difference(text, role.place.clone()));
            return None;
        };
        // Looked up in what is written: there the text may go over several lines.
        let written = &role.place.file.text[role.place.span.clone()];
        let place_of = |at: Option<usize>, id: &str| {
            let span = at.map_or(role.place.span.clone(), |at| {
                let start = role.place.span.start + at;
                start..start + id.len()
            });
            Place { span, ..role.place.clone() }
        };
        let first_place = place_of(written.find(first), first);
        let second_place = place_of(written.rfind(second), second);
        let first = self.named_value(first, first_place);
        let second = self.named_value(second, second_place);
        let range = role.name == RoleName::Range;
        Some(Binding::Difference { first: first?, second: second?, range })
    }

    fn exhibit_number(&mut self, role: &Role) -> Option<Binding> {
        let id = &role.argument;
        if let Some(figure) = self.figure_named(id) {
            return Some(Binding::Figure(figure));
        }
        if let Some(table) = self.names.tables.get(id) {
            return Some(Binding::Table(*table));
        }
        if !self.names.may_exist(id, self.source) {
            let place = role.place.clone();
            let known = self.names.figure_ids.keys().chain(self.names.tables.keys());
            let known = known.map(String::as_str);
            self.faults.push(Diagnostic::unknown_exhibit("figure or table", id, place, known));
        }
        None
    }

    /// A figure by its id, or by a former id of its question.
    pub(super) fn figure_named(&self, id: &str) -> Option<FigureId> {
        let current = self.names.questions.get(id).and_then(|question| {
            self.names.figures.iter().position(|slot| slot.subject == Subject::Question(*question))
        });
        self.names.figure_ids.get(id).copied().or(current.map(FigureId))
    }

    /// Whether each role can write its value: this needs the whole study.
    pub(super) fn check_bindings(&mut self, study: &Study) {
        for bound in std::mem::take(&mut self.bindings) {
            let doubtful = match bound.binding {
                Binding::Figure(_) | Binding::Table(_) | Binding::Citation(_) => true,
                Binding::Value { value, .. } => self.doubtful.contains(&value),
                Binding::Difference { first, second, .. } => {
                    self.doubtful.contains(&first) || self.doubtful.contains(&second)
                }
                Binding::Claim(id) => {
                    let values = study[id].condition.values();
                    values.iter().any(|value| self.doubtful.contains(value))
                }
            };
            if !doubtful {
                self.faults.extend(check_binding(study, &bound));
            }
        }
    }
}

/// Whether what a role holds goes on over text up to the next backtick: the one that should close
/// it is missing.
fn runs_on(role: &Role) -> bool {
    // As nearly all roles are.
    if !role.argument.contains(char::is_whitespace) {
        return false;
    }
    let named = meant_argument(role.name.name(), &role.argument);
    let holds_a_role = || {
        let mut behind = role.argument.split('{').skip(1).filter_map(|it| it.split_once('}'));
        behind.any(|(name, _)| RoleName::ALL.iter().any(|(known, _)| *known == name))
    };
    let takes_one_word = match role.name {
        RoleName::Claim | RoleName::Diff | RoleName::Range => false,
        name => name.cites().is_none(),
    };
    let words = role.argument.split_whitespace().count();
    !named.is_empty() && (holds_a_role() || (takes_one_word && words > MOST_WORDS))
}

fn check_binding(study: &Study, bound: &Bound) -> Option<Diagnostic> {
    let role = bound.role.name.name();
    let place = bound.role.place.clone();
    match bound.binding {
        Binding::Figure(_) | Binding::Table(_) | Binding::Citation(_) => None,
        Binding::Claim(id) => check_claim(study, id, place),
        Binding::Difference { first, second, .. } => {
            match subtractable(study, first, second).err()? {
                Unsubtractable::Groups => {
                    let (a, b) = (study.value_id(first), study.value_id(second));
                    let (why, help) =
                        (not_paired(study, first, second), declare_same(study, first, second));
                    Some(Diagnostic::not_comparable((&a, &b), &why, place, help))
                }
                Unsubtractable::Units => {
                    let found = [first, second].map(|value| unit_words(study.unit(value)));
                    let why =
                        format!("expected two shares or two counts, found {}", found.join(" and "));
                    Some(Diagnostic::unfit_operands(
                        &format!("{{{role}}}"),
                        &why,
                        place,
                        LIKE_WITH_LIKE,
                    ))
                }
            }
        }
        Binding::Value { value, form } => {
            let difference = bound.role.name == RoleName::Diff;
            let why = cannot_write(study, value, form, difference)?;
            let (id, unit) = (study.value_id(value), unit_words(study.unit(value)));
            Some(Diagnostic::wrong_role(role, &id, unit, why, place))
        }
    }
}

/// Why a role cannot write a value, and which one can.
fn cannot_write(
    study: &Study,
    value: ValueId,
    form: Form,
    difference: bool,
) -> Option<(&'static str, &'static str)> {
    let unit = study.unit(value);
    let option = match value {
        ValueId::Option(id) => Some(&study[id]),
        _ => None,
    };
    let counted = option.is_some_and(|option| option.reported.count().is_some());
    let number = if counted || unit == Unit::Count { "{n} writes it" } else { "{pct} writes it" };
    match form {
        Form::Percent if difference && unit != Unit::Points => {
            Some(("it is not a difference", "{diff}`a - b` subtracts one value from another"))
        }
        Form::Percent if unit == Unit::Count => Some(("it is a count", "{n} writes counts")),
        Form::Percent if unit == Unit::Ratio => Some(("it is a quotient", "{n} writes quotients")),
        Form::Number if option.is_some() && !counted && unit != Unit::Ratio => Some((
            "no count of it is given",
            "{pct} writes its percent, {range} the counts that are possible",
        )),
        Form::Number if option.is_none() && matches!(unit, Unit::Share | Unit::Points) => {
            Some(("it is computed as a percent", "{pct} writes it"))
        }
        Form::Words if unit != Unit::Share => Some((
            "only a share can be put into words",
            match unit {
                Unit::Points => "{pct} writes it",
                _ => "{n} writes it",
            },
        )),
        Form::Range if counted => Some(("its count is printed", "{n} writes it")),
        Form::Range if matches!(value, ValueId::Group(..)) => {
            Some(("it is known exactly", "{n} writes it"))
        }
        Form::Range if option.is_some() && unit == Unit::Ratio => {
            Some(("it is a mean, not a share", "{n} writes it"))
        }
        Form::Range if option.is_some_and(|it| study[it.question].base.is == BaseIs::Unknown) => {
            Some(("its base is unknown, so no count can be told", number))
        }
        _ => None,
    }
}
