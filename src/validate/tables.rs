//! Tables, questions and options.

use super::Checker;
use super::names::question_id;
use super::read::{DOI, TABLE_NUMBER};
use crate::diagnostic::Diagnostic;
use crate::types::messages::say;
use crate::types::number::NumberStyle;
use crate::types::source::{
    AnswerKind, At, GroupEntry, OptionEntry, PrintedEntry, QuestionEntry, StudyKind, TableEntry,
};
use crate::types::study::{
    Answer, Base, BaseIs, Choice, GroupId, OptionId, Order, PrintedElsewhere, Question, QuestionId,
    Reference, Reported, Table, TableId, ValueId,
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

/// Who was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asker {
    /// A group.
    Group(GroupId),
    /// Nobody: the figures are quoted.
    None,
    /// Somebody that cannot be told, which is reported elsewhere.
    Doubtful,
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
        let number = self.small(at, "number", entry.number.as_ref(), &TABLE_NUMBER);
        let place = match (&entry.place, number) {
            (Some(place), _) => place.clone(),
            (None, Some(number)) => {
                let style = NumberStyle::of(self.source.messages.clone());
                say!(style, "place-table", number = number.to_string())
            }
            (None, None) => {
                let faulty = entry.number.is_some() || at.stands_in("number");
                if !faulty && !at.stands_in("place") {
                    self.faults.push(Diagnostic::table_nowhere(at.place()));
                }
                String::new()
            }
        };
        let list = at.key("questions");
        if entry.questions.is_empty() && !list.node().stands_in {
            self.faults.push(Diagnostic::empty_list("question", list.place()));
        }
        self.bases_said(entry, at);
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
            title: self.title(at),
            place,
            note: self.prose(at, "note"),
            questions: first..out.questions.len(),
        });
    }

    /// What stands behind the bases of questions has to be said, by each or by their table.
    fn bases_said(&mut self, table: &TableEntry, at: At<'_>) {
        if table.base_is.is_some() || at.stands_in("base_is") {
            return;
        }
        let list = at.key("questions");
        let silent: Vec<At<'_>> = (0..table.questions.len())
            .filter(|q| table.questions[*q].base_is.is_none())
            .map(|q| list.item(q))
            .filter(|at| !at.stands_in("base_is"))
            .collect();
        match silent[..] {
            [] => {}
            [one] => self.faults.push(Diagnostic::base_not_said(1, one.place())),
            _ => self.faults.push(Diagnostic::base_not_said(silent.len(), at.place())),
        }
    }

    fn question(&mut self, asked: &Asked<'_>, table: TableId, place: &str, out: &mut Content) {
        let (entry, at) = (asked.entry, asked.at);
        let group = self.group(asked);
        let base = self.base(asked, group);
        self.stated(entry, at);
        let list = at.key("options");
        if entry.options.is_empty() && !list.node().stands_in {
            self.faults.push(Diagnostic::empty_list("option", list.place()));
        }
        if let Some(doi) = entry.reference.as_ref().and_then(|reference| reference.doi.as_ref()) {
            self.form(at.key("reference"), "doi", doi, &DOI);
        }
        let first = out.options.len();
        let question = QuestionId(out.questions.len());
        let doubtful = group == Asker::Doubtful || base.is_none() || at.stands_in("kind");
        let base = base.unwrap_or(Base { n: None, is: BaseIs::Unknown, of: None, of_group: false });
        for (o, option) in entry.options.iter().enumerate() {
            let value = ValueId::Option(OptionId(out.options.len()));
            let (choice, sound) =
                self.option(asked, (question, first), option, list.item(o), base.n);
            if doubtful || !sound {
                self.doubtful.insert(value);
            }
            out.options.push(choice);
        }
        let group = match group {
            Asker::Group(group) => Some(group),
            Asker::None | Asker::Doubtful => None,
        };
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
            compulsory: entry.compulsory.unwrap_or(false),
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
            chart: entry.chart.map(|chart| (chart, at.key("chart").place())),
            note: self.prose(at, "note"),
            aliases: entry.aliases.clone().unwrap_or_default(),
            options: first..out.options.len(),
            at: at.key("id").place(),
        });
    }

    fn group(&mut self, asked: &Asked<'_>) -> Asker {
        if asked.at.stands_in("group") || asked.table_at.stands_in("group") {
            return Asker::Doubtful;
        }
        let (name, place) = match (&asked.entry.group, &asked.table.group) {
            (Some(name), _) => (name, asked.at.key("group").place()),
            (None, Some(name)) => (name, asked.table_at.key("group").place()),
            (None, None) => return Asker::None,
        };
        if let Some(group) = self.names.groups.get(name) {
            return Asker::Group(*group);
        }
        if !self.names.group_may_exist(name) {
            let known: Vec<&str> = self.names.groups.keys().map(String::as_str).collect();
            let fault = Diagnostic::unknown_group(name, place, &known);
            // A table's group is asked for once a question; one report is enough.
            if !self.faults.contains(&fault) {
                self.faults.push(fault);
            }
        }
        Asker::Doubtful
    }

    /// The base of a question; nothing where it cannot be told, which is reported here or
    /// elsewhere.
    fn base(&mut self, asked: &Asked<'_>, group: Asker) -> Option<Base> {
        let (entry, at) = (asked.entry, asked.at);
        let is = entry.base_is.or(asked.table.base_is)?;
        let given = self.count(at, "base", entry.base.as_ref());
        if is == BaseIs::Unknown {
            if given.is_some() {
                let said = if at.has("base_is") { at } else { asked.table_at };
                let (base, said) = (at.key("base").place(), said.key("base_is").place());
                self.faults.push(Diagnostic::base_unknown_and_given(base, said));
            }
            return Some(Base { n: None, is, of: entry.base_of.clone(), of_group: false });
        }
        if entry.base.is_some() || at.stands_in("base") {
            return given.map(|n| Base {
                n: Some(n),
                is,
                of: entry.base_of.clone(),
                of_group: false,
            });
        }
        let of_group = match group {
            Asker::Doubtful => return None,
            Asker::None => None,
            Asker::Group(group) if self.is_unreported(group) => None,
            Asker::Group(group) => Some(self.answered(group)?),
        };
        if of_group.is_none() {
            let name = entry.group.as_ref().or(asked.table.group.as_ref());
            self.faults.push(Diagnostic::no_base(name.map(String::as_str), at.place()));
        }
        Some(Base { n: Some(of_group?), is, of: entry.base_of.clone(), of_group: true })
    }

    /// The n of a group; nothing where it cannot be told, which is reported at the group.
    fn answered(&self, group: GroupId) -> Option<u64> {
        self.entry_of(group)?.answered.as_ref()?.parse().ok()
    }

    /// Whether a group says why it has no n.
    fn is_unreported(&self, group: GroupId) -> bool {
        self.entry_of(group)
            .is_some_and(|entry| entry.answered.is_none() && entry.unreported.is_some())
    }

    fn entry_of(&self, group: GroupId) -> Option<&GroupEntry> {
        self.source.study.as_ref()?.content.groups.get(group.0)
    }

    /// What stands behind the checks of a list of options has to be said.
    fn stated(&mut self, entry: &QuestionEntry, at: At<'_>) {
        if entry.kind == AnswerKind::Fact || at.stands_in("kind") {
            return;
        }
        if entry.complete.is_none() && !at.stands_in("complete") {
            let what = "is the list of options complete?";
            self.faults.push(Diagnostic::not_stated("complete", "question", what, at.place()));
        }
        if self.is_reproduction() && entry.kind_because.is_none() && !at.stands_in("kind_because") {
            let what = "how do we know that the question was answered in this way?";
            self.faults.push(Diagnostic::not_stated("kind_because", "question", what, at.place()));
        }
    }

    /// Whether the figures are those of a published study.
    pub(super) fn is_reproduction(&self) -> bool {
        self.source.study.as_ref().is_some_and(|study| {
            study.content.kind == StudyKind::Reproduction && !study.top().stands_in("kind")
        })
    }

    /// Whether that could not be read.
    pub(super) fn is_of_unknown_kind(&self) -> bool {
        self.source.study.as_ref().is_none_or(|study| study.top().stands_in("kind"))
    }

    /// An option, and whether its number is sound; a stand-in where it is not.
    fn option(
        &mut self,
        asked: &Asked<'_>,
        (question, first): (QuestionId, usize),
        entry: &OptionEntry,
        at: At<'_>,
        n: Option<u64>,
    ) -> (Choice, bool) {
        let reported = if entry.mean.is_some() || entry.items.is_some() || at.stands_in("mean") {
            self.mean(asked.entry.kind, entry, at)
        } else {
            self.reported(at, entry.percent.as_ref(), entry.count.as_ref())
        };
        let sound = reported.is_some() && !at.stands_in("side");
        let reported = reported.unwrap_or(Reported::Count(0));
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
        let choice = Choice {
            id: format!("{}.{}", asked.id, entry.id),
            label: entry.label.clone(),
            short: entry.short.clone(),
            side: entry.side,
            question,
            reported,
            words: entry.words.clone(),
            also_printed: self.printed(at, entry.also_printed.as_deref()),
            part_of: self.part_of(asked, entry, first, at),
            stated: Vec::new(),
            at: at
                .key(match (&entry.percent, &entry.mean) {
                    (Some(_), _) => "percent",
                    (None, Some(_)) => "mean",
                    (None, None) => "count",
                })
                .place(),
            aliases: self.former_ids(asked, entry),
            note: self.prose(at, "note"),
        };
        (choice, sound)
    }

    /// The option of the same question that includes this one.
    fn part_of(
        &mut self,
        asked: &Asked<'_>,
        entry: &OptionEntry,
        first: usize,
        at: At<'_>,
    ) -> Option<OptionId> {
        let whole = entry.part_of.as_ref()?;
        let options = &asked.entry.options;
        let found = options.iter().position(|option| option.id == *whole && *whole != entry.id);
        let may_exist = self.names.may_exist(&format!("{}.{whole}", asked.id), self.source);
        if found.is_none() && !at.stands_in("part_of") && !may_exist {
            let known = options.iter().map(|option| &*option.id).filter(|id| *id != entry.id);
            let known: Vec<&str> = known.collect();
            let place = at.key("part_of").place();
            self.faults.push(Diagnostic::unknown_option(whole, place, &known));
        }
        found.map(|index| OptionId(first + index))
    }

    /// The ids that an option had: its own, and those of its question with its name.
    fn former_ids(&self, asked: &Asked<'_>, entry: &OptionEntry) -> Vec<String> {
        let names = &self.names.values;
        let value = names.get(&format!("{}.{}", asked.id, entry.id));
        let above = asked.entry.aliases.iter().flatten();
        let moved = above.map(|alias| format!("{alias}.{}", entry.id));
        let moved = moved.filter(|alias| value.is_some() && names.get(alias) == value);
        entry.aliases.iter().flatten().cloned().chain(moved).collect()
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
                reported: self.reported(at.item(i), percent, count).unwrap_or(Reported::Count(0)),
                place: entry.place.clone(),
                words: entry.words.clone(),
                at: at.item(i).place(),
            });
        }
        printed
    }
}
