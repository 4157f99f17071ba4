//! Pages: front matter, blocks, directives.

use super::Checker;
use super::read::{ORDER, is_id};
use crate::diagnostic::{Diagnostic, Undrawn};
use crate::types::document::{
    Block, Directive, DirectiveName, Document, Footnote, Inline, Role, TextTable, directives,
};
use crate::types::source::{ChartName, Place};
use crate::types::study::{Bound, Exhibit, FigureId, FigureSlot, Page};

/// The page of the audit; what it holds is known only when the audit is done.
pub(super) const AUDIT: &str = "audit";

/// The page of reporting checklists, where there are any.
pub(super) const CHECKLIST: &str = "checklist";

/// The page of corrections, where there are any.
pub(super) const CORRECTIONS: &str = "corrections";

/// Pages that offprint makes of the data.
pub(super) const MADE_PAGES: [&str; 9] = [
    "all-contents",
    "tables",
    "figures",
    "data",
    AUDIT,
    CHECKLIST,
    CORRECTIONS,
    "references",
    "report",
];

/// The page for addresses that lead nowhere, to which nothing links.
const MISSING: &str = "404";

impl Checker<'_> {
    /// The figures with their numbers: first those that pages show, in reading order, then the
    /// others in the order of the data.
    pub(super) fn numbered(&mut self, pages: &[Page]) -> Vec<FigureSlot> {
        let drawn = std::mem::take(&mut self.names.figures);
        let mut order: Vec<usize> = Vec::with_capacity(drawn.len());
        let shown = pages.iter().flat_map(|page| directives(&page.document.blocks));
        let shown = shown.filter_map(|exhibit| match exhibit {
            Exhibit::Figure(figure) => Some(figure.0),
            _ => None,
        });
        let mut seen = vec![false; drawn.len()];
        for index in shown.chain(0..drawn.len()) {
            if seen.get(index) == Some(&false) {
                seen[index] = true;
                order.push(index);
            }
        }
        let mut numbers = vec![0; drawn.len()];
        for (number, index) in (1..).zip(order) {
            numbers[index] = number;
        }
        let slots = drawn.into_iter().zip(numbers);
        slots.map(|(it, number)| FigureSlot { id: it.id, subject: it.subject, number }).collect()
    }

    /// Builds the pages in reading order: by `order`, then by file name.
    pub(super) fn pages(&mut self) -> Vec<Page> {
        let source = self.source;
        let manuscript = self.manuscript;
        let mut pages: Vec<(u32, Page)> = Vec::new();
        for (page, parsed) in source.pages.iter().zip(&manuscript.pages) {
            let (at, front) = super::front(page);
            let path = &page.front.file.path;
            let slug = slug_of(path);
            if !is_id(slug) {
                self.faults.push(Diagnostic::invalid_file_name(path, slug));
            } else if MADE_PAGES.contains(&slug) || slug == MISSING {
                self.faults.push(Diagnostic::reserved_file_name(path, slug));
            }
            self.shown.clear();
            let order = self.small(at, "order", front.order.as_ref(), &ORDER);
            let page = Page {
                slug: slug.to_owned(),
                title: self.title(at),
                short_title: front.short_title.clone(),
                description: self.prose(at, "description"),
                document: self.document(&parsed.document),
            };
            pages.push((order.unwrap_or(u32::MAX), page));
        }
        pages.sort_by(|a, b| (a.0, &a.1.slug).cmp(&(b.0, &b.1.slug)));
        let pages: Vec<Page> = pages.into_iter().map(|(_, page)| page).collect();
        self.check_links(&pages);
        self.check_recommendation_anchors(&pages);
        pages
    }

    fn document(&mut self, document: &Document<Role, Directive>) -> Document<Bound, Exhibit> {
        let footnotes = document.footnotes.iter().map(|footnote| Footnote {
            name: footnote.name.clone(),
            blocks: self.blocks(&footnote.blocks),
        });
        let footnotes = footnotes.collect();
        Document { blocks: self.blocks(&document.blocks), footnotes }
    }

    fn blocks(&mut self, blocks: &[Block<Role, Directive>]) -> Vec<Block<Bound, Exhibit>> {
        let mut read = Vec::new();
        for block in blocks {
            match block {
                Block::Directive(directive) => {
                    read.extend(self.exhibits(directive).into_iter().map(Block::Directive));
                }
                block => read.extend(self.block(block)),
            }
        }
        read
    }

    fn block(&mut self, block: &Block<Role, Directive>) -> Option<Block<Bound, Exhibit>> {
        Some(match block {
            Block::Heading { level, anchor, content } => Block::Heading {
                level: *level,
                anchor: anchor.clone(),
                content: self.resolve(content.clone()),
            },
            Block::Paragraph(content) => Block::Paragraph(self.resolve(content.clone())),
            Block::List { start, items } => Block::List {
                start: *start,
                items: items.iter().map(|item| self.blocks(item)).collect(),
            },
            Block::Quote(blocks) => Block::Quote(self.blocks(blocks)),
            Block::Code(text) => Block::Code(text.clone()),
            Block::Table(table) => {
                let mut cells = |cells: &[Vec<Inline<Role>>]| {
                    cells.iter().map(|cell| self.resolve(cell.clone())).collect()
                };
                Block::Table(TextTable {
                    alignment: table.alignment.clone(),
                    head: cells(&table.head),
                    rows: table.rows.iter().map(|row| cells(row)).collect(),
                })
            }
            Block::Rule => Block::Rule,
            Block::Directive(_) => return None,
        })
    }

    /// What a directive shows; anchors and notes of what is shown twice would stand twice.
    pub(super) fn shown_once(&mut self, directive: &Directive) -> Option<Exhibit> {
        let exhibit = self.exhibit(directive)?;
        let table = |exhibit: Exhibit| match exhibit {
            Exhibit::Table(table) => Some(table),
            Exhibit::Rows(question) => self.names.table_of.get(question.0).copied(),
            _ => None,
        };
        let overlaps = |other: Exhibit| match (exhibit, other) {
            (Exhibit::Rows(_), Exhibit::Rows(_)) => exhibit == other,
            _ => exhibit == other || (table(exhibit).is_some() && table(exhibit) == table(other)),
        };
        if let Some((_, first)) = self.shown.iter().find(|(other, _)| overlaps(*other)) {
            let place = directive.place.clone();
            let what = if table(exhibit).is_some() { "rows" } else { "figure" };
            let id = &directive.argument;
            let fault = Diagnostic::shown_twice(what, id, place, first.clone());
            self.faults.push(fault);
        } else {
            self.shown.push((exhibit, directive.place.clone()));
        }
        Some(exhibit)
    }

    /// The figure of an id that is to be shown; what is wrong with it is told.
    pub(super) fn figure_to_show(&mut self, id: &str, place: &Place) -> Option<FigureId> {
        let figure = self.figure_named(id);
        if figure.is_some() {
            return figure;
        }
        let place = place.clone();
        if self.names.questions.contains_key(id) {
            let why = self.undrawn(id);
            self.faults.push(Diagnostic::nothing_to_draw(id, why, place));
        } else if self.names.tables.contains_key(id)
            || self.names.tables.contains_key(&format!("table-{id}"))
        {
            self.faults.push(Diagnostic::table_as_figure(id, place));
        } else if !self.names.may_exist(id, self.source) {
            let known = self.names.figure_ids.keys().map(String::as_str);
            self.faults.push(Diagnostic::unknown_exhibit("figure", id, place, known));
        }
        None
    }

    /// What a directive is about.
    fn exhibit(&mut self, directive: &Directive) -> Option<Exhibit> {
        let id = directive.argument.as_str();
        let place = directive.place.clone();
        let numbered = format!("table-{id}");
        let table = self.names.tables.get(id).or(self.names.tables.get(&numbered)).copied();
        let question = self.names.questions.get(id).copied();
        match directive.name {
            DirectiveName::Figure => {
                return self.figure_to_show(id, &place).map(Exhibit::Figure);
            }
            DirectiveName::Table => {
                if let Some(table) = table {
                    return Some(Exhibit::Table(table));
                }
                if let Some(question) = question {
                    return Some(Exhibit::Rows(question));
                }
                let may_exist = self.names.may_exist(id, self.source)
                    || self.names.may_exist(&numbered, self.source);
                if !may_exist {
                    let known = self.names.tables.keys().chain(self.names.questions.keys());
                    let known = known.map(String::as_str);
                    self.faults.push(Diagnostic::unknown_exhibit("table", id, place, known));
                }
            }
            DirectiveName::Finding
            | DirectiveName::Facts
            | DirectiveName::Recommendations
            | DirectiveName::HowToCite => {}
        }
        None
    }

    /// Why there is no figure of a question that is there.
    fn undrawn(&self, id: &str) -> Undrawn {
        let position = self.names.questions.get(id).map(|question| question.0);
        let mut entries = super::names::questions(self.source);
        let entry = position.and_then(|position| entries.nth(position)).map(|(_, entry, _)| entry);
        match entry {
            // Counts may be shares, so what is said of the chart counts first.
            Some(entry) if entry.chart == Some(ChartName::None) => Undrawn::ChartNone,
            Some(entry) if entry.options.iter().all(|option| option.percent.is_none()) => {
                Undrawn::NoPercent
            }
            _ => Undrawn::Fact,
        }
    }
}

/// The name of a page: that of its file, without its ending.
pub(super) fn slug_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(slug, _)| slug)
}
