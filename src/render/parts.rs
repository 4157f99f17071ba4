//! Figures -> the parts of the page of all figures, in the order of the numbers.
//!
//! Figures are numbered as readers meet them, so those of one page follow each other: pages are
//! the parts. Figures that no page shows follow by their tables.

use std::collections::BTreeMap;

use tera::Context;

use super::figures;
use super::html::{Entry, Spoken, Written};
use super::links::{figure_anchor, page_file, table_anchor};
use super::sheet::{Sheet, entry};
use super::view::FigureGroup;
use crate::types::document::directives;
use crate::types::figure::Subject;
use crate::types::study::{Exhibit, FigureId, PageId, Study, Text};

impl Sheet<'_> {
    /// Every figure, by the pages that show them, with the sentences of their headlines.
    pub(super) fn figures(&self, context: &mut Context, written: &mut Written) {
        let study = self.shared.wording.study;
        let shown = shown(study);
        let mut groups: Vec<FigureGroup> = Vec::new();
        // Behind which part stands what could not be set side by side: the last comparison's.
        let mut comparing = None;
        let ids = (0..self.shared.figures.len()).map(FigureId);
        let ids: Vec<FigureId> = ids.filter(|id| self.is_due(&figure_anchor(study, *id))).collect();
        let html = self.each(ids.len(), |sheet, i| sheet.figure(ids[i]));
        let mut numbered: Vec<_> = ids.into_iter().zip(html).collect();
        numbered.sort_by_key(|(id, _)| self.shared.figures[id.0].number);
        for (id, html) in numbered {
            let figure = &self.shared.figures[id.0];
            written.spoken.extend(self.headline_spoken(figure.subject, id));
            let (part, href) = match shown.get(&id) {
                Some(page) => (self.of_page(*page), Some(page_file(study, *page))),
                None => (self.of_no_page(figure.subject), None),
            };
            if groups.last().is_none_or(|group| group.anchor != part.anchor) {
                groups.push(FigureGroup {
                    anchor: part.anchor.clone(),
                    title: part.text.clone(),
                    href,
                    figures_html: Vec::new(),
                    apart_html: Vec::new(),
                });
                written.contents.push(part);
            }
            if let Subject::Comparison(_) = figure.subject {
                comparing = Some(groups.len() - 1);
            }
            groups.last_mut().expect("a part was just opened").figures_html.push(html);
        }
        let mut write = |text: &Text| self.text(text).html;
        let apart = figures::set_apart(self.shared.wording, &mut write);
        match comparing {
            Some(part) => groups[part].apart_html = apart,
            // In the one file the comparisons may all stand elsewhere.
            None if self.is_one_file() && !apart.is_empty() => {
                let Entry { anchor, text, .. } = entry(
                    "not-side-by-side".into(),
                    self.shared.wording.style().text("not-side-by-side").to_owned(),
                );
                groups.push(FigureGroup {
                    anchor,
                    title: text,
                    href: None,
                    figures_html: Vec::new(),
                    apart_html: apart,
                });
            }
            None => {}
        }
        context.insert("figure_groups", &groups);
    }

    /// The part of the figures that a page shows.
    fn of_page(&self, page: PageId) -> Entry {
        let study = self.shared.wording.study;
        let page = &study[page];
        let alike = study.pages.iter().filter(|it| it.short_title == page.short_title).count();
        let short = page.short_title.clone().filter(|_| alike == 1);
        let title = short.unwrap_or_else(|| self.shared.wording.plain(&page.title));
        entry(format!("on-{}", page.slug), title)
    }

    /// The part of a figure that no page shows.
    fn of_no_page(&self, subject: Subject) -> Entry {
        let study = self.shared.wording.study;
        match subject {
            Subject::Question(question) => {
                let table = study[question].table;
                entry(format!("of-{}", table_anchor(study, table)), self.table_title(table))
            }
            Subject::Comparison(_) => entry(
                "side-by-side".into(),
                self.shared.wording.style().text("side-by-side").to_owned(),
            ),
            Subject::Chart(_) => entry(
                "across-questions".into(),
                self.shared.wording.style().text("across-questions").to_owned(),
            ),
        }
    }

    fn headline_spoken(&self, subject: Subject, figure: FigureId) -> Vec<Spoken> {
        let study = self.shared.wording.study;
        let Some(text) = self.shared.wording.authored_headline(subject) else { return Vec::new() };
        let anchor = figure_anchor(study, figure);
        let spoken = self.text(text).spoken.into_iter();
        spoken.map(|it| it.under(&anchor)).collect()
    }
}

/// The page on which readers first meet a figure.
fn shown(study: &Study) -> BTreeMap<FigureId, PageId> {
    let mut shown = BTreeMap::new();
    for (i, page) in study.pages.iter().enumerate() {
        for exhibit in directives(&page.document.blocks) {
            if let Exhibit::Figure(figure) = exhibit {
                shown.entry(figure).or_insert(PageId(i));
            }
        }
    }
    shown
}
