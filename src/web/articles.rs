//! The help centre.

use actix_web::{HttpRequest, HttpResponse, web};
use maud::PreEscaped;
use serde::Deserialize;

use crate::app::{self, browsing, inquiries, searches, votes};
use crate::domain::deflection::Inquiry;
use crate::domain::rich_text;
use crate::domain::rights::Right;
use crate::views;
use crate::views::help::{ArticlePage, HelpIndex};
use crate::web::error::Error;
use crate::web::forms::{is_fragment, page, see_other};
use crate::web::inquiries::bounded;
use crate::web::suggestions::offers;
use crate::web::visit::{SignedIn, Visit};

#[derive(Deserialize)]
pub(crate) struct Query {
    #[serde(default)]
    q: String,
    tag: Option<String>,
    category: Option<String>,
    /// The title and slug of the article before the page's first.
    after_title: Option<String>,
    after: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct ArticleQuery {
    /// The inquiry that it was opened from.
    #[serde(default)]
    inquiry: String,
    /// Present when the reader has just said whether it was helpful.
    voted: Option<String>,
}

/// `GET /help`
pub(crate) async fn index(
    request: HttpRequest,
    SignedIn(visit): SignedIn,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let tag = query.tag.as_deref().filter(|tag| !tag.is_empty());
    let category = query.category.as_deref().filter(|category| !category.is_empty());
    let after = query.after_title.as_deref().zip(query.after.as_deref());
    let centre =
        browsing::centre(&visit.state.app, &visit.state.index, &visit.caller, &query.q, (category, tag), after).await?;
    if !is_fragment(&request) && !query.q.is_empty() {
        // Pressed Enter; what is only typed the script tells once it rests.
        looked_for(&visit, &query.q).await;
    }
    let older = centre.articles.last().filter(|_| centre.more).map(|last| {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        if let Some(category) = category {
            pairs.append_pair("category", category);
        }
        if let Some(tag) = tag {
            pairs.append_pair("tag", tag);
        }
        pairs.append_pair("after_title", &last.title).append_pair("after", &last.slug);
        format!("/help?{}", pairs.finish())
    });
    let results = centre.found.as_deref().map(offers);
    let shown = HelpIndex {
        query: &query.q,
        tag,
        category,
        results: results.as_deref(),
        categories: &centre.categories,
        tags: &centre.tags,
        articles: &centre.articles,
        older: older.as_deref(),
    };
    Ok(page(views::help::index(&visit.frame(), &shown)))
}

/// `GET /help/{slug}`: the page, or for the script what the drawer shows.
pub(crate) async fn show(
    request: HttpRequest,
    SignedIn(visit): SignedIn,
    slug: web::Path<String>,
    query: web::Query<ArticleQuery>,
) -> Result<HttpResponse, Error> {
    let state = &visit.state;
    let reading = match browsing::article(&state.app, &state.index, &visit.caller, &slug).await {
        Ok(reading) => reading,
        // It may have had this address once.
        Err(app::Error::NotFound) => {
            let now = browsing::moved(&state.app, &visit.caller, &slug).await?.ok_or(Error::NotFound)?;
            return Ok(see_other(&format!("/help/{now}")));
        }
        Err(error) => return Err(error.into()),
    };
    state.readings.note(&visit.caller, reading.article.id, visit.now);
    let vote = votes::of(&state.app, &visit.caller, reading.article.id).await?;
    let inquiry = inquiry(&request, &visit, &query.inquiry, &slug).await?;
    let shown = ArticlePage {
        article: &reading.article,
        html: PreEscaped(rich_text::article(&reading.article.body)),
        tags: &reading.tags,
        related: &reading.related,
        preview: None,
        vote: vote.as_ref(),
        voted: query.voted.is_some(),
        inquiry: inquiry.as_ref(),
    };
    if is_fragment(&request) {
        return Ok(page(views::help::drawer(&visit.locale, &shown)));
    }
    Ok(page(views::help::article(&visit.frame(), &shown)))
}

/// The inquiry from which the reader came to the page, if it is theirs and still open; that they opened the article is noted. The drawer's
/// page tells that by itself, with all that was shown.
async fn inquiry(request: &HttpRequest, visit: &Visit, text: &str, slug: &str) -> Result<Option<Inquiry>, Error> {
    let Ok(id) = text.parse() else { return Ok(None) };
    let (state, caller) = (&visit.state, &visit.caller);
    if is_fragment(request) || !caller.may(Right::AskForSupport) || bounded(visit).is_err() {
        return Ok(None);
    }
    match inquiries::opened(&state.app, caller, id, slug).await {
        Ok(()) => {}
        Err(app::Error::NotFound | app::Error::NotLinked) => return Ok(None),
        Err(error) => return Err(error.into()),
    }
    Ok(inquiries::find(&state.app, caller, id).await?.filter(Inquiry::is_open))
}

/// A search is worth more than its mark.
async fn looked_for(visit: &Visit, query: &str) {
    if bounded(visit).is_err() {
        return;
    }
    if let Err(error) = searches::rested(&visit.state.app, &visit.state.index, &visit.caller, query).await {
        tracing::warn!(%error, "a search could not be noted");
    }
}
