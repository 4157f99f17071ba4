//! A study's folder -> `Source`: the only place that reads from the disk.
//!
//! What is wrong with the files is collected; only a world in which nothing can be read stops.
#![expect(clippy::disallowed_methods, reason = "this is the stage that reads")]

mod check;
mod compared;
mod decode;
mod front;
mod ledger;
mod lost;
mod messages;
mod repository;
mod site;
mod syntax;
mod text;
mod tree;

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

pub use compared::{Compared, compared};
use front::{Front, front_matter};
pub use ledger::replace_ledger;
pub use repository::{Repository, WORKFLOW, is_vacant, repository};
pub use text::table;
use text::{Text, text_file};

use crate::diagnostic::{Broken, Diagnostic};
use crate::types::manifest::Recorded;
use crate::types::messages::Messages;
use crate::types::source::{
    Asset, CorrectionsFile, DataFile, FrontMatter, Lost, Override, RecommendationsFile, References,
    Shaped, Source, SourceFile, SourcePage, StudyFile, Yaml,
};

pub use site::{Verifiable, built};

/// The largest text file that is read, in bytes.
pub const MAX_TEXT: u64 = 8 * 1024 * 1024;
/// The largest image that is copied, in bytes.
pub const MAX_ASSET: u64 = 32 * 1024 * 1024;

const IMAGE_ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "svg"];
const TEMPLATE_TEXTS: [&str; 7] = ["html", "css", "ftl", "js", "txt", "xml", "md"];

/// Reads the study in a folder.
///
/// # Errors
/// [`Broken::NoStudy`] where there is no `content/`, [`Broken::Io`] where a folder or file cannot
/// be read at all.
pub fn load(root: &Path) -> Result<(Source, Vec<Diagnostic>), Broken> {
    let content = root.join("content");
    if !content.is_dir() {
        return Err(Broken::NoStudy(root.to_owned()));
    }
    if content.is_symlink() {
        return Err(Broken::Link(content));
    }
    let mut reader = Reader::new(root);
    let (mut data, mut narrative) = (Reader::new(root), Reader::new(root));
    // Side by side, and put together in one order.
    let (read, (of_data, of_narrative)) = rayon::join(
        || {
            reader.content(&content)?;
            reader.templates(&root.join("templates"))
        },
        || {
            rayon::join(
                || data.data(&content.join("data")),
                || {
                    // Read here, since the messages are asked for as soon as all is loaded.
                    drop(Messages::english());
                    narrative.narrative(&content.join("narrative"))
                },
            )
        },
    );
    read.and(of_data).and(of_narrative)?;
    reader.faults.extend(data.faults.into_iter().chain(narrative.faults));
    reader.source.add(data.source);
    reader.source.add(narrative.source);
    reader.source.inputs.sort_by(|a, b| a.path.cmp(&b.path));
    reader.source.messages = messages::messages(&reader.source, &mut reader.faults);
    Ok((reader.source, reader.faults))
}

/// The bytes of one file.
fn file(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

/// A file or link found in a folder.
struct Found {
    path: PathBuf,
    /// From the folder that was walked, with forward slashes.
    name: String,
    kind: Kind,
}

/// What something in a folder is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    Link,
}

struct Reader {
    root: PathBuf,
    faults: Vec<Diagnostic>,
    source: Source,
}

impl Reader {
    fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), faults: Vec::new(), source: Source::default() }
    }

    /// The files below a folder in the order of their names; links are listed, not followed, and
    /// what editors and systems hide behind a point is left out.
    fn walk(folder: &Path, depth: usize) -> Result<Vec<Found>, Broken> {
        if !folder.is_dir() || folder.is_symlink() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        let walk = WalkDir::new(folder).min_depth(1).max_depth(depth).follow_links(false);
        let hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b".");
        let walk = walk.sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name())) {
            let entry = entry.map_err(|error| Broken::Io {
                doing: "read",
                path: error.path().unwrap_or(folder).to_owned(),
                error: error.into(),
            })?;
            let kind = match entry.file_type() {
                kind if kind.is_dir() => Kind::Folder,
                kind if kind.is_file() => Kind::File,
                _ => Kind::Link,
            };
            if kind == Kind::Folder && depth > 1 {
                continue;
            }
            found.push(Found {
                name: slashes(entry.path().strip_prefix(folder).unwrap_or(entry.path())),
                kind,
                path: entry.into_path(),
            });
        }
        Ok(found)
    }

    fn relative(&self, path: &Path) -> String {
        slashes(path.strip_prefix(&self.root).unwrap_or(path))
    }

    fn bytes(&mut self, path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Broken> {
        let broken = |error| Broken::Io { doing: "read", path: path.to_owned(), error };
        let size = fs::metadata(path).map_err(broken)?.len();
        if size > limit {
            self.faults.push(Diagnostic::file_too_large(&self.relative(path), size, limit));
            return Ok(None);
        }
        let bytes = fs::read(path).map_err(broken)?;
        self.source.inputs.push(Recorded::new(self.relative(path), &bytes));
        Ok(Some(bytes))
    }

    /// A text file; what keeps it from being read is reported.
    fn text(&mut self, path: &Path) -> Result<Text, Broken> {
        let name = self.relative(path);
        let Some(bytes) = self.bytes(path, MAX_TEXT)? else {
            self.source.lost.add_all();
            let file = SourceFile { path: name, text: String::new() };
            return Ok(Text::Unreadable(Arc::new(file), String::new()));
        };
        let (text, fault) = text_file(name, bytes);
        self.faults.extend(fault);
        Ok(text)
    }

    fn content(&mut self, folder: &Path) -> Result<(), Broken> {
        let mut known = false;
        for found in Self::walk(folder, 1)? {
            match (found.name.as_str(), found.kind) {
                ("study.yaml", Kind::File) => {
                    known = true;
                    if let Text::Read(file) = self.text(&found.path)? {
                        self.source.study = self.keep(yaml::<StudyFile>(&file, 0..file.text.len()));
                    }
                }
                ("recommendations.yaml", Kind::File) => self.recommendations(&found.path)?,
                ("corrections.yaml", Kind::File) => self.corrections(&found.path)?,
                ("references.bib", Kind::File) => {
                    self.source.references = match self.text(&found.path)? {
                        Text::Read(file) => References::Read(file),
                        Text::Unreadable(..) => References::Unreadable,
                    };
                }
                ("data" | "narrative", Kind::Folder) => {}
                _ => {
                    let expected = "study.yaml, recommendations.yaml, corrections.yaml, \
                                    references.bib, data/ and narrative/";
                    self.unexpected(&found, expected);
                }
            }
        }
        if !known {
            self.faults.push(Diagnostic::no_study_file());
        }
        Ok(())
    }

    /// Recommendations; their ids are no ids of values, so what is lost of them is kept apart.
    fn recommendations(&mut self, path: &Path) -> Result<(), Broken> {
        let Text::Read(file) = self.text(path)? else {
            self.source.lost_recommendations.add_all();
            return Ok(());
        };
        let parsed = yaml::<RecommendationsFile>(&file, 0..file.text.len());
        self.faults.extend(parsed.faults);
        self.source.lost_recommendations.extend(parsed.lost);
        if parsed.yaml.is_none() {
            self.source.lost_recommendations.add_all();
        }
        self.source.recommendations = parsed.yaml;
        Ok(())
    }

    /// The ledger; ids of its entries are no ids of values either.
    fn corrections(&mut self, path: &Path) -> Result<(), Broken> {
        let Text::Read(file) = self.text(path)? else {
            self.source.lost_corrections.add_all();
            return Ok(());
        };
        let parsed = yaml::<CorrectionsFile>(&file, 0..file.text.len());
        self.faults.extend(parsed.faults);
        self.source.lost_corrections.extend(parsed.lost);
        if parsed.yaml.is_none() {
            self.source.lost_corrections.add_all();
        }
        self.source.corrections = parsed.yaml;
        Ok(())
    }

    fn data(&mut self, folder: &Path) -> Result<(), Broken> {
        let mut files = Vec::new();
        let mut any = false;
        for found in Self::walk(folder, usize::MAX)? {
            if found.kind != Kind::File || !has_ending(&found.name, &["yaml", "yml"]) {
                self.unexpected(&found, "files that end in .yaml or .yml");
                continue;
            }
            any = true;
            match self.text(&found.path)? {
                Text::Read(file) => files.push(file),
                Text::Unreadable(_, text) => lost::in_text(&text, &mut self.source.lost),
            }
        }
        if !any {
            self.faults.push(Diagnostic::no_data_file());
        }
        // In parallel, and collected in the order of the files.
        let parsed: Vec<Parsed<DataFile>> =
            files.par_iter().map(|file| yaml(file, 0..file.text.len())).collect();
        for parsed in parsed {
            let yaml = self.keep(parsed);
            self.source.data.extend(yaml);
        }
        Ok(())
    }

    fn narrative(&mut self, folder: &Path) -> Result<(), Broken> {
        for found in Self::walk(folder, usize::MAX)? {
            let below = found.name.contains('/');
            if found.kind == Kind::File && has_ending(&found.name, &["md"]) && !below {
                match self.text(&found.path)? {
                    Text::Read(file) => self.page(&file),
                    Text::Unreadable(file, _) => self.page_without_front(&file, None),
                }
            } else if found.kind == Kind::File && has_ending(&found.name, &IMAGE_ENDINGS) {
                let bytes = self.bytes(&found.path, MAX_ASSET)?.unwrap_or_default();
                self.source.images.push(Asset { path: found.name, bytes });
            } else if has_ending(&found.name, &["md"]) && below {
                self.unexpected(&found, "images; pages stand in content/narrative/ itself");
            } else {
                self.unexpected(&found, "Markdown files (.md) and images");
            }
        }
        Ok(())
    }

    fn page(&mut self, file: &Arc<SourceFile>) {
        let (front, body_start) = match front_matter(&file.text) {
            Front::Stretch(front, body_start) => (front, body_start),
            Front::Open => {
                self.faults.push(Diagnostic::open_front_matter(file));
                // Where it would end is unknown, so nothing is known of the rest.
                return self.page_without_front(file, None);
            }
            Front::None => {
                self.faults.push(Diagnostic::no_front_matter(file));
                return self.page_without_front(file, Some(0));
            }
        };
        match self.keep(yaml::<FrontMatter>(file, front)) {
            Some(front) => {
                self.source.pages.push(SourcePage { front, body_start, unread: false });
            }
            None => self.page_without_front(file, Some(body_start)),
        }
    }

    /// A page whose front matter cannot be read: its text is checked all the same, where it is
    /// known where that begins.
    fn page_without_front(&mut self, file: &Arc<SourceFile>, body_start: Option<usize>) {
        let root = check::stand_in(&FrontMatter::shape(), true, 0);
        if let Ok(content) = decode::decode(&root) {
            let front = Yaml { file: Arc::clone(file), root, content };
            let unread = body_start.is_none();
            let body_start = body_start.unwrap_or(file.text.len());
            self.source.pages.push(SourcePage { front, body_start, unread });
        }
    }

    fn templates(&mut self, folder: &Path) -> Result<(), Broken> {
        if folder.is_symlink() {
            self.faults.push(Diagnostic::link_not_followed("templates"));
        }
        for found in Self::walk(folder, usize::MAX)? {
            if found.kind != Kind::File {
                self.unexpected(&found, "templates, styles, scripts, messages and fonts");
                continue;
            }
            let Some(bytes) = self.bytes(&found.path, MAX_TEXT)? else { continue };
            let file = if has_ending(&found.name, &TEMPLATE_TEXTS) {
                let (text, fault) = text_file(self.relative(&found.path), bytes.clone());
                self.faults.extend(fault);
                let Text::Read(file) = text else { continue };
                Some(file)
            } else {
                None
            };
            self.source.overrides.push(Override { name: found.name, bytes, file });
        }
        Ok(())
    }

    fn unexpected(&mut self, found: &Found, expected: &str) {
        let path = self.relative(&found.path);
        self.faults.push(if found.kind == Kind::Link {
            Diagnostic::link_not_followed(&path)
        } else {
            Diagnostic::unexpected_file(&path, expected)
        });
    }

    /// Keeps what was found wrong with a file, and gives what was right.
    fn keep<T>(&mut self, parsed: Parsed<T>) -> Option<Yaml<T>> {
        self.faults.extend(parsed.faults);
        self.source.lost.extend(parsed.lost);
        parsed.yaml
    }
}

/// A stretch of YAML, parsed and decoded; what is faulty is left out and reported.
struct Parsed<T> {
    yaml: Option<Yaml<T>>,
    faults: Vec<Diagnostic>,
    lost: Lost,
}

fn yaml<T: decode::Entries>(file: &Arc<SourceFile>, stretch: Range<usize>) -> Parsed<T> {
    let tree = tree::parse(file, stretch.clone());
    let mut parsed = Parsed { yaml: None, faults: tree.faults, lost: Lost::default() };
    tree.dropped.iter().for_each(|node| lost::in_node(node, None, &mut parsed.lost));
    if tree.cut_short {
        lost::in_text(&file.text[stretch.clone()], &mut parsed.lost);
    }
    let Some(mut root) = tree.root else {
        if parsed.faults.is_empty() {
            parsed.faults.push(Diagnostic::empty_yaml(file, stretch.start, T::HOLDS, T::KEYS));
        }
        return parsed;
    };
    let (read, faults) = check::check(file, &mut root, &T::shape(), &mut parsed.lost);
    parsed.faults.extend(faults);
    if !read {
        return parsed;
    }
    match decode::decode(&root) {
        Ok(content) => parsed.yaml = Some(Yaml { file: Arc::clone(file), root, content }),
        Err(message) => parsed.faults.push(Diagnostic::not_taken(file, &message)),
    }
    parsed
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

fn slashes(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_compared_without_case() {
        assert!(has_ending("a/B.YAML", &["yaml", "yml"]));
        assert!(!has_ending("yaml", &["yaml"]));
    }
}
