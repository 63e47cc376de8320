//! What the columns of files of invoices and payments hold.

use std::collections::HashMap;

use crate::domain::rows::{self, Rows};
use crate::domain::text_enum;

text_enum! {
    /// What a column holds.
    Column {
        /// An invoice's number.
        Number = "number",
        /// The customer's name.
        Customer = "customer",
        /// The customer's address.
        Email = "email",
        /// The day.
        Date = "date",
        /// The last day to pay.
        Due = "due",
        /// The currency's code.
        Currency = "currency",
        /// What is asked for in all.
        Total = "total",
        /// What of it is without tax.
        Net = "net",
        /// The tax rate, in percent.
        TaxRate = "tax_rate",
        /// What it is about.
        Description = "description",
        /// The customer's order number.
        Reference = "reference",
        /// What came in.
        Amount = "amount",
        /// How it came.
        Method = "method",
        /// What is written to it.
        Note = "note",
        /// What tells a payment from every other.
        Id = "id",
    }
}

impl rows::Column for Column {
    const COLUMNS: &'static [Self] = Self::ALL;

    #[expect(clippy::too_many_lines, reason = "a list")]
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Number => &[
                "number",
                "invoicenumber",
                "invoiceno",
                "invoiceid",
                "invoice",
                "no",
                "documentnumber",
                "nummer",
                "rechnungsnummer",
                "rechnungsnr",
                "belegnummer",
            ],
            Self::Customer => &[
                "customer",
                "customername",
                "client",
                "clientname",
                "company",
                "contactname",
                "name",
                "kunde",
                "kundenname",
                "firma",
            ],
            Self::Email => &[
                "email",
                "customeremail",
                "clientemail",
                "emailaddress",
                "contactemail",
                "emailadresse",
                "mailadresse",
            ],
            Self::Date => &[
                "date",
                "invoicedate",
                "issued",
                "issuedate",
                "issuedon",
                "paymentdate",
                "paidon",
                "datepaid",
                "datum",
                "rechnungsdatum",
                "belegdatum",
                "zahlungsdatum",
                "gezahltam",
                "bezahltam",
            ],
            Self::Due => &["due", "duedate", "dueon", "payby", "fällig", "fälligam", "fälligkeit", "zahlbarbis"],
            Self::Currency => &["currency", "currencycode", "währung"],
            Self::Total => &[
                "total",
                "invoicetotal",
                "totalamount",
                "gross",
                "grandtotal",
                "amountdue",
                "gesamtbetrag",
                "gesamt",
                "brutto",
                "bruttobetrag",
                "rechnungsbetrag",
            ],
            Self::Net => {
                &["net", "subtotal", "netamount", "totalexcludingtax", "netto", "nettobetrag", "zwischensumme"]
            }
            Self::TaxRate => &[
                "taxrate",
                "vatrate",
                "gstrate",
                "tax%",
                "vat%",
                "steuersatz",
                "ust",
                "ust%",
                "ustsatz",
                "mwst",
                "mwst%",
                "mwstsatz",
            ],
            Self::Description => {
                &["description", "item", "title", "subject", "details", "beschreibung", "bezeichnung", "betreff"]
            }
            Self::Reference => &[
                "reference",
                "ponumber",
                "purchaseorder",
                "ordernumber",
                "yourreference",
                "zeichen",
                "ihrzeichen",
                "bestellnummer",
                "referenz",
            ],
            Self::Amount => {
                &["amount", "paymentamount", "amountpaid", "paid", "sum", "betrag", "zahlbetrag", "bezahlt", "summe"]
            }
            Self::Method => &["method", "paymentmethod", "type", "paymenttype", "zahlungsart", "zahlungsweg", "art"],
            Self::Note => &["note", "notes", "memo", "comment", "notiz", "bemerkung", "kommentar", "verwendungszweck"],
            Self::Id => &[
                "id",
                "paymentid",
                "transactionid",
                "paymentreference",
                "zahlungsid",
                "transaktionsid",
                "zahlungsnummer",
            ],
        }
    }
}

/// Why a file cannot be read at all.
pub type FileProblem = rows::FileProblem<Column>;

/// The file's rows.
pub(super) struct Table {
    columns: HashMap<Column, usize>,
    rows: Rows,
}

impl Table {
    /// Reads a file that must have these columns. Empty rows are passed over.
    pub(super) fn read(bytes: &[u8], needed: &[Column]) -> Result<Self, FileProblem> {
        let rows = Rows::read(bytes)?;
        Ok(Self { columns: rows.columns(needed)?, rows })
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The number of a row in the file.
    pub(super) fn row(&self, at: usize) -> usize {
        self.rows.row(at)
    }

    /// What stands in a row's column; empty when there is none.
    pub(super) fn cell(&self, at: usize, column: Column) -> &str {
        self.columns.get(&column).map_or("", |place| self.rows.cell(at, *place))
    }
}
