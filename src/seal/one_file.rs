//! A report in one file <-> the digest of itself that stands in it.
//!
//! The digest is that of the file with nothing in its place:
//! `sed 's/\(name="offprint-digest" content="\)[0-9a-f]*/\1/' FILE | sha256sum` gives it.

use crate::types::digest::Digest;
use crate::types::manifest::{SEALED, UNSEALED};

/// Puts its digest into a report in one file; where a study's template left no place for it, the
/// report stays as it is.
pub(super) fn seal(bytes: &[u8]) -> Vec<u8> {
    let [before, _] = SEALED;
    let Some(at) = find(bytes, UNSEALED.as_bytes()) else { return bytes.to_vec() };
    let (start, rest) = bytes.split_at(at + before.len());
    [start, Digest::of(bytes).to_string().as_bytes(), rest].concat()
}

/// Whether a report in one file is as it was written; nothing where it holds no digest.
pub(crate) fn is_whole(bytes: &[u8]) -> Option<bool> {
    let [before, behind] = SEALED;
    let at = find(bytes, before.as_bytes())? + before.len();
    let end = at + find(&bytes[at..], behind.as_bytes())?;
    let stated = std::str::from_utf8(&bytes[at..end]).ok().and_then(Digest::stated);
    let blank = [&bytes[..at], &bytes[end..]].concat();
    Some(stated == Some(Digest::of(&blank)))
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_altered_byte_is_noticed() {
        let whole = seal(format!("<meta charset=\"utf-8\">{UNSEALED}<p>60%").as_bytes());
        assert_eq!(is_whole(&whole), Some(true));
        for at in 0..whole.len() {
            let mut altered = whole.clone();
            altered[at] ^= 1;
            assert_ne!(is_whole(&altered), Some(true), "byte {at}");
            altered.remove(at);
            assert_ne!(is_whole(&altered), Some(true), "without byte {at}");
        }
        assert_eq!(is_whole(&seal(b"<p>")), None);
        assert_ne!(is_whole(UNSEALED.as_bytes()), Some(true));
    }
}
