//! Where things stand in the site: paths and anchors, always relative.

use std::collections::{BTreeMap, BTreeSet};

use super::cards::recommendation_anchor;
use super::flags::Flags;
use crate::types::data::table_name;
use crate::types::document::directives;
use crate::types::figure::Subject;
use crate::types::study::{
    Binding, Exhibit, FigureId, PageId, QuestionId, RecommendationId, Study, TableId, ValueId,
};

/// The page of all tables.
pub(super) const TABLES: &str = "tables.html";
/// The page of all figures.
pub(super) const FIGURES: &str = "figures.html";
/// The page of data and downloads.
pub(super) const DATA: &str = "data.html";

/// The page of all works.
pub(super) const REFERENCES: &str = "references.html";
/// The page of the audit.
pub(super) const AUDIT: &str = "audit.html";

/// The page of reporting checklists.
pub(super) const CHECKLIST: &str = "checklist.html";

/// The page of all contents, on which readers search.
pub(super) const CONTENTS: &str = "all-contents.html";

/// The page of corrections.
pub(super) const CORRECTIONS: &str = "corrections.html";

/// Where things stand.
pub(super) struct Links {
    /// The findings that rows and numbers are flagged with.
    pub(super) flags: Flags,
    /// Figures and tables that pages show, with the page's file.
    shown: BTreeSet<(String, String)>,
    figures: Vec<String>,
    tables: Vec<String>,
    /// For each question its figure, where it has one.
    of_questions: Vec<Option<FigureId>>,
    /// For each recommendation the page and anchor at which it is shown.
    recommendations: Vec<Option<String>>,
    /// For each value the recommendations that are shown and rest on it.
    rest_on: BTreeMap<ValueId, Vec<(RecommendationId, String)>>,
    /// For each claim the value that it is about.
    claims: Vec<ValueId>,
    /// For each option, derived value: its anchor.
    values: Values,
}

struct Values {
    options: Vec<String>,
    derived: Vec<String>,
    groups: Vec<String>,
}

/// The file of a narrative page.
pub(super) fn page_file(study: &Study, page: PageId) -> String {
    format!("{}.html", study[page].slug)
}

/// The anchor of a figure.
pub(super) fn figure_anchor(study: &Study, figure: FigureId) -> String {
    format!("fig-{}", study[figure].id)
}

/// The anchor of a table.
pub(super) fn table_anchor(study: &Study, table: TableId) -> String {
    table_name(study[table].number, &study[table].id)
}

impl Links {
    /// Surveys a study.
    pub(super) fn new(study: &Study) -> Self {
        let figures: Vec<String> =
            (0..study.figures.len()).map(|i| figure_anchor(study, FigureId(i))).collect();
        let tables: Vec<String> =
            (0..study.tables.len()).map(|i| table_anchor(study, TableId(i))).collect();
        let mut shown = BTreeSet::new();
        let mut recommendations = vec![None; study.recommendations.len()];
        for (i, page) in study.pages.iter().enumerate() {
            let file = page_file(study, PageId(i));
            for exhibit in directives(&page.document.blocks) {
                let anchor = match exhibit {
                    Exhibit::Figure(figure) => figures[figure.0].clone(),
                    Exhibit::Table(table) => tables[table.0].clone(),
                    Exhibit::Recommendation(id) => {
                        let anchor = recommendation_anchor(study, id);
                        recommendations[id.0] = Some(format!("{file}#{anchor}"));
                        continue;
                    }
                    Exhibit::Rows(_)
                    | Exhibit::Finding(_)
                    | Exhibit::Fact(_)
                    | Exhibit::HowToCite => continue,
                };
                shown.insert((file.clone(), anchor));
            }
        }
        let mut rest_on: BTreeMap<ValueId, Vec<(RecommendationId, String)>> = BTreeMap::new();
        for (i, href) in recommendations.iter().enumerate() {
            let Some(href) = href else { continue };
            for (value, _) in &study.recommendations[i].rests_on {
                let list = rest_on.entry(*value).or_default();
                list.push((RecommendationId(i), href.clone()));
            }
        }
        let values = Values {
            options: study.options.iter().map(|choice| choice.id.clone()).collect(),
            derived: study.derived.iter().map(|derived| derived.id.clone()).collect(),
            groups: study.groups.iter().map(|group| group.id.clone()).collect(),
        };
        let claims = study.claims.iter().map(|claim| claim.condition.value()).collect();
        let mut of_questions = vec![None; study.questions.len()];
        for (i, slot) in study.figures.iter().enumerate() {
            if let Subject::Question(question) = slot.subject {
                of_questions[question.0] = Some(FigureId(i));
            }
        }
        let flags = Flags::default();
        Self {
            flags,
            shown,
            figures,
            tables,
            of_questions,
            recommendations,
            rest_on,
            claims,
            values,
        }
    }

    /// The same with the findings of an audit.
    pub(super) fn flagged(self, flags: Flags) -> Self {
        Self { flags, ..self }
    }

    /// Whether a page of the narrative shows a figure or a table.
    pub(super) fn is_shown(&self, anchor: &str) -> bool {
        self.shown.iter().any(|(_, shown)| shown == anchor)
    }

    /// The page on which a figure or a table is met first: one of the narrative, or else another.
    pub(super) fn met_on<'a>(&'a self, anchor: &str, else_on: &'a str) -> &'a str {
        let shown = self.shown.iter().find(|(_, shown)| shown == anchor);
        shown.map_or(else_on, |(file, _)| file)
    }

    /// The figure of a question, where it has one.
    pub(super) fn figure_of(&self, question: QuestionId) -> Option<FigureId> {
        self.of_questions[question.0]
    }

    /// The page and anchor at which a recommendation is shown, where it is.
    pub(super) fn recommendation(&self, id: RecommendationId) -> Option<&str> {
        self.recommendations[id.0].as_deref()
    }

    /// The recommendations that are shown and rest on a value, with where they are.
    pub(super) fn recommendations_on(&self, value: ValueId) -> &[(RecommendationId, String)] {
        self.rest_on.get(&value).map_or(&[], Vec::as_slice)
    }

    /// From one page to an anchor that stands on that page or on the one made of the data.
    fn nearest(&self, page: &str, anchor: &str, made: &str) -> String {
        let here = page == made || self.shown.contains(&(page.to_owned(), anchor.to_owned()));
        if here { format!("#{anchor}") } else { format!("{made}#{anchor}") }
    }

    /// Where a role leads.
    pub(super) fn binding(&self, binding: Binding, page: &str) -> String {
        match binding {
            Binding::Value { value, .. } | Binding::Difference { first: value, .. } => {
                self.value(value, page)
            }
            Binding::Claim(id) => self.value(self.claims[id.0], page),
            Binding::Figure(figure) => self.nearest(page, &self.figures[figure.0], FIGURES),
            Binding::Table(table) => self.nearest(page, &self.tables[table.0], TABLES),
            // Each work of a citation has a link of its own.
            Binding::Citation(_) => REFERENCES.to_owned(),
        }
    }

    /// The row of a value, on the page of all tables.
    pub(super) fn value(&self, value: ValueId, page: &str) -> String {
        let anchor = match value {
            ValueId::Option(id) => self.values.options[id.0].clone(),
            ValueId::Derived(id) => self.values.derived[id.0].clone(),
            ValueId::Group(id, fact) => format!("{}.{}", self.values.groups[id.0], fact.name()),
        };
        if page == TABLES { format!("#{anchor}") } else { format!("{TABLES}#{anchor}") }
    }

    /// A link of the narrative: pages by their Markdown file, everything else as written.
    pub(super) fn narrative(target: &str) -> String {
        let (path, anchor) = target.split_once('#').map_or((target, None), |(p, a)| (p, Some(a)));
        match path.strip_suffix(".md").filter(|_| !path.contains(':')) {
            None => target.to_owned(),
            Some(slug) => match anchor {
                None => format!("{slug}.html"),
                Some(anchor) => format!("{slug}.html#{anchor}"),
            },
        }
    }

    /// An image of the narrative.
    pub(super) fn image(path: &str) -> String {
        format!("images/{path}")
    }
}
