//! Settings → Company.

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest as _, HttpRequest, HttpResponse, web};
use serde::Deserialize;

use crate::app::company::{self, LogoChange, Saved};
use crate::domain::colour::Colour;
use crate::domain::company::{DaysToPay, Described};
use crate::domain::hours::{BusinessHours, Hours};
use crate::domain::input::{Invalid, Line, Lines, Name, Problem, Problems};
use crate::domain::invoice::Prefix;
use crate::domain::money::Currency;
use crate::domain::people::Denied;
use crate::domain::picture::{FileKind, Picture};
use crate::domain::rights::Right;
use crate::views;
use crate::views::desk::company::{CompanyForm, CompanyPage, HOURS};
use crate::views::done::Done;
use crate::web::customers::done;
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{page_with, see_other};
use crate::web::upload::Upload;
use crate::web::visit::{Staff, Visit};
use crate::words::Zone;

/// Where the company is described.
const ADDRESS: &str = "/desk/settings/company";

#[derive(Default, Deserialize)]
pub(crate) struct Query {
    done: Option<String>,
}

/// `GET /desk/settings/company`
pub(crate) async fn show(Staff(visit): Staff, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    let company = company::find(&visit.state.app, &visit.caller).await?;
    let shown =
        CompanyPage { done: done(query.done.as_deref()), ..CompanyPage::of(CompanyForm::of(&company), &company) };
    show_with(&visit, shown, StatusCode::OK).await
}

/// `POST /desk/settings/company`
pub(crate) async fn update(
    request: HttpRequest,
    Staff(visit): Staff,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    // Before anything is read: it may be large.
    if !visit.caller.may(Right::ChangeSettings) {
        return Err(Denied::NotAllowed.into());
    }
    let mut payload: Payload = payload.into_inner();
    let upload = Upload::from_request(&request, &mut payload).await?;
    let form = form(&upload);
    let app = &visit.state.app;
    let (described, logo) = match parse(&visit, &form, &upload) {
        Ok(parsed) => parsed,
        Err(problems) => {
            let company = company::find(app, &visit.caller).await?;
            let had_logo = upload.file.is_some() && !problems.iter().any(|invalid| invalid.field == "logo");
            let shown = CompanyPage { problems: &problems, had_logo, ..CompanyPage::of(form, &company) };
            return show_with(&visit, shown, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let version = form.version.parse().map_err(|_| Error::Unreadable("no version".to_owned()))?;
    match company::describe(app, &visit.caller, version, (&described, logo)).await? {
        Saved::Stored => Ok(see_other(&Done::Saved.at(ADDRESS))),
        Saved::Overtaken => {
            let company = company::find(app, &visit.caller).await?;
            let had_logo = upload.file.is_some();
            // Saved once more, it is meant of what is there now.
            let form = CompanyForm { version: company.version.to_string(), ..form };
            let shown = CompanyPage { overtaken: true, had_logo, ..CompanyPage::of(form, &company) };
            show_with(&visit, shown, StatusCode::CONFLICT).await
        }
    }
}

async fn show_with(visit: &Visit, shown: CompanyPage<'_>, status: StatusCode) -> Result<HttpResponse, Error> {
    let languages = visit.state.catalogues.choices();
    let rail = rail(visit).await?;
    let shown = CompanyPage { languages: &languages, ..shown };
    Ok(page_with(status, views::desk::company::page(&visit.desk_frame(rail), &shown)))
}

fn form(upload: &Upload) -> CompanyForm {
    let text = |name: &str| upload.text(name).to_owned();
    CompanyForm {
        name: text("name"),
        address: text("address"),
        tax_number: text("tax_number"),
        accent: text("accent"),
        language: text("language"),
        currency: text("currency"),
        time_zone: text("time_zone"),
        hours: HOURS.map(|(_, field)| text(field.name)),
        invoice_prefix: text("invoice_prefix"),
        invoice_days: text("invoice_days"),
        invoice_terms: text("invoice_terms"),
        remove_logo: !upload.text("remove_logo").is_empty(),
        version: text("version"),
    }
}

fn parse(visit: &Visit, form: &CompanyForm, upload: &Upload) -> Result<(Described, LogoChange), Vec<Invalid>> {
    let mut problems = Problems::default();
    let name = problems.keep("name", Name::parse(&form.name));
    let address = problems.keep("address", Lines::parse(&form.address));
    let tax_number = problems.keep("tax_number", Line::parse(&form.tax_number));
    let logo = problems.keep("logo", logo(upload, form.remove_logo));
    let accent = problems.keep("accent", Colour::parse(&form.accent));
    let language = visit.state.catalogues.choices().into_iter().find(|(tag, _)| *tag == form.language);
    let language = problems.keep("language", language.map(|(tag, _)| tag).ok_or(Problem::NotAChoice));
    let currency = problems.keep("currency", Currency::parse(&form.currency));
    let time_zone = match form.time_zone.trim() {
        "" => Err(Problem::Missing),
        text => Zone::find(text).ok_or(Problem::NotATimeZone),
    };
    let time_zone = problems.keep("time_zone", time_zone);
    let mut days = HOURS.iter().zip(&form.hours);
    let hours: [Option<Hours>; 7] = std::array::from_fn(|_| {
        let ((_, field), text) = days.next()?;
        problems.keep(field.name, Hours::parse(text))
    });
    let invoice_prefix = problems.keep("invoice_prefix", Prefix::parse(&form.invoice_prefix));
    let invoice_days = problems.keep("invoice_days", DaysToPay::parse(&form.invoice_days));
    let invoice_terms = problems.keep("invoice_terms", Lines::parse(&form.invoice_terms));
    let [Some(monday), Some(tuesday), Some(wednesday), Some(thursday), Some(friday), Some(saturday), Some(sunday)] =
        hours
    else {
        return Err(problems.into_vec());
    };
    let hours = BusinessHours::new([monday, tuesday, wednesday, thursday, friday, saturday, sunday]);
    match (
        name,
        address,
        tax_number,
        logo,
        accent,
        language,
        currency,
        time_zone,
        invoice_prefix,
        invoice_days,
        invoice_terms,
    ) {
        (
            Some(name),
            Some(address),
            Some(tax_number),
            Some(logo),
            Some(accent),
            Some(language),
            Some(currency),
            Some(time_zone),
            Some(invoice_prefix),
            Some(invoice_days),
            Some(invoice_terms),
        ) => Ok((
            Described {
                name,
                address,
                tax_number,
                accent,
                language,
                currency,
                time_zone,
                hours,
                invoice_prefix,
                invoice_days,
                invoice_terms,
            },
            logo,
        )),
        _ => Err(problems.into_vec()),
    }
}

/// A file that was chosen comes before the wish to have none.
fn logo(upload: &Upload, remove: bool) -> Result<LogoChange, Problem> {
    match &upload.file {
        Some(bytes) => Picture::check(FileKind::Logo, bytes).map(LogoChange::Replace).map_err(Problem::Picture),
        None if remove => Ok(LogoChange::Remove),
        None => Ok(LogoChange::Keep),
    }
}
