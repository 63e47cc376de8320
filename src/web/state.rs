//! What every handler has at hand.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::app::readings::Readings;
use crate::app::{self, App};
use crate::domain::organisation::portal_url;
use crate::id::OrganisationId;
use crate::live::Hub;
use crate::pdf::Typesetter;
use crate::search::Index;
use crate::settings::StripeSettings;
use crate::web::assets::Files;
use crate::web::hosts::Hosts;
use crate::web::limits::{MailTestLimits, ReportLimits, ResetLimits, SignInLimits};
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
    /// How often a link to set a new password may be asked for.
    pub resets: ResetLimits,
    /// How often a page may tell what was shown, opened and looked for.
    pub reports: ReportLimits,
    /// Who has read which article, until it is written.
    pub readings: Arc<Readings>,
    /// Makes PDFs.
    pub typesetter: Typesetter,
    /// How often a mail server may be tried out.
    pub mail_tests: MailTestLimits,
    /// Whether there is an organisation, once there is one: see [`is_set_up`](Self::is_set_up).
    pub set_up: AtomicBool,
    /// Where the server is reached, without a slash at the end.
    pub public_url: String,
    /// Whose `X-Forwarded-For` counts.
    pub trusted_proxies: Vec<IpAddr>,
    /// Whether people reach this server over https, so that cookies are for it alone.
    pub https: bool,
    /// Whether the sample sign-ins are shown.
    pub demo: bool,
    /// The sender of mails that go by the server's own mail server, when it has one; organisations may have theirs.
    pub server_mail: Option<String>,
    /// How cards are taken, when the server is set up for it.
    pub stripe: Option<StripeSettings>,
    /// The version of the assets.
    pub assets: String,
}

impl State {
    /// Whether there is an organisation. Asked of the database until there is one, and never again.
    pub async fn is_set_up(&self) -> Result<bool, app::Error> {
        if self.set_up.load(Ordering::Relaxed) {
            return Ok(true);
        }
        let done = app::setup::is_done(&self.app).await?;
        self.set_up.store(done, Ordering::Relaxed);
        Ok(done)
    }

    /// Whether mails of this organisation are sent: by its own mail server or the server's.
    pub async fn sends_mail(&self, organisation: OrganisationId) -> Result<bool, app::Error> {
        Ok(self.server_mail.is_some() || app::mail_servers::exists(&self.app, organisation).await?)
    }

    /// Where links into the portal of an organisation with this domain lead, without a slash at the end.
    pub fn portal_url(&self, domain: Option<&str>) -> String {
        portal_url(&self.public_url, domain)
    }
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
