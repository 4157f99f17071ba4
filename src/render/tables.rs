//! Tables as published, with what the report adds beside them; and the table of computed values.

use super::cards::recommended;
use super::data::{size_of, table_file};
use super::links::{FIGURES, Links, figure_anchor, table_anchor};
use super::view::{AlsoView, DerivedView, OptionView, QuestionView, ReferenceView, TableView};
use crate::types::data::DataFiles;
use crate::types::messages::say;
use crate::types::study::{
    Binding, DerivedId, Form, Operation, OptionId, QuestionId, Reported, StudyKind, TableId, Text,
    Unit, ValueId,
};
use crate::types::summary::{Contested, Said};
use crate::types::wording::{Wording, withheld};

/// Writes one text with its live numbers.
pub(super) type WriteText<'a> = dyn FnMut(&Text) -> String + 'a;

/// The view of a table, or of one of its questions alone.
pub(super) fn table(
    wording: Wording<'_>,
    links: &Links,
    files: &DataFiles,
    id: TableId,
    only: Option<QuestionId>,
    write: &mut WriteText<'_>,
) -> TableView {
    let study = wording.study;
    let table = &study[id];
    let csv = table_file(study, id);
    let intervals = study.intervals.in_tables;
    let questions: Vec<QuestionView> = table
        .question_ids()
        .filter(|question| only.is_none_or(|only| only == *question))
        .map(|question| self::question(wording, links, question, &table.place, write))
        .collect();
    let has_counts = |it: &OptionView| !it.counts.is_empty() || it.counts_why.is_some();
    let possible = questions.iter().flat_map(|it| &it.options).any(has_counts);
    let name = table.number.map(|number| say!(wording.style(), "name-table", number = number));
    TableView {
        anchor: match only {
            None => table_anchor(study, id),
            Some(question) => format!("rows-{}", study[question].id),
        },
        name,
        title_html: write(&table.title),
        place: table.place.clone(),
        note_html: table.note.as_ref().map(&mut *write),
        csv_size: size_of(files, &csv, wording.style()),
        csv,
        intervals,
        possible,
        published_head: wording.published_head().to_owned(),
        interval_head: say!(
            wording.style(),
            "interval-head",
            level = study.intervals.level.percent()
        ),
        caveat: wording.interval_caveat().filter(|_| intervals).map(str::to_owned),
        columns: 3 + u8::from(possible) + u8::from(intervals),
        questions,
    }
}

fn question(
    wording: Wording<'_>,
    links: &Links,
    id: QuestionId,
    table_place: &str,
    write: &mut WriteText<'_>,
) -> QuestionView {
    let study = wording.study;
    let question = &study[id];
    let summary = &wording.summaries.questions[id.0];
    let figure = links.figure_of(id);
    let sum = summary.sum.ok().filter(|_| question.exclusive() && question.complete);
    let printed = wording.shares_are_printed(id);
    let sum_name = if printed { "table-sum" } else { "table-sum-of-counts" };
    QuestionView {
        id: question.id.clone(),
        aliases: question.aliases.clone(),
        label: question.label.clone(),
        base: sentence(wording, &wording.base_line(id)),
        because_html: question.because.as_ref().map(&mut *write),
        place: (question.place != table_place).then(|| question.place.clone()),
        reference: question
            .reference
            .as_ref()
            .map(|it| ReferenceView { cite: it.cite.clone(), doi: it.doi.clone() }),
        sum: sum.map(|sum| study.style.percent(sum, summary.decimals)),
        sum_name: wording.style().text(sum_name).to_owned(),
        remark: wording.total_remark(id),
        note_html: question.note.as_ref().map(&mut *write),
        findings: links.flags.on([question.id.as_str()]),
        figure: figure.map(|figure| wording.binding(Binding::Figure(figure))),
        figure_href: figure.map(|figure| format!("{FIGURES}#{}", figure_anchor(study, figure))),
        options: question
            .option_ids()
            .map(|option| self::option(wording, links, option, write))
            .collect(),
    }
}

fn option(
    wording: Wording<'_>,
    links: &Links,
    id: OptionId,
    write: &mut WriteText<'_>,
) -> OptionView {
    let choice = &wording.study[id];
    let summary = &wording.summaries.options[id.0];
    let style = &wording.study.style;
    let (counts, counts_why) = match (&choice.reported, summary.counts) {
        (Reported::Both(_, count), _) => (style.count(*count), None),
        (Reported::Count(_) | Reported::Mean(..) | Reported::Withdrawn(_), _) => {
            (String::new(), None)
        }
        (Reported::Percent(_), Ok(counts)) => (style.count_range(counts.low, counts.high), None),
        (Reported::Percent(_), Err(why)) => (String::new(), Some(withheld(why, style).to_owned())),
    };
    let interval = said(wording, summary.interval, |it| wording.interval(it.low, it.high));
    OptionView {
        id: choice.id.clone(),
        aliases: choice.aliases.clone(),
        label: choice.label.clone(),
        published: published(wording, id),
        counts,
        counts_why,
        interval,
        rank: summary.rank.map_or_else(|_| String::new(), |rank| rank.position.to_string()),
        contested: summary.contested.is_some(),
        also: also(wording, id),
        corrected: wording.corrections_behind(ValueId::Option(id)),
        note_html: choice.note.as_ref().map(write),
        recommended: recommended(wording, links, ValueId::Option(id)),
        findings: links.flags.on([choice.id.as_str()]),
    }
}

/// What is printed of a row. A study of its own data has the share beside a count that has none; what
/// another's publication does not print, no column of what is published holds.
fn published(wording: Wording<'_>, id: OptionId) -> String {
    let reported = &wording.study[id].reported;
    let printed = wording.reported(reported);
    let own = wording.study.meta.kind == StudyKind::Original;
    match (reported, wording.summaries.options[id.0].share) {
        (Reported::Count(_), Ok(_)) if own => {
            let share = wording.share_text(id);
            say!(wording.style(), "count-and-share", count = printed, share = share)
        }
        _ => printed,
    }
}

/// Where the source prints another value, or judges this one in words.
fn also(wording: Wording<'_>, id: OptionId) -> Vec<String> {
    let readings = match &wording.summaries.options[id.0].contested {
        Some(Contested::PrintedTwice(readings)) => readings.as_slice(),
        _ => &[],
    };
    let style = wording.style();
    wording
        .study
        .printed_elsewhere(id)
        .filter(|other| readings.iter().any(|it| it.at == *other.at))
        .map(|other| {
            let (text, place) = (wording.reported(other.reported), other.place);
            match other.words {
                Some(words) => {
                    say!(style, "text-in-place-words", text = text, place = place, words = words)
                }
                None => say!(style, "text-in-place", text = text, place = place),
            }
        })
        .collect()
}

fn said<T>(wording: Wording<'_>, said: Said<T>, write: impl Fn(T) -> String) -> String {
    said.map_or_else(|why| dash(wording, why), write)
}

/// A dash with the reason, for readers who look or listen.
fn dash(wording: Wording<'_>, why: crate::types::summary::Withheld) -> String {
    say!(wording.style(), "row-no-counts", why = withheld(why, wording.style()))
}

/// Parts as one sentence.
pub(super) fn sentence(wording: Wording<'_>, parts: &[String]) -> String {
    let style = wording.style();
    say!(style, "sentence", text = parts.join(style.text("list-semicolon")))
}

/// The computed values of a study.
pub(super) fn derived(
    wording: Wording<'_>,
    links: &Links,
    write: &mut WriteText<'_>,
) -> Vec<DerivedView> {
    let study = wording.study;
    let mut views = Vec::new();
    for (i, (it, computed)) in study.derived.iter().zip(&wording.summaries.derived).enumerate() {
        views.push(DerivedView {
            id: it.id.clone(),
            label: it.label.clone(),
            value: said(wording, *computed, |it| wording.value(it)),
            range: match computed {
                Ok(it) if it.window.low != it.window.high => wording.range(*it),
                _ => String::new(),
            },
            how: how(wording, &it.operation),
            corrected: wording.corrections_behind(ValueId::Derived(DerivedId(i))),
            aliases: it.aliases.clone(),
            also: it
                .also_printed
                .iter()
                .map(|other| AlsoView {
                    text: say!(
                        wording.style(),
                        "text-in-place",
                        text = wording.reported(&other.reported),
                        place = other.place,
                    ),
                    agrees: !computed.is_ok_and(|it| it.gives(&other.reported) == Some(false)),
                })
                .collect(),
            note_html: it.note.as_ref().map(&mut *write),
            recommended: recommended(wording, links, ValueId::Derived(DerivedId(i))),
            findings: links.flags.on([it.id.as_str()]),
        });
    }
    views
}

fn how(wording: Wording<'_>, operation: &Operation) -> String {
    let study = wording.study;
    let value = |value: ValueId| {
        let form = match study.unit(value) {
            Unit::Count | Unit::Ratio => Form::Number,
            Unit::Share | Unit::Points => Form::Percent,
        };
        wording.binding(Binding::Value { value, form })
    };
    match operation {
        Operation::Sum(values) => {
            values.iter().map(|it| value(*it)).collect::<Vec<_>>().join(" + ")
        }
        Operation::Complement(it) => {
            format!("{} − {}", study.style.with_percent("100"), value(*it))
        }
        Operation::Difference(first, second) => format!("{} − {}", value(*first), value(*second)),
        Operation::Share(first, second) | Operation::Ratio(first, second) => {
            format!("{} / {}", value(*first), value(*second))
        }
    }
}
