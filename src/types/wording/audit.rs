//! The words of an audit: how much was judged, what its findings are called.

use crate::types::finding::{Audit, Finding, Power, Weight};
use crate::types::messages::say;
use crate::types::number::{Exact, NumberStyle, share_in_words};

/// How much the checks could judge, and what that does not say.
#[must_use]
pub fn power_sentence(audit: &Audit, style: &NumberStyle) -> String {
    say!(style, "audit-power", judged = audit.judged(), open = audit.not_judged())
}

/// How many findings there are and how many of them were accepted: "3 findings, of which 1 is
/// accepted".
#[must_use]
pub fn findings_counted<'a>(
    findings: impl Iterator<Item = &'a Finding>,
    style: &NumberStyle,
) -> String {
    let (mut all, mut accepted) = (0_usize, 0_usize);
    for finding in findings {
        all += 1;
        accepted += usize::from(finding.accepted.is_some());
    }
    let all = say!(style, "findings-counted", n = all);
    if accepted == 0 { all } else { say!(style, "findings-accepted", findings = all, n = accepted) }
}

/// Why a check could not judge some places: "the base is unknown: 12 places".
#[must_use]
pub fn reasons_counted(power: &Power, style: &NumberStyle) -> Vec<String> {
    let reasons = power.not_checked.iter();
    let told =
        |(reason, n): (&String, &usize)| say!(style, "reason-counted", reason = reason, n = n);
    reasons.map(told).collect()
}

/// What a weight is called where a reader meets it.
#[must_use]
pub fn weight_in_words(weight: Weight, style: &NumberStyle) -> &str {
    match weight {
        Weight::Error => style.text("weight-error"),
        Weight::Warning => style.text("weight-warning"),
        Weight::Note => style.text("weight-note"),
    }
}

/// The longest text of a place that stands in a line with others.
const BRIEF: usize = 70;

/// The different values or words that a finding sets against each other, where they are brief:
/// "70% in Table 5; 7% in Results"; of more than two the first and the last, which holds the
/// figures. Where nothing is brief, its message stands for them.
#[must_use]
pub fn set_against(finding: &Finding, topic: &str, style: &NumberStyle) -> String {
    let mut told = briefly(finding, topic);
    if told.len() > 2 {
        told.drain(1..told.len() - 1);
    }
    let told: Vec<String> =
        told.iter().map(|(text, parts)| in_places(text, parts, topic, style)).collect();
    if told.is_empty() { finding.message.clone() } else { told.join(style.text("list-semicolon")) }
}

/// A text and where it stands; what it is about is no place beside it.
fn in_places(text: &str, parts: &[&str], topic: &str, style: &NumberStyle) -> String {
    if parts == [topic] {
        return text.to_owned();
    }
    say!(style, "text-in-place", text = text, place = parts.join(style.text("list-and")))
}

/// The same without the places: "70% and 7%".
#[must_use]
pub fn values_set_against(finding: &Finding, topic: &str, style: &NumberStyle) -> String {
    let told = briefly(finding, topic);
    let told: Vec<&str> = told.iter().map(|(text, _)| *text).collect();
    if told.is_empty() { topic.to_owned() } else { told.join(style.text("list-and")) }
}

/// The brief texts of a finding's places, each once and with the parts where it stands, without
/// the finding's topic, which a place may only repeat.
fn briefly<'a>(finding: &'a Finding, topic: &str) -> Vec<(&'a str, Vec<&'a str>)> {
    let mut told: Vec<(&str, Vec<&str>)> = Vec::new();
    for it in &finding.places {
        let text = it.text.strip_prefix(topic).and_then(|rest| rest.strip_prefix(": "));
        let text = text.unwrap_or(&it.text);
        if text == topic || text.chars().count() > BRIEF {
            continue;
        }
        // Of a place in the text, the part is enough: "Results" of "Results, Training".
        let part = it.place.split(", ").next().unwrap_or(&it.place);
        match told.iter_mut().find(|(known, _)| *known == text) {
            Some((_, parts)) if !parts.contains(&part) => parts.push(part),
            Some(_) => {}
            None => told.push((text, vec![part])),
        }
    }
    told
}

/// "5 rows".
#[must_use]
pub fn rows_counted(n: usize, style: &NumberStyle) -> String {
    say!(style, "rows-counted", n = n)
}

/// A number in the style of a study.
#[must_use]
pub fn number(n: usize, style: &NumberStyle) -> String {
    style.count(u64::try_from(n).unwrap_or(u64::MAX))
}

/// "1 place", "2 places".
pub(super) fn counted(n: usize, one: &str, style: &NumberStyle) -> String {
    let many = if n == 1 { "" } else { "s" };
    format!("{} {one}{many}", number(n, style))
}

/// The words that the `word` role writes, with the whole percents for which it does: what the
/// report means by them. Words that stand on either side of others are listed once.
#[must_use]
pub fn scale_of_words(style: &NumberStyle) -> Vec<(String, String)> {
    let mut scale: Vec<(String, Vec<(i128, i128)>)> = Vec::new();
    for percent in 0..=100 {
        let words = share_in_words(Exact::new(percent, 100), style);
        let Some((_, runs)) = scale.iter_mut().find(|(known, _)| *known == words) else {
            scale.push((words, vec![(percent, percent)]));
            continue;
        };
        match runs.last_mut().filter(|(_, high)| *high == percent - 1) {
            Some((_, high)) => *high = percent,
            None => runs.push((percent, percent)),
        }
    }
    let range = |(low, high): (i128, i128)| {
        let share = |percent: i128| Exact::new(percent, 100);
        let window = crate::types::number::Window { low: share(low), high: share(high) };
        style.percent_range(window, 0)
    };
    let told = |(words, runs): (String, Vec<(i128, i128)>)| {
        (words, runs.into_iter().map(range).collect::<Vec<String>>().join(", "))
    };
    scale.into_iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use crate::types::finding::{About, Exhibited};
    use crate::types::source::{Place, SourceFile};

    #[test]
    fn power_is_told_with_its_limits() {
        let style = NumberStyle::default();
        let power = |judged, open| Power {
            code: "c",
            judged,
            not_checked: BTreeMap::from([("the base is unknown".to_owned(), open)]),
            found: 0,
        };
        let powers = vec![power(1200, 1), power(34, 2)];
        assert_eq!(reasons_counted(&powers[0], &style), ["the base is unknown: 1 place"]);
        let audit = Audit { findings: Vec::new(), powers, checks: Vec::new() };
        assert_eq!(
            power_sentence(&audit, &style),
            "These rules judged 1,234 places and could not judge 3. What no rule covers was not \
             looked for."
        );
    }

    #[test]
    fn a_line_sets_values_against_each_other() {
        let style = NumberStyle::default();
        let file = Arc::new(SourceFile { path: "a.yaml".into(), text: String::new() });
        let place = |text: &str, place: &str| Exhibited {
            text: text.into(),
            place: place.into(),
            at: Place { file: Arc::clone(&file), span: 0..0 },
        };
        let finding = |places: Vec<Exhibited>| Finding {
            code: "c",
            weight: Weight::Error,
            about: About::Source,
            ids: Vec::new(),
            message: "It is not so.".into(),
            places,
            arithmetic: Vec::new(),
            help: String::new(),
            accepted: None,
        };
        let twice = finding(vec![
            place("Tea: 70%", "Table 1"),
            place("7%", "Results, Training, paragraph 2"),
            place("7%", "Discussion"),
        ]);
        assert_eq!(
            set_against(&twice, "Tea", &style),
            "70% in Table 1; 7% in Results and Discussion"
        );
        assert_eq!(values_set_against(&twice, "Tea", &style), "70% and 7%");
        let long = finding(vec![place(&"long ".repeat(20), "Text"), place("Tea", "Table 1")]);
        assert_eq!(set_against(&long, "Tea", &style), "It is not so.");
        assert_eq!(values_set_against(&long, "Tea", &style), "Tea");
    }

    #[test]
    fn the_scale_is_the_one_that_words_follow() {
        let scale = scale_of_words(&NumberStyle::default());
        let of = |words: &str| scale.iter().find(|(known, _)| known == words).expect(words);
        assert_eq!(scale[0], ("none".to_owned(), "0%".to_owned()));
        assert_eq!(of("few").1, "3–6%");
        assert_eq!(of("nearly three-quarters").1, "72–74%");
        assert_eq!(of("almost all").1, "94–99%");
        assert_eq!(scale.last().unwrap().1, "100%");
    }
}
