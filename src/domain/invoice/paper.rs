//! An invoice with all that goes on paper.

use bytes::Bytes;

use crate::domain::invoice::{Invoice, Recorded};
use crate::domain::organisation::Organisation;
use crate::domain::picture::MediaType;

/// What an invoice's PDF and the letters about it are made from.
#[derive(Clone, Debug)]
pub struct Paper {
    /// The organisation as it is now: colour, language and domain are its own.
    pub organisation: Organisation,
    /// The invoice.
    pub invoice: Invoice,
    /// What happened to it, in the order in which it was recorded.
    pub ledger: Vec<Recorded>,
    /// How else than by card one can pay; may be empty.
    pub ways_to_pay: String,
    /// The organisation's logo, when it has one.
    pub logo: Option<Logo>,
}

/// A picture for the head of the page.
#[derive(Clone, Debug)]
pub struct Logo {
    /// What it is.
    pub media_type: MediaType,
    /// Its bytes.
    pub bytes: Bytes,
}

impl Paper {
    /// What its file is called: by its number, a draft by its id.
    pub fn file_name(&self) -> String {
        let row = &self.invoice.row;
        row.number.as_ref().map_or_else(|| format!("{}.pdf", row.id), |number| format!("{number}.pdf"))
    }
}
