//! A file of the site -> a `data:` address that holds it.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};

/// What browsers follow at most, in Chromium's measure.
const LIMIT: usize = 2_000_000;

/// The address that holds a file, and the name under which it is saved; nothing where it would be
/// longer than browsers follow. Text stands as it is, JSON is compressed.
pub(super) fn address(path: &str, bytes: &[u8]) -> Option<(String, String)> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let kind = match ending.as_str() {
        "csv" => "text/csv;charset=utf-8",
        "json" => "application/gzip",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let (address, name) = match (ending.as_str(), std::str::from_utf8(bytes)) {
        ("csv", Ok(text)) => (format!("data:{kind},{}", plain(text)), name.to_owned()),
        ("json", _) => {
            let packed = STANDARD.encode(packed(bytes));
            (format!("data:{kind};base64,{packed}"), format!("{name}.gz"))
        }
        _ => (format!("data:{kind};base64,{}", STANDARD.encode(bytes)), name.to_owned()),
    };
    (address.len() <= LIMIT).then_some((address, name))
}

/// Text with everything escaped that does not stand for itself in an address or an attribute.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for byte in text.bytes() {
        match byte {
            b'!' | b'$' | b'('..=b';' | b'=' | b'?'..=b'Z' | b'_' | b'a'..=b'z' | b'~' => {
                out.push(char::from(byte));
            }
            _ => {
                let half = |it: u8| char::from(b"0123456789ABCDEF"[usize::from(it)]);
                out.extend(['%', half(byte >> 4), half(byte & 15)]);
            }
        }
    }
    out
}

/// Bytes as gzip has them, without a time and a system.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut writer =
        GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::new(6));
    // Writing to memory cannot fail.
    let _ = writer.write_all(bytes);
    writer.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_readable_and_escaped() {
        let (address, name) = address("data/a.csv", "a b,\"é\"\n#1%".as_bytes()).unwrap();
        assert_eq!(address, "data:text/csv;charset=utf-8,a%20b,%22%C3%A9%22%0A%231%25");
        assert_eq!(name, "a.csv");
    }

    #[test]
    fn json_is_packed_and_what_is_too_long_left_out() {
        let (address, name) = address("data/report.json", b"{}").unwrap();
        assert!(address.starts_with("data:application/gzip;base64,H4sI"), "{address}");
        assert_eq!(name, "report.json.gz");
        assert!(super::address("x.png", &vec![0; LIMIT]).is_none());
    }
}
