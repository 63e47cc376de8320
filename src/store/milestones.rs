//! Milestones of projects.

use jiff::civil::Date;

use crate::clock::Timestamp;
use crate::domain::dashboard::LateMilestone;
use crate::domain::project::{Done, DraftMilestone, Milestone};
use crate::id::{MembershipId, MilestoneId, OrganisationId, ProjectId};
use crate::store::db::args;
use crate::store::invoices::day;
use crate::store::{Error, Tx};

/// Adds a milestone behind the others of its project.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    project: ProjectId,
    (id, draft): (MilestoneId, &DraftMilestone),
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO milestones (id, organisation_id, project_id, title, due_on, position, created_at)
         SELECT $3, p.organisation_id, p.id, $4, $5,
                (SELECT COALESCE(MAX(m.position), 0) + 1 FROM milestones m WHERE m.project_id = p.id), $6
         FROM projects p WHERE p.organisation_id = $1 AND p.id = $2",
        args![organisation, project, id, &draft.title, draft.due_on, now],
    )
    .await?;
    Ok(())
}

/// Changes what a milestone says.
pub async fn update(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: MilestoneId,
    draft: &DraftMilestone,
) -> Result<(), Error> {
    tx.run(
        "UPDATE milestones SET title = $3, due_on = $4 WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, &draft.title, draft.due_on],
    )
    .await?;
    Ok(())
}

/// Notes that a milestone is done, and by whom; with nothing, that it is not done again.
pub async fn set_done(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: MilestoneId,
    done: Option<(Timestamp, MembershipId)>,
) -> Result<(), Error> {
    let (at, by) = done.unzip();
    tx.run(
        "UPDATE milestones SET done_at = $3, done_by = $4 WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, at, by],
    )
    .await?;
    Ok(())
}

/// Puts the milestones of a project into this order.
pub async fn set_order(
    tx: &mut Tx,
    organisation: OrganisationId,
    project: ProjectId,
    order: &[MilestoneId],
) -> Result<(), Error> {
    for (position, id) in (1_i64..).zip(order) {
        tx.run(
            "UPDATE milestones SET position = $4 WHERE organisation_id = $1 AND project_id = $2 AND id = $3",
            args![organisation, project, *id, position],
        )
        .await?;
    }
    Ok(())
}

/// Deletes a milestone.
pub async fn delete(tx: &mut Tx, organisation: OrganisationId, id: MilestoneId) -> Result<(), Error> {
    tx.run("DELETE FROM milestones WHERE organisation_id = $1 AND id = $2", args![organisation, id]).await?;
    Ok(())
}

/// The milestones of a project, in order.
pub async fn of_project(
    tx: &mut Tx,
    organisation: OrganisationId,
    project: ProjectId,
) -> Result<Vec<Milestone>, Error> {
    let rows: Vec<Row> = tx
        .all(
            "SELECT s.id, s.title, s.due_on, s.done_at, u.name AS done_by FROM milestones s
             LEFT JOIN memberships m ON m.id = s.done_by LEFT JOIN users u ON u.id = m.user_id
             WHERE s.organisation_id = $1 AND s.project_id = $2 ORDER BY s.position, s.id",
            args![organisation, project],
        )
        .await?;
    rows.into_iter().map(Row::read).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: MilestoneId,
    title: String,
    due_on: Option<String>,
    done_at: Option<Timestamp>,
    done_by: Option<String>,
}

impl Row {
    fn read(self) -> Result<Milestone, Error> {
        let Self { id, title, due_on, done_at, done_by } = self;
        Ok(Milestone { id, title, due_on: day(due_on)?, done: done_at.map(|at| Done { at, by: done_by }) })
    }
}

/// Milestones of projects that are under way or to come which should be done by now, the longest overdue first.
pub async fn overdue(
    tx: &mut Tx,
    organisation: OrganisationId,
    today: Date,
    limit: i64,
) -> Result<Vec<LateMilestone>, Error> {
    let found: Vec<(ProjectId, String, String, String, String)> = tx
        .all(
            "SELECT p.id, p.name, c.name, m.title, m.due_on
             FROM milestones m JOIN projects p ON p.id = m.project_id JOIN customers c ON c.id = p.customer_id
             WHERE m.organisation_id = $1 AND m.done_at IS NULL AND m.due_on < $2
                   AND p.archived_at IS NULL AND p.status IN ('planned', 'active', 'on_hold')
             ORDER BY m.due_on, m.id LIMIT $3",
            args![organisation, today, limit],
        )
        .await?;
    let read = |(project, name, customer, title, due_on): (ProjectId, String, String, String, String)| {
        let due_on = day(Some(due_on))?.ok_or_else(|| Error::Unreadable("a milestone without a day".to_owned()))?;
        Ok(LateMilestone { project, name, customer, title, due_on })
    };
    found.into_iter().map(read).collect()
}
