//! The hosts that are answered. A request for any other is somebody else's page pointed at this server.

use crate::settings::Settings;

/// The hosts that are answered, with their ports as browsers send them.
#[derive(Clone, Debug)]
pub struct Hosts(Vec<String>);

impl Hosts {
    /// The public address's host; on a server that has none, every name of this machine for itself.
    pub fn new(settings: &Settings, port: u16) -> Self {
        let mut hosts: Vec<String> =
            ["localhost", "127.0.0.1", "[::1]"].iter().map(|name| format!("{name}:{port}")).collect();
        if !settings.listen.ip().is_loopback() && !settings.listen.ip().is_unspecified() {
            hosts.push(std::net::SocketAddr::new(settings.listen.ip(), port).to_string());
        }
        if let Some(url) = &settings.public_url
            && let Some(host) = url.host_str()
        {
            hosts.push(match url.port() {
                Some(port) => format!("{host}:{port}"),
                None => host.to_owned(),
            });
        }
        Self(hosts)
    }

    /// Whether this `Host` is answered.
    pub fn contains(&self, host: &str) -> bool {
        self.0.iter().any(|known| known.eq_ignore_ascii_case(host))
    }
}
