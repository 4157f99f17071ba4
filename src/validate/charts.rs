//! Charts that an author puts together: rows or questions looked up, each fault with its place.

use super::Checker;
use super::names::charts;
use crate::diagnostic::Diagnostic;
use crate::types::source::{At, ChartEntry, PanelEntry, Place};
use crate::types::study::{
    AuthoredChart, OptionId, Panel, QuestionId, Shown, Side, Study, Unit, ValueId,
};

impl Checker<'_> {
    /// Builds the charts, in the order of their files.
    pub(super) fn charts(&mut self) -> Vec<AuthoredChart> {
        let source = self.source;
        charts(source)
            .map(|(entry, at)| AuthoredChart {
                at: at.key("id").place(),
                id: entry.id.clone(),
                title: self.title(at),
                headline: self.prose(at, "headline"),
                note: self.prose(at, "note"),
                shown: self.shown_in(entry, at),
            })
            .collect()
    }

    fn shown_in(&mut self, entry: &ChartEntry, at: At<'_>) -> Shown {
        let (panels, questions) = (at.key("panels"), at.key("questions"));
        let faulty = at.stands_in("panels") || at.stands_in("questions");
        let id = entry.id.as_str();
        match (&entry.panels, &entry.questions) {
            (Some(_), Some(_)) => {
                let mut places = [at.place_of_key("panels"), at.place_of_key("questions")];
                places.sort_by_key(|place| place.span.start);
                let [first, second] = places;
                self.faults.push(Diagnostic::chart_content(id, first, Some(second)));
            }
            (None, None) if !faulty => {
                self.faults.push(Diagnostic::chart_content(id, at.key("id").place(), None));
            }
            _ => {}
        }
        if let Some(entries) = &entry.questions {
            let scales = self.scales(entries, questions);
            if entry.panels.is_none() {
                return Shown::Scales(scales);
            }
        }
        let entries = entry.panels.as_deref().unwrap_or_default();
        if entries.is_empty() && at.has("panels") && !panels.node().stands_in {
            self.faults.push(Diagnostic::empty_list("panel", panels.place()));
        }
        let panels = entries.iter().enumerate().map(|(i, entry)| self.panel(entry, panels.item(i)));
        Shown::Panels(panels.collect())
    }

    fn panel(&mut self, entry: &PanelEntry, at: At<'_>) -> Panel {
        let title = self.title(at);
        let list = at.key("rows");
        if entry.rows.is_empty() && !list.node().stands_in {
            self.faults.push(Diagnostic::empty_list("row", list.place()));
        }
        let mut rows: Vec<(OptionId, Place)> = Vec::new();
        for (r, id) in entry.rows.iter().enumerate() {
            let at = list.item(r);
            if at.node().stands_in {
                continue;
            }
            if self.names.questions.contains_key(id) && !self.names.values.contains_key(id) {
                self.faults.push(Diagnostic::charted_question(id, at.place()));
                continue;
            }
            match self.named_value(id, at.place()) {
                Some(ValueId::Option(row)) => {
                    if let Some((_, first)) = rows.iter().find(|(known, _)| *known == row) {
                        let fault = Diagnostic::charted_twice(id, at.place(), first.clone());
                        self.faults.push(fault);
                    } else {
                        rows.push((row, at.place()));
                    }
                }
                Some(_) => self.faults.push(Diagnostic::charted_value(id, at.place())),
                None => {}
            }
        }
        self.charted.extend(rows.iter().cloned());
        Panel { title, rows: rows.into_iter().map(|(row, _)| row).collect() }
    }

    fn scales(&mut self, ids: &[String], list: At<'_>) -> Vec<(QuestionId, Place)> {
        if ids.is_empty() && !list.node().stands_in {
            self.faults.push(Diagnostic::empty_list("question", list.place()));
        }
        let mut found: Vec<(QuestionId, Place)> = Vec::new();
        for (q, id) in ids.iter().enumerate() {
            let at = list.item(q);
            if at.node().stands_in {
                continue;
            }
            if let Some(question) = self.names.questions.get(id) {
                if let Some((_, first)) = found.iter().find(|(known, _)| known == question) {
                    let fault = Diagnostic::charted_twice(id, at.place(), first.clone());
                    self.faults.push(fault);
                } else {
                    found.push((*question, at.place()));
                }
            } else if !self.names.question_may_exist(id, self.source) {
                let known = self.names.questions.keys().map(String::as_str);
                self.faults.push(Diagnostic::unknown_question(id, at.place(), known));
            }
        }
        self.scaled.push(found.clone());
        found
    }

    /// Whether each row has a share, and questions of one chart have one scale of two sides.
    pub(super) fn check_charts(&mut self, study: &Study) {
        for (row, place) in std::mem::take(&mut self.charted) {
            let value = ValueId::Option(row);
            if !self.doubtful.contains(&value) && study.unit(value) != Unit::Share {
                self.faults.push(Diagnostic::charted_count(&study[row].id, place));
            }
        }
        for chart in std::mem::take(&mut self.scaled) {
            let mut first: Option<&(QuestionId, Place)> = None;
            for it in &chart {
                let (question, place) = (it.0, it.1.clone());
                if study[question]
                    .option_ids()
                    .any(|id| self.doubtful.contains(&ValueId::Option(id)))
                {
                    // What is faulty about it is told where it stands.
                } else if !study.two_sided(question) {
                    self.faults.push(Diagnostic::no_sides(&study[question].id, place));
                } else if let Some((known, first)) = first {
                    if scale(study, *known) != scale(study, question) {
                        let (id, other) = (&study[question].id, &study[*known].id);
                        self.faults.push(Diagnostic::other_scale(id, other, place, first.clone()));
                    }
                } else {
                    first = Some(it);
                }
            }
        }
    }
}

/// The answers of a question as those of another may be compared with them.
fn scale(study: &Study, question: QuestionId) -> Vec<(&str, &str, Option<Side>)> {
    let own = |id: OptionId| {
        let choice = &study[id];
        let last = choice.id.rsplit('.').next().unwrap_or_default();
        (last, choice.short_label(), choice.side)
    };
    study[question].option_ids().map(own).collect()
}
