//! `Request` -> whether it is answered: by the names under which the site is served, and by whose
//! page asks.
//!
//! A page from elsewhere can make a browser of this machine ask for anything. It can be given a
//! name that leads here, which `Host` shows; it can ask across origins, which `Origin` and
//! `Sec-Fetch-Site` show. A study that is not yet published is none of its business.

use std::net::{IpAddr, SocketAddr};

use super::request::Request;

/// The names of this server.
#[derive(Debug)]
pub(super) struct Names {
    address: SocketAddr,
}

impl Names {
    /// Those under which an address is reached.
    pub(super) fn of(address: SocketAddr) -> Self {
        Self { address }
    }

    /// Why a request is not answered; nothing where it is.
    pub(super) fn refuse(&self, request: &Request) -> Option<&'static str> {
        if !self.hold(&request.host) {
            return Some(
                "The site is not served under this name. Use the address in the terminal.",
            );
        }
        let own = |origin: &String| {
            let host = origin.strip_prefix("http://");
            host.is_some_and(|host| host.eq_ignore_ascii_case(&request.host))
        };
        let same = request.origin.as_ref().is_none_or(own);
        let by_site = request.site.as_deref();
        // A link from elsewhere may lead a reader here; nothing else from there may.
        let from_here = matches!(by_site, None | Some("same-origin" | "none")) || request.navigates;
        (!same || !from_here).then_some("Pages from elsewhere are not answered.")
    }

    /// Whether a host with its port is one under which the site is served.
    fn hold(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port),
            _ => (host, "80"),
        };
        if port.parse() != Ok(self.address.port()) {
            return false;
        }
        let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        let ip: Option<IpAddr> = bare.unwrap_or(name).parse().ok();
        let ip = ip.filter(|ip| ip.is_ipv6() == bare.is_some());
        let own = self.address.ip();
        let local = own.is_loopback() || own.is_unspecified();
        match ip {
            // No name stands between a browser and a number.
            Some(ip) => ip == own || own.is_unspecified() || (local && ip.is_loopback()),
            None => local && name.eq_ignore_ascii_case("localhost"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(address: &str) -> Names {
        Names::of(address.parse().expect("an address"))
    }

    fn request(host: &str, origin: Option<&str>, site: Option<&str>) -> Request {
        let [origin, site] = [origin, site].map(|it| it.map(str::to_owned));
        Request { host: host.into(), origin, site, ..Request::default() }
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let local = names("127.0.0.1:6337");
        for host in ["localhost:6337", "LocalHost:6337", "127.0.0.1:6337", "[::1]:6337"] {
            assert!(local.hold(host), "{host}");
        }
        for host in [
            "",
            "localhost",
            "localhost:80",
            "localhost:6338",
            "localhost:",
            "localhost.:6337",
            "example.org:6337",
            "localhost.example.org:6337",
            "192.168.1.5:6337",
            "::1:6337",
            "[127.0.0.1]:6337",
            "[::1]",
            "0:6337",
        ] {
            assert!(!local.hold(host), "{host}");
        }
        assert!(names("127.0.0.1:80").hold("localhost") && names("[::1]:80").hold("[::1]"));
    }

    #[test]
    fn an_address_that_was_asked_for_is_answered_too() {
        let network = names("192.168.1.5:6337");
        assert!(network.hold("192.168.1.5:6337") && !network.hold("localhost:6337"));
        let all = names("0.0.0.0:6337");
        assert!(all.hold("192.168.1.5:6337") && all.hold("localhost:6337"));
        assert!(!all.hold("example.org:6337"));
    }

    #[test]
    fn pages_from_elsewhere_are_refused() {
        let local = names("127.0.0.1:6337");
        let host = "localhost:6337";
        let asks = |origin, site| local.refuse(&request(host, origin, site)).is_none();
        assert!(asks(None, None) && asks(None, Some("same-origin")) && asks(None, Some("none")));
        assert!(asks(Some("http://localhost:6337"), Some("same-origin")));
        for origin in
            ["null", "http://localhost:3000", "https://localhost:6337", "http://127.0.0.1:6337"]
        {
            assert!(!asks(Some(origin), None), "{origin}");
        }
        assert!(!asks(None, Some("cross-site")) && !asks(None, Some("same-site")));
        let link = Request { navigates: true, ..request(host, None, Some("cross-site")) };
        assert!(local.refuse(&link).is_none());
    }
}
