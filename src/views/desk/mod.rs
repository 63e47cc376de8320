//! The desk: the staff's side.

pub mod inbox;
pub mod mails;
pub mod new_ticket;
pub mod ticket;
