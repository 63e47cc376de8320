//! Staff return what came in by card.

use crate::app::audit::record as record_deed;
use crate::app::payments::recording::Because;
use crate::app::payments::{gateway, recording};
use crate::app::{App, Error};
use crate::domain::audit::{Action, Deed};
use crate::domain::input::Key;
use crate::domain::invoice::InvoiceRefused;
use crate::domain::money::Amount;
use crate::domain::payment::{Attempt, IntentStatus};
use crate::domain::people::{Caller, Denied};
use crate::domain::rights::Right;
use crate::id::{InvoiceId, PaymentId};
use crate::ports::payments::Error as Failure;
use crate::store;

/// Which money is to go back.
#[derive(Clone, Debug)]
pub struct RefundOrder {
    /// Of which invoice.
    pub invoice: InvoiceId,
    /// Of which payment.
    pub payment: PaymentId,
    /// How much of it.
    pub amount: Amount,
    /// The form's: sent twice, it returns the money once.
    pub key: Key,
}

/// Returns a part or all of a payment by card, through Stripe. When Stripe's answer is lost, it is asked what it did; the same form sent
/// again returns nothing twice.
pub async fn refund(app: &App, caller: &Caller, order: &RefundOrder) -> Result<(), Error> {
    if !caller.may(Right::ManageInvoices) {
        return Err(if caller.may(Right::ReadInvoices) { Denied::NotAllowed.into() } else { Error::NotFound });
    }
    let gateway = gateway(app)?;
    let attempt = order_in_writing(app, caller, order).await?;
    let Some(intent) = &attempt.intent else { return Err(Error::NotFound) };
    let key = format!("refund:{}:{}", attempt.id, order.key.as_str());
    let asked = gateway.refund(&attempt.account, intent, order.amount, attempt.currency, &key).await;
    let told = gateway.intent(&attempt.account, intent).await;
    if let Ok(told) = &told {
        let name = (attempt.organisation, attempt.id);
        recording::record(app, name, told, Because::Returned(caller.membership_id)).await?;
    }
    match asked {
        Ok(_) => Ok(()),
        Err(Failure::Refused { code, .. }) if code == "charge_already_refunded" => {
            Err(InvoiceRefused::MoreThanPaid.into())
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Writes down who orders it, before Stripe is asked.
async fn order_in_writing(app: &App, caller: &Caller, order: &RefundOrder) -> Result<Attempt, Error> {
    let organisation = caller.organisation_id;
    let mut writing = app.begin().await?;
    let invoice = store::invoices::find(&mut writing.tx, organisation, order.invoice).await?.ok_or(Error::NotFound)?;
    let found = store::payments::find(&mut writing.tx, organisation, order.payment).await?;
    let attempt = found
        .filter(|attempt| attempt.invoice == order.invoice && attempt.status == IntentStatus::Succeeded)
        .ok_or(Error::NotFound)?;
    if !order.amount.is_positive() || order.amount > attempt.amount {
        return Err(InvoiceRefused::MoreThanPaid.into());
    }
    let number = invoice.row.number.as_ref().map(ToString::to_string).unwrap_or_default();
    let deed = Deed::of(Action::RefundOrdered, order.invoice, number);
    let deed = deed.field("amount", serde_json::Value::Null, order.amount.plain(attempt.currency));
    record_deed(&mut writing, caller, deed).await?;
    app.commit(writing).await?;
    Ok(attempt)
}
