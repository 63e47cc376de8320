//! How an organisation asks for money: where tax is rounded, whether a part may be paid, and how else one can pay.

use crate::domain::input::Lines;
use crate::domain::invoice::TaxRounding;
use crate::id::OrganisationId;

/// What is chosen.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct InvoiceSettings {
    /// The organisation's id.
    pub id: OrganisationId,
    /// Where the tax of new invoices is rounded.
    pub tax_rounding: TaxRounding,
    /// Whether a part of an invoice may be paid by card.
    pub part_payments: bool,
    /// How else one can pay, several lines; may be empty.
    pub ways_to_pay: String,
    /// How often it was chosen: who saves says of which version.
    #[sqlx(rename = "invoice_settings_version")]
    pub version: i64,
}

/// What an admin chooses.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// Where the tax of new invoices is rounded.
    pub tax_rounding: TaxRounding,
    /// Whether a part of an invoice may be paid by card.
    pub part_payments: bool,
    /// How else one can pay.
    pub ways_to_pay: Lines,
}
