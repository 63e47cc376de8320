//! The help centre.

use actix_web::{HttpRequest, HttpResponse, web};
use maud::PreEscaped;
use serde::Deserialize;

use crate::app::{self, browsing};
use crate::domain::rich_text;
use crate::views;
use crate::views::help::{ArticlePage, HelpIndex};
use crate::web::error::Error;
use crate::web::forms::{is_fragment, page, see_other};
use crate::web::suggestions::offers;
use crate::web::visit::SignedIn;

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
    /// Present when the article was said to have solved it.
    solved: Option<String>,
}

/// `GET /help`
pub(crate) async fn index(SignedIn(visit): SignedIn, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let tag = query.tag.as_deref().filter(|tag| !tag.is_empty());
    let category = query.category.as_deref().filter(|category| !category.is_empty());
    let after = query.after_title.as_deref().zip(query.after.as_deref());
    let centre =
        browsing::centre(&visit.state.app, &visit.state.index, &visit.caller, &query.q, (category, tag), after).await?;
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
    let reading = match browsing::article(&visit.state.app, &visit.state.index, &visit.caller, &slug).await {
        Ok(reading) => reading,
        // It may have had this address once.
        Err(app::Error::NotFound) => {
            let now = browsing::moved(&visit.state.app, &visit.caller, &slug).await?.ok_or(Error::NotFound)?;
            return Ok(see_other(&format!("/help/{now}")));
        }
        Err(error) => return Err(error.into()),
    };
    let shown = ArticlePage {
        article: &reading.article,
        html: PreEscaped(rich_text::article(&reading.article.body)),
        tags: &reading.tags,
        related: &reading.related,
        solved: query.solved.is_some(),
        preview: None,
    };
    if is_fragment(&request) {
        return Ok(page(views::help::drawer(&visit.locale, &shown)));
    }
    Ok(page(views::help::article(&visit.frame(), &shown)))
}
