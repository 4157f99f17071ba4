//! What tests share: running the binary on copies of studies.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use walkdir::WalkDir;

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of a study in a folder of its own, to be changed and built.
pub(crate) struct Study {
    folder: TempDir,
}

impl Study {
    /// A copy of the shipped study.
    pub(crate) fn shipped() -> Self {
        let study = Self::empty();
        copy(&root().join("content"), &study.path("content"));
        study
    }

    /// A copy of a fixture of `tests/it/fixtures`.
    pub(crate) fn fixture(name: &str) -> Self {
        let study = Self::empty();
        copy(&root().join("tests/it/fixtures").join(name), study.folder.path());
        study
    }

    /// A folder without anything in it.
    pub(crate) fn empty() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A path within the study.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file of the study, with the folders above it.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("folders");
        fs::write(path, text).expect("a file of the study");
        self
    }

    /// Replaces a text that stands exactly once in a file.
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "{from:?} stands once in {path}");
        self.write(path, text.replacen(from, to, 1))
    }

    /// A file of the study, or of its output.
    pub(crate) fn read(&self, path: &str) -> String {
        let bytes = fs::read(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        String::from_utf8(bytes).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs `offprint build` in the study's folder.
    pub(crate) fn build(&self) -> Run {
        self.run(&["build"])
    }

    /// Builds, and expects it to go well.
    pub(crate) fn built(self) -> Self {
        let run = self.build();
        assert!(run.status == 0, "{}", run.stderr);
        self
    }

    /// Runs the binary in the study's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run_in(self.folder(), arguments)
    }
}

/// What came of a run.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// Expects an exit code.
    pub(crate) fn exits(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// Expects a text on the error stream.
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "{text:?} in:\n{}", self.stderr);
        self
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// The binary, to be run in a folder.
pub(crate) fn offprint(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
    command.current_dir(folder);
    command
}

/// Runs the binary in a folder.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    offprint(folder).args(arguments).output().expect("the binary runs").into()
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.expect("a readable folder");
        let target = to.join(entry.path().strip_prefix(from).expect("below the folder"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("a folder");
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// The files of a folder by path, with their bytes.
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below the folder");
            (path.to_string_lossy().into_owned(), fs::read(entry.path()).expect("a file"))
        })
        .collect()
}
