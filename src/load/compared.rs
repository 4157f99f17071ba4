//! A path -> what is there to be compared: a study, or the bytes of a `report.json`.

use std::io;
use std::path::Path;

use crate::diagnostic::Broken;

/// What there is at a path, to be compared.
#[derive(Debug)]
pub enum Compared {
    /// A study, to be built.
    Study,
    /// The bytes of a `report.json`: the file itself, or that of a built site.
    Report(Vec<u8>),
}

/// Looks at what there is to be compared: a study's folder, a site's folder, or a file.
///
/// # Errors
/// [`Broken::NoReport`] where there is none of them, [`Broken::Io`] where it cannot be read.
pub fn compared(path: &Path) -> Result<Compared, Broken> {
    if path.join("content").is_dir() {
        return Ok(Compared::Study);
    }
    let folder = path.is_dir();
    let file = if folder { path.join("data/report.json") } else { path.to_owned() };
    match super::file(&file) {
        Ok(bytes) => Ok(Compared::Report(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let found = if folder {
                "the folder holds neither content/ nor data/report.json"
            } else {
                "there is no such file or folder"
            };
            Err(Broken::NoReport { path: path.to_owned(), found: found.to_owned() })
        }
        Err(error) => Err(Broken::Io { doing: "read", path: file, error }),
    }
}
