//! What every report has: the way to the others, its period, the heads of its tables.

use maud::{Markup, html};

use crate::domain::deflection::Span;
use crate::views::frame::Frame;
use crate::words::Msg;
use crate::words::msg::{ratings, reports};

/// Every report: where it is, and its name.
const ALL: [(&str, Msg); 2] =
    [("/desk/reports/csat", ratings::CSAT_TITLE), ("/desk/reports/deflection", reports::DEFLECTION_TITLE)];

/// The way to the other reports.
pub(super) fn tabs(frame: &Frame<'_>, here: &str) -> Markup {
    html! {
        nav class="report-tabs" aria-label=(frame.text(reports::REPORTS)) {
            ul class="chips" {
                @for (url, name) in ALL { li { a class="chip" href=(url) aria-current=[(url == here).then_some("page")] { (frame.text(name)) } } }
            }
        }
    }
}

/// What a report is about, in which time.
pub(super) fn lead(frame: &Frame<'_>, msg: Msg, span: Span) -> String {
    let last = span.until - std::time::Duration::from_millis(1);
    let date = |at| frame.locale.date(at, frame.zone);
    frame.with(msg, &[("from", date(span.from).into()), ("until", date(last).into())])
}

/// The period: the last days at one press, or two days of one's own.
pub(super) fn period(
    frame: &Frame<'_>,
    url: &str,
    periods: &[u32],
    (asked, last): ((&str, &str), Option<u32>),
) -> Markup {
    html! {
        div class="report-period" {
            nav aria-label=(frame.text(reports::DEFLECTION_PERIOD)) {
                ul class="chips" {
                    @for &days in periods {
                        @let here = last == Some(days);
                        li {
                            a class={ "chip" @if here { " accent" } } aria-current=[here.then_some("true")] href={ (url) "?days=" (days) } {
                                (frame.with(reports::DEFLECTION_LAST_DAYS, &[("count", i64::from(days).into())]))
                            }
                        }
                    }
                }
            }
            form class="report-days" method="get" action=(url) {
                @for (id, label, day) in [("from", reports::DEFLECTION_FROM, asked.0), ("until", reports::DEFLECTION_UNTIL, asked.1)] {
                    div class="field" {
                        label for=(id) { (frame.text(label)) }
                        input id=(id) name=(id) class="input" type="date" value=(day) required;
                    }
                }
                button type="submit" class="button" { (frame.text(reports::DEFLECTION_SHOW)) }
            }
        }
    }
}

/// The head of a table, with the way to the whole of it as a file.
pub(super) fn head(frame: &Frame<'_>, id: &str, name: Msg, export: Option<String>) -> Markup {
    let name = frame.text(name);
    html! {
        div class="card-head" {
            h2 id=(id) { (name) }
            @if let Some(address) = export {
                a class="small" href=(address) download aria-label=(frame.with(reports::DEFLECTION_CSV_OF, &[("table", name.as_str().into())])) {
                    (frame.text(reports::DEFLECTION_CSV))
                }
            }
        }
    }
}
