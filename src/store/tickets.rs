//! Tickets.

use crate::clock::Timestamp;
use crate::domain::inbox::{Before, Counts, TicketRow, View};
use crate::domain::people::{Notify, Role, Scope, Side};
use crate::domain::thread::MessageKind;
use crate::domain::ticket::{Source, Status, Ticket, TicketNumber, joined};
use crate::id::{CustomerId, InvoiceId, MembershipId, OrganisationId, ProjectId, TicketId};
use crate::store::db::{Arg, args, holding};
use crate::store::{Error, Tx};

/// Characters of a message that lists show.
const EXCERPT: usize = 140;

/// A ticket to be added, with its first message.
#[derive(Debug)]
pub struct NewTicket<'a> {
    /// Its id.
    pub id: TicketId,
    /// Its number.
    pub number: TicketNumber,
    /// The customer it hangs on.
    pub customer_id: CustomerId,
    /// What it is about.
    pub subject: &'a str,
    /// How it came in.
    pub source: Source,
    /// The client who asked, when one did.
    pub requester_id: Option<MembershipId>,
    /// The closed ticket it follows up.
    pub follows: Option<TicketNumber>,
    /// The invoice it is about.
    pub invoice_id: Option<InvoiceId>,
    /// The project it is about.
    pub project_id: Option<ProjectId>,
    /// Who wrote the first message.
    pub author: MembershipId,
    /// On which side.
    pub side: Side,
    /// The first message.
    pub body: &'a str,
}

/// Adds a ticket whose first event will be number 1.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: &NewTicket<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    let excerpt = excerpt(ticket.body);
    let (client_number, staff_number): (i64, i64) = match ticket.side {
        Side::Client => (1, 0),
        Side::Staff => (0, 1),
    };
    tx.run(
        "INSERT INTO tickets (id, organisation_id, number, customer_id, subject, status, source, requester_id, follows,
                              created_at, moved_at, client_moved_at, last_reply, last_reply_by, last_message, last_message_by,
                              client_number, staff_number, invoice_id, project_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $10, $11, $12, $11, $12, $13, $14, $15, $16)",
        args![
            ticket.id,
            organisation,
            ticket.number,
            ticket.customer_id,
            ticket.subject,
            Status::Open,
            ticket.source,
            ticket.requester_id,
            ticket.follows,
            now,
            excerpt,
            ticket.author,
            client_number,
            staff_number,
            ticket.invoice_id,
            ticket.project_id,
        ],
    )
    .await?;
    Ok(())
}

const TICKET: &str = "SELECT t.id, t.number, t.customer_id, c.name AS customer_name, t.subject, t.status, t.source,
       t.requester_id, ru.name AS requester_name, t.assignee_id, au.name AS assignee_name, t.follows,
       i.id AS invoice_id, i.number AS invoice_number, j.id AS project_id, j.name AS project_name, t.created_at, t.resolved_at,
       t.resolved_assignee_id, o.stars AS rating_stars, o.reasons AS rating_reasons, o.comment AS rating_comment,
       o.resolved_at AS rating_resolved_at, t.tags, p.head
    FROM tickets t
    JOIN customers c ON c.id = t.customer_id
    JOIN topics p ON p.topic = 'ticket:' || t.id
    LEFT JOIN memberships rm ON rm.id = t.requester_id
    LEFT JOIN users ru ON ru.id = rm.user_id
    LEFT JOIN memberships am ON am.id = t.assignee_id
    LEFT JOIN users au ON au.id = am.user_id
    LEFT JOIN ratings o ON o.ticket_id = t.id
    -- A ticket that was moved to another customer does not take the first one's invoice or project along.
    LEFT JOIN invoices i ON i.id = t.invoice_id AND i.customer_id = t.customer_id AND i.state <> 'draft'
    LEFT JOIN projects j ON j.id = t.project_id AND j.customer_id = t.customer_id AND j.archived_at IS NULL
    WHERE t.organisation_id = $1";

/// The ticket of this number, when it is within what may be seen.
pub async fn visible(
    tx: &mut Tx,
    organisation: OrganisationId,
    scope: Scope,
    number: TicketNumber,
) -> Result<Option<Ticket>, Error> {
    match scope {
        Scope::Organisation => tx.optional(&format!("{TICKET} AND t.number = $2"), args![organisation, number]).await,
        Scope::Customer(customer) => {
            let sql = format!("{TICKET} AND t.number = $2 AND t.customer_id = $3");
            tx.optional(&sql, args![organisation, number, customer]).await
        }
        Scope::Nothing => Ok(None),
    }
}

/// The ticket of this id.
pub async fn find(tx: &mut Tx, organisation: OrganisationId, id: TicketId) -> Result<Option<Ticket>, Error> {
    tx.optional(&format!("{TICKET} AND t.id = $2"), args![organisation, id]).await
}

/// Tickets about an invoice, newest first, within what may be seen.
pub async fn of_invoice(
    tx: &mut Tx,
    organisation: OrganisationId,
    scope: Scope,
    invoice: InvoiceId,
    limit: i64,
) -> Result<Vec<Ticket>, Error> {
    let sql = |within: &str| format!("{TICKET} AND t.invoice_id = $2{within} ORDER BY t.number DESC LIMIT $3");
    match scope {
        Scope::Organisation => tx.all(&sql(""), args![organisation, invoice, limit]).await,
        Scope::Customer(customer) => {
            tx.all(&sql(" AND t.customer_id = $4"), args![organisation, invoice, limit, customer]).await
        }
        Scope::Nothing => Ok(Vec::new()),
    }
}

/// Tickets about a project, newest first, within what may be seen.
pub async fn of_project(
    tx: &mut Tx,
    organisation: OrganisationId,
    scope: Scope,
    project: ProjectId,
    limit: i64,
) -> Result<Vec<Ticket>, Error> {
    let sql = |within: &str| format!("{TICKET} AND t.project_id = $2{within} ORDER BY t.number DESC LIMIT $3");
    match scope {
        Scope::Organisation => tx.all(&sql(""), args![organisation, project, limit]).await,
        Scope::Customer(customer) => {
            tx.all(&sql(" AND t.customer_id = $4"), args![organisation, project, limit, customer]).await
        }
        Scope::Nothing => Ok(Vec::new()),
    }
}

/// Holds the ticket until the commit, so that what is decided from it stays true.
pub async fn lock(tx: &mut Tx, organisation: OrganisationId, number: TicketNumber) -> Result<(), Error> {
    tx.hold(
        "UPDATE tickets SET number = number WHERE organisation_id = $1 AND number = $2",
        args![organisation, number],
    )
    .await
}

/// Keeps what lists show of a new message, and what makes the ticket unread.
pub async fn record_message(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
    message: &RecordedMessage<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    let excerpt = excerpt(message.body);
    let sql = match (message.kind, message.side) {
        (MessageKind::Note, _) => {
            tx.run(
                "UPDATE tickets SET last_message = $3, last_message_by = $4, moved_at = $5 WHERE organisation_id = $1 AND id = $2",
                args![organisation, ticket, excerpt, message.author, now],
            )
            .await?;
            return Ok(());
        }
        (MessageKind::Reply, Side::Client) => {
            "UPDATE tickets SET last_message = $3, last_message_by = $4, last_reply = $3, last_reply_by = $4,
                    moved_at = $5, client_moved_at = $5, client_number = $6
             WHERE organisation_id = $1 AND id = $2"
        }
        (MessageKind::Reply, Side::Staff) => {
            "UPDATE tickets SET last_message = $3, last_message_by = $4, last_reply = $3, last_reply_by = $4,
                    moved_at = $5, client_moved_at = $5, staff_number = $6
             WHERE organisation_id = $1 AND id = $2"
        }
    };
    tx.run(sql, args![organisation, ticket, excerpt, message.author, now, message.number]).await?;
    Ok(())
}

/// A message whose trace lists keep.
#[derive(Debug)]
pub struct RecordedMessage<'a> {
    /// Who sees it.
    pub kind: MessageKind,
    /// Who wrote it.
    pub author: MembershipId,
    /// On which side.
    pub side: Side,
    /// Its text.
    pub body: &'a str,
    /// The number of its event.
    pub number: i64,
}

/// Sets the status. A rated ticket goes on counting with the resolution that its rating is about, another with its last one.
pub async fn set_status(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
    to: Status,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE tickets SET status = $3, moved_at = $4, client_moved_at = $4,
                resolved_at = CASE WHEN $3 = 'resolved' THEN $4 WHEN $3 = 'closed' THEN resolved_at ELSE NULL END,
                resolved_assignee_id = CASE WHEN $3 = 'resolved' THEN assignee_id WHEN $3 = 'closed' THEN resolved_assignee_id ELSE NULL END,
                csat_at = CASE WHEN csat_stars IS NOT NULL OR $3 = 'closed' THEN csat_at WHEN $3 = 'resolved' THEN $4 ELSE NULL END,
                csat_agent_id = CASE WHEN csat_stars IS NOT NULL OR $3 = 'closed' THEN csat_agent_id
                                     WHEN $3 = 'resolved' THEN assignee_id ELSE NULL END
         WHERE organisation_id = $1 AND id = $2",
        args![organisation, ticket, to, now],
    )
    .await?;
    Ok(())
}

/// Gives the ticket these tags alone. To clients it is nothing that moves.
pub async fn set_tags(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
    tags: &[String],
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE tickets SET tags = $3, moved_at = $4 WHERE organisation_id = $1 AND id = $2",
        args![organisation, ticket, joined(tags), now],
    )
    .await?;
    // Found by the ticket: SQLite would go through the organisation's tags, all of them, for the few that a ticket has.
    tx.run(
        "DELETE FROM ticket_tags WHERE ticket_id = (SELECT id FROM tickets WHERE organisation_id = $1 AND id = $2)",
        args![organisation, ticket],
    )
    .await?;
    for tag in tags {
        tx.run(
            "INSERT INTO ticket_tags (ticket_id, organisation_id, tag)
             SELECT id, organisation_id, $3 FROM tickets WHERE organisation_id = $1 AND id = $2",
            args![organisation, ticket, tag],
        )
        .await?;
    }
    Ok(())
}

/// The tags that tickets have, the most used first.
pub async fn tags(tx: &mut Tx, organisation: OrganisationId, limit: i64) -> Result<Vec<String>, Error> {
    let found: Vec<(String,)> = tx
        .all(
            "SELECT tag FROM ticket_tags WHERE organisation_id = $1 GROUP BY tag ORDER BY COUNT(*) DESC, tag LIMIT $2",
            args![organisation, limit],
        )
        .await?;
    Ok(found.into_iter().map(|(tag,)| tag).collect())
}

/// Gives the ticket to somebody, or to nobody.
pub async fn set_assignee(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
    to: Option<MembershipId>,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE tickets SET assignee_id = $3, moved_at = $4, client_moved_at = $4 WHERE organisation_id = $1 AND id = $2",
        args![organisation, ticket, to, now],
    )
    .await?;
    Ok(())
}

/// Hangs the ticket on another customer.
pub async fn set_customer(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: TicketId,
    to: CustomerId,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE tickets SET customer_id = $3, moved_at = $4, client_moved_at = $4 WHERE organisation_id = $1 AND id = $2",
        args![organisation, ticket, to, now],
    )
    .await?;
    Ok(())
}

/// Resolved tickets of any organisation that were resolved before this time.
pub async fn due_to_close(
    tx: &mut Tx,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<(OrganisationId, TicketNumber)>, Error> {
    tx.all(
        "SELECT organisation_id, number FROM tickets WHERE status = $1 AND resolved_at <= $2 ORDER BY resolved_at, id LIMIT $3",
        args![Status::Resolved, before, limit],
    )
    .await
}

/// A page of one of the desk's views, newest movement first.
pub async fn inbox(
    tx: &mut Tx,
    organisation: OrganisationId,
    view: View,
    reader: MembershipId,
    page: (Option<Before>, i64),
) -> Result<Vec<TicketRow>, Error> {
    let filter = match view {
        View::Mine => "t.status IN ('open', 'pending') AND t.assignee_id = $2",
        View::Unassigned => "t.status IN ('open', 'pending') AND t.assignee_id IS NULL",
        View::Open => "t.status = 'open'",
        View::Pending => "t.status = 'pending'",
        View::Resolved => "t.status IN ('resolved', 'closed')",
    };
    let sql = list(["last_message", "last_message_by", "client_number", "moved_at"], filter, 3);
    let [moved_at, number] = start(page.0);
    let mut all = Vec::from(args![organisation, reader]);
    all.extend([moved_at, number, Arg::Int(Some(page.1))]);
    tx.all(&sql, &all).await
}

/// Open tickets that are the reader's own, or nobody's: those that have waited longest first.
pub async fn waiting(
    tx: &mut Tx,
    organisation: OrganisationId,
    reader: MembershipId,
    (are_own, limit): (bool, i64),
) -> Result<Vec<TicketRow>, Error> {
    let whose = if are_own { "t.assignee_id = $2" } else { "t.assignee_id IS NULL" };
    // The second condition says nothing new; by it the index of what is being worked on is found.
    let filter = format!("{whose} AND t.status = 'open' AND t.status IN ('open', 'pending')");
    let rows = rows(["last_message", "last_message_by", "client_number", "moved_at"], &filter);
    tx.all(&format!("{rows} ORDER BY t.moved_at, t.number LIMIT $3"), args![organisation, reader, limit]).await
}

/// How many tickets each of the desk's views holds for this reader.
pub async fn counts(tx: &mut Tx, organisation: OrganisationId, reader: MembershipId) -> Result<Counts, Error> {
    tx.one(
        // Each in an index that holds no others.
        "SELECT (SELECT COUNT(*) FROM tickets WHERE organisation_id = $1 AND status IN ('open', 'pending') AND assignee_id = $2) AS mine,
                (SELECT COUNT(*) FROM tickets
                 WHERE organisation_id = $1 AND status IN ('open', 'pending') AND assignee_id IS NULL) AS unassigned,
                (SELECT COUNT(*) FROM tickets WHERE organisation_id = $1 AND status = 'open') AS open,
                (SELECT COUNT(*) FROM tickets WHERE organisation_id = $1 AND status = 'pending') AS pending",
        args![organisation, reader],
    )
    .await
}

/// A page of a customer's tickets, newest movement first.
pub async fn of_customer(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    reader: MembershipId,
    page: (Option<Before>, i64),
) -> Result<Vec<TicketRow>, Error> {
    let [moved_at, number] = start(page.0);
    let mut all = Vec::from(args![organisation, reader, customer]);
    all.extend([moved_at, number, Arg::Int(Some(page.1))]);
    let sql = list(["last_reply", "last_reply_by", "staff_number", "client_moved_at"], "t.customer_id = $3", 4);
    tx.all(&sql, &all).await
}

/// The same as staff see it: notes too.
pub async fn of_customer_at_desk(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    reader: MembershipId,
    page: (Option<Before>, i64),
) -> Result<Vec<TicketRow>, Error> {
    let [moved_at, number] = start(page.0);
    let mut all = Vec::from(args![organisation, reader, customer]);
    all.extend([moved_at, number, Arg::Int(Some(page.1))]);
    let sql = list(["last_message", "last_message_by", "client_number", "moved_at"], "t.customer_id = $3", 4);
    tx.all(&sql, &all).await
}

/// Tickets whose subject holds every one of these words in lower case, those of this customer before the others, newest first.
pub async fn about(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    words: &[&str],
    limit: i64,
) -> Result<Vec<Ticket>, Error> {
    let mut all = Vec::from(args![organisation, customer, limit]);
    let holds = holding(&mut all, "lower(t.subject)", words);
    let sql = format!(
        "{TICKET} {holds} ORDER BY CASE WHEN t.customer_id = $2 THEN 0 ELSE 1 END, t.moved_at DESC, t.number DESC LIMIT $3"
    );
    tx.all(&sql, &all).await
}

/// A list's page: what [`rows`] takes, and the first placeholder of where the page starts.
fn list(columns: [&str; 4], filter: &str, start: usize) -> String {
    let moved = columns[3];
    let (number, limit) = (start + 1, start + 2);
    format!(
        "{} AND (t.{moved}, t.number) < (${start}, ${number}) ORDER BY t.{moved} DESC, t.number DESC LIMIT ${limit}",
        rows(columns, filter)
    )
}

/// Rows of a list: the columns that say what was written last, by whom, what makes the row unread, and when it moved; and the filter. `$1` is
/// the organisation, `$2` the reader.
fn rows([excerpt, author, unread, moved]: [&str; 4], filter: &str) -> String {
    format!(
        "SELECT t.id, t.number, t.subject, c.name AS customer_name, t.status, t.source, ru.name AS requester_name,
                t.assignee_id, au.name AS assignee_name, t.{excerpt} AS excerpt, lu.name AS excerpt_author,
                CASE WHEN lm.role = 'client' THEN 'client' ELSE 'staff' END AS excerpt_side, t.{moved} AS moved_at,
                t.{unread} > COALESCE(r.seen, 0) AS unread, o.stars,
                t.status = 'resolved' AND COALESCE(o.resolved_at <> t.resolved_at, TRUE) AS awaits_rating
         FROM tickets t
         JOIN customers c ON c.id = t.customer_id
         JOIN memberships lm ON lm.id = t.{author}
         JOIN users lu ON lu.id = lm.user_id
         LEFT JOIN memberships rm ON rm.id = t.requester_id
         LEFT JOIN users ru ON ru.id = rm.user_id
         LEFT JOIN memberships am ON am.id = t.assignee_id
         LEFT JOIN users au ON au.id = am.user_id
         LEFT JOIN read_positions r ON r.ticket_id = t.id AND r.membership_id = $2
         LEFT JOIN ratings o ON o.ticket_id = t.id
         WHERE t.organisation_id = $1 AND {filter}"
    )
}

/// How many of a customer's tickets are Open or Pending, and how many of those that moved last the reader has not read to the end.
pub async fn customer_counts(
    tx: &mut Tx,
    organisation: OrganisationId,
    customer: CustomerId,
    reader: MembershipId,
) -> Result<(i64, i64), Error> {
    let sql = format!(
        "SELECT (SELECT COUNT(*) FROM tickets o
                 WHERE o.organisation_id = $1 AND o.customer_id = $2 AND o.status IN ('open', 'pending')),
                ({})",
        unread_of_client("$1", "$2", "$3")
    );
    tx.one(&sql, args![organisation, customer, reader]).await
}

/// Counts the tickets of a customer that a client has not read to the end, among the thousand that moved last: what is older is no news,
/// and a customer with more is not counted anew for each page.
pub(super) fn unread_of_client(organisation: &str, customer: &str, reader: &str) -> String {
    format!(
        "SELECT COUNT(*) FROM (SELECT t.id, t.staff_number FROM tickets t
                               WHERE t.organisation_id = {organisation} AND t.customer_id = {customer}
                               ORDER BY t.client_moved_at DESC, t.number DESC LIMIT 1000) n
         LEFT JOIN read_positions r ON r.ticket_id = n.id AND r.membership_id = {reader}
         WHERE n.staff_number > COALESCE(r.seen, 0)"
    )
}

/// A number for each of these organisations that changes when one of its tickets, invoices or projects moves, in one query: when the last moved, in
/// 1/1024 ms, where the part below a millisecond tells apart what moved within the same one.
pub async fn last_movements(
    tx: &mut Tx,
    organisations: &[OrganisationId],
) -> Result<Vec<(OrganisationId, i64)>, Error> {
    if organisations.is_empty() {
        return Ok(Vec::new());
    }
    // One look at the end of an index for each, where GROUP BY would read all of it. An import leaves any number of records at one
    // moment: some of them are enough.
    let sql = format!(
        "SELECT o.id, CAST(1024 * COALESCE((SELECT MAX(t.moved_at) FROM tickets t WHERE t.organisation_id = o.id), 0)
                    + 1024 * COALESCE((SELECT MAX(i.updated_at) FROM invoices i WHERE i.organisation_id = o.id), 0)
                    + 1024 * COALESCE((SELECT MAX(j.updated_at) FROM projects j WHERE j.organisation_id = o.id), 0)
                    + (COALESCE((SELECT SUM(p.head + 1) FROM topics p JOIN
                           (SELECT t.id FROM tickets t WHERE t.organisation_id = o.id AND t.moved_at =
                               (SELECT MAX(l.moved_at) FROM tickets l WHERE l.organisation_id = o.id) LIMIT 64) last
                           ON p.topic = 'ticket:' || last.id), 0)
                     + COALESCE((SELECT SUM(last.mark) FROM
                           (SELECT 1 + i.version + i.credited + 3 * i.paid + 7 * i.outstanding AS mark FROM invoices i WHERE i.organisation_id = o.id AND i.updated_at =
                               (SELECT MAX(l.updated_at) FROM invoices l WHERE l.organisation_id = o.id) LIMIT 64) last), 0)
                     + COALESCE((SELECT SUM(last.mark) FROM
                           (SELECT 1 + j.moves AS mark FROM projects j WHERE j.organisation_id = o.id AND j.updated_at =
                               (SELECT MAX(l.updated_at) FROM projects l WHERE l.organisation_id = o.id) LIMIT 64) last), 0)) % 1024
                    AS BIGINT)
         FROM organisations o WHERE o.id IN ({})",
        crate::store::db::placeholders(1, organisations.len())
    );
    let all: Vec<Arg> = organisations.iter().map(|id| crate::store::db::IntoArg::into_arg(*id)).collect();
    tx.all(&sql, &all).await
}

/// Who takes part in a ticket: who asked, who answers it, who replied in it. Without any client every active client of its customer does,
/// without any staff everybody who may work on tickets.
pub async fn participants(
    tx: &mut Tx,
    organisation: OrganisationId,
    ticket: &Ticket,
) -> Result<Vec<(MembershipId, Side)>, Error> {
    // A CROSS JOIN, by which SQLite begins with these few and not with everybody in the organisation.
    let mut found: Vec<(MembershipId, Role, Notify)> = tx
        .all(
            "SELECT m.id, m.role, m.notify
             FROM (SELECT $3 AS id UNION SELECT $4 UNION SELECT author_id FROM messages WHERE ticket_id = $5 AND kind = 'reply') p
             CROSS JOIN memberships m
             WHERE m.id = p.id AND m.organisation_id = $1 AND m.status = 'active' AND (m.role <> 'client' OR m.customer_id = $2) ORDER BY m.id",
            args![organisation, ticket.customer_id, ticket.requester_id, ticket.assignee_id, ticket.id],
        )
        .await?;
    if !found.iter().any(|(_, role, _)| role.side() == Side::Client) {
        let sql =
            "SELECT id, role, notify FROM memberships WHERE organisation_id = $1 AND customer_id = $2 AND status = 'active'
                   AND role = 'client' ORDER BY id";
        found.extend(tx.all::<(MembershipId, Role, Notify)>(sql, args![organisation, ticket.customer_id]).await?);
    }
    if !found.iter().any(|(_, role, _)| role.side() == Side::Staff) {
        let sql = "SELECT id, role, notify FROM memberships WHERE organisation_id = $1 AND status = 'active'
                   AND notify = 'all' AND role IN ('admin', 'manager', 'agent') ORDER BY id";
        found.extend(tx.all::<(MembershipId, Role, Notify)>(sql, args![organisation]).await?);
    }
    let told = found.into_iter().filter(|(_, _, notify)| *notify != Notify::None);
    Ok(told.map(|(id, role, _)| (id, role.side())).collect())
}

fn start(before: Option<Before>) -> [Arg; 2] {
    let (moved_at, number) = before.map_or((i64::MAX, i64::MAX), |before| (before.moved_at.as_millis(), before.number));
    [Arg::Int(Some(moved_at)), Arg::Int(Some(number))]
}

fn excerpt(body: &str) -> String {
    let mut excerpt = String::new();
    for word in body.split_whitespace() {
        if !excerpt.is_empty() {
            excerpt.push(' ');
        }
        excerpt.push_str(word);
        if excerpt.chars().count() > EXCERPT {
            return excerpt.chars().take(EXCERPT - 1).chain(['…']).collect();
        }
    }
    excerpt
}
