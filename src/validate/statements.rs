//! What the source says of its figures: statements, strata, citations; and accepted findings.

use super::Checker;
use super::read::is_id;
use crate::diagnostic::Diagnostic;
use crate::types::number::{Exact, Printed};
use crate::types::source::{At, StatementEntry, StrataEntry, StudyFile, Yaml};
use crate::types::study::{
    Accepted, Choice, Citation, Statement, StatementId, Strata, ValueId, Whole,
};

/// Everything that the data say of the source's sentences.
#[derive(Default)]
pub(super) struct Said {
    pub(super) statements: Vec<Statement>,
    pub(super) strata: Vec<Strata>,
    pub(super) citations: Vec<Citation>,
}

impl Checker<'_> {
    /// Builds statements, strata and citations of all data files; each option is told of the
    /// statements that print it.
    pub(super) fn said(&mut self, options: &mut [Choice]) -> Said {
        let mut out = Said::default();
        let source = self.source;
        for yaml in &source.data {
            let content = &yaml.content;
            let list = yaml.top().key("statements");
            for (i, entry) in content.statements.iter().flatten().enumerate() {
                if let Some(statement) = self.statement(entry, list.item(i)) {
                    let id = StatementId(out.statements.len());
                    if let Some((ValueId::Option(option), _)) = statement.prints() {
                        options[option.0].stated.push(id);
                    }
                    out.statements.push(statement);
                }
            }
            let list = yaml.top().key("strata");
            for (i, entry) in content.strata.iter().flatten().enumerate() {
                out.strata.extend(self.strata(entry, list.item(i)));
            }
            let list = yaml.top().key("citations");
            for (i, entry) in content.citations.iter().flatten().enumerate() {
                out.citations.push(Citation {
                    text: entry.cite.clone(),
                    place: entry.place.clone(),
                    at: list.item(i).key("cite").place(),
                });
            }
        }
        out
    }

    /// A statement; nothing where a value that it names is not known, which is reported.
    fn statement(&mut self, entry: &StatementEntry, at: At<'_>) -> Option<Statement> {
        self.own_id(&entry.id, at);
        let about = self.values(&entry.about, at.key("about"));
        if entry.about.is_empty() && !at.stands_in("about") {
            self.faults.push(Diagnostic::empty_list("value", at.key("about").place()));
        }
        let figure = entry.percent.is_some() || entry.count.is_some();
        let reported = if figure {
            self.reported(at, entry.percent.as_ref(), entry.count.as_ref())
        } else {
            None
        };
        let points = self.points(entry, at);
        let less = entry.less.as_ref().map(|id| self.named_value(id, at.key("less").place()));
        let among = match &entry.among {
            Some(ids) => self.values(ids, at.key("among"))?,
            None => Vec::new(),
        };
        let of = entry.of.as_ref().map(|id| self.whole(id, at.key("of")));
        let claims = entry.words.is_some()
            || entry.of.is_some()
            || entry.unit.is_some()
            || entry.rank.is_some()
            || entry.compares.is_some();
        let unread = ["percent", "count", "points", "words", "of", "unit", "rank", "compares"]
            .into_iter()
            .any(|key| at.stands_in(key));
        if !figure && entry.points.is_none() && !claims && !unread {
            self.faults.push(Diagnostic::says_nothing(&entry.id, at.place()));
        }
        if (entry.points.is_some() || entry.compares.is_some()) && entry.less.is_none() {
            let what = "with which value is it compared?";
            self.faults.push(Diagnostic::not_stated("less", "statement", what, at.place()));
        }
        let shown = if entry.words.is_some() { at.key("words") } else { at.key("place") };
        Some(Statement {
            id: entry.id.clone(),
            about: about.filter(|about| !about.is_empty())?,
            reported: if figure { Some(reported?) } else { None },
            points,
            place: entry.place.clone(),
            words: entry.words.clone(),
            of: of.map_or(Some(None), |of| of.map(Some))?,
            unit: entry.unit.clone(),
            rank: entry.rank,
            among,
            less: less.map_or(Some(None), |less| less.map(Some))?,
            compares: entry.compares,
            note: self.prose(at, "note"),
            at: shown.place(),
        })
    }

    /// Percentage points as printed.
    fn points(&mut self, entry: &StatementEntry, at: At<'_>) -> Option<Printed> {
        let text = entry.points.as_ref().filter(|_| !at.stands_in("points"))?;
        let printed = Printed::parse(text).ok().filter(|it| it.value() <= Exact::from(100));
        if printed.is_none() {
            let place = at.key("points").place();
            let help = "write the number as printed, without a sign".to_owned();
            let expected = "percentage points from 0 to 100";
            self.faults.push(Diagnostic::bad_form(expected, text, place, help));
        }
        printed
    }

    /// A whole with its parts; nothing where a value is not known, which is reported.
    fn strata(&mut self, entry: &StrataEntry, at: At<'_>) -> Option<Strata> {
        self.own_id(&entry.id, at);
        let whole = self.values(&entry.whole, at.key("whole"));
        let parts = self.values(&entry.parts, at.key("parts"));
        if entry.whole.is_empty() && !at.stands_in("whole") {
            self.faults.push(Diagnostic::empty_list("value", at.key("whole").place()));
        }
        if entry.parts.len() < 2 && !at.stands_in("parts") {
            self.faults.push(Diagnostic::operands(
                "parts",
                entry.parts.len(),
                at.key("parts").place(),
            ));
        }
        Some(Strata {
            id: entry.id.clone(),
            whole: whole?,
            parts: parts?,
            exhaustive: entry.exhaustive,
            note: self.prose(at, "note"),
            at: at.key("id").place(),
        })
    }

    /// A group, or those whom a value counts.
    fn whole(&mut self, id: &str, at: At<'_>) -> Option<Whole> {
        if let Some(group) = self.names.groups.get(id) {
            return Some(Whole::Group(*group));
        }
        let value = self.names.values.get(id).copied();
        if value.is_none() && !self.names.may_exist(id, self.source) {
            let known = self.names.groups.keys().chain(self.names.values.keys());
            let known = known.map(String::as_str);
            self.faults.push(Diagnostic::unknown_value(id, at.place(), known));
        }
        value.map(Whole::Part)
    }

    /// An id that must be sound and new among statements and strata.
    fn own_id(&mut self, id: &str, at: At<'_>) {
        let place = at.key("id").place();
        if at.stands_in("id") {
            return;
        }
        if !is_id(id) {
            self.faults.push(Diagnostic::invalid_id(id, false, place));
            return;
        }
        if let Some(first) = self.said.get(id) {
            self.faults.push(Diagnostic::duplicate_id(id, place, first.clone()));
        } else {
            self.said.insert(id.to_owned(), place);
        }
    }

    /// Findings that are left as they are.
    pub(super) fn accepted(study: &Yaml<StudyFile>) -> Vec<Accepted> {
        let list = study.top().key("accepted");
        let entries = study.content.accepted.iter().flatten().enumerate();
        entries
            .map(|(i, entry)| Accepted {
                code: entry.code.clone(),
                id: entry.id.clone(),
                reason: entry.reason.clone(),
                at: list.item(i).place(),
            })
            .collect()
    }
}
