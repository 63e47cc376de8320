//! Articles offered while a subject is typed.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::app::browsing;
use crate::search::{Piece, Suggestion};
use crate::views;
use crate::views::suggestions::Offer;
use crate::web::error::Error;
use crate::web::forms::page;
use crate::web::visit::SignedIn;

#[derive(Deserialize)]
pub(crate) struct Query {
    #[serde(default)]
    subject: String,
    /// The inquiry that articles are opened from.
    #[serde(default)]
    inquiry: String,
}

#[derive(Serialize)]
struct Offered {
    suggestions: Vec<OfferedArticle>,
}

#[derive(Serialize)]
struct OfferedArticle {
    slug: String,
    title: String,
    external_id: Option<String>,
}

/// `GET /support/suggestions`: a fragment, or JSON for programs.
pub(crate) async fn list(
    request: HttpRequest,
    SignedIn(visit): SignedIn,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let found = browsing::suggest(&visit.state.index, &visit.caller, &query.subject)?;
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    if accept.contains("application/json") {
        let suggestions = found.into_iter().map(|article| OfferedArticle {
            title: article.title.iter().map(|piece| piece.text.as_str()).collect(),
            slug: article.slug,
            external_id: article.external_id,
        });
        return Ok(HttpResponse::Ok().json(Offered { suggestions: suggestions.collect() }));
    }
    Ok(page(views::suggestions::fragment(&offers(&found), query.inquiry.parse().ok())))
}

/// What a search found, as views show it.
pub(crate) fn offers(found: &[Suggestion]) -> Vec<Offer<'_>> {
    found
        .iter()
        .map(|article| Offer { slug: &article.slug, title: pieces(&article.title), snippet: pieces(&article.snippet) })
        .collect()
}

fn pieces(pieces: &[Piece]) -> Vec<(String, bool)> {
    pieces.iter().map(|piece| (piece.text.clone(), piece.marked)).collect()
}
