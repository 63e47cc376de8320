//! An attempt that is in the way, or that came to nothing.

use crate::app::payments::recording::{Because, record};
use crate::app::{App, Error};
use crate::domain::payment::{Attempt, NotPayable};
use crate::ports::payments::{Error as Failure, Gateway};
use crate::store;

/// Stripe's code for an account to which the server's key leads no more: nothing in it can be paid through this server.
const ACCOUNT_GONE: &str = "account_invalid";
/// Why an attempt is over that Stripe never named.
const NEVER_NAMED: &str = "never_named";

/// Ends an attempt, so that no card can be charged by it. When it was charged meanwhile, that is written down; when it is being charged it
/// stays, and nothing else can be paid ([`NotPayable::UnderWay`]).
pub(super) async fn end(app: &App, gateway: &dyn Gateway, attempt: Attempt) -> Result<(), Error> {
    let Some(id) = &attempt.intent else {
        // What one could pay it with was never given out.
        return give_up(app, &attempt, NEVER_NAMED).await;
    };
    let name = (attempt.organisation, attempt.id);
    // The planted fault leaves the old attempt chargeable at Stripe, beside the new one.
    if cfg!(feature = "mutant-double-charge") {
        return give_up(app, &attempt, "mutant").await;
    }
    let intent = match gateway.cancel_intent(&attempt.account, id).await {
        Ok(intent) => intent,
        Err(failure) if is_gone(&failure) => return give_up(app, &attempt, ACCOUNT_GONE).await,
        // It cannot be ended because it is over, or because money moves.
        Err(Failure::Refused { .. }) => gateway.intent(&attempt.account, id).await?,
        Err(failure) => return Err(failure.into()),
    };
    let recorded = record(app, name, &intent, Because::Asked).await?;
    if recorded.live { Err(NotPayable::UnderWay.into()) } else { Ok(()) }
}

/// Whether Stripe knows nothing of it any more, so that it cannot be paid either.
pub(super) fn is_gone(failure: &Failure) -> bool {
    matches!(failure, Failure::NotFound) || failure.code() == Some(ACCOUNT_GONE)
}

/// An attempt that could not be made is over, unless another tab has succeeded: with the next there is a new key.
pub(super) async fn give_up_unnamed(app: &App, attempt: &Attempt, failure: &Failure) -> Result<(), Error> {
    // Stripe did not get round to it, or cannot be reached at all: the same question is asked again next time.
    let asks_again = matches!(failure, Failure::RateLimited | Failure::IdempotencyConflict(_));
    if attempt.intent.is_some() {
        return if is_gone(failure) { give_up(app, attempt, ACCOUNT_GONE).await } else { Ok(()) };
    }
    if asks_again { Ok(()) } else { give_up(app, attempt, failure.code().unwrap_or(NEVER_NAMED)).await }
}

/// Writes down that an attempt is over though Stripe does not say so, and that it is asked no more; only while it is as it was when that
/// was decided. What was paid stays paid.
pub(super) async fn give_up(app: &App, attempt: &Attempt, why: &str) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    store::invoices::lock(&mut writing.tx, attempt.organisation, attempt.invoice).await?;
    let found = store::payments::find(&mut writing.tx, attempt.organisation, attempt.id).await?;
    let is_same = |found: &Attempt| found.live == attempt.live && found.intent == attempt.intent;
    let Some(found) = found.filter(is_same) else { return Ok(()) };
    let after = if found.live { found.given_up(why) } else { found };
    let now = writing.now;
    store::payments::update(&mut writing.tx, &after, (now, None)).await?;
    app.commit(writing).await
}
