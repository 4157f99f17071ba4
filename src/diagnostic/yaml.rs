//! Faults of YAML files: documents, keys, types, names.

use std::sync::Arc;

use super::Diagnostic;
use super::syntax::quotes;
use super::words::{and, counted, list, or};
use crate::types::source::{KeyShape, Node, NodeValue, Place, Shape, SourceFile};

/// A value of another type than its key has.
#[derive(Debug, Clone, Copy)]
pub struct Wrong<'a> {
    /// The value.
    pub node: &'a Node,
    /// What is expected.
    pub shape: &'a Shape,
    /// The key at which it stands; none at the top of a file.
    pub key: Option<&'a str>,
    /// Whether it is an entry of the list at the key.
    pub in_list: bool,
}

/// What a comma within braces has cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The thousands of a whole number.
    Thousands,
    /// The decimals of a number.
    Decimals,
    /// A text.
    Text,
}

/// The key with which an entry is begun.
fn first_key(keys: &[KeyShape]) -> &'static str {
    keys.iter().find(|key| key.required).or(keys.first()).map_or("", |key| key.key)
}

impl Diagnostic {
    /// A key stands twice in one mapping.
    #[must_use]
    pub fn duplicate_key(key: &str, place: Place, first: Place) -> Self {
        Self::error("duplicate-key", format!("the key `{key}` stands here twice"), place, "again")
            .also(first, "first")
            .help("remove one of them")
    }

    /// The key with which an entry of a list begins stands in it again: another entry seems to
    /// begin there. `whole` where other keys stand twice, too.
    #[must_use]
    pub fn entry_run_on(key: &str, whole: bool, place: Place, first: Place) -> Self {
        let message = format!("the key `{key}` stands twice in one entry of a list");
        let label = if whole { "begins another entry?" } else { "again" };
        let fault =
            Self::error("duplicate-key", message, place, label).also(first, "begins the entry");
        let rest = if whole {
            "all keys behind it then belong to that entry"
        } else {
            "otherwise remove one of them"
        };
        fault.help(format!(
            "perhaps `- ` is missing before it, with which the next entry begins; {rest}"
        ))
    }

    /// A mapping's key is a list or mapping.
    #[must_use]
    pub fn key_not_text(found: &str, place: Place) -> Self {
        let text = &place.file.text[place.span.clone()];
        let placeholder = text.starts_with('{') && text.ends_with('}');
        let fault =
            Self::error("yaml-key", format!("expected a word as key, found {found}"), place, found);
        if placeholder {
            fault.help("a text that begins with a brace needs quotes round it")
        } else {
            fault.help("keys are plain words, such as `label`")
        }
    }

    /// Lists and mappings nest deeper than any study needs.
    #[must_use]
    pub fn too_deep(place: Place, limit: usize) -> Self {
        Self::error(
            "too-deep",
            format!("expected at most {limit} levels of lists and mappings, found more"),
            place,
            "one level too many",
        )
        .help("a study needs fewer than ten levels; check the indentation")
    }

    /// Aliases expand to more than any study needs.
    #[must_use]
    pub fn alias_bomb(place: Place, limit: usize) -> Self {
        Self::error(
            "alias-bomb",
            format!("expected aliases for at most {} entries, found more", counted(limit)),
            place,
            "too many with this one",
        )
        .help("write the entries out")
    }

    /// An alias stands within what it stands for.
    #[must_use]
    pub fn alias_of_itself(place: Place) -> Self {
        let alias = place.file.text[place.span.clone()].to_owned();
        Self::error(
            "alias-of-itself",
            format!("the alias `{alias}` stands within the entry that it stands for"),
            place,
            "would go on for ever",
        )
        .help("write the entries out")
    }

    /// There is more than one document in a file.
    #[must_use]
    pub fn second_document(place: Place) -> Self {
        Self::error(
            "yaml-documents",
            "expected one YAML document, found a second".into(),
            place,
            "begins here",
        )
        .help("remove the line `---`, or move what follows to a file of its own")
    }

    /// A file, or front matter, without content: what it should hold, and the keys for it.
    #[must_use]
    pub fn empty_yaml(file: &Arc<SourceFile>, at: usize, holds: &str, keys: &[&str]) -> Self {
        let place = Place { file: Arc::clone(file), span: at..at };
        Self::error("empty-file", format!("expected {holds}, found nothing"), place, "nothing here")
            .help(format!("the keys are {}", list(keys)))
    }

    /// A key that nothing reads.
    #[must_use]
    pub fn unknown_key(key: &str, place: Place, known: &[&str]) -> Self {
        Self::error("unknown-key", format!("unknown key `{key}`"), place, "not read by offprint")
            .suggest_or(key, known.iter().copied(), || {
                format!("the keys known here are {}", list(known))
            })
    }

    /// A value within braces that is cut by a comma: what was meant, and the first part that was
    /// cut off and reads as a key.
    #[must_use]
    pub fn cut_by_comma(key: &str, meant: &str, cut: Cut, off: &str, place: Place) -> Self {
        let help = match cut {
            Cut::Thousands => format!("numbers have no separator of thousands: {key}: {meant}"),
            Cut::Decimals => format!("decimals stand behind a point: {key}: {meant}"),
            Cut::Text => {
                format!("where it belongs to the text, {}", quotes(Some(key), meant))
            }
        };
        let message = format!("unknown key `{off}`");
        Self::error("unknown-key", message, place, "read as a key, behind a comma")
            .help(format!("a comma ends an entry within braces; {help}"))
    }

    /// A key and its value without a colon and a space between them.
    #[must_use]
    pub fn no_space(key: &str, value: &str, place: Place) -> Self {
        let message = format!("expected a colon and a space behind `{key}`");
        Self::error("unknown-key", message, place, "reads as one word")
            .help(format!("write {key}: {value}"))
    }

    /// Keys that must be there and are not.
    #[must_use]
    pub fn missing_keys(entry: &str, missing: &[&KeyShape], place: Place) -> Self {
        let names: Vec<String> = missing.iter().map(|key| format!("`{}`", key.key)).collect();
        let written: Vec<String> = missing.iter().map(|key| format!("`{}:`", key.key)).collect();
        let keys = if missing.len() == 1 { "key" } else { "keys" };
        let mut diagnostic = Self::error(
            "missing-key",
            format!("missing {keys} {} in {}", and(&names), this(entry)),
            place,
            format!("expected {} here", and(&written)),
        );
        for key in missing {
            if let Some(help) = meaning(entry, key) {
                diagnostic = diagnostic.help(help);
            }
        }
        if diagnostic.help.is_empty() {
            diagnostic = diagnostic.help("docs/data-model.md has an example of each key");
        }
        diagnostic
    }

    /// A name that is not one of a fixed list.
    #[must_use]
    pub fn unknown_name(key: &str, found: &str, place: Place, known: &[&str]) -> Self {
        let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        Self::error(
            "unknown-name",
            format!("expected {} for `{key}`, found `{found}`", or(&names)),
            place,
            "not one of them",
        )
        .suggest_or(found, known.iter().copied(), || {
            "docs/data-model.md says what each of them means".into()
        })
    }

    /// A value of another type.
    #[must_use]
    pub fn wrong_type(wrong: &Wrong<'_>, place: Place) -> Self {
        let found = found(wrong.node);
        let expected = expected(wrong);
        let message = match wrong.key {
            Some(key) if wrong.in_list => {
                format!("expected {expected} for each of `{key}`, found {found}")
            }
            Some(key) => format!("expected {expected} for `{key}`, found {found}"),
            None => format!("expected {expected}, found {found}"),
        };
        let label = if wrong.node.is_nothing() { "nothing stands here".into() } else { found };
        let help = wrong.help(&place);
        Self::error("wrong-type", message, place, label).help(help)
    }

    /// Entries that were checked and are not taken all the same: a fault of offprint's own.
    #[must_use]
    pub fn not_taken(file: &Arc<SourceFile>, message: &str) -> Self {
        let place = Place { file: Arc::clone(file), span: 0..0 };
        let message = format!("this file cannot be read: {message}");
        Self::error("wrong-type", message, place, "")
            .help("this message should have been clearer; please report it")
    }
}

impl Wrong<'_> {
    fn help(&self, place: &Place) -> String {
        let key = self.key.unwrap_or_default();
        let written = &place.file.text[self.node.span.clone()];
        match (self.shape, &self.node.value) {
            _ if self.node.is_nothing() => {
                let rest = &place.file.text[place.span.end..];
                let line = rest.lines().next().unwrap_or_default();
                let texts = matches!(self.shape, Shape::Text | Shape::Name(..) | Shape::Truth);
                if line.contains(" #") && texts {
                    "what follows a # is a remark; a text that begins with it needs quotes".into()
                } else {
                    "write it behind the colon".into()
                }
            }
            (Shape::Text, NodeValue::Scalar(text, _)) => {
                format!("put quotes round it if it is meant as text: {key}: \"{text}\"")
            }
            (Shape::Text, _) if is_number(key) => format!("write one number: {key}: 47"),
            (Shape::Text, _) if written.starts_with(['{', '[']) && !written.contains('\n') => {
                quotes(self.key, written)
            }
            (Shape::Text, _) => "write one text, in quotes if it begins with a hyphen".into(),
            (Shape::Truth, _) => "write true or false, without quotes".into(),
            (Shape::Name(names, _), _) => format!("write one name: {key}: {}", names[0]),
            (Shape::List(item), NodeValue::Scalar(..))
                if !matches!(**item, Shape::Entry { .. }) =>
            {
                format!("write it in brackets: {key}: [{written}]")
            }
            (Shape::List(item), _) => match &**item {
                Shape::Entry { keys, .. } => {
                    format!("begin each entry with a hyphen: - {}: ...", first_key(keys))
                }
                _ => "begin each entry with a hyphen".into(),
            },
            (Shape::Entry { keys, .. }, NodeValue::Scalar(text, _)) if self.in_list => {
                format!("write keys with their values: - {}: {text}", first_key(keys))
            }
            (Shape::Entry { keys, .. }, _) => {
                format!("write keys with their values: {}: ...", first_key(keys))
            }
        }
    }
}

/// What is expected, in a reader's words.
fn expected(wrong: &Wrong<'_>) -> String {
    match wrong.shape {
        Shape::Text if is_number(wrong.key.unwrap_or_default()) => "a number".into(),
        Shape::Text => "a text".into(),
        Shape::Truth => "true or false".into(),
        Shape::Name(names, _) => {
            or(&names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>())
        }
        Shape::List(_) => "a list".into(),
        Shape::Entry { .. } => "keys and values".into(),
    }
}

/// What was found, in a reader's words.
fn found(node: &Node) -> String {
    match &node.value {
        _ if node.is_nothing() => "nothing".into(),
        NodeValue::Scalar(text, _) => {
            let line = text.lines().next().unwrap_or_default();
            let mut shown: String = line.chars().take(40).collect();
            if shown.len() < text.trim_end().len() {
                shown.push('…');
            }
            format!("`{shown}`")
        }
        NodeValue::Sequence(_) => "a list".into(),
        NodeValue::Mapping(_) => "keys and values".into(),
    }
}

/// Keys whose text is a number.
fn is_number(key: &str) -> bool {
    [
        "format", "year", "decimals", "level", "sent", "answered", "regions", "count", "percent",
        "number", "base", "order", "mean", "items",
    ]
    .contains(&key)
}

/// An entry, in a reader's words, with "this" before it.
fn this(entry: &str) -> &'static str {
    match entry {
        "StudyFile" => "this file",
        "FrontMatter" => "the front matter",
        "AuthorEntry" => "this author",
        "ReportEntry" => "`report`",
        "LicenceEntry" => "this licence",
        "PublicationEntry" => "`publication`",
        "GroupEntry" => "this group",
        "SitesEntry" => "`sites`",
        "NavigationEntry" => "this section of the navigation",
        "TableEntry" => "this table",
        "QuestionEntry" => "this question",
        "ReferenceEntry" => "`reference`",
        "ComparableEntry" => "this row of `comparable`",
        "OptionEntry" => "this option",
        "DerivedEntry" => "this computed value",
        _ => "this entry",
    }
}

/// What is to be written at a missing key, where its name does not say so.
fn meaning(entry: &str, missing: &KeyShape) -> Option<String> {
    let key = missing.key;
    Some(match (entry, key, &missing.shape) {
        (_, _, Shape::Name(names, _)) => {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            format!("{key}: {}", or(&names))
        }
        ("StudyFile", "format", _) => "format: 1".into(),
        ("FrontMatter", "title", _) => "title: the heading of the page".into(),
        ("ReportEntry", "date", _) => "date: the date of this version, such as 2026-01-31".into(),
        ("GroupEntry", "members", _) => {
            "members: what several of the group are called within a sentence".into()
        }
        ("ComparableEntry", "option", _) => "option: the id of an option of this question".into(),
        ("ComparableEntry", "with", _) => "with: the id of a value of another group".into(),
        ("PrintedEntry", "place", _) => "place: where the number stands again".into(),
        (_, "id", _) => "id: a name by which others refer to it, such as `second-choice`".into(),
        _ => return None,
    })
}
