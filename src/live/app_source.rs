//! Answers what rooms ask, through the verbs and the views.

use futures_util::FutureExt as _;

use crate::app::{
    self, App, client_invoices, client_projects, csat, dashboard, inbox, invoices, projects, reading, sign_in,
};
use crate::domain::invoice::{InvoiceNumber, InvoiceQuery};
use crate::domain::people::Caller;
use crate::domain::project::ProjectQuery;
use crate::domain::session::Standing;
use crate::domain::thread::{Entry, SeenUpTo};
use crate::domain::ticket::{Ticket, TicketNumber};
use crate::id::{InvoiceId, OrganisationId, ProjectId, SessionId, TicketId};
use crate::live::source::{Answer, ListView, OpenTicket, Source, SourceError};
use crate::views;
use crate::views::frame::{DeskFrame, Frame};
use crate::words::{Locale, Zone};

/// The rest of the house, as rooms see it.
#[derive(Clone)]
pub struct AppSource {
    app: App,
    assets: String,
}

impl AppSource {
    /// Asks these verbs; fragments name assets of this version.
    pub fn new(app: App, assets: String) -> Self {
        Self { app, assets }
    }

    async fn list(&self, caller: &Caller, locale: &Locale, view: ListView) -> Result<String, app::Error> {
        let organisation = app::organisations::find(&self.app, caller.organisation_id).await?;
        let zone = Zone::named(&caller.time_zone);
        let frame = Frame {
            locale,
            zone: &zone,
            now: self.app.clock.now(),
            organisation: Some(&organisation),
            viewer: Some(caller),
            assets: &self.assets,
            desk: None,
            around: None,
        };
        match view {
            ListView::Desk(view) => {
                let (page, counts) = inbox::view(&self.app, caller, view, None).await?;
                let older = page.older.map(|before| format!("/desk/tickets?view={view}&before={before}"));
                let frame = Frame { desk: Some(DeskFrame { counts, view: Some(view) }), ..frame };
                let shown = views::desk::inbox::Inbox { view, rows: &page.rows, older: older.as_deref(), ticket: None };
                Ok(views::desk::inbox::pushed(&frame, &shown))
            }
            ListView::Tickets => {
                let page = inbox::own(&self.app, caller, None).await?;
                let older = page.older.map(|before| format!("/support?before={before}"));
                Ok(views::tickets::pushed(&frame, &page.rows, older.as_deref()))
            }
            ListView::Home => {
                let home = inbox::home(&self.app, caller).await?;
                let shown = views::home::Home {
                    tickets: &home.tickets,
                    open: home.open,
                    unread: home.unread,
                    projects: &home.projects,
                    active_projects: home.active_projects,
                    owed: &home.due.owed,
                    next: home.due.next.as_ref(),
                    cards: &home.due.cards,
                    today: home.due.today,
                };
                Ok(views::home::pushed(&frame, &shown))
            }
            ListView::Dashboard => {
                let found = dashboard::look(&self.app, caller).await?;
                let desk = Some(DeskFrame { counts: found.counts, view: None });
                Ok(views::desk::dashboard::pushed(&Frame { desk, ..frame }, &found))
            }
            ListView::Csat => self.csat(&frame, caller).await,
            ListView::Invoices => self.own_invoices(&frame, caller).await,
            ListView::DeskInvoices => self.desk_invoices(&frame, caller).await,
            ListView::DeskInvoice(id) => self.desk_invoice(&frame, caller, id).await,
            ListView::Invoice(id) => self.own_invoice(&frame, caller, id).await,
            ListView::Projects => self.own_projects(&frame, caller).await,
            ListView::Project(id) => self.own_project(&frame, caller, id).await,
            ListView::DeskProjects => self.desk_projects(&frame, caller).await,
            ListView::DeskProject(id) => self.desk_project(&frame, caller, id).await,
        }
    }

    async fn csat(&self, frame: &Frame<'_>, caller: &Caller) -> Result<String, app::Error> {
        let period = csat::Period::usual(frame.zone, frame.now);
        let found = csat::report(&self.app, caller, &period).await?;
        let shown = views::desk::csat::Csat {
            days: (&period.first, &period.last),
            last: period.last_days,
            periods: csat::Period::LAST,
            is_usual: true,
            span: period.span,
            tally: found.tally,
            months: &period.months,
            by_month: &found.months,
            agents: &found.agents,
            tags: &found.tags,
            remarks: &found.remarks,
            most: csat::SHOWN,
        };
        Ok(views::desk::csat::pushed(frame, &shown))
    }

    async fn own_invoices(&self, frame: &Frame<'_>, caller: &Caller) -> Result<String, app::Error> {
        let query = InvoiceQuery::default();
        let list = client_invoices::list(&self.app, caller, &query, None).await?;
        let more = list.next.as_ref().map(|next| views::invoices::more(&query, next));
        let shown = views::invoices::ClientList {
            query: &query,
            rows: &list.rows,
            counts: &list.counts,
            owed: &list.owed,
            more: more.as_deref(),
            after: None,
            cards: &list.cards,
            today: list.today,
        };
        Ok(views::invoices::pushed(frame, &shown))
    }

    async fn own_invoice(&self, frame: &Frame<'_>, caller: &Caller, id: InvoiceId) -> Result<String, app::Error> {
        let found = client_invoices::page_of(&self.app, caller, id).await?;
        let number = found.sheet.invoice.row.number.as_ref().ok_or(app::Error::NotFound)?;
        let shown = views::invoices::ClientInvoice {
            invoice: &found.sheet.invoice,
            number,
            ledger: &found.sheet.ledger,
            today: found.sheet.today,
            cards: &found.cards,
            tickets: &found.tickets,
            owed: &found.owed,
        };
        Ok(views::invoices::page::pushed(frame, &shown))
    }

    async fn desk_invoices(&self, frame: &Frame<'_>, caller: &Caller) -> Result<String, app::Error> {
        let query = InvoiceQuery::default();
        let list = invoices::list_for_staff(&self.app, caller, &query, None).await?;
        let here = views::desk::invoices::address(&query);
        let more = list.next.as_ref().map(|next| format!("{here}&after={next}"));
        let shown = views::desk::invoices::InvoiceList {
            query: &query,
            rows: &list.rows,
            counts: &list.counts,
            owed: &list.owed,
            customer: None,
            customer_name: "",
            candidates: &[],
            more: more.as_deref(),
            after: None,
            today: list.today,
            done: None,
        };
        Ok(views::desk::invoices::pushed(frame, &shown))
    }

    async fn desk_invoice(&self, frame: &Frame<'_>, caller: &Caller, id: InvoiceId) -> Result<String, app::Error> {
        let found = invoices::desk_sheet(&self.app, caller, id).await?;
        let shown = views::desk::invoice::InvoicePage {
            invoice: &found.sheet.invoice,
            ledger: &found.sheet.ledger,
            customer: &found.customer,
            people: &found.people,
            history: &found.history,
            tickets: &found.tickets,
            cards: &found.cards,
            is_being_paid: found.is_being_paid,
            today: found.sheet.today,
            // What is pushed holds no form.
            key: "",
            act: None,
            typed: &views::desk::invoice::Typed::default(),
            problems: &[],
            refused: None,
            done: None,
            unshown: "",
        };
        Ok(views::desk::invoice::pushed(frame, &shown))
    }
}

impl AppSource {
    async fn own_projects(&self, frame: &Frame<'_>, caller: &Caller) -> Result<String, app::Error> {
        let found = client_projects::list(&self.app, caller, false, None).await?;
        Ok(views::projects::pushed(frame, &found))
    }

    async fn own_project(&self, frame: &Frame<'_>, caller: &Caller, id: ProjectId) -> Result<String, app::Error> {
        match client_projects::page(&self.app, caller, id, None).await {
            Ok(found) => Ok(views::projects::page::pushed(frame, &found)),
            Err(app::Error::NotFound) => Ok(views::projects::page::gone(frame)),
            Err(error) => Err(error),
        }
    }

    async fn desk_projects(&self, frame: &Frame<'_>, caller: &Caller) -> Result<String, app::Error> {
        let query = ProjectQuery::default();
        let list = projects::list(&self.app, caller, &query, None).await?;
        Ok(views::desk::projects::pushed(frame, &query, &list))
    }

    async fn desk_project(&self, frame: &Frame<'_>, caller: &Caller, id: ProjectId) -> Result<String, app::Error> {
        match projects::desk_sheet(&self.app, caller, id, None).await {
            Ok(found) => Ok(views::desk::project::pushed(frame, &found)),
            Err(app::Error::NotFound) => Ok(views::desk::project::gone(frame)),
            Err(error) => Err(error),
        }
    }
}

impl Source for AppSource {
    fn open_invoice<'a>(&'a self, caller: &'a Caller, number: &'a InvoiceNumber) -> Answer<'a, InvoiceId> {
        async move { client_invoices::open(&self.app, caller, number).await.map_err(failed) }.boxed()
    }

    fn open_ticket<'a>(&'a self, caller: &'a Caller, number: TicketNumber) -> Answer<'a, OpenTicket> {
        async move {
            let (ticket, seen) = reading::ticket(&self.app, caller, number).await.map_err(failed)?;
            Ok(OpenTicket { ticket: ticket.id, customer: ticket.customer_id, head: ticket.head, seen })
        }
        .boxed()
    }

    fn check_invoice<'a>(&'a self, caller: &'a Caller, id: InvoiceId) -> Answer<'a, ()> {
        async move { invoices::find_for_staff(&self.app, caller, id).await.map(drop).map_err(failed) }.boxed()
    }

    fn check_project<'a>(&'a self, caller: &'a Caller, id: ProjectId) -> Answer<'a, ()> {
        async move { projects::check(&self.app, caller, id).await.map_err(failed) }.boxed()
    }

    fn entries_after(
        &self,
        ticket: TicketId,
        organisation: OrganisationId,
        after: i64,
        limit: i64,
    ) -> Answer<'_, Vec<Entry>> {
        reading::entries_after(&self.app, organisation, ticket, after, limit)
            .map(|result| result.map_err(failed))
            .boxed()
    }

    fn ticket(&self, ticket: TicketId, organisation: OrganisationId) -> Answer<'_, Ticket> {
        reading::ticket_of(&self.app, organisation, ticket).map(|result| result.map_err(failed)).boxed()
    }

    fn heads<'a>(&'a self, tickets: &'a [TicketId]) -> Answer<'a, Vec<(TicketId, i64)>> {
        reading::heads(&self.app, tickets).map(|result| result.map_err(failed)).boxed()
    }

    fn movements<'a>(&'a self, organisations: &'a [OrganisationId]) -> Answer<'a, Vec<(OrganisationId, i64)>> {
        reading::movements(&self.app, organisations).map(|result| result.map_err(failed)).boxed()
    }

    fn mark_seen<'a>(&'a self, caller: &'a Caller, number: TicketNumber, seen: i64) -> Answer<'a, SeenUpTo> {
        async move {
            let (ticket, _) = reading::ticket(&self.app, caller, number).await.map_err(failed)?;
            reading::mark_seen(&self.app, caller, &ticket, seen).await.map_err(failed)
        }
        .boxed()
    }

    fn render_list<'a>(&'a self, caller: &'a Caller, locale: &'a Locale, view: ListView) -> Answer<'a, String> {
        async move { self.list(caller, locale, view).await.map_err(failed) }.boxed()
    }

    fn standings<'a>(&'a self, sessions: &'a [SessionId]) -> Answer<'a, Vec<Standing>> {
        sign_in::standings(&self.app, sessions).map(|result| result.map_err(failed)).boxed()
    }
}

fn failed(error: app::Error) -> SourceError {
    match error {
        app::Error::NotFound | app::Error::NotLinked => SourceError::NotFound,
        error => {
            tracing::error!(%error, "a live page could not be served");
            SourceError::Failed
        }
    }
}
