//! An article at the desk: what it says, who may read it, and what can be done with it.

use maud::{Markup, PreEscaped, html};

use crate::domain::article::{Article, ArticleStatus, Visibility};
use crate::domain::manuscript::Then;
use crate::domain::rights::Right;
use crate::views::desk::articles::{address, chips};
use crate::views::desk::customers::may;
use crate::views::done::{self, Done};
use crate::views::form;
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{icon, parts};
use crate::words::msg::articles;
use crate::words::{Msg, nouns};

/// An article's page at the desk.
#[derive(Clone)]
pub struct DeskArticle<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its text as HTML, already cleaned.
    pub html: PreEscaped<String>,
    /// Its tags.
    pub tags: &'a [String],
    /// What was just done.
    pub done: Option<Done>,
    /// Whether it was to be deleted, and is published.
    pub delete_refused: bool,
}

/// The page.
pub fn page(frame: &Frame<'_>, page: &DeskArticle<'_>) -> Markup {
    let article = page.article;
    let refused = page.delete_refused.then(|| frame.text(articles::ARTICLE_DELETE_REFUSED));
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="customer stack" {
                div class="customer-top" {
                    p class="crumbs small" { a href="/desk/articles" { (icon::back()) (frame.text(articles::ARTICLES_TITLE)) } }
                    (head(frame, article))
                }
                (done::notice(frame, page.done))
                (form::refused(refused.as_deref()))
                (hidden(frame, article))
                div class="customer-parts" {
                    section class="card article" aria-label=(article.title) {
                        @if page.html.0.trim().is_empty() {
                            p class="quiet" { (frame.text(articles::ARTICLE_EMPTY)) }
                        } @else {
                            div class="prose" dir="auto" { (page.html) }
                        }
                    }
                    div class="stack" {
                        (about(frame, page))
                        @if may(frame, Right::WriteArticles) && article.status == ArticleStatus::Draft { (removal(frame, article)) }
                    }
                }
            }
        }
    };
    layout::desk(frame, &article.title, DeskNav::Articles, &body)
}

fn head(frame: &Frame<'_>, article: &Article) -> Markup {
    let address = address(article.id);
    let (then, label, class) = match article.status {
        ArticleStatus::Draft => (Then::Publish, articles::ARTICLE_PUBLISH, "button primary"),
        ArticleStatus::Published => (Then::Unpublish, articles::ARTICLE_UNPUBLISH, "button"),
    };
    html! {
        div class="head" {
            h1 dir="auto" { (article.title) }
            (chips(frame, article.status, article.visibility))
            div class="end tools" {
                a class="button" href={ (address) "/revisions" } { (frame.text(articles::ARTICLE_REVISIONS)) }
                a class="button" href={ (address) "/preview" } { (icon::eye()) (frame.text(articles::ARTICLE_PREVIEW)) }
                @if may(frame, Right::WriteArticles) {
                    a class="button" href={ (address) "/edit" } { (icon::pen()) (frame.text(articles::ARTICLE_EDIT)) }
                    form method="post" action=(frame.action(&format!("{address}/status"))) {
                        button type="submit" name="then" value=(then) class=(class) { (frame.text(label)) }
                    }
                }
            }
        }
    }
}

/// Why clients cannot see it.
fn hidden(frame: &Frame<'_>, article: &Article) -> Markup {
    let said = match (article.status, article.visibility) {
        (ArticleStatus::Draft, _) => Some(articles::ARTICLE_HIDDEN_DRAFT),
        (ArticleStatus::Published, Visibility::Internal) => Some(articles::ARTICLE_HIDDEN_INTERNAL),
        (ArticleStatus::Published, Visibility::Public) => None,
    };
    html! { @if let Some(said) = said { div class="notice warn" { p { (frame.text(said)) } } } }
}

fn about(frame: &Frame<'_>, page: &DeskArticle<'_>) -> Markup {
    let article = page.article;
    let public = article.status == ArticleStatus::Published && article.visibility == Visibility::Public;
    html! {
        section class="card part" aria-labelledby="about-title" {
            h2 id="about-title" { (frame.text(articles::ARTICLE_ABOUT)) }
            dl class="known" {
                (fact(frame, articles::ARTICLE_STATUS, &html! { (frame.text(nouns::article_status(article.status))) }))
                (fact(frame, articles::ARTICLE_VISIBILITY, &html! { (frame.text(nouns::visibility(article.visibility))) }))
                @if let Some(category) = &article.category { (fact(frame, articles::ARTICLE_CATEGORY, &html! { bdi { (category) } })) }
                @if !page.tags.is_empty() {
                    (fact(frame, articles::ARTICLE_TAGS, &html! {
                        ul class="chips" { @for tag in page.tags { li { span class="chip" dir="auto" { (tag) } } } }
                    }))
                }
                (fact(frame, articles::ARTICLE_SLUG, &html! { bdi class="source" { "/help/" (article.slug) } }))
                (fact(frame, articles::ARTICLE_CHANGED, &parts::when(frame, article.updated_at)))
                @if let Some(source) = &article.source {
                    (fact(frame, articles::ARTICLE_SOURCE, &html! { span class="source" { (crate::views::rich::text(source)) } }))
                }
            }
            @if may(frame, Right::WriteArticles) {
                a class="button small" href={ (address(article.id)) "/lessons" } { (icon::search()) (frame.text(articles::ARTICLE_LESSONS)) }
            }
            @if public {
                a class="button small" href={ "/help/" (article.slug) } { (icon::book()) (frame.text(articles::ARTICLE_OPEN)) }
            }
        }
    }
}

fn fact(frame: &Frame<'_>, name: Msg, value: &Markup) -> Markup {
    html! { div { dt { (frame.text(name)) } dd { (value) } } }
}

/// Deleting it: apart from the rest, and not opened by accident.
fn removal(frame: &Frame<'_>, article: &Article) -> Markup {
    html! {
        details class="card part removal" {
            summary { (frame.text(articles::ARTICLE_DELETE_TITLE)) }
            p class="small quiet" { (frame.text(articles::ARTICLE_DELETE_TEXT)) }
            form method="post" action=(frame.action(&format!("{}/delete", address(article.id)))) {
                button type="submit" class="button grave" { (frame.text(articles::ARTICLE_DELETE)) }
            }
        }
    }
}

/// What stands above the portal's page of an article that is looked at before it is there.
pub fn preview_notice(frame: &Frame<'_>, article: &Article) -> Markup {
    let said = match (article.status, article.visibility) {
        (_, Visibility::Internal) => articles::PREVIEW_INTERNAL,
        (ArticleStatus::Draft, Visibility::Public) => articles::PREVIEW_DRAFT,
        (ArticleStatus::Published, Visibility::Public) => articles::PREVIEW_TITLE,
    };
    html! {
        aside class="notice warn preview" {
            p { strong { (frame.text(said)) } }
            a class="button" href=(address(article.id)) { (icon::back()) (frame.text(articles::PREVIEW_BACK)) }
        }
    }
}
