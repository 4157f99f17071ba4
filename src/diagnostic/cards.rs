//! Faults of recommendations, and of findings and facts that a page sets apart.

use super::Diagnostic;
use super::narrative::Found;
use super::words::those;
use crate::types::source::Place;

impl Diagnostic {
    /// A directive that takes text, without one.
    #[must_use]
    pub fn directive_without_text(name: &str, place: Place) -> Self {
        let message = format!("expected text inside {{{name}}}, found none");
        Self::error("directive-body", message, place, "nothing is said of it")
            .help("write on the next lines what the value says, in a sentence or two")
    }

    /// A directive that takes paragraphs, with something else in it.
    #[must_use]
    pub fn not_paragraphs(name: &str, found: Found, place: Place) -> Self {
        let what = found.name();
        let message = format!("expected paragraphs of text inside {{{name}}}, found {what}");
        Self::error("directive-body", message, place, format!("reads as {what}"))
            .help(format!("it belongs on the page, outside {{{name}}}"))
    }

    /// A finding or fact whose value the source contradicts itself about; `computed` where the
    /// value is computed from what is contradicted, `readings` where and what the data have of it.
    #[must_use]
    pub fn contested_card(
        directive: &str,
        id: &str,
        computed: bool,
        place: Place,
        readings: Vec<(Place, String)>,
    ) -> Self {
        let about = if computed { "a value that it is computed from" } else { "it" };
        let message = format!(
            "{{{directive}}} cannot set `{id}` apart: the data contradict themselves about {about}"
        );
        Self::error("contested-value", message, place, "withheld")
            .and_readings(readings)
            .help("say in the text what is printed in each place: {pct} writes both")
    }

    /// A finding or fact whose value cannot be computed.
    #[must_use]
    pub fn withheld_card(directive: &str, id: &str, why: &str, place: Place) -> Self {
        let message = format!("{{{directive}}} cannot set `{id}` apart: {why}");
        Self::error("withheld-value", message, place, "there is no number to show")
            .help("name another value")
    }

    /// A recommendation that does not exist.
    #[must_use]
    pub fn unknown_recommendation(found: &str, place: Place, known: &[&str]) -> Self {
        let message = format!("there is no recommendation `{found}`");
        Self::error("unknown-recommendation", message, place, "no such recommendation").suggest_or(
            found,
            known.iter().copied(),
            || match known {
                [] => "recommendations stand in content/recommendations.yaml".into(),
                _ => those("recommendation", known),
            },
        )
    }

    /// All recommendations are asked for, and there are none.
    #[must_use]
    pub fn no_recommendations(place: Place) -> Self {
        let message = "there are no recommendations to show".into();
        Self::error("unknown-recommendation", message, place, "asks for all of them")
            .help("recommendations stand in content/recommendations.yaml")
    }

    /// A recommendation that pages show twice.
    #[must_use]
    pub fn recommendation_twice(id: &str, place: Place, first: Place) -> Self {
        let message = format!("the recommendation `{id}` is shown twice");
        Self::error("shown-twice", message, place, "again")
            .also(first, "first")
            .help(format!("link to it: [text](page.md#recommendation-{id})"))
    }

    /// A recommendation whose anchor a heading of its page has.
    #[must_use]
    pub fn anchor_taken(anchor: &str, place: Place) -> Self {
        let message = format!("the anchor `{anchor}` stands twice on this page");
        Self::error("duplicate-anchor", message, place, "this recommendation, and a heading")
            .help("give the heading another one: {#anchor}")
    }

    /// A recommendation that no page shows.
    #[must_use]
    pub fn recommendation_unplaced(id: &str, place: Place) -> Self {
        let message = format!("no page shows the recommendation `{id}`");
        Self::error("unplaced-recommendation", message, place, "not shown")
            .warning()
            .help(format!("write ```{{recommendations}} {id} on a page, or without an id for all"))
    }

    /// A value on which a recommendation cannot rest, since it is no share.
    #[must_use]
    pub fn rests_on_no_share(id: &str, unit: &str, place: Place) -> Self {
        let message = format!("expected a share in `rests_on`, found `{id}`: {unit}");
        Self::error("not-a-share", message, place, unit.to_owned())
            .help("each is drawn as a bar from 0 to 100 percent; other numbers belong in the text")
    }

    /// A value that a list names twice.
    #[must_use]
    pub fn named_twice(id: &str, place: Place, first: Place) -> Self {
        let message = format!("the value `{id}` is named twice in one list");
        Self::error("named-twice", message, place, "again")
            .also(first, "first")
            .help("leave one of them out")
    }
}
