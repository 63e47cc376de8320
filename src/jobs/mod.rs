//! The durable queue's workers: one file per job.

mod confirm_address;
mod invite;
mod reset_password;
mod route;
mod send_invoice;
mod send_kept;
mod send_mail;
mod send_receipt;
mod tell_login;
mod tell_misfit;
mod tell_missed;
mod tell_update;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::app::mails::Draft;
use crate::app::queue::{self, Claimed, Work};
use crate::app::{self, App};
use crate::domain::invoice::InvoiceNumber;
use crate::domain::link::MailLink;
use crate::domain::organisation::portal_url;
use crate::pdf::Typesetter;
use crate::ports::mail::Mailer;
use crate::views::mail::Letter;
use crate::words::Catalogues;

pub use route::Ways;

/// How often an idle worker looks for work.
const IDLE: Duration = Duration::from_millis(500);
/// How often tickets that were resolved long ago are closed, and what is old is forgotten.
const SWEEP: Duration = Duration::from_secs(60);
/// How often it is looked for payments about which Stripe is to be asked.
const ASK: Duration = Duration::from_secs(1);
/// How often files that nobody knows are removed.
const SWEEP_FILES: Duration = Duration::from_secs(60 * 60);

/// All that jobs need beside the verbs.
#[derive(Clone)]
pub struct Worker {
    /// The verbs.
    pub app: App,
    /// The words of mails.
    pub catalogues: Arc<Catalogues>,
    /// The server's own mail server, when one is set up; organisations may have theirs.
    pub mailer: Option<Arc<Mailer>>,
    /// What is known of the mail servers from one mail to the next.
    pub ways: Arc<Ways>,
    /// Makes the PDFs that go with mails.
    pub typesetter: Typesetter,
    /// Where the server is reached, without a slash at the end.
    pub public_url: String,
    /// The sender's address.
    pub from: String,
}

/// A letter to somebody, as it is kept.
pub(crate) fn draft<'a>(letter: &'a Letter, recipient: &'a str, link: Option<MailLink>) -> Draft<'a> {
    Draft {
        recipient,
        subject: &letter.subject,
        text: &letter.text,
        html: &letter.html,
        thread: None,
        link,
        invoice: None,
    }
}

/// Why a job was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failed {
    /// It may go better later.
    #[error("{0}")]
    ForNow(String),
    /// It will never go.
    #[error("{0}")]
    ForGood(String),
}

impl From<app::Error> for Failed {
    fn from(error: app::Error) -> Self {
        Self::ForNow(error.to_string())
    }
}

impl Worker {
    /// Where links into the portal of an organisation with this domain lead, without a slash at the end.
    pub fn portal_url(&self, domain: Option<&str>) -> String {
        portal_url(&self.public_url, domain)
    }

    /// Where an invoice's page is in the portal of an organisation with this domain.
    pub(crate) fn invoice_url(&self, domain: Option<&str>, number: &InvoiceNumber) -> String {
        format!("{}/invoices/{number}", self.portal_url(domain))
    }

    /// Puts the kept mails on their way, whenever they were to be tried again: the mail server's settings may be others than at the last
    /// start. To be awaited before [`run`](Self::run).
    pub async fn ask_for_kept(&self) {
        if let Err(error) = app::mails::send_kept(&self.app, self.mailer.is_none()).await {
            tracing::error!(%error, "kept mails could not be queued");
        }
    }

    /// Works until told to stop; the job under way is finished first.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let (mut swept_at, mut files_swept_at) = (None, None);
        while !*stop.borrow() {
            let now = self.app.clock.now();
            if swept_at.is_none_or(|at| now.since(at) >= SWEEP) {
                self.sweep().await;
                swept_at = Some(now);
            }
            if files_swept_at.is_none_or(|at| now.since(at) >= SWEEP_FILES) {
                if let Err(error) = app::files::sweep(&self.app).await {
                    tracing::error!(%error, "files that nobody knows could not be removed");
                }
                files_swept_at = Some(now);
            }
            // Work is never an arm of a `select!`: it would be cut off in its middle.
            match queue::claim(&self.app).await {
                Ok(Some(claimed)) => {
                    self.do_one(&claimed).await;
                    continue;
                }
                Ok(None) => {}
                Err(error) => tracing::error!(%error, "the queue cannot be read"),
            }
            tokio::select! {
                _ = stop.changed() => {}
                () = tokio::time::sleep(IDLE) => {}
            }
        }
    }

    /// Asks Stripe after payments until told to stop, beside the other work: an answer of Stripe's may take long, and nobody's mail waits for
    /// it.
    pub async fn ask_after_payments(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            match app::payments::sweep(&self.app).await {
                Ok(0) => {}
                Ok(_) => continue,
                Err(error) => tracing::error!(%error, "payments could not be asked after"),
            }
            tokio::select! {
                _ = stop.changed() => {}
                () = tokio::time::sleep(ASK) => {}
            }
        }
    }

    /// Does everything that is due, and tells how many jobs that were.
    pub async fn drain(&self) -> Result<usize, app::Error> {
        let mut done = 0;
        while let Some(claimed) = queue::claim(&self.app).await? {
            self.do_one(&claimed).await;
            done += 1;
        }
        Ok(done)
    }

    async fn sweep(&self) {
        if let Err(error) = app::links::forget_ended(&self.app).await {
            tracing::error!(%error, "ended links could not be forgotten");
        }
        if let Err(error) = app::deflection::forget_old(&self.app).await {
            tracing::error!(%error, "old inquiries could not be forgotten");
        }
        if let Err(error) = app::customers::forget_deleted_notes(&self.app).await {
            tracing::error!(%error, "deleted notes could not be forgotten");
        }
        if let Err(error) = app::payments::forget_old_events(&self.app).await {
            tracing::error!(%error, "old events of Stripe's could not be forgotten");
        }
        match app::tickets::close_resolved(&self.app).await {
            Ok(0) => {}
            Ok(closed) => tracing::info!(closed, "resolved tickets closed"),
            Err(error) => tracing::error!(%error, "resolved tickets could not be closed"),
        }
    }

    async fn do_one(&self, claimed: &Claimed) {
        let result = match &claimed.work {
            Work::TellMissed { ticket, membership } => tell_missed::run(self, claimed, *ticket, *membership).await,
            Work::Invite { invite } => invite::run(self, claimed, *invite).await,
            Work::SendMail { mail } => send_mail::run(self, claimed, *mail).await,
            Work::SendKept { organisation } => send_kept::run(self, claimed, *organisation).await,
            Work::ResetPassword { email, organisation } => {
                reset_password::run(self, claimed, email, *organisation).await
            }
            Work::ConfirmAddress { user, email } => confirm_address::run(self, claimed, *user, email).await,
            Work::TellLogin { user, recipient, change } => {
                tell_login::run(self, claimed, *user, recipient, change).await
            }
            Work::TellUpdate { update, membership } => tell_update::run(self, claimed, *update, *membership).await,
            Work::ImportCustomers { import } => {
                app::customer_import::run(&self.app, claimed, *import).await.map_err(Failed::from)
            }
            Work::SendInvoice { invoice, to } => send_invoice::run(self, claimed, *invoice, to).await,
            Work::TellMisfit { invoice, entry, membership } => {
                tell_misfit::run(self, claimed, (*invoice, *entry), *membership).await
            }
            Work::SendReceipt { invoice, entry, to } => send_receipt::run(self, claimed, (*invoice, *entry), to).await,
        };
        let Err(failure) = result else { return };
        let for_good = matches!(failure, Failed::ForGood(_));
        tracing::warn!(job = claimed.work.kind(), attempts = claimed.attempts, for_good, error = %failure, "a job failed");
        if let Err(error) = queue::put_back(&self.app, claimed, &failure.to_string(), for_good).await {
            // Nothing is lost: the lease runs out and the job is due again.
            tracing::error!(%error, "a failed job could not be put back");
        }
    }
}
