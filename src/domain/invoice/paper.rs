//! An invoice with all that goes on paper.

use bytes::Bytes;

use crate::domain::invoice::{Invoice, Parties, Recorded};
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

impl Invoice {
    /// Everything on it that somebody typed.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let Parties { from, to } = &self.parties;
        let parties = [from, to].into_iter().flat_map(|party| [&party.name, &party.address, &party.tax_number]);
        let lines = self.lines.iter().flat_map(|line| [&line.description, &line.unit]);
        let own = [&self.reference, &self.notes, &self.terms];
        parties.chain(own).chain(lines).map(String::as_str)
    }
}

impl Paper {
    /// What its file is called: by its number, a draft by its id.
    pub fn file_name(&self) -> String {
        let row = &self.invoice.row;
        row.number.as_ref().map_or_else(|| format!("{}.pdf", row.id), |number| format!("{number}.pdf"))
    }
}
