//! Choosing a customer: by what one types, with scripts and without.

use crate::app::customers::{folded, reader};
use crate::app::{App, Error};
use crate::domain::customer::CustomerOption;
use crate::domain::input::Problem;
use crate::domain::people::{Caller, Customer};
use crate::domain::sought::words;
use crate::store;

/// Customers offered at a time.
const OFFERED: i64 = 20;

/// What a form says about a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// This one.
    Chosen(Customer),
    /// Nothing was given.
    Missing,
    /// None that can be chosen fits.
    Unknown,
    /// These fit, and which one is meant is not clear.
    Several(Vec<Customer>),
}

impl Choice {
    /// The customer or what is wrong with the field, and the customers to choose from when it comes back.
    pub fn into_parts(self) -> (Result<Customer, Problem>, Vec<Customer>) {
        match self {
            Self::Chosen(customer) => (Ok(customer), Vec::new()),
            Self::Missing => (Err(Problem::Missing), Vec::new()),
            Self::Unknown => (Err(Problem::NotAChoice), Vec::new()),
            Self::Several(customers) => (Err(Problem::NotAChoice), customers),
        }
    }
}

/// The customer that a form means: the one of this id; else the only one of this name; else the only one in which all of the words are
/// found. Archived ones cannot be chosen.
pub async fn choose(app: &App, caller: &Caller, id: &str, name: Option<&str>) -> Result<Choice, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    if !id.is_empty() {
        let Ok(id) = id.parse() else { return Ok(Choice::Unknown) };
        let found = store::customers::find(&mut tx, organisation, id).await?;
        return Ok(found.map_or(Choice::Unknown, Choice::Chosen));
    }
    let name = folded(name.unwrap_or_default());
    if name.is_empty() {
        return Ok(Choice::Missing);
    }
    let mut found = store::customers::named(&mut tx, organisation, &name, OFFERED).await?;
    if found.is_empty() {
        found = store::customers::options(&mut tx, organisation, &words(&name), OFFERED).await?;
    }
    let mut found: Vec<Customer> =
        found.into_iter().map(|option| Customer { id: option.id, name: option.name }).collect();
    Ok(match (found.pop(), found.is_empty()) {
        (None, _) => Choice::Unknown,
        (Some(only), true) => Choice::Chosen(only),
        (Some(last), false) => {
            found.push(last);
            Choice::Several(found)
        }
    })
}

/// The customers to be offered for what is being typed, and whether there are more.
pub async fn options(app: &App, caller: &Caller, query: &str) -> Result<(Vec<CustomerOption>, bool), Error> {
    let organisation = reader(caller)?;
    let query = folded(query);
    let mut tx = app.db.read().await?;
    let mut found = store::customers::options(&mut tx, organisation, &words(&query), OFFERED + 1).await?;
    let offered = usize::try_from(OFFERED).unwrap_or(usize::MAX);
    let more = found.len() > offered;
    found.truncate(offered);
    Ok((found, more))
}
