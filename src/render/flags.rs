//! `Audit` -> which findings concern a row, a question, a live number; and where ids of findings
//! lead.

use std::collections::BTreeMap;

use super::links::AUDIT;
use super::view::TitledLink;
use crate::types::finding::Audit;
use crate::types::study::{
    DerivedId, GroupFact, GroupId, OptionId, QuestionId, Study, TableId, ValueId,
};

/// What an id of a finding is the id of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Concerned {
    Value(ValueId),
    Question(QuestionId),
    Table(TableId),
}

/// The findings of an audit by what they concern.
#[derive(Default)]
pub(super) struct Flags {
    /// Anchor and title of each finding.
    findings: Vec<(String, String)>,
    /// The findings that name an id.
    of: BTreeMap<String, Vec<usize>>,
}

impl Flags {
    /// Surveys the findings of an audit.
    pub(super) fn new(study: &Study, audit: &Audit) -> Self {
        let title = |code: &str| audit.checks.iter().find(|check| check.code == code);
        let titles = audit
            .findings
            .iter()
            .map(|it| title(it.code).map_or(it.code, |it| it.title.as_str()).to_owned());
        let findings: Vec<(String, String)> = audit.anchors().into_iter().zip(titles).collect();
        let mut of: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, finding) in audit.findings.iter().enumerate() {
            for id in &finding.ids {
                of.entry(id.clone()).or_default().push(i);
            }
            // What a statement says is said of its values.
            let stated = study.statements.iter().filter(|it| finding.ids.contains(&it.id));
            for value in stated.flat_map(|statement| &statement.about) {
                of.entry(study.value_id(*value)).or_default().push(i);
            }
        }
        for list in of.values_mut() {
            list.sort_unstable();
            list.dedup();
        }
        Self { findings, of }
    }

    /// Links to the findings that name one of these ids, each once.
    pub(super) fn on<'a>(&self, ids: impl IntoIterator<Item = &'a str>) -> Vec<TitledLink> {
        let mut found: Vec<usize> =
            ids.into_iter().filter_map(|id| self.of.get(id)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        let link = |i: usize| {
            let (anchor, title) = &self.findings[i];
            TitledLink { href: format!("{AUDIT}#{anchor}"), title: title.clone() }
        };
        found.into_iter().map(link).collect()
    }

    /// Links to the findings that concern one of these values: those of its row, of its question,
    /// and of what it is computed from.
    pub(super) fn concerning(&self, study: &Study, values: &[ValueId]) -> Vec<TitledLink> {
        if self.of.is_empty() {
            return Vec::new();
        }
        let mut all = values.to_vec();
        for value in values {
            if let ValueId::Derived(id) = value {
                all.extend(study[*id].operation.operands());
            }
        }
        let mut ids: Vec<String> = all.iter().map(|value| study.value_id(*value)).collect();
        for value in &all {
            if let ValueId::Option(id) = value {
                ids.push(study[study[*id].question].id.clone());
            }
        }
        self.on(ids.iter().map(String::as_str))
    }
}

/// What each id of a study is the id of.
pub(super) fn concerned(study: &Study) -> BTreeMap<String, Concerned> {
    let mut ids = BTreeMap::new();
    for (i, table) in study.tables.iter().enumerate() {
        ids.insert(table.id.clone(), Concerned::Table(TableId(i)));
    }
    for (i, question) in study.questions.iter().enumerate() {
        ids.insert(question.id.clone(), Concerned::Question(QuestionId(i)));
    }
    for (i, choice) in study.options.iter().enumerate() {
        ids.insert(choice.id.clone(), Concerned::Value(ValueId::Option(OptionId(i))));
    }
    for (i, derived) in study.derived.iter().enumerate() {
        ids.insert(derived.id.clone(), Concerned::Value(ValueId::Derived(DerivedId(i))));
    }
    for (i, group) in study.groups.iter().enumerate() {
        for (_, fact) in GroupFact::ALL {
            if group.fact(fact).is_some() {
                let value = ValueId::Group(GroupId(i), fact);
                ids.insert(study.value_id(value), Concerned::Value(value));
            }
        }
    }
    ids
}
