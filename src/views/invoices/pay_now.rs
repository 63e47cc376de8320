//! How an invoice can be paid: Pay now, and the other ways. Where no card is taken there is a word in the button's place.

use maud::{Markup, html};

use crate::domain::invoice::InvoiceRow;
use crate::domain::payment::{Cards, Readiness};
use crate::views::frame::Frame;
use crate::views::invoices::ClientInvoice;
use crate::words::msg::client_invoices as words;
use crate::words::msg::payments;

/// On the invoice's page: nothing once nothing is left to be paid.
pub(super) fn pay_now(frame: &Frame<'_>, shown: &ClientInvoice<'_>) -> Markup {
    let row = &shown.invoice.row;
    html! {
        @match shown.cards.readiness(row) {
            Readiness::Ready => {
                div class="ways" {
                    (button(frame, row))
                    @if !shown.cards.ways_to_pay.trim().is_empty() { (ways(frame, row, shown.cards)) }
                }
            }
            Readiness::Otherwise(_) => div class="ways" { (ways(frame, row, shown.cards)) },
            Readiness::Nothing => {}
        }
    }
}

/// In a row of the list, where it can be paid by card: rows lead to their invoice, where the other ways are.
pub(super) fn in_row(frame: &Frame<'_>, cards: &Cards, row: &InvoiceRow) -> Markup {
    html! { @if matches!(cards.readiness(row), Readiness::Ready) { (button(frame, row)) } }
}

/// On the first page, beside an invoice on which something is owed.
pub(crate) fn next(frame: &Frame<'_>, cards: &Cards, row: &InvoiceRow) -> Markup {
    html! {
        @match (cards.readiness(row), &row.number) {
            (Readiness::Ready, _) => (button(frame, row)),
            (Readiness::Otherwise(_) | Readiness::Nothing, Some(number)) => {
                a class="button primary" href={ "/invoices/" (number) } { (frame.text(words::CLIENT_INVOICE_LOOK)) }
            }
            (Readiness::Otherwise(_) | Readiness::Nothing, None) => {}
        }
    }
}

fn button(frame: &Frame<'_>, row: &InvoiceRow) -> Markup {
    html! {
        @if let Some(number) = &row.number {
            a class="button primary" href={ "/invoices/" (number) "/pay" } {
                (frame.text(payments::PAY_NOW))
                span class="unseen" { ": " (frame.with(payments::PAY_BACK, &[("number", number.as_str().into())])) }
            }
        }
    }
}

/// What the company says of other ways than the card; never nothing at all.
pub(crate) fn ways(frame: &Frame<'_>, row: &InvoiceRow, cards: &Cards) -> Markup {
    html! {
        h2 { (frame.text(words::CLIENT_INVOICE_WAYS)) }
        @if cards.ways_to_pay.trim().is_empty() {
            p { (frame.with(words::CLIENT_INVOICE_NO_WAYS, &[("organisation", frame.name().into())])) }
        } @else {
            p class="lines" dir="auto" { (cards.ways_to_pay) }
            @if let Some(number) = &row.number {
                p class="small quiet" { (frame.with(words::CLIENT_INVOICE_QUOTE, &[("number", number.as_str().into())])) }
            }
        }
    }
}
