//! What an article was: the list of its revisions, and what one of them changed.

use maud::{Markup, html};

use crate::domain::article::Article;
use crate::domain::comparing::Piece;
use crate::domain::manuscript::{Revision, RevisionRow};
use crate::domain::rights::Right;
use crate::views::desk::articles::{address, chips};
use crate::views::desk::customers::may;
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{icon, parts};
use crate::words::msg::articles;
use crate::words::{Msg, nouns};

/// The list of an article's revisions.
pub fn list(frame: &Frame<'_>, article: &Article, rows: &[RevisionRow], older: Option<&str>) -> Markup {
    let title = frame.with(articles::REVISIONS_TITLE, &[("title", article.title.as_str().into())]);
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="customers stack" {
                (crumbs(article))
                h1 dir="auto" { (title) }
                div class="card" {
                    @if rows.is_empty() {
                        (parts::empty(&icon::book(), &frame.text(articles::REVISIONS_NONE_TITLE), &frame.text(articles::REVISIONS_NONE_TEXT), None))
                    } @else {
                        ul class="rows" { @for row in rows { (one(frame, article, row)) } }
                    }
                }
                (parts::more(frame.locale, older, articles::REVISIONS_MORE))
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Articles, &body)
}

fn one(frame: &Frame<'_>, article: &Article, row: &RevisionRow) -> Markup {
    html! {
        li {
            a class="row" href={ (address(article.id)) "/revisions/" (row.number) } {
                span class="row-text" {
                    span class="row-title" {
                        (frame.with(articles::REVISIONS_NUMBER, &[("number", row.number.into())]))
                        @if row.number == article.revision { " · " (frame.text(articles::REVISIONS_NOW)) }
                    }
                    span class="row-snip" { bdi { (author(frame, row.author.as_deref())) } " · " span dir="auto" { (row.title) } }
                }
                span class="row-end" {
                    (parts::when(frame, row.at))
                    (chips(frame, row.status, row.visibility))
                }
            }
        }
    }
}

/// A revision beside the one before it.
#[derive(Clone, Copy)]
pub struct RevisionPage<'a> {
    /// The article as it is now.
    pub article: &'a Article,
    /// The revision.
    pub revision: &'a Revision,
    /// The one before; none for the first.
    pub earlier: Option<&'a Revision>,
    /// What changed in the title.
    pub title: &'a [Piece],
    /// What changed in the text.
    pub body: &'a [Piece],
}

/// What a revision changed, and the way back to it.
pub fn show(frame: &Frame<'_>, page: &RevisionPage<'_>) -> Markup {
    let (article, revision) = (page.article, page.revision);
    let args = [("number", revision.number.into()), ("title", article.title.as_str().into())];
    let title = frame.with(articles::REVISION_TITLE, &args);
    let base = format!("{}/revisions", address(article.id));
    let is_same = page.body.iter().all(|piece| matches!(piece, Piece::Kept(_) | Piece::Skipped(_)));
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="customers stack" {
                p class="crumbs small" { a href=(base) { (icon::back()) (frame.text(articles::ARTICLE_REVISIONS)) } }
                div class="head" {
                    h1 dir="auto" { (title) }
                    (chips(frame, revision.status, revision.visibility))
                }
                p class="quiet" { bdi { (author(frame, revision.author.as_deref())) } " · " (parts::when(frame, revision.at)) }
                nav class="tools" aria-label=(frame.text(articles::ARTICLE_REVISIONS)) {
                    @if page.earlier.is_some() { a class="button small" href={ (base) "/" (revision.number - 1) } { (icon::back()) (frame.text(articles::REVISION_EARLIER)) } }
                    @if revision.number < article.revision { a class="button small" href={ (base) "/" (revision.number + 1) } { (frame.text(articles::REVISION_LATER)) } }
                }
                section class="card compared" aria-labelledby="compared-title" {
                    h2 id="compared-title" class="small quiet" {
                        @match page.earlier {
                            Some(earlier) => (frame.with(articles::REVISION_SINCE, &[("number", earlier.number.into())])),
                            None => (frame.text(articles::REVISION_FIRST)),
                        }
                    }
                    div class="compared-title" { (pieces(frame, page.title)) }
                    dl class="known" { (details(frame, page)) }
                    @if is_same && page.earlier.is_some() { p class="quiet small" { (frame.text(articles::REVISION_SAME)) } }
                    (pieces(frame, page.body))
                }
                @if may(frame, Right::WriteArticles) && revision.number != article.revision {
                    form class="card part" method="post" action=(frame.action(&format!("{base}/{}/restore", revision.number))) {
                        p class="small quiet" { (frame.text(articles::REVISION_RESTORE_TEXT)) }
                        button type="submit" class="button" { (frame.text(articles::REVISION_RESTORE)) }
                    }
                }
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Articles, &body)
}

/// What else it had: where that changed, both.
fn details(frame: &Frame<'_>, page: &RevisionPage<'_>) -> Markup {
    let shown = |revision: &Revision| {
        [
            (articles::ARTICLE_STATUS, frame.text(nouns::article_status(revision.status))),
            (articles::ARTICLE_VISIBILITY, frame.text(nouns::visibility(revision.visibility))),
            (articles::ARTICLE_CATEGORY, revision.category.clone().unwrap_or_default()),
            (articles::ARTICLE_TAGS, revision.tags().join(", ")),
            (articles::ARTICLE_SLUG, revision.slug.clone()),
        ]
    };
    let before: Option<[(Msg, String); 5]> = page.earlier.map(shown);
    html! {
        @for (at, (name, now)) in shown(page.revision).into_iter().enumerate() {
            @let was = before.as_ref().map(|before| before[at].1.as_str()).filter(|was| *was != now);
            @if was.is_some() || !now.is_empty() {
                div {
                    dt { (frame.text(name)) }
                    dd {
                        @match was {
                            Some(was) => { @if !was.is_empty() { del { bdi { (was) } } " " } @if !now.is_empty() { ins { bdi { (now) } } } },
                            None => bdi { (now) },
                        }
                    }
                }
            }
        }
    }
}

/// What went and what came.
pub(super) fn pieces(frame: &Frame<'_>, pieces: &[Piece]) -> Markup {
    html! {
        div class="pieces" dir="auto" {
            @for piece in pieces {
                @match piece {
                    Piece::Kept(text) => (text),
                    Piece::Gone(text) => del { (text) },
                    Piece::New(text) => ins { (text) },
                    Piece::Skipped(count) => span class="skipped" { (frame.with(articles::REVISION_SKIPPED, &[("count", (*count).into())])) },
                }
            }
        }
    }
}

fn crumbs(article: &Article) -> Markup {
    html! { p class="crumbs small" { a href=(address(article.id)) dir="auto" { (icon::back()) (article.title) } } }
}

fn author(frame: &Frame<'_>, author: Option<&str>) -> String {
    author.map_or_else(|| frame.text(articles::ARTICLES_IMPORTED), str::to_owned)
}
