//! The report's two pictures: how many ratings have how many stars, and the average of each month. Rectangles made here, as in
//! `deflection_chart`: no crate for charts writes SVG whose colours are the page's own (light, dark, the organisation's), and a chart of bars is
//! a dozen lines. They need no script and no style of their own.

use maud::{Markup, html};

use crate::domain::csat::Tally;
use crate::domain::deflection::{Span, share};
use crate::domain::rating::Stars;
use crate::views::frame::Frame;
use crate::words::msg::ratings;
use crate::words::nouns;

/// Units of a picture's width for a month, and of its height.
const MONTH: i64 = 30;
const HEIGHT: i64 = 100;
/// Units between months.
const GAP: i64 = 8;
/// A whole bar of the distribution.
const WIDTH: i64 = 100;
/// Tenths of a star that are the whole height.
const TOP: i64 = Stars::MOST * 10;

/// A bar for each number of stars, the most first, with its numbers beside it: it is its own table.
pub(super) fn distribution(frame: &Frame<'_>, tally: &Tally) -> Markup {
    let rated = tally.rated();
    html! {
        table class="distribution" aria-describedby="distribution-said" {
            caption id="distribution-said" class="unseen" { (frame.text(ratings::CSAT_DISTRIBUTION_TEXT)) }
            tbody {
                @for stars in Stars::ALL.into_iter().rev() {
                    @let count = tally.of(stars);
                    tr data-stars=(stars) {
                        th scope="row" {
                            span class="num" aria-hidden="true" { (frame.locale.number(stars.count())) " ★" }
                            span class="unseen" { (frame.with(ratings::RATING_OF, &[("stars", stars.count().into())])) }
                            span class="small quiet" { (frame.text(nouns::stars(stars))) }
                        }
                        td class="distribution-bar" aria-hidden="true" {
                            svg viewBox={ "0 0 " (WIDTH) " 1" } preserveAspectRatio="none" {
                                rect class="track" width=(WIDTH) height="1" {}
                                @if count > 0 { rect class=(if stars.count() >= 4 { "satisfied" } else { "unsatisfied" }) width=(count * WIDTH / rated.max(1)) height="1" {} }
                            }
                        }
                        td class="num" { (frame.locale.number(count)) }
                        td class="num quiet" { @if let Some(percent) = share(count, rated) { (frame.with(ratings::CSAT_PERCENT, &[("percent", percent.into())])) } }
                    }
                }
            }
        }
    }
}

/// The average of each month.
pub(super) fn months(frame: &Frame<'_>, months: &[Span], tallies: &[Tally]) -> Markup {
    let width = MONTH * i64::try_from(months.len()).unwrap_or(1).max(1);
    html! {
        figure class="trend" {
            svg class="trend-picture" role="img" aria-labelledby="months-name" aria-describedby="months-said" preserveAspectRatio="none"
                viewBox={ "0 0 " (width) " " (HEIGHT) } {
                title id="months-name" { (frame.text(ratings::CSAT_MONTHS)) }
                desc id="months-said" { (frame.text(ratings::CSAT_MONTHS_TEXT)) }
                @for stars in 1..Stars::MOST {
                    @let y = HEIGHT - stars * HEIGHT / Stars::MOST;
                    line class="grid" x1="0" x2=(width) y1=(y) y2=(y) vector-effect="non-scaling-stroke" {}
                }
                @for (nth, tally) in (0..).zip(tallies) {
                    @if let Some(average) = tally.average() {
                        @let height = average * HEIGHT / TOP;
                        rect class="average" x=(nth * MONTH + GAP / 2) y=(HEIGHT - height) width=(MONTH - GAP) height=(height) {}
                    }
                }
            }
            figcaption class="trend-ends small quiet" {
                @for span in months.first().into_iter().chain(months.last().filter(|_| months.len() > 1)) {
                    time datetime=(frame.zone.day(span.from)) { (frame.locale.month(span.from, frame.zone)) }
                }
            }
        }
    }
}
