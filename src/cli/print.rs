//! Diagnostics and results -> a terminal: excerpts in the manner of rustc, colour where there is
//! a terminal and `NO_COLOR` is not set.

use std::fmt::Arguments;
use std::io::Write as _;
use std::time::Duration;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use offprint::diagnostic::{Broken, Diagnostic, Severity};

/// How many diagnostics are printed at most.
const MOST: usize = 200;

/// Prints a line to the output stream. A reader that has gone away is no fault of the run.
pub(super) fn line(text: Arguments<'_>) {
    let _ = writeln!(anstream::stdout(), "{text}");
}

/// Prints a line to the error stream.
pub(super) fn aside(text: Arguments<'_>) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Prints bytes to the output stream, as they are.
pub(super) fn bytes(bytes: &[u8]) {
    let _ = std::io::stdout().lock().write_all(bytes);
}

/// Prints diagnostics to the error stream.
pub(super) fn diagnostics(list: &[Diagnostic]) {
    each(list, MOST, aside);
}

/// Prints diagnostics that were asked for, to the output stream.
pub(super) fn found(list: &[Diagnostic]) {
    each(list, MOST, line);
}

/// Prints diagnostics of which none may be left out, to the output stream.
pub(super) fn every(list: &[Diagnostic]) {
    each(list, list.len(), line);
}

fn each(list: &[Diagnostic], most: usize, print: fn(Arguments<'_>)) {
    let renderer = Renderer::styled();
    for diagnostic in list.iter().take(most) {
        print(format_args!("{}\n", renderer.render(&groups(diagnostic))));
    }
    if list.len() > most {
        print(format_args!("... and {} more\n", list.len() - most));
    }
}

/// Diagnostics as a terminal shows them, without colour.
pub(super) fn plain(list: &[Diagnostic]) -> Vec<String> {
    let renderer = Renderer::plain();
    list.iter().take(MOST).map(|diagnostic| renderer.render(&groups(diagnostic))).collect()
}

/// A diagnostic as a title, an excerpt for each file, and help.
fn groups(diagnostic: &Diagnostic) -> Vec<Group<'_>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let mut group = Group::with_title(title);
    let mut done: Vec<&str> = Vec::new();
    for label in &diagnostic.labels {
        let file = &label.place.file;
        if done.contains(&file.path.as_str()) {
            continue;
        }
        done.push(&file.path);
        if file.text.is_empty() {
            group = group.element(Origin::path(file.path.as_str()));
            continue;
        }
        let own = diagnostic.labels.iter().enumerate().filter(|(_, l)| l.place.file == *file);
        let annotations = own.map(|(i, label)| {
            let kind = if i == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let annotation = kind.span(label.place.span.clone());
            if label.text.is_empty() { annotation } else { annotation.label(label.text.as_str()) }
        });
        let snippet = Snippet::source(file.text.as_str()).path(file.path.as_str());
        group = group.element(snippet.annotations(annotations));
    }
    let notes = diagnostic.notes.iter().filter(|note| !note.is_empty());
    group = group.elements(notes.map(|note| Level::NOTE.message(note.as_str())));
    let help = diagnostic.help.iter().filter(|help| !help.is_empty());
    group = group.elements(help.map(|help| Level::HELP.message(help.as_str())));
    vec![group]
}

/// Prints what a broken world said, and what to do.
pub(super) fn broken(error: &Broken) {
    misused(&error.to_string(), error.help());
}

/// What a broken world said, and what to do, without colour.
pub(super) fn plain_broken(error: &Broken) -> String {
    Renderer::plain().render(&[misuse(&error.to_string(), error.help())])
}

/// Prints what was done wrong on the command line, and what to do.
pub(super) fn misused(title: &str, help: &str) {
    aside(format_args!("{}", Renderer::styled().render(&[misuse(title, help)])));
}

fn misuse<'a>(title: &'a str, help: &'a str) -> Group<'a> {
    Group::with_title(Level::ERROR.primary_title(title)).element(Level::HELP.message(help))
}

/// Prints how many diagnostics there were and what came of it.
pub(super) fn summary(list: &[Diagnostic], outcome: &str) {
    aside(format_args!("offprint: {}; {outcome}", severities(list)));
}

/// Lists files of others that were removed, all of them, on the error stream.
pub(super) fn removed(files: &[String], folder: &std::path::Path) {
    for file in files {
        aside(format_args!("offprint: removed {}", folder.join(file).display()));
    }
}

/// How many diagnostics of each severity there are: "1 error, 2 warnings".
pub(super) fn severities(list: &[Diagnostic]) -> String {
    let named =
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let counted = named
        .map(|(severity, name)| (list.iter().filter(|it| it.severity == severity).count(), name));
    let counted = counted.into_iter().filter(|(n, _)| *n > 0);
    let parts: Vec<String> = counted.map(|(n, name)| count(n, name)).collect();
    if parts.is_empty() { "no errors".into() } else { parts.join(", ") }
}

/// "1 page", "2 pages".
pub(super) fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// "1.9 MB".
pub(super) fn size(bytes: usize) -> String {
    if bytes < 1_000_000 {
        format!("{} kB", bytes.div_ceil(1000))
    } else {
        format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
    }
}

/// "31 ms", "1.2 s".
pub(super) fn duration(took: Duration) -> String {
    let micros = took.as_micros();
    match micros {
        0..10_000 => format!("{}.{} ms", micros / 1000, micros % 1000 / 100),
        10_000..1_000_000 => format!("{} ms", micros / 1000),
        _ => format!("{}.{} s", micros / 1_000_000, micros % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_well() {
        assert_eq!(count(1, "page"), "1 page");
        assert_eq!(count(0, "page"), "0 pages");
        assert_eq!(size(999_001), "1000 kB");
        assert_eq!(size(1_950_000), "1.9 MB");
        assert_eq!(duration(Duration::from_micros(6_449)), "6.4 ms");
        assert_eq!(duration(Duration::from_micros(31_999)), "31 ms");
        assert_eq!(duration(Duration::from_millis(1_250)), "1.2 s");
    }
}
