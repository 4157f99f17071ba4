//! `Study` + `Summaries` -> findings as diagnostics: roles that summarise a contested value, or
//! write one that was withdrawn.

use crate::diagnostic::Diagnostic;
use crate::types::document::{Block, for_each_role};
use crate::types::study::{
    Binding, Bound, Exhibit, Form, Recommendation, Shown, Study, Text, ValueId,
};
use crate::types::summary::{Summaries, Withheld};
use crate::types::wording::Wording;

/// The roles that ask for what is withheld, or was withdrawn.
pub(super) fn contested_roles(study: &Study, summaries: &Summaries) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut look = |text: &Text| {
        for_each_role(text, &mut |bound| {
            findings.extend(contested(study, summaries, bound));
            findings.extend(withdrawn(study, summaries, bound));
        });
    };
    for_each_text(study, &mut look);
    findings
}

/// Calls `look` with every text of a study but headlines.
pub(super) fn for_each_text<'a>(study: &'a Study, look: &mut dyn FnMut(&'a Text)) {
    notes(study, look);
    for page in &study.pages {
        look(&page.title);
        page.description.iter().for_each(&mut *look);
        texts(&page.document.blocks, look);
        page.document.footnotes.iter().for_each(|footnote| texts(&footnote.blocks, look));
    }
    study.cards.iter().flat_map(|card| &card.paragraphs).for_each(look);
}

/// Every text of the YAML files but headlines, which are withheld where they cannot be said.
fn notes<'a>(study: &'a Study, look: &mut dyn FnMut(&'a Text)) {
    let meta = &study.meta;
    look(&meta.title);
    meta.subtitle.iter().chain(&meta.description).for_each(&mut *look);
    study.groups.iter().filter_map(|group| group.unreported.as_ref()).for_each(&mut *look);
    for table in &study.tables {
        look(&table.title);
        table.note.iter().for_each(&mut *look);
    }
    for question in &study.questions {
        let texts = question.wording.iter().chain(&question.because).chain(&question.note);
        texts.for_each(&mut *look);
    }
    study.options.iter().filter_map(|choice| choice.note.as_ref()).for_each(&mut *look);
    study.derived.iter().filter_map(|derived| derived.note.as_ref()).for_each(&mut *look);
    let pairs = study.comparisons.iter().flat_map(|comparison| &comparison.rows);
    pairs.filter_map(|pair| pair.why.as_ref()).for_each(&mut *look);
    study.statements.iter().filter_map(|statement| statement.note.as_ref()).for_each(&mut *look);
    study.strata.iter().filter_map(|strata| strata.note.as_ref()).for_each(&mut *look);
    for chart in &study.charts {
        look(&chart.title);
        chart.note.iter().for_each(&mut *look);
        if let Shown::Panels(panels) = &chart.shown {
            panels.iter().map(|panel| &panel.title).for_each(&mut *look);
        }
    }
    study.recommendations.iter().flat_map(Recommendation::texts).for_each(look);
}

fn texts<'a>(blocks: &'a [Block<Bound, Exhibit>], look: &mut dyn FnMut(&'a Text)) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => look(content),
            Block::List { items, .. } => items.iter().for_each(|item| texts(item, look)),
            Block::Quote(blocks) => texts(blocks, look),
            Block::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(&mut *look);
            }
            Block::Code(_) | Block::Rule | Block::Directive(_) => {}
        }
    }
}

/// Words, ranges and differences summarise a value; of a contested one they are withheld, and a
/// sentence that needs them has to be written otherwise.
fn contested(study: &Study, summaries: &Summaries, bound: &Bound) -> Option<Diagnostic> {
    let withheld =
        |value: ValueId| summaries.value(study, value).err() == Some(Withheld::Contested);
    let value = match bound.binding {
        Binding::Difference { first, second, .. } => {
            [first, second].into_iter().find(|value| withheld(*value))?
        }
        // {pct} shows every reading of an option; of a derived value there is none to show.
        Binding::Value { value, form } => {
            let summarised = matches!(value, ValueId::Derived(_))
                || matches!((value, form), (ValueId::Option(_), Form::Words | Form::Range));
            (summarised && withheld(value)).then_some(value)?
        }
        Binding::Claim(id) => {
            study[id].condition.values().into_iter().find(|value| withheld(*value))?
        }
        Binding::Figure(_) | Binding::Table(_) | Binding::Citation(_) => return None,
    };
    let role = bound.role.name.name();
    let place = bound.role.place.clone();
    let computed = matches!(value, ValueId::Derived(_));
    let readings = Wording { study, summaries }.contested_places(value);
    Some(Diagnostic::contested_value(role, &study.value_id(value), computed, place, readings))
}

/// Of a withdrawn value there is nothing to write, nor of what is computed from it; a sentence that
/// names it has to be written anew.
fn withdrawn(study: &Study, summaries: &Summaries, bound: &Bound) -> Option<Diagnostic> {
    let value = summaries.withdrawn(study, bound)?;
    let by = study.withdrawal(value)?;
    let named = study.bound_values(bound);
    let id = study.value_id(named.iter().copied().find(|it| *it == value).unwrap_or(named[0]));
    let gone = study.value_id(by.value);
    let place = bound.role.place.clone();
    Some(Diagnostic::withdrawn_value(bound.role.name.name(), &id, &gone, by, place))
}
