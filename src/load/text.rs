//! The bytes of a file -> its text, and what is wrong with it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::{MAX_TEXT, file};
use crate::diagnostic::{Broken, Diagnostic};
use crate::types::source::SourceFile;

/// A text file, as far as it could be read.
pub(super) enum Text {
    /// Its text.
    Read(Arc<SourceFile>),
    /// Not a text: the file without it, and what can be seen of its text.
    Unreadable(Arc<SourceFile>, String),
}

/// The text of a file. Invalid UTF-8 is reported and replaced; another encoding is no text.
pub(super) fn text_file(path: String, bytes: Vec<u8>) -> (Text, Option<Diagnostic>) {
    let error = match String::from_utf8(bytes) {
        Ok(text) => {
            let text = match text.strip_prefix('\u{feff}') {
                Some(rest) => rest.to_owned(),
                None => text,
            };
            return (Text::Read(Arc::new(SourceFile { path, text })), None);
        }
        Err(error) => error,
    };
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    if error.as_bytes().contains(&0) {
        let fault = Diagnostic::not_utf8(&path);
        let file = Arc::new(SourceFile { path, text: String::new() });
        return (Text::Unreadable(file, text.replace('\0', "")), Some(fault));
    }
    let at = error.utf8_error().valid_up_to();
    let byte = error.as_bytes()[at];
    let file = Arc::new(SourceFile { path, text });
    let fault = Diagnostic::invalid_utf8(&file, at, byte);
    (Text::Read(file), Some(fault))
}

/// A table in a text file, to be imported, and what is wrong with its text.
///
/// # Errors
/// [`Broken::Io`] where it cannot be read.
pub fn table(path: &Path) -> Result<(Arc<SourceFile>, Vec<Diagnostic>), Broken> {
    let broken = |error| Broken::Io { doing: "read", path: path.to_owned(), error };
    let name = path.display().to_string();
    let size = fs::metadata(path).map_err(broken)?.len();
    if size > MAX_TEXT {
        let nothing = Arc::new(SourceFile { path: name.clone(), text: String::new() });
        return Ok((nothing, vec![Diagnostic::file_too_large(&name, size, MAX_TEXT)]));
    }
    let (text, fault) = text_file(name, file(path).map_err(broken)?);
    let (Text::Read(file) | Text::Unreadable(file, _)) = text;
    Ok((file, fault.into_iter().collect()))
}
