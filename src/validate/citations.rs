//! Roles that cite -> the citation that they stand for, and whether its works are there.

use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::types::bibliography::{CitationForm, Shelf};
use crate::types::document::Role;
use crate::types::source::Place;
use crate::types::study::Binding;

impl Checker<'_> {
    /// The citation of a role; what is wrong with its keys is reported.
    pub(super) fn citation(&mut self, role: &Role, form: CitationForm) -> Option<Binding> {
        let name = role.name.name();
        let catalogue = match &self.shelf {
            Shelf::Read(catalogue) => catalogue,
            Shelf::Unreadable => return None,
            Shelf::Missing => {
                self.faults.push(Diagnostic::no_references(name, role.place.clone()));
                return None;
            }
        };
        let places = places(role);
        let keys: Vec<&str> = role.keys().collect();
        let mut faults = Vec::new();
        if keys.contains(&"") {
            let place = role.place.clone();
            faults.push(Diagnostic::empty_key(name, &role.argument, place));
        }
        for (i, key) in keys.iter().enumerate().filter(|(_, key)| !key.is_empty()) {
            let place = places[i].clone();
            let first = keys.iter().position(|other| other == key).unwrap_or(i);
            if first < i {
                faults.push(Diagnostic::cited_twice(key, place, places[first].clone()));
            } else if catalogue.keys.iter().all(|known| known != key) {
                let known: Vec<&str> = catalogue.keys.iter().map(String::as_str).collect();
                faults.push(Diagnostic::unknown_work(key, place, &known));
            }
        }
        let citation = catalogue.citation(form, &keys);
        let whole = faults.is_empty();
        self.faults.extend(faults);
        citation.filter(|_| whole).map(Binding::Citation)
    }
}

/// Where each key of a role stands; the whole argument where it is written over several lines.
fn places(role: &Role) -> Vec<Place> {
    let written = &role.place.file.text[role.place.span.clone()];
    let mut start = role.place.span.start;
    let parts: Vec<Place> = written
        .split(',')
        .map(|part| {
            // A quotation writes its sign before each line.
            let key = part.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
            let from = start + part.len() - key.len();
            let place = Place { span: from..from + key.trim_end().len(), ..role.place.clone() };
            start += part.len() + 1;
            place
        })
        .collect();
    let count = role.keys().count();
    if parts.len() == count { parts } else { vec![role.place.clone(); count] }
}
