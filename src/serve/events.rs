//! What is shown -> an open page: a stream of server-sent events, one for each change.

use std::io::{self, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use super::answer::{self, OWN};
use super::request::{Method, Request};
use super::shown::Shown;

/// How long nothing is said. A line that says nothing then shows whether the page is still there.
const SILENCE: Duration = Duration::from_secs(15);
/// After how many milliseconds a browser comes again when the stream breaks, as when `offprint
/// serve` is started anew.
const AGAIN: u32 = 500;

/// The path of the page that asks for its stream, where this is what is asked.
pub(super) fn page(request: &Request) -> Option<String> {
    let events = request.path().is_some_and(|path| path == format!("/{OWN}events"));
    (events && request.method == Method::Get).then(|| request.query())?
}

/// Tells a page of every change, until it has gone. The first message is sent at once: between a
/// page and its stream something may have changed.
///
/// # Errors
/// Where the page has gone.
pub(super) fn tell(mut stream: TcpStream, shown: &Shown, page: &str) -> io::Result<()> {
    let mut state = shown.now();
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{}Connection: close\r\n\r\n\
         retry: {AGAIN}\n",
        answer::HEADERS
    );
    stream.write_all(format!("{head}data: {}\n\n", state.message(page)).as_bytes())?;
    loop {
        match shown.after(&state, SILENCE) {
            Some(now) => {
                stream.write_all(format!("data: {}\n\n", now.message(page)).as_bytes())?;
                state = now;
            }
            None => stream.write_all(b":\n\n")?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_asks_by_its_path() {
        let ask = |target: &str| page(&Request { target: target.into(), ..Request::default() });
        assert_eq!(ask("/.offprint/events?%2Fa%20b.html").as_deref(), Some("/a b.html"));
        assert_eq!(ask("/.offprint/events"), None);
        assert_eq!(ask("/events?%2F"), None);
    }
}
