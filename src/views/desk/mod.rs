//! The desk: the staff's side.

pub mod access;
pub mod article;
pub mod article_form;
pub mod articles;
pub mod articles_beside;
pub mod audit;
pub mod company;
pub mod contact;
pub mod customer;
pub mod customer_form;
pub mod customers;
pub mod deflection;
mod deflection_chart;
pub mod inbox;
pub mod invoice_settings;
pub mod lessons;
pub mod mail_server;
pub mod mails;
pub mod new_ticket;
mod read_before;
pub mod revisions;
pub mod roles;
pub mod start;
pub mod ticket;
pub mod users;
