//! What people see: maud functions, one file per resource. They take what they show as parameters and decide nothing.
//!
//! A page takes its [`frame::Frame`] (who reads, in which language, when) and its own props. What changes while a page is open is
//! a function of its own, so that the page, the answer to a form and the broadcast are the same bytes.

mod composer;
pub mod desk;
pub mod error;
mod form;
pub mod frame;
pub mod help;
pub mod home;
mod icon;
pub mod layout;
pub mod mail;
mod parts;
mod rich;
#[cfg(test)]
mod sample;
pub mod session;
pub mod suggestions;
#[cfg(test)]
mod tests;
pub mod thread;
pub mod tickets;
