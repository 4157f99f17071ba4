//! A study's folder -> which of its files change, as they change.
//!
//! Only `content/` and `templates/` are looked into: the folder of a study may hold others that are
//! large, and the site that is built. The folder itself is watched for these two to come and go.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::diagnostic::Broken;

/// The folders of a study that are read.
const FOLDERS: [&str; 2] = ["content", "templates"];
/// How long nothing may happen before what has happened is told. Editors write a file in several
/// steps; they are closer together than this.
const QUIET: Duration = Duration::from_millis(10);
/// How long it is put off at most while files go on changing.
const MOST: Duration = Duration::from_millis(500);
/// How often files are read where the system tells nothing of their changes.
const POLL: Duration = Duration::from_millis(250);

/// How changes are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The system tells of them; where it cannot, files are read over and over.
    Told,
    /// Files are read over and over, as is needed for folders of other machines.
    Polled,
}

/// A study's folder, watched.
pub struct Watch {
    root: PathBuf,
    watcher: Box<dyn Watcher>,
    events: Receiver<notify::Result<Event>>,
    /// Why files are read over and over although the system was to tell of them.
    refused: Option<String>,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").field("root", &self.root).finish_non_exhaustive()
    }
}

impl Watch {
    /// Begins to watch the folder of a study.
    ///
    /// # Errors
    /// [`Broken::NoStudy`] where there is none, [`Broken::Io`] where the folder cannot be watched.
    pub fn of(root: &Path, how: How) -> Result<Self, Broken> {
        if !root.join("content").is_dir() {
            return Err(Broken::NoStudy(root.to_owned()));
        }
        let broken = |error| Broken::Io { doing: "watch", path: root.to_owned(), error };
        // Systems tell of changes by the whole path.
        let root = root.canonicalize().map_err(broken)?;
        let mut refused = None;
        if how == How::Told {
            match Self::with(&root, |sender| RecommendedWatcher::new(sender, config())) {
                Ok(watch) => return Ok(watch),
                Err(error) => refused = Some(said(&error)),
            }
        }
        let polled = Self::with(&root, |sender| {
            let config = config().with_poll_interval(POLL).with_compare_contents(true);
            PollWatcher::new(sender, config)
        });
        let watch = polled.map_err(|error| broken(std::io::Error::other(said(&error))))?;
        Ok(Self { refused, ..watch })
    }

    fn with<W: Watcher + 'static>(
        root: &Path,
        make: impl FnOnce(std::sync::mpsc::Sender<notify::Result<Event>>) -> notify::Result<W>,
    ) -> notify::Result<Self> {
        let (sender, events) = channel();
        let mut watcher = make(sender)?;
        watcher.watch(root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS.map(|folder| root.join(folder)) {
            if folder.is_dir() {
                watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        let watcher: Box<dyn Watcher> = Box::new(watcher);
        Ok(Self { root: root.to_owned(), watcher, events, refused: None })
    }

    /// What the system said when it was to tell of changes and could not, so that files are read
    /// over and over.
    #[must_use]
    pub fn refused(&self) -> Option<&str> {
        self.refused.as_deref()
    }

    /// Waits until files of the study have changed, and nothing more happens. Gives their paths
    /// from the study's folder, with forward slashes; none where it is known only that something
    /// changed.
    pub fn wait(&mut self) -> BTreeSet<String> {
        loop {
            // It ends where something has changed, however long that takes.
            if let Some(changed) = self.within(Duration::from_hours(1)) {
                return changed;
            }
        }
    }

    /// The same, where something changes soon; nothing where it does not.
    pub fn within(&mut self, soon: Duration) -> Option<BTreeSet<String>> {
        let mut changed = BTreeSet::new();
        let asked = Instant::now();
        let mut first: Option<Instant> = None;
        loop {
            let event = match first {
                None => self.events.recv_timeout(soon.saturating_sub(asked.elapsed())),
                Some(since) if since.elapsed() > MOST => return Some(changed),
                Some(_) => self.events.recv_timeout(QUIET),
            };
            match event {
                // What the watcher lost may be a change.
                Ok(Err(_)) => _ = first.get_or_insert_with(Instant::now),
                Ok(Ok(event)) => {
                    let before = changed.len();
                    let lost = event.need_rescan();
                    changed.extend(self.seen(&event));
                    if lost || changed.len() > before {
                        first.get_or_insert_with(Instant::now);
                    }
                }
                Err(RecvTimeoutError::Timeout) => return first.map(|_| changed),
                // The watcher lives as long as this does, and holds the other end.
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(MOST),
            }
        }
    }

    /// Whether a file that changed is there, by its path from the study's folder: what an editor wrote
    /// beside a file and took away again is not.
    #[must_use]
    pub fn holds(&self, file: &str) -> bool {
        self.root.join(file).exists()
    }

    /// Files of the study of which an event tells. A folder that has come is watched.
    fn seen(&mut self, event: &Event) -> Vec<String> {
        if !changes(event.kind) {
            return Vec::new();
        }
        let mut seen = Vec::new();
        for path in &event.paths {
            let Ok(below) = path.strip_prefix(&self.root) else { continue };
            let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
            if !names.first().is_some_and(|first| FOLDERS.contains(&first.as_ref())) {
                continue;
            }
            if names.iter().any(|name| is_of_an_editor(name)) {
                continue;
            }
            if names.len() == 1 {
                // One of that name may have been watched that is gone.
                let _ = self.watcher.unwatch(path);
                if path.is_dir() {
                    let _ = self.watcher.watch(path, RecursiveMode::Recursive);
                }
            }
            seen.push(names.join("/"));
        }
        seen
    }
}

fn config() -> Config {
    Config::default().with_follow_symlinks(false)
}

/// What went wrong, without the paths, which are known.
fn said(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::Io(error) => error.to_string(),
        notify::ErrorKind::MaxFilesWatch => "the system watches no more files".into(),
        _ => error.to_string(),
    }
}

/// Whether an event is one of a change. To read a file is none; to close one that was written is
/// the last step of a change.
fn changes(kind: EventKind) -> bool {
    use notify::event::{AccessKind, AccessMode};
    match kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

/// Whether a name is one that an editor gives to what it keeps beside a file while it is edited
/// or saved. What begins with a point is no part of a study.
fn is_of_an_editor(name: &str) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    name.starts_with('.')
        || ends(&["~", ".swp", ".swx", ".tmp", "___jb_tmp___", "___jb_old___"])
        || (name.starts_with('#') && name.ends_with('#'))
        // Vim sees by it whether it may write in a folder.
        || name == "4913"
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make and change the folders they watch")]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    fn study() -> TempDir {
        let folder = TempDir::new().expect("a temporary folder");
        fs::create_dir_all(folder.path().join("content/data")).expect("folders");
        fs::write(folder.path().join("content/study.yaml"), "a").expect("a file");
        folder
    }

    /// Changes until one of a path is told.
    fn wait(watch: &mut Watch, path: &str) {
        while !watch.wait().contains(path) {}
    }

    #[test]
    fn changes_are_told_by_either_way() {
        for how in [How::Told, How::Polled] {
            let folder = study();
            let mut watch = Watch::of(folder.path(), how).expect("a folder");
            fs::write(folder.path().join("output.html"), "x").expect("a file");
            fs::write(folder.path().join("content/data/.a.yaml.swp"), "x").expect("a file");
            fs::write(folder.path().join("content/data/a.yaml"), "x").expect("a file");
            let told = watch.wait();
            assert!(told.contains("content/data/a.yaml"), "{told:?}");
            assert!(told.iter().all(|path| path.starts_with("content/data")), "{told:?}");
            assert!(!told.iter().any(|path| path.contains(".swp")), "{told:?}");
            // As many editors save.
            fs::write(folder.path().join("content/study.yaml~"), "b").expect("a file");
            let (from, to) = ("content/study.yaml~", "content/study.yaml");
            fs::rename(folder.path().join(from), folder.path().join(to)).expect("a file");
            wait(&mut watch, "content/study.yaml");
        }
    }

    #[test]
    fn folders_that_come_are_watched() {
        let folder = study();
        let mut watch = Watch::of(folder.path(), How::Told).expect("a folder");
        assert_eq!(watch.within(Duration::from_millis(20)), None);
        fs::create_dir(folder.path().join("templates")).expect("a folder");
        wait(&mut watch, "templates");
        fs::write(folder.path().join("templates/style.css"), "a").expect("a file");
        wait(&mut watch, "templates/style.css");
        // As when another branch is checked out.
        fs::remove_dir_all(folder.path().join("content")).expect("a folder");
        wait(&mut watch, "content");
        fs::create_dir_all(folder.path().join("content/data")).expect("folders");
        wait(&mut watch, "content");
        fs::write(folder.path().join("content/data/b.yaml"), "a").expect("a file");
        wait(&mut watch, "content/data/b.yaml");
    }

    #[test]
    fn what_is_no_study_is_not_watched() {
        let folder = TempDir::new().expect("a temporary folder");
        let watched = Watch::of(folder.path(), How::Told);
        assert!(matches!(watched, Err(Broken::NoStudy(_))));
    }

    #[test]
    fn what_editors_keep_beside_a_file_is_known() {
        for name in [".a.yaml.swp", "a.yaml~", "4913", "#a.yaml#", ".#a.yaml", "a.yaml___jb_tmp___"]
        {
            assert!(is_of_an_editor(name), "{name}");
        }
        for name in ["a.yaml", "a#b.md", "data", "4913.md"] {
            assert!(!is_of_an_editor(name), "{name}");
        }
    }
}
