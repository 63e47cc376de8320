//! Customers as files that other programs write.
//!
//! One rule says whether a row of a file and a customer, or two rows, are the same: when both have an ID, that decides; else, when both have
//! an e-mail, that does; else the name.

mod columns;
mod matching;

use std::collections::HashMap;

pub use self::columns::{Column, Mapping};
pub use self::matching::{Directory, Failed, Fate, Import, Known, Outlook, Preview, Taken, decide};

use crate::domain::customer::CustomerRecord;
use crate::domain::input::{Email, Line, Lines, Name, Problem};
use crate::domain::rows::{self, Rows};
use crate::domain::sought::sought;
use crate::domain::text_enum;

/// Why a file cannot be read at all.
pub type FileProblem = rows::FileProblem<Column>;

/// Rows that were not taken and that a page shows; all are in the file.
pub const REFUSED_SHOWN: usize = 200;

text_enum! {
    /// What becomes of customers that are there already.
    Existing {
        /// What the file says of them is taken over.
        Change = "change",
        /// They stay as they are.
        Keep = "keep",
    }
}

/// What whoever brings a file chooses.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Choices {
    /// What each column holds.
    pub mapping: Mapping,
    /// What becomes of customers that are there already.
    pub existing: Existing,
}

/// A customer of a file. What it does not say is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileCustomer {
    /// Its row in the file, as spreadsheets count them.
    pub row: usize,
    /// What another program calls it.
    pub external_id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Where it gets its mail.
    pub email: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// Its tax number.
    pub tax_number: Option<String>,
    /// What staff should know.
    pub notes: Option<String>,
}

impl FileCustomer {
    /// What it is called where it is spoken of.
    pub fn called(&self) -> &str {
        [&self.name, &self.email, &self.external_id].into_iter().flatten().next().map_or("", String::as_str)
    }

    /// The customer with what the row says of it, and which of that is new.
    pub fn laid_over(&self, before: &CustomerRecord) -> (CustomerRecord, Vec<Column>) {
        let mut after = before.clone();
        let mut changed = Vec::new();
        let says = [
            (Column::Id, &self.external_id, &mut after.external_id),
            (Column::Name, &self.name, &mut after.name),
            (Column::Email, &self.email, &mut after.email),
            (Column::Phone, &self.phone, &mut after.phone),
            (Column::Address, &self.address, &mut after.address),
            (Column::TaxNumber, &self.tax_number, &mut after.tax_number),
            (Column::Notes, &self.notes, &mut after.notes),
        ];
        for (column, said, place) in says {
            if let Some(text) = said.as_ref().filter(|text| **text != *place) {
                place.clone_from(text);
                changed.push(column);
            }
        }
        // The customer's own id is what it is called here, not by another program.
        if self.external_id.as_deref() == Some(&before.id.to_string()) {
            after.external_id.clone_from(&before.external_id);
            changed.retain(|column| *column != Column::Id);
        }
        (after, changed)
    }

    fn folded_name(&self) -> Option<String> {
        self.name.as_deref().map(sought)
    }
}

/// Why a row is not taken.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum RowProblem {
    /// A cell holds more than there is room for.
    TooLong {
        /// Which.
        column: Column,
        /// Characters that there is room for.
        max: usize,
    },
    /// The e-mail is none.
    NotAnAddress,
    /// Nothing says which customer the row is about.
    NobodyNamed,
    /// It is a new customer, and has no name.
    NoName,
    /// The same customer stands in the file before.
    Twice {
        /// In this row.
        first: usize,
    },
    /// Several customers are called this, and nothing tells which one is meant.
    SeveralCustomers,
    /// The customer is archived.
    Archived,
}

/// A row that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its row in the file.
    pub row: usize,
    /// What it is called there.
    pub called: String,
    /// Why.
    pub why: RowProblem,
}

/// What a file holds: each row, or why it is not taken.
pub type Read = Vec<Result<FileCustomer, Refusal>>;

/// Reads the rows. What the same customer's second row says is not taken: nobody knows which of the two is right.
pub fn customers(rows: &Rows, mapping: &Mapping) -> Result<Read, FileProblem> {
    mapping.check()?;
    let mut seen = Seen::default();
    let read = (0..rows.len()).map(|at| {
        let refused = |called: &str, why| Refusal { row: rows.row(at), called: called.to_owned(), why };
        let row = customer(rows, at, mapping).map_err(|why| refused(mapping.cell(rows, at, Column::Name), why))?;
        if let Some(first) = seen.find(&row) {
            return Err(refused(row.called(), RowProblem::Twice { first }));
        }
        seen.add(&row);
        Ok(row)
    });
    Ok(read.collect())
}

const ID: usize = 100;

fn customer(rows: &Rows, at: usize, mapping: &Mapping) -> Result<FileCustomer, RowProblem> {
    let cell = |column| Some(mapping.cell(rows, at, column)).filter(|text| !text.is_empty());
    let wrong = |column| {
        move |problem| match problem {
            Problem::TooLong { max } => RowProblem::TooLong { column, max },
            _ => RowProblem::NotAnAddress,
        }
    };
    let line = |column| cell(column).map(|text| Line::parse(text).map_err(wrong(column))).transpose();
    let lines = |column, text: String| {
        let text = Some(text).filter(|text| !text.is_empty());
        text.map(|text| Lines::parse(&text).map_err(wrong(column))).transpose()
    };
    let name = cell(Column::Name).map(|text| Name::parse(text).map_err(wrong(Column::Name))).transpose()?;
    let email = cell(Column::Email).map(|text| Email::parse(text).map_err(wrong(Column::Email))).transpose()?;
    let external_id = cell(Column::Id).map(str::to_owned);
    if external_id.as_ref().is_some_and(|id| id.chars().count() > ID) {
        return Err(RowProblem::TooLong { column: Column::Id, max: ID });
    }
    if name.is_none() && email.is_none() && external_id.is_none() {
        return Err(RowProblem::NobodyNamed);
    }
    Ok(FileCustomer {
        row: rows.row(at),
        external_id,
        name: name.map(|name| name.to_string()),
        email: email.map(|email| email.to_string()),
        phone: line(Column::Phone)?.map(|line| line.to_string()),
        address: lines(Column::Address, mapping.address(rows, at))?.map(|lines| lines.to_string()),
        tax_number: line(Column::TaxNumber)?.map(|line| line.to_string()),
        notes: lines(Column::Notes, mapping.joined(rows, at, Column::Notes))?.map(|lines| lines.to_string()),
    })
}

/// The rows that were taken so far, by what they are known by. Of rows with the same e-mail or name those with and without an ID, and with
/// and without an e-mail, are kept apart: what both have decides.
#[derive(Default)]
struct Seen {
    ids: HashMap<String, usize>,
    emails: HashMap<String, [Option<usize>; 2]>,
    names: HashMap<String, [[Option<usize>; 2]; 2]>,
}

impl Seen {
    fn find(&self, row: &FileCustomer) -> Option<usize> {
        let (has_id, has_email) = (row.external_id.is_some(), row.email.is_some());
        let by_id = row.external_id.as_ref().and_then(|id| self.ids.get(id).copied());
        let by_email = || {
            let found = self.emails.get(row.email.as_ref()?)?;
            found[0].or(if has_id { None } else { found[1] })
        };
        let by_name = || {
            let found = self.names.get(&row.folded_name()?)?;
            let ids = if has_id { &found[..1] } else { &found[..] };
            ids.iter().flat_map(|emails| if has_email { &emails[..1] } else { &emails[..] }).flatten().min().copied()
        };
        by_id.or_else(by_email).or_else(by_name)
    }

    fn add(&mut self, row: &FileCustomer) {
        let (has_id, has_email) = (usize::from(row.external_id.is_some()), usize::from(row.email.is_some()));
        if let Some(id) = &row.external_id {
            self.ids.insert(id.clone(), row.row);
        }
        if let Some(email) = &row.email {
            self.emails.entry(email.clone()).or_default()[has_id].get_or_insert(row.row);
        }
        if let Some(name) = row.folded_name() {
            self.names.entry(name).or_default()[has_id][has_email].get_or_insert(row.row);
        }
    }
}

#[cfg(test)]
mod tests;
