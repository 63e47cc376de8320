//! What staff write of a project.

use crate::clock::Timestamp;
use crate::domain::attachment::{Owner, OwnerKind};
use crate::domain::project::Update;
use crate::id::{MembershipId, OrganisationId, ProjectId, UpdateId};
use crate::store::db::{Arg, args};
use crate::store::{Error, Tx, attachments};

/// An update to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewUpdate<'a> {
    /// Its id.
    pub id: UpdateId,
    /// Of which project.
    pub project: ProjectId,
    /// Who wrote it.
    pub author: MembershipId,
    /// What it says: Markdown.
    pub body: &'a str,
    /// The key of the form that posted it.
    pub key: &'a str,
}

/// Adds an update. [`Error::is_taken`] when its author used the key before.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    new: &NewUpdate<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO project_updates (id, organisation_id, project_id, author_id, body, key, posted_at)
         SELECT $3, p.organisation_id, p.id, $4, $5, $6, $7 FROM projects p WHERE p.organisation_id = $1 AND p.id = $2",
        args![organisation, new.project, new.id, new.author, new.body, new.key, now],
    )
    .await?;
    Ok(())
}

/// Changes what an update says.
pub async fn edit(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: UpdateId,
    body: &str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE project_updates SET body = $3, edited_at = $4 WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, body, now],
    )
    .await?;
    Ok(())
}

/// Deletes an update.
pub async fn delete(tx: &mut Tx, organisation: OrganisationId, id: UpdateId) -> Result<(), Error> {
    tx.run("DELETE FROM project_updates WHERE organisation_id = $1 AND id = $2", args![organisation, id]).await?;
    Ok(())
}

/// What [`Update`] is read from.
const UPDATE: &str =
    "SELECT s.id, s.author_id, u.name AS author, s.body, s.posted_at, s.edited_at FROM project_updates s
    JOIN memberships m ON m.id = s.author_id JOIN users u ON u.id = m.user_id
    WHERE s.organisation_id = $1";

/// The update of this id, and the project that it is of.
pub async fn find(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: UpdateId,
) -> Result<Option<(ProjectId, Update)>, Error> {
    let found: Option<Update> = tx.optional(&format!("{UPDATE} AND s.id = $2"), args![organisation, id]).await?;
    let Some(mut update) = found else { return Ok(None) };
    update.attachments = attachments::of(tx, organisation, Owner::Update(id)).await?;
    let (project,) = tx
        .one::<(ProjectId,)>(
            "SELECT project_id FROM project_updates WHERE organisation_id = $1 AND id = $2",
            args![organisation, id],
        )
        .await?;
    Ok(Some((project, update)))
}

/// The update that its author posted under this key, and the project that it is of.
pub async fn by_key(
    tx: &mut Tx,
    organisation: OrganisationId,
    author: MembershipId,
    key: &str,
) -> Result<Option<(ProjectId, UpdateId, String)>, Error> {
    tx.optional(
        "SELECT project_id, id, body FROM project_updates WHERE organisation_id = $1 AND author_id = $2 AND key = $3",
        args![organisation, author, key],
    )
    .await
}

/// The updates of a project, newest first, from before this one on.
pub async fn of_project(
    tx: &mut Tx,
    organisation: OrganisationId,
    project: ProjectId,
    (before, limit): (Option<(Timestamp, UpdateId)>, i64),
) -> Result<Vec<Update>, Error> {
    let mut all: Vec<Arg> = Vec::from(args![organisation, project, limit]);
    let from = match before {
        Some((at, id)) => {
            all.extend_from_slice(args![at, id]);
            " AND (s.posted_at, s.id) < ($4, $5)"
        }
        None => "",
    };
    let sql = format!("{UPDATE} AND s.project_id = $2{from} ORDER BY s.posted_at DESC, s.id DESC LIMIT $3");
    let mut updates: Vec<Update> = tx.all(&sql, &all).await?;
    let ids: Vec<String> = updates.iter().map(|update| update.id.to_string()).collect();
    for (owner, file) in attachments::of_all(tx, organisation, OwnerKind::Update, &ids).await? {
        if let Some(update) = updates.iter_mut().find(|update| update.id.to_string() == owner) {
            update.attachments.push(file);
        }
    }
    Ok(updates)
}

/// The active clients of a project's customer who are told by mail.
pub async fn told(tx: &mut Tx, organisation: OrganisationId, project: ProjectId) -> Result<Vec<MembershipId>, Error> {
    let found: Vec<(MembershipId,)> = tx
        .all(
            "SELECT m.id FROM memberships m JOIN projects p ON p.organisation_id = m.organisation_id AND p.customer_id = m.customer_id
             WHERE m.organisation_id = $1 AND p.id = $2 AND m.status = 'active' AND m.role = 'client' AND m.notify <> 'none'
             ORDER BY m.id",
            args![organisation, project],
        )
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}
