//! What clients sent and what could not be stored: kept beside, so that staff find it by the error's id and open it for them (P9).

use crate::app::tickets::Opening;
use crate::app::{App, Error, Writing};
use crate::domain::input::{Body, Key, Subject};
use crate::domain::people::{Caller, Scope};
use crate::id::{CustomerId, FailureId, FileId, MembershipId, secret};
use crate::store;
use crate::store::submissions::NewFailure;

/// Characters of an error's id: enough to be found in a log, short enough to be read out.
const ERROR_ID: usize = 10;

/// What was sent, to be opened.
#[derive(Debug)]
pub(super) struct Kept {
    /// Who sent it.
    pub(super) author: MembershipId,
    /// For which customer.
    pub(super) customer: CustomerId,
    /// What they sent.
    pub(super) opening: Opening,
}

/// Makes the id of an error.
pub fn error_id(app: &App) -> String {
    secret(&*app.chance).chars().take(ERROR_ID).collect()
}

/// Keeps what a client sent, as well as it can be done while something is broken, and returns the error's id that the client is to be
/// shown. The same submission tried again keeps the id that it had.
pub async fn keep(app: &App, caller: &Caller, opening: &Opening) -> String {
    let error_id = error_id(app);
    match try_to_keep(app, caller, opening, &error_id).await {
        Ok(kept) => kept.unwrap_or(error_id),
        Err(error) => {
            tracing::error!(error_id, %error, "a submission that failed could not be kept either");
            error_id
        }
    }
}

async fn try_to_keep(app: &App, caller: &Caller, opening: &Opening, error_id: &str) -> Result<Option<String>, Error> {
    let Scope::Customer(customer_id) = caller.scope() else { return Err(Error::NotLinked) };
    let mut writing = app.begin().await?;
    let attachments: Vec<String> = opening.attachments.iter().map(ToString::to_string).collect();
    let failure = NewFailure {
        id: FailureId::new(writing.now, &*writing.chance),
        membership_id: caller.membership_id,
        customer_id,
        error_id,
        subject: opening.subject.as_str(),
        body: opening.body.as_str(),
        send_key: opening.key.as_str(),
        attachments: &attachments.join(" "),
    };
    let kept = store::submissions::keep(&mut writing.tx, caller.organisation_id, &failure, writing.now).await?;
    app.commit(writing).await?;
    Ok(kept)
}

/// Forgets that a submission failed: it went through after all.
pub(super) async fn went_through(writing: &mut Writing, caller: &Caller, key: &Key) -> Result<(), Error> {
    let (organisation, membership) = (caller.organisation_id, caller.membership_id);
    Ok(store::submissions::went_through(&mut writing.tx, organisation, membership, key.as_str(), writing.now).await?)
}

/// Takes what was kept, within the write that opens it.
pub(super) async fn take(writing: &mut Writing, caller: &Caller, failure: FailureId) -> Result<Kept, Error> {
    let kept = store::submissions::take(&mut writing.tx, caller.organisation_id, failure, writing.now).await?;
    let kept = kept.ok_or(Error::NotFound)?;
    let files: Vec<FileId> = kept.attachments.split(' ').filter_map(|id| id.parse().ok()).collect();
    let (organisation, author) = (caller.organisation_id, kept.membership_id);
    let still_there = store::attachments::unsent(&mut writing.tx, organisation, author, &files).await?;
    let unreadable = |_| Error::Internal("a kept submission cannot be read".to_owned());
    let opening = Opening {
        subject: Subject::parse(&kept.subject).map_err(unreadable)?,
        body: Body::beside_files(&kept.body).map_err(unreadable)?,
        key: Key::parse(&kept.send_key).map_err(unreadable)?,
        attachments: still_there.iter().map(|file| file.id).collect(),
    };
    Ok(Kept { author: kept.membership_id, customer: kept.customer_id, opening })
}
