//! Lists of invoices: which, in what order, from where on.

use std::fmt;
use std::str::FromStr;

use crate::domain::UnknownText;
use crate::domain::invoice::InvoiceRow;
use crate::domain::text_enum;
use crate::id::{CustomerId, InvoiceId};

text_enum! {
    /// Which invoices a list shows.
    Shelf {
        /// Every one.
        All = "all",
        /// Those being written.
        Draft = "draft",
        /// Those of which something is left to be paid, due or not.
        Outstanding = "outstanding",
        /// Those of them that are past due.
        Overdue = "overdue",
        /// Those of which a part is paid and the rest is not.
        PartiallyPaid = "partially_paid",
        /// Those of which nothing is left to be paid.
        Paid = "paid",
        /// Those that were taken back.
        Void = "void",
    }
}

text_enum! {
    /// The order of a list.
    Order {
        /// What changed last comes first.
        Changed = "changed",
        /// What was sent last comes first, after what is not sent yet.
        Issued = "issued",
        /// What is due first comes first, before what is not due at all.
        Due = "due",
    }
}

/// What a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceQuery {
    /// Which.
    pub shelf: Shelf,
    /// In what order.
    pub order: Order,
    /// Only those of this customer.
    pub customer: Option<CustomerId>,
    /// Only those that hold each of these words, as they were typed.
    pub text: String,
}

impl Default for InvoiceQuery {
    fn default() -> Self {
        Self { shelf: Shelf::All, order: Order::Changed, customer: None, text: String::new() }
    }
}

/// How many invoices each list holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct ShelfCounts {
    /// Every one.
    pub everything: i64,
    /// Being written.
    pub draft: i64,
    /// Outstanding.
    pub outstanding: i64,
    /// Overdue.
    pub overdue: i64,
    /// Paid in part.
    pub partially_paid: i64,
    /// Paid.
    pub paid: i64,
    /// Taken back.
    pub void: i64,
}

impl ShelfCounts {
    /// How many this one holds.
    pub const fn of(&self, wanted: Shelf) -> i64 {
        match wanted {
            Shelf::All => self.everything,
            Shelf::Draft => self.draft,
            Shelf::Outstanding => self.outstanding,
            Shelf::Overdue => self.overdue,
            Shelf::PartiallyPaid => self.partially_paid,
            Shelf::Paid => self.paid,
            Shelf::Void => self.void,
        }
    }
}

/// Where a page of a list starts: after this row. Written `{what it is sorted by}~{id}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoicePlace {
    /// What the list is sorted by: milliseconds or a day.
    pub by: String,
    /// The row's id.
    pub id: InvoiceId,
}

impl InvoicePlace {
    /// The place of a row in a list of this order.
    pub fn of(row: &InvoiceRow, order: Order) -> Self {
        let by = match order {
            Order::Changed => row.updated_at.as_millis().to_string(),
            Order::Issued => row.issued_on.map_or_else(|| NO_DAY.to_owned(), |day| day.to_string()),
            Order::Due => row.due_on.map_or_else(|| NO_DAY.to_owned(), |day| day.to_string()),
        };
        Self { by, id: row.id }
    }
}

/// Stands for a day that there is not: after every other.
pub const NO_DAY: &str = "9999-12-31";

impl fmt::Display for InvoicePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}~{}", self.by, self.id)
    }
}

impl FromStr for InvoicePlace {
    type Err = UnknownText;
    fn from_str(text: &str) -> Result<Self, UnknownText> {
        let unknown = || UnknownText("place in a list of invoices");
        let (by, id) = text.split_once('~').ok_or_else(unknown)?;
        let is_sorted_by = (1..=20).contains(&by.len()) && by.chars().all(|c| c.is_ascii_digit() || c == '-');
        let id = id.parse().map_err(|_| unknown())?;
        if is_sorted_by { Ok(Self { by: by.to_owned(), id }) } else { Err(unknown()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::id::SystemChance;

    #[test]
    fn a_place_survives_its_text() {
        let id = InvoiceId::new(Timestamp::from_millis(1_795_428_000_000), &SystemChance);
        for by in ["1795428000000", "2026-11-30"] {
            let place = InvoicePlace { by: by.to_owned(), id };
            assert_eq!(place.to_string().parse::<InvoicePlace>().ok(), Some(place));
        }
        for wrong in ["", "~", "2026-11-30", "2026-11-30~", "x~0197", "'~0197"] {
            assert!(wrong.parse::<InvoicePlace>().is_err(), "{wrong}");
        }
    }
}
