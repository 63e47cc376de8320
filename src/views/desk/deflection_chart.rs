//! What changed over time, as bars. A picture of rectangles made here: it needs no script and no style of its own.

use maud::{Markup, html};

use crate::domain::deflection::{Funnel, Span};
use crate::views::frame::Frame;
use crate::words::msg::reports;

/// Units of the picture for a part of the time, and for the whole of its height.
const PART: i64 = 30;
const HEIGHT: i64 = 100;
/// Units between parts, and those of a bar within one.
const GAP: i64 = 6;
const BAR: i64 = 12;

/// The picture, with its legend, and its numbers for those who do not see it or want them.
pub(super) fn trend(frame: &Frame<'_>, parts: &[(Span, Funnel)], weekly: bool) -> Markup {
    let most = parts.iter().map(|(_, funnel)| funnel.shown).max().unwrap_or(0).max(1);
    let width = PART * i64::try_from(parts.len()).unwrap_or(1).max(1);
    html! {
        figure class="trend" {
            ul class="trend-legend small" {
                @for (class, name) in [("shown", reports::STEP_SHOWN), ("solved", reports::STEP_SOLVED), ("submitted", reports::STEP_SUBMITTED)] {
                    li { i class={ "trend-key " (class) } {} (frame.text(name)) }
                }
                li class="end quiet num" { (frame.with(reports::DEFLECTION_TREND_TOP, &[("count", most.into())])) }
            }
            svg class="trend-picture" role="img" aria-labelledby="trend-name" aria-describedby="trend-said" preserveAspectRatio="none"
                viewBox={ "0 0 " (width) " " (HEIGHT) } {
                title id="trend-name" { (frame.text(reports::DEFLECTION_TREND)) }
                desc id="trend-said" { (frame.text(reports::DEFLECTION_TREND_TEXT)) }
                @for (nth, (_, funnel)) in (0..).zip(parts) {
                    (bars(nth * PART, funnel, most))
                }
            }
            figcaption class="trend-ends small quiet" {
                @for (span, _) in parts.first().into_iter().chain(parts.last().filter(|_| parts.len() > 1)) { (day(frame, *span)) }
            }
        }
        details class="trend-numbers" {
            summary class="small" { (frame.text(reports::DEFLECTION_TREND_NUMBERS)) }
            (numbers(frame, parts, weekly))
        }
    }
}

/// Shown behind, solved and sent anyway before it, side by side.
fn bars(left: i64, funnel: &Funnel, most: i64) -> Markup {
    let high = |count: i64| count * HEIGHT / most;
    let bar = |class: &str, left: i64, width: i64, count: i64| {
        html! { @if count > 0 { rect class=(class) x=(left) y=(HEIGHT - high(count)) width=(width) height=(high(count)) {} } }
    };
    let left = left + GAP / 2;
    html! {
        (bar("shown", left, PART - GAP, funnel.shown))
        (bar("solved", left, BAR, funnel.solved))
        (bar("submitted", left + BAR, BAR, funnel.submitted))
    }
}

fn numbers(frame: &Frame<'_>, parts: &[(Span, Funnel)], weekly: bool) -> Markup {
    let first = if weekly { reports::DEFLECTION_WEEK } else { reports::DEFLECTION_DAY };
    let columns = [reports::STEP_SHOWN, reports::STEP_OPENED, reports::STEP_SOLVED, reports::STEP_SUBMITTED];
    html! {
        div class="table-scroll" tabindex="0" role="group" aria-label=(frame.text(reports::DEFLECTION_TREND)) {
            table class="figures-table" {
                thead { tr { th scope="col" { (frame.text(first)) } @for name in columns { th scope="col" { (frame.text(name)) } } } }
                tbody {
                    @for (span, funnel) in parts {
                        tr {
                            th scope="row" { (day(frame, *span)) }
                            @for count in [funnel.shown, funnel.opened, funnel.solved, funnel.submitted] { td class="num" { (frame.locale.number(count)) } }
                        }
                    }
                }
            }
        }
    }
}

fn day(frame: &Frame<'_>, span: Span) -> Markup {
    html! { time datetime=(frame.zone.day(span.from)) { (frame.locale.date(span.from, frame.zone)) } }
}
