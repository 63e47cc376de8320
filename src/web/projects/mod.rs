//! Projects at the desk: the list, a page for each, and what is done from there.

pub(crate) mod editor;
pub(crate) mod milestones;
pub(crate) mod updates;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::{self, customers, projects};
use crate::domain::customer::Removal;
use crate::domain::input::Invalid;
use crate::domain::people::{Customer, Denied};
use crate::domain::project::{ProjectQuery, ProjectShelf};
use crate::domain::rights::Right;
use crate::id::{ProjectId, UpdateId};
use crate::views;
use crate::views::desk::project::{Forms, url};
use crate::views::desk::projects::DeskProjects;
use crate::views::done::Done;
use crate::web::customers::done;
use crate::web::desk::rail;
use crate::web::error::{Error, in_words};
use crate::web::forms::{new_key, page, page_with, see_other};
use crate::web::visit::{Staff, Visit};

#[derive(Deserialize)]
pub(crate) struct ListQuery {
    #[serde(default)]
    q: String,
    show: Option<String>,
    #[serde(default)]
    customer: String,
    customer_name: Option<String>,
    after: Option<String>,
    done: Option<String>,
}

/// `GET /desk/projects`
pub(crate) async fn index(Staff(visit): Staff, query: web::Query<ListQuery>) -> Result<HttpResponse, Error> {
    let (narrowed, candidates) = narrowed(&visit, &query).await?;
    let shelf = query.show.as_deref().and_then(|shelf| shelf.parse().ok());
    let asked = ProjectQuery {
        shelf: shelf.filter(|shelf| ProjectShelf::AT_DESK.contains(shelf)).unwrap_or(ProjectShelf::Current),
        customer: narrowed.map(|customer| customer.id),
        text: query.q.clone(),
    };
    let after = query.after.as_deref().and_then(|place| place.parse().ok());
    let list = projects::list(&visit.state.app, &visit.caller, &asked, after).await?;
    let here = after.map(|place| place.to_string());
    let shown = DeskProjects {
        query: &asked,
        list: &list,
        customer_name: query.customer_name.as_deref().unwrap_or_default(),
        candidates: &candidates,
        after: here.as_deref(),
        done: done(query.done.as_deref()),
    };
    let rail = rail(&visit).await?;
    Ok(page(views::desk::projects::page(&visit.desk_frame(rail), &shown)))
}

/// The customer whose projects are wanted, an archived one too; those that fit when it is not clear which one is meant.
async fn narrowed(visit: &Visit, query: &ListQuery) -> Result<(Option<Customer>, Vec<Customer>), Error> {
    let (app, caller) = (&visit.state.app, &visit.caller);
    let name = query.customer_name.as_deref();
    // A field that was emptied means every customer, whatever its hidden id still says.
    if name.is_some_and(|name| name.trim().is_empty()) {
        return Ok((None, Vec::new()));
    }
    if let Ok(id) = query.customer.parse() {
        return Ok((Some(customers::record(app, caller, id).await?.named()), Vec::new()));
    }
    let (chosen, candidates) = customers::choose(app, caller, "", name).await?.into_parts();
    Ok((chosen.ok(), candidates))
}

#[derive(Deserialize)]
pub(crate) struct PageQuery {
    before: Option<UpdateId>,
    done: Option<String>,
}

/// `GET /desk/projects/{id}`
pub(crate) async fn show(
    Staff(visit): Staff,
    id: web::Path<ProjectId>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Error> {
    let forms = Forms { done: done(query.done.as_deref()), ..Forms::default() };
    show_with(&visit, (*id, query.before), &forms, StatusCode::OK).await
}

/// The project's page with what stands in its forms.
async fn show_with(
    visit: &Visit,
    (id, before): (ProjectId, Option<UpdateId>),
    forms: &Forms<'_>,
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let found = projects::desk_sheet(&visit.state.app, &visit.caller, id, before).await?;
    let key = new_key(&*visit.state.app.chance);
    let forms = Forms { key: if forms.key.is_empty() { &key } else { forms.key }, ..*forms };
    let rail = rail(visit).await?;
    Ok(page_with(status, views::desk::project::page(&visit.desk_frame(rail), &found, &forms)))
}

/// With what the form of a part of a project is answered.
fn status(problems: &[Invalid], is_overtaken: bool) -> StatusCode {
    match (is_overtaken, problems) {
        (true, _) => StatusCode::CONFLICT,
        (false, []) => StatusCode::OK,
        (false, _) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

#[derive(Deserialize)]
pub(crate) struct StatusFields {
    status: String,
}

/// `POST /desk/projects/{id}/status`
pub(crate) async fn set_status(
    Staff(visit): Staff,
    id: web::Path<ProjectId>,
    fields: web::Form<StatusFields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let to = fields.status.parse().map_err(|_| Error::Unreadable("no such status".to_owned()))?;
    match projects::set_status(&visit.state.app, &visit.caller, *id, to).await {
        Ok(()) => Ok(see_other(&url(*id))),
        Err(error) => refused(&visit, *id, &Forms::default(), error).await,
    }
}

/// `POST /desk/projects/{id}/archive`
pub(crate) async fn archive(Staff(visit): Staff, id: web::Path<ProjectId>) -> Result<HttpResponse, Error> {
    projects::archive(&visit.state.app, &visit.caller, *id).await?;
    Ok(see_other(&Done::ProjectArchived.at(&url(*id))))
}

/// `POST /desk/projects/{id}/restore`
pub(crate) async fn restore(Staff(visit): Staff, id: web::Path<ProjectId>) -> Result<HttpResponse, Error> {
    projects::restore(&visit.state.app, &visit.caller, *id).await?;
    Ok(see_other(&Done::ProjectRestored.at(&url(*id))))
}

/// `POST /desk/projects/{id}/delete`
pub(crate) async fn delete(Staff(visit): Staff, id: web::Path<ProjectId>) -> Result<HttpResponse, Error> {
    Ok(see_other(&match projects::remove(&visit.state.app, &visit.caller, *id).await? {
        Removal::Deleted => Done::ProjectDeleted.at("/desk/projects"),
        Removal::Archived => Done::ProjectArchivedInstead.at(&url(*id)),
    }))
}

/// The page with the reason why a rule refused it, and with what was typed.
async fn refused(visit: &Visit, id: ProjectId, forms: &Forms<'_>, error: app::Error) -> Result<HttpResponse, Error> {
    let app::Error::Project(reason) = error else { return Err(error.into()) };
    let said = in_words(&visit.locale, &Error::Project(reason));
    show_with(visit, (id, None), &Forms { refused: Some(&said), ..*forms }, StatusCode::CONFLICT).await
}

/// Before anything else is said about a form that changes something.
fn may_manage(visit: &Visit) -> Result<(), Error> {
    if visit.caller.may(Right::ManageProjects) { Ok(()) } else { Err(Denied::NotAllowed.into()) }
}

/// Before a page is shown that is for nothing but changing something: for others it is not there.
fn may_open(visit: &Visit) -> Result<(), Error> {
    may_manage(visit).map_err(|_| Error::NotFound)
}
