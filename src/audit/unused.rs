//! unused: what the study holds is used somewhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::check::{Check, Facts, Record, exhibited, reasons};
use super::citation_mismatch::cited_by_source;
use super::passages::for_each_prose;
use crate::types::document::{Block, Inline, for_each_role};
use crate::types::figure::Subject;
use crate::types::finding::{About, Weight};
use crate::types::messages::say;
use crate::types::source::{Place, SourceFile};
use crate::types::study::{Binding, Bound, DerivedId, Exhibit, Study, Text, ValueId, Whole};

pub(super) const CHECK: Check = Check { code: "unused", run };

fn run(facts: &Facts<'_>, record: &mut Record) {
    let study = facts.study;
    let used = used_values(study);
    for (i, derived) in study.derived.iter().enumerate() {
        if facts.contested(ValueId::Derived(DerivedId(i))) {
            record.not_checked(reasons::CONTESTED);
            continue;
        }
        record.judged();
        if used.contains(&ValueId::Derived(DerivedId(i))) || !derived.also_printed.is_empty() {
            continue;
        }
        let message =
            say!(facts.study.style, "unused-the-computed-value-is", label = derived.label);
        let places = vec![exhibited(&derived.id, &*derived.at.file.path, &derived.at)];
        record
            .found(Weight::Note, About::Study, vec![derived.id.clone()], message, places)
            .help(facts.study.style.text("unused-name-it-in-a"));
    }
    charts(facts, record);
    works(facts, record);
    let shown = shown_images(study);
    for image in &study.images {
        record.judged();
        if shown.contains(&image.path) {
            continue;
        }
        let message = say!(facts.study.style, "unused-the-image-is-shown", path = image.path);
        let path = format!("content/narrative/{}", image.path);
        let file = Arc::new(SourceFile { path: path.clone(), text: String::new() });
        let places = vec![exhibited(&image.path, path, &Place { file, span: 0..0 })];
        record
            .found(Weight::Note, About::Study, vec![image.path.clone()], message, places)
            .help(facts.study.style.text("unused-show-it-on-a"));
    }
}

/// Charts that an author put together for a page.
fn charts(facts: &Facts<'_>, record: &mut Record) {
    let study = facts.study;
    let mut shown = BTreeSet::new();
    for page in &study.pages {
        exhibits(&page.document.blocks, &mut shown, study);
    }
    for figure in &study.figures {
        let Subject::Chart(id) = figure.subject else { continue };
        record.judged();
        if shown.contains(figure.id.as_str()) {
            continue;
        }
        let chart = &study[id];
        let message = say!(facts.study.style, "unused-the-chart-is-shown", id = chart.id);
        let places = vec![exhibited(&chart.id, &*chart.at.file.path, &chart.at)];
        record
            .found(Weight::Note, About::Study, vec![chart.id.clone()], message, places)
            .help(facts.study.style.text("unused-show-it-with-figure"));
    }
}

/// The ids of figures that blocks show.
fn exhibits<'a>(blocks: &[Block<Bound, Exhibit>], shown: &mut BTreeSet<&'a str>, study: &'a Study) {
    for block in blocks {
        match block {
            Block::Directive(Exhibit::Figure(id)) => {
                shown.insert(study[*id].id.as_str());
            }
            Block::List { items, .. } => items.iter().for_each(|item| exhibits(item, shown, study)),
            Block::Quote(blocks) => exhibits(blocks, shown, study),
            _ => {}
        }
    }
}

/// Works of the list of references.
fn works(facts: &Facts<'_>, record: &mut Record) {
    let study = facts.study;
    let Some(bibliography) = &study.bibliography else { return };
    let recorded = cited_by_source(&study.citations, &bibliography.works);
    let mut cited: BTreeSet<&str> = BTreeSet::new();
    for_each_prose(study, &mut |text: &Text| {
        for_each_role(text, &mut |bound: &Bound| {
            if let Binding::Citation(id) = bound.binding {
                cited.extend(bibliography[id].keys.iter().map(String::as_str));
            }
        });
    });
    for work in &bibliography.works {
        record.judged();
        if cited.contains(work.key.as_str()) || recorded.contains(work.key.as_str()) {
            continue;
        }
        let (message, advice) = if study.citations.is_empty() {
            (
                say!(facts.study.style, "unused-the-work-is-cited", key = work.key),
                facts.study.style.text("unused-cite-or-remove"),
            )
        } else {
            let message = say!(facts.study.style, "unused-the-work-is-cited-2", key = work.key);
            (message, facts.study.style.text("unused-record-where-the-source"))
        };
        let places = vec![exhibited(&work.key, &*work.place.file.path, &work.place)];
        record
            .found(Weight::Note, About::Study, vec![work.key.clone()], message, places)
            .help(advice);
    }
}

/// The values that texts, other values and what the source says name.
fn used_values(study: &Study) -> BTreeSet<ValueId> {
    let mut used = BTreeSet::new();
    for_each_prose(study, &mut |text: &Text| {
        for_each_role(text, &mut |bound: &Bound| match bound.binding {
            Binding::Value { value, .. } => used.extend([value]),
            Binding::Difference { first, second, .. } => used.extend([first, second]),
            Binding::Claim(id) => used.extend(study[id].condition.values()),
            Binding::Figure(_) | Binding::Table(_) | Binding::Citation(_) => {}
        });
    });
    used.extend(study.derived.iter().flat_map(|derived| derived.operation.operands()));
    used.extend(study.cards.iter().map(|card| card.value));
    used.extend(
        study.recommendations.iter().flat_map(|it| it.rests_on.iter().map(|(value, _)| *value)),
    );
    for statement in &study.statements {
        used.extend(statement.about.iter().chain(&statement.among).chain(&statement.less));
        if let Some(Whole::Part(value)) = statement.of {
            used.insert(value);
        }
    }
    for strata in &study.strata {
        used.extend(strata.whole.iter().chain(&strata.parts));
    }
    used
}

/// The paths of images that texts show, and the logo.
fn shown_images(study: &Study) -> BTreeSet<String> {
    let mut shown: BTreeSet<String> = study.theme.logo.iter().map(|it| it.path.clone()).collect();
    for_each_prose(study, &mut |text: &Text| images(text, &mut shown));
    shown
}

fn images(content: &[Inline<Bound>], shown: &mut BTreeSet<String>) {
    for inline in content {
        match inline {
            Inline::Image { path, .. } => {
                shown.insert(path.clone());
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Link { content, .. } => images(content, shown),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{audited, study_of};

    fn unused(page: &str) -> Vec<String> {
        let data = study_of(
            "      - id: q\n        label: Q\n        kind: single\n        complete: false\n        options:\n          \
             - {id: a, label: A, percent: 20}\n          - {id: b, label: B, percent: 30}\n",
            "derived:\n  - {id: both, label: Both, sum: [people.q.a, people.q.b]}\n  \
             - {id: others, label: Others, complement: both}\n  \
             - {id: stated, label: Stated, complement: people.q.a, also_printed: [{percent: 80, place: Text}]}\n",
        );
        let findings = audited(&data, page).findings;
        let own = findings.iter().filter(|finding| finding.code == "unused");
        own.map(|finding| finding.ids[0].clone()).collect()
    }

    #[test]
    fn charts_that_no_page_shows_are_noted() {
        let data = study_of(
            &crate::audit::testing::list("q", "multiple", &["60", "40", "20"]),
            "charts:\n  - id: both\n    title: Both\n    panels:\n      - title: P\n        rows: \
             [people.q.o0, people.q.o1]\n",
        );
        let unused = |page: &str| {
            let findings = audited(&data, page).findings;
            let own = findings.into_iter().filter(|finding| finding.code == "unused");
            own.map(|finding| finding.ids[0].clone()).collect::<Vec<_>>()
        };
        assert_eq!(unused("Text."), ["both"]);
        assert_eq!(unused("```{figure} both\n```"), Vec::<String>::new());
        assert_eq!(unused("> ```{figure} both\n> ```"), Vec::<String>::new());
    }

    #[test]
    fn values_that_nothing_names_are_noted() {
        assert_eq!(unused("Text."), ["others"]);
        assert_eq!(unused("There are {pct}`others` of them."), Vec::<String>::new());
        assert_eq!(unused("{claim}`Many | others > 40%` of them."), Vec::<String>::new());
    }
}
