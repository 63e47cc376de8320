//! The report on how satisfied clients are.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::csat::{self, Period, SHOWN};
use crate::domain::csat::Table;
use crate::views;
use crate::views::desk::csat::Csat;
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{download, page};
use crate::web::visit::{Staff, Visit};

#[derive(Deserialize)]
pub(crate) struct Query {
    days: Option<u32>,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
}

impl Query {
    fn period(&self, visit: &Visit) -> Period {
        Period::asked(&visit.zone, visit.now, (&self.from, &self.until), self.days)
    }
}

/// `GET /desk/reports/csat`
pub(crate) async fn show(Staff(visit): Staff, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    let period = query.period(&visit);
    let found = csat::report(&visit.state.app, &visit.caller, &period).await?;
    let shown = Csat {
        days: (&period.first, &period.last),
        last: period.last_days,
        periods: Period::LAST,
        is_usual: period.is_usual(),
        span: period.span,
        tally: found.tally,
        months: &period.months,
        by_month: &found.months,
        agents: &found.agents,
        tags: &found.tags,
        remarks: &found.remarks,
        most: SHOWN,
    };
    let rail = rail(&visit).await?;
    Ok(page(views::desk::csat::page(&visit.desk_frame(rail), &shown)))
}

/// `GET /desk/reports/csat/{table}.csv`: the whole of a table.
pub(crate) async fn table(
    Staff(visit): Staff,
    table: web::Path<String>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let table: Table = table.parse().map_err(|_| Error::NotFound)?;
    let period = query.period(&visit);
    let (app, caller, locale) = (&visit.state.app, &visit.caller, &visit.locale);
    let bytes = match table {
        Table::Months => {
            let tallies = csat::months(app, caller, &period).await?;
            views::desk::csat::months_csv(locale, &visit.zone, (&period.months, &tallies))
        }
        Table::Agents => views::desk::csat::agents_csv(locale, &csat::agents(app, caller, &period).await?),
        Table::Tags => views::desk::csat::tags_csv(locale, &csat::tags(app, caller, &period).await?),
        Table::Ratings => views::desk::csat::ratings_csv(locale, &csat::ratings(app, caller, &period).await?),
    };
    let name = format!("{}-csat-{table}-{}-{}.csv", visit.organisation.slug, period.first, period.last);
    Ok(download("text/csv; charset=utf-8; header=present", name).body(bytes?))
}
