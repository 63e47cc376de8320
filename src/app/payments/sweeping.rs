//! The worker asks after whatever may have changed without anybody telling.

use std::time::Duration;

use crate::app::payments::recording::Because;
use crate::app::payments::{accounts, settling};
use crate::app::{App, Error};
use crate::ports::payments as port;
use crate::store;

/// Attempts that are asked about in one go.
const BATCH: i64 = 20;
/// How long a worker that asks keeps others from asking the same; longer than Stripe may take.
const CLAIM: Duration = Duration::from_secs(60);
/// How often an account's standing is asked for, in case an event was lost.
const ACCOUNTS: Duration = Duration::from_secs(60 * 60);
/// How long events are remembered: Stripe sends none again after three days.
const REMEMBERED: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Asks Stripe about whatever is due, and tells how much that was. What cannot be asked about is due again a minute later.
pub async fn sweep(app: &App) -> Result<usize, Error> {
    if app.payments.is_none() {
        return Ok(0);
    }
    let mut asked = 0;
    let due = {
        let mut tx = app.db.read().await?;
        store::payments::due(&mut tx, app.clock.now(), BATCH).await?
    };
    for (organisation, payment) in due {
        let mut writing = app.begin().await?;
        let now = writing.now;
        let ours = store::payments::claim(&mut writing.tx, organisation, payment, (now, now + CLAIM)).await?;
        app.commit(writing).await?;
        if !ours {
            continue;
        }
        asked += 1;
        match settling::settle(app, (organisation, payment), Because::Asked).await {
            Ok(_) => {}
            Err(error @ Error::Stripe(port::Error::Unreachable(_) | port::Error::RateLimited)) => {
                tracing::warn!(%payment, %error, "Stripe does not answer");
                return Ok(asked);
            }
            Err(error) => tracing::warn!(%payment, %error, "Stripe could not be asked about a payment"),
        }
    }
    accounts::refresh_unchecked(app, ACCOUNTS).await?;
    Ok(asked)
}

/// Forgets events that Stripe does not send again.
pub async fn forget_old_events(app: &App) -> Result<u64, Error> {
    let mut writing = app.begin().await?;
    let before = writing.now - REMEMBERED;
    let forgotten = store::stripe_events::delete_older(&mut writing.tx, before).await?;
    app.commit(writing).await?;
    Ok(forgotten)
}
