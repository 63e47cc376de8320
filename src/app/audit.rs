//! The audit log: what the verbs record, and reading it.

use serde_json::Value;

use crate::app::{App, Error, Writing};
use crate::clock::Timestamp;
use crate::domain::audit::{Action, COMMAND_LINE, Deed, Filter, Line, Place, Who};
use crate::domain::people::{Caller, Person};
use crate::domain::rights::Right;
use crate::id::{AuditId, MembershipId, OrganisationId};
use crate::store::audit::NewLine;
use crate::store::{self, Tx};

/// Lines of a page.
pub const PAGE: usize = 50;
/// Lines among which a page looks for what stands in no index.
const LOOKED_AT: i64 = 10_000;
/// Lines that an export reads at a time.
const BATCH: usize = 1_000;

/// Who did something.
#[derive(Clone, Copy, Debug)]
pub struct Actor<'a> {
    /// Where.
    pub organisation: OrganisationId,
    /// Their membership; none for whoever runs the server and for what happens by itself.
    pub membership: Option<MembershipId>,
    /// Their name and address.
    pub name: &'a str,
    /// The network address they came from.
    pub address: &'a str,
}

impl Actor<'_> {
    /// Whoever runs the server.
    pub const fn command_line(organisation: OrganisationId) -> Self {
        Self { organisation, membership: None, name: COMMAND_LINE, address: "" }
    }

    /// Nobody: it happens by itself.
    pub const fn itself(organisation: OrganisationId) -> Self {
        Self { organisation, membership: None, name: "", address: "" }
    }
}

/// Records what a caller did, in the transaction in which they did it.
pub async fn record(writing: &mut Writing, caller: &Caller, deed: Deed) -> Result<(), Error> {
    let name = format!("{} <{}>", caller.name, caller.email);
    // What is done while looking on as a client is done by whoever looks on.
    let membership = Some(caller.viewed_by.unwrap_or(caller.membership_id));
    let actor = Actor { organisation: caller.organisation_id, membership, name: &name, address: &caller.address };
    record_by(writing, actor, deed).await
}

/// Records what somebody did who is not signed in. What a generator writes was done by nobody and is not recorded: thousands of such
/// lines would bury those that are true.
pub async fn record_by(writing: &mut Writing, actor: Actor<'_>, deed: Deed) -> Result<(), Error> {
    if writing.muted {
        return Ok(());
    }
    let Deed { action, subject_id, subject, before, after } = deed;
    let line = NewLine {
        id: AuditId::new(writing.now, &*writing.chance),
        action,
        actor_id: actor.membership,
        actor: actor.name,
        address: actor.address,
        subject_id: subject_id.as_deref(),
        subject: &subject,
        before: &Value::Object(before).to_string(),
        after: &Value::Object(after).to_string(),
    };
    Ok(store::audit::insert(&mut writing.tx, actor.organisation, &line, writing.now).await?)
}

/// Part of the log.
#[derive(Debug)]
pub struct Page {
    /// Its lines, newest first.
    pub lines: Vec<Line>,
    /// Where the next part starts, when there is one: below the last line, or below the last that was looked at.
    pub older: Option<Place>,
    /// Whose lines one can choose.
    pub people: Vec<Person>,
}

/// A page of the log, for those who may read it.
pub async fn page(app: &App, caller: &Caller, filter: &Filter, before: Option<Place>) -> Result<Page, Error> {
    let organisation = may_read(caller)?;
    let chosen = match filter.who {
        Some(Who::Member(id)) => Some(id),
        Some(Who::NoMember) | None => None,
    };
    let mut tx = app.db.read().await?;
    let part = (before, limit(PAGE + 1));
    let (mut lines, looked) = if filter.kind.is_some() || !filter.about.is_empty() {
        let lines = store::audit::lines_among(&mut tx, organisation, filter, part, LOOKED_AT).await?;
        (lines, store::audit::last_among(&mut tx, organisation, filter, before, LOOKED_AT).await?)
    } else {
        (store::audit::lines(&mut tx, organisation, filter, part).await?, None)
    };
    let people = store::audit::people(&mut tx, organisation, chosen).await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let older = lines.last().filter(|_| more).map(Line::place).or(looked);
    Ok(Page { lines, older, people })
}

/// Begins an export, and records it: whoever takes the whole log away takes every name and address in it. Its own line, written after
/// the first part was read, is not in it.
pub async fn export(app: &App, caller: &Caller, filter: Filter) -> Result<Export, Error> {
    let organisation = may_read(caller)?;
    let (first, deed) = {
        let mut tx = app.db.read().await?;
        let first = store::audit::lines(&mut tx, organisation, &filter, (None, limit(BATCH))).await?;
        (first, exported(&mut tx, organisation, &filter).await?)
    };
    let mut writing = app.begin().await?;
    record(&mut writing, caller, deed).await?;
    app.commit(writing).await?;
    Ok(Export { app: app.clone(), organisation, filter, ahead: first })
}

/// What was exported: the filter, field by field.
async fn exported(tx: &mut Tx, organisation: OrganisationId, filter: &Filter) -> Result<Deed, Error> {
    let who = match filter.who {
        Some(Who::Member(id)) => {
            let people = store::audit::people(tx, organisation, Some(id)).await?;
            people.into_iter().find(|person| person.membership_id == id).map(|person| person.name)
        }
        Some(Who::NoMember) => Some(Who::NoMember.to_string()),
        None => None,
    };
    let about = Some(filter.about.clone()).filter(|about| !about.is_empty());
    let time = |at: Option<Timestamp>| at.map(Timestamp::as_millis);
    Ok(Deed::of_all(Action::AuditExported)
        .field("person", Value::Null, who)
        .field("action", Value::Null, filter.kind.map(|kind| kind.to_string()))
        .field("record", Value::Null, about)
        .field("from", Value::Null, time(filter.from))
        .field("until", Value::Null, time(filter.until)))
}

/// An export under way. It holds a part or two of the log at a time and no transaction between them: lines are never changed, so that
/// the parts fit together however long the reader takes.
pub struct Export {
    app: App,
    organisation: OrganisationId,
    filter: Filter,
    ahead: Vec<Line>,
}

impl Export {
    /// The next part, newest first; empty at the end.
    pub async fn part(&mut self) -> Result<Vec<Line>, Error> {
        let lines = std::mem::take(&mut self.ahead);
        if lines.len() == BATCH {
            let before = lines.last().map(Line::place);
            let mut tx = self.app.db.read().await?;
            self.ahead = store::audit::lines(&mut tx, self.organisation, &self.filter, (before, limit(BATCH))).await?;
        }
        Ok(lines)
    }
}

/// The organisation whose log the caller may read.
pub fn may_read(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ReadAudit) { Ok(caller.organisation_id) } else { Err(Error::NotFound) }
}

fn limit(lines: usize) -> i64 {
    i64::try_from(lines).unwrap_or(i64::MAX)
}
