//! A report beside a site: where it may be put, and how it is put there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{broken, listed, real};
use crate::diagnostic::Broken;
use crate::types::manifest::{ONE_FILE, SEALED};

/// What a report must lie beside.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// The study's folder.
    pub root: &'a Path,
    /// The folder of its site, which a build replaces as a whole.
    pub output: &'a Path,
}

/// Writes a report in one file beside a site, whole or not at all.
///
/// # Errors
/// [`Broken::InStudy`] and [`Broken::InSite`] where the path is not beside them, [`Broken::Io`]
/// where the system refuses, or where a file stands there that is no report in one file; what was
/// there is then as it was.
pub fn write_one_file(bytes: &[u8], study: Beside<'_>, target: &Path) -> Result<(), Broken> {
    let [mark, _] = SEALED;
    allow(study, target)?;
    own(target, |before| before.windows(mark.len()).any(|part| part == mark.as_bytes()))?;
    replace(bytes, target)
}

/// Writes a package as a ZIP file beside a site, whole or not at all.
///
/// # Errors
/// As of a report; what stands there must be a ZIP file.
pub fn write_package(bytes: &[u8], study: Beside<'_>, target: &Path) -> Result<(), Broken> {
    allow(study, target)?;
    own(target, |before| before.starts_with(b"PK\x03\x04"))?;
    replace(bytes, target)
}

fn replace(bytes: &[u8], target: &Path) -> Result<(), Broken> {
    let fresh = beside(target, ".new");
    let written = fs::write(&fresh, bytes).and_then(|()| fs::rename(&fresh, target));
    written.map_err(|error| {
        let _ = fs::remove_file(&fresh);
        broken("write", target, error)
    })
}

/// A path whose name is that of another with more behind it.
pub(super) fn beside(target: &Path, ending: &str) -> PathBuf {
    let mut path = target.as_os_str().to_owned();
    path.push(ending);
    PathBuf::from(path)
}

/// Refuses a path where the study's own texts are, and one where the next build would not leave it.
pub(super) fn allow(study: Beside<'_>, target: &Path) -> Result<(), Broken> {
    let (root, output) = (real(study.root)?, real(study.output)?);
    let target_at = placed(target)?;
    if ["content", "templates"].iter().any(|source| target_at.starts_with(root.join(source))) {
        return Err(Broken::InStudy(target.to_owned()));
    }
    let below = target_at.strip_prefix(&output).ok();
    let site = || !listed(&output).is_empty();
    if below.is_some_and(|below| below != Path::new(ONE_FILE)) && site() {
        return Err(Broken::InSite { path: target.to_owned(), site: study.output.to_owned() });
    }
    Ok(())
}

/// Refuses to replace a file that is not of the kind that is written.
pub(super) fn own(target: &Path, known: impl Fn(&[u8]) -> bool) -> Result<(), Broken> {
    match fs::read(target) {
        Ok(before) if !known(&before) => {
            let error = io::ErrorKind::AlreadyExists.into();
            Err(broken("replace what others wrote at", target, error))
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(broken("write", target, error))
        }
        _ => Ok(()),
    }
}

/// Where a file is or would be, links resolved.
fn placed(target: &Path) -> Result<PathBuf, Broken> {
    if fs::symlink_metadata(target).is_ok() {
        return real(target);
    }
    let absolute = std::path::absolute(target).map_err(|error| broken("find", target, error))?;
    match (absolute.parent(), absolute.file_name()) {
        (Some(folder), Some(name)) => Ok(real(folder)?.join(name)),
        _ => Ok(absolute),
    }
}
