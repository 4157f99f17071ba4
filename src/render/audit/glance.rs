//! Findings -> one line each, or one for several of a check about one question: what they are about
//! and the values that stand against each other, with links to their cards.

use std::collections::BTreeMap;

use super::view::{GlanceGroup, GlanceLine};
use crate::render::flags::Concerned;
use crate::render::sheet::Sheet;
use crate::render::view::TitledLink;
use crate::types::finding::{About, Finding};
use crate::types::study::{QuestionId, TableId, ValueId};
use crate::types::wording::{rows_counted, set_against, values_set_against};

/// What a finding is about.
struct Topic {
    name: String,
    /// The question of its one row, where it has one row and no more.
    row_of: Option<QuestionId>,
    table: Option<TableId>,
}

impl Sheet<'_> {
    /// The findings about the source or the study, by their checks, a line each.
    pub(super) fn glance(
        &self,
        about: About,
        ids: &BTreeMap<String, Concerned>,
    ) -> Vec<GlanceGroup> {
        let audit = self.shared.audit;
        let anchors = audit.anchors();
        let mut groups = Vec::new();
        for check in &audit.checks {
            let own = audit.findings.iter().zip(&anchors);
            let own = own.filter(|(it, _)| it.about == about && it.code == check.code);
            let found: Vec<(&Finding, Topic, String)> =
                own.map(|(it, anchor)| (it, self.topic(it, ids), format!("#{anchor}"))).collect();
            if !found.is_empty() {
                groups.push(GlanceGroup { title: check.title.clone(), lines: self.lines(&found) });
            }
        }
        groups
    }

    fn lines(&self, found: &[(&Finding, Topic, String)]) -> Vec<GlanceLine> {
        let wording = self.shared.wording;
        let mut lines = Vec::new();
        let mut told: Vec<QuestionId> = Vec::new();
        for (finding, topic, href) in found {
            let alike: Vec<_> = found
                .iter()
                .filter(|(_, other, _)| topic.row_of.is_some() && other.row_of == topic.row_of)
                .collect();
            let place = topic.table.map(|table| wording.table_name(table));
            match topic.row_of {
                Some(question) if alike.len() > 1 => {
                    if !told.contains(&question) {
                        told.push(question);
                        lines.push(GlanceLine {
                            link: TitledLink {
                                href: href.clone(),
                                title: wording.study[question].label.clone(),
                            },
                            place,
                            told: rows_counted(alike.len(), &wording.study.style),
                            rows: alike
                                .iter()
                                .map(|(it, topic, href)| TitledLink {
                                    href: href.clone(),
                                    title: values_set_against(it, &topic.name, wording.style()),
                                })
                                .collect(),
                        });
                    }
                }
                _ => lines.push(GlanceLine {
                    link: TitledLink { href: href.clone(), title: topic.name.clone() },
                    place: None,
                    told: set_against(finding, &topic.name, wording.style()),
                    rows: Vec::new(),
                }),
            }
        }
        lines
    }

    /// What a finding is about: its one row, else its question, its table, its group, its page,
    /// and where it names none of them what stands in its first place.
    fn topic(&self, finding: &Finding, ids: &BTreeMap<String, Concerned>) -> Topic {
        let wording = self.shared.wording;
        let study = wording.study;
        let known: Vec<Concerned> =
            finding.ids.iter().filter_map(|id| ids.get(id)).copied().collect();
        let values: Vec<ValueId> = known
            .iter()
            .filter_map(|it| if let Concerned::Value(value) = it { Some(*value) } else { None })
            .collect();
        let question = known.iter().find_map(|it| match it {
            Concerned::Question(question) => Some(*question),
            Concerned::Value(ValueId::Option(option)) => Some(study[*option].question),
            _ => None,
        });
        let asked = known.iter().any(|it| matches!(it, Concerned::Question(_)));
        let table = question.map(|question| study[question].table);
        match (&values[..], question) {
            ([value], question) if !asked => {
                Topic { name: wording.label(*value), row_of: question, table }
            }
            (_, Some(question)) => {
                Topic { name: study[question].label.clone(), row_of: None, table }
            }
            ([value, ..], None) => Topic { name: wording.label(*value), row_of: None, table },
            ([], None) => {
                let table = known.iter().find_map(|it| match it {
                    Concerned::Table(table) => Some(wording.table_name(*table)),
                    _ => None,
                });
                let named = |id: &String| {
                    let group = study.groups.iter().find(|group| group.id == *id);
                    let page = || study.pages.iter().find(|page| page.slug == *id);
                    group
                        .map(|group| group.label.clone())
                        .or_else(|| page().map(|page| wording.plain(&page.title)))
                };
                let first = || finding.places.first().map(|it| it.text.clone());
                let name = table.or_else(|| finding.ids.iter().find_map(named)).or_else(first);
                Topic { name: name.unwrap_or_default(), row_of: None, table: None }
            }
        }
    }
}
