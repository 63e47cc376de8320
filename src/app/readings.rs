//! Who has read which article: gathered in memory, and written together now and then, so that reading costs no write.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::app::{App, Error};
use crate::clock::Timestamp;
use crate::domain::people::{Caller, Side};
use crate::id::{ArticleId, MembershipId, OrganisationId};
use crate::store;
use crate::words::Zone;

/// Readings that wait at most; further ones until the next write are not counted.
const CAPACITY: usize = 10_000;

/// An article, who read it, and their day.
type Reading = (ArticleId, MembershipId, String);

/// Readings that wait to be written, on this node. What waits is lost when the process is killed: a view, never more.
#[derive(Debug, Default)]
pub struct Readings(Mutex<HashMap<Reading, (OrganisationId, Timestamp)>>);

impl Readings {
    /// Notes that a client has read an article; staff, and those who look on as a client, do not count.
    pub fn note(&self, caller: &Caller, article: ArticleId, now: Timestamp) {
        if caller.side() != Side::Client || caller.viewed_by.is_some() {
            return;
        }
        let day = Zone::named(&caller.time_zone).day(now);
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() < CAPACITY {
            waiting.entry((article, caller.membership_id, day)).or_insert((caller.organisation_id, now));
        }
    }

    /// Writes what waits, in one transaction. What could not be written goes on waiting.
    pub async fn write(&self, app: &App) -> Result<(), Error> {
        let waiting = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if waiting.is_empty() {
            return Ok(());
        }
        let written = write(app, &waiting).await;
        if written.is_err() {
            let mut since = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            for (reading, at) in waiting {
                if since.len() < CAPACITY {
                    since.entry(reading).or_insert(at);
                }
            }
        }
        written
    }
}

async fn write(app: &App, readings: &HashMap<Reading, (OrganisationId, Timestamp)>) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    for ((article, membership, day), (organisation, at)) in readings {
        let whose = (*membership, day.as_str());
        store::article_views::insert(&mut writing.tx, *organisation, *article, whose, *at).await?;
    }
    app.commit(writing).await
}
