//! Settings → Invoices.

use maud::{Markup, html};

use crate::domain::company::Company;
use crate::domain::input::Invalid;
use crate::domain::invoice::{InvoiceNumber, Prefix, Priced, TaxRounding, Totals};
use crate::domain::invoice_settings::InvoiceSettings;
use crate::domain::money::{Amount, Currency, Money, Quantity, Share};
use crate::views::done::{self, Done};
use crate::views::form::{self, Field};
use crate::views::frame::Frame;
use crate::views::layout::{self, SettingsNav};
use crate::words::msg::{company, invoice_settings};
use crate::words::{Msg, nouns};

const ROUNDING: Field = Field { name: "tax_rounding", label: invoice_settings::INVOICE_SETTINGS_ROUNDING };
const PARTS: Field = Field { name: "part_payments", label: invoice_settings::INVOICE_SETTINGS_PARTS };
const WAYS: Field = Field { name: "ways_to_pay", label: invoice_settings::INVOICE_SETTINGS_WAYS };

/// The example: so many lines, of so many minor units each, taxed at ten per cent. What each bears unrounded is 44.4 units.
const LINES: usize = 3;
const EACH: Amount = Amount::minor(444);
const RATE: Share = Share::millionths(100_000);

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettingsForm {
    /// Where tax is rounded.
    pub tax_rounding: String,
    /// Whether parts may be paid.
    pub part_payments: bool,
    /// How else one can pay.
    pub ways_to_pay: String,
    /// Which version the form was made from.
    pub version: String,
}

impl SettingsForm {
    /// What is stored.
    pub fn of(chosen: &InvoiceSettings) -> Self {
        Self {
            tax_rounding: chosen.tax_rounding.to_string(),
            part_payments: chosen.part_payments,
            ways_to_pay: chosen.ways_to_pay.clone(),
            version: chosen.version.to_string(),
        }
    }
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct SettingsPage<'a> {
    /// What stands in the form.
    pub form: SettingsForm,
    /// What is stored.
    pub stored: &'a InvoiceSettings,
    /// The company, which says more about its invoices.
    pub company: &'a Company,
    /// What is wrong with the form.
    pub problems: &'a [Invalid],
    /// Somebody else saved while this was written.
    pub overtaken: bool,
    /// What was just done.
    pub done: Option<Done>,
}

impl<'a> SettingsPage<'a> {
    /// A form beside what is stored.
    pub fn of(form: SettingsForm, stored: &'a InvoiceSettings, company: &'a Company) -> Self {
        Self { form, stored, company, problems: &[], overtaken: false, done: None }
    }
}

/// The page.
pub fn page(frame: &Frame<'_>, page: &SettingsPage<'_>) -> Markup {
    let title = frame.text(invoice_settings::INVOICE_SETTINGS_TITLE);
    let main = html! {
        (done::notice(frame, page.done))
        form id="invoice-settings" class="stack" method="post" action=(frame.action("/desk/settings/invoices")) {
            (overtaken(frame, page))
            (form::summary(frame.locale, page.problems, &[ROUNDING, PARTS, WAYS]))
            input type="hidden" name="version" value=(page.form.version);
            (rounding(frame, page))
            (paying(frame, page))
            div class="tools" { button type="submit" class="button primary" { (frame.text(company::COMPANY_SAVE)) } }
        }
        (elsewhere(frame, page.company))
    };
    layout::settings(frame, &title, SettingsNav::Invoices, &main)
}

/// Says what somebody else has chosen meanwhile, where it is not what stands in the form.
fn overtaken(frame: &Frame<'_>, page: &SettingsPage<'_>) -> Markup {
    let (stored, form) = (page.stored, &page.form);
    let yes_or_no = |yes| frame.text(yes_or_no(yes));
    let mut theirs = Vec::new();
    if stored.tax_rounding.as_str() != form.tax_rounding {
        theirs.push((ROUNDING, frame.text(nouns::tax_rounding(stored.tax_rounding))));
    }
    if stored.part_payments != form.part_payments {
        theirs.push((PARTS, yes_or_no(stored.part_payments)));
    }
    if stored.ways_to_pay != form.ways_to_pay {
        theirs.push((WAYS, stored.ways_to_pay.clone()));
    }
    html! {
        @if page.overtaken {
            div class="notice warn" role="alert" tabindex="-1" autofocus data-problems {
                p { strong { (frame.text(company::COMPANY_OVERTAKEN_TITLE)) } }
                p { (frame.text(company::COMPANY_OVERTAKEN_TEXT)) }
                ul {
                    @for (field, theirs) in theirs {
                        li {
                            a href={ "#" (field.name) } { (frame.text(field.label)) } ": "
                            @if theirs.is_empty() { span { (frame.text(company::COMPANY_EMPTY)) } } @else { bdi class="lines" { (theirs) } }
                        }
                    }
                }
            }
        }
    }
}

const fn yes_or_no(yes: bool) -> Msg {
    if yes { invoice_settings::INVOICE_SETTINGS_YES } else { invoice_settings::INVOICE_SETTINGS_NO }
}

/// The two rules, each with what it makes of the same lines.
fn rounding(frame: &Frame<'_>, page: &SettingsPage<'_>) -> Markup {
    let problem = form::problem_id(page.problems, ROUNDING);
    html! {
        section class="card" aria-labelledby="rounding-title" {
            div class="card-head" { h2 id="rounding-title" { (frame.text(invoice_settings::INVOICE_SETTINGS_ROUNDING)) } }
            div class="form" {
                p class="small quiet" { (frame.text(invoice_settings::INVOICE_SETTINGS_ROUNDING_TEXT)) }
                fieldset id="tax_rounding" class="plain-set rules" aria-labelledby="rounding-title" aria-describedby=[problem] {
                    @for rule in TaxRounding::ALL.iter().copied() {
                        label class="rule" for={ "tax_rounding-" (rule) } {
                            input type="radio" id={ "tax_rounding-" (rule) } name="tax_rounding" value=(rule) required checked[page.form.tax_rounding == rule.as_str()];
                            span class="rule-text" {
                                strong { (frame.text(nouns::tax_rounding(rule))) }
                                span class="small quiet" { (worked(frame, page.company, rule)) }
                            }
                        }
                    }
                }
                (form::problem(frame.locale, page.problems, ROUNDING))
                p class="small quiet" { (frame.text(invoice_settings::INVOICE_SETTINGS_ROUNDING_NEW)) }
            }
        }
    }
}

/// A rule at work, on lines in the company's currency.
fn worked(frame: &Frame<'_>, company: &Company, rule: TaxRounding) -> String {
    let currency: Currency = company.currency.parse().unwrap_or(Currency::EUR);
    let line = Priced { quantity: Quantity::ONE, unit_price: EACH, discount: Share::ZERO, tax_rate: RATE };
    let money = |amount| frame.locale.money(Money::new(amount, currency)).into();
    let totals = Totals::of(&[line; LINES], rule);
    let of_line = Totals::of(&[line], rule).tax();
    let msg = match rule {
        TaxRounding::Total => invoice_settings::INVOICE_SETTINGS_ROUNDING_TOTAL_EXAMPLE,
        TaxRounding::Line => invoice_settings::INVOICE_SETTINGS_ROUNDING_LINE_EXAMPLE,
    };
    frame.with(
        msg,
        &[
            ("count", LINES.into()),
            ("each", money(EACH)),
            ("rate", frame.locale.share(RATE).into()),
            ("net", money(totals.net)),
            ("line", money(of_line)),
            ("tax", money(totals.tax())),
        ],
    )
}

fn paying(frame: &Frame<'_>, page: &SettingsPage<'_>) -> Markup {
    let (locale, problems, form) = (frame.locale, page.problems, &page.form);
    html! {
        section class="card" aria-labelledby="paying-title" {
            div class="card-head" { h2 id="paying-title" { (frame.text(invoice_settings::INVOICE_SETTINGS_PAYING)) } }
            div class="form" {
                div class="field" {
                    label class="check" for="part_payments" {
                        input type="checkbox" id="part_payments" name="part_payments" value="yes" checked[form.part_payments] aria-describedby="part_payments-hint";
                        span { (frame.text(PARTS.label)) }
                    }
                    p class="hint" id="part_payments-hint" { (frame.text(invoice_settings::INVOICE_SETTINGS_PARTS_HINT)) }
                }
                (form::area(locale, problems, WAYS, &form.ways_to_pay, Some(invoice_settings::INVOICE_SETTINGS_WAYS_HINT)))
            }
        }
    }
}

/// What of invoices is chosen at the company's profile.
fn elsewhere(frame: &Frame<'_>, company: &Company) -> Markup {
    let prefix = Prefix::parse(&company.invoice_prefix).unwrap_or_default();
    let number = InvoiceNumber::new(&prefix, 1);
    html! {
        section class="card" aria-labelledby="numbers-title" {
            div class="card-head" {
                h2 id="numbers-title" { (frame.text(invoice_settings::INVOICE_SETTINGS_NUMBERS)) }
                a class="small" href="/desk/settings/company#invoice_prefix" { (frame.text(invoice_settings::INVOICE_SETTINGS_NUMBERS_CHANGE)) }
            }
            div class="form" {
                p {
                    (frame.with(invoice_settings::INVOICE_SETTINGS_NUMBERS_TEXT, &[("number", number.as_str().into()), ("count", company.invoice_days.into())]))
                }
            }
        }
    }
}
