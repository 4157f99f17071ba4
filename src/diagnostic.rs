//! A fault or remark about a study: code, message, places, help; made by named constructors.
//!
//! The constructors stand in the submodules by what they speak of; nothing else assembles a
//! diagnostic, so that every message of one kind reads alike.

mod audit;
mod cards;
mod charts;
mod citations;
mod claims;
mod corrections;
mod data;
mod differences;
mod files;
mod messages;
mod narrative;
mod nearest;
mod proof;
mod study;
mod syntax;
mod tables;
mod template;
mod values;
mod words;
mod yaml;

use std::io::ErrorKind;
use std::path::PathBuf;

pub use narrative::Found;
pub use nearest::nearest;
pub use values::Undrawn;
pub use yaml::{Cut, Wrong};

use crate::types::source::Place;

/// How many foreign files a message names.
const NAMED: usize = 5;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The study cannot be built.
    Error,
    /// It can be built, but something is probably not as meant.
    Warning,
    /// Nothing is wrong, but it is worth knowing.
    Note,
}

/// A place with what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is there; may be empty.
    pub text: String,
}

/// A fault or remark about a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// A short stable name of its kind.
    pub code: &'static str,
    /// What was found, and what was expected.
    pub message: String,
    /// Where: the first label is the place itself, others explain it. A fault of the folder as
    /// a whole has none.
    pub labels: Vec<Label>,
    /// What else explains it, such as the arithmetic of a finding.
    pub notes: Vec<String>,
    /// What to do about it.
    pub help: Vec<String>,
}

impl Diagnostic {
    fn error(code: &'static str, message: String, place: Place, text: impl Into<String>) -> Self {
        let labels = vec![Label { place, text: text.into() }];
        let severity = Severity::Error;
        Self { severity, code, message, labels, notes: Vec::new(), help: Vec::new() }
    }

    fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    fn also(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push(Label { place, text: text.into() });
        self
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds the known names that are nearest to what was found; where none is near, other help.
    fn suggest_or<'a>(
        self,
        found: &str,
        known: impl IntoIterator<Item = &'a str>,
        other: impl FnOnce() -> String,
    ) -> Self {
        let near: Vec<String> =
            nearest::nearest(found, known).iter().map(|name| format!("`{name}`")).collect();
        match near.as_slice() {
            [] => self.help(other()),
            [one] => self.help(format!("did you mean {one}?")),
            several => self.help(format!("did you mean {}?", words::or(several))),
        }
    }

    /// Whether it says that a finding which the study names is not there.
    #[must_use]
    pub fn misses_a_finding(&self) -> bool {
        matches!(self.code, "unmatched-acceptance" | "unknown-anchor")
    }

    /// Whether it says that a footnote is not there, or is not referred to.
    #[must_use]
    pub fn misses_a_footnote(&self) -> bool {
        matches!(self.code, "unknown-footnote" | "unused-footnote")
    }

    /// The key by which diagnostics are put in order: path, position, code.
    #[must_use]
    pub fn order(&self) -> (&str, usize, &str) {
        let (path, start) = self.labels.first().map_or(("", 0), |label| label.place.key());
        (path, start, self.code)
    }
}

impl Severity {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Whether there is an error among diagnostics.
#[must_use]
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// The world is broken or was addressed wrongly: not the study's fault.
#[derive(Debug)]
pub enum Broken {
    /// Something could not be read or written.
    Io {
        /// What was being done: "read", "create", "replace".
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// There is no study at the path.
    NoStudy(PathBuf),
    /// There is nothing at the path that could be compared.
    NoReport {
        /// The path.
        path: PathBuf,
        /// What is wrong with what is there.
        found: String,
    },
    /// The output folder holds files that offprint did not write.
    ForeignFiles {
        /// The output folder.
        folder: PathBuf,
        /// The files.
        files: Vec<String>,
    },
    /// Another run writes to the folder now.
    Busy(PathBuf),
    /// A folder is a link, and links are not followed.
    Link(PathBuf),
    /// There is no site of offprint in the folder.
    NoSite(PathBuf),
    /// The files of a folder were being replaced one by one when the system refused.
    Unfinished {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The site is in its place, but a file that somebody saved while it was being replaced could
    /// not be given back.
    Late {
        /// Where the file lies now.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The site is in its place, but what it replaced could not be cleared away.
    Left {
        /// Where it lies.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The output folder would hold the study, or the study's texts.
    OutputHoldsStudy(PathBuf),
    /// A report was to be written where the study's own texts are.
    InStudy(PathBuf),
    /// A report was to be written into the folder of a site.
    InSite {
        /// The path.
        path: PathBuf,
        /// The folder of the site.
        site: PathBuf,
    },
    /// There is no Chromium to print with.
    NoChromium {
        /// What was looked for.
        tried: Vec<String>,
        /// Whether it was named on the command line.
        named: bool,
    },
    /// A site cannot be served at an address.
    NoPort {
        /// The address.
        address: std::net::SocketAddr,
        /// What the system said.
        error: std::io::Error,
    },
    /// A browser printed nothing.
    NotPrinted {
        /// The browser.
        browser: PathBuf,
        /// How it ended.
        how: String,
        /// The last line that it said.
        said: String,
    },
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io { doing, path, error } => {
                write!(f, "cannot {doing} {}: {error}", path.display())
            }
            Self::NoStudy(path) => write!(
                f,
                "no study at {}: expected a folder that holds content/study.yaml",
                path.display()
            ),
            Self::NoReport { path, found } => {
                write!(f, "no report at {}: {found}", path.display())
            }
            Self::ForeignFiles { folder, files } => {
                let named = files.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>();
                let more = files.len() - named.len();
                let more = if more > 0 { format!(", and {more} more") } else { String::new() };
                write!(
                    f,
                    "{} holds files that offprint did not write ({}{more})",
                    folder.display(),
                    named.join(", ")
                )
            }
            Self::Busy(path) => write!(f, "another run writes to {} now", path.display()),
            Self::Link(path) => {
                write!(f, "{} is a link, and links are not followed", path.display())
            }
            Self::NoSite(path) => {
                write!(
                    f,
                    "no site at {}: expected a folder that holds manifest.json",
                    path.display()
                )
            }
            Self::Unfinished { folder, error } => {
                write!(f, "the site in {} is replaced in part: {error}", folder.display())
            }
            Self::Late { path, error } => write!(
                f,
                "the site was written, but {} cannot be put back, which came meanwhile: {error}",
                path.display()
            ),
            Self::Left { path, error } => {
                write!(f, "the site was written, but cannot remove {}: {error}", path.display())
            }
            Self::OutputHoldsStudy(path) => {
                write!(f, "{} is part of the study itself", path.display())
            }
            Self::InStudy(path) => {
                write!(f, "{} is in a folder of the study's own texts", path.display())
            }
            Self::InSite { path, site } => write!(
                f,
                "{} is in {}, which each build replaces as a whole",
                path.display(),
                site.display()
            ),
            Self::NoChromium { tried, named: true } => {
                write!(f, "{} is no Chromium that runs here", tried.join(", "))
            }
            Self::NoChromium { tried, named: false } => {
                write!(f, "no Chromium to print with: looked for {}", tried.join(", "))
            }
            Self::NoPort { address, error } => {
                write!(f, "cannot serve at {address}: {error}")
            }
            Self::NotPrinted { browser, how, said } => {
                write!(f, "{} printed nothing: {how}", browser.display())?;
                if said.is_empty() { Ok(()) } else { write!(f, " ({said})") }
            }
        }
    }
}

impl Broken {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Io { .. } => "nothing was changed; see to the path and run again",
            Self::NoStudy(_) => {
                "run offprint in a study's folder, or name it: offprint build path/to/study"
            }
            Self::NoReport { .. } => {
                "name a study's folder, the folder of a built site, or its data/report.json"
            }
            Self::ForeignFiles { .. } => {
                "nothing was changed; move them away, name another folder with --output, or let \
                 --force remove them and list them"
            }
            Self::Busy(_) => "this run changed nothing; wait for the other one to end",
            Self::Link(_) => "nothing was changed; name the folder itself, or put it in its place",
            Self::NoSite(_) => {
                "name the folder that offprint build wrote; a site without its manifest cannot be \
                 verified"
            }
            Self::Unfinished { .. } => {
                "see to what the system said and build again: that completes what was begun"
            }
            Self::Late { .. } => "the next build tries again to put it back; or take it from there",
            Self::Left { .. } => "remove it, or see to its permissions and build again",
            Self::OutputHoldsStudy(_) => "nothing was changed; name another folder with --output",
            Self::InStudy(_) => {
                "nothing was written there; name a path beside content/ and templates/"
            }
            Self::InSite { .. } => "nothing was written there; name a path outside that folder",
            Self::NoChromium { .. } => {
                "install one, for example with `apt install chromium`, or name one that is \
                 installed: --chromium PATH; Google Chrome will do"
            }
            Self::NoPort { error, .. } => match error.kind() {
                ErrorKind::AddrInUse => {
                    "another program has it, perhaps another offprint serve; name another port \
                     with --port N, or let --port 0 take one that is free"
                }
                ErrorKind::AddrNotAvailable => {
                    "this machine has no such address; leave out --host, or name one that it has"
                }
                _ => "name another port with --port N, or let --port 0 take one that is free",
            },
            Self::NotPrinted { .. } => {
                "nothing was changed; name another one with --chromium PATH, or open report.html \
                 and print it from there"
            }
        }
    }
}

impl std::error::Error for Broken {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. }
            | Self::Unfinished { error, .. }
            | Self::Left { error, .. }
            | Self::NoPort { error, .. } => Some(error),
            _ => None,
        }
    }
}
