//! A client presses Pay.

use std::time::Duration;

use crate::app::audit::record as record_deed;
use crate::app::payments::{charging_in, ending, gateway, recording};
use crate::app::{App, Error};
use crate::domain::audit::{Action, Deed};
use crate::domain::invoice::{Invoice, InvoiceNumber};
use crate::domain::payment::{Attempt, Intent, NewAttempt, NotPayable, Ours, Payable, Wanted};
use crate::domain::people::{Caller, Denied, Side};
use crate::domain::rights::Right;
use crate::id::{CustomerId, PaymentId};
use crate::ports::payments::{self as port, Gateway, NewIntent};
use crate::store;

/// How often somebody begins again because what was there was paid or ended meanwhile. Each time something is out of the way.
const ROUNDS: usize = 6;
/// How long to wait while Stripe answers the same question of another tab.
const OTHER_TAB: Duration = Duration::from_millis(150);
/// How long after a row was made its intent may be looked for at Stripe, before it was made there by a clock that differs from ours.
const CLOCKS_DIFFER: Duration = Duration::from_secs(300);

/// Finds or makes the one attempt by which an invoice can be paid: whoever presses Pay, however often and in how many tabs, is given the
/// same one. Of several amounts the last that was asked for counts.
pub async fn open(app: &App, caller: &Caller, number: &InvoiceNumber, wanted: Wanted) -> Result<Attempt, Error> {
    let customer = payer(caller)?;
    let gateway = gateway(app)?;
    for _ in 0..ROUNDS {
        let (invoice, begun) = begin(app, caller, customer, number, wanted).await?;
        match begun {
            Begun::Ready(attempt) => {
                if let Some(opened) = name(app, &*gateway, &invoice, attempt).await? {
                    return Ok(opened);
                }
            }
            Begun::InTheWay(other) => ending::end(app, &*gateway, other).await?,
        }
    }
    Err(NotPayable::UnderWay.into())
}

/// The customer whose invoices the caller pays.
pub(super) fn payer(caller: &Caller) -> Result<CustomerId, Error> {
    if caller.side() != Side::Client {
        return Err(Error::NotFound);
    }
    if !caller.may(Right::PayInvoices) {
        return Err(Denied::NotAllowed.into());
    }
    caller.customer_id.ok_or(Error::NotFound)
}

enum Begun {
    /// This is the one.
    Ready(Attempt),
    /// Another amount or another account can still be charged.
    InTheWay(Attempt),
}

/// The first transaction: what is decided here stands before Stripe is asked anything.
async fn begin(
    app: &App,
    caller: &Caller,
    customer: CustomerId,
    number: &InvoiceNumber,
    wanted: Wanted,
) -> Result<(Invoice, Begun), Error> {
    let organisation = caller.organisation_id;
    let mut writing = app.begin().await?;
    let seen =
        store::invoices::visible(&mut writing.tx, organisation, customer, number).await?.ok_or(Error::NotFound)?;
    store::invoices::lock(&mut writing.tx, organisation, seen.row.id).await?;
    let invoice =
        store::invoices::visible(&mut writing.tx, organisation, customer, number).await?.ok_or(Error::NotFound)?;
    let charging = charging_in(&mut writing.tx, organisation).await?;
    let (parts, _) = store::payment_accounts::choices(&mut writing.tx, organisation).await?;
    let standing = charging.as_ref().map(|charging| &charging.standing);
    let amount = Payable { invoice: &invoice.row, standing, parts }.amount(wanted)?;
    let account = charging.map(|charging| charging.account).ok_or(NotPayable::NoCards)?;
    if let Some(live) = store::payments::live(&mut writing.tx, organisation, invoice.row.id).await? {
        let is_it = live.amount == amount && live.account == account && live.currency == invoice.row.currency;
        return Ok((invoice, if is_it { Begun::Ready(live) } else { Begun::InTheWay(live) }));
    }
    let before = store::payments::of_invoice(&mut writing.tx, organisation, invoice.row.id).await?;
    let new = NewAttempt {
        id: PaymentId::new(writing.now, &*writing.chance),
        invoice: invoice.row.id,
        account,
        number: before.first().map_or(0, |last| last.number) + 1,
        amount,
        currency: invoice.row.currency,
        by: caller.membership_id,
    };
    let now = writing.now;
    store::payments::insert(&mut writing.tx, organisation, &new, (now, now + Duration::from_secs(5))).await?;
    let deed = Deed::of(Action::PaymentOpened, invoice.row.id, number.as_str());
    let deed = deed.field("amount", serde_json::Value::Null, amount.plain(invoice.row.currency));
    record_deed(&mut writing, caller, deed).await?;
    let attempt = store::payments::find(&mut writing.tx, organisation, new.id).await?.ok_or(Error::NotFound)?;
    app.commit(writing).await?;
    Ok((invoice, Begun::Ready(attempt)))
}

/// Has Stripe name the attempt, or tell how it stands. `None`: it is over, and whatever that was is written down.
async fn name(app: &App, gateway: &dyn Gateway, invoice: &Invoice, attempt: Attempt) -> Result<Option<Attempt>, Error> {
    let asked = match &attempt.intent {
        Some(id) => gateway.intent(&attempt.account, id).await,
        None => make(gateway, invoice, &attempt).await,
    };
    let intent = match asked {
        Ok(intent) => intent,
        // Another tab asks the same at this moment; its answer is ours.
        Err(port::Error::IdempotencyConflict(_)) => {
            tokio::time::sleep(OTHER_TAB).await;
            return Ok(None);
        }
        Err(error) => {
            ending::give_up_unnamed(app, &attempt, &error).await?;
            return Err(error.into());
        }
    };
    let recorded =
        recording::record(app, (attempt.organisation, attempt.id), &intent, recording::Because::Asked).await?;
    Ok(Some(recorded).filter(|attempt| attempt.live))
}

/// Asks Stripe to make it. When no answer tells whether that was done, what Stripe has is looked at: the same key would bring the same
/// unhelpful answer for a day.
async fn make(gateway: &dyn Gateway, invoice: &Invoice, attempt: &Attempt) -> Result<Intent, port::Error> {
    let ours = Ours {
        organisation: attempt.organisation.to_string(),
        invoice: attempt.invoice.to_string(),
        payment: attempt.id.to_string(),
    };
    let description = invoice.row.number.as_ref().map(ToString::to_string).unwrap_or_default();
    let new = NewIntent { amount: attempt.amount, currency: attempt.currency, ours, description };
    match gateway.create_intent(&attempt.account, &new, &attempt.key()).await {
        Err(error @ (port::Error::Unreachable(_) | port::Error::Unreadable(_))) => {
            let since = attempt.created_at - CLOCKS_DIFFER;
            let found = gateway.find_intent(&attempt.account, &attempt.id.to_string(), since).await?;
            found.ok_or(error)
        }
        answered => answered,
    }
}
