//! Writes the mail to staff about money that needs a look.

use crate::app::queue::Claimed;
use crate::app::{invoices, mails, payments, queue};
use crate::id::{InvoiceId, LedgerId, MembershipId};
use crate::jobs::{Failed, Worker, draft, send_mail};
use crate::views;

/// Writes the mail, unless there is nothing to look at any more, or they are not to be told.
pub(crate) async fn run(
    worker: &Worker,
    claimed: &Claimed,
    (id, entry): (InvoiceId, LedgerId),
    membership: MembershipId,
) -> Result<(), Failed> {
    let app = &worker.app;
    let organisation = claimed.organisation()?;
    let Some(recipient) = payments::looks_after(app, organisation, membership).await? else {
        return send_mail::forget(app, claimed).await;
    };
    let paper = invoices::paper(app, organisation, id).await?;
    let letter = paper.as_ref().and_then(|paper| {
        let number = paper.invoice.row.number.as_ref()?;
        let recorded = paper.ledger.iter().find(|recorded| recorded.id == entry)?;
        let locale = worker.catalogues.choose(&[&recipient.language]);
        let url = format!("{}/desk/invoices/{id}", worker.public_url);
        let about =
            views::mail::AboutInvoice { organisation: &paper.organisation, invoice: &paper.invoice, number, url: &url };
        views::mail::misfit(&locale, &about, recorded, &recipient.name)
    });
    let Some(letter) = letter else { return send_mail::forget(app, claimed).await };
    let mut writing = app.begin().await?;
    queue::finish(&mut writing, claimed).await?;
    mails::keep(&mut writing, organisation, &draft(&letter, &recipient.email, None)).await?;
    app.commit(writing).await?;
    Ok(())
}
