//! Narrative as a tree of blocks and inline elements, with places; what stands for a number, a
//! figure or a table is a `R`: a role as written before validation, a resolved binding after it.

use super::bibliography::CitationForm;
use super::source::Place;

/// The role names that narrative may use, as MyST has them: {name}`argument`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleName {
    /// A share as a percent.
    Pct,
    /// A count, or a plain number.
    N,
    /// The range that rounding leaves.
    Range,
    /// The difference of two shares.
    Diff,
    /// The words that fit a share.
    Word,
    /// The number of a figure or table.
    Numref,
    /// Words that hold only while a condition does.
    Claim,
    /// A citation in parentheses.
    CiteParenthetical,
    /// A citation as part of a sentence.
    CiteTextual,
}

impl RoleName {
    /// All of them with their names.
    pub const ALL: [(&'static str, Self); 9] = [
        ("pct", Self::Pct),
        ("n", Self::N),
        ("range", Self::Range),
        ("diff", Self::Diff),
        ("word", Self::Word),
        ("numref", Self::Numref),
        ("claim", Self::Claim),
        ("cite:p", Self::CiteParenthetical),
        ("cite:t", Self::CiteTextual),
    ];

    /// The role of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, role)| *role)
    }

    /// The name of the role.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, role)| *role == self).map_or("", |(name, _)| name)
    }

    /// What it writes, for the reference.
    #[must_use]
    pub fn writes(self) -> &'static str {
        match self {
            Self::Pct => "A share as a percent, as it is printed or computed.",
            Self::N => "A count, or another plain number.",
            Self::Range => "The range that rounding leaves.",
            Self::Diff => "The difference of two values: first less second.",
            Self::Word => "The words that fit a share.",
            Self::Numref => "The number of a figure or table, as a link.",
            Self::Claim => "Words that hold only while a condition does.",
            Self::CiteParenthetical => "A citation in brackets.",
            Self::CiteTextual => "A citation within a sentence.",
        }
    }

    /// The form of a citation, where the role is one.
    #[must_use]
    pub fn cites(self) -> Option<CitationForm> {
        match self {
            Self::CiteParenthetical => Some(CitationForm::Parenthetical),
            Self::CiteTextual => Some(CitationForm::Textual),
            _ => None,
        }
    }
}

/// A role as written.
#[derive(Debug, Clone)]
pub struct Role {
    /// Which.
    pub name: RoleName,
    /// What stands between the backticks.
    pub argument: String,
    /// Where the argument stands.
    pub place: Place,
}

impl Role {
    /// The keys of a citation, without the commas between them.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.argument.split(',').map(str::trim)
    }
}

/// The directives that narrative may use: a fenced block with the info string {name}.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DirectiveName {
    /// A figure.
    Figure,
    /// A table, or the rows of one question.
    Table,
    /// A value with what it says.
    Finding,
    /// Values with their labels.
    Facts,
    /// Recommendations with what they rest on.
    Recommendations,
    /// How to cite the publication and the report.
    HowToCite,
}

impl DirectiveName {
    /// All of them with their names.
    pub const ALL: [(&'static str, Self); 6] = [
        ("figure", Self::Figure),
        ("table", Self::Table),
        ("finding", Self::Finding),
        ("facts", Self::Facts),
        ("recommendations", Self::Recommendations),
        ("how-to-cite", Self::HowToCite),
    ];

    /// What it shows, for the reference.
    #[must_use]
    pub fn shows(self) -> &'static str {
        match self {
            Self::Figure => "A figure.",
            Self::Table => "A table, or the rows of one question.",
            Self::Finding => "A value, with the text inside the block that says what it means.",
            Self::Facts => "Values with what they count, side by side.",
            Self::Recommendations => "Recommendations with what they rest on.",
            Self::HowToCite => "How to cite the publication and the report.",
        }
    }
}

/// A directive as written.
#[derive(Debug, Clone)]
pub struct Directive {
    /// Which.
    pub name: DirectiveName,
    /// What follows the name on the same line.
    pub argument: String,
    /// Where the argument stands; where it is missing, the place for it.
    pub place: Place,
    /// The paragraphs inside it, where it takes text.
    pub paragraphs: Vec<Vec<Inline<Role>>>,
    /// The ids behind and inside it with their places, where it takes a list.
    pub ids: Vec<(String, Place)>,
}

/// An inline element.
#[derive(Debug, Clone)]
pub enum Inline<R> {
    /// Plain text.
    Text(String),
    /// Code.
    Code(String),
    /// Emphasis.
    Emphasis(Vec<Inline<R>>),
    /// Strong emphasis.
    Strong(Vec<Inline<R>>),
    /// Text struck out.
    Strike(Vec<Inline<R>>),
    /// A link.
    Link {
        /// Where it leads.
        target: String,
        /// Its text.
        content: Vec<Inline<R>>,
        /// Where it stands.
        place: Place,
    },
    /// An image.
    Image {
        /// Its path as written.
        path: String,
        /// Its alternative text.
        alt: Vec<Inline<R>>,
        /// Where it stands.
        place: Place,
    },
    /// A reference to a footnote, by its index in [`Document::footnotes`].
    Footnote(usize),
    /// A line end that is white space.
    SoftBreak,
    /// A line end that is meant.
    HardBreak,
    /// A number, a reference to a figure or table, or a citation.
    Role(R),
}

/// A table written in Markdown.
#[derive(Debug, Clone)]
pub struct TextTable<R> {
    /// Alignment of each column.
    pub alignment: Vec<Alignment>,
    /// Cells of the head.
    pub head: Vec<Vec<Inline<R>>>,
    /// Rows of cells.
    pub rows: Vec<Vec<Vec<Inline<R>>>>,
}

/// Alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// At the start of the line, or not said.
    Start,
    /// Centred.
    Centre,
    /// At the end of the line.
    End,
}

/// A block.
#[derive(Debug, Clone)]
pub enum Block<R, D> {
    /// A heading.
    Heading {
        /// 2 to 6; 1 is the page's title.
        level: u8,
        /// Its anchor, unique on the page.
        anchor: String,
        /// Its text.
        content: Vec<Inline<R>>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline<R>>),
    /// A list.
    List {
        /// Number of the first item, where items are numbered.
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Block<R, D>>>,
    },
    /// A quotation.
    Quote(Vec<Block<R, D>>),
    /// A block of code.
    Code(String),
    /// A table written in Markdown.
    Table(TextTable<R>),
    /// A rule between parts.
    Rule,
    /// A figure or table of the study.
    Directive(D),
}

/// A page's text.
#[derive(Debug, Clone)]
pub struct Document<R, D> {
    /// Its blocks.
    pub blocks: Vec<Block<R, D>>,
    /// Footnotes in the order of their first reference.
    pub footnotes: Vec<Footnote<R, D>>,
}

/// What a text begins with that a role of a name can take: an id or key, two of them with a minus
/// between them, or a claim with its condition. What follows is text.
#[must_use]
pub fn meant_argument<'a>(role: &str, text: &'a str) -> &'a str {
    const SIGNS: &str = "()[]{},;:!?`'\"’”";
    let up_to = |text: &'a str, spaces: bool| {
        let end = |c: char| SIGNS.contains(c) || (c.is_whitespace() && !spaces);
        text.split(end).next().unwrap_or_default().trim_end_matches(['.', ' '])
    };
    let first = up_to(text, false);
    match role {
        "diff" | "range" => {
            let rest = &text[first.len()..];
            let second = [" - ", " − "].iter().find_map(|minus| rest.strip_prefix(minus));
            second.map_or(first, |second| {
                let start = text.len() - second.len();
                &text[..start + up_to(second, false).len()]
            })
        }
        "claim" => text.split_once('|').map_or(first, |(_, condition)| {
            let start = text.len() - condition.len();
            &text[..start + up_to(condition, true).len()]
        }),
        _ => first,
    }
}

/// What directives in blocks show, in reading order.
pub fn directives<R, D: Copy>(blocks: &[Block<R, D>]) -> Vec<D> {
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Directive(shown) => vec![*shown],
            Block::List { items, .. } => items.iter().flat_map(|item| directives(item)).collect(),
            Block::Quote(blocks) => directives(blocks),
            _ => Vec::new(),
        })
        .collect()
}

/// A footnote.
#[derive(Debug, Clone)]
pub struct Footnote<R, D> {
    /// Its name as written.
    pub name: String,
    /// Its text.
    pub blocks: Vec<Block<R, D>>,
}

/// A text of a YAML file, parsed.
#[derive(Debug, Clone)]
pub struct Prose<R> {
    /// Its inline elements.
    pub content: Vec<Inline<R>>,
    /// Where it stands.
    pub place: Place,
}

/// A page as written and parsed, roles not yet resolved.
#[derive(Debug)]
pub struct ParsedPage {
    /// Its text.
    pub document: Document<Role, Directive>,
    /// Whether a part of it could not be read, so that any heading may stand there.
    pub cut: bool,
}

/// All texts of a study, parsed once; what validation, audit and rendering share.
#[derive(Debug, Default)]
pub struct Manuscript {
    /// One for each page of the source, in its order.
    pub pages: Vec<ParsedPage>,
    /// Texts of YAML files, in the order of [`Place::key`].
    pub texts: Vec<Prose<Role>>,
    /// The numerals that were typed into them.
    pub numerals: Vec<Place>,
}

impl Manuscript {
    /// The text that stands at a place, where one was parsed there.
    #[must_use]
    pub fn text(&self, place: &Place) -> Option<&Prose<Role>> {
        self.texts
            .binary_search_by(|text| text.place.key().cmp(&place.key()))
            .ok()
            .map(|i| &self.texts[i])
    }
}

impl<R> Inline<R> {
    /// The same element with each role put through `resolve`.
    pub fn map<S>(self, resolve: &mut dyn FnMut(R) -> S) -> Inline<S> {
        let all = |content: Vec<Inline<R>>, resolve: &mut dyn FnMut(R) -> S| {
            content.into_iter().map(|inline| inline.map(resolve)).collect()
        };
        match self {
            Self::Text(text) => Inline::Text(text),
            Self::Code(text) => Inline::Code(text),
            Self::Emphasis(content) => Inline::Emphasis(all(content, resolve)),
            Self::Strong(content) => Inline::Strong(all(content, resolve)),
            Self::Strike(content) => Inline::Strike(all(content, resolve)),
            Self::Link { target, content, place } => {
                Inline::Link { target, content: all(content, resolve), place }
            }
            Self::Image { path, alt, place } => {
                Inline::Image { path, alt: all(alt, resolve), place }
            }
            Self::Footnote(index) => Inline::Footnote(index),
            Self::SoftBreak => Inline::SoftBreak,
            Self::HardBreak => Inline::HardBreak,
            Self::Role(role) => Inline::Role(resolve(role)),
        }
    }
}

/// Calls `look` with every role of a text, in reading order.
pub fn for_each_role<R>(content: &[Inline<R>], look: &mut dyn FnMut(&R)) {
    for inline in content {
        match inline {
            Inline::Role(role) => look(role),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Link { content, .. }
            | Inline::Image { alt: content, .. } => for_each_role(content, look),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Footnote(_)
            | Inline::SoftBreak
            | Inline::HardBreak => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_role_takes_ends_where_text_begins() {
        for (role, text, meant) in [
            ("pct", "people.drink.tea) say so", "people.drink.tea"),
            ("pct", "people.drink.tea. All", "people.drink.tea"),
            ("n", "", ""),
            ("cite:p", "leaf2019; so", "leaf2019"),
            ("diff", "a.b - c.d, as", "a.b - c.d"),
            ("range", "a.b said − c", "a.b"),
            ("claim", "more, in all | a.b > 50%, {pct}", "more, in all | a.b > 50%"),
            ("claim", "more of them", "more"),
        ] {
            assert_eq!(meant_argument(role, text), meant, "{role} {text}");
        }
    }
}
