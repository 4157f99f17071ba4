//! What a site was made of, and what it consists of: the nouns of `manifest.json`.

use super::digest::Digest;
use super::format::Formats;

/// The name of the manifest in a site.
pub const MANIFEST: &str = "manifest.json";
/// The one file of an output folder that is not of the site and not in its way.
pub const KEPT: &str = ".gitignore";
/// The folder in an output folder in which a replacement file by file is prepared.
pub const WORK: &str = ".offprint-work";

/// The whole report as one file, in a site.
pub const ONE_FILE: &str = "report.html";
/// How the element begins that holds the digest of a report in one file, and how it ends; the
/// digest is that of the file with nothing between.
pub const SEALED: [&str; 2] = ["<meta name=\"offprint-digest\" content=\"", "\">"];
/// The same element before the digest is in it.
pub const UNSEALED: &str = "<meta name=\"offprint-digest\" content=\"\">";

/// A file as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its path, with forward slashes.
    pub path: String,
    /// How many bytes it has.
    pub bytes: usize,
    /// Their digest.
    pub digest: Digest,
}

/// What a site was made of, and what it consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The version of offprint that made it.
    pub offprint: String,
    /// The version of the study.
    pub study_version: String,
    /// Which edition of the study it is.
    pub edition: String,
    /// The formats that were built.
    pub formats: Formats,
    /// The files of the study that were read, in the order of their paths.
    pub inputs: Vec<Recorded>,
    /// The files of the site but the manifest itself, in the order of their paths.
    pub files: Vec<Recorded>,
}

impl Recorded {
    /// What is recorded of a file.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: &[u8]) -> Self {
        Self { path: path.into(), bytes: bytes.len(), digest: Digest::of(bytes) }
    }
}

/// How a site was held against what its study gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rebuilt {
    /// It was not.
    Not,
    /// Byte for byte.
    Bytes,
    /// Value for value: another version of offprint made the site, so that bytes are not
    /// comparable.
    Values {
        /// That version.
        made_by: String,
        /// How many values were held against each other.
        compared: usize,
    },
}
