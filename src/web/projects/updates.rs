//! What is told of a project, from its page.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{may_manage, may_open, refused, show_with};
use crate::app::{self, projects};
use crate::domain::input::{Body, Invalid, Problems};
use crate::id::{ProjectId, UpdateId};
use crate::views;
use crate::views::desk::project::{Forms, url};
use crate::views::done::Done;
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{key_again, key_or_new, new_key, page_with, see_other};
use crate::web::visit::{Staff, Visit};

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    body: String,
    #[serde(default)]
    key: String,
}

/// `POST /desk/projects/{id}/updates`
pub(crate) async fn create(
    Staff(visit): Staff,
    id: web::Path<ProjectId>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let chance = &*visit.state.app.chance;
    let key = key_again(&fields.key, chance);
    let forms = Forms { body: &fields.body, key: &key, ..Forms::default() };
    let mut problems = Problems::default();
    let body = problems.keep("body", Body::parse(&fields.body));
    let sent = problems.keep("key", key_or_new(&fields.key, chance));
    let (Some(body), Some(sent)) = (body, sent) else {
        let problems = problems.into_vec();
        let forms = Forms { problems: &problems, ..forms };
        return show_with(&visit, (*id, None), &forms, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    match projects::post(&visit.state.app, &visit.caller, *id, &body, &sent).await {
        Ok(update) => Ok(see_other(&format!("{}#update-{update}", url(*id)))),
        Err(app::Error::KeyInUse) => {
            let key = new_key(chance);
            let forms = Forms { key: &key, conflict: true, ..forms };
            show_with(&visit, (*id, None), &forms, StatusCode::CONFLICT).await
        }
        Err(error) => refused(&visit, *id, &forms, error).await,
    }
}

/// `GET /desk/projects/{id}/updates/{update}`
pub(crate) async fn edit(Staff(visit): Staff, path: web::Path<(ProjectId, UpdateId)>) -> Result<HttpResponse, Error> {
    may_open(&visit)?;
    form(&visit, path.into_inner(), None).await
}

/// The form of an update: with what it says, or with what was typed and is wrong.
async fn form(
    visit: &Visit,
    (id, update): (ProjectId, UpdateId),
    typed: Option<(&str, &[Invalid])>,
) -> Result<HttpResponse, Error> {
    let (project, update) = projects::find_update(&visit.state.app, &visit.caller, id, update).await?;
    let status = if typed.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shown = typed.unwrap_or((&update.body, &[]));
    let rail = rail(visit).await?;
    Ok(page_with(status, views::desk::project_form::update(&visit.desk_frame(rail), &project, &update, shown)))
}

/// `POST /desk/projects/{id}/updates/{update}`
pub(crate) async fn update(
    Staff(visit): Staff,
    path: web::Path<(ProjectId, UpdateId)>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let (id, update) = path.into_inner();
    let body = match Body::parse(&fields.body) {
        Ok(body) => body,
        Err(problem) => {
            let problems = [Invalid { field: "body", problem }];
            return form(&visit, (id, update), Some((&fields.body, &problems))).await;
        }
    };
    projects::edit_update(&visit.state.app, &visit.caller, id, update, &body).await?;
    Ok(see_other(&format!("{}#update-{update}", url(id))))
}

/// `POST /desk/projects/{id}/updates/{update}/delete`
pub(crate) async fn delete(Staff(visit): Staff, path: web::Path<(ProjectId, UpdateId)>) -> Result<HttpResponse, Error> {
    let (id, update) = path.into_inner();
    projects::delete_update(&visit.state.app, &visit.caller, id, update).await?;
    Ok(see_other(&Done::UpdateDeleted.at(&url(id))))
}
