//! What the checks of the audit could judge, as bars without labels on one scale, and what they
//! found, as one square a finding.
//!
//! The bars are stretched to their place, as those beside single values are; the squares keep
//! their shape.

use std::fmt::Write as _;

use super::theme::{Ink, class_of};
use crate::types::figure::PowerBars;
use crate::types::finding::{Audit, Finding, Power};
use crate::types::study::Colour;

/// Height of a bar, and the side of a square.
const HEIGHT: usize = 10;
/// Distance from one square to the next.
const STEP: usize = 13;
/// Squares in one row.
const IN_ROW: usize = 5;
/// Squares at most; the number stands beside them.
const MOST: usize = 24;

/// Draws the bars of an audit, one of each kind for each check.
#[must_use]
pub(crate) fn power_bars(audit: &Audit) -> PowerBars {
    let most = audit.powers.iter().map(|power| power.judged + power.not_judged()).max();
    let most = most.unwrap_or(0).max(1);
    let judged = audit.powers.iter().map(|power| bar(power, most)).collect();
    let found = audit
        .powers
        .iter()
        .map(|power| {
            let own = audit.findings.iter().filter(|finding| finding.code == power.code);
            squares(&own.collect::<Vec<&Finding>>())
        })
        .collect();
    PowerBars { judged, found }
}

/// Judged places in full ink, those that could not be judged in the faintest behind them.
fn bar(power: &Power, most: usize) -> String {
    let full = class_of(Ink::Mark(Colour::Grey, 0));
    let faint = class_of(Ink::Mark(Colour::Grey, 3));
    let (judged, open) = (power.judged, power.not_judged());
    let mut svg = format!(
        "<svg class=\"chart small\" viewBox=\"0 0 {most} {HEIGHT}\" height=\"{HEIGHT}\" \
         preserveAspectRatio=\"none\" aria-hidden=\"true\">"
    );
    // Writing to a string cannot fail.
    if judged > 0 {
        let _ = write!(svg, "<rect class=\"{full}\" width=\"{judged}\" height=\"{HEIGHT}\"/>");
    }
    if open > 0 {
        let _ = write!(
            svg,
            "<rect class=\"{faint}\" x=\"{judged}\" width=\"{open}\" height=\"{HEIGHT}\" \
             vector-effect=\"non-scaling-stroke\"/>"
        );
    }
    svg.push_str("</svg>");
    svg
}

/// A square for each finding, hollow where it was accepted; nothing where there is none.
fn squares(findings: &[&Finding]) -> String {
    let count = findings.len().min(MOST);
    if count == 0 {
        return String::new();
    }
    let width = STEP * count.min(IN_ROW);
    let height = STEP * count.div_ceil(IN_ROW);
    let mut svg = format!(
        "<svg class=\"chart squares\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" aria-hidden=\"true\">"
    );
    for (i, finding) in findings.iter().take(MOST).enumerate() {
        let class = if finding.accepted.is_some() { "found accepted" } else { "found" };
        let (x, y) = (STEP * (i % IN_ROW) + 1, STEP * (i / IN_ROW) + 1);
        let side = HEIGHT;
        let _ = write!(
            svg,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{side}\" height=\"{side}\"/>"
        );
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::types::finding::{About, Weight};

    fn power(judged: usize, open: usize) -> Power {
        let not_checked = BTreeMap::from([("unknown".to_owned(), open)]);
        Power { code: "c", judged, not_checked, found: 0 }
    }

    fn finding(accepted: bool) -> Finding {
        Finding {
            code: "c",
            weight: Weight::Error,
            about: About::Source,
            ids: Vec::new(),
            message: String::new(),
            places: Vec::new(),
            arithmetic: Vec::new(),
            help: String::new(),
            accepted: accepted.then(|| "known".into()),
        }
    }

    #[test]
    fn bars_share_one_scale() {
        let powers = vec![power(40, 10), power(5, 0)];
        let findings = vec![finding(false), finding(true)];
        let bars = power_bars(&Audit { findings, powers, checks: Vec::new() });
        assert!(bars.judged.iter().all(|bar| bar.contains("viewBox=\"0 0 50 10\"")), "{bars:?}");
        assert!(bars.judged[0].contains("width=\"40\"") && bars.judged[0].contains("x=\"40\""));
        assert!(!bars.judged[1].contains(" d3"), "nothing was left open");
        assert!(
            bars.found[0].contains("\"found\"") && bars.found[0].contains("\"found accepted\"")
        );
    }

    #[test]
    fn squares_are_counted_and_run_over_rows() {
        let one = finding(false);
        assert_eq!(squares(&[]), "");
        let svg = squares(&[&one; 7]);
        assert_eq!(svg.matches("<rect").count(), 7);
        assert!(svg.contains("viewBox=\"0 0 65 26\"") && svg.contains("x=\"1\" y=\"14\""), "{svg}");
        assert_eq!(squares(&[&one; 90]).matches("<rect").count(), MOST);
    }
}
