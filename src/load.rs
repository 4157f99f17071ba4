//! A study's folder -> `Source`: the only place that reads from the disk.
//!
//! What is wrong with the files is collected; only a world in which nothing can be read stops.
#![expect(clippy::disallowed_methods, reason = "this is the stage that reads")]

mod decode;
mod tree;

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::{Broken, Diagnostic};
use crate::types::source::{
    Asset, DataFile, FrontMatter, Override, Source, SourceFile, SourcePage, StudyFile, Yaml,
};

/// The largest text file that is read, in bytes.
pub const MAX_TEXT: u64 = 8 * 1024 * 1024;
/// The largest image that is copied, in bytes.
pub const MAX_ASSET: u64 = 32 * 1024 * 1024;

const IMAGE_ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "svg"];
const TEMPLATE_TEXTS: [&str; 6] = ["html", "css", "js", "txt", "xml", "md"];

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
    let mut reader =
        Reader { root: root.to_owned(), faults: Vec::new(), source: Source::default() };
    reader.content(&content)?;
    reader.data(&content.join("data"))?;
    reader.narrative(&content.join("narrative"))?;
    reader.templates(&root.join("templates"))?;
    Ok((reader.source, reader.faults))
}

/// A file or link found in a folder.
struct Found {
    path: PathBuf,
    /// From the folder that was walked, with forward slashes.
    name: String,
    is_file: bool,
}

struct Reader {
    root: PathBuf,
    faults: Vec<Diagnostic>,
    source: Source,
}

impl Reader {
    /// The files below a folder in the order of their names; links are listed, not followed.
    fn walk(folder: &Path, depth: usize) -> Result<Vec<Found>, Broken> {
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        let walk = WalkDir::new(folder).min_depth(1).max_depth(depth).follow_links(false);
        for entry in walk.sort_by_file_name() {
            let entry = entry.map_err(|error| Broken::Io {
                doing: "read",
                path: error.path().unwrap_or(folder).to_owned(),
                error: error.into(),
            })?;
            if entry.file_type().is_dir() && depth > 1 {
                continue;
            }
            found.push(Found {
                name: slashes(entry.path().strip_prefix(folder).unwrap_or(entry.path())),
                is_file: entry.file_type().is_file(),
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
        fs::read(path).map(Some).map_err(broken)
    }

    /// A text file; invalid UTF-8 is reported and replaced.
    fn text(&mut self, path: &Path) -> Result<Option<Arc<SourceFile>>, Broken> {
        let Some(bytes) = self.bytes(path, MAX_TEXT)? else { return Ok(None) };
        let name = self.relative(path);
        let (file, fault) = text_file(name, bytes);
        let sound = fault.is_none();
        self.faults.extend(fault);
        Ok(sound.then_some(file))
    }

    fn content(&mut self, folder: &Path) -> Result<(), Broken> {
        let mut known = false;
        for found in Self::walk(folder, 1)? {
            match found.name.as_str() {
                "study.yaml" if found.is_file => {
                    known = true;
                    if let Some(file) = self.text(&found.path)? {
                        self.source.study = self.keep(yaml::<StudyFile>(&file, 0..file.text.len()));
                    }
                }
                "data" | "narrative" if !found.is_file => {}
                _ => self.unexpected(&found, "study.yaml, data/ and narrative/"),
            }
        }
        if !known {
            self.faults.push(Diagnostic::no_study_file());
        }
        Ok(())
    }

    fn data(&mut self, folder: &Path) -> Result<(), Broken> {
        let mut files = Vec::new();
        for found in Self::walk(folder, usize::MAX)? {
            if found.is_file && has_ending(&found.name, &["yaml", "yml"]) {
                files.extend(self.text(&found.path)?);
            } else {
                self.unexpected(&found, "files that end in .yaml or .yml");
            }
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
            if found.is_file && !found.name.contains('/') && has_ending(&found.name, &["md"]) {
                if let Some(file) = self.text(&found.path)? {
                    self.page(&file);
                }
            } else if found.is_file && has_ending(&found.name, &IMAGE_ENDINGS) {
                if let Some(bytes) = self.bytes(&found.path, MAX_ASSET)? {
                    self.source.images.push(Asset { path: found.name, bytes });
                }
            } else {
                self.unexpected(&found, "Markdown files (.md) and images");
            }
        }
        Ok(())
    }

    fn page(&mut self, file: &Arc<SourceFile>) {
        let Some((front, body_start)) = front_matter(&file.text) else {
            self.faults.push(Diagnostic::no_front_matter(file));
            return;
        };
        if let Some(front) = self.keep(yaml::<FrontMatter>(file, front)) {
            self.source.pages.push(SourcePage { front, body_start });
        }
    }

    fn templates(&mut self, folder: &Path) -> Result<(), Broken> {
        for found in Self::walk(folder, usize::MAX)? {
            if !found.is_file {
                self.unexpected(&found, "templates, styles, scripts and fonts");
                continue;
            }
            let Some(bytes) = self.bytes(&found.path, MAX_TEXT)? else { continue };
            let file = if has_ending(&found.name, &TEMPLATE_TEXTS) {
                let (file, fault) = text_file(self.relative(&found.path), bytes.clone());
                self.faults.extend(fault);
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
        self.faults.push(Diagnostic::unexpected_file(&path, expected));
    }

    /// Keeps what was found wrong with a file, and gives what was right.
    fn keep<T>(&mut self, parsed: Parsed<T>) -> Option<Yaml<T>> {
        self.faults.extend(parsed.faults);
        self.source.lost_ids.extend(parsed.lost_ids);
        parsed.yaml
    }
}

/// A stretch of YAML, parsed and decoded; what is faulty is left out and reported.
struct Parsed<T> {
    yaml: Option<Yaml<T>>,
    faults: Vec<Diagnostic>,
    lost_ids: Vec<String>,
}

fn yaml<T: decode::Entries>(file: &Arc<SourceFile>, stretch: Range<usize>) -> Parsed<T> {
    let (root, mut faults) = tree::parse(file, stretch.clone(), T::KEYS);
    let mut lost_ids = Vec::new();
    let yaml = match root {
        None => {
            lost_ids = decode::ids_in_text(&file.text[stretch]);
            None
        }
        Some(root) => decode::decode(file, root, &mut faults, &mut lost_ids)
            .map(|(content, root)| Yaml { file: Arc::clone(file), root, content }),
    };
    Parsed { yaml, faults, lost_ids }
}

fn text_file(path: String, bytes: Vec<u8>) -> (Arc<SourceFile>, Option<Diagnostic>) {
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
            (Arc::new(SourceFile { path, text }), None)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes()[at];
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let file = Arc::new(SourceFile { path, text });
            let fault = Diagnostic::invalid_utf8(&file, at, byte);
            (file, Some(fault))
        }
    }
}

/// The stretch of the front matter between two lines `---`, and where the rest begins.
fn front_matter(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let first = text.find('\n')?;
    if text[..first].trim_end() != "---" {
        return None;
    }
    let start = first + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
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
    fn front_matter_ends_at_the_second_line_of_dashes() {
        let text = "---\ntitle: A\n---\nText\n---\n";
        let (front, body) = front_matter(text).unwrap();
        assert_eq!(&text[front], "title: A\n");
        assert_eq!(&text[body..], "Text\n---\n");
        let windows = "---\r\ntitle: A\r\n---\r\nText";
        let (front, body) = front_matter(windows).unwrap();
        assert_eq!((&windows[front], &windows[body..]), ("title: A\r\n", "Text"));
        assert_eq!(front_matter("# A\n---\n"), None);
        assert_eq!(front_matter("---\ntitle: A\n"), None);
    }

    #[test]
    fn endings_are_compared_without_case() {
        assert!(has_ending("a/B.YAML", &["yaml", "yml"]));
        assert!(!has_ending("yaml", &["yaml"]));
    }
}
