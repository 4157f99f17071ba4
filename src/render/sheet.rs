//! What stands on one page: texts, figures and tables, with the notes of its live numbers.

use std::cell::RefCell;
use std::sync::OnceLock;

use rayon::prelude::*;
use tera::{Context, Value};

use super::citations::Citing;
use super::data::{package, size_of, table_file};
use super::html::{Entry, Writer, Written};
use super::links::{Links, table_anchor};
use super::notes::{NoteView, Notes};
use super::templates::Templates;
use super::view::{DownloadView, SiteView};
use super::{cards, citations, citing, figures, tables};
use crate::diagnostic::Diagnostic;
use crate::types::data::{DERIVED, DataFiles, GROUPS};
use crate::types::document::{Document, directives};
use crate::types::figure::{Card, Figure, PowerBars, SmallBars};
use crate::types::finding::Audit;
use crate::types::notice::Notice;
use crate::types::package::Package;
use crate::types::study::{Binding, Bound, Exhibit, FigureId, QuestionId, Study, TableId, Text};
use crate::types::wording::Wording;

/// The file of what stands on no page of its own.
const NO_PAGE: &str = "";

/// What all pages share.
pub(super) struct Shared<'a> {
    pub(super) wording: Wording<'a>,
    pub(super) audit: &'a Audit,
    pub(super) figures: &'a [Figure],
    /// Figures and tables as they stand on pages, each written when it is first asked for.
    pub(super) written: Exhibits,
    pub(super) bars: &'a SmallBars,
    pub(super) powers: &'a PowerBars,
    pub(super) card: Option<&'a Card>,
    pub(super) templates: &'a Templates,
    pub(super) files: &'a DataFiles,
    /// The citable package, where one was made.
    pub(super) package: Option<&'a Package>,
    pub(super) links: Links,
    /// What each correction comes to.
    pub(super) notices: &'a [Notice],
    pub(super) site: SiteView,
    /// The same as templates take it, made once.
    pub(super) site_value: Value,
}

/// Figures and tables in HTML: several pages show the same, in the same words.
pub(super) struct Exhibits {
    figures: Vec<OnceLock<Part>>,
    tables: Vec<OnceLock<Part>>,
}

impl Exhibits {
    /// None of them written yet.
    pub(super) fn new(study: &Study) -> Self {
        let none = |count| (0..count).map(|_| OnceLock::new()).collect();
        Self { figures: none(study.figures.len()), tables: none(study.tables.len()) }
    }
}

/// A part of a page that was written on its own.
struct Part {
    html: String,
    notes: Notes,
    faults: Vec<Diagnostic>,
}

/// What a page is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The site.
    Site,
    /// The one file, in which no figure and no table is shown twice.
    OneFile,
}

/// One page in the making.
pub(super) struct Sheet<'a> {
    /// What it is written for.
    form: Form,
    pub(super) shared: &'a Shared<'a>,
    /// The page's file.
    pub(super) file: &'a str,
    notes: RefCell<Notes>,
    faults: RefCell<Vec<Diagnostic>>,
}

impl<'a> Sheet<'a> {
    /// An empty page.
    pub(super) fn new(shared: &'a Shared<'a>, file: &'a str) -> Self {
        Self {
            form: Form::Site,
            shared,
            file,
            notes: RefCell::default(),
            faults: RefCell::default(),
        }
    }

    /// The same, written for the site or for the one file.
    pub(super) fn written_for(self, form: Form) -> Self {
        Self { form, ..self }
    }

    /// Whether it is written for the one file.
    pub(super) fn is_one_file(&self) -> bool {
        self.form == Form::OneFile
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

    /// Writes one value, live.
    pub(super) fn value(&self, binding: Binding) -> String {
        let mut notes = self.notes.borrow_mut();
        let shared = self.shared;
        let nothing = |_| Written::default();
        Writer::new(shared.wording, &shared.links, self.file, &mut notes, &nothing).value(binding)
    }

    fn exhibit(&self, exhibit: Exhibit, document: &Document<Bound, Exhibit>) -> Written {
        let html = match exhibit {
            Exhibit::Figure(id) => self.figure(id),
            Exhibit::Table(id) => self.table(id, None),
            Exhibit::Rows(id) => self.table(self.shared.wording.study[id].table, Some(id)),
            Exhibit::Finding(id) => return self.card(id, "finding.html", Study::as_share),
            Exhibit::Fact(id) => return self.card(id, "fact.html", Study::as_printed),
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
        self.once(&shared.written.figures[id.0], &|sheet| {
            let mut write = |text: &Text| sheet.text(text).html;
            let figure = &shared.figures[id.0];
            let view = figures::figure(shared.wording, shared.files, figure, id, &mut write);
            sheet.render("figure.html", &sheet.context("figure", &view))
        })
    }

    fn table(&self, id: TableId, only: Option<QuestionId>) -> String {
        if only.is_some() {
            return self.table_part(id, only);
        }
        self.once(&self.shared.written.tables[id.0], &|sheet| sheet.table_part(id, None))
    }

    /// What was written once, or is now: for no page, so that all links in it name theirs.
    fn once(&self, place: &OnceLock<Part>, write: &dyn Fn(&Self) -> String) -> String {
        let part = place.get_or_init(|| Self::new(self.shared, NO_PAGE).part(write));
        self.notes.borrow_mut().merge(&part.notes);
        self.faults.borrow_mut().extend(part.faults.iter().cloned());
        part.html.clone()
    }

    fn part(self, write: impl Fn(&Self) -> String) -> Part {
        let html = write(&self);
        Part { html, notes: self.notes.into_inner(), faults: self.faults.into_inner() }
    }

    fn table_part(&self, id: TableId, only: Option<QuestionId>) -> String {
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
        self.shared.wording.table_heading(id)
    }

    /// Whether the page of all figures or tables shows one: in the one file each stands once.
    pub(super) fn is_due(&self, anchor: &str) -> bool {
        !self.is_one_file() || !self.shared.links.is_shown(anchor)
    }

    /// Every table, and the computed values.
    pub(super) fn tables(&self, context: &mut Context, contents: &mut Vec<Entry>) {
        let (study, style) = (self.shared.wording.study, self.shared.wording.style());
        let mut html = Vec::new();
        contents.push(entry("who-was-asked".into(), style.text("who-was-asked").to_owned()));
        let ids = study.listed_tables().into_iter();
        let ids: Vec<TableId> = ids.filter(|id| self.is_due(&table_anchor(study, *id))).collect();
        let written = self.each(ids.len(), |sheet, i| sheet.table(ids[i], None));
        for (id, table) in ids.into_iter().zip(written) {
            html.push(table);
            contents.push(entry(table_anchor(study, id), self.table_title(id)));
        }
        if !study.derived.is_empty() {
            contents
                .push(entry("computed-values".into(), style.text("computed-values").to_owned()));
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
        let parts: Vec<Part> = (0..count)
            .into_par_iter()
            .map(|i| Self::new(shared, file).part(|sheet| write(sheet, i)))
            .collect();
        let mut html = Vec::with_capacity(count);
        for part in parts {
            html.push(part.html);
            self.notes.borrow_mut().merge(&part.notes);
            self.faults.borrow_mut().extend(part.faults);
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
        let style = self.shared.wording.style();
        let view = |href: String, title: String| DownloadView {
            size: size_of(self.shared.files, &href, style),
            kind: "CSV".into(),
            href,
            title,
        };
        let tables = study.listed_tables().into_iter();
        // The one file holds what it offers, and would hold all data twice.
        let offered = self.shared.package.filter(|_| self.form == Form::Site);
        let mut downloads: Vec<DownloadView> =
            offered.map_or_else(Vec::new, |it| package(it, style));
        downloads.extend(tables.map(|id| view(table_file(study, id), self.table_title(id))));
        downloads.push(view(GROUPS.into(), style.text("file-groups").to_owned()));
        if !study.derived.is_empty() {
            downloads.push(view(DERIVED.into(), style.text("computed-values").to_owned()));
        }
        context.insert("downloads", &downloads);
    }
}

pub(super) fn entry(anchor: String, text: String) -> Entry {
    Entry { level: 2, anchor, text }
}
