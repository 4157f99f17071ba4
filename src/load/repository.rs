//! A study's folder -> `Repository`: where it lies among the files that a code host is given.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::slashes;
use crate::diagnostic::Broken;

/// Where the workflow that publishes a report stands, from the root of the repository.
pub const WORKFLOW: &str = ".github/workflows/pages.yml";

/// The repository that holds a study.
#[derive(Debug, PartialEq, Eq)]
pub struct Repository {
    /// Its folder; that of the study, where no repository was made yet.
    pub root: PathBuf,
    /// Whether there is one.
    pub made: bool,
    /// The study's folder from there, with forward slashes; `.` for the root itself.
    pub study: String,
    /// Whether it is that of offprint itself, with the study beside the code.
    pub own: bool,
    /// The workflow that stands there already.
    pub workflow: Option<String>,
}

/// Whether there is room for a study: no such folder yet, or nothing in it but what git keeps.
///
/// # Errors
/// [`Broken::Io`] where it cannot be read, or is no folder.
pub fn is_vacant(folder: &Path) -> Result<bool, Broken> {
    let broken = |error| Broken::Io { doing: "read", path: folder.to_owned(), error };
    match fs::read_dir(folder) {
        Ok(mut entries) => entries
            .try_fold(true, |vacant, entry| Ok(vacant && entry?.file_name() == ".git"))
            .map_err(broken),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(broken(error)),
    }
}

/// Looks round the study in a folder.
///
/// # Errors
/// [`Broken::NoStudy`] where there is no study, [`Broken::Io`] where something cannot be read.
pub fn repository(study: &Path) -> Result<Repository, Broken> {
    if !study.join("content/study.yaml").is_file() {
        return Err(Broken::NoStudy(study.to_owned()));
    }
    let broken = |path: &Path, error| Broken::Io { doing: "read", path: path.to_owned(), error };
    let folder = fs::canonicalize(study).map_err(|error| broken(study, error))?;
    let above = folder.ancestors().find(|above| above.join(".git").exists());
    let root = above.unwrap_or(&folder);
    let below = slashes(folder.strip_prefix(root).unwrap_or(&folder));
    let code = read(&root.join("Cargo.toml"))?;
    Ok(Repository {
        own: below.is_empty() && code.is_some_and(|text| package(&text) == Some("offprint")),
        study: if below.is_empty() { ".".into() } else { below },
        made: above.is_some(),
        workflow: read(&root.join(WORKFLOW))?,
        root: root.to_owned(),
    })
}

/// A file as text, if there is one.
fn read(path: &Path) -> Result<Option<String>, Broken> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Broken::Io { doing: "read", path: path.to_owned(), error }),
    }
}

/// The name of the package that a manifest of Cargo describes.
fn package(manifest: &str) -> Option<&str> {
    let lines = manifest.lines().map(str::trim);
    let own = lines.skip_while(|line| *line != "[package]").skip(1);
    let mut own = own.take_while(|line| !line.starts_with('['));
    own.find_map(|line| {
        let value = line.strip_prefix("name")?.trim_start().strip_prefix('=')?.trim();
        value.strip_prefix('"')?.split('"').next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_has_the_name_of_its_own_section() {
        let manifest = "[dependencies]\nname = \"a\"\n[package]\nversion = \"1\"\nname = \"b\"\n";
        assert_eq!(package(manifest), Some("b"));
        assert_eq!(package("[dependencies]\nname = \"a\"\n"), None);
        assert_eq!(package("[package]\n[lib]\nname = \"a\"\n"), None);
    }
}
