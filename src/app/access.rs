//! Why can't they see it? (P9): gathers the facts, and does what mends a cause.

use jiff::civil::Date;

use crate::app::articles::{Opening, open_up};
use crate::app::{App, Error, customers, invites, invoices, payments, people, projects, tickets};
use crate::domain::access::{Cause, Facts, Finding, Found, Remedy, causes, findings, invoice_meant};
use crate::domain::customer::{CustomerRecord, Login};
use crate::domain::invoice::{InvoiceNumber, InvoiceQuery, InvoiceRow, Shelf};
use crate::domain::people::{Caller, MembershipStatus, Scope};
use crate::domain::rights::Right;
use crate::domain::sought::{sought, words};
use crate::domain::ticket::TicketNumber;
use crate::id::{CustomerId, OrganisationId};
use crate::store::invoices::{Among, Search};
use crate::store::{self, Tx};

/// Things of one kind that are looked at when something is said to be missing.
const LOOKED_AT: i64 = 5;
/// Submissions that failed, and logins without a customer, that are shown.
const SHOWN: i64 = 10;

/// How it stands with a customer's access.
#[derive(Debug)]
pub struct Standing {
    /// The customer.
    pub customer: CustomerRecord,
    /// Those of its people who can sign in.
    pub active: Vec<Login>,
    /// Why they, or others, may see nothing or less than they should.
    pub causes: Vec<Cause>,
    /// How it stands with what is said to be missing; empty when nothing is.
    pub findings: Vec<Finding>,
}

/// Looks why a customer's people cannot see something: `about` is a ticket's number, or words of its subject or of an article's title;
/// empty when nothing is named.
pub async fn look(app: &App, caller: &Caller, customer: CustomerId, about: &str) -> Result<Standing, Error> {
    if !caller.may(Right::ReadCustomers) {
        return Err(Error::NotFound);
    }
    let organisation = caller.organisation_id;
    let mut tx = app.db.read().await?;
    let customer = store::customers::record(&mut tx, organisation, customer).await?.ok_or(Error::NotFound)?;
    let logins = store::customers::logins(&mut tx, organisation, customer.id).await?;
    let invites = store::customers::invites(&mut tx, organisation, customer.id).await?;
    let unlinked = store::customers::unlinked(&mut tx, organisation, SHOWN).await?;
    let failed = store::submissions::unmended(&mut tx, organisation, customer.id, SHOWN).await?;
    let today = invoices::today(&mut tx, organisation, app.clock.now()).await?;
    let written = InvoiceQuery { shelf: Shelf::Draft, customer: Some(customer.id), ..InvoiceQuery::default() };
    let among = Among { query: &written, drafts: true, today };
    let drafts = store::invoices::list(&mut tx, organisation, (among, Search::All), (None, SHOWN)).await?;
    let findings = match about.trim() {
        "" => Vec::new(),
        about => search(&mut tx, organisation, (&customer, today), about).await?,
    };
    let cards = payments::cards_in(app, &mut tx, organisation).await?;
    let facts = Facts {
        customer: &customer,
        cards: &cards,
        logins: &logins,
        invites: &invites,
        unlinked: &unlinked,
        failed: &failed,
        drafts: &drafts,
        now: app.clock.now(),
    };
    let causes = causes(&facts);
    let active = logins.into_iter().filter(|login| login.status == MembershipStatus::Active).collect();
    Ok(Standing { customer, active, causes, findings })
}

async fn search(
    tx: &mut Tx,
    organisation: OrganisationId,
    (customer, today): (&CustomerRecord, Date),
    about: &str,
) -> Result<Vec<Finding>, Error> {
    let number = about.trim_start_matches('#').parse::<TicketNumber>().ok();
    let lower = about.to_lowercase();
    let unfolded = words(&lower);
    let by_number = match number {
        Some(number) => store::tickets::visible(tx, organisation, Scope::Organisation, number).await?,
        None => None,
    };
    let tickets = match by_number {
        Some(ticket) => vec![ticket],
        None => store::tickets::about(tx, organisation, customer.id, &unfolded, LOOKED_AT).await?,
    };
    let articles = store::articles::titled(tx, organisation, &unfolded, LOOKED_AT).await?;
    let invoice = invoice_meant(about);
    let invoices = find_invoices(tx, organisation, (customer, today), (about, invoice.as_ref())).await?;
    let folded = sought(about);
    let projects = store::projects::named(tx, organisation, customer.id, &words(&folded), LOOKED_AT).await?;
    let (tickets, articles, invoices, projects) = (&tickets, &articles, &invoices, &projects);
    Ok(findings(customer, &Found { about, number, tickets, articles, invoice, invoices, projects, today }))
}

/// The invoice of the number that is meant, whoever's it is; else those of the customer that hold the words.
async fn find_invoices(
    tx: &mut Tx,
    organisation: OrganisationId,
    (customer, today): (&CustomerRecord, Date),
    (about, number): (&str, Option<&InvoiceNumber>),
) -> Result<Vec<InvoiceRow>, Error> {
    if let Some(number) = number
        && let Some(row) = store::invoices::by_number(tx, organisation, number).await?
    {
        return Ok(vec![row]);
    }
    let query = InvoiceQuery { customer: Some(customer.id), text: about.to_owned(), ..InvoiceQuery::default() };
    let among = Among { query: &query, drafts: true, today };
    // Its own name stands on each of them and finds nothing in particular.
    let is_name = sought(&customer.name).contains(&sought(about));
    if is_name {
        Ok(Vec::new())
    } else {
        Ok(store::invoices::list(tx, organisation, (among, Search::Met), (None, LOOKED_AT)).await?)
    }
}

/// Does what mends a cause on a customer's checklist.
pub async fn mend(app: &App, caller: &Caller, customer: CustomerId, remedy: Remedy) -> Result<(), Error> {
    match remedy {
        Remedy::Restore => customers::restore(app, caller, customer).await,
        Remedy::MoveTicket(number) => tickets::move_to(app, caller, number, customer).await,
        Remedy::OpenForThem(failure) => tickets::open_for_them(app, caller, customer, failure).await.map(|_| ()),
        Remedy::Publish(article) => open_up(app, caller, article, Opening::Publish).await,
        Remedy::MakePublic(article) => open_up(app, caller, article, Opening::MakePublic).await,
        Remedy::Resend(invite) => invites::resend(app, caller, invite).await,
        Remedy::Reactivate(membership) => people::reactivate(app, caller, membership).await,
        Remedy::RestoreProject(project) => projects::restore(app, caller, project).await,
        Remedy::Link(membership) => people::set_customer(app, caller, membership, customer).await,
        // These have pages of their own.
        Remedy::Invite
        | Remedy::SetUpMail
        | Remedy::SetUpPayments
        | Remedy::OpenTicket
        | Remedy::SendInvoice(_)
        | Remedy::OpenInvoice(_)
        | Remedy::WriteInvoice
        | Remedy::EditProject(_) => Err(Error::NotFound),
    }
}
