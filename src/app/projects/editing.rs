//! Beginning projects, changing them, putting them away.

use crate::app::projects::{announce, locked, manager};
use crate::app::{App, Error, Writing, audit};
use crate::domain::audit::{Action, Deed};
use crate::domain::customer::{CustomerRecord, Removal};
use crate::domain::input::Key;
use crate::domain::people::Caller;
use crate::domain::project::{DraftProject, Progress, Project, ProjectRefused, Status};
use crate::domain::sought::sought as folded;
use crate::id::{CustomerId, MembershipId, OrganisationId, ProjectId};
use crate::store;
use crate::store::projects::{NewProject, Written};

/// What a project says and whose it is.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Whose it is.
    pub customer: CustomerId,
    /// What it says.
    pub says: DraftProject,
}

/// Begins a project. The same key with the same words answers with the one it began.
pub async fn create(app: &App, caller: &Caller, draft: &Draft, key: &Key) -> Result<ProjectId, Error> {
    let mut writing = app.begin().await?;
    let id = create_in(&mut writing, caller, draft, Some(key)).await?;
    app.commit(writing).await?;
    Ok(id)
}

/// Begins a project within a larger write.
pub(crate) async fn create_in(
    writing: &mut Writing,
    caller: &Caller,
    draft: &Draft,
    key: Option<&Key>,
) -> Result<ProjectId, Error> {
    let organisation = manager(caller)?;
    // Held, so that the customer is not archived or deleted meanwhile, and of two requests with one key the second finds the first.
    store::organisations::lock(&mut writing.tx, organisation).await?;
    if let Some(key) = key
        && let Some(id) = store::projects::by_key(&mut writing.tx, organisation, key.as_str()).await?
    {
        let stored = store::projects::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
        return if said(&stored) == (draft.customer, draft.says.clone()) { Ok(id) } else { Err(Error::KeyInUse) };
    }
    let customer = open_customer(writing, organisation, draft.customer).await?;
    check_members(writing, organisation, &draft.says.members, &[]).await?;
    let id = ProjectId::new(writing.now, &*writing.chance);
    let sought = sought(&draft.says);
    let written = Written { customer: customer.id, draft: &draft.says, sought: &sought };
    let new = NewProject { id, key: key.map(Key::as_str), by: Some(caller.membership_id), written };
    let now = writing.now;
    store::projects::insert(&mut writing.tx, organisation, &new, now).await?;
    let project = store::projects::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
    let deed = compared(Deed::of(Action::ProjectAdded, id, &project.row.name), None, Some(&project));
    audit::record(writing, caller, deed).await?;
    announce(writing, organisation, &project.row);
    Ok(id)
}

/// What came of saving a project, or a part of one.
#[derive(Debug)]
pub enum Saved<T = Project> {
    /// It is stored.
    Stored,
    /// Somebody saved it since it was read: nothing is stored, and this is what stands there.
    Overtaken(Box<T>),
}

/// Changes what a project says, unless that has been done since `version` was read.
pub async fn change(app: &App, caller: &Caller, id: ProjectId, version: i64, draft: &Draft) -> Result<Saved, Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let before = locked(&mut writing, organisation, id).await?;
    before.edit()?;
    if before.version != version {
        return Ok(Saved::Overtaken(Box::new(before)));
    }
    if said(&before) == (draft.customer, draft.says.clone()) {
        return Ok(Saved::Stored);
    }
    before.set_status(draft.says.status)?;
    if before.row.customer_id != draft.customer {
        open_customer(&mut writing, organisation, draft.customer).await?;
    }
    let stayed: Vec<MembershipId> = before.members.iter().map(|member| member.membership_id).collect();
    check_members(&mut writing, organisation, &draft.says.members, &stayed).await?;
    let (sought, now) = (sought(&draft.says), writing.now);
    let written = Written { customer: draft.customer, draft: &draft.says, sought: &sought };
    store::projects::update(&mut writing.tx, organisation, id, written, now).await?;
    let after = store::projects::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
    let deed = Deed::of(Action::ProjectChanged, id, &after.row.name);
    audit::record(&mut writing, caller, compared(deed, Some(&before), Some(&after))).await?;
    // The people of the customer that it was taken from see it go.
    announce(&mut writing, organisation, &before.row);
    announce(&mut writing, organisation, &after.row);
    app.commit(writing).await?;
    Ok(Saved::Stored)
}

/// Sets where a project is; setting the status that it has does nothing.
pub async fn set_status(app: &App, caller: &Caller, id: ProjectId, to: Status) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let project = locked(&mut writing, organisation, id).await?;
    let Some(to) = project.set_status(to)? else { return Ok(()) };
    let now = writing.now;
    store::projects::set_status(&mut writing.tx, organisation, id, to, now).await?;
    let deed = Deed::of(Action::ProjectStatus, id, &project.row.name).field(
        "status",
        project.row.status.as_str(),
        to.as_str(),
    );
    audit::record(&mut writing, caller, deed).await?;
    announce(&mut writing, organisation, &project.row);
    app.commit(writing).await
}

/// Puts a project away: clients do not see it any more, and what hangs on it stays.
pub async fn archive(app: &App, caller: &Caller, id: ProjectId) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let project = locked(&mut writing, organisation, id).await?;
    archive_in(&mut writing, caller, &project).await?;
    app.commit(writing).await
}

/// Brings a project back that was put away.
pub async fn restore(app: &App, caller: &Caller, id: ProjectId) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let project = locked(&mut writing, organisation, id).await?;
    if project.row.archived_at.is_some() {
        let now = writing.now;
        store::projects::set_archived(&mut writing.tx, organisation, id, None, now).await?;
        audit::record(&mut writing, caller, Deed::of(Action::ProjectRestored, id, &project.row.name)).await?;
        announce(&mut writing, organisation, &project.row);
    }
    app.commit(writing).await
}

/// Deletes a project on which nothing hangs; one with milestones, updates or tickets is put away instead.
pub async fn remove(app: &App, caller: &Caller, id: ProjectId) -> Result<Removal, Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let project = locked(&mut writing, organisation, id).await?;
    let removal = if store::projects::is_needed(&mut writing.tx, organisation, id).await? {
        archive_in(&mut writing, caller, &project).await?;
        Removal::Archived
    } else {
        store::projects::delete(&mut writing.tx, organisation, id).await?;
        let deed = Deed::of(Action::ProjectDeleted, id, &project.row.name);
        audit::record(&mut writing, caller, compared(deed, Some(&project), None)).await?;
        announce(&mut writing, organisation, &project.row);
        Removal::Deleted
    };
    app.commit(writing).await?;
    Ok(removal)
}

async fn archive_in(writing: &mut Writing, caller: &Caller, project: &Project) -> Result<(), Error> {
    if project.row.archived_at.is_some() {
        return Ok(());
    }
    let (organisation, id, now) = (caller.organisation_id, project.row.id, writing.now);
    store::projects::set_archived(&mut writing.tx, organisation, id, Some(now), now).await?;
    audit::record(writing, caller, Deed::of(Action::ProjectArchived, id, &project.row.name)).await?;
    announce(writing, organisation, &project.row);
    Ok(())
}

/// A customer for whom one may begin a project.
async fn open_customer(
    writing: &mut Writing,
    organisation: OrganisationId,
    id: CustomerId,
) -> Result<CustomerRecord, Error> {
    let customer = store::customers::record(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
    if customer.archived_at.is_some() { Err(ProjectRefused::CustomerArchived.into()) } else { Ok(customer) }
}

/// Whether everybody who is to work on it may: somebody of the staff, or somebody who did before.
async fn check_members(
    writing: &mut Writing,
    organisation: OrganisationId,
    members: &[MembershipId],
    stayed: &[MembershipId],
) -> Result<(), Error> {
    let staff = store::people::assignable(&mut writing.tx, organisation).await?;
    let may = |id: &MembershipId| stayed.contains(id) || staff.iter().any(|person| person.membership_id == *id);
    if members.iter().all(may) { Ok(()) } else { Err(Error::NotFound) }
}

/// What a project says and whose it is, as it could be typed again.
fn said(project: &Project) -> (CustomerId, DraftProject) {
    let row = &project.row;
    let mut members: Vec<MembershipId> = project.members.iter().map(|member| member.membership_id).collect();
    members.sort_unstable();
    let says = DraftProject {
        name: row.name.clone(),
        description: project.description.clone(),
        status: row.status,
        starts_on: row.starts_on,
        due_on: row.due_on,
        percent: match row.progress {
            Progress::ByHand(percent) => Some(percent),
            Progress::FromMilestones { .. } => None,
        },
        members,
    };
    (row.customer_id, says)
}

/// What a search looks in, beside the customer's name.
fn sought(draft: &DraftProject) -> String {
    [&draft.name, &draft.description].map(|text| folded(text)).join("\n")
}

/// What changed of a project, field by field, from nothing or to nothing.
fn compared(deed: Deed, before: Option<&Project>, after: Option<&Project>) -> Deed {
    type Said = fn(&Project) -> String;
    let text = |of: Said| [before, after].map(|project| project.map(of).filter(|text| !text.is_empty()));
    let fields: [(&str, Said); 8] = [
        ("customer", |project| project.row.customer.clone()),
        ("name", |project| project.row.name.clone()),
        ("description", |project| project.description.clone()),
        ("status", |project| project.row.status.to_string()),
        ("starts_on", |project| project.row.starts_on.map(|day| day.to_string()).unwrap_or_default()),
        ("due_on", |project| project.row.due_on.map(|day| day.to_string()).unwrap_or_default()),
        ("progress", |project| match project.row.progress {
            Progress::ByHand(percent) => format!("{} %", percent.get()),
            Progress::FromMilestones { .. } => String::new(),
        }),
        ("members", |project| project.members.iter().map(|member| member.name.as_str()).collect::<Vec<_>>().join(", ")),
    ];
    fields.into_iter().fold(deed, |deed, (name, of)| {
        let [before, after] = text(of);
        deed.field(name, before, after)
    })
}
