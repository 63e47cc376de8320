//! Bringing customers in from a file: choosing it, what its columns hold and what would come of it, how far it is, what came of it.

use maud::{Markup, html};

use crate::domain::customer_file::{
    Choices, Column, Existing, Failed, Fate, FileCustomer, FileProblem, Import, Preview, REFUSED_SHOWN, Refusal,
    RowProblem,
};
use crate::id::ImportId;
use crate::views::form::{self, Field};
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{csv, icon, parts};
use crate::words::msg::{customer_import as words, customers};
use crate::words::{Locale, Msg};

/// Where files are brought.
pub const ADDRESS: &str = "/desk/customers/imports";

const FILE: Field = Field { name: "file", label: words::IMPORT_CUSTOMERS_FILE };
const EXISTING: Field = Field { name: "existing", label: words::IMPORT_CUSTOMERS_EXISTING };

/// The page on which a file is chosen. `refused` says why the one that was sent is not looked at.
pub fn choose(frame: &Frame<'_>, refused: Option<Msg>) -> Markup {
    let title = frame.text(words::IMPORT_CUSTOMERS_TITLE);
    let refused = refused.map(|msg| frame.text(msg));
    let rules = [
        words::IMPORT_CUSTOMERS_RULE_ID,
        words::IMPORT_CUSTOMERS_RULE_EMAIL,
        words::IMPORT_CUSTOMERS_RULE_NAME,
        words::IMPORT_CUSTOMERS_RULE_EMPTY,
    ];
    let main = html! {
        (form::refused(refused.as_deref()))
        p class="quiet" { (frame.text(words::IMPORT_CUSTOMERS_INTRO)) }
        form class="card form" method="post" enctype="multipart/form-data" action=(frame.action(ADDRESS)) {
            (form::around(
                frame.locale,
                &[],
                FILE,
                Some(words::IMPORT_CUSTOMERS_FILE_HINT),
                &html! {
                    input id=(FILE.name) name=(FILE.name) class="input" type="file" required accept=".csv,.txt,.tsv,text/csv,text/plain"
                        aria-describedby=[form::described_by(&[], FILE, Some(words::IMPORT_CUSTOMERS_FILE_HINT))];
                },
            ))
            div class="tools" { button type="submit" class="button primary" { (frame.text(words::IMPORT_CUSTOMERS_LOOK)) } }
        }
        section class="card part" aria-labelledby="rules-title" {
            h2 id="rules-title" { (frame.text(words::IMPORT_CUSTOMERS_RULES)) }
            ul class="small" { @for rule in rules { li { (frame.text(rule)) } } }
        }
    };
    page(frame, &title, &main)
}

/// The page of a file that cannot be read at all.
pub fn unreadable(frame: &Frame<'_>, problem: &FileProblem) -> Markup {
    let main = html! {
        div class="notice bad" role="alert" { p { (file_problem(frame.locale, problem)) } }
        (other(frame))
    };
    page(frame, &frame.text(words::IMPORT_CUSTOMERS_PREVIEW), &main)
}

/// The page of what would come of a file.
pub fn preview(frame: &Frame<'_>, id: ImportId, preview: &Preview) -> Markup {
    let outlook = &preview.outlook;
    let taken = outlook.taken;
    let all = taken.added + taken.changed;
    let main = html! {
        p class="quiet" { (frame.text(words::IMPORT_CUSTOMERS_PREVIEW_TEXT)) }
        (columns(frame, id, preview))
        @if let Some(problem) = &outlook.stopped {
            div class="notice bad" role="alert" { p { (file_problem(frame.locale, problem)) } }
        } @else {
            p role="status" {
                strong {
                    (frame.with(words::IMPORT_CUSTOMERS_WOULD, &[
                        ("total", taken.total().into()), ("added", taken.added.into()), ("changed", taken.changed.into()),
                        ("unchanged", taken.unchanged.into()), ("refused", taken.refused.into()),
                    ]))
                }
            }
            @if all > 0 {
                form method="post" action=(frame.action(&format!("{ADDRESS}/{id}"))) {
                    (carried(preview.heads.len(), &preview.choices))
                    button type="submit" class="button primary" { (frame.with(words::IMPORT_CUSTOMERS_RUN, &[("count", all.into())])) }
                }
            } @else {
                p { (frame.text(words::IMPORT_CUSTOMERS_NONE)) }
            }
            @if !outlook.first.is_empty() { (first(frame, preview)) }
            (refused(frame, (id, taken.refused), &outlook.refused, &query(preview.heads.len(), &preview.choices)))
        }
        (other(frame))
    };
    page(frame, &frame.text(words::IMPORT_CUSTOMERS_PREVIEW), &main)
}

/// What each column holds: guessed at first, changed by choice. With scripts a choice is looked at once it is made.
fn columns(frame: &Frame<'_>, id: ImportId, preview: &Preview) -> Markup {
    let existing = [
        (Existing::Change.to_string(), frame.text(words::IMPORT_CUSTOMERS_EXISTING_CHANGE)),
        (Existing::Keep.to_string(), frame.text(words::IMPORT_CUSTOMERS_EXISTING_KEEP)),
    ];
    let action = format!("{ADDRESS}/{id}");
    let columns = [words::IMPORT_CUSTOMERS_COLUMN, words::IMPORT_CUSTOMERS_HOLDS, words::IMPORT_CUSTOMERS_SAMPLE];
    let rows = html! {
        @for (place, head) in preview.heads.iter().enumerate() {
            @let name = if head.is_empty() { frame.with(words::IMPORT_CUSTOMERS_UNNAMED, &[("number", (place + 1).into())]) } else { head.clone() };
            tr {
                th scope="row" dir="auto" { (name) }
                td {
                    select id={ "c" (place) } name={ "c" (place) } class="input" aria-label=(frame.with(words::IMPORT_CUSTOMERS_HOLDS_OF, &[("head", name.as_str().into())])) {
                        option value="" { (frame.text(words::IMPORT_CUSTOMERS_NOTHING)) }
                        @for &column in Column::ALL {
                            option value=(column) selected[preview.choices.mapping.at(place) == Some(column)] { (frame.text(column_name(column))) }
                        }
                    }
                }
                td class="quiet" dir="auto" { (preview.samples.get(place).map_or("", String::as_str)) }
            }
        }
    };
    html! {
        form class="card" method="get" action=(action) aria-labelledby="columns-title"
            hx-get=(action) hx-trigger="change" hx-target="#import" hx-select="#import" hx-swap="outerMorph" {
            div class="card-head" { h2 id="columns-title" { (frame.text(words::IMPORT_CUSTOMERS_COLUMNS)) } }
            (parts::table(frame, "figures-table words-table", "columns-title", &columns, &rows))
            div class="form" {
                (form::select(frame.locale, &[], EXISTING, (preview.choices.existing.as_str(), &existing), None))
                div class="tools" { button type="submit" class="button" { (frame.text(words::IMPORT_CUSTOMERS_AGAIN)) } }
            }
        }
    }
}

/// What is chosen, in the form that takes the file in.
fn carried(columns: usize, choices: &Choices) -> Markup {
    html! {
        @for place in 0..columns { input type="hidden" name={ "c" (place) } value=(choices.mapping.at(place).map_or("", Column::as_str)); }
        input type="hidden" name="existing" value=(choices.existing);
    }
}

/// The same in an address.
fn query(columns: usize, choices: &Choices) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    for place in 0..columns {
        pairs.append_pair(&format!("c{place}"), choices.mapping.at(place).map_or("", Column::as_str));
    }
    pairs.append_pair("existing", choices.existing.as_str()).finish()
}

fn first(frame: &Frame<'_>, preview: &Preview) -> Markup {
    let columns = [
        words::IMPORT_CUSTOMERS_CUSTOMER,
        words::IMPORT_CUSTOMERS_FATE,
        customers::CUSTOMER_EMAIL,
        customers::CUSTOMER_ADDRESS,
        words::IMPORT_CUSTOMERS_ROW,
    ];
    let rows = html! {
        @for (row, fate) in &preview.outlook.first {
            tr {
                th scope="row" dir="auto" { (or_dash(called(preview, row, fate))) }
                td { (what_happens(frame, preview, fate)) }
                td dir="auto" { (row.email.as_deref().unwrap_or_default()) }
                td class="lines" dir="auto" { (row.address.as_deref().unwrap_or_default()) }
                td class="num" { (row.row) }
            }
        }
    };
    html! {
        section class="card" aria-labelledby="first-title" {
            div class="card-head" { h2 id="first-title" { (frame.text(words::IMPORT_CUSTOMERS_FIRST)) } }
            (parts::table(frame, "figures-table words-table", "first-title", &columns, &rows))
        }
    }
}

/// A row's head is never empty: of a row without a name nothing is known to call it by.
const fn or_dash(called: &str) -> &str {
    if called.is_empty() { "–" } else { called }
}

/// By the name that it has or gets; a row without one is about a customer that has one.
fn called<'a>(preview: &'a Preview, row: &'a FileCustomer, fate: &Fate) -> &'a str {
    let there = fate.whom().and_then(|id| preview.changes.get(&id)).map(|(name, _)| name.as_str());
    row.name.as_deref().or(there).unwrap_or_else(|| row.called())
}

fn what_happens(frame: &Frame<'_>, preview: &Preview, fate: &Fate) -> Markup {
    let changes = |id| preview.changes.get(id).map_or(&[][..], |(_, columns)| columns);
    match fate {
        Fate::Add => html! { span class="chip good" { (frame.text(words::IMPORT_CUSTOMERS_FATE_ADD)) } },
        Fate::Keep(_) => html! { span class="chip" { (frame.text(words::IMPORT_CUSTOMERS_FATE_KEEP)) } },
        Fate::LayOver(id) if changes(id).is_empty() => {
            html! { span class="chip" { (frame.text(words::IMPORT_CUSTOMERS_FATE_SAME)) } }
        }
        Fate::LayOver(id) => {
            let columns: Vec<String> = changes(id).iter().map(|column| frame.text(column_name(*column))).collect();
            html! {
                span class="chip accent" { (frame.text(words::IMPORT_CUSTOMERS_FATE_CHANGE)) }
                " " span class="small quiet" { (frame.with(words::IMPORT_CUSTOMERS_CHANGES, &[("columns", columns.join(", ").into())])) }
            }
        }
    }
}

/// The rows that are not taken, as far as a page can show them.
fn refused(frame: &Frame<'_>, (id, count): (ImportId, i64), refused: &[Refusal], query: &str) -> Markup {
    let columns = [words::IMPORT_CUSTOMERS_CUSTOMER, words::IMPORT_CUSTOMERS_ROW, words::IMPORT_CUSTOMERS_WHY];
    let rows = html! {
        @for refusal in refused.iter().take(REFUSED_SHOWN) {
            tr {
                th scope="row" dir="auto" { (or_dash(&refusal.called)) }
                td class="num" { (refusal.row) }
                td { (row_problem(frame.locale, &refusal.why)) }
            }
        }
    };
    html! {
        @if count > 0 {
            section class="card" {
                div class="card-head" {
                    h2 id="refused-title" { (frame.with(words::IMPORT_CUSTOMERS_REFUSED, &[("count", count.into())])) }
                    a class="small" href={ (ADDRESS) "/" (id) "/failed.csv?" (query) } { (icon::download()) (frame.text(words::IMPORT_CUSTOMERS_REFUSED_FILE)) }
                }
                @if refused.len() > REFUSED_SHOWN || usize::try_from(count).is_ok_and(|count| count > refused.len()) {
                    p class="small quiet part" { (frame.with(words::IMPORT_CUSTOMERS_REFUSED_SOME, &[("count", REFUSED_SHOWN.into())])) }
                }
                (parts::table(frame, "figures-table words-table", "refused-title", &columns, &rows))
            }
        }
    }
}

/// The page of a file that is being taken in. It looks by itself how far it is.
pub fn running(frame: &Frame<'_>, import: &Import) -> Markup {
    let here = format!("{ADDRESS}/{}", import.id);
    let (taken, total) = (import.taken.total(), import.total);
    let main = html! {
        div class="card part" hx-get=(here) hx-trigger="every 1s" hx-target="#import" hx-select="#import" hx-swap="outerMorph" {
            label for="progress" { (frame.with(words::IMPORT_CUSTOMERS_PROGRESS, &[("taken", taken.into()), ("total", total.into())])) }
            progress id="progress" class="import-progress" max=(total.max(1)) value=(taken) {}
            p class="small quiet" { (frame.text(words::IMPORT_CUSTOMERS_RUNNING_TEXT)) }
            a href=(here) { (frame.text(words::IMPORT_CUSTOMERS_REFRESH)) }
        }
    };
    page(frame, &frame.text(words::IMPORT_CUSTOMERS_RUNNING), &main)
}

/// The page of what came of a file.
pub fn done(frame: &Frame<'_>, import: &Import, refusals: &[Refusal]) -> Markup {
    let taken = import.taken;
    let counted = |msg, count: i64| frame.with(msg, &[("count", count.into())]);
    let main = html! {
        div class="notice good" role="status" {
            p {
                (icon::check()) (counted(words::IMPORT_CUSTOMERS_DONE_ADDED, taken.added)) " " (counted(words::IMPORT_CUSTOMERS_DONE_CHANGED, taken.changed))
                @if taken.unchanged > 0 { " " (counted(words::IMPORT_CUSTOMERS_DONE_UNCHANGED, taken.unchanged)) }
            }
        }
        @if taken.refused > 0 { div class="notice warn" { p { (counted(words::IMPORT_CUSTOMERS_DONE_REFUSED, taken.refused)) } } }
        (refused(frame, (import.id, taken.refused), refusals, ""))
        div class="tools" {
            a class="button primary" href="/desk/customers" { (frame.text(words::IMPORT_CUSTOMERS_TO_LIST)) }
            a class="button" href={ (ADDRESS) "/new" } { (frame.text(words::IMPORT_CUSTOMERS_OTHER)) }
        }
    };
    page(frame, &frame.text(words::IMPORT_CUSTOMERS_DONE), &main)
}

fn other(frame: &Frame<'_>) -> Markup {
    html! { p { a href={ (ADDRESS) "/new" } { (icon::back()) (frame.text(words::IMPORT_CUSTOMERS_OTHER)) } } }
}

fn page(frame: &Frame<'_>, title: &str, main: &Markup) -> Markup {
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div id="import" class="narrow stack import" {
                p class="crumbs small" { a href="/desk/customers" { (icon::back()) (frame.text(customers::CUSTOMER_LIST)) } }
                h1 { (title) }
                (main)
            }
        }
    };
    layout::desk(frame, title, DeskNav::Customers, &body)
}

/// The rows that are not taken as a file: as they stood in the one that was brought, each with why. Mended, it can be brought itself.
pub fn failed_csv(locale: &Locale, failed: &Failed) -> Result<Vec<u8>, ::csv::Error> {
    let ours = [words::IMPORT_CUSTOMERS_ROW, words::IMPORT_CUSTOMERS_WHY_NOT].map(|msg| locale.text(msg));
    let rows = failed.rows.iter().map(|(row, cells, why)| {
        // A row may have fewer cells than there are columns, or more.
        let own = (0..failed.heads.len()).map(|place| cells.get(place).cloned().unwrap_or_default());
        own.chain([row.to_string(), row_problem(locale, why)]).collect()
    });
    csv::file(failed.heads.iter().chain(&ours), rows)
}

/// What that file is called.
pub fn failed_name(locale: &Locale) -> String {
    format!("{}.csv", locale.text(words::IMPORT_CUSTOMERS_FAILED_NAME))
}

/// Why a file cannot be read.
fn file_problem(locale: &Locale, problem: &FileProblem) -> String {
    match problem {
        // Files of customers hold no days.
        FileProblem::Empty | FileProblem::WhichDay => locale.text(words::CUSTOMER_FILE_EMPTY),
        FileProblem::NotText => locale.text(words::CUSTOMER_FILE_NOT_TEXT),
        FileProblem::TooManyRows => locale.text(words::CUSTOMER_FILE_TOO_MANY),
        FileProblem::NoColumn(_) => locale.text(words::CUSTOMER_FILE_NO_COLUMN),
        FileProblem::TwoColumns(column) => {
            let column = locale.text(column_name(*column));
            locale.with(words::CUSTOMER_FILE_TWO_COLUMNS, &[("column", column.into())])
        }
        FileProblem::OpenQuote { row } => locale.with(words::CUSTOMER_FILE_OPEN_QUOTE, &[("row", (*row).into())]),
        FileProblem::Broken => locale.text(words::CUSTOMER_FILE_BROKEN),
    }
}

/// Why a row is not taken.
fn row_problem(locale: &Locale, problem: &RowProblem) -> String {
    match problem {
        RowProblem::TooLong { column, max } => {
            let column = locale.text(column_name(*column));
            locale.with(words::CUSTOMER_ROW_TOO_LONG, &[("column", column.into()), ("max", (*max).into())])
        }
        RowProblem::NotAnAddress => locale.text(words::CUSTOMER_ROW_NOT_AN_ADDRESS),
        RowProblem::NobodyNamed => locale.text(words::CUSTOMER_ROW_NOBODY),
        RowProblem::NoName => locale.text(words::CUSTOMER_ROW_NO_NAME),
        RowProblem::Twice { first } => locale.with(words::CUSTOMER_ROW_TWICE, &[("row", (*first).into())]),
        RowProblem::SeveralCustomers => locale.text(words::CUSTOMER_ROW_SEVERAL),
        RowProblem::Archived => locale.text(words::CUSTOMER_ROW_ARCHIVED),
    }
}

const fn column_name(column: Column) -> Msg {
    match column {
        Column::Id => words::IMPORT_CUSTOMERS_COLUMN_ID,
        Column::Name => customers::CUSTOMER_NAME,
        Column::Email => customers::CUSTOMER_EMAIL,
        Column::Phone => customers::CUSTOMER_PHONE,
        Column::Address => customers::CUSTOMER_ADDRESS,
        Column::PostalCode => words::IMPORT_CUSTOMERS_COLUMN_POSTAL_CODE,
        Column::City => words::IMPORT_CUSTOMERS_COLUMN_CITY,
        Column::Country => words::IMPORT_CUSTOMERS_COLUMN_COUNTRY,
        Column::TaxNumber => customers::CUSTOMER_TAX_NUMBER,
        Column::Notes => customers::CUSTOMER_NOTES,
    }
}

/// Why a file that was chosen is not looked at.
pub const fn not_kept(problem: &FileProblem) -> Msg {
    match problem {
        FileProblem::NotText => words::CUSTOMER_FILE_NOT_TEXT,
        _ => words::CUSTOMER_FILE_EMPTY,
    }
}

/// A file is too large.
pub const TOO_LARGE: Msg = words::IMPORT_CUSTOMERS_TOO_LARGE;
/// No file was chosen.
pub const NOTHING_CHOSEN: Msg = words::IMPORT_CUSTOMERS_NOTHING_CHOSEN;
