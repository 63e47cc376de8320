//! The invoice itself, as it was sent.

use maud::{Markup, html};

use crate::domain::invoice::{Invoice, Line, Party, Totals};
use crate::domain::money::{Amount, Currency, Money};
use crate::views::frame::Frame;
use crate::views::invoices::ClientInvoice;
use crate::views::parts;
use crate::words::Msg;
use crate::words::msg::client_invoices as words;

/// Parties, lines, totals.
pub(super) fn document(frame: &Frame<'_>, shown: &ClientInvoice<'_>) -> Markup {
    let invoice = shown.invoice;
    html! {
        article class="card document" aria-labelledby="document-title" {
            h2 id="document-title" class="unseen" { (frame.text(words::DOCUMENT_TITLE)) }
            div class="parties" {
                (party(frame, words::DOCUMENT_FROM, &invoice.parties.from))
                (party(frame, words::DOCUMENT_TO, &invoice.parties.to))
                (facts(frame, shown))
            }
            (text(&invoice.notes))
            (lines(frame, invoice))
            (totals(frame, &invoice.totals, invoice.row.currency))
            (text(&invoice.terms))
        }
    }
}

fn text(text: &str) -> Markup {
    html! { @if !text.trim().is_empty() { p class="lines document-text" dir="auto" { (text) } } }
}

fn party(frame: &Frame<'_>, label: Msg, party: &Party) -> Markup {
    html! {
        div class="party" {
            p class="small quiet" { (frame.text(label)) }
            p { strong dir="auto" { (party.name) } }
            @if !party.address.is_empty() { p class="lines" dir="auto" { (party.address) } }
            @if !party.tax_number.is_empty() {
                p class="small quiet" { (frame.with(words::DOCUMENT_TAX_NUMBER, &[("number", party.tax_number.as_str().into())])) }
            }
        }
    }
}

fn facts(frame: &Frame<'_>, shown: &ClientInvoice<'_>) -> Markup {
    let row = &shown.invoice.row;
    html! {
        dl class="invoice-facts" {
            dt { (frame.text(words::DOCUMENT_NUMBER)) } dd class="num" { (shown.number) }
            @if let Some(day) = row.issued_on { dt { (frame.text(words::DOCUMENT_ISSUED)) } dd { (parts::day(frame, day)) } }
            @if let Some(day) = row.due_on { dt { (frame.text(words::DOCUMENT_DUE)) } dd { (parts::day(frame, day)) } }
            @if !shown.invoice.reference.is_empty() {
                dt { (frame.text(words::DOCUMENT_REFERENCE)) } dd dir="auto" { (shown.invoice.reference) }
            }
        }
    }
}

/// The lines; on a narrow screen each is a block with its own labels. A column that says nothing in any line is left out.
pub(in crate::views) fn lines(frame: &Frame<'_>, invoice: &Invoice) -> Markup {
    let discounts = invoice.lines.iter().any(|line| line.priced.discount.as_millionths() != 0);
    html! {
        div class="table-scroll" role="group" tabindex="0" aria-label=(frame.text(words::DOCUMENT_LINES)) {
            table class="figures-table document-lines" {
                thead {
                    tr {
                        th scope="col" { (frame.text(words::DOCUMENT_DESCRIPTION)) }
                        th scope="col" { (frame.text(words::DOCUMENT_QUANTITY)) }
                        th scope="col" { (frame.text(words::DOCUMENT_UNIT_PRICE)) }
                        @if discounts { th scope="col" { (frame.text(words::DOCUMENT_DISCOUNT)) } }
                        th scope="col" { (frame.text(words::DOCUMENT_TAX_RATE)) }
                        th scope="col" { (frame.text(words::DOCUMENT_NET)) }
                    }
                }
                tbody { @for line in &invoice.lines { (one(frame, invoice, line, discounts)) } }
            }
        }
    }
}

fn one(frame: &Frame<'_>, invoice: &Invoice, line: &Line, discounts: bool) -> Markup {
    let priced = &line.priced;
    html! {
        tr {
            th scope="row" class="document-what" dir="auto" { (line.description) }
            td class="num" { (frame.locale.quantity(priced.quantity)) @if !line.unit.is_empty() { " " bdi { (line.unit) } } }
            td class="num" { (money(frame, invoice, priced.unit_price)) }
            @if discounts {
                td class="num" data-label=(frame.text(words::DOCUMENT_DISCOUNT)) {
                    @if priced.discount.as_millionths() != 0 { (frame.locale.share(priced.discount)) }
                }
            }
            td class="num" data-label=(frame.text(words::DOCUMENT_TAX_RATE)) { (frame.locale.share(priced.tax_rate)) }
            td class="num" { (money(frame, invoice, priced.net())) }
        }
    }
}

/// What lines come to: without tax, the tax by rate, all of it.
pub(in crate::views) fn totals(frame: &Frame<'_>, totals: &Totals, currency: Currency) -> Markup {
    let money = |amount: Amount| frame.locale.money(Money::new(amount, currency));
    html! {
        dl class="totals" {
            div { dt { (frame.text(words::DOCUMENT_SUBTOTAL)) } dd class="num" { (money(totals.net)) } }
            @for at in totals.taxes.iter().filter(|at| at.rate.as_millionths() != 0) {
                div {
                    dt { (frame.with(words::DOCUMENT_TAX, &[("rate", frame.locale.share(at.rate).into()), ("net", money(at.net).into())])) }
                    dd class="num" { (money(at.tax)) }
                }
            }
            div class="total" { dt { (frame.text(words::DOCUMENT_TOTAL)) } dd class="num" { (money(totals.gross)) } }
        }
    }
}

fn money(frame: &Frame<'_>, invoice: &Invoice, amount: Amount) -> String {
    frame.locale.money(invoice.row.money(amount))
}
