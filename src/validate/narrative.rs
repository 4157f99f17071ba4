//! Roles, directives and links of all texts -> what they stand for.

use std::collections::BTreeSet;

use super::Checker;
use super::derived::{Unsubtractable, subtractable};
use super::read::is_id;
use crate::diagnostic::Diagnostic;
use crate::types::document::{
    Block, Directive, DirectiveName, Document, Footnote, Inline, Role, RoleName, TextTable,
};
use crate::types::figure::Subject;
use crate::types::source::{At, Place};
use crate::types::study::{
    BaseIs, Binding, Bound, Exhibit, FigureId, Form, OptionId, Page, Study, TableId, Text, Unit,
    ValueId,
};

/// Pages that offprint makes of the data.
pub(super) const MADE_PAGES: [&str; 3] = ["tables", "figures", "data"];

impl Checker<'_> {
    /// A text with its roles resolved.
    pub(super) fn resolve(&mut self, content: Vec<Inline<Role>>) -> Text {
        content.into_iter().map(|inline| inline.map(&mut |role| self.role(role))).collect()
    }

    /// What a role stands for; a stand-in where that is unknown, which is reported.
    fn role(&mut self, role: Role) -> Bound {
        if let Some(binding) = self.binding(&role) {
            let bound = Bound { binding, role };
            self.bindings.push(bound.clone());
            bound
        } else {
            let value = ValueId::Option(OptionId(0));
            Bound { binding: Binding::Value { value, form: Form::Percent }, role }
        }
    }

    fn binding(&mut self, role: &Role) -> Option<Binding> {
        let form = match role.name {
            RoleName::Numref => return self.exhibit_number(role),
            RoleName::Diff => {
                return if role.argument.contains(char::is_whitespace) {
                    self.difference(role, false)
                } else {
                    self.single(role, Form::Percent)
                };
            }
            RoleName::Range if role.argument.contains(char::is_whitespace) => {
                return self.difference(role, true);
            }
            RoleName::Range => Form::Range,
            RoleName::Pct => Form::Percent,
            RoleName::N => Form::Number,
            RoleName::Word => Form::Words,
        };
        self.single(role, form)
    }

    fn single(&mut self, role: &Role, form: Form) -> Option<Binding> {
        let value = self.named_value(&role.argument, role.place.clone())?;
        Some(Binding::Value { value, form })
    }

    /// The value of an id, former ids included; an unknown one is reported.
    pub(super) fn named_value(&mut self, id: &str, place: Place) -> Option<ValueId> {
        let value = self.names.values.get(id).copied();
        if value.is_none() && !self.names.may_be_lost(id) {
            let known = self.names.values.keys().map(String::as_str);
            self.faults.push(Diagnostic::unknown_value(id, place, known));
        }
        value
    }

    fn difference(&mut self, role: &Role, range: bool) -> Option<Binding> {
        let parts = role.argument.split_once(" - ").or_else(|| role.argument.split_once(" − "));
        let Some((first, second)) = parts.map(|(a, b)| (a.trim(), b.trim())) else {
            self.faults.push(Diagnostic::bad_difference(&role.argument, role.place.clone()));
            return None;
        };
        let place_of = |id: &str| {
            let at = role.argument.find(id).unwrap_or(0);
            let start = role.place.span.start + at;
            Place { span: start..start + id.len(), ..role.place.clone() }
        };
        let (first_place, second_place) = (place_of(first), place_of(second));
        let first = self.named_value(first, first_place);
        let second = self.named_value(second, second_place);
        Some(Binding::Difference { first: first?, second: second?, range })
    }

    fn exhibit_number(&mut self, role: &Role) -> Option<Binding> {
        let id = &role.argument;
        if let Some(figure) = self.figure_named(id) {
            return Some(Binding::Figure(figure));
        }
        if let Some(table) = self.names.tables.get(id) {
            return Some(Binding::Table(*table));
        }
        self.unknown_exhibit("figure or table", id, role.place.clone());
        None
    }

    /// A figure by its id, or by a former id of its question.
    fn figure_named(&self, id: &str) -> Option<FigureId> {
        let current = self.names.questions.get(id).and_then(|question| {
            self.names.figures.iter().position(|slot| slot.subject == Subject::Question(*question))
        });
        self.names.figure_ids.get(id).copied().or(current.map(FigureId))
    }

    fn unknown_exhibit(&mut self, what: &str, id: &str, place: Place) {
        if self.names.may_be_lost(id) {
            return;
        }
        let known = self.names.figure_ids.keys().chain(self.names.tables.keys());
        let known = known.map(String::as_str);
        self.faults.push(Diagnostic::unknown_exhibit(what, id, place, known));
    }

    /// What a directive shows.
    fn exhibit(&mut self, directive: &Directive) -> Option<Exhibit> {
        let id = directive.argument.as_str();
        match directive.name {
            DirectiveName::Figure => {
                if let Some(figure) = self.figure_named(id) {
                    return Some(Exhibit::Figure(figure));
                }
                if self.names.questions.contains_key(id) {
                    let place = directive.place.clone();
                    self.faults.push(Diagnostic::nothing_to_draw(id, place));
                    return None;
                }
                self.unknown_exhibit("figure", id, directive.place.clone());
            }
            DirectiveName::Table => {
                let numbered = format!("table-{id}");
                let table = self.names.tables.get(id).or(self.names.tables.get(&numbered));
                if let Some(table) = table {
                    return Some(Exhibit::Table(*table));
                }
                if let Some(question) = self.names.questions.get(id) {
                    return Some(Exhibit::Rows(*question));
                }
                self.unknown_exhibit("table", id, directive.place.clone());
            }
        }
        None
    }

    /// Whether each role can write its value: this needs the whole study.
    pub(super) fn check_bindings(&mut self, study: &Study) {
        let bindings = std::mem::take(&mut self.bindings);
        self.faults.extend(bindings.iter().filter_map(|bound| check_binding(study, bound)));
    }

    /// Builds the pages in reading order: by `order`, then by file name.
    pub(super) fn pages(&mut self) -> Vec<Page> {
        let source = self.source;
        let manuscript = self.manuscript;
        let mut pages: Vec<(u32, Page, Place)> = Vec::new();
        for (page, parsed) in source.pages.iter().zip(&manuscript.pages) {
            let (at, front) = super::front(page);
            let file = &page.front.file;
            let slug = file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
            let top = Place { file: file.clone(), span: 0..0 };
            if !is_id(slug) {
                self.faults.push(Diagnostic::invalid_id(slug, top.clone()));
            }
            if MADE_PAGES.contains(&slug) {
                let what = "a page that offprint makes of the data";
                self.faults.push(Diagnostic::reserved_id(slug, what, top.clone()));
            }
            let order = self.small(at, "order", front.order.as_ref(), 99_999, "0 to 99999");
            let page = Page {
                slug: slug.to_owned(),
                title: self.page_title(at),
                short_title: front.short_title.clone(),
                description: self.prose(at, "description"),
                document: self.document(&parsed.document),
            };
            pages.push((order.unwrap_or(u32::MAX), page, top));
        }
        pages.sort_by(|a, b| (a.0, &a.1.slug).cmp(&(b.0, &b.1.slug)));
        let pages: Vec<Page> = pages.into_iter().map(|(_, page, _)| page).collect();
        self.check_links(&pages);
        pages
    }

    fn page_title(&mut self, at: At<'_>) -> Text {
        let title = self.required_prose(at, "title");
        if title.is_empty() {
            self.faults.push(Diagnostic::missing_key("title", at.place()));
        }
        title
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
        blocks.iter().filter_map(|block| self.block(block)).collect()
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
            Block::Directive(directive) => Block::Directive(self.exhibit(directive)?),
        })
    }

    /// Links within the report lead to pages and anchors that exist; images exist and have an
    /// alternative text.
    fn check_links(&mut self, pages: &[Page]) {
        let slugs: Vec<&str> = pages.iter().map(|page| &*page.slug).collect();
        let images: Vec<&str> =
            self.source.images.iter().map(|image| image.path.as_str()).collect();
        let mut faults = Vec::new();
        for page in pages {
            let mut check = |inline: &Inline<Bound>| match inline {
                Inline::Link { target, place, .. } => {
                    faults.extend(self.check_link(target, place, page, pages, &slugs));
                }
                Inline::Image { path, alt, place } => {
                    if !images.contains(&path.as_str()) {
                        faults.push(Diagnostic::unknown_image(path, place.clone(), &images));
                    }
                    if alt.is_empty() {
                        faults.push(Diagnostic::no_alt_text(path, place.clone()));
                    }
                }
                _ => {}
            };
            for_each_inline(&page.document, &mut check);
        }
        self.faults.extend(faults);
    }

    fn check_link(
        &self,
        target: &str,
        place: &Place,
        page: &Page,
        pages: &[Page],
        slugs: &[&str],
    ) -> Option<Diagnostic> {
        let lower = target.to_lowercase();
        if ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)) {
            return None;
        }
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        if path.contains([':', '/', '\\']) {
            return Some(Diagnostic::unsafe_link(target, place.clone()));
        }
        let anchors: BTreeSet<String> = if path.is_empty() {
            anchors_of(page, &self.names)
        } else if let Some(slug) = path.strip_suffix(".md").or(path.strip_suffix(".html")) {
            if let Some(page) = pages.iter().find(|page| page.slug == slug) {
                anchors_of(page, &self.names)
            } else if MADE_PAGES.contains(&slug) {
                self.made_anchors()
            } else {
                return Some(Diagnostic::unknown_page(path, place.clone(), slugs));
            }
        } else {
            return Some(Diagnostic::unknown_page(path, place.clone(), slugs));
        };
        let known: Vec<&str> = anchors.iter().map(String::as_str).collect();
        (!anchor.is_empty() && !anchors.contains(anchor))
            .then(|| Diagnostic::unknown_anchor(anchor, place.clone(), &known))
    }

    /// The anchors of the pages that offprint makes of the data.
    fn made_anchors(&self) -> BTreeSet<String> {
        let figures = self.names.figure_ids.keys().map(|id| format!("fig-{id}"));
        let rest = [
            self.names.values.keys().cloned().collect::<Vec<_>>(),
            self.names.questions.keys().cloned().collect(),
            self.names.tables.keys().cloned().collect(),
        ];
        figures.chain(rest.into_iter().flatten()).collect()
    }
}

/// The anchors of a page: headings, figures and tables.
fn anchors_of(page: &Page, names: &super::Names) -> BTreeSet<String> {
    page.document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { anchor, .. } => Some(anchor.clone()),
            Block::Directive(Exhibit::Figure(figure)) => {
                names.figures.get(figure.0).map(|slot| format!("fig-{}", slot.id))
            }
            Block::Directive(Exhibit::Table(TableId(table))) => {
                let mut names = names.tables.iter().filter(|(_, id)| id.0 == *table);
                let own = names.clone().next();
                names.find(|(name, _)| name.starts_with("table-")).or(own).map(|(n, _)| n.clone())
            }
            _ => None,
        })
        .collect()
}

/// Calls `check` with every inline element of a page.
fn for_each_inline(document: &Document<Bound, Exhibit>, check: &mut dyn FnMut(&Inline<Bound>)) {
    fn inlines(content: &[Inline<Bound>], check: &mut dyn FnMut(&Inline<Bound>)) {
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
    fn blocks(list: &[Block<Bound, Exhibit>], check: &mut dyn FnMut(&Inline<Bound>)) {
        for block in list {
            match block {
                Block::Heading { content, .. } | Block::Paragraph(content) => {
                    inlines(content, check);
                }
                Block::List { items, .. } => items.iter().for_each(|item| blocks(item, check)),
                Block::Quote(list) => blocks(list, check),
                Block::Table(table) => {
                    let cells = table.rows.iter().flatten().chain(&table.head);
                    cells.for_each(|cell| inlines(cell, check));
                }
                Block::Code(_) | Block::Rule | Block::Directive(_) => {}
            }
        }
    }
    blocks(&document.blocks, check);
    document.footnotes.iter().for_each(|footnote| blocks(&footnote.blocks, check));
}

fn check_binding(study: &Study, bound: &Bound) -> Option<Diagnostic> {
    let role = bound.role.name.name();
    let wrong = |value: ValueId, why: &str, help: &str| {
        let place = bound.role.place.clone();
        Some(Diagnostic::wrong_role(role, &study.value_id(value), why, place, help))
    };
    match bound.binding {
        Binding::Figure(_) | Binding::Table(_) => None,
        Binding::Difference { first, second, .. } => {
            let place = bound.role.place.clone();
            let (a, b) = (study.value_id(first), study.value_id(second));
            match subtractable(study, first, second) {
                Ok(()) => None,
                Err(Unsubtractable::Groups) => Some(Diagnostic::not_comparable(&a, &b, place)),
                Err(why) => Some(Diagnostic::unfit_operands("a - b", why.words(), place)),
            }
        }
        Binding::Value { value, form } => {
            let unit = study.unit(value);
            let count = match value {
                ValueId::Option(id) => study[id].reported.count().is_some(),
                _ => matches!(unit, Unit::Count | Unit::Ratio),
            };
            match form {
                Form::Percent if bound.role.name == RoleName::Diff && unit != Unit::Points => {
                    wrong(value, "it is not a difference", "{diff}`a - b` subtracts two values")
                }
                Form::Percent if unit == Unit::Count => {
                    wrong(value, "it is a count", "{n} writes counts")
                }
                Form::Number if !count => wrong(
                    value,
                    "the source prints no count of it",
                    "{pct} writes its percent, {range} the counts that are possible",
                ),
                Form::Words if unit != Unit::Share => {
                    wrong(value, "only a share can be put into words", "{n} or {pct} write it")
                }
                Form::Range => match value {
                    ValueId::Option(id) if study[study[id].question].base.is == BaseIs::Unknown => {
                        wrong(value, "its base is unknown, so no count can be told", "{pct}")
                    }
                    ValueId::Option(id) if study[id].reported.count().is_some() => {
                        wrong(value, "its count is printed", "{n} writes it")
                    }
                    _ => None,
                },
                _ => None,
            }
        }
    }
}
