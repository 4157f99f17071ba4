//! `Site` -> browsers of this machine: pages from memory, and word of what has changed.
//!
//! Only files of the site are answered, by their exact names, and only to those who ask for an
//! address under which it is served. Each connection has a thread of its own: there are a handful
//! of them, and an answer is a copy from memory.

mod answer;
mod events;
mod guard;
mod page;
mod request;
mod shown;

use std::io::{self, Read, Write};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use answer::{Answer, Body};
use guard::Names;
use request::{Asked, Method, Request};
use shown::Shown;

use crate::diagnostic::Broken;
use crate::types::site::Site;

pub use shown::{Changes, Faults};

/// How many connections there may be at a time. A browser opens six at most.
const MOST_CONNECTIONS: usize = 128;
/// How long a connection may be silent before it is closed.
const IDLE: Duration = Duration::from_mins(1);
/// How long a browser may take to fetch what it asked for.
const SLOW: Duration = Duration::from_secs(20);
/// How long, and how much, is read of what a refused request goes on to say. To close at once would
/// cut off the answer.
const LINGER: (Duration, usize) = (Duration::from_millis(200), 1 << 16);

/// A server of one site.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    shown: Arc<Shown>,
}

impl Server {
    /// Takes a port of an address of this machine; 0 stands for any that is free.
    ///
    /// # Errors
    /// [`Broken::NoPort`] where the system refuses.
    pub fn bind(host: IpAddr, port: u16) -> Result<Self, Broken> {
        let wanted = SocketAddr::new(host, port);
        let refused = |error| Broken::NoPort { address: wanted, error };
        let listener = TcpListener::bind(wanted).map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        Ok(Self { listener, address, shown: Arc::default() })
    }

    /// The address of the site's first page, as this machine's browsers open it.
    #[must_use]
    pub fn url(&self) -> String {
        let host = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::from([127, 0, 0, 1]),
            IpAddr::V6(ip) if ip.is_unspecified() => {
                IpAddr::from(std::net::Ipv6Addr::LOCALHOST.octets())
            }
            ip => ip,
        };
        format!("http://{}/", SocketAddr::new(host, self.address.port()))
    }

    /// Shows a site in place of the one before, and tells open pages. Gives what differs.
    #[must_use]
    pub fn show(&self, site: Site) -> Changes {
        self.shown.site(site)
    }

    /// Shows what is wrong with the study; the site before, where there is one, stays below it.
    pub fn show_faults(&self, faults: Faults) {
        self.shown.faults(faults);
    }

    /// Begins to answer, in threads of its own, for as long as the process lives.
    ///
    /// # Errors
    /// [`Broken::NoPort`] where the system gives no thread.
    pub fn start(&self) -> Result<(), Broken> {
        let refused = |error| Broken::NoPort { address: self.address, error };
        let listener = self.listener.try_clone().map_err(refused)?;
        let shown = Arc::clone(&self.shown);
        let names = Arc::new(Names::of(self.address));
        let accept = move || {
            let open = Arc::new(AtomicUsize::new(0));
            for stream in listener.incoming() {
                let Ok(stream) = stream else {
                    // The system has run out of something; it needs a moment.
                    thread::sleep(Duration::from_millis(20));
                    continue;
                };
                if open.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
                    open.fetch_sub(1, Ordering::Relaxed);
                    continue;
                }
                let (shown, names, own) = (Arc::clone(&shown), Arc::clone(&names), open.clone());
                let connection = move || {
                    // A browser that has gone away is no fault.
                    let _ = converse(stream, &shown, &names);
                    own.fetch_sub(1, Ordering::Relaxed);
                };
                if thread::Builder::new().spawn(connection).is_err() {
                    open.fetch_sub(1, Ordering::Relaxed);
                }
            }
        };
        thread::Builder::new().spawn(accept).map(drop).map_err(refused)
    }
}

/// Answers one request after the other, until either side has enough.
fn converse(mut stream: TcpStream, shown: &Shown, names: &Names) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_write_timeout(Some(SLOW))?;
    let mut unread = Vec::new();
    loop {
        let request = match request::read(&mut stream, &mut unread)? {
            Asked::Nothing => return Ok(()),
            Asked::Badly(status, why) => return refuse(stream, &Answer::plain(status, why)),
            Asked::For(request) => request,
        };
        if let Some(why) = names.refuse(&request) {
            return refuse(stream, &Answer::plain(403, why));
        }
        if let Some(page) = events::page(&request) {
            return events::tell(stream, shown, &page);
        }
        let state = shown.now();
        let answer = answer::answer(&state, &request);
        if answer.closes {
            return refuse(stream, &answer);
        }
        send(&mut stream, &answer, &request, !request.closes)?;
        if request.closes {
            return stream.shutdown(Shutdown::Both);
        }
    }
}

/// Sends an answer behind which nothing more is answered.
fn refuse(mut stream: TcpStream, answer: &Answer<'_>) -> io::Result<()> {
    send(&mut stream, answer, &Request::default(), false)?;
    stream.shutdown(Shutdown::Write)?;
    let (long, much) = LINGER;
    stream.set_read_timeout(Some(long))?;
    io::copy(&mut (&stream).take(much as u64), &mut io::sink()).map(drop)
}

fn send(
    stream: &mut TcpStream,
    answer: &Answer<'_>,
    request: &Request,
    stays: bool,
) -> io::Result<()> {
    let Body { kind, bytes } = &answer.body;
    let mut head = format!(
        "HTTP/1.1 {} {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{}Connection: {}\r\n",
        answer.status,
        answer::reason(answer.status),
        bytes.len(),
        answer::HEADERS,
        if stays { "keep-alive" } else { "close" },
    );
    if answer.status == 405 {
        head.push_str("Allow: GET, HEAD\r\n");
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if request.method == Method::Head { Ok(()) } else { stream.write_all(bytes) }
}
