//! The audit log. Rows are only ever added.

use crate::clock::Timestamp;
use crate::domain::audit::{Action, Filter, Line, Place, Who};
use crate::domain::people::{Person, Role};
use crate::domain::sought::sought;
use crate::id::{AuditId, MembershipId, OrganisationId};
use crate::store::db::{Arg, IntoArg, args, placeholders};
use crate::store::{Error, Tx};

/// A line to be added.
#[derive(Debug)]
pub struct NewLine<'a> {
    /// Its id.
    pub id: AuditId,
    /// What was done.
    pub action: Action,
    /// Who did it.
    pub actor_id: Option<MembershipId>,
    /// What they are called.
    pub actor: &'a str,
    /// The network address they came from.
    pub address: &'a str,
    /// The record.
    pub subject_id: Option<&'a str>,
    /// What it is called.
    pub subject: &'a str,
    /// The fields that changed, as they were: a JSON object.
    pub before: &'a str,
    /// The fields that changed, as they are: a JSON object.
    pub after: &'a str,
}

/// Adds a line.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    line: &NewLine<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO audit (id, organisation_id, action, actor_id, actor, address, subject_id, subject, sought, before, after, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        args![
            line.id,
            organisation,
            line.action,
            line.actor_id,
            line.actor,
            line.address,
            line.subject_id,
            line.subject,
            sought(line.subject),
            line.before,
            line.after,
            now,
        ],
    )
    .await?;
    Ok(())
}

/// Part of the log, newest first: the lines that the filter lets through and that stand below `before`.
pub async fn lines(
    tx: &mut Tx,
    organisation: OrganisationId,
    filter: &Filter,
    (before, limit): (Option<Place>, i64),
) -> Result<Vec<Line>, Error> {
    let mut all: Vec<Arg> = Vec::from(args![organisation, limit]);
    let conditions = narrowed(&mut all, filter, before) + &picked(&mut all, filter);
    let sql = format!(
        "SELECT {LINE} FROM audit a LEFT JOIN memberships m ON m.id = a.actor_id
         WHERE a.organisation_id = $1{conditions} ORDER BY a.at DESC, a.id DESC LIMIT $2"
    );
    tx.all(&sql, &all).await
}

/// The same, looked for among so many lines below `before` that fit the person and the days: what and about which record stands in no
/// index, and a log may be long.
pub async fn lines_among(
    tx: &mut Tx,
    organisation: OrganisationId,
    filter: &Filter,
    (before, limit): (Option<Place>, i64),
    among: i64,
) -> Result<Vec<Line>, Error> {
    let mut all: Vec<Arg> = Vec::from(args![organisation, limit, among]);
    let (narrowed, picked) = (narrowed(&mut all, filter, before), picked(&mut all, filter));
    let sql = format!(
        "SELECT {LINE}
         FROM (SELECT * FROM audit a WHERE a.organisation_id = $1{narrowed} ORDER BY a.at DESC, a.id DESC LIMIT $3) a
         LEFT JOIN memberships m ON m.id = a.actor_id
         WHERE a.organisation_id = $1{picked} ORDER BY a.at DESC, a.id DESC LIMIT $2"
    );
    tx.all(&sql, &all).await
}

/// The last of the lines that [`lines_among`] looks at, when there are as many.
pub async fn last_among(
    tx: &mut Tx,
    organisation: OrganisationId,
    filter: &Filter,
    before: Option<Place>,
    among: i64,
) -> Result<Option<Place>, Error> {
    let mut all: Vec<Arg> = Vec::from(args![organisation, among - 1]);
    let narrowed = narrowed(&mut all, filter, before);
    let sql = format!(
        "SELECT a.at, a.id FROM audit a WHERE a.organisation_id = $1{narrowed} ORDER BY a.at DESC, a.id DESC LIMIT 1 OFFSET $2"
    );
    let found: Option<(Timestamp, AuditId)> = tx.optional(&sql, &all).await?;
    Ok(found.map(|(at, id)| Place { at, id }))
}

/// What a line is read from.
const LINE: &str = "a.id, a.action, a.actor_id, a.actor, m.status AS actor_status, a.address, a.subject_id, a.subject, a.before, a.after, a.at";

/// The conditions that an index answers.
fn narrowed(all: &mut Vec<Arg>, filter: &Filter, before: Option<Place>) -> String {
    let mut conditions = String::new();
    let mut also = |condition: &str, args: &[Arg]| conditions.push_str(&condition.replace("$$", &held(all, args)));
    if let Some(Place { at, id }) = before {
        also(" AND (a.at, a.id) < ($$)", args![at, id]);
    }
    match filter.who {
        Some(Who::Member(id)) => also(" AND a.actor_id = $$", args![id]),
        Some(Who::NoMember) => also(" AND a.actor_id IS NULL", &[]),
        None => {}
    }
    if let Some(from) = filter.from {
        also(" AND a.at >= $$", args![from]);
    }
    if let Some(until) = filter.until {
        also(" AND a.at < $$", args![until]);
    }
    conditions
}

/// The others.
fn picked(all: &mut Vec<Arg>, filter: &Filter) -> String {
    let mut conditions = String::new();
    let mut also = |condition: &str, args: &[Arg]| conditions.push_str(&condition.replace("$$", &held(all, args)));
    if let Some(kind) = filter.kind {
        let actions: Vec<Arg> = kind.actions().into_iter().map(IntoArg::into_arg).collect();
        also(" AND a.action IN ($$)", &actions);
    }
    let about = sought(&filter.about);
    if !about.is_empty() {
        also(" AND a.sought LIKE $$ ESCAPE '!'", args![containing(&about)]);
    }
    conditions
}

/// Adds these arguments; their placeholders.
fn held(all: &mut Vec<Arg>, args: &[Arg]) -> String {
    let held = placeholders(all.len() + 1, args.len());
    all.extend_from_slice(args);
    held
}

/// What was done to one record, newest first.
pub async fn about(
    tx: &mut Tx,
    organisation: OrganisationId,
    subject_id: &str,
    limit: i64,
) -> Result<Vec<Line>, Error> {
    tx.all(
        &format!(
            "SELECT {LINE} FROM audit a LEFT JOIN memberships m ON m.id = a.actor_id
             WHERE a.organisation_id = $1 AND a.subject_id = $2 ORDER BY a.at DESC, a.id DESC LIMIT $3"
        ),
        args![organisation, subject_id, limit],
    )
    .await
}

/// Whose lines one can choose: staff, whether or not they are still active, and this one, by name.
pub async fn people(
    tx: &mut Tx,
    organisation: OrganisationId,
    chosen: Option<MembershipId>,
) -> Result<Vec<Person>, Error> {
    tx.all(
        "SELECT m.id AS membership_id, u.name FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.organisation_id = $1 AND (m.role <> $2 OR m.id = $3) ORDER BY u.name, m.id LIMIT 1000",
        args![organisation, Role::Client, chosen],
    )
    .await
}

/// A pattern that fits what holds this text, whatever signs are in it.
fn containing(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}
