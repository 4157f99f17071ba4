//! Bytes of a connection -> a request, with no more of its head than is asked for here.

use std::io::{self, Read};

/// The longest head of a request. Browsers add what other servers of this machine stored with
/// them.
const MOST_BYTES: usize = 64 * 1024;
/// How many lines a head may have.
const MOST_LINES: usize = 128;

/// What came on a connection.
#[derive(Debug)]
pub(super) enum Asked {
    /// Nothing more; the other side has gone.
    Nothing,
    /// Something that is no request, or none for this server: the status to answer, and why.
    Badly(u16, &'static str),
    /// A request.
    For(Request),
}

/// What is to be done with what is asked for.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// To send it.
    #[default]
    Get,
    /// To tell what would be sent.
    Head,
    /// Anything else.
    Other,
}

/// What is asked, and by whom.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Request {
    /// What is to be done.
    pub(super) method: Method,
    /// The path, and the query behind it where there is one.
    pub(super) target: String,
    /// `Host`.
    pub(super) host: String,
    /// `Origin`.
    pub(super) origin: Option<String>,
    /// `Sec-Fetch-Site`: whose page asks.
    pub(super) site: Option<String>,
    /// Whether a reader goes to the page: `Sec-Fetch-Mode` is `navigate`.
    pub(super) navigates: bool,
    /// Whether this is the last request of the connection.
    pub(super) closes: bool,
}

impl Request {
    /// The path without the query, with what was written in hexadecimal; none where that is no
    /// text.
    pub(super) fn path(&self) -> Option<String> {
        decoded(self.target.split('?').next().unwrap_or_default())
    }

    /// What stands behind the question mark, as text.
    pub(super) fn query(&self) -> Option<String> {
        decoded(self.target.split_once('?')?.1)
    }
}

/// Reads one request. What was read beyond its end stays in `unread`.
///
/// # Errors
/// Where the connection breaks, or stays silent for too long.
pub(super) fn read(stream: &mut impl Read, unread: &mut Vec<u8>) -> io::Result<Asked> {
    let mut chunk = [0; 8 * 1024];
    loop {
        if let Some((asked, length)) = parse(unread) {
            unread.drain(..length);
            return Ok(asked);
        }
        if unread.len() >= MOST_BYTES {
            return Ok(Asked::Badly(431, "The head of the request is too long."));
        }
        match stream.read(&mut chunk)? {
            0 => return Ok(Asked::Nothing),
            n => unread.extend_from_slice(&chunk[..n]),
        }
    }
}

/// The request at the beginning of some bytes, and how long its head is; nothing where there is
/// more to come.
fn parse(bytes: &[u8]) -> Option<(Asked, usize)> {
    let mut lines = [httparse::EMPTY_HEADER; MOST_LINES];
    let mut parsed = httparse::Request::new(&mut lines);
    let length = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return None,
        Err(httparse::Error::TooManyHeaders) => {
            return Some((Asked::Badly(431, "The request has too many header lines."), 0));
        }
        Err(_) => return Some((Asked::Badly(400, "This is no request of HTTP/1.1."), 0)),
    };
    Some((understood(&parsed), length))
}

fn understood(parsed: &httparse::Request<'_, '_>) -> Asked {
    let method = match parsed.method {
        Some("GET") => Method::Get,
        Some("HEAD") => Method::Head,
        _ => Method::Other,
    };
    let mut request = Request {
        method,
        target: parsed.path.unwrap_or_default().to_owned(),
        closes: parsed.version != Some(1),
        ..Request::default()
    };
    let mut hosts = 0;
    for line in parsed.headers.iter() {
        let Ok(value) = std::str::from_utf8(line.value) else { continue };
        let value = || value.trim().to_owned();
        match line.name.to_ascii_lowercase().as_str() {
            "host" => {
                hosts += 1;
                request.host = value();
            }
            "origin" => request.origin = Some(value()),
            "sec-fetch-site" => request.site = Some(value()),
            "sec-fetch-mode" => request.navigates = value() == "navigate",
            "connection" => request.closes |= value().eq_ignore_ascii_case("close"),
            // What follows the head would be taken for the next request.
            "content-length" if value() == "0" => {}
            "content-length" | "transfer-encoding" if method != Method::Other => {
                return Asked::Badly(400, "A request to read has no body.");
            }
            _ => {}
        }
    }
    if hosts != 1 {
        return Asked::Badly(400, "A request names one host.");
    }
    if !request.target.starts_with('/') {
        return Asked::Badly(400, "A request names a path of this host.");
    }
    Asked::For(request)
}

/// A text with the bytes that `%` and two digits stand for; none where they are none, or no UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, behind) = rest.split_at_checked(2)?;
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let byte = digit(digits[0])? * 16 + digit(digits[1])?;
        bytes.push(u8::try_from(byte).ok()?);
        rest = behind;
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Asked {
        read(&mut text.as_bytes(), &mut Vec::new()).expect("bytes in memory")
    }

    fn request(text: &str) -> Request {
        match asked(text) {
            Asked::For(request) => request,
            other => panic!("{text:?} is {other:?}"),
        }
    }

    fn status(text: &str) -> u16 {
        match asked(text) {
            Asked::Badly(status, _) => status,
            other => panic!("{text:?} is {other:?}"),
        }
    }

    #[test]
    fn heads_are_read() {
        let it = request(
            "GET /a%20b.html?c=%2F HTTP/1.1\r\nHOST: localhost:1\r\nOrigin: null\r\n\
             Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\n\r\n",
        );
        assert_eq!((it.path().as_deref(), it.query().as_deref()), (Some("/a b.html"), Some("c=/")));
        assert_eq!((it.host.as_str(), it.origin.as_deref()), ("localhost:1", Some("null")));
        assert!(it.method == Method::Get && it.navigates && !it.closes);
        assert_eq!(it.site.as_deref(), Some("none"));
        let it = request("HEAD / HTTP/1.0\r\nHost: a\r\n\r\n");
        assert!(it.method == Method::Head && it.closes);
        let it = request("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
        assert_eq!(it.method, Method::Other);
        assert!(request("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n").closes);
    }

    #[test]
    fn what_comes_behind_stays_for_the_next() {
        let mut unread = Vec::new();
        let mut bytes =
            &b"GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n"[..];
        for path in ["/1", "/2"] {
            match read(&mut bytes, &mut unread).expect("bytes in memory") {
                Asked::For(request) => assert_eq!(request.path().as_deref(), Some(path)),
                other => panic!("{path} is {other:?}"),
            }
        }
        assert!(matches!(read(&mut bytes, &mut unread), Ok(Asked::Nothing)));
    }

    #[test]
    fn what_is_no_request_is_told() {
        assert_eq!(status("\u{16}\u{3}\u{1} \r\n\r\n"), 400);
        assert_eq!(status("GET / HTTP/1.1\r\n\r\n"), 400);
        assert_eq!(status("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
        assert_eq!(status("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
        assert_eq!(status("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"), 400);
        assert_eq!(status(&format!("GET / HTTP/1.1\r\nX: {}", "x".repeat(MOST_BYTES))), 431);
        assert_eq!(status(&format!("GET / HTTP/1.1\r\n{}\r\n", "X: y\r\n".repeat(200))), 431);
    }

    #[test]
    fn hexadecimal_is_taken_once_and_must_be_text() {
        assert_eq!(decoded("/%2e%2e/%252e").as_deref(), Some("/../%2e"));
        assert_eq!(decoded("/%C3%A4").as_deref(), Some("/ä"));
        for wrong in ["/%", "/%2", "/%zz", "/%+1", "/%ff"] {
            assert_eq!(decoded(wrong), None, "{wrong}");
        }
    }
}
