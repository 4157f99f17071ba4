//! The words of an audit: how much was judged, what its findings are called.

use crate::types::finding::{Audit, Finding, Power, Weight};
use crate::types::number::{Exact, NumberStyle, share_in_words};

/// How much the checks could judge, and what that does not say.
#[must_use]
pub fn power_sentence(audit: &Audit, style: &NumberStyle) -> String {
    format!(
        "These rules judged {} and could not judge {}. What no rule covers was not looked for.",
        counted(audit.judged(), "place", style),
        number(audit.not_judged(), style),
    )
}

/// How many findings there are and how many of them were accepted: "3 findings, of which 1 is
/// accepted".
#[must_use]
pub fn findings_counted<'a>(
    findings: impl Iterator<Item = &'a Finding>,
    style: &NumberStyle,
) -> String {
    let (mut all, mut accepted) = (0, 0);
    for finding in findings {
        all += 1;
        accepted += usize::from(finding.accepted.is_some());
    }
    let all = counted(all, "finding", style);
    match accepted {
        0 => all,
        1 => format!("{all}, of which 1 is accepted"),
        more => format!("{all}, of which {} are accepted", number(more, style)),
    }
}

/// Why a check could not judge some places: "the base is unknown: 12 places".
#[must_use]
pub fn reasons_counted(power: &Power, style: &NumberStyle) -> Vec<String> {
    let reasons = power.not_checked.iter();
    reasons.map(|(reason, n)| format!("{reason}: {}", counted(*n, "place", style))).collect()
}

/// What a weight is called where a reader meets it.
#[must_use]
pub fn weight_in_words(weight: Weight) -> &'static str {
    match weight {
        Weight::Error => "Cannot be so",
        Weight::Warning => "Probably not so",
        Weight::Note => "Worth knowing",
    }
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
/// report means by them.
#[must_use]
pub fn scale_of_words(style: &NumberStyle) -> Vec<(String, String)> {
    let mut scale: Vec<(String, i128, i128)> = Vec::new();
    for percent in 0..=100 {
        let words = share_in_words(Exact::new(percent, 100));
        match scale.last_mut().filter(|(known, ..)| *known == words) {
            Some((_, _, high)) => *high = percent,
            None => scale.push((words, percent, percent)),
        }
    }
    scale
        .into_iter()
        .map(|(words, low, high)| {
            let share = |percent: i128| Exact::new(percent, 100);
            let window = crate::types::number::Window { low: share(low), high: share(high) };
            (words, style.percent_range(window, 0))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn power_is_told_with_its_limits() {
        let style = NumberStyle::default();
        let power = |judged, open| Power {
            code: "c",
            judged,
            not_checked: BTreeMap::from([("the base is unknown", open)]),
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
