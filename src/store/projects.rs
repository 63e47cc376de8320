//! Projects and who works on them. What is on one is in [`milestones`](super::milestones) and [`project_updates`](super::project_updates).

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::clock::Timestamp;
use crate::domain::people::Person;
use crate::domain::project::{
    DraftProject, Next, Percent, Progress, Project, ProjectCounts, ProjectPlace, ProjectQuery, ProjectRow,
    ProjectShelf, Status, rank,
};
use crate::domain::sought::{sought, words};
use crate::id::{CustomerId, MembershipId, OrganisationId, ProjectId};
use crate::store::db::{Arg, IntoArg, args, holding, literal, placeholders};
use crate::store::invoices::day;
use crate::store::{Error, Tx, milestones};

/// What a project says.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// Whose it is.
    pub customer: CustomerId,
    /// What was typed.
    pub draft: &'a DraftProject,
    /// What a search compares, without case and accents.
    pub sought: &'a str,
}

/// A project to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewProject<'a> {
    /// Its id.
    pub id: ProjectId,
    /// The key of the form that began it.
    pub key: Option<&'a str>,
    /// Who began it.
    pub by: Option<MembershipId>,
    /// What it says.
    pub written: Written<'a>,
}

/// Adds a project. [`Error::is_taken`] when its key was used.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    new: &NewProject<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    let Written { customer, draft, sought } = new.written;
    tx.run(
        "INSERT INTO projects (id, organisation_id, customer_id, name, description, status, starts_on, due_on, percent, sought, key,
                               created_by, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)",
        args![
            new.id,
            organisation,
            customer,
            &draft.name,
            &draft.description,
            draft.status,
            draft.starts_on,
            draft.due_on,
            draft.percent,
            sought,
            new.key,
            new.by,
            now,
        ],
    )
    .await?;
    set_members(tx, organisation, new.id, &draft.members).await
}

/// Changes what a project says.
pub async fn update(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: ProjectId,
    written: Written<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    let Written { customer, draft, sought } = written;
    tx.run(
        "UPDATE projects SET customer_id = $3, name = $4, description = $5, status = $6, starts_on = $7, due_on = $8, percent = $9,
                sought = $10, updated_at = $11, version = version + 1, moves = moves + 1
         WHERE organisation_id = $1 AND id = $2",
        args![
            organisation,
            id,
            customer,
            &draft.name,
            &draft.description,
            draft.status,
            draft.starts_on,
            draft.due_on,
            draft.percent,
            sought,
            now,
        ],
    )
    .await?;
    set_members(tx, organisation, id, &draft.members).await
}

async fn set_members(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: ProjectId,
    members: &[MembershipId],
) -> Result<(), Error> {
    tx.run("DELETE FROM project_members WHERE organisation_id = $1 AND project_id = $2", args![organisation, id])
        .await?;
    if members.is_empty() {
        return Ok(());
    }
    let mut all = Vec::from(args![organisation, id]);
    all.extend(members.iter().map(|member| member.into_arg()));
    let sql = format!(
        "INSERT INTO project_members (project_id, membership_id, organisation_id)
         SELECT p.id, m.id, p.organisation_id FROM projects p JOIN memberships m ON m.organisation_id = p.organisation_id
         WHERE p.organisation_id = $1 AND p.id = $2 AND m.id IN ({})",
        placeholders(3, members.len())
    );
    tx.run(&sql, &all).await?;
    Ok(())
}

/// Sets where a project is.
pub async fn set_status(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: ProjectId,
    to: Status,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE projects SET status = $3, updated_at = $4, version = version + 1, moves = moves + 1 WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, to, now],
    )
    .await?;
    Ok(())
}

/// Puts a project away, or brings it back.
pub async fn set_archived(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: ProjectId,
    at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE projects SET archived_at = $3, updated_at = $4, version = version + 1, moves = moves + 1 WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, at, now],
    )
    .await?;
    Ok(())
}

/// Notes that something on a project changed: a milestone, an update.
pub async fn touch(tx: &mut Tx, organisation: OrganisationId, id: ProjectId, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "UPDATE projects SET updated_at = $3, moves = moves + 1 WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, now],
    )
    .await?;
    Ok(())
}

/// Deletes a project on which nothing hangs, see [`is_needed`].
pub async fn delete(tx: &mut Tx, organisation: OrganisationId, id: ProjectId) -> Result<(), Error> {
    for sql in [
        "DELETE FROM project_members WHERE organisation_id = $1 AND project_id = $2",
        "DELETE FROM projects WHERE organisation_id = $1 AND id = $2",
    ] {
        tx.run(sql, args![organisation, id]).await?;
    }
    Ok(())
}

/// Whether a milestone, an update or a ticket hangs on a project: then it is never destroyed.
pub async fn is_needed(tx: &mut Tx, organisation: OrganisationId, id: ProjectId) -> Result<bool, Error> {
    let (needed,) = tx
        .one::<(i64,)>(
            "SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM milestones WHERE organisation_id = $1 AND project_id = $2)
                           OR EXISTS (SELECT 1 FROM project_updates WHERE organisation_id = $1 AND project_id = $2)
                           OR EXISTS (SELECT 1 FROM tickets WHERE organisation_id = $1 AND project_id = $2)
                      THEN 1 ELSE 0 END AS BIGINT)",
            args![organisation, id],
        )
        .await?;
    Ok(needed > 0)
}

/// Holds the project until the commit, so that what is decided from it stays true.
pub async fn lock(tx: &mut Tx, organisation: OrganisationId, id: ProjectId) -> Result<(), Error> {
    tx.hold("UPDATE projects SET version = version WHERE organisation_id = $1 AND id = $2", args![organisation, id])
        .await
}

/// What [`Row`] is read from.
const ROW: &str = "p.id, p.customer_id, c.name AS customer, p.name, p.status, p.starts_on, p.due_on, p.percent,
       (SELECT COUNT(*) FROM milestones m WHERE m.project_id = p.id) AS milestones,
       (SELECT COUNT(m.done_at) FROM milestones m WHERE m.project_id = p.id) AS milestones_done,
       n.title AS next_title, n.due_on AS next_due_on, p.archived_at, p.updated_at";

/// Where it is read: a project, its customer, and the first of its milestones that is not done.
const FROM: &str = "FROM projects p
    JOIN customers c ON c.id = p.customer_id
    LEFT JOIN milestones n ON n.id = (SELECT m.id FROM milestones m WHERE m.project_id = p.id AND m.done_at IS NULL
                                      ORDER BY m.position, m.id LIMIT 1)
    WHERE p.organisation_id = $1";

/// What [`Whole`] is read from.
const WHOLE: &str = "p.description, p.version, p.created_by, p.created_at";

/// The project of this id.
pub async fn find(tx: &mut Tx, organisation: OrganisationId, id: ProjectId) -> Result<Option<Project>, Error> {
    let sql = format!("SELECT {ROW}, {WHOLE} {FROM} AND p.id = $2");
    let found: Option<Whole> = tx.optional(&sql, args![organisation, id]).await?;
    with_parts(tx, organisation, found).await
}

/// The project of this id as its customer sees it: not another's, and none that was put away.
pub async fn visible(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    id: ProjectId,
) -> Result<Option<Project>, Error> {
    let sql = format!("SELECT {ROW}, {WHOLE} {FROM} AND p.customer_id = $2 AND p.id = $3 AND p.archived_at IS NULL");
    let found: Option<Whole> = tx.optional(&sql, args![organisation, customer, id]).await?;
    with_parts(tx, organisation, found).await
}

/// The project that the form with this key began.
pub async fn by_key(tx: &mut Tx, organisation: OrganisationId, key: &str) -> Result<Option<ProjectId>, Error> {
    let found: Option<(ProjectId,)> = tx
        .optional("SELECT id FROM projects WHERE organisation_id = $1 AND key = $2", args![organisation, key])
        .await?;
    Ok(found.map(|(id,)| id))
}

/// Projects whose name or description holds every one of these folded words, those of this customer before the others, those that were put
/// away too; none without words.
pub async fn named(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    words: &[&str],
    limit: i64,
) -> Result<Vec<ProjectRow>, Error> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = Vec::from(args![organisation, customer, limit]);
    let holds = holding(&mut all, "p.sought", words);
    let sql = format!(
        "SELECT {ROW} {FROM} {holds}
         ORDER BY CASE WHEN p.customer_id = $2 THEN 0 ELSE 1 END, p.updated_at DESC, p.id DESC LIMIT $3"
    );
    let rows: Vec<Row> = tx.all(&sql, &all).await?;
    rows.into_iter().map(Row::read).collect()
}

/// A page of a list, from after this place on: active ones first, what moved last before what rests.
pub async fn list(
    tx: &mut Tx,
    organisation: OrganisationId,
    query: &ProjectQuery,
    (after, limit): (Option<ProjectPlace>, i64),
) -> Result<Vec<ProjectRow>, Error> {
    let mut all = Vec::from(args![organisation, limit]);
    let mut conditions = narrowed(&mut all, query);
    let _ = write!(conditions, " AND {}", on_shelf(query.shelf));
    let ranks: Vec<String> =
        Status::ALL.iter().map(|status| format!("WHEN '{status}' THEN {}", rank(*status))).collect();
    let by = format!("CASE p.status {} ELSE 9 END", ranks.join(" "));
    if let Some(ProjectPlace { rank, updated_at, id }) = after {
        all.extend_from_slice(args![rank, updated_at, id]);
        let [rank, at, id] = [all.len() - 2, all.len() - 1, all.len()];
        let _ =
            write!(conditions, " AND ({by} > ${rank} OR ({by} = ${rank} AND (p.updated_at, p.id) < (${at}, ${id})))");
    }
    let sql = format!("SELECT {ROW} {FROM}{conditions} ORDER BY {by}, p.updated_at DESC, p.id DESC LIMIT $2");
    let rows: Vec<Row> = tx.all(&sql, &all).await?;
    rows.into_iter().map(Row::read).collect()
}

/// How many of them each list holds, whatever list is asked for.
pub async fn counts(tx: &mut Tx, organisation: OrganisationId, query: &ProjectQuery) -> Result<ProjectCounts, Error> {
    let mut all = Vec::from(args![organisation]);
    let conditions = narrowed(&mut all, query);
    let columns: Vec<String> = Status::ALL
        .iter()
        .map(|status| {
            format!(
                "CAST(COUNT(CASE WHEN p.archived_at IS NULL AND p.status = '{status}' THEN 1 END) AS BIGINT) AS {status}"
            )
        })
        .collect();
    let sql = format!(
        "SELECT {}, CAST(COUNT(p.archived_at) AS BIGINT) AS archived
         FROM projects p JOIN customers c ON c.id = p.customer_id WHERE p.organisation_id = $1{conditions}",
        columns.join(", ")
    );
    tx.one(&sql, &all).await
}

/// The conditions of customer and text, whose arguments are added.
fn narrowed(all: &mut Vec<Arg>, query: &ProjectQuery) -> String {
    let mut conditions = String::new();
    if let Some(customer) = query.customer {
        all.push(customer.into_arg());
        let _ = write!(conditions, " AND p.customer_id = ${}", all.len());
    }
    for word in words(&sought(&query.text)) {
        all.push(format!("%{}%", literal(word)).into_arg());
        let held = all.len();
        let _ = write!(conditions, r" AND (p.sought LIKE ${held} ESCAPE '\' OR c.name_folded LIKE ${held} ESCAPE '\')");
    }
    conditions
}

/// The condition of a list.
const fn on_shelf(shelf: ProjectShelf) -> &'static str {
    match shelf {
        ProjectShelf::Current => "p.archived_at IS NULL AND p.status IN ('planned', 'active', 'on_hold')",
        ProjectShelf::Planned => "p.archived_at IS NULL AND p.status = 'planned'",
        ProjectShelf::Active => "p.archived_at IS NULL AND p.status = 'active'",
        ProjectShelf::OnHold => "p.archived_at IS NULL AND p.status = 'on_hold'",
        ProjectShelf::Completed => "p.archived_at IS NULL AND p.status = 'completed'",
        ProjectShelf::Cancelled => "p.archived_at IS NULL AND p.status = 'cancelled'",
        ProjectShelf::Over => "p.archived_at IS NULL AND p.status IN ('completed', 'cancelled')",
        ProjectShelf::Archived => "p.archived_at IS NOT NULL",
    }
}

async fn with_parts(tx: &mut Tx, organisation: OrganisationId, found: Option<Whole>) -> Result<Option<Project>, Error> {
    let Some(Whole { row, description, version, created_by, created_at }) = found else { return Ok(None) };
    let milestones = milestones::of_project(tx, organisation, row.id).await?;
    let members: Vec<Person> = tx
        .all(
            "SELECT m.id AS membership_id, u.name FROM project_members pm
             JOIN memberships m ON m.id = pm.membership_id JOIN users u ON u.id = m.user_id
             WHERE pm.organisation_id = $1 AND pm.project_id = $2 ORDER BY u.name, m.id",
            args![organisation, row.id],
        )
        .await?;
    Ok(Some(Project { row: row.read()?, description, milestones, members, version, created_by, created_at }))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: ProjectId,
    customer_id: CustomerId,
    customer: String,
    name: String,
    status: Status,
    starts_on: Option<String>,
    due_on: Option<String>,
    percent: Option<i64>,
    milestones: i64,
    milestones_done: i64,
    next_title: Option<String>,
    next_due_on: Option<String>,
    archived_at: Option<Timestamp>,
    updated_at: Timestamp,
}

impl Row {
    fn read(self) -> Result<ProjectRow, Error> {
        let next_due_on: Option<Date> = day(self.next_due_on)?;
        let progress = match self.percent {
            Some(percent) => Progress::ByHand(
                Percent::new(percent).ok_or_else(|| Error::Unreadable(format!("{percent} as a percentage")))?,
            ),
            None => Progress::FromMilestones { done: self.milestones_done, total: self.milestones },
        };
        Ok(ProjectRow {
            id: self.id,
            customer_id: self.customer_id,
            customer: self.customer,
            name: self.name,
            status: self.status,
            starts_on: day(self.starts_on)?,
            due_on: day(self.due_on)?,
            progress,
            next: self.next_title.map(|title| Next { title, due_on: next_due_on }),
            archived_at: self.archived_at,
            updated_at: self.updated_at,
        })
    }
}

#[derive(sqlx::FromRow)]
struct Whole {
    #[sqlx(flatten)]
    row: Row,
    description: String,
    version: i64,
    created_by: Option<MembershipId>,
    created_at: Timestamp,
}
