//! What is not as it should be with a site that was built.

use std::sync::Arc;

use super::Diagnostic;
use crate::types::source::{Place, SourceFile};

impl Diagnostic {
    /// A fault of a file as a whole.
    fn of_file(code: &'static str, path: &str, message: String) -> Self {
        let file = SourceFile { path: path.to_owned(), text: String::new() };
        Self::error(code, message, Place { file: Arc::new(file), span: 0..0 }, "")
    }

    /// A file of a site whose bytes are not those that are recorded.
    #[must_use]
    pub fn file_altered(
        path: &str,
        recorded: usize,
        found: usize,
        at: Option<(usize, usize)>,
    ) -> Self {
        let size = if recorded == found {
            format!("{found} bytes, as recorded, but not the same ones")
        } else {
            format!("expected {recorded} bytes, found {found}")
        };
        let first = at.map_or(String::new(), |(byte, line)| {
            format!(
                "; the first that differs from what the study gives is byte {byte}, in line {line}"
            )
        });
        Self::of_file("altered", path, format!("{path} was altered: {size}{first}"))
    }

    /// A file of a site that is recorded and not there.
    #[must_use]
    pub fn file_lost(path: &str) -> Self {
        Self::of_file("lost", path, format!("{path} is lost: the manifest lists it, found none"))
    }

    /// A file in a site that is not recorded.
    #[must_use]
    pub fn file_added(path: &str) -> Self {
        let message = format!("{path} was added: the manifest does not list it");
        Self::of_file("added", path, message)
    }

    /// A folder in which a replacement of the site was being prepared.
    #[must_use]
    pub fn replacement_cut_off(path: &str) -> Self {
        let message = format!("{path} is there: a run that was replacing this site was cut off");
        Self::of_file("cut-off", path, message)
            .help("build again, which completes what was begun; or another run is at it now")
    }

    /// Neither file nor folder in a site.
    #[must_use]
    pub fn not_a_file(path: &str) -> Self {
        let message = format!("expected files and folders alone, found something else at {path}");
        Self::of_file("not-a-file", path, message)
            .help("a link, perhaps; links are not followed, and offprint writes none")
    }

    /// A manifest that is not as it was written.
    #[must_use]
    pub fn manifest_altered(path: &str, rebuilt: bool) -> Self {
        let message = format!("{path} was altered: the digest in it is not that of its body");
        let fault = Self::of_file("altered", path, message);
        if rebuilt {
            fault.help("the other files were held against what the study gives")
        } else {
            fault.help("the other files were not checked; --study STUDY checks them without it")
        }
    }

    /// A manifest of a form that this version does not know.
    #[must_use]
    pub fn manifest_unknown(path: &str) -> Self {
        let message = format!("{path} is whole, but of a form that this version does not know");
        Self::of_file("manifest-unknown", path, message)
            .help("verify the site with the version of offprint that it names")
    }

    /// A report in one file that is not as it was written.
    #[must_use]
    pub fn one_file_altered(path: &str) -> Self {
        let message = format!("{path} was altered: the digest in it is not that of the file");
        Self::of_file("altered", path, message)
    }

    /// A file that holds no digest of itself.
    #[must_use]
    pub fn no_digest(path: &str) -> Self {
        let message = format!("{path} holds no digest of itself, by which it could be verified");
        Self::of_file("no-digest", path, message)
            .help("name a report that offprint build wrote as one file, or the folder of a site")
    }

    /// A report in one file that its study does not give.
    #[must_use]
    pub fn one_file_not_rebuilt(path: &str) -> Self {
        let message = format!("{path} is not what the study gives, byte for byte");
        Self::of_file("not-rebuilt", path, message)
            .help("was it built by this version of offprint, of the study as it is now?")
    }

    /// A file of a study that is not as it was when the site was built.
    #[must_use]
    pub fn input_altered(path: &str) -> Self {
        let message = format!("{path} of the study is not the one of which the site was built");
        Self::of_file("input-altered", path, message)
    }

    /// A file of a study of which the site was built, and which is gone.
    #[must_use]
    pub fn input_lost(path: &str) -> Self {
        let message = format!("the site was built with {path}, which the study does not have");
        Self::of_file("input-lost", path, message)
    }

    /// A file of a study that was not there when the site was built.
    #[must_use]
    pub fn input_added(path: &str) -> Self {
        let message = format!("the study has {path}, without which the site was built");
        Self::of_file("input-added", path, message)
    }

    /// A file of a site that is as recorded, but not what the study gives.
    #[must_use]
    pub fn not_rebuilt(path: &str, (byte, line): (usize, usize)) -> Self {
        let message = format!(
            "{path} is not what the study gives: the first difference is byte {byte}, in line {line}"
        );
        Self::of_file("not-rebuilt", path, message)
    }

    /// A file of a site that the study does not give.
    #[must_use]
    pub fn no_longer_built(path: &str) -> Self {
        let message = format!("{path} is in the site, but the study does not give such a file");
        Self::of_file("no-longer-built", path, message)
    }

    /// A file that the study gives and the site does not have.
    #[must_use]
    pub fn built_now(path: &str) -> Self {
        Self::of_file("built-now", path, format!("the study gives {path}, the site has none"))
    }

    /// A value that differs between two versions of offprint.
    #[must_use]
    pub fn value_differs(path: &str, id: &str, field: &str, then: &str, now: &str) -> Self {
        let message =
            format!("`{field}` of `{id}` is {then} in the site and {now} in what the study gives");
        Self::of_file("value-differs", path, message)
    }

    /// A value that only the site has.
    #[must_use]
    pub fn value_gone(path: &str, id: &str) -> Self {
        let message = format!("`{id}` is in the site and not in what the study gives");
        Self::of_file("value-differs", path, message)
    }

    /// A value that only the study gives.
    #[must_use]
    pub fn value_new(path: &str, id: &str) -> Self {
        let message = format!("`{id}` is not in the site but in what the study gives");
        Self::of_file("value-differs", path, message)
    }
}
