//! Settings → Payments: the account that takes payments by card, and what Stripe still asks for.

use maud::{Markup, html};

use crate::domain::payment::{AccountKind, AccountPage, AccountStanding, Chosen, Outstanding, Requirement};
use crate::views::done::{self, Done};
use crate::views::form;
use crate::views::frame::Frame;
use crate::views::icon;
use crate::views::layout::{self, SettingsNav};
use crate::words::Msg;
use crate::words::msg::payments;
use crate::words::payments::{requirement, restriction};

const PATH: &str = "/desk/settings/payments";

/// Where Stripe opens accounts (<https://stripe.com/global>), by two letters.
pub const COUNTRIES: &[&str] = &[
    "AE", "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GI", "GR",
    "HK", "HR", "HU", "IE", "IT", "JP", "LI", "LT", "LU", "LV", "MT", "MX", "MY", "NL", "NO", "NZ", "PL", "PT", "RO",
    "SE", "SG", "SI", "SK", "TH", "US",
];

/// What the page says beside how the account stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct PaymentsPage<'a> {
    /// What was just done.
    pub done: Option<Done>,
    /// Why Stripe did not do what was asked.
    pub trouble: Option<&'a str>,
}

/// The page.
pub fn page(frame: &Frame<'_>, page: &AccountPage, shown: PaymentsPage<'_>) -> Markup {
    let title = frame.text(payments::PAYMENTS_TITLE);
    let trouble = shown.trouble.map(|reason| frame.with(payments::PAYMENTS_TROUBLE, &[("reason", reason.into())]));
    let main = html! {
        (done::notice(frame, shown.done))
        (form::refused(trouble.as_deref()))
        @match &page.chosen {
            _ if !page.is_set_up => (no_stripe(frame)),
            None => { (connect(frame)) (own(frame, page)) },
            Some(chosen) => (account(frame, chosen)),
        }
        p { a href="/desk/settings/invoices" { (frame.text(payments::PAYMENTS_WAYS_LINK)) } }
    };
    layout::settings(frame, &title, SettingsNav::Payments, &main)
}

fn no_stripe(frame: &Frame<'_>) -> Markup {
    html! {
        section class="card padded" {
            h2 { (frame.text(payments::PAYMENTS_NO_STRIPE_TITLE)) }
            p { (frame.text(payments::PAYMENTS_NO_STRIPE_TEXT)) }
        }
    }
}

fn connect(frame: &Frame<'_>) -> Markup {
    html! {
        section class="card padded" aria-labelledby="connect-title" {
            h2 id="connect-title" { (frame.text(payments::PAYMENTS_CONNECT_TITLE)) }
            p { (frame.text(payments::PAYMENTS_CONNECT_TEXT)) }
            form class="stack" method="post" action=(frame.action(&format!("{PATH}/account"))) {
                div class="field" {
                    label for="country" { (frame.text(payments::PAYMENTS_COUNTRY)) }
                    select id="country" name="country" class="input" required aria-describedby="country-hint" {
                        option value="" {}
                        @for (code, name) in countries(frame) { option value=(code) { (name) } }
                    }
                    p class="hint" id="country-hint" { (frame.text(payments::PAYMENTS_COUNTRY_HINT)) }
                }
                div { button type="submit" class="button primary" { (frame.text(payments::PAYMENTS_CONNECT)) } }
            }
        }
    }
}

/// Each country with its name, by name.
fn countries(frame: &Frame<'_>) -> Vec<(&'static str, String)> {
    let mut all: Vec<_> =
        COUNTRIES.iter().map(|code| (*code, frame.with(payments::COUNTRY_NAME, &[("code", (*code).into())]))).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    all
}

fn own(frame: &Frame<'_>, page: &AccountPage) -> Markup {
    let slug = frame.organisation.map_or("", |organisation| organisation.slug.as_str());
    html! {
        section class="card padded" aria-labelledby="own-title" {
            h2 id="own-title" { (frame.text(payments::PAYMENTS_OWN_TITLE)) }
            @if page.may_use_own {
                p { (frame.text(payments::PAYMENTS_OWN_TEXT)) }
                form method="post" action=(frame.action(&format!("{PATH}/own"))) {
                    button type="submit" class="button" { (frame.text(payments::PAYMENTS_OWN)) }
                }
            } @else {
                p { (frame.with(payments::PAYMENTS_OWN_SEVERAL, &[("slug", slug.into())])) }
            }
        }
    }
}

fn account(frame: &Frame<'_>, chosen: &Chosen) -> Markup {
    let standing = &chosen.standing;
    let ready = standing.charges_enabled;
    let (name, class) =
        if ready { (payments::PAYMENTS_READY, "chip good") } else { (payments::PAYMENTS_BLOCKED, "chip warn") };
    html! {
        section class="card padded" aria-labelledby="account-title" {
            div class="tools" {
                h2 id="account-title" { (frame.text(payments::PAYMENTS_STATUS)) }
                span class=(class) { (frame.text(name)) }
            }
            dl class="account-facts" {
                dt { (frame.text(payments::PAYMENTS_ACCOUNT)) }
                dd { (called(frame, chosen)) }
                @if let Some(at) = chosen.checked_at {
                    dt { (frame.text(payments::PAYMENTS_CHECKED)) }
                    dd { time datetime=(frame.zone.iso(at)) { (frame.locale.date_time(at, frame.zone)) } }
                }
            }
            @if chosen.is_gone() {
                div class="notice bad" {
                    p { strong { (frame.text(payments::PAYMENTS_GONE_TITLE)) } }
                    p { (frame.text(payments::PAYMENTS_GONE_TEXT)) }
                }
            } @else {
                p { (frame.text(if ready { payments::PAYMENTS_READY_TEXT } else { payments::PAYMENTS_BLOCKED_TEXT })) }
                (reason(frame, standing))
                @if ready && !standing.payouts_enabled { p class="notice warn" { (frame.text(payments::PAYMENTS_PAYOUTS_OFF)) } }
                (asked_for(frame, standing))
            }
            (ways_on(frame, chosen))
        }
        (disconnect(frame))
    }
}

fn called(frame: &Frame<'_>, chosen: &Chosen) -> String {
    match chosen.kind {
        AccountKind::Own => frame.text(payments::PAYMENTS_ACCOUNT_OWN),
        AccountKind::Connected if chosen.account.is_empty() => frame.text(payments::PAYMENTS_ACCOUNT_UNNAMED),
        AccountKind::Connected => chosen.account.clone(),
    }
}

fn reason(frame: &Frame<'_>, standing: &AccountStanding) -> Markup {
    html! {
        @if let Some(code) = &standing.disabled_reason {
            p class="notice bad" { (restriction(frame.locale, code)) }
        }
    }
}

/// What Stripe asks for, in words: what is late, what is due, what was not accepted, what it looks at.
fn asked_for(frame: &Frame<'_>, standing: &AccountStanding) -> Markup {
    let outstanding = Outstanding::of(standing);
    html! {
        (list(frame, payments::PAYMENTS_PAST_DUE, &outstanding.past_due, "late"))
        (list(frame, payments::PAYMENTS_DUE, &outstanding.due, "due"))
        @if let Some(deadline) = standing.deadline {
            @let at = crate::clock::Timestamp::from_millis(deadline.saturating_mul(1_000));
            p class="notice warn" {
                (frame.with(payments::PAYMENTS_DEADLINE, &[("day", frame.locale.date(at, frame.zone).into())]))
            }
        }
        @if !standing.errors.is_empty() {
            h3 { (frame.text(payments::PAYMENTS_ERRORS)) }
            ul class="asked" {
                @for error in &standing.errors {
                    li { (icon::cross()) span { (requirement(frame.locale, &Requirement::of(&error.requirement))) ": " span lang="en" { (error.reason) } } }
                }
            }
        }
        (list(frame, payments::PAYMENTS_PENDING, &outstanding.pending, "pending"))
        @if !outstanding.pending.is_empty() { p class="small quiet" { (frame.text(payments::PAYMENTS_PENDING_TEXT)) } }
    }
}

fn list(frame: &Frame<'_>, title: Msg, asked: &[Requirement], name: &str) -> Markup {
    html! {
        @if !asked.is_empty() {
            h3 id={ "asked-" (name) } { (frame.text(title)) }
            ul class="asked" aria-labelledby={ "asked-" (name) } {
                @for one in asked { li { (icon::warning()) span { (requirement(frame.locale, one)) } } }
            }
        }
    }
}

fn ways_on(frame: &Frame<'_>, chosen: &Chosen) -> Markup {
    let gives = Outstanding::of(&chosen.standing).to_give().next().is_some();
    let connected = chosen.kind == AccountKind::Connected;
    let goes_on = connected && !chosen.is_gone() && (gives || !chosen.standing.charges_enabled);
    html! {
        @if !connected && gives { p class="small" { (frame.text(payments::PAYMENTS_DASHBOARD)) } }
        div class="tools" {
            @if goes_on {
                form method="post" action=(frame.action(&format!("{PATH}/account"))) {
                    button type="submit" class="button primary" { (frame.text(payments::PAYMENTS_CONTINUE)) }
                }
            }
            @if connected && chosen.is_gone() {
                form method="post" action=(frame.action(&format!("{PATH}/account"))) {
                    button type="submit" class="button primary" { (frame.text(payments::PAYMENTS_CONNECT)) }
                }
            }
            form method="post" action=(frame.action(&format!("{PATH}/check"))) {
                button type="submit" class="button" { (frame.text(payments::PAYMENTS_REFRESH)) }
            }
        }
    }
}

/// Behind a disclosure, with what it does: nobody does that by a slip.
fn disconnect(frame: &Frame<'_>) -> Markup {
    html! {
        details class="card padded" {
            summary { (frame.text(payments::PAYMENTS_DISCONNECT_TITLE)) }
            p { (frame.text(payments::PAYMENTS_DISCONNECT_TEXT)) }
            form method="post" action=(frame.action(&format!("{PATH}/disconnect"))) {
                button type="submit" class="button" { (frame.text(payments::PAYMENTS_DISCONNECT)) }
            }
        }
    }
}
