//! The dropdown of one's organisations, in the portal's head and the desk's rail. A popover with a form: it needs no script.

use maud::{Markup, html};

use crate::domain::invoice::Owed;
use crate::domain::money::Money;
use crate::domain::people::Side;
use crate::domain::session::Affiliation;
use crate::views::frame::Frame;
use crate::views::{icon, parts};
use crate::words::msg::people;
use crate::words::nouns;

/// The button and its menu; nothing for somebody who is in one organisation alone.
pub(super) fn dropdown(frame: &Frame<'_>) -> Markup {
    let organisations = frame.around.map_or(&[][..], |around| &around.organisations);
    let current = frame.viewer.map(|viewer| viewer.membership_id);
    let here = frame.viewer.filter(|viewer| viewer.side() == Side::Client).and(frame.organisation);
    let elsewhere: i64 =
        organisations.iter().filter(|one| Some(one.membership_id) != current).map(|one| one.unread).sum();
    html! {
        @if organisations.len() > 1 {
            div class="switcher" {
                button type="button" class="switcher-button" popovertarget="organisations" title=(frame.text(people::SWITCHER_TITLE)) {
                    span class="unseen" { (frame.text(people::SWITCHER_TITLE)) }
                    (icon::down())
                    @if elsewhere > 0 {
                        span class="count-bubble num" { span aria-hidden="true" { (frame.locale.number(elsewhere)) } span class="unseen" { (unread(frame, elsewhere)) } }
                    }
                }
                div id="organisations" class="menu switcher-menu" popover {
                    form method="post" action="/organisation" {
                        p class="menu-title" id="organisations-title" { (frame.text(people::SWITCHER_TITLE)) }
                        ul class="switcher-list" aria-labelledby="organisations-title" {
                            @for one in organisations { li { (entry(frame, one, Some(one.membership_id) == current)) } }
                        }
                    }
                }
            }
        } @else if let Some(here) = here {
            // What is pushed finds its place on every page.
            div hidden { (due(frame, &here.slug, &[])) }
        }
    }
}

/// What is sent with an invoice's news: what is due here, in the dropdown.
pub(super) fn pushed(frame: &Frame<'_>, owed: &[Owed]) -> String {
    let Some(organisation) = frame.organisation else { return String::new() };
    let owed: Vec<Money> = owed.iter().map(|one| Money::new(one.outstanding, one.currency)).collect();
    parts::partial(&format!("due-{}", organisation.slug), &due(frame, &organisation.slug, &owed))
}

fn entry(frame: &Frame<'_>, one: &Affiliation, is_current: bool) -> Markup {
    let letter = one.organisation.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().to_string());
    html! {
        button type="submit" name="organisation" value=(one.slug) class="switcher-entry" aria-current=[is_current.then_some("true")] {
            span class="avatar" aria-hidden="true" { (letter.unwrap_or_default()) }
            span class="switcher-text" {
                span class="switcher-name" dir="auto" { (one.organisation) }
                span class="small quiet switcher-part" dir="auto" {
                    @match (&one.customer, one.role.side()) {
                        (Some(customer), Side::Client) => (customer),
                        _ => (frame.text(nouns::role(one.role))),
                    }
                }
            }
            span class="switcher-end" {
                (due(frame, &one.slug, &one.due))
                @if one.unread > 0 { span class="chip accent num" { (unread(frame, one.unread)) } }
                @if is_current { (icon::check()) span class="unseen" { (frame.text(people::SWITCHER_CURRENT)) } }
            }
        }
    }
}

/// What is due at an organisation, in the dropdown; the part of it that moves.
fn due(frame: &Frame<'_>, slug: &str, due: &[Money]) -> Markup {
    html! {
        span id={ "due-" (slug) } class="switcher-due" {
            @for money in due {
                span class="chip warn num" { (frame.with(people::SWITCHER_DUE, &[("amount", frame.locale.money(*money).into())])) }
            }
        }
    }
}

fn unread(frame: &Frame<'_>, count: i64) -> String {
    frame.with(people::SWITCHER_UNREAD, &[("count", count.into())])
}
