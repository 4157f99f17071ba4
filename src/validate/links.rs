//! Links and images of all texts: whether what they lead to is there.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use super::narrative::{AUDIT, CHECKLIST, CORRECTIONS, MADE_PAGES, slug_of};
use super::read::is_table_number;
use crate::diagnostic::Diagnostic;
use crate::types::bibliography::Shelf;
use crate::types::checklist::item_ids;
use crate::types::document::{Block, Document, Inline};
use crate::types::source::Place;
use crate::types::study::{AuditLink, Bound, Card, Exhibit, Page};

/// The first page, where no narrative page takes its place.
const INDEX: &str = "index";
/// The page of all works, where there are any.
const REFERENCES: &str = "references";
const TABLES: &str = "tables";
/// Images of these addresses are not in the study's folder.
const ELSEWHERE: [&str; 4] = ["https:", "http:", "data:", "//"];

/// The anchors of one page.
#[derive(Default)]
struct Anchors {
    /// Its own.
    own: BTreeSet<String>,
    /// Whether those of tables and their rows are there too.
    tables: bool,
    /// Whether a part of the page could not be read, so that any may be there.
    unread: bool,
}

/// What links of one text may lead to.
#[derive(Clone, Copy)]
struct Targets<'a> {
    checker: &'a Checker<'a>,
    /// The anchors of each page, by the name of its file without its ending.
    pages: &'a BTreeMap<&'a str, Anchors>,
    /// The anchors of tables and their rows.
    tables: &'a BTreeSet<String>,
    /// The page on which the text stands; none where it is shown on several.
    own: Option<&'a str>,
    images: &'a [&'a str],
    /// Whether there are works, and it is unknown which.
    works_unread: bool,
}

impl Checker<'_> {
    /// Links within the report lead to pages and anchors that exist; images exist and have an
    /// alternative text.
    pub(super) fn check_links(&mut self, pages: &[Page]) {
        let images: Vec<&str> =
            self.source.images.iter().map(|image| image.path.as_str()).collect();
        let tables = self.made_anchors(TABLES);
        let mut anchors: BTreeMap<&str, Anchors> = BTreeMap::new();
        let who = BTreeSet::from(["who".to_owned()]);
        anchors.insert(INDEX, Anchors { own: who, ..Anchors::default() });
        for made in MADE_PAGES {
            let missing = (made == REFERENCES && matches!(self.shelf, Shelf::Missing))
                || (made == CORRECTIONS && !self.has_ledger())
                || (made == CHECKLIST && !self.has_checklist());
            if !missing {
                let own = if made == TABLES { BTreeSet::new() } else { self.made_anchors(made) };
                anchors.insert(made, Anchors { own, tables: made == TABLES, unread: false });
            }
        }
        let parsed = self.source.pages.iter().zip(&self.manuscript.pages);
        let cut: BTreeSet<&str> = parsed
            .filter(|(_, parsed)| parsed.cut)
            .map(|(page, _)| slug_of(&page.front.file.path))
            .collect();
        for page in pages {
            let mut of = Anchors { unread: cut.contains(&*page.slug), ..Anchors::default() };
            self.anchors_of(&page.document.blocks, &mut of);
            anchors.insert(&page.slug, of);
        }
        let works_unread = matches!(self.shelf, Shelf::Unreadable);
        let mut faults = Vec::new();
        let mut to_audit = Vec::new();
        let (pages_there, tables, images) = (&anchors, &tables, &*images);
        // Titles and descriptions of pages are among the texts of YAML, and of no page.
        let of_none =
            Targets { checker: self, pages: pages_there, tables, own: None, images, works_unread };
        for page in pages {
            let targets = Targets { own: Some(page.slug.as_str()), ..of_none };
            let mut check = |inline: &Inline<Bound>| {
                faults.extend(targets.check(inline));
                to_audit.extend(to_audit_page(inline));
            };
            for_each_inline(&page.document, &self.recommended.cards, &mut check);
        }
        for prose in &self.manuscript.texts {
            inlines(&prose.content, &mut |inline| {
                faults.extend(of_none.check(inline));
                to_audit.extend(to_audit_page(inline));
            });
        }
        self.faults.extend(faults);
        self.to_audit = to_audit;
    }

    /// Whether there is a page of corrections, or may be one since the ledger could not be read.
    fn has_ledger(&self) -> bool {
        self.source.corrections.is_some() || self.source.lost_corrections.any()
    }

    /// Whether an anchor of a table, a figure or an entry may be there although it is not known,
    /// since what it is about has a fault that was reported.
    fn anchor_may_exist(&self, anchor: &str) -> bool {
        let figure = anchor.strip_prefix("fig-");
        let recommendation = anchor.strip_prefix("recommendation-");
        let correction = anchor.strip_prefix("correction-");
        self.names.may_exist(anchor, self.source)
            || figure.is_some_and(|id| self.names.may_exist(id, self.source))
            || recommendation.is_some_and(|id| self.recommendation_may_exist(id))
            || correction.is_some_and(|id| self.source.lost_corrections.may_hold(id))
    }

    /// The anchors of a page that offprint makes of the data.
    fn made_anchors(&self, page: &str) -> BTreeSet<String> {
        let names = &self.names;
        match page {
            TABLES => {
                let numbered: BTreeSet<_> = names
                    .tables
                    .iter()
                    .filter(|(name, _)| is_number_of_table(name))
                    .map(|(_, table)| table)
                    .collect();
                let tables = names
                    .tables
                    .iter()
                    .filter(|(name, table)| is_number_of_table(name) || !numbered.contains(table))
                    .map(|(name, _)| name);
                let rest = ["who-was-asked", "computed-values"].map(str::to_owned);
                tables
                    .chain(names.values.keys())
                    .chain(names.questions.keys())
                    .cloned()
                    .chain(rest)
                    .collect()
            }
            REFERENCES => match &self.shelf {
                Shelf::Read(it) => it.keys.iter().map(|key| format!("ref-{key}")).collect(),
                Shelf::Missing | Shelf::Unreadable => BTreeSet::new(),
            },
            "figures" => names.figure_ids.keys().map(|id| format!("fig-{id}")).collect(),
            AUDIT => BTreeSet::new(),
            CHECKLIST => item_ids().map(|id| format!("item-{id}")).collect(),
            CORRECTIONS => {
                let ledger = self.source.corrections.iter();
                let entries = ledger.flat_map(|ledger| &ledger.content.corrections);
                entries.map(|entry| format!("correction-{}", entry.id)).collect()
            }
            _ => BTreeSet::from(["columns".to_owned()]),
        }
    }

    /// Collects the anchors of blocks: headings, figures and tables.
    fn anchors_of(&self, blocks: &[Block<Bound, Exhibit>], of: &mut Anchors) {
        for block in blocks {
            match block {
                Block::Heading { anchor, .. } => {
                    of.own.insert(anchor.clone());
                }
                Block::Directive(Exhibit::Figure(figure)) => {
                    let slot = self.names.figures.get(figure.0);
                    of.own.extend(slot.map(|slot| format!("fig-{}", slot.id)));
                }
                // A table brings the anchors of its rows with it.
                Block::Directive(Exhibit::Table(_) | Exhibit::Rows(_)) => of.tables = true,
                Block::Directive(Exhibit::Recommendation(id)) => {
                    of.own.extend(self.recommended.anchor(*id));
                }
                Block::List { items, .. } => {
                    for item in items {
                        self.anchors_of(item, of);
                    }
                }
                Block::Quote(blocks) => self.anchors_of(blocks, of),
                Block::Directive(Exhibit::Finding(_) | Exhibit::Fact(_) | Exhibit::HowToCite)
                | Block::Paragraph(_)
                | Block::Code(_)
                | Block::Table(_)
                | Block::Rule => {}
            }
        }
    }
}

/// A link to an anchor on the page of the audit; whether it is there is known only after the audit.
fn to_audit_page<R>(inline: &Inline<R>) -> Option<AuditLink> {
    let Inline::Link { target, place, .. } = inline else { return None };
    let (path, anchor) = target.split_once('#').filter(|(_, anchor)| !anchor.is_empty())?;
    let slug = path.strip_suffix(".md").or(path.strip_suffix(".html"))?;
    (slug == AUDIT).then(|| AuditLink { anchor: anchor.to_owned(), at: place.clone() })
}

/// Whether a name of a table is made of its number.
fn is_number_of_table(name: &str) -> bool {
    name.strip_prefix("table-").is_some_and(is_table_number)
}

impl Targets<'_> {
    fn check<R>(&self, inline: &Inline<R>) -> Vec<Diagnostic> {
        match inline {
            Inline::Link { target, place, .. } => self.link(target, place).into_iter().collect(),
            Inline::Image { path, alt, place } => self.image(path, alt, place),
            _ => Vec::new(),
        }
    }

    fn link(&self, target: &str, place: &Place) -> Option<Diagnostic> {
        let lower = target.to_lowercase();
        if ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)) {
            return None;
        }
        let place = place.clone();
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        if path.is_empty() && anchor.is_empty() {
            return Some(Diagnostic::empty_link(place));
        }
        if path.contains([':', '/', '\\']) {
            return Some(Diagnostic::unsafe_link(target, place));
        }
        let slug = match path.strip_suffix(".md").or(path.strip_suffix(".html")) {
            Some(slug) => slug,
            None if path.is_empty() => match self.own {
                Some(own) => own,
                None => return Some(Diagnostic::anchor_without_page(target, place)),
            },
            None => "",
        };
        if slug == REFERENCES && self.works_unread {
            return None;
        }
        let Some(anchors) = self.pages.get(slug) else {
            let known: Vec<String> = self.pages.keys().map(|slug| format!("{slug}.md")).collect();
            return Some(Diagnostic::unknown_page(path, place, &known));
        };
        let tables = anchors.tables.then_some(self.tables);
        let there = anchors.own.contains(anchor)
            || tables.is_some_and(|it| it.contains(anchor))
            || anchors.unread
            || self.checker.anchor_may_exist(anchor);
        (!anchor.is_empty() && slug != AUDIT && !there).then(|| {
            let known = tables.into_iter().flatten().chain(&anchors.own);
            let known: BTreeSet<&str> = known.map(String::as_str).collect();
            let known: Vec<&str> = known.into_iter().collect();
            Diagnostic::unknown_anchor(anchor, &format!("{slug}.md"), place, &known)
        })
    }

    fn image<R>(&self, path: &str, alt: &[Inline<R>], place: &Place) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        if ELSEWHERE.iter().any(|scheme| path.to_lowercase().starts_with(scheme)) {
            faults.push(Diagnostic::image_elsewhere(path, place.clone()));
        } else if !self.images.contains(&path) {
            faults.push(Diagnostic::unknown_image(path, place.clone(), self.images));
        }
        if !says_something(alt) {
            faults.push(Diagnostic::no_alt_text(path, place.clone()));
        }
        faults
    }
}

/// Whether there is more than white space in a text.
fn says_something<R>(content: &[Inline<R>]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => !text.trim().is_empty(),
        Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Strike(content)
        | Inline::Link { content, .. }
        | Inline::Image { alt: content, .. } => says_something(content),
        Inline::Footnote(_) | Inline::SoftBreak | Inline::HardBreak => false,
        Inline::Role(_) => true,
    })
}

/// Calls `check` with every inline element of a text.
fn inlines<R>(content: &[Inline<R>], check: &mut dyn FnMut(&Inline<R>)) {
    for inline in content {
        check(inline);
        match inline {
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Link { content, .. } => inlines(content, check),
            _ => {}
        }
    }
}

/// Calls `check` with every inline element of a page.
fn for_each_inline(
    document: &Document<Bound, Exhibit>,
    cards: &[Card],
    check: &mut dyn FnMut(&Inline<Bound>),
) {
    fn blocks(
        list: &[Block<Bound, Exhibit>],
        cards: &[Card],
        check: &mut dyn FnMut(&Inline<Bound>),
    ) {
        for block in list {
            match block {
                Block::Heading { content, .. } | Block::Paragraph(content) => {
                    inlines(content, check);
                }
                Block::List { items, .. } => {
                    for item in items {
                        blocks(item, cards, check);
                    }
                }
                Block::Quote(list) => blocks(list, cards, check),
                Block::Directive(Exhibit::Finding(card)) => {
                    let texts = cards.get(card.0).map_or(&[][..], |card| &card.paragraphs);
                    for text in texts {
                        inlines(text, check);
                    }
                }
                Block::Table(table) => {
                    let cells = table.rows.iter().flatten().chain(&table.head);
                    cells.for_each(|cell| inlines(cell, check));
                }
                Block::Code(_) | Block::Rule | Block::Directive(_) => {}
            }
        }
    }
    blocks(&document.blocks, cards, check);
    document.footnotes.iter().for_each(|footnote| blocks(&footnote.blocks, cards, check));
}
