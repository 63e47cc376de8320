//! How it stands with a customer: a card on its page.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::domain::customer::CustomerRecord;
use crate::domain::invoice::{InvoiceRow, Owed};
use crate::domain::rights::Right;
use crate::views::desk::customers::may;
use crate::views::desk::invoices::{new_link, owed, rows};
use crate::views::frame::Frame;
use crate::words::msg::invoices;

/// How it stands with a customer.
#[derive(Clone, Copy)]
pub struct AccountCard<'a> {
    /// What is outstanding, by currency.
    pub owed: &'a [Owed],
    /// On which invoices; a few.
    pub outstanding: &'a [InvoiceRow],
    /// How many invoices it has in all, drafts too.
    pub invoices: i64,
    /// The day, in the organisation's time zone.
    pub today: Date,
}

/// The card; for those who read invoices.
pub(super) fn card(frame: &Frame<'_>, customer: &CustomerRecord, account: Option<AccountCard<'_>>) -> Markup {
    let Some(account) = account else { return html! {} };
    let everything = account.invoices;
    html! {
        section class="card" aria-labelledby="account-title" {
            div class="card-head" {
                h2 id="account-title" { (frame.text(invoices::INVOICE_ACCOUNT)) }
                span class="end tools" {
                    @if everything > 0 {
                        a href={ "/desk/invoices?customer=" (customer.id) } { (frame.with(invoices::INVOICE_ACCOUNT_ALL, &[("count", everything.into())])) }
                    }
                    @if customer.archived_at.is_none() && may(frame, Right::ManageInvoices) { (new_link(frame, "button small", Some(&customer.named()))) }
                }
            }
            @if everything == 0 {
                p class="part small quiet" { (frame.text(invoices::INVOICE_ACCOUNT_NONE)) }
            } @else if account.owed.is_empty() {
                p class="part small quiet" { (frame.text(invoices::INVOICE_ACCOUNT_SETTLED)) }
            } @else {
                div class="part" { (owed(frame, account.owed)) }
                (rows(frame, account.outstanding, account.today))
            }
        }
    }
}
