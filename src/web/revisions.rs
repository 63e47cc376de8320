//! What an article was.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::editing;
use crate::domain::comparing::compare;
use crate::id::ArticleId;
use crate::views;
use crate::views::desk::revisions::RevisionPage;
use crate::views::done::Done;
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{page, see_other};
use crate::web::visit::Staff;
use crate::web::writing::address;

#[derive(Deserialize)]
pub(crate) struct Query {
    /// The number of the revision after the page's first.
    before: Option<i64>,
}

/// `GET /desk/articles/{id}/revisions`
pub(crate) async fn index(
    Staff(visit): Staff,
    id: web::Path<ArticleId>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let (article, rows, more) = editing::revisions(&visit.state.app, &visit.caller, *id, query.before).await?;
    let older = rows.last().filter(|_| more).map(|last| format!("{}/revisions?before={}", address(*id), last.number));
    let rail = rail(&visit).await?;
    Ok(page(views::desk::revisions::list(&visit.desk_frame(rail), &article, &rows, older.as_deref())))
}

/// `GET /desk/articles/{id}/revisions/{revision}`
pub(crate) async fn show(Staff(visit): Staff, path: web::Path<(ArticleId, i64)>) -> Result<HttpResponse, Error> {
    let (id, number) = path.into_inner();
    let found = editing::revision(&visit.state.app, &visit.caller, id, number).await?;
    let texts = |text: fn(&crate::domain::manuscript::Revision) -> &String| {
        let now = text(&found.revision);
        // The first one came whole: nothing of it is marked.
        (found.earlier.as_ref().map_or_else(|| now.clone(), |earlier| text(earlier).clone()), now.clone())
    };
    let (titles, bodies) = (texts(|revision| &revision.title), texts(|revision| &revision.body));
    let comparing = move || (compare(&titles.0, &titles.1), compare(&bodies.0, &bodies.1));
    let (title, body) = web::block(comparing).await.map_err(|error| Error::Broken(error.to_string()))?;
    let shown = RevisionPage {
        article: &found.article,
        revision: &found.revision,
        earlier: found.earlier.as_ref(),
        title: &title,
        body: &body,
    };
    let rail = rail(&visit).await?;
    Ok(page(views::desk::revisions::show(&visit.desk_frame(rail), &shown)))
}

/// `POST /desk/articles/{id}/revisions/{revision}/restore`
pub(crate) async fn restore(Staff(visit): Staff, path: web::Path<(ArticleId, i64)>) -> Result<HttpResponse, Error> {
    let (id, number) = path.into_inner();
    editing::restore(&visit.state.app, &visit.caller, id, number).await?;
    Ok(see_other(&Done::RevisionRestored.at(&address(id))))
}
