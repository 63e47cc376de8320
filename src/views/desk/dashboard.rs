//! The desk's first page: what waits for the reader, what is late, how it stands.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::domain::csat::Tally;
use crate::domain::dashboard::{Accounts, Age, Dashboard, LateMilestone, Misfit, Receivables};
use crate::domain::inbox::{TicketRow, View};
use crate::domain::invoice::{InvoiceRow, Shelf};
use crate::domain::money::Money;
use crate::domain::people::Side;
use crate::domain::rights::Right;
use crate::views::desk::customers::may;
use crate::views::desk::inbox::view_url;
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{icon, parts};
use crate::words::Msg;
use crate::words::msg::dashboard as words;

/// The page.
pub fn page(frame: &Frame<'_>, dashboard: &Dashboard) -> Markup {
    let name = frame.viewer.map_or("", |viewer| viewer.name.as_str());
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div id="live" hx-ws:connect=(frame.live("topic=desk:dashboard")) hx-swap="none" hidden {}
            div class="dashboard stack" {
                div class="head" { h1 dir="auto" { (frame.with(words::DASHBOARD_GREETING, &[("name", name.into())])) } }
                (moving(frame, dashboard))
            }
        }
    };
    layout::desk(frame, &frame.text(words::DASHBOARD_TITLE), DeskNav::Dashboard, &body)
}

/// What is sent to an open dashboard when something on it moved.
pub fn pushed(frame: &Frame<'_>, dashboard: &Dashboard) -> String {
    parts::partial("dashboard", &moving(frame, dashboard)) + &parts::partial("rail-counts", &super::inbox::rail(frame))
}

/// The part of the page that moves.
fn moving(frame: &Frame<'_>, dashboard: &Dashboard) -> Markup {
    html! {
        div id="dashboard" class="stack" {
            (figures(frame, dashboard))
            div class="dashboard-parts" {
                div class="stack" {
                    @if let Some(accounts) = &dashboard.accounts { (misfits(frame, accounts)) }
                    (mine(frame, dashboard))
                    (unassigned(frame, dashboard))
                }
                div class="stack" {
                    @if let Some(accounts) = &dashboard.accounts {
                        (overdue(frame, accounts))
                    }
                    @if let Some(milestones) = &dashboard.milestones { (overdue_milestones(frame, milestones, dashboard.today)) }
                    @if let Some(accounts) = &dashboard.accounts { (receivables(frame, accounts)) }
                    @if let Some(tally) = &dashboard.ratings { (ratings(frame, tally)) }
                }
            }
        }
    }
}

fn figures(frame: &Frame<'_>, dashboard: &Dashboard) -> Markup {
    let counts = dashboard.counts;
    let tickets = [
        (words::DASHBOARD_MINE, View::Mine, counts.mine),
        (words::DASHBOARD_UNASSIGNED, View::Unassigned, counts.unassigned),
        (words::DASHBOARD_OPEN, View::Open, counts.open),
    ];
    html! {
        dl class="figures dashboard-figures" {
            @for (name, view, count) in tickets {
                div class={ "card figure" @if view == View::Unassigned && count > 0 { " lively" } } {
                    dt { (frame.text(name)) }
                    dd { a class="figure-number num" href=(view_url(view)) { (frame.locale.number(count)) } }
                }
            }
            @if let Some(accounts) = &dashboard.accounts { (outstanding(frame, accounts)) }
        }
    }
}

/// What is outstanding: the sums of all currencies in one figure, so that none stands above another.
fn outstanding(frame: &Frame<'_>, accounts: &Accounts) -> Markup {
    let late = accounts.receivables.iter().any(|one| one.overdue().is_positive());
    html! {
        div class={ "card figure" @if late { " late" } } {
            dt { (frame.text(words::DASHBOARD_OUTSTANDING)) }
            dd {
                a class="figure-number num" href=(shelf(Shelf::Outstanding)) {
                    @if accounts.receivables.is_empty() { (frame.text(words::DASHBOARD_OUTSTANDING_NOTHING)) }
                    @for one in &accounts.receivables { span class="figure-sum" { (frame.locale.money(Money::new(one.total(), one.currency))) } " " }
                }
                @for one in accounts.receivables.iter().filter(|one| one.overdue().is_positive()) {
                    span class="small late-text figure-note" {
                        (frame.with(words::DASHBOARD_OVERDUE_OF, &[("amount", frame.locale.money(Money::new(one.overdue(), one.currency)).into())])) " "
                    }
                }
            }
        }
    }
}

fn mine(frame: &Frame<'_>, dashboard: &Dashboard) -> Markup {
    let take = html! { a class="button" href=(view_url(View::Unassigned)) { (frame.text(words::DASHBOARD_TAKE_ONE)) } };
    let take = (dashboard.counts.unassigned > 0 && may(frame, Right::WorkOnTickets)).then_some(&take);
    html! {
        section class="card" aria-labelledby="mine-title" {
            div class="card-head" {
                h2 id="mine-title" { (frame.text(words::DASHBOARD_WAITING_MINE)) }
                @if dashboard.counts.mine > 0 { a class="small" href=(view_url(View::Mine)) { (frame.text(words::DASHBOARD_WAITING_MINE_ALL)) } }
            }
            @if dashboard.mine.is_empty() {
                (parts::empty(&icon::check(), &frame.text(words::DASHBOARD_WAITING_MINE_NONE_TITLE), &frame.text(words::DASHBOARD_WAITING_MINE_NONE_TEXT), take))
            } @else {
                (tickets(frame, &dashboard.mine))
            }
        }
    }
}

fn unassigned(frame: &Frame<'_>, dashboard: &Dashboard) -> Markup {
    html! {
        section class="card" aria-labelledby="nobody-title" {
            div class="card-head" {
                h2 id="nobody-title" { (frame.text(words::DASHBOARD_WAITING_NOBODY)) }
                @if dashboard.counts.unassigned > 0 { a class="small" href=(view_url(View::Unassigned)) { (frame.text(words::DASHBOARD_WAITING_NOBODY_ALL)) } }
            }
            @if dashboard.unassigned.is_empty() {
                (parts::empty(&icon::inbox(), &frame.text(words::DASHBOARD_WAITING_NOBODY_NONE_TITLE), &frame.text(words::DASHBOARD_WAITING_NOBODY_NONE_TEXT), None))
            } @else {
                (tickets(frame, &dashboard.unassigned))
            }
        }
    }
}

fn tickets(frame: &Frame<'_>, rows: &[TicketRow]) -> Markup {
    html! {
        ul class="rows" {
            @for row in rows {
                li id={ "waiting-" (row.number) } class=[row.unread.then_some("unread")] {
                    a class="row" href=(parts::desk_ticket(row.number)) {
                        i class="dot" {}
                        span class="row-text" {
                            span class="row-title" dir="auto" { (row.subject) }
                            span class="row-snip" { bdi { (row.customer_name) } " · " bdi { (row.excerpt_author) } ": " span dir="auto" { (row.excerpt) } }
                        }
                        span class="row-end" { (parts::when(frame, row.moved_at)) (parts::status(frame.locale, Side::Staff, row.status)) }
                    }
                }
            }
        }
    }
}

/// Money that does not fit stands above everything: somebody else's money, or a day by which the bank wants an answer.
fn misfits(frame: &Frame<'_>, accounts: &Accounts) -> Markup {
    html! {
        @if !accounts.misfits.is_empty() {
            section class="card" aria-labelledby="misfits-title" {
                div class="card-head" { h2 id="misfits-title" { (frame.text(words::DASHBOARD_MISFITS)) } }
                ul class="rows" { @for misfit in &accounts.misfits { (misfit_row(frame, misfit)) } }
            }
        }
    }
}

fn misfit_row(frame: &Frame<'_>, misfit: &Misfit) -> Markup {
    let row = misfit.invoice();
    let said = match misfit {
        Misfit::Surplus(row) => {
            let amount = frame.locale.money(row.money(row.balance.surplus));
            frame.with(words::DASHBOARD_SURPLUS, &[("amount", amount.into())])
        }
        Misfit::Disputed(_) => frame.text(words::DASHBOARD_DISPUTED),
    };
    html! {
        li {
            a class="row" href=(super::invoice::url(row.id)) {
                span class="row-text" {
                    span class="row-title" { (called(row)) }
                    span class="row-snip two-lines" { (said) }
                }
            }
        }
    }
}

fn overdue(frame: &Frame<'_>, accounts: &Accounts) -> Markup {
    html! {
        section class="card" aria-labelledby="overdue-title" {
            div class="card-head" {
                h2 id="overdue-title" { (frame.text(words::DASHBOARD_OVERDUE)) }
                @if !accounts.overdue.is_empty() { a class="small" href=(shelf(Shelf::Overdue)) { (frame.text(words::DASHBOARD_OVERDUE_ALL)) } }
            }
            @if accounts.overdue.is_empty() {
                p class="part small quiet" { (frame.text(words::DASHBOARD_OVERDUE_NONE)) }
            } @else {
                ul class="rows" {
                    @for row in &accounts.overdue {
                        li id={ "overdue-" (row.id) } {
                            a class="row" href=(super::invoice::url(row.id)) {
                                span class="row-text" {
                                    span class="row-title" { (called(row)) }
                                    @if let Some(due) = row.due_on {
                                        span class="row-snip late-text" { (late(frame, accounts.today, due)) }
                                    }
                                }
                                span class="row-end" { span class="num row-amount" { (frame.locale.money(row.money(row.balance.outstanding))) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn called(row: &InvoiceRow) -> Markup {
    html! {
        @if let Some(number) = &row.number { span class="num" { (number) } " · " }
        span dir="auto" { (row.customer) }
    }
}

/// What is outstanding by how late it is: a bar for each currency, and its sums.
fn receivables(frame: &Frame<'_>, accounts: &Accounts) -> Markup {
    html! {
        section class="card" aria-labelledby="receivables-title" {
            div class="card-head" { h2 id="receivables-title" { (frame.text(words::DASHBOARD_RECEIVABLES)) } }
            @if accounts.receivables.is_empty() {
                div class="part" {
                    p class="small quiet" { (frame.text(words::DASHBOARD_RECEIVABLES_NONE)) }
                    @if may(frame, Right::ManageInvoices) { a class="button small" href="/desk/invoices/new" { (frame.text(words::DASHBOARD_WRITE_INVOICE)) } }
                }
            }
            @for one in &accounts.receivables { (by_age(frame, one)) }
        }
    }
}

fn by_age(frame: &Frame<'_>, one: &Receivables) -> Markup {
    let money = |amount| frame.locale.money(Money::new(amount, one.currency));
    html! {
        div class="ages" {
            p class="ages-head" { span { (one.currency.code()) } strong class="num" { (money(one.total())) } }
            (bar(one))
            dl class="small" {
                @for (age, amount) in Age::ALL.iter().zip(one.by_age).filter(|(_, amount)| amount.is_positive()) {
                    div {
                        dt { i class={ "age-key " (age) } {} (frame.text(age_name(*age))) }
                        dd class="num" { (money(amount)) }
                    }
                }
            }
        }
    }
}

/// Units of the bar's width.
const WIDTH: i128 = 1_000;

/// The sums side by side. Decoration beside the list below it, which says the same in words.
fn bar(one: &Receivables) -> Markup {
    let total = i128::from(one.total().as_minor()).max(1);
    let mut left = 0;
    let parts: Vec<(Age, i128, i128)> = Age::ALL
        .iter()
        .zip(one.by_age)
        .map(|(age, amount)| {
            let (from, width) = (left, i128::from(amount.as_minor()) * WIDTH / total);
            left += width;
            (*age, from, width)
        })
        .collect();
    html! {
        svg class="ages-bar" viewBox={ "0 0 " (WIDTH) " 10" } preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            @for (age, from, width) in parts.into_iter().filter(|(_, _, width)| *width > 0) {
                rect class=(age) x=(from) y="0" width=(width) height="10" {}
            }
        }
    }
}

fn overdue_milestones(frame: &Frame<'_>, milestones: &[LateMilestone], today: Date) -> Markup {
    html! {
        section class="card" aria-labelledby="milestones-title" {
            div class="card-head" { h2 id="milestones-title" { (frame.text(words::DASHBOARD_MILESTONES)) } }
            @if milestones.is_empty() {
                p class="part small quiet" { (frame.text(words::DASHBOARD_MILESTONES_NONE)) }
            } @else {
                ul class="rows" {
                    @for one in milestones {
                        li {
                            a class="row" href={ "/desk/projects/" (one.project) } {
                                span class="row-text" {
                                    span class="row-title" dir="auto" { (one.title) }
                                    span class="row-snip" { bdi { (one.name) } " · " bdi { (one.customer) } }
                                }
                                span class="row-end" { span class="late-text" { (late(frame, today, one.due_on)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How many days have passed since the last one.
fn late(frame: &Frame<'_>, today: Date, due: Date) -> String {
    frame.with(words::DASHBOARD_LATE, &[("days", i64::from((today - due).get_days()).into())])
}

fn ratings(frame: &Frame<'_>, tally: &Tally) -> Markup {
    html! {
        section class="card" aria-labelledby="ratings-title" {
            div class="card-head" {
                h2 id="ratings-title" { (frame.text(words::DASHBOARD_RATINGS)) }
                a class="small" href="/desk/reports/csat" { (frame.text(words::DASHBOARD_RATINGS_REPORT)) }
            }
            div class="part" {
                @match tally.average() {
                    Some(average) => p {
                        strong class="num" { (frame.with(words::DASHBOARD_RATINGS_AVERAGE, &[("average", frame.locale.tenths(average).into())])) } " "
                        span class="small quiet" { (frame.with(words::DASHBOARD_RATINGS_RATED, &[("count", tally.rated().into())])) }
                    },
                    None => p class="small quiet" { (frame.text(words::DASHBOARD_RATINGS_NONE)) },
                }
                @if tally.unrated > 0 { p class="small quiet" { (frame.with(words::DASHBOARD_RATINGS_UNRATED, &[("count", tally.unrated.into())])) } }
            }
        }
    }
}

const fn age_name(age: Age) -> Msg {
    match age {
        Age::NotDue => words::AGE_NOT_DUE,
        Age::ToThirty => words::AGE_TO_THIRTY,
        Age::ToSixty => words::AGE_TO_SIXTY,
        Age::ToNinety => words::AGE_TO_NINETY,
        Age::Older => words::AGE_OLDER,
    }
}

fn shelf(shelf: Shelf) -> String {
    format!("/desk/invoices?show={shelf}&order=due")
}
