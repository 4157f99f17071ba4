//! `Source` + `Manuscript` -> `Study`: every id resolved, every number read, all faults at once.
//!
//! First the names are surveyed, then everything is built against them. What is faulty is
//! replaced by a stand-in, so that the rest is checked too; a study with a fault is not handed on.

mod derived;
mod meta;
mod names;
mod narrative;
mod read;
mod tables;

use crate::diagnostic::{Diagnostic, any_error};
use crate::types::document::Manuscript;
use crate::types::source::{At, FrontMatter, Source};
use crate::types::study::{Bound, Study, Text};
use names::Names;

/// Checks a study and resolves its ids.
#[must_use]
pub(crate) fn validate(
    source: &Source,
    manuscript: &Manuscript,
) -> (Option<Study>, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let names = names::survey(source, &mut faults);
    let mut checker = Checker { source, names, manuscript, faults, bindings: Vec::new() };
    let study = checker.study();
    if let Some(study) = study.as_ref().filter(|study| !study.options.is_empty()) {
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
        if source.data.is_empty() {
            self.faults
                .push(Diagnostic::empty_list("data files in content/data/", study.top().place()));
        }
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

    /// The text below a key that must be there; serde has seen to that.
    fn required_prose(&mut self, at: At<'_>, key: &str) -> Text {
        self.prose(at, key).unwrap_or_default()
    }
}

/// Where the front matter of a page stands.
fn front(page: &crate::types::source::SourcePage) -> (At<'_>, &FrontMatter) {
    (page.front.top(), &page.front.content)
}
