//! `Request` -> an answer, from what is shown: a file of the site by its exact name, or the page
//! for addresses that lead nowhere.

use std::borrow::Cow;

use super::page;
use super::request::{Method, Request};
use super::shown::State;

/// What every answer says: keep nothing, guess no type, and give nothing to pages from elsewhere.
pub(super) const HEADERS: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\
                                  Cross-Origin-Resource-Policy: same-origin\r\n";

/// The folder of what is not part of the site: a script for its pages, and its style. No file of a
/// site begins with a point but `.nojekyll`.
pub(super) const OWN: &str = ".offprint/";

/// Endings with their types.
const TYPES: [(&str, &str); 21] = [
    ("html", HTML),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("jsonld", "application/ld+json; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("txt", TEXT),
    ("md", "text/markdown; charset=utf-8"),
    ("bib", "application/x-bibtex; charset=utf-8"),
    ("cff", "application/yaml; charset=utf-8"),
    ("yaml", "application/yaml; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
    ("zip", "application/zip"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
];
const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// What is sent back.
#[derive(Debug)]
pub(super) struct Answer<'a> {
    pub(super) status: u16,
    pub(super) body: Body<'a>,
    /// Whether the connection ends with it.
    pub(super) closes: bool,
}

/// Bytes with their type.
#[derive(Debug)]
pub(super) struct Body<'a> {
    pub(super) kind: &'static str,
    pub(super) bytes: Cow<'a, [u8]>,
}

impl Answer<'static> {
    /// A line of text, behind which the connection ends.
    pub(super) fn plain(status: u16, text: &'static str) -> Self {
        let bytes = Cow::Owned(format!("{text}\n").into_bytes());
        Self { status, body: Body { kind: TEXT, bytes }, closes: true }
    }
}

/// The name of a status.
pub(super) fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        431 => "Request Header Fields Too Large",
        _ => "Service Unavailable",
    }
}

/// Answers a request that may be answered.
pub(super) fn answer<'a>(state: &'a State, request: &Request) -> Answer<'a> {
    if request.method == Method::Other {
        return Answer::plain(405, "The site can be read, and nothing else: GET or HEAD.");
    }
    let path = request.path();
    let found = |status, kind, bytes| Answer { status, body: Body { kind, bytes }, closes: false };
    match path.as_deref().and_then(|path| path.strip_prefix('/')?.strip_prefix(OWN)) {
        Some("live.js") => {
            return found(200, kind("live.js"), Cow::Borrowed(page::script().as_bytes()));
        }
        Some("faults.css") => {
            return found(200, kind("faults.css"), Cow::Borrowed(page::STYLE.as_bytes()));
        }
        Some("again.js") => {
            let named = request.query().as_deref().and_then(file);
            let named = named.filter(|name| kind(name) == kind("x.js"));
            let script = named.and_then(|name| state.site.as_ref()?.get(&name));
            if let Some(script) = script {
                return found(200, kind("again.js"), Cow::Owned(page::again(script)));
            }
        }
        _ => {}
    }
    let Some(site) = &state.site else {
        return found(503, HTML, Cow::Owned(page::of_faults(state)));
    };
    let named = path.as_deref().and_then(file);
    let (status, name) = match named.as_deref().filter(|name| site.get(name).is_some()) {
        Some(name) => (200, name),
        None => (404, "404.html"),
    };
    let bytes = site.get(name).unwrap_or_default();
    let kind = kind(name);
    if kind == HTML {
        return found(status, kind, Cow::Owned(page::live(bytes, &state.mark_of(bytes))));
    }
    found(status, kind, Cow::Borrowed(bytes))
}

/// The file for which a path asks: of a folder its first page.
pub(super) fn file(path: &str) -> Option<String> {
    let name = path.strip_prefix('/')?;
    let folder = name.is_empty() || name.ends_with('/');
    Some(if folder { format!("{name}index.html") } else { name.to_owned() })
}

/// The type of a file, by its ending.
fn kind(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let known = TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending));
    known.map_or("application/octet-stream", |(_, kind)| kind)
}

/// Whether a file is a page.
pub(super) fn is_page(name: &str) -> bool {
    kind(name) == HTML
}

/// Whether a file is loaded by pages, so that they look or work otherwise when it changes.
pub(super) fn is_loaded(name: &str) -> bool {
    let kind = kind(name);
    ["text/css", "text/javascript", "image/", "font/"].iter().any(|start| kind.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::shown::{Faults, Shown};
    use crate::types::site::Site;

    fn site() -> Site {
        let mut site = Site::default();
        for (path, text) in [
            ("index.html", "<html><head></head>first"),
            ("404.html", "<html><head></head>nothing"),
            ("style.css", "a{}"),
            ("as-published/index.html", "<html><head></head>before"),
            ("script.js", "const a = 1;"),
            (".nojekyll", ""),
            ("data/ä b.csv", "a,b"),
        ] {
            site.add(path, text);
        }
        site
    }

    fn ask(state: &State, target: &str) -> (u16, &'static str, String) {
        let request = Request { target: target.into(), ..Request::default() };
        let answer = answer(state, &request);
        let text = String::from_utf8_lossy(&answer.body.bytes).into_owned();
        (answer.status, answer.body.kind, text)
    }

    #[test]
    fn files_are_found_by_their_exact_names() {
        let shown = Shown::default();
        shown.site(site());
        let state = shown.now();
        for (target, text) in [
            ("/", "first"),
            ("/?x=1", "first"),
            ("/index.html", "first"),
            ("/%69ndex.html", "first"),
            ("/as-published/", "before"),
        ] {
            let (status, kind, found) = ask(&state, target);
            assert_eq!((status, kind), (200, HTML), "{target}");
            assert!(found.ends_with(text), "{target}: {found}");
        }
        assert_eq!(ask(&state, "/style.css"), (200, "text/css; charset=utf-8", "a{}".into()));
        let csv = (200, "text/csv; charset=utf-8", "a,b".into());
        assert_eq!(ask(&state, "/data/%C3%A4%20b.csv"), csv);
        assert_eq!(ask(&state, "/.nojekyll").0, 200);
        let (status, _, script) = ask(&state, "/.offprint/again.js?%2Fscript.js");
        assert_eq!(status, 200);
        assert_eq!(script, "window.offprintAgain = function () {\nconst a = 1;\n};\n");
    }

    #[test]
    fn nothing_else_is_found() {
        let shown = Shown::default();
        shown.site(site());
        let state = shown.now();
        for target in [
            "/gone.html",
            "/data",
            "/data/",
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "/data/../index.html",
            "/./index.html",
            "//index.html",
            "/etc/passwd",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/index.html%00",
            "/index.html/",
            "/INDEX.html",
            "/\\index.html",
            "/%ff",
            "/.offprint/",
            "/.offprint/gone.js",
            "/.offprint/again.js",
            "/.offprint/again.js?%2Fstyle.css",
            "/.offprint/again.js?%2F..%2Fscript.js",
        ] {
            let (status, kind, found) = ask(&state, target);
            assert_eq!((status, kind), (404, HTML), "{target}");
            assert!(found.ends_with("nothing"), "{target}: {found}");
        }
    }

    #[test]
    fn what_only_reads_is_answered() {
        let shown = Shown::default();
        shown.site(site());
        let request = Request { method: Method::Other, target: "/".into(), ..Request::default() };
        let state = shown.now();
        let answer = answer(&state, &request);
        assert_eq!((answer.status, answer.closes), (405, true));
    }

    #[test]
    fn without_a_site_there_is_a_page_of_the_faults() {
        let shown = Shown::default();
        let list = vec!["error[a]: <b>\n --> c:1:1".to_owned()];
        shown.faults(Faults { summary: "1 error".into(), list });
        let (status, kind, text) = ask(&shown.now(), "/methods.html");
        assert_eq!((status, kind), (503, HTML));
        assert!(text.contains("error[a]: &lt;b&gt;") && text.contains(" --&gt; c:1:1"), "{text}");
    }
}
