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

    /// There is no data file.
    #[must_use]
    pub fn no_data_file() -> Self {
        Self::error(
            "no-data-file",
            "expected a file that ends in .yaml in content/data/, found none".into(),
            whole("content/data"),
            "",
        )
        .help("the study's tables stand there; docs/data-model.md has an example")
    }

    /// A file that no stage reads.
    #[must_use]
    pub fn unexpected_file(path: &str, expected: &str) -> Self {
        Self::error("unexpected-file", format!("{path} is not read"), whole(path), "")
            .warning()
            .help(format!("expected here: {expected}"))
    }

    /// A link to a file or folder.
    #[must_use]
    pub fn link_not_followed(path: &str) -> Self {
        Self::error("unexpected-file", format!("{path} is not read"), whole(path), "")
            .warning()
            .help("it is a link, and links are not followed; put a copy in its place")
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

    /// A page whose file name is not an id.
    #[must_use]
    pub fn invalid_file_name(path: &str, slug: &str) -> Self {
        let words: Vec<String> = slug
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let fault = Self::error(
            "invalid-id",
            format!(
                "expected a file name of lower-case letters, digits and hyphens, found `{slug}.md`"
            ),
            whole(path),
            "",
        );
        if words.is_empty() || !slug.is_ascii() {
            fault.help("the file name becomes the address of the page")
        } else {
            fault.help(format!("for instance {}.md", words.join("-")))
        }
    }

    /// A page whose file name is that of a page which offprint makes.
    #[must_use]
    pub fn reserved_file_name(path: &str, slug: &str) -> Self {
        Self::error(
            "reserved-id",
            format!("the name {slug}.md is kept for a page that offprint makes"),
            whole(path),
            "",
        )
        .help("give the file another name")
    }

    /// A file in another encoding, or no text at all.
    #[must_use]
    pub fn not_utf8(path: &str) -> Self {
        Self::error("invalid-utf8", "expected a text in UTF-8".into(), whole(path), "")
            .help("save the file as UTF-8; it seems to be UTF-16, or no text at all")
    }

    /// A Markdown file that does not begin with front matter.
    #[must_use]
    pub fn no_front_matter(file: &Arc<SourceFile>) -> Self {
        let place = Place { file: Arc::clone(file), span: 0..0 };
        let late = file.text.trim_start().starts_with("---");
        let heading = file.text.lines().next().and_then(|line| line.strip_prefix("# "));
        let fault = Self::error(
            "no-title",
            "expected front matter with a title, found none".into(),
            place,
            "the file begins here",
        );
        if late {
            fault.help("front matter begins in the first line of the file")
        } else if let Some(heading) = heading {
            let title = heading.trim();
            fault.help(format!(
                "in place of the heading write three lines: ---, title: {title}, ---"
            ))
        } else {
            fault.help("begin the file with three lines: ---, title: ..., ---")
        }
    }

    /// Front matter that does not end.
    #[must_use]
    pub fn open_front_matter(file: &Arc<SourceFile>) -> Self {
        let end = file.text.find(['\r', '\n']).unwrap_or(file.text.len());
        let place = Place { file: Arc::clone(file), span: 0..end };
        Self::error(
            "no-title",
            "expected a line `---` at the end of the front matter, found none".into(),
            place,
            "front matter begins here",
        )
        .help("write a line `---` between the front matter and the text")
    }
}
