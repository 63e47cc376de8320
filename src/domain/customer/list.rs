//! The list of customers: which, in what order, from where on.

use std::fmt;
use std::str::FromStr;

use crate::clock::Timestamp;
use crate::domain::money::{Amount, Currency};
use crate::domain::{UnknownText, text_enum};
use crate::id::CustomerId;

text_enum! {
    /// Which customers a list shows.
    Filter {
        /// Those that one works with.
        Active = "active",
        /// Those that were put away.
        Archived = "archived",
    }
}

text_enum! {
    /// The order of the list.
    Order {
        /// By name.
        Name = "name",
        /// Whoever was last in contact comes first.
        Contact = "contact",
        /// Whoever was not in contact for longest comes first, before them those who never were.
        Quiet = "quiet",
        /// Whoever owes most in the organisation's currency comes first. Sums in other currencies do not count: they cannot be compared.
        Balance = "balance",
    }
}

/// A customer as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CustomerRow {
    /// Its id.
    pub id: CustomerId,
    /// Its name.
    pub name: String,
    /// The same without case and accents.
    pub name_folded: String,
    /// Where it gets its mail; may be empty.
    pub email: String,
    /// When a reply was last written in one of its tickets, by either side.
    pub contacted_at: Option<Timestamp>,
    /// What is outstanding in the organisation's currency, in minor units; zero in lists that are sorted by something else.
    pub sorted_balance: i64,
    /// How many of its people can sign in.
    pub logins: i64,
    /// How many invitations can be accepted.
    pub invited: i64,
    /// How many invitations have run out.
    pub expired: i64,
    /// How many of its tickets are Open or Pending.
    pub open_tickets: i64,
}

/// What a customer owes in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Owing {
    /// Who.
    pub customer_id: CustomerId,
    /// The currency.
    pub currency: Currency,
    /// What is left to be paid.
    pub outstanding: Amount,
    /// What of it is past due.
    pub overdue: Amount,
}

/// Where a page of the list starts: after this row. Written `{what it is sorted by}~{id}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerPlace {
    /// What the list is sorted by: a folded name, milliseconds or minor units.
    pub by: String,
    /// The row's id.
    pub id: CustomerId,
}

impl CustomerPlace {
    /// The place of a row in a list of this order.
    pub fn of(row: &CustomerRow, order: Order) -> Self {
        let by = match order {
            Order::Name => row.name_folded.clone(),
            Order::Contact | Order::Quiet => row.contacted_at.map_or(0, Timestamp::as_millis).to_string(),
            Order::Balance => row.sorted_balance.to_string(),
        };
        Self { by, id: row.id }
    }

    /// What the list is sorted by, where that is a number.
    pub fn number(&self) -> Option<i64> {
        self.by.parse().ok()
    }
}

impl fmt::Display for CustomerPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}~{}", self.by, self.id)
    }
}

impl FromStr for CustomerPlace {
    type Err = UnknownText;
    fn from_str(text: &str) -> Result<Self, UnknownText> {
        let unknown = || UnknownText("place in the list of customers");
        // A name may hold the sign, an id never does.
        let (by, id) = text.rsplit_once('~').ok_or_else(unknown)?;
        Ok(Self { by: by.to_owned(), id: id.parse().map_err(|_| unknown())? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::SystemChance;

    #[test]
    fn a_place_survives_its_text() {
        let id = CustomerId::new(Timestamp::from_millis(1_795_428_000_000), &SystemChance);
        for by in ["", "asa ~ sons", "1795428000000", "-5"] {
            let place = CustomerPlace { by: by.to_owned(), id };
            assert_eq!(place.to_string().parse::<CustomerPlace>().ok(), Some(place));
        }
        for wrong in ["", "~", "asa", "asa~", "asa~0197"] {
            assert!(wrong.parse::<CustomerPlace>().is_err(), "{wrong}");
        }
    }
}
