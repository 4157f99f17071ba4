//! The role {claim}: what is written, and the condition behind it.

use super::Checker;
use super::derived::unit_words;
use crate::diagnostic::Diagnostic;
use crate::types::document::Role;
use crate::types::number::{Exact, Printed};
use crate::types::source::Place;
use crate::types::study::{Binding, Claim, ClaimId, Condition, Operand, Study, Unit, ValueId};

impl Checker<'_> {
    /// What a claim stands for; nothing where it cannot be read, which is reported.
    pub(super) fn claim(&mut self, role: &Role) -> Option<Binding> {
        let Some((text, written)) = role.argument.rsplit_once('|') else {
            self.faults.push(Diagnostic::claim_form(&role.argument, role.place.clone()));
            return None;
        };
        let (text, written) = (text.trim(), written.trim());
        if text.is_empty() {
            self.faults.push(Diagnostic::claim_form(&role.argument, role.place.clone()));
            return None;
        }
        let condition = self.condition(written, role)?;
        let id = ClaimId(self.claims.len());
        self.claims.push(Claim { text: text.to_owned(), condition, written: written.to_owned() });
        Some(Binding::Claim(id))
    }

    fn condition(&mut self, written: &str, role: &Role) -> Option<Condition> {
        let words: Vec<&str> = written.split(' ').filter(|word| !word.is_empty()).collect();
        match words[..] {
            [value, "leads"] => self.claimed(value, role).map(Condition::Leads),
            [value, "trails"] => self.claimed(value, role).map(Condition::Trails),
            [first, sign @ (">" | "<" | "="), second] => {
                let percent = second.strip_suffix('%').map(Printed::parse);
                let second = match percent {
                    Some(Ok(percent)) if percent.value() <= Exact::from(100) => {
                        Some(Operand::Percent(percent))
                    }
                    Some(_) => {
                        self.faults.push(Diagnostic::claim_condition(written, role.place.clone()));
                        return None;
                    }
                    None => self.claimed(second, role).map(Operand::Value),
                };
                let (first, second) = (self.claimed(first, role)?, second?);
                Some(match sign {
                    ">" => Condition::More(first, second),
                    "<" => Condition::Less(first, second),
                    _ => Condition::Equal(first, second),
                })
            }
            _ => {
                self.faults.push(Diagnostic::claim_condition(written, role.place.clone()));
                None
            }
        }
    }

    /// A value that a condition names.
    fn claimed(&mut self, id: &str, role: &Role) -> Option<ValueId> {
        // Looked up in what is written: there the text may go over several lines.
        let written = &role.place.file.text[role.place.span.clone()];
        let at = written.rfind('|').and_then(|bar| Some(bar + written[bar..].find(id)?));
        let span = at.map_or(role.place.span.clone(), |at| {
            let start = role.place.span.start + at;
            start..start + id.len()
        });
        self.named_value(id, Place { span, ..role.place.clone() })
    }
}

/// Why a condition cannot be judged, whatever its values are.
pub(super) fn check_claim(study: &Study, id: ClaimId, place: Place) -> Option<Diagnostic> {
    let condition = &study[id].condition;
    let unit = |value: ValueId| study.unit(value);
    match condition {
        Condition::More(first, second)
        | Condition::Less(first, second)
        | Condition::Equal(first, second) => {
            let other = match second {
                Operand::Value(second) => unit(*second),
                Operand::Percent(_) if unit(*first) == Unit::Points => Unit::Points,
                Operand::Percent(_) => Unit::Share,
            };
            (unit(*first) != other).then(|| {
                let found = format!("{} and {}", unit_words(unit(*first)), unit_words(other));
                Diagnostic::claim_units(&study[id].written, &found, place)
            })
        }
        Condition::Leads(value) | Condition::Trails(value) => {
            let listed = matches!(value, ValueId::Option(id)
                if study[study[*id].question].options.len() > 1);
            (!listed).then(|| Diagnostic::claim_rank(&study.value_id(*value), place))
        }
    }
}
