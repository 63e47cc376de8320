//! The form of a new customer, or of one that is changed.

use maud::{Markup, html};

use crate::domain::input::Invalid;
use crate::id::CustomerId;
use crate::views::form::{self, Field, Input};
use crate::views::frame::Frame;
use crate::views::icon;
use crate::views::layout::{self, DeskNav};
use crate::words::msg::customers;

const NAME: Field = Field { name: "name", label: customers::CUSTOMER_NAME };
const EMAIL: Field = Field { name: "email", label: customers::CUSTOMER_EMAIL };
const PHONE: Field = Field { name: "phone", label: customers::CUSTOMER_PHONE };
const ADDRESS: Field = Field { name: "address", label: customers::CUSTOMER_ADDRESS };
const TAX_NUMBER: Field = Field { name: "tax_number", label: customers::CUSTOMER_TAX_NUMBER };
const NOTES: Field = Field { name: "notes", label: customers::CUSTOMER_NOTES };

/// What stands in the form.
#[derive(Clone, Copy)]
pub struct CustomerForm<'a> {
    /// The customer that is changed, by its id and the name that it has.
    pub about: Option<(CustomerId, &'a str)>,
    /// Its name.
    pub name: &'a str,
    /// Where it gets its mail.
    pub email: &'a str,
    /// Its telephone number.
    pub phone: &'a str,
    /// Its address.
    pub address: &'a str,
    /// Its tax number.
    pub tax_number: &'a str,
    /// What staff should know.
    pub notes: &'a str,
    /// The texts that it was opened with; empty for a new one.
    pub seen: &'a str,
    /// What is wrong with it.
    pub problems: &'a [Invalid],
}

/// The page.
pub fn page(frame: &Frame<'_>, customer: &CustomerForm<'_>) -> Markup {
    let (locale, problems) = (frame.locale, customer.problems);
    let (title, address, back) = if let Some((id, name)) = customer.about {
        let title = frame.with(customers::CUSTOMER_EDIT_TITLE, &[("name", name.into())]);
        (title, format!("/desk/customers/{id}"), name.to_owned())
    } else {
        (frame.text(customers::CUSTOMER_ADD), "/desk/customers".to_owned(), frame.text(customers::CUSTOMER_LIST))
    };
    let email = Input { autocomplete: Some("off"), ..Input::email(customer.email) };
    let phone = Input { kind: "tel", ..Input::text(customer.phone) };
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="narrow" {
                p class="crumbs small" { a href=(address) dir="auto" { (icon::back()) (back) } }
                h1 { (title) }
                form class="card form" method="post" action=(frame.action(&address)) {
                    @if !customer.seen.is_empty() { input type="hidden" name="seen" value=(customer.seen); }
                    (form::summary(locale, problems, &[NAME, EMAIL, PHONE, ADDRESS, TAX_NUMBER, NOTES]))
                    (form::input(locale, problems, NAME, Input::text(customer.name).required().autocomplete("off")))
                    (form::input(locale, problems, EMAIL, email))
                    (form::input(locale, problems, PHONE, phone))
                    (form::area(locale, problems, ADDRESS, customer.address, None))
                    (form::input(locale, problems, TAX_NUMBER, Input::text(customer.tax_number)))
                    (form::area(locale, problems, NOTES, customer.notes, Some(customers::CUSTOMER_NOTES_HINT)))
                    div class="tools" {
                        a class="button plain" href=(address) { (frame.text(customers::FORM_CANCEL)) }
                        button type="submit" class="button primary end" { (frame.text(customers::FORM_SAVE)) }
                    }
                }
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Customers, &body)
}
