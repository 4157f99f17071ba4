//! Faults of narrative: roles, directives, links, images, headings.

use super::Diagnostic;
use crate::types::source::Place;

impl Diagnostic {
    /// A role that does not exist.
    #[must_use]
    pub fn unknown_role(name: &str, place: Place, known: &[&str]) -> Self {
        Self::error("unknown-role", format!("unknown role {{{name}}}"), place, "no such role")
            .suggest(name, known.iter().copied())
            .help(format!("roles: {}", braces(known)))
            .help("to write braces and code as they are, put a backslash before the brace")
    }

    /// A directive that does not exist.
    #[must_use]
    pub fn unknown_directive(name: &str, place: Place, known: &[&str]) -> Self {
        Self::error(
            "unknown-directive",
            format!("unknown directive {{{name}}}"),
            place,
            "no such directive",
        )
        .suggest(name, known.iter().copied())
        .help(format!("directives: {}", braces(known)))
    }

    /// A directive without what it is about.
    #[must_use]
    pub fn directive_argument(name: &str, place: Place) -> Self {
        Self::error(
            "directive-argument",
            format!("expected an id after {{{name}}}, found none"),
            place,
            "",
        )
        .help(format!("```{{{name}}} clinicians.ai-research"))
    }

    /// A directive with a body.
    #[must_use]
    pub fn directive_body(name: &str, place: Place) -> Self {
        Self::error(
            "directive-body",
            format!("expected nothing inside {{{name}}}, found text"),
            place,
            "",
        )
        .help("the headline and the notes stand with the question in content/data/")
    }

    /// Raw HTML, which is left out.
    #[must_use]
    pub fn raw_html(place: Place) -> Self {
        Self::error("raw-html", "raw HTML is left out".into(), place, "not passed on")
            .warning()
            .help("write it in Markdown; to show it as text, put it in backticks")
    }

    /// A link that could run or load something.
    #[must_use]
    pub fn unsafe_link(target: &str, place: Place) -> Self {
        Self::error(
            "unsafe-link",
            format!("expected a link to a page, https:, http: or mailto:, found `{target}`"),
            place,
            "",
        )
        .help("link to a page of the report by its file: [text](page.md)")
    }

    /// A link to a page that does not exist.
    #[must_use]
    pub fn unknown_page(target: &str, place: Place, known: &[&str]) -> Self {
        Self::error("unknown-page", format!("there is no page `{target}`"), place, "")
            .suggest(target, known.iter().copied())
            .help("link to a page of the report by its file: [text](page.md)")
    }

    /// A link to an anchor that does not exist.
    #[must_use]
    pub fn unknown_anchor(anchor: &str, place: Place, known: &[&str]) -> Self {
        Self::error("unknown-anchor", format!("there is no anchor `#{anchor}`"), place, "")
            .suggest(anchor, known.iter().copied())
    }

    /// An image file that is not there.
    #[must_use]
    pub fn unknown_image(path: &str, place: Place, known: &[&str]) -> Self {
        Self::error(
            "unknown-image",
            format!("there is no image `{path}` in content/narrative/"),
            place,
            "",
        )
        .suggest(path, known.iter().copied())
    }

    /// An image without alternative text.
    #[must_use]
    pub fn no_alt_text(path: &str, place: Place) -> Self {
        Self::error(
            "no-alt-text",
            format!("expected a text that says what `{path}` shows, found none"),
            place,
            "",
        )
        .help("![what the picture shows](picture.png)")
    }

    /// A heading of level 1 in a page's text.
    #[must_use]
    pub fn heading_one(place: Place) -> Self {
        Self::error(
            "heading-level",
            "expected headings of level 2 or below, found level 1".into(),
            place,
            "level 1",
        )
        .help("the title in the front matter is the page's only heading of level 1; write ##")
    }

    /// A heading that skips a level.
    #[must_use]
    pub fn heading_skips(level: u8, above: u8, place: Place) -> Self {
        Self::error(
            "heading-level",
            format!("expected a heading of level {} at most, found level {level}", above + 1),
            place,
            format!("level {level} below level {above}"),
        )
        .help("readers who listen go by the levels; leave none out")
    }

    /// An anchor that stands twice on a page.
    #[must_use]
    pub fn duplicate_anchor(anchor: &str, place: Place) -> Self {
        Self::error(
            "duplicate-anchor",
            format!("the anchor `{anchor}` stands twice on this page"),
            place,
            "again",
        )
        .help("give one of them another {#anchor}")
    }

    /// Blocks nest too deep.
    #[must_use]
    pub fn blocks_too_deep(place: Place, limit: usize) -> Self {
        Self::error(
            "too-deep",
            format!("lists, quotations and emphasis nest more than {limit} deep"),
            place,
            "one level too many",
        )
        .help("what stands deeper was left out")
    }

    /// A text of a YAML file that is more than one paragraph.
    #[must_use]
    pub fn not_one_paragraph(place: Place) -> Self {
        Self::error(
            "one-paragraph",
            "expected one paragraph of text".into(),
            place,
            "reads as a list, heading or several paragraphs",
        )
        .help("a backslash before the first character makes it plain text")
    }
}

fn braces(names: &[&str]) -> String {
    let list: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
    list.join(", ")
}
