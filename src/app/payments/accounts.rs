//! The account that takes an organisation's payments: connected, looked at, given up.

use std::time::Duration;

use url::Url;

use crate::app::audit::{Actor, record, record_by};
use crate::app::payments::{account_of, gateway, standing_of};
use crate::app::{App, Error};
use crate::domain::audit::{Action, Deed};
use crate::domain::payment::{Account, AccountKind, AccountPage, AccountStanding, Chosen};
use crate::domain::people::{Caller, Denied};
use crate::domain::rights::Right;
use crate::id::OrganisationId;
use crate::ports::payments::{Error as Failure, NewAccount};
use crate::store;
use crate::store::payment_accounts::Row;

/// Accounts whose standing is asked for in one go.
const BATCH: i64 = 20;
/// Stripe's code for an account to which the server's key leads no more.
const ACCOUNT_GONE: &str = "account_invalid";

/// The account, for those who may change it.
pub async fn find(app: &App, caller: &Caller) -> Result<AccountPage, Error> {
    let organisation = may_see(caller)?;
    let mut tx = app.db.read().await?;
    let row = store::payment_accounts::find(&mut tx, organisation).await?;
    let alone = store::payment_accounts::organisations(&mut tx).await? == 1;
    let chosen = row.map(|row| Chosen {
        standing: standing_of(&row),
        kind: row.kind,
        account: row.account,
        checked_at: row.checked_at,
    });
    Ok(AccountPage { is_set_up: app.payments.is_some(), chosen, may_use_own: alone })
}

/// How an account is connected.
#[derive(Clone, Debug)]
pub struct Connecting {
    /// Where the company is, by two letters; Stripe asks when it is not known.
    pub country: Option<String>,
    /// Where Stripe sends whoever is done.
    pub return_url: Url,
    /// Where it sends whoever needs another link.
    pub refresh_url: Url,
}

/// Makes an account for the organisation, unless it has one, and tells where its people complete it.
pub async fn connect(app: &App, caller: &Caller, connecting: &Connecting) -> Result<Url, Error> {
    let organisation = may_change(caller)?;
    let gateway = gateway(app)?;
    let (row, name) = choose(app, caller, AccountKind::Connected).await?;
    let account = if row.account.is_empty() {
        let new = NewAccount {
            email: caller.email.clone(),
            name,
            country: connecting.country.clone(),
            organisation: organisation.to_string(),
        };
        let key = format!("account:{organisation}:{}", row.attempt);
        match gateway.create_account(&new, &key).await {
            Ok(account) => name_in(app, organisation, &account).await?,
            Err(failure) => {
                // What was refused, or asked for in other words before, is asked for anew with the next key.
                if failure.is_certain() || matches!(failure, Failure::IdempotencyConflict(_)) {
                    next_attempt(app, organisation, row.attempt).await?;
                }
                return Err(failure.into());
            }
        }
    } else {
        row.account
    };
    Ok(gateway.account_link(&account, &connecting.return_url, &connecting.refresh_url).await?)
}

/// Another link for an account that is there: the last one was used or is too old.
pub async fn continue_connecting(app: &App, caller: &Caller, connecting: &Connecting) -> Result<Url, Error> {
    let organisation = may_change(caller)?;
    let gateway = gateway(app)?;
    let row = {
        let mut tx = app.db.read().await?;
        store::payment_accounts::find(&mut tx, organisation).await?
    };
    let account = row.filter(|row| row.kind == AccountKind::Connected && !row.account.is_empty());
    let account = account.ok_or(Error::NotFound)?.account;
    Ok(gateway.account_link(&account, &connecting.return_url, &connecting.refresh_url).await?)
}

/// Takes payments with the server's own account. Only an organisation that has the server for itself may choose that: otherwise the money
/// of several companies would come to one, which whoever runs the server decides.
pub async fn use_own(app: &App, caller: &Caller) -> Result<(), Error> {
    let organisation = may_change(caller)?;
    gateway(app)?;
    let alone = {
        let mut tx = app.db.read().await?;
        store::payment_accounts::organisations(&mut tx).await? == 1
    };
    if !alone {
        return Err(Denied::NotAllowed.into());
    }
    choose(app, caller, AccountKind::Own).await?;
    ask(app, organisation, None).await
}

/// The same, decided by whoever runs the server.
pub async fn use_own_by_command_line(app: &App, organisation: OrganisationId) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let before = store::payment_accounts::find(&mut writing.tx, organisation).await?;
    let now = writing.now;
    let row = blank(AccountKind::Own, before.as_ref());
    store::payment_accounts::save(&mut writing.tx, organisation, &row, now).await?;
    store::payments::hasten_all(&mut writing.tx, organisation, now).await?;
    let deed = chosen(before.as_ref(), Some(&row));
    record_by(&mut writing, Actor::command_line(organisation), deed).await?;
    app.commit(writing).await?;
    // A server that runs asks within the hour anyway.
    if app.payments.is_some() { ask(app, organisation, None).await } else { Ok(()) }
}

/// Takes no more payments by card. What may still be charged is ended; what was paid stays, and so does the account at Stripe.
pub async fn disconnect(app: &App, caller: &Caller) -> Result<(), Error> {
    let organisation = may_change(caller)?;
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let Some(before) = store::payment_accounts::find(&mut writing.tx, organisation).await? else { return Ok(()) };
    store::payment_accounts::delete(&mut writing.tx, organisation).await?;
    let now = writing.now;
    store::payments::hasten_all(&mut writing.tx, organisation, now).await?;
    record(&mut writing, caller, chosen(Some(&before), None)).await?;
    app.commit(writing).await
}

/// Asks Stripe how the caller's account stands.
pub async fn refresh(app: &App, caller: &Caller) -> Result<(), Error> {
    let organisation = may_change(caller)?;
    ask(app, organisation, None).await
}

/// Asks Stripe about accounts of which it was not asked for a while.
pub(super) async fn refresh_unchecked(app: &App, every: Duration) -> Result<(), Error> {
    let due = {
        let mut tx = app.db.read().await?;
        store::payment_accounts::unchecked_since(&mut tx, app.clock.now() - every, BATCH).await?
    };
    for (organisation,) in due {
        if let Err(error) = ask(app, organisation, None).await {
            tracing::warn!(%organisation, %error, "Stripe could not be asked about an account");
            put_off(app, organisation).await?;
        }
    }
    Ok(())
}

/// Asks Stripe how an organisation's account stands, and writes it down; with the event that led to it, if one did.
pub(super) async fn ask(app: &App, organisation: OrganisationId, event: Option<(&str, &str)>) -> Result<(), Error> {
    let gateway = gateway(app)?;
    let row = {
        let mut tx = app.db.read().await?;
        store::payment_accounts::find(&mut tx, organisation).await?
    };
    let Some(account) = row.as_ref().and_then(account_of) else { return Ok(()) };
    let standing = match gateway.account(&account).await {
        Ok(standing) => standing,
        Err(failure) if is_gone(&failure) => AccountStanding::gone(),
        Err(failure) => return Err(failure.into()),
    };
    write_down(app, organisation, (&account, &standing), event).await
}

async fn write_down(
    app: &App,
    organisation: OrganisationId,
    (account, standing): (&Account, &AccountStanding),
    event: Option<(&str, &str)>,
) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    let now = writing.now;
    if let Some(event) = event
        && !store::stripe_events::insert(&mut writing.tx, organisation, event, now).await?
    {
        return Ok(());
    }
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let found = store::payment_accounts::find(&mut writing.tx, organisation).await?;
    // It may have been given up, or another one chosen, while Stripe was asked.
    let Some(before) = found.filter(|row| account_of(row).as_ref() == Some(account)) else { return Ok(()) };
    let told = serde_json::to_string(standing).map_err(|error| Error::Internal(error.to_string()))?;
    let after =
        Row { standing: told, charges_enabled: standing.charges_enabled, checked_at: Some(now), ..before.clone() };
    store::payment_accounts::save(&mut writing.tx, organisation, &after, now).await?;
    if before.charges_enabled != after.charges_enabled {
        let deed = Deed { subject: after.account.clone(), ..Deed::of_all(Action::PaymentAccountMoved) };
        let deed = deed.field("takes_payments", before.charges_enabled, after.charges_enabled);
        record_by(&mut writing, Actor::itself(organisation), deed).await?;
    }
    app.commit(writing).await
}

fn is_gone(failure: &Failure) -> bool {
    matches!(failure, Failure::NotFound) || failure.code() == Some(ACCOUNT_GONE)
}

/// Stores which kind of account is used from now on, unless it is that already; with the organisation's name.
async fn choose(app: &App, caller: &Caller, kind: AccountKind) -> Result<(Row, String), Error> {
    let organisation = caller.organisation_id;
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let found = store::organisations::find(&mut writing.tx, organisation).await?.ok_or(Error::NotFound)?;
    let before = store::payment_accounts::find(&mut writing.tx, organisation).await?;
    if let Some(before) = before.clone().filter(|before| before.kind == kind && !standing_of(before).is_gone()) {
        return Ok((before, found.name));
    }
    let row = blank(kind, before.as_ref());
    let now = writing.now;
    store::payment_accounts::save(&mut writing.tx, organisation, &row, now).await?;
    store::payments::hasten_all(&mut writing.tx, organisation, now).await?;
    record(&mut writing, caller, chosen(before.as_ref(), Some(&row))).await?;
    app.commit(writing).await?;
    Ok((row, found.name))
}

fn blank(kind: AccountKind, before: Option<&Row>) -> Row {
    Row {
        kind,
        account: String::new(),
        standing: String::new(),
        charges_enabled: false,
        attempt: before.map_or(0, |before| before.attempt) + 1,
        checked_at: None,
    }
}

/// Stores the name that Stripe gave. When another tab was quicker, its account is the one.
async fn name_in(app: &App, organisation: OrganisationId, account: &str) -> Result<String, Error> {
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let row = store::payment_accounts::find(&mut writing.tx, organisation).await?.ok_or(Error::NotFound)?;
    if row.kind != AccountKind::Connected || !row.account.is_empty() {
        return if row.account.is_empty() { Err(Error::NotFound) } else { Ok(row.account) };
    }
    let row = Row { account: account.to_owned(), ..row };
    let now = writing.now;
    store::payment_accounts::save(&mut writing.tx, organisation, &row, now).await?;
    app.commit(writing).await?;
    Ok(row.account)
}

async fn next_attempt(app: &App, organisation: OrganisationId, after: i64) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let found = store::payment_accounts::find(&mut writing.tx, organisation).await?;
    let Some(row) = found.filter(|row| row.attempt == after && row.account.is_empty()) else { return Ok(()) };
    let now = writing.now;
    store::payment_accounts::save(&mut writing.tx, organisation, &Row { attempt: after + 1, ..row }, now).await?;
    app.commit(writing).await
}

async fn put_off(app: &App, organisation: OrganisationId) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, organisation).await?;
    if let Some(row) = store::payment_accounts::find(&mut writing.tx, organisation).await? {
        let now = writing.now;
        let row = Row { checked_at: Some(now), ..row };
        store::payment_accounts::save(&mut writing.tx, organisation, &row, now).await?;
    }
    app.commit(writing).await
}

fn chosen(before: Option<&Row>, after: Option<&Row>) -> Deed {
    let kind = |row: Option<&Row>| row.map(|row| row.kind.as_str());
    let account = |row: Option<&Row>| row.map(|row| row.account.clone()).filter(|account| !account.is_empty());
    Deed::of_all(Action::PaymentAccountChosen).field("account_kind", kind(before), kind(after)).field(
        "account",
        account(before),
        account(after),
    )
}

fn may_see(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ChangeSettings) { Ok(caller.organisation_id) } else { Err(Error::NotFound) }
}

fn may_change(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ChangeSettings) { Ok(caller.organisation_id) } else { Err(Denied::NotAllowed.into()) }
}
