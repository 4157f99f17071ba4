//! Two-sided scales, and the charts that kinds of questions can have.

use super::Checker;
use super::names::questions;
use crate::diagnostic::Diagnostic;
use crate::types::source::{
    AnswerKind, At, ChartName, IntervalShow, Likeness, Place, QuestionEntry, Sampling, Side,
};

/// A side with the place where it is said.
type Sided = (Side, Place);

impl Checker<'_> {
    /// Whether the sides of each scale make one, and each chart can be that of its question.
    pub(super) fn check_scales(&mut self) {
        let source = self.source;
        for (_, question, at) in questions(source) {
            self.sides(question, at);
            let stacked = question.chart == Some(ChartName::Stacked) && !at.stands_in("chart");
            let what = match question.kind {
                _ if at.stands_in("kind") => None,
                AnswerKind::Multiple => Some("each respondent could choose several answers"),
                AnswerKind::Fact => Some("the figures are no parts of one whole"),
                AnswerKind::Single | AnswerKind::Scale => None,
            };
            if let Some(what) = what.filter(|_| stacked) {
                let place = at.key("chart").place();
                self.faults.push(Diagnostic::unfit_chart("stacked", what, place));
            }
            let rows = question.comparable.iter().flatten();
            let compared = rows.clone().any(|row| row.is != Likeness::Not);
            let faulty = at.stands_in("comparable") || at.stands_in("comparison_headline");
            if question.comparison_headline.is_some() && !compared && !faulty {
                let place = at.place_of_key("comparison_headline");
                self.faults.push(Diagnostic::nothing_compared(place));
            }
        }
    }

    fn sides(&mut self, question: &QuestionEntry, at: At<'_>) {
        let list = at.key("options");
        let mut sided: Vec<Sided> = Vec::new();
        let mut silent: Vec<(&str, Place)> = Vec::new();
        for (o, option) in question.options.iter().enumerate() {
            let at = list.item(o);
            match option.side {
                _ if at.stands_in("side") => return,
                Some(side) => sided.push((side, at.key("side").place())),
                None => silent.push((&option.id, at.place())),
            }
        }
        let Some((_, first)) = sided.first().cloned() else { return };
        if question.kind != AnswerKind::Scale {
            if !at.stands_in("kind") {
                let kind = at.key("kind").place();
                self.faults.push(Diagnostic::side_without_scale(first, kind));
            }
            return;
        }
        if let Some((_, place)) = silent.first() {
            let names: Vec<&str> = silent.iter().map(|(name, _)| *name).collect();
            self.faults.push(Diagnostic::side_missing(&names, place.clone(), first));
            return;
        }
        for (side, name) in [(Side::Negative, "negative"), (Side::Positive, "positive")] {
            if !sided.iter().any(|(other, _)| *other == side) {
                self.faults.push(Diagnostic::one_sided(name, first));
                return;
            }
        }
        self.faults.extend(disorder(&sided));
    }

    /// Intervals in charts pass for evidence, which without a probability sample they are not.
    pub(super) fn check_whiskers(&mut self) {
        let Some(study) = &self.source.study else { return };
        let name = match study.content.sampling {
            _ if study.top().stands_in("sampling") => return,
            Sampling::Probability => return,
            Sampling::Nonprobability => "nonprobability",
            Sampling::Census => "census",
            Sampling::Unknown => "unknown",
        };
        let show = study.content.intervals.as_ref().and_then(|entry| entry.show.as_ref());
        let list = study.top().key("intervals").key("show");
        let Some(at) =
            show.iter().flat_map(|show| show.iter()).position(|it| *it == IntervalShow::Charts)
        else {
            return;
        };
        let said = study.top().key("sampling").place();
        let place = list.item(at).place();
        self.faults.push(Diagnostic::intervals_in_charts(name, place, said));
    }
}

/// What breaks the way of a scale from one side to the other, the first of it.
fn disorder(sided: &[Sided]) -> Option<Diagnostic> {
    // From the side that comes first: 0, the middle, 2; those that are apart have no place in it,
    // and stand behind all others.
    let begins = sided.iter().find(|(side, _)| matches!(side, Side::Negative | Side::Positive))?.0;
    let step = |side: Side| match side {
        Side::Neutral => 1,
        Side::Apart => 3,
        side if side == begins => 0,
        _ => 2,
    };
    for pair in sided.windows(2) {
        let [(before, first), (found, place)] = pair else { continue };
        if *before == Side::Neutral && *found == Side::Neutral {
            return Some(Diagnostic::second_middle(place.clone(), first.clone()));
        }
        if step(*found) < step(*before) {
            let (found, before) = (words(*found), words(*before));
            return Some(Diagnostic::side_order(found, before, place.clone(), first.clone()));
        }
    }
    None
}

fn words(side: Side) -> &'static str {
    match side {
        Side::Negative => "a negative answer",
        Side::Neutral => "the middle",
        Side::Positive => "a positive answer",
        Side::Apart => "an answer that is apart",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::types::source::SourceFile;

    fn told(answers: &[Side]) -> Option<String> {
        let file = Arc::new(SourceFile { path: "a".into(), text: String::new() });
        let place = |i: usize| Place { file: Arc::clone(&file), span: i..i };
        let sided: Vec<Sided> = answers.iter().enumerate().map(|(i, s)| (*s, place(i))).collect();
        disorder(&sided).map(|fault| fault.message)
    }

    #[test]
    fn scales_run_one_way() {
        use Side::{Apart, Negative, Neutral, Positive};
        assert_eq!(told(&[Negative, Negative, Neutral, Positive, Apart, Apart]), None);
        assert_eq!(told(&[Positive, Positive, Negative]), None);
        let expected =
            "expected the scale to run one way, found a negative answer behind a positive answer";
        assert_eq!(told(&[Negative, Positive, Negative]).as_deref(), Some(expected));
        let expected =
            "expected the scale to run one way, found the middle behind a positive answer";
        assert_eq!(told(&[Negative, Positive, Neutral]).as_deref(), Some(expected));
        let expected = "expected the scale to run one way, found a negative answer behind an answer that is apart";
        assert_eq!(told(&[Apart, Negative, Positive]).as_deref(), Some(expected));
        let expected =
            "expected the scale to run one way, found a negative answer behind the middle";
        assert_eq!(told(&[Neutral, Negative, Positive]).as_deref(), Some(expected));
        assert_eq!(
            told(&[Negative, Neutral, Neutral, Positive]).as_deref(),
            Some("a scale has one middle")
        );
    }
}
