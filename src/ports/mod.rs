//! The world outside, behind types of our own.

pub mod bus;
pub mod files;
pub mod mail;
pub mod payments;
