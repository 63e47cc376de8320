//! Why can't they see it? (P9): each cause in words, with the button that mends it or with who may.

use maud::{Markup, html};

use crate::domain::access::{Cause, Finding, Remedy};
use crate::domain::customer::{CustomerRecord, Login};
use crate::domain::payment::NoCards;
use crate::domain::rights::Right;
use crate::views::desk::customers::may;
use crate::views::done::{self, Done};
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{icon, parts};
use crate::words::msg::{customers, payments, projects};
use crate::words::{self, nouns};

/// How it stands with a customer's access.
#[derive(Clone, Copy)]
pub struct Checklist<'a> {
    customer: &'a CustomerRecord,
    active: &'a [Login],
    causes: &'a [Cause],
    about: &'a str,
}

impl<'a> Checklist<'a> {
    /// Of this customer: those of its people who can sign in, and the causes that were found.
    pub fn of(customer: &'a CustomerRecord, active: &'a [Login], causes: &'a [Cause]) -> Self {
        Self { customer, active, causes, about: "" }
    }

    /// With what is said to be missing.
    #[must_use]
    pub fn about(self, about: &'a str) -> Self {
        Self { about, ..self }
    }
}

/// The page of the question.
#[derive(Clone, Copy)]
pub struct AccessPage<'a> {
    /// How it stands.
    pub checklist: Checklist<'a>,
    /// How it stands with what is said to be missing.
    pub findings: &'a [Finding],
    /// What was just done.
    pub done: Option<Done>,
}

/// The page.
pub fn page(frame: &Frame<'_>, page: &AccessPage<'_>) -> Markup {
    let list = &page.checklist;
    let title = frame.text(customers::ACCESS_TITLE);
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="narrow access" {
                p class="crumbs small" {
                    a href={ "/desk/customers/" (list.customer.id) } dir="auto" { (icon::back()) (list.customer.name) }
                }
                h1 { (title) }
                (done::notice(frame, page.done))
                section class="card" aria-labelledby="about-title" {
                    h2 id="about-title" class="unseen" { (frame.text(customers::ACCESS_ABOUT)) }
                    (question(frame, list))
                    @if !page.findings.is_empty() {
                        ul id="findings" class="causes" { @for one in page.findings { (finding(frame, list, one)) } }
                    }
                }
                section class="card" aria-labelledby="causes-title" {
                    div class="card-head" { h2 id="causes-title" { (frame.text(customers::ACCESS_SIGN_IN)) } }
                    (causes(frame, list))
                }
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Customers, &body)
}

/// The checklist on the customer's page.
pub(super) fn card(frame: &Frame<'_>, list: &Checklist<'_>) -> Markup {
    html! {
        section class="card access" aria-labelledby="access-title" {
            div class="card-head" { h2 id="access-title" { (frame.text(customers::ACCESS_TITLE)) } }
            (causes(frame, list))
            (question(frame, list))
        }
    }
}

/// Says who has a right, to those who have not.
pub(super) fn who_may(frame: &Frame<'_>, right: Right) -> String {
    let roles: Vec<String> = right.roles().iter().map(|role| frame.text(nouns::role(*role))).collect();
    frame.with(customers::ACCESS_WHO_MAY, &[("roles", roles.join(", ").into())])
}

fn question(frame: &Frame<'_>, list: &Checklist<'_>) -> Markup {
    html! {
        form class="question" method="get" action={ "/desk/customers/" (list.customer.id) "/access" } {
            label for="about" { (frame.text(customers::ACCESS_ABOUT)) }
            div class="search" {
                input id="about" name="about" class="input" type="search" dir="auto" value=(list.about) placeholder=(frame.text(customers::ACCESS_ABOUT_PLACEHOLDER));
                button type="submit" class="button" { (icon::search()) (frame.text(customers::ACCESS_LOOK)) }
            }
        }
    }
}

fn causes(frame: &Frame<'_>, list: &Checklist<'_>) -> Markup {
    let names: Vec<&str> = list.active.iter().map(|login| login.name.as_str()).collect();
    html! {
        @if !list.causes.iter().any(Cause::is_certain) {
            p class="all-well" { (icon::check()) span {
                @if names.is_empty() {
                    (frame.text(customers::ACCESS_WELL))
                } @else {
                    (frame.with(customers::ACCESS_WELL_FOR, &[("names", names.join(", ").into())]))
                }
            } }
        }
        @if !list.causes.is_empty() {
            ul class="causes" { @for one in list.causes { (cause(frame, list, one)) } }
        }
    }
}

fn finding(frame: &Frame<'_>, list: &Checklist<'_>, finding: &Finding) -> Markup {
    match finding {
        Finding::Hidden(hidden) => cause(frame, list, hidden),
        Finding::Ticket { number, subject, status } => {
            let status = frame.text(nouns::status(*status));
            let title = frame.with(customers::FINDING_TICKET_TITLE, &[("number", (*number).into())]);
            let text = frame.with(
                customers::FINDING_TICKET_TEXT,
                &[("subject", subject.as_str().into()), ("status", status.into())],
            );
            let link = html! { a class="button" href=(parts::desk_ticket(*number)) { (frame.text(customers::FINDING_TICKET_LINK)) } };
            line("cause well", &icon::check(), (&title, &text), &link)
        }
        Finding::Invoice { invoice, number, status } => {
            let title = frame.with(customers::FINDING_INVOICE_TITLE, &[("number", number.as_str().into())]);
            let status = frame.text(nouns::invoice_status(*status));
            let text = frame.with(customers::FINDING_INVOICE_TEXT, &[("status", status.into())]);
            let link = html! { a class="button" href={ "/desk/invoices/" (invoice) } { (frame.text(customers::REMEDY_OPEN_INVOICE)) } };
            line("cause well", &icon::check(), (&title, &text), &link)
        }
        Finding::Project { project, name, status } => {
            let title = frame.with(projects::FINDING_PROJECT_TITLE, &[("name", name.as_str().into())]);
            let status = frame.text(nouns::project_status(*status));
            let text = frame.with(projects::FINDING_PROJECT_TEXT, &[("status", status.into())]);
            let link = html! { a class="button" href={ "/desk/projects/" (project) } { (frame.text(projects::REMEDY_OPEN_PROJECT)) } };
            line("cause well", &icon::check(), (&title, &text), &link)
        }
        Finding::Article { slug, title } => {
            let said = frame.with(customers::FINDING_ARTICLE_TITLE, &[("title", title.as_str().into())]);
            let text = frame.text(customers::FINDING_ARTICLE_TEXT);
            let link =
                html! { a class="button" href={ "/help/" (slug) } { (frame.text(customers::FINDING_ARTICLE_LINK)) } };
            line("cause well", &icon::check(), (&said, &text), &link)
        }
    }
}

fn cause(frame: &Frame<'_>, list: &Checklist<'_>, cause: &Cause) -> Markup {
    let (title, text) = in_words(frame, cause);
    let class = if cause.is_certain() { "cause" } else { "cause possible" };
    let picture = if cause.is_certain() { icon::warning() } else { icon::question() };
    let remedy = cause.remedy().map(|remedy| remedied(frame, list, remedy)).unwrap_or_default();
    line(class, &picture, (&title, &text), &remedy)
}

fn line(class: &str, picture: &Markup, (title, text): (&str, &str), action: &Markup) -> Markup {
    html! {
        li class=(class) {
            span class="cause-picture" { (picture) }
            div class="cause-text" {
                p class="cause-title" { (title) }
                @if !text.is_empty() { p class="small quiet" { (text) } }
            }
            div class="cause-remedy" { (action) }
        }
    }
}

/// The button that does it, the link to where it is done, or who may.
fn remedied(frame: &Frame<'_>, list: &Checklist<'_>, remedy: Remedy) -> Markup {
    let customer = list.customer;
    let label = label(frame, remedy);
    if !may(frame, remedy.right()) {
        return html! { p class="small quiet" { (who_may(frame, remedy.right())) } };
    }
    if let Some((name, subject)) = remedy.form() {
        return html! {
            form method="post" action=(frame.action(&format!("/desk/customers/{}/access", customer.id))) {
                input type="hidden" name="remedy" value=(name);
                input type="hidden" name="subject" value=(subject);
                input type="hidden" name="about" value=(list.about);
                button type="submit" class="button" { (label) }
            }
        };
    }
    let place = match remedy {
        Remedy::Invite => format!("/desk/settings/users?customer={}", customer.id),
        Remedy::SetUpMail => "/desk/settings/email".to_owned(),
        Remedy::SetUpPayments => "/desk/settings/payments".to_owned(),
        Remedy::SendInvoice(invoice) | Remedy::OpenInvoice(invoice) => format!("/desk/invoices/{invoice}"),
        Remedy::EditProject(project) => format!("/desk/projects/{project}/edit"),
        Remedy::WriteInvoice => format!("/desk/invoices/new?customer={}", customer.id),
        Remedy::OpenTicket => {
            let mut pairs = url::form_urlencoded::Serializer::new(String::new());
            pairs.append_pair("customer", &customer.id.to_string()).append_pair("subject", list.about);
            format!("/desk/tickets/new?{}", pairs.finish())
        }
        Remedy::Restore
        | Remedy::Resend(_)
        | Remedy::Reactivate(_)
        | Remedy::Link(_)
        | Remedy::MoveTicket(_)
        | Remedy::Publish(_)
        | Remedy::MakePublic(_)
        | Remedy::OpenForThem(_)
        | Remedy::RestoreProject(_) => format!("/desk/customers/{}", customer.id),
    };
    html! { a class="button" href=(place) { (label) } }
}

fn label(frame: &Frame<'_>, remedy: Remedy) -> String {
    match remedy {
        Remedy::Restore => frame.text(customers::CUSTOMER_RESTORE),
        Remedy::Invite => frame.text(customers::CUSTOMER_INVITE),
        Remedy::Resend(_) => frame.text(customers::REMEDY_RESEND),
        Remedy::SetUpMail => frame.text(customers::REMEDY_MAIL),
        Remedy::SetUpPayments => frame.text(payments::REMEDY_PAYMENTS),
        Remedy::Reactivate(_) => frame.text(customers::REMEDY_REACTIVATE),
        Remedy::Link(_) => frame.text(customers::REMEDY_LINK),
        Remedy::MoveTicket(_) => frame.text(customers::REMEDY_MOVE),
        Remedy::Publish(_) => frame.text(customers::REMEDY_PUBLISH),
        Remedy::MakePublic(_) => frame.text(customers::REMEDY_PUBLIC),
        Remedy::OpenForThem(_) => frame.text(customers::REMEDY_OPEN_FOR_THEM),
        Remedy::OpenTicket => frame.text(customers::REMEDY_OPEN),
        Remedy::SendInvoice(_) => frame.text(customers::REMEDY_SEND_INVOICE),
        Remedy::OpenInvoice(_) => frame.text(customers::REMEDY_OPEN_INVOICE),
        Remedy::WriteInvoice => frame.text(customers::REMEDY_WRITE_INVOICE),
        Remedy::EditProject(_) => frame.text(projects::REMEDY_OPEN_PROJECT),
        Remedy::RestoreProject(_) => frame.text(projects::PROJECT_RESTORE),
    }
}

/// A cause and what is known of it.
#[expect(clippy::too_many_lines, reason = "a list")]
fn in_words(frame: &Frame<'_>, cause: &Cause) -> (String, String) {
    let when = |at| frame.locale.date_time(at, frame.zone);
    match cause {
        Cause::CustomerArchived => {
            (frame.text(customers::CAUSE_ARCHIVED_TITLE), frame.text(customers::CAUSE_ARCHIVED_TEXT))
        }
        Cause::NobodyLinked => (frame.text(customers::CAUSE_NOBODY_TITLE), frame.text(customers::CAUSE_NOBODY_TEXT)),
        Cause::InvitePending { email, expires_at, .. } => (
            frame.with(customers::CAUSE_PENDING_TITLE, &[("email", email.as_str().into())]),
            frame.with(customers::CAUSE_PENDING_TEXT, &[("when", when(*expires_at).into())]),
        ),
        Cause::InviteExpired { email, expires_at, .. } => (
            frame.with(customers::CAUSE_EXPIRED_TITLE, &[("email", email.as_str().into())]),
            frame.with(customers::CAUSE_EXPIRED_TEXT, &[("when", when(*expires_at).into())]),
        ),
        Cause::InviteRefused { email, answer, .. } => (
            frame.with(customers::CAUSE_REFUSED_TITLE, &[("email", email.as_str().into())]),
            frame.with(customers::CAUSE_REFUSED_TEXT, &[("answer", answer.as_str().into())]),
        ),
        Cause::InviteKept { email, answer } => (
            frame.with(customers::CAUSE_KEPT_TITLE, &[("email", email.as_str().into())]),
            match answer {
                Some(answer) => frame.with(customers::CAUSE_KEPT_ANSWER, &[("answer", answer.as_str().into())]),
                None => frame.text(customers::CAUSE_KEPT_TEXT),
            },
        ),
        Cause::LoginDeactivated { name, .. } => (
            frame.with(customers::CAUSE_DEACTIVATED_TITLE, &[("name", name.as_str().into())]),
            frame.text(customers::CAUSE_DEACTIVATED_TEXT),
        ),
        Cause::LoginUnlinked { name, email, .. } => (
            frame.with(customers::CAUSE_UNLINKED_TITLE, &[("name", name.as_str().into())]),
            frame.with(customers::CAUSE_UNLINKED_TEXT, &[("email", email.as_str().into())]),
        ),
        Cause::TicketElsewhere { number, subject, customer } => (
            frame.with(
                customers::CAUSE_ELSEWHERE_TITLE,
                &[("number", (*number).into()), ("customer", customer.name.as_str().into())],
            ),
            frame.with(
                customers::CAUSE_ELSEWHERE_TEXT,
                &[("subject", subject.as_str().into()), ("customer", customer.name.as_str().into())],
            ),
        ),
        Cause::TicketMissing { number } => (
            frame.with(customers::CAUSE_NO_TICKET_TITLE, &[("number", (*number).into())]),
            frame.text(customers::CAUSE_NO_TICKET_TEXT),
        ),
        Cause::ArticleDraft { title, .. } => (
            frame.with(customers::CAUSE_DRAFT_TITLE, &[("title", title.as_str().into())]),
            frame.text(customers::CAUSE_DRAFT_TEXT),
        ),
        Cause::ArticleInternal { title, .. } => (
            frame.with(customers::CAUSE_INTERNAL_TITLE, &[("title", title.as_str().into())]),
            frame.text(customers::CAUSE_INTERNAL_TEXT),
        ),
        Cause::InvoiceDraft { total, changed_at, .. } => (
            frame.with(customers::CAUSE_INVOICE_DRAFT_TITLE, &[("total", frame.locale.money(*total).into())]),
            frame.with(customers::CAUSE_INVOICE_DRAFT_TEXT, &[("when", when(*changed_at).into())]),
        ),
        Cause::InvoiceElsewhere { number, customer, .. } => (
            frame.with(
                customers::CAUSE_INVOICE_ELSEWHERE_TITLE,
                &[("number", number.as_str().into()), ("customer", customer.name.as_str().into())],
            ),
            frame.text(customers::CAUSE_INVOICE_ELSEWHERE_TEXT),
        ),
        Cause::InvoiceMissing { number } => (
            frame.with(customers::CAUSE_NO_INVOICE_TITLE, &[("number", number.as_str().into())]),
            frame.text(customers::CAUSE_NO_INVOICE_TEXT),
        ),
        Cause::ProjectElsewhere { name, customer, .. } => (
            frame.with(
                projects::CAUSE_PROJECT_ELSEWHERE_TITLE,
                &[("name", name.as_str().into()), ("customer", customer.name.as_str().into())],
            ),
            frame.text(projects::CAUSE_PROJECT_ELSEWHERE_TEXT),
        ),
        Cause::ProjectArchived { name, .. } => (
            frame.with(projects::CAUSE_PROJECT_ARCHIVED_TITLE, &[("name", name.as_str().into())]),
            frame.text(projects::CAUSE_PROJECT_ARCHIVED_TEXT),
        ),
        Cause::NoCards { why: NoCards::NotSetUp | NoCards::NotConnected, .. } => {
            (frame.text(payments::CAUSE_NO_ACCOUNT_TITLE), frame.text(payments::CAUSE_NO_ACCOUNT_TEXT))
        }
        Cause::NoCards { why: NoCards::Blocked, requirement } => (
            frame.text(payments::CAUSE_BLOCKED_TITLE),
            match requirement {
                Some(asked) => {
                    let asked = words::payments::requirement(frame.locale, asked);
                    frame.with(payments::CAUSE_BLOCKED_TEXT, &[("requirement", asked.into())])
                }
                None => frame.text(payments::CAUSE_BLOCKED_ONLY_TEXT),
            },
        ),
        Cause::NothingAbout { about } => (
            frame.with(customers::CAUSE_NOTHING_TITLE, &[("about", about.as_str().into())]),
            frame.text(customers::CAUSE_NOTHING_TEXT),
        ),
        Cause::SubmissionFailed(failed) => (
            frame.with(customers::CAUSE_SUBMISSION_TITLE, &[("name", failed.name.as_str().into())]),
            frame.with(
                customers::CAUSE_SUBMISSION_TEXT,
                &[
                    ("subject", failed.subject.as_str().into()),
                    ("when", when(failed.at).into()),
                    ("id", failed.error_id.as_str().into()),
                ],
            ),
        ),
    }
}
