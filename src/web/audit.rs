//! Settings → Audit log.

use actix_web::http::Method;
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use futures_util::stream;
use serde::Deserialize;

use crate::app::audit::{self, Export};
use crate::clock::Timestamp;
use crate::domain::audit::{Filter, Place};
use crate::views;
use crate::views::desk::audit::AuditLog;
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{download, page};
use crate::web::visit::{Staff, Visit};
use crate::words::{Locale, Zone};

/// Characters of a record's name that are looked for.
const ABOUT_MAX: usize = 200;

#[derive(Deserialize)]
pub(crate) struct Query {
    #[serde(default)]
    person: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    record: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    before: Option<String>,
}

impl Query {
    /// What cannot be read is not asked for, and not shown as if it were. Days are those of the reader's time zone.
    fn filter(&mut self, zone: &Zone) -> Filter {
        Filter {
            who: self.person.parse().ok(),
            kind: self.kind.parse().ok(),
            about: self.record.trim().chars().take(ABOUT_MAX).collect(),
            from: day(zone, &mut self.from).map(|(begins, _)| begins),
            until: day(zone, &mut self.until).map(|(_, ends)| ends),
        }
    }
}

fn day(zone: &Zone, text: &mut String) -> Option<(Timestamp, Timestamp)> {
    let day = zone.day_from(text);
    *text = day.map(|(begins, _)| zone.day(begins)).unwrap_or_default();
    day
}

/// `GET /desk/settings/audit`
pub(crate) async fn index(Staff(visit): Staff, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    let mut query = query.into_inner();
    let filter = query.filter(&visit.zone);
    let before = query.before.as_deref().and_then(|place| place.parse().ok());
    let found = audit::page(&visit.state.app, &visit.caller, &filter, before).await?;
    let older = found.older.map(|place: Place| place.to_string());
    let log = AuditLog {
        lines: &found.lines,
        people: &found.people,
        filter: &filter,
        days: (&query.from, &query.until),
        older: older.as_deref(),
    };
    let rail = rail(&visit).await?;
    Ok(page(views::desk::audit::page(&visit.desk_frame(rail), &log)))
}

/// `GET /desk/settings/audit.csv`: the whole of what the filter lets through, sent as it is read.
pub(crate) async fn export(
    request: HttpRequest,
    Staff(visit): Staff,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let filter = query.into_inner().filter(&visit.zone);
    let mut answer = download("text/csv; charset=utf-8; header=present", file_name(&visit));
    if request.method() == Method::HEAD {
        // Nothing is taken away.
        audit::may_read(&visit.caller)?;
        return Ok(answer.finish());
    }
    let export = audit::export(&visit.state.app, &visit.caller, filter).await?;
    let head = views::desk::audit::csv_head(&visit.locale)?;
    let table = Table { export, head, locale: visit.locale, zone: visit.zone };
    Ok(answer.streaming(stream::try_unfold(table, Table::part)))
}

fn file_name(visit: &Visit) -> String {
    format!("{}-audit-{}.csv", visit.organisation.slug, visit.zone.day(visit.now))
}

/// An export under way.
struct Table {
    export: Export,
    /// The first line, until it is sent.
    head: Vec<u8>,
    locale: Locale,
    zone: Zone,
}

impl Table {
    /// The next bytes. An error breaks the answer off before its end, so that nobody takes half a log for the whole.
    async fn part(mut self) -> Result<Option<(Bytes, Self)>, Error> {
        let read = async {
            let mut bytes = std::mem::take(&mut self.head);
            for line in self.export.part().await? {
                bytes.extend(views::desk::audit::csv_line(&self.locale, &self.zone, &line)?);
            }
            Ok(bytes)
        };
        match read.await {
            Ok(bytes) => Ok((!bytes.is_empty()).then(|| (Bytes::from(bytes), self))),
            Err(error) => {
                tracing::error!(%error, "an export of the audit log broke off");
                Err(error)
            }
        }
    }
}
