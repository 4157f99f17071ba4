//! Message files -> every text that offprint itself writes, in the language of a study.
//!
//! The files are written in Fluent. A message is a text with variables; it may have forms for
//! numbers and words, and markers such as `<link>…</link>`, for which the writer of a page has the
//! elements. All messages of a language are there before the first one is asked for: what a study's
//! own file lacks is a fault of the build, and a test holds that whatever the code asks for stands in
//! the English ones.

mod compile;
mod english;
mod pseudo;
mod writer;

use std::fmt;
use std::sync::{Arc, LazyLock};

use indexmap::IndexMap;
use intl_pluralrules::{PluralRuleType, PluralRules};
use rustc_hash::FxBuildHasher;
use unic_langid::LanguageIdentifier;

pub use compile::{Flaw, FlawKind, Found};
pub use english::FILES as ENGLISH_FILES;

use super::number::{NumberStyle, Printed};
use writer::Writer;

/// The language of the messages that are compiled in.
pub const ENGLISH: &str = "en";

/// What the key of a message ends with that stands in the place of another where a study reports its
/// own data.
pub const OF_OWN_DATA: &str = "-own";

/// The English messages, read once.
static BUILT_IN: LazyLock<Messages> = LazyLock::new(|| {
    let mut catalog = Catalog::new(ENGLISH);
    for (_, text) in ENGLISH_FILES {
        let found = compile::compile(text);
        debug_assert!(found.flaws.is_empty(), "offprint's own messages: {:?}", found.flaws);
        catalog.add(found.messages);
    }
    Messages(Arc::new(catalog))
});

/// Writes a message: `say!(style, "key", count = 3, label = &label)`. A number is written in the
/// style of the study, and chooses the form of the message.
macro_rules! say {
    ($style:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $style.say($key, &[$((stringify!($name), $crate::types::messages::Stands::arg(&$value))),*])
    };
}
pub(crate) use say;

/// The messages of one language; a copy costs next to nothing.
#[derive(Clone)]
pub struct Messages(Arc<Catalog>);

/// All messages of a language, by their keys.
#[derive(Clone)]
struct Catalog {
    language: String,
    plural: Option<PluralRules>,
    right_to_left: bool,
    /// A page asks for thousands of them: they are found without comparing keys in order.
    messages: IndexMap<String, Message, FxBuildHasher>,
}

/// A message as it was compiled.
#[derive(Debug, Clone)]
pub struct Message {
    parts: Vec<Part>,
}

/// A part of a message.
#[derive(Debug, Clone)]
enum Part {
    Text(String),
    Variable(String),
    /// The start of an element that the writer of a page has.
    Open(String),
    /// Its end.
    Close(String),
    /// One of several forms, by the value of a variable.
    Select {
        variable: String,
        variants: Vec<(Key, Vec<Part>)>,
        default: usize,
    },
}

/// What a form is chosen by.
#[derive(Debug, Clone)]
enum Key {
    /// A number, as its plain digits.
    Number(String),
    /// The name of a plural form, or a word that a writer gives.
    Word(String),
}

/// What stands for a variable.
#[derive(Debug, Clone)]
pub enum Arg<'a> {
    /// A finished text.
    Text(&'a str),
    /// A whole number, written in the style of the study.
    Count(u64),
    /// A finished number and its plain digits, by which the form is chosen.
    Sized(String, String),
}

/// What can stand for a variable of a message.
pub trait Stands {
    /// It, as a message takes it.
    fn arg(&self) -> Arg<'_>;
}

impl Stands for str {
    fn arg(&self) -> Arg<'_> {
        Arg::Text(self)
    }
}

impl Stands for String {
    fn arg(&self) -> Arg<'_> {
        Arg::Text(self)
    }
}

impl<T: Stands + ?Sized> Stands for &T {
    fn arg(&self) -> Arg<'_> {
        (**self).arg()
    }
}

impl<T: Stands + ?Sized> Stands for &mut T {
    fn arg(&self) -> Arg<'_> {
        (**self).arg()
    }
}

impl Stands for Arg<'_> {
    fn arg(&self) -> Arg<'_> {
        match self {
            Arg::Text(text) => Arg::Text(text),
            Arg::Count(n) => Arg::Count(*n),
            Arg::Sized(text, digits) => Arg::Sized(text.clone(), digits.clone()),
        }
    }
}

impl Stands for Printed {
    fn arg(&self) -> Arg<'_> {
        Arg::Text(self.text())
    }
}

impl Stands for u64 {
    fn arg(&self) -> Arg<'_> {
        Arg::Count(*self)
    }
}

impl Stands for u32 {
    fn arg(&self) -> Arg<'_> {
        Arg::Count((*self).into())
    }
}

impl Stands for u8 {
    fn arg(&self) -> Arg<'_> {
        Arg::Count((*self).into())
    }
}

impl Stands for usize {
    fn arg(&self) -> Arg<'_> {
        Arg::Count(u64::try_from(*self).unwrap_or(u64::MAX))
    }
}

impl Messages {
    /// The English messages, which are compiled in.
    #[must_use]
    pub fn english() -> Self {
        BUILT_IN.clone()
    }

    /// The messages for a language that has none of a study: English ones, or English ones made
    /// strange to find what is not a message.
    #[must_use]
    pub fn built_in(language: &str) -> Option<Self> {
        if language == ENGLISH {
            return Some(Self::english());
        }
        if let Some(pseudo) = pseudo::of(language) {
            let mut catalog = (*BUILT_IN.0).clone();
            language.clone_into(&mut catalog.language);
            catalog.messages.iter_mut().for_each(|(key, message)| pseudo.change(key, message));
            return Some(Self::whole(catalog));
        }
        let primary = language.split('-').next().unwrap_or_default();
        primary.eq_ignore_ascii_case(ENGLISH).then(|| {
            let mut catalog = (*BUILT_IN.0).clone();
            language.clone_into(&mut catalog.language);
            Self(Arc::new(catalog))
        })
    }

    /// The messages of a language as a study has them. Where a base is given, they count before its
    /// messages; where there is none, they have to be complete.
    #[must_use]
    pub fn of(language: &str, texts: &[&str], base: Option<&Self>) -> (Self, Vec<Vec<Flaw>>) {
        let english = &BUILT_IN.0;
        let mut catalog = Catalog::new(language);
        let mut flaws = Vec::with_capacity(texts.len());
        for text in texts {
            let mut found = compile::compile(text);
            found.check(english, &catalog);
            catalog.add(found.messages);
            flaws.push(found.flaws);
        }
        let keys = catalog.lacking(english);
        if base.is_none() && !keys.is_empty() {
            let flaw = Flaw { span: 0..0, kind: FlawKind::Missing(keys) };
            if let Some(first) = flaws.first_mut() {
                first.push(flaw);
            }
        }
        // What is missing is English meanwhile, so that the other faults can be found.
        let base = base.map_or(english, |base| &base.0);
        for (key, message) in &base.messages {
            catalog.messages.entry(key.clone()).or_insert_with(|| message.clone());
        }
        (Self::whole(catalog), flaws)
    }

    /// The messages of a study that reports its own data: where one is there twice, as `key` and as
    /// `key-own`, the second stands for the first, which speaks of a source that somebody else wrote.
    #[must_use]
    pub fn of_own_data(&self) -> Self {
        let mut catalog = (*self.0).clone();
        let own = catalog.messages.iter().filter_map(|(key, message)| {
            let key = key.strip_suffix(OF_OWN_DATA)?;
            Some((key.to_owned(), message.clone()))
        });
        for (key, message) in own.collect::<Vec<_>>() {
            catalog.messages.insert(key, message);
        }
        Self(Arc::new(catalog))
    }

    /// A catalog that holds all messages, so that its settings can be read.
    fn whole(catalog: Catalog) -> Self {
        let direction =
            |message: &Message| matches!(&message.parts[..], [Part::Text(text)] if text == "rtl");
        let right_to_left = catalog.get("setting-direction").is_some_and(direction);
        Self(Arc::new(Catalog { right_to_left, ..catalog }))
    }

    /// The language, as its tag.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.0.language
    }

    /// The primary part of the tag: "pt" of "pt-BR".
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.language.split('-').next().unwrap_or_default()
    }

    /// Whether the language is written from right to left.
    #[must_use]
    pub fn right_to_left(&self) -> bool {
        self.0.right_to_left
    }

    /// A message without variables.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        match self.0.get(key).map(|message| &message.parts[..]) {
            Some([Part::Text(text)]) => text,
            _ => "",
        }
    }

    /// A message without variables, by a key that may not be there.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(|_| self.text(key))
    }

    /// A message as plain text; markers leave nothing behind. `style` writes the numbers.
    #[must_use]
    pub fn say(&self, key: &str, args: &[(&str, Arg<'_>)], style: &NumberStyle) -> String {
        let number = |n: u64| style.count(n);
        self.write(key, args, false, &number)
    }

    /// A message as HTML: its text and what stands for variables are escaped, but for variables
    /// whose name ends in `_html`; what stands for a marker is the tag that opens its element.
    #[must_use]
    pub fn html(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.write(key, args, true, &|n| n.to_string())
    }

    fn write(
        &self,
        key: &str,
        args: &[(&str, Arg<'_>)],
        html: bool,
        number: &dyn Fn(u64) -> String,
    ) -> String {
        let message = self.0.get(key);
        debug_assert!(message.is_some(), "there is no message `{key}`");
        let mut writer = Writer {
            args,
            html,
            rtl: self.right_to_left(),
            number,
            plural: self.0.plural.as_ref(),
            out: String::new(),
        };
        if let Some(message) = message {
            writer.parts(&message.parts);
        }
        writer.out
    }

    /// The variables of a message, markers among them; nothing where there is no such message.
    #[must_use]
    pub fn variables(&self, key: &str) -> Option<Vec<&str>> {
        self.0.get(key).map(Message::variables)
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let mut keys: Vec<&str> = self.0.messages.keys().map(String::as_str).collect();
        keys.sort_unstable();
        keys.into_iter()
    }
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Messages({})", self.0.language)
    }
}

impl Default for Messages {
    fn default() -> Self {
        Self::english()
    }
}

impl PartialEq for Messages {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.language == other.0.language
    }
}

impl Eq for Messages {}

impl Catalog {
    fn new(language: &str) -> Self {
        Self {
            language: language.to_owned(),
            plural: plural(language),
            right_to_left: false,
            messages: IndexMap::default(),
        }
    }

    fn get(&self, key: &str) -> Option<&Message> {
        self.messages.get(key)
    }

    fn add(&mut self, messages: Vec<(String, Message)>) {
        self.messages.extend(messages);
    }

    /// The keys of another catalog that this one does not have, in order.
    fn lacking(&self, whole: &Self) -> Vec<String> {
        let all = whole.messages.keys().filter(|key| !self.messages.contains_key(*key));
        let mut keys: Vec<String> = all.cloned().collect();
        keys.sort_unstable();
        keys
    }
}

/// The plural forms of a language: those of its tag, or of its primary part.
fn plural(language: &str) -> Option<PluralRules> {
    let primary = language.split('-').next().unwrap_or_default();
    [language, primary].into_iter().find_map(|tag| {
        let tag: LanguageIdentifier = tag.parse().ok()?;
        PluralRules::create(tag, PluralRuleType::CARDINAL).ok()
    })
}

impl Message {
    /// What stands in the message for something else, each once.
    fn variables(&self) -> Vec<&str> {
        let mut names = Vec::new();
        collect(&self.parts, &mut names);
        names
    }
}

fn collect<'a>(parts: &'a [Part], names: &mut Vec<&'a str>) {
    for part in parts {
        let name = match part {
            Part::Text(_) => continue,
            Part::Variable(name) | Part::Open(name) | Part::Close(name) => name,
            Part::Select { variable, variants, .. } => {
                for (_, parts) in variants {
                    collect(parts, names);
                }
                variable
            }
        };
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
}
