//! Small pieces that several pages share.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::clock::Timestamp;
use crate::domain::inbox::TicketRow;
use crate::domain::people::{Side, initials};
use crate::domain::ticket::{Status, TicketNumber};
use crate::views::frame::Frame;
use crate::views::icon;
use crate::words::msg::{portal, ratings};
use crate::words::{Locale, Msg, Zone, nouns};

/// A ticket's status, said so that each side knows whose turn it is.
pub(super) fn status(locale: &Locale, audience: Side, status: Status) -> Markup {
    let class = match status {
        Status::Open => "chip accent",
        Status::Pending => "chip warn",
        Status::Resolved => "chip good",
        Status::Closed => "chip",
    };
    let words = match (status, audience) {
        (Status::Pending, Side::Client) => locale.text(portal::TICKET_PENDING_FOR_CLIENT),
        _ => locale.text(nouns::status(status)),
    };
    html! { span class=(class) { (words) } }
}

/// A name's initials in a circle; decoration beside the name.
pub(super) fn avatar(name: &str, side: Side) -> Markup {
    html! { span class={ "avatar " (side) } aria-hidden="true" { (initials(name)) } }
}

/// The short time of lists: "3 min", "14:05", "Mon".
pub(super) fn when(frame: &Frame<'_>, at: Timestamp) -> Markup {
    html! {
        time class="num" datetime=(frame.zone.iso(at)) data-format="when" title=(frame.locale.date_time(at, frame.zone)) {
            (frame.locale.when(at, frame.now, frame.zone))
        }
    }
}

/// The time of an entry in a thread: 14:05, with its date when that is not the reader's today. Without a `now` the date always stands there.
pub(super) fn moment(locale: &Locale, zone: &Zone, at: Timestamp, now: Option<Timestamp>) -> Markup {
    let today = now.is_some_and(|now| locale.date(at, zone) == locale.date(now, zone));
    let shown = if today { locale.time(at, zone) } else { locale.date_time(at, zone) };
    html! { time class="num" datetime=(zone.iso(at)) data-format="time" { (shown) } }
}

/// A day of the calendar.
pub(super) fn day(frame: &Frame<'_>, day: Date) -> Markup {
    html! { time class="num" datetime=(day) { (frame.locale.calendar_day(day)) } }
}

/// A part of an open page, as it is sent to take the place of the one that stands there.
pub(super) fn partial(id: &str, part: &Markup) -> String {
    format!(r##"<hx-partial hx-target="#{id}" hx-swap="outerMorph">{}</hx-partial>"##, part.0)
}

/// What stands where a list would, when there is nothing in it: a picture, a line, what to do next.
pub(super) fn empty(picture: &Markup, title: &str, text: &str, action: Option<&Markup>) -> Markup {
    html! {
        div class="empty" {
            span class="empty-picture" { (picture) }
            p class="empty-title" { (title) }
            p class="quiet" { (text) }
            @if let Some(action) = action { (action) }
        }
    }
}

/// Leads to the older part of a list that is too long for one page.
pub(super) fn older(locale: &Locale, url: Option<&str>) -> Markup {
    more(locale, url, portal::LIST_OLDER)
}

/// Leads to where a list goes on that is too long for one page.
pub(super) fn more(locale: &Locale, url: Option<&str>, name: Msg) -> Markup {
    html! {
        @if let Some(url) = url {
            p class="older" { a class="button" href=(url) rel="next" { (locale.text(name)) } }
        }
    }
}

/// A part of a list that can be chosen, with how many are in it where that is counted.
pub(super) fn choice(frame: &Frame<'_>, name: Msg, url: &str, is_chosen: bool, count: Option<i64>) -> Markup {
    html! {
        li {
            a class="chip" href=(url) aria-current=[is_chosen.then_some("true")] {
                (frame.text(name))
                @if let Some(count) = count { " " span class="chip-count num" { (frame.locale.number(count)) } }
            }
        }
    }
}

/// A table that scrolls by itself where it is wider than the page. The heading with this id names it.
pub(super) fn table(frame: &Frame<'_>, class: &str, heading: &str, columns: &[Msg], rows: &Markup) -> Markup {
    html! {
        div class="table-scroll" role="group" tabindex="0" aria-labelledby=(heading) {
            table class=(class) {
                thead { tr { @for &name in columns { th scope="col" { (frame.text(name)) } } } }
                tbody { (rows) }
            }
        }
    }
}

/// A client's tickets, one row each.
pub(super) fn ticket_rows(frame: &Frame<'_>, rows: &[TicketRow]) -> Markup {
    html! {
        ul class="rows" {
            @for row in rows {
                li id={ "ticket-" (row.number) } class=[row.unread.then_some("unread")] data-number=(row.number) {
                    a class="row" href=(portal_ticket(row.number)) {
                        i class="dot" {}
                        span class="row-text" {
                            span class="row-title" dir="auto" { (row.subject) }
                            span class="row-snip" {
                                bdi { (row.excerpt_author) } ": " span dir="auto" { (row.excerpt) }
                            }
                        }
                        span class="row-end" {
                            (when(frame, row.moved_at))
                            @if row.unread {
                                span class="chip accent" { (frame.text(portal::TICKET_ROW_NEW_REPLY)) }
                            } @else {
                                (status(frame.locale, Side::Client, row.status))
                            }
                            @if row.awaits_rating {
                                span class="row-rate" { span class="row-star" aria-hidden="true" { "★" } (frame.text(ratings::RATING_ROW)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Leads to a new ticket.
pub(super) fn new_ticket_link(frame: &Frame<'_>) -> Markup {
    html! { a class="button primary" href="/support/new" { (icon::plus()) (frame.text(portal::TICKET_NEW_LINK)) } }
}

/// Where a client reads a ticket.
pub(super) fn portal_ticket(number: TicketNumber) -> String {
    format!("/support/{number}")
}

/// Where staff read a ticket.
pub(super) fn desk_ticket(number: TicketNumber) -> String {
    format!("/desk/tickets/{number}")
}
