//! What is told of a project, from its page.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::{may_manage, may_open, show_with, status};
use crate::app::projects::{News, Saved};
use crate::app::{self, projects};
use crate::domain::input::{Body, Invalid, Problems};
use crate::domain::project::{Project, Update};
use crate::domain::rich_text;
use crate::id::{ProjectId, UpdateId};
use crate::views;
use crate::views::desk::project::{Forms, url};
use crate::views::desk::project_form::UpdateForm;
use crate::views::done::Done;
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{key_again, key_or_new, new_key, page_with, see_other};
use crate::web::sending::{self, files_gone};
use crate::web::visit::{Staff, Visit};

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    body: String,
    #[serde(default)]
    key: String,
    /// What it said when the form was opened in which it is changed.
    seen: Option<String>,
}

/// `POST /desk/projects/{id}/updates`
pub(crate) async fn create(
    request: HttpRequest,
    Staff(visit): Staff,
    id: web::Path<ProjectId>,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let sent = sending::read::<Fields>(&request, &visit, payload).await?;
    let fields = &sent.fields;
    let chance = &*visit.state.app.chance;
    let key = key_again(&fields.key, chance);
    let mut problems = Problems::default();
    let body = sent.body(&mut problems, &fields.body);
    let own = problems.keep("key", key_or_new(&fields.key, chance));
    // Read when they are needed: what was sent is not theirs to send any more.
    let again = async |status, key: &str, problems: &[Invalid], refused: Option<app::Error>| {
        let files = sent.unsent(&visit).await?;
        let conflict = status == StatusCode::CONFLICT && refused.is_none();
        let picker = sent.picker(&files);
        let forms = Forms { body: &fields.body, picker, key, conflict, problems, ..Forms::default() };
        match refused {
            Some(error) => super::refused(&visit, *id, &forms, error).await,
            None => show_with(&visit, (*id, None), &forms, status).await,
        }
    };
    let (Some(body), Some(own)) = (body, own) else {
        return again(StatusCode::UNPROCESSABLE_ENTITY, &key, &problems.into_vec(), None).await;
    };
    let news = News { body, key: own, attachments: sent.files.clone() };
    match projects::post(&visit.state.app, &visit.caller, *id, &news).await {
        Ok(update) => Ok(see_other(&format!("{}#update-{update}", url(*id)))),
        Err(app::Error::KeyInUse) => again(StatusCode::CONFLICT, &new_key(chance), &[], None).await,
        Err(app::Error::AttachmentGone) => again(StatusCode::UNPROCESSABLE_ENTITY, &key, &[files_gone()], None).await,
        Err(error) => again(StatusCode::CONFLICT, &key, &[], Some(error)).await,
    }
}

/// `GET /desk/projects/{id}/updates/{update}`
pub(crate) async fn edit(Staff(visit): Staff, path: web::Path<(ProjectId, UpdateId)>) -> Result<HttpResponse, Error> {
    may_open(&visit)?;
    let (id, update) = path.into_inner();
    let (project, update) = projects::find_update(&visit.state.app, &visit.caller, id, update).await?;
    form(&visit, (&project, &update), (&update.body, &update.body), (&[], false)).await
}

/// The form of an update: what is typed, what stood there when it was opened; what is wrong with it, or that somebody else has changed it
/// meanwhile.
async fn form(
    visit: &Visit,
    (project, update): (&Project, &Update),
    (body, seen): (&str, &str),
    (problems, is_overtaken): (&[Invalid], bool),
) -> Result<HttpResponse, Error> {
    let shown = UpdateForm { body, seen, problems, is_overtaken };
    let rail = rail(visit).await?;
    let page = views::desk::project_form::update(&visit.desk_frame(rail), project, update, &shown);
    Ok(page_with(status(problems, is_overtaken), page))
}

/// `POST /desk/projects/{id}/updates/{update}`
pub(crate) async fn update(
    Staff(visit): Staff,
    path: web::Path<(ProjectId, UpdateId)>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let (id, update) = path.into_inner();
    let (project, stored) = projects::find_update(&visit.state.app, &visit.caller, id, update).await?;
    let parse = if stored.attachments.is_empty() { Body::parse } else { Body::beside_files };
    let seen = fields.seen.as_deref();
    let body = match parse(&fields.body) {
        Ok(body) => body,
        Err(problem) => {
            let problems = [Invalid { field: "body", problem }];
            let texts = (&*fields.body, seen.unwrap_or(&stored.body));
            return form(&visit, (&project, &stored), texts, (&problems, false)).await;
        }
    };
    let seen = seen.and_then(|seen| Body::beside_files(seen).ok());
    match projects::edit_update(&visit.state.app, &visit.caller, id, update, (&body, seen.as_ref())).await? {
        Saved::Stored => Ok(see_other(&format!("{}#update-{update}", url(id)))),
        // Saved once more it follows what stands there now.
        Saved::Overtaken(theirs) => form(&visit, (&project, &theirs), (&fields.body, &theirs.body), (&[], true)).await,
    }
}

/// `POST /desk/projects/{id}/updates/{update}/delete`
pub(crate) async fn delete(Staff(visit): Staff, path: web::Path<(ProjectId, UpdateId)>) -> Result<HttpResponse, Error> {
    let (id, update) = path.into_inner();
    projects::delete_update(&visit.state.app, &visit.caller, id, update).await?;
    Ok(see_other(&Done::UpdateDeleted.at(&url(id))))
}

#[derive(Deserialize)]
pub(crate) struct RenderingFields {
    #[serde(default)]
    body: String,
}

/// `POST /desk/projects/rendering`: an update as the editor shows it.
pub(crate) async fn rendering(Staff(visit): Staff, fields: web::Form<RenderingFields>) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let html = rich_text::update_in_editor(&fields.body.replace("\r\n", "\n"));
    let beyond = rich_text::is_beyond_editor(&fields.body);
    Ok(HttpResponse::Ok().json(serde_json::json!({ "html": html, "beyond": beyond })))
}
