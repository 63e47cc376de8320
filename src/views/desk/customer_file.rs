//! The list of customers as a file for spreadsheets, which can be brought in again.

use crate::domain::customer::{CustomerRecord, CustomerRow, Owing};
use crate::domain::money::{Amount, Currency};
use crate::views::csv;
use crate::words::msg::{customer_list as words, customers};
use crate::words::{Locale, Zone};

/// The beginning of the file: the mark of its encoding, and the columns; two for each currency in which anybody owes something.
pub fn head(locale: &Locale, currencies: &[Currency]) -> Result<Vec<u8>, ::csv::Error> {
    let fixed = [
        words::CUSTOMER_CSV_ID,
        customers::CUSTOMER_NAME,
        customers::CUSTOMER_EMAIL,
        customers::CUSTOMER_PHONE,
        customers::CUSTOMER_ADDRESS,
        customers::CUSTOMER_TAX_NUMBER,
        customers::CUSTOMER_NOTES,
        words::CUSTOMER_CSV_CONTACT,
    ];
    let mut cells: Vec<String> = fixed.iter().map(|msg| locale.text(*msg)).collect();
    for currency in currencies {
        for msg in [words::CUSTOMER_CSV_BALANCE, words::CUSTOMER_CSV_OVERDUE] {
            cells.push(locale.with(msg, &[("currency", currency.code().into())]));
        }
    }
    cells.push(locale.text(words::CUSTOMER_CSV_ARCHIVED));
    csv::head(cells)
}

/// A customer as a line of the file: days and amounts as machines write them.
pub fn line(
    zone: &Zone,
    (row, record): (&CustomerRow, &CustomerRecord),
    owing: &[Owing],
    currencies: &[Currency],
) -> Result<Vec<u8>, ::csv::Error> {
    let day = |at| zone.date(at).to_string();
    let mut cells = vec![
        called(record),
        record.name.clone(),
        record.email.clone(),
        record.phone.clone(),
        record.address.clone(),
        record.tax_number.clone(),
        record.notes.clone(),
        row.contacted_at.map(day).unwrap_or_default(),
    ];
    for currency in currencies {
        let own = owing.iter().find(|one| one.customer_id == row.id && one.currency == *currency);
        let (outstanding, overdue) = own.map_or((Amount::ZERO, Amount::ZERO), |one| (one.outstanding, one.overdue));
        cells.extend([outstanding.plain(*currency), overdue.plain(*currency)]);
    }
    cells.push(record.archived_at.map(day).unwrap_or_default());
    csv::line(cells)
}

/// The ID by which a file finds the customer again: what another program calls it, else its own.
fn called(record: &CustomerRecord) -> String {
    if record.external_id.is_empty() { record.id.to_string() } else { record.external_id.clone() }
}
