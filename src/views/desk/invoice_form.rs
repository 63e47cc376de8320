//! The form of an invoice that is written: head, lines, what they come to.
//!
//! The server alone adds up. While one types, and when a line is added, moved or removed, the whole form goes there and the changed parts
//! come back; without scripts the same buttons bring the whole page.

use maud::{Markup, html};

use crate::domain::customer::CustomerRecord;
use crate::domain::input::Invalid;
use crate::domain::invoice::{Invoice, InvoiceForm, InvoiceProblems, LineForm, Preview, TaxRounding};
use crate::domain::money::{Amount, Money};
use crate::domain::people::Customer;
use crate::domain::rights::Right;
use crate::id::{CustomerId, InvoiceId};
use crate::views::combobox::{self, Chooser};
use crate::views::desk::customers::may;
use crate::views::form::{self, Field, Input};
use crate::views::frame::Frame;
use crate::views::icon;
use crate::views::invoices::document;
use crate::views::layout::{self, DeskNav};
use crate::words::msg::{customers, invoices, portal};
use crate::words::{Msg, nouns};

const CUSTOMER: Field = Field { name: "customer", label: invoices::INVOICE_CUSTOMER };
const CURRENCY: Field = Field { name: "currency", label: invoices::INVOICE_CURRENCY };
const DAYS: Field = Field { name: "days", label: invoices::INVOICE_DAYS };
const REFERENCE: Field = Field { name: "reference", label: invoices::INVOICE_REFERENCE };
const NOTES: Field = Field { name: "notes", label: invoices::INVOICE_NOTES };
const TERMS: Field = Field { name: "terms", label: invoices::INVOICE_TERMS };
const LINES: Field = Field { name: "lines", label: invoices::INVOICE_LINES };
const HEAD: [Field; 7] = [CUSTOMER, CURRENCY, DAYS, REFERENCE, NOTES, TERMS, LINES];

/// The fields of a line, by their names in the form; `{name}-{line}` there.
const DESCRIPTION: Field = Field { name: "description", label: invoices::INVOICE_LINE_DESCRIPTION };
const QUANTITY: Field = Field { name: "quantity", label: invoices::INVOICE_LINE_QUANTITY };
const UNIT: Field = Field { name: "unit", label: invoices::INVOICE_LINE_UNIT };
const UNIT_PRICE: Field = Field { name: "unit_price", label: invoices::INVOICE_LINE_UNIT_PRICE };
const DISCOUNT: Field = Field { name: "discount", label: invoices::INVOICE_LINE_DISCOUNT };
const TAX_RATE: Field = Field { name: "tax_rate", label: invoices::INVOICE_LINE_TAX_RATE };
const OF_LINE: [Field; 6] = [DESCRIPTION, QUANTITY, UNIT, UNIT_PRICE, DISCOUNT, TAX_RATE];

/// What stands in the form.
#[derive(Clone, Copy)]
pub struct InvoiceEditor<'a> {
    /// The draft that is changed, and which version of it.
    pub about: Option<(InvoiceId, i64)>,
    /// What is typed.
    pub form: &'a InvoiceForm,
    /// The customer chosen.
    pub customer: Option<&'a CustomerRecord>,
    /// What was typed for one.
    pub customer_name: &'a str,
    /// Those that fit what was typed, when it was not clear which one is meant.
    pub candidates: &'a [Customer],
    /// Whether there is any customer to write an invoice for.
    pub any: bool,
    /// What the form is called, so that sent twice it is one invoice.
    pub key: &'a str,
    /// What it comes to so far.
    pub preview: &'a Preview,
    /// Where tax is rounded.
    pub rounding: TaxRounding,
    /// What is wrong with it.
    pub problems: &'a InvoiceProblems,
    /// Why it was refused.
    pub refused: Option<&'a str>,
    /// Whether the key was used before, with other words.
    pub conflict: bool,
    /// What somebody else saved meanwhile.
    pub theirs: Option<&'a Invoice>,
    /// Whether nothing was typed into it yet: then what the browser kept comes back.
    pub is_fresh: bool,
    /// The id of the control that a change of the lines leads to.
    pub focus: Option<&'a str>,
}

/// The page.
pub fn page(frame: &Frame<'_>, editor: &InvoiceEditor<'_>) -> Markup {
    let title = frame.text(if editor.about.is_some() { invoices::INVOICE_EDIT_TITLE } else { invoices::INVOICE_NEW });
    let body = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="invoice-editor stack" {
                p class="crumbs small" { a href=(back(editor)) { (icon::back()) (frame.text(invoices::INVOICE_LIST)) } }
                h1 { (title) }
                @if editor.any {
                    (fields(frame, editor))
                } @else {
                    div class="notice warn" {
                        p { (frame.text(invoices::INVOICE_NO_CUSTOMERS)) }
                        @if may(frame, Right::ManageCustomers) { p { a href="/desk/customers/new" { (frame.text(customers::CUSTOMER_ADD)) } } }
                    }
                }
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Invoices, &body)
}

/// What comes back to the script when only the sums may have changed.
pub fn sums(frame: &Frame<'_>, editor: &InvoiceEditor<'_>) -> String {
    let mut parts = partial("invoice-totals", "outerMorph", &totals(frame, editor));
    for at in 0..editor.form.lines.len() {
        parts.push_str(&partial(&format!("net-{at}"), "outerMorph", &net(frame, editor.preview, at)));
    }
    parts
}

/// What comes back to the script when lines came, went or moved.
pub fn parts(frame: &Frame<'_>, editor: &InvoiceEditor<'_>) -> String {
    // Not morphed: what a line says moves to another one's fields.
    let lines = partial("invoice-lines", "outerHTML", &lines(frame, editor));
    lines + &partial("invoice-totals", "outerMorph", &totals(frame, editor))
}

fn partial(id: &str, swap: &str, markup: &Markup) -> String {
    format!(r##"<hx-partial hx-target="#{id}" hx-swap="{swap}">{}</hx-partial>"##, markup.0)
}

/// Where one goes without saving.
fn back(editor: &InvoiceEditor<'_>) -> String {
    editor.about.map_or_else(|| "/desk/invoices".to_owned(), |(id, _)| super::invoice::url(id))
}

fn fields(frame: &Frame<'_>, editor: &InvoiceEditor<'_>) -> Markup {
    let (locale, problems, typed) = (frame.locale, editor.problems.head.as_slice(), editor.form);
    let action = editor.about.map_or_else(|| "/desk/invoices".to_owned(), |(id, _)| super::invoice::url(id));
    let draft = editor.about.map_or_else(|| "invoice-new".to_owned(), |(id, _)| format!("invoice-{id}"));
    let chooser = Chooser {
        id: "customer",
        label: invoices::INVOICE_CUSTOMER,
        customer: editor.customer.map(|customer| customer.id),
        name: editor.customer.map_or(editor.customer_name, |customer| &customer.name),
        candidates: editor.candidates,
        problems,
        hint: Some(invoices::INVOICE_CUSTOMER_HINT),
        required: true,
    };
    let currencies = super::company::currencies(frame);
    let editing = frame.action("/desk/invoices/editing");
    html! {
        form id="invoice" class="stack" method="post" action=(frame.action(&action)) data-outbox-draft=(draft) data-kept-first[editor.is_fresh]
            data-rebuild=(editing) novalidate {
            // Enter in a field saves; it must not press the first button of the first line.
            button type="submit" class="unseen" tabindex="-1" aria-hidden="true" { (frame.text(invoices::INVOICE_SAVE)) }
            @match editor.about {
                Some((id, version)) => {
                    input type="hidden" name="invoice" value=(id);
                    input type="hidden" name="version" value=(version);
                }
                None => input type="hidden" name="key" value=(editor.key);,
            }
            (form::refused(editor.refused))
            (form::conflict(locale, editor.conflict))
            (overtaken(frame, editor))
            (summary(frame, editor.problems))
            section class="card form" {
                (combobox::customer(frame, &chooser))
                @if let Some(customer) = editor.customer { (no_address(frame, customer)) }
                div class="fields-row" {
                    (form::select(locale, problems, CURRENCY, (&typed.currency, &currencies), None))
                    (form::input(locale, problems, DAYS, Input { kind: "number", ..Input::text(&typed.days) }.hint(invoices::INVOICE_DAYS_HINT)))
                    (form::input(locale, problems, REFERENCE, Input::text(&typed.reference).hint(invoices::INVOICE_REFERENCE_HINT)))
                }
                (form::area(locale, problems, NOTES, &typed.notes, None))
            }
            (lines(frame, editor))
            (totals(frame, editor))
            section class="card form" { (form::area(locale, problems, TERMS, &typed.terms, None)) }
            div class="tools" {
                a class="button plain" href=(back(editor)) data-forget-draft { (frame.text(invoices::INVOICE_CANCEL)) }
                span class="end tools" {
                    button type="submit" class="button" name="then" value="send" { (frame.text(invoices::INVOICE_SAVE_SEND)) }
                    button type="submit" class="button primary" { (frame.text(invoices::INVOICE_SAVE)) }
                }
            }
        }
    }
}

/// A customer without an address can be sent to all the same.
fn no_address(frame: &Frame<'_>, customer: &CustomerRecord) -> Markup {
    html! {
        @if customer.address.trim().is_empty() {
            p class="small notice warn" {
                span dir="auto" { (frame.with(invoices::INVOICE_NO_ADDRESS, &[("name", customer.name.as_str().into())])) }
                @if may(frame, Right::ManageCustomers) {
                    " " a href=(edit_customer(customer.id)) target="_blank" rel="noopener" { (frame.text(invoices::INVOICE_NO_ADDRESS_ADD)) }
                }
            }
        }
    }
}

fn edit_customer(id: CustomerId) -> String {
    format!("/desk/customers/{id}/edit")
}

/// What somebody else saved while this was typed.
fn overtaken(frame: &Frame<'_>, editor: &InvoiceEditor<'_>) -> Markup {
    html! {
        @if let Some(theirs) = editor.theirs {
            div class="notice warn" role="alert" tabindex="-1" autofocus {
                p { strong { (frame.text(invoices::INVOICE_OVERTAKEN_TITLE)) } }
                p { (frame.text(invoices::INVOICE_OVERTAKEN_TEXT)) }
                details {
                    summary { (frame.text(invoices::INVOICE_OVERTAKEN_THEIRS)) }
                    (super::invoice::document(frame, theirs))
                }
            }
        }
    }
}

/// Everything that has to be mended, each line of it a link to its field.
fn summary(frame: &Frame<'_>, problems: &InvoiceProblems) -> Markup {
    let count = problems.head.len() + problems.lines.len();
    html! {
        @if count > 0 {
            div class="notice bad" role="alert" tabindex="-1" autofocus data-problems {
                p { strong { (frame.with(portal::FORM_PROBLEMS, &[("count", count.into())])) } }
                ul {
                    @for invalid in &problems.head {
                        li { a href={ "#" (anchor(invalid)) } { (sentence(frame, label(frame, &HEAD, invalid), invalid)) } }
                    }
                    @for (at, invalid) in &problems.lines {
                        @let field = frame.with(invoices::INVOICE_LINE_FIELD, &[("field", label(frame, &OF_LINE, invalid).into()), ("number", (at + 1).into())]);
                        li { a href={ "#" (invalid.field) "-" (at) } { (sentence(frame, field, invalid)) } }
                    }
                }
            }
        }
    }
}

/// Where a problem of the head is mended.
fn anchor(invalid: &Invalid) -> &'static str {
    if invalid.field == LINES.name { "invoice-lines" } else { invalid.field }
}

fn label(frame: &Frame<'_>, fields: &[Field], invalid: &Invalid) -> String {
    let field = fields.iter().find(|field| field.name == invalid.field);
    field.map_or_else(|| invalid.field.to_owned(), |field| frame.text(field.label))
}

fn sentence(frame: &Frame<'_>, field: String, invalid: &Invalid) -> String {
    let problem = nouns::problem(frame.locale, &invalid.problem);
    frame.with(portal::FORM_PROBLEM, &[("field", field.into()), ("problem", problem.into())])
}

fn lines(frame: &Frame<'_>, editor: &InvoiceEditor<'_>) -> Markup {
    let wrong = editor.problems.head.iter().find(|invalid| invalid.field == LINES.name);
    html! {
        section id="invoice-lines" class="card form invoice-lines" aria-labelledby="lines-title" tabindex="-1" {
            h2 id="lines-title" { (frame.text(LINES.label)) }
            p class="hint" { (frame.text(invoices::INVOICE_LINES_HINT)) }
            @if let Some(invalid) = wrong { p class="problem" { (nouns::problem(frame.locale, &invalid.problem)) } }
            @for (at, line) in editor.form.lines.iter().enumerate() { (one(frame, editor, (at, line))) }
            div class="tools" { (change(frame, editor, ("add-line", "add".to_owned()), &html! { (icon::plus()) (frame.text(invoices::INVOICE_LINE_ADD)) })) }
        }
    }
}

fn one(frame: &Frame<'_>, editor: &InvoiceEditor<'_>, (at, line): (usize, &LineForm)) -> Markup {
    let number = |msg: Msg| frame.with(msg, &[("number", (at + 1).into())]);
    let named = |picture: &Markup, name: Msg| html! { (picture) span class="unseen" { (number(name)) } };
    let input = |field: Field, value: &str, kind: Kind| line_field(frame, editor, (at, field), value, kind);
    html! {
        fieldset class="invoice-line" data-line=(at) {
            legend class="small quiet" { (number(invoices::INVOICE_LINE)) }
            div class="invoice-line-fields" {
                (input(DESCRIPTION, &line.description, Kind::Text))
                (input(QUANTITY, &line.quantity, Kind::Number))
                (input(UNIT, &line.unit, Kind::Word))
                (input(UNIT_PRICE, &line.unit_price, Kind::Number))
                (input(DISCOUNT, &line.discount, Kind::Number))
                (input(TAX_RATE, &line.tax_rate, Kind::Number))
                div class="field invoice-line-net" {
                    span class="label" aria-hidden="true" { (frame.text(invoices::INVOICE_LINE_NET)) }
                    (net(frame, editor.preview, at))
                }
            }
            div class="invoice-line-tools" {
                @if at > 0 { (change(frame, editor, ("up", format!("up:{at}")), &named(&icon::up(), invoices::INVOICE_LINE_UP))) }
                @if at + 1 < editor.form.lines.len() {
                    (change(frame, editor, ("down", format!("down:{at}")), &named(&icon::down(), invoices::INVOICE_LINE_DOWN)))
                }
                (change(frame, editor, ("remove", format!("remove:{at}")), &named(&icon::cross(), invoices::INVOICE_LINE_REMOVE)))
            }
        }
    }
}

/// What is typed into a field of a line.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Word,
    Number,
}

fn line_field(
    frame: &Frame<'_>,
    editor: &InvoiceEditor<'_>,
    (at, field): (usize, Field),
    value: &str,
    kind: Kind,
) -> Markup {
    let id = format!("{}-{at}", field.name);
    let wrong = editor.problems.lines.iter().find(|(line, invalid)| *line == at && invalid.field == field.name);
    let problem = wrong.map(|_| format!("{id}-problem"));
    let invalid = problem.is_some().then_some("true");
    let autofocus = editor.focus == Some(&*id);
    html! {
        div class={ "field invoice-line-" (field.name) } {
            label for=(id) { (frame.text(field.label)) }
            @match kind {
                Kind::Text => {
                    textarea id=(id) name=(id) class="input" rows="1" dir="auto" autofocus[autofocus] aria-invalid=[invalid] aria-describedby=[&problem] { "\n" (value) }
                }
                Kind::Word => {
                    input id=(id) name=(id) class="input" type="text" value=(value) dir="auto" autocomplete="off" autofocus[autofocus]
                        aria-invalid=[invalid] aria-describedby=[&problem];
                }
                Kind::Number => {
                    input id=(id) name=(id) class="input num" type="text" inputmode="decimal" value=(value) autocomplete="off" autofocus[autofocus]
                        aria-invalid=[invalid] aria-describedby=[&problem];
                }
            }
            @if let (Some((_, invalid)), Some(id)) = (wrong, &problem) {
                p class="problem" id=(id) { (nouns::problem(frame.locale, &invalid.problem)) }
            }
        }
    }
}

/// A button that changes the lines: the script swaps them, without it the page comes back.
fn change(frame: &Frame<'_>, editor: &InvoiceEditor<'_>, (name, value): (&str, String), words: &Markup) -> Markup {
    let editing = frame.action("/desk/invoices/editing");
    let id = match value.split_once(':') {
        Some((_, at)) => format!("{name}-{at}"),
        None => name.to_owned(),
    };
    let class = if name == "add-line" { "button" } else { "button plain" };
    html! {
        button id=(id) type="submit" class=(class) name="do" value=(value) formaction=(editing) formnovalidate autofocus[editor.focus == Some(&*id)]
            hx-post=(editing) hx-target="#invoice-lines" hx-swap="none" hx-sync="closest form:queue all" { (words) }
    }
}

/// What a line costs without tax.
fn net(frame: &Frame<'_>, preview: &Preview, at: usize) -> Markup {
    let net = preview.nets.get(at).copied().flatten();
    html! {
        output id={ "net-" (at) } class="num" for={ "quantity-" (at) " unit_price-" (at) " discount-" (at) } {
            @match net { Some(net) => (money(frame, preview, net)), None => "–" }
        }
    }
}

/// What all lines come to. It asks again while one types.
fn totals(frame: &Frame<'_>, editor: &InvoiceEditor<'_>) -> Markup {
    let preview = editor.preview;
    let editing = frame.action("/desk/invoices/editing");
    html! {
        section id="invoice-totals" class="card form invoice-sums" role="status"
            hx-post=(editing) hx-trigger="input delay:250ms from:'closest form', change delay:50ms from:'closest form'" hx-include="closest form" hx-vals=r#"{"do":"sums"}"#
            hx-sync="this:replace" hx-swap="none" {
            (document::totals(frame, &preview.totals, preview.currency))
            @if !preview.is_whole { p class="small quiet" { (frame.text(invoices::INVOICE_TOTAL_OPEN)) } }
            p class="small quiet" {
                (frame.text(match editor.rounding {
                    TaxRounding::Total => invoices::INVOICE_ROUNDING_TOTAL,
                    TaxRounding::Line => invoices::INVOICE_ROUNDING_LINE,
                }))
            }
            noscript {
                button type="submit" class="button" name="do" value="sums" formaction=(editing) formnovalidate { (frame.text(invoices::INVOICE_TOTAL_UPDATE)) }
            }
        }
    }
}

fn money(frame: &Frame<'_>, preview: &Preview, amount: Amount) -> String {
    frame.locale.money(Money::new(amount, preview.currency))
}
