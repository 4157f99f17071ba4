//! The text of `references.bib` -> its entries and the places of their keys; every fault of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use biblatex::{Bibliography, ParseError, ParseErrorKind, RawBibliography, RawChunk, RawEntry};

use crate::diagnostic::Diagnostic;
use crate::types::source::{Place, SourceFile};

/// How many levels of `crossref` and `xdata` are followed.
const MAX_LEVELS: usize = 8;

/// How many levels of braces may stand within one another.
const MAX_BRACES: usize = 32;

/// Where the keys of a file stand, its entries, and what is wrong with it.
pub(super) type Parsed = (BTreeMap<String, Range<usize>>, Bibliography, Vec<Diagnostic>);

/// Parses a file; entries that cannot be read are left out and reported.
pub(super) fn parse(file: &Arc<SourceFile>) -> Parsed {
    let mut faults = Vec::new();
    if let Some(deep) = too_deep(&file.text) {
        let place = at(file, deep..deep + 1);
        faults.push(Diagnostic::braces_too_deep(place, MAX_BRACES));
        return (BTreeMap::new(), Bibliography::new(), faults);
    }
    let readable = readable(file, &mut faults);
    let text = readable.as_deref().unwrap_or(&file.text);
    let Ok(mut raw) = RawBibliography::parse(text) else {
        return (BTreeMap::new(), Bibliography::new(), faults);
    };
    let mut keys: BTreeMap<String, Range<usize>> = BTreeMap::new();
    raw.entries.retain(|entry| {
        let (key, span) = (entry.v.key.v, entry.v.key.span.clone());
        let place = at(file, span.clone());
        if let Some(first) = keys.get(key) {
            faults.push(Diagnostic::duplicate_work(key, place, at(file, first.clone())));
            return false;
        }
        if !is_key(key) {
            faults.push(Diagnostic::invalid_key(key, place));
            return false;
        }
        keys.insert(key.to_owned(), span);
        true
    });
    circles(file, &mut raw, &mut faults);
    loop {
        let error = match Bibliography::from_raw(raw.clone()) {
            Ok(bibliography) => return (keys, bibliography, faults),
            Err(error) => error,
        };
        let own = |entry: &RawEntry<'_>| {
            entry.fields.iter().any(|field| {
                let span = field.key.span.start..field.value.span.end + 1;
                span.contains(&error.span.start)
            })
        };
        let first = raw.entries.iter().position(|entry| own(&entry.v));
        faults.push(fault(file, &error));
        match first {
            Some(first) => drop(raw.entries.remove(first)),
            None => return (keys, Bibliography::new(), faults),
        }
    }
}

/// Where braces nest too deep: the parser takes ever longer with each level. An entry that begins
/// a line counts anew.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut from) = (0usize, 0);
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('@') {
            depth = 0;
        }
        for (i, byte) in line.bytes().enumerate() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > MAX_BRACES {
                return Some(from + i);
            }
        }
        from += line.len();
    }
    None
}

/// The text with spaces in place of the entries that cannot be parsed; nothing where all can.
fn readable(file: &Arc<SourceFile>, faults: &mut Vec<Diagnostic>) -> Option<String> {
    let whole = RawBibliography::parse(&file.text).err()?;
    let mut text = file.text.clone();
    let known = faults.len();
    for entry in entries(&file.text) {
        let Err(error) = RawBibliography::parse(&file.text[entry.clone()]) else { continue };
        let span = entry.start + error.span.start..entry.start + error.span.end;
        let begins = first_line(file, entry.start);
        faults.push(fault(file, &ParseError { span, kind: error.kind }).of_entry(begins));
        text.replace_range(entry.clone(), &" ".repeat(entry.len()));
    }
    if faults.len() == known {
        // Each entry can be read by itself, so the fault lies between them.
        faults.push(fault(file, &whole));
    }
    Some(text)
}

/// The stretches of the text that begin with an @ at the start of a line.
fn entries(text: &str) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('@') {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

fn first_line(file: &Arc<SourceFile>, start: usize) -> Place {
    let line = file.text[start..].lines().next().unwrap_or_default().trim_end();
    at(file, start..start + line.len())
}

fn at(file: &Arc<SourceFile>, span: Range<usize>) -> Place {
    let text = &file.text;
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Place { file: Arc::clone(file), span: start..end }
}

/// Keys become parts of addresses.
fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:+/".contains(&b))
}

/// Leaves out entries that take fields from one another in a circle, or over too many levels.
fn circles(file: &Arc<SourceFile>, raw: &mut RawBibliography<'_>, faults: &mut Vec<Diagnostic>) {
    let above: BTreeMap<String, BTreeSet<String>> =
        raw.entries.iter().map(|it| (it.v.key.v.to_owned(), parents(&it.v))).collect();
    raw.entries.retain(|entry| {
        let mut level: BTreeSet<&String> = above[entry.v.key.v].iter().collect();
        for _ in 0..MAX_LEVELS {
            level = level.iter().filter_map(|key| above.get(*key)).flatten().collect();
        }
        if !level.is_empty() {
            let place = at(file, entry.v.key.span.clone());
            faults.push(Diagnostic::circular_entry(entry.v.key.v, place));
        }
        level.is_empty()
    });
}

/// The entries from which one takes fields.
fn parents(entry: &RawEntry<'_>) -> BTreeSet<String> {
    let mut parents = BTreeSet::new();
    for field in &entry.fields {
        if ["crossref", "xdata"].contains(&field.key.v.to_ascii_lowercase().as_str()) {
            for chunk in &field.value.v {
                let (RawChunk::Normal(text) | RawChunk::Abbreviation(text)) = chunk.v;
                parents.extend(text.split(',').map(|key| key.trim().to_owned()));
            }
        }
    }
    parents
}

fn fault(file: &Arc<SourceFile>, error: &ParseError) -> Diagnostic {
    let place = at(file, error.span.clone());
    match &error.kind {
        ParseErrorKind::UnknownAbbreviation(name) => Diagnostic::unknown_abbreviation(name, place),
        ParseErrorKind::UnexpectedEof => Diagnostic::bib_syntax("the end of the entry", place),
        ParseErrorKind::Expected(token) => Diagnostic::bib_syntax(&token_words(*token), place),
        ParseErrorKind::Unexpected(token) => Diagnostic::bib_syntax(&format!("no {token}"), place),
        ParseErrorKind::MalformedCommand => Diagnostic::bib_syntax("a whole command of TeX", place),
        _ => Diagnostic::bib_syntax("another form", place),
    }
}

fn token_words(token: biblatex::Token) -> String {
    use biblatex::Token;
    match token {
        Token::Identifier => "a name".into(),
        Token::OpeningBrace => "an opening brace".into(),
        Token::ClosingBrace => "a closing brace".into(),
        Token::Comma => "a comma".into(),
        Token::QuotationMark => "a quotation mark".into(),
        Token::Equals => "an equals sign".into(),
        Token::DecimalPoint => "a decimal point".into(),
    }
}
