//! What staff see of payments by card beside an invoice: whether clients can pay it, how a try stands, what can be returned.

use maud::{Markup, html};

use crate::domain::invoice::InvoiceRow;
use crate::domain::money::Amount;
use crate::domain::payment::{AtDesk, Attempt, Cards, IntentStatus, NoCards, Outstanding, Readiness};
use crate::domain::rights::Right;
use crate::id::InvoiceId;
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{form, icon};
use crate::words::msg::payments;
use crate::words::payments::{decline, requirement};

/// Whether clients can pay it by card, and how a try stands; it moves.
pub(super) fn standing(frame: &Frame<'_>, invoice: &InvoiceRow, shown: &AtDesk) -> Markup {
    let live = shown.attempts.iter().find(|attempt| attempt.live);
    let readiness = shown.cards.readiness(invoice);
    let says_nothing = readiness == Readiness::Nothing && live.is_none();
    html! {
        @if !says_nothing {
            section class="card padded" aria-labelledby="cards-title" {
                h2 id="cards-title" { (frame.text(payments::DESK_CARDS_TITLE)) }
                @match readiness {
                    Readiness::Ready => p { (frame.text(payments::DESK_CARDS_READY)) },
                    Readiness::Otherwise(why) => (blocked(frame, &shown.cards, why)),
                    Readiness::Nothing => {}
                }
                @if let Some(live) = live { (under_way(frame, invoice, live)) }
            }
        }
    }
}

/// Why clients cannot pay by card, with the exact requirement and the button that leads to it.
pub(super) fn blocked(frame: &Frame<'_>, cards: &Cards, why: NoCards) -> Markup {
    let text = match why {
        NoCards::NotSetUp => payments::DESK_CARDS_NOT_SET_UP,
        NoCards::NotConnected => payments::DESK_CARDS_NOT_CONNECTED,
        NoCards::Blocked => payments::DESK_CARDS_BLOCKED,
    };
    let has_ways = !cards.ways_to_pay.trim().is_empty();
    let others = if has_ways { payments::DESK_CARDS_OTHER_WAYS } else { payments::DESK_CARDS_NO_WAYS };
    let first = cards.standing.as_ref().and_then(|standing| Outstanding::of(standing).to_give().next().cloned());
    let may_change = frame.viewer.is_some_and(|viewer| viewer.may(Right::ChangeSettings));
    html! {
        div class="notice warn" {
            p { (icon::warning()) span { (frame.text(text)) " " (frame.text(others)) } }
            @if let Some(first) = first.filter(|_| why == NoCards::Blocked) {
                p { (frame.with(payments::DESK_CARDS_MISSING, &[("requirement", requirement(frame.locale, &first).into())])) }
            }
            @if may_change {
                p { a href="/desk/settings/payments" { (frame.text(payments::DESK_CARDS_SETTINGS)) } }
                @if !has_ways { p { a href="/desk/settings/invoices" { (frame.text(payments::DESK_CARDS_GIVE_WAYS)) } } }
            }
        }
    }
}

fn under_way(frame: &Frame<'_>, invoice: &InvoiceRow, live: &Attempt) -> Markup {
    let amount = money(frame, invoice, live.amount);
    html! {
        @if live.status.is_moving() {
            p class="notice" { (frame.with(payments::DESK_CARDS_MOVING, &[("amount", amount.into())])) }
        } @else {
            p {
                (frame.with(payments::DESK_CARDS_WAITING, &[
                    ("amount", amount.into()),
                    ("since", frame.locale.date_time(live.created_at, frame.zone).into()),
                ]))
            }
            @if let Some(failure) = &live.failure {
                p class="small" { (frame.with(payments::DESK_CARDS_FAILED, &[("reason", frame.text(decline(failure)).into())])) }
            }
        }
    }
}

/// A form for each payment that came by card, while something is left of what came in. `key` makes it safe to be sent twice.
pub(super) fn returns(frame: &Frame<'_>, invoice: &InvoiceRow, shown: &AtDesk, key: &str) -> Markup {
    let may = frame.viewer.is_some_and(|viewer| viewer.may(Right::ManageInvoices));
    let paid: Vec<&Attempt> =
        shown.attempts.iter().filter(|attempt| attempt.status == IntentStatus::Succeeded).collect();
    let left = invoice.balance.paid;
    let label = frame.with(payments::DESK_REFUND_AMOUNT, &[("currency", invoice.currency.code().into())]);
    html! {
        @if may && left.is_positive() {
            @for attempt in paid {
                @let offered = proposed(invoice, attempt);
                details class="card padded" {
                    summary {
                        (frame.text(payments::DESK_REFUND_TITLE)) ": "
                        (frame.with(payments::DESK_REFUND_OF, &[("amount", money(frame, invoice, attempt.amount).into())]))
                    }
                    form class="stack" method="post" action=(frame.action(&format!("/desk/invoices/{}/card-refunds", invoice.id))) {
                        input type="hidden" name="payment" value=(attempt.id);
                        input type="hidden" name="key" value=(key);
                        div class="field" {
                            label for={ "refund-" (attempt.id) } { (label) }
                            input id={ "refund-" (attempt.id) } name="amount" class="input" type="text" inputmode="decimal" dir="ltr"
                                autocomplete="off" required value=(frame.locale.typed(&offered.plain(invoice.currency))) aria-describedby={ "refund-hint-" (attempt.id) };
                            p class="hint" id={ "refund-hint-" (attempt.id) } { (frame.text(payments::DESK_REFUND_HINT)) }
                        }
                        div { button type="submit" class="button" { (frame.text(payments::DESK_REFUND_SUBMIT)) } }
                    }
                }
            }
        }
    }
}

/// What is most likely to be returned: the surplus, else the whole payment.
fn proposed(invoice: &InvoiceRow, attempt: &Attempt) -> Amount {
    let surplus = invoice.balance.surplus;
    if surplus.is_positive() { surplus.at_most(attempt.amount) } else { attempt.amount.at_most(invoice.balance.paid) }
}

/// The page that says why a payment was not returned.
pub fn refused(frame: &Frame<'_>, invoice: InvoiceId, reason: &str) -> Markup {
    let title = frame.text(payments::DESK_REFUND_TITLE);
    let said = frame.with(payments::DESK_REFUND_PROBLEM, &[("reason", reason.into())]);
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="narrow stack" {
                h1 { (title) }
                (form::refused(Some(&said)))
                p { a class="button" href={ "/desk/invoices/" (invoice) } { (icon::back()) (frame.text(payments::PAY_TO_INVOICE)) } }
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Invoices, &body)
}

fn money(frame: &Frame<'_>, invoice: &InvoiceRow, amount: Amount) -> String {
    frame.locale.money(invoice.money(amount))
}
