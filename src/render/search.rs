//! All pages -> the page of all contents: what they hold as a plain list, and beside it, as data,
//! what a script looks through for readers who search. A page on a disk may fetch nothing, so the
//! data stand in the page.

pub(super) mod view;

use tera::Context;

use self::view::{AskedIndex, EverythingView, Index, PartIndex, TableLinks};
use super::checklist::item_anchor;
use super::escape::script_data;
use super::html::{Entry, Spoken};
use super::links::{
    AUDIT, CHECKLIST, CORRECTIONS, FIGURES, REFERENCES, TABLES, figure_anchor, table_anchor,
};
use super::pages::WrittenPage;
use super::sheet::{Sheet, entry};
use super::view::{EntryView, LinkView, NavView, TitledLink};
use crate::types::bibliography::plain;
use crate::types::checklist::{Checklist, Item};
use crate::types::figure::Subject;
use crate::types::messages::say;
use crate::types::study::{Binding, FigureId, OptionId, QuestionId, TableId};
use crate::types::wording::Headline;

impl Sheet<'_> {
    /// The list of all that pages hold, with the data for those who search.
    pub(super) fn everything<'p>(
        &self,
        context: &mut Context,
        contents: &mut Vec<Entry>,
        pages: impl Iterator<Item = &'p WrittenPage>,
    ) {
        let wording = self.shared.wording;
        let (study, style) = (wording.study, wording.style());
        let mut nav: Vec<NavView> = Vec::new();
        let mut texts = Vec::new();
        let pages: Vec<&WrittenPage> = pages.collect();
        for page in &pages {
            let link = self.page_links(page);
            match nav.last_mut().filter(|section| section.title == page.section) {
                Some(section) => section.pages.push(link),
                None => nav.push(NavView { title: page.section.clone(), pages: vec![link] }),
            }
            let own = match page.file.as_str() {
                AUDIT => self.findings(),
                // Its headlines are listed.
                FIGURES => Vec::new(),
                REFERENCES => self.works(),
                CHECKLIST => self.items(),
                CORRECTIONS => unheaded(self.corrected()),
                _ => under_headings(&page.contents, &page.texts),
            };
            if !own.is_empty() {
                // No section tells pages with one short title apart where they are found.
                let short = &page.short_title;
                let alike = pages.iter().filter(|it| it.short_title == *short).count();
                let title = if alike == 1 { short } else { &page.title };
                texts.push((page.file.clone(), title.clone(), own));
            }
        }
        let questions = (0..study.questions.len()).map(|i| self.asked(QuestionId(i)));
        let index = Index { questions: questions.chain(self.computed()).collect(), texts };
        let mut figures: Vec<FigureId> = (0..study.figures.len()).map(FigureId).collect();
        figures.sort_by_key(|id| self.shared.figures[id.0].number);
        let figures: Vec<TitledLink> = figures.into_iter().map(|id| self.figure_link(id)).collect();
        contents.push(entry("pages".into(), style.text("page-pages").to_owned()));
        if !figures.is_empty() {
            contents.push(entry("figures".into(), style.text("everything-figures").to_owned()));
        }
        contents.push(entry("tables".into(), style.text("everything-tables").to_owned()));
        let view = EverythingView {
            pages: nav,
            figures,
            tables: study.listed_tables().into_iter().map(|id| self.table_links(id)).collect(),
            index: script_data(&index),
        };
        context.insert("everything", &view);
    }

    /// A page with its headings; figures and tables are listed on their own.
    fn page_links(&self, page: &WrittenPage) -> LinkView {
        let study = self.shared.wording.study;
        let tables: Vec<String> =
            (0..study.tables.len()).map(|i| table_anchor(study, TableId(i))).collect();
        let listed = |entry: &&Entry| match page.file.as_str() {
            FIGURES => false,
            TABLES => !tables.contains(&entry.anchor),
            _ => true,
        };
        let entries = page.contents.iter().filter(listed);
        let entries = entries.map(|entry| EntryView {
            href: format!("{}#{}", page.file, entry.anchor),
            title: entry.text.clone(),
            level: entry.level,
        });
        LinkView {
            href: page.file.clone(),
            title: page.title.clone(),
            current: false,
            entries: entries.collect(),
        }
    }

    /// A figure: its number with its headline, or else what it is about.
    fn figure_link(&self, id: FigureId) -> TitledLink {
        let wording = self.shared.wording;
        let figure = &self.shared.figures[id.0];
        let said = match wording.headline(figure.subject) {
            Headline::Authored(text) => wording.plain(text),
            Headline::Withheld(_) | Headline::None => match figure.subject {
                Subject::Question(question) => wording.study[question].label.clone(),
                Subject::Comparison(comparison) => {
                    wording.study[wording.study[comparison].question].label.clone()
                }
                Subject::Chart(chart) => wording.plain(&wording.study[chart].title),
            },
        };
        let anchor = figure_anchor(wording.study, id);
        TitledLink {
            href: format!("{}#{anchor}", self.shared.links.met_on(&anchor, FIGURES)),
            title: say!(
                wording.style(),
                "everything-figure",
                figure = &wording.binding(Binding::Figure(id)),
                title = &said,
            ),
        }
    }

    fn table_links(&self, id: TableId) -> TableLinks {
        let study = self.shared.wording.study;
        let questions = study[id].question_ids().map(|question| TitledLink {
            href: format!("{TABLES}#{}", study[question].id),
            title: study[question].label.clone(),
        });
        let href = format!("{TABLES}#{}", table_anchor(study, id));
        let link = TitledLink { href, title: self.table_title(id) };
        TableLinks { link, questions: questions.collect() }
    }

    fn asked(&self, id: QuestionId) -> AskedIndex {
        let wording = self.shared.wording;
        let question = &wording.study[id];
        let said = question.wording.as_ref().map_or_else(String::new, |text| wording.plain(text));
        let answer = |option: OptionId| {
            let choice = &wording.study[option];
            (
                choice.id.clone(),
                choice.label.clone(),
                wording.readings(option).join(wording.style().text("list-or")),
            )
        };
        let answers = question.option_ids().map(answer).collect();
        let group = question.group.map(|group| &wording.study[group].label);
        let of = [Some(&question.label), group];
        let label = of.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · ");
        (question.id.clone(), label, said, answers)
    }

    /// The computed values, as answers to a question of their own.
    fn computed(&self) -> Option<AskedIndex> {
        let wording = self.shared.wording;
        let values = wording.study.derived.iter().zip(&wording.summaries.derived);
        let values = values.map(|(it, computed)| {
            let value = computed.map_or_else(|_| "–".to_owned(), |value| wording.value(value));
            (it.id.clone(), it.label.clone(), value)
        });
        let values: Vec<(String, String, String)> = values.collect();
        let (id, label) =
            ("computed-values".to_owned(), wording.style().text("computed-values").to_owned());
        (!values.is_empty()).then(|| (id, label, String::new(), values))
    }

    /// The findings of the audit.
    fn findings(&self) -> Vec<PartIndex> {
        let audit = self.shared.audit;
        let findings = audit.findings.iter().zip(audit.anchors());
        findings.map(|(it, anchor)| (anchor, String::new(), vec![it.message.clone()])).collect()
    }

    /// The items of the checklists with their answers.
    fn items(&self) -> Vec<PartIndex> {
        let wording = self.shared.wording;
        let part = |item: &'static Item| {
            let asks = wording.style().text(item.asks);
            let answer = wording.item(item.id).map(|it| wording.plain(&it.answer));
            let asked = format!("{} {asks}", item.number);
            (item_anchor(item), std::iter::once(asked).chain(answer).collect())
        };
        unheaded(wording.checklists().flat_map(Checklist::items).map(part).collect())
    }

    /// The works of the reference list.
    fn works(&self) -> Vec<PartIndex> {
        let works = self.shared.wording.study.bibliography.iter().flat_map(|it| &it.works);
        works
            .map(|work| (format!("ref-{}", work.key), String::new(), vec![plain(&work.entry)]))
            .collect()
    }
}

/// Parts of a page, each by its anchor, as what needs no heading to be known.
fn unheaded(parts: Vec<(String, Vec<String>)>) -> Vec<PartIndex> {
    parts.into_iter().map(|(anchor, texts)| (anchor, String::new(), texts)).collect()
}

/// The texts of a page under its headings. Headings are listed, and numbers alone tell nothing.
fn under_headings(headings: &[Entry], texts: &[Spoken]) -> Vec<PartIndex> {
    let mut parts: Vec<PartIndex> = Vec::new();
    for text in texts.iter().filter(|text| text.plain.contains(char::is_alphabetic)) {
        let heading = headings.iter().find(|entry| entry.anchor == text.anchor);
        if heading.is_some_and(|entry| entry.text == text.plain) {
            continue;
        }
        if let Some((_, _, own)) = parts.last_mut().filter(|(at, _, _)| *at == text.anchor) {
            own.push(text.plain.clone());
            continue;
        }
        let heading = heading.map_or_else(String::new, |entry| entry.text.clone());
        parts.push((text.anchor.clone(), heading, vec![text.plain.clone()]));
    }
    parts
}
