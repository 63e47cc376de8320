//! What is done to milestones from their project's page.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{may_manage, may_open, refused, show_with, status};
use crate::app::projects::{self, Saved};
use crate::domain::input::Invalid;
use crate::domain::project::{DraftMilestone, Milestone, Project};
use crate::id::{MilestoneId, ProjectId};
use crate::views;
use crate::views::desk::project::{Forms, url};
use crate::views::desk::project_form::MilestoneForm;
use crate::views::done::Done;
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{page_with, see_other};
use crate::web::visit::{Staff, Visit};

/// What is typed of a milestone.
#[derive(Default, Deserialize, Serialize)]
pub(crate) struct Fields {
    #[serde(default)]
    title: String,
    #[serde(default)]
    due_on: String,
    /// The same as they stood when the form was opened, as JSON.
    #[serde(default, skip_serializing)]
    seen: String,
}

impl Fields {
    /// Of a form that is opened.
    fn of(milestone: &Milestone) -> Self {
        let fields = Self { title: milestone.title.clone(), due_on: day(milestone.due_on), seen: String::new() };
        Self { seen: serde_json::to_string(&fields).unwrap_or_default(), ..fields }
    }

    fn parse(&self) -> Result<DraftMilestone, Vec<Invalid>> {
        DraftMilestone::parse(&self.title, &self.due_on)
    }

    fn seen(&self) -> Option<DraftMilestone> {
        serde_json::from_str::<Self>(&self.seen).ok()?.parse().ok()
    }
}

/// As forms send days.
fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// `POST /desk/projects/{id}/milestones`
pub(crate) async fn create(
    Staff(visit): Staff,
    id: web::Path<ProjectId>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let forms = Forms { title: &fields.title, due_on: &fields.due_on, ..Forms::default() };
    let draft = match fields.parse() {
        Ok(draft) => draft,
        Err(problems) => {
            let forms = Forms { problems: &problems, ..forms };
            return show_with(&visit, (*id, None), &forms, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    match projects::add_milestone(&visit.state.app, &visit.caller, *id, &draft).await {
        Ok(_) => Ok(see_other(&format!("{}#new-milestone", url(*id)))),
        Err(error) => refused(&visit, *id, &forms, error).await,
    }
}

/// `GET /desk/projects/{id}/milestones/{milestone}`
pub(crate) async fn edit(
    Staff(visit): Staff,
    path: web::Path<(ProjectId, MilestoneId)>,
) -> Result<HttpResponse, Error> {
    may_open(&visit)?;
    let (id, milestone) = path.into_inner();
    let project = projects::find(&visit.state.app, &visit.caller, id).await?;
    let milestone = project.milestone(milestone).ok_or(Error::NotFound)?;
    form(&visit, (&project, milestone), &Fields::of(milestone), (&[], false)).await
}

/// The form of a milestone, with what is wrong with what was typed, or that somebody else has changed it meanwhile.
async fn form(
    visit: &Visit,
    (project, milestone): (&Project, &Milestone),
    fields: &Fields,
    (problems, is_overtaken): (&[Invalid], bool),
) -> Result<HttpResponse, Error> {
    let shown =
        MilestoneForm { title: &fields.title, due_on: &fields.due_on, seen: &fields.seen, problems, is_overtaken };
    let rail = rail(visit).await?;
    let page = views::desk::project_form::milestone(&visit.desk_frame(rail), project, milestone, &shown);
    Ok(page_with(status(problems, is_overtaken), page))
}

/// `POST /desk/projects/{id}/milestones/{milestone}`
pub(crate) async fn update(
    Staff(visit): Staff,
    path: web::Path<(ProjectId, MilestoneId)>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let (id, milestone) = path.into_inner();
    let project = projects::find(&visit.state.app, &visit.caller, id).await?;
    let draft = match fields.parse() {
        Ok(draft) => draft,
        Err(problems) => {
            let milestone = project.milestone(milestone).ok_or(Error::NotFound)?;
            return form(&visit, (&project, milestone), &fields, (&problems, false)).await;
        }
    };
    let change = (draft, fields.seen());
    match projects::change_milestone(&visit.state.app, &visit.caller, id, milestone, change).await? {
        Saved::Stored => Ok(see_other(&Done::ProjectSaved.at(&url(id)))),
        Saved::Overtaken(both) => {
            let (theirs, wanted) = *both;
            // Saved once more it follows what stands there now.
            let seen = Fields::of(&theirs).seen;
            let fields = Fields { title: wanted.title, due_on: day(wanted.due_on), seen };
            form(&visit, (&project, &theirs), &fields, (&[], true)).await
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct DoneFields {
    #[serde(default)]
    done: String,
}

/// `POST /desk/projects/{id}/milestones/{milestone}/done`
pub(crate) async fn set_done(
    Staff(visit): Staff,
    path: web::Path<(ProjectId, MilestoneId)>,
    fields: web::Form<DoneFields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let (id, milestone) = path.into_inner();
    let is_done = match fields.done.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::Unreadable("neither done nor not".to_owned())),
    };
    projects::set_done(&visit.state.app, &visit.caller, id, milestone, is_done).await?;
    Ok(see_other(&format!("{}#milestone-{milestone}", url(id))))
}

#[derive(Deserialize)]
pub(crate) struct PositionFields {
    direction: String,
}

/// `POST /desk/projects/{id}/milestones/{milestone}/position`
pub(crate) async fn step(
    Staff(visit): Staff,
    path: web::Path<(ProjectId, MilestoneId)>,
    fields: web::Form<PositionFields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let (id, milestone) = path.into_inner();
    let direction = fields.direction.parse().map_err(|_| Error::Unreadable("no such direction".to_owned()))?;
    projects::move_milestone(&visit.state.app, &visit.caller, id, milestone, direction).await?;
    Ok(see_other(&format!("{}#milestone-{milestone}", url(id))))
}

/// `POST /desk/projects/{id}/milestones/{milestone}/delete`
pub(crate) async fn delete(
    Staff(visit): Staff,
    path: web::Path<(ProjectId, MilestoneId)>,
) -> Result<HttpResponse, Error> {
    let (id, milestone) = path.into_inner();
    projects::remove_milestone(&visit.state.app, &visit.caller, id, milestone).await?;
    Ok(see_other(&Done::MilestoneRemoved.at(&url(id))))
}
