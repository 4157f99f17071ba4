//! Faults of narrative: roles, directives, links, images, headings.

use super::Diagnostic;
use super::words::those;
use crate::types::source::Place;

impl Diagnostic {
    /// A page whose title is an empty text.
    #[must_use]
    pub fn empty_title(place: Place) -> Self {
        Self::error("no-title", "expected a title, found an empty text".into(), place, "empty")
            .help("a title heads a page, a table or a chart: say in a few words what stands there")
    }

    /// A role that does not exist.
    #[must_use]
    pub fn unknown_role(name: &str, place: Place, known: &[&str]) -> Self {
        Self::error("unknown-role", format!("unknown role {{{name}}}"), place, "no such role")
            .suggest_or(name, known.iter().copied(), || format!("the roles are {}", braces(known)))
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
        .suggest_or(name, known.iter().copied(), || format!("the directives are {}", braces(known)))
    }

    /// A directive whose fence is not of backticks.
    #[must_use]
    pub fn directive_fence(place: Place) -> Self {
        let message = "expected a fence of backticks for a directive, found colons".into();
        Self::error("directive-fence", message, place, "reads as text")
            .help("write ```{figure} group.question, and ``` on the next line")
    }

    /// A directive whose name is not closed by a brace.
    #[must_use]
    pub fn directive_brace(place: Place) -> Self {
        let message = "expected a closing brace behind the name of a directive".into();
        Self::error("directive-brace", message, place, "the brace is open")
            .help("write ```{figure} group.question")
    }

    /// A directive in a footnote.
    #[must_use]
    pub fn directive_in_footnote(name: &str, place: Place) -> Self {
        let (found, help) = match name {
            "figure" | "table" => {
                (format!("a {name}"), "show it on the page, and refer to it with {numref}")
            }
            _ => (format!("{{{name}}}"), "show it on the page"),
        };
        let message = format!("expected text in a footnote, found {found}");
        Self::error("directive-in-footnote", message, place, "cannot stand here").help(help)
    }

    /// A directive that takes no argument, with one.
    #[must_use]
    pub fn no_argument(name: &str, found: &str, place: Place) -> Self {
        let message = format!("expected nothing behind {{{name}}}, found `{found}`");
        Self::error("directive-argument", message, place, "takes no argument")
            .help(format!("write ```{{{name}}} and close the fence on the next line"))
    }

    /// A directive without what it is about.
    #[must_use]
    pub fn directive_argument(name: &str, place: Place) -> Self {
        let example = match name {
            "table" => "table-1",
            "finding" | "facts" => "group.question.option",
            _ => "group.question",
        };
        Self::error(
            "directive-argument",
            format!("expected an id behind {{{name}}}, found none"),
            place,
            "expected an id here",
        )
        .help(format!("for instance ```{{{name}}} {example}"))
    }

    /// A directive with a body.
    #[must_use]
    pub fn directive_body(name: &str, place: Place) -> Self {
        Self::error(
            "directive-body",
            format!("expected nothing inside {{{name}}}, found text"),
            place,
            "would not be shown",
        )
        .help("headlines and notes stand with the question in content/data/")
    }

    /// A directive that is not closed, and where what follows it begins: `found`, which does not
    /// belong to it.
    #[must_use]
    pub fn unclosed_directive(
        name: &str,
        fence: &str,
        found: &str,
        place: Place,
        follows: Place,
    ) -> Self {
        let below = match name {
            "finding" => "on the line behind its text",
            "facts" | "recommendations" => "on the line behind its ids",
            _ => "on the line below it",
        };
        Self::error(
            "directive-fence",
            format!("expected {fence} to close {{{name}}}, found {found}"),
            place,
            "opened here",
        )
        .also(follows, "read as a part of it, and not shown")
        .help(format!("write {fence} {below}"))
    }

    /// A role without a code span.
    #[must_use]
    pub fn role_argument(name: &str, place: Place) -> Self {
        let what = if name.starts_with("cite:") { "a key" } else { "an id" };
        Self::error(
            "role-argument",
            format!("expected {what} in backticks right behind {{{name}}}, found none"),
            place,
            "reads as text",
        )
        .help(format!(
            "for instance {{{name}}}`{}`; for a brace as it is, write \\{{",
            example(name)
        ))
    }

    /// A role whose code span is not closed behind what it names, and goes on to the next backtick
    /// or, where there is none, is no code span.
    #[must_use]
    pub fn unclosed_role(name: &str, named: &str, place: Place) -> Self {
        let what = match name {
            "claim" => "condition",
            "diff" | "range" => "ids",
            _ if name.starts_with("cite:") => "key",
            _ => "id",
        };
        Self::error(
            "role-argument",
            format!("expected a closing backtick behind the {what} of {{{name}}}, found text"),
            place,
            "no backtick behind it",
        )
        .help(format!("write {{{name}}}`{named}`"))
    }

    /// A footnote that is referred to and not there, on a page or in a text of YAML.
    #[must_use]
    pub fn unknown_footnote(name: &str, on_page: bool, place: Place) -> Self {
        if !on_page {
            let message = "expected text without footnotes, found one".into();
            return Self::error("unknown-footnote", message, place, "footnotes belong to pages")
                .help("say it in the text itself, or in a `note`");
        }
        let message = format!("there is no footnote `{name}` on this page");
        Self::error("unknown-footnote", message, place, "reads as text")
            .help(format!("write its text on a line of its own: [^{name}]: ..."))
    }

    /// A footnote that nothing refers to.
    #[must_use]
    pub fn unused_footnote(name: &str, place: Place) -> Self {
        let message = format!("nothing refers to the footnote `{name}`, so it is not shown");
        Self::error("unused-footnote", message, place, "not shown")
            .warning()
            .help(format!("refer to it in the text: [^{name}]"))
    }

    /// Two footnotes of one name.
    #[must_use]
    pub fn duplicate_footnote(name: &str, place: Place, first: Place) -> Self {
        let message = format!("the footnote `{name}` stands twice on this page");
        Self::error("duplicate-footnote", message, place, "again")
            .also(first, "first")
            .help("give one of them another name")
    }

    /// Raw HTML, which is left out.
    #[must_use]
    pub fn raw_html(place: Place) -> Self {
        Self::error("raw-html", "raw HTML is left out".into(), place, "not passed on")
            .warning()
            .help("write it in Markdown; to show it as text, put it in backticks")
    }

    /// A link that leads nowhere.
    #[must_use]
    pub fn empty_link(place: Place) -> Self {
        let message = "expected the target of a link, found nothing".into();
        Self::error("unknown-page", message, place, "leads nowhere")
            .help("link to a page of the report by its file: [text](page.md)")
    }

    /// A link that could run or load something.
    #[must_use]
    pub fn unsafe_link(target: &str, place: Place) -> Self {
        Self::error(
            "unsafe-link",
            format!("expected a link to a page, or to https:, http: or mailto:, found `{target}`"),
            place,
            "cannot be linked to",
        )
        .help("link to a page of the report by its file, without folders: [text](page.md)")
    }

    /// A link to a page that does not exist.
    #[must_use]
    pub fn unknown_page(target: &str, place: Place, known: &[String]) -> Self {
        let message = format!("there is no page `{target}`");
        let fault = Self::error("unknown-page", message, place, "no such page");
        if known.iter().any(|known| known.strip_suffix(".md") == Some(target)) {
            return fault.help(format!("pages are linked to by their files: {target}.md"));
        }
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        fault.help(match nearest_file(target, &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.len() <= FEW => those("page", &known),
            None => "pages are linked to by their files in content/narrative/".into(),
        })
    }

    /// A link to an anchor that does not exist.
    #[must_use]
    pub fn unknown_anchor(anchor: &str, page: &str, place: Place, known: &[&str]) -> Self {
        let message = format!("there is no anchor `{anchor}` on the page {page}");
        let fault = Self::error("unknown-anchor", message, place, "no such anchor");
        fault.suggest_or(anchor, known.iter().copied(), || match known.len() {
            0 => "the page has no headings, figures or tables".into(),
            1..=FEW => those("anchor", known),
            _ => "anchors are made of the words of headings, or set by {#name} behind them".into(),
        })
    }

    /// A link to an anchor in a text that is shown on several pages.
    #[must_use]
    pub fn anchor_without_page(target: &str, place: Place) -> Self {
        Self::error(
            "unknown-anchor",
            format!("expected a page before the anchor, found `{target}`"),
            place,
            "of which page?",
        )
        .help("this text is shown on several pages: write page.md before the anchor")
    }

    /// An image file that is not there.
    #[must_use]
    pub fn unknown_image(path: &str, place: Place, known: &[&str]) -> Self {
        let message = format!("there is no image `{path}` in content/narrative/");
        let fault = Self::error("unknown-image", message, place, "no such image");
        let near = nearest_file(path, known);
        fault.help(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.len() <= FEW => those("image", known),
            None => "the path is taken from content/narrative/".into(),
        })
    }

    /// An image that is not part of the study.
    #[must_use]
    pub fn image_elsewhere(path: &str, place: Place) -> Self {
        Self::error(
            "unknown-image",
            format!("expected an image in content/narrative/, found the address `{path}`"),
            place,
            "somewhere else",
        )
        .help("a report loads nothing from elsewhere: put a copy beside the page")
    }

    /// An image without alternative text.
    #[must_use]
    pub fn no_alt_text(path: &str, place: Place) -> Self {
        Self::error(
            "no-alt-text",
            format!("expected a text that says what the image `{path}` shows, found none"),
            place,
            "has no text",
        )
        .help("write it in the brackets: ![what the image shows](image.png)")
    }

    /// A heading of level 1 in a page's text.
    #[must_use]
    pub fn heading_one(place: Place) -> Self {
        Self::error(
            "heading-level",
            "expected a heading of level 2 to 6, found level 1".into(),
            place,
            "level 1",
        )
        .help("the title in the front matter is the page's only heading of level 1; write ##")
    }

    /// A heading that skips a level.
    #[must_use]
    pub fn heading_skips(level: u8, above: u8, place: Place) -> Self {
        let under =
            if above == 1 { "the title".into() } else { format!("a heading of level {above}") };
        Self::error(
            "heading-level",
            format!("expected level {} under {under}, found level {level}", above + 1),
            place,
            format!("level {level}"),
        )
        .help("readers who have a page read to them go by the levels; leave none out")
    }

    /// An anchor that stands twice on a page.
    #[must_use]
    pub fn duplicate_anchor(anchor: &str, place: Place, first: Place) -> Self {
        Self::error(
            "duplicate-anchor",
            format!("the anchor `{anchor}` stands twice on this page"),
            place,
            "again",
        )
        .also(first, "first")
        .help("give one of them another {#anchor}")
    }

    /// Blocks nest too deep.
    #[must_use]
    pub fn blocks_too_deep(place: Place, limit: usize) -> Self {
        Self::error(
            "too-deep",
            format!(
                "expected at most {limit} levels of lists, quotations and emphasis, found more"
            ),
            place,
            "one level too many",
        )
        .help("indent less, or leave out the signs that open a level")
    }

    /// A text of a YAML file that is more, or other, than one paragraph.
    #[must_use]
    pub fn not_one_paragraph(found: Found, place: Place) -> Self {
        let what = found.name();
        let help = match found {
            Found::Paragraph => "leave out the empty line before it",
            Found::Code => "leave out the spaces or signs at its beginning",
            Found::Directive => "figures and tables stand in content/narrative/",
            _ => PLAIN,
        };
        let message = format!("expected one paragraph of text, found {what}");
        let label = if found == Found::Paragraph {
            "begins a second paragraph".to_owned()
        } else {
            format!("reads as {what}")
        };
        Self::error("one-paragraph", message, place, label).help(help)
    }
}

/// What stands in a text that is to be one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Another paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// A list.
    List,
    /// A quotation.
    Quote,
    /// Code.
    Code,
    /// A table.
    Table,
    /// A rule.
    Rule,
    /// A figure or table of the study.
    Directive,
}

impl Found {
    /// What it is.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "a second one",
            Self::Code => "a block of code",
            Self::Heading => "a heading",
            Self::List => "a list",
            Self::Quote => "a quotation",
            Self::Rule => "a rule between parts",
            Self::Table => "a table",
            Self::Directive => "a directive",
        }
    }
}

/// How to make plain text of what begins like something else.
const PLAIN: &str = "a backslash before its first sign makes it plain text";
/// How many names are listed where none is near to what was found.
const FEW: usize = 8;

/// An argument that a role takes.
fn example(role: &str) -> &'static str {
    match role {
        "n" => "group.answered",
        "diff" => "a - b",
        "numref" => "table-1",
        "claim" => "most often | group.question.option leads",
        "cite:p" | "cite:t" => "key",
        _ => "group.question.option",
    }
}

/// The file that was probably meant: of the same name in another folder, or nearly so called.
fn nearest_file<'a>(path: &str, known: &[&'a str]) -> Option<&'a str> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let same = known.iter().find(|known| name(known) == name(path));
    let near = || {
        let close = known.iter().map(|known| (strsim::osa_distance(path, known), *known)).min()?;
        (close.0 <= (path.chars().count() / 4).max(1)).then_some(close.1)
    };
    same.copied().or_else(near)
}

fn braces(names: &[&str]) -> String {
    let list: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
    list.join(", ")
}
