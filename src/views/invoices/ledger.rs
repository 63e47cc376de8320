//! What happened to an invoice, in words for its customer.

use maud::{Markup, html};

use crate::domain::invoice::{EntryKind, Recorded};
use crate::views::frame::Frame;
use crate::views::invoices::ClientInvoice;
use crate::views::parts;
use crate::words::msg::client_invoices as words;

/// Each thing that happened, from its sending on. What staff noted at a payment is theirs; why a credit note was written is the client's.
pub(super) fn ledger(frame: &Frame<'_>, shown: &ClientInvoice<'_>) -> Markup {
    html! {
        ol class="ledger" {
            @if let Some(issued) = shown.invoice.row.issued_on {
                li { span { (frame.text(words::CLIENT_LEDGER_SENT)) } span class="small quiet" { (parts::day(frame, issued)) } }
            }
            @for one in shown.ledger {
                li id={ "ledger-" (one.id) } {
                    span {
                        (said(frame, shown, one))
                        @if one.entry.kind == EntryKind::CreditNote && !one.note.trim().is_empty() {
                            span class="small quiet ledger-note" dir="auto" { (one.note) }
                        }
                    }
                    span class="small quiet" { (parts::day(frame, one.on)) }
                }
            }
        }
    }
}

fn said(frame: &Frame<'_>, shown: &ClientInvoice<'_>, one: &Recorded) -> String {
    let amount = || frame.locale.money(shown.invoice.row.money(one.entry.amount)).into();
    match one.entry.kind {
        EntryKind::Payment => {
            frame.with(words::CLIENT_LEDGER_PAYMENT, &[("method", one.method.as_str().into()), ("amount", amount())])
        }
        EntryKind::Refund => frame.with(words::CLIENT_LEDGER_REFUND, &[("amount", amount())]),
        EntryKind::Dispute => frame.with(words::CLIENT_LEDGER_DISPUTE, &[("amount", amount())]),
        EntryKind::DisputeWon => frame.with(words::CLIENT_LEDGER_DISPUTE_WON, &[("amount", amount())]),
        EntryKind::CreditNote => {
            let number = one.number.as_ref().map(ToString::to_string).unwrap_or_default();
            frame.with(words::CLIENT_LEDGER_CREDIT_NOTE, &[("amount", amount()), ("number", number.into())])
        }
    }
}
