//! `Source` + `Manuscript` -> `Study`: every id resolved, every number read, all faults at once.
//!
//! First the names are surveyed, then everything is built against them. What is faulty is
//! replaced by a stand-in, so that the rest is checked too; a study with a fault is not handed on.

mod derived;
mod links;
mod meta;
mod names;
mod narrative;
mod order;
mod read;
mod roles;
mod tables;

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, any_error};
use crate::types::document::Manuscript;
use crate::types::source::{At, FrontMatter, NodeValue, Place, Source};
use crate::types::study::{Bound, OptionId, Study, Text, ValueId};
use names::Names;

/// Checks a study and resolves its ids.
#[must_use]
pub(crate) fn validate(
    source: &Source,
    manuscript: &Manuscript,
) -> (Option<Study>, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let names = names::survey(source, &mut faults);
    let mut checker = Checker {
        source,
        names,
        manuscript,
        faults,
        bindings: Vec::new(),
        pairs: Vec::new(),
        doubtful: BTreeSet::new(),
    };
    let study = checker.study();
    if let Some(study) = &study {
        checker.check_derived(study);
        checker.check_bindings(study);
    }
    let mut faults = checker.faults;
    faults.sort_by(|a, b| a.order().cmp(&b.order()));
    (study.filter(|_| !any_error(&faults)), faults)
}

/// What all parts of validation share.
struct Checker<'a> {
    source: &'a Source,
    names: Names,
    manuscript: &'a Manuscript,
    faults: Vec<Diagnostic>,
    /// Every role that was resolved, for the checks that need the whole study.
    bindings: Vec<Bound>,
    /// Rows set side by side, with the place of the second, for the same.
    pairs: Vec<(OptionId, OptionId, Place)>,
    /// Values of which not all is known, since something about them is faulty: nothing is said of
    /// what is made of them.
    doubtful: BTreeSet<ValueId>,
}

impl Checker<'_> {
    fn study(&mut self) -> Option<Study> {
        let content = self.tables();
        let derived = self.derived();
        let comparisons = self.comparisons();
        let pages = self.pages();
        let source = self.source;
        let study = source.study.as_ref()?;
        let meta = self.meta(study);
        let groups = self.groups(study);
        let sections = self.sections(study, &pages);
        Some(Study {
            meta,
            style: self.style(study),
            intervals: self.intervals(study),
            groups,
            tables: content.tables,
            questions: content.questions,
            options: content.options,
            derived,
            comparisons,
            figures: std::mem::take(&mut self.names.figures),
            pages,
            sections,
            images: source.images.clone(),
        })
    }

    /// The text below a key, roles resolved; nothing where the key is not there.
    fn prose(&mut self, at: At<'_>, key: &str) -> Option<Text> {
        if !at.has(key) {
            return None;
        }
        let prose = self.manuscript.text(&at.key(key).place())?;
        Some(self.resolve(prose.content.clone()))
    }

    /// The title below a key: a text that says something.
    fn title(&mut self, at: At<'_>) -> Text {
        let title = at.key("title");
        if let NodeValue::Scalar(text, _) = &title.node().value
            && text.trim().is_empty()
            && !title.node().stands_in
        {
            self.faults.push(Diagnostic::empty_title(title.place()));
        }
        self.prose(at, "title").unwrap_or_default()
    }
}

/// Where the front matter of a page stands.
fn front(page: &crate::types::source::SourcePage) -> (At<'_>, &FrontMatter) {
    (page.front.top(), &page.front.content)
}
