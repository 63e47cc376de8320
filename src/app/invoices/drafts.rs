//! Invoices that are being written: they have no number, and staff alone see them.

use crate::app::invoices::{announce, called, locked, manager};
use crate::app::{App, Error, Writing, audit};
use crate::domain::audit::{Action, Deed};
use crate::domain::customer::CustomerRecord;
use crate::domain::input::Key;
use crate::domain::invoice::{DraftInvoice, Invoice, InvoiceRefused, TaxRounding};
use crate::domain::money::{Amount, Currency};
use crate::domain::people::Caller;
use crate::domain::sought::sought as folded;
use crate::id::{CustomerId, InvoiceId, OrganisationId};
use crate::store;
use crate::store::invoices::{NewDraft, Written};

/// What a draft says and whom it is for.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Whom it is for.
    pub customer: CustomerId,
    /// What it says.
    pub says: DraftInvoice,
}

/// What a new invoice begins with: the company's own choices.
#[derive(Clone, Debug)]
pub struct Blank {
    /// The company's currency.
    pub currency: String,
    /// Days to pay.
    pub days: i64,
    /// The terms.
    pub terms: String,
    /// Where tax is rounded.
    pub rounding: TaxRounding,
}

/// What a new invoice begins with, for those who may write one.
pub async fn blank(app: &App, caller: &Caller) -> Result<Blank, Error> {
    let organisation = manager(caller)?;
    let mut tx = app.db.read().await?;
    let company = store::companies::find(&mut tx, organisation).await?.ok_or(Error::NotFound)?;
    let rounding = store::organisations::tax_rounding(&mut tx, organisation).await?;
    Ok(Blank { currency: company.currency, days: company.invoice_days, terms: company.invoice_terms, rounding })
}

/// Begins an invoice. The same key with the same words answers with the one it began.
pub async fn create(app: &App, caller: &Caller, draft: &Draft, key: &Key) -> Result<InvoiceId, Error> {
    let mut writing = app.begin().await?;
    let id = create_in(&mut writing, caller, draft, Some(key)).await?;
    app.commit(writing).await?;
    Ok(id)
}

/// Begins an invoice within a larger write.
pub(crate) async fn create_in(
    writing: &mut Writing,
    caller: &Caller,
    draft: &Draft,
    key: Option<&Key>,
) -> Result<InvoiceId, Error> {
    let organisation = manager(caller)?;
    // Held, so that the customer is not archived or deleted meanwhile, and of two requests with one key the second finds the first.
    store::organisations::lock(&mut writing.tx, organisation).await?;
    if let Some(key) = key
        && let Some(id) = store::invoices::by_key(&mut writing.tx, organisation, key.as_str()).await?
    {
        let stored = store::invoices::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
        return if said(&stored) == (draft.customer, draft.says.clone()) { Ok(id) } else { Err(Error::KeyInUse) };
    }
    let customer = open_customer(writing, organisation, draft.customer).await?;
    let rounding = store::organisations::tax_rounding(&mut writing.tx, organisation).await?;
    let id = InvoiceId::new(writing.now, &*writing.chance);
    let sought = sought(&draft.says, &customer);
    let written = Written { customer: customer.id, draft: &draft.says, rounding, sought: &sought };
    let new = NewDraft { id, key: key.map(Key::as_str), by: Some(caller.membership_id), written };
    let now = writing.now;
    store::invoices::insert(&mut writing.tx, organisation, &new, now).await?;
    let invoice = store::invoices::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
    let deed = Deed::of(Action::InvoiceDrafted, id, called(&invoice.row));
    audit::record(writing, caller, compared(deed, None, Some(&invoice))).await?;
    announce(writing, organisation, &invoice.row);
    Ok(id)
}

/// What came of saving a draft.
#[derive(Debug)]
pub enum Saved {
    /// It is stored.
    Stored,
    /// Somebody saved it since the version that was meant: nothing is stored, and this is what stands there.
    Overtaken(Box<Invoice>),
}

/// Changes a draft, unless that has been done since `version` was read.
pub async fn change(app: &App, caller: &Caller, id: InvoiceId, version: i64, draft: &Draft) -> Result<Saved, Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let before = locked(&mut writing, organisation, id).await?;
    before.edit()?;
    if before.version != version {
        return Ok(Saved::Overtaken(Box::new(before)));
    }
    let rounding = store::organisations::tax_rounding(&mut writing.tx, organisation).await?;
    if said(&before) == (draft.customer, draft.says.clone()) && before.tax_rounding == rounding {
        return Ok(Saved::Stored);
    }
    let customer = open_customer(&mut writing, organisation, draft.customer).await?;
    let (sought, now) = (sought(&draft.says, &customer), writing.now);
    let written = Written { customer: customer.id, draft: &draft.says, rounding, sought: &sought };
    store::invoices::update(&mut writing.tx, organisation, id, written, now).await?;
    let after = store::invoices::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
    let deed = Deed::of(Action::InvoiceChanged, id, called(&after.row));
    audit::record(&mut writing, caller, compared(deed, Some(&before), Some(&after))).await?;
    announce(&mut writing, organisation, &after.row);
    app.commit(writing).await?;
    Ok(Saved::Stored)
}

/// Deletes a draft. What was sent is voided or credited instead.
pub async fn delete(app: &App, caller: &Caller, id: InvoiceId) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let invoice = locked(&mut writing, organisation, id).await?;
    invoice.edit()?;
    store::invoices::delete_draft(&mut writing.tx, organisation, id).await?;
    let deed = Deed::of(Action::InvoiceDeleted, id, called(&invoice.row));
    audit::record(&mut writing, caller, compared(deed, Some(&invoice), None)).await?;
    announce(&mut writing, organisation, &invoice.row);
    app.commit(writing).await
}

/// Begins an invoice that says what this one says.
pub async fn duplicate(app: &App, caller: &Caller, id: InvoiceId, key: &Key) -> Result<InvoiceId, Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let original = store::invoices::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
    // Pressed twice it is one copy, even when the copy was changed meanwhile.
    store::organisations::lock(&mut writing.tx, organisation).await?;
    if let Some(copy) = store::invoices::by_key(&mut writing.tx, organisation, key.as_str()).await? {
        return Ok(copy);
    }
    let (customer, says) = said(&original);
    let copy = create_in(&mut writing, caller, &Draft { customer, says }, Some(key)).await?;
    app.commit(writing).await?;
    Ok(copy)
}

/// A customer for whom one may write an invoice.
async fn open_customer(
    writing: &mut Writing,
    organisation: OrganisationId,
    id: CustomerId,
) -> Result<CustomerRecord, Error> {
    let customer = store::customers::record(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
    if customer.archived_at.is_some() { Err(InvoiceRefused::CustomerArchived.into()) } else { Ok(customer) }
}

/// What an invoice says and whom it is for, as it could be typed again.
fn said(invoice: &Invoice) -> (CustomerId, DraftInvoice) {
    let says = DraftInvoice {
        currency: invoice.row.currency,
        days: invoice.days_to_pay,
        reference: invoice.reference.clone(),
        notes: invoice.notes.clone(),
        terms: invoice.terms.clone(),
        lines: invoice.lines.clone(),
    };
    (invoice.row.customer_id, says)
}

/// What a search for a draft looks in.
fn sought(draft: &DraftInvoice, customer: &CustomerRecord) -> String {
    [&draft.reference, &customer.name].map(|text| folded(text)).join("\n")
}

/// What changed of an invoice, field by field, from nothing or to nothing.
fn compared(deed: Deed, before: Option<&Invoice>, after: Option<&Invoice>) -> Deed {
    type Said = fn(&Invoice) -> String;
    let text = |of: Said| [before, after].map(|invoice| invoice.map(of).filter(|text| !text.is_empty()));
    let fields: [(&str, Said); 8] = [
        ("customer", |invoice| invoice.row.customer.clone()),
        ("total", |invoice| plain(invoice.totals.gross, invoice.row.currency)),
        ("lines", lines_in_short),
        ("reference", |invoice| invoice.reference.clone()),
        ("invoice_days", |invoice| invoice.days_to_pay.to_string()),
        ("notes", |invoice| invoice.notes.clone()),
        ("invoice_terms", |invoice| invoice.terms.clone()),
        ("tax_rounding", |invoice| invoice.tax_rounding.to_string()),
    ];
    fields.into_iter().fold(deed, |deed, (name, of)| {
        let [before, after] = text(of);
        deed.field(name, before, after)
    })
}

/// Every line in one line of text: what it is for, how many, at what price.
fn lines_in_short(invoice: &Invoice) -> String {
    let line = |line: &crate::domain::invoice::Line| {
        let priced = &line.priced;
        format!("{} {}×{}", line.description, priced.quantity.plain(), priced.unit_price.plain(invoice.row.currency))
    };
    invoice.lines.iter().map(line).collect::<Vec<_>>().join("; ")
}

/// An amount in the audit log: `1234.50 EUR`.
pub(super) fn plain(amount: Amount, currency: Currency) -> String {
    format!("{} {currency}", amount.plain(currency))
}
