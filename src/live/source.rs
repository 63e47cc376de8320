//! What the live rooms need of the rest of the house. Implemented where the house is put together, so that nothing here knows how
//! tickets are stored or pages made.

use futures_util::future::BoxFuture;

use crate::domain::inbox::View;
use crate::domain::invoice::InvoiceNumber;
use crate::domain::people::Caller;
use crate::domain::session::Standing;
use crate::domain::thread::{Entry, SeenUpTo};
use crate::domain::ticket::{Ticket, TicketNumber};
use crate::id::{CustomerId, InvoiceId, OrganisationId, ProjectId, SessionId, TicketId};
use crate::words::Locale;

/// Why a question has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// There is no such thing, or the caller may not see it.
    #[error("not found")]
    NotFound,
    /// It could not be read; reported where it failed.
    #[error("failed")]
    Failed,
}

/// A ticket that somebody may look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenTicket {
    /// Its id.
    pub ticket: TicketId,
    /// The customer it hangs on.
    pub customer: CustomerId,
    /// The number of its last event.
    pub head: i64,
    /// How far each side has read.
    pub seen: SeenUpTo,
}

/// A list that is kept fresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ListView {
    /// A view of the desk's inbox, with the counts of all views.
    Desk(View),
    /// The desk's dashboard.
    Dashboard,
    /// The portal's list of tickets.
    Tickets,
    /// The portal's first page.
    Home,
    /// The portal's list of invoices.
    Invoices,
    /// The portal's page of an invoice.
    Invoice(InvoiceId),
    /// The desk's list of invoices.
    DeskInvoices,
    /// The desk's page of an invoice.
    DeskInvoice(InvoiceId),
    /// The report on how satisfied clients are, over its usual period.
    Csat,
    /// The portal's list of projects.
    Projects,
    /// The portal's page of a project.
    Project(ProjectId),
    /// The desk's list of projects.
    DeskProjects,
    /// The desk's page of a project.
    DeskProject(ProjectId),
}

/// An answer that takes its time.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, SourceError>>;

/// Answers what rooms and sessions ask. All answers are read anew; nothing is kept.
pub trait Source: Send + Sync + 'static {
    /// The ticket of this number, if the caller may see it.
    fn open_ticket<'a>(&'a self, caller: &'a Caller, number: TicketNumber) -> Answer<'a, OpenTicket>;

    /// The invoice of this number, if the caller may see it.
    fn open_invoice<'a>(&'a self, caller: &'a Caller, number: &'a InvoiceNumber) -> Answer<'a, InvoiceId>;

    /// Whether staff who ask see the invoice of this id.
    fn check_invoice<'a>(&'a self, caller: &'a Caller, id: InvoiceId) -> Answer<'a, ()>;

    /// Whether the caller sees the project of this id.
    fn check_project<'a>(&'a self, caller: &'a Caller, id: ProjectId) -> Answer<'a, ()>;

    /// At most `limit` entries after this number, oldest first, whoever may see them.
    fn entries_after(
        &self,
        ticket: TicketId,
        organisation: OrganisationId,
        after: i64,
        limit: i64,
    ) -> Answer<'_, Vec<Entry>>;

    /// The ticket as it stands.
    fn ticket(&self, ticket: TicketId, organisation: OrganisationId) -> Answer<'_, Ticket>;

    /// The numbers of these tickets' last events, in one query.
    fn heads<'a>(&'a self, tickets: &'a [TicketId]) -> Answer<'a, Vec<(TicketId, i64)>>;

    /// A number for each organisation that changes when any of its tickets, invoices or projects moves, in one query.
    fn movements<'a>(&'a self, organisations: &'a [OrganisationId]) -> Answer<'a, Vec<(OrganisationId, i64)>>;

    /// Notes that the caller has read the ticket of this number up to `seen`, and says so on the bus.
    fn mark_seen<'a>(&'a self, caller: &'a Caller, number: TicketNumber, seen: i64) -> Answer<'a, SeenUpTo>;

    /// The list as its page has it, in htmx's wrapping.
    fn render_list<'a>(&'a self, caller: &'a Caller, locale: &'a Locale, view: ListView) -> Answer<'a, String>;

    /// How these browser sessions stand, in one query; those that have ended are left out.
    fn standings<'a>(&'a self, sessions: &'a [SessionId]) -> Answer<'a, Vec<Standing>>;
}
