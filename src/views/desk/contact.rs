//! The form of a customer's new contact, or of one that is changed.

use maud::{Markup, html};

use crate::domain::customer::CustomerRecord;
use crate::domain::input::Invalid;
use crate::id::ContactId;
use crate::views::form::{self, Field, Input};
use crate::views::frame::Frame;
use crate::views::icon;
use crate::views::layout::{self, DeskNav};
use crate::words::msg::customers;

const NAME: Field = Field { name: "name", label: customers::CUSTOMER_NAME };
const POSITION: Field = Field { name: "position", label: customers::CONTACT_POSITION };
const EMAIL: Field = Field { name: "email", label: customers::CUSTOMER_EMAIL };
const PHONE: Field = Field { name: "phone", label: customers::CUSTOMER_PHONE };

/// What stands in the form.
#[derive(Clone, Copy)]
pub struct ContactForm<'a> {
    /// The customer.
    pub customer: &'a CustomerRecord,
    /// The contact that is changed.
    pub contact: Option<ContactId>,
    /// Their name.
    pub name: &'a str,
    /// What they do there.
    pub position: &'a str,
    /// Their address.
    pub email: &'a str,
    /// Their telephone number.
    pub phone: &'a str,
    /// What is wrong with it.
    pub problems: &'a [Invalid],
}

/// The page.
pub fn page(frame: &Frame<'_>, contact: &ContactForm<'_>) -> Markup {
    let (locale, problems) = (frame.locale, contact.problems);
    let back = format!("/desk/customers/{}", contact.customer.id);
    let (title, action) = match contact.contact {
        Some(id) => (frame.text(customers::CONTACT_EDIT_TITLE), format!("{back}/contacts/{id}")),
        None => (frame.text(customers::CONTACT_ADD), format!("{back}/contacts")),
    };
    let email = Input { autocomplete: Some("off"), ..Input::email(contact.email) };
    let phone = Input { kind: "tel", ..Input::text(contact.phone) };
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="narrow" {
                p class="crumbs small" { a href=(back) dir="auto" { (icon::back()) (contact.customer.name) } }
                h1 { (title) }
                form class="card form" method="post" action=(frame.action(&action)) {
                    (form::summary(locale, problems, &[NAME, POSITION, EMAIL, PHONE]))
                    (form::input(locale, problems, NAME, Input::text(contact.name).required().autocomplete("off")))
                    (form::input(locale, problems, POSITION, Input::text(contact.position).hint(customers::CONTACT_POSITION_HINT)))
                    (form::input(locale, problems, EMAIL, email))
                    (form::input(locale, problems, PHONE, phone))
                    div class="tools" {
                        @if contact.contact.is_some() {
                            button type="submit" class="button danger" form="contact-removal" { (frame.text(customers::CONTACT_DELETE)) }
                        }
                        a class="button plain end" href=(back) { (frame.text(customers::FORM_CANCEL)) }
                        button type="submit" class="button primary" { (frame.text(customers::FORM_SAVE)) }
                    }
                }
                @if contact.contact.is_some() {
                    form id="contact-removal" method="post" action=(frame.action(&format!("{action}/delete"))) {}
                }
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Customers, &body)
}
