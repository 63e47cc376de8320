//! A person's signed-in browsers, as they see them.

use crate::clock::Timestamp;
use crate::id::SessionId;

/// A session, as its owner sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OwnSession {
    /// Its id.
    pub id: SessionId,
    /// What the browser called itself.
    pub user_agent: String,
    /// The network address it was begun from.
    pub address: String,
    /// When it was begun.
    pub created_at: Timestamp,
    /// The organisation it is in.
    pub organisation: String,
}

/// The browser and the system that a `User-Agent` header names, by the names that people know them by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agent {
    /// The browser.
    pub browser: Option<&'static str>,
    /// What it runs on.
    pub system: Option<&'static str>,
}

/// What each browser writes; those that pass for others come before them.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// What each system writes; those that pass for others come before them.
const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
];

impl Agent {
    /// Reads a header. What is not known stays unnamed: a guess would frighten people with a browser they never had.
    pub fn read(header: &str) -> Self {
        let named = |names: &[(&str, &'static str)]| {
            names.iter().find(|(mark, _)| header.contains(mark)).map(|(_, name)| *name)
        };
        Self { browser: named(BROWSERS), system: named(SYSTEMS) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_called_by_their_names() {
        for (header, browser, system) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0",
                Some("Firefox"),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
                Some("Chrome"),
                Some("Linux"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                Some("Edge"),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                Some("Safari"),
                Some("iPhone"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
                Some("Samsung Internet"),
                Some("Android"),
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36",
                Some("Chrome"),
                Some("ChromeOS"),
            ),
            ("curl/8.14.1", None, None),
            ("", None, None),
        ] {
            assert_eq!(Agent::read(header), Agent { browser, system }, "{header}");
        }
    }
}
