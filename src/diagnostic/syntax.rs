//! Faults of YAML as such: quotes, brackets, signs, indentation.

use super::Diagnostic;
use crate::types::source::Place;

/// The longest text that a message shows in quotes.
const SHOWN: usize = 60;

impl Diagnostic {
    /// A character that cannot be seen and has no place in a text.
    #[must_use]
    pub fn hidden_character(c: char, place: Place) -> Self {
        let what = if c == '\u{feff}' { "a byte order mark" } else { "a control character" };
        Self::error(
            "yaml-syntax",
            format!("expected text, found {what}, U+{:04X}", u32::from(c)),
            place,
            "cannot be seen",
        )
        .help("delete it")
    }

    /// An entry of a list that no key announces.
    #[must_use]
    pub fn stray_entry(place: Place) -> Self {
        Self::error(
            "yaml-syntax",
            "expected a key, found an entry of a list".into(),
            place,
            "belongs to no list",
        )
        .help("is the line with the key of the list missing, such as `options:`?")
    }

    /// A tab where YAML takes spaces.
    #[must_use]
    pub fn yaml_tab(place: Place) -> Self {
        Self::error("yaml-syntax", "expected spaces, found a tab".into(), place, "a tab")
            .help("YAML is indented with spaces only")
    }

    /// A text without quotes begins with a sign that means something to YAML. `key` stands before
    /// it, where it has a line of its own.
    #[must_use]
    pub fn unquoted_text(sign: char, key: Option<&str>, text: &str, place: Place) -> Self {
        Self::error(
            "yaml-syntax",
            format!("expected quotes round a text that begins with {}", named(sign)),
            place,
            format!("begins with {}", named(sign)),
        )
        .help(quotes(key, text))
    }

    /// Offers a block of text, where the text stands below its key.
    #[must_use]
    pub fn or_a_block(self) -> Self {
        self.help("or write >- behind the colon in the line above, which needs no quotes")
    }

    /// A text without quotes holds a colon and a space.
    #[must_use]
    pub fn text_with_colon(key: Option<&str>, text: &str, place: Place) -> Self {
        Self::error(
            "yaml-syntax",
            "expected quotes round a text that holds a colon and a space".into(),
            place,
            "reads as the end of a key",
        )
        .help(quotes(key, text))
    }

    /// A text without quotes holds a `#` behind a space, or begins with it, so that the rest of
    /// the line is a remark.
    #[must_use]
    pub fn text_with_hash(key: Option<&str>, text: &str, place: Place) -> Self {
        let holds = if text.starts_with('#') { "begins with `#`" } else { "holds ` #`" };
        Self::error(
            "yaml-syntax",
            format!("expected quotes round a text that {holds}"),
            place,
            "begins a remark, up to the end of the line",
        )
        .help(quotes(key, text))
    }

    /// A quotation mark is not closed.
    #[must_use]
    pub fn unclosed_quote(quote: char, place: Place) -> Self {
        Self::error(
            "yaml-syntax",
            format!("expected a closing `{quote}` for this text, found none"),
            place,
            "opened here",
        )
        .help("close it; further lines of a text in quotes are indented more than its key")
    }

    /// Something follows a closing quotation mark.
    #[must_use]
    pub fn text_after_quote(quote: char, place: Place, open: Place) -> Self {
        let help = if quote == '\'' {
            "within single quotes an apostrophe is written twice: 'it''s'; or use double quotes"
        } else {
            "within double quotes a quotation mark is written \\\"; or use single quotes"
        };
        Self::error(
            "yaml-syntax",
            format!("expected the end of the text behind its closing `{quote}`, found more"),
            place,
            "still text?",
        )
        .also(open, "opened here")
        .help(help)
    }

    /// An escape that does not exist.
    #[must_use]
    pub fn unknown_escape(found: &str, place: Place) -> Self {
        Self::error(
            "yaml-syntax",
            format!("expected an escape such as \\\" or \\n, found `{found}`"),
            place,
            "means nothing",
        )
        .help("within double quotes write a backslash twice, or use single quotes")
    }

    /// A bracket is not closed.
    #[must_use]
    pub fn unclosed_bracket(bracket: char, place: Place) -> Self {
        let closing = if bracket == '{' { '}' } else { ']' };
        Self::error(
            "yaml-syntax",
            format!("expected a closing `{closing}`, found none"),
            place,
            "opened here",
        )
        .help("close it on the line where it ends; a text that begins with a bracket needs quotes")
    }

    /// Within brackets, something else than a comma or the closing bracket.
    #[must_use]
    pub fn no_comma(bracket: char, found: &str, place: Place, open: Place) -> Self {
        let closing = if bracket == '{' { '}' } else { ']' };
        Self::error(
            "yaml-syntax",
            format!("expected a comma or `{closing}`, found {found}"),
            place,
            format!("expected a comma or `{closing}`"),
        )
        .also(open, "opened here")
        .help("entries are divided by commas; a text that holds a colon or comma needs quotes")
    }

    /// A closing bracket without an opening one.
    #[must_use]
    pub fn stray_bracket(bracket: char, place: Place) -> Self {
        Self::error(
            "yaml-syntax",
            format!("found `{bracket}` without an opening bracket"),
            place,
            "closes nothing",
        )
        .help("remove it; a text that begins with a bracket needs quotes round it")
    }

    /// A line that begins in another column than its neighbours.
    #[must_use]
    pub fn indentation(found: usize, expected: usize, place: Place, like: Place) -> Self {
        Self::error(
            "yaml-syntax",
            format!("expected an indentation of {}, found {found}", spaces(expected)),
            place,
            format!("indented by {}", spaces(found)),
        )
        .also(like, format!("indented by {}", spaces(expected)))
        .help("the keys of one entry, and the entries of one list, begin in the same column")
    }

    /// A line without a colon where a key and its value are expected.
    #[must_use]
    pub fn no_colon(place: Place) -> Self {
        let colon = place.file.text[place.span.clone()].contains(':');
        let (message, label) = if colon {
            ("expected a space behind the colon of a key", "no space behind the colon")
        } else {
            ("expected a key with a colon, found a text without one", "no colon")
        };
        Self::error("yaml-syntax", message.into(), place, label)
            .help("write `key: value`; further lines of a text are indented more than its key")
    }

    /// Something behind a value that is complete.
    #[must_use]
    pub fn text_after_value(found: &str, place: Place) -> Self {
        Self::error(
            "yaml-syntax",
            format!("expected the end of the line, found `{found}`"),
            place,
            "does not belong here",
        )
        .help("what is in brackets is complete where they close; commas stand only within them")
    }

    /// An alias that no anchor declares.
    #[must_use]
    pub fn unknown_alias(key: Option<&str>, text: &str, place: Place) -> Self {
        Self::error(
            "yaml-syntax",
            format!("there is no anchor for the alias `{text}`"),
            place,
            "an asterisk begins an alias",
        )
        .help(format!("if a text is meant, {}", quotes(key, text)))
    }

    /// What is wrong with a file in the parser's own words.
    #[must_use]
    pub fn yaml_syntax(info: &str, place: Place) -> Self {
        let message = if info.contains("mapping values are not allowed") {
            "expected a value, found a colon".into()
        } else if info.contains("simple key") {
            "expected a key with a colon".into()
        } else if info.contains("did not find expected key") {
            "expected a key, found something else".into()
        } else if info.contains("did not find expected '-'") {
            "expected an entry of a list, found something else".into()
        } else if info.contains("<document start>") {
            "expected the end of the file, found more".into()
        } else {
            // "while parsing a node, did not find expected node content"
            let info = info.rsplit_once(", ").map_or(info, |(_, rest)| rest);
            format!("this is not valid YAML: {info}")
        };
        Self::error("yaml-syntax", message, place, "reading stopped here")
            .help("look at the quotes, colons, brackets and indentation here and in the line above")
    }
}

/// How to put quotes round a text, with the text itself where it is short.
pub(super) fn quotes(key: Option<&str>, text: &str) -> String {
    let key = key.map_or(String::new(), |key| format!("{key}: "));
    if text.is_empty() {
        return "put quotes round the text".into();
    }
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown = shown.trim_end().to_owned() + "...";
    }
    if shown.contains(['"', '\\']) {
        format!("put quotes round it: {key}'{}'", shown.replace('\'', "''"))
    } else {
        format!("put quotes round it: {key}\"{shown}\"")
    }
}

/// A sign with its name, where it has a common one.
fn named(sign: char) -> &'static str {
    match sign {
        '`' => "a backtick",
        '{' => "a brace",
        '[' => "a bracket",
        '@' => "`@`",
        '%' => "`%`",
        '*' => "an asterisk",
        '&' => "`&`",
        '!' => "`!`",
        '|' => "`|`",
        '>' => "`>`",
        '?' => "a question mark",
        '-' => "a hyphen",
        ',' => "a comma",
        '}' => "a closing brace",
        ']' => "a closing bracket",
        _ => "a sign of YAML",
    }
}

fn spaces(n: usize) -> String {
    match n {
        0 => "no space".into(),
        1 => "1 space".into(),
        n => format!("{n} spaces"),
    }
}
