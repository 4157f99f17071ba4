//! The ledger of corrections -> `Correction`s: each `from` is what stands there when its turn comes.

use std::collections::BTreeMap;

use super::Checker;
use super::read::{DATE, is_date, is_id};
use crate::diagnostic::Diagnostic;
use crate::types::number::{Exact, Printed};
use crate::types::source::{At, CorrectedField, CorrectionEntry, Place};
use crate::types::study::{Change, Correction, OptionId, Reported, Study, ValueId};

impl Checker<'_> {
    /// Reads the ledger against the study as published.
    pub(super) fn corrections(&mut self, study: &Study) -> Vec<Correction> {
        let Some(yaml) = &self.source.corrections else { return Vec::new() };
        let list = yaml.top().key("corrections");
        let entries = &yaml.content.corrections;
        if entries.is_empty() && !list.node().stands_in {
            self.faults.push(Diagnostic::empty_list("correction", list.place()));
        }
        let mut ids: BTreeMap<&str, Place> = BTreeMap::new();
        // What stands after the entries so far.
        let mut current = study.clone();
        let mut corrections: Vec<Correction> = Vec::new();
        // After a faulty entry nobody knows what stands there.
        let mut doubtful: Vec<ValueId> = Vec::new();
        for (i, entry) in entries.iter().enumerate() {
            let at = list.item(i);
            self.correction_id(entry, at.key("id"), &mut ids);
            self.form(at, "date", &entry.date, &DATE);
            self.not_after_the_report(&entry.date, at);
            let texts = [("reason", Some(&entry.reason)), ("to", entry.to.as_ref())];
            for (key, text) in texts.into_iter().filter_map(|(key, it)| Some((key, it?))) {
                if text.trim().is_empty() && !at.stands_in(key) {
                    self.faults.push(Diagnostic::correction_without(key, at.key(key).place()));
                }
            }
            let Some(value) = self.named_value(&entry.value, at.key("value").place()) else {
                continue;
            };
            let parts = ["value", "field", "from", "to"];
            let withdrawn = entry.field == CorrectedField::Withdrawn;
            if !at.stands_in("field") && withdrawn != entry.to.is_none() {
                let fault = if withdrawn {
                    Diagnostic::withdrawn_with_to(at.place_of_key("to"))
                } else {
                    Diagnostic::correction_without_to(at.place())
                };
                self.faults.push(fault);
                doubtful.push(value);
                continue;
            }
            let unread = at.node().stands_in || parts.iter().any(|key| at.stands_in(key));
            if unread || self.doubtful.contains(&value) || doubtful.contains(&value) {
                doubtful.push(value);
                continue;
            }
            let Some(change) = self.change(&current, entry, at, value, &corrections) else {
                doubtful.push(value);
                continue;
            };
            current.change(&change);
            corrections.push(Correction {
                id: entry.id.clone(),
                date: entry.date.clone(),
                version: entry.version.clone(),
                kind: entry.kind,
                value,
                change,
                reason: entry.reason.clone(),
                found_by: entry.found_by.clone(),
                evidence: entry.evidence.clone(),
                published: entry.published.clone(),
                at: at.key("id").place(),
            });
        }
        corrections
    }

    /// Dates of this form have the order of their texts.
    fn not_after_the_report(&mut self, date: &str, at: At<'_>) {
        let Some(study) = &self.source.study else { return };
        let (report, own) = (&study.content.report.date, study.top().key("report"));
        let read = is_date(date) && is_date(report) && !at.stands_in("date");
        if read && !own.stands_in("date") && date > report.as_str() {
            let place = own.key("date").place();
            self.faults.push(Diagnostic::correction_after_report(
                date,
                report,
                at.key("date").place(),
                place,
            ));
        }
    }

    fn correction_id<'e>(
        &mut self,
        entry: &'e CorrectionEntry,
        at: At<'_>,
        ids: &mut BTreeMap<&'e str, Place>,
    ) {
        if at.node().stands_in {
            return;
        }
        if !is_id(&entry.id) {
            self.faults.push(Diagnostic::invalid_id(&entry.id, false, at.place()));
        } else if let Some(first) = ids.get(&*entry.id) {
            self.faults.push(Diagnostic::duplicate_id(&entry.id, at.place(), first.clone()));
        } else {
            ids.insert(&entry.id, at.place());
        }
    }

    /// What an entry changes; nothing where it cannot, which is reported.
    fn change(
        &mut self,
        study: &Study,
        entry: &CorrectionEntry,
        at: At<'_>,
        value: ValueId,
        before: &[Correction],
    ) -> Option<Change> {
        let field = entry.field;
        if field == CorrectedField::Withdrawn && !matches!(value, ValueId::Option(_)) {
            let group = matches!(value, ValueId::Group(..));
            self.faults.push(Diagnostic::cannot_withdraw(group, at.key("value").place()));
            return None;
        }
        let stands = standing(study, value, field);
        let Some((text, place)) = stands else {
            let place = at.key("field").place();
            let has = fields(study, value);
            let computed = matches!(value, ValueId::Derived(_));
            self.faults.push(Diagnostic::no_such_field(field.name(), &has, computed, place));
            return None;
        };
        let change = self.changed(study, entry, at, value)?;
        // The last entry that touched it, or the data.
        let last = before.iter().rev().find(|it| it.change.same_target(&change));
        let (place, by) = match last {
            Some(last) => (last.at.clone(), Some(&*last.id)),
            None => (place, None),
        };
        if entry.from != text {
            let from = at.key("from").place();
            self.faults.push(Diagnostic::not_what_stands(&entry.from, &text, from, place, by));
            return None;
        }
        if let Some(to) = entry.to.as_ref().filter(|to| **to == entry.from) {
            self.faults.push(Diagnostic::nothing_corrected(to, at.key("to").place()));
            return None;
        }
        if let (Change::Withdrawn(_, Reported::Withdrawn(_)), Some(last)) = (&change, last) {
            let place = at.key("field").place();
            self.faults.push(Diagnostic::withdrawn_twice(place, last.at.clone()));
            return None;
        }
        Some(change)
    }

    fn changed(
        &mut self,
        study: &Study,
        entry: &CorrectionEntry,
        at: At<'_>,
        value: ValueId,
    ) -> Option<Change> {
        let wanted = entry.to.as_deref().unwrap_or_default();
        match (entry.field, value) {
            (CorrectedField::Withdrawn, ValueId::Option(id)) => {
                Some(Change::Withdrawn(id, study[id].reported.clone()))
            }
            (CorrectedField::Percent, ValueId::Option(id)) => {
                let to = self.new_percent(wanted, at)?;
                Some(match study[id].reported.percent() {
                    Some(from) => Change::Percent(id, from.clone(), to),
                    None => Change::Reinstated(id, Reported::Percent(to)),
                })
            }
            (CorrectedField::Count, ValueId::Option(id)) => {
                let to = self.count(at, "to", entry.to.as_ref())?;
                let question = &study[study[id].question];
                let of_base = study[id].reported.form().percent().is_some()
                    || question.answer != crate::types::study::Answer::Fact;
                if let Some(n) = question.base.n.filter(|n| of_base && to > *n) {
                    let (place, base) = (at.key("to").place(), question.at.clone());
                    self.faults.push(Diagnostic::count_above_base(to, n, place, base));
                    return None;
                }
                Some(match study[id].reported.count() {
                    Some(from) => Change::Count(id, from, to),
                    None => Change::Reinstated(id, Reported::Count(to)),
                })
            }
            (CorrectedField::Count, ValueId::Group(id, fact)) => {
                let from = study[id].fact(fact)?;
                Some(Change::Fact(id, fact, from, self.count(at, "to", entry.to.as_ref())?))
            }
            (CorrectedField::Base, ValueId::Option(id)) => {
                let question = study[id].question;
                let from = study[question].base.n?;
                let to = self.count(at, "to", entry.to.as_ref())?;
                let over = study[question].option_ids().find_map(|option| {
                    let count = study[option].reported.count()?;
                    (count > to).then_some((count, option))
                });
                if let Some((count, option)) = over {
                    let (place, base) = (study[option].at.clone(), at.key("to").place());
                    self.faults.push(Diagnostic::count_above_base(count, to, place, base));
                    return None;
                }
                Some(Change::Base(question, from, to))
            }
            (CorrectedField::Label, ValueId::Option(id)) => {
                Some(Change::Label(id, study[id].label.clone(), wanted.to_owned()))
            }
            _ => None,
        }
    }

    fn new_percent(&mut self, text: &str, at: At<'_>) -> Option<Printed> {
        let place = at.key("to").place();
        match Printed::parse(text) {
            Ok(printed) if printed.value() > Exact::from(100) => {
                self.faults.push(Diagnostic::percent_too_large(100, text, place));
                None
            }
            Ok(printed) => Some(printed),
            Err(why) => {
                self.faults.push(Diagnostic::bad_percent("to", text, why, place));
                None
            }
        }
    }
}

/// What stands at a field of a value, and where; nothing where it has no such field.
fn standing(study: &Study, value: ValueId, field: CorrectedField) -> Option<(String, Place)> {
    let of_option = |id: OptionId| {
        let choice = &study[id];
        let reported = &choice.reported;
        let gone = reported.is_withdrawn();
        match field {
            // A withdrawn figure comes back as what it was.
            CorrectedField::Percent if gone => reported.form().percent().map(|_| reported.plain()),
            CorrectedField::Count if gone => {
                matches!(reported.form(), Reported::Count(_)).then(|| reported.plain())
            }
            CorrectedField::Percent => reported.percent().map(|it| it.text().to_owned()),
            CorrectedField::Count => reported.count().map(|it| it.to_string()),
            CorrectedField::Withdrawn => Some(reported.plain()),
            CorrectedField::Base => study[choice.question].base.n.map(|it| it.to_string()),
            CorrectedField::Label => Some(choice.label.clone()),
        }
    };
    match value {
        ValueId::Option(id) => {
            let place = match field {
                CorrectedField::Base => study[study[id].question].at.clone(),
                _ => study[id].at.clone(),
            };
            of_option(id).map(|text| (text, place))
        }
        ValueId::Group(id, fact) if field == CorrectedField::Count => {
            study[id].fact(fact).map(|n| (n.to_string(), study[id].at.clone()))
        }
        ValueId::Group(..) | ValueId::Derived(_) => None,
    }
}

/// The fields of a value that can be corrected.
fn fields(study: &Study, value: ValueId) -> Vec<&'static str> {
    let there = CorrectedField::ALL.into_iter().filter(|it| standing(study, value, *it).is_some());
    there.map(CorrectedField::name).collect()
}
