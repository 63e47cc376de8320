//! Payments by card: opened, settled, asked after, returned; and the account that takes them.
//!
//! An invoice has one attempt that may still be charged, at most. Its row stands before Stripe is asked, and what a browser needs to pay it
//! is given out only after Stripe's name for it is stored: what Stripe made and nobody here knows of can never be charged.
//!
//! What Stripe did becomes lines of the ledger in one place, [`record`](recording::record). The return page, webhooks and the worker only
//! decide which attempt Stripe is asked about.

mod accounts;
mod ending;
mod events;
mod opening;
mod recording;
mod refunding;
mod settling;
mod showing;
mod sweeping;

pub use self::accounts::{
    Connecting, connect, continue_connecting, disconnect, find as find_account, refresh, use_own,
    use_own_by_command_line,
};
pub use self::events::{Taken, heard, take};
pub use self::opening::open;
pub use self::recording::looks_after;
pub use self::refunding::{RefundOrder, refund};
pub use self::settling::settle_last;
pub use self::showing::{at_desk, cards, currency_of, page};
pub(in crate::app) use self::showing::{at_desk_in, cards_in};
pub use self::sweeping::{forget_old_events, sweep};

use std::sync::Arc;

use crate::app::{App, Error, Writing};
use crate::domain::payment::{Account, AccountKind, AccountStanding};
use crate::id::{InvoiceId, OrganisationId};
pub use crate::ports::payments::Error as Failure;
use crate::ports::payments::Gateway;
use crate::store::payment_accounts::Row;
use crate::store::{self, Tx};

/// Has Stripe asked about what may still be charged of an invoice: something else was done with it, and what is not wanted any more is
/// ended. For verbs that record money by hand, credit or take back.
pub async fn reconsider(writing: &mut Writing, organisation: OrganisationId, invoice: InvoiceId) -> Result<(), Error> {
    let now = writing.now;
    Ok(store::payments::hasten(&mut writing.tx, organisation, invoice, now).await?)
}

/// Stripe, when this server is set up for it.
fn gateway(app: &App) -> Result<Arc<dyn Gateway>, Error> {
    app.payments.clone().ok_or(Error::NoStripe)
}

/// The account with which an organisation takes payments, and how it stood when Stripe was last asked.
#[derive(Clone, Debug)]
pub(super) struct Charging {
    /// Which.
    pub(super) account: Account,
    /// How it stands.
    pub(super) standing: AccountStanding,
}

async fn charging_in(tx: &mut Tx, organisation: OrganisationId) -> Result<Option<Charging>, Error> {
    let row = store::payment_accounts::find(tx, organisation).await?;
    Ok(row.and_then(|row| Some(Charging { account: account_of(&row)?, standing: standing_of(&row) })))
}

/// Which account a row is about; none until Stripe has named it.
fn account_of(row: &Row) -> Option<Account> {
    match row.kind {
        AccountKind::Own => Some(Account::Own),
        AccountKind::Connected if row.account.is_empty() => None,
        AccountKind::Connected => Some(Account::Connected(row.account.clone())),
    }
}

/// What cannot be read takes no payments.
fn standing_of(row: &Row) -> AccountStanding {
    serde_json::from_str(&row.standing).unwrap_or_default()
}
