//! The citable package: files that describe and hold a study's figures, and a ZIP file of them.

/// The folder of a site in which the package stands.
pub const FOLDER: &str = "package";

/// A file of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageFile {
    /// Its path in the package.
    pub path: String,
    /// What it is, for readers.
    pub title: String,
    /// Its form in a word: "CSV".
    pub kind: &'static str,
    /// Its form in the words of MIME.
    pub media_type: &'static str,
    /// Whether it says something where it stands alone; what does not is in the ZIP file only.
    pub alone: bool,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The name of its ZIP file: `hot-drinks-1.0.0.zip`.
    pub name: String,
    /// Its files in the order of their paths.
    pub files: Vec<PackageFile>,
    /// All of them as a ZIP file.
    pub zip: Vec<u8>,
}

impl Package {
    /// The files that a site offers, with their paths below [`FOLDER`]: the ZIP file, and what
    /// stands alone.
    pub fn offered(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let alone = self.files.iter().filter(|file| file.alone);
        let zip = (self.name.as_str(), self.zip.as_slice());
        std::iter::once(zip).chain(alone.map(|file| (file.path.as_str(), file.bytes.as_slice())))
    }
}
