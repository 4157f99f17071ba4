//! The pages of a site: narrative, tables, figures, data; each with navigation and notes.

use std::cell::RefCell;

use tera::Context;

use super::data::{DERIVED_FILE, DataFiles};
use super::html::{Entry, Statement, Writer, Written, escaped};
use super::links::{DATA, FIGURES, Links, TABLES, page_file, table_anchor};
use super::notes::Notes;
use super::templates::Templates;
use super::view::{
    DownloadView, EntryView, FactView, FigureGroup, GroupView, LicenceView, LinkView, NavView,
    PageView, PublicationView, SiteView,
};
use super::{figures, tables};
use crate::diagnostic::Diagnostic;
use crate::types::document::{Document, Inline};
use crate::types::figure::{Figure, Subject};
use crate::types::study::{
    Colour, Exhibit, FigureId, GroupFact, Licence, PageId, Publication, QuestionId, StudyKind,
    TableId, Text,
};
use crate::types::wording::Wording;

/// A finished page.
pub(super) struct WrittenPage {
    /// Its file.
    pub(super) file: String,
    /// Its title, without markup.
    pub(super) title: String,
    /// Its HTML.
    pub(super) html: String,
    /// The sentences that hold values.
    pub(super) statements: Vec<Statement>,
    /// Its headings.
    pub(super) contents: Vec<Entry>,
}

/// A page before its template is applied.
struct Draft {
    file: String,
    template: &'static str,
    title: Text,
    short_title: Option<String>,
    description: Option<String>,
}

/// Writes all pages of a site.
pub(super) struct Pages<'a> {
    wording: Wording<'a>,
    figures: &'a [Figure],
    templates: &'a Templates,
    files: &'a DataFiles,
    links: Links,
    site: SiteView,
    faults: RefCell<Vec<Diagnostic>>,
}

impl<'a> Pages<'a> {
    /// Prepares what all pages share.
    pub(super) fn new(
        wording: Wording<'a>,
        figures: &'a [Figure],
        templates: &'a Templates,
        files: &'a DataFiles,
    ) -> Self {
        let links = Links::new(wording.study);
        let site = site_view(wording, &links);
        let faults = RefCell::new(Vec::new());
        Self { wording, figures, templates, files, links, site, faults }
    }

    /// Writes all pages in reading order; gives the faults of templates too, each place once.
    pub(super) fn write(self) -> (Vec<WrittenPage>, Vec<Diagnostic>) {
        let drafts = self.drafts();
        let pages = (0..drafts.len()).map(|i| self.page(&drafts, i)).collect();
        (pages, self.faults.into_inner())
    }

    fn drafts(&self) -> Vec<Draft> {
        let study = self.wording.study;
        let mut drafts: Vec<Draft> = Vec::new();
        let made = |file: &str, template, title: &str| Draft {
            file: file.into(),
            template,
            title: vec![Inline::Text(title.into())],
            short_title: None,
            description: None,
        };
        let in_order: Vec<PageId> =
            study.sections.iter().flat_map(|section| section.pages.iter().copied()).collect();
        let index = in_order.iter().position(|page| study[*page].slug == "index");
        if index.is_none() {
            drafts.push(Draft {
                short_title: Some("Overview".into()),
                title: study.meta.title.clone(),
                ..made("index.html", "index.html", "")
            });
        }
        for page in &in_order {
            let narrative = &study[*page];
            drafts.push(Draft {
                file: page_file(study, *page),
                template: if narrative.slug == "index" { "index.html" } else { "page.html" },
                title: narrative.title.clone(),
                short_title: narrative.short_title.clone(),
                description: narrative.description.as_ref().map(|text| self.wording.plain(text)),
            });
        }
        drafts.push(made(TABLES, "tables.html", "All tables"));
        if !study.figures.is_empty() {
            drafts.push(made(FIGURES, "figures.html", "All figures"));
        }
        drafts.push(made(DATA, "data.html", "Data and downloads"));
        drafts
    }

    fn page(&self, drafts: &[Draft], index: usize) -> WrittenPage {
        let study = self.wording.study;
        let draft = &drafts[index];
        let notes = RefCell::new(Notes::default());
        let narrative = study.pages.iter().find(|page| format!("{}.html", page.slug) == draft.file);
        let mut context = Context::new();
        let mut statements = Vec::new();
        let mut contents = Vec::new();
        let mut body = String::new();
        if let Some(page) = narrative {
            let written = self.document(&page.document, &draft.file, &notes);
            statements = written.statements;
            contents = written.contents;
            body = written.html;
        }
        match draft.template {
            "tables.html" => self.tables(&mut context, &notes, &mut contents),
            "figures.html" => {
                statements = self.figures(&mut context, &notes, &mut contents);
            }
            "data.html" => self.data(&mut context),
            _ => {}
        }
        let title_html = self.text(&draft.title, &draft.file, &notes).html;
        let view = PageView {
            file: draft.file.clone(),
            title: self.wording.plain(&draft.title),
            title_html,
            description: draft.description.clone().unwrap_or_else(|| self.site.description.clone()),
            section: self.section(&draft.file),
            body_html: body,
            nav: self.nav(drafts, index, &contents),
            previous: index.checked_sub(1).map(|i| self.link(&drafts[i])),
            next: drafts.get(index + 1).map(|draft| self.link(draft)),
            notes: notes.into_inner().into_views(),
        };
        context.insert("site", &self.site);
        context.insert("page", &view);
        let html = self.render(draft.template, &context);
        WrittenPage { file: draft.file.clone(), title: view.title, html, statements, contents }
    }

    /// Applies a template; a fault is kept once for each place.
    fn render(&self, template: &str, context: &Context) -> String {
        self.templates.render(template, context).unwrap_or_else(|fault| {
            let mut faults = self.faults.borrow_mut();
            if !faults.contains(&fault) {
                faults.push(fault);
            }
            String::new()
        })
    }

    fn document(
        &self,
        document: &Document<crate::types::study::Bound, Exhibit>,
        page: &str,
        notes: &RefCell<Notes>,
    ) -> Written {
        // Exhibits hold live numbers of their own, so they are written before the text that
        // shows them asks for notes.
        let shown: Vec<(Exhibit, String)> = super::exhibits(&document.blocks)
            .into_iter()
            .map(|exhibit| (exhibit, self.exhibit(exhibit, page, notes)))
            .collect();
        let exhibit = |exhibit: Exhibit| {
            shown.iter().find(|(known, _)| *known == exhibit).map_or(String::new(), |(_, h)| h.clone())
        };
        let mut notes = notes.borrow_mut();
        Writer::new(self.wording, &self.links, page, &mut notes, &exhibit).document(document)
    }

    fn text(&self, text: &Text, page: &str, notes: &RefCell<Notes>) -> Written {
        let mut notes = notes.borrow_mut();
        Writer::new(self.wording, &self.links, page, &mut notes, &|_| String::new()).text(text)
    }

    fn exhibit(&self, exhibit: Exhibit, page: &str, notes: &RefCell<Notes>) -> String {
        match exhibit {
            Exhibit::Figure(id) => self.figure(id, page, notes),
            Exhibit::Table(id) => self.table(id, None, page, notes),
            Exhibit::Rows(id) => {
                self.table(self.wording.study[id].table, Some(id), page, notes)
            }
        }
    }

    fn figure(&self, id: FigureId, page: &str, notes: &RefCell<Notes>) -> String {
        let mut write = |text: &Text| self.text(text, page, notes).html;
        let view = figures::figure(self.wording, self.files, &self.figures[id.0], id, &mut write);
        let mut context = Context::new();
        context.insert("site", &self.site);
        context.insert("figure", &view);
        self.render("figure.html", &context)
    }

    fn table(
        &self,
        id: TableId,
        only: Option<QuestionId>,
        page: &str,
        notes: &RefCell<Notes>,
    ) -> String {
        let mut write = |text: &Text| self.text(text, page, notes).html;
        let view = tables::table(self.wording, self.files, id, only, &mut write);
        let mut context = Context::new();
        context.insert("site", &self.site);
        context.insert("table", &view);
        self.render("table.html", &context)
    }

    fn tables(&self, context: &mut Context, notes: &RefCell<Notes>, contents: &mut Vec<Entry>) {
        let study = self.wording.study;
        let mut html = Vec::new();
        let mut write = |text: &Text| self.text(text, TABLES, notes).html;
        let entry = |anchor: String, text: String| Entry { level: 2, anchor, text };
        contents.push(entry("who-was-asked".into(), "Who was asked".into()));
        for (i, table) in study.tables.iter().enumerate() {
            let id = TableId(i);
            html.push(self.table(id, None, TABLES, notes));
            let title = self.wording.plain(&table.title);
            let text = match table.number {
                Some(number) => format!("Table\u{a0}{number}. {title}"),
                None => title,
            };
            contents.push(entry(table_anchor(study, id), text));
        }
        if !study.derived.is_empty() {
            contents.push(entry("computed-values".into(), "Computed values".into()));
        }
        context.insert("tables", &html);
        context.insert("derived", &tables::derived(self.wording, &mut write));
        context.insert("groups", &self.site.groups);
    }

    /// Every figure, by the tables that they show; gives the sentences of their headlines.
    fn figures(
        &self,
        context: &mut Context,
        notes: &RefCell<Notes>,
        contents: &mut Vec<Entry>,
    ) -> Vec<Statement> {
        let study = self.wording.study;
        let mut groups: Vec<FigureGroup> = Vec::new();
        let mut statements = Vec::new();
        for (i, figure) in self.figures.iter().enumerate() {
            let (anchor, title) = match figure.subject {
                Subject::Question(question) => {
                    let table = study[question].table;
                    let title = self.wording.plain(&study[table].title);
                    let title = match study[table].number {
                        Some(number) => format!("Table\u{a0}{number}. {title}"),
                        None => title,
                    };
                    if let Some(text) = &study[question].headline {
                        let written = self.text(text, FIGURES, notes);
                        let anchor = super::links::figure_anchor(study, FigureId(i));
                        statements.extend(
                            written
                                .statements
                                .into_iter()
                                .map(|statement| Statement { anchor: anchor.clone(), ..statement }),
                        );
                    }
                    (format!("of-{}", table_anchor(study, table)), title)
                }
                Subject::Comparison(_) => ("side-by-side".into(), "Two groups side by side".into()),
            };
            let html = self.figure(FigureId(i), FIGURES, notes);
            match groups.last_mut().filter(|group| group.anchor == anchor) {
                Some(group) => group.figures_html.push(html),
                None => {
                    contents.push(Entry { level: 2, anchor: anchor.clone(), text: title.clone() });
                    groups.push(FigureGroup { anchor, title, figures_html: vec![html] });
                }
            }
        }
        context.insert("figure_groups", &groups);
        statements
    }

    fn data(&self, context: &mut Context) {
        let study = self.wording.study;
        let title = |path: &str| {
            study.tables.iter().enumerate().find_map(|(i, table)| {
                (super::data::table_file(study, TableId(i)) == path).then(|| {
                    let title = self.wording.plain(&table.title);
                    match table.number {
                        Some(number) => format!("Table\u{a0}{number}. {title}"),
                        None => title,
                    }
                })
            })
        };
        let mut downloads = Vec::new();
        for i in 0..study.tables.len() {
            let href = super::data::table_file(study, TableId(i));
            downloads.push(DownloadView {
                title: title(&href).unwrap_or_default(),
                kind: "CSV".into(),
                size: self.files.size(&href),
                href,
            });
        }
        if !study.derived.is_empty() {
            downloads.push(DownloadView {
                href: DERIVED_FILE.into(),
                title: "Computed values".into(),
                kind: "CSV".into(),
                size: self.files.size(DERIVED_FILE),
            });
        }
        context.insert("downloads", &downloads);
    }

    fn link(&self, draft: &Draft) -> LinkView {
        LinkView {
            href: draft.file.clone(),
            title: draft.short_title.clone().unwrap_or_else(|| self.wording.plain(&draft.title)),
            current: false,
            entries: Vec::new(),
        }
    }

    fn section(&self, file: &str) -> Option<String> {
        let study = self.wording.study;
        study
            .sections
            .iter()
            .find(|section| section.pages.iter().any(|page| page_file(study, *page) == file))
            .and_then(|section| section.title.clone())
    }

    fn nav(&self, drafts: &[Draft], current: usize, contents: &[Entry]) -> Vec<NavView> {
        let mut sections: Vec<NavView> = Vec::new();
        for (i, draft) in drafts.iter().enumerate() {
            let made = matches!(draft.template, "tables.html" | "figures.html" | "data.html");
            let title =
                if made { Some("Evidence".to_owned()) } else { self.section(&draft.file) };
            let mut link = self.link(draft);
            if i == current {
                link.current = true;
                link.entries = contents
                    .iter()
                    .filter(|entry| entry.level <= 3)
                    .map(|entry| EntryView {
                        href: format!("#{}", entry.anchor),
                        title: entry.text.clone(),
                        level: entry.level,
                    })
                    .collect();
            }
            match sections.last_mut().filter(|section| section.title == title) {
                Some(section) => section.pages.push(link),
                None => sections.push(NavView { title, pages: vec![link] }),
            }
        }
        sections
    }
}

fn site_view(wording: Wording<'_>, links: &Links) -> SiteView {
    let meta = &wording.study.meta;
    let mut notes = Notes::default();
    let mut html = |text: &Text| {
        Writer::new(wording, links, "index.html", &mut notes, &|_| String::new()).text(text).html
    };
    let title_html = html(&meta.title);
    let subtitle_html = meta.subtitle.as_ref().map(&mut html);
    SiteView {
        title: wording.plain(&meta.title),
        title_html,
        subtitle_html,
        description: meta.description.as_ref().map_or_else(String::new, |text| wording.plain(text)),
        language: meta.language.clone(),
        version: meta.version.clone(),
        date: meta.date.clone(),
        authors: meta.authors.iter().map(|author| author.name.clone()).collect(),
        licence: meta.licence.as_ref().map(licence_view),
        repository: meta.repository.clone(),
        publication: meta.publication.as_ref().map(publication_view),
        reproduction: meta.kind == StudyKind::Reproduction,
        groups: group_views(wording),
        offprint: env!("CARGO_PKG_VERSION").into(),
    }
}

fn licence_view(licence: &Licence) -> LicenceView {
    LicenceView { name: licence.name.clone(), url: licence.url.clone() }
}

fn publication_view(publication: &Publication) -> PublicationView {
    let names: Vec<&str> = publication.authors.iter().map(|author| &*author.name).collect();
    let authors = match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    };
    let parts = [&publication.volume, &publication.article];
    let where_in: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    PublicationView {
        authors,
        short: short_citation(publication),
        title: publication.title.clone(),
        journal: publication.journal.clone(),
        year: publication.year.clone(),
        where_in: where_in.join(", "),
        doi: publication.doi.clone(),
        licence: publication.licence.as_ref().map(licence_view),
    }
}

/// "Ye et al. (2026)": family names are the last words of names.
pub(super) fn short_citation(publication: &Publication) -> String {
    let family = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_owned();
    let names: Vec<String> =
        publication.authors.iter().map(|author| family(&author.name)).collect();
    let who = match names.as_slice() {
        [] => publication.title.clone(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [first, ..] => format!("{first} et al."),
    };
    format!("{who} ({})", publication.year)
}

fn group_views(wording: Wording<'_>) -> Vec<GroupView> {
    let study = wording.study;
    study
        .groups
        .iter()
        .map(|group| GroupView {
            id: group.id.clone(),
            label: group.label.clone(),
            colour: colour_name(group.colour).into(),
            n: group.answered.map(|n| study.style.count(n)),
            members: group.members.clone(),
            facts: GroupFact::ALL
                .into_iter()
                .filter_map(|(name, fact)| {
                    let value = group.fact(fact)?;
                    let label = match fact {
                        GroupFact::Sent => "Questionnaires sent".to_owned(),
                        GroupFact::Answered => "Questionnaires answered".to_owned(),
                        GroupFact::Regions => "Regions".to_owned(),
                        GroupFact::Sites => crate::types::wording::capitalised(
                            group.site_label.as_deref().unwrap_or("sites"),
                        ),
                    };
                    let id = format!("{}.{name}", group.id);
                    Some(FactView { id, label, value: study.style.count(value) })
                })
                .collect(),
            place: group.place.clone(),
            unreported_html: group.unreported.as_ref().map(|text| escaped(&wording.plain(text))),
        })
        .collect()
}

fn colour_name(colour: Colour) -> &'static str {
    Colour::ALL.iter().find(|(_, known)| *known == colour).map_or("grey", |(name, _)| name)
}
