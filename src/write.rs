//! `Site` -> a folder: the only place that writes to the disk.
//!
//! The folder is replaced as a whole or not at all: the site is written beside it and then
//! exchanged with it. A list of what was written, `manifest.json`, tells offprint's files from
//! others, which are never removed; the folder's own `.gitignore` stays where it is.
#![expect(clippy::disallowed_methods, reason = "this is the stage that writes")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::Broken;
use crate::types::site::Site;

/// The list of files that offprint wrote to a folder.
const MANIFEST: &str = "manifest.json";
/// The one file of an output folder that is offprint's to keep.
const KEPT: &str = ".gitignore";
/// How many foreign files a message names.
const NAMED: usize = 5;

/// Puts a site in a folder, in place of what offprint wrote there before.
///
/// # Errors
/// [`Broken::ForeignFiles`] where the folder holds files of others, [`Broken::OutputHoldsStudy`]
/// where it would hold the study at `root`, [`Broken::Io`] where the system refuses; in each case
/// the folder is as it was.
pub fn write(site: &Site, root: &Path, output: &Path) -> Result<(), Broken> {
    let target = real(output)?;
    refuse_study(root, &target)?;
    refuse_foreign(&target)?;
    let (parent, name) = split(&target);
    fs::create_dir_all(&parent).map_err(|error| broken("create", &parent, error))?;
    let fresh = parent.join(format!(".offprint-{name}"));
    let _lock = claim(&fresh)?;
    let written = fill(site, &fresh, &target).and_then(|()| exchange(&fresh, &target));
    // What is left is the old folder, or a new one that did not get there.
    let removed = fs::remove_dir_all(&fresh);
    written?;
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(broken("remove", &fresh, error))
        }
        _ => Ok(()),
    }
}

/// Puts a ledger in the study at `root`, in place of the one before, whole or not at all.
///
/// # Errors
/// [`Broken::Io`] where the system refuses; the ledger is then as it was.
pub fn write_ledger(root: &Path, text: &str) -> Result<(), Broken> {
    let target = root.join("content/corrections.yaml");
    let fresh = root.join("content/.corrections.yaml.new");
    let written = File::create(&fresh).and_then(|mut file| {
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

/// The output must not be the study's folder, hold it, or be part of its sources.
fn refuse_study(root: &Path, target: &Path) -> Result<(), Broken> {
    let root = real(root)?;
    let sources = [root.join("content"), root.join("templates")];
    if root.starts_with(target) || sources.iter().any(|source| target.starts_with(source)) {
        return Err(Broken::OutputHoldsStudy(target.to_owned()));
    }
    Ok(())
}

/// A folder that is there must hold only what offprint wrote.
fn refuse_foreign(target: &Path) -> Result<(), Broken> {
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(broken("read", target, error)),
        Ok(found) if !found.is_dir() => {
            return Err(broken("write to", target, io::ErrorKind::NotADirectory.into()));
        }
        Ok(_) => {}
    }
    let own = manifest(target);
    let mut foreign = Vec::new();
    let walk = WalkDir::new(target).min_depth(1).follow_links(false).sort_by_file_name();
    for entry in walk {
        let entry = entry.map_err(|error| broken("read", target, error.into()))?;
        let path = entry.path().strip_prefix(target).unwrap_or(entry.path());
        let name = path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let known = own.contains(&name) || name == KEPT || name == MANIFEST;
        if !entry.file_type().is_dir() && (!known || !entry.file_type().is_file()) {
            foreign.push(name);
        }
    }
    if foreign.is_empty() {
        return Ok(());
    }
    let more = foreign.len().saturating_sub(NAMED);
    foreign.truncate(NAMED);
    if more > 0 {
        foreign.push(format!("and {more} more"));
    }
    Err(Broken::ForeignFiles { folder: target.to_owned(), files: foreign })
}

/// What offprint wrote to a folder, as far as the folder knows.
fn manifest(target: &Path) -> BTreeSet<String> {
    let text = fs::read(target.join(MANIFEST)).unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
    let files = manifest["files"].as_array().map(Vec::as_slice).unwrap_or_default();
    files.iter().filter_map(|file| file.as_str().map(str::to_owned)).collect()
}

/// Makes an empty folder beside the output and holds it, so that two runs do not mix; what a
/// run that died has left there is removed.
fn claim(fresh: &Path) -> Result<Option<File>, Broken> {
    if fresh.exists() {
        let busy = File::open(fresh).is_ok_and(|folder| folder.try_lock().is_err());
        if busy {
            let error = io::Error::new(io::ErrorKind::WouldBlock, "another run writes there now");
            return Err(broken("write to", fresh, error));
        }
        fs::remove_dir_all(fresh).map_err(|error| broken("remove", fresh, error))?;
    }
    fs::create_dir(fresh).map_err(|error| broken("create", fresh, error))?;
    // Not every system lets a folder be opened and locked; there two runs at once are on their own.
    let lock = File::open(fresh).ok();
    Ok(lock.filter(|folder| folder.try_lock().is_ok()))
}

fn fill(site: &Site, fresh: &Path, target: &Path) -> Result<(), Broken> {
    let mut folders = BTreeSet::new();
    for (path, _) in site.files() {
        if let Some((folder, _)) = path.rsplit_once('/')
            && folders.insert(folder.to_owned())
        {
            let folder = fresh.join(folder);
            fs::create_dir_all(&folder).map_err(|error| broken("create", &folder, error))?;
        }
    }
    let files: Vec<(&str, &[u8])> = site.files().collect();
    files.par_iter().try_for_each(|(path, bytes)| {
        let path = fresh.join(path);
        fs::write(&path, bytes).map_err(|error| broken("write", &path, error))
    })?;
    let files: Vec<&str> = site.files().map(|(path, _)| path).collect();
    let manifest = serde_json::json!({ "offprint": env!("CARGO_PKG_VERSION"), "files": files });
    let path = fresh.join(MANIFEST);
    fs::write(&path, format!("{manifest:#}\n")).map_err(|error| broken("write", &path, error))?;
    let kept = target.join(KEPT);
    if kept.is_file() {
        fs::copy(&kept, fresh.join(KEPT)).map_err(|error| broken("copy", &kept, error))?;
    }
    Ok(())
}

/// Puts the fresh folder in the place of the old one, which then stands at the fresh one's.
fn exchange(fresh: &Path, target: &Path) -> Result<(), Broken> {
    if !target.exists() {
        return fs::rename(fresh, target).map_err(|error| broken("create", target, error));
    }
    if exchange_at_once(fresh, target) {
        return Ok(());
    }
    // Two steps where the system cannot do it in one; the second is undone by the first's reverse.
    let old = fresh.with_extension("old");
    fs::rename(target, &old).map_err(|error| broken("replace", target, error))?;
    if let Err(error) = fs::rename(fresh, target) {
        let _ = fs::rename(&old, target);
        return Err(broken("replace", target, error));
    }
    fs::rename(&old, fresh).map_err(|error| broken("replace", &old, error))
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange_at_once(fresh: &Path, target: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, fresh, CWD, target, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange_at_once(_fresh: &Path, _target: &Path) -> bool {
    false
}
