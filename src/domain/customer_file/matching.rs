//! Which customer a row is about, and what becomes of it.

use std::collections::HashMap;

use crate::clock::Timestamp;
use crate::domain::customer_file::{Choices, Column, Existing, FileCustomer, FileProblem, Read, Refusal, RowProblem};
use crate::id::{CustomerId, ImportId, MembershipId};

/// What is known of a customer that is there, to find it again.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Known {
    /// Its id.
    pub id: CustomerId,
    /// What another program calls it; may be empty.
    pub external_id: String,
    /// Where it gets its mail; may be empty.
    pub email: String,
    /// Its name without case and accents.
    pub name_folded: String,
    /// Whether it was put away.
    pub archived: bool,
}

/// Customers that are there, by what a file calls them.
#[derive(Debug, Default)]
pub struct Directory {
    known: Vec<Known>,
    ids: HashMap<String, usize>,
    emails: HashMap<String, Vec<usize>>,
    names: HashMap<String, Vec<usize>>,
}

impl Directory {
    /// Of these.
    pub fn of(known: Vec<Known>) -> Self {
        let mut directory = Self::default();
        for (at, one) in known.iter().enumerate() {
            directory.ids.insert(one.id.to_string(), at);
            if !one.external_id.is_empty() {
                directory.ids.insert(one.external_id.clone(), at);
            }
            if !one.email.is_empty() {
                directory.emails.entry(one.email.to_lowercase()).or_default().push(at);
            }
            directory.names.entry(one.name_folded.clone()).or_default().push(at);
        }
        directory.known = known;
        directory
    }

    /// The customer that a row is about, by the one rule of such files.
    fn find(&self, row: &FileCustomer) -> Result<Option<&Known>, RowProblem> {
        if let Some(at) = row.external_id.as_ref().and_then(|id| self.ids.get(id)) {
            return Ok(self.known.get(*at));
        }
        let name = row.folded_name();
        let by_email = self.without_another_id(row, row.email.as_ref().and_then(|email| self.emails.get(email)));
        match *by_email {
            [] => {}
            [one] => return Ok(Some(one)),
            // Of several with one address the name tells which.
            _ => {
                let mut both = by_email.iter().filter(|one| Some(&one.name_folded) == name.as_ref());
                return match (both.next(), both.next()) {
                    (Some(one), None) => Ok(Some(one)),
                    _ => Err(RowProblem::SeveralCustomers),
                };
            }
        }
        let other_email = |one: &Known| row.email.is_some() && !one.email.is_empty();
        let by_name = self.without_another_id(row, name.as_ref().and_then(|name| self.names.get(name)));
        let mut by_name = by_name.into_iter().filter(|one| !other_email(one));
        match (by_name.next(), by_name.next()) {
            (found, None) => Ok(found),
            _ => Err(RowProblem::SeveralCustomers),
        }
    }

    /// Those in these places, but for those that have an ID when the row has one: it is another.
    fn without_another_id(&self, row: &FileCustomer, places: Option<&Vec<usize>>) -> Vec<&Known> {
        let found = places.into_iter().flatten().filter_map(|at| self.known.get(*at));
        found.filter(|one| row.external_id.is_none() || one.external_id.is_empty()).collect()
    }
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A customer is added.
    Add,
    /// What the row says is laid over this customer.
    LayOver(CustomerId),
    /// This customer is there already and stays as it is.
    Keep(CustomerId),
}

impl Fate {
    /// The customer that is there already.
    pub const fn whom(&self) -> Option<CustomerId> {
        match self {
            Self::Add => None,
            Self::LayOver(customer) | Self::Keep(customer) => Some(*customer),
        }
    }
}

/// Decides what becomes of a row.
pub fn decide(row: &FileCustomer, directory: &Directory, existing: Existing) -> Result<Fate, RowProblem> {
    match directory.find(row)? {
        Some(known) if known.archived => Err(RowProblem::Archived),
        Some(known) => Ok(match existing {
            Existing::Change => Fate::LayOver(known.id),
            Existing::Keep => Fate::Keep(known.id),
        }),
        None if row.name.is_none() => Err(RowProblem::NoName),
        None => Ok(Fate::Add),
    }
}

/// How many rows came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Taken {
    /// Customers that are added.
    pub added: i64,
    /// Customers that are changed.
    pub changed: i64,
    /// Customers that stay as they are.
    pub unchanged: i64,
    /// Rows that are not taken.
    pub refused: i64,
}

impl Taken {
    /// How many rows that are in all.
    pub const fn total(&self) -> i64 {
        self.added + self.changed + self.unchanged + self.refused
    }
}

/// What would come of a file.
#[derive(Debug, Default)]
pub struct Outlook {
    /// Why it cannot be read as it was chosen; then nothing is taken.
    pub stopped: Option<FileProblem>,
    /// How many rows would come to what. Those that are laid over a customer count as changed, though some may say nothing new.
    pub taken: Taken,
    /// The first rows that can be taken, each with what becomes of it.
    pub first: Vec<(FileCustomer, Fate)>,
    /// Rows that are not taken.
    pub refused: Vec<Refusal>,
}

impl Outlook {
    /// What would come of these rows; the first `shown` of those that can be taken are kept.
    pub fn of(read: Read, directory: &Directory, existing: Existing, shown: usize) -> Self {
        let mut outlook = Self::default();
        for row in read {
            let decided = row.and_then(|row| match decide(&row, directory, existing) {
                Ok(fate) => Ok((row, fate)),
                Err(why) => Err(Refusal { row: row.row, called: row.called().to_owned(), why }),
            });
            match decided {
                Ok((row, fate)) => {
                    let count = match fate {
                        Fate::Add => &mut outlook.taken.added,
                        Fate::LayOver(_) => &mut outlook.taken.changed,
                        Fate::Keep(_) => &mut outlook.taken.unchanged,
                    };
                    *count += 1;
                    if outlook.first.len() < shown {
                        outlook.first.push((row, fate));
                    }
                }
                Err(refusal) => {
                    outlook.taken.refused += 1;
                    outlook.refused.push(refusal);
                }
            }
        }
        outlook
    }
}

/// A file that waits, as its preview shows it.
#[derive(Debug)]
pub struct Preview {
    /// What stands above its columns.
    pub heads: Vec<String>,
    /// What stands first in each column.
    pub samples: Vec<String>,
    /// What is chosen.
    pub choices: Choices,
    /// What would come of it.
    pub outlook: Outlook,
    /// Of the customers that it would be laid over: what they are called, and what of them would change.
    pub changes: HashMap<CustomerId, (String, Vec<Column>)>,
}

/// A file that was brought, without its text.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// Who brought it.
    pub membership_id: MembershipId,
    /// JSON of what was chosen; empty until it is taken in.
    pub choices: String,
    /// When it was begun to be taken in.
    pub started_at: Option<Timestamp>,
    /// When that was done.
    pub done_at: Option<Timestamp>,
    /// Rows in all.
    pub total: i64,
    /// How many rows came to what so far.
    #[sqlx(flatten)]
    pub taken: Taken,
}

/// The rows of a file that are not taken, or were not: with the cells as they stood in it.
#[derive(Debug)]
pub struct Failed {
    /// What stood above the columns.
    pub heads: Vec<String>,
    /// The rows: number, cells, and why.
    pub rows: Vec<(usize, Vec<String>, RowProblem)>,
}
