//! `Site` + what it was made of -> the site with its manifest; and back: a site as found -> what
//! is not as the manifest says.
//!
//! The last line but one of a manifest holds the digest of all lines before it, so that the
//! manifest vouches for itself, too: `head -n -2 manifest.json | sha256sum` gives it.

mod one_file;
mod values;
mod verify;

use std::fmt::Write as _;

use rayon::prelude::*;
use serde_json::Value;

use crate::types::digest::Digest;
use crate::types::format::Formats;
use crate::types::manifest::{MANIFEST, Manifest, ONE_FILE, Recorded};
use crate::types::site::{FoundSite, Site};

pub(crate) use one_file::is_whole;
pub(crate) use verify::{Verdict, verify};

/// What a manifest ends with, behind the digest of its body.
const END: &str = "\"\n}\n";
/// What stands before that digest.
const BODY: &str = "  \"body\": \"";

/// Seals the reports in one file that a site holds, and adds its manifest.
#[must_use]
pub(crate) fn seal(
    mut site: Site,
    inputs: Vec<Recorded>,
    study_version: &str,
    edition: &str,
    formats: &Formats,
) -> Site {
    let single = |path: &str| path.rsplit('/').next() == Some(ONE_FILE);
    let files: Vec<(&str, &[u8])> = site.files().collect();
    let files = files.into_par_iter().map(|(path, bytes)| {
        let sealed = single(path).then(|| one_file::seal(bytes));
        (Recorded::new(path, sealed.as_deref().unwrap_or(bytes)), sealed)
    });
    let (files, sealed): (Vec<Recorded>, Vec<Option<Vec<u8>>>) = files.unzip();
    for (file, sealed) in files.iter().zip(sealed) {
        if let Some(bytes) = sealed {
            site.replace(&file.path, bytes);
        }
    }
    let manifest = Manifest {
        offprint: env!("CARGO_PKG_VERSION").into(),
        study_version: study_version.into(),
        edition: edition.into(),
        formats: formats.clone(),
        inputs,
        files,
    };
    site.add(MANIFEST, text(&manifest));
    site
}

/// What a site says of itself, where that can be believed.
pub(crate) fn manifest_of(found: &FoundSite) -> Option<Manifest> {
    read(found.site.get(MANIFEST)?).ok()
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A manifest as it is written: one line a file.
fn text(manifest: &Manifest) -> String {
    let mut out = String::from("{\n");
    for (key, value) in [
        ("offprint", &manifest.offprint),
        ("study_version", &manifest.study_version),
        ("edition", &manifest.edition),
    ] {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  \"{key}\": {},", quoted(value));
    }
    let formats: Vec<String> = manifest.formats.names().map(quoted).collect();
    let _ = writeln!(out, "  \"options\": {{\"formats\": [{}]}},", formats.join(", "));
    for (key, files) in [("inputs", &manifest.inputs), ("files", &manifest.files)] {
        let _ = write!(out, "  \"{key}\": [");
        for (i, Recorded { path, bytes, digest }) in files.iter().enumerate() {
            let comma = if i > 0 { "," } else { "" };
            let path = quoted(path);
            let _ = write!(
                out,
                "{comma}\n    {{\"path\": {path}, \"bytes\": {bytes}, \"sha256\": \"{digest}\"}}"
            );
        }
        out.push_str("\n  ],\n");
    }
    let body = Digest::of(out.as_bytes());
    let _ = write!(out, "{BODY}{body}{END}");
    out
}

/// What keeps a manifest from being believed.
#[derive(Debug, PartialEq, Eq)]
enum Doubt {
    /// It is not as it was written.
    Altered,
    /// It vouches for itself, but it is of a form that this version does not know.
    Unknown,
}

/// Reads a manifest that is as it was written.
fn read(bytes: &[u8]) -> Result<Manifest, Doubt> {
    let text = std::str::from_utf8(bytes).map_err(|_| Doubt::Altered)?;
    let rest = text.strip_suffix(END).ok_or(Doubt::Altered)?;
    let at = rest.rfind(BODY).ok_or(Doubt::Altered)?;
    let body = Digest::stated(&rest[at + BODY.len()..]).ok_or(Doubt::Altered)?;
    if body != Digest::of(&text.as_bytes()[..at]) {
        return Err(Doubt::Altered);
    }
    serde_json::from_str(text).ok().and_then(|value| manifest(&value)).ok_or(Doubt::Unknown)
}

fn manifest(value: &Value) -> Option<Manifest> {
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    let files = |key: &str| -> Option<Vec<Recorded>> {
        value[key].as_array()?.iter().map(recorded).collect()
    };
    // Before there were formats, there was one of each.
    let formats = value["options"]["formats"].as_array();
    let names = |list: &Vec<Value>| Formats::named(list.iter().filter_map(Value::as_str));
    Some(Manifest {
        offprint: text("offprint")?,
        study_version: text("study_version")?,
        edition: text("edition")?,
        formats: formats.map(names).unwrap_or_default(),
        inputs: files("inputs")?,
        files: files("files")?,
    })
}

fn recorded(value: &Value) -> Option<Recorded> {
    Some(Recorded {
        path: value["path"].as_str()?.to_owned(),
        bytes: usize::try_from(value["bytes"].as_u64()?).ok()?,
        digest: Digest::stated(value["sha256"].as_str()?)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Manifest {
        Manifest {
            offprint: "1.2.3".into(),
            study_version: "4 \"quoted\"".into(),
            edition: "as-published".into(),
            formats: Formats::of([]),
            inputs: vec![Recorded::new("content/study.yaml", b"format: 1\n")],
            files: vec![Recorded::new("a é.html", b"<p>"), Recorded::new("b.html", b"")],
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let manifest = example();
        assert_eq!(read(text(&manifest).as_bytes()), Ok(manifest));
        let empty = Manifest { inputs: Vec::new(), files: Vec::new(), ..example() };
        assert_eq!(read(text(&empty).as_bytes()), Ok(empty));
    }

    #[test]
    fn any_altered_byte_of_a_manifest_is_noticed() {
        let whole = text(&example()).into_bytes();
        for at in 0..whole.len() {
            let mut altered = whole.clone();
            altered[at] ^= 1;
            assert_eq!(read(&altered), Err(Doubt::Altered), "byte {at}");
            altered.remove(at);
            assert_eq!(read(&altered), Err(Doubt::Altered), "without byte {at}");
        }
        assert_eq!(read(b""), Err(Doubt::Altered));
        assert_eq!(read(&[whole.as_slice(), b"\n"].concat()), Err(Doubt::Altered));
    }

    #[test]
    fn a_manifest_of_another_form_is_told_from_an_altered_one() {
        let body = "{\n  \"offprint\": \"9.0.0\",\n";
        let text = format!("{body}{BODY}{}{END}", Digest::of(body.as_bytes()));
        assert_eq!(read(text.as_bytes()), Err(Doubt::Unknown));
    }
}
