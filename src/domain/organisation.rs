//! The company that runs Frontdesk.

use crate::domain::input::Problem;
use crate::id::{FileId, OrganisationId};

/// An organisation as pages show it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its name on the command line: `harbour-studio`.
    pub slug: String,
    /// Its name as people read it.
    pub name: String,
    /// Its colour, `#rrggbb`.
    pub accent: String,
    /// Its language, `en`.
    pub language: String,
    /// Its time zone, an IANA name.
    pub time_zone: String,
    /// Its domain, `example.com`: the portal is at `portal.example.com`. None: at the server's own address.
    pub domain: Option<String>,
    /// Its logo, when it has one.
    pub logo_id: Option<FileId>,
}

/// A domain an organisation's portal may be at: `example.com`, in lower case; letters beyond ASCII in their `xn--` form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain(String);

impl Domain {
    /// Characters allowed, so that its portal's host is one that DNS can hold (RFC 1035, 2.3.4).
    pub const MAX: usize = 253 - "portal.".len();

    /// Takes a host name of at least two labels; no address, scheme, port or path.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim().trim_end_matches('.');
        if text.is_empty() {
            return Err(Problem::Missing);
        }
        let Ok(url::Host::Domain(host)) = url::Host::parse(text) else { return Err(Problem::NotADomain) };
        let is_label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        if host.len() > Self::MAX {
            return Err(Problem::TooLong { max: Self::MAX });
        }
        if host.contains('.') && host.split('.').all(is_label) { Ok(Self(host)) } else { Err(Problem::NotADomain) }
    }

    /// The domain.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Domain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The host of a domain's portal: `portal.example.com`.
pub fn portal_host(domain: &str) -> String {
    format!("portal.{domain}")
}

/// Where an organisation's portal is: at its domain's host, with the scheme and the port of the server's own address `base`, or at `base`.
pub fn portal_url(base: &str, domain: Option<&str>) -> String {
    let (Some(domain), Some((scheme, host))) = (domain, base.split_once("://")) else { return base.to_owned() };
    let port = host.rsplit_once(':').filter(|(_, port)| !port.is_empty() && port.chars().all(|c| c.is_ascii_digit()));
    let port = port.map(|(_, port)| format!(":{port}")).unwrap_or_default();
    format!("{scheme}://{}{port}", portal_host(domain))
}

/// Turns a name or a title into lower-case ASCII words joined by hyphens, or `None` when no letter is left.
pub fn slugify(text: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization as _;
    let mut slug = String::new();
    for c in text.nfkd().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !is_mark(c) && !matches!(c, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= 80 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-').to_owned();
    (!slug.is_empty()).then_some(slug)
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::{Domain, portal_url, slugify};
    use crate::domain::input::Problem;

    #[test]
    fn a_domain_is_a_host_name_alone() {
        let parse = |text: &str| Domain::parse(text).map(|domain| domain.0);
        assert_eq!(parse(" Example.COM. "), Ok("example.com".to_owned()));
        assert_eq!(parse("münchen.example"), Ok("xn--mnchen-3ya.example".to_owned()));
        assert_eq!(parse("  "), Err(Problem::Missing));
        for wrong in [
            "localhost",
            "https://a.test",
            "a.test:80",
            "a.test/b",
            "127.0.0.1",
            "[::1]",
            "a b.test",
            "a..test",
            "-a.test",
            "a_b.test",
        ] {
            assert_eq!(parse(wrong), Err(Problem::NotADomain), "{wrong}");
        }
    }

    #[test]
    fn a_portal_is_at_its_domain_s_host() {
        assert_eq!(portal_url("http://localhost:8080", Some("a.test")), "http://portal.a.test:8080");
        assert_eq!(portal_url("https://desk.example.com", Some("a.test")), "https://portal.a.test");
        assert_eq!(portal_url("https://desk.example.com", None), "https://desk.example.com");
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slugify("Can’t receive  e-mails?").as_deref(), Some("cant-receive-e-mails"));
        assert_eq!(slugify("Café Über").as_deref(), Some("cafe-uber"));
        assert_eq!(slugify("日本語"), None);
    }
}
