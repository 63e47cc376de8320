//! The sample's invoices: one in every status.

use std::time::Duration;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::app::invoices::{self, Draft, Entering, today};
use crate::app::sample::{Cast, at};
use crate::app::{Error, Writing};
use crate::domain::audit::Action;
use crate::domain::input::Lines;
use crate::domain::invoice::{DraftInvoice, EntryKind, InvoiceForm, LedgerEntry, LineForm, Method, TaxRounding};
use crate::domain::invoice_settings::Chosen;
use crate::domain::money::Amount;
use crate::domain::people::Caller;
use crate::id::{CustomerId, InvoiceId};
use crate::store;

/// What the company says of other ways to pay. The account is one that banks use in examples.
const WAYS: &str = "Harbour Studio\nIBAN AT61 1904 3002 3457 3201\nBIC BKAUATWW";

/// A line: what, how many, of what, at which price, less which discount.
type LineOf = (&'static str, &'static str, &'static str, &'static str, &'static str);

const BRAND: &[LineOf] =
    &[("Brand guidelines, 24 pages", "1", "", "1800", ""), ("Revision round", "2.5", "h", "95", "")];
const FLYER: &[LineOf] =
    &[("Flyer, two sides, A5", "1", "", "640", "10"), ("Proof on your paper", "2", "pcs", "38.50", "")];
const SITE: &[LineOf] = &[
    ("Website: design of six pages", "6", "pages", "420", ""),
    ("Website: photographs, edited", "24", "pcs", "18", ""),
    ("Hosting until the end of the year", "3", "months", "29", ""),
];
const MENU: &[LineOf] = &[("Menu card, new season", "1", "", "380", ""), ("Printing, 250 g", "120", "pcs", "1.35", "")];
const SIGN: &[LineOf] = &[("Shop sign, hand-painted", "1", "", "950", "")];

/// Writes them.
pub(super) async fn write(writing: &mut Writing, cast: &Cast) -> Result<(), Error> {
    let now = writing.now;
    let organisation = cast.admin.organisation_id;
    let chosen = Chosen {
        tax_rounding: TaxRounding::Total,
        part_payments: true,
        ways_to_pay: super::parsed(Lines::parse(WAYS))?,
    };
    store::invoice_settings::choose(&mut writing.tx, organisation, &chosen).await?;
    let day = today(&mut writing.tx, organisation, now).await?;
    let ago = |days: i64| day.saturating_sub(days.days());

    let paid = send(writing, cast, (cast.northwind, "EUR", BRAND), ("30", ago(74))).await?;
    pay(writing, cast, paid, (244_500, ago(50))).await?;
    send(writing, cast, (cast.northwind, "EUR", FLYER), ("14", ago(33))).await?;
    let part = send(writing, cast, (cast.northwind, "EUR", SITE), ("30", ago(12))).await?;
    pay(writing, cast, part, (150_000, ago(2))).await?;
    send(writing, cast, (cast.northwind, "GBP", SIGN), ("30", ago(4))).await?;
    draft(writing, cast, (cast.northwind, "EUR", MENU), "30").await?;

    let settled = send(writing, cast, (cast.contoso, "EUR", MENU), ("14", ago(60))).await?;
    enter(
        writing,
        &cast.admin,
        settled,
        (EntryKind::CreditNote, 10_000, Method::Other, ago(55)),
        "Twelve cards were smudged.",
    )
    .await?;
    let left = outstanding(writing, &cast.admin, settled).await?;
    pay(writing, cast, settled, (left, ago(47))).await?;
    let void = send(writing, cast, (cast.contoso, "EUR", SIGN), ("14", ago(20))).await?;
    invoices::void_in(writing, &cast.admin, void).await?;
    send(writing, cast, (cast.contoso, "EUR", SIGN), ("14", ago(9))).await?;
    send(writing, cast, (cast.fabrikam, "EUR", FLYER), ("14", ago(1))).await?;
    at(writing, now);
    Ok(())
}

async fn draft(
    writing: &mut Writing,
    cast: &Cast,
    (customer, currency, lines): (CustomerId, &str, &[LineOf]),
    days: &str,
) -> Result<InvoiceId, Error> {
    let line = |&(description, quantity, unit, unit_price, discount): &LineOf| LineForm {
        description: description.to_owned(),
        quantity: quantity.to_owned(),
        unit: unit.to_owned(),
        unit_price: unit_price.to_owned(),
        discount: discount.to_owned(),
        tax_rate: "20".to_owned(),
    };
    let form = InvoiceForm {
        currency: currency.to_owned(),
        days: days.to_owned(),
        terms: "Payable without deduction.".to_owned(),
        lines: lines.iter().map(line).collect(),
        ..InvoiceForm::default()
    };
    let says = DraftInvoice::parse(&form)
        .map_err(|problems| Error::Internal(format!("the sample holds a wrong invoice: {problems:?}")))?;
    // Each a moment after the other, so that lists have an order.
    at(writing, writing.now + Duration::from_millis(1));
    invoices::create_in(writing, &cast.admin, &Draft { customer, says }, None).await
}

async fn send(
    writing: &mut Writing,
    cast: &Cast,
    what: (CustomerId, &str, &[LineOf]),
    (days, on): (&str, Date),
) -> Result<InvoiceId, Error> {
    let id = draft(writing, cast, what, days).await?;
    invoices::send_in(writing, &cast.admin, id, (Some(on), &[])).await?;
    Ok(id)
}

async fn pay(writing: &mut Writing, cast: &Cast, id: InvoiceId, (units, on): (i64, Date)) -> Result<(), Error> {
    enter(writing, &cast.admin, id, (EntryKind::Payment, units, Method::Bank, on), "").await
}

/// Enters a line of the ledger.
pub(super) async fn enter(
    writing: &mut Writing,
    by: &Caller,
    id: InvoiceId,
    (kind, units, method, on): (EntryKind, i64, Method, Date),
    note: &str,
) -> Result<(), Error> {
    let action = if kind == EntryKind::CreditNote { Action::InvoiceCredited } else { Action::PaymentRecorded };
    let entering = Entering {
        entry: LedgerEntry { kind, amount: Amount::minor(units) },
        method,
        on: Some(on),
        note,
        source: &format!("sample:{id}:{kind}:{units}:{on}"),
        surplus: true,
    };
    invoices::enter_in(writing, by, id, action, &entering).await
}

/// What is still to be paid of an invoice, in minor units.
pub(super) async fn outstanding(writing: &mut Writing, by: &Caller, id: InvoiceId) -> Result<i64, Error> {
    let invoice = store::invoices::find(&mut writing.tx, by.organisation_id, id).await?;
    Ok(invoice.ok_or(Error::NotFound)?.row.balance.outstanding.as_minor())
}
