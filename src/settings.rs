//! Settings: environment variables, or the same names in a file. An unknown name stops the start.

mod stripe;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use url::Url;

use crate::domain::input::Email;
use crate::secrets::SecretKey;

pub use self::stripe::StripeSettings;

/// How alike two names must be for one to be offered in place of the other (Jaro–Winkler, 0 to 1).
const ALIKE: f64 = 0.8;

/// What is logged unless told: our own, and what others warn of.
const LOG: &str = "info,actix_server=warn,tantivy=warn";

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `FRONTDESK_LISTEN`: where to listen.
    pub listen: SocketAddr,
    /// `FRONTDESK_DATA`: the folder that everything is written to.
    pub data: PathBuf,
    /// `DATABASE_URL`: a PostgreSQL server; without it the embedded database.
    pub database_url: Option<String>,
    /// `REDIS_URL`: where several nodes hear of each other's commits.
    pub redis_url: Option<String>,
    /// `FRONTDESK_PUBLIC_URL`: the address people use, without a slash at the end.
    pub public_url: Option<Url>,
    /// `FRONTDESK_TRUSTED_PROXIES`: whose `X-Forwarded-For` counts.
    pub trusted_proxies: Vec<IpAddr>,
    /// `FRONTDESK_MISSED_AFTER`: how long somebody may miss something before it becomes a mail, in seconds.
    pub missed_after: Duration,
    /// `FRONTDESK_MAIL_FROM`: the sender's address of mails.
    pub mail_from: String,
    /// `FRONTDESK_LOG`: which lines are logged, as `tracing` filters are written.
    pub log: String,
    /// `SMTP_URL`: the mail server; without it mails are kept.
    pub smtp_url: Option<String>,
    /// `FRONTDESK_SECRET_KEY`: encrypts the passwords that are stored; without it the embedded database has a key of its own.
    pub secret_key: Option<SecretKey>,
    /// `STRIPE_*`: payments by card; without them invoices are paid in other ways.
    pub stripe: Option<StripeSettings>,
}

/// Names that are known, with what they are when they are not set and what they are for.
pub const NAMES: &[(&str, &str, &str)] = &[
    ("FRONTDESK_LISTEN", "127.0.0.1:8080", "address and port to listen on"),
    ("FRONTDESK_DATA", "./data", "folder for all that is written: database, index"),
    ("FRONTDESK_PUBLIC_URL", "http://{listen}", "the address that people use"),
    ("FRONTDESK_SECRET_KEY", "{data}/secret.key", "encrypts stored passwords: 32 random bytes as hex or base64"),
    ("FRONTDESK_TRUSTED_PROXIES", "", "addresses whose X-Forwarded-For counts, separated by commas"),
    ("FRONTDESK_MISSED_AFTER", "120", "seconds somebody may miss a reply before a mail tells them"),
    ("FRONTDESK_MAIL_FROM", "frontdesk@{public host}", "sender of mails"),
    ("FRONTDESK_LOG", LOG, "which lines are logged"),
    ("FRONTDESK_SETTINGS", "", "a file with NAME=value lines; the environment wins over it"),
];

/// Names without our prefix, known to others too.
const OTHERS: &[&str] = &[
    "DATABASE_URL",
    "REDIS_URL",
    "SMTP_URL",
    "STRIPE_SECRET_KEY",
    "STRIPE_PUBLISHABLE_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "STRIPE_API_BASE",
    "STRIPE_JS_URL",
];

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A name that nobody knows.
    #[error("unknown setting {name}{}", nearest.as_ref().map(|known| format!(": did you mean {known}?")).unwrap_or_default())]
    Unknown {
        /// The name.
        name: String,
        /// The known name that is most like it.
        nearest: Option<&'static str>,
    },
    /// A value that cannot be read.
    #[error("{name} is {value:?}: {reason}")]
    Unreadable {
        /// The name.
        name: &'static str,
        /// What it was set to; secrets are not repeated.
        value: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A name that is set, and another that belongs to it that is not.
    #[error("{missing} is missing: it belongs to {present}, which is set")]
    Incomplete {
        /// The name that is set.
        present: &'static str,
        /// The name that is not.
        missing: &'static str,
    },
    /// The settings file cannot be read.
    #[error("the settings file {}: {reason}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

impl Settings {
    /// Reads the environment, and the file that `FRONTDESK_SETTINGS` names.
    pub fn from_environment() -> Result<Self, Error> {
        let environment: BTreeMap<String, String> = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        Self::read(environment)
    }

    /// Reads these names.
    pub fn read(mut values: BTreeMap<String, String>) -> Result<Self, Error> {
        if let Some(file) = values.get("FRONTDESK_SETTINGS").cloned() {
            for (name, value) in read_file(Path::new(&file))? {
                // The environment holds other programs' names too; a file of ours holds only ours.
                if !is_known(&name) {
                    return Err(Error::Unknown { nearest: nearest(&name), name });
                }
                values.entry(name).or_insert(value);
            }
        }
        for name in values.keys().filter(|name| name.starts_with("FRONTDESK_") && !name.starts_with("FRONTDESK_TEST_"))
        {
            if !is_known(name) {
                return Err(Error::Unknown { name: name.clone(), nearest: nearest(name) });
            }
        }
        let set = |name: &str| values.get(name).map(String::as_str).filter(|value| !value.trim().is_empty());
        let listen: SocketAddr = parsed("FRONTDESK_LISTEN", set("FRONTDESK_LISTEN").unwrap_or("127.0.0.1:8080"))?;
        let public_url = set("FRONTDESK_PUBLIC_URL").map(parse_public_url).transpose()?;
        let database_url = set("DATABASE_URL").map(str::to_owned);
        if let Some(url) = &database_url
            && !(url.starts_with("postgres://") || url.starts_with("postgresql://"))
        {
            return Err(Error::Unreadable {
                name: "DATABASE_URL",
                value: url.split(':').next().unwrap_or_default().to_owned(),
                reason: "it must begin with postgres:// (leave it out for the embedded database)".to_owned(),
            });
        }
        let trusted_proxies = set("FRONTDESK_TRUSTED_PROXIES")
            .into_iter()
            .flat_map(|list| list.split(','))
            .map(|address| parsed("FRONTDESK_TRUSTED_PROXIES", address.trim()))
            .collect::<Result<_, _>>()?;
        let host = public_url.as_ref().and_then(Url::host_str).unwrap_or("localhost").to_owned();
        Ok(Self {
            listen,
            data: PathBuf::from(set("FRONTDESK_DATA").unwrap_or("./data")),
            database_url,
            redis_url: set("REDIS_URL").map(str::to_owned),
            public_url,
            trusted_proxies,
            missed_after: Duration::from_secs(parsed(
                "FRONTDESK_MISSED_AFTER",
                set("FRONTDESK_MISSED_AFTER").unwrap_or("120"),
            )?),
            mail_from: mail_from(set("FRONTDESK_MAIL_FROM"), &host)?,
            log: log_filter(set("FRONTDESK_LOG").unwrap_or(LOG))?,
            smtp_url: set("SMTP_URL").map(str::to_owned),
            secret_key: set("FRONTDESK_SECRET_KEY").map(secret_key).transpose()?,
            stripe: stripe::read(set)?,
        })
    }

    /// Where links lead, without a slash at the end.
    pub fn base_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.as_str().trim_end_matches('/').to_owned(),
            None => format!("http://localhost:{}", self.listen.port()),
        }
    }
}

fn parse_public_url(text: &str) -> Result<Url, Error> {
    let refuse = |reason: &str| Error::Unreadable {
        name: "FRONTDESK_PUBLIC_URL",
        value: text.to_owned(),
        reason: reason.to_owned(),
    };
    let url = Url::parse(text).map_err(|error| refuse(&error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err(refuse("it must look like https://support.example.com"));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(refuse("nothing may follow the host: the portal lives at its root"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refuse("a user name is not possible"));
    }
    Ok(url)
}

fn parsed<T: std::str::FromStr>(name: &'static str, value: &str) -> Result<T, Error>
where
    T::Err: std::fmt::Display,
{
    value.parse().map_err(|error: T::Err| Error::Unreadable {
        name,
        value: value.to_owned(),
        reason: error.to_string(),
    })
}

fn read_file(file: &Path) -> Result<Vec<(String, String)>, Error> {
    let failed = |reason: String| Error::File { file: file.to_owned(), reason };
    let text = std::fs::read_to_string(file).map_err(|error| failed(error.to_string()))?;
    let mut values = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (name, value) = line.split_once('=').ok_or_else(|| failed(format!("line {} is not NAME=value", at + 1)))?;
        values.push((name.trim().to_owned(), value.trim().trim_matches('"').to_owned()));
    }
    Ok(values)
}

fn mail_from(set: Option<&str>, host: &str) -> Result<String, Error> {
    let Some(value) = set else { return Ok(format!("frontdesk@{host}")) };
    let refuse = |_| Error::Unreadable {
        name: "FRONTDESK_MAIL_FROM",
        value: value.to_owned(),
        reason: "it must be an address alone, support@example.com; the name is the organisation's".to_owned(),
    };
    Email::parse(value).map(|email| email.as_str().to_owned()).map_err(refuse)
}

fn secret_key(value: &str) -> Result<SecretKey, Error> {
    SecretKey::parse(value).map_err(|reason| Error::Unreadable {
        name: "FRONTDESK_SECRET_KEY",
        value: "…".to_owned(),
        reason: reason.to_string(),
    })
}

fn log_filter(value: &str) -> Result<String, Error> {
    let refuse = |error: tracing_subscriber::filter::ParseError| Error::Unreadable {
        name: "FRONTDESK_LOG",
        value: value.to_owned(),
        reason: error.to_string(),
    };
    tracing_subscriber::EnvFilter::try_new(value).map(|_| value.to_owned()).map_err(refuse)
}

fn is_known(name: &str) -> bool {
    OTHERS.contains(&name) || NAMES.iter().any(|(known, ..)| *known == name)
}

fn nearest(name: &str) -> Option<&'static str> {
    let known = NAMES.iter().map(|(known, ..)| *known).chain(OTHERS.iter().copied());
    known
        .map(|known| {
            (known, strsim::jaro_winkler(known.trim_start_matches("FRONTDESK_"), name.trim_start_matches("FRONTDESK_")))
        })
        .filter(|(_, alike)| *alike >= ALIKE)
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(known, _)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> Result<Settings, Error> {
        Settings::read(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn an_unknown_name_stops_and_names_the_nearest() {
        let error = read(&[("FRONTDESK_LISTN", "x")]).unwrap_err().to_string();
        assert_eq!(error, "unknown setting FRONTDESK_LISTN: did you mean FRONTDESK_LISTEN?");
        let error = read(&[("FRONTDESK_QQQQQ", "x")]).unwrap_err().to_string();
        assert_eq!(error, "unknown setting FRONTDESK_QQQQQ");
    }

    #[test]
    fn what_is_not_set_has_its_default() {
        let settings = read(&[("UNRELATED", "x")]).unwrap();
        assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(settings.base_url(), "http://localhost:8080");
        assert_eq!(settings.missed_after, Duration::from_secs(120));
    }

    #[test]
    fn a_wrong_value_says_what_is_wrong_and_keeps_passwords() {
        assert!(
            read(&[("FRONTDESK_LISTEN", "8080")]).unwrap_err().to_string().starts_with("FRONTDESK_LISTEN is \"8080\"")
        );
        assert!(read(&[("FRONTDESK_PUBLIC_URL", "https://a.test/portal")]).is_err());
        let error = read(&[("DATABASE_URL", "mysql://me:secret@host/db")]).unwrap_err().to_string();
        assert!(!error.contains("secret"), "{error}");
        let error = read(&[("FRONTDESK_SECRET_KEY", "my passphrase")]).unwrap_err().to_string();
        assert!(!error.contains("passphrase") && error.contains("32 random bytes"), "{error}");
        assert!(read(&[("FRONTDESK_SECRET_KEY", &"0f".repeat(32))]).unwrap().secret_key.is_some());
    }
}
