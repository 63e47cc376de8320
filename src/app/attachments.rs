//! Files that people send along with what they write: uploaded first, then sent with a message or an update in its transaction.
//!
//! As with all files, bytes are written before the row that makes them known. Until it is sent a file is its uploader's alone; who sees it
//! afterwards is who sees what it hangs on.

use std::ops::Range;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};

use crate::app::{App, Error, Writing, audit};
use crate::domain::attachment::{
    Attachment, BadAttachment, Checked, Inspection, MAX_BYTES, MAX_FILES, MAX_UNSENT, Owner,
};
use crate::domain::audit::{Action, Deed};
use crate::domain::input::Key;
use crate::domain::people::{Caller, Denied, Scope, Side};
use crate::domain::rights::Right;
use crate::domain::thread::MessageKind;
use crate::id::{FileId, MembershipId, MessageId, OrganisationId, UpdateId};
use crate::ports::files::Reading;
use crate::store::{self, Tx};

/// Bytes of an upload that are read when it is not taken, so that whoever sends it hears why.
const READ_TO_NO_USE: u64 = 2 * MAX_BYTES;

/// What an upload is called by whoever sends it.
#[derive(Clone, Copy, Debug)]
pub enum UploadKey<'a> {
    /// By this key.
    Own(&'a Key),
    /// By the key of the form it is part of: the same file twice in one form is one file.
    OfForm(&'a Key),
}

/// The line was cut before the upload's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the upload was cut off")]
pub struct Cut;

/// Why an upload is not kept.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// It is nothing that is taken.
    #[error(transparent)]
    Bad(#[from] BadAttachment),
    /// Its end did not come.
    #[error(transparent)]
    Cut(#[from] Cut),
    /// The caller may not, or something is broken.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<crate::ports::files::Error> for NotKept {
    fn from(error: crate::ports::files::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Takes a file in, piece by piece. The same key with the same bytes answers with the file that is there; what is not whole, not taken or
/// not stored leaves nothing behind.
pub async fn receive(
    app: &App,
    caller: &Caller,
    (name, key): (&str, UploadKey<'_>),
    pieces: impl Stream<Item = Result<Bytes, Cut>>,
) -> Result<Attachment, NotKept> {
    let mut pieces = std::pin::pin!(pieces);
    let room = {
        may_attach(caller)?;
        let mut tx = app.db.read().await.map_err(Error::from)?;
        let unsent = store::attachments::count_unsent(&mut tx, caller.organisation_id, caller.membership_id).await;
        unsent.map_err(Error::from)? < MAX_UNSENT
    };
    if !room {
        drain(&mut pieces).await?;
        return Err(BadAttachment::TooManyUnsent.into());
    }
    let id = FileId::new(app.clock.now(), &*app.chance);
    let mut receiving = app.files.receive(caller.organisation_id, id).await?;
    let mut inspection = Inspection::default();
    while let Some(piece) = pieces.next().await {
        let piece = match piece {
            Ok(piece) => piece,
            Err(cut) => {
                receiving.abort().await?;
                return Err(cut.into());
            }
        };
        if let Err(bad) = inspection.take(&piece) {
            receiving.abort().await?;
            drain(&mut pieces).await?;
            return Err(bad.into());
        }
        receiving.write(piece).await?;
    }
    let name = name.to_owned();
    // Hundreds of kilobytes are searched: not on this thread.
    let checked = tokio::task::spawn_blocking(move || inspection.finish(&name)).await;
    let mut checked = match checked.map_err(|error| Error::Internal(error.to_string()))? {
        Ok(checked) => checked,
        Err(bad) => {
            receiving.abort().await?;
            return Err(bad.into());
        }
    };
    if let Some(cleaned) = checked.cleaned.take() {
        receiving.abort().await?;
        app.files.put(caller.organisation_id, id, Bytes::from(cleaned)).await?;
    } else {
        receiving.finish().await?;
    }
    let key = match key {
        UploadKey::Own(key) => key.as_str().to_owned(),
        UploadKey::OfForm(key) => format!("{}.{}", key.as_str(), checked.digest),
    };
    let kept = keep(app, caller, id, &checked, &key).await;
    let is_of_no_use = match &kept {
        Ok(attachment) => attachment.id != id,
        Err(NotKept::Bad(_)) => true,
        // Whether it was committed is not known: the sweep will know.
        Err(NotKept::Cut(_) | NotKept::Failed(_)) => false,
    };
    if is_of_no_use {
        app.files.delete(caller.organisation_id, id).await?;
    }
    kept
}

/// Whether the caller writes anything that a file could be sent with.
fn may_attach(caller: &Caller) -> Result<(), Error> {
    if caller.scope() == Scope::Nothing {
        return Err(Error::NotLinked);
    }
    let may = caller.viewed_by.is_none() && (caller.may(Right::AskForSupport) || caller.may(Right::WorkOnTickets));
    if may { Ok(()) } else { Err(Denied::NotAllowed.into()) }
}

/// Reads on to the end, or to where nobody can expect an answer any more.
async fn drain(pieces: &mut (impl Stream<Item = Result<Bytes, Cut>> + Unpin)) -> Result<(), Cut> {
    let mut read = 0;
    while let Some(piece) = pieces.next().await {
        read += piece?.len() as u64;
        if read > READ_TO_NO_USE {
            return Err(Cut);
        }
    }
    Ok(())
}

/// Makes a file known whose bytes are written; or finds that it is known under its key.
async fn keep(app: &App, caller: &Caller, id: FileId, checked: &Checked, key: &str) -> Result<Attachment, NotKept> {
    let (organisation, uploader) = (caller.organisation_id, caller.membership_id);
    let mut writing = app.begin().await?;
    let found = store::attachments::find_by_key(&mut writing.tx, organisation, uploader, key).await;
    if let Some((there, digest)) = found.map_err(Error::from)? {
        if digest != checked.digest {
            return Err(BadAttachment::KeyInUse.into());
        }
        let found = store::attachments::find(&mut writing.tx, organisation, there).await.map_err(Error::from)?;
        let (attachment, _) = found.ok_or(Error::NotFound)?;
        return Ok(attachment);
    }
    let (width, height) = checked.pixels.map(|(width, height)| (i64::from(width), i64::from(height))).unzip();
    let attachment = Attachment {
        id,
        uploader_id: uploader,
        name: checked.name.as_str().to_owned(),
        media_type: checked.file_type,
        size: i64::try_from(checked.size).unwrap_or(i64::MAX),
        width,
        height,
        created_at: writing.now,
    };
    let inserted = store::attachments::insert(&mut writing.tx, organisation, &attachment, (key, &checked.digest)).await;
    inserted.map_err(|error| {
        // Twice at once under one key: the database is the last to refuse, and the next try finds it.
        if error.is_taken() { Error::KeyInUse } else { error.into() }
    })?;
    audit::record(&mut writing, caller, Deed::of(Action::AttachmentAdded, id, &*attachment.name)).await?;
    app.commit(writing).await?;
    Ok(attachment)
}

/// Those of these files that the caller uploaded and has not sent, for a form that is shown again.
pub async fn unsent(app: &App, caller: &Caller, ids: &[FileId]) -> Result<Vec<Attachment>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = &ids[..ids.len().min(MAX_FILES)];
    let mut tx = app.db.read().await?;
    Ok(store::attachments::unsent(&mut tx, caller.organisation_id, caller.membership_id, ids).await?)
}

/// Takes back a file that was not sent.
pub async fn remove(app: &App, caller: &Caller, id: FileId) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    let (organisation, uploader) = (caller.organisation_id, caller.membership_id);
    if !store::attachments::forget(&mut writing.tx, organisation, uploader, id).await? {
        return Err(Error::NotFound);
    }
    app.commit(writing).await?;
    Ok(app.files.delete(organisation, id).await?)
}

/// Hangs files that somebody uploaded on a record, in the transaction that makes it.
pub async fn attach_in(
    writing: &mut Writing,
    (organisation, uploader): (OrganisationId, MembershipId),
    owner: Owner,
    ids: &[FileId],
) -> Result<(), Error> {
    if ids.len() > MAX_FILES {
        return Err(Error::AttachmentGone);
    }
    for (place, &id) in (0..).zip(ids) {
        let file = (uploader, id);
        let attached = store::attachments::attach(&mut writing.tx, organisation, file, (owner, place)).await?;
        if !attached {
            return Err(Error::AttachmentGone);
        }
    }
    Ok(())
}

/// The files of a record, for whoever may see it.
pub async fn of(tx: &mut Tx, caller: &Caller, owner: Owner) -> Result<Vec<Attachment>, Error> {
    Ok(store::attachments::of(tx, caller.organisation_id, owner).await?)
}

/// Forgets the files of a record that is deleted, in the same transaction. Their bytes are swept later.
pub async fn forget_in(writing: &mut Writing, caller: &Caller, owner: Owner) -> Result<(), Error> {
    Ok(store::attachments::forget_of(&mut writing.tx, caller.organisation_id, owner).await?)
}

/// A file that the caller may see: their own before it is sent, afterwards that of a record that they see.
pub async fn find(app: &App, caller: &Caller, id: FileId) -> Result<Attachment, Error> {
    let mut tx = app.db.read().await?;
    let found = store::attachments::find(&mut tx, caller.organisation_id, id).await?;
    let (attachment, owner) = found.ok_or(Error::NotFound)?;
    let visible = match owner {
        None => attachment.uploader_id == caller.membership_id,
        Some(Owner::Message(message)) => sees_message(&mut tx, caller, message).await?,
        Some(Owner::Update(update)) => sees_update(&mut tx, caller, update).await?,
    };
    if visible { Ok(attachment) } else { Err(Error::NotFound) }
}

async fn sees_message(tx: &mut Tx, caller: &Caller, message: MessageId) -> Result<bool, Error> {
    let organisation = caller.organisation_id;
    let Some((ticket, kind)) = store::messages::place_of(tx, organisation, message).await? else { return Ok(false) };
    if kind == MessageKind::Note && caller.side() == Side::Client {
        return Ok(false);
    }
    Ok(match caller.scope() {
        Scope::Organisation => caller.may(Right::ReadTickets),
        Scope::Customer(customer) => {
            store::tickets::find(tx, organisation, ticket).await?.is_some_and(|ticket| ticket.customer_id == customer)
        }
        Scope::Nothing => false,
    })
}

async fn sees_update(tx: &mut Tx, caller: &Caller, update: UpdateId) -> Result<bool, Error> {
    let organisation = caller.organisation_id;
    let Some((project, _)) = store::project_updates::find(tx, organisation, update).await? else { return Ok(false) };
    Ok(match caller.scope() {
        Scope::Organisation => caller.may(Right::ReadProjects),
        Scope::Customer(customer) => store::projects::visible(tx, organisation, customer, project).await?.is_some(),
        Scope::Nothing => false,
    })
}

/// The bytes of a file that the caller was found to see.
pub async fn read(app: &App, caller: &Caller, id: FileId, bytes: Range<u64>) -> Result<Reading, Error> {
    app.files.read(caller.organisation_id, id, bytes).await?.ok_or(Error::NotFound)
}
