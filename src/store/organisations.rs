//! Organisations.

use crate::clock::Timestamp;
use crate::domain::invoice::TaxRounding;
use crate::domain::organisation::Organisation;
use crate::id::{FileId, OrganisationId};
use crate::store::db::args;
use crate::store::{Error, Tx};

/// What [`Organisation`] is read from.
const COLUMNS: &str = "id, slug, name, accent, language, time_zone, domain, logo_id";

/// Adds an organisation.
pub async fn insert(tx: &mut Tx, organisation: &Organisation, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "INSERT INTO organisations (id, slug, name, accent, language, time_zone, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![
            organisation.id,
            &organisation.slug,
            &organisation.name,
            &organisation.accent,
            &organisation.language,
            &organisation.time_zone,
            now,
        ],
    )
    .await?;
    Ok(())
}

/// The organisation of this id.
pub async fn find(tx: &mut Tx, id: OrganisationId) -> Result<Option<Organisation>, Error> {
    tx.optional(&format!("SELECT {COLUMNS} FROM organisations WHERE id = $1"), args![id]).await
}

/// The organisation of this name on the command line.
pub async fn find_by_slug(tx: &mut Tx, slug: &str) -> Result<Option<Organisation>, Error> {
    tx.optional(&format!("SELECT {COLUMNS} FROM organisations WHERE slug = $1"), args![slug]).await
}

/// The organisation whose portal is at this domain's host.
pub async fn find_by_domain(tx: &mut Tx, domain: &str) -> Result<Option<Organisation>, Error> {
    tx.optional(&format!("SELECT {COLUMNS} FROM organisations WHERE domain = $1"), args![domain]).await
}

/// Whether there is any.
pub async fn any(tx: &mut Tx) -> Result<bool, Error> {
    Ok(tx.optional::<(OrganisationId,)>("SELECT id FROM organisations LIMIT 1", &[]).await?.is_some())
}

/// Every organisation, oldest first.
pub async fn all(tx: &mut Tx) -> Result<Vec<Organisation>, Error> {
    tx.all(&format!("SELECT {COLUMNS} FROM organisations ORDER BY id"), &[]).await
}

/// Sets the domain whose host its portal is at. [`Error::is_taken`] when another organisation has it.
pub async fn set_domain(tx: &mut Tx, id: OrganisationId, domain: Option<&str>) -> Result<(), Error> {
    tx.run("UPDATE organisations SET domain = $2 WHERE id = $1", args![id, domain]).await?;
    Ok(())
}

/// Sets its logo, or goes on without one.
pub async fn set_logo(tx: &mut Tx, id: OrganisationId, logo: Option<FileId>) -> Result<(), Error> {
    tx.run("UPDATE organisations SET logo_id = $2 WHERE id = $1", args![id, logo]).await?;
    Ok(())
}

/// Holds the organisation's ticket numbers until the commit.
pub async fn lock(tx: &mut Tx, id: OrganisationId) -> Result<(), Error> {
    tx.hold("UPDATE organisations SET last_ticket = last_ticket WHERE id = $1", args![id]).await
}

/// Takes the organisation's next ticket number; until the commit nobody else takes one.
pub async fn next_ticket_number(tx: &mut Tx, id: OrganisationId) -> Result<i64, Error> {
    let (number,) = tx
        .one::<(i64,)>(
            "UPDATE organisations SET last_ticket = last_ticket + 1 WHERE id = $1 RETURNING last_ticket",
            args![id],
        )
        .await?;
    Ok(number)
}

/// Takes the organisation's next running number for an invoice; until the commit nobody else takes one, so that none is left out.
pub async fn next_invoice_number(tx: &mut Tx, id: OrganisationId) -> Result<i64, Error> {
    let (number,) = tx
        .one::<(i64,)>(
            "UPDATE organisations SET invoice_sequence = invoice_sequence + 1 WHERE id = $1 RETURNING invoice_sequence",
            args![id],
        )
        .await?;
    Ok(number)
}

/// The same for a credit note.
pub async fn next_credit_note_number(tx: &mut Tx, id: OrganisationId) -> Result<i64, Error> {
    let (number,) = tx
        .one::<(i64,)>(
            "UPDATE organisations SET credit_note_sequence = credit_note_sequence + 1 WHERE id = $1
             RETURNING credit_note_sequence",
            args![id],
        )
        .await?;
    Ok(number)
}

/// Where the tax of its invoices is rounded.
pub async fn tax_rounding(tx: &mut Tx, id: OrganisationId) -> Result<TaxRounding, Error> {
    let found =
        tx.optional::<(TaxRounding,)>("SELECT tax_rounding FROM organisations WHERE id = $1", args![id]).await?;
    Ok(found.map_or(TaxRounding::Total, |(rounding,)| rounding))
}
