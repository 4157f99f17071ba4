//! Faults of `references.bib`, and of roles that cite what stands in it.

use super::Diagnostic;
use super::words::list;
use crate::types::source::Place;

/// How many keys are listed where none is near to what was found.
const FEW: usize = 8;

impl Diagnostic {
    /// A citation in a study without works to cite.
    #[must_use]
    pub fn no_references(role: &str, place: Place) -> Self {
        Self::error(
            "no-references",
            format!("{{{role}}} cites, and there is no file content/references.bib"),
            place,
            "cannot be looked up",
        )
        .help("put the works that the study cites there, in the form of BibTeX or BibLaTeX")
    }

    /// A key that no work has.
    #[must_use]
    pub fn unknown_work(key: &str, place: Place, known: &[&str]) -> Self {
        Self::error(
            "unknown-work",
            format!("there is no work `{key}` in content/references.bib"),
            place,
            "no such key",
        )
        .suggest_or(key, known.iter().copied(), || match known {
            [] => "the file holds no works".into(),
            few if few.len() <= FEW => format!("its keys are {}", list(few)),
            _ => "a key is the first word of an entry: @article{key, ...}".into(),
        })
    }

    /// A citation that names a work twice.
    #[must_use]
    pub fn cited_twice(key: &str, place: Place, first: Place) -> Self {
        let message = format!("`{key}` stands twice in one citation");
        Self::error("cited-twice", message, place, "again")
            .also(first, "first")
            .help("remove one of them")
    }

    /// A citation with nothing before, between or behind commas.
    #[must_use]
    pub fn empty_key(role: &str, argument: &str, place: Place) -> Self {
        let keys: Vec<&str> =
            argument.split(',').map(str::trim).filter(|k| !k.is_empty()).collect();
        let meant = if keys.is_empty() { "key".into() } else { keys.join(", ") };
        Self::error(
            "role-argument",
            format!("expected keys with commas between them, found `{argument}`"),
            place,
            "a key is missing",
        )
        .help(format!("for instance {{{role}}}`{meant}`"))
    }

    /// A place at which a .bib file cannot be read further.
    #[must_use]
    pub fn bib_syntax(expected: &str, place: Place) -> Self {
        let end = place.file.text.len();
        let rest = place.file.text.get(place.span.start..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default().trim_end();
        let found: String = line.chars().take(20).collect();
        let found = match found.as_str() {
            _ if place.span.start >= end => "the end of the file".to_owned(),
            "" => "the end of the line".to_owned(),
            found => format!("`{found}`"),
        };
        Self::error("bib-syntax", format!("expected {expected}, found {found}"), place, "not read")
            .help("an entry reads @article{key, author = {...}, title = {...}, year = {2026}}")
            .help("see to braces that are not closed and commas that are missing before this place")
    }

    /// Braces within braces within braces.
    #[must_use]
    pub fn braces_too_deep(place: Place, limit: usize) -> Self {
        let message = format!("expected at most {limit} levels of braces, found more");
        Self::error("too-deep", message, place, "one level too many")
            .help("close the braces that are open before this place, or leave some out")
    }

    /// The entry in which a fault was found, where that is another line.
    #[must_use]
    pub fn of_entry(self, place: Place) -> Self {
        let same = self
            .labels
            .first()
            .is_some_and(|label| label.place.line_and_column().0 == place.line_and_column().0);
        if same { self } else { self.also(place, "in this entry") }
    }

    /// A name that stands for a text that nothing defines.
    #[must_use]
    pub fn unknown_abbreviation(name: &str, place: Place) -> Self {
        let message = format!("there is no abbreviation `{name}`");
        Self::error("bib-syntax", message, place, "is not defined").help(format!(
            "write the text in braces: {{{name}}}, or define @string{{{name} = {{...}}}}"
        ))
    }

    /// A key that two works have.
    #[must_use]
    pub fn duplicate_work(key: &str, place: Place, first: Place) -> Self {
        Self::error("duplicate-key", format!("the key `{key}` is used twice"), place, "again")
            .also(first, "first")
            .help("give one of them another key, and name it so where it is cited")
    }

    /// A key that cannot be part of an address.
    #[must_use]
    pub fn invalid_key(key: &str, place: Place) -> Self {
        let kept: String = key.chars().filter(char::is_ascii_alphanumeric).collect();
        let fault = Self::error(
            "invalid-key",
            format!("expected a key of letters, digits and - _ . : + /, found `{key}`"),
            place,
            "becomes part of an address",
        );
        if kept.is_empty() {
            fault.help("for instance jiang2017")
        } else {
            fault.help(format!("for instance {kept}"))
        }
    }

    /// Entries that take fields from one another in a circle.
    #[must_use]
    pub fn circular_entry(key: &str, place: Place) -> Self {
        let message = format!("`{key}` takes fields from other entries in a circle, or over many");
        Self::error("circular", message, place, "has no end")
            .help("write the fields themselves in place of `crossref` or `xdata`")
    }

    /// A work that nobody is named for.
    #[must_use]
    pub fn work_of_nobody(key: &str, place: Place) -> Self {
        let message = format!("expected `author` or `editor` in `{key}`, found neither");
        Self::error("no-author", message, place, "nothing to cite it by")
            .help("a body that answers for it goes into two braces: author = {{World Bank}}")
    }

    /// A field whose text is not of the form that it should have.
    #[must_use]
    pub fn bad_field(expected: &str, place: Place) -> Self {
        let found = place.file.text.get(place.span.clone()).unwrap_or_default();
        let message = format!("expected {expected}, found `{found}`");
        Self::error("bad-form", message, place, "not of this form")
            .help("dates are written 2026, 2026-03 or 2026-03-01")
    }

    /// A year that is none.
    #[must_use]
    pub fn no_year(found: &str, place: Place) -> Self {
        let message = format!("expected a year of four digits, found `{found}`");
        Self::error("bad-form", message, place, "left out of citations and list")
            .warning()
            .help("of a work that is not dated, leave out the field")
    }

    /// A field that is probably another, misspelt.
    #[must_use]
    pub fn unknown_field(found: &str, place: Place, known: &[&str]) -> Self {
        let message = format!("the field `{found}` is not read");
        Self::error("unknown-field", message, place, "left out").warning().suggest_or(
            found,
            known.iter().copied(),
            String::new,
        )
    }

    /// A kind of entry that is probably another, misspelt.
    #[must_use]
    pub fn unknown_entry_type(found: &str, place: Place, known: &[&str]) -> Self {
        let message = format!("there is no kind of entry `@{found}`; it is read as `@misc`");
        Self::error("unknown-kind", message, place, "of this entry").warning().suggest_or(
            found,
            known.iter().copied(),
            String::new,
        )
    }
}
