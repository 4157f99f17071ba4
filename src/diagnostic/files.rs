//! Faults of files as such.

use std::sync::Arc;

use super::Diagnostic;
use crate::types::source::{Place, SourceFile};

/// The place of a file whose text is not at hand.
fn whole(path: &str) -> Place {
    Place { file: Arc::new(SourceFile { path: path.to_owned(), text: String::new() }), span: 0..0 }
}

impl Diagnostic {
    /// `content/study.yaml` is missing.
    #[must_use]
    pub fn no_study_file() -> Self {
        Self::error(
            "no-study-file",
            "expected the file content/study.yaml, found none".into(),
            whole("content/study.yaml"),
            "",
        )
        .help("it says what the study is and who was asked; docs/data-model.md has an example")
    }

    /// A file that no stage reads.
    #[must_use]
    pub fn unexpected_file(path: &str, expected: &str) -> Self {
        Self::error("unexpected-file", format!("{path} is not read"), whole(path), "")
            .warning()
            .help(format!("expected here: {expected}"))
    }

    /// A file that is too large.
    #[must_use]
    pub fn file_too_large(path: &str, size: u64, limit: u64) -> Self {
        let mib = |bytes: u64| bytes.div_ceil(1024 * 1024);
        Self::error(
            "file-too-large",
            format!("expected at most {} MiB, found {} MiB", mib(limit), mib(size)),
            whole(path),
            "",
        )
        .help("split it into several files")
    }

    /// A text file that is not UTF-8.
    #[must_use]
    pub fn invalid_utf8(file: &Arc<SourceFile>, at: usize, byte: u8) -> Self {
        let place = Place { file: Arc::clone(file), span: at..at };
        Self::error(
            "invalid-utf8",
            format!("expected UTF-8, found the byte 0x{byte:02X}, which cannot stand here"),
            place,
            "first such byte",
        )
        .help("save the file as UTF-8")
    }

    /// A Markdown file that does not begin with front matter.
    #[must_use]
    pub fn no_front_matter(file: &Arc<SourceFile>) -> Self {
        let place = Place { file: Arc::clone(file), span: 0..0 };
        Self::error(
            "no-title",
            "expected front matter with a title, found none".into(),
            place,
            "the file begins here",
        )
        .help("begin the file with three lines: ---, title: ..., ---")
    }
}
