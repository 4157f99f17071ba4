//! `Site` -> a folder: the only place that writes to the disk.
//!
//! The folder is replaced as a whole or not at all: the site is written beside it and then
//! exchanged with it in one step. Where the system refuses that, as it does for mount points, the
//! files are replaced one by one by a journal that the next run completes. This holds for the
//! death of the process at any moment; it does not speak of a power cut.
//!
//! The manifest in the folder tells offprint's files from others, which are not removed unless
//! that is asked for; the folder's own `.gitignore` stays where it is.
#![expect(clippy::disallowed_methods, reason = "this is the stage that writes")]

mod beside;
mod claim;
mod disk;
mod journal;
mod paper;
#[cfg(test)]
mod testing;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

pub use self::beside::{Beside, write_one_file, write_package};
use self::claim::{Claim, Refusal};
use self::disk::{Disk, Real, gone};
pub use self::paper::{chromium, print};
use crate::diagnostic::Broken;
use crate::types::manifest::{KEPT, MANIFEST};
use crate::types::site::Site;

/// The new site beside the output, and after the exchange the old one.
const NEW: &str = "new";

/// What the output held when the exchange began, for a run that dies behind it.
const SEEN: &str = "seen.json";

/// What becomes of files that offprint did not write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// They stop the run.
    Refuse,
    /// They are removed, and named.
    Remove,
}

/// Puts a site in a folder, in place of what offprint wrote there before. Gives the files of
/// others that were removed.
///
/// # Errors
/// [`Broken::ForeignFiles`] where the folder holds files of others, [`Broken::OutputHoldsStudy`]
/// where it would hold the study at `root`, [`Broken::Link`] where it is a link, [`Broken::Busy`]
/// where another run writes there, [`Broken::Io`] where the system refuses; in each of these
/// cases the folder is as it was. [`Broken::Unfinished`] where it refuses in the midst of a
/// replacement file by file, [`Broken::Late`] and [`Broken::Left`] where all is done but what comes
/// after.
pub fn write(
    site: &Site,
    root: &Path,
    output: &Path,
    foreign: Foreign,
) -> Result<Vec<String>, Broken> {
    // A name that ends in a slash would lead through the link.
    let named: PathBuf = output.components().collect();
    if named.is_symlink() {
        return Err(Broken::Link(named));
    }
    let target = real(&named)?;
    refuse_study(root, &target)?;
    put(&Real, site, &target, foreign)
}

/// Puts a ledger in the study at `root`, in place of the one before, whole or not at all.
///
/// # Errors
/// [`Broken::Io`] where the system refuses; the ledger is then as it was.
pub fn write_ledger(root: &Path, text: &str) -> Result<(), Broken> {
    write_text(&root.join("content"), "corrections.yaml", text)
}

/// Puts a text in a file of a folder, in place of the one before, whole or not at all; makes the
/// folder where it is not there.
///
/// # Errors
/// [`Broken::Io`] where the system refuses; the file is then as it was.
pub fn write_text(folder: &Path, name: &str, text: &str) -> Result<(), Broken> {
    fs::create_dir_all(folder).map_err(|error| broken("create", folder, error))?;
    let target = folder.join(name);
    let fresh = folder.join(format!(".{name}.new"));
    let written = fs::File::create(&fresh).and_then(|mut file| {
        io::Write::write_all(&mut file, text.as_bytes())?;
        file.sync_all()
    });
    let placed = written.and_then(|()| fs::rename(&fresh, &target));
    placed.map_err(|error| {
        // What is left of it would be read by nobody.
        let _ = fs::remove_file(&fresh);
        broken("write", &target, error)
    })
}

/// Writes a file that is not there yet, whole or not at all, with the folders above it; tells whether
/// it did.
///
/// # Errors
/// [`Broken::Io`] where the system refuses.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<bool, Broken> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| broken("create", folder, error))?;
    let mut file = match fs::File::create_new(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(broken("write", path, error)),
    };
    io::Write::write_all(&mut file, bytes).map(|()| true).map_err(|error| {
        // Half a template would stand in for a whole one.
        let _ = fs::remove_file(path);
        broken("write", path, error)
    })
}

fn broken(doing: &'static str, path: &Path, error: io::Error) -> Broken {
    Broken::Io { doing, path: path.to_owned(), error }
}

/// The folder that a path leads to; where there is none yet, the path itself made absolute.
fn real(path: &Path) -> Result<PathBuf, Broken> {
    match fs::canonicalize(path) {
        Ok(real) => Ok(real),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            std::path::absolute(path).map_err(|error| broken("find", path, error))
        }
        Err(error) => Err(broken("find", path, error)),
    }
}

fn split(path: &Path) -> (PathBuf, String) {
    let parent = path.parent().unwrap_or(path).to_owned();
    let name = path.file_name().map_or_else(|| "site".into(), |name| name.to_string_lossy());
    (parent, name.into_owned())
}

fn slashes(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The output must not be the study's folder, hold it, or be part of its sources.
fn refuse_study(root: &Path, target: &Path) -> Result<(), Broken> {
    let root = real(root)?;
    let sources = [root.join("content"), root.join("templates")];
    if root.starts_with(target) || sources.iter().any(|source| target.starts_with(source)) {
        return Err(Broken::OutputHoldsStudy(target.to_owned()));
    }
    Ok(())
}

/// Puts a site in a folder, by exchange or, where that is refused, file by file.
fn put(
    disk: &dyn Disk,
    site: &Site,
    target: &Path,
    foreign: Foreign,
) -> Result<Vec<String>, Broken> {
    let (parent, name) = split(target);
    fs::metadata(&parent)
        .or_else(|_| disk.create_dir(&parent).and_then(|()| fs::metadata(&parent)))
        .map_err(|error| broken("create", &parent, error))?;
    let work = parent.join(format!(".offprint-{name}"));
    let claim = match Claim::new(disk, &work) {
        Ok(claim) => Some(claim),
        // Nothing can be written beside the folder, but perhaps in it.
        Err(Refusal::System(error)) if refused(&error) && target.is_dir() => None,
        Err(refusal) => return Err(refusal.broken(&work, target)),
    };
    let outcome = put_held(disk, site, target, foreign, claim.as_ref());
    if let Err(Broken::Late { .. }) = outcome {
        // What was found there stays there.
        return outcome.map(|seen| seen.foreign);
    }
    let given_up = claim.map_or(Ok(()), Claim::give_up);
    let seen = outcome?;
    given_up.map_err(|error| Broken::Left { path: work, error })?;
    Ok(seen.foreign)
}

fn put_held(
    disk: &dyn Disk,
    site: &Site,
    target: &Path,
    foreign: Foreign,
    claim: Option<&Claim<'_>>,
) -> Result<Seen, Broken> {
    if let Some(claim) = claim {
        return_left(disk, claim, target)?;
        claim.clear().map_err(|error| broken("clear the way to", target, error))?;
    }
    journal::finish(disk, target)?;
    let seen = scan(target)?;
    if foreign == Foreign::Refuse && !seen.foreign.is_empty() {
        return Err(Broken::ForeignFiles { folder: target.to_owned(), files: seen.foreign });
    }
    if let Some(claim) = claim {
        let fresh = claim.path(NEW);
        fill(disk, site, &fresh)?;
        keep(disk, target, &fresh)?;
        let (list, text) = (claim.path(SEEN), serde_json::json!(seen.files).to_string());
        disk.write(&list, text.as_bytes()).map_err(|error| broken("write", &list, error))?;
        match exchange(disk, &fresh, target) {
            Ok(()) => {
                return_late(disk, &fresh, target, &seen)?;
                return Ok(seen);
            }
            Err(error) if refused(&error) => {
                claim.clear().map_err(|error| broken("remove", &fresh, error))?;
            }
            Err(error) => return Err(broken("replace", target, error)),
        }
    }
    journal::replace(disk, site, target, &seen)?;
    Ok(seen)
}

/// What a folder holds before it is replaced.
#[derive(Debug, Default)]
struct Seen {
    /// All that is no folder.
    files: BTreeSet<String>,
    /// Those that offprint did not write.
    foreign: Vec<String>,
}

fn scan(target: &Path) -> Result<Seen, Broken> {
    let mut seen = Seen::default();
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(seen),
        Err(error) => return Err(broken("read", target, error)),
        Ok(found) if !found.is_dir() => {
            return Err(broken("write to", target, io::ErrorKind::NotADirectory.into()));
        }
        Ok(_) => {}
    }
    let own = listed(target);
    for entry in WalkDir::new(target).min_depth(1).follow_links(false).sort_by_file_name() {
        let entry = entry.map_err(|error| broken("read", target, error.into()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let name = slashes(entry.path().strip_prefix(target).unwrap_or(entry.path()));
        let known = own.contains(&name) || name == KEPT;
        if !known || !entry.file_type().is_file() {
            seen.foreign.push(name.clone());
        }
        seen.files.insert(name);
    }
    Ok(seen)
}

/// What offprint wrote to a folder: the manifest there, if it is one of offprint's, and the files
/// that it lists. Other programs, too, call files so.
fn listed(target: &Path) -> BTreeSet<String> {
    let text = fs::read(target.join(MANIFEST)).unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
    if !manifest["offprint"].is_string() {
        return BTreeSet::new();
    }
    let files = manifest["files"].as_array().map(Vec::as_slice).unwrap_or_default();
    // Before there were digests, a path stood alone.
    let path = |file: &serde_json::Value| Some(file["path"].as_str().or(file.as_str())?.to_owned());
    files.iter().filter_map(path).chain([MANIFEST.to_owned()]).collect()
}

/// Whether the system does not do this here at all, so that another way may go.
fn refused(error: &io::Error) -> bool {
    use io::ErrorKind::{
        CrossesDevices, InvalidInput, PermissionDenied, ReadOnlyFilesystem, ResourceBusy,
        Unsupported,
    };
    let kinds = [
        CrossesDevices,
        InvalidInput,
        PermissionDenied,
        ReadOnlyFilesystem,
        ResourceBusy,
        Unsupported,
    ];
    kinds.contains(&error.kind())
}

/// Writes all files of a site to a folder that is not there yet.
fn fill(disk: &dyn Disk, site: &Site, fresh: &Path) -> Result<(), Broken> {
    let above = site.files().filter_map(|(path, _)| path.rsplit_once('/'));
    let folders: BTreeSet<&str> = above.map(|(folder, _)| folder).chain([""]).collect();
    for folder in folders {
        let folder = if folder.is_empty() { fresh.to_owned() } else { fresh.join(folder) };
        disk.create_dir(&folder).map_err(|error| broken("create", &folder, error))?;
    }
    let files: Vec<(&str, &[u8])> = site.files().collect();
    files.par_iter().try_for_each(|(path, bytes)| {
        let path = fresh.join(path);
        disk.write(&path, bytes).map_err(|error| broken("write", &path, error))
    })
}

/// Takes over what is the folder's own: its `.gitignore`, and who may read and write it.
fn keep(disk: &dyn Disk, target: &Path, fresh: &Path) -> Result<(), Broken> {
    let kept = target.join(KEPT);
    if fs::symlink_metadata(&kept).is_ok_and(|found| found.is_file()) {
        let bytes = fs::read(&kept).map_err(|error| broken("read", &kept, error))?;
        let copy = fresh.join(KEPT);
        disk.write(&copy, &bytes).map_err(|error| broken("write", &copy, error))?;
    }
    if let Ok(found) = fs::metadata(target) {
        // Where that is refused, the folder has the permissions of any new one.
        let _ = fs::set_permissions(fresh, found.permissions());
    }
    Ok(())
}

/// Puts the fresh folder in the place of the old one, which then stands at the fresh one's.
fn exchange(disk: &dyn Disk, fresh: &Path, target: &Path) -> io::Result<()> {
    if gone(target) { disk.rename(fresh, target) } else { disk.exchange(fresh, target) }
}

/// Gives back what others put into the old folder after it was looked through. Where something
/// of the new site stands at its place, the file gets a name of its own.
fn return_late(disk: &dyn Disk, old: &Path, target: &Path, seen: &Seen) -> Result<(), Broken> {
    if gone(old) {
        return Ok(());
    }
    for entry in WalkDir::new(old).min_depth(1).follow_links(false) {
        let entry = entry.map_err(|error| broken("read", old, error.into()))?;
        let name = slashes(entry.path().strip_prefix(old).unwrap_or(entry.path()));
        if entry.file_type().is_dir() || seen.files.contains(&name) {
            continue;
        }
        let mut back = target.join(&name);
        while !gone(&back) {
            back.as_mut_os_string().push(".kept");
        }
        journal::make_way(disk, target, &name)
            .and_then(|()| disk.rename(entry.path(), &back))
            .map_err(|error| Broken::Late { path: entry.path().to_owned(), error })?;
    }
    Ok(())
}

/// Gives back what a run that died right behind its exchange did not. Without the list it died
/// before, and all that it left is a part of its own site.
fn return_left(disk: &dyn Disk, claim: &Claim<'_>, target: &Path) -> Result<(), Broken> {
    let Ok(text) = fs::read(claim.path(SEEN)) else { return Ok(()) };
    let Ok(mut files) = serde_json::from_slice::<BTreeSet<String>>(&text) else { return Ok(()) };
    let old = claim.path(NEW);
    files.extend(listed(&old));
    files.extend([MANIFEST, KEPT].map(str::to_owned));
    return_late(disk, &old, target, &Seen { files, foreign: Vec::new() })
}
