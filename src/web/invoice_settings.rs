//! Settings → Invoices.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::company::Saved;
use crate::app::invoice_settings;
use crate::domain::input::{Invalid, Lines, Problem, Problems};
use crate::domain::invoice_settings::Chosen;
use crate::views;
use crate::views::desk::invoice_settings::{SettingsForm, SettingsPage};
use crate::views::done::Done;
use crate::web::customers::done;
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{page_with, see_other};
use crate::web::visit::{Staff, Visit};

/// Where it is chosen.
const ADDRESS: &str = "/desk/settings/invoices";

#[derive(Default, Deserialize)]
pub(crate) struct Query {
    done: Option<String>,
}

/// `GET /desk/settings/invoices`
pub(crate) async fn show(Staff(visit): Staff, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    let (chosen, company) = invoice_settings::find(&visit.state.app, &visit.caller).await?;
    let shown = SettingsPage {
        done: done(query.done.as_deref()),
        ..SettingsPage::of(SettingsForm::of(&chosen), &chosen, &company)
    };
    show_with(&visit, &shown, StatusCode::OK).await
}

#[derive(Default, Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    tax_rounding: String,
    #[serde(default)]
    part_payments: String,
    #[serde(default)]
    ways_to_pay: String,
    #[serde(default)]
    version: String,
}

/// `POST /desk/settings/invoices`
pub(crate) async fn update(Staff(visit): Staff, fields: web::Form<Fields>) -> Result<HttpResponse, Error> {
    let app = &visit.state.app;
    let fields = fields.into_inner();
    let form = SettingsForm {
        tax_rounding: fields.tax_rounding,
        part_payments: !fields.part_payments.is_empty(),
        ways_to_pay: fields.ways_to_pay,
        version: fields.version,
    };
    let chosen = match parse(&form) {
        Ok(chosen) => chosen,
        Err(problems) => {
            let (stored, company) = invoice_settings::find(app, &visit.caller).await?;
            let shown = SettingsPage { problems: &problems, ..SettingsPage::of(form, &stored, &company) };
            return show_with(&visit, &shown, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let version = form.version.parse().map_err(|_| Error::Unreadable("no version".to_owned()))?;
    match invoice_settings::choose(app, &visit.caller, version, &chosen).await? {
        Saved::Stored => Ok(see_other(&Done::Saved.at(ADDRESS))),
        Saved::Overtaken => {
            let (stored, company) = invoice_settings::find(app, &visit.caller).await?;
            // Saved once more, it is meant of what is there now.
            let form = SettingsForm { version: stored.version.to_string(), ..form };
            let shown = SettingsPage { overtaken: true, ..SettingsPage::of(form, &stored, &company) };
            show_with(&visit, &shown, StatusCode::CONFLICT).await
        }
    }
}

async fn show_with(visit: &Visit, shown: &SettingsPage<'_>, status: StatusCode) -> Result<HttpResponse, Error> {
    let rail = rail(visit).await?;
    Ok(page_with(status, views::desk::invoice_settings::page(&visit.desk_frame(rail), shown)))
}

fn parse(form: &SettingsForm) -> Result<Chosen, Vec<Invalid>> {
    let mut problems = Problems::default();
    let tax_rounding = problems.keep("tax_rounding", form.tax_rounding.parse().map_err(|_| Problem::NotAChoice));
    let ways_to_pay = problems.keep("ways_to_pay", Lines::parse(&form.ways_to_pay));
    match (tax_rounding, ways_to_pay) {
        (Some(tax_rounding), Some(ways_to_pay)) => {
            Ok(Chosen { tax_rounding, part_payments: form.part_payments, ways_to_pay })
        }
        _ => Err(problems.into_vec()),
    }
}
