//! A site in a folder whose place the system does not let go -> another site in it, file by file.
//!
//! The new files are written within the folder first. From the moment when the journal, which
//! lists what is to go, stands beside them, the replacement will be completed: by this run, or by
//! the next.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path};

use walkdir::WalkDir;

use super::claim::Claim;
use super::disk::{Disk, gone};
use super::{Seen, fill, slashes};
use crate::diagnostic::Broken;
use crate::types::manifest::{KEPT, MANIFEST, WORK};
use crate::types::site::Site;

/// What is to go, as a list of paths in JSON.
const JOURNAL: &str = "journal.json";
/// The new files.
const NEW: &str = "new";

/// Replaces what is in a folder.
pub(super) fn replace(
    disk: &dyn Disk,
    site: &Site,
    target: &Path,
    seen: &Seen,
) -> Result<(), Broken> {
    let broken = |doing, error| Broken::Io { doing, path: target.to_owned(), error };
    disk.create_dir(target).map_err(|error| broken("create", error))?;
    let work = target.join(WORK);
    let claim = Claim::new(disk, &work).map_err(|refusal| refusal.broken(&work, target))?;
    let prepared = prepare(disk, site, &claim, seen);
    if let Err(error) = prepared {
        // The folder is as it was; what cannot be removed now is removed by the next run.
        let _ = claim.give_up();
        return Err(error);
    }
    complete(disk, &claim, target)?;
    claim.give_up().map_err(|error| Broken::Left { path: work, error })
}

/// Writes the new files and, last, the journal.
fn prepare(disk: &dyn Disk, site: &Site, claim: &Claim<'_>, seen: &Seen) -> Result<(), Broken> {
    fill(disk, site, &claim.path(NEW))?;
    let stays: BTreeSet<&str> = site.files().map(|(path, _)| path).chain([KEPT]).collect();
    let goes: Vec<&str> =
        seen.files.iter().map(String::as_str).filter(|path| !stays.contains(path)).collect();
    let (part, journal) = (claim.path("journal.part"), claim.path(JOURNAL));
    let text = serde_json::Value::from(goes).to_string();
    disk.write(&part, text.as_bytes())
        .and_then(|()| disk.rename(&part, &journal))
        .map_err(|error| Broken::Io { doing: "write", path: journal, error })
}

/// Completes a replacement that a run left behind, or clears away what it had only prepared.
pub(super) fn finish(disk: &dyn Disk, target: &Path) -> Result<(), Broken> {
    let work = target.join(WORK);
    if gone(&work) {
        return Ok(());
    }
    let claim = Claim::new(disk, &work).map_err(|refusal| refusal.broken(&work, target))?;
    complete(disk, &claim, target)?;
    let left = |error| Broken::Io { doing: "remove", path: work, error };
    claim.give_up().map_err(left)
}

/// Does what the journal says, if there is one.
fn complete(disk: &dyn Disk, claim: &Claim<'_>, target: &Path) -> Result<(), Broken> {
    let journal = claim.path(JOURNAL);
    if gone(&journal) {
        return Ok(());
    }
    let done = carry_out(disk, &journal, &claim.path(NEW), target);
    done.and_then(|()| disk.remove_file(&journal))
        .map_err(|error| Broken::Unfinished { folder: target.to_owned(), error })
}

fn carry_out(disk: &dyn Disk, journal: &Path, new: &Path, target: &Path) -> io::Result<()> {
    let goes: Vec<String> = serde_json::from_slice(&fs::read(journal)?)?;
    for path in &goes {
        let old = target.join(path);
        // A folder there is new: this is not the first run that carries the journal out.
        if within(target, path)? && fs::symlink_metadata(&old).is_ok_and(|found| !found.is_dir()) {
            disk.remove_file(&old)?;
        }
        // Also where the file went in a run that died before it came to the folders.
        prune(disk, &old, target);
    }
    let mut comes = Vec::new();
    for entry in WalkDir::new(new).min_depth(1).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            comes.push(slashes(entry.path().strip_prefix(new).unwrap_or(entry.path())));
        }
    }
    // The manifest comes last: until then the old one says which files are offprint's.
    comes.sort_by_key(|path| path == MANIFEST);
    for path in &comes {
        let to = target.join(path);
        make_way(disk, target, path)?;
        disk.rename(&new.join(path), &to)?;
    }
    Ok(())
}

/// Whether all that stands above a file in its path are folders. No path may lead out of the
/// target: neither by its own words nor by a link.
fn within(target: &Path, path: &str) -> io::Result<bool> {
    let path = Path::new(path);
    if path.components().any(|part| !matches!(part, Component::Normal(_))) {
        return Err(io::Error::other(format!("{} leads out of the folder", path.display())));
    }
    let mut folder = target.to_owned();
    for part in path.parent().into_iter().flat_map(Path::components) {
        folder.push(part);
        match fs::symlink_metadata(&folder) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Ok(false),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}

/// Makes the folders above a file that are not there.
pub(super) fn make_way(disk: &dyn Disk, target: &Path, path: &str) -> io::Result<()> {
    if within(target, path)? {
        return Ok(());
    }
    let (folder, _) = path.rsplit_once('/').unwrap_or_default();
    disk.create_dir(&target.join(folder))?;
    if within(target, path)? {
        Ok(())
    } else {
        Err(io::Error::other(format!("{folder} is no folder")))
    }
}

/// Removes the folders above a path that are empty now.
fn prune(disk: &dyn Disk, path: &Path, target: &Path) {
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != target) {
        match disk.remove_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => break,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::disk::Real;

    #[test]
    fn no_path_of_a_journal_leads_out() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        fs::create_dir_all(target.join("data")).unwrap();
        fs::write(folder.path().join("mine.txt"), "mine").unwrap();
        assert!(within(&target, "data/a.csv").unwrap());
        assert!(within(&target, "a.html").unwrap());
        assert!(!within(&target, "images/a.png").unwrap());
        for out in ["../mine.txt", "data/../../mine.txt", "/mine.txt", "data/../a.html"] {
            assert!(within(&target, out).is_err(), "{out}");
        }
        let work = target.join(WORK);
        fs::create_dir_all(work.join(NEW)).unwrap();
        fs::write(work.join(JOURNAL), r#"["../mine.txt"]"#).unwrap();
        assert!(matches!(finish(&Real, &target), Err(Broken::Unfinished { .. })));
        assert_eq!(fs::read(folder.path().join("mine.txt")).unwrap(), b"mine");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_folder_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (target, outside) = (folder.path().join("site"), folder.path().join("outside"));
        fs::create_dir_all(&outside).unwrap();
        fs::create_dir_all(target.join(WORK).join("new/data")).unwrap();
        fs::write(outside.join("a.csv"), "mine").unwrap();
        fs::write(target.join(WORK).join("new/data/a.csv"), "new").unwrap();
        fs::write(target.join(WORK).join(JOURNAL), "[]").unwrap();
        std::os::unix::fs::symlink(&outside, target.join("data")).unwrap();
        let error = finish(&Real, &target).unwrap_err();
        assert!(error.to_string().contains("is no folder"), "{error}");
        assert_eq!(fs::read(outside.join("a.csv")).unwrap(), b"mine");
    }
}
