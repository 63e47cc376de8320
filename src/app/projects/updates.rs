//! Updates: what staff tell of a project, and whom a mail tells of it.

use crate::app::projects::milestones::changed;
use crate::app::projects::{Saved, locked, manager};
use crate::app::queue::{Work, enqueue};
use crate::app::{App, Error, Writing, attachments as files};
use crate::domain::attachment::Owner;
use crate::domain::audit::{Action, Deed};
use crate::domain::input::{Body, Key};
use crate::domain::meanwhile::merge;
use crate::domain::organisation::Organisation;
use crate::domain::people::{Caller, Notify, Role};
use crate::domain::project::{ProjectRow, Update};
use crate::id::{FileId, MembershipId, OrganisationId, ProjectId, UpdateId};
use crate::store;
use crate::store::people::Recipient;
use crate::store::project_updates::NewUpdate;

/// An update to be posted.
#[derive(Clone, Debug)]
pub struct News {
    /// What it says; beside files it may say nothing.
    pub body: Body,
    /// What the form calls this sending.
    pub key: Key,
    /// The files that go with it, which its author has uploaded, in their order.
    pub attachments: Vec<FileId>,
}

/// Posts an update. The same key with the same text and files answers with the one it posted.
pub async fn post(app: &App, caller: &Caller, project: ProjectId, news: &News) -> Result<UpdateId, Error> {
    let mut writing = app.begin().await?;
    let id = post_in(&mut writing, caller, project, news).await?;
    app.commit(writing).await?;
    Ok(id)
}

/// Posts an update within a larger write.
pub(crate) async fn post_in(
    writing: &mut Writing,
    caller: &Caller,
    project: ProjectId,
    News { body, key, attachments }: &News,
) -> Result<UpdateId, Error> {
    let organisation = manager(caller)?;
    let project = locked(writing, organisation, project).await?;
    let author = caller.membership_id;
    let stored = store::project_updates::by_key(&mut writing.tx, organisation, author, key.as_str()).await?;
    if let Some((of, id, said)) = stored {
        let files = files::of(&mut writing.tx, caller, Owner::Update(id)).await?;
        let same = of == project.row.id
            && said == body.as_str()
            && files.iter().map(|file| file.id).eq(attachments.iter().copied());
        return if same { Ok(id) } else { Err(Error::KeyInUse) };
    }
    project.edit()?;
    let id = UpdateId::new(writing.now, &*writing.chance);
    let new = NewUpdate { id, project: project.row.id, author, body: body.as_str(), key: key.as_str() };
    let now = writing.now;
    store::project_updates::insert(&mut writing.tx, organisation, &new, now).await.map_err(|error| {
        // Two projects at once under one key: the database is the last to refuse.
        if error.is_taken() { Error::KeyInUse } else { error.into() }
    })?;
    files::attach_in(writing, (organisation, author), Owner::Update(id), attachments).await?;
    // The text stays where it is read: on the project's page.
    let deed = Deed::of(Action::UpdatePosted, project.row.id, &project.row.name);
    changed(writing, caller, (organisation, &project), deed).await?;
    if !writing.muted {
        // A little later: what is mended or deleted at once is told as it is then, or not at all.
        let run_at = writing.now + writing.missed_after;
        for membership in store::project_updates::told(&mut writing.tx, organisation, project.row.id).await? {
            enqueue(writing, organisation, Work::TellUpdate { update: id, membership }, run_at).await?;
        }
    }
    Ok(id)
}

/// Changes what an update says; what stays as it was is no deed. What somebody else has written there since it was `seen` is not overwritten.
pub async fn edit(
    app: &App,
    caller: &Caller,
    project: ProjectId,
    id: UpdateId,
    (body, seen): (&Body, Option<&Body>),
) -> Result<Saved<Update>, Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let project = locked(&mut writing, organisation, project).await?;
    project.edit()?;
    let update = of(&mut writing, organisation, project.row.id, id).await?;
    let mut body = body.as_str();
    if seen.is_some_and(|seen| merge(&seen.as_str(), &&*update.body, &mut body)) {
        return Ok(Saved::Overtaken(Box::new(update)));
    }
    if update.body != body {
        let now = writing.now;
        store::project_updates::edit(&mut writing.tx, organisation, id, body, now).await?;
        let deed = Deed::of(Action::UpdateEdited, project.row.id, &project.row.name).field("body", &*update.body, body);
        changed(&mut writing, caller, (organisation, &project), deed).await?;
    }
    app.commit(writing).await?;
    Ok(Saved::Stored)
}

/// Deletes an update; the log keeps what it said.
pub async fn delete(app: &App, caller: &Caller, project: ProjectId, id: UpdateId) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let project = locked(&mut writing, organisation, project).await?;
    project.edit()?;
    let update = of(&mut writing, organisation, project.row.id, id).await?;
    files::forget_in(&mut writing, caller, Owner::Update(id)).await?;
    store::project_updates::delete(&mut writing.tx, organisation, id).await?;
    let deed = Deed::of(Action::UpdateDeleted, project.row.id, &project.row.name).field("body", &*update.body, "");
    changed(&mut writing, caller, (organisation, &project), deed).await?;
    app.commit(writing).await
}

async fn of(
    writing: &mut Writing,
    organisation: OrganisationId,
    project: ProjectId,
    id: UpdateId,
) -> Result<Update, Error> {
    let found = store::project_updates::find(&mut writing.tx, organisation, id).await?;
    found.filter(|(of, _)| *of == project).map(|(_, update)| update).ok_or(Error::NotFound)
}

/// An update that somebody is told of.
#[derive(Debug)]
pub struct ToTell {
    /// In whose name they are told.
    pub organisation: Organisation,
    /// Who is told.
    pub recipient: Recipient,
    /// Of which project.
    pub project: ProjectRow,
    /// What it says.
    pub update: Update,
}

/// What this person is to be told, or `None` when there is nothing to tell any more: it was deleted, the project was put away or is
/// another customer's now, or they want no mails.
pub async fn to_tell(
    app: &App,
    organisation: OrganisationId,
    update: UpdateId,
    membership: MembershipId,
) -> Result<Option<ToTell>, Error> {
    let mut tx = app.db.read().await?;
    let Some(recipient) = store::people::recipient(&mut tx, organisation, membership).await? else { return Ok(None) };
    let (Role::Client, Some(customer)) = (recipient.role, recipient.customer_id) else { return Ok(None) };
    if recipient.notify == Notify::None {
        return Ok(None);
    }
    let Some((project, update)) = store::project_updates::find(&mut tx, organisation, update).await? else {
        return Ok(None);
    };
    let Some(project) = store::projects::visible(&mut tx, organisation, customer, project).await? else {
        return Ok(None);
    };
    let Some(organisation) = store::organisations::find(&mut tx, organisation).await? else { return Ok(None) };
    Ok(Some(ToTell { organisation, recipient, project: project.row, update }))
}
