//! `Source` -> the ids that a study's texts can name, also where the study has errors: whoever
//! looks for an id may just have written a wrong one.

use super::names::{Drawn, question_id, questions, survey};
use crate::types::figure::Subject;
use crate::types::listing::{Listed, ListedKind};
use crate::types::source::{OptionEntry, Source};

/// The ids of a study with their labels, and numbers as its files have them.
pub(crate) fn listed(source: &Source) -> Vec<Listed> {
    // What is wrong with names is reported where the study is examined.
    let names = survey(source, &mut Vec::new());
    let mut list = Vec::new();
    groups(source, &mut list);
    for (table, question, _) in questions(source) {
        let above = question_id(table, question);
        for option in &question.options {
            let label = format!("{}: {}", question.label, option.label);
            let id = format!("{above}.{}", option.id);
            let (value, counted) = number(option);
            list.push(entry(ListedKind::Value, id, value, label, counted));
        }
    }
    for derived in source.data.iter().flat_map(|yaml| yaml.content.derived.iter().flatten()) {
        let label = derived.label.clone();
        list.push(entry(ListedKind::Computed, derived.id.clone(), None, label, false));
    }
    for Drawn { id, subject } in names.figures {
        let label = label(source, &subject);
        list.push(entry(ListedKind::Figure, id, None, label, false));
    }
    for table in source.data.iter().flat_map(|yaml| yaml.content.tables.iter().flatten()) {
        let number = table.number.as_ref().map(|number| format!("Table {number}"));
        let label = table.title.clone();
        list.push(entry(ListedKind::Table, table.id.clone(), number, label, false));
    }
    for recommendation in source.recommendations.iter().flat_map(|it| &it.content.recommendations) {
        let (id, label) = (recommendation.id.clone(), recommendation.title.clone());
        list.push(entry(ListedKind::Recommendation, id, None, label, false));
    }
    list
}

fn groups(source: &Source, list: &mut Vec<Listed>) {
    for group in source.study.iter().flat_map(|study| &study.content.groups) {
        let sites = group.sites.as_ref().map(|sites| &sites.count);
        let facts = [
            ("sent", "questionnaires sent", group.sent.as_ref()),
            ("answered", "questionnaires answered", group.answered.as_ref()),
            ("regions", "regions", group.regions.as_ref()),
            ("sites", group.sites.as_ref().map_or("sites", |sites| &sites.label), sites),
        ];
        for (name, what, value) in facts {
            let Some(value) = value else { continue };
            let (id, label) = (format!("{}.{name}", group.id), format!("{}: {what}", group.label));
            list.push(entry(ListedKind::Value, id, Some(value.clone()), label, true));
        }
    }
}

fn entry(
    kind: ListedKind,
    id: String,
    value: Option<String>,
    label: String,
    counted: bool,
) -> Listed {
    let write = kind.written(&id, counted);
    Listed { id, kind, value, label, write }
}

/// The number of an option as its file has it, and whether it is one to be written with `{n}`.
fn number(option: &OptionEntry) -> (Option<String>, bool) {
    match (&option.percent, &option.count, &option.mean) {
        (Some(percent), _, _) => (Some(format!("{percent}%")), false),
        (None, Some(count), _) => (Some(count.clone()), true),
        (None, None, mean) => (mean.clone(), true),
    }
}

/// What a figure shows, in the words of its file.
fn label(source: &Source, subject: &Subject) -> String {
    match subject {
        Subject::Question(id) => questions(source).nth(id.0).map(|it| it.1.label.clone()),
        Subject::Comparison(id) => questions(source)
            .filter(|(_, question, _)| question.comparable.is_some())
            .nth(id.0)
            .map(|it| format!("{}, side by side", it.1.label)),
        Subject::Chart(id) => super::names::charts(source).nth(id.0).map(|it| it.0.title.clone()),
    }
    .unwrap_or_default()
}
