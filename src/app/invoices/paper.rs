//! An invoice with all that goes on paper: for its PDF and the letters about it.

use crate::app::files;
use crate::app::invoices::{customer_of, reader};
use crate::app::{App, Error};
use crate::domain::invoice::{Invoice, InvoiceNumber, Logo, Paper};
use crate::domain::people::Caller;
use crate::domain::picture::FileKind;
use crate::id::{InvoiceId, OrganisationId};
use crate::store::{self, Tx};

/// The invoice of this id, a draft too, for staff who read invoices.
pub async fn paper_for_staff(app: &App, caller: &Caller, id: InvoiceId) -> Result<Paper, Error> {
    let organisation = reader(caller)?;
    paper(app, organisation, id).await?.ok_or(Error::NotFound)
}

/// The invoice of this number, as the caller's customer sees it: another customer's, and a draft, is not there.
pub async fn paper_for_client(app: &App, caller: &Caller, number: &InvoiceNumber) -> Result<Paper, Error> {
    let (organisation, customer) = (caller.organisation_id, customer_of(caller)?);
    let mut tx = app.db.read().await?;
    let invoice = store::invoices::visible(&mut tx, organisation, customer, number).await?;
    let paper = around(&mut tx, organisation, invoice).await?.ok_or(Error::NotFound)?;
    drop(tx);
    with_logo(app, paper).await
}

/// The invoice of this id, for the queue's worker.
pub async fn paper(app: &App, organisation: OrganisationId, id: InvoiceId) -> Result<Option<Paper>, Error> {
    let mut tx = app.db.read().await?;
    let invoice = store::invoices::find(&mut tx, organisation, id).await?;
    let paper = around(&mut tx, organisation, invoice).await?;
    drop(tx);
    match paper {
        Some(paper) => Ok(Some(with_logo(app, paper).await?)),
        None => Ok(None),
    }
}

async fn around(tx: &mut Tx, id: OrganisationId, invoice: Option<Invoice>) -> Result<Option<Paper>, Error> {
    let Some(invoice) = invoice else { return Ok(None) };
    let Some(organisation) = store::organisations::find(tx, id).await? else { return Ok(None) };
    let ledger = store::ledger::of_invoice(tx, id, invoice.row.id).await?;
    let settings = store::invoice_settings::find(tx, id).await?;
    let ways_to_pay = settings.map(|settings| settings.ways_to_pay).unwrap_or_default();
    Ok(Some(Paper { organisation, invoice, ledger, ways_to_pay, logo: None }))
}

/// A logo that is not there keeps nobody from the invoice.
async fn with_logo(app: &App, paper: Paper) -> Result<Paper, Error> {
    let Some(id) = paper.organisation.logo_id else { return Ok(paper) };
    match files::find(app, paper.organisation.id, FileKind::Logo, id).await {
        Ok(kept) => Ok(Paper { logo: Some(Logo { media_type: kept.media_type, bytes: kept.bytes }), ..paper }),
        Err(Error::NotFound) => Ok(paper),
        Err(error) => Err(error),
    }
}
