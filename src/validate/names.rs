//! `Source` -> `Names`: what each id stands for, before anything is built.

use std::collections::BTreeMap;

use super::read::is_id;
use crate::diagnostic::Diagnostic;
use crate::types::figure::Subject;
use crate::types::source::{
    AnswerKind, At, ChartName, DerivedEntry, Likeness, OptionEntry, Place, QuestionEntry, Source,
    TableEntry,
};
use crate::types::study::{
    ComparisonId, DerivedId, FigureId, FigureSlot, GroupFact, GroupId, OptionId, QuestionId,
    TableId, ValueId,
};

/// What each id stands for.
#[derive(Default)]
pub(super) struct Names {
    pub(super) groups: BTreeMap<String, GroupId>,
    pub(super) values: BTreeMap<String, ValueId>,
    pub(super) questions: BTreeMap<String, QuestionId>,
    /// Table ids, and `table-1` for a table with a number.
    pub(super) tables: BTreeMap<String, TableId>,
    pub(super) figure_ids: BTreeMap<String, FigureId>,
    /// Figures in the order of their numbers.
    pub(super) figures: Vec<FigureSlot>,
    /// Derived values as (file, entry), each after those that it is computed from.
    pub(super) derived: Vec<(usize, usize)>,
    /// Where each id was given, to show both places of a duplicate.
    places: BTreeMap<String, Place>,
    /// Ids in entries that could not be read.
    lost: Vec<String>,
    /// Whether `study.yaml` could be read: without it no group is known.
    groups_known: bool,
}

impl Names {
    /// Whether a fault that was reported elsewhere may be why an id is not known.
    pub(super) fn may_be_lost(&self, id: &str) -> bool {
        id.split('.').any(|part| self.lost.iter().any(|lost| lost == part || lost == id))
    }

    /// Whether a group may exist although it is not known.
    pub(super) fn group_may_exist(&self, id: &str) -> bool {
        !self.groups_known || self.may_be_lost(id)
    }
}

/// The full id of a question: its group's, or else its table's, and its own.
pub(super) fn question_id(table: &TableEntry, question: &QuestionEntry) -> String {
    let group = question.group.as_ref().or(table.group.as_ref());
    format!("{}.{}", group.unwrap_or(&table.id), question.id)
}

/// The id of the comparison that a question declares.
pub(super) fn comparison_id(table: &TableEntry, question: &QuestionEntry) -> String {
    format!("compared.{}", question_id(table, question))
}

/// Whether a question gets a chart: it has a percent, and is a list of options or asks for one.
fn is_drawn(question: &QuestionEntry) -> bool {
    let shares = question.options.iter().any(|option| option.percent.is_some());
    shares
        && match question.chart {
            Some(ChartName::None) => false,
            Some(_) => true,
            None => question.kind != AnswerKind::Fact,
        }
}

/// The questions of a source in order, each with its table and position.
pub(super) fn questions(
    source: &Source,
) -> impl Iterator<Item = (&TableEntry, &QuestionEntry, At<'_>)> {
    source.data.iter().flat_map(|yaml| {
        let tables = yaml.content.tables.iter().flatten().enumerate();
        tables.flat_map(move |(t, table)| {
            let at = yaml.top().key("tables").item(t).key("questions");
            table
                .questions
                .iter()
                .enumerate()
                .map(move |(q, question)| (table, question, at.item(q)))
        })
    })
}

/// Surveys all names of a study.
pub(super) fn survey(source: &Source, faults: &mut Vec<Diagnostic>) -> Names {
    let mut survey = Survey { names: Names::default(), faults };
    survey.names.lost.clone_from(&source.lost_ids);
    survey.groups(source);
    survey.tables(source);
    survey.questions(source);
    survey.derived(source);
    survey.comparisons(source);
    survey.names
}

struct Survey<'a> {
    names: Names,
    faults: &'a mut Vec<Diagnostic>,
}

impl Survey<'_> {
    /// Whether an id is well formed and new; says so where it is not.
    fn claim(&mut self, full: &str, parts: &[&str], place: &Place) -> bool {
        if let Some(part) = parts.iter().find(|part| !is_id(part)) {
            self.faults.push(Diagnostic::invalid_id(part, place.clone()));
            return false;
        }
        if let Some(first) = self.names.places.get(full) {
            self.faults.push(Diagnostic::duplicate_id(full, place.clone(), first.clone()));
            return false;
        }
        self.names.places.insert(full.to_owned(), place.clone());
        true
    }

    fn groups(&mut self, source: &Source) {
        let Some(study) = &source.study else { return };
        self.names.groups_known = true;
        for (i, group) in study.content.groups.iter().enumerate() {
            let at = study.top().key("groups").item(i);
            if !self.claim(&group.id, &[&group.id], &at.key("id").place()) {
                continue;
            }
            self.names.groups.insert(group.id.clone(), GroupId(i));
            let facts = [&group.sent, &group.answered, &group.regions]
                .into_iter()
                .map(Option::is_some)
                .chain([group.sites.is_some()]);
            for ((name, fact), given) in GroupFact::ALL.into_iter().zip(facts) {
                if given {
                    let value = ValueId::Group(GroupId(i), fact);
                    self.names.values.insert(format!("{}.{name}", group.id), value);
                }
            }
        }
    }

    fn tables(&mut self, source: &Source) {
        let mut index = 0;
        for yaml in &source.data {
            for (t, table) in yaml.content.tables.iter().flatten().enumerate() {
                let at = yaml.top().key("tables").item(t);
                let id = TableId(index);
                index += 1;
                if self.claim(&table.id, &[&table.id], &at.key("id").place()) {
                    self.names.tables.insert(table.id.clone(), id);
                }
                if let Some(number) = &table.number {
                    let name = format!("table-{number}");
                    if name != table.id && self.claim(&name, &[&name], &at.key("number").place()) {
                        self.names.tables.insert(name, id);
                    }
                }
            }
        }
    }

    fn questions(&mut self, source: &Source) {
        let mut options = 0;
        for (q, (table, question, at)) in questions(source).enumerate() {
            let id = QuestionId(q);
            let full = question_id(table, question);
            let place = at.key("id").place();
            if let Some((name, _)) = GroupFact::ALL.iter().find(|(name, _)| *name == question.id) {
                let what = "a number of the group in study.yaml";
                self.faults.push(Diagnostic::reserved_id(name, what, place.clone()));
            }
            let fresh = self.claim(&full, &[&question.id], &place);
            if fresh {
                self.names.questions.insert(full.clone(), id);
            }
            for (o, option) in question.options.iter().enumerate() {
                let value = ValueId::Option(OptionId(options));
                options += 1;
                self.option(question, option, &full, value, at.key("options").item(o), fresh);
            }
            for (i, alias) in question.aliases.iter().flatten().enumerate() {
                if self.claim_alias(alias, at.key("aliases").item(i)) {
                    self.names.questions.insert(alias.clone(), id);
                }
            }
            if fresh && is_drawn(question) {
                self.figure(full, Subject::Question(id));
            } else if matches!(question.chart, Some(ChartName::Bars | ChartName::Stacked)) {
                let place = at.key("chart").place();
                self.faults.push(Diagnostic::nothing_to_draw(&full, place));
            }
        }
    }

    fn option(
        &mut self,
        question: &QuestionEntry,
        option: &OptionEntry,
        above: &str,
        value: ValueId,
        at: At<'_>,
        fresh: bool,
    ) {
        let full = format!("{above}.{}", option.id);
        // Options of a question that is there twice are duplicates for that reason only.
        if fresh && self.claim(&full, &[&option.id], &at.key("id").place()) {
            self.names.values.insert(full, value);
        }
        for alias in question.aliases.iter().flatten() {
            self.names.values.entry(format!("{alias}.{}", option.id)).or_insert(value);
        }
        for (i, alias) in option.aliases.iter().flatten().enumerate() {
            if self.claim_alias(alias, at.key("aliases").item(i)) {
                self.names.values.insert(alias.clone(), value);
            }
        }
    }

    fn claim_alias(&mut self, alias: &str, at: At<'_>) -> bool {
        let parts: Vec<&str> = alias.split('.').collect();
        self.claim(alias, &parts, &at.place())
    }

    fn figure(&mut self, id: String, subject: Subject) {
        self.names.figure_ids.insert(id.clone(), FigureId(self.names.figures.len()));
        self.names.figures.push(FigureSlot { id, subject });
    }

    /// Derived values, put in an order in which each can be computed.
    fn derived(&mut self, source: &Source) {
        let mut waiting: Vec<(usize, usize, &DerivedEntry, At<'_>)> = Vec::new();
        for (f, yaml) in source.data.iter().enumerate() {
            for (d, entry) in yaml.content.derived.iter().flatten().enumerate() {
                waiting.push((f, d, entry, yaml.top().key("derived").item(d)));
            }
        }
        let ids: Vec<&str> = waiting.iter().map(|(_, _, entry, _)| entry.id.as_str()).collect();
        let mut placed: Vec<&str> = Vec::new();
        while !waiting.is_empty() {
            let ready = waiting.iter().position(|(_, _, entry, _)| {
                operands(entry).all(|id| !ids.contains(&id) || placed.contains(&id))
            });
            if ready.is_none() {
                let (_, _, entry, at) = &waiting[0];
                self.faults.push(Diagnostic::circular(&entry.id, at.key("id").place()));
            }
            let (f, d, entry, at) = waiting.remove(ready.unwrap_or(0));
            placed.push(&entry.id);
            let value = ValueId::Derived(DerivedId(self.names.derived.len()));
            self.names.derived.push((f, d));
            let parts: Vec<&str> = entry.id.split('.').collect();
            if self.claim(&entry.id, &parts, &at.key("id").place()) {
                self.names.values.insert(entry.id.clone(), value);
            }
            for (i, alias) in entry.aliases.iter().flatten().enumerate() {
                if self.claim_alias(alias, at.key("aliases").item(i)) {
                    self.names.values.insert(alias.clone(), value);
                }
            }
        }
    }

    /// The figures that set two groups side by side, after those of the questions.
    fn comparisons(&mut self, source: &Source) {
        let mut index = 0;
        for (table, question, _) in questions(source) {
            let Some(rows) = &question.comparable else { continue };
            let id = ComparisonId(index);
            index += 1;
            if rows.iter().any(|row| row.is != Likeness::Not) {
                self.figure(comparison_id(table, question), Subject::Comparison(id));
            }
        }
    }
}

/// The ids that a derived value is computed from.
pub(super) fn operands(entry: &DerivedEntry) -> impl Iterator<Item = &str> {
    let lists = [&entry.sum, &entry.difference, &entry.share, &entry.ratio];
    lists.into_iter().flatten().flatten().chain(&entry.complement).map(String::as_str)
}
