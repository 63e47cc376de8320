//! What the company is, as its admins describe it.

use crate::app::{App, Error, Writing, articles, audit, files};
use crate::domain::audit::{Action, Deed};
use crate::domain::company::{Company, Described};
use crate::domain::hours::BusinessHours;
use crate::domain::people::{Caller, Denied};
use crate::domain::picture::Picture;
use crate::domain::rights::Right;
use crate::id::FileId;
use crate::store;

/// The company, for those who may describe it.
pub async fn find(app: &App, caller: &Caller) -> Result<Company, Error> {
    if !caller.may(Right::ChangeSettings) {
        return Err(Error::NotFound);
    }
    let mut tx = app.db.read().await?;
    store::companies::find(&mut tx, caller.organisation_id).await?.ok_or(Error::NotFound)
}

/// What becomes of the logo when the company is described.
#[derive(Debug)]
pub enum LogoChange {
    /// It stays.
    Keep,
    /// This one comes in its place.
    Replace(Picture),
    /// It goes.
    Remove,
}

/// What came of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is stored.
    Stored,
    /// Somebody described the company since the version that was meant: nothing is stored.
    Overtaken,
}

/// Describes the company anew, unless that has been done since `version` was read.
pub async fn describe(
    app: &App,
    caller: &Caller,
    version: i64,
    (company, logo): (&Described, LogoChange),
) -> Result<Saved, Error> {
    may_change(caller)?;
    let id = caller.organisation_id;
    let written = match logo {
        LogoChange::Replace(logo) => Some(Some(files::write(app, id, logo).await?)),
        LogoChange::Remove => Some(None),
        LogoChange::Keep => None,
    };
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, id).await?;
    let before = store::companies::find(&mut writing.tx, id).await?.ok_or(Error::NotFound)?;
    if before.version != version {
        return Ok(Saved::Overtaken);
    }
    let now = writing.now;
    store::companies::describe(&mut writing.tx, id, company, now).await?;
    let deed = changes(&before, company);
    if !deed.is_empty() {
        audit::record(&mut writing, caller, deed).await?;
    }
    if let Some(written) = written {
        let logo = match written {
            Some(written) => Some(files::keep_in(&mut writing, written).await?),
            None => None,
        };
        replace_logo(&mut writing, caller, logo).await?;
    }
    if before.language != company.language {
        // Words are taken apart by the language's rules.
        articles::reindex_in(&mut writing, id).await?;
    }
    app.commit(writing).await?;
    Ok(Saved::Stored)
}

fn changes(before: &Company, after: &Described) -> Deed {
    Deed::of(Action::CompanyChanged, before.id, after.name.as_str())
        .field("name", &*before.name, after.name.as_str())
        .field("address", &*before.address, after.address.as_str())
        .field("tax_number", &*before.tax_number, after.tax_number.as_str())
        .field("accent", &*before.accent, after.accent.to_string())
        .field("language", &*before.language, &*after.language)
        .field("currency", &*before.currency, after.currency.code())
        .field("time_zone", &*before.time_zone, &*after.time_zone)
        .field("business_hours", BusinessHours::from_json(&before.business_hours).to_json(), after.hours.to_json())
        .field("invoice_prefix", &*before.invoice_prefix, after.invoice_prefix.as_str())
        .field("invoice_days", before.invoice_days, after.invoice_days.get())
        .field("invoice_terms", &*before.invoice_terms, after.invoice_terms.as_str())
}

/// Puts a logo in place of the one there was.
pub async fn set_logo(app: &App, caller: &Caller, logo: Picture) -> Result<(), Error> {
    may_change(caller)?;
    let written = files::write(app, caller.organisation_id, logo).await?;
    let mut writing = app.begin().await?;
    let id = files::keep_in(&mut writing, written).await?;
    replace_logo(&mut writing, caller, Some(id)).await?;
    app.commit(writing).await
}

/// Goes on without a logo.
pub async fn remove_logo(app: &App, caller: &Caller) -> Result<(), Error> {
    may_change(caller)?;
    let mut writing = app.begin().await?;
    replace_logo(&mut writing, caller, None).await?;
    app.commit(writing).await
}

async fn replace_logo(writing: &mut Writing, caller: &Caller, logo: Option<FileId>) -> Result<(), Error> {
    let id = caller.organisation_id;
    store::organisations::lock(&mut writing.tx, id).await?;
    let before = store::organisations::find(&mut writing.tx, id).await?.ok_or(Error::NotFound)?;
    store::organisations::set_logo(&mut writing.tx, id, logo).await?;
    if let Some(old) = before.logo_id {
        files::forget_in(writing, id, old).await?;
    }
    let named = |id: Option<FileId>| id.map(|id| id.to_string());
    let deed = Deed::of(Action::LogoChanged, id, before.name).field("logo", named(before.logo_id), named(logo));
    if deed.is_empty() { Ok(()) } else { audit::record(writing, caller, deed).await }
}

/// Whether somebody may change the settings; a missing right is said as such to staff.
fn may_change(caller: &Caller) -> Result<(), Error> {
    if caller.may(Right::ChangeSettings) { Ok(()) } else { Err(Error::Denied(Denied::NotAllowed)) }
}
