//! The finished site: sorted paths with their bytes.

use std::collections::BTreeMap;

/// A site as a folder holds it.
#[derive(Debug, Default)]
pub struct FoundSite {
    /// Its files.
    pub site: Site,
    /// What is neither file nor folder, such as links; none of it was read.
    pub others: Vec<String>,
}

/// A site in memory; paths have forward slashes and no leading one.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Adds a file.
    ///
    /// # Panics
    /// When the path is taken: two writers of one file are a fault of offprint, not of a study.
    pub fn add(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        let path = path.into();
        let taken = self.files.insert(path.clone(), bytes.into()).is_some();
        assert!(!taken, "two files of the site are called {path}");
    }

    /// The site with more files.
    ///
    /// # Panics
    /// When a path is taken, as [`Site::add`] does.
    #[must_use]
    pub fn with(mut self, files: Vec<(&'static str, Vec<u8>)>) -> Self {
        for (path, bytes) in files {
            self.add(path, bytes);
        }
        self
    }

    /// Adds the files of another site below a folder.
    ///
    /// # Panics
    /// When a path is taken, as [`Site::add`] does.
    pub fn add_below(&mut self, folder: &str, site: &Self) {
        for (path, bytes) in &site.files {
            self.add(format!("{folder}/{path}"), bytes.clone());
        }
    }

    /// Puts other bytes in the place of a file that is there.
    pub fn replace(&mut self, path: &str, bytes: Vec<u8>) {
        if let Some(file) = self.files.get_mut(path) {
            *file = bytes;
        }
    }

    /// The files in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The bytes of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The size of all files in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.files.values().map(Vec::len).sum()
    }
}
