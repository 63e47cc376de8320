//! Pay now, or the other ways to pay in its place: never a missing button without a word.

use maud::{Markup, html};

use crate::domain::invoice::InvoiceRow;
use crate::domain::payment::{Cards, Readiness};
use crate::views::frame::Frame;
use crate::views::rich;
use crate::words::msg::payments;

/// The button beside an invoice that a client owes something on; nothing where nothing is to be paid or no card is taken.
pub(super) fn button(frame: &Frame<'_>, cards: &Cards, invoice: &InvoiceRow) -> Markup {
    html! {
        @if let (Readiness::Ready, Some(number)) = (cards.readiness(invoice), &invoice.number) {
            a class="button primary" href={ "/invoices/" (number) "/pay" } {
                (frame.text(payments::PAY_NOW))
                span class="unseen" { ": " (frame.with(payments::PAY_BACK, &[("number", number.to_string().into())])) }
            }
        }
    }
}

/// The same on the invoice's own page, with the other ways to pay where no card is taken.
pub(super) fn card(frame: &Frame<'_>, cards: &Cards, invoice: &InvoiceRow) -> Markup {
    html! {
        @match cards.readiness(invoice) {
            Readiness::Ready => {
                (button(frame, cards, invoice))
                (also(frame, cards))
            }
            Readiness::Otherwise(_) => (other_ways(frame, cards)),
            Readiness::Nothing => {}
        }
    }
}

/// What a client reads when no card is taken: how to pay otherwise, or whom to ask.
pub(super) fn other_ways(frame: &Frame<'_>, cards: &Cards) -> Markup {
    let ask = frame.with(payments::PAY_ASK_FOR_WAYS, &[("name", frame.name().into())]);
    html! {
        section class="card ways" aria-labelledby="ways-title" {
            div class="card-head" { h2 id="ways-title" { (frame.text(payments::PAY_OTHER_WAYS)) } }
            div class="ways-text" {
                p { (frame.with(payments::PAY_NO_CARDS, &[("name", frame.name().into())])) }
                @if cards.ways_to_pay.is_empty() {
                    p { (ask) }
                    p { a class="button" href="/support/new" { (frame.text(payments::PAY_ASK)) } }
                } @else {
                    p class="lines" dir="auto" { (rich::text(&cards.ways_to_pay)) }
                }
            }
        }
    }
}

/// The other ways beside the card's, when the organisation tells of any.
pub(super) fn also(frame: &Frame<'_>, cards: &Cards) -> Markup {
    html! {
        @if !cards.ways_to_pay.is_empty() {
            section class="card ways" aria-labelledby="ways-title" {
                div class="card-head" { h2 id="ways-title" { (frame.text(payments::PAY_OTHER_WAYS)) } }
                div class="ways-text" { p class="lines" dir="auto" { (rich::text(&cards.ways_to_pay)) } }
            }
        }
    }
}
