//! What Stripe told becomes lines of the ledger: the one place where that happens.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::civil::Date;

use crate::app::audit::{Actor, record_by};
use crate::app::queue::{Work, enqueue};
use crate::app::{App, Error, Writing};
use crate::domain::audit::{Action, Deed};
use crate::domain::invoice::{EntryKind, Invoice, LedgerEntry, Method};
use crate::domain::payment::{Attempt, Intent, Settled, entries};
use crate::domain::people::Notify;
use crate::domain::rights::Right;
use crate::id::{LedgerId, MembershipId, OrganisationId, PaymentId};
use crate::ports::bus::Hint;
use crate::store;
use crate::store::ledger::NewEntry;
use crate::store::people::Recipient;
use crate::words::Zone;

/// Why Stripe was asked.
#[derive(Clone, Copy, Debug)]
pub(super) enum Because<'a> {
    /// A page or the worker did.
    Asked,
    /// An event told that something happened. It counts once.
    Told {
        /// The event's id.
        id: &'a str,
        /// What it is about.
        kind: &'a str,
    },
    /// Somebody of the staff returned money.
    Returned(MembershipId),
}

/// Writes down how an attempt stands, and enters into the ledger what it has not: one transaction, which holds the invoice. Late news, news
/// that come twice and news in whatever order lead to the same ledger.
pub(super) async fn record(
    app: &App,
    (organisation, payment): (OrganisationId, PaymentId),
    intent: &Intent,
    because: Because<'_>,
) -> Result<Attempt, Error> {
    let mut writing = app.begin().await?;
    let found = store::payments::find(&mut writing.tx, organisation, payment).await?.ok_or(Error::NotFound)?;
    store::invoices::lock(&mut writing.tx, organisation, found.invoice).await?;
    let before = store::payments::find(&mut writing.tx, organisation, payment).await?.ok_or(Error::NotFound)?;
    check(&before, intent)?;
    let now = writing.now;
    if let Because::Told { id, kind } = because
        && !store::stripe_events::insert(&mut writing.tx, organisation, (id, kind), now).await?
    {
        return Ok(before);
    }
    let invoice = store::invoices::find(&mut writing.tx, organisation, before.invoice).await?.ok_or(Error::NotFound)?;
    let after = before.clone().told(intent);
    let entered = enter(&mut writing, &after, &invoice, intent, because).await?;
    store::payments::update(&mut writing.tx, &after, (now, after.ask_at(now))).await?;
    for (id, line) in &entered {
        if line.kind == EntryKind::Payment && line.source == intent.id.0 {
            receipt(&mut writing, &after, *id).await?;
        }
    }
    tell_staff(&mut writing, &after, &entered).await?;
    if !entered.is_empty() || before.status != after.status || before.failure != after.failure {
        let customer = Some(invoice.row.customer_id);
        writing.announce(Hint::Invoice { organisation, invoice: invoice.row.id, customer });
    }
    app.commit(writing).await?;
    Ok(after)
}

/// Whether Stripe tells of this attempt. Names never change, and a currency cannot: what differs is somebody else's, or a mistake of ours,
/// and nothing is entered for it.
fn check(attempt: &Attempt, intent: &Intent) -> Result<(), Error> {
    let is_named = attempt.intent.as_ref().is_none_or(|name| *name == intent.id);
    let is_ours = match (&attempt.intent, &intent.ours) {
        (Some(_), _) => true,
        (None, ours) => ours.as_ref().is_some_and(|ours| ours.payment == attempt.id.to_string()),
    };
    if is_named && is_ours && intent.currency == attempt.currency {
        Ok(())
    } else {
        Err(Error::Internal(format!("{} is not the attempt {}", intent.id, attempt.id)))
    }
}

async fn enter(
    writing: &mut Writing,
    attempt: &Attempt,
    invoice: &Invoice,
    intent: &Intent,
    because: Because<'_>,
) -> Result<Vec<(LedgerId, Settled)>, Error> {
    let organisation = attempt.organisation;
    let ledger = store::ledger::of_invoice(&mut writing.tx, organisation, attempt.invoice).await?;
    let mut sources: BTreeSet<String> = ledger.into_iter().map(|line| line.source).collect();
    let on = today(writing, organisation).await?;
    let mut entered = Vec::new();
    for line in entries(intent, |source| sources.contains(source)) {
        if !sources.insert(line.source.clone()) {
            continue;
        }
        let by = match because {
            Because::Returned(by) if line.kind == EntryKind::Refund => Some(by),
            Because::Asked | Because::Told { .. } | Because::Returned(_) => None,
        };
        // What comes in one commit stays in the order in which it happened.
        let after = u64::try_from(entered.len()).unwrap_or_default();
        let now = writing.now + Duration::from_millis(after);
        let new = NewEntry {
            id: LedgerId::new(now, &*writing.chance),
            invoice_id: attempt.invoice,
            entry: LedgerEntry { kind: line.kind, amount: line.amount },
            method: Method::Stripe,
            on,
            note: "",
            source: &line.source,
            number: None,
            by,
        };
        if store::ledger::enter(&mut writing.tx, organisation, &new, now).await? {
            let deed = Deed::of(action(line.kind), attempt.invoice, subject(invoice))
                .field("amount", serde_json::Value::Null, line.amount.plain(attempt.currency))
                .field("stripe", serde_json::Value::Null, line.source.as_str());
            record_by(writing, Actor::itself(organisation), deed).await?;
            entered.push((new.id, line));
        }
    }
    Ok(entered)
}

const fn action(kind: EntryKind) -> Action {
    match kind {
        EntryKind::Payment => Action::CardPaid,
        EntryKind::Refund | EntryKind::CreditNote => Action::CardRefunded,
        EntryKind::Dispute => Action::CardDisputed,
        EntryKind::DisputeWon => Action::DisputeWon,
    }
}

fn subject(invoice: &Invoice) -> String {
    invoice.row.number.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// The day in the organisation's time zone.
async fn today(writing: &mut Writing, organisation: OrganisationId) -> Result<Date, Error> {
    let found = store::organisations::find(&mut writing.tx, organisation).await?.ok_or(Error::NotFound)?;
    Ok(Zone::named(&found.time_zone).date(writing.now))
}

/// Has a receipt sent to whoever paid.
async fn receipt(writing: &mut Writing, attempt: &Attempt, entry: LedgerId) -> Result<(), Error> {
    let organisation = attempt.organisation;
    let Some(by) = attempt.by else { return Ok(()) };
    let Some(member) = store::people::member(&mut writing.tx, organisation, by).await? else { return Ok(()) };
    let receipt = Work::SendReceipt { invoice: attempt.invoice, entry, to: member.email };
    let now = writing.now;
    enqueue(writing, organisation, receipt, now).await
}

/// Has staff told by mail of money that needs a look: a bank took it back, or more came in than the invoice asks for.
async fn tell_staff(writing: &mut Writing, attempt: &Attempt, entered: &[(LedgerId, Settled)]) -> Result<(), Error> {
    let organisation = attempt.organisation;
    let came = |kind| entered.iter().rfind(|(_, line)| line.kind == kind).map(|(id, _)| *id);
    let mut needs_a_look: Vec<LedgerId> = came(EntryKind::Dispute).into_iter().collect();
    if let Some(entry) = came(EntryKind::Payment).or_else(|| came(EntryKind::DisputeWon)) {
        let invoice = store::invoices::find(&mut writing.tx, organisation, attempt.invoice).await?;
        if invoice.is_some_and(|invoice| invoice.row.balance.surplus.is_positive()) {
            needs_a_look.push(entry);
        }
    }
    if needs_a_look.is_empty() {
        return Ok(());
    }
    let now = writing.now;
    for membership in store::people::told(&mut writing.tx, organisation, Right::ManageInvoices.roles()).await? {
        for entry in &needs_a_look {
            let work = Work::TellMisfit { invoice: attempt.invoice, entry: *entry, membership };
            enqueue(writing, organisation, work, now).await?;
        }
    }
    Ok(())
}

/// Somebody who is told by mail of money that needs a look; none when they left, or look after invoices no more, or want no mails.
pub async fn looks_after(
    app: &App,
    organisation: OrganisationId,
    membership: MembershipId,
) -> Result<Option<Recipient>, Error> {
    let mut tx = app.db.read().await?;
    let found = store::people::recipient(&mut tx, organisation, membership).await?;
    Ok(found.filter(|one| one.role.may(Right::ManageInvoices) && one.notify != Notify::None))
}
