//! What every handler has at hand.

use std::net::IpAddr;
use std::sync::Arc;

use crate::app::App;
use crate::live::Hub;
use crate::search::Index;
use crate::web::assets::Files;
use crate::web::hosts::Hosts;
use crate::web::limits::SignInLimits;
use crate::words::Catalogues;

/// What every handler has at hand; one for all workers.
pub struct State {
    /// The verbs.
    pub app: App,
    /// The articles' index.
    pub index: Index,
    /// The live rooms.
    pub hub: Hub,
    /// The words.
    pub catalogues: Arc<Catalogues>,
    /// The hosts that are answered.
    pub hosts: Hosts,
    /// How often sign-in may be tried.
    pub limits: SignInLimits,
    /// Whose `X-Forwarded-For` counts.
    pub trusted_proxies: Vec<IpAddr>,
    /// Whether people reach this server over https, so that cookies are for it alone.
    pub https: bool,
    /// Whether the sample sign-ins are shown.
    pub demo: bool,
    /// Whether mails are sent.
    pub sends_mail: bool,
    /// The version of the assets.
    pub assets: String,
}

/// A version of the assets that changes when any of them does.
pub fn assets_version() -> String {
    use std::fmt::Write as _;

    use sha2::{Digest as _, Sha256};
    let mut names: Vec<_> = Files::iter().collect();
    names.sort_unstable();
    let mut hash = Sha256::new();
    for name in names {
        if let Some(file) = Files::get(&name) {
            hash.update(name.as_bytes());
            hash.update(file.metadata.sha256_hash());
        }
    }
    hash.finalize().iter().take(6).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
