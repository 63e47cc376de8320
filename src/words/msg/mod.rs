//! The constants by which messages are looked up: one file per catalogue file, so that a word and its constant are found together.

pub mod articles;
pub mod attachments;
pub mod client_invoices;
pub mod common;
pub mod company;
pub mod customer_import;
pub mod customer_list;
pub mod customer_notes;
pub mod customers;
pub mod dashboard;
pub mod desk;
pub mod email;
pub mod error;
pub mod help;
pub mod invoice_import;
pub mod invoice_settings;
pub mod invoices;
pub mod lessons;
pub mod mail;
pub mod payments;
pub mod pdf;
pub mod people;
pub mod portal;
pub mod projects;
pub mod ratings;
pub mod reports;
pub mod script;
pub mod session;
pub mod settings;

use super::Msg;

/// Every area, by the name of its catalogue file, with its messages.
pub const ALL: &[(&str, &[Msg])] = &[
    ("articles", articles::ALL),
    ("attachments", attachments::ALL),
    ("client_invoices", client_invoices::ALL),
    ("common", common::ALL),
    ("company", company::ALL),
    ("customer_import", customer_import::ALL),
    ("customer_list", customer_list::ALL),
    ("customer_notes", customer_notes::ALL),
    ("customers", customers::ALL),
    ("dashboard", dashboard::ALL),
    ("desk", desk::ALL),
    ("email", email::ALL),
    ("error", error::ALL),
    ("help", help::ALL),
    ("invoice_import", invoice_import::ALL),
    ("invoice_settings", invoice_settings::ALL),
    ("invoices", invoices::ALL),
    ("lessons", lessons::ALL),
    ("mail", mail::ALL),
    ("payments", payments::ALL),
    ("pdf", pdf::ALL),
    ("people", people::ALL),
    ("portal", portal::ALL),
    ("ratings", ratings::ALL),
    ("projects", projects::ALL),
    ("reports", reports::ALL),
    ("script", script::ALL),
    ("session", session::ALL),
    ("settings", settings::ALL),
];

/// Declares the messages of an area: `messages! { SIGN_IN = "sign-in" }` gives the constant `SIGN_IN`, and `ALL` with every one.
/// A constant is its id in capitals (a test holds that), so that a search for the one finds the other.
macro_rules! messages {
    ($($name:ident = $id:literal),* $(,)?) => {
        $(
            #[doc = concat!("`", $id, "`")]
            pub const $name: $crate::words::Msg = $crate::words::Msg($id);
        )*

        /// Every message of this area.
        pub const ALL: &[$crate::words::Msg] = &[$($name),*];
    };
}
pub(crate) use messages;
