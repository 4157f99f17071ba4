//! The pages of a site: narrative, tables, figures, data, audit, references; each with navigation
//! and notes.

use rayon::prelude::*;
use tera::{Context, Value};

use super::citations::{Cited, Citing, numbered};
use super::flags::Flags;
use super::html::{Entry, Spoken, Statement, Written};
use super::links::{
    AUDIT, CHECKLIST, CONTENTS, CORRECTIONS, DATA, FIGURES, Links, REFERENCES, TABLES, page_file,
};
use super::notes::NoteView;
use super::one_file::{ContentsView, Parts, Survey};
use super::sheet::{Exhibits, Form, Shared, Sheet};
use super::site::site_view;
use super::templates::Templates;
use super::view::{EntryView, LinkView, NavView, PageView, SiteView};
use super::{Beside, Ledger, corrections, head, hosting};
use crate::diagnostic::Diagnostic;
use crate::types::document::Inline;
use crate::types::figure::Drawn;
use crate::types::finding::Audit;
use crate::types::format::Format;
use crate::types::study::{PageId, Text};
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
    /// What else it tells, block by block.
    pub(super) texts: Vec<Spoken>,
    /// Its headings.
    pub(super) contents: Vec<Entry>,
    /// The works that it cites.
    pub(super) cited: Cited,
    /// Its title in the navigation.
    pub(super) short_title: String,
    /// The title of its section of the contents.
    pub(super) section: Option<String>,
    /// Whether offprint makes it of the data.
    pub(super) made: bool,
    /// What its live numbers stand on.
    pub(super) notes: Vec<NoteView>,
    /// What of it goes into the one file, where it does.
    pub(super) survey: Option<Survey>,
}

/// All finished pages.
pub(super) struct WrittenPages {
    /// Those of the site but the last, in reading order.
    pub(super) site: Vec<WrittenPage>,
    /// In place of some of them, by their places: those of the one file.
    pub(super) one_file: Vec<(usize, WrittenPage)>,
}

/// What is known of other pages when one is written.
#[derive(Clone, Copy)]
enum Others<'a> {
    /// Nothing that it needs.
    Nothing,
    /// What they cite.
    Citing(&'a [Citing<'a>]),
    /// All that they hold.
    Written(&'a [WrittenPage]),
}

impl<'a> Others<'a> {
    fn citing(self) -> &'a [Citing<'a>] {
        if let Self::Citing(pages) = self { pages } else { &[] }
    }

    fn written(self) -> impl Iterator<Item = &'a WrittenPage> {
        if let Self::Written(pages) = self { pages } else { &[] }.iter()
    }
}

/// Pages that show less in the one file: what has been shown before is not shown again.
const SHORTER: [&str; 3] = [TABLES, FIGURES, DATA];

/// A page before its template is applied.
struct Draft {
    file: String,
    template: &'static str,
    title: Text,
    short_title: Option<String>,
    description: Option<String>,
    /// The page of the narrative that it shows; none where offprint makes it of the data.
    page: Option<PageId>,
    /// The title of its section of the contents.
    section: Option<String>,
}

/// Writes all pages of a site.
pub(super) struct Pages<'a> {
    shared: Shared<'a>,
    /// In reading order.
    drafts: Vec<Draft>,
}

impl<'a> Pages<'a> {
    /// Prepares what all pages share.
    pub(super) fn new(
        wording: Wording<'a>,
        audit: &'a Audit,
        drawn: &'a Drawn,
        ledger: Ledger<'a>,
        templates: &'a Templates,
        beside: &Beside<'a>,
    ) -> Self {
        let links = Links::new(wording.study).flagged(Flags::new(wording.study, audit));
        let site = SiteView {
            edition: corrections::edition(wording, ledger.both),
            one_file: beside.formats.hold(Format::SingleFile),
            ..site_view(wording, &links)
        };
        let site_value = Value::from_serializable(&site);
        let Drawn { figures, bars, powers, card } = drawn;
        let shared = Shared {
            wording,
            audit,
            figures,
            written: Exhibits::new(wording.study),
            bars,
            powers,
            card: card.as_ref(),
            templates,
            files: beside.files,
            package: beside.package,
            links,
            site,
            site_value,
            notices: ledger.notices,
        };
        let drafts = drafts(&shared);
        Self { shared, drafts }
    }

    /// Writes all pages but the last, in reading order; gives the faults of templates too, each
    /// place once.
    pub(super) fn write(&self) -> (WrittenPages, Vec<Diagnostic>) {
        let drafts = &self.drafts;
        // The references say who cites them, and the last page what is on all others.
        let last = drafts.len() - 1;
        let cites = drafts[last - 1].file == REFERENCES;
        let others = last - usize::from(cites);
        // The last ones are by far the longest, and are begun first.
        let write = |i: usize| self.page(i, Others::Nothing, Form::Site);
        let shorter =
            |i: &usize| self.shared.site.one_file && SHORTER.contains(&drafts[*i].file.as_str());
        let (mut pages, shorter): (Vec<(WrittenPage, Vec<Diagnostic>)>, Vec<_>) = rayon::join(
            || (0..others).into_par_iter().rev().map(write).collect(),
            || {
                let write = |i| (i, self.page(i, Others::Nothing, Form::OneFile));
                (0..others).into_par_iter().filter(shorter).map(write).collect()
            },
        );
        pages.reverse();
        if cites {
            let citing: Vec<Citing<'_>> = pages
                .iter()
                .zip(drafts)
                .map(|((page, _), draft)| Citing {
                    file: &page.file,
                    title: self.link_apart(draft).title,
                    cited: &page.cited,
                })
                .collect();
            let references = self.page(others, Others::Citing(&citing), Form::Site);
            pages.push(references);
        }
        let mut faults: Vec<Diagnostic> = Vec::new();
        let mut keep = |own: Vec<Diagnostic>| {
            for fault in own {
                if !faults.contains(&fault) {
                    faults.push(fault);
                }
            }
        };
        let mut site = Vec::with_capacity(pages.len());
        for (page, own) in pages {
            site.push(page);
            keep(own);
        }
        let mut one_file = Vec::new();
        for (i, (page, own)) in shorter {
            one_file.push((i, page));
            keep(own);
        }
        (WrittenPages { site, one_file }, faults)
    }

    /// Writes the last page, which lists what is on all others, and is not in the one file; with
    /// the faults of its template.
    pub(super) fn contents(&self, written: &[WrittenPage]) -> (WrittenPage, Vec<Diagnostic>) {
        self.page(self.drafts.len() - 1, Others::Written(written), Form::Site)
    }

    /// Writes the whole report as one file.
    pub(super) fn one_file(&self, parts: Parts) -> Result<String, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("site", self.shared.site_value.clone());
        context.insert("page", &ContentsView { nav: parts.nav, notes: parts.notes });
        context.insert("one", &parts.view);
        self.shared.templates.render("single.html", &context)
    }

    /// The page for addresses that lead nowhere, and the faults of its template.
    pub(super) fn missing(&self) -> (String, Vec<Diagnostic>) {
        hosting::missing(&self.shared, self.nav(self.drafts.len(), &[]))
    }

    /// Whether a page goes into the one file as it is written.
    fn goes_into_the_one_file(&self, draft: &Draft, form: Form) -> bool {
        let as_it_is = form == Form::OneFile || !SHORTER.contains(&draft.file.as_str());
        self.shared.site.one_file && as_it_is && draft.file != CONTENTS
    }

    fn page(&self, index: usize, others: Others<'_>, form: Form) -> (WrittenPage, Vec<Diagnostic>) {
        let study = self.shared.wording.study;
        let drafts = &self.drafts;
        let draft = &drafts[index];
        let sheet = Sheet::new(&self.shared, &draft.file).written_for(form);
        let narrative = draft.page.map(|page| &study[page]);
        let mut context = Context::new();
        let mut written = match narrative {
            Some(page) => sheet.document(&page.document),
            None => Written::default(),
        };
        match draft.template {
            "tables.html" => sheet.tables(&mut context, &mut written.contents),
            "figures.html" => sheet.figures(&mut context, &mut written),
            "data.html" => sheet.data(&mut context),
            "references.html" => sheet.references(&mut context, others.citing()),
            CONTENTS => sheet.everything(&mut context, &mut written.contents, others.written()),
            "corrections.html" => sheet.corrections(&mut context, &mut written.contents),
            "audit.html" => sheet.audit(&mut context, &mut written.contents),
            "checklist.html" => sheet.checklists(&mut context, &mut written.contents),
            _ => {}
        }
        let title_html = sheet.text(&draft.title).html;
        let wording = self.shared.wording;
        let title = wording.plain(&draft.title);
        let description =
            draft.description.clone().unwrap_or_else(|| self.shared.site.description.clone());
        let view = PageView {
            file: draft.file.clone(),
            canonical: head::canonical(study, &draft.file),
            metas: head::metas(&self.shared, &draft.file, &title, &description),
            linked_data: head::linked_data(&self.shared, &draft.file),
            title,
            title_html,
            description,
            section: draft.section.clone().filter(|_| draft.page.is_some()),
            body_html: written.html,
            nav: self.nav(index, &written.contents),
            previous: index.checked_sub(1).map(|i| self.link_apart(&drafts[i])),
            next: drafts.get(index + 1).map(|draft| self.link_apart(draft)),
            notes: sheet.notes(),
            one_file: form == Form::OneFile,
        };
        context.insert_value("site", self.shared.site_value.clone());
        context.insert("page", &view);
        let (html, cited) = numbered(sheet.render(draft.template, &context));
        let survey = self.goes_into_the_one_file(draft, form).then(|| Survey::new(&html));
        let page = WrittenPage {
            file: draft.file.clone(),
            survey,
            title: view.title,
            html,
            statements: written.spoken.iter().flat_map(Spoken::sentences).collect(),
            texts: written.spoken,
            contents: written.contents,
            cited,
            short_title: self.link(draft).title,
            section: draft.section.clone(),
            made: draft.page.is_none(),
            notes: view.notes,
        };
        (page, sheet.into_faults())
    }

    fn link(&self, draft: &Draft) -> LinkView {
        LinkView {
            href: draft.file.clone(),
            title: draft
                .short_title
                .clone()
                .unwrap_or_else(|| self.shared.wording.plain(&draft.title)),
            current: false,
            entries: Vec::new(),
        }
    }

    /// A link that stands outside the contents, where no section tells pages with one short title
    /// apart.
    fn link_apart(&self, draft: &Draft) -> LinkView {
        let short = draft.short_title.as_ref();
        let alike = self.drafts.iter().filter(|it| it.short_title.as_ref() == short).count();
        if short.is_none() || alike < 2 {
            return self.link(draft);
        }
        LinkView { title: self.shared.wording.plain(&draft.title), ..self.link(draft) }
    }

    fn nav(&self, current: usize, contents: &[Entry]) -> Vec<NavView> {
        let mut sections: Vec<NavView> = Vec::new();
        for (i, draft) in self.drafts.iter().enumerate() {
            let title = draft.section.clone();
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

/// All pages, in reading order.
fn drafts(shared: &Shared<'_>) -> Vec<Draft> {
    let study = shared.wording.study;
    let style = &study.style;
    let mut drafts: Vec<Draft> = Vec::new();
    let made = |file: &str, template, title: &str| Draft {
        file: file.into(),
        template,
        title: vec![Inline::Text(style.text(title).to_owned())],
        short_title: None,
        description: None,
        page: None,
        section: Some(style.text("section-evidence").to_owned()),
    };
    let sections = study.sections.iter();
    let in_order: Vec<(PageId, Option<&String>)> =
        sections.flat_map(|it| it.pages.iter().map(|page| (*page, it.title.as_ref()))).collect();
    let index = in_order.iter().position(|(page, _)| study[*page].slug == "index");
    if index.is_none() {
        drafts.push(Draft {
            short_title: Some(style.text("page-overview").to_owned()),
            title: study.meta.title.clone(),
            section: None,
            ..made("index.html", "index.html", "")
        });
    }
    for (page, section) in &in_order {
        let narrative = &study[*page];
        drafts.push(Draft {
            file: page_file(study, *page),
            template: if narrative.slug == "index" { "index.html" } else { "page.html" },
            title: narrative.title.clone(),
            short_title: narrative.short_title.clone(),
            description: narrative.description.as_ref().map(|text| shared.wording.plain(text)),
            page: Some(*page),
            section: section.cloned(),
        });
    }
    drafts.push(made(TABLES, "tables.html", "title-tables"));
    if !study.figures.is_empty() {
        drafts.push(made(FIGURES, "figures.html", "title-figures"));
    }
    drafts.push(made(DATA, "data.html", "title-data"));
    drafts.push(made(AUDIT, "audit.html", "title-audit"));
    if !study.checklist.is_empty() {
        drafts.push(made(CHECKLIST, "checklist.html", "title-checklists"));
    }
    if !study.corrections.is_empty() {
        drafts.push(made(CORRECTIONS, "corrections.html", "title-corrections"));
    }
    if study.bibliography.is_some() {
        drafts.push(made(REFERENCES, "references.html", "title-references"));
    }
    drafts.push(made(CONTENTS, CONTENTS, "everything-title"));
    drafts
}
