//! A folder to work in -> the same, held by this run alone until it is given up.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, gone, remove_all};
use crate::diagnostic::Broken;

/// The file in the folder by which it is held.
const LOCK: &str = "lock";
/// How often a run tries to get a folder that others remove under its hands.
const TRIES: usize = 100;

/// A folder that this run holds.
pub(super) struct Claim<'a> {
    disk: &'a dyn Disk,
    folder: PathBuf,
    /// Keeps others out as long as it is open; the system gives it up when the process ends.
    _lock: File,
}

/// Why a folder could not be had.
pub(super) enum Refusal {
    /// Another run has it.
    Busy,
    /// The system said no.
    System(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

impl Refusal {
    /// What to tell of it: `target` is what was to be written.
    pub(super) fn broken(self, folder: &Path, target: &Path) -> Broken {
        match self {
            Self::Busy => Broken::Busy(target.to_owned()),
            Self::System(error) => Broken::Io { doing: "write to", path: folder.to_owned(), error },
        }
    }
}

impl<'a> Claim<'a> {
    /// Makes a folder and holds it. What a run that died has left in it is still there.
    pub(super) fn new(disk: &'a dyn Disk, folder: &Path) -> Result<Self, Refusal> {
        for _ in 0..TRIES {
            disk.create_dir(folder)?;
            match fs::symlink_metadata(folder) {
                Ok(found) if found.is_dir() => {}
                Ok(_) => return Err(io::Error::from(io::ErrorKind::NotADirectory).into()),
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error.into()),
            }
            let path = folder.join(LOCK);
            let lock = match disk.open_lock(&path) {
                Ok(lock) => lock,
                // The run that held it has removed it meanwhile.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => {
                    // Only an empty folder goes, such as this run has just made.
                    let _ = disk.remove_dir(folder);
                    return Err(error.into());
                }
            };
            match lock.try_lock() {
                Err(TryLockError::WouldBlock) => return Err(Refusal::Busy),
                // Not every file system has locks; there two runs at once are on their own.
                Ok(()) | Err(TryLockError::Error(_)) => {}
            }
            if same(&lock, &path) {
                return Ok(Self { disk, folder: folder.to_owned(), _lock: lock });
            }
        }
        Err(Refusal::Busy)
    }

    /// A path in the folder.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Removes what is in the folder; it stays held. Lists go before what they speak of, so that
    /// none is believed of what is half removed.
    pub(super) fn clear(&self) -> io::Result<()> {
        let mut folders = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if entry.file_name() != LOCK {
                self.disk.remove_file(&entry.path())?;
            }
        }
        folders.iter().try_for_each(|folder| remove_all(self.disk, folder))
    }

    /// Removes the folder with all that is in it.
    pub(super) fn give_up(self) -> io::Result<()> {
        self.clear()?;
        self.disk.remove_file(&self.folder.join(LOCK))?;
        match self.disk.remove_dir(&self.folder) {
            // The next run has begun.
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
            Err(_) if gone(&self.folder) => Ok(()),
            result => result,
        }
    }
}

/// Whether an open file is the one at a path: the run that held it before may have removed it.
#[cfg(unix)]
fn same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let id = |it: &fs::Metadata| (it.dev(), it.ino());
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(one), Ok(other)) => id(&one) == id(&other),
        _ => false,
    }
}

/// Elsewhere a file that is open cannot be removed by another process.
#[cfg(not(unix))]
fn same(_file: &File, path: &Path) -> bool {
    !gone(path)
}
