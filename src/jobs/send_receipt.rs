//! Writes the mail that confirms what came in for an invoice, went back or is not asked for any more.

use crate::app::queue::Claimed;
use crate::app::{invoice_letters, mails, queue};
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
    let Some((sent, entered)) = invoice_letters::entered(app, organisation, (id, entry)).await? else {
        return send_mail::forget(app, claimed).await;
    };
    let locale = worker.catalogues.choose(&[&sent.organisation.language]);
    let url = worker.invoice_url(sent.organisation.domain.as_deref(), &sent.number);
    let about = views::mail::AboutReceipt {
        organisation: &sent.organisation,
        number: &sent.number,
        customer: &sent.customer,
        kind: entered.kind,
        amount: entered.amount,
        on: entered.on,
        outstanding: sent.outstanding,
        due_on: sent.due_on,
        url: &url,
    };
    let Some(letter) = views::mail::receipt(&locale, &about) else {
        return send_mail::forget(app, claimed).await;
    };
    let mut writing = app.begin().await?;
    queue::finish(&mut writing, claimed).await?;
    let mail = mails::Draft { invoice: Some(id), ..draft(&letter, to, None) };
    mails::keep(&mut writing, organisation, &mail).await?;
    app.commit(writing).await?;
    Ok(())
}
