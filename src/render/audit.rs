//! `Audit` -> the page of the audit: findings with their places and rows, and the power of each
//! check.

mod glance;
pub(super) mod view;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use tera::Context;

use super::flags::{Concerned, concerned};
use super::html::Entry;
use super::links::{TABLES, table_anchor};
use super::sheet::{Sheet, entry};
use super::view::TitledLink;
use crate::types::finding::{About, Explanation, Finding, Power};
use crate::types::messages::say;
use crate::types::number::NumberStyle;
use crate::types::wording::{
    capitalised, findings_counted, number, power_sentence, reasons_counted, scale_of_words,
    weight_in_words,
};
use view::{AuditView, CheckView, FoundGroup, FoundView, PlaceView, WordView};

impl Sheet<'_> {
    /// The audit, and the headings of its page.
    pub(super) fn audit(&self, context: &mut Context, contents: &mut Vec<Entry>) {
        let (audit, style) = (self.shared.audit, &self.shared.wording.study.style);
        let counted = |about: About| {
            let any = audit.about(about).next().is_some();
            any.then(|| findings_counted(audit.about(about), style))
        };
        let powers = audit.powers.iter().zip(&audit.checks).enumerate();
        let ids = concerned(self.shared.wording.study);
        let view = AuditView {
            power: power_sentence(audit, style),
            source_counted: counted(About::Source),
            source: self.found(About::Source),
            source_glance: self.glance(About::Source, &ids),
            study_counted: counted(About::Study),
            study: self.found(About::Study),
            study_glance: self.glance(About::Study, &ids),
            checks: powers.map(|(i, (power, check))| self.check(i, power, check)).collect(),
            judged: number(audit.judged(), style),
            open: number(audit.not_judged(), style),
            found: number(audit.findings.len(), style),
            words: scale_of_words(style)
                .into_iter()
                .map(|(words, percents)| WordView { words, percents })
                .collect(),
        };
        headings(&view, self.shared.site.reproduction, style, contents);
        context.insert("audit", &view);
    }

    /// The findings about the source or the study, by their checks.
    fn found(&self, about: About) -> Vec<FoundGroup> {
        let audit = self.shared.audit;
        let ids = concerned(self.shared.wording.study);
        let anchors = audit.anchors();
        let mut groups: Vec<FoundGroup> = Vec::new();
        for check in &audit.checks {
            let mut findings: Vec<FoundView> = audit
                .findings
                .iter()
                .zip(&anchors)
                .filter(|(finding, _)| finding.about == about && finding.code == check.code)
                .map(|(finding, anchor)| self.finding(finding, anchor.clone(), &ids))
                .collect();
            if !findings.is_empty() {
                let help = shared_help(&mut findings);
                groups.push(FoundGroup {
                    anchor: format!("{}-{}", about.name(), check.code),
                    title: check.title.clone(),
                    href: format!("#{}", check.code),
                    help,
                    findings,
                });
            }
        }
        groups
    }

    fn finding(
        &self,
        finding: &Finding,
        anchor: String,
        ids: &BTreeMap<String, Concerned>,
    ) -> FoundView {
        FoundView {
            anchor,
            weight: finding.weight.name(),
            weight_words: weight_in_words(finding.weight, self.shared.wording.style()).to_owned(),
            message: finding.message.clone(),
            places: places(finding),
            arithmetic: finding.arithmetic.clone(),
            rows: finding.ids.iter().filter_map(|id| self.row(id, ids)).collect(),
            help: as_sentence(&finding.help),
            accepted: finding.accepted.clone(),
        }
    }

    /// Where an id leads: its row, its table, its page; nothing where it is of no such thing.
    fn row(&self, id: &str, ids: &BTreeMap<String, Concerned>) -> Option<TitledLink> {
        let wording = self.shared.wording;
        let study = wording.study;
        Some(match ids.get(id) {
            Some(Concerned::Value(value)) => TitledLink {
                href: self.shared.links.value(*value, self.file),
                title: say!(
                    wording.style(),
                    "label-and-place",
                    label = wording.label(*value),
                    place = wording.row_place(*value)
                ),
            },
            Some(Concerned::Question(question)) => TitledLink {
                href: format!("{TABLES}#{id}"),
                title: say!(
                    wording.style(),
                    "label-and-place",
                    label = study[*question].label,
                    place = wording.table_name(study[*question].table)
                ),
            },
            Some(Concerned::Table(table)) => TitledLink {
                href: format!("{TABLES}#{}", table_anchor(study, *table)),
                title: wording.table_name(*table),
            },
            None => {
                let page = study.pages.iter().find(|page| page.slug == id)?;
                TitledLink { href: format!("{id}.html"), title: wording.plain(&page.title) }
            }
        })
    }

    fn check(&self, index: usize, power: &Power, check: &Explanation) -> CheckView {
        let style = &self.shared.wording.study.style;
        let svg = |bars: &[String]| bars.get(index).cloned().unwrap_or_default();
        CheckView {
            code: check.code,
            title: check.title.clone(),
            what: check.what.clone(),
            why: check.why.clone(),
            rule: check.rule.clone(),
            example: check.example.clone(),
            resolve: check.resolve.clone(),
            source: check.source.clone(),
            judged: number(power.judged, style),
            open: number(power.not_judged(), style),
            reasons: reasons_counted(power, style),
            found: number(power.found, style),
            bar_svg: svg(&self.shared.powers.judged),
            found_svg: svg(&self.shared.powers.found),
        }
    }
}

/// What to do about several findings, where it is the same; it is then told once.
fn shared_help(findings: &mut [FoundView]) -> Option<String> {
    let (first, others) = findings.split_first()?;
    let same = !others.is_empty() && others.iter().all(|other| other.help == first.help);
    let help = Some(first.help.clone()).filter(|help| same && !help.is_empty())?;
    for finding in findings {
        finding.help.clear();
    }
    Some(help)
}

/// Help as it stands behind a message, as a sentence of its own.
fn as_sentence(help: &str) -> String {
    let ended = help.is_empty() || help.ends_with(['.', '?', '!']);
    format!("{}{}", capitalised(help), if ended { "" } else { "." })
}

/// The places of a finding; what one place of the source says at several lines of a file stands
/// once, with all of them.
fn places(finding: &Finding) -> Vec<PlaceView> {
    let mut places: Vec<PlaceView> = Vec::new();
    for it in &finding.places {
        let (line, column) = it.at.line_and_column();
        let file = &it.at.file.path;
        let again = places
            .last_mut()
            .filter(|last| last.text == it.text && last.place == it.place && last.file == *file);
        if let Some(last) = again {
            // Writing to a string cannot fail.
            let _ = write!(last.at, ", {line}:{column}");
            continue;
        }
        places.push(PlaceView {
            text: it.text.clone(),
            place: it.place.clone(),
            file: file.clone(),
            at: format!("{file}:{line}:{column}"),
        });
    }
    places
}

/// The headings of the page, as its template has them.
fn headings(view: &AuditView, reproduction: bool, style: &NumberStyle, contents: &mut Vec<Entry>) {
    let heading = |anchor: &str, key: &str| entry(anchor.into(), style.text(key).to_owned());
    let third =
        |group: &FoundGroup| Entry { level: 3, ..entry(group.anchor.clone(), group.title.clone()) };
    if !view.source.is_empty() || !view.study.is_empty() {
        contents.push(heading("glance", "audit-glance"));
    }
    contents.push(heading("overview", "audit-found-heading"));
    if reproduction {
        contents.push(heading("source", "audit-source-heading"));
        contents.extend(view.source.iter().map(third));
    }
    if !reproduction || !view.study.is_empty() {
        contents.push(heading("study", "audit-study-heading"));
        contents.extend(view.study.iter().map(third));
    }
    contents.push(heading("checks", "audit-checks-heading"));
    contents.push(heading("glossary", "audit-words-heading"));
}
