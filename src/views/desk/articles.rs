//! The list of articles.

use std::collections::HashMap;

use maud::{Markup, html};

use crate::domain::article::{ArticleFilter, ArticleOrder, ArticleRow, ArticleStatus, Visibility};
use crate::domain::deflection::Figures;
use crate::domain::rights::Right;
use crate::id::ArticleId;
use crate::views::desk::customers::may;
use crate::views::done::{self, Done};
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{icon, parts};
use crate::words::msg::articles;
use crate::words::{Msg, nouns};

/// A page of the list.
#[derive(Clone, Copy)]
pub struct ArticleList<'a> {
    /// Which articles are shown.
    pub filter: &'a ArticleFilter,
    /// In which order.
    pub order: ArticleOrder,
    /// The rows.
    pub rows: &'a [ArticleRow],
    /// What they did.
    pub figures: &'a HashMap<ArticleId, Figures>,
    /// Every category in use.
    pub categories: &'a [String],
    /// Every tag in use.
    pub tags: &'a [String],
    /// Where the list goes on.
    pub older: Option<&'a str>,
    /// What was just done.
    pub done: Option<Done>,
}

/// The page.
pub fn page(frame: &Frame<'_>, list: &ArticleList<'_>) -> Markup {
    let title = frame.text(articles::ARTICLES_TITLE);
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="customers stack" {
                div class="head" {
                    h1 { (title) }
                    div class="end tools" {
                        a class="button" href="/desk/articles/export.jsonl" download { (icon::download()) (frame.text(articles::ARTICLES_EXPORT)) }
                        @if may(frame, Right::WriteArticles) {
                            a class="button primary" href="/desk/articles/new" { (icon::plus()) (frame.text(articles::ARTICLES_NEW)) }
                        }
                    }
                }
                (done::notice(frame, list.done))
                (search(frame, list))
                (found(frame, list))
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Articles, &body)
}

/// What is looked for, and by what the list is narrowed. Without scripts the button applies it.
fn search(frame: &Frame<'_>, list: &ArticleList<'_>) -> Markup {
    let filter = list.filter;
    let names = |values: &[String]| values.iter().map(|value| (value.clone(), value.clone())).collect::<Vec<_>>();
    let statuses: Vec<_> =
        ArticleStatus::ALL.iter().map(|one| (one.to_string(), frame.text(nouns::article_status(*one)))).collect();
    let visibilities: Vec<_> =
        Visibility::ALL.iter().map(|one| (one.to_string(), frame.text(nouns::visibility(*one)))).collect();
    let orders: Vec<_> = ArticleOrder::ALL.iter().map(|one| (one.to_string(), frame.text(order_name(*one)))).collect();
    html! {
        form class="article-search" role="search" method="get" action="/desk/articles"
            hx-get="/desk/articles" hx-trigger="input changed delay:150ms from:'find input', change" hx-sync="this:replace"
            hx-target="#articles-found" hx-select="#articles-found" hx-swap="outerMorph" {
            div class="search" {
                label class="unseen" for="q" { (frame.text(articles::ARTICLES_SEARCH)) }
                input id="q" name="q" class="input" type="search" dir="auto" value=(filter.query) placeholder=(frame.text(articles::ARTICLES_SEARCH_PLACEHOLDER));
                button type="submit" class="button" { (icon::search()) (frame.text(articles::ARTICLES_SEARCH_SUBMIT)) }
            }
            fieldset class="article-filters" {
                legend class="unseen" { (frame.text(articles::ARTICLES_FILTER)) }
                (choice(frame, "status", articles::ARTICLE_STATUS, &statuses, filter.status.map(ArticleStatus::as_str)))
                (choice(frame, "visibility", articles::ARTICLE_VISIBILITY, &visibilities, filter.visibility.map(Visibility::as_str)))
                (choice(frame, "category", articles::ARTICLES_FILTER_CATEGORY, &names(list.categories), filter.category.as_deref()))
                (choice(frame, "tag", articles::ARTICLES_FILTER_TAG, &names(list.tags), filter.tag.as_deref()))
                label {
                    span class="small quiet" { (frame.text(articles::ARTICLES_ORDER)) }
                    select name="order" class="input select" {
                        @for (value, name) in &orders { option value=(value) selected[*value == list.order.as_str()] { (name) } }
                    }
                }
                noscript { button type="submit" class="button" { (frame.text(articles::ARTICLES_APPLY)) } }
            }
        }
    }
}

fn choice(frame: &Frame<'_>, name: &str, label: Msg, choices: &[(String, String)], chosen: Option<&str>) -> Markup {
    html! {
        label {
            span class="small quiet" { (frame.text(label)) }
            select name=(name) class="input select" {
                option value="" { (frame.text(articles::ARTICLES_FILTER_ANY)) }
                @for (value, said) in choices { option value=(value) selected[chosen == Some(value.as_str())] { (said) } }
            }
        }
    }
}

const fn order_name(order: ArticleOrder) -> Msg {
    match order {
        ArticleOrder::Changed => articles::ARTICLES_ORDER_CHANGED,
        ArticleOrder::Title => articles::ARTICLES_ORDER_TITLE,
    }
}

/// The part of the page that a search replaces.
fn found(frame: &Frame<'_>, list: &ArticleList<'_>) -> Markup {
    html! {
        div id="articles-found" class="stack" {
            @if !list.filter.is_open() {
                p class="small" { a href="/desk/articles" { (icon::cross()) (frame.text(articles::ARTICLES_CLEAR)) } }
            }
            div class="card" {
                @if list.rows.is_empty() {
                    (empty(frame, list))
                } @else {
                    ul class="rows" { @for row in list.rows { (one(frame, row, list.figures.get(&row.id))) } }
                }
            }
            (parts::more(frame.locale, list.older, articles::ARTICLES_MORE))
        }
    }
}

fn one(frame: &Frame<'_>, row: &ArticleRow, figures: Option<&Figures>) -> Markup {
    html! {
        li id={ "article-" (row.id) } {
            a class="row" href=(address(row.id)) {
                span class="row-text" {
                    span class="row-title" dir="auto" { (row.title) }
                    span class="row-snip" {
                        @if let Some(category) = &row.category { bdi { (category) } " · " }
                        bdi { (row.editor.clone().unwrap_or_else(|| frame.text(articles::ARTICLES_IMPORTED))) }
                        @if let Some(figures) = figures { (did(frame, figures)) }
                    }
                }
                span class="row-end" {
                    (parts::when(frame, row.updated_at))
                    (chips(frame, row.status, row.visibility))
                }
            }
        }
    }
}

/// What an article did: how often it was read, whether that helped, what it solved.
fn did(frame: &Frame<'_>, figures: &Figures) -> Markup {
    let voted = figures.helpful + figures.unhelpful;
    html! {
        @if figures.views > 0 { " · " (frame.with(articles::ARTICLES_VIEWS, &[("count", figures.views.into())])) }
        @if voted > 0 { " · " (frame.with(articles::ARTICLES_HELPFUL, &[("helpful", figures.helpful.into()), ("count", voted.into())])) }
        @if figures.solved > 0 { " · " (frame.with(articles::ARTICLES_SOLVED, &[("count", figures.solved.into())])) }
    }
}

/// Whether an article is ready, and whom it is for when that is not everybody.
pub(super) fn chips(frame: &Frame<'_>, status: ArticleStatus, visibility: Visibility) -> Markup {
    let class = match status {
        ArticleStatus::Draft => "chip warn",
        ArticleStatus::Published => "chip good",
    };
    html! {
        span class="article-chips" {
            @if visibility == Visibility::Internal { span class="chip" { (frame.text(nouns::visibility(visibility))) } }
            span class=(class) { (frame.text(nouns::article_status(status))) }
        }
    }
}

fn empty(frame: &Frame<'_>, list: &ArticleList<'_>) -> Markup {
    let add =
        html! { a class="button" href="/desk/articles/new" { (icon::plus()) (frame.text(articles::ARTICLES_NEW)) } };
    let add = may(frame, Right::WriteArticles).then_some(&add);
    html! {
        @if list.filter.is_open() {
            (parts::empty(&icon::book(), &frame.text(articles::ARTICLES_NONE_TITLE), &frame.text(articles::ARTICLES_NONE_TEXT), add))
        } @else {
            (parts::empty(&icon::search(), &frame.text(articles::ARTICLES_NOT_FOUND_TITLE), &frame.text(articles::ARTICLES_NOT_FOUND_TEXT), None))
        }
    }
}

/// Where an article is at the desk.
pub(super) fn address(id: ArticleId) -> String {
    format!("/desk/articles/{id}")
}
