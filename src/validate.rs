//! `Source` + `Manuscript` + `Shelf` -> `Study`: every id resolved, every number read, all faults at once.
//!
//! First the names are surveyed, then everything is built against them. What is faulty is
//! replaced by a stand-in, so that the rest is checked too; a study with a fault is not handed on.

mod charts;
mod checklist;
mod citations;
mod claims;
mod corrections;
mod derived;
mod links;
mod listed;
mod means;
mod meta;
mod names;
mod narrative;
mod order;
mod read;
mod recommendations;
mod roles;
mod scale;
mod scales;
mod statements;
mod tables;
mod theme;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, any_error};
use crate::types::bibliography::Shelf;
use crate::types::document::Manuscript;
use crate::types::source::{At, FrontMatter, NodeValue, Place, Source};
use crate::types::study::{
    AuditLink, Bound, Claim, Edition, Exhibit, OptionId, QuestionId, Study, Text, Unshelved,
    ValueId,
};
pub(crate) use listed::listed;
use names::Names;

/// Checks a study and resolves its ids.
#[must_use]
pub(crate) fn validate(
    source: &Source,
    manuscript: &Manuscript,
    shelf: Shelf,
) -> (Option<Unshelved>, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let names = names::survey(source, &mut faults);
    let mut checker = Checker {
        source,
        names,
        manuscript,
        shelf,
        faults,
        bindings: Vec::new(),
        pairs: Vec::new(),
        shown: Vec::new(),
        charted: Vec::new(),
        scaled: Vec::new(),
        doubtful: BTreeSet::new(),
        to_audit: Vec::new(),
        said: BTreeMap::new(),
        recommended: recommendations::Recommended::default(),
        claims: Vec::new(),
    };
    let mut study = checker.study();
    if let Some(study) = &mut study {
        study.corrections = checker.corrections(study);
    }
    if let Some(study) = &study {
        checker.check_derived(study);
        checker.check_charts(study);
        checker.check_recommendations(study);
        checker.check_bindings(study);
    }
    let mut faults = checker.faults;
    faults.sort_by(|a, b| a.order().cmp(&b.order()));
    (study.filter(|_| !any_error(&faults)).map(Unshelved::new), faults)
}

/// What all parts of validation share.
struct Checker<'a> {
    source: &'a Source,
    names: Names,
    manuscript: &'a Manuscript,
    /// The works that can be cited.
    shelf: Shelf,
    faults: Vec<Diagnostic>,
    /// Every role that was resolved, for the checks that need the whole study.
    bindings: Vec<Bound>,
    /// Rows set side by side, with the place of the second, for the same.
    pairs: Vec<(OptionId, OptionId, Place)>,
    /// The figures and tables of the page that is being read, with their places.
    shown: Vec<(Exhibit, Place)>,
    /// The rows of charts, and the questions of each chart of scales, with their places.
    charted: Vec<(OptionId, Place)>,
    scaled: Vec<Vec<(QuestionId, Place)>>,
    /// Values of which not all is known, since something about them is faulty: nothing is said of
    /// what is made of them.
    doubtful: BTreeSet<ValueId>,
    /// Links to anchors of the page of the audit.
    to_audit: Vec<AuditLink>,
    /// Where each id of statements and strata was given.
    said: BTreeMap<String, Place>,
    /// The ids of recommendations, and what pages show of them.
    recommended: recommendations::Recommended,
    /// Claims of all texts.
    claims: Vec<Claim>,
}

impl Checker<'_> {
    fn study(&mut self) -> Option<Study> {
        let mut content = self.tables();
        let said = self.said(&mut content.options);
        let derived = self.derived();
        let comparisons = self.comparisons();
        let charts = self.charts();
        self.check_scales();
        self.check_whiskers();
        let recommendations = self.recommendations();
        let pages = self.pages();
        let source = self.source;
        let study = source.study.as_ref()?;
        let meta = self.meta(study);
        let groups = self.groups(study);
        let sections = self.sections(study, &pages);
        Some(Study {
            claims: std::mem::take(&mut self.claims),
            meta,
            style: self.style(study),
            intervals: self.intervals(study),
            groups,
            tables: content.tables,
            questions: content.questions,
            options: content.options,
            derived,
            comparisons,
            edition: Edition::Only,
            corrections: Vec::new(),
            statements: said.statements,
            strata: said.strata,
            citations: said.citations,
            accepted: Self::accepted(study),
            checklist: self.checklist(study),
            to_audit: std::mem::take(&mut self.to_audit),
            numerals: self.manuscript.numerals.clone(),
            word_scale: self.word_scale(study),
            theme: self.theme(study),
            plain_numbers: study.content.plain_numbers.clone().unwrap_or_default(),
            charts,
            figures: self.numbered(&pages),
            pages,
            recommendations,
            cards: std::mem::take(&mut self.recommended.cards),
            sections,
            bibliography: None,
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

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the studies of these tests are written to a folder")]
mod tests {
    use std::fs;

    use super::*;
    use crate::{load, parse};

    const STUDY: &str = "format: 1\nkind: original\nsampling: unknown\ntitle: T\nauthors: [{name: A}]\n\
        report: {version: 1, date: 2026-01-31}\ngroups:\n- {id: a, label: A, members: as, answered: \
        50}\n- {id: b, label: B, members: bs, answered: 40}\n";

    /// A table of one group with two questions: `single` and `multiple`, of two options each.
    fn table(group: &str, number: &str) -> String {
        let question = |kind: &str| {
            format!(
                "  - {{id: {kind}, label: Q, kind: {kind}, complete: true, options: [{{id: x, label: \
                 X, percent: 60}}, {{id: y, label: Y, percent: 40}}]}}\n"
            )
        };
        format!(
            "- id: t{group}\n  number: {number}\n  title: T\n  group: {group}\n  base_is: stated\n  \
             questions:\n{}{}",
            question("single"),
            question("multiple")
        )
    }

    /// The faults of a study with two tables, computed values and a page.
    fn told(study: &str, derived: &str, page: &str) -> Vec<(&'static str, String)> {
        told_of(study, &[table("a", "1"), table("b", "2")], derived, page)
    }

    /// The faults of a study as (code, what the caret is under).
    fn told_of(
        study: &str,
        tables: &[String],
        derived: &str,
        page: &str,
    ) -> Vec<(&'static str, String)> {
        let folder = tempfile::TempDir::new().expect("a folder");
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder above")).expect("folders");
            fs::write(path, text).expect("a file");
        };
        write("content/study.yaml", study);
        let tables = tables.concat();
        write("content/data/t.yaml", &format!("tables:\n{tables}derived:\n{derived}"));
        write("content/narrative/p.md", &format!("---\ntitle: P\n---\n\n{page}\n"));
        let (source, mut faults) = load::load(folder.path()).expect("a study");
        let (manuscript, more) = parse::parse(&source);
        faults.extend(more);
        let (study, more) = validate(&source, &manuscript, Shelf::Missing);
        assert!(study.is_none() || more.is_empty(), "a faulty study is not handed on");
        faults.extend(more);
        let told = |fault: &Diagnostic| {
            let place = &fault.labels[0].place;
            (fault.code, place.file.text[place.span.clone()].to_owned())
        };
        faults.iter().map(told).collect()
    }

    fn one(operation: &str) -> Vec<(&'static str, String)> {
        told(STUDY, &format!("- {{id: v, label: V, {operation}}}\n"), "")
    }

    #[test]
    fn operations_take_what_fits_them() {
        for fits in [
            "sum: [a.single.x, a.single.y]",
            "sum: [a.answered, b.answered]",
            "complement: a.multiple.x",
            "difference: [a.multiple.x, a.single.x]",
            "difference: [a.answered, b.answered]",
            "share: [b.answered, a.answered]",
            "ratio: [a.single.x, b.single.x]",
        ] {
            assert_eq!(one(fits), [], "{fits}");
        }
        for unfit in [
            "sum: [a.multiple.x, a.multiple.y]",
            "sum: [a.single.x, a.single.x]",
            "sum: [a.single.x, a.multiple.x]",
            "sum: [a.single.x, a.answered]",
            "difference: [a.single.x, b.single.x]",
            "difference: [a.single.x, a.answered]",
            "share: [a.single.x, a.single.y]",
            "ratio: [a.single.x, a.answered]",
        ] {
            let list = unfit.split_once(": ").expect("a list").1;
            assert_eq!(one(unfit), [("unfit-operands", list.to_owned())], "{unfit}");
        }
        assert_eq!(one("complement: a.answered"), [("unfit-operands", "a.answered".into())]);
        assert_eq!(one("sum: [a.single.x]"), [("operands", "[a.single.x]".into())]);
        assert_eq!(one("note: None"), [("one-operation", "v".into())]);
        let two = one("complement: a.single.x, sum: [a.single.x, a.single.z]");
        let expected =
            [("one-operation", "complement".into()), ("unknown-value", "a.single.z".into())];
        assert_eq!(two, expected);
    }

    #[test]
    fn nothing_is_said_of_what_rests_on_a_fault() {
        // Not of the roles that write it, not of what is computed from it, not of its unit.
        let derived = "- {id: v, label: V, sum: a.single.x}\n- {id: w, label: W, complement: v}\n- \
                       {id: c, label: C, ratio: [d, a.answered]}\n- {id: d, label: D, ratio: [c, \
                       a.answered]}\n";
        let page = "{n}`v` {word}`w` {pct}`c` {diff}`d` {diff}`a.single.x - v` {pct}`e`";
        assert_eq!(
            told(STUDY, derived, page),
            [
                ("wrong-type", "a.single.x".to_owned()),
                ("circular", "c".to_owned()),
                ("unknown-value", "e".to_owned()),
            ]
        );
    }

    #[test]
    fn groups_that_cannot_be_read_are_not_unknown() {
        let page = "{n}`a.answered` {pct}`a.single.x` {pct}`a.single.z` {n}`z.answered`";
        let misspelt = ("unknown-value", "a.single.z".to_owned());
        let broken = STUDY.replace("groups:", "groups");
        let faults = told(&broken, "", page);
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert_eq!(faults[1], misspelt);
        let nameless = STUDY.replace("{id: a,", "{");
        let faults = told(&nameless, "", page);
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert_eq!((faults[0].0, &faults[1]), ("missing-key", &misspelt));
        let stray = ("unknown-value", "z.answered".to_owned());
        assert_eq!(told(STUDY, "", page), [misspelt, stray]);
    }

    #[test]
    fn an_unknown_group_is_told_once_a_table() {
        let study = STUDY.replace("id: b", "id: c");
        let unknown = ("unknown-group", "b".to_owned());
        assert_eq!(told(&study, "", ""), std::slice::from_ref(&unknown));
        // Those who name the group as it was meant are not at fault.
        let page = "{pct}`c.single.x`, {numref}`c.multiple` and {pct}`c.single.z`";
        assert_eq!(told(&study, "", page), [unknown, ("unknown-value", "c.single.z".to_owned())]);
    }

    #[test]
    fn a_table_whose_number_is_taken_may_be_any() {
        let page = "{numref}`table-1`, {numref}`table-2`, {numref}`tb`, {numref}`tc`";
        let unknown = ("unknown-exhibit", "tc".to_owned());
        assert_eq!(told(STUDY, "", page), std::slice::from_ref(&unknown));
        for number in ["1", "0", "[2]"] {
            let faults = told_of(STUDY, &[table("a", "1"), table("b", number)], "", page);
            assert_eq!(faults.len(), 2, "{faults:?}");
            assert_eq!(faults[1], unknown);
        }
    }
}
