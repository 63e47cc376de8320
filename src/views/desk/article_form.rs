//! The editor of an article: a real form with its text as Markdown. The script puts the rich editor in the text's place.

use maud::{Markup, html};

use crate::clock::Timestamp;
use crate::domain::article::{Article, ArticleStatus, Visibility};
use crate::domain::comparing::Piece;
use crate::domain::input::Invalid;
use crate::domain::manuscript::{Then, Typed};
use crate::views::desk::articles::{address, chips};
use crate::views::desk::revisions;
use crate::views::desk::rich_field::{self, Pictures, RichField};
use crate::views::form::{self, Field, Input};
use crate::views::frame::Frame;
use crate::views::{icon, layout};
use crate::words::msg::articles;
use crate::words::{Msg, nouns};

const TITLE: Field = Field { name: "title", label: articles::EDITOR_TITLE_LABEL };
const BODY: Field = Field { name: "body", label: articles::EDITOR_BODY_LABEL };
const SLUG: Field = Field { name: "slug", label: articles::EDITOR_SLUG_LABEL };
const CATEGORY: Field = Field { name: "category", label: articles::EDITOR_CATEGORY_LABEL };
const TAGS: Field = Field { name: "tags", label: articles::EDITOR_TAGS_LABEL };
const VISIBILITY: Field = Field { name: "visibility", label: articles::EDITOR_VISIBILITY_LABEL };

/// What stands in the form, and around it.
#[derive(Clone, Copy)]
pub struct ArticleForm<'a> {
    /// The article that is changed; none for a new one.
    pub article: Option<&'a Article>,
    /// What stands in the fields.
    pub typed: &'a Typed,
    /// The revision that the writing began from.
    pub base: i64,
    /// When what stands there was kept, when it was not saved.
    pub kept_at: Option<Timestamp>,
    /// Others who have it open.
    pub others: &'a [String],
    /// Every category in use.
    pub categories: &'a [String],
    /// Every tag in use.
    pub tags: &'a [String],
    /// Whether the text holds what the rich editor would lose.
    pub beyond: bool,
    /// Bytes that the text may have.
    pub limit: usize,
    /// What is wrong with it.
    pub problems: &'a [Invalid],
    /// Somebody saved since.
    pub stale: Option<Stale<'a>>,
}

/// What somebody else saved while this was written.
#[derive(Clone, Copy)]
pub struct Stale<'a> {
    /// Who, when that is known.
    pub who: Option<&'a str>,
    /// What saving would change in it: the title, and the text.
    pub title: &'a [Piece],
    /// The text.
    pub body: &'a [Piece],
}

/// The page.
pub fn page(frame: &Frame<'_>, editor: &ArticleForm<'_>) -> Markup {
    let (title, back, label) = match editor.article {
        Some(article) => {
            let title = frame.with(articles::EDITOR_TITLE, &[("title", article.title.as_str().into())]);
            (title, address(article.id), article.title.clone())
        }
        None => (frame.text(articles::EDITOR_NEW), "/desk/articles".to_owned(), frame.text(articles::ARTICLES_TITLE)),
    };
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="writing-page stack" id="article-page" {
                div class="customer-top" {
                    p class="crumbs small" { a href=(back) dir="auto" { (icon::back()) (label) } }
                    div class="head" {
                        h1 dir="auto" { (title) }
                        @if let Some(article) = editor.article { (chips(frame, article.status, article.visibility)) }
                    }
                }
                @if let Some(at) = editor.kept_at { (kept(frame, editor, at)) }
                (stale(frame, editor))
                p id="article-others" class="notice warn" role="status" hidden[editor.others.is_empty()] {
                    @if !editor.others.is_empty() {
                        (frame.with(articles::EDITOR_OTHERS, &[("who", editor.others.join(", ").into())]))
                    }
                }
                (form(frame, editor, &back))
            }
            (rich_field::dialogs(frame, Pictures::Placed))
        }
    };
    layout::writing_desk(frame, &title, &body)
}

/// Says that what was not saved is back, with the way to throw it away.
fn kept(frame: &Frame<'_>, editor: &ArticleForm<'_>, at: Timestamp) -> Markup {
    let when = frame.locale.date_time(at, frame.zone);
    html! {
        form id="article-kept" class="notice good kept" method="post" action=(frame.action(&format!("{}/discard", drafts(editor)))) {
            p { (frame.with(articles::EDITOR_RESTORED, &[("when", when.into())])) }
            button type="submit" class="button small" { (frame.text(articles::EDITOR_DISCARD)) }
        }
    }
}

/// Both texts, when somebody else saved since: what saving this one would change in the other.
fn stale(frame: &Frame<'_>, editor: &ArticleForm<'_>) -> Markup {
    html! {
        @if let (Some(stale), Some(article)) = (editor.stale, editor.article) {
            section class="card stale" aria-labelledby="stale-title" {
                div class="notice warn" role="alert" tabindex="-1" autofocus data-refused {
                    p id="stale-title" {
                        strong {
                            @match stale.who {
                                Some(who) => (frame.with(articles::EDITOR_STALE_TITLE, &[("who", who.into())])),
                                None => (frame.text(articles::EDITOR_STALE_TITLE_UNKNOWN)),
                            }
                        }
                    }
                    p { (frame.text(articles::EDITOR_STALE_TEXT)) }
                    p { a href=(address(article.id)) target="_blank" rel="noopener" { (frame.text(articles::EDITOR_STALE_THEIRS)) } }
                }
                div class="compared" {
                    div class="compared-title" { (revisions::pieces(frame, stale.title)) }
                    (revisions::pieces(frame, stale.body))
                }
            }
        }
    }
}

fn form(frame: &Frame<'_>, editor: &ArticleForm<'_>, back: &str) -> Markup {
    let (locale, problems, typed) = (frame.locale, editor.problems, editor.typed);
    let action = editor.article.map_or_else(|| "/desk/articles".to_owned(), |article| address(article.id));
    let body = RichField {
        value: &typed.body,
        hint: articles::EDITOR_BODY_HINT,
        rows: 20,
        is_required: false,
        pictures: Pictures::Placed,
    };
    let visibilities: Vec<_> =
        Visibility::ALL.iter().map(|one| (one.to_string(), frame.text(nouns::visibility(*one)))).collect();
    html! {
        form id="article-form" class="article-form" method="post" action=(frame.action(&action))
            data-article=(editor.article.map_or_else(|| "new".to_owned(), |article| article.id.to_string()))
            data-drafts=(frame.action(&drafts(editor))) data-rendering=(frame.action("/desk/articles/rendering"))
            data-pictures=(frame.action("/desk/articles/pictures"))
            data-limit=(editor.limit) data-beyond[editor.beyond] data-kept=[editor.kept_at.map(Timestamp::as_millis)] data-given[!problems.is_empty() || editor.stale.is_some()] {
            input type="hidden" name="base" value=(editor.base);
            div class="card form article-text" {
                (form::summary(locale, problems, &[TITLE, BODY, SLUG, CATEGORY, TAGS, VISIBILITY]))
                (form::input(locale, problems, TITLE, Input::text(&typed.title).required().autocomplete("off")))
                (rich_field::field(frame, problems, BODY, &body))
            }
            div class="stack article-side" {
                div class="card form" {
                    (form::select(locale, problems, VISIBILITY, (&typed.visibility, &visibilities), None))
                    (listed(frame, problems, CATEGORY, &typed.category, (editor.categories, None)))
                    (listed(frame, problems, TAGS, &typed.tags, (editor.tags, Some(articles::EDITOR_TAGS_HINT))))
                    (form::input(locale, problems, SLUG, Input::text(&typed.slug).autocomplete("off").hint(articles::EDITOR_SLUG_HINT)))
                }
            }
            div class="article-foot-bar card" {
                span id="article-state" class="small quiet" role="status" {}
                div class="tools end" {
                    a class="button plain" href=(back) { (frame.text(articles::EDITOR_CANCEL)) }
                    (buttons(frame, editor))
                }
            }
        }
    }
}

fn buttons(frame: &Frame<'_>, editor: &ArticleForm<'_>) -> Markup {
    let published = editor.article.is_some_and(|article| article.status == ArticleStatus::Published);
    let (save, other, other_label) = if published {
        (articles::EDITOR_SAVE_PUBLISHED, Then::Unpublish, articles::EDITOR_UNPUBLISH)
    } else {
        (articles::EDITOR_SAVE, Then::Publish, articles::EDITOR_PUBLISH)
    };
    let save = if editor.stale.is_some() { articles::EDITOR_STALE_SAVE } else { save };
    let (save_class, other_class) =
        if published || editor.stale.is_some() { ("button primary", "button") } else { ("button", "button primary") };
    html! {
        button type="submit" name="then" value=(Then::Keep) class=(save_class) { (frame.text(save)) }
        button type="submit" name="then" value=(other) class=(other_class) { (frame.text(other_label)) }
    }
}

/// A field of one line that offers what is in use.
fn listed(
    frame: &Frame<'_>,
    problems: &[Invalid],
    field: Field,
    value: &str,
    (choices, hint): (&[String], Option<Msg>),
) -> Markup {
    let list = format!("{}-choices", field.name);
    form::around(
        frame.locale,
        problems,
        field,
        hint,
        &html! {
            input id=(field.name) name=(field.name) class="input" type="text" value=(value) list=(list) autocomplete="off" dir="auto"
                aria-invalid=[form::problem_id(problems, field).map(|_| "true")] aria-describedby=[form::described_by(problems, field, hint)];
            datalist id=(list) { @for choice in choices { option value=(choice) {} } }
        },
    )
}

/// Where what is not saved is kept.
fn drafts(editor: &ArticleForm<'_>) -> String {
    format!(
        "/desk/articles/drafts/{}",
        editor.article.map_or_else(|| "new".to_owned(), |article| article.id.to_string())
    )
}
