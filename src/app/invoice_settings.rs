//! How the organisation asks for money, as its admins choose it.

use crate::app::company::Saved;
use crate::app::{App, Error, audit};
use crate::domain::audit::{Action, Deed};
use crate::domain::company::Company;
use crate::domain::invoice_settings::{Chosen, InvoiceSettings};
use crate::domain::people::{Caller, Denied};
use crate::domain::rights::Right;
use crate::store;

/// What is chosen, and what the company's profile says about invoices, for those who may change it.
pub async fn find(app: &App, caller: &Caller) -> Result<(InvoiceSettings, Company), Error> {
    if !caller.may(Right::ChangeSettings) {
        return Err(Error::NotFound);
    }
    let mut tx = app.db.read().await?;
    let chosen = store::invoice_settings::find(&mut tx, caller.organisation_id).await?.ok_or(Error::NotFound)?;
    let company = store::companies::find(&mut tx, caller.organisation_id).await?.ok_or(Error::NotFound)?;
    Ok((chosen, company))
}

/// Chooses anew, unless somebody has done so since `version` was read. Invoices that were sent stay as they are.
pub async fn choose(app: &App, caller: &Caller, version: i64, chosen: &Chosen) -> Result<Saved, Error> {
    if !caller.may(Right::ChangeSettings) {
        return Err(Denied::NotAllowed.into());
    }
    let id = caller.organisation_id;
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, id).await?;
    let before = store::invoice_settings::find(&mut writing.tx, id).await?.ok_or(Error::NotFound)?;
    if before.version != version {
        return Ok(Saved::Overtaken);
    }
    store::invoice_settings::choose(&mut writing.tx, id, chosen).await?;
    let name = store::organisations::find(&mut writing.tx, id).await?.ok_or(Error::NotFound)?.name;
    let deed = changes(&before, name, chosen);
    if !deed.is_empty() {
        audit::record(&mut writing, caller, deed).await?;
    }
    app.commit(writing).await?;
    Ok(Saved::Stored)
}

fn changes(before: &InvoiceSettings, name: String, after: &Chosen) -> Deed {
    Deed::of(Action::InvoiceSettingsChanged, before.id, name)
        .field("tax_rounding", before.tax_rounding.as_str(), after.tax_rounding.as_str())
        .field("part_payments", before.part_payments, after.part_payments)
        .field("ways_to_pay", &*before.ways_to_pay, after.ways_to_pay.as_str())
}
