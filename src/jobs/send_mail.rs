//! Hands a kept mail to the mail server.

use crate::app::queue::{self, Claimed, LEASE};
use crate::app::{App, mails};
use crate::id::MailId;
use crate::jobs::{Failed, Worker};
use crate::ports::mail::{Outgoing, Refused};

/// Sends the mail. Without a mail server it stays kept, to be read under Settings → E-mail and sent once there is one.
///
/// The server may take the mail and the machine stop before that is noted: then it goes out twice, under the same Message-ID.
pub(crate) async fn run(worker: &Worker, claimed: &Claimed, id: MailId) -> Result<(), Failed> {
    let app = &worker.app;
    let organisation = claimed.organisation()?;
    let Some(mut unsent) = mails::unsent(app, organisation, id).await? else { return forget(app, claimed).await };
    let link = mails::link_of(&unsent)?;
    let Some(route) = worker.mailer_for(organisation, link.as_ref()) else { return forget(app, claimed).await };
    if let Some(link) = &link {
        mails::complete(app, organisation, &mut unsent, link, route.via).await?;
    }
    let outgoing = Outgoing {
        from_name: unsent.organisation_name,
        from: route.from,
        to: unsent.recipient,
        subject: unsent.subject,
        text: unsent.text,
        html: unsent.html,
        message_id: id.to_string(),
        thread: unsent.thread.map(|ticket| format!("ticket-{ticket}")),
    };
    // The server has 20 s for each of its answers; together they must fit into the lease.
    let sending = tokio::time::timeout(LEASE * 3 / 4, route.mailer.send(&outgoing)).await;
    let sent = sending
        .unwrap_or_else(|_| Err(Refused { answer: "the mail server took too long".to_owned(), permanent: false }));
    match sent {
        Ok(()) => {
            let mut writing = app.begin().await?;
            queue::finish(&mut writing, claimed).await?;
            mails::sent_in(&mut writing, organisation, id).await?;
            app.commit(writing).await?;
            Ok(())
        }
        Err(refused) => {
            mails::refused(app, organisation, id, &refused.answer, refused.permanent).await?;
            Err(if refused.permanent { Failed::ForGood(refused.answer) } else { Failed::ForNow(refused.answer) })
        }
    }
}

pub(super) async fn forget(app: &App, claimed: &Claimed) -> Result<(), Failed> {
    let mut writing = app.begin().await?;
    queue::finish(&mut writing, claimed).await?;
    app.commit(writing).await?;
    Ok(())
}
