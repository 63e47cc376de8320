//! What people see: maud functions, one file per resource. They take what they show as parameters and decide nothing.
//!
//! A page takes its [`frame::Frame`] (who reads, in which language, when) and its own props. What changes while a page is open is
//! a function of its own, so that the page, the answer to a form and the broadcast are the same bytes.

pub mod attachments;
pub mod combobox;
mod composer;
mod copied;
mod csv;
pub mod desk;
pub mod done;
pub mod elsewhere;
pub mod error;
mod form;
pub mod frame;
pub mod handover;
pub mod help;
pub mod home;
mod icon;
pub mod invite;
pub mod invoices;
pub mod layout;
pub mod login_mail;
pub mod mail;
mod parts;
pub mod passwords;
pub mod pay;
pub mod profile;
pub mod projects;
pub mod rating;
mod rich;
#[cfg(test)]
mod sample;
pub mod session;
pub mod setup;
pub mod suggestions;
mod switcher;
#[cfg(test)]
mod tests;
pub mod thread;
pub mod tickets;
