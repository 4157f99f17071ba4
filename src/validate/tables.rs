//! Tables, questions and options.

use super::Checker;
use super::names::question_id;
use super::read::DOI;
use crate::diagnostic::Diagnostic;
use crate::types::source::{
    AnswerKind, At, OptionEntry, PrintedEntry, QuestionEntry, StudyKind, TableEntry,
};
use crate::types::study::{
    Answer, Base, BaseIs, Choice, GroupId, Order, PrintedElsewhere, Question, QuestionId,
    Reference, Table, TableId,
};

/// A question's entry within its table.
struct Asked<'a> {
    /// Its full id.
    id: String,
    table: &'a TableEntry,
    table_at: At<'a>,
    entry: &'a QuestionEntry,
    at: At<'a>,
}

/// All tables of a study with their questions and options.
#[derive(Default)]
pub(super) struct Content {
    pub(super) tables: Vec<Table>,
    pub(super) questions: Vec<Question>,
    pub(super) options: Vec<Choice>,
}

impl Checker<'_> {
    /// Builds all tables.
    pub(super) fn tables(&mut self) -> Content {
        let mut out = Content::default();
        let source = self.source;
        for yaml in &source.data {
            for (t, entry) in yaml.content.tables.iter().flatten().enumerate() {
                self.table(entry, yaml.top().key("tables").item(t), &mut out);
            }
        }
        out
    }

    fn table(&mut self, entry: &TableEntry, at: At<'_>, out: &mut Content) {
        let number =
            self.small(at, "number", entry.number.as_ref(), 9999, "the table's number, 1 to 9999");
        let place = match (&entry.place, number) {
            (Some(place), _) => place.clone(),
            (None, Some(number)) => format!("Table {number}"),
            (None, None) => {
                let what = "a block without a number says where the source has its figures";
                self.faults.push(Diagnostic::not_stated("place", what, at.place()));
                String::new()
            }
        };
        if entry.questions.is_empty() && !self.names.may_be_lost(&entry.id) {
            self.faults.push(Diagnostic::empty_list("`questions`", at.key("questions").place()));
        }
        let first = out.questions.len();
        for (q, question) in entry.questions.iter().enumerate() {
            let asked = Asked {
                id: question_id(entry, question),
                table: entry,
                table_at: at,
                entry: question,
                at: at.key("questions").item(q),
            };
            self.question(&asked, TableId(out.tables.len()), &place, out);
        }
        out.tables.push(Table {
            id: entry.id.clone(),
            number,
            title: self.required_prose(at, "title"),
            place,
            note: self.prose(at, "note"),
            questions: first..out.questions.len(),
        });
    }

    fn question(&mut self, asked: &Asked<'_>, table: TableId, place: &str, out: &mut Content) {
        let (entry, at) = (asked.entry, asked.at);
        let group = self.group(asked);
        let base = self.base(asked, group);
        self.stated(entry, at);
        if entry.options.is_empty() && !self.names.may_be_lost(&asked.id) {
            self.faults.push(Diagnostic::empty_list("`options`", at.key("options").place()));
        }
        if let Some(doi) = entry.reference.as_ref().and_then(|reference| reference.doi.as_ref()) {
            self.form(at.key("reference"), "doi", doi, &DOI);
        }
        let first = out.options.len();
        let question = QuestionId(out.questions.len());
        for (o, option) in entry.options.iter().enumerate() {
            let choice = self.option(asked, question, option, at.key("options").item(o), base.n);
            out.options.push(choice);
        }
        let answer = match entry.kind {
            AnswerKind::Single => Answer::Single,
            AnswerKind::Multiple => Answer::Multiple,
            AnswerKind::Scale => Answer::Scale,
            AnswerKind::Fact => Answer::Fact,
        };
        out.questions.push(Question {
            id: asked.id.clone(),
            label: entry.label.clone(),
            wording: self.prose(at, "wording"),
            group,
            table,
            base,
            answer,
            because: self.prose(at, "kind_because"),
            complete: entry.complete.unwrap_or(false),
            place: entry.place.clone().unwrap_or_else(|| place.to_owned()),
            reference: entry.reference.as_ref().map(|reference| Reference {
                cite: reference.cite.clone(),
                doi: reference.doi.clone(),
            }),
            headline: self.prose(at, "headline"),
            order: entry.order.unwrap_or(match answer {
                Answer::Multiple => Order::Value,
                Answer::Single | Answer::Scale | Answer::Fact => Order::Given,
            }),
            chart: entry.chart,
            note: self.prose(at, "note"),
            aliases: entry.aliases.clone().unwrap_or_default(),
            options: first..out.options.len(),
        });
    }

    fn group(&mut self, asked: &Asked<'_>) -> Option<GroupId> {
        let (name, place) = match (&asked.entry.group, &asked.table.group) {
            (Some(name), _) => (name, asked.at.key("group").place()),
            (None, Some(name)) => (name, asked.table_at.key("group").place()),
            (None, None) => return None,
        };
        let group = self.names.groups.get(name).copied();
        if group.is_none() && !self.names.group_may_exist(name) {
            let known: Vec<&str> = self.names.groups.keys().map(String::as_str).collect();
            let fault = Diagnostic::unknown_group(name, place, &known);
            // A table's group is asked for once a question; one report is enough.
            if !self.faults.contains(&fault) {
                self.faults.push(fault);
            }
        }
        // A stand-in: the study is not handed on.
        Some(group.unwrap_or(GroupId(0)))
    }

    fn base(&mut self, asked: &Asked<'_>, group: Option<GroupId>) -> Base {
        let (entry, at) = (asked.entry, asked.at);
        let is = entry.base_is.or(asked.table.base_is);
        if is.is_none() {
            self.faults.push(Diagnostic::base_not_said(&asked.id, at.place()));
        }
        let is = is.unwrap_or(BaseIs::Unknown);
        let given = self.count(at, "base", entry.base.as_ref());
        if is == BaseIs::Unknown {
            if given.is_some() {
                self.faults.push(Diagnostic::base_unknown_and_given(at.key("base").place()));
            }
            return Base { n: None, is, of: entry.base_of.clone() };
        }
        let n = given.or_else(|| self.answered(group?));
        let group_lost = group.is_some() && self.source.study.is_none();
        if n.is_none() && entry.base.is_none() && !group_lost {
            self.faults.push(Diagnostic::no_base(&asked.id, at.place()));
        }
        Base { n, is, of: entry.base_of.clone() }
    }

    /// The n of a group, without a report: its own entry is checked elsewhere.
    fn answered(&self, group: GroupId) -> Option<u64> {
        let groups = &self.source.study.as_ref()?.content.groups;
        groups.get(group.0)?.answered.as_ref()?.parse().ok()
    }

    /// What stands behind the checks of a list of options has to be said.
    fn stated(&mut self, entry: &QuestionEntry, at: At<'_>) {
        if entry.kind == AnswerKind::Fact {
            return;
        }
        if entry.complete.is_none() {
            let what = "is the list of options complete?";
            self.faults.push(Diagnostic::not_stated("complete", what, at.place()));
        }
        let reproduction =
            self.source.study.as_ref().is_some_and(|s| s.content.kind == StudyKind::Reproduction);
        if reproduction && entry.kind_because.is_none() {
            let what = "how do we know that the question was answered in this way?";
            self.faults.push(Diagnostic::not_stated("kind_because", what, at.place()));
        }
    }

    fn option(
        &mut self,
        asked: &Asked<'_>,
        question: QuestionId,
        entry: &OptionEntry,
        at: At<'_>,
        n: Option<u64>,
    ) -> Choice {
        let reported = self.reported(at, entry.percent.as_ref(), entry.count.as_ref());
        // A fact's count (sites, regions) need not be one of the group's members.
        let of_base = asked.entry.kind != AnswerKind::Fact
            || asked.at.has("base")
            || reported.percent().is_some();
        if let (Some(count), Some(n), true) = (reported.count(), n, of_base)
            && count > n
        {
            let base = if asked.at.has("base") { "base" } else { "id" };
            let (place, base) = (at.key("count").place(), asked.at.key(base).place());
            self.faults.push(Diagnostic::count_above_base(count, n, place, base));
        }
        Choice {
            id: format!("{}.{}", asked.id, entry.id),
            label: entry.label.clone(),
            short: entry.short.clone(),
            question,
            reported,
            words: entry.words.clone(),
            also_printed: self.printed(at, entry.also_printed.as_deref()),
            aliases: entry.aliases.clone().unwrap_or_default(),
            note: self.prose(at, "note"),
        }
    }

    /// The places where a quantity is printed again.
    pub(super) fn printed(
        &mut self,
        at: At<'_>,
        entries: Option<&[PrintedEntry]>,
    ) -> Vec<PrintedElsewhere> {
        let at = at.key("also_printed");
        let mut printed = Vec::new();
        for (i, entry) in entries.unwrap_or_default().iter().enumerate() {
            let (percent, count) = (entry.percent.as_ref(), entry.count.as_ref());
            printed.push(PrintedElsewhere {
                reported: self.reported(at.item(i), percent, count),
                place: entry.place.clone(),
                words: entry.words.clone(),
            });
        }
        printed
    }
}
