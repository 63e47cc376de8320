//! The durable queue's workers: one file per job.

mod send_mail;
mod tell_missed;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::app::queue::{self, Claimed, Work};
use crate::app::{self, App};
use crate::ports::mail::Mailer;
use crate::words::Catalogues;

/// How often an idle worker looks for work.
const IDLE: Duration = Duration::from_millis(500);
/// How often tickets that were resolved long ago are closed.
const SWEEP: Duration = Duration::from_secs(60);

/// All that jobs need beside the verbs.
#[derive(Clone)]
pub struct Worker {
    /// The verbs.
    pub app: App,
    /// The words of mails.
    pub catalogues: Arc<Catalogues>,
    /// The mail server, when one is set up.
    pub mailer: Option<Arc<Mailer>>,
    /// Where links in mails lead, without a slash at the end.
    pub public_url: String,
    /// The sender's address.
    pub from: String,
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
    /// Works until told to stop; the job under way is finished first.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        if self.mailer.is_some()
            && let Err(error) = app::mails::send_kept(&self.app).await
        {
            tracing::error!(%error, "kept mails could not be queued");
        }
        let mut swept_at = None;
        while !*stop.borrow() {
            let now = self.app.clock.now();
            if swept_at.is_none_or(|at| now.since(at) >= SWEEP) {
                self.sweep().await;
                swept_at = Some(now);
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
        match app::tickets::close_resolved(&self.app).await {
            Ok(0) => {}
            Ok(closed) => tracing::info!(closed, "resolved tickets closed"),
            Err(error) => tracing::error!(%error, "resolved tickets could not be closed"),
        }
    }

    async fn do_one(&self, claimed: &Claimed) {
        let result = match claimed.work {
            Work::TellMissed { ticket, membership } => tell_missed::run(self, claimed, ticket, membership).await,
            Work::SendMail { mail } => send_mail::run(self, claimed, mail).await,
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
