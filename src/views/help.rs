//! The help centre.

use maud::{Markup, PreEscaped, html};

use crate::domain::article::{Article, ArticleLink, CategoryCount, TagCount};
use crate::domain::deflection::{Inquiry, Vote};
use crate::domain::input::Lines;
use crate::domain::people::Side;
use crate::views::frame::Frame;
use crate::views::layout::{self, PortalNav};
use crate::views::suggestions::{Offer, marked};
use crate::views::{icon, parts};
use crate::words::Locale;
use crate::words::msg::{help, portal};

/// What the help centre's first page shows.
#[derive(Clone, Copy)]
pub struct HelpIndex<'a> {
    /// What is searched for.
    pub query: &'a str,
    /// The tag whose articles are listed.
    pub tag: Option<&'a str>,
    /// The category whose articles are listed.
    pub category: Option<&'a str>,
    /// What the search found; none when nothing is searched for.
    pub results: Option<&'a [Offer<'a>]>,
    /// The categories of articles that the reader may see.
    pub categories: &'a [CategoryCount],
    /// The tags of articles that the reader may see.
    pub tags: &'a [TagCount],
    /// Articles, of the tag when there is one.
    pub articles: &'a [ArticleLink],
    /// Where the list goes on.
    pub older: Option<&'a str>,
}

/// An article and what belongs to it.
#[derive(Clone)]
pub struct ArticlePage<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its text as HTML, already cleaned.
    pub html: PreEscaped<String>,
    /// Its tags.
    pub tags: &'a [String],
    /// Articles on the same matter.
    pub related: &'a [ArticleLink],
    /// What stands above it when it is shown to whoever writes it.
    pub preview: Option<&'a Markup>,
    /// Whether the reader has said that it was helpful, and what they missed.
    pub vote: Option<&'a Vote>,
    /// Whether they have said so just now.
    pub voted: bool,
    /// The inquiry from which they opened it.
    pub inquiry: Option<&'a Inquiry>,
}

/// The first page: search, tags, articles.
pub fn index(frame: &Frame<'_>, index: &HelpIndex<'_>) -> Markup {
    let title = frame.text(help::HELP_TITLE);
    let main = html! {
        div class="help-head" {
            h1 { (title) }
            form class="search" role="search" method="get" action="/help" data-searches=[is_client(frame).then(|| frame.action("/help/searches"))] {
                label class="unseen" for="q" { (frame.text(help::HELP_SEARCH)) }
                // Searches while one types; without scripts the button does.
                input id="q" name="q" class="input" type="search" dir="auto" value=(index.query) placeholder=(frame.text(help::HELP_SEARCH_PLACEHOLDER))
                    hx-get=(frame.action("/help")) hx-trigger="input changed delay:150ms" hx-sync="this:replace"
                    hx-target="#help-found" hx-select="#help-found" hx-swap="outerMorph";
                button type="submit" class="button primary" { (icon::search()) (frame.text(help::HELP_SEARCH_SUBMIT)) }
            }
        }
        div id="help-found" class="found" {
            @if index.results.is_none() {
                @if !index.categories.is_empty() { (categories(frame, index)) }
                @if !index.tags.is_empty() { (tags(frame, index)) }
            }
            @match index.results {
                Some(offers) => (results(frame, index.query, offers)),
                None => (articles(frame, index)),
            }
        }
        (still(frame))
    };
    layout::portal(frame, PortalNav::Help, &title, &main)
}

/// The page of one article.
pub fn article(frame: &Frame<'_>, page: &ArticlePage<'_>) -> Markup {
    let main = html! {
        div class="reading" {
            @match page.preview {
                Some(notice) => (notice),
                None => p class="crumbs small" {
                    a href="/help" { (icon::back()) (frame.text(help::HELP_BACK)) }
                    @if let Some(category) = &page.article.category { a href=(category_url(category)) dir="auto" { (category) } }
                },
            }
            article class="card article" {
                h1 dir="auto" { (page.article.title) }
                @if !page.tags.is_empty() {
                    ul class="chips" aria-label=(frame.text(help::HELP_TAGS)) {
                        @for tag in page.tags { li { a class="chip" href=(tag_url(tag)) dir="auto" { (tag) } } }
                    }
                }
                div class="prose" dir="auto" { (page.html) }
                (foot(frame.locale, page.article, Some(frame)))
            }
            @if let Some(inquiry) = page.inquiry { (solution(frame, page.article, inquiry)) }
            @if is_client(frame) { (vote(frame, page)) }
            @if !page.related.is_empty() {
                section class="card" aria-labelledby="related-title" {
                    div class="card-head" { h2 id="related-title" { (frame.text(help::HELP_RELATED)) } }
                    (links(page.related))
                }
            }
            (still(frame))
        }
    };
    layout::portal(frame, PortalNav::Help, &page.article.title, &main)
}

/// An article without a page around it, for the drawer beside the form of a new ticket.
pub fn drawer(locale: &Locale, page: &ArticlePage<'_>) -> Markup {
    html! {
        article class="article" {
            h2 id="drawer-title" class="drawer-title" dir="auto" { (page.article.title) }
            div class="prose" dir="auto" { (page.html) }
            (foot(locale, page.article, None))
        }
    }
}

fn categories(frame: &Frame<'_>, index: &HelpIndex<'_>) -> Markup {
    html! {
        nav aria-label=(frame.text(help::HELP_CATEGORIES)) {
            ul class="categories" {
                @for count in index.categories {
                    @let here = index.category == Some(count.category.as_str());
                    li {
                        a class="card category" href=(category_url(&count.category)) aria-current=[here.then_some("true")] {
                            (icon::book())
                            span class="row-title" dir="auto" { (count.category) }
                            span class="num quiet small" { (frame.locale.number(count.articles)) }
                        }
                    }
                }
            }
        }
    }
}

fn tags(frame: &Frame<'_>, index: &HelpIndex<'_>) -> Markup {
    html! {
        nav aria-label=(frame.text(help::HELP_TAGS)) {
            ul class="chips" {
                @for count in index.tags {
                    @let here = index.tag == Some(count.tag.as_str());
                    li {
                        a class={ "chip" @if here { " accent" } } href=(tag_url(&count.tag)) aria-current=[here.then_some("true")] {
                            span class="chip-text" dir="auto" { (count.tag) } span class="num chip-count" { (frame.locale.number(count.articles)) }
                        }
                    }
                }
            }
        }
    }
}

fn results(frame: &Frame<'_>, query: &str, offers: &[Offer<'_>]) -> Markup {
    html! {
        section class="card" aria-labelledby="results-title" {
            div class="card-head" {
                h2 id="results-title" dir="auto" aria-live="polite" { (frame.with(help::HELP_RESULTS, &[("query", query.into())])) }
                a class="small" href="/help" { (frame.text(help::HELP_CLEAR)) }
            }
            @if offers.is_empty() {
                span hidden data-found-nothing {}
                (parts::empty(&icon::search(), &frame.text(help::HELP_NO_RESULTS_TITLE), &frame.text(help::HELP_NO_RESULTS_TEXT), None))
            } @else {
                ul class="rows" {
                    @for offer in offers {
                        li {
                            a class="row" href={ "/help/" (offer.slug) } {
                                span class="row-text" {
                                    span class="row-title" dir="auto" { (marked(&offer.title)) }
                                    span class="row-snip two-lines" dir="auto" { (marked(&offer.snippet)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn articles(frame: &Frame<'_>, index: &HelpIndex<'_>) -> Markup {
    html! {
        section class="card" aria-labelledby="articles-title" {
            div class="card-head" {
                h2 id="articles-title" {
                    @match (index.tag, index.category) {
                        (Some(tag), _) => (frame.with(help::HELP_TAGGED, &[("tag", tag.into())])),
                        (None, Some(category)) => (frame.with(help::HELP_IN_CATEGORY, &[("category", category.into())])),
                        (None, None) => (frame.text(help::HELP_ALL)),
                    }
                }
                @if index.tag.is_some() || index.category.is_some() { a class="small" href="/help" { (frame.text(help::HELP_CLEAR)) } }
            }
            @if index.articles.is_empty() {
                (parts::empty(&icon::book(), &frame.text(help::HELP_EMPTY_TITLE), &frame.text(help::HELP_EMPTY_TEXT), None))
            } @else {
                (links(index.articles))
            }
        }
        (parts::more(frame.locale, index.older, help::HELP_MORE))
    }
}

fn links(articles: &[ArticleLink]) -> Markup {
    html! {
        ul class="rows" {
            @for link in articles {
                li { a class="row" href={ "/help/" (link.slug) } { span class="row-text" { span class="row-title" dir="auto" { (link.title) } } } }
            }
        }
    }
}

/// When the article last changed, where a frame tells the reader's zone, and where it came from.
fn foot(locale: &Locale, article: &Article, frame: Option<&Frame<'_>>) -> Markup {
    html! {
        @if frame.is_some() || article.source.is_some() {
            p class="article-foot small quiet" {
                @if let Some(frame) = frame {
                    span { (locale.with(help::HELP_UPDATED, &[("date", locale.date(article.updated_at, frame.zone).into())])) }
                }
                @if let Some(source) = &article.source {
                    span { (locale.text(help::HELP_SOURCE)) " " span class="source" { (crate::views::rich::text(source)) } }
                }
            }
        }
    }
}

/// For a page that was opened from the form of a new ticket without the drawer: the same two answers.
fn solution(frame: &Frame<'_>, article: &Article, inquiry: &Inquiry) -> Markup {
    html! {
        form class="card answer" method="post" action=(frame.action("/support/solutions")) {
            input type="hidden" name="inquiry" value=(inquiry.id);
            input type="hidden" name="article" value=(article.slug);
            input type="hidden" name="subject" value=(inquiry.subject);
            button type="submit" class="button primary" { (icon::check()) (frame.text(help::HELP_DRAWER_SOLVED)) }
            a class="button" href={ "/support/new?inquiry=" (inquiry.id) } { (frame.text(help::HELP_DRAWER_CLOSE)) }
        }
    }
}

/// Was this helpful? Answered, it shows the answer, which may be changed; after a No one can say what is missing.
fn vote(frame: &Frame<'_>, page: &ArticlePage<'_>) -> Markup {
    let action = frame.action(&format!("/help/{}/vote", page.article.slug));
    let said = page.vote.map(|vote| vote.helpful);
    let answer = |value: &'static str, name, is: bool| {
        html! {
            button type="submit" name="helpful" value=(value) class={ "button" @if said == Some(is) { " chosen" } } aria-pressed=(said == Some(is)) {
                @if said == Some(is) { (icon::check()) } (frame.text(name))
            }
        }
    };
    html! {
        section id="vote" class="card vote" aria-labelledby="vote-title" {
            fieldset class="plain-set" disabled[frame.is_viewing()] {
                form class="vote-answers" method="post" action=(action) {
                    // Said once more, it keeps what was missed.
                    @if let Some(own) = page.vote { input type="hidden" name="comment" value=(own.comment); }
                    h2 id="vote-title" { (frame.text(help::VOTE_QUESTION)) }
                    div class="tools" { (answer("yes", help::VOTE_YES, true)) (answer("no", help::VOTE_NO, false)) }
                }
                @if page.voted { p class="small quiet" role="status" { (frame.text(help::VOTE_THANKS)) } }
                @if let Some(own) = page.vote.filter(|vote| !vote.helpful) {
                    form class="field" method="post" action=(action) {
                        input type="hidden" name="helpful" value="no";
                        label for="vote-comment" { (frame.text(help::VOTE_COMMENT)) }
                        textarea id="vote-comment" name="comment" class="input" rows="3" maxlength=(Lines::MAX) dir="auto" { "\n" (own.comment) }
                        p class="hint" { (frame.text(help::VOTE_COMMENT_HINT)) }
                        div class="tools" { button type="submit" class="button" { (frame.text(help::VOTE_COMMENT_SEND)) } }
                    }
                }
            }
        }
    }
}

fn is_client(frame: &Frame<'_>) -> bool {
    frame.viewer.is_none_or(|viewer| viewer.side() == Side::Client)
}

fn still(frame: &Frame<'_>) -> Markup {
    html! {
        @if is_client(frame) {
            p class="still" { span { (frame.text(help::HELP_STILL)) } " " a class="button" href="/support/new" { (frame.text(portal::TICKET_NEW_LINK)) } }
        }
    }
}

/// The list of a tag's articles. Tags hold any letters, so they are written as a query's value.
fn tag_url(tag: &str) -> String {
    let query: String = url::form_urlencoded::Serializer::new(String::new()).append_pair("tag", tag).finish();
    format!("/help?{query}")
}

/// The list of a category's articles.
fn category_url(category: &str) -> String {
    let query: String = url::form_urlencoded::Serializer::new(String::new()).append_pair("category", category).finish();
    format!("/help?{query}")
}
