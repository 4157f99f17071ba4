//! `Study` + `Summaries` -> `Figure`s: every chart drawn twice, wide and narrow, with plotters.

mod axis;
mod bars;
mod canvas;
mod card;
mod diverging;
mod dumbbell;
mod ghost;
mod measure;
mod pair;
mod panels;
mod plot;
mod powers;
mod small;
mod stacked;
mod theme;
mod widths;

use rayon::prelude::*;

use crate::types::figure::{Figure, Subject};
use crate::types::messages::say;
use crate::types::number::Exact;
use crate::types::study::{Colour, FigureId, OptionId, Order, QuestionId, Study};
use crate::types::summary::{Contested, Summaries};
use crate::types::wording::{Headline, Wording};
pub(crate) use card::{card, png};
pub(crate) use powers::power_bars;
pub(crate) use small::small_bars;
use theme::Size;

/// The kinds of charts, each in a file of its own: the first that takes a subject draws it.
const KINDS: [fn(Wording<'_>, Subject) -> Option<Chart>; 6] =
    [panels::chart, pair::chart, dumbbell::chart, diverging::chart, stacked::chart, bars::chart];

/// Draws all figures of a study, in the order of their numbers.
#[must_use]
pub(crate) fn draw(study: &Study, summaries: &Summaries) -> Vec<Figure> {
    let wording = Wording { study, summaries };
    let figures = 0..study.figures.len();
    figures.into_par_iter().map(|index| figure(wording, FigureId(index))).collect()
}

/// One chart, ready to be drawn at either size.
struct Chart {
    kind: &'static str,
    title: String,
    description: String,
    draw: Box<dyn Fn(Size) -> canvas::Canvas>,
}

fn figure(wording: Wording<'_>, id: FigureId) -> Figure {
    let slot = &wording.study[id];
    let chart = KINDS.iter().find_map(|kind| kind(wording, slot.subject));
    let chart = chart.expect("bars show any question, and each other subject has its kind");
    let element = format!("fig-{}", slot.id);
    let svg = |size| (chart.draw)(size).finish(&element, &chart.title, &chart.description);
    Figure {
        subject: slot.subject,
        id: slot.id.clone(),
        number: wording.study[id].number,
        kind: chart.kind,
        wide: svg(Size::Wide),
        narrow: svg(Size::Narrow),
        title: chart.title,
        description: chart.description,
    }
}

/// What a chart of one question needs to know of an option.
struct Row {
    label: String,
    /// The values that the source prints, with their shares; more than one where contested.
    readings: Vec<(f64, String)>,
    contested: bool,
    /// Whether a correction withdrew it: a word stands in the place of its bar.
    withdrawn: bool,
    /// Interval of the share, where the study asks for whiskers.
    whisker: Option<(f64, f64)>,
    /// The share that was first published, where this one was corrected.
    ghost: Option<f64>,
    /// What the mark's own title says.
    title: String,
}

/// The options of a question that are shares, in the order in which they are shown.
fn rows(wording: Wording<'_>, id: QuestionId) -> Vec<Row> {
    let (study, summaries) = (wording.study, wording.summaries);
    let mut options: Vec<OptionId> =
        study[id].option_ids().filter(|option| shown(wording, *option)).collect();
    if study[id].order == Order::Value {
        // A stable sort: equal values stay as listed. What is contested or withdrawn has no
        // place in the order and comes last.
        let key = |option: &OptionId| {
            let summary = &summaries.options[option.0];
            summary.share.ok().filter(|_| summary.contested.is_none())
        };
        options.sort_by_key(|option| std::cmp::Reverse(key(option)));
    }
    options.into_iter().map(|option| row(wording, id, option)).collect()
}

/// Whether an option has a place on a scale of shares: it is one, or was until it was withdrawn.
fn shown(wording: Wording<'_>, option: OptionId) -> bool {
    let reported = &wording.study[option].reported;
    let was_share = reported.is_withdrawn() && reported.form().percent().is_some();
    wording.summaries.options[option.0].share.is_ok() || was_share
}

fn row(wording: Wording<'_>, question: QuestionId, option: OptionId) -> Row {
    let choice = &wording.study[option];
    let summary = &wording.summaries.options[option.0];
    // A share above all, which some source prints, ends with the scale.
    let share = |share: Exact| share.min(Exact::ONE).to_float();
    let readings = if let Some(Contested::PrintedTwice(readings)) = &summary.contested {
        readings
            .iter()
            .filter_map(|reading| {
                let percent = reading.reported.percent()?;
                Some((share(percent.share()), wording.reported(&reading.reported)))
            })
            .collect()
    } else {
        let value = summary.share.map_or(0.0, share);
        vec![(value, wording.share_text(option))]
    };
    let whiskers = wording.study.intervals.in_charts;
    let whisker = summary.interval.ok().filter(|_| whiskers);
    let values: Vec<&str> = readings.iter().map(|(_, text)| text.as_str()).collect();
    let mut title = say!(
        wording.style(),
        "mark",
        label = choice.label,
        values = values.join(wording.style().text("list-or")),
        base = wording.base(question),
    );
    let published = wording.study.first_published(option).0;
    let withdrawn = choice.reported.is_withdrawn();
    if withdrawn {
        title = say!(wording.style(), "mark-withdrawn", label = choice.label);
    }
    if let Some(published) = published {
        let text = wording.study.style.printed_percent(published);
        title = if withdrawn {
            say!(wording.style(), "mark-published", mark = title, text = text)
        } else {
            say!(wording.style(), "mark-corrected", mark = title, text = text)
        };
    }
    Row {
        label: choice.short_label().to_owned(),
        readings,
        contested: summary.contested.is_some(),
        withdrawn,
        whisker: whisker.map(|interval| (share(interval.low), share(interval.high))),
        ghost: published.map(|percent| share(percent.share())),
        title,
    }
}

/// The colour of a question: its group's.
fn colour(study: &Study, id: QuestionId) -> Colour {
    study[id].group.map_or(Colour::Grey, |group| study[group].colour)
}

/// What a chart is called: its headline, or what it shows of whom.
fn title(wording: Wording<'_>, subject: Subject) -> String {
    match wording.headline(subject) {
        Headline::Authored(text) => wording.plain(text),
        Headline::None | Headline::Withheld(_) => wording.shown(subject),
    }
}

/// A question's chart in words: its kind, every value, whom it counts.
fn describe(wording: Wording<'_>, id: QuestionId, what: &str, rows: &[Row]) -> String {
    let style = wording.style();
    let values: Vec<String> = rows
        .iter()
        .map(|row| {
            let readings: Vec<&str> = row.readings.iter().map(|(_, text)| text.as_str()).collect();
            let (label, values) = (&row.label, readings.join(style.text("list-or")));
            match (row.contested, row.ghost) {
                (true, _) => say!(style, "described-contested", label = label, values = values),
                (false, Some(_)) if !row.withdrawn => {
                    say!(style, "described-corrected", label = label, values = values)
                }
                _ => say!(style, "described", label = label, values = values),
            }
        })
        .collect();
    let semicolon = style.text("list-semicolon");
    say!(
        style,
        "description",
        what = style.text(what),
        question = wording.study[id].label,
        values = values.join(semicolon),
        base = wording.base_line(id).join(semicolon),
    )
}
