//! Faults of charts: what an author puts together, two-sided scales, and what cannot be drawn.

use super::Diagnostic;
use super::words::list;
use crate::types::source::Place;

impl Diagnostic {
    /// A chart with neither panels nor questions, or with both, at whose keys it is.
    #[must_use]
    pub fn chart_content(id: &str, place: Place, both: Option<Place>) -> Self {
        let code = "chart-content";
        let help = "panels: rows under headings; questions: scales with two sides, a bar each";
        match both {
            None => {
                let message = format!("the chart `{id}` shows nothing");
                Self::error(
                    code,
                    message,
                    place,
                    "expected `panels:` or `questions:` in this chart",
                )
                .help(help)
            }
            Some(other) => {
                let message = format!("the chart `{id}` has both `panels` and `questions`");
                Self::error(code, message, place, "one")
                    .also(other, "another")
                    .help(format!("make two charts of it; {help}"))
            }
        }
    }

    /// A row of a chart that is a value and no option.
    #[must_use]
    pub fn charted_value(found: &str, place: Place) -> Self {
        let message = format!("expected an option of a question, found `{found}`");
        Self::error("not-a-row", message, place, "not an option")
            .help("a chart shows rows of tables, each given as group.question.option")
    }

    /// A row of a chart that is a whole question.
    #[must_use]
    pub fn charted_question(found: &str, place: Place) -> Self {
        let message = format!("expected an option of a question, found the question `{found}`");
        Self::error("not-a-row", message, place, "a question")
            .help("name the options to be drawn, each as group.question.option")
    }

    /// A row of a chart that has no share.
    #[must_use]
    pub fn charted_count(found: &str, place: Place) -> Self {
        let message = format!("`{found}` has no percent to be drawn");
        Self::error("not-a-share", message, place, "a count")
            .help("a chart shows shares on one scale from 0 to 100; leave this row out")
    }

    /// A row, or a question, that stands twice in one chart.
    #[must_use]
    pub fn charted_twice(found: &str, place: Place, first: Place) -> Self {
        Self::error("row-twice", format!("`{found}` is drawn twice here"), place, "again")
            .also(first, "first")
            .help("leave out one of them")
    }

    /// A question that does not exist.
    #[must_use]
    pub fn unknown_question<'a>(
        found: &str,
        place: Place,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let message = format!("there is no question `{found}`");
        Self::error("unknown-question", message, place, "no such question").suggest_or(
            found,
            known,
            || "a question's id is group.question".into(),
        )
    }

    /// A question of a diverging chart whose answers have no sides.
    #[must_use]
    pub fn no_sides(question: &str, place: Place) -> Self {
        let message = format!("the answers of `{question}` have no sides");
        Self::error("no-sides", message, place, "not a scale with two sides")
            .help("give each of its options a `side`, or show its options in `panels`")
    }

    /// A question of a diverging chart whose scale is not that of the first.
    #[must_use]
    pub fn other_scale(question: &str, first: &str, place: Place, first_place: Place) -> Self {
        let message = format!("the answers of `{question}` are not those of `{first}`");
        Self::error("other-scale", message, place, "another scale")
            .also(first_place, "the scale of the chart")
            .help("one chart has one scale: the same ids, labels and sides in the same order")
    }

    /// A scale of which some options have a side and others not.
    #[must_use]
    pub fn side_missing(options: &[&str], place: Place, first: Place) -> Self {
        let verb = if options.len() == 1 { "does" } else { "do" };
        let message = format!("missing key `side`: where {verb} {} stand?", list(options));
        Self::error("missing-key", message, place, "expected `side:` in this option")
            .also(first, "others have one")
            .help("side: negative, neutral, positive, or apart for those who chose no answer of it")
    }

    /// A side of an option of a question that is no scale.
    #[must_use]
    pub fn side_without_scale(place: Place, kind: Place) -> Self {
        let message = "only the answers of a scale have sides".into();
        Self::error("side", message, place, "has a side")
            .also(kind, "not a scale")
            .help("write kind: scale, or leave out `side`")
    }

    /// A scale with one side only.
    #[must_use]
    pub fn one_sided(missing: &str, place: Place) -> Self {
        let message = format!("expected answers on two sides, found none that is {missing}");
        Self::error("side", message, place, "a scale of one side")
            .help("leave `side` out where a scale has no two sides: it is drawn as one bar")
    }

    /// A side that is out of the order of the scale.
    #[must_use]
    pub fn side_order(found: &str, before: &str, place: Place, first: Place) -> Self {
        let message = format!("expected the scale to run one way, found {found} behind {before}");
        Self::error("side", message, place, "out of order")
            .also(first, "comes before it")
            .help("list the options from one end to the other, and those that are apart at the end")
    }

    /// A second answer in the middle of a scale.
    #[must_use]
    pub fn second_middle(place: Place, first: Place) -> Self {
        Self::error("side", "a scale has one middle".into(), place, "another middle")
            .also(first, "the middle")
            .help("say of each other answer on which side it stands")
    }

    /// A headline of rows side by side where none are.
    #[must_use]
    pub fn nothing_compared(place: Place) -> Self {
        let message = "there is no figure that `comparison_headline` could head".into();
        Self::error("nothing-to-draw", message, place, "of no rows").help(
            "`comparable` sets rows side by side; those that are `not` comparable are not drawn",
        )
    }

    /// A chart that a kind of question cannot have; `what` is in the way.
    #[must_use]
    pub fn unfit_chart(chart: &str, what: &str, place: Place) -> Self {
        let message = format!("`{chart}` cannot show this question: {what}");
        Self::error("unfit-chart", message, place, "not for this question")
            .help("leave `chart` out, or write chart: bars")
    }

    /// A chart that a question cannot have because of what is printed: it is drawn as bars.
    #[must_use]
    pub fn chart_not_drawn(chart: &str, why: &str, place: Place) -> Self {
        let message = format!("`{chart}` cannot show this question: {why}");
        Self::error("unfit-chart", message, place, "drawn as bars instead")
            .warning()
            .help("leave `chart` out, or write chart: bars")
    }

    /// A question that an authored chart cannot show because of what is printed.
    #[must_use]
    pub fn scale_not_drawn(question: &str, why: &str, place: Place) -> Self {
        let message = format!("`{question}` cannot be drawn on its scale: {why}");
        Self::error("unfit-chart", message, place, "not on one bar")
            .help("leave it out of this chart; its own figure shows what is printed, as bars")
    }

    /// Intervals are asked for in charts, and the sample was not drawn with known probabilities.
    #[must_use]
    pub fn intervals_in_charts(sampling: &str, place: Place, said: Place) -> Self {
        let help = match sampling {
            "census" => "of a census there are none, since everybody was asked: leave `charts` out",
            _ => {
                "whiskers would pass for evidence: leave `charts` out; tables show them with a caveat"
            }
        };
        let message = format!("intervals are not drawn in charts where sampling is {sampling}");
        Self::error("intervals-in-charts", message, place, "in charts")
            .also(said, "not a probability sample")
            .help(help)
    }
}
