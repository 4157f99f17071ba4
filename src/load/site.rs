//! A folder that a build wrote -> `FoundSite`: its files, as they are.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::slashes;
use crate::diagnostic::Broken;
use crate::types::manifest::{KEPT, MANIFEST};
use crate::types::site::FoundSite;

/// What is to be verified.
#[derive(Debug)]
pub enum Verifiable {
    /// The site in a folder.
    Site(FoundSite),
    /// The bytes of a file: a report in one file.
    OneFile(Vec<u8>),
}

/// Reads what is to be verified: the site in a folder, or a file.
///
/// # Errors
/// [`Broken::NoSite`] where the folder has no manifest, [`Broken::Io`] where it, or the file, cannot
/// be read.
pub fn built(path: &Path) -> Result<Verifiable, Broken> {
    if !path.is_file() {
        return site(path).map(Verifiable::Site);
    }
    let broken = |error| Broken::Io { doing: "read", path: path.to_owned(), error };
    fs::read(path).map(Verifiable::OneFile).map_err(broken)
}

/// Reads the site in a folder. Links in it are named and not followed; the folder's own
/// `.gitignore` is not of the site.
///
/// # Errors
/// [`Broken::NoSite`] where the folder has no manifest, [`Broken::Io`] where it cannot be read.
fn site(folder: &Path) -> Result<FoundSite, Broken> {
    if fs::symlink_metadata(folder.join(MANIFEST)).is_err() {
        return Err(Broken::NoSite(folder.to_owned()));
    }
    let mut found = FoundSite::default();
    for entry in WalkDir::new(folder).min_depth(1).follow_links(false).sort_by_file_name() {
        let entry = entry.map_err(|error| Broken::Io {
            doing: "read",
            path: error.path().unwrap_or(folder).to_owned(),
            error: error.into(),
        })?;
        let path = slashes(entry.path().strip_prefix(folder).unwrap_or(entry.path()));
        let kind = entry.file_type();
        // Names that are no text may read alike once they are made one.
        if kind.is_file() && found.site.get(&path).is_some() {
            found.others.push(path);
        } else if kind.is_file() && path != KEPT {
            let read = fs::read(entry.path());
            let broken = |error| Broken::Io { doing: "read", path: entry.path().to_owned(), error };
            found.site.add(path, read.map_err(broken)?);
        } else if !kind.is_file() && !kind.is_dir() {
            found.others.push(path);
        }
    }
    Ok(found)
}
