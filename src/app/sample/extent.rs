//! How large a sample is.

use crate::domain::text_enum;

text_enum! {
    /// A size that one can ask for.
    Size {
        /// The few records that are written by hand.
        Small = "small",
        /// A company alive: a dozen customers and nine months of work.
        Normal = "normal",
        /// For measurements: 100,000 tickets with 1,000,000 messages over two years.
        Large = "large",
    }
}

/// How much of each is made besides what is written by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Extent {
    /// Days back to the first ticket.
    pub days: u32,
    /// Further staff.
    pub staff: u32,
    /// Further customers.
    pub customers: u32,
    /// Tickets.
    pub tickets: u32,
    /// Messages in them.
    pub messages: u32,
    /// Invoices.
    pub invoices: u32,
    /// Articles.
    pub articles: u32,
    /// Projects.
    #[serde(default)]
    pub projects: u32,
}

impl Extent {
    /// Nothing besides what is written by hand.
    pub const NONE: Self =
        Self { days: 0, staff: 0, customers: 0, tickets: 0, messages: 0, invoices: 0, articles: 0, projects: 0 };
    /// A dozen customers.
    pub const NORMAL: Self = Self {
        days: 270,
        staff: 4,
        customers: 9,
        tickets: 460,
        messages: 2_600,
        invoices: 170,
        articles: 26,
        projects: 18,
    };
    /// What is measured.
    pub const LARGE: Self = Self {
        days: 730,
        staff: 36,
        customers: 2_000,
        tickets: 100_000,
        messages: 1_000_000,
        invoices: 20_000,
        articles: 600,
        projects: 400,
    };

    /// Of a size that one can ask for.
    pub const fn of(size: Size) -> Self {
        match size {
            Size::Small => Self::NONE,
            Size::Normal => Self::NORMAL,
            Size::Large => Self::LARGE,
        }
    }
}
