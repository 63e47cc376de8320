//! A customer and what hangs on it.

use maud::{Markup, html};

use crate::domain::csat::Tally;
use crate::domain::customer::{Contact, CustomerRecord, Login, Note, WaitingInvite};
use crate::domain::inbox::TicketRow;
use crate::domain::input::Invalid;
use crate::domain::people::{MembershipStatus, Side};
use crate::domain::project::ProjectList;
use crate::domain::rights::Right;
use crate::id::NoteId;
use crate::views::desk::access::{self, Checklist};
use crate::views::desk::account::{self, AccountCard};
use crate::views::desk::customer_notes;
use crate::views::desk::customers::may;
use crate::views::desk::projects;
use crate::views::done::{self, Done};
use crate::views::form;
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{icon, parts, rating, rich};
use crate::words::msg::{customers, ratings};

/// A customer's page.
#[derive(Clone, Copy)]
pub struct CustomerPage<'a> {
    /// The customer.
    pub customer: &'a CustomerRecord,
    /// Its contacts, by name.
    pub contacts: &'a [Contact],
    /// The logins linked to it, by name.
    pub logins: &'a [Login],
    /// Its invitations that wait, newest first.
    pub invites: &'a [WaitingInvite],
    /// What staff wrote about it, newest first.
    pub notes: &'a [Note],
    /// What is wrong with a note that was to be added.
    pub note_problems: &'a [Invalid],
    /// The note that was just deleted.
    pub deleted_note: Option<NoteId>,
    /// A part of its tickets, newest movement first.
    pub tickets: &'a [TicketRow],
    /// Where they go on.
    pub older: Option<&'a str>,
    /// How it stands with its access.
    pub standing: &'a Checklist<'a>,
    /// How it stands with it; none for those who may not read invoices.
    pub account: Option<AccountCard<'a>>,
    /// Its projects; none for those who may not read them.
    pub projects: Option<&'a ProjectList>,
    /// How its tickets were rated; none for those who read no reports.
    pub ratings: Option<Tally>,
    /// What was just done.
    pub done: Option<Done>,
    /// Why something was refused.
    pub refused: Option<&'a str>,
}

/// The page.
pub fn page(frame: &Frame<'_>, page: &CustomerPage<'_>) -> Markup {
    let customer = page.customer;
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="customer stack" {
                div class="customer-top" {
                    p class="crumbs small" { a href="/desk/customers" { (icon::back()) (frame.text(customers::CUSTOMER_LIST)) } }
                    (head(frame, page))
                }
                @if page.deleted_note.is_some() { (customer_notes::undo(frame, customer, page.deleted_note)) } @else { (done::notice(frame, page.done)) }
                (form::refused(page.refused))
                div class="customer-parts" {
                    div class="stack" {
                        (access::card(frame, page.standing))
                        (account::card(frame, customer, page.account))
                        @if let Some(list) = page.projects { (projects::card(frame, customer, list)) }
                        (ratings_card(frame, page))
                        (tickets(frame, page))
                    }
                    div class="stack" {
                        (facts(frame, customer))
                        (customer_notes::card(frame, customer, page.notes, page.note_problems))
                        (people(frame, page))
                        (contacts(frame, page))
                        @if may(frame, Right::ManageCustomers) { (removal(frame, customer)) }
                    }
                }
            }
        }
    };
    layout::desk(frame, &customer.name, DeskNav::Customers, &body)
}

fn head(frame: &Frame<'_>, page: &CustomerPage<'_>) -> Markup {
    let customer = page.customer;
    let base = base(customer);
    let archived = customer.archived_at.is_some();
    html! {
        div class="head" {
            h1 dir="auto" { (customer.name) }
            @if archived { span class="chip warn" { (frame.text(customers::CUSTOMER_ARCHIVED)) } }
            div class="end tools" {
                @if may(frame, Right::WorkOnTickets) && !archived {
                    a class="button" href={ "/desk/tickets/new?customer=" (customer.id) } { (icon::plus()) (frame.text(customers::CUSTOMER_OPEN_TICKET)) }
                }
                @if may(frame, Right::ManageCustomers) {
                    a class="button" href={ (base) "/edit" } { (icon::pen()) (frame.text(customers::CUSTOMER_EDIT)) }
                    @if archived {
                        form method="post" action=(frame.action(&format!("{base}/restore"))) {
                            button type="submit" class="button primary" { (frame.text(customers::CUSTOMER_RESTORE)) }
                        }
                    }
                }
            }
        }
    }
}

/// How its tickets were rated; left out while none was resolved.
fn ratings_card(frame: &Frame<'_>, page: &CustomerPage<'_>) -> Markup {
    let Some(tally) = page.ratings.filter(|tally| !tally.is_empty()) else { return html! {} };
    html! {
        section id="ratings" class="card part" aria-labelledby="ratings-title" {
            h2 id="ratings-title" { (frame.text(ratings::CSAT_CUSTOMER)) }
            p {
                @match tally.average() {
                    Some(average) => {
                        (frame.with(ratings::CSAT_CUSTOMER_AVERAGE, &[("average", frame.locale.tenths(average).into()), ("count", tally.rated().into())]))
                    },
                    None => (frame.text(ratings::CSAT_CUSTOMER_NONE)),
                }
            }
            @if tally.unrated > 0 { p class="small quiet" { (frame.with(ratings::CSAT_CUSTOMER_UNRATED, &[("count", tally.unrated.into())])) } }
        }
    }
}

fn tickets(frame: &Frame<'_>, page: &CustomerPage<'_>) -> Markup {
    html! {
        section class="card" aria-labelledby="tickets-title" {
            div class="card-head" { h2 id="tickets-title" { (frame.text(customers::CUSTOMER_TICKETS)) } }
            @if page.tickets.is_empty() {
                (parts::empty(&icon::thread(), &frame.text(customers::CUSTOMER_NO_TICKETS_TITLE), &frame.text(customers::CUSTOMER_NO_TICKETS_TEXT), None))
            } @else {
                ul class="rows" { @for ticket in page.tickets { (ticket_row(frame, ticket)) } }
                (parts::older(frame.locale, page.older))
            }
        }
    }
}

fn ticket_row(frame: &Frame<'_>, ticket: &TicketRow) -> Markup {
    html! {
        li id={ "ticket-" (ticket.number) } class=[ticket.unread.then_some("unread")] {
            a class="row" href=(parts::desk_ticket(ticket.number)) {
                i class="dot" {}
                span class="row-text" {
                    span class="row-title" dir="auto" { (ticket.subject) }
                    span class="row-snip" { bdi { (ticket.excerpt_author) } ": " span dir="auto" { (ticket.excerpt) } }
                }
                span class="row-end" {
                    (parts::when(frame, ticket.moved_at))
                    (parts::status(frame.locale, Side::Staff, ticket.status))
                    @if let Some(stars) = ticket.stars { (rating::stars(frame.locale, stars)) }
                }
            }
        }
    }
}

fn facts(frame: &Frame<'_>, customer: &CustomerRecord) -> Markup {
    let nothing = [&customer.email, &customer.phone, &customer.address, &customer.tax_number, &customer.notes];
    let nothing = nothing.iter().all(|text| text.is_empty());
    html! {
        section class="card part" aria-labelledby="facts-title" {
            h2 id="facts-title" { (frame.text(customers::CUSTOMER_FACTS)) }
            @if nothing {
                p class="small quiet" { (frame.text(customers::CUSTOMER_NO_FACTS)) }
            } @else {
                dl class="known" {
                    @if !customer.email.is_empty() { (fact(frame, customers::CUSTOMER_EMAIL, &mail_to(&customer.email))) }
                    @if !customer.phone.is_empty() { (fact(frame, customers::CUSTOMER_PHONE, &call(&customer.phone))) }
                    @if !customer.address.is_empty() {
                        (fact(frame, customers::CUSTOMER_ADDRESS, &html! { span class="lines" dir="auto" { (customer.address) } }))
                    }
                    @if !customer.tax_number.is_empty() { (fact(frame, customers::CUSTOMER_TAX_NUMBER, &html! { bdi { (customer.tax_number) } })) }
                    @if !customer.notes.is_empty() {
                        (fact(frame, customers::CUSTOMER_NOTES, &html! { span class="lines" dir="auto" { (rich::text(&customer.notes)) } }))
                    }
                }
            }
        }
    }
}

fn fact(frame: &Frame<'_>, name: crate::words::Msg, value: &Markup) -> Markup {
    html! { div { dt { (frame.text(name)) } dd { (value) } } }
}

fn mail_to(email: &str) -> Markup {
    html! { a href={ "mailto:" (email) } dir="auto" { (email) } }
}

fn call(phone: &str) -> Markup {
    let dialled: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    html! { @if dialled.is_empty() { bdi { (phone) } } @else { a href={ "tel:" (dialled) } { bdi { (phone) } } } }
}

/// Who signs in for the customer, and who is invited to.
fn people(frame: &Frame<'_>, page: &CustomerPage<'_>) -> Markup {
    let invite = format!("/desk/settings/users?customer={}", page.customer.id);
    html! {
        section class="card part" aria-labelledby="people-title" {
            h2 id="people-title" { (frame.text(customers::CUSTOMER_PEOPLE)) }
            @if page.logins.is_empty() && page.invites.is_empty() {
                p class="small quiet" { (frame.text(customers::CUSTOMER_NO_PEOPLE)) }
            } @else {
                ul class="persons" {
                    @for login in page.logins { li { (person(frame, page, login)) } }
                    @for invite in page.invites { li { (invited(frame, invite)) } }
                }
            }
            @if page.customer.archived_at.is_none() {
                @if may(frame, Right::ManageUsers) {
                    a class="button small" href=(invite) { (icon::mail()) (frame.text(customers::CUSTOMER_INVITE)) }
                } @else {
                    p class="small quiet" { (frame.text(customers::CUSTOMER_INVITE)) ". " (access::who_may(frame, Right::ManageUsers)) }
                }
            }
        }
    }
}

fn person(frame: &Frame<'_>, page: &CustomerPage<'_>, login: &Login) -> Markup {
    html! {
        div class="person" {
            (parts::avatar(&login.name, Side::Client))
            span class="person-text" {
                bdi class="person-name" { (login.name) }
                bdi class="small quiet" { (login.email) }
            }
            @match login.status {
                MembershipStatus::Active => span class="chip good" { (frame.text(customers::CUSTOMER_PERSON_ACTIVE)) },
                MembershipStatus::Deactivated => span class="chip bad" { (frame.text(customers::CUSTOMER_PERSON_DEACTIVATED)) },
            }
            @if login.status == MembershipStatus::Active && may(frame, Right::ViewAsClient) {
                form method="post" action=(frame.action(&format!("{}/view", base(page.customer)))) {
                    input type="hidden" name="membership" value=(login.membership_id);
                    button type="submit" class="button small" {
                        (icon::eye()) (frame.text(customers::CUSTOMER_VIEW_AS)) span class="unseen" { ": " (login.name) }
                    }
                }
            }
        }
    }
}

fn invited(frame: &Frame<'_>, invite: &WaitingInvite) -> Markup {
    let expired = invite.expires_at <= frame.now;
    html! {
        div class="person" {
            span class="avatar" { (icon::mail()) }
            span class="person-text" { bdi class="person-name" { (invite.email) } }
            @if expired {
                span class="chip bad" { (frame.text(customers::CUSTOMER_INVITE_EXPIRED)) }
            } @else {
                span class="chip warn" { (frame.text(customers::CUSTOMER_INVITED)) }
            }
        }
    }
}

fn contacts(frame: &Frame<'_>, page: &CustomerPage<'_>) -> Markup {
    let base = base(page.customer);
    let manages = may(frame, Right::ManageCustomers);
    html! {
        section class="card part" aria-labelledby="contacts-title" {
            h2 id="contacts-title" { (frame.text(customers::CONTACT_LIST)) }
            @if page.contacts.is_empty() {
                p class="small quiet" { (frame.text(customers::CONTACT_NONE)) }
            } @else {
                ul class="persons" {
                    @for contact in page.contacts {
                        li id={ "contact-" (contact.id) } class="contact" {
                            span class="person-text" {
                                bdi class="person-name" { (contact.name) }
                                @if !contact.position.is_empty() { bdi class="small quiet" { (contact.position) } }
                                @if !contact.email.is_empty() { span class="small" { (mail_to(&contact.email)) } }
                                @if !contact.phone.is_empty() { span class="small" { (call(&contact.phone)) } }
                            }
                            @if manages {
                                a class="button plain" href={ (base) "/contacts/" (contact.id) } aria-label=(frame.with(customers::CONTACT_EDIT, &[("name", contact.name.as_str().into())])) { (icon::pen()) }
                            }
                        }
                    }
                }
            }
            @if manages { a class="button small" href={ (base) "/contacts/new" } { (icon::plus()) (frame.text(customers::CONTACT_ADD)) } }
        }
    }
}

/// Putting it away, and deleting it: apart from the rest, and not opened by accident.
fn removal(frame: &Frame<'_>, customer: &CustomerRecord) -> Markup {
    let base = base(customer);
    html! {
        details class="card part removal" {
            summary { (frame.text(customers::CUSTOMER_REMOVAL)) }
            @if customer.archived_at.is_none() {
                p class="small quiet" { (frame.text(customers::CUSTOMER_ARCHIVE_TEXT)) }
                form method="post" action=(frame.action(&format!("{base}/archive"))) {
                    button type="submit" class="button" { (frame.text(customers::CUSTOMER_ARCHIVE)) }
                }
            }
            p class="small quiet" { (frame.text(customers::CUSTOMER_DELETE_TEXT)) }
            form method="post" action=(frame.action(&format!("{base}/delete"))) {
                button type="submit" class="button danger" { (frame.text(customers::CUSTOMER_DELETE)) }
            }
        }
    }
}

fn base(customer: &CustomerRecord) -> String {
    format!("/desk/customers/{}", customer.id)
}
