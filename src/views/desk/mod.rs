//! The desk: the staff's side.

pub mod access;
pub mod audit;
pub mod contact;
pub mod customer;
pub mod customer_form;
pub mod customers;
pub mod deflection;
mod deflection_chart;
pub mod inbox;
pub mod mail_server;
pub mod mails;
pub mod new_ticket;
mod read_before;
pub mod roles;
pub mod ticket;
pub mod users;
