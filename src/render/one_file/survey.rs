//! A finished page -> what of it goes into the one file: its ids, and the spots where it is made
//! over.
//!
//! A page is surveyed once it is written, beside the writing of others; what becomes of the spots
//! is known when all pages are.

use std::collections::BTreeSet;
use std::ops::Range;

use super::links::{text, wide};
use super::tags::{self, Attribute, Tag};

/// The class of a drawing for narrow screens.
const NARROW: &str = "chart narrow";

/// Attributes that name ids of the same page, one or several.
const NAMES_IDS: [&str; 9] = [
    "for",
    "headers",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-details",
    "aria-flowto",
    "aria-owns",
    "data-note",
];

/// What a page has that is made over.
pub(in crate::render) struct Survey {
    /// Where its part stands that is shown: its main element, without which its body.
    pub(super) main: Range<usize>,
    /// Its ids, as they are meant.
    pub(super) ids: BTreeSet<String>,
    /// The same in their order.
    pub(super) order: Vec<String>,
    /// What is made over, in the order of the page.
    pub(super) spots: Vec<(Range<usize>, Spot)>,
}

/// What is made over at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// Nothing is left of it.
    Gone,
    /// The value of an id.
    Id,
    /// The value of an attribute that names ids; of a narrow drawing where said so.
    Names {
        /// Whether the wide drawing's ids are named in place of its own.
        narrow: bool,
    },
    /// An attribute that is an address.
    Address(Holds),
    /// The number in the name of a heading's element.
    Level,
}

/// Whether an element with an address can hold the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// It must: there is no way from it to another place.
    Always,
    /// It can be the place of the file.
    First,
    /// It has an id of its own, and leads to another place where there is one.
    Elsewhere,
}

impl Survey {
    /// Surveys a page.
    pub(in crate::render) fn new(html: &str) -> Self {
        let main = main_of(html);
        let mut survey =
            Self { main: main.clone(), ids: BTreeSet::new(), order: Vec::new(), spots: Vec::new() };
        // Titles in narrow drawings, each with its place among the spots.
        let mut titles: Vec<(usize, Option<String>)> = Vec::new();
        let shown = &html[..main.end];
        let (mut at, mut narrow) = (main.start, 0);
        let mut tag = Tag::default();
        while tags::advance(shown, at, &mut tag) {
            at = tags::behind(shown, &tag);
            let class = tag.value(html, "class").unwrap_or_default();
            let turn = tag.is("nav") && class.split_whitespace().any(|it| it == "turn");
            let data = tag.value(html, "type") == Some("application/ld+json");
            if turn || (tag.is("script") && !data) {
                at = tags::end_of(shown, &tag);
                survey.spots.push((tag.span.start..at, Spot::Gone));
                continue;
            }
            if tag.is("svg") && class == NARROW {
                narrow = tags::end_of(shown, &tag);
            }
            if tag.span.start < narrow && (tag.is("title") || tag.is("desc")) {
                let id = tag.value(html, "id").map(|id| text(id).into_owned());
                titles.push((survey.spots.len(), id));
                survey.spots.push((tag.span.start..tags::end_of(shown, &tag), Spot::Gone));
            }
            survey.tag(shown, &tag);
        }
        survey.leave_titles(&titles);
        // A heading's end tag was met with its start tag.
        survey.spots.sort_by_key(|(span, _)| span.start);
        survey
    }

    fn tag(&mut self, html: &str, tag: &Tag<'_>) {
        if let [b'h' | b'H', b'1'..=b'6'] = tag.name.as_bytes() {
            let number = tag.span.start + 2;
            self.spots.push((number..number + 1, Spot::Level));
            let within = &html[..tags::end_of(html, tag)];
            if let Some(end) = within.rfind("</").filter(|end| *end >= tag.span.end) {
                self.spots.push((end + 3..end + 4, Spot::Level));
            }
        }
        let narrow = tag.is("svg") && tag.value(html, "class") == Some(NARROW);
        for Attribute { name, whole, value } in &tag.attributes {
            let is = |known: &str| name.eq_ignore_ascii_case(known);
            if is("id") {
                let id = text(&html[value.clone()]).into_owned();
                if self.ids.insert(id.clone()) {
                    self.order.push(id);
                }
                self.spots.push((value.clone(), Spot::Id));
            } else if is("href") || is("src") || is("xlink:href") {
                let holds = match (tag.is("a"), tag.value(html, "id")) {
                    (false, _) => Holds::Always,
                    (true, None) => Holds::First,
                    (true, Some(_)) => Holds::Elsewhere,
                };
                self.spots.push((whole.clone(), Spot::Address(holds)));
            } else if (is("xmlns") && tag.is("svg")) || (is("download") && tag.is("a")) {
                // What is saved gets a name, and what is not is no download.
                self.spots.push((whole.clone(), Spot::Gone));
            } else if NAMES_IDS.iter().any(|known| is(known)) {
                self.spots.push((value.clone(), Spot::Names { narrow }));
            }
        }
    }

    /// Leaves those titles in narrow drawings that the wide ones have not: marks of narrow drawings
    /// are not pointed at.
    fn leave_titles(&mut self, titles: &[(usize, Option<String>)]) {
        for (at, id) in titles.iter().rev() {
            let named =
                id.as_ref().is_none_or(|id| wide(id).is_some_and(|it| self.ids.contains(&it)));
            if !named {
                self.spots.remove(*at);
            }
        }
    }
}

/// Where what a page shows stands: its main element, without which its body.
fn main_of(html: &str) -> Range<usize> {
    let mut body = 0..html.len();
    let mut at = 0;
    let mut tag = Tag::default();
    while tags::advance(html, at, &mut tag) {
        at = tags::behind(html, &tag);
        if tag.is("main") {
            return at..html.rfind("</main").filter(|end| *end >= at).unwrap_or(html.len());
        }
        if tag.is("body") {
            body = at..html.rfind("</body").filter(|end| *end >= at).unwrap_or(html.len());
        }
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_element_is_taken_or_else_the_body() {
        let main = |html: &'static str| &html[main_of(html)];
        assert_eq!(main("<body><main id=\"c\"><p>1</p></main><footer>"), "<p>1</p>");
        assert_eq!(main("<html><body class=\"x\"><p>1</p></body>"), "<p>1</p>");
        assert_eq!(main("<p>1"), "<p>1");
    }

    #[test]
    fn ids_and_spots_are_found() {
        let html = "<main><H2 id=\"x&amp;y\">1</H2><a href='z' download>2</a><script>3</script>";
        let survey = Survey::new(html);
        assert_eq!(survey.order, ["x&y"]);
        let spots: Vec<(&str, Spot)> =
            survey.spots.iter().map(|(span, spot)| (&html[span.clone()], *spot)).collect();
        let expected = [
            ("2", Spot::Level),
            ("x&amp;y", Spot::Id),
            ("2", Spot::Level),
            (" href='z'", Spot::Address(Holds::First)),
            (" download", Spot::Gone),
            ("<script>3</script>", Spot::Gone),
        ];
        assert_eq!(spots, expected);
    }

    #[test]
    fn titles_in_narrow_drawings_stay_where_the_wide_ones_have_none() {
        let wide = "<svg class=\"chart wide\"><title id=\"f-wide-t\">a</title></svg>";
        let narrow = "<svg class=\"chart narrow\"><title id=\"f-narrow-t\">a</title>";
        let gone = |html: &str| {
            let spots = Survey::new(html).spots;
            spots.iter().filter(|(_, spot)| *spot == Spot::Gone).count()
        };
        assert_eq!(gone(&format!("{wide}{narrow}</svg>")), 1);
        assert_eq!(gone(&format!("{narrow}</svg>")), 0);
    }
}
