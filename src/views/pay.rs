//! A client pays an invoice by card, and sees what came of it. Card details go into Stripe's own element and to Stripe alone.

use maud::{Markup, html};

use crate::domain::input::Invalid;
use crate::domain::invoice::State;
use crate::domain::money::Amount;
use crate::domain::payment::{Account, Attempt, Card, IntentStatus, PaymentPage, Readiness};
use crate::views::form::{self, Field};
use crate::views::frame::Frame;
use crate::views::icon;
use crate::views::invoices::pay_now;
use crate::views::layout::{self, PortalNav};
use crate::words::msg::payments;
use crate::words::payments::decline;

const AMOUNT: Field = Field { name: "amount", label: payments::PAY_PART };

/// What the page needs to know of the server's Stripe.
#[derive(Clone, Copy, Debug)]
pub struct StripeJs<'a> {
    /// Where the script comes from.
    pub url: &'a str,
    /// The key that it is given; no secret.
    pub publishable_key: &'a str,
    /// Where Stripe sends the browser when a bank wanted it elsewhere.
    pub return_url: &'a str,
}

/// The form of the amount, as it was sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct PayForm<'a> {
    /// What was typed.
    pub amount: &'a str,
    /// What is wrong with it.
    pub problems: &'a [Invalid],
    /// Why it was refused.
    pub refused: Option<&'a str>,
    /// Whether another amount is chosen than the one whose card form is open.
    pub anew: bool,
}

/// The page on which an invoice is paid.
pub fn page(frame: &Frame<'_>, shown: &PaymentPage, stripe: Option<StripeJs<'_>>, form: PayForm<'_>) -> Markup {
    let title = frame.with(payments::PAY_TITLE, &[("number", number(shown).into())]);
    let moving = shown.last.as_ref().filter(|last| last.live && last.status.is_moving());
    let main = html! {
        div class="narrow pay" {
            (crumbs(frame, shown))
            h1 { (title) }
            (form::refused(form.refused))
            @match (shown.cards.readiness(&shown.invoice.row), &shown.card, moving, stripe) {
                (Readiness::Nothing, ..) => (nothing(frame, shown)),
                (_, _, Some(moving), _) => (result_of(frame, shown, moving)),
                (Readiness::Otherwise(_), ..) => (no_cards(frame, shown)),
                // Whoever has the card's form open already may go on with it.
                _ if shown.unanswered => div data-unanswered { (unanswered(frame, shown)) },
                (Readiness::Ready, Some(card), None, Some(stripe)) if !form.anew => (card_form(frame, shown, card, stripe)),
                (Readiness::Ready, ..) => (amount_form(frame, shown, form)),
            }
        }
    };
    layout::portal(frame, PortalNav::Invoices, &title, &main)
}

/// The page that tells what came of paying.
pub fn result(frame: &Frame<'_>, shown: &PaymentPage) -> Markup {
    let title = frame.with(payments::PAY_TITLE, &[("number", number(shown).into())]);
    let main = html! {
        div class="narrow pay" {
            (crumbs(frame, shown))
            h1 { (title) }
            (outcome(frame, shown))
        }
    };
    layout::portal(frame, PortalNav::Invoices, &title, &main)
}

/// The part of it that moves until it is known.
pub fn outcome(frame: &Frame<'_>, shown: &PaymentPage) -> Markup {
    match &shown.last {
        _ if shown.unanswered => unanswered(frame, shown),
        Some(last) => result_of(frame, shown, last),
        None => nothing(frame, shown),
    }
}

fn crumbs(frame: &Frame<'_>, shown: &PaymentPage) -> Markup {
    html! {
        p class="crumbs small" {
            a href=(invoice_path(shown)) { (icon::back()) (frame.with(payments::PAY_BACK, &[("number", number(shown).into())])) }
        }
    }
}

/// First how much, then the card: a real form, which works without scripts.
fn amount_form(frame: &Frame<'_>, shown: &PaymentPage, form: PayForm<'_>) -> Markup {
    let row = &shown.invoice.row;
    let outstanding = frame.locale.money(row.money(row.balance.outstanding));
    let looks_on = frame.is_viewing();
    html! {
        section class="card" aria-labelledby="amount-title" {
            form id="pay" class="form" method="post" action=(frame.action(&pay_path(shown))) {
                (form::summary(frame.locale, form.problems, &[AMOUNT]))
                p id="amount-title" class="pay-sum" {
                    span class="quiet" { (frame.text(payments::PAY_TOTAL)) }
                    strong class="num" { (outstanding) }
                }
                @if shown.cards.parts {
                    fieldset class="pay-choices" disabled[looks_on] {
                        legend { (frame.text(payments::PAY_CHOOSE)) }
                        label class="choice" {
                            input type="radio" name="choice" value="all" checked[form.amount.is_empty()];
                            span { (frame.with(payments::PAY_WHOLE, &[("amount", outstanding.as_str().into())])) }
                        }
                        label class="choice" {
                            input type="radio" name="choice" value="part" checked[!form.amount.is_empty()];
                            span { (frame.text(payments::PAY_PART)) }
                        }
                        (part(frame, shown, form, &outstanding))
                    }
                }
                @if looks_on {
                    p class="notice warn" { (frame.text(payments::PAY_LOOKS_ON)) }
                } @else {
                    button type="submit" class="button primary wide" { (frame.text(payments::PAY_CONTINUE)) }
                }
            }
        }
        (also(frame, shown))
    }
}

fn part(frame: &Frame<'_>, shown: &PaymentPage, form: PayForm<'_>, outstanding: &str) -> Markup {
    let currency = shown.invoice.row.currency;
    let label = frame.with(payments::PAY_PART_AMOUNT, &[("currency", currency.code().into())]);
    let hint = frame.with(payments::PAY_PART_HINT, &[("amount", outstanding.into())]);
    let invalid = form::problem_id(form.problems, AMOUNT);
    html! {
        div class="field part" {
            label for="amount" { (label) }
            input id="amount" name="amount" class="input" type="text" inputmode="decimal" autocomplete="off" dir="ltr" value=(form.amount)
                aria-invalid=[invalid.as_ref().map(|_| "true")] aria-describedby="amount-hint amount-problem";
            p class="hint" id="amount-hint" { (hint) }
            (form::problem(frame.locale, form.problems, AMOUNT))
        }
    }
}

/// Stripe's element and what stands around it. Every state is in the page; the script shows one at a time.
fn card_form(frame: &Frame<'_>, shown: &PaymentPage, card: &Card, stripe: StripeJs<'_>) -> Markup {
    let amount = money(frame, shown, card.attempt.amount);
    let account = match &card.attempt.account {
        Account::Own => None,
        Account::Connected(account) => Some(account.as_str()),
    };
    let safe = frame.with(payments::PAY_CARD_SAFE, &[("name", frame.name().into())]);
    html! {
        section class="card" aria-labelledby="card-title" {
            div class="card-head" { h2 id="card-title" { (frame.text(payments::PAY_CARD_TITLE)) } }
            form id="card-form" class="form" method="get" action=(result_path(shown)) data-state="loading"
                data-key=(stripe.publishable_key) data-account=[account] data-secret=(card.client_secret.reveal())
                data-return=(stripe.return_url) data-language=(frame.locale.tag()) data-unexpected=(frame.text(payments::PAY_UNEXPECTED))
            {
                p class="pay-sum" { strong { (frame.with(payments::PAY_AMOUNT, &[("amount", amount.as_str().into())])) } }
                @if let Some(failure) = &card.attempt.failure {
                    p class="notice bad" data-earlier { (frame.text(decline(failure))) }
                }
                div class="notice bad" role="alert" tabindex="-1" data-problem hidden {}
                p class="quiet" role="status" data-when="loading" { (frame.text(payments::PAY_LOADING)) }
                div id="card-element" {}
                p class="notice warn" role="status" data-when="offline" hidden { (frame.text(payments::PAY_OFFLINE)) }
                p class="notice" role="status" data-when="paying" hidden { (frame.text(payments::PAY_PAYING)) }
                div class="notice bad" role="alert" data-when="unreachable" hidden {
                    p { strong { (frame.text(payments::PAY_UNREACHABLE_TITLE)) } }
                    p { (frame.text(payments::PAY_UNREACHABLE_TEXT)) }
                    p { a href=(pay_path(shown)) { (frame.text(payments::PAY_AGAIN)) } }
                }
                noscript {
                    div class="notice warn" {
                        p { strong { (frame.text(payments::PAY_NO_SCRIPT_TITLE)) } }
                        p { (frame.text(payments::PAY_NO_SCRIPT_TEXT)) }
                    }
                }
                button type="submit" class="button primary wide" disabled {
                    (frame.with(payments::PAY_SUBMIT, &[("amount", amount.as_str().into())]))
                }
                p class="hint" { (safe) }
                @if shown.cards.parts {
                    p { a href={ (pay_path(shown)) "?amount=" } { (frame.text(payments::PAY_CHANGE_AMOUNT)) } }
                }
            }
        }
        (also(frame, shown))
        script defer src=(stripe.url) {}
        script defer src=(frame.asset("pay.js")) {}
    }
}

/// What a client reads when no card is taken: how to pay otherwise, or whom to ask.
fn no_cards(frame: &Frame<'_>, shown: &PaymentPage) -> Markup {
    let number = number(shown);
    html! {
        section class="card ways padded" {
            p { (frame.with(payments::PAY_NO_CARDS, &[("name", frame.name().into())])) }
            (pay_now::ways(frame, &shown.invoice.row, &shown.cards))
            @if !frame.is_viewing() {
                p { a class="button" href={ "/support/new?invoice=" (number) } { (frame.text(payments::PAY_ASK)) } }
            }
        }
    }
}

/// The other ways beside the card's, when the organisation tells of any.
fn also(frame: &Frame<'_>, shown: &PaymentPage) -> Markup {
    html! {
        @if !shown.cards.ways_to_pay.trim().is_empty() {
            section class="card ways padded" { (pay_now::ways(frame, &shown.invoice.row, &shown.cards)) }
        }
    }
}

fn nothing(frame: &Frame<'_>, shown: &PaymentPage) -> Markup {
    let is_void = shown.invoice.row.state == State::Void;
    let text = if is_void { payments::PAY_VOID_TEXT } else { payments::PAY_NOTHING_TEXT };
    panel(
        frame,
        shown,
        &Panel {
            class: if is_void { "" } else { "good" },
            picture: &icon::check(),
            title: &frame.text(payments::PAY_NOTHING_TITLE),
            texts: &[frame.with(text, &[("number", number(shown).into())])],
            action: None,
            asks_again: false,
        },
    )
}

fn unanswered(frame: &Frame<'_>, shown: &PaymentPage) -> Markup {
    panel(
        frame,
        shown,
        &Panel {
            class: "bad",
            picture: &icon::warning(),
            title: &frame.text(payments::PAY_UNANSWERED_TITLE),
            texts: &[frame.text(payments::PAY_UNANSWERED_TEXT)],
            action: Some((result_path(shown), frame.text(payments::PAY_AGAIN))),
            asks_again: true,
        },
    )
}

fn result_of(frame: &Frame<'_>, shown: &PaymentPage, last: &Attempt) -> Markup {
    let amount = money(frame, shown, last.amount);
    let outstanding = shown.invoice.row.balance.outstanding;
    let again = |msg| Some((pay_path(shown), frame.text(msg)));
    let can_pay = shown.cards.readiness(&shown.invoice.row) == Readiness::Ready;
    match last.status {
        IntentStatus::Succeeded => {
            let is_whole = outstanding.is_zero();
            let text = if is_whole { payments::PAID_TEXT } else { payments::PAID_PART_TEXT };
            let left = money(frame, shown, outstanding);
            let mut args = vec![("number", number(shown).into())];
            if !is_whole {
                args.push(("amount", left.as_str().into()));
            }
            let panel_of = Panel {
                class: "good",
                picture: &icon::check(),
                title: &frame.with(payments::PAID_TITLE, &[("amount", amount.as_str().into())]),
                texts: &[frame.with(text, &args)],
                action: if can_pay { again(payments::PAID_REST) } else { None },
                asks_again: false,
            };
            panel(frame, shown, &panel_of)
        }
        IntentStatus::Processing | IntentStatus::RequiresCapture | IntentStatus::Opening => {
            let in_progress = frame.with(payments::PAY_IN_PROGRESS_TITLE, &[("amount", amount.as_str().into())]);
            let panel_of = Panel {
                class: "",
                picture: &icon::details(),
                title: &frame.text(payments::PROCESSING_TITLE),
                texts: &[in_progress, frame.text(payments::PROCESSING_TEXT)],
                action: None,
                asks_again: true,
            };
            panel(frame, shown, &panel_of)
        }
        IntentStatus::RequiresPaymentMethod | IntentStatus::RequiresConfirmation | IntentStatus::RequiresAction => {
            let (title, first) = match &last.failure {
                Some(failure) => (payments::FAILED_TITLE, frame.text(decline(failure))),
                None => (payments::UNFINISHED_TITLE, frame.text(payments::UNFINISHED_TEXT)),
            };
            let mut texts = vec![first];
            if last.failure.is_some() {
                texts.push(frame.text(payments::FAILED_NOTHING_CHARGED));
            }
            let go_on = if last.failure.is_some() { payments::FAILED_AGAIN } else { payments::UNFINISHED_GO_ON };
            let panel_of = Panel {
                class: "bad",
                picture: &icon::warning(),
                title: &frame.text(title),
                texts: &texts,
                action: if can_pay { again(go_on) } else { None },
                asks_again: false,
            };
            panel(frame, shown, &panel_of)
        }
        IntentStatus::Canceled if outstanding.is_zero() => nothing(frame, shown),
        IntentStatus::Canceled => {
            let panel_of = Panel {
                class: "",
                picture: &icon::cross(),
                title: &frame.text(payments::ENDED_TITLE),
                texts: &[frame.text(payments::ENDED_TEXT)],
                action: if can_pay { again(payments::PAY_NOW) } else { None },
                asks_again: false,
            };
            panel(frame, shown, &panel_of)
        }
    }
}

struct Panel<'a> {
    class: &'static str,
    picture: &'a Markup,
    title: &'a str,
    texts: &'a [String],
    action: Option<(String, String)>,
    /// Whether it is asked for again until it is another one.
    asks_again: bool,
}

fn panel(frame: &Frame<'_>, shown: &PaymentPage, panel: &Panel<'_>) -> Markup {
    let path = result_path(shown);
    html! {
        section id="outcome" class="card" aria-live="polite" hx-get=[panel.asks_again.then_some(&path)]
            hx-trigger=[panel.asks_again.then_some("every 2s")] hx-swap="outerHTML"
        {
            div class="empty" {
                span class={ "empty-picture " (panel.class) } { (panel.picture) }
                p class="empty-title" { (panel.title) }
                @for text in panel.texts { p class="quiet" { (text) } }
                @if let Some((url, label)) = &panel.action { a class="button primary" href=(url) { (label) } }
                a class="button" href=(invoice_path(shown)) { (frame.text(payments::PAY_TO_INVOICE)) }
            }
        }
    }
}

fn money(frame: &Frame<'_>, shown: &PaymentPage, amount: Amount) -> String {
    frame.locale.money(shown.invoice.row.money(amount))
}

fn number(shown: &PaymentPage) -> String {
    shown.invoice.row.number.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn invoice_path(shown: &PaymentPage) -> String {
    format!("/invoices/{}", number(shown))
}

fn pay_path(shown: &PaymentPage) -> String {
    format!("/invoices/{}/pay", number(shown))
}

fn result_path(shown: &PaymentPage) -> String {
    format!("/invoices/{}/payment", number(shown))
}
