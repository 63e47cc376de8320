//! Writes the mail that brings an invoice.

use crate::app::queue::Claimed;
use crate::app::{invoice_letters, mails, queue};
use crate::id::InvoiceId;
use crate::jobs::{Failed, Worker, draft, send_mail};
use crate::views;

/// Writes the mail, unless the invoice was taken back meanwhile. The PDF is made when the mail is sent.
pub(crate) async fn run(worker: &Worker, claimed: &Claimed, id: InvoiceId, to: &str) -> Result<(), Failed> {
    let app = &worker.app;
    let organisation = claimed.organisation()?;
    let Some(sent) = invoice_letters::sent(app, organisation, id).await? else {
        return send_mail::forget(app, claimed).await;
    };
    let locale = worker.catalogues.choose(&[&sent.organisation.language]);
    let url = worker.invoice_url(sent.organisation.domain.as_deref(), &sent.number);
    let letter = views::mail::invoice(
        &locale,
        &views::mail::AboutInvoice {
            organisation: &sent.organisation,
            number: &sent.number,
            customer: &sent.customer,
            total: sent.total,
            outstanding: sent.outstanding,
            due_on: sent.due_on,
            url: &url,
        },
    );
    let mut writing = app.begin().await?;
    queue::finish(&mut writing, claimed).await?;
    let mail = mails::Draft { invoice: Some(id), ..draft(&letter, to, None) };
    mails::keep(&mut writing, organisation, &mail).await?;
    app.commit(writing).await?;
    Ok(())
}
