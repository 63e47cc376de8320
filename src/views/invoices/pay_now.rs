//! How an invoice can be paid.

use maud::{Markup, html};

use crate::domain::invoice::InvoiceRow;
use crate::views::frame::Frame;
use crate::views::invoices::ClientInvoice;
use crate::words::msg::client_invoices as words;

/// On the invoice's page: nothing once nothing is left to be paid.
pub(super) fn pay_now(frame: &Frame<'_>, shown: &ClientInvoice<'_>) -> Markup {
    if !shown.status().is_outstanding() {
        return html! {};
    }
    html! { div class="ways" { (ways(frame, shown)) } }
}

/// On the first page, beside the invoice that is to be paid next.
pub(crate) fn next(frame: &Frame<'_>, row: &InvoiceRow) -> Markup {
    html! {
        @if let Some(number) = &row.number {
            a class="button primary" href={ "/invoices/" (number) } { (frame.text(words::CLIENT_INVOICE_LOOK)) }
        }
    }
}

/// What the company says of other ways than the card; never nothing at all.
fn ways(frame: &Frame<'_>, shown: &ClientInvoice<'_>) -> Markup {
    html! {
        h2 { (frame.text(words::CLIENT_INVOICE_WAYS)) }
        @if shown.ways_to_pay.trim().is_empty() {
            p { (frame.with(words::CLIENT_INVOICE_NO_WAYS, &[("organisation", frame.name().into())])) }
        } @else {
            p class="lines" dir="auto" { (shown.ways_to_pay) }
            p class="small quiet" { (frame.with(words::CLIENT_INVOICE_QUOTE, &[("number", shown.number.as_str().into())])) }
        }
    }
}
