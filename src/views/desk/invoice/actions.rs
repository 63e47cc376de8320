//! What can be done with an invoice: one folded form for each, so that all of it works without scripts.

use maud::{Markup, html};

use super::{InvoicePage, money, url};
use crate::domain::input::Problem;
use crate::domain::invoice::{Method, State};
use crate::domain::text_enum;
use crate::views::form::Field;
use crate::views::frame::Frame;
use crate::views::icon;
use crate::words::msg::invoices;
use crate::words::{Msg, nouns};

text_enum! {
    /// Something that can be done, as `?act=` of the page.
    Act {
        /// Send it for the first time.
        Send = "send",
        /// Send its mail again.
        Resend = "resend",
        /// Record money that came in.
        Payment = "payment",
        /// Record money that went back.
        Refund = "refund",
        /// Ask for less.
        Credit = "credit",
        /// Take it back.
        Void = "void",
        /// Delete the draft.
        Delete = "delete",
    }
}

/// What is typed into one of the forms.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// How much.
    pub amount: String,
    /// How.
    pub method: String,
    /// The day.
    pub on: String,
    /// What is written to it.
    pub note: String,
    /// The addresses that are ticked; none before anybody chose.
    pub to: Option<Vec<String>>,
    /// Further addresses.
    pub others: String,
}

const AMOUNT: Field = Field { name: "amount", label: invoices::INVOICE_PAY_AMOUNT };
const METHOD: Field = Field { name: "method", label: invoices::INVOICE_PAY_METHOD };
const ON: Field = Field { name: "on", label: invoices::INVOICE_PAY_ON };
const NOTE: Field = Field { name: "note", label: invoices::INVOICE_PAY_NOTE };
const REASON: Field = Field { name: "note", label: invoices::INVOICE_CREDIT_REASON };
const OTHERS: Field = Field { name: "others", label: invoices::INVOICE_SEND_OTHERS };
const CONFIRMED: Field = Field { name: "confirmed", label: invoices::INVOICE_VOID_CONFIRM };

/// Every form that this invoice allows now.
pub(super) fn actions(frame: &Frame<'_>, page: &InvoicePage<'_>) -> Markup {
    let row = &page.invoice.row;
    let (owes, paid) = (row.balance.outstanding.is_positive(), row.balance.paid.is_positive());
    html! {
        div class="card acts" {
            @match row.state {
                State::Draft => {
                    (act(frame, page, Act::Send, &send(frame, page)))
                    (act(frame, page, Act::Delete, &delete(frame, page)))
                }
                State::Sent => {
                    // What was sent from a page that did not know yet how it stands comes back with what is wrong.
                    @if owes || came_back(page, Act::Payment) { (act(frame, page, Act::Payment, &payment(frame, page))) }
                    @if paid { (act(frame, page, Act::Refund, &refund(frame, page))) }
                    @if owes || came_back(page, Act::Credit) { (act(frame, page, Act::Credit, &credit(frame, page))) }
                    (act(frame, page, Act::Resend, &resend(frame, page)))
                    @if !paid { (act(frame, page, Act::Void, &void(frame, page))) }
                }
                State::Void => p class="part small quiet" { (frame.text(invoices::INVOICE_VOID_DONE)) },
            }
        }
    }
}

fn act(frame: &Frame<'_>, page: &InvoicePage<'_>, act: Act, form: &Markup) -> Markup {
    let (name, picture) = match act {
        Act::Send => (invoices::INVOICE_SEND, icon::mail()),
        Act::Resend => (invoices::INVOICE_RESEND, icon::mail()),
        Act::Payment => (invoices::INVOICE_PAY, icon::plus()),
        Act::Refund => (invoices::INVOICE_REFUND, icon::back()),
        Act::Credit => (invoices::INVOICE_CREDIT, icon::pen()),
        Act::Void => (invoices::INVOICE_VOID, icon::cross()),
        Act::Delete => (invoices::INVOICE_DELETE, icon::cross()),
    };
    html! {
        details id=(act) class="act" name="act" open[page.act == Some(act)] {
            summary { (picture) (frame.text(name)) }
            (form)
        }
    }
}

fn form(frame: &Frame<'_>, page: &InvoicePage<'_>, path: &str, fields: &Markup) -> Markup {
    let action = frame.action(&format!("{}/{path}", url(page.invoice.row.id)));
    html! {
        form class="form" method="post" action=(action) {
            input type="hidden" name="key" value=(page.key);
            (fields)
        }
    }
}

fn send(frame: &Frame<'_>, page: &InvoicePage<'_>) -> Markup {
    let invoice = page.invoice;
    if invoice.lines.is_empty() {
        return html! { div class="form" { p class="small" { (frame.text(invoices::INVOICE_SEND_NO_LINES)) } } };
    }
    let fields = html! {
        p class="small quiet" { (frame.text(invoices::INVOICE_SEND_TEXT)) }
        @if invoice.totals.gross.is_zero() { p class="small notice warn" { (frame.text(invoices::INVOICE_NOTHING_TO_PAY)) } }
        (recipients(frame, page, Act::Send))
        button type="submit" class="button primary" { (icon::mail()) (frame.text(invoices::INVOICE_SEND_SUBMIT)) }
    };
    form(frame, page, "sending", &fields)
}

fn resend(frame: &Frame<'_>, page: &InvoicePage<'_>) -> Markup {
    let fields = html! {
        p class="small quiet" { (frame.text(invoices::INVOICE_RESEND_TEXT)) }
        (recipients(frame, page, Act::Resend))
        button type="submit" class="button primary" { (frame.text(invoices::INVOICE_RESEND_SUBMIT)) }
    };
    form(frame, page, "mails", &fields)
}

/// Who gets the mail: the customer's address and its people who can sign in, all ticked, and others.
fn recipients(frame: &Frame<'_>, page: &InvoicePage<'_>, act: Act) -> Markup {
    let mut known: Vec<(&str, Option<&str>)> = Vec::new();
    let people = page.people.iter().map(|login| (login.email.as_str(), Some(login.name.as_str())));
    let own = Some((page.customer.email.as_str(), None)).filter(|(email, _)| !email.is_empty());
    for (email, name) in people.chain(own) {
        if !known.iter().any(|(one, _)| one.eq_ignore_ascii_case(email)) {
            known.push((email, name));
        }
    }
    let typed = shown(page, act);
    let is_ticked = |email: &str| match &typed.to {
        Some(to) => to.iter().any(|one| one.eq_ignore_ascii_case(email)),
        None => true,
    };
    html! {
        @if known.is_empty() {
            @if act == Act::Send { p class="small notice warn" { (frame.text(invoices::INVOICE_SEND_NOBODY)) } }
        } @else {
            fieldset class="ticks" {
                legend class="label" { (frame.text(invoices::INVOICE_SEND_TO)) }
                @for (email, name) in &known {
                    label class="tick" {
                        input type="checkbox" name="to" value=(email) checked[is_ticked(email)];
                        span { @if let Some(name) = name { bdi { (name) } " · " } bdi { (email) } }
                    }
                }
            }
        }
        @if page.people.is_empty() {
            p class="small quiet" dir="auto" { (frame.with(invoices::INVOICE_SEND_PORTAL_NONE, &[("name", page.customer.name.as_str().into())])) }
        }
        (field(frame, page, (act, OTHERS), Some(invoices::INVOICE_SEND_OTHERS_HINT), &|id, invalid, described| html! {
            input id=(id) name="others" class="input" type="text" inputmode="email" autocapitalize="none" spellcheck="false" value=(typed.others)
                aria-invalid=[invalid] aria-describedby=[described];
        }))
    }
}

fn payment(frame: &Frame<'_>, page: &InvoicePage<'_>) -> Markup {
    let outstanding = frame.locale.typed(&page.invoice.row.balance.outstanding.plain(page.invoice.row.currency));
    let fields = html! {
        p class="small quiet" { (frame.text(invoices::INVOICE_PAY_TEXT)) }
        @if page.is_being_paid { p class="small notice warn" { (frame.text(invoices::INVOICE_BEING_PAID_BY_HAND)) } }
        (by_hand(frame, page, Act::Payment, &outstanding))
        @if problem(page, Act::Payment, AMOUNT) == Some(&Problem::MoreThanOutstanding) {
            label class="tick" { input type="checkbox" name="surplus" value="yes"; span { (frame.text(invoices::INVOICE_PAY_SURPLUS)) } }
        }
        button type="submit" class="button primary" { (frame.text(invoices::INVOICE_PAY_SUBMIT)) }
    };
    form(frame, page, "payments", &fields)
}

fn refund(frame: &Frame<'_>, page: &InvoicePage<'_>) -> Markup {
    let balance = &page.invoice.row.balance;
    let back = if balance.surplus.is_positive() { balance.surplus } else { balance.paid };
    let fields = html! {
        p class="small quiet" { (frame.text(invoices::INVOICE_REFUND_TEXT)) }
        (by_hand(frame, page, Act::Refund, &frame.locale.typed(&back.plain(page.invoice.row.currency))))
        button type="submit" class="button primary" { (frame.text(invoices::INVOICE_REFUND_SUBMIT)) }
    };
    form(frame, page, "refunds", &fields)
}

/// How much, how, when, and a note.
fn by_hand(frame: &Frame<'_>, page: &InvoicePage<'_>, act: Act, offered: &str) -> Markup {
    let typed = shown(page, act);
    let today = page.today.to_string();
    let on = if typed.on.is_empty() { &today } else { &typed.on };
    html! {
        (amount(frame, page, act, offered))
        (field(frame, page, (act, METHOD), None, &|id, invalid, described| html! {
            select id=(id) name="method" class="input" aria-invalid=[invalid] aria-describedby=[described] {
                @for &method in Method::BY_HAND {
                    option value=(method) selected[typed.method == method.as_str()] { (frame.text(nouns::method(method))) }
                }
            }
        }))
        (field(frame, page, (act, ON), None, &|id, invalid, described| html! {
            input id=(id) name="on" class="input" type="date" value=(on) max=(today) required aria-invalid=[invalid] aria-describedby=[described];
        }))
        (field(frame, page, (act, NOTE), Some(invoices::INVOICE_PAY_NOTE_HINT), &|id, invalid, described| html! {
            input id=(id) name="note" class="input" type="text" value=(typed.note) dir="auto" aria-invalid=[invalid] aria-describedby=[described];
        }))
    }
}

fn credit(frame: &Frame<'_>, page: &InvoicePage<'_>) -> Markup {
    let typed = shown(page, Act::Credit);
    let outstanding = frame.locale.typed(&page.invoice.row.balance.outstanding.plain(page.invoice.row.currency));
    let fields = html! {
        p class="small quiet" { (frame.text(invoices::INVOICE_CREDIT_TEXT)) }
        (amount(frame, page, Act::Credit, &outstanding))
        (field(frame, page, (Act::Credit, REASON), Some(invoices::INVOICE_CREDIT_REASON_HINT), &|id, invalid, described| html! {
            input id=(id) name="note" class="input" type="text" value=(typed.note) dir="auto" required aria-invalid=[invalid] aria-describedby=[described];
        }))
        button type="submit" class="button primary" { (frame.text(invoices::INVOICE_CREDIT_SUBMIT)) }
    };
    form(frame, page, "credit-notes", &fields)
}

fn amount(frame: &Frame<'_>, page: &InvoicePage<'_>, act: Act, offered: &str) -> Markup {
    let typed = shown(page, act);
    let value = if came_back(page, act) { &typed.amount } else { offered };
    field(frame, page, (act, AMOUNT), None, &|id, invalid, described| {
        html! {
            input id=(id) name="amount" class="input num" type="text" inputmode="decimal" value=(value) required autocomplete="off"
                aria-invalid=[invalid] aria-describedby=[described];
        }
    })
}

fn void(frame: &Frame<'_>, page: &InvoicePage<'_>) -> Markup {
    let invoice = page.invoice;
    let number = invoice.row.number.as_ref().map(ToString::to_string).unwrap_or_default();
    let wrong = problem(page, Act::Void, CONFIRMED).is_some();
    let fields = html! {
        p class="small quiet" { (frame.text(invoices::INVOICE_VOID_TEXT)) }
        p class="small" { (frame.text(invoices::INVOICE_OUTSTANDING)) ": " span class="num" { (money(frame, invoice, invoice.row.balance.outstanding)) } }
        label class="tick" {
            input type="checkbox" name="confirmed" value="yes" required aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then_some("void-problem")];
            span { (frame.with(invoices::INVOICE_VOID_CONFIRM, &[("number", number.into())])) }
        }
        @if wrong { p class="problem" id="void-problem" { (frame.text(invoices::INVOICE_VOID_UNCONFIRMED)) } }
        button type="submit" class="button danger" { (frame.text(invoices::INVOICE_VOID_SUBMIT)) }
    };
    form(frame, page, "void", &fields)
}

fn delete(frame: &Frame<'_>, page: &InvoicePage<'_>) -> Markup {
    let fields = html! {
        p class="small quiet" { (frame.text(invoices::INVOICE_DELETE_TEXT)) }
        button type="submit" class="button danger" { (frame.text(invoices::INVOICE_DELETE)) }
    };
    form(frame, page, "delete", &fields)
}

/// Whether the form of an action comes back, because it was not done.
fn came_back(page: &InvoicePage<'_>, act: Act) -> bool {
    page.act == Some(act) && (!page.problems.is_empty() || page.refused.is_some())
}

/// What is typed into the form of an action: what came back belongs to the one that is open.
fn shown<'a>(page: &InvoicePage<'a>, act: Act) -> &'a Typed {
    const NOTHING: &Typed = &Typed {
        amount: String::new(),
        method: String::new(),
        on: String::new(),
        note: String::new(),
        to: None,
        others: String::new(),
    };
    if page.act == Some(act) { page.typed } else { NOTHING }
}

/// What is wrong with a field of the form that is open.
fn problem<'a>(page: &InvoicePage<'a>, act: Act, field: Field) -> Option<&'a Problem> {
    let wrong = page.problems.iter().find(|invalid| page.act == Some(act) && invalid.field == field.name);
    wrong.map(|invalid| &invalid.problem)
}

/// A control: given its id, whether it is wrong, and what describes it.
type Control<'a> = &'a dyn Fn(&str, Option<&str>, Option<&str>) -> Markup;

/// A field whose id is its own although several forms have one of its name.
fn field(
    frame: &Frame<'_>,
    page: &InvoicePage<'_>,
    (act, field): (Act, Field),
    hint: Option<Msg>,
    control: Control<'_>,
) -> Markup {
    let id = format!("{act}-{}", field.name);
    let wrong = problem(page, act, field);
    let ids: Vec<String> =
        hint.map(|_| format!("{id}-hint")).into_iter().chain(wrong.map(|_| format!("{id}-problem"))).collect();
    let described = ids.join(" ");
    let described = Some(described.as_str()).filter(|ids| !ids.is_empty());
    let currency = page.invoice.row.currency.code();
    html! {
        div class="field" {
            label for=(id) { (frame.with(field.label, &[("currency", currency.into())])) }
            (control(&id, wrong.map(|_| "true"), described))
            @if let Some(hint) = hint { p class="hint" id={ (id) "-hint" } { (frame.text(hint)) } }
            @if let Some(problem) = wrong { p class="problem" id={ (id) "-problem" } { (nouns::problem(frame.locale, problem)) } }
        }
    }
}
