//! The articles beside a ticket: what solved it, and what may.

use maud::{Markup, html};

use crate::domain::article::ArticleLink;
use crate::domain::lesson::Solution;
use crate::domain::ticket::TicketNumber;
use crate::id::ArticleId;
use crate::views::frame::Frame;
use crate::views::parts;
use crate::views::thread::Thread;
use crate::words::Msg;
use crate::words::msg::lessons;

/// What stands in the section.
#[derive(Clone, Copy)]
pub struct Articles<'a> {
    /// Where the organisation's clients are: links for them begin with it.
    pub portal: &'a str,
    /// What staff have marked as the solution.
    pub solutions: &'a [Solution],
    /// What else fits the subject.
    pub offered: &'a [(ArticleId, ArticleLink)],
}

/// The section. Without scripts an article's own link is copied; its forms lead back to the ticket.
pub(super) fn section(frame: &Frame<'_>, thread: &Thread<'_>, articles: &Articles<'_>) -> Markup {
    let number = thread.ticket.number;
    html! {
        section id="ticket-articles" class="articles-beside" {
            h2 { (frame.text(lessons::BESIDE_TITLE)) }
            @if !articles.solutions.is_empty() {
                h3 class="small quiet" { (frame.text(lessons::BESIDE_SOLUTIONS)) }
                ul {
                    @for solution in articles.solutions {
                        li {
                            (link(articles, &solution.slug, &solution.title))
                            @if !solution.is_public { span class="chip warn" { (frame.text(lessons::BESIDE_HIDDEN)) } }
                            @if !thread.read_only {
                                div class="tools" {
                                    @if solution.is_public { (insert(frame, articles, &solution.slug, &solution.title)) }
                                    (unmark(frame, number, solution))
                                }
                            }
                        }
                    }
                }
            }
            @if !articles.offered.is_empty() {
                h3 class="small quiet" { (frame.text(lessons::BESIDE_OFFERED)) }
                ul {
                    @for (id, offer) in articles.offered {
                        li {
                            (link(articles, &offer.slug, &offer.title))
                            @if !thread.read_only {
                                div class="tools" {
                                    (insert(frame, articles, &offer.slug, &offer.title))
                                    (mark(frame, number, *id, &offer.title))
                                }
                            }
                        }
                    }
                }
                @if !thread.read_only && articles.solutions.is_empty() { p class="small quiet" { (frame.text(lessons::BESIDE_HINT)) } }
            }
            @if articles.solutions.is_empty() && articles.offered.is_empty() { p class="small quiet" { (frame.text(lessons::BESIDE_NOTHING)) } }
        }
    }
}

fn link(articles: &Articles<'_>, slug: &str, title: &str) -> Markup {
    html! { a class="article-name" href={ (articles.portal) "/help/" (slug) } target="_blank" rel="noopener" dir="auto" { (title) } }
}

/// Puts the link where one writes; the script shows it.
fn insert(frame: &Frame<'_>, articles: &Articles<'_>, slug: &str, title: &str) -> Markup {
    let label = frame.with(lessons::BESIDE_INSERT_WHICH, &[("title", title.into())]);
    html! {
        button type="button" class="button small" hidden data-insert={ (articles.portal) "/help/" (slug) } aria-label=(label) { (frame.text(lessons::BESIDE_INSERT)) }
    }
}

fn mark(frame: &Frame<'_>, number: TicketNumber, article: ArticleId, title: &str) -> Markup {
    let action = frame.action(&format!("{}/solutions", parts::desk_ticket(number)));
    let button = (lessons::BESIDE_MARK, lessons::BESIDE_MARK_WHICH);
    form(frame, &action, button, title, &html! { input type="hidden" name="article" value=(article); })
}

fn unmark(frame: &Frame<'_>, number: TicketNumber, solution: &Solution) -> Markup {
    let action = frame.action(&format!("{}/solutions/{}/undo", parts::desk_ticket(number), solution.id));
    form(frame, &action, (lessons::BESIDE_UNMARK, lessons::BESIDE_UNMARK_WHICH), &solution.title, &html! {})
}

/// A button that changes the section in place; without scripts the page comes again.
fn form(frame: &Frame<'_>, action: &str, (label, which): (Msg, Msg), title: &str, fields: &Markup) -> Markup {
    html! {
        form method="post" action=(action) hx-post=(action) hx-target="#ticket-articles" hx-select="#ticket-articles" hx-swap="outerMorph" {
            (fields)
            button type="submit" class="button small" aria-label=(frame.with(which, &[("title", title.into())])) { (frame.text(label)) }
        }
    }
}
