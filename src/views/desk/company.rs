//! Settings → Company.

use maud::{Markup, html};

use crate::domain::colour::Colour;
use crate::domain::company::Company;
use crate::domain::hours::{BusinessHours, Weekday};
use crate::domain::input::Invalid;
use crate::domain::money::Currency;
use crate::id::FileId;
use crate::views::done::{self, Done};
use crate::views::form::{self, Field, Input};
use crate::views::frame::Frame;
use crate::views::layout::{self, SettingsNav};
use crate::words::msg::{company, script};

const NAME: Field = Field { name: "name", label: company::COMPANY_NAME };
const ADDRESS: Field = Field { name: "address", label: company::COMPANY_ADDRESS };
const TAX_NUMBER: Field = Field { name: "tax_number", label: company::COMPANY_TAX_NUMBER };
const LOGO: Field = Field { name: "logo", label: company::COMPANY_LOGO };
const ACCENT: Field = Field { name: "accent", label: company::COMPANY_ACCENT };
const LANGUAGE: Field = Field { name: "language", label: company::COMPANY_LANGUAGE };
const CURRENCY: Field = Field { name: "currency", label: company::COMPANY_CURRENCY };
const TIME_ZONE: Field = Field { name: "time_zone", label: company::COMPANY_TIME_ZONE };
const PREFIX: Field = Field { name: "invoice_prefix", label: company::COMPANY_INVOICE_PREFIX };
const DAYS: Field = Field { name: "invoice_days", label: company::COMPANY_INVOICE_DAYS };
const TERMS: Field = Field { name: "invoice_terms", label: company::COMPANY_INVOICE_TERMS };

/// The fields of the business hours, from Monday.
pub(crate) const HOURS: [(Weekday, Field); 7] = [
    (Weekday::Monday, Field { name: "hours_monday", label: company::WEEKDAY_MONDAY }),
    (Weekday::Tuesday, Field { name: "hours_tuesday", label: company::WEEKDAY_TUESDAY }),
    (Weekday::Wednesday, Field { name: "hours_wednesday", label: company::WEEKDAY_WEDNESDAY }),
    (Weekday::Thursday, Field { name: "hours_thursday", label: company::WEEKDAY_THURSDAY }),
    (Weekday::Friday, Field { name: "hours_friday", label: company::WEEKDAY_FRIDAY }),
    (Weekday::Saturday, Field { name: "hours_saturday", label: company::WEEKDAY_SATURDAY }),
    (Weekday::Sunday, Field { name: "hours_sunday", label: company::WEEKDAY_SUNDAY }),
];

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompanyForm {
    /// The name.
    pub name: String,
    /// The legal address.
    pub address: String,
    /// The tax number.
    pub tax_number: String,
    /// The colour.
    pub accent: String,
    /// The language's tag.
    pub language: String,
    /// The currency's code.
    pub currency: String,
    /// The time zone.
    pub time_zone: String,
    /// The hours of each day, from Monday.
    pub hours: [String; 7],
    /// What stands before the numbers of invoices.
    pub invoice_prefix: String,
    /// Days to pay.
    pub invoice_days: String,
    /// What invoices say about paying.
    pub invoice_terms: String,
    /// Whether the logo is to go.
    pub remove_logo: bool,
    /// Which version of the company the form was made from.
    pub version: String,
}

impl CompanyForm {
    /// What is stored.
    pub fn of(company: &Company) -> Self {
        let week = BusinessHours::from_json(&company.business_hours);
        let mut hours = <[String; 7]>::default();
        for (text, (_, day)) in hours.iter_mut().zip(week.days()) {
            *text = day.to_string();
        }
        Self {
            name: company.name.clone(),
            address: company.address.clone(),
            tax_number: company.tax_number.clone(),
            accent: company.accent.clone(),
            language: company.language.clone(),
            currency: company.currency.clone(),
            time_zone: company.time_zone.clone(),
            hours,
            invoice_prefix: company.invoice_prefix.clone(),
            invoice_days: company.invoice_days.to_string(),
            invoice_terms: company.invoice_terms.clone(),
            remove_logo: false,
            version: company.version.to_string(),
        }
    }

    /// Each field with what stands in it.
    fn texts(&self) -> Vec<(Field, &str)> {
        let mut texts = vec![
            (NAME, &*self.name),
            (ADDRESS, &*self.address),
            (TAX_NUMBER, &*self.tax_number),
            (ACCENT, &*self.accent),
            (LANGUAGE, &*self.language),
            (CURRENCY, &*self.currency),
            (TIME_ZONE, &*self.time_zone),
        ];
        texts.extend(HOURS.iter().zip(&self.hours).map(|((_, field), text)| (*field, &**text)));
        texts.extend([(PREFIX, &*self.invoice_prefix), (DAYS, &*self.invoice_days), (TERMS, &*self.invoice_terms)]);
        texts
    }
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct CompanyPage<'a> {
    /// What stands in the form.
    pub form: CompanyForm,
    /// What is stored.
    pub stored: CompanyForm,
    /// The logo there is.
    pub logo: Option<FileId>,
    /// The languages there are: tag and name.
    pub languages: &'a [(String, String)],
    /// What is wrong with the form.
    pub problems: &'a [Invalid],
    /// Somebody else saved while this was written.
    pub overtaken: bool,
    /// A logo came with the form and has to be chosen again: browsers do not let a page fill in a file.
    pub had_logo: bool,
    /// What was just done.
    pub done: Option<Done>,
}

impl CompanyPage<'_> {
    /// A form about the company as it is stored.
    pub fn of(form: CompanyForm, company: &Company) -> Self {
        Self {
            form,
            stored: CompanyForm::of(company),
            logo: company.logo_id,
            languages: &[],
            problems: &[],
            overtaken: false,
            had_logo: false,
            done: None,
        }
    }
}

/// The page.
pub fn page(frame: &Frame<'_>, page: &CompanyPage<'_>) -> Markup {
    let title = frame.text(company::COMPANY_TITLE);
    let fields: Vec<Field> = page.form.texts().iter().map(|(field, _)| *field).chain([LOGO]).collect();
    let main = html! {
        (done::notice(frame, page.done))
        p class="quiet" { (frame.text(company::COMPANY_INTRO)) }
        form id="company-form" class="stack company-form" method="post" enctype="multipart/form-data" action=(frame.action("/desk/settings/company")) {
            (overtaken(frame, page))
            (form::summary(frame.locale, page.problems, &fields))
            input type="hidden" name="version" value=(page.form.version);
            (about(frame, page))
            (look(frame, page))
            (place(frame, page))
            (hours(frame, page))
            (invoices(frame, page))
            div class="tools company-save" { button type="submit" class="button primary" { (frame.text(company::COMPANY_SAVE)) } }
        }
        script defer src=(frame.asset("colour.js")) {}
    };
    layout::settings(frame, &title, SettingsNav::Company, &main)
}

/// Says what somebody else has saved meanwhile, where it is not what stands in the form.
fn overtaken(frame: &Frame<'_>, page: &CompanyPage<'_>) -> Markup {
    let mine = page.form.texts();
    let stored = page.stored.texts();
    let theirs = stored.iter().zip(mine).filter(|((_, theirs), (_, mine))| theirs != mine);
    html! {
        @if page.overtaken {
            div class="notice warn" role="alert" tabindex="-1" autofocus data-problems {
                p { strong { (frame.text(company::COMPANY_OVERTAKEN_TITLE)) } }
                p { (frame.text(company::COMPANY_OVERTAKEN_TEXT)) }
                ul {
                    @for ((field, theirs), _) in theirs {
                        li {
                            a href={ "#" (field.name) } { (frame.text(field.label)) } ": "
                            @if theirs.is_empty() { span { (frame.text(company::COMPANY_EMPTY)) } } @else { bdi { (theirs) } }
                        }
                    }
                }
            }
        }
    }
}

fn card(frame: &Frame<'_>, id: &'static str, title: crate::words::Msg, body: &Markup) -> Markup {
    html! {
        section class="card" aria-labelledby=(id) {
            div class="card-head" { h2 id=(id) { (frame.text(title)) } }
            div class="form" { (body) }
        }
    }
}

fn about(frame: &Frame<'_>, page: &CompanyPage<'_>) -> Markup {
    let (locale, problems, form) = (frame.locale, page.problems, &page.form);
    let name = Input::text(&form.name).required().autocomplete("organization");
    let body = html! {
        (form::input(locale, problems, NAME, name.hint(company::COMPANY_NAME_HINT)))
        (form::area(locale, problems, ADDRESS, &form.address, Some(company::COMPANY_ADDRESS_HINT)))
        (form::input(locale, problems, TAX_NUMBER, Input::text(&form.tax_number).hint(company::COMPANY_TAX_NUMBER_HINT)))
    };
    card(frame, "about-title", company::COMPANY_ABOUT, &body)
}

fn look(frame: &Frame<'_>, page: &CompanyPage<'_>) -> Markup {
    let body = html! { (logo(frame, page)) (accent(frame, page)) };
    card(frame, "look-title", company::COMPANY_LOOK, &body)
}

fn logo(frame: &Frame<'_>, page: &CompanyPage<'_>) -> Markup {
    let (locale, problems) = (frame.locale, page.problems);
    let hint = Some(company::COMPANY_LOGO_HINT);
    html! {
        @if let Some(id) = page.logo {
            div class="logo-present" {
                img class="logo-preview" src={ "/logo/" (id) } alt=(frame.text(company::COMPANY_LOGO_PRESENT));
                label class="check" for="remove_logo" {
                    input type="checkbox" id="remove_logo" name="remove_logo" value="yes" checked[page.form.remove_logo];
                    span { (frame.text(company::COMPANY_LOGO_REMOVE)) }
                }
            }
        }
        (form::around(locale, problems, LOGO, hint, &html! {
            input id="logo" name="logo" class="input" type="file" accept="image/png,image/jpeg,image/svg+xml,.svg"
                aria-invalid=[form::problem_id(problems, LOGO).map(|_| "true")] aria-describedby=[form::described_by(problems, LOGO, hint)];
        }))
        @if page.had_logo { p class="notice warn" { (frame.text(company::COMPANY_LOGO_AGAIN)) } }
    }
}

/// The colour as text; with scripts a picker beside it, and what a button looks like in it.
fn accent(frame: &Frame<'_>, page: &CompanyPage<'_>) -> Markup {
    let (locale, problems, form) = (frame.locale, page.problems, &page.form);
    let hint = Some(company::COMPANY_ACCENT_HINT);
    let shown = Colour::parse(&page.stored.accent).unwrap_or(Colour::BLACK);
    html! {
        (form::around(locale, problems, ACCENT, hint, &html! {
            div class="colour" {
                input type="color" id="accent-picker" value=(shown) hidden aria-label=(frame.text(company::COMPANY_ACCENT_PICK));
                input id="accent" name="accent" class="input num" type="text" value=(form.accent) required maxlength="9" dir="ltr" autocomplete="off"
                    autocapitalize="none" spellcheck="false" aria-invalid=[form::problem_id(problems, ACCENT).map(|_| "true")]
                    aria-describedby=[form::described_by(problems, ACCENT, hint)];
            }
        }))
        div class="colour-preview" id="accent-preview" {
            span class="button primary" aria-hidden="true" { (frame.text(company::COMPANY_ACCENT_SAMPLE)) }
            p class="small quiet" id="accent-contrast" role="status" {
                (frame.with(script::COLOUR_CONTRAST, &[("ratio", format!("{:.1}", shown.contrast(shown.text_on())).into())]))
            }
        }
    }
}

fn place(frame: &Frame<'_>, page: &CompanyPage<'_>) -> Markup {
    let (locale, problems, form) = (frame.locale, page.problems, &page.form);
    let currencies = currencies(frame);
    let body = html! {
        (form::select(locale, problems, LANGUAGE, (&form.language, page.languages), Some(company::COMPANY_LANGUAGE_HINT)))
        (form::select(locale, problems, CURRENCY, (&form.currency, &currencies), Some(company::COMPANY_CURRENCY_HINT)))
        (form::zone(locale, problems, TIME_ZONE, &form.time_zone, Some(company::COMPANY_TIME_ZONE_HINT)))
    };
    card(frame, "place-title", company::COMPANY_PLACE, &body)
}

/// Every currency with its name, for a choice.
pub(super) fn currencies(frame: &Frame<'_>) -> Vec<(String, String)> {
    let named = |code: &str| {
        frame.with(company::CURRENCY_CHOICE, &[("code", code.into()), ("name", currency(frame, code).into())])
    };
    Currency::all().iter().map(|one| (one.code().to_owned(), named(one.code()))).collect()
}

fn currency(frame: &Frame<'_>, code: &str) -> String {
    frame.with(company::CURRENCY_NAME, &[("code", code.into())])
}

fn hours(frame: &Frame<'_>, page: &CompanyPage<'_>) -> Markup {
    let (locale, problems) = (frame.locale, page.problems);
    let body = html! {
        p class="small quiet" id="hours-hint" { (frame.text(company::COMPANY_HOURS_HINT)) }
        div class="hours" {
            @for ((_, field), text) in HOURS.iter().zip(&page.form.hours) {
                (form::around(locale, problems, *field, None, &html! {
                    input id=(field.name) name=(field.name) class="input num" type="text" value=(text) dir="ltr" autocomplete="off"
                        spellcheck="false" placeholder=(frame.text(company::COMPANY_HOURS_CLOSED))
                        aria-invalid=[form::problem_id(problems, *field).map(|_| "true")]
                        aria-describedby={ "hours-hint" @if let Some(id) = form::problem_id(problems, *field) { " " (id) } };
                }))
            }
        }
    };
    card(frame, "hours-title", company::COMPANY_HOURS, &body)
}

fn invoices(frame: &Frame<'_>, page: &CompanyPage<'_>) -> Markup {
    let (locale, problems, form) = (frame.locale, page.problems, &page.form);
    let days = Input { kind: "number", ..Input::text(&form.invoice_days) };
    let body = html! {
        (form::input(locale, problems, PREFIX, Input::text(&form.invoice_prefix).hint(company::COMPANY_INVOICE_PREFIX_HINT).autocomplete("off")))
        (form::input(locale, problems, DAYS, days.required().hint(company::COMPANY_INVOICE_DAYS_HINT).autocomplete("off")))
        (form::area(locale, problems, TERMS, &form.invoice_terms, Some(company::COMPANY_INVOICE_TERMS_HINT)))
    };
    card(frame, "invoices-title", company::COMPANY_INVOICES, &body)
}
