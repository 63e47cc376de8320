//! The report on how satisfied clients are (T7).

use maud::{Markup, html};

use crate::domain::csat::{AgentTally, Remark, Table, TagTally, Tally};
use crate::domain::deflection::{Span, share};
use crate::domain::rating::Rating;
use crate::views::desk::{csat_chart, reports};
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{csv, icon, parts, rating};
use crate::words::msg::ratings;
use crate::words::{Locale, Msg, Zone, nouns};

/// Where the report is.
pub const URL: &str = "/desk/reports/csat";
/// The report.
#[derive(Clone, Copy, Debug)]
pub struct Csat<'a> {
    /// The first day and the last, as forms send them.
    pub days: (&'a str, &'a str),
    /// The period of the last days that is shown, if it is one of them.
    pub last: Option<u32>,
    /// The periods that are one press away.
    pub periods: &'a [u32],
    /// Whether it is what is shown when nothing is asked for, which is what is pushed.
    pub is_usual: bool,
    /// The whole time.
    pub span: Span,
    /// All of it.
    pub tally: Tally,
    /// Its months.
    pub months: &'a [Span],
    /// Each of them.
    pub by_month: &'a [Tally],
    /// By who had the ticket.
    pub agents: &'a [AgentTally],
    /// By tag.
    pub tags: &'a [TagTally],
    /// What clients said.
    pub remarks: &'a [Remark],
    /// Rows that a table shows.
    pub most: usize,
}

/// The page.
pub fn page(frame: &Frame<'_>, report: &Csat<'_>) -> Markup {
    let title = frame.text(ratings::CSAT_TITLE);
    let main = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div id="live" hx-ws:connect=(frame.live("topic=desk:csat")) hx-swap="none" hidden {}
            div class="stack report" {
                (reports::tabs(frame, URL))
                h1 { (title) }
                (reports::period(frame, URL, report.periods, (report.days, report.last)))
                (found(frame, report))
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Reports, &main)
}

/// What is sent to open reports when a rating arrived or a ticket was resolved: the usual period. Others read theirs again.
pub fn pushed(frame: &Frame<'_>, report: &Csat<'_>) -> String {
    parts::partial("csat", &found(frame, report))
}

/// The part of the page that moves. Another period than the usual says where it is.
fn found(frame: &Frame<'_>, report: &Csat<'_>) -> Markup {
    html! {
        div id="csat" class="stack report" data-part=[(!report.is_usual).then(|| address(report, URL))] {
            p class="quiet" { (reports::lead(frame, ratings::CSAT_LEAD, report.span)) }
            @if report.tally.is_empty() {
                div class="card" {
                    (parts::empty(&icon::chart(), &frame.text(ratings::CSAT_EMPTY_TITLE), &frame.text(ratings::CSAT_EMPTY_TEXT), None))
                }
            } @else {
                (figures(frame, &report.tally))
                div class="csat-charts" { (distribution(frame, report)) (months(frame, report)) }
                (agents(frame, report))
                (tags(frame, report))
                (remarks(frame, report))
            }
        }
    }
}

/// An address with the period.
fn address(report: &Csat<'_>, path: &str) -> String {
    let (from, until) = report.days;
    let query =
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs([("from", from), ("until", until)]).finish();
    format!("{path}?{query}")
}

/// The figures in large.
fn figures(frame: &Frame<'_>, tally: &Tally) -> Markup {
    let percent = |part, whole| {
        share(part, whole).map(|percent| frame.with(ratings::CSAT_PERCENT, &[("percent", percent.into())]))
    };
    let of_resolved = share(tally.rated(), tally.rated() + tally.unrated)
        .map(|percent| frame.with(ratings::CSAT_RATED_TEXT, &[("percent", percent.into())]));
    let nothing = || frame.text(ratings::CSAT_NOTHING);
    html! {
        dl class="card figures-row" {
            (figure("average", &frame.text(ratings::CSAT_AVERAGE), &html! {
                (tally.average().map_or_else(nothing, |average| frame.locale.tenths(average)))
                " " span class="small quiet" { (frame.text(ratings::CSAT_AVERAGE_OF)) }
            }, &frame.text(ratings::CSAT_AVERAGE_TEXT)))
            (figure("satisfied", &frame.text(ratings::CSAT_SATISFIED), &html! {
                (percent(tally.satisfied(), tally.rated()).unwrap_or_else(nothing))
            }, &frame.text(ratings::CSAT_SATISFIED_TEXT)))
            (figure("rated", &frame.text(ratings::CSAT_RATED), &html! { (frame.locale.number(tally.rated())) }, &of_resolved.unwrap_or_default()))
            (figure("unrated", &frame.text(ratings::CSAT_UNRATED), &html! { (frame.locale.number(tally.unrated)) }, &frame.text(ratings::CSAT_UNRATED_TEXT)))
        }
    }
}

fn figure(name: &str, title: &str, value: &Markup, text: &str) -> Markup {
    html! {
        div data-figure=(name) {
            dt { (title) }
            dd class="funnel-count num" { (value) }
            dd class="small quiet" { (text) }
        }
    }
}

fn distribution(frame: &Frame<'_>, report: &Csat<'_>) -> Markup {
    html! {
        section class="card" aria-labelledby="distribution-title" {
            (reports::head(frame, "distribution-title", ratings::CSAT_DISTRIBUTION, None))
            div class="trend-body" { (csat_chart::distribution(frame, &report.tally)) }
        }
    }
}

fn months(frame: &Frame<'_>, report: &Csat<'_>) -> Markup {
    let rows = html! {
        @for (span, tally) in report.months.iter().zip(report.by_month).rev() {
            tr data-month=(frame.zone.day(span.from)) {
                th scope="row" { time datetime=(frame.zone.day(span.from)) { (frame.locale.month(span.from, frame.zone)) } }
                (cells(frame, tally))
            }
        }
    };
    html! {
        section class="card" aria-labelledby="months-title" {
            (reports::head(frame, "months-title", ratings::CSAT_MONTHS, Some(export(report, Table::Months))))
            div class="trend-body" { (csat_chart::months(frame, report.months, report.by_month)) }
            (table(frame, "months-title", ratings::CSAT_MONTH, &rows))
        }
    }
}

fn agents(frame: &Frame<'_>, report: &Csat<'_>) -> Markup {
    let rows = html! {
        @for agent in report.agents.iter().take(report.most) {
            tr data-agent=[agent.agent_id] {
                th scope="row" { bdi { (name_of(frame.locale, agent)) } }
                (cells(frame, &agent.tally))
            }
        }
    };
    html! {
        section class="card" aria-labelledby="agents-title" {
            (reports::head(frame, "agents-title", ratings::CSAT_AGENTS, Some(export(report, Table::Agents))))
            p class="small quiet report-note" { (frame.text(ratings::CSAT_AGENTS_TEXT)) }
            (table(frame, "agents-title", ratings::CSAT_AGENT, &rows))
            (first(frame, report, report.agents.len()))
        }
    }
}

fn tags(frame: &Frame<'_>, report: &Csat<'_>) -> Markup {
    let rows = html! {
        @for tag in report.tags.iter().take(report.most) {
            tr data-tag=(tag.tag) { th scope="row" { bdi { (tag.tag) } } (cells(frame, &tag.tally)) }
        }
    };
    html! {
        section class="card" aria-labelledby="csat-tags-title" {
            (reports::head(frame, "csat-tags-title", ratings::CSAT_TAGS, Some(export(report, Table::Tags))))
            @if report.tags.is_empty() {
                p class="quiet report-none" { (frame.text(ratings::CSAT_TAGS_NONE)) }
            } @else {
                (table(frame, "csat-tags-title", ratings::CSAT_TAG, &rows))
                (first(frame, report, report.tags.len()))
            }
        }
    }
}

/// A table with the same columns for every kind of row.
fn table(frame: &Frame<'_>, id: &str, first: Msg, rows: &Markup) -> Markup {
    let columns = [first, ratings::CSAT_AVERAGE, ratings::CSAT_SATISFIED, ratings::CSAT_COUNT, ratings::CSAT_UNRATED];
    parts::table(frame, "figures-table", id, &columns, rows)
}

fn cells(frame: &Frame<'_>, tally: &Tally) -> Markup {
    let nothing = || frame.text(ratings::CSAT_NOTHING);
    let satisfied = share(tally.satisfied(), tally.rated())
        .map(|percent| frame.with(ratings::CSAT_PERCENT, &[("percent", percent.into())]));
    html! {
        td class="num" { (tally.average().map_or_else(nothing, |average| frame.locale.tenths(average))) }
        td class="num" { (satisfied.unwrap_or_else(nothing)) }
        td class="num" { (frame.locale.number(tally.rated())) }
        td class="num" { (frame.locale.number(tally.unrated)) }
    }
}

/// Says that there are more rows than are shown.
fn first(frame: &Frame<'_>, report: &Csat<'_>, rows: usize) -> Markup {
    html! {
        @if rows > report.most { p class="small quiet report-none" { (frame.with(ratings::CSAT_FIRST, &[("count", report.most.into())])) } }
    }
}

fn remarks(frame: &Frame<'_>, report: &Csat<'_>) -> Markup {
    html! {
        section class="card" aria-labelledby="remarks-title" {
            (reports::head(frame, "remarks-title", ratings::CSAT_REMARKS, None))
            @if report.remarks.is_empty() {
                p class="quiet report-none" { (frame.text(ratings::CSAT_REMARKS_NONE)) }
            } @else {
                ul class="rows" { @for remark in report.remarks { (row(frame, remark)) } }
            }
            p class="small report-none" { a href=(address(report, &format!("{URL}/{}.csv", Table::Ratings))) download { (frame.text(ratings::CSAT_ALL)) } }
        }
    }
}

fn row(frame: &Frame<'_>, remark: &Remark) -> Markup {
    let by = frame.with(
        ratings::CSAT_REMARK_BY,
        &[
            ("name", remark.name.as_str().into()),
            ("customer", remark.customer_name.as_str().into()),
            ("subject", remark.subject.as_str().into()),
        ],
    );
    let given = Rating { stars: remark.stars, reasons: remark.reasons(), comment: remark.comment.clone() };
    html! {
        li data-number=(remark.number) {
            a class="row" href=(parts::desk_ticket(remark.number)) {
                span class="row-text rating-row" { (rating::details(frame.locale, &given)) span class="row-snip" dir="auto" { (by) } }
                span class="row-end" { (parts::when(frame, remark.at)) }
            }
        }
    }
}

fn export(report: &Csat<'_>, table: Table) -> String {
    address(report, &format!("{URL}/{table}.csv"))
}

fn name_of(locale: &Locale, agent: &AgentTally) -> String {
    agent.name.clone().unwrap_or_else(|| locale.text(ratings::CSAT_NOBODY))
}

/// The figures of each month as a file: days of the reader's zone.
pub fn months_csv(
    locale: &Locale,
    zone: &Zone,
    (months, tallies): (&[Span], &[Tally]),
) -> Result<Vec<u8>, ::csv::Error> {
    let rows = months.iter().zip(tallies).map(|(span, tally)| (zone.day(span.from), *tally));
    figures_csv(locale, ratings::CSAT_MONTH, rows)
}

/// The figures of whoever had tickets as a file.
pub fn agents_csv(locale: &Locale, agents: &[AgentTally]) -> Result<Vec<u8>, ::csv::Error> {
    figures_csv(locale, ratings::CSAT_AGENT, agents.iter().map(|agent| (name_of(locale, agent), agent.tally)))
}

/// The figures of each tag as a file.
pub fn tags_csv(locale: &Locale, tags: &[TagTally]) -> Result<Vec<u8>, ::csv::Error> {
    figures_csv(locale, ratings::CSAT_TAG, tags.iter().map(|tag| (tag.tag.clone(), tag.tally)))
}

/// Every rating as a file. Times are UTC, whoever reads it.
pub fn ratings_csv(locale: &Locale, remarks: &[Remark]) -> Result<Vec<u8>, ::csv::Error> {
    let names = [
        ratings::CSAT_COLUMN_TICKET,
        ratings::CSAT_COLUMN_SUBJECT,
        ratings::CSAT_COLUMN_CUSTOMER,
        ratings::CSAT_COLUMN_BY,
        ratings::CSAT_AGENT,
        ratings::CSAT_COLUMN_STARS,
        ratings::CSAT_COLUMN_REASONS,
        ratings::CSAT_COLUMN_COMMENT,
        ratings::CSAT_COLUMN_AT,
    ];
    let rows = remarks.iter().map(|remark| {
        let reasons = remark.reasons().into_iter().map(|reason| locale.text(nouns::reason(reason)));
        vec![
            remark.number.to_string(),
            remark.subject.clone(),
            remark.customer_name.clone(),
            remark.name.clone(),
            remark.agent_name.clone().unwrap_or_default(),
            remark.stars.to_string(),
            reasons.collect::<Vec<_>>().join(", "),
            remark.comment.clone(),
            Zone::utc().iso(remark.at),
        ]
    });
    csv::file(names.map(|name| locale.text(name)), rows)
}

/// Each row's average with a point and one decimal, whatever the language: programs read it.
fn figures_csv(
    locale: &Locale,
    first: Msg,
    rows: impl Iterator<Item = (String, Tally)>,
) -> Result<Vec<u8>, ::csv::Error> {
    let own = [first, ratings::CSAT_AVERAGE, ratings::CSAT_SATISFIED, ratings::CSAT_COUNT, ratings::CSAT_UNRATED];
    let stars = [1, 2, 3, 4, 5].map(|count| locale.with(ratings::RATING_OF, &[("stars", i64::from(count).into())]));
    let names = own.into_iter().map(|name| locale.text(name)).chain(stars);
    let rows = rows.map(|(name, tally)| {
        let average = tally.average().map(|tenths| format!("{}.{}", tenths / 10, tenths % 10)).unwrap_or_default();
        let counts = [
            tally.satisfied(),
            tally.rated(),
            tally.unrated,
            tally.one,
            tally.two,
            tally.three,
            tally.four,
            tally.five,
        ];
        [name, average].into_iter().chain(counts.map(|count| count.to_string())).collect()
    });
    csv::file(names, rows)
}
