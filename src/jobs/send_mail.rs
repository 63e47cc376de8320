//! Hands a kept mail to the mail server.

use std::time::Duration;

use crate::app::queue::{self, Claimed, LEASE};
use crate::app::{self, App, invoices, mail_servers, mails};
use crate::domain::invoice::{Paper, State};
use crate::domain::people::Denied;
use crate::id::{MailId, OrganisationId};
use crate::jobs::route::Way;
use crate::jobs::{Failed, Worker};
use crate::pdf::{self, Asker, Sheet};
use crate::ports::mail::{Attachment, Outgoing, Refused};

/// How long a mail server may take in all for a mail. Other mails wait meanwhile.
const WITHIN: Duration = Duration::from_secs(30);
const _: () = assert!(WITHIN.as_secs() * 2 < LEASE.as_secs());

/// Sends the mail. Without a mail server it stays kept, to be read under Settings → E-mail and sent once there is one.
///
/// The server may take the mail and the machine stop before that is noted: then it goes out twice, under the same Message-ID.
pub(crate) async fn run(worker: &Worker, claimed: &Claimed, id: MailId) -> Result<(), Failed> {
    let app = &worker.app;
    let organisation = claimed.organisation()?;
    let Some(mut unsent) = mails::unsent(app, organisation, id).await? else { return forget(app, claimed).await };
    let link = mails::link_of(&unsent)?;
    let route = match worker.way(organisation, link.as_ref()).await? {
        Way::Open(route) => route,
        Way::Barred(refused) => return put_off(app, organisation, id, refused).await,
        Way::Forbidden => return forget(app, claimed).await,
        Way::None => return forget_without_server(app, claimed, organisation).await,
    };
    if let Some(link) = &link {
        match mails::complete(app, organisation, &mut unsent, link, route.via).await {
            // What it invites to is over.
            Err(app::Error::Denied(Denied::LinkUnusable)) => return discard(app, claimed, organisation, id).await,
            completed => completed?,
        }
    }
    let attachments = match unsent.invoice_id {
        None => Vec::new(),
        Some(invoice) => match invoices::paper(app, organisation, invoice).await? {
            Some(paper) if paper.invoice.row.state == State::Sent => match pdf_of(worker, &paper).await {
                Ok(attachment) => vec![attachment],
                Err(error @ pdf::Error::Busy) => return Err(Failed::ForNow(error.to_string())),
                Err(error) => return not_typeset(app, organisation, id, &error).await,
            },
            // It was taken back since the letter was written.
            _ => return discard(app, claimed, organisation, id).await,
        },
    };
    let outgoing = Outgoing {
        from_name: unsent.organisation_name,
        from: route.from.clone(),
        to: unsent.recipient,
        subject: unsent.subject,
        text: unsent.text,
        html: unsent.html,
        message_id: id.to_string(),
        thread: unsent.thread.map(|ticket| format!("ticket-{ticket}")),
        attachments,
    };
    let sending = tokio::time::timeout(WITHIN, route.mailer.send(&outgoing)).await;
    let sent = sending.unwrap_or_else(|_| Err(Refused::too_slow()));
    worker.sent_by(&route, sent.as_ref().map(|_| ()));
    match sent {
        Ok(_) => {
            let mut writing = app.begin().await?;
            queue::finish(&mut writing, claimed).await?;
            mails::sent_in(&mut writing, organisation, id).await?;
            app.commit(writing).await?;
            Ok(())
        }
        Err(refused) => put_off(app, organisation, id, refused).await,
    }
}

/// The invoice as it is at this moment, to go with a mail.
async fn pdf_of(worker: &Worker, paper: &Paper) -> Result<Attachment, pdf::Error> {
    let locale = worker.catalogues.choose(&[&paper.organisation.language]);
    let bytes = worker.typesetter.invoice(Asker::Mails(paper.organisation.id), Sheet::of(paper, &locale)).await?;
    Ok(Attachment { name: paper.file_name(), media_type: "application/pdf", bytes })
}

/// Notes beside the mail that its PDF cannot be made. It waits: a later version of the program may mend it.
async fn not_typeset(app: &App, organisation: OrganisationId, id: MailId, error: &pdf::Error) -> Result<(), Failed> {
    mails::refused(app, organisation, id, &error.to_string(), false).await?;
    Err(Failed::ForNow(error.to_string()))
}

/// Notes beside the mail why it was not sent.
async fn put_off(app: &App, organisation: OrganisationId, id: MailId, refused: Refused) -> Result<(), Failed> {
    mails::refused(app, organisation, id, &refused.answer, refused.permanent).await?;
    Err(if refused.permanent { Failed::ForGood(refused.answer) } else { Failed::ForNow(refused.answer) })
}

async fn discard(app: &App, claimed: &Claimed, organisation: OrganisationId, id: MailId) -> Result<(), Failed> {
    let mut writing = app.begin().await?;
    queue::finish(&mut writing, claimed).await?;
    mails::discard_in(&mut writing, organisation, id).await?;
    app.commit(writing).await?;
    Ok(())
}

/// Forgets the job, unless a mail server was set up while it was looked for: then the kept mails were asked for already, and this one with
/// them, by this very job.
async fn forget_without_server(app: &App, claimed: &Claimed, organisation: OrganisationId) -> Result<(), Failed> {
    let mut writing = app.begin().await?;
    queue::finish(&mut writing, claimed).await?;
    if mail_servers::exists_in(&mut writing, organisation).await? {
        return Err(Failed::ForNow("a mail server was set up meanwhile".to_owned()));
    }
    app.commit(writing).await?;
    Ok(())
}

pub(super) async fn forget(app: &App, claimed: &Claimed) -> Result<(), Failed> {
    let mut writing = app.begin().await?;
    queue::finish(&mut writing, claimed).await?;
    app.commit(writing).await?;
    Ok(())
}
