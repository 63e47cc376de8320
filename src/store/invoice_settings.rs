//! How an organisation asks for money.

use crate::domain::invoice_settings::{Chosen, InvoiceSettings};
use crate::id::OrganisationId;
use crate::store::db::args;
use crate::store::{Error, Tx};

/// What the organisation has chosen.
pub async fn find(tx: &mut Tx, id: OrganisationId) -> Result<Option<InvoiceSettings>, Error> {
    tx.optional(
        "SELECT id, tax_rounding, part_payments, ways_to_pay, invoice_settings_version FROM organisations WHERE id = $1",
        args![id],
    )
    .await
}

/// Chooses anew.
pub async fn choose(tx: &mut Tx, id: OrganisationId, chosen: &Chosen) -> Result<(), Error> {
    tx.run(
        "UPDATE organisations SET tax_rounding = $2, part_payments = $3, ways_to_pay = $4,
                invoice_settings_version = invoice_settings_version + 1
         WHERE id = $1",
        args![id, chosen.tax_rounding.as_str(), chosen.part_payments, chosen.ways_to_pay.as_str()],
    )
    .await?;
    Ok(())
}
