//! Stripe tells that something happened. Nothing is believed: an event only says what Stripe is asked about.

use crate::app::payments::recording::Because;
use crate::app::payments::{accounts, settling};
use crate::app::{App, Error};
use crate::domain::payment::{Account, AccountKind};
use crate::domain::secret::Secret;
use crate::ports::payments::webhook::{self, Event, Rejected};
use crate::store;

/// Reads an event from what came with its signature: only Stripe knows the secrets by which it is signed.
pub fn heard(app: &App, body: &[u8], signature: &str, secrets: &[Secret]) -> Result<Event, Rejected> {
    webhook::read(body, signature, secrets, app.clock.now())
}

/// What came of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It had its effect now.
    Now,
    /// It had it before.
    Before,
    /// It is about nothing of ours.
    NotOurs,
}

/// Takes an event whose signature was right. An error means that it is to be sent again.
pub async fn take(app: &App, event: &Event) -> Result<Taken, Error> {
    let account = event.account.clone().map_or(Account::Own, Account::Connected);
    if event.kind.starts_with("account.") || event.kind == "capability.updated" {
        return take_account(app, event, &account).await;
    }
    let Some(intent) = &event.intent else { return Ok(Taken::NotOurs) };
    let (found, known) = {
        let mut tx = app.db.read().await?;
        let found = store::payments::named(&mut tx, &account, intent).await?;
        (found, store::stripe_events::is_known(&mut tx, &event.id).await?)
    };
    let Some(found) = found else {
        tracing::info!(event = event.id, kind = event.kind, "an event of Stripe's is about no payment of ours");
        return Ok(Taken::NotOurs);
    };
    if known {
        return Ok(Taken::Before);
    }
    let because = Because::Told { id: &event.id, kind: &event.kind };
    settling::settle(app, found, because).await?;
    Ok(Taken::Now)
}

/// An account's standing is asked for again, for every organisation that uses it.
async fn take_account(app: &App, event: &Event, account: &Account) -> Result<Taken, Error> {
    let kind = match account {
        Account::Own => AccountKind::Own,
        Account::Connected(_) => AccountKind::Connected,
    };
    let organisations = {
        let mut tx = app.db.read().await?;
        if store::stripe_events::is_known(&mut tx, &event.id).await? {
            return Ok(Taken::Before);
        }
        store::payment_accounts::with(&mut tx, kind, account.as_stored()).await?
    };
    if organisations.is_empty() {
        return Ok(Taken::NotOurs);
    }
    for (organisation,) in organisations {
        accounts::ask(app, organisation, Some((&event.id, &event.kind))).await?;
    }
    Ok(Taken::Now)
}
