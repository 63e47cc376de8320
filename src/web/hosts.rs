//! The hosts that are answered: the server's own, and those of the organisations' portals. A request for any other is somebody else's
//! page pointed at this server.

use actix_web::{HttpMessage as _, HttpRequest};

use crate::domain::organisation::Organisation;
use crate::settings::Settings;

/// The hosts that are answered, with their ports as browsers send them: the scheme's own port is left out.
#[derive(Clone, Debug)]
pub struct Hosts {
    known: Vec<String>,
    /// The ports of the portals' hosts, as browsers send them: the public address's, and the one that is listened on.
    ports: Vec<String>,
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
        let public = settings.public_url.as_ref().and_then(url::Url::port_or_known_default);
        let ports = public.into_iter().chain([port]).map(|port| format!(":{port}"));
        let ports = ports.map(|port| if port == implied { String::new() } else { port }).collect();
        Self { known, ports, implied }
    }

    /// The domain whose portal this `Host` would be: `example.com` for `portal.example.com`. Whether an organisation has it is for
    /// the database to say.
    pub fn domain_of(&self, host: &str) -> Option<String> {
        let host = self.plain(host);
        let (name, port) = host.find(':').map_or((host.as_str(), ""), |at| host.split_at(at));
        let domain = name.strip_prefix("portal.").filter(|domain| !domain.is_empty())?;
        self.ports.iter().any(|known| known == port).then(|| domain.to_owned())
    }

    /// Whether this `Host` is answered.
    pub fn contains(&self, host: &str) -> bool {
        self.known.iter().any(|known| self.are_same(known, host))
    }

    /// Whether two hosts are one, each with the implied port or without.
    pub fn are_same(&self, one: &str, other: &str) -> bool {
        self.plain(one) == self.plain(other)
    }

    fn plain(&self, host: &str) -> String {
        host.strip_suffix(self.implied).unwrap_or(host).to_ascii_lowercase()
    }
}

/// Left in a request that came to the host of an organisation's portal.
pub(super) struct HostOf(pub(super) Organisation);

/// The organisation whose portal's host a request came to; none at the server's own hosts, which serve all.
pub(crate) fn of(request: &HttpRequest) -> Option<Organisation> {
    request.extensions().get::<HostOf>().map(|host| host.0.clone())
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

    #[test]
    fn a_portal_s_host_has_the_server_s_ports() {
        let domain = |hosts: &Hosts, host: &str| hosts.domain_of(host);
        let https = hosts("https://support.example.com", 8080);
        for known in ["portal.a.test", "PORTAL.A.test", "portal.a.test:443", "portal.a.test:8080"] {
            assert_eq!(domain(&https, known).as_deref(), Some("a.test"), "{known}");
        }
        for foreign in
            ["a.test", "portal.", "portal.:443", "portal.a.test:80", "xportal.a.test", "portal.a.test:8080:1", ""]
        {
            assert_eq!(domain(&https, foreign), None, "{foreign}");
        }
        let local = Hosts::new(&Settings::read([].into()).unwrap(), 8080);
        assert_eq!(domain(&local, "portal.a.localhost:8080").as_deref(), Some("a.localhost"));
        assert_eq!(domain(&local, "portal.a.localhost"), None);
    }
}
