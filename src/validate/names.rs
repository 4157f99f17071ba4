//! `Source` -> `Names`: what each id stands for, before anything is built.

mod misnamed;

use std::collections::{BTreeMap, BTreeSet};

use misnamed::Misnamed;

use super::order;
use super::read::{is_id, is_table_number};
use crate::diagnostic::{Diagnostic, Undrawn};
use crate::types::figure::Subject;
use crate::types::source::{
    AnswerKind, At, BaseIs, ChartEntry, ChartName, DerivedEntry, Likeness, Lost, OptionEntry,
    Place, QuestionEntry, Source, TableEntry,
};
use crate::types::study::{
    ChartId, ComparisonId, DerivedId, FigureId, GroupFact, GroupId, OptionId, QuestionId, TableId,
    ValueId,
};

/// What each id stands for.
#[derive(Default)]
pub(super) struct Names {
    pub(super) groups: BTreeMap<String, GroupId>,
    pub(super) values: BTreeMap<String, ValueId>,
    pub(super) questions: BTreeMap<String, QuestionId>,
    /// Table ids, and `table-1` for a table with a number.
    pub(super) tables: BTreeMap<String, TableId>,
    /// For each question its table.
    pub(super) table_of: Vec<TableId>,
    pub(super) figure_ids: BTreeMap<String, FigureId>,
    /// Figures in the order of the data.
    pub(super) figures: Vec<Drawn>,
    /// Derived values as (file, entry), each after those that it is computed from.
    pub(super) derived: Vec<(usize, usize)>,
    /// Those that are computed from themselves, which was reported.
    pub(super) circular: BTreeSet<(usize, usize)>,
    /// Where each id was given, to show both places of a duplicate.
    places: BTreeMap<String, Place>,
    /// Ids that cannot be used, which was reported.
    lost: Lost,
    /// Entries that have the id of another, which was reported.
    misnamed: Vec<Misnamed>,
    /// Whether a number of a table cannot be read, or is another's: any may be meant.
    numbers_doubtful: bool,
    /// Whether the groups of `study.yaml` could be read, all of them.
    groups_known: bool,
}

/// A figure before it has a number.
pub(super) struct Drawn {
    pub(super) id: String,
    pub(super) subject: Subject,
}

impl Names {
    /// Whether a value, figure, table or question may exist although it is not known, since its
    /// place has a fault that was reported.
    pub(super) fn may_exist(&self, id: &str, source: &Source) -> bool {
        let of_group = id.rsplit_once('.').is_some_and(|(group, fact)| {
            self.group_may_exist(group) && GroupFact::ALL.iter().any(|(name, _)| *name == fact)
        });
        let of_number = self.numbers_doubtful && id.strip_prefix("table-").is_some_and(is_number);
        // Rows side by side are named by their question.
        let of_question = id
            .strip_prefix("compared.")
            .is_some_and(|question| self.lost.may_hold(question) || source.lost.may_hold(question));
        let misnamed = || self.misnamed.iter().any(|entry| entry.may_be(id));
        of_group || of_number || of_question || self.is_lost(id, source) || misnamed()
    }

    /// The same of a question, as far as nothing else can be meant.
    pub(super) fn question_may_exist(&self, id: &str, source: &Source) -> bool {
        let mut questions = self.misnamed.iter().filter(|entry| entry.is_question());
        self.is_lost(id, source) || questions.any(|entry| entry.may_be(id))
    }

    fn is_lost(&self, id: &str, source: &Source) -> bool {
        self.lost.may_hold(id) || source.lost.may_hold(id)
    }

    /// Whether a group may exist although it is not known.
    pub(super) fn group_may_exist(&self, id: &str) -> bool {
        !self.groups_known || self.lost.may_hold(id)
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
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

/// Whether a question gets a chart: it has shares, and is a list of options or asks for one.
/// Shares are percents, and counts of answers on a base that is known. What cannot be read may be
/// a percent.
fn is_drawn(question: &QuestionEntry, based: bool, at: At<'_>) -> bool {
    let list = at.key("options");
    let counted = based && question.kind != AnswerKind::Fact;
    let shares = list.node().stands_in
        || question.options.iter().enumerate().any(|(o, option)| {
            let count = counted && option.count.is_some();
            option.percent.is_some() || count || list.item(o).stands_in("percent")
        });
    shares
        && match question.chart {
            Some(ChartName::None) => false,
            Some(_) => true,
            None => question.kind != AnswerKind::Fact,
        }
}

/// Whether a group says how many of it answered, as far as its entry could be read.
fn has_answered(source: &Source, id: &str) -> bool {
    source.study.iter().any(|study| {
        let list = study.top().key("groups");
        let mut groups = study.content.groups.iter().enumerate();
        groups.any(|(i, it)| {
            it.id == id && (it.answered.is_some() || list.item(i).stands_in("answered"))
        })
    })
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

/// The charts of a source in order, each with its position.
pub(super) fn charts(source: &Source) -> impl Iterator<Item = (&ChartEntry, At<'_>)> {
    source.data.iter().flat_map(|yaml| {
        let at = yaml.top().key("charts");
        let entries = yaml.content.charts.iter().flatten().enumerate();
        entries.map(move |(i, entry)| (entry, at.item(i)))
    })
}

/// Surveys all names of a study.
pub(super) fn survey(source: &Source, faults: &mut Vec<Diagnostic>) -> Names {
    let mut survey = Survey { names: Names::default(), faults };
    survey.groups(source);
    survey.tables(source);
    survey.questions(source);
    survey.derived(source);
    survey.comparisons(source);
    survey.charts(source);
    survey.names
}

struct Survey<'a> {
    names: Names,
    faults: &'a mut Vec<Diagnostic>,
}

impl Survey<'_> {
    /// Whether the id at a key is well formed; says so where it is not. `full` is the id with what
    /// stands before it, by which others would refer to it.
    fn is_sound(&mut self, full: &str, id: &str, joined: bool, at: At<'_>) -> bool {
        let sound = if joined { id.split('.').all(is_id) } else { is_id(id) };
        if at.node().stands_in {
            return false;
        }
        if !sound {
            self.names.lost.add_tail(full);
            self.faults.push(Diagnostic::invalid_id(id, joined, at.place()));
        }
        sound
    }

    /// Whether an id is new; says so where it is not.
    fn claim(&mut self, full: &str, place: Place) -> bool {
        if let Some(first) = self.names.places.get(full) {
            self.faults.push(Diagnostic::duplicate_id(full, place, first.clone()));
            return false;
        }
        self.names.places.insert(full.to_owned(), place);
        true
    }

    fn groups(&mut self, source: &Source) {
        let Some(study) = &source.study else { return };
        let list = study.top().key("groups");
        self.names.groups_known = !list.node().stands_in;
        for (i, group) in study.content.groups.iter().enumerate() {
            let at = list.item(i);
            let id = at.key("id");
            self.names.groups_known &= !id.node().stands_in;
            if !self.is_sound(&group.id, &group.id, false, id) {
                continue;
            }
            if !self.claim(&group.id, id.place()) {
                // It was meant to have another id, which others name.
                self.names.groups_known = false;
                continue;
            }
            self.names.groups.insert(group.id.clone(), GroupId(i));
            let facts = [&group.sent, &group.answered, &group.regions]
                .into_iter()
                .map(Option::is_some)
                .chain([group.sites.is_some()]);
            for ((name, fact), given) in GroupFact::ALL.into_iter().zip(facts) {
                if given || at.stands_in(name) {
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
                self.names.table_of.extend(table.questions.iter().map(|_| id));
                let id_at = at.key("id");
                if self.is_sound(&table.id, &table.id, false, id_at) {
                    if self.claim(&table.id, id_at.place()) {
                        self.names.tables.insert(table.id.clone(), id);
                    } else {
                        self.names.misnamed.push(Misnamed::new(&table.id));
                    }
                }
                self.names.numbers_doubtful |= at.stands_in("number");
                if let Some(number) = &table.number {
                    self.table_number(number, &table.id, id, at.key("number"));
                }
            }
        }
    }

    /// The number of a table is an id of it too: `table-1`.
    fn table_number(&mut self, number: &str, own: &str, id: TableId, at: At<'_>) {
        let name = format!("table-{number}");
        if !is_table_number(number) {
            self.names.numbers_doubtful = true;
        } else if name == *own {
            // Its id says the same.
        } else if let Some(first) = self.names.places.get(&name) {
            let first = first.clone();
            self.faults.push(Diagnostic::duplicate_number(number, at.place(), first));
            self.names.numbers_doubtful = true;
        } else {
            self.names.places.insert(name.clone(), at.place());
            self.names.tables.insert(name, id);
        }
    }

    fn questions(&mut self, source: &Source) {
        let mut options = 0;
        for (q, (table, question, at)) in questions(source).enumerate() {
            let id = QuestionId(q);
            let full = question_id(table, question);
            let id_at = at.key("id");
            if let Some((name, _)) = GroupFact::ALL.iter().find(|(name, _)| *name == question.id) {
                let what = "a number of a group in study.yaml";
                self.faults.push(Diagnostic::reserved_id(name, what, id_at.place()));
            }
            let sound = self.is_sound(&full, &question.id, false, id_at);
            let fresh = sound && self.claim(&full, id_at.place());
            if fresh {
                self.names.questions.insert(full.clone(), id);
            } else if sound {
                self.names.misnamed.push(Misnamed::question(&full, &question.options));
            }
            let group = question.group.as_ref().or(table.group.as_ref());
            if group.is_some_and(|group| !self.names.groups.contains_key(group)) {
                // Others name the group as it was meant.
                self.names.lost.add_tail(&question.id);
                for option in &question.options {
                    self.names.lost.add_tail(format!("{}.{}", question.id, option.id));
                }
            }
            let aliases: Vec<&String> = question.aliases.iter().flatten().collect();
            let sound: Vec<&String> = aliases
                .iter()
                .enumerate()
                .filter(|(i, alias)| self.claim_alias(alias, at.key("aliases").item(*i)))
                .map(|(_, alias)| *alias)
                .collect();
            for (o, option) in question.options.iter().enumerate() {
                let value = ValueId::Option(OptionId(options));
                options += 1;
                self.option(option, &full, &sound, value, at.key("options").item(o), fresh);
            }
            for alias in sound {
                self.names.questions.insert(alias.clone(), id);
            }
            if fresh && is_drawn(question, self.is_based(source, table, question, at), at) {
                self.figure(full, Subject::Question(id));
            } else if fresh && matches!(question.chart, Some(ChartName::Bars | ChartName::Stacked))
            {
                let place = at.key("chart").place();
                self.faults.push(Diagnostic::nothing_to_draw(&full, Undrawn::NoPercent, place));
            }
        }
    }

    /// Whether it is known how many answered a question. Where its group, or its base, could not
    /// be read, they may have said so.
    fn is_based(
        &self,
        source: &Source,
        table: &TableEntry,
        question: &QuestionEntry,
        at: At<'_>,
    ) -> bool {
        let group = question.group.as_ref().or(table.group.as_ref());
        let answered = |group: &String| {
            let known = self.names.groups.contains_key(group);
            has_answered(source, group) || (!known && self.names.group_may_exist(group))
        };
        question.base_is.or(table.base_is) != Some(BaseIs::Unknown)
            && (question.base.is_some() || at.stands_in("base") || group.is_some_and(answered))
    }

    fn option(
        &mut self,
        option: &OptionEntry,
        above: &str,
        aliases_above: &[&String],
        value: ValueId,
        at: At<'_>,
        fresh: bool,
    ) {
        let full = format!("{above}.{}", option.id);
        let id_at = at.key("id");
        let sound = self.is_sound(&full, &option.id, false, id_at);
        // Options of a question that is there twice are duplicates for that reason only.
        if sound && fresh {
            if self.claim(&full, id_at.place()) {
                self.names.values.insert(full, value);
            } else {
                // It was meant to have another id, which others name.
                self.names.lost.add_tail(format!("{above}.*"));
            }
        }
        for alias in aliases_above {
            self.names.values.entry(format!("{alias}.{}", option.id)).or_insert(value);
        }
        for (i, alias) in option.aliases.iter().flatten().enumerate() {
            if self.claim_alias(alias, at.key("aliases").item(i)) {
                self.names.values.insert(alias.clone(), value);
            }
        }
    }

    fn claim_alias(&mut self, alias: &str, at: At<'_>) -> bool {
        self.is_sound(alias, alias, true, at) && self.claim(alias, at.place())
    }

    fn figure(&mut self, id: String, subject: Subject) {
        self.names.figure_ids.insert(id.clone(), FigureId(self.names.figures.len()));
        self.names.figures.push(Drawn { id, subject });
    }

    /// Derived values, put in an order in which each can be computed.
    fn derived(&mut self, source: &Source) {
        let mut entries: Vec<((usize, usize), &DerivedEntry, At<'_>)> = Vec::new();
        for (f, yaml) in source.data.iter().enumerate() {
            for (d, entry) in yaml.content.derived.iter().flatten().enumerate() {
                entries.push(((f, d), entry, yaml.top().key("derived").item(d)));
            }
        }
        let (order, circles) = order::in_order(&entries.iter().map(|e| e.1).collect::<Vec<_>>());
        for circle in circles {
            self.names.circular.insert(entries[circle.last].0);
            let (_, _, at) = &entries[circle.way[0]];
            let ids: Vec<&str> = circle.way.iter().map(|i| entries[*i].1.id.as_str()).collect();
            self.faults.push(Diagnostic::circular(&ids, at.key("id").place()));
        }
        for index in order {
            let (place, entry, at) = entries[index];
            let value = ValueId::Derived(DerivedId(self.names.derived.len()));
            self.names.derived.push(place);
            let id_at = at.key("id");
            if self.is_sound(&entry.id, &entry.id, true, id_at) {
                if self.claim(&entry.id, id_at.place()) {
                    self.names.values.insert(entry.id.clone(), value);
                } else {
                    self.names.misnamed.push(Misnamed::new(&entry.id));
                }
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

    /// The figures of charts that are put together, after all others.
    fn charts(&mut self, source: &Source) {
        for (c, (chart, at)) in charts(source).enumerate() {
            let id = at.key("id");
            if !self.is_sound(&chart.id, &chart.id, true, id) {
                continue;
            }
            if self.names.figure_ids.contains_key(&chart.id)
                && !self.names.places.contains_key(&chart.id)
            {
                let what = "rows that are set side by side";
                self.faults.push(Diagnostic::reserved_id(&chart.id, what, id.place()));
            } else if self.claim(&chart.id, id.place()) {
                self.figure(chart.id.clone(), Subject::Chart(ChartId(c)));
            } else {
                self.names.misnamed.push(Misnamed::new(&chart.id));
            }
        }
    }
}
