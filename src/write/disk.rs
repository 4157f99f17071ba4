//! The operations of the disk by which a site is written, each of which may be the last.
//!
//! All changes go through this trait, so that tests can let a process die, or the system refuse,
//! at each of them in turn.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use walkdir::WalkDir;

/// A disk that is written to.
pub(super) trait Disk: Sync {
    /// Makes a folder; that it is there is no error.
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// Opens a file to be locked, and makes it where there is none. A link is not followed.
    fn open_lock(&self, path: &Path) -> io::Result<File>;
    /// Writes a file.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Puts a file or folder in another place of the same file system; a file there is replaced.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Puts two folders in each other's place at once.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// Removes a file or link.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
pub(super) struct Real;

impl Disk for Real {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        match fs::create_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(path),
            result => result,
        }
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
        }
        options.open(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(path, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    fn exchange(&self, _one: &Path, _other: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

/// Removes a folder and all in it, following no link. That there is none is no error.
pub(super) fn remove_all(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    if gone(folder) {
        return Ok(());
    }
    for entry in WalkDir::new(folder).contents_first(true).follow_root_links(false) {
        let entry = entry?;
        if entry.file_type().is_dir() {
            disk.remove_dir(entry.path())?;
        } else {
            disk.remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Whether there is nothing at a path, not even a link that leads nowhere.
pub(super) fn gone(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}
