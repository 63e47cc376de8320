//! Invoices and payments as files that other programs write: comma-separated values.
//!
//! What is read here is only what stands in the file; whether an invoice of that number is there already, and which customer is meant, is
//! decided where the organisation's records are.

mod dates;
mod outlook;
mod table;

use std::collections::HashMap;

use jiff::civil::Date;

pub use self::dates::DateOrder;
pub use self::outlook::{Choices, Outlook, Report, Sum, Which};
pub use self::table::{Column, FileProblem};
pub use crate::domain::rows::MOST_ROWS;

use self::dates::Dates;
use self::table::Table;
use crate::domain::input::Problem;
use crate::domain::invoice::{InvoiceNumber, Method};
use crate::domain::money::{Amount, Currency, Share};
use crate::domain::rows;

/// What stands in a file for what a row does not say.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The currency of rows without one.
    pub currency: Currency,
    /// Days to pay of invoices without a due day.
    pub days: i64,
    /// How days like `3/4/2026` are meant, when somebody has said so.
    pub order: Option<DateOrder>,
}

/// An invoice of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileInvoice {
    /// Its row in the file, from 2: the head is the first.
    pub row: usize,
    /// Its number.
    pub number: InvoiceNumber,
    /// What the customer is called there; may be empty.
    pub customer: String,
    /// The customer's address; may be empty.
    pub email: String,
    /// The day it was sent.
    pub issued_on: Date,
    /// The last day to pay.
    pub due_on: Date,
    /// The currency.
    pub currency: Currency,
    /// What it asks for in all.
    pub total: Amount,
    /// What of it is without tax.
    pub net: Amount,
    /// The tax rate.
    pub rate: Share,
    /// What it is about.
    pub description: String,
    /// The customer's order number, or what else stood there.
    pub reference: String,
}

/// A payment of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePayment {
    /// Its row in the file.
    pub row: usize,
    /// Of which invoice.
    pub invoice: InvoiceNumber,
    /// The day it came.
    pub on: Date,
    /// How much, as it stands there: the invoice's currency says how many decimals it may have.
    pub amount: String,
    /// The currency, when the row says it.
    pub currency: Option<Currency>,
    /// How it came.
    pub method: Method,
    /// What is written to it.
    pub note: String,
    /// What tells it from every other: the file's own name for it, or what it says and how many alike stand before it. Read again it is
    /// the same.
    pub source: String,
}

/// A row that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its row in the file.
    pub row: usize,
    /// What it is called: its number, as it stands there.
    pub called: String,
    /// Why.
    pub why: RowProblem,
}

/// Why a row is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowProblem {
    /// Something is wrong with a cell.
    Cell(Column, Problem),
    /// The day cannot be: in a file whose days are written the other way round.
    Day(Column),
    /// The number stands in the file before.
    Twice {
        /// In this row.
        first: usize,
    },
    /// The invoice asks for less than nothing.
    Negative,
    /// The part without tax is more than all of it.
    NetTooLarge,
    /// The invoice is due before it was sent.
    DueTooEarly,
    /// An invoice of this number is there already.
    Exists,
    /// A payment came in already.
    PaymentExists,
    /// The row names no customer.
    NobodyNamed,
    /// There is no such customer.
    NoCustomer {
        /// What the row calls it.
        name: String,
    },
    /// Several customers are called this.
    SeveralCustomers {
        /// What the row calls it.
        name: String,
    },
    /// There is no invoice of this number, neither here nor in the file.
    NoInvoice,
    /// The invoice is not one that can be paid: a draft, or void.
    NotPayable,
    /// The payment is in another currency than the invoice.
    OtherCurrency {
        /// The invoice's.
        currency: Currency,
    },
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The rows that can be read.
    pub rows: Vec<T>,
    /// Those that cannot, and why.
    pub refused: Vec<Refusal>,
}

/// A file's text, whatever its encoding.
pub fn text(bytes: &[u8]) -> Result<String, FileProblem> {
    rows::decoded(bytes)
}

const CUSTOMER: usize = 200;
const DESCRIPTION: usize = 1_000;
const REFERENCE: usize = 100;
const NOTE: usize = 1_000;
const ID: usize = 100;

/// Reads a file of invoices.
pub fn invoices(bytes: &[u8], reading: &Reading) -> Result<Found<FileInvoice>, FileProblem> {
    let table = Table::read(bytes, &[Column::Number, Column::Date, Column::Total])?;
    let dates = Dates::of(&table, &[Column::Date, Column::Due], reading.order)?;
    let mut found = Found { rows: Vec::new(), refused: Vec::new() };
    let mut seen: HashMap<String, usize> = HashMap::new();
    for at in 0..table.len() {
        let called = table.cell(at, Column::Number).to_owned();
        let row = table.row(at);
        match invoice(&table, at, &dates, reading) {
            Ok(invoice) => match seen.insert(invoice.number.as_str().to_ascii_lowercase(), row) {
                Some(first) => {
                    seen.insert(called.to_ascii_lowercase(), first);
                    found.refused.push(Refusal { row, called, why: RowProblem::Twice { first } });
                }
                None => found.rows.push(invoice),
            },
            Err(why) => found.refused.push(Refusal { row, called, why }),
        }
    }
    Ok(found)
}

fn invoice(table: &Table, at: usize, dates: &Dates, reading: &Reading) -> Result<FileInvoice, RowProblem> {
    let cell = |column| table.cell(at, column);
    let wrong = |column| move |problem| RowProblem::Cell(column, problem);
    let number = match cell(Column::Number) {
        "" => Err(Problem::Missing),
        text => text.parse().map_err(|_| Problem::NotAPrefix),
    };
    let number: InvoiceNumber = number.map_err(wrong(Column::Number))?;
    let currency = currency(cell(Column::Currency))?.unwrap_or(reading.currency);
    let total = Amount::parse(cell(Column::Total), currency).map_err(wrong(Column::Total))?;
    if total < Amount::ZERO {
        return Err(RowProblem::Negative);
    }
    let rate = match cell(Column::TaxRate) {
        "" => None,
        text => Some(Share::parse_percent(text).map_err(wrong(Column::TaxRate))?),
    };
    let (net, rate) = match cell(Column::Net) {
        "" => (net_of(total, rate.unwrap_or(Share::ZERO)), rate.unwrap_or(Share::ZERO)),
        text => {
            let net = Amount::parse(text, currency).map_err(wrong(Column::Net))?;
            if net > total || net < Amount::ZERO {
                return Err(RowProblem::NetTooLarge);
            }
            (net, rate.unwrap_or_else(|| rate_of(total, net)))
        }
    };
    let issued_on = dates.read(cell(Column::Date)).ok_or(RowProblem::Day(Column::Date))?;
    let due_on = match cell(Column::Due) {
        "" => issued_on.saturating_add(jiff::Span::new().days(reading.days)),
        text => dates.read(text).ok_or(RowProblem::Day(Column::Due))?,
    };
    if due_on < issued_on {
        return Err(RowProblem::DueTooEarly);
    }
    let text = |column, max| within(cell(column), max).map_err(wrong(column));
    let (customer, email) = (text(Column::Customer, CUSTOMER)?, text(Column::Email, CUSTOMER)?);
    if customer.is_empty() && email.is_empty() {
        return Err(RowProblem::NobodyNamed);
    }
    Ok(FileInvoice {
        row: table.row(at),
        number,
        customer,
        email,
        issued_on,
        due_on,
        currency,
        total,
        net,
        rate,
        description: text(Column::Description, DESCRIPTION)?,
        reference: text(Column::Reference, REFERENCE)?,
    })
}

/// What is without tax in a total that holds it: the total divided by one and the rate, to the nearest unit.
fn net_of(total: Amount, rate: Share) -> Amount {
    let (whole, with_tax) = (i128::from(Share::WHOLE.as_millionths()), i128::from(rate.as_millionths()));
    let (numerator, denominator) = (i128::from(total.as_minor()) * whole, whole + with_tax);
    let nearest = (2 * numerator + denominator) / (2 * denominator);
    Amount::minor(i64::try_from(nearest).unwrap_or(total.as_minor()))
}

/// The rate that makes this total of this net sum, to a hundredth of a percent.
fn rate_of(total: Amount, net: Amount) -> Share {
    let tax = i128::from((total - net).as_minor());
    let net = i128::from(net.as_minor()).max(1);
    let hundredths = (2 * tax * 10_000 + net) / (2 * net);
    Share::millionths(i64::try_from(hundredths * 100).unwrap_or(0)).min(Share::WHOLE)
}

/// Reads a file of payments.
pub fn payments(bytes: &[u8], reading: &Reading) -> Result<Found<FilePayment>, FileProblem> {
    let table = Table::read(bytes, &[Column::Number, Column::Date, Column::Amount])?;
    let dates = Dates::of(&table, &[Column::Date], reading.order)?;
    let mut found = Found { rows: Vec::new(), refused: Vec::new() };
    let mut alike: HashMap<String, usize> = HashMap::new();
    let mut named: HashMap<String, usize> = HashMap::new();
    for at in 0..table.len() {
        let (row, called) = (table.row(at), table.cell(at, Column::Number).to_owned());
        let read = payment(&table, at, &dates, &mut alike);
        let read = read.and_then(|payment| match named.insert(payment.source.clone(), row) {
            Some(first) => Err(RowProblem::Twice { first }),
            None => Ok(payment),
        });
        match read {
            Ok(payment) => found.rows.push(payment),
            Err(why) => found.refused.push(Refusal { row, called, why }),
        }
    }
    Ok(found)
}

fn payment(
    table: &Table,
    at: usize,
    dates: &Dates,
    alike: &mut HashMap<String, usize>,
) -> Result<FilePayment, RowProblem> {
    let cell = |column| table.cell(at, column);
    let wrong = |column| move |problem| RowProblem::Cell(column, problem);
    let invoice = match cell(Column::Number) {
        "" => Err(Problem::Missing),
        text => text.parse().map_err(|_| Problem::NotAPrefix),
    };
    let invoice: InvoiceNumber = invoice.map_err(wrong(Column::Number))?;
    let on = dates.read(cell(Column::Date)).ok_or(RowProblem::Day(Column::Date))?;
    let amount = cell(Column::Amount).to_owned();
    if amount.is_empty() {
        return Err(RowProblem::Cell(Column::Amount, Problem::Missing));
    }
    let note = within(cell(Column::Note), NOTE).map_err(wrong(Column::Note))?;
    let id = within(cell(Column::Id), ID).map_err(wrong(Column::Id))?;
    let source = if id.is_empty() {
        let says = format!("{}:{on}:{amount}", invoice.as_str().to_ascii_lowercase());
        let before = alike.entry(says.clone()).or_default();
        *before += 1;
        format!("import:{says}:{before}")
    } else {
        format!("import:{id}")
    };
    Ok(FilePayment {
        row: table.row(at),
        invoice,
        on,
        amount,
        currency: currency(cell(Column::Currency))?,
        method: method(cell(Column::Method)),
        note,
        source,
    })
}

fn currency(text: &str) -> Result<Option<Currency>, RowProblem> {
    let sign = match text {
        "" => return Ok(None),
        "€" => "EUR",
        "£" => "GBP",
        "$" => "USD",
        code => code,
    };
    Currency::parse(sign).map(Some).map_err(|problem| RowProblem::Cell(Column::Currency, problem))
}

/// How money came, from the words that other programs use; what is not known is another way.
fn method(text: &str) -> Method {
    let text = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["bank", "transfer", "wire", "sepa", "ach", "überweisung"]) {
        Method::Bank
    } else if says(&["card", "visa", "master", "amex", "karte"]) {
        Method::Card
    } else if says(&["cash", "bar"]) {
        Method::Cash
    } else if says(&["cheque", "check", "scheck"]) {
        Method::Cheque
    } else {
        Method::Other
    }
}

fn within(text: &str, max: usize) -> Result<String, Problem> {
    if text.chars().count() > max { Err(Problem::TooLong { max }) } else { Ok(text.to_owned()) }
}

#[cfg(test)]
mod tests;
