//! A file as rows and named columns, whatever program wrote it.

use std::collections::HashMap;

use crate::domain::text_enum;

/// Rows that a file may have.
pub const MOST_ROWS: usize = 100_000;

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

impl Column {
    /// What heads are understood, without case, spaces and signs: the first is the one that is documented.
    const fn names(self) -> &'static [&'static str] {
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

    fn of(head: &str) -> Option<Self> {
        let head: String = head.to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == '%').collect();
        Self::ALL.iter().copied().find(|column| column.names().contains(&head.as_str()))
    }
}

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// There is nothing in it.
    Empty,
    /// It is none of the kinds of text that are understood, or no text.
    NotText,
    /// It has more rows than are taken at once.
    TooManyRows,
    /// A column is missing.
    NoColumn(Column),
    /// Two columns have heads that mean the same.
    TwoColumns(Column),
    /// Quotes are open at its end, or a row is broken otherwise.
    Broken,
    /// Days like `3/4/2026` may be meant in two ways.
    WhichDay,
}

/// The file's rows.
pub(super) struct Table {
    columns: HashMap<Column, usize>,
    rows: Vec<(usize, csv::StringRecord)>,
}

impl Table {
    /// Reads a file that must have these columns. Empty rows are passed over.
    pub(super) fn read(bytes: &[u8], needed: &[Column]) -> Result<Self, FileProblem> {
        let text = decoded(bytes)?;
        if text.trim().is_empty() {
            return Err(FileProblem::Empty);
        }
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(&text))
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let (mut columns, mut rows) = (None, Vec::new());
        for record in reader.records() {
            let record = record.map_err(|_| FileProblem::Broken)?;
            if record.iter().all(str::is_empty) {
                continue;
            }
            if columns.is_none() {
                columns = Some(heads(&record)?);
                continue;
            }
            if rows.len() == MOST_ROWS {
                return Err(FileProblem::TooManyRows);
            }
            // As spreadsheets count them: the head is the first.
            rows.push((rows.len() + 2, record));
        }
        let columns = columns.ok_or(FileProblem::Empty)?;
        match needed.iter().find(|column| !columns.contains_key(column)) {
            Some(missing) => Err(FileProblem::NoColumn(*missing)),
            None => Ok(Self { columns, rows }),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The number of a row in the file.
    pub(super) fn row(&self, at: usize) -> usize {
        self.rows.get(at).map_or(0, |(row, _)| *row)
    }

    /// What stands in a row's column; empty when there is none. A sign that keeps a spreadsheet from running it is taken away.
    pub(super) fn cell(&self, at: usize, column: Column) -> &str {
        let found = self.columns.get(&column).and_then(|place| self.rows.get(at)?.1.get(*place));
        let cell = found.unwrap_or_default();
        cell.strip_prefix('\'').unwrap_or(cell)
    }
}

fn heads(record: &csv::StringRecord) -> Result<HashMap<Column, usize>, FileProblem> {
    let mut columns = HashMap::new();
    for (place, head) in record.iter().enumerate() {
        if let Some(column) = Column::of(head)
            && columns.insert(column, place).is_some()
        {
            return Err(FileProblem::TwoColumns(column));
        }
    }
    Ok(columns)
}

/// Which of the usual signs parts the cells: the one that stands most often in the head, outside quotes.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in head.bytes() {
        quoted ^= byte == b'"';
        for (sign, count) in &mut counts {
            *count += usize::from(!quoted && byte == *sign);
        }
    }
    // Of equals the comma, which comes first.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| sign)
}

/// A file's text: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252, of which Latin-1 is a part.
pub(super) fn decoded(bytes: &[u8]) -> Result<String, FileProblem> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).map_err(|_| FileProblem::NotText)?,
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes)?,
        bytes => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
        },
    };
    if text.contains('\0') { Err(FileProblem::NotText) } else { Ok(text) }
}

fn utf_16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Result<String, FileProblem> {
    if !bytes.len().is_multiple_of(2) {
        return Err(FileProblem::NotText);
    }
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<_, _>>().map_err(|_| FileProblem::NotText)
}

/// The letters between 0x80 and 0x9f, where Latin-1 has none that anybody writes (WHATWG Encoding, index windows-1252).
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        byte => byte.into(),
    }
}
