//! How an organisation is described.

use crate::clock::Timestamp;
use crate::domain::company::{Company, Described};
use crate::id::OrganisationId;
use crate::store::db::args;
use crate::store::{Error, Tx};

/// The organisation's description.
pub async fn find(tx: &mut Tx, id: OrganisationId) -> Result<Option<Company>, Error> {
    tx.optional(
        "SELECT id, name, address, tax_number, accent, language, currency, time_zone, business_hours, invoice_prefix, invoice_days,
                invoice_terms, logo_id, version
         FROM organisations WHERE id = $1",
        args![id],
    )
    .await
}

/// Describes the organisation anew.
pub async fn describe(tx: &mut Tx, id: OrganisationId, company: &Described, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "UPDATE organisations SET name = $2, address = $3, tax_number = $4, accent = $5, language = $6, currency = $7, time_zone = $8,
                business_hours = $9, invoice_prefix = $10, invoice_days = $11, invoice_terms = $12,
                described_at = COALESCE(described_at, $13), version = version + 1
         WHERE id = $1",
        args![
            id,
            company.name.as_str(),
            company.address.as_str(),
            company.tax_number.as_str(),
            company.accent.to_string(),
            &company.language,
            company.currency.code(),
            &company.time_zone,
            company.hours.to_json(),
            company.invoice_prefix.as_str(),
            company.invoice_days.get(),
            company.invoice_terms.as_str(),
            now,
        ],
    )
    .await?;
    Ok(())
}
