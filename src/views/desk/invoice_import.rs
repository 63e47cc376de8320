//! Bringing invoices and payments in from files: choosing them, what would come of them, what came of them.

use maud::{Markup, html};

use crate::domain::invoice_file::{
    Choices, Column, DateOrder, FileInvoice, FileProblem, Outlook, Refusal, Report, RowProblem, Which,
};
use crate::domain::money::Money;
use crate::id::ImportId;
use crate::views::csv;
use crate::views::form::{self, Field};
use crate::views::frame::Frame;
use crate::views::icon;
use crate::views::layout::{self, DeskNav};
use crate::views::parts;
use crate::words::msg::invoice_import as words;
use crate::words::msg::invoices;
use crate::words::{Locale, Msg, nouns};

/// Where files are brought.
pub const ADDRESS: &str = "/desk/invoices/imports";
/// Rows that a page shows; all are in the file.
const SHOWN: usize = 200;

const INVOICES: Field = Field { name: "invoices", label: words::IMPORT_INVOICES };
const PAYMENTS: Field = Field { name: "payments", label: words::IMPORT_PAYMENTS };
const ORDER: Field = Field { name: "order", label: words::IMPORT_ORDER };

/// The columns of each file: what they hold, and whether they are needed.
const OF_INVOICES: [(Column, Msg, bool); 11] = [
    (Column::Number, words::COLUMN_NUMBER, true),
    (Column::Customer, words::COLUMN_CUSTOMER, false),
    (Column::Email, words::COLUMN_EMAIL, false),
    (Column::Date, words::COLUMN_DATE, true),
    (Column::Due, words::COLUMN_DUE, false),
    (Column::Currency, words::COLUMN_CURRENCY, false),
    (Column::Total, words::COLUMN_TOTAL, true),
    (Column::Net, words::COLUMN_NET, false),
    (Column::TaxRate, words::COLUMN_TAX_RATE, false),
    (Column::Description, words::COLUMN_DESCRIPTION, false),
    (Column::Reference, words::COLUMN_REFERENCE, false),
];
const OF_PAYMENTS: [(Column, Msg, bool); 7] = [
    (Column::Number, words::COLUMN_PAYMENT_NUMBER, true),
    (Column::Date, words::COLUMN_PAYMENT_DATE, true),
    (Column::Amount, words::COLUMN_AMOUNT, true),
    (Column::Currency, words::COLUMN_CURRENCY, false),
    (Column::Method, words::COLUMN_METHOD, false),
    (Column::Note, words::COLUMN_NOTE, false),
    (Column::Id, words::COLUMN_ID, false),
];

/// The page on which files are chosen. `refused` says why those that were sent are not looked at.
pub fn choose(frame: &Frame<'_>, refused: Option<Msg>) -> Markup {
    let title = frame.text(words::IMPORT_TITLE);
    let refused = refused.map(|msg| frame.text(msg));
    let main = html! {
        (form::refused(refused.as_deref()))
        p class="quiet" { (frame.text(words::IMPORT_INTRO)) }
        form class="card form" method="post" enctype="multipart/form-data" action=(frame.action(ADDRESS)) {
            (file(frame, INVOICES, words::IMPORT_INVOICES_HINT))
            (file(frame, PAYMENTS, words::IMPORT_PAYMENTS_HINT))
            div class="tools" { button type="submit" class="button primary" { (frame.text(words::IMPORT_LOOK)) } }
        }
        section class="card" aria-labelledby="columns-title" {
            div class="card-head" { h2 id="columns-title" { (frame.text(words::IMPORT_COLUMNS)) } }
            div class="form" {
                p class="small quiet" { (frame.text(words::IMPORT_COLUMNS_TEXT)) }
                (columns(frame, words::IMPORT_INVOICES, &OF_INVOICES))
                (columns(frame, words::IMPORT_PAYMENTS, &OF_PAYMENTS))
            }
        }
    };
    page(frame, &title, &main)
}

fn file(frame: &Frame<'_>, field: Field, hint: Msg) -> Markup {
    form::around(
        frame.locale,
        &[],
        field,
        Some(hint),
        &html! {
            input id=(field.name) name=(field.name) class="input" type="file" accept=".csv,.txt,.tsv,text/csv,text/plain"
                aria-describedby=[form::described_by(&[], field, Some(hint))];
        },
    )
}

fn columns(frame: &Frame<'_>, title: Msg, columns: &[(Column, Msg, bool)]) -> Markup {
    html! {
        div class="table-scroll" role="group" tabindex="0" aria-label=(frame.text(title)) {
            table class="figures-table words-table" {
                caption { (frame.text(title)) }
                thead { tr { th scope="col" { (frame.text(words::IMPORT_COLUMN)) } th scope="col" { (frame.text(words::IMPORT_COLUMN_HOLDS)) } } }
                tbody {
                    @for (column, holds, needed) in columns {
                        tr {
                            th scope="row" { code { (column) } @if *needed { " " span class="chip plain" { (frame.text(words::IMPORT_NEEDED)) } } }
                            td { (frame.text(*holds)) }
                        }
                    }
                }
            }
        }
    }
}

/// The page of what would come of files.
pub fn preview(frame: &Frame<'_>, id: ImportId, outlook: &Outlook, choices: Choices) -> Markup {
    let title = frame.text(words::IMPORT_PREVIEW);
    let taken = !outlook.invoices.is_empty() || !outlook.payments.is_empty();
    let main = html! {
        p class="quiet" { (frame.text(words::IMPORT_PREVIEW_TEXT)) }
        @if let Some((which, problem)) = &outlook.stopped { (stopped(frame, *which, problem)) }
        @if outlook.stopped.is_none() { (sums(frame, outlook, taken)) }
        (choose_more(frame, id, outlook, choices))
        @if taken {
            form method="post" action=(frame.action(&format!("{ADDRESS}/{id}"))) {
                (carried(choices))
                button type="submit" class="button primary" { (frame.text(words::IMPORT_RUN)) }
            }
        }
        @if outlook.refused() > 0 { (refused(frame, id, outlook, choices)) }
        @if !outlook.invoices.is_empty() { (invoices_taken(frame, &outlook.invoices)) }
        p { a href={ (ADDRESS) "/new" } { (icon::back()) (frame.text(words::IMPORT_OTHER)) } }
    };
    page(frame, &title, &main)
}

fn stopped(frame: &Frame<'_>, which: Which, problem: &FileProblem) -> Markup {
    let title = match which {
        Which::Invoices => words::IMPORT_STOPPED_INVOICES,
        Which::Payments => words::IMPORT_STOPPED_PAYMENTS,
    };
    html! {
        div class="notice bad" role="alert" {
            p { strong { (frame.text(title)) } }
            p { (file_problem(frame.locale, problem)) }
        }
    }
}

fn sums(frame: &Frame<'_>, outlook: &Outlook, taken: bool) -> Markup {
    html! {
        section class="card" aria-labelledby="sums-title" {
            div class="card-head" {
                h2 id="sums-title" {
                    (frame.with(words::IMPORT_TAKEN, &[("count", outlook.invoices.len().into())])) ", "
                    (frame.with(words::IMPORT_TAKEN_PAYMENTS, &[("count", outlook.payments.len().into())]))
                }
            }
            div class="form" {
                @if !taken { p { (frame.text(words::IMPORT_TAKEN_NONE)) } }
                @for sum in &outlook.sums {
                    p class="num import-sum" {
                        strong { (frame.with(words::IMPORT_SUM, &[("total", frame.locale.money(Money::new(sum.total, sum.currency)).into())])) } " "
                        (frame.with(words::IMPORT_SUM_PAID, &[("paid", frame.locale.money(Money::new(sum.paid, sum.currency)).into())]))
                    }
                }
            }
        }
    }
}

/// What can be chosen before anything is taken.
fn choose_more(frame: &Frame<'_>, id: ImportId, outlook: &Outlook, choices: Choices) -> Markup {
    let missing = if choices.add_customers { &outlook.new_customers } else { &outlook.unknown_customers };
    let order = choices.order.map(|order| order.to_string()).unwrap_or_default();
    let orders = [
        (String::new(), frame.text(words::IMPORT_ORDER_ITSELF)),
        (DateOrder::DayFirst.to_string(), frame.text(words::IMPORT_ORDER_DAY)),
        (DateOrder::MonthFirst.to_string(), frame.text(words::IMPORT_ORDER_MONTH)),
    ];
    html! {
        form class="card form" method="get" action={ (ADDRESS) "/" (id) } aria-label=(frame.text(words::IMPORT_CHOICES)) {
            @if !missing.is_empty() {
                @let shown: Vec<&str> = missing.iter().take(10).map(String::as_str).collect();
                @let more = if missing.len() > shown.len() { "…" } else { "" };
                p class="small" dir="auto" {
                    (frame.with(words::IMPORT_NEW_CUSTOMERS, &[("count", missing.len().into()), ("names", format!("{}{more}", shown.join(", ")).into())]))
                }
            }
            div class="field" {
                label class="check" for="add_customers" {
                    input type="checkbox" id="add_customers" name="add_customers" value="yes" checked[choices.add_customers] aria-describedby="add_customers-hint";
                    span { (frame.text(words::IMPORT_ADD_CUSTOMERS)) }
                }
                p class="hint" id="add_customers-hint" { (frame.text(words::IMPORT_ADD_CUSTOMERS_HINT)) }
            }
            (form::select(frame.locale, &[], ORDER, (&order, &orders), Some(words::IMPORT_ORDER_HINT)))
            div class="tools" { button type="submit" class="button" { (frame.text(words::IMPORT_AGAIN)) } }
        }
    }
}

fn carried(choices: Choices) -> Markup {
    html! {
        @if choices.add_customers { input type="hidden" name="add_customers" value="yes"; }
        @if let Some(order) = choices.order { input type="hidden" name="order" value=(order); }
    }
}

/// The rows that are not taken, as far as a page can show them.
fn refused(frame: &Frame<'_>, id: ImportId, outlook: &Outlook, choices: Choices) -> Markup {
    let all = rows(outlook);
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if choices.add_customers {
        query.append_pair("add_customers", "yes");
    }
    if let Some(order) = choices.order {
        query.append_pair("order", order.as_str());
    }
    let file = format!("{ADDRESS}/{id}/failed.csv?{}", query.finish());
    let columns = [words::IMPORT_NUMBER, words::IMPORT_FILE, words::IMPORT_ROW, words::IMPORT_WHY];
    let rows = html! {
        @for &(which, refusal) in all.iter().take(SHOWN) {
            tr {
                th scope="row" dir="auto" { (refusal.called) }
                td { (frame.text(which)) }
                td class="num" { (refusal.row) }
                td { (row_problem(frame.locale, &refusal.why)) }
            }
        }
    };
    html! {
        section class="card" {
            div class="card-head" {
                h2 id="refused-title" { (frame.with(words::IMPORT_REFUSED, &[("count", all.len().into())])) }
                a class="small" href=(file) { (icon::download()) (frame.text(words::IMPORT_REFUSED_FILE)) }
            }
            @if all.len() > SHOWN { p class="small quiet part" { (frame.with(words::IMPORT_REFUSED_SOME, &[("count", SHOWN.into())])) } }
            (parts::table(frame, "figures-table words-table", "refused-title", &columns, &rows))
        }
    }
}

fn rows(outlook: &Outlook) -> Vec<(Msg, &Refusal)> {
    let of_invoices = outlook.refused_invoices.iter().map(|refusal| (words::IMPORT_INVOICES, refusal));
    of_invoices.chain(outlook.refused_payments.iter().map(|refusal| (words::IMPORT_PAYMENTS, refusal))).collect()
}

fn invoices_taken(frame: &Frame<'_>, taken: &[FileInvoice]) -> Markup {
    let columns = [
        words::IMPORT_NUMBER,
        words::IMPORT_CUSTOMER,
        invoices::INVOICE_ISSUED,
        invoices::INVOICE_DUE,
        words::IMPORT_TOTAL,
    ];
    let rows = html! {
        @for one in taken.iter().take(SHOWN) {
            tr {
                th scope="row" class="num" { (one.number) }
                td dir="auto" { @if one.customer.is_empty() { (one.email) } @else { (one.customer) } }
                td { (parts::day(frame, one.issued_on)) }
                td { (parts::day(frame, one.due_on)) }
                td class="num" { (frame.locale.money(Money::new(one.total, one.currency))) }
            }
        }
    };
    html! {
        section class="card" {
            div class="card-head" { h2 id="taken-title" { (frame.with(words::IMPORT_TAKEN, &[("count", taken.len().into())])) } }
            (parts::table(frame, "figures-table", "taken-title", &columns, &rows))
        }
    }
}

/// The page of what came of files.
pub fn done(frame: &Frame<'_>, id: ImportId, report: &Report) -> Markup {
    let title = frame.text(words::IMPORT_DONE);
    let counted = |msg, count: usize| frame.with(msg, &[("count", count.into())]);
    let main = html! {
        div class="notice good" role="status" {
            p {
                (icon::check()) (counted(words::IMPORT_DONE_INVOICES, report.invoices)) " " (counted(words::IMPORT_DONE_PAYMENTS, report.payments))
                @if report.customers > 0 { " " (counted(words::IMPORT_DONE_CUSTOMERS, report.customers)) }
            }
        }
        @if report.refused > 0 {
            div class="notice warn" {
                p { (counted(words::IMPORT_DONE_REFUSED, report.refused)) }
                p { a href={ (ADDRESS) "/" (id) "/failed.csv" } { (icon::download()) (frame.text(words::IMPORT_REFUSED_FILE)) } }
            }
        }
        p { a class="button primary" href="/desk/invoices" { (frame.text(words::IMPORT_TO_LIST)) } }
    };
    page(frame, &title, &main)
}

fn page(frame: &Frame<'_>, title: &str, main: &Markup) -> Markup {
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="narrow stack import" {
                p class="crumbs small" { a href="/desk/invoices" { (icon::back()) (frame.text(invoices::INVOICE_LIST)) } }
                h1 { (title) }
                (main)
            }
        }
    };
    layout::desk(frame, title, DeskNav::Invoices, &body)
}

/// The rows that are not taken, as a file.
pub fn failed_csv(locale: &Locale, outlook: &Outlook) -> String {
    let columns = [words::IMPORT_FILE, words::IMPORT_ROW, words::IMPORT_NUMBER, words::IMPORT_WHY];
    let rows = rows(outlook).into_iter().map(|(which, refusal)| {
        let why = row_problem(locale, &refusal.why);
        vec![locale.text(which), refusal.row.to_string(), refusal.called.clone(), why]
    });
    let file = csv::file(columns.map(|column| locale.text(column)), rows);
    String::from_utf8_lossy(&file.unwrap_or_default()).into_owned()
}

/// What that file is called.
pub fn failed_name(locale: &Locale) -> String {
    format!("{}.csv", locale.text(words::IMPORT_FAILED_NAME))
}

/// Why a file cannot be read.
pub fn file_problem(locale: &Locale, problem: &FileProblem) -> String {
    match problem {
        FileProblem::Empty => locale.text(words::FILE_PROBLEM_EMPTY),
        FileProblem::NotText => locale.text(words::FILE_PROBLEM_NOT_TEXT),
        FileProblem::TooManyRows => locale.text(words::FILE_PROBLEM_TOO_MANY),
        FileProblem::NoColumn(column) => {
            locale.with(words::FILE_PROBLEM_NO_COLUMN, &[("column", column.as_str().into())])
        }
        FileProblem::TwoColumns(column) => {
            locale.with(words::FILE_PROBLEM_TWO_COLUMNS, &[("column", column.as_str().into())])
        }
        FileProblem::OpenQuote { row } => locale.with(words::FILE_PROBLEM_OPEN_QUOTE, &[("row", (*row).into())]),
        FileProblem::Broken => locale.text(words::FILE_PROBLEM_BROKEN),
        FileProblem::WhichDay => locale.text(words::FILE_PROBLEM_WHICH_DAY),
    }
}

/// Why a row is not taken.
pub fn row_problem(locale: &Locale, problem: &RowProblem) -> String {
    match problem {
        RowProblem::Cell(Column::Number, crate::domain::input::Problem::NotAPrefix) => {
            locale.text(words::ROW_PROBLEM_NUMBER)
        }
        RowProblem::Cell(column, problem) => {
            let problem = nouns::problem(locale, problem);
            locale.with(words::ROW_PROBLEM_CELL, &[("column", column.as_str().into()), ("problem", problem.into())])
        }
        RowProblem::Day(column) => locale.with(words::ROW_PROBLEM_DAY, &[("column", column.as_str().into())]),
        RowProblem::Twice { first } => locale.with(words::ROW_PROBLEM_TWICE, &[("number", (*first).into())]),
        RowProblem::Negative => locale.text(words::ROW_PROBLEM_NEGATIVE),
        RowProblem::NetTooLarge => locale.text(words::ROW_PROBLEM_NET),
        RowProblem::DueTooEarly => locale.text(words::ROW_PROBLEM_DUE),
        RowProblem::Exists => locale.text(words::ROW_PROBLEM_EXISTS),
        RowProblem::PaymentExists => locale.text(words::ROW_PROBLEM_PAYMENT_EXISTS),
        RowProblem::NobodyNamed => locale.text(words::ROW_PROBLEM_NOBODY),
        RowProblem::NoCustomer { name } => {
            locale.with(words::ROW_PROBLEM_NO_CUSTOMER, &[("name", name.as_str().into())])
        }
        RowProblem::SeveralCustomers { name } => {
            locale.with(words::ROW_PROBLEM_SEVERAL, &[("name", name.as_str().into())])
        }
        RowProblem::NoInvoice => locale.text(words::ROW_PROBLEM_NO_INVOICE),
        RowProblem::NotPayable => locale.text(words::ROW_PROBLEM_NOT_PAYABLE),
        RowProblem::OtherCurrency { currency } => {
            locale.with(words::ROW_PROBLEM_CURRENCY, &[("currency", currency.code().into())])
        }
    }
}
