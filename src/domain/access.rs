//! Why can't they see it? (P9) One list of causes, and what mends each.
//!
//! [`causes`] and [`findings`] are pure: facts in, causes out. What comes later adds its facts, its
//! variants of [`Cause`] and [`Remedy`], and its line to [`CHECKS`].

use jiff::civil::Date;

use crate::clock::Timestamp;
use crate::domain::article::{Article, ArticleStatus, Visibility};
use crate::domain::customer::{CustomerRecord, Login, WaitingInvite};
use crate::domain::invoice::{self, InvoiceNumber, InvoiceRow, State};
use crate::domain::mail::MailStatus;
use crate::domain::money::Money;
use crate::domain::payment::{Cards, NoCards, Outstanding, Requirement};
use crate::domain::people::{Customer, MembershipStatus};
use crate::domain::project::{self, ProjectRow};
use crate::domain::rights::Right;
use crate::domain::text_enum;
use crate::domain::ticket::{Status, Ticket, TicketNumber};
use crate::id::{ArticleId, FailureId, InviteId, InvoiceId, MembershipId, ProjectId};

/// Why a client may not see something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The customer was put away.
    CustomerArchived,
    /// Nobody has a login for the customer, and nobody is invited.
    NobodyLinked,
    /// Somebody has not accepted their invitation yet.
    InvitePending {
        /// Which.
        invite: InviteId,
        /// Who.
        email: String,
        /// Until when they can.
        expires_at: Timestamp,
    },
    /// Somebody did not accept their invitation in time.
    InviteExpired {
        /// Which.
        invite: InviteId,
        /// Who.
        email: String,
        /// Since when they cannot.
        expires_at: Timestamp,
    },
    /// The mail server refused the mail with an invitation's link for good.
    InviteRefused {
        /// Which.
        invite: InviteId,
        /// Who.
        email: String,
        /// The mail server's answer.
        answer: String,
    },
    /// The mail with an invitation's link is not sent yet.
    InviteKept {
        /// Who.
        email: String,
        /// The mail server's answer; none when there is no mail server.
        answer: Option<String>,
    },
    /// Somebody's login was deactivated.
    LoginDeactivated {
        /// Theirs.
        membership: MembershipId,
        /// Who.
        name: String,
    },
    /// Somebody's login is linked to no customer: it may be this one that is meant.
    LoginUnlinked {
        /// Theirs.
        membership: MembershipId,
        /// Who.
        name: String,
        /// Their address.
        email: String,
    },
    /// The ticket hangs on another customer.
    TicketElsewhere {
        /// Its number.
        number: TicketNumber,
        /// What it is about.
        subject: String,
        /// The other customer.
        customer: Customer,
    },
    /// There is no ticket of this number.
    TicketMissing {
        /// The number.
        number: TicketNumber,
    },
    /// The article is not ready.
    ArticleDraft {
        /// Which.
        article: ArticleId,
        /// Its title.
        title: String,
    },
    /// The article is for staff only.
    ArticleInternal {
        /// Which.
        article: ArticleId,
        /// Its title.
        title: String,
    },
    /// An invoice for the customer is still being written: nobody of them sees it.
    InvoiceDraft {
        /// Which.
        invoice: InvoiceId,
        /// What it comes to.
        total: Money,
        /// When it was last changed.
        changed_at: Timestamp,
    },
    /// The invoice is another customer's.
    InvoiceElsewhere {
        /// Which.
        invoice: InvoiceId,
        /// Its number.
        number: InvoiceNumber,
        /// The other customer.
        customer: Customer,
    },
    /// There is no invoice of this number.
    InvoiceMissing {
        /// The number.
        number: InvoiceNumber,
    },
    /// The project is another customer's.
    ProjectElsewhere {
        /// Which.
        project: ProjectId,
        /// What it is called.
        name: String,
        /// The other customer.
        customer: Customer,
    },
    /// The project was put away.
    ProjectArchived {
        /// Which.
        project: ProjectId,
        /// What it is called.
        name: String,
    },
    /// Invoices cannot be paid by card: there is no Pay now.
    NoCards {
        /// Why.
        why: NoCards,
        /// What Stripe asks for first.
        requirement: Option<Requirement>,
    },
    /// No ticket, no article, no invoice and no project is about this.
    NothingAbout {
        /// What was asked for.
        about: String,
    },
    /// A ticket that they sent could not be stored.
    SubmissionFailed(FailedSubmission),
}

impl Cause {
    /// What mends it.
    pub fn remedy(&self) -> Option<Remedy> {
        Some(match self {
            Self::CustomerArchived => Remedy::Restore,
            Self::NobodyLinked => Remedy::Invite,
            Self::InvitePending { invite, .. }
            | Self::InviteExpired { invite, .. }
            | Self::InviteRefused { invite, .. } => Remedy::Resend(*invite),
            Self::InviteKept { .. } => Remedy::SetUpMail,
            Self::LoginDeactivated { membership, .. } => Remedy::Reactivate(*membership),
            Self::LoginUnlinked { membership, .. } => Remedy::Link(*membership),
            Self::TicketElsewhere { number, .. } => Remedy::MoveTicket(*number),
            Self::ArticleDraft { article, .. } => Remedy::Publish(*article),
            Self::ArticleInternal { article, .. } => Remedy::MakePublic(*article),
            Self::SubmissionFailed(failed) => Remedy::OpenForThem(failed.id),
            Self::InvoiceDraft { invoice, .. } => Remedy::SendInvoice(*invoice),
            Self::NoCards { .. } => Remedy::SetUpPayments,
            Self::InvoiceElsewhere { invoice, .. } => Remedy::OpenInvoice(*invoice),
            Self::InvoiceMissing { .. } => Remedy::WriteInvoice,
            Self::ProjectElsewhere { project, .. } => Remedy::EditProject(*project),
            Self::ProjectArchived { project, .. } => Remedy::RestoreProject(*project),
            Self::TicketMissing { .. } | Self::NothingAbout { .. } => Remedy::OpenTicket,
        })
    }

    /// Whether it is one for sure. What only may be one does not stand in the way of "all is well".
    pub const fn is_certain(&self) -> bool {
        !matches!(self, Self::LoginUnlinked { .. } | Self::InvoiceDraft { .. } | Self::NoCards { .. })
    }
}

/// What mends a cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Bring the customer back.
    Restore,
    /// Invite somebody.
    Invite,
    /// Send an invitation again.
    Resend(InviteId),
    /// Set up the mail server.
    SetUpMail,
    /// Connect an account that takes payments, or give what it lacks.
    SetUpPayments,
    /// Let somebody in again.
    Reactivate(MembershipId),
    /// Link a login to the customer.
    Link(MembershipId),
    /// Move a ticket to the customer.
    MoveTicket(TicketNumber),
    /// Publish an article.
    Publish(ArticleId),
    /// Show an article to clients.
    MakePublic(ArticleId),
    /// Open a ticket in the name of whoever sent it.
    OpenForThem(FailureId),
    /// Open a ticket for the customer.
    OpenTicket,
    /// Open a draft, to be sent.
    SendInvoice(InvoiceId),
    /// Look at an invoice.
    OpenInvoice(InvoiceId),
    /// Write an invoice for the customer.
    WriteInvoice,
    /// Bring a project back.
    RestoreProject(ProjectId),
    /// Open a project, to choose its customer.
    EditProject(ProjectId),
}

text_enum! {
    /// A remedy's name in a form.
    RemedyName {
        /// [`Remedy::Restore`]
        Restore = "restore",
        /// [`Remedy::Resend`]
        Resend = "resend",
        /// [`Remedy::Reactivate`]
        Reactivate = "reactivate",
        /// [`Remedy::Link`]
        Link = "link",
        /// [`Remedy::MoveTicket`]
        MoveTicket = "move-ticket",
        /// [`Remedy::Publish`]
        Publish = "publish",
        /// [`Remedy::MakePublic`]
        MakePublic = "make-public",
        /// [`Remedy::OpenForThem`]
        OpenForThem = "open-for-them",
        /// [`Remedy::RestoreProject`]
        RestoreProject = "restore-project",
    }
}

impl Remedy {
    /// Who may.
    pub const fn right(self) -> Right {
        match self {
            Self::Restore => Right::ManageCustomers,
            Self::Invite | Self::Resend(_) | Self::Reactivate(_) | Self::Link(_) => Right::ManageUsers,
            Self::SetUpMail | Self::SetUpPayments => Right::ChangeSettings,
            Self::MoveTicket(_) | Self::OpenForThem(_) | Self::OpenTicket => Right::WorkOnTickets,
            Self::Publish(_) | Self::MakePublic(_) => Right::WriteArticles,
            Self::SendInvoice(_) | Self::WriteInvoice => Right::ManageInvoices,
            Self::OpenInvoice(_) => Right::ReadInvoices,
            Self::RestoreProject(_) | Self::EditProject(_) => Right::ManageProjects,
        }
    }

    /// What a form that does it sends: its name, and what it is done to. None for one that needs a page of its own.
    pub fn form(self) -> Option<(RemedyName, String)> {
        match self {
            Self::Restore => Some((RemedyName::Restore, String::new())),
            Self::Resend(invite) => Some((RemedyName::Resend, invite.to_string())),
            Self::Reactivate(membership) => Some((RemedyName::Reactivate, membership.to_string())),
            Self::Link(membership) => Some((RemedyName::Link, membership.to_string())),
            Self::MoveTicket(number) => Some((RemedyName::MoveTicket, number.to_string())),
            Self::Publish(article) => Some((RemedyName::Publish, article.to_string())),
            Self::MakePublic(article) => Some((RemedyName::MakePublic, article.to_string())),
            Self::OpenForThem(failure) => Some((RemedyName::OpenForThem, failure.to_string())),
            Self::RestoreProject(project) => Some((RemedyName::RestoreProject, project.to_string())),
            Self::Invite
            | Self::SetUpMail
            | Self::SetUpPayments
            | Self::OpenTicket
            | Self::SendInvoice(_)
            | Self::OpenInvoice(_)
            | Self::WriteInvoice
            | Self::EditProject(_) => None,
        }
    }

    /// The remedy that such a form means.
    pub fn parse(name: &str, subject: &str) -> Option<Self> {
        Some(match name.parse().ok()? {
            RemedyName::Restore => Self::Restore,
            RemedyName::Resend => Self::Resend(subject.parse().ok()?),
            RemedyName::Reactivate => Self::Reactivate(subject.parse().ok()?),
            RemedyName::Link => Self::Link(subject.parse().ok()?),
            RemedyName::MoveTicket => Self::MoveTicket(subject.parse().ok()?),
            RemedyName::Publish => Self::Publish(subject.parse().ok()?),
            RemedyName::MakePublic => Self::MakePublic(subject.parse().ok()?),
            RemedyName::OpenForThem => Self::OpenForThem(subject.parse().ok()?),
            RemedyName::RestoreProject => Self::RestoreProject(subject.parse().ok()?),
        })
    }
}

/// A ticket that somebody sent and that could not be stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct FailedSubmission {
    /// Its id.
    pub id: FailureId,
    /// What the client was shown, and what stands in the log.
    pub error_id: String,
    /// What the ticket is about.
    pub subject: String,
    /// Who sent it.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

/// What is known about a customer's access.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The customer.
    pub customer: &'a CustomerRecord,
    /// The logins linked to it.
    pub logins: &'a [Login],
    /// Its invitations that wait.
    pub invites: &'a [WaitingInvite],
    /// Logins of clients that are linked to no customer.
    pub unlinked: &'a [Login],
    /// What its people sent and nobody has opened for them yet.
    pub failed: &'a [FailedSubmission],
    /// Its invoices that are being written.
    pub drafts: &'a [InvoiceRow],
    /// Whether cards are taken.
    pub cards: &'a Cards,
    /// The time now.
    pub now: Timestamp,
}

/// Each looks at the facts for one kind of cause. In this order they are shown.
const CHECKS: &[fn(&Facts<'_>) -> Vec<Cause>] =
    &[archived, nobody, invitations, deactivated, submissions, drafts, payments, unlinked];

/// Why the customer's people may see nothing, or less than they should.
pub fn causes(facts: &Facts<'_>) -> Vec<Cause> {
    CHECKS.iter().flat_map(|check| check(facts)).collect()
}

fn archived(facts: &Facts<'_>) -> Vec<Cause> {
    facts.customer.archived_at.map(|_| Cause::CustomerArchived).into_iter().collect()
}

fn nobody(facts: &Facts<'_>) -> Vec<Cause> {
    // Whoever was shut out, or is invited, has a line of their own.
    let somebody = !facts.logins.is_empty() || !facts.invites.is_empty();
    if somebody || facts.customer.archived_at.is_some() { Vec::new() } else { vec![Cause::NobodyLinked] }
}

fn invitations(facts: &Facts<'_>) -> Vec<Cause> {
    facts.invites.iter().map(|invite| of_invite(invite, facts.now)).collect()
}

/// Of all that is true of an invitation, what has to be mended first.
fn of_invite(invite: &WaitingInvite, now: Timestamp) -> Cause {
    let (id, email, expires_at) = (invite.id, invite.email.clone(), invite.expires_at);
    match invite.mail {
        Some(MailStatus::Refused) => {
            Cause::InviteRefused { invite: id, email, answer: invite.mail_error.clone().unwrap_or_default() }
        }
        Some(MailStatus::Kept) => Cause::InviteKept { email, answer: invite.mail_error.clone() },
        Some(MailStatus::Sent) | None if expires_at <= now => Cause::InviteExpired { invite: id, email, expires_at },
        Some(MailStatus::Sent) | None => Cause::InvitePending { invite: id, email, expires_at },
    }
}

fn deactivated(facts: &Facts<'_>) -> Vec<Cause> {
    let shut_out = facts.logins.iter().filter(|login| login.status == MembershipStatus::Deactivated);
    shut_out
        .map(|login| Cause::LoginDeactivated { membership: login.membership_id, name: login.name.clone() })
        .collect()
}

fn submissions(facts: &Facts<'_>) -> Vec<Cause> {
    facts.failed.iter().cloned().map(Cause::SubmissionFailed).collect()
}

fn drafts(facts: &Facts<'_>) -> Vec<Cause> {
    facts.drafts.iter().map(of_draft).collect()
}

fn of_draft(draft: &InvoiceRow) -> Cause {
    let total = draft.money(draft.balance.gross);
    Cause::InvoiceDraft { invoice: draft.id, total, changed_at: draft.updated_at }
}

/// Where this program cannot take cards at all, nobody misses Pay now.
fn payments(facts: &Facts<'_>) -> Vec<Cause> {
    let why = facts.cards.why_not().filter(|why| *why != NoCards::NotSetUp);
    let requirement =
        || facts.cards.standing.as_ref().and_then(|standing| Outstanding::of(standing).to_give().next().cloned());
    why.map(|why| Cause::NoCards { why, requirement: requirement() }).into_iter().collect()
}

fn unlinked(facts: &Facts<'_>) -> Vec<Cause> {
    let cause = |login: &Login| Cause::LoginUnlinked {
        membership: login.membership_id,
        name: login.name.clone(),
        email: login.email.clone(),
    };
    // Nobody can be linked to an archived customer.
    let possible = if facts.customer.archived_at.is_some() { &[] } else { facts.unlinked };
    possible.iter().map(cause).collect()
}

/// What was found of something that is said to be missing.
#[derive(Debug)]
pub struct Found<'a> {
    /// What was asked for.
    pub about: &'a str,
    /// The number that it names, when it does.
    pub number: Option<TicketNumber>,
    /// Tickets of any customer.
    pub tickets: &'a [Ticket],
    /// Articles, whoever may read them.
    pub articles: &'a [Article],
    /// The invoice number that it may be.
    pub invoice: Option<InvoiceNumber>,
    /// Invoices of any customer, drafts too.
    pub invoices: &'a [InvoiceRow],
    /// Projects of any customer, those that were put away too.
    pub projects: &'a [ProjectRow],
    /// The day, in the organisation's time zone.
    pub today: Date,
}

/// Something of which the customer's people ask, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// They do not see it.
    Hidden(Cause),
    /// They see this ticket.
    Ticket {
        /// Its number.
        number: TicketNumber,
        /// What it is about.
        subject: String,
        /// Whose turn it is.
        status: Status,
    },
    /// They can read this article.
    Article {
        /// Its name in URLs.
        slug: String,
        /// Its title.
        title: String,
    },
    /// They see this invoice.
    Invoice {
        /// Its id.
        invoice: InvoiceId,
        /// Its number.
        number: InvoiceNumber,
        /// How it stands.
        status: invoice::Status,
    },
    /// They see this project.
    Project {
        /// Its id.
        project: ProjectId,
        /// What it is called.
        name: String,
        /// Where it is.
        status: project::Status,
    },
}

/// How it stands with each thing that was found, for the people of this customer.
pub fn findings(customer: &CustomerRecord, found: &Found<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = found.tickets.iter().map(|ticket| of_ticket(customer, ticket)).collect();
    findings.extend(found.articles.iter().flat_map(of_article));
    findings.extend(found.invoices.iter().map(|row| of_invoice_row(customer, row, found.today)));
    findings.extend(found.projects.iter().map(|row| of_project(customer, row)));
    if findings.is_empty() {
        findings.push(Finding::Hidden(match (found.number, &found.invoice) {
            (Some(number), _) => Cause::TicketMissing { number },
            (None, Some(number)) => Cause::InvoiceMissing { number: number.clone() },
            (None, None) => Cause::NothingAbout { about: found.about.to_owned() },
        }));
    }
    findings
}

fn of_invoice_row(customer: &CustomerRecord, row: &InvoiceRow, today: Date) -> Finding {
    let Some(number) = row.number.clone().filter(|_| row.state != State::Draft) else {
        return Finding::Hidden(of_draft(row));
    };
    if row.customer_id == customer.id {
        return Finding::Invoice { invoice: row.id, number, status: row.status(today) };
    }
    let customer = Customer { id: row.customer_id, name: row.customer.clone() };
    Finding::Hidden(Cause::InvoiceElsewhere { invoice: row.id, number, customer })
}

fn of_project(customer: &CustomerRecord, row: &ProjectRow) -> Finding {
    let (project, name) = (row.id, row.name.clone());
    if row.customer_id != customer.id {
        return Finding::Hidden(Cause::ProjectElsewhere { project, name, customer: row.of_customer() });
    }
    if row.archived_at.is_some() {
        return Finding::Hidden(Cause::ProjectArchived { project, name });
    }
    Finding::Project { project, name, status: row.status }
}

/// The invoice number that somebody may mean: a word with a digit that could be one.
pub fn invoice_meant(about: &str) -> Option<InvoiceNumber> {
    let about = about.trim();
    about.chars().any(|c| c.is_ascii_digit()).then(|| about.parse().ok()).flatten()
}

fn of_ticket(customer: &CustomerRecord, ticket: &Ticket) -> Finding {
    let (number, subject) = (ticket.number, ticket.subject.clone());
    if ticket.customer_id == customer.id {
        return Finding::Ticket { number, subject, status: ticket.status };
    }
    let customer = Customer { id: ticket.customer_id, name: ticket.customer_name.clone() };
    Finding::Hidden(Cause::TicketElsewhere { number, subject, customer })
}

fn of_article(article: &Article) -> Vec<Finding> {
    let (id, title) = (article.id, || article.title.clone());
    let mut hidden = Vec::new();
    if article.status == ArticleStatus::Draft {
        hidden.push(Finding::Hidden(Cause::ArticleDraft { article: id, title: title() }));
    }
    if article.visibility == Visibility::Internal {
        hidden.push(Finding::Hidden(Cause::ArticleInternal { article: id, title: title() }));
    }
    if hidden.is_empty() { vec![Finding::Article { slug: article.slug.clone(), title: title() }] } else { hidden }
}

#[cfg(test)]
mod tests;
