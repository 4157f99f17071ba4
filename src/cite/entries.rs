//! `references.bib` -> entries as hayagriva takes them, with their places and what is wrong.

use std::sync::Arc;

use biblatex::{Chunk, Chunks, ChunksExt, EntryType, Spanned, TypeErrorKind};
use hayagriva::Entry;
use hayagriva::types::Person;

use super::syntax;
use crate::diagnostic::{Diagnostic, nearest};
use crate::types::source::{Place, SourceFile};

/// A work that was read.
pub(super) struct Read {
    /// Its place among the entries of the file.
    pub(super) index: usize,
    pub(super) key: String,
    /// Where the key stands.
    pub(super) place: Place,
    pub(super) entry: Entry,
    /// Without the address of a resolver.
    pub(super) doi: Option<String>,
    /// `https:` or `http:`.
    pub(super) address: Option<String>,
}

impl Read {
    /// Family names of the authors, or else of the editors; bodies by their whole names.
    pub(super) fn families(&self) -> Vec<String> {
        let people = self.entry.authors().or(self.entry.editors()).unwrap_or_default();
        let name = |it: &hayagriva::types::Person| match &it.prefix {
            Some(prefix) => format!("{prefix} {}", it.name),
            None => it.name.clone(),
        };
        people.iter().map(name).collect()
    }
}

/// Addresses that stand before a DOI.
const RESOLVERS: [&str; 6] = [
    "https://doi.org/",
    "http://doi.org/",
    "https://dx.doi.org/",
    "http://dx.doi.org/",
    "doi.org/",
    "doi:",
];
/// Fields that an entry may have, beside those of which nothing is shown.
const FIELDS: [&str; 40] = [
    "abstract",
    "address",
    "annote",
    "archiveprefix",
    "author",
    "booktitle",
    "chapter",
    "crossref",
    "date",
    "doi",
    "edition",
    "editor",
    "eid",
    "eprint",
    "eprinttype",
    "howpublished",
    "institution",
    "isbn",
    "issn",
    "issue",
    "journal",
    "journaltitle",
    "keywords",
    "language",
    "location",
    "month",
    "note",
    "number",
    "organization",
    "pages",
    "publisher",
    "school",
    "series",
    "subtitle",
    "title",
    "type",
    "url",
    "urldate",
    "volume",
    "year",
];
/// Kinds of entry that are often meant.
const KINDS: [&str; 14] = [
    "article",
    "book",
    "booklet",
    "dataset",
    "inbook",
    "incollection",
    "inproceedings",
    "manual",
    "misc",
    "online",
    "phdthesis",
    "proceedings",
    "report",
    "techreport",
];

/// Reads all entries; what is faulty is left out and reported. The names of journals are given to
/// the style as they are if they are `fixed_journals`.
pub(super) fn read(file: &Arc<SourceFile>, fixed_journals: bool) -> (Vec<Read>, Vec<Diagnostic>) {
    let (keys, bibliography, mut faults) = syntax::parse(file);
    let mut works = Vec::new();
    for (index, entry) in bibliography.into_vec().into_iter().enumerate() {
        let Some(span) = keys.get(&entry.key) else { continue };
        let place = Place { file: Arc::clone(file), span: span.clone() };
        let checked = Checked { file, place: &place, fixed_journals, entry, faults: Vec::new() };
        let (read, more) = checked.read(index);
        faults.extend(more);
        works.extend(read);
    }
    (works, faults)
}

/// An entry that is being checked.
struct Checked<'a> {
    file: &'a Arc<SourceFile>,
    /// Where its key stands.
    place: &'a Place,
    fixed_journals: bool,
    entry: biblatex::Entry,
    faults: Vec<Diagnostic>,
}

impl Checked<'_> {
    fn read(mut self, index: usize) -> (Option<Read>, Vec<Diagnostic>) {
        self.kind();
        self.fields();
        let says = ["author", "editor"].iter().any(|field| self.text(field).is_some());
        if !says {
            self.faults.push(Diagnostic::work_of_nobody(&self.entry.key, self.place.clone()));
        }
        self.year();
        let doi = self.doi();
        let address = self.address();
        if self.fixed_journals {
            self.journal();
        }
        self.publisher();
        self.number();
        self.preprint();
        let entry = match Entry::try_from(&self.entry) {
            Ok(entry) => entry,
            Err(error) => {
                let place = self.at(&error.span);
                self.faults.push(Diagnostic::bad_field(type_words(&error.kind), place));
                return (None, self.faults);
            }
        };
        self.dates(&entry);
        let entry = with_particles(entry);
        let (key, place) = (self.entry.key, self.place.clone());
        (Some(Read { index, key, place, entry, doi, address }), self.faults)
    }

    /// The place of a span; the key where the span is not of this file.
    fn at(&self, span: &std::ops::Range<usize>) -> Place {
        let text = &self.file.text;
        let (start, end) = (span.start, span.end.min(text.len()));
        if start > end || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            return self.place.clone();
        }
        Place { file: Arc::clone(self.file), span: start..end }
    }

    /// The text of a field, where it has one.
    fn text(&self, field: &str) -> Option<String> {
        let text = self.entry.get(field)?.format_verbatim().trim().to_owned();
        Some(text).filter(|text| !text.is_empty())
    }

    fn place_of(&self, field: &str) -> Place {
        self.entry.get(field).map_or_else(|| self.place.clone(), |chunks| self.at(&chunks.span()))
    }

    fn set(&mut self, field: &str, text: String) {
        let chunks: Chunks = vec![Spanned::detached(Chunk::Verbatim(text))];
        self.entry.set(field, chunks);
    }

    fn kind(&mut self) {
        if let EntryType::Unknown(kind) = &self.entry.entry_type
            && let near = nearest(kind, KINDS)
            && !near.is_empty()
        {
            let fault = Diagnostic::unknown_entry_type(kind, self.place.clone(), &KINDS);
            self.faults.push(fault);
        }
    }

    /// Fields whose names are nearly those of others.
    fn fields(&mut self) {
        let names: Vec<String> = self.entry.fields.keys().cloned().collect();
        for name in names {
            if !FIELDS.contains(&&*name) && !nearest(&name, FIELDS).is_empty() {
                let place = self.place_of(&name);
                self.faults.push(Diagnostic::unknown_field(&name, place, &FIELDS));
            }
        }
    }

    /// A year that is none would be left out in silence.
    fn year(&mut self) {
        for field in ["year", "date"] {
            let Some(text) = self.text(field) else { continue };
            let digits = text.trim_start_matches('-').bytes().take_while(u8::is_ascii_digit);
            if digits.count() != 4 {
                let place = self.place_of(field);
                self.faults.push(Diagnostic::no_year(&text, place));
                self.entry.remove(field);
            }
        }
    }

    /// Dates that were not taken would be left out in silence.
    fn dates(&mut self, entry: &Entry) {
        let visited = entry.url().is_none_or(|url| url.visit_date.is_some());
        for (field, taken) in [
            ("date", entry.date().is_some()),
            ("year", entry.date().is_some()),
            ("urldate", visited),
        ] {
            if !taken && self.text(field).is_some() {
                let place = self.place_of(field);
                self.faults.push(Diagnostic::bad_field("a date", place));
            }
        }
    }

    fn doi(&mut self) -> Option<String> {
        let text = self.text("doi")?;
        let lower = text.to_lowercase();
        let prefix = RESOLVERS.iter().find(|prefix| lower.starts_with(**prefix));
        let doi = text[prefix.map_or(0, |prefix| prefix.len())..].trim().to_owned();
        let fits = doi.starts_with("10.")
            && doi.contains('/')
            && !doi.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\');
        if !fits {
            let place = self.place_of("doi");
            let help = "for instance 10.1136/svn-2017-000101".into();
            self.faults.push(Diagnostic::bad_form("a DOI", &text, place, help));
            return None;
        }
        self.set("doi", doi.clone());
        Some(doi)
    }

    fn address(&mut self) -> Option<String> {
        let text = self.text("url")?;
        let lower = text.to_lowercase();
        let fits = ["https://", "http://"].iter().any(|scheme| lower.starts_with(scheme))
            && !text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\');
        if !fits {
            let place = self.place_of("url");
            let expected = "an address that begins with https:// or http://";
            let help = "for instance https://example.org/paper".into();
            self.faults.push(Diagnostic::bad_form(expected, &text, place, help));
            return None;
        }
        Some(text)
    }

    /// A journal's name keeps its letters where the style would write it in capitals:
    /// "e-Medicine".
    fn journal(&mut self) {
        for field in ["journal", "journaltitle"] {
            if let Some(name) = self.text(field) {
                self.set(field, name);
            }
        }
    }

    /// Of theses and reports, who published them is the school or institution.
    fn publisher(&mut self) {
        let body = ["school", "institution"].into_iter().find_map(|field| self.text(field));
        if let Some(body) = body.filter(|_| self.text("publisher").is_none()) {
            self.set("publisher", body);
        }
    }

    /// The number of an article stands where others have pages; styles know only those.
    fn number(&mut self) {
        if self.text("pages").is_none()
            && let Some(number) = self.text("eid")
        {
            self.set("pages", number);
        }
    }

    /// A preprint is cited like an article of its server; styles show neither `howpublished` nor
    /// the DOI of what they take for anything.
    fn preprint(&mut self) {
        if self.entry.entry_type != EntryType::Misc {
            return;
        }
        let server = ["howpublished", "archiveprefix", "eprinttype"]
            .into_iter()
            .find_map(|field| self.text(field))
            .filter(|server| !server.contains("://"));
        let numbered = ["doi", "eid", "eprint"].into_iter().any(|it| self.text(it).is_some());
        if let Some(server) = server.filter(|_| numbered) {
            self.entry.entry_type = EntryType::Article;
            self.entry.remove("howpublished");
            self.set("journaltitle", server);
            if let (None, Some(number)) = (self.text("pages"), self.text("eprint")) {
                self.set("pages", number);
            }
        }
    }
}

/// The entry with "van" and its like as part of the family name: hayagriva takes all of them for
/// such as are left out in citations.
fn with_particles(mut entry: Entry) -> Entry {
    let whole = |people: &[Person]| -> Vec<Person> {
        let named = people.iter().cloned().map(|mut person| {
            if let Some(prefix) = person.prefix.take() {
                person.name = format!("{prefix} {}", person.name);
            }
            person
        });
        named.collect()
    };
    if let Some(authors) = entry.authors().map(whole) {
        entry.set_authors(authors);
    }
    if let Some(editors) = entry.editors().map(whole) {
        entry.set_editors(editors);
    }
    let parents = entry.parents().iter().cloned().map(with_particles).collect();
    entry.set_parents(parents);
    entry
}

/// What is wrong with a field, in words.
fn type_words(kind: &TypeErrorKind) -> &'static str {
    match kind {
        TypeErrorKind::UndefinedRange => "a range that begins or ends",
        TypeErrorKind::DayOutOfRange => "a day from 1 to 31",
        TypeErrorKind::MonthOutOfRange => "a month from 1 to 12",
        TypeErrorKind::InvalidNumber
        | TypeErrorKind::MissingNumber
        | TypeErrorKind::InvalidIntegerRange => "a number",
        TypeErrorKind::WrongNumberOfDigits => "a year of four digits, or a month or day of two",
        TypeErrorKind::YearZeroCE => "a year other than 0",
        _ => "another form",
    }
}
