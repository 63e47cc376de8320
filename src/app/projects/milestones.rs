//! Milestones: adding, changing, ticking, ordering and removing them.

use crate::app::projects::{Saved, announce, locked, manager};
use crate::app::{App, Error, Writing, audit};
use crate::domain::audit::{Action, Deed};
use crate::domain::people::Caller;
use crate::domain::project::{Direction, DraftMilestone, Milestone, Project, moved};
use crate::id::{MilestoneId, OrganisationId, ProjectId};
use crate::store;

/// Adds a milestone behind the others.
pub async fn add(app: &App, caller: &Caller, project: ProjectId, draft: &DraftMilestone) -> Result<MilestoneId, Error> {
    let mut writing = app.begin().await?;
    let id = add_in(&mut writing, caller, project, draft).await?;
    app.commit(writing).await?;
    Ok(id)
}

/// The same within a larger write.
pub(crate) async fn add_in(
    writing: &mut Writing,
    caller: &Caller,
    project: ProjectId,
    draft: &DraftMilestone,
) -> Result<MilestoneId, Error> {
    let organisation = manager(caller)?;
    let project = locked(writing, organisation, project).await?;
    project.add_milestone()?;
    let id = MilestoneId::new(writing.now, &*writing.chance);
    let now = writing.now;
    store::milestones::insert(&mut writing.tx, organisation, project.row.id, (id, draft), now).await?;
    let deed = about(Action::MilestoneAdded, &project).field("milestone", "", &*draft.title).field(
        "due_on",
        "",
        draft.due_on.map(|day| day.to_string()).unwrap_or_default(),
    );
    changed(writing, caller, (organisation, &project), deed).await?;
    Ok(id)
}

/// Changes what a milestone says; what stays as it was is no deed. What its writer has not changed of what they saw stays as somebody else
/// may have made it since; so it does in what is wanted when that comes back, overtaken.
pub async fn change(
    app: &App,
    caller: &Caller,
    project: ProjectId,
    id: MilestoneId,
    (mut draft, seen): (DraftMilestone, Option<DraftMilestone>),
) -> Result<Saved<(Milestone, DraftMilestone)>, Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let project = locked(&mut writing, organisation, project).await?;
    project.edit()?;
    let before = of(&project, id)?;
    if seen.is_some_and(|seen| draft.merge(&seen, &before)) {
        return Ok(Saved::Overtaken(Box::new((before, draft))));
    }
    if (&before.title, before.due_on) != (&draft.title, draft.due_on) {
        store::milestones::update(&mut writing.tx, organisation, id, &draft).await?;
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let deed = about(Action::MilestoneChanged, &project).field("milestone", &*before.title, &*draft.title).field(
            "due_on",
            day(before.due_on),
            day(draft.due_on),
        );
        changed(&mut writing, caller, (organisation, &project), deed).await?;
    }
    app.commit(writing).await?;
    Ok(Saved::Stored)
}

/// Says that a milestone is done, or that it is not done again; said twice it is once.
pub async fn set_done(
    app: &App,
    caller: &Caller,
    project: ProjectId,
    id: MilestoneId,
    is_done: bool,
) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    set_done_in(&mut writing, caller, project, id, is_done).await?;
    app.commit(writing).await
}

/// The same within a larger write.
pub(crate) async fn set_done_in(
    writing: &mut Writing,
    caller: &Caller,
    project: ProjectId,
    id: MilestoneId,
    is_done: bool,
) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let project = locked(writing, organisation, project).await?;
    project.edit()?;
    let milestone = of(&project, id)?;
    if milestone.done.is_some() == is_done {
        return Ok(());
    }
    let done = is_done.then_some((writing.now, caller.membership_id));
    store::milestones::set_done(&mut writing.tx, organisation, id, done).await?;
    let action = if is_done { Action::MilestoneDone } else { Action::MilestoneReopened };
    // The name of what was ticked stands on both sides: it did not change, and the line says of which one it is.
    let mut deed = about(action, &project);
    deed.after.insert("milestone".to_owned(), milestone.title.clone().into());
    changed(writing, caller, (organisation, &project), deed).await
}

/// Moves a milestone one place up or down; at the end of the list it stays.
pub async fn step(
    app: &App,
    caller: &Caller,
    project: ProjectId,
    id: MilestoneId,
    direction: Direction,
) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let project = locked(&mut writing, organisation, project).await?;
    project.edit()?;
    of(&project, id)?;
    let order: Vec<MilestoneId> = project.milestones.iter().map(|milestone| milestone.id).collect();
    if let Some(after) = moved(&order, id, direction) {
        store::milestones::set_order(&mut writing.tx, organisation, project.row.id, &after).await?;
        let deed = about(Action::MilestonesOrdered, &project).field(
            "milestones",
            titles(&project, &order),
            titles(&project, &after),
        );
        changed(&mut writing, caller, (organisation, &project), deed).await?;
    }
    app.commit(writing).await
}

/// Removes a milestone.
pub async fn remove(app: &App, caller: &Caller, project: ProjectId, id: MilestoneId) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let project = locked(&mut writing, organisation, project).await?;
    project.edit()?;
    let milestone = of(&project, id)?;
    store::milestones::delete(&mut writing.tx, organisation, id).await?;
    let deed = about(Action::MilestoneRemoved, &project).field("milestone", &*milestone.title, "").field(
        "due_on",
        milestone.due_on.map(|day| day.to_string()).unwrap_or_default(),
        "",
    );
    changed(&mut writing, caller, (organisation, &project), deed).await?;
    app.commit(writing).await
}

fn of(project: &Project, id: MilestoneId) -> Result<Milestone, Error> {
    project.milestone(id).cloned().ok_or(Error::NotFound)
}

fn titles(project: &Project, order: &[MilestoneId]) -> String {
    let titles = order.iter().filter_map(|id| project.milestone(*id)).map(|milestone| milestone.title.as_str());
    titles.collect::<Vec<_>>().join("; ")
}

/// What is done to a milestone is done to its project: there the log is read.
fn about(action: Action, project: &Project) -> Deed {
    Deed::of(action, project.row.id, &project.row.name)
}

pub(super) async fn changed(
    writing: &mut Writing,
    caller: &Caller,
    (organisation, project): (OrganisationId, &Project),
    deed: Deed,
) -> Result<(), Error> {
    let now = writing.now;
    store::projects::touch(&mut writing.tx, organisation, project.row.id, now).await?;
    audit::record(writing, caller, deed).await?;
    announce(writing, organisation, &project.row);
    Ok(())
}
