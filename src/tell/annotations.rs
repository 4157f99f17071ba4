//! Diagnostics -> commands of a workflow on GitHub, which shows them beside the lines of a pull
//! request: `::error file=…,line=…::message`.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Severity};

/// Annotations for what is about the study, then for what is about the source. An error about the
/// source is a warning here: it is there to be shown, and fails nothing.
#[must_use]
pub(crate) fn annotations(study: &[Diagnostic], source: &[Diagnostic], folder: &str) -> String {
    let mut out = String::new();
    for it in study {
        let command = match it.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        annotation(&mut out, command, it, folder);
    }
    for it in source {
        let command = if it.severity == Severity::Note { "notice" } else { "warning" };
        annotation(&mut out, command, it, folder);
    }
    out
}

fn annotation(out: &mut String, command: &str, it: &Diagnostic, folder: &str) {
    let mut properties = Vec::new();
    if let Some(label) = it.labels.first() {
        let place = &label.place;
        let (line, column) = place.line_and_column();
        let (end_line, end_column) = place.file.line_and_column(place.span.end);
        properties.push(("file", format!("{folder}{}", place.file.path)));
        properties.push(("line", line.to_string()));
        // Columns have a meaning within one line only.
        if end_line == line {
            properties.push(("endLine", line.to_string()));
            properties.push(("col", column.to_string()));
            properties.push(("endColumn", end_column.max(column).to_string()));
        }
    }
    properties.push(("title", it.code.to_owned()));
    let properties: Vec<String> =
        properties.into_iter().map(|(key, value)| format!("{key}={}", property(&value))).collect();
    let mut message = it.message.clone();
    for label in it.labels.iter().skip(1).filter(|label| !label.text.is_empty()) {
        let (line, column) = label.place.line_and_column();
        let path = &label.place.file.path;
        // Writing to a string cannot fail.
        let _ = write!(message, "\n{folder}{path}:{line}:{column}: {}", label.text);
    }
    for line in it.notes.iter().chain(&it.help).filter(|line| !line.is_empty()) {
        message.push('\n');
        message.push_str(line);
    }
    let _ = writeln!(out, "::{command} {}::{}", properties.join(","), data(&message));
}

/// The text of a command, on one line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Label;
    use crate::types::source::{Place, SourceFile};

    fn diagnostic(severity: Severity, path: &str) -> Diagnostic {
        let file = Arc::new(SourceFile { path: path.into(), text: "a: 70\nb: 7\n".into() });
        let place = |span| Place { file: Arc::clone(&file), span };
        let label = |span, text: &str| Label { place: place(span), text: text.into() };
        Diagnostic {
            severity,
            code: "printed-twice",
            message: "70%\nand 7%".into(),
            labels: vec![label(3..5, "here"), label(9..10, "there")],
            notes: vec!["70 is not 7".into()],
            help: vec![String::new(), "ask, then wait".into()],
        }
    }

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let fault = diagnostic(Severity::Error, "content/a,b:c.yaml");
        assert_eq!(
            annotations(&[fault], &[], "my 1%/"),
            "::error file=my 1%25/content/a%2Cb%3Ac.yaml,line=1,endLine=1,col=4,endColumn=6,\
             title=printed-twice::70%25%0Aand 7%25%0Amy 1%25/content/a,b:c.yaml:2:4: there%0A70 is \
             not 7%0Aask, then wait\n"
        );
    }

    #[test]
    fn errors_of_the_source_fail_nothing() {
        let finding = diagnostic(Severity::Error, "content/a.yaml");
        let told = annotations(&[], &[finding, diagnostic(Severity::Note, "b")], "");
        let commands: Vec<&str> = told.lines().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(commands, ["::warning", "::notice"]);
    }
}
