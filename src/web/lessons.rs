//! What articles learn from tickets: marking a solution, and undoing.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::lessons;
use crate::clock::Timestamp;
use crate::domain::ticket::TicketNumber;
use crate::id::{ArticleId, LessonId};
use crate::views;
use crate::views::desk::lessons::Lessons;
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{page, see_other};
use crate::web::visit::Staff;

#[derive(Deserialize)]
pub(crate) struct SolutionFields {
    #[serde(default)]
    article: String,
}

/// `POST /desk/tickets/{number}/solutions`
pub(crate) async fn mark(
    Staff(visit): Staff,
    number: web::Path<TicketNumber>,
    fields: web::Form<SolutionFields>,
) -> Result<HttpResponse, Error> {
    let article = fields.article.parse().map_err(|_| Error::NotFound)?;
    lessons::mark_solution(&visit.state.app, &visit.caller, *number, article).await?;
    Ok(see_other(&format!("/desk/tickets/{number}")))
}

/// `POST /desk/tickets/{number}/solutions/{article}/undo`
pub(crate) async fn unmark(
    Staff(visit): Staff,
    path: web::Path<(TicketNumber, ArticleId)>,
) -> Result<HttpResponse, Error> {
    let (number, article) = path.into_inner();
    lessons::unmark_solution(&visit.state.app, &visit.caller, number, article).await?;
    Ok(see_other(&format!("/desk/tickets/{number}")))
}

#[derive(Deserialize)]
pub(crate) struct Query {
    /// Time and id of the last lesson of the page before.
    before: Option<String>,
}

/// `GET /desk/articles/{id}/lessons`
pub(crate) async fn index(
    Staff(visit): Staff,
    id: web::Path<ArticleId>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let before = query.before.as_deref().and_then(place);
    let taught = lessons::taught(&visit.state.app, &visit.caller, *id, before).await?;
    let older = taught.older.map(|(at, lesson)| format!("{}?before={}.{lesson}", address(*id), at.as_millis()));
    let rail = rail(&visit).await?;
    let shown = Lessons { article: &taught.article, lines: &taught.lines, older: older.as_deref() };
    Ok(page(views::desk::lessons::page(&visit.desk_frame(rail), &shown)))
}

fn place(text: &str) -> Option<(Timestamp, LessonId)> {
    let (at, lesson) = text.split_once('.')?;
    Some((Timestamp::from_millis(at.parse().ok()?), lesson.parse().ok()?))
}

/// `POST /desk/articles/{id}/lessons/{lesson}/undo`
pub(crate) async fn undo(Staff(visit): Staff, path: web::Path<(ArticleId, LessonId)>) -> Result<HttpResponse, Error> {
    let (article, lesson) = path.into_inner();
    lessons::undo(&visit.state.app, &visit.caller, article, lesson).await?;
    Ok(see_other(&address(article)))
}

/// `POST /desk/articles/{id}/lessons/{lesson}/restore`
pub(crate) async fn restore(
    Staff(visit): Staff,
    path: web::Path<(ArticleId, LessonId)>,
) -> Result<HttpResponse, Error> {
    let (article, lesson) = path.into_inner();
    lessons::restore(&visit.state.app, &visit.caller, article, lesson).await?;
    Ok(see_other(&address(article)))
}

fn address(article: ArticleId) -> String {
    format!("/desk/articles/{article}/lessons")
}
