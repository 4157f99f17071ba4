//! Study + summaries -> the words of a report that are computed: values, bases, reasons.
//!
//! Charts, pages and data files say the same because they ask here.

use super::document::Inline;
use super::number::{Exact, NumberStyle, Window, share_in_words};
use super::study::{
    Answer, BaseIs, Binding, Form, OptionId, QuestionId, Reported, Sampling, Study, StudyKind,
    TableId, Text, Unit, ValueId,
};
use super::summary::{Computed, Contested, Said, Summaries, Total, Withheld};

/// A study with what was computed from it: what computed words are made of.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a> {
    /// The study.
    pub study: &'a Study,
    /// What was computed from it.
    pub summaries: &'a Summaries,
}

impl<'a> Wording<'a> {
    fn style(self) -> &'a NumberStyle {
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
        self.style().points(it.value.abs(), it.decimals).replace("percentage ", "")
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
            Binding::Figure(figure) => format!("Figure\u{a0}{}", figure.0 + 1),
            Binding::Table(table) => self.table_name(table),
            Binding::Difference { first, second, range } => {
                let difference = self.summaries.difference(self.study, first, second);
                self.said(difference, if range { Self::range } else { Self::value })
            }
            Binding::Value { value, form } => self.formed(value, form),
        }
    }

    fn said(self, said: Said<Computed>, write: fn(Self, Computed) -> String) -> String {
        said.map_or_else(|why| format!("({})", withheld(why)), |it| write(self, it))
    }

    fn formed(self, value: ValueId, form: Form) -> String {
        if let ValueId::Option(id) = value {
            let choice = &self.study[id];
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
                        Err(why) => format!("({})", withheld(why)),
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
            Form::Words => self.said(computed, |_, it| share_in_words(it.value)),
        }
    }

    fn percent_with_readings(self, id: OptionId) -> String {
        let readings = self.readings(id);
        match readings.split_first() {
            Some((first, [])) => first.clone(),
            Some((first, others)) => format!("{first} (elsewhere {})", others.join(", ")),
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
            Some(number) => format!("Table\u{a0}{number}"),
            None => self.plain(&table.title),
        }
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

    /// The headline of a question: authored where no bound value of it is contested, otherwise
    /// the sentence that says why there is none; nothing where none was authored.
    #[must_use]
    pub fn headline(self, question: QuestionId) -> Headline<'a> {
        let Some(text) = &self.study[question].headline else { return Headline::None };
        let contested = contested_in(self.summaries, text);
        match contested.first() {
            None => Headline::Authored(text),
            Some(option) => Headline::Withheld(self.contested_sentence(*option)),
        }
    }

    /// Why a contested value is neither ranked nor summarised.
    #[must_use]
    pub fn contested_sentence(self, option: OptionId) -> String {
        let source = match self.study.meta.kind {
            StudyKind::Reproduction => "The source",
            StudyKind::Original => "This report",
        };
        match &self.summaries.options[option.0].contested {
            Some(Contested::PrintedTwice(_)) => {
                let readings = self.readings(option);
                let (first, rest) =
                    readings.split_first().map_or((String::new(), ""), |(first, _)| {
                        (first.clone(), if readings.len() > 2 { "other places" } else { "another" })
                    });
                format!(
                    "{source} prints {first} in one place and {} in {rest}; we do not rank or \
                     summarise this figure.",
                    readings[1..].join(" and ")
                )
            }
            _ => format!(
                "{source} prints {}, which no whole number of respondents gives on the stated \
                 base; we do not rank or summarise this figure.",
                self.reported(&self.study[option].reported)
            ),
        }
    }

    /// Whom the shares count: "5,142 clinicians", "hospitals using AI products".
    #[must_use]
    pub fn base(self, question: QuestionId) -> String {
        let question = &self.study[question];
        let members = match (&question.base.of, question.group) {
            (Some(of), _) => of.clone(),
            (None, Some(group)) => self.study[group].members.clone(),
            (None, None) => "not stated".into(),
        };
        match question.base.n {
            Some(n) => format!("{} {members}", self.style().count(n)),
            None => members,
        }
    }

    /// Who was asked and how, beside a question: "5,142 clinicians, multiple choice".
    #[must_use]
    pub fn asked(self, question: QuestionId) -> String {
        let base = self.base(question);
        match self.study[question].answer {
            Answer::Fact => base,
            answer => format!("{base}, {}", kind(answer)),
        }
    }

    /// The line under every table and figure: who was asked, n and what stands behind it,
    /// missing answers, how the question was answered and who decided that.
    #[must_use]
    pub fn base_line(self, id: QuestionId) -> Vec<String> {
        let question = &self.study[id];
        let mut parts = Vec::new();
        let base = self.base(id);
        parts.push(match (question.base.is, question.base.n) {
            (BaseIs::Stated, _) => format!("Base: {base}"),
            (BaseIs::Assumed, _) => {
                format!("Base: {base}, assumed: the source does not say how many answered")
            }
            (BaseIs::Unknown, _) if question.base.of.is_none() && question.group.is_none() => {
                "Base unknown".into()
            }
            (BaseIs::Unknown, _) => format!("Base: {base}; how many is unknown"),
        });
        if let Some(missing) = self.summaries.questions[id.0].n_missing.filter(|n| *n > 0) {
            parts.push(format!("{} gave no answer", self.style().count(missing)));
        }
        let kind = kind(question.answer);
        let judged =
            self.study.meta.kind == StudyKind::Reproduction && question.answer != Answer::Fact;
        parts.push(if judged { format!("{kind}, in our reading") } else { kind.to_owned() });
        if question.answer != Answer::Fact && !question.complete {
            parts.push("not all options are printed".into());
        }
        parts
    }

    /// What is said of the sum of an exclusive question's shares, where there is something.
    #[must_use]
    pub fn total_remark(self, id: QuestionId) -> Option<String> {
        let summary = &self.summaries.questions[id.0];
        let sum = summary.sum.ok().map(|sum| self.style().percent(sum, summary.decimals))?;
        match summary.total {
            Total::Below(window) => Some(format!(
                "The printed shares add up to {sum}; {} is not printed.",
                self.style().percent_range(window, summary.decimals)
            )),
            Total::Above => Some(format!(
                "The printed shares add up to {sum}, more than rounding can explain if each \
                 respondent chose one option."
            )),
            Total::Meets | Total::NotAsked => None,
        }
    }

    /// The caveat that every interval carries, where the sample is not a probability sample.
    #[must_use]
    pub fn interval_caveat(self) -> Option<&'static str> {
        match self.study.meta.sampling {
            Sampling::Probability | Sampling::Census => None,
            Sampling::Nonprobability | Sampling::Unknown => Some(
                "This band shows only what chance would do had these been independent random \
                 answers. It does not cover who was reached. Treat it as a minimum.",
            ),
        }
    }

    /// An interval: "73–75%".
    #[must_use]
    pub fn interval(self, low: Exact, high: Exact) -> String {
        let decimals = self.style().decimals.max(1);
        let sign = &self.style().percent_sign;
        let low = self.style().percent(low, decimals);
        let high = self.style().percent(high, decimals);
        format!("{} to {high}", low.trim_end_matches(sign.as_str()))
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
                    super::study::GroupFact::Sent => "questionnaires sent".to_owned(),
                    super::study::GroupFact::Answered => "questionnaires answered".to_owned(),
                    super::study::GroupFact::Regions => "regions".to_owned(),
                    super::study::GroupFact::Sites => {
                        group.site_label.clone().unwrap_or_else(|| "sites".into())
                    }
                };
                format!("{}: {what}", group.label)
            }
        }
    }
}

/// What stands at the head of a figure.
#[derive(Debug, Clone)]
pub enum Headline<'a> {
    /// None was authored.
    None,
    /// The authored sentence.
    Authored(&'a Text),
    /// Why there is none.
    Withheld(String),
}

/// The contested options that a text binds.
fn contested_in(summaries: &Summaries, text: &Text) -> Vec<OptionId> {
    let mut found = Vec::new();
    let mut look = |value: ValueId| {
        if let ValueId::Option(id) = value
            && summaries.options[id.0].contested.is_some()
        {
            found.push(id);
        }
    };
    super::document::for_each_role(text, &mut |bound: &super::study::Bound| match bound.binding {
        Binding::Value { value, .. } => look(value),
        Binding::Difference { first, second, .. } => {
            look(first);
            look(second);
        }
        Binding::Figure(_) | Binding::Table(_) => {}
    });
    found
}

/// How a question was answered.
fn kind(answer: Answer) -> &'static str {
    match answer {
        Answer::Single => "single choice",
        Answer::Multiple => "multiple choice",
        Answer::Scale => "one answer on a scale",
        Answer::Fact => "figures as the source states them",
    }
}

/// Why something is withheld, in a few words.
#[must_use]
pub fn withheld(why: Withheld) -> &'static str {
    match why {
        Withheld::UnknownBase => "the base is unknown",
        Withheld::NoPossibleCount => "no whole count of the base gives the printed percent",
        Withheld::NotAShare => "not a share",
        Withheld::Contested => "the source contradicts itself about it",
        Withheld::OrderOpen => "a contested figure of the same question could change it",
        Withheld::NotAList => "not one of a list of options",
        Withheld::Census => "everybody was asked",
        Withheld::NotComputable => "cannot be computed",
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
