//! A site + a disk that fails at one of its operations -> what is left, and what the next run
//! makes of it: for every operation, both ways of writing, death and a full disk.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::TempDir;

use super::*;
use crate::types::manifest::WORK;
use std::fs::File;

/// What happens from one operation on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// The process is killed: that operation is done by half, and no other after it.
    Death,
    /// That one operation is refused.
    Once,
    /// There is no space left for files and folders; the rest works.
    Full,
}

/// What the system lets one do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Everything.
    Exchange,
    /// The output cannot be put elsewhere, as a mount point cannot.
    Mounted,
    /// Nothing can be written beside the output.
    Alone,
}

/// A disk that fails at one of its operations.
struct Faulty {
    fault: Fault,
    way: Way,
    at: usize,
    done: AtomicUsize,
}

impl Faulty {
    /// Counts an operation. `Ok(true)` where the process is to die within it.
    fn step(&self, needs_space: bool) -> io::Result<bool> {
        let number = self.done.fetch_add(1, Ordering::SeqCst);
        match self.fault {
            Fault::Death if number == self.at => Ok(true),
            Fault::Death if number > self.at => Err(io::Error::other("the process is dead")),
            Fault::Once if number == self.at => Err(io::ErrorKind::StorageFull.into()),
            Fault::Full if number >= self.at && needs_space => {
                Err(io::ErrorKind::StorageFull.into())
            }
            _ => Ok(false),
        }
    }

    /// An operation that is done either wholly or not at all.
    fn whole<T>(&self, space: bool, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        if self.step(space)? { Err(io::Error::other("killed")) } else { act() }
    }
}

impl Disk for Faulty {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if self.way == Way::Alone && name == ".offprint-output" {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        self.whole(true, || Real.create_dir(path))
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        self.whole(true, || Real.open_lock(path))
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.step(true)? {
            Real.write(path, &bytes[..bytes.len() / 2])?;
            return Err(io::Error::other("killed"));
        }
        Real.write(path, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.whole(false, || Real.rename(from, to))
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        if self.way == Way::Mounted {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        self.whole(false, || Real.exchange(one, other))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.whole(false, || Real.remove_file(path))
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.whole(false, || Real.remove_dir(path))
    }
}

/// A site with a manifest as far as writing needs one.
fn site(files: &[(&str, &str)]) -> Site {
    let mut site = Site::default();
    for (path, text) in files {
        site.add(*path, *text);
    }
    let listed: Vec<serde_json::Value> =
        files.iter().map(|(path, _)| serde_json::json!({ "path": path })).collect();
    site.add(MANIFEST, serde_json::json!({ "offprint": "0", "files": listed }).to_string());
    site
}

/// Three sites: files stay, come, go, and take the place of folders.
fn sites() -> [Site; 3] {
    [
        site(&[("index.html", "old page"), ("data/old.csv", "1,2"), ("x", "a file"), ("y/z", "")]),
        site(&[("index.html", "new page"), ("data/new.csv", "3"), ("x/y", "below"), ("y", "file")]),
        site(&[("index.html", "third page"), ("images/a/b.png", "PNG")]),
    ]
}

type Tree = BTreeMap<String, Vec<u8>>;

/// All files below a folder.
fn tree(folder: &Path) -> Tree {
    let walk = WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = walk.filter(|entry| !entry.file_type().is_dir());
    let read = |path: &Path| (slashes(path.strip_prefix(folder).unwrap()), fs::read(path).unwrap());
    files.map(|entry| read(entry.path())).collect()
}

/// What the folder holds once a site is written to it.
fn written(site: &Site) -> Tree {
    let own = (KEPT.to_owned(), b"*\n".to_vec());
    site.files().map(|(path, bytes)| (path.into(), bytes.into())).chain([own]).collect()
}

/// A folder with the first site in its `output`.
fn prepared(sites: &[Site; 3]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("output");
    put(&Real, &sites[0], &target, Foreign::Refuse).unwrap();
    fs::write(target.join(KEPT), "*\n").unwrap();
    assert_eq!(tree(&target), written(&sites[0]));
    (folder, target)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

/// Lets each operation fail in turn, and gives how often the folder was found in each state.
fn every_fault(fault: Fault, way: Way) -> [usize; 3] {
    let sites = sites();
    let [old, new, _] = sites.each_ref().map(written);
    let mut counts = [0; 3];
    for at in 0.. {
        let (folder, target) = prepared(&sites);
        let disk = Faulty { fault, way, at, done: AtomicUsize::new(0) };
        let result = put(&disk, &sites[1], &target, Foreign::Refuse);
        let over = disk.done.load(Ordering::SeqCst) <= at;
        let case = format!("{fault:?} at operation {at}, {way:?}: {result:?}");
        let journal = target.join(WORK).join("journal.json").is_file();
        let mut found = tree(&target);
        found.retain(|path, _| !path.starts_with(WORK));
        let state = [&old, &new].iter().position(|whole| **whole == found).unwrap_or(2);
        // Only a replacement file by file may be seen half done, and only until the next run.
        assert!(state < 2 || (journal && way != Way::Exchange), "{case}: {found:#?}");
        counts[state] += 1;
        match &result {
            Ok(_) | Err(Broken::Left { .. }) => assert_eq!(state, 1, "{case}"),
            Err(Broken::Unfinished { .. }) => assert!(journal, "{case}"),
            Err(Broken::Io { .. }) if fault != Fault::Death => assert_eq!(state, 0, "{case}"),
            Err(Broken::Io { .. }) => {}
            Err(other) => panic!("{case}: {other}"),
        }
        if over {
            assert!(result.is_ok(), "{case}");
            assert_eq!(names(folder.path()), ["output"], "{case}");
            assert!(at > 15, "only {at} operations");
            break;
        }
        if fault == Fault::Full && !journal {
            assert_eq!(names(folder.path()), ["output"], "{case}");
        }
        // The next run succeeds, whatever it builds, and nothing is left of the one that failed.
        put(&Real, &sites[2], &target, Foreign::Refuse).unwrap_or_else(|e| panic!("{case}: {e}"));
        assert_eq!(tree(&target), written(&sites[2]), "{case}");
        assert_eq!(names(folder.path()), ["output"], "{case}");
        assert!(!names(&target).contains(&"x".to_owned()), "{case}: a folder of the dead run");
    }
    counts
}

#[test]
fn killed_at_any_operation_the_folder_is_the_old_one_or_the_new_one() {
    let [old, new, mixed] = every_fault(Fault::Death, Way::Exchange);
    assert!(old > 10 && new > 5 && mixed == 0, "{old}, {new}, {mixed}");
}

#[test]
fn killed_within_a_replacement_file_by_file_the_next_run_completes_it() {
    for way in [Way::Mounted, Way::Alone] {
        let [old, new, mixed] = every_fault(Fault::Death, way);
        assert!(old > 10 && new > 2 && mixed > 3, "{way:?}: {old}, {new}, {mixed}");
    }
}

#[test]
fn one_refusal_at_any_operation_does_no_harm() {
    for way in [Way::Exchange, Way::Mounted, Way::Alone] {
        every_fault(Fault::Once, way);
    }
}

#[test]
fn without_space_the_folder_stays_as_it_was_and_nothing_is_left() {
    for way in [Way::Exchange, Way::Mounted, Way::Alone] {
        every_fault(Fault::Full, way);
    }
}

#[test]
fn a_cut_off_replacement_is_completed_before_anything_else_is_done() {
    let sites = sites();
    let (_folder, target) = prepared(&sites);
    // The last operations clear away; the journal stands well before them.
    let at = (0..1000).find(|at| {
        let (_folder, target) = prepared(&sites);
        let disk =
            Faulty { fault: Fault::Death, way: Way::Alone, at: *at, done: AtomicUsize::new(0) };
        let _ = put(&disk, &sites[1], &target, Foreign::Refuse);
        target.join("data/new.csv").exists()
    });
    let at = at.unwrap();
    let disk = Faulty { fault: Fault::Death, way: Way::Alone, at, done: AtomicUsize::new(0) };
    let _ = put(&disk, &sites[1], &target, Foreign::Refuse);
    assert_ne!(tree(&target), written(&sites[1]));
    journal::finish(&Real, &target).unwrap();
    assert_eq!(tree(&target), written(&sites[1]));
}

#[test]
fn who_comes_second_is_told_that_another_run_writes() {
    let sites = sites();
    let (folder, target) = prepared(&sites);
    let first = Claim::new(&Real, &folder.path().join(".offprint-output")).ok().unwrap();
    let second = put(&Real, &sites[1], &target, Foreign::Refuse);
    assert!(matches!(second, Err(Broken::Busy(_))), "{second:?}");
    assert_eq!(tree(&target), written(&sites[0]));
    first.give_up().unwrap();
    put(&Real, &sites[1], &target, Foreign::Refuse).unwrap();
    let first = Claim::new(&Real, &target.join(WORK)).ok().unwrap();
    let second = put(&Real, &sites[2], &target, Foreign::Refuse);
    assert!(matches!(second, Err(Broken::Busy(_))), "{second:?}");
    first.give_up().unwrap();
    assert_eq!(tree(&target), written(&sites[1]));
}

/// A disk on which somebody saves a file while the new site is being written, and which may refuse
/// to put it back.
struct Shared<'a>(&'a Path, bool);

impl Disk for Shared<'_> {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        Real.create_dir(path)
    }
    fn open_lock(&self, path: &Path) -> io::Result<File> {
        Real.open_lock(path)
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(self.0.join("data/mine.txt"), "mine")?;
        Real.write(path, bytes)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.1 { Err(io::ErrorKind::StorageFull.into()) } else { Real.rename(from, to) }
    }
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        Real.exchange(one, other)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        Real.remove_file(path)
    }
    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        Real.remove_dir(path)
    }
}

#[test]
fn a_file_that_comes_while_the_site_is_written_is_given_back() {
    let sites = sites();
    let (folder, target) = prepared(&sites);
    put(&Shared(&target, false), &sites[2], &target, Foreign::Refuse).unwrap();
    let mut expected = written(&sites[2]);
    expected.insert("data/mine.txt".into(), b"mine".to_vec());
    assert_eq!(tree(&target), expected);
    assert_eq!(names(folder.path()), ["output"]);
    // Where that is refused, the file is not lost.
    let (_folder, target) = prepared(&sites);
    let result = put(&Shared(&target, true), &sites[2], &target, Foreign::Refuse);
    let Err(Broken::Late { path, .. }) = result else { panic!("{result:?}") };
    assert_eq!(fs::read(path).unwrap(), b"mine");
    assert_eq!(tree(&target), written(&sites[2]));
    // Even by the next run, as after the death of this one; there it is a file of others again.
    let next = put(&Real, &sites[1], &target, Foreign::Refuse);
    let Err(Broken::ForeignFiles { files, .. }) = next else { panic!("{next:?}") };
    assert_eq!(files, ["data/mine.txt"]);
    let mut expected = written(&sites[2]);
    expected.insert("data/mine.txt".into(), b"mine".to_vec());
    assert_eq!(tree(&target), expected);
}

#[test]
fn files_of_others_are_removed_only_where_that_is_asked_for() {
    for way in [Way::Exchange, Way::Alone] {
        let sites = sites();
        let (_folder, target) = prepared(&sites);
        fs::write(target.join("data/mine.txt"), "mine").unwrap();
        let disk = Faulty { fault: Fault::Once, way, at: usize::MAX, done: AtomicUsize::new(0) };
        let refused = put(&disk, &sites[1], &target, Foreign::Refuse);
        let Err(Broken::ForeignFiles { files, .. }) = refused else { panic!("{refused:?}") };
        assert_eq!(files, ["data/mine.txt"]);
        assert_eq!(fs::read(target.join("data/mine.txt")).unwrap(), b"mine");
        let removed = put(&disk, &sites[1], &target, Foreign::Remove).unwrap();
        assert_eq!(removed, ["data/mine.txt"]);
        assert_eq!(tree(&target), written(&sites[1]), "{way:?}");
    }
}
