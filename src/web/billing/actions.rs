//! What is done with an invoice from its page.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use jiff::civil::Date;
use serde::Deserialize;

use super::{Shown, may_manage, show_with};
use crate::app;
use crate::app::invoices::{self, ByHand, Credit, Sheet};
use crate::domain::input::{Email, Invalid, Key, Line, Problem, Problems};
use crate::domain::invoice::{InvoiceRefused, Method};
use crate::domain::money::{Amount, Currency};
use crate::id::InvoiceId;
use crate::views::desk::invoice::{Act, Typed, url};
use crate::views::done::Done;
use crate::web::error::{Error, in_words};
use crate::web::forms::{key_or_new, see_other};
use crate::web::visit::{Staff, Visit};

/// Addresses that a mail goes to at once.
const RECIPIENTS: usize = 20;

/// `POST /desk/invoices/{id}/sending`
pub(crate) async fn send(
    Staff(visit): Staff,
    id: web::Path<InvoiceId>,
    pairs: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let (typed, to) = recipients(&pairs);
    let to = match to {
        Ok(to) => to,
        Err(problem) => return wrong(&visit, *id, (Act::Send, typed), &at_others(problem)).await,
    };
    match invoices::send(&visit.state.app, &visit.caller, *id, &to).await {
        Ok(_) => {
            let done = if to.is_empty() { Done::InvoiceSentUntold } else { Done::InvoiceSent };
            Ok(see_other(&done.at(&url(*id))))
        }
        // Pressed twice: it is sent, and the first press chose who gets it.
        Err(app::Error::Invoice(InvoiceRefused::IsSent)) => Ok(see_other(&url(*id))),
        Err(error) => refused(&visit, *id, (Act::Send, typed), error).await,
    }
}

/// `POST /desk/invoices/{id}/mails`
pub(crate) async fn send_again(
    Staff(visit): Staff,
    id: web::Path<InvoiceId>,
    pairs: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let (typed, to) = recipients(&pairs);
    let to = match to.and_then(|to| if to.is_empty() { Err(Problem::Missing) } else { Ok(to) }) {
        Ok(to) => to,
        Err(problem) => return wrong(&visit, *id, (Act::Resend, typed), &at_others(problem)).await,
    };
    match invoices::send_again(&visit.state.app, &visit.caller, *id, &to).await {
        Ok(()) => Ok(see_other(&Done::InvoiceResent.at(&url(*id)))),
        Err(error) => refused(&visit, *id, (Act::Resend, typed), error).await,
    }
}

/// Who is to get the mail, those that are ticked and those that are typed, each once; and what was typed.
fn recipients(pairs: &[(String, String)]) -> (Typed, Result<Vec<Email>, Problem>) {
    let of = |wanted: &'static str| pairs.iter().filter(move |(name, _)| name == wanted).map(|(_, value)| value);
    let others = of("others").next().cloned().unwrap_or_default();
    let further = others.split([',', ';', '\n']).map(str::trim).filter(|text| !text.is_empty());
    let mut to: Vec<Email> = Vec::new();
    let mut parsed = Ok(());
    for text in of("to").map(String::as_str).chain(further) {
        match Email::parse(text) {
            Ok(email) if to.contains(&email) => {}
            Ok(email) => to.push(email),
            Err(problem) => parsed = parsed.and(Err(problem)),
        }
    }
    if to.len() > RECIPIENTS {
        parsed = parsed.and(Err(Problem::TooMany { most: RECIPIENTS }));
    }
    let typed = Typed { to: Some(of("to").cloned().collect()), others: others.clone(), ..Typed::default() };
    (typed, parsed.map(|()| to))
}

/// What is wrong with the addresses.
fn at_others(problem: Problem) -> Vec<Invalid> {
    vec![Invalid { field: "others", problem }]
}

#[derive(Deserialize)]
pub(crate) struct ByHandFields {
    #[serde(default)]
    amount: String,
    #[serde(default)]
    method: String,
    #[serde(default)]
    on: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    key: String,
    /// Whether more came in than is outstanding.
    surplus: Option<String>,
}

impl ByHandFields {
    fn typed(&self) -> Typed {
        Typed {
            amount: self.amount.clone(),
            method: self.method.clone(),
            on: self.on.clone(),
            note: self.note.clone(),
            ..Typed::default()
        }
    }

    fn parse(&self, visit: &Visit, sheet: &Sheet) -> Result<ByHand, Vec<Invalid>> {
        let mut problems = Problems::default();
        let amount = problems.keep("amount", amount(&self.amount, sheet.invoice.row.currency));
        let method = problems.keep("method", method(&self.method));
        let on = problems.keep("on", day(&self.on, sheet.today));
        let note = problems.keep("note", Line::parse(&self.note));
        let key = problems.keep("key", key_or_new(&self.key, &*visit.state.app.chance));
        match (amount, method, on, note, key) {
            (Some(amount), Some(method), Some(on), Some(note), Some(key)) => {
                let surplus = self.surplus.is_some();
                Ok(ByHand { amount, method, on, note: note.to_string(), key, surplus })
            }
            _ => Err(problems.into_vec()),
        }
    }
}

/// `POST /desk/invoices/{id}/payments`
pub(crate) async fn record_payment(
    Staff(visit): Staff,
    id: web::Path<InvoiceId>,
    fields: web::Form<ByHandFields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let sheet = invoices::find_for_staff(&visit.state.app, &visit.caller, *id).await?;
    let payment = match fields.parse(&visit, &sheet) {
        Ok(payment) => payment,
        Err(problems) => return wrong(&visit, *id, (Act::Payment, fields.typed()), &problems).await,
    };
    match invoices::record_payment(&visit.state.app, &visit.caller, *id, &payment).await {
        Ok(()) => Ok(see_other(&Done::PaymentRecorded.at(&url(*id)))),
        // A slip of the pen, a colleague who was quicker, or true: the form asks.
        Err(app::Error::Invoice(InvoiceRefused::TooMuch)) => {
            let problems = [Invalid { field: "amount", problem: Problem::MoreThanOutstanding }];
            wrong(&visit, *id, (Act::Payment, fields.typed()), &problems).await
        }
        Err(error) => refused(&visit, *id, (Act::Payment, fields.typed()), error).await,
    }
}

/// `POST /desk/invoices/{id}/refunds`
pub(crate) async fn record_refund(
    Staff(visit): Staff,
    id: web::Path<InvoiceId>,
    fields: web::Form<ByHandFields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let sheet = invoices::find_for_staff(&visit.state.app, &visit.caller, *id).await?;
    let refund = match fields.parse(&visit, &sheet) {
        Ok(refund) => refund,
        Err(problems) => return wrong(&visit, *id, (Act::Refund, fields.typed()), &problems).await,
    };
    match invoices::record_refund(&visit.state.app, &visit.caller, *id, &refund).await {
        Ok(()) => Ok(see_other(&Done::RefundRecorded.at(&url(*id)))),
        Err(error) => refused(&visit, *id, (Act::Refund, fields.typed()), error).await,
    }
}

#[derive(Deserialize)]
pub(crate) struct CreditFields {
    #[serde(default)]
    amount: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    key: String,
}

/// `POST /desk/invoices/{id}/credit-notes`
pub(crate) async fn credit(
    Staff(visit): Staff,
    id: web::Path<InvoiceId>,
    fields: web::Form<CreditFields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let sheet = invoices::find_for_staff(&visit.state.app, &visit.caller, *id).await?;
    let typed = || Typed { amount: fields.amount.clone(), note: fields.note.clone(), ..Typed::default() };
    let credit = match parse_credit(&visit, &fields, sheet.invoice.row.currency) {
        Ok(credit) => credit,
        Err(problems) => return wrong(&visit, *id, (Act::Credit, typed()), &problems).await,
    };
    match invoices::credit(&visit.state.app, &visit.caller, *id, &credit).await {
        Ok(()) => Ok(see_other(&Done::InvoiceCredited.at(&url(*id)))),
        Err(error) => refused(&visit, *id, (Act::Credit, typed()), error).await,
    }
}

fn parse_credit(visit: &Visit, fields: &CreditFields, currency: Currency) -> Result<Credit, Vec<Invalid>> {
    let mut problems = Problems::default();
    let amount = problems.keep("amount", amount(&fields.amount, currency));
    let reason = match Line::parse(&fields.note) {
        Ok(reason) if reason.as_str().is_empty() => Err(Problem::Missing),
        reason => reason,
    };
    let reason = problems.keep("note", reason);
    let key: Option<Key> = problems.keep("key", key_or_new(&fields.key, &*visit.state.app.chance));
    match (amount, reason, key) {
        (Some(amount), Some(reason), Some(key)) => Ok(Credit { amount, reason: reason.to_string(), key }),
        _ => Err(problems.into_vec()),
    }
}

#[derive(Deserialize)]
pub(crate) struct VoidFields {
    confirmed: Option<String>,
}

/// `POST /desk/invoices/{id}/void`
pub(crate) async fn void(
    Staff(visit): Staff,
    id: web::Path<InvoiceId>,
    fields: web::Form<VoidFields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    if fields.confirmed.is_none() {
        let problems = [Invalid { field: "confirmed", problem: Problem::Missing }];
        return wrong(&visit, *id, (Act::Void, Typed::default()), &problems).await;
    }
    match invoices::void(&visit.state.app, &visit.caller, *id).await {
        Ok(()) => Ok(see_other(&Done::InvoiceVoided.at(&url(*id)))),
        Err(error) => refused(&visit, *id, (Act::Void, Typed::default()), error).await,
    }
}

/// `POST /desk/invoices/{id}/delete`
pub(crate) async fn delete(Staff(visit): Staff, id: web::Path<InvoiceId>) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    match invoices::delete(&visit.state.app, &visit.caller, *id).await {
        Ok(()) => Ok(see_other(&Done::InvoiceDeleted.at("/desk/invoices"))),
        Err(error) => refused(&visit, *id, (Act::Delete, Typed::default()), error).await,
    }
}

#[derive(Deserialize)]
pub(crate) struct CopyFields {
    #[serde(default)]
    key: String,
}

/// `POST /desk/invoices/{id}/copies`
pub(crate) async fn duplicate(
    Staff(visit): Staff,
    id: web::Path<InvoiceId>,
    fields: web::Form<CopyFields>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let key = key_or_new(&fields.key, &*visit.state.app.chance).map_err(|_| Error::Unreadable("key".to_owned()))?;
    match invoices::duplicate(&visit.state.app, &visit.caller, *id, &key).await {
        Ok(copy) => Ok(see_other(&Done::InvoiceDuplicated.at(&url(copy)))),
        Err(error) => refused(&visit, *id, (Act::Send, Typed::default()), error).await,
    }
}

/// An amount above zero.
fn amount(text: &str, currency: Currency) -> Result<Amount, Problem> {
    Amount::parse(text, currency)
        .and_then(|amount| if amount.is_positive() { Ok(amount) } else { Err(Problem::NotAnAmount) })
}

fn method(text: &str) -> Result<Method, Problem> {
    text.parse().ok().filter(|method| Method::BY_HAND.contains(method)).ok_or(Problem::NotAChoice)
}

/// The first day on which money can have come in: before it a year was mistyped, `0026`.
const FIRST_DAY: Date = Date::constant(1970, 1, 1);

/// A day that is not to come.
fn day(text: &str, today: Date) -> Result<Date, Problem> {
    text.trim().parse().ok().filter(|day| (FIRST_DAY..=today).contains(day)).ok_or(Problem::NotADay)
}

/// The page with what is wrong, at its field.
async fn wrong(
    visit: &Visit,
    id: InvoiceId,
    (act, typed): (Act, Typed),
    problems: &[Invalid],
) -> Result<HttpResponse, Error> {
    let shown = Shown { act: Some(act), typed, problems, ..Shown::default() };
    show_with(visit, id, &shown, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// The page with the reason why a rule refused it.
async fn refused(
    visit: &Visit,
    id: InvoiceId,
    (act, typed): (Act, Typed),
    error: app::Error,
) -> Result<HttpResponse, Error> {
    let app::Error::Invoice(reason) = error else { return Err(error.into()) };
    let said = in_words(&visit.locale, &Error::Invoice(reason));
    let shown = Shown { act: Some(act), typed, refused: Some(&said), ..Shown::default() };
    show_with(visit, id, &shown, StatusCode::CONFLICT).await
}
