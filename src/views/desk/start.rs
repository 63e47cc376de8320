//! What is left to be set up.

use maud::{Markup, html};

use crate::domain::start::{Facts, Part};
use crate::views::frame::Frame;
use crate::views::icon;
use crate::views::layout::{self, DeskNav};
use crate::words::Msg;
use crate::words::msg::{company, payments};

/// The page.
pub fn page(frame: &Frame<'_>, facts: &Facts) -> Markup {
    let title = frame.text(company::START_TITLE);
    let (done, all) = (facts.done(), facts.parts().count());
    let next = facts.parts().find(|part| !facts.is_done(*part));
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="narrow" {
                h1 { (title) }
                p class="quiet" {
                    @if next.is_none() {
                        (frame.text(company::START_ALL_DONE))
                    } @else {
                        (frame.with(company::START_PROGRESS, &[("done", done.into()), ("all", all.into())]))
                    }
                }
                ol class="card start" {
                    @for part in facts.parts() { (entry(frame, part, facts.is_done(part), next == Some(part))) }
                }
                @if next.is_some() { (dismissal(frame, facts.dismissed)) }
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Start, &body)
}

fn entry(frame: &Frame<'_>, part: Part, done: bool, next: bool) -> Markup {
    let (title, text, action) = said(part);
    html! {
        li id={ "part-" (part) } class={ "start-part" @if done { " done" } } {
            span class="start-mark" aria-hidden="true" { @if done { (icon::check()) } }
            div class="start-text" {
                h2 { (frame.text(title)) @if done { " " span class="chip good" { (frame.text(company::START_DONE)) } } }
                p class="small quiet" { (frame.text(text)) }
            }
            a class={ "button" @if next { " primary" } } href=(part.link()) {
                @if done { (frame.text(company::START_LOOK)) } @else { (frame.text(action)) }
                span class="unseen" { ": " (frame.text(title)) }
            }
        }
    }
}

/// Puts the list out of the way, or back where it is seen.
fn dismissal(frame: &Frame<'_>, dismissed: bool) -> Markup {
    let (text, button) = if dismissed {
        (company::START_DISMISSED_TEXT, company::START_RESUME)
    } else {
        (company::START_DISMISS_TEXT, company::START_DISMISS)
    };
    html! {
        form class="start-dismissal" method="post" action=(frame.action("/desk/start")) {
            input type="hidden" name="dismissed" value=(if dismissed { "no" } else { "yes" });
            p class="small quiet" { (frame.text(text)) }
            button type="submit" class="button" { (frame.text(button)) }
        }
    }
}

/// What a part is called, why it is worth it, and what its button says.
const fn said(part: Part) -> (Msg, Msg, Msg) {
    match part {
        Part::Company => (company::START_COMPANY, company::START_COMPANY_TEXT, company::START_COMPANY_ACTION),
        Part::Logo => (company::START_LOGO, company::START_LOGO_TEXT, company::START_LOGO_ACTION),
        Part::Mail => (company::START_MAIL, company::START_MAIL_TEXT, company::START_MAIL_ACTION),
        Part::Colleagues => (company::START_COLLEAGUES, company::START_COLLEAGUES_TEXT, company::START_INVITE),
        Part::Customer => (company::START_CUSTOMER, company::START_CUSTOMER_TEXT, company::START_CUSTOMER_ACTION),
        Part::Client => (company::START_CLIENT, company::START_CLIENT_TEXT, company::START_INVITE),
        Part::Payments => (payments::START_PAYMENTS, payments::START_PAYMENTS_TEXT, payments::START_PAYMENTS_ACTION),
        Part::Article => (company::START_ARTICLE, company::START_ARTICLE_TEXT, company::START_ARTICLE_ACTION),
    }
}
