//! Writes the mail that brings an invoice.

use crate::app::queue::Claimed;
use crate::app::{invoices, logins, mails, queue};
use crate::domain::invoice::State;
use crate::id::InvoiceId;
use crate::jobs::{Failed, Worker, draft, send_mail};
use crate::views;

/// Writes the mail, unless the invoice was taken back meanwhile. The PDF is made when the mail is sent.
pub(crate) async fn run(worker: &Worker, claimed: &Claimed, id: InvoiceId, to: &str) -> Result<(), Failed> {
    let app = &worker.app;
    let organisation = claimed.organisation()?;
    let paper = invoices::paper(app, organisation, id).await?;
    let Some(paper) = paper.filter(|paper| paper.invoice.row.state == State::Sent) else {
        return send_mail::forget(app, claimed).await;
    };
    let Some(number) = &paper.invoice.row.number else { return send_mail::forget(app, claimed).await };
    let language = logins::language_of(app, &paper.organisation, to).await?;
    let locale = worker.catalogues.choose(&[&language, &paper.organisation.language]);
    let url = worker.invoice_url(paper.organisation.domain.as_deref(), number);
    let about =
        views::mail::AboutInvoice { organisation: &paper.organisation, invoice: &paper.invoice, number, url: &url };
    let letter = views::mail::invoice(&locale, &about);
    let mut writing = app.begin().await?;
    queue::finish(&mut writing, claimed).await?;
    let mail = mails::Draft { invoice: Some(id), ..draft(&letter, to, None) };
    mails::keep(&mut writing, organisation, &mail).await?;
    app.commit(writing).await?;
    Ok(())
}
