//! What would come of files that were brought, and what came of them.

use std::collections::BTreeMap;

use crate::domain::invoice_file::{DateOrder, FileInvoice, FilePayment, FileProblem, Refusal, RowProblem};
use crate::domain::money::{Amount, Currency};

/// What whoever brings files chooses.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choices {
    /// How days like `3/4/2026` are meant.
    pub order: Option<DateOrder>,
    /// Whether customers that are not there are added.
    pub add_customers: bool,
}

/// One of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// That of the invoices.
    Invoices,
    /// That of the payments.
    Payments,
}

/// What would come of files, or came.
#[derive(Clone, Debug, Default)]
pub struct Outlook {
    /// Why a file cannot be read at all; then nothing is taken.
    pub stopped: Option<(Which, FileProblem)>,
    /// The invoices that are taken, each with its customer's name.
    pub invoices: Vec<FileInvoice>,
    /// The payments that are taken, each with how much it is.
    pub payments: Vec<(FilePayment, Amount, Currency)>,
    /// Rows of the file of invoices that are not taken.
    pub refused_invoices: Vec<Refusal>,
    /// Rows of the file of payments that are not taken.
    pub refused_payments: Vec<Refusal>,
    /// Customers that are added.
    pub new_customers: Vec<String>,
    /// Customers that are not there and would be added if that were chosen.
    pub unknown_customers: Vec<String>,
    /// What is taken, by currency.
    pub sums: Vec<Sum>,
}

/// What is taken in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The currency.
    pub currency: Currency,
    /// How many invoices.
    pub invoices: usize,
    /// What they ask for.
    pub total: Amount,
    /// What came in.
    pub paid: Amount,
}

/// What came of an import, as it is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Report {
    /// Invoices that were taken.
    pub invoices: usize,
    /// Payments that were taken.
    pub payments: usize,
    /// Customers that were added.
    pub customers: usize,
    /// Rows that were not taken.
    pub refused: usize,
}

impl Outlook {
    /// Does not take an invoice that could be read.
    pub(crate) fn refuse_invoice(&mut self, row: &FileInvoice, why: RowProblem) {
        self.refused_invoices.push(Refusal { row: row.row, called: row.number.to_string(), why });
    }

    /// Puts refusals in the order of the file, and adds up.
    pub(crate) fn finish(&mut self) {
        self.refused_invoices.sort_by_key(|refusal| refusal.row);
        self.refused_payments.sort_by_key(|refusal| refusal.row);
        let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
        let nothing = |currency| Sum { currency, invoices: 0, total: Amount::ZERO, paid: Amount::ZERO };
        for invoice in &self.invoices {
            let sum = sums.entry(invoice.currency.code()).or_insert_with(|| nothing(invoice.currency));
            sum.invoices += 1;
            sum.total = sum.total + invoice.total;
        }
        for (_, amount, currency) in &self.payments {
            let sum = sums.entry(currency.code()).or_insert_with(|| nothing(*currency));
            sum.paid = sum.paid + *amount;
        }
        self.sums = sums.into_values().collect();
    }

    /// How many rows are not taken.
    pub fn refused(&self) -> usize {
        self.refused_invoices.len() + self.refused_payments.len()
    }
}
