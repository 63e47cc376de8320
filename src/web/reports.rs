//! Reports.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::deflection::{self, SHOWN, Wanted};
use crate::domain::deflection::{Funnel, Sort, Span, Table};
use crate::views;
use crate::views::desk::deflection::{Asked, Deflection, PERIODS};
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{download, page};
use crate::web::visit::{Staff, Visit};

/// Days that are shown when nothing is asked for.
const USUAL: u32 = 30;
/// Days that a report covers at most; what is older is forgotten.
const MOST: usize = 400;
/// So many days are shown one by one, more by weeks.
const DAILY: usize = 31;
/// Days of a week.
const WEEK: usize = 7;

#[derive(Deserialize)]
pub(crate) struct Query {
    days: Option<u32>,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    articles: String,
    #[serde(default)]
    tags: String,
    #[serde(default)]
    searches: String,
}

/// What is asked for, in the reader's time zone.
struct Period {
    first: String,
    last: String,
    weekly: bool,
    wanted: Wanted,
}

impl Query {
    /// What cannot be read is the usual.
    fn period(&self, visit: &Visit) -> Period {
        let days = |first: &str, last: &str| visit.zone.days(first, last, MOST);
        // What is to come holds nothing.
        let mut parts = days(&self.from, self.until.as_str().min(&visit.zone.day(visit.now)));
        if parts.is_empty() {
            let count = self.days.filter(|days| PERIODS.contains(days)).unwrap_or(USUAL);
            parts = days(&visit.zone.day_before(visit.now, count - 1), &visit.zone.day(visit.now));
        }
        let weekly = parts.len() > DAILY;
        let ends =
            |days: &[(_, _)]| days.first().zip(days.last()).map(|(first, last)| Span { from: first.0, until: last.1 });
        // A time zone has no day only where the calendar ends.
        let span = ends(&parts).unwrap_or(Span { from: visit.now, until: visit.now });
        let wanted = Wanted {
            span,
            parts: parts.chunks(if weekly { WEEK } else { 1 }).filter_map(ends).collect(),
            articles: self.articles.parse().unwrap_or(Sort::Shown),
            tags: self.tags.parse().ok().filter(|sort| Sort::STEPS.contains(sort)).unwrap_or(Sort::Shown),
            dismissed: self.searches == "dismissed",
        };
        let day = |at: Option<&(_, _)>| at.map(|(from, _)| visit.zone.day(*from)).unwrap_or_default();
        Period { first: day(parts.first()), last: day(parts.last()), weekly, wanted }
    }
}

impl Period {
    /// Whether it is one of the last days, up to today.
    fn last_days(&self, visit: &Visit) -> Option<u32> {
        let today = self.last == visit.zone.day(visit.now);
        PERIODS.iter().copied().find(|days| today && self.first == visit.zone.day_before(visit.now, days - 1))
    }

    fn over_time(&self, funnels: Vec<Funnel>) -> Vec<(Span, Funnel)> {
        self.wanted.parts.iter().copied().zip(funnels).collect()
    }
}

/// `GET /desk/reports/deflection`
pub(crate) async fn deflection(Staff(visit): Staff, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    let period = query.period(&visit);
    let found = deflection::report(&visit.state.app, &visit.caller, &period.wanted).await?;
    let parts = period.over_time(found.parts);
    let shown = Deflection {
        asked: Asked {
            days: (&period.first, &period.last),
            last: period.last_days(&visit),
            sort: (period.wanted.articles, period.wanted.tags),
            dismissed: period.wanted.dismissed,
        },
        span: period.wanted.span,
        funnel: found.funnel,
        unanswered: found.unanswered,
        parts: &parts,
        weekly: period.weekly,
        articles: &found.articles,
        tags: &found.tags,
        searches: &found.searches,
        comments: &found.comments,
        most: SHOWN,
    };
    let rail = rail(&visit).await?;
    Ok(page(views::desk::deflection::page(&visit.desk_frame(rail), &shown)))
}

/// `GET /desk/reports/deflection/{table}.csv`: the whole of a table.
pub(crate) async fn deflection_table(
    Staff(visit): Staff,
    table: web::Path<String>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let table: Table = table.parse().map_err(|_| Error::NotFound)?;
    let period = query.period(&visit);
    let (app, caller, wanted, locale) = (&visit.state.app, &visit.caller, &period.wanted, &visit.locale);
    let bytes = match table {
        Table::Articles => {
            views::desk::deflection::articles_csv(locale, &deflection::articles(app, caller, wanted).await?)
        }
        Table::Tags => views::desk::deflection::tags_csv(locale, &deflection::tags(app, caller, wanted).await?),
        Table::Searches => {
            views::desk::deflection::searches_csv(locale, &deflection::searches(app, caller, wanted).await?)
        }
        Table::Days => {
            let parts = period.over_time(deflection::parts(app, caller, wanted).await?);
            views::desk::deflection::days_csv(locale, &visit.zone, &parts, period.weekly)
        }
    };
    let name = format!("{}-{table}-{}-{}.csv", visit.organisation.slug, period.first, period.last);
    Ok(download("text/csv; charset=utf-8; header=present", name).body(bytes?))
}
