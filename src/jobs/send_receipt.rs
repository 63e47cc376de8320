//! Writes the mail that confirms what came in for an invoice, went back or is not asked for any more.

use crate::app::queue::Claimed;
use crate::app::{invoices, logins, mails, queue};
use crate::id::{InvoiceId, LedgerId};
use crate::jobs::{Failed, Worker, draft, send_mail};
use crate::views;

/// Writes the mail. What a bank does in a dispute is no receipt: then there is none.
pub(crate) async fn run(
    worker: &Worker,
    claimed: &Claimed,
    (id, entry): (InvoiceId, LedgerId),
    to: &str,
) -> Result<(), Failed> {
    let app = &worker.app;
    let organisation = claimed.organisation()?;
    let paper = invoices::paper(app, organisation, id).await?;
    let entered = paper.as_ref().and_then(|paper| {
        let number = paper.invoice.row.number.as_ref()?;
        Some((paper, number, paper.ledger.iter().find(|recorded| recorded.id == entry)?))
    });
    let Some((paper, number, recorded)) = entered else { return send_mail::forget(app, claimed).await };
    let language = logins::language_of(app, &paper.organisation, to).await?;
    let locale = worker.catalogues.choose(&[&language, &paper.organisation.language]);
    let url = worker.invoice_url(paper.organisation.domain.as_deref(), number);
    let about =
        views::mail::AboutInvoice { organisation: &paper.organisation, invoice: &paper.invoice, number, url: &url };
    let Some(letter) = views::mail::receipt(&locale, &about, recorded) else {
        return send_mail::forget(app, claimed).await;
    };
    let mut writing = app.begin().await?;
    queue::finish(&mut writing, claimed).await?;
    let mail = mails::Draft { invoice: Some(id), ..draft(&letter, to, None) };
    mails::keep(&mut writing, organisation, &mail).await?;
    app.commit(writing).await?;
    Ok(())
}
