//! What a study's folder holds, as written: files, YAML trees with positions, raw entries.

mod entries;
mod lost;
mod node;
mod schema;
mod shape;

use std::ops::Range;
use std::sync::Arc;

pub use entries::*;
pub use lost::Lost;
pub use node::{At, Key, Node, NodeValue, ScalarStyle};
pub use schema::FileKind;
pub use shape::{KeyShape, Shape, Shaped};

use super::manifest::Recorded;
use super::messages::Messages;

/// A text file of a study.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path from the study's folder, with forward slashes: `content/study.yaml`.
    pub path: String,
    /// Its text. Invalid UTF-8 is replaced; the fault is reported where it is read.
    pub text: String,
}

impl SourceFile {
    /// Line and column, both from 1, of a byte offset; columns count characters.
    #[must_use]
    pub fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }

    /// The same, with columns in the units of UTF-16, as editors and SARIF count.
    #[must_use]
    pub fn line_and_utf16_column(&self, offset: usize) -> (usize, usize) {
        let (line, column) = self.line_and_column(offset);
        let start = self.text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
        let before = self.text[start..].chars().take(column - 1);
        (line, before.map(char::len_utf16).sum::<usize>() + 1)
    }
}

/// A stretch of a source file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The bytes in it; empty where something is missing.
    pub span: Range<usize>,
}

impl Place {
    /// Line and column of its start, both from 1.
    #[must_use]
    pub fn line_and_column(&self) -> (usize, usize) {
        self.file.line_and_column(self.span.start)
    }

    /// A key by which places are told apart and ordered.
    #[must_use]
    pub fn key(&self) -> (&str, usize) {
        (&self.file.path, self.span.start)
    }
}

/// A YAML file that was read: its tree, for positions, and its typed content.
///
/// Both hold the same entries: what was faulty has been left out of both, or stands in for
/// itself.
#[derive(Debug)]
pub struct Yaml<T> {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The tree, with a position at each node.
    pub root: Node,
    /// The typed content.
    pub content: T,
}

impl<T> Yaml<T> {
    /// The top of the file as a place to look positions up from.
    #[must_use]
    pub fn top(&self) -> At<'_> {
        At::new(&self.file, &self.root)
    }
}

/// A Markdown file: front matter and the rest.
#[derive(Debug)]
pub struct SourcePage {
    /// Front matter; its file is the Markdown file.
    pub front: Yaml<FrontMatter>,
    /// Where the Markdown begins, in bytes.
    pub body_start: usize,
    /// Whether its text could not be read, so that any heading may stand in it.
    pub unread: bool,
}

/// A file that is copied, not read as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its path from `content/narrative/`, with forward slashes.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file in the study's own `templates/`.
#[derive(Debug)]
pub struct Override {
    /// Its name from `templates/`, with forward slashes.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The same as text, where it is text.
    pub file: Option<Arc<SourceFile>>,
}

/// The works that a study cites, as a file of BibTeX.
#[derive(Debug, Default)]
pub enum References {
    /// There is no `content/references.bib`.
    #[default]
    Missing,
    /// It is there and no text, which is reported.
    Unreadable,
    /// The file.
    Read(Arc<SourceFile>),
}

/// A study's folder, read and parsed but not yet understood.
#[derive(Debug, Default)]
pub struct Source {
    /// All files that were read, in the order of their paths.
    pub inputs: Vec<Recorded>,
    /// `content/study.yaml`, where it could be read.
    pub study: Option<Yaml<StudyFile>>,
    /// `content/references.bib`.
    pub references: References,
    /// `content/data/**`, in the order of their paths.
    pub data: Vec<Yaml<DataFile>>,
    /// `content/recommendations.yaml`, where there is one that could be read.
    pub recommendations: Option<Yaml<RecommendationsFile>>,
    /// `content/corrections.yaml`, where there is one that could be read.
    pub corrections: Option<Yaml<CorrectionsFile>>,
    /// `content/narrative/*.md`, in the order of their names.
    pub pages: Vec<SourcePage>,
    /// Images beside the narrative.
    pub images: Vec<Asset>,
    /// The study's own templates.
    pub overrides: Vec<Override>,
    /// All texts of offprint in the language of the study.
    pub messages: Messages,
    /// Ids that stood in parts which could not be read.
    pub lost: Lost,
    /// Ids of recommendations that stood in such parts.
    pub lost_recommendations: Lost,
    /// Ids of corrections that stood in such parts.
    pub lost_corrections: Lost,
}

impl Source {
    /// Adds what was read of another part of the folder, each kind behind what is there.
    pub fn add(&mut self, part: Self) {
        let Self { inputs, study, references, data, recommendations, .. } = part;
        let Self { corrections, pages, images, overrides, lost, lost_recommendations, .. } = part;
        let lost_corrections = part.lost_corrections;
        self.inputs.extend(inputs);
        self.study = self.study.take().or(study);
        if let References::Missing = self.references {
            self.references = references;
        }
        self.data.extend(data);
        self.recommendations = self.recommendations.take().or(recommendations);
        self.corrections = self.corrections.take().or(corrections);
        self.pages.extend(pages);
        self.images.extend(images);
        self.overrides.extend(overrides);
        self.lost.extend(lost);
        self.lost_recommendations.extend(lost_recommendations);
        self.lost_corrections.extend(lost_corrections);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_at_line_feeds() {
        let file = SourceFile { path: "a".into(), text: "ab\r\n\té中x\n".into() };
        assert_eq!(file.line_and_column(0), (1, 1));
        assert_eq!(file.line_and_column(4), (2, 1));
        assert_eq!(file.line_and_column(file.text.find('x').unwrap()), (2, 4));
        // Within a character: its start. Behind the end: the end.
        assert_eq!(file.line_and_column(file.text.find('中').unwrap() + 1), (2, 3));
        assert_eq!(file.line_and_column(999), (3, 1));
    }

    #[test]
    fn utf16_counts_signs_beyond_the_first_plane_twice() {
        let file = SourceFile { path: "a".into(), text: "é\n𝒙中x\n".into() };
        assert_eq!(file.line_and_utf16_column(file.text.find('x').unwrap()), (2, 4));
        assert_eq!(file.line_and_utf16_column(0), (1, 1));
    }
}
