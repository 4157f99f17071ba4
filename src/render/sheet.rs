//! What stands on one page: texts, figures and tables, with the notes of its live numbers.

use std::cell::RefCell;

use rayon::prelude::*;
use tera::{Context, Value};

use super::citations::Citing;
use super::data::{DERIVED_FILE, DataFiles, table_file};
use super::html::{Entry, Writer, Written};
use super::links::{Links, table_anchor};
use super::notes::{NoteView, Notes};
use super::templates::Templates;
use super::view::{DownloadView, SiteView};
use super::{cards, citations, citing, figures, tables};
use crate::diagnostic::Diagnostic;
use crate::types::document::{Document, directives};
use crate::types::figure::{Card, Figure, PowerBars, SmallBars};
use crate::types::finding::Audit;
use crate::types::notice::Notice;
use crate::types::study::{Bound, Exhibit, FigureId, QuestionId, TableId, Text, ValueId};
use crate::types::wording::Wording;

/// What all pages share.
pub(super) struct Shared<'a> {
    pub(super) wording: Wording<'a>,
    pub(super) audit: &'a Audit,
    pub(super) figures: &'a [Figure],
    pub(super) bars: &'a SmallBars,
    pub(super) powers: &'a PowerBars,
    pub(super) card: Option<&'a Card>,
    pub(super) templates: &'a Templates,
    pub(super) files: &'a DataFiles,
    pub(super) links: Links,
    /// What each correction comes to.
    pub(super) notices: &'a [Notice],
    pub(super) site: SiteView,
    /// The same as templates take it, made once.
    pub(super) site_value: Value,
}

/// One page in the making.
pub(super) struct Sheet<'a> {
    pub(super) shared: &'a Shared<'a>,
    /// The page's file.
    pub(super) file: &'a str,
    notes: RefCell<Notes>,
    faults: RefCell<Vec<Diagnostic>>,
}

impl<'a> Sheet<'a> {
    /// An empty page.
    pub(super) fn new(shared: &'a Shared<'a>, file: &'a str) -> Self {
        Self { shared, file, notes: RefCell::default(), faults: RefCell::default() }
    }

    /// The notes that were asked for so far.
    pub(super) fn notes(&self) -> Vec<NoteView> {
        self.notes.take().into_views()
    }

    /// The faults of templates.
    pub(super) fn into_faults(self) -> Vec<Diagnostic> {
        self.faults.into_inner()
    }

    /// Applies a template; what goes wrong is kept.
    pub(super) fn render(&self, template: &str, context: &Context) -> String {
        self.shared.templates.render(template, context).unwrap_or_else(|fault| {
            self.faults.borrow_mut().push(fault);
            String::new()
        })
    }

    /// Writes a document.
    pub(super) fn document(&self, document: &Document<Bound, Exhibit>) -> Written {
        // Exhibits hold live numbers of their own, so they are written before the text that
        // shows them asks for notes.
        let shown: Vec<(Exhibit, Written)> = directives(&document.blocks)
            .into_iter()
            .map(|exhibit| (exhibit, self.exhibit(exhibit, document)))
            .collect();
        let exhibit = |exhibit: Exhibit| {
            let found = shown.iter().find(|(known, _)| *known == exhibit);
            found.map_or_else(Written::default, |(_, written)| written.clone())
        };
        let mut notes = self.notes.borrow_mut();
        let shared = self.shared;
        Writer::new(shared.wording, &shared.links, self.file, &mut notes, &exhibit)
            .document(document)
    }

    /// Writes one text.
    pub(super) fn text(&self, text: &Text) -> Written {
        let mut notes = self.notes.borrow_mut();
        let shared = self.shared;
        let nothing = |_| Written::default();
        Writer::new(shared.wording, &shared.links, self.file, &mut notes, &nothing).text(text)
    }

    /// Writes one value as it is printed, live.
    pub(super) fn value(&self, value: ValueId) -> String {
        let mut notes = self.notes.borrow_mut();
        let shared = self.shared;
        let nothing = |_| Written::default();
        let binding = shared.wording.study.as_printed(value);
        Writer::new(shared.wording, &shared.links, self.file, &mut notes, &nothing).value(binding)
    }

    fn exhibit(&self, exhibit: Exhibit, document: &Document<Bound, Exhibit>) -> Written {
        let html = match exhibit {
            Exhibit::Figure(id) => self.figure(id),
            Exhibit::Table(id) => self.table(id, None),
            Exhibit::Rows(id) => self.table(self.shared.wording.study[id].table, Some(id)),
            Exhibit::Finding(id) => return self.card(id, "finding.html"),
            Exhibit::Fact(id) => return self.card(id, "fact.html"),
            Exhibit::HowToCite => {
                let works = citing::works(self.shared.wording);
                self.render("how-to-cite.html", &self.context("works", &works))
            }
            Exhibit::Recommendation(id) => {
                return self.recommendation(id, cards::level_of(&document.blocks, id));
            }
        };
        Written { html, ..Written::default() }
    }

    pub(super) fn figure(&self, id: FigureId) -> String {
        let shared = self.shared;
        let mut write = |text: &Text| self.text(text).html;
        let figure = &shared.figures[id.0];
        let view = figures::figure(shared.wording, shared.files, figure, id, &mut write);
        self.render("figure.html", &self.context("figure", &view))
    }

    fn table(&self, id: TableId, only: Option<QuestionId>) -> String {
        let shared = self.shared;
        let mut write = |text: &Text| self.text(text).html;
        let view = tables::table(shared.wording, &shared.links, shared.files, id, only, &mut write);
        self.render("table.html", &self.context("table", &view))
    }

    pub(super) fn context(&self, name: &'static str, view: &impl serde::Serialize) -> Context {
        let mut context = Context::new();
        context.insert_value("site", self.shared.site_value.clone());
        context.insert(name, view);
        context
    }

    /// "Table 1. Title", or the title of a block.
    pub(super) fn table_title(&self, id: TableId) -> String {
        let table = &self.shared.wording.study[id];
        let title = self.shared.wording.plain(&table.title);
        match table.number {
            Some(number) => format!("Table\u{a0}{number}. {title}"),
            None => title,
        }
    }

    /// Every table, and the computed values.
    pub(super) fn tables(&self, context: &mut Context, contents: &mut Vec<Entry>) {
        let study = self.shared.wording.study;
        let mut html = Vec::new();
        contents.push(entry("who-was-asked".into(), "Who was asked".into()));
        let written = self.each(study.tables.len(), |sheet, i| sheet.table(TableId(i), None));
        for (i, table) in written.into_iter().enumerate() {
            html.push(table);
            contents.push(entry(table_anchor(study, TableId(i)), self.table_title(TableId(i))));
        }
        if !study.derived.is_empty() {
            contents.push(entry("computed-values".into(), "Computed values".into()));
        }
        let mut write = |text: &Text| self.text(text).html;
        context.insert("tables", &html);
        context.insert(
            "derived",
            &tables::derived(self.shared.wording, &self.shared.links, &mut write),
        );
        context.insert("groups", &self.shared.site.groups);
    }

    /// Writes independent parts in parallel; their notes come together in the parts' order.
    pub(super) fn each(
        &self,
        count: usize,
        write: impl Fn(&Self, usize) -> String + Sync,
    ) -> Vec<String> {
        let (shared, file) = (self.shared, self.file);
        let parts: Vec<(String, Notes, Vec<Diagnostic>)> = (0..count)
            .into_par_iter()
            .map(|i| {
                let sheet = Self::new(shared, file);
                let html = write(&sheet, i);
                (html, sheet.notes.into_inner(), sheet.faults.into_inner())
            })
            .collect();
        let mut html = Vec::with_capacity(count);
        for (part, notes, faults) in parts {
            html.push(part);
            self.notes.borrow_mut().merge(notes);
            self.faults.borrow_mut().extend(faults);
        }
        html
    }

    /// Every work, with the places that cite it.
    pub(super) fn references(&self, context: &mut Context, pages: &[Citing<'_>]) {
        context.insert("references", &citations::references(self.shared.wording, pages));
    }

    /// What can be downloaded.
    pub(super) fn data(&self, context: &mut Context) {
        let study = self.shared.wording.study;
        let view = |href: String, title: String| DownloadView {
            size: self.shared.files.size(&href),
            kind: "CSV".into(),
            href,
            title,
        };
        let tables = (0..study.tables.len()).map(TableId);
        let mut downloads: Vec<DownloadView> =
            tables.map(|id| view(table_file(study, id), self.table_title(id))).collect();
        if !study.derived.is_empty() {
            downloads.push(view(DERIVED_FILE.into(), "Computed values".into()));
        }
        context.insert("downloads", &downloads);
    }
}

pub(super) fn entry(anchor: String, text: String) -> Entry {
    Entry { level: 2, anchor, text }
}
