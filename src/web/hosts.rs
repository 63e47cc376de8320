//! The hosts that are answered. A request for any other is somebody else's page pointed at this server.

use crate::settings::Settings;

/// The hosts that are answered, with their ports as browsers send them: the scheme's own port is left out.
#[derive(Clone, Debug)]
pub struct Hosts {
    known: Vec<String>,
    /// What a browser leaves out, `:80` or `:443`; a proxy may send it all the same.
    implied: &'static str,
}

impl Hosts {
    /// The public address's host, and every name of this machine for itself.
    pub fn new(settings: &Settings, port: u16) -> Self {
        let https = settings.public_url.as_ref().is_some_and(|url| url.scheme() == "https");
        let implied = if https { ":443" } else { ":80" };
        let mut known: Vec<String> =
            ["localhost", "127.0.0.1", "[::1]"].iter().map(|name| format!("{name}:{port}")).collect();
        if !settings.listen.ip().is_loopback() && !settings.listen.ip().is_unspecified() {
            known.push(std::net::SocketAddr::new(settings.listen.ip(), port).to_string());
        }
        if let Some(url) = &settings.public_url
            && let Some(host) = url.host_str()
        {
            known.push(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")));
        }
        let known = known.iter().map(|host| host.trim_end_matches(implied).to_owned()).collect();
        Self { known, implied }
    }

    /// Whether this `Host` is answered.
    pub fn contains(&self, host: &str) -> bool {
        self.known.iter().any(|known| self.are_same(known, host))
    }

    /// Whether two hosts are one, each with the implied port or without.
    pub fn are_same(&self, one: &str, other: &str) -> bool {
        let plain = |host: &str| host.strip_suffix(self.implied).unwrap_or(host).to_ascii_lowercase();
        plain(one) == plain(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(public_url: &str, port: u16) -> Hosts {
        let values = [("FRONTDESK_PUBLIC_URL".to_owned(), public_url.to_owned())];
        Hosts::new(&Settings::read(values.into()).unwrap(), port)
    }

    #[test]
    fn the_scheme_s_own_port_may_be_said_or_not() {
        let https = hosts("https://support.example.com", 8080);
        for known in ["support.example.com", "Support.Example.Com:443", "localhost:8080", "[::1]:8080"] {
            assert!(https.contains(known), "{known}");
        }
        for foreign in ["support.example.com:80", "example.com", "localhost", "", "evil.support.example.com"] {
            assert!(!https.contains(foreign), "{foreign}");
        }
        assert!(hosts("http://support.example.com", 80).contains("localhost"));
    }
}
