//! Study + summaries -> the words of a report that are computed: values, bases, reasons.
//!
//! Charts, pages and data files say the same because they ask here.

mod audit;
mod cards;
mod charts;
mod checklist;
mod claims;
mod corrections;
mod differences;
mod lines;
mod works;

pub use audit::{
    findings_counted, number, power_sentence, reasons_counted, rows_counted, scale_of_words,
    set_against, values_set_against, weight_in_words,
};
pub use checklist::answered;
pub use differences::{
    Told, change_in_words, difference_in_words, entries_counted, identity_in_words, kinds_counted,
    name_in_words, not_compared_in_words, part_in_words,
};
pub use lines::{Headline, withheld};

use super::bibliography::{CitationId, Run, plain};
use super::document::Inline;
use super::number::{Exact, NumberStyle, Window, share_in_words};
use super::study::{Binding, Form, OptionId, Reported, Study, TableId, Text, Unit, ValueId};
use super::summary::{Computed, Contested, Said, Summaries, Withheld};
use crate::types::messages::say;

/// A study with what was computed from it: what computed words are made of.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a> {
    /// The study.
    pub study: &'a Study,
    /// What was computed from it.
    pub summaries: &'a Summaries,
}

impl<'a> Wording<'a> {
    /// How its numbers and words are written.
    #[must_use]
    pub fn style(self) -> &'a NumberStyle {
        &self.study.style
    }

    /// What is printed: "74%", "5,148".
    #[must_use]
    pub fn reported(self, reported: &Reported) -> String {
        match reported {
            Reported::Percent(percent) | Reported::Both(percent, _) => {
                self.style().printed_percent(percent)
            }
            Reported::Count(count) => self.style().count(*count),
            Reported::Mean(mean, _) => self.style().number(mean.value(), mean.decimals()),
            Reported::Withdrawn(_) => self.withdrawn().to_owned(),
        }
    }

    /// An option's share as a percent: as printed, or computed from its count.
    #[must_use]
    pub fn share_text(self, option: OptionId) -> String {
        let reported = &self.study[option].reported;
        match (reported.percent(), self.summaries.options[option.0].share) {
            (None, Ok(share)) => self.style().percent(share, self.style().decimals),
            _ => self.reported(reported),
        }
    }

    /// The size of a gap between two groups, whichever is larger: "6 points".
    #[must_use]
    pub fn gap(self, it: Computed) -> String {
        self.style().gap(it.value, it.decimals)
    }

    /// The range of a gap between two groups, whichever is larger: "5–7".
    #[must_use]
    pub fn gap_range(self, it: Computed) -> String {
        let turned = it.value < Exact::ZERO;
        let window =
            if turned { Window { low: -it.window.high, high: -it.window.low } } else { it.window };
        self.style().points_range(window, it.decimals)
    }

    /// All readings of a contested value, the table's first.
    #[must_use]
    pub fn readings(self, option: OptionId) -> Vec<String> {
        match &self.summaries.options[option.0].contested {
            Some(Contested::PrintedTwice(readings)) => {
                let mut texts: Vec<String> = Vec::new();
                for reading in readings {
                    let text = self.reported(&reading.reported);
                    if !texts.contains(&text) {
                        texts.push(text);
                    }
                }
                texts
            }
            _ => vec![self.share_text(option)],
        }
    }

    /// What a role writes.
    #[must_use]
    pub fn binding(self, binding: Binding) -> String {
        match binding {
            Binding::Figure(figure) => {
                say!(self.style(), "name-figure", number = self.study[figure].number.to_string())
            }
            Binding::Table(table) => self.table_name(table),
            Binding::Claim(claim) => self.study[claim].text.clone(),
            Binding::Citation(citation) => plain(self.citation(citation)),
            Binding::Difference { first, second, range } => {
                let difference = self.summaries.difference(self.study, first, second);
                self.said(difference, if range { Self::range } else { Self::value })
            }
            Binding::Value { value, form } => self.formed(value, form),
        }
    }

    /// What a citation reads, in runs.
    #[must_use]
    pub fn citation(self, citation: CitationId) -> &'a [Run] {
        self.study.bibliography.as_ref().map_or(&[], |it| &it[citation].runs)
    }

    fn said(self, said: Said<Computed>, write: fn(Self, Computed) -> String) -> String {
        said.map_or_else(|why| self.withheld_in_brackets(why), |it| write(self, it))
    }

    /// Why there is no number, in its place.
    fn withheld_in_brackets(self, why: Withheld) -> String {
        say!(self.style(), "withheld-in-brackets", why = withheld(why, self.style()))
    }

    /// What stands where a number was withdrawn.
    #[must_use]
    pub fn withdrawn(self) -> &'a str {
        self.style().text("withdrawn")
    }

    fn formed(self, value: ValueId, form: Form) -> String {
        if let ValueId::Option(id) = value {
            let choice = &self.study[id];
            if choice.reported.is_withdrawn() {
                return self.withdrawn().to_owned();
            }
            match form {
                Form::Percent => {
                    if self.summaries.options[id.0].share.is_ok() {
                        return self.percent_with_readings(id);
                    }
                }
                Form::Number => {
                    if let Some(count) = choice.reported.count() {
                        return self.style().count(count);
                    }
                }
                Form::Range => {
                    return match self.summaries.options[id.0].counts {
                        Ok(counts) => self.style().count_range(counts.low, counts.high),
                        Err(why) => self.withheld_in_brackets(why),
                    };
                }
                Form::Words => {}
            }
        }
        let computed = self.summaries.value(self.study, value);
        match form {
            Form::Percent => self.said(computed, Self::percent_or_points),
            Form::Number => self.said(computed, Self::value),
            Form::Range => self.said(computed, Self::range),
            Form::Words => self.said(computed, |it_is, it| share_in_words(it.value, it_is.style())),
        }
    }

    fn percent_with_readings(self, id: OptionId) -> String {
        let readings = self.readings(id);
        match readings.split_first() {
            Some((first, [])) => first.clone(),
            Some((first, others)) => say!(
                self.style(),
                "percent-elsewhere",
                first = first,
                others = others.join(self.style().text("list-comma"))
            ),
            None => String::new(),
        }
    }

    fn percent_or_points(self, it: Computed) -> String {
        match it.unit {
            Unit::Points => self.style().points(it.value, it.decimals),
            Unit::Share | Unit::Ratio | Unit::Count => self.style().percent(it.value, it.decimals),
        }
    }

    /// A computed value with its unit: "26%", "33 percentage points", "5,262", "2.4".
    #[must_use]
    pub fn value(self, it: Computed) -> String {
        match it.unit {
            Unit::Share | Unit::Points => self.percent_or_points(it),
            Unit::Count | Unit::Ratio => self.style().number(it.value, it.decimals),
        }
    }

    /// The range that rounding leaves, without the unit of points.
    #[must_use]
    pub fn range(self, it: Computed) -> String {
        match it.unit {
            Unit::Share => self.style().percent_range(it.window, it.decimals),
            Unit::Points => self.style().points_range(it.window, it.decimals),
            Unit::Count | Unit::Ratio => self.style().number_range(it.window, it.decimals),
        }
    }

    /// "Table 5", or a block's own name.
    #[must_use]
    pub fn table_name(self, table: TableId) -> String {
        let table = &self.study[table];
        match table.number {
            Some(number) => say!(self.style(), "name-table", number = number),
            None => self.plain(&table.title),
        }
    }

    /// "Table 1. Title", or the title of a block.
    #[must_use]
    pub fn table_heading(self, table: TableId) -> String {
        let title = self.plain(&self.study[table].title);
        match self.study[table].number {
            Some(number) => say!(self.style(), "heading-table", number = number, title = title),
            None => title,
        }
    }

    /// What is printed, as text and without a sign: "0.8", "5148"; nothing where it was withdrawn.
    #[must_use]
    pub fn reported_plain(self, option: OptionId) -> String {
        let reported = &self.study[option].reported;
        if reported.is_withdrawn() { String::new() } else { reported.plain() }
    }

    /// A text without its markup, roles written out; a role at the start of a sentence begins
    /// with a capital letter.
    #[must_use]
    pub fn plain(self, text: &Text) -> String {
        let mut out = String::new();
        self.plain_into(text, &mut out);
        out
    }

    fn plain_into(self, text: &Text, out: &mut String) {
        for inline in text {
            match inline {
                Inline::Text(text) | Inline::Code(text) => out.push_str(text),
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Strike(content)
                | Inline::Link { content, .. } => self.plain_into(content, out),
                Inline::SoftBreak | Inline::HardBreak => out.push(' '),
                Inline::Role(bound) => {
                    let written = self.binding(bound.binding);
                    let starts = starts_sentence(out);
                    out.push_str(&if starts { capitalised(&written) } else { written });
                }
                Inline::Footnote(_) | Inline::Image { .. } => {}
            }
        }
    }

    /// An interval: "73–75%".
    #[must_use]
    pub fn interval(self, low: Exact, high: Exact) -> String {
        let decimals = self.style().decimals.max(1);
        let low = self.style().bare_percent(low, decimals);
        let high = self.style().percent(high, decimals);
        say!(self.style(), "interval", low = low, high = high)
    }

    /// The label of a value, for notes and links.
    #[must_use]
    pub fn label(self, value: ValueId) -> String {
        match value {
            ValueId::Option(id) => self.study[id].label.clone(),
            ValueId::Derived(id) => self.study[id].label.clone(),
            ValueId::Group(id, fact) => {
                let group = &self.study[id];
                let what = match fact {
                    super::study::GroupFact::Sent => self.style().text("fact-sent").to_owned(),
                    super::study::GroupFact::Answered => {
                        self.style().text("fact-answered").to_owned()
                    }
                    super::study::GroupFact::Regions => {
                        self.style().text("fact-regions").to_owned()
                    }
                    super::study::GroupFact::Sites => group
                        .site_label
                        .clone()
                        .unwrap_or_else(|| self.style().text("fact-sites").to_owned()),
                };
                say!(self.style(), "fact-of-group", group = group.label, what = what)
            }
        }
    }
}

/// Whether what is written next begins a sentence.
#[must_use]
pub fn starts_sentence(before: &str) -> bool {
    let trimmed = before.trim_end();
    let ended = trimmed.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?', ':']);
    trimmed.is_empty() || (ended && trimmed.len() < before.len() && !trimmed.ends_with(':'))
}

/// The text with a capital at its start.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_after_full_stops() {
        assert!(starts_sentence("") && starts_sentence("It is so. ") && starts_sentence("So?” "));
        assert!(
            !starts_sentence("of ") && !starts_sentence("It is so.") && !starts_sentence("a: ")
        );
        assert_eq!(capitalised("nearly half"), "Nearly half");
        assert_eq!(capitalised("74%"), "74%");
    }
}
