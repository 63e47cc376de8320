//! Stripe is asked how an attempt stands.

use crate::app::payments::ending::{give_up, is_gone};
use crate::app::payments::opening::payer;
use crate::app::payments::recording::{Because, record};
use crate::app::payments::{charging_in, gateway};
use crate::app::{App, Error};
use crate::clock::Timestamp;
use crate::domain::invoice::InvoiceNumber;
use crate::domain::payment::{Attempt, Intent, IntentStatus};
use crate::domain::people::Caller;
use crate::id::{OrganisationId, PaymentId};
use crate::ports::payments::{Error as Failure, Gateway};
use crate::store;

/// Asks Stripe about an attempt, outside of any transaction, and writes down what it tells. An attempt that is not wanted any more, because
/// the invoice was paid or taken back otherwise or because nobody pays it, is ended first.
pub(super) async fn settle(
    app: &App,
    (organisation, payment): (OrganisationId, PaymentId),
    because: Because<'_>,
) -> Result<Attempt, Error> {
    let gateway = gateway(app)?;
    let (attempt, wanted) = look(app, organisation, payment).await?;
    let Some(id) = attempt.intent.clone() else {
        // Whoever opens it again asks Stripe by the same key; when nobody does, it is over.
        if !wanted {
            give_up(app, &attempt, "never_named").await?;
        }
        return Ok(attempt);
    };
    let mut asked = gateway.intent(&attempt.account, &id).await;
    if let Ok(intent) = &asked
        && attempt.live
        && !wanted
        && may_be_ended(intent.status)
    {
        asked = end(&*gateway, &attempt, intent).await;
    }
    match asked {
        Ok(intent) => record(app, (organisation, payment), &intent, because).await,
        Err(failure) => {
            if is_gone(&failure) {
                give_up(app, &attempt, "account_invalid").await?;
            }
            Err(failure.into())
        }
    }
}

/// Asks about the last attempt to pay an invoice, for the client who comes back from paying. `None` when there was none.
pub async fn settle_last(app: &App, caller: &Caller, number: &InvoiceNumber) -> Result<Option<Attempt>, Error> {
    let customer = payer(caller)?;
    let organisation = caller.organisation_id;
    let last = {
        let mut tx = app.db.read().await?;
        let invoice =
            store::invoices::visible(&mut tx, organisation, customer, number).await?.ok_or(Error::NotFound)?;
        store::payments::of_invoice(&mut tx, organisation, invoice.row.id).await?.into_iter().next()
    };
    match last {
        Some(last) if last.live => settle(app, (organisation, last.id), Because::Asked).await.map(Some),
        other => Ok(other),
    }
}

/// The attempt, and whether it should still be there to be paid.
async fn look(app: &App, organisation: OrganisationId, payment: PaymentId) -> Result<(Attempt, bool), Error> {
    let now: Timestamp = app.clock.now();
    let mut tx = app.db.read().await?;
    let attempt = store::payments::find(&mut tx, organisation, payment).await?.ok_or(Error::NotFound)?;
    let invoice = store::invoices::find(&mut tx, organisation, attempt.invoice).await?.ok_or(Error::NotFound)?;
    let charging = charging_in(&mut tx, organisation).await?;
    let same_account = charging.is_some_and(|charging| charging.account == attempt.account);
    let wanted = same_account && attempt.is_wanted(invoice.row.balance.outstanding, now);
    Ok((attempt, wanted))
}

const fn may_be_ended(status: IntentStatus) -> bool {
    status.is_live() && !matches!(status, IntentStatus::Processing)
}

/// Ends it; when that is refused because it was charged in this moment, Stripe tells.
async fn end(gateway: &dyn Gateway, attempt: &Attempt, intent: &Intent) -> Result<Intent, Failure> {
    match gateway.cancel_intent(&attempt.account, &intent.id).await {
        Err(Failure::Refused { .. }) => gateway.intent(&attempt.account, &intent.id).await,
        answered => answered,
    }
}
