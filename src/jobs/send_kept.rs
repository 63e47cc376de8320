//! Kept mails are put on their way, because there may be a mail server now.

use crate::app::queue::Claimed;
use crate::app::{mails, queue};
use crate::id::OrganisationId;
use crate::jobs::{Failed, Worker};

/// Asks for each to be sent, some hundred in a commit, so that nobody else waits long to write.
pub(crate) async fn run(worker: &Worker, claimed: &Claimed, organisation: OrganisationId) -> Result<(), Failed> {
    let app = &worker.app;
    let mut after = None;
    loop {
        let mut writing = app.begin().await?;
        after = mails::send_some_kept(&mut writing, organisation, after).await?;
        if after.is_none() {
            queue::finish(&mut writing, claimed).await?;
        }
        app.commit(writing).await?;
        if after.is_none() {
            return Ok(());
        }
    }
}
