//! The form of an invoice that is written.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::may_manage;
use crate::app::invoices::{self, Draft, Saved};
use crate::app::{self, customers};
use crate::domain::customer::CustomerRecord;
use crate::domain::input::{Invalid, Problem};
use crate::domain::invoice::{DraftInvoice, Invoice, InvoiceForm, InvoiceProblems, LineForm, TaxRounding};
use crate::domain::people::Customer;
use crate::domain::rights::Right;
use crate::id::InvoiceId;
use crate::views;
use crate::views::desk::invoice::{Act, url};
use crate::views::desk::invoice_form::InvoiceEditor;
use crate::views::done::Done;
use crate::web::desk::rail;
use crate::web::error::{Error, in_words};
use crate::web::forms::{LargeForm, is_fragment, key_again, key_or_new, new_key, page_with, see_other};
use crate::web::visit::{Staff, Visit};

/// Lines that a form may hold.
const LINES: usize = 500;

/// What a form of an invoice holds.
#[derive(Default)]
struct Fields {
    typed: InvoiceForm,
    customer_name: Option<String>,
    key: String,
    /// The draft that is changed, and the version that it was read at.
    about: Option<(InvoiceId, i64)>,
    /// That version, whichever draft it is of.
    version: i64,
    /// What the button asks for.
    asks: String,
    /// Whether it is sent next.
    then_send: bool,
}

impl Fields {
    /// Reads the fields of the form. Those of a line end in its number; what has no line between two others is none.
    fn read(pairs: &[(String, String)]) -> Self {
        let mut fields = Self::default();
        let (mut id, mut version) = (None, None);
        let mut lines: std::collections::BTreeMap<usize, LineForm> = std::collections::BTreeMap::new();
        for (name, value) in pairs {
            let text = || value.replace("\r\n", "\n");
            match name.as_str() {
                "customer" => fields.typed.customer = text(),
                "customer_name" => fields.customer_name = Some(text()),
                "currency" => fields.typed.currency = text(),
                "days" => fields.typed.days = text(),
                "reference" => fields.typed.reference = text(),
                "notes" => fields.typed.notes = text(),
                "terms" => fields.typed.terms = text(),
                "key" => fields.key = text(),
                "invoice" => id = value.parse().ok(),
                "version" => version = value.parse().ok(),
                // The totals ask by a value of their own, whatever button is in the form.
                "do" => fields.asks = text(),
                "then" => fields.then_send = value == "send",
                _ => {
                    let Some((field, at)) = name.rsplit_once('-') else { continue };
                    let Some(at) = at.parse().ok().filter(|at| *at < 10 * LINES) else { continue };
                    let line = lines.entry(at).or_default();
                    match field {
                        "description" => line.description = text(),
                        "quantity" => line.quantity = text(),
                        "unit" => line.unit = text(),
                        "unit_price" => line.unit_price = text(),
                        "discount" => line.discount = text(),
                        "tax_rate" => line.tax_rate = text(),
                        _ => {}
                    }
                }
            }
        }
        fields.typed.lines = lines.into_values().collect();
        fields.about = id.zip(version);
        fields.version = version.unwrap_or_default();
        fields
    }
}

/// What comes back with a form.
#[derive(Default)]
struct Back<'a> {
    problems: InvoiceProblems,
    refused: Option<&'a str>,
    conflict: bool,
    theirs: Option<&'a Invoice>,
    is_fresh: bool,
    focus: Option<&'a str>,
    candidates: Vec<Customer>,
}

#[derive(serde::Deserialize)]
pub(crate) struct NewQuery {
    #[serde(default)]
    customer: String,
}

/// `GET /desk/invoices/new`
pub(crate) async fn new(Staff(visit): Staff, query: web::Query<NewQuery>) -> Result<HttpResponse, Error> {
    if !visit.caller.may(Right::ManageInvoices) {
        return Err(Error::NotFound);
    }
    let blank = invoices::blank(&visit.state.app, &visit.caller).await?;
    let typed = InvoiceForm {
        customer: query.customer.clone(),
        currency: blank.currency,
        days: blank.days.to_string(),
        terms: blank.terms,
        lines: vec![LineForm::below(None)],
        ..InvoiceForm::default()
    };
    let fields = Fields { typed, ..Fields::default() };
    form(&visit, &fields, &Back { is_fresh: true, ..Back::default() }, StatusCode::OK).await
}

/// `GET /desk/invoices/{id}/edit`
pub(crate) async fn edit(Staff(visit): Staff, id: web::Path<InvoiceId>) -> Result<HttpResponse, Error> {
    let sheet = invoices::find_for_staff(&visit.state.app, &visit.caller, *id).await?;
    if !visit.caller.may(Right::ManageInvoices) {
        return Err(Error::NotFound);
    }
    let invoice = sheet.invoice;
    invoice.edit().map_err(Error::Invoice)?;
    let mut typed = InvoiceForm::of(&invoice).with_numbers(|plain| visit.locale.typed(plain));
    if typed.lines.is_empty() {
        typed.lines.push(LineForm::below(None));
    }
    let fields = Fields { typed, about: Some((*id, invoice.version)), ..Fields::default() };
    form(&visit, &fields, &Back { is_fresh: true, ..Back::default() }, StatusCode::OK).await
}

/// `POST /desk/invoices/editing`: the form as it would be with a line more, less or moved, and with its sums; nothing is stored.
pub(crate) async fn editing(
    Staff(visit): Staff,
    request: HttpRequest,
    LargeForm(pairs): LargeForm<Vec<(String, String)>>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let mut fields = Fields::read(&pairs);
    let focus = rearrange(&mut fields.typed.lines, &fields.asks);
    let back = Back { focus: focus.as_deref(), ..Back::default() };
    if !is_fragment(&request) {
        return form(&visit, &fields, &back, StatusCode::OK).await;
    }
    let prepared = Prepared::load(&visit, &fields).await?;
    let editor = prepared.editor(&fields, &back);
    let rail = rail(&visit).await?;
    let frame = visit.desk_frame(rail);
    let parts = match focus {
        Some(_) => views::desk::invoice_form::parts(&frame, &editor),
        None => views::desk::invoice_form::sums(&frame, &editor),
    };
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(parts))
}

/// Adds, removes or moves a line; the id of the control that has the focus next, when lines changed.
fn rearrange(lines: &mut Vec<LineForm>, asks: &str) -> Option<String> {
    let (what, at) = asks.split_once(':').unwrap_or((asks, ""));
    let at: usize = at.parse().unwrap_or(0);
    match what {
        "add" if lines.len() < LINES => {
            lines.push(LineForm::below(lines.last()));
            Some(format!("description-{}", lines.len() - 1))
        }
        "remove" if at < lines.len() => {
            let gone = lines.remove(at);
            if lines.is_empty() {
                lines.push(LineForm { description: String::new(), unit_price: String::new(), ..gone });
            }
            Some(format!("description-{}", at.min(lines.len() - 1)))
        }
        "up" if at > 0 && at < lines.len() => {
            lines.swap(at - 1, at);
            Some(format!("{}-{}", if at > 1 { "up" } else { "down" }, at - 1))
        }
        "down" if at + 1 < lines.len() => {
            lines.swap(at, at + 1);
            Some(format!("{}-{}", if at + 2 < lines.len() { "down" } else { "up" }, at + 1))
        }
        _ => None,
    }
}

/// `POST /desk/invoices`
pub(crate) async fn create(
    Staff(visit): Staff,
    LargeForm(pairs): LargeForm<Vec<(String, String)>>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let fields = Fields::read(&pairs);
    let key = key_or_new(&fields.key, &*visit.state.app.chance);
    let (draft, key) = match (parse(&visit, &fields).await?, key) {
        (Ok(draft), Ok(key)) => (draft, key),
        (Err(back), _) => return form(&visit, &fields, &back, StatusCode::UNPROCESSABLE_ENTITY).await,
        (Ok(_), Err(_)) => return Err(Error::Unreadable("key".to_owned())),
    };
    match invoices::create(&visit.state.app, &visit.caller, &draft, &key).await {
        Ok(id) => Ok(saved(id, &fields)),
        Err(app::Error::KeyInUse) => {
            let back = Back { conflict: true, ..Back::default() };
            let fields = Fields { key: new_key(&*visit.state.app.chance), ..fields };
            form(&visit, &fields, &back, StatusCode::CONFLICT).await
        }
        Err(error) => refused(&visit, &fields, error).await,
    }
}

/// `POST /desk/invoices/{id}`
pub(crate) async fn update(
    Staff(visit): Staff,
    id: web::Path<InvoiceId>,
    LargeForm(pairs): LargeForm<Vec<(String, String)>>,
) -> Result<HttpResponse, Error> {
    may_manage(&visit)?;
    let mut fields = Fields::read(&pairs);
    let version = fields.version;
    fields.about = Some((*id, version));
    let draft = match parse(&visit, &fields).await? {
        Ok(draft) => draft,
        Err(back) => {
            // What is not there is not spoken of.
            invoices::find_for_staff(&visit.state.app, &visit.caller, *id).await?;
            return form(&visit, &fields, &back, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    match invoices::change(&visit.state.app, &visit.caller, *id, version, &draft).await {
        Ok(Saved::Stored) => Ok(saved(*id, &fields)),
        Ok(Saved::Overtaken(theirs)) => {
            // Saved once more it follows what stands there now.
            fields.about = Some((*id, theirs.version));
            let back = Back { theirs: Some(&theirs), ..Back::default() };
            form(&visit, &fields, &back, StatusCode::CONFLICT).await
        }
        Err(error) => refused(&visit, &fields, error).await,
    }
}

fn saved(id: InvoiceId, fields: &Fields) -> HttpResponse {
    if fields.then_send {
        return see_other(&format!("{}?act={}#{}", url(id), Act::Send, Act::Send));
    }
    see_other(&Done::InvoiceSaved.at(&url(id)))
}

/// Says above the form why a rule refused it, with what was typed.
async fn refused(visit: &Visit, fields: &Fields, error: app::Error) -> Result<HttpResponse, Error> {
    let app::Error::Invoice(reason) = error else { return Err(error.into()) };
    let said = in_words(&visit.locale, &Error::Invoice(reason));
    form(visit, fields, &Back { refused: Some(&said), ..Back::default() }, StatusCode::CONFLICT).await
}

/// What the form says, or what has to be mended.
async fn parse(visit: &Visit, fields: &Fields) -> Result<Result<Draft, Back<'static>>, Error> {
    let (app, caller) = (&visit.state.app, &visit.caller);
    let chosen = customers::choose(app, caller, &fields.typed.customer, fields.customer_name.as_deref()).await?;
    let (chosen, candidates) = chosen.into_parts();
    let says = DraftInvoice::parse(&fields.typed);
    let problem = |problem: Problem| Invalid { field: "customer", problem };
    Ok(match (chosen, says) {
        (Ok(customer), Ok(says)) => Ok(Draft { customer: customer.id, says }),
        (chosen, says) => {
            let mut problems = says.err().unwrap_or_default();
            if let Err(wrong) = chosen {
                problems.head.insert(0, problem(wrong));
            }
            Err(Back { problems, candidates, ..Back::default() })
        }
    })
}

/// What a form needs beside what is typed into it.
struct Prepared {
    customer: Option<CustomerRecord>,
    any: bool,
    key: String,
    rounding: TaxRounding,
    preview: crate::domain::invoice::Preview,
}

impl Prepared {
    async fn load(visit: &Visit, fields: &Fields) -> Result<Self, Error> {
        let (app, caller) = (&visit.state.app, &visit.caller);
        let chosen = customers::choose(app, caller, &fields.typed.customer, fields.customer_name.as_deref()).await?;
        let customer = match chosen.into_parts().0 {
            Ok(customer) => Some(customers::record(app, caller, customer.id).await?),
            Err(_) => None,
        };
        let rounding = invoices::blank(app, caller).await?.rounding;
        Ok(Self {
            customer,
            any: customers::any(app, caller).await?,
            key: key_again(&fields.key, &*app.chance),
            rounding,
            preview: fields.typed.preview(rounding),
        })
    }

    fn editor<'a>(&'a self, fields: &'a Fields, back: &'a Back<'a>) -> InvoiceEditor<'a> {
        InvoiceEditor {
            about: fields.about,
            form: &fields.typed,
            customer: self.customer.as_ref(),
            customer_name: fields.customer_name.as_deref().unwrap_or_default(),
            candidates: &back.candidates,
            any: self.any,
            key: &self.key,
            preview: &self.preview,
            rounding: self.rounding,
            problems: &back.problems,
            refused: back.refused,
            conflict: back.conflict,
            theirs: back.theirs,
            is_fresh: back.is_fresh,
            focus: back.focus,
        }
    }
}

async fn form(visit: &Visit, fields: &Fields, back: &Back<'_>, status: StatusCode) -> Result<HttpResponse, Error> {
    let prepared = Prepared::load(visit, fields).await?;
    let rail = rail(visit).await?;
    let shown = prepared.editor(fields, back);
    Ok(page_with(status, views::desk::invoice_form::page(&visit.desk_frame(rail), &shown)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(names: &[&str]) -> Vec<LineForm> {
        names.iter().map(|name| LineForm { description: (*name).to_owned(), ..LineForm::below(None) }).collect()
    }

    fn after(names: &[&str], asks: &str) -> (Vec<String>, Option<String>) {
        let mut lines = lines(names);
        let focus = rearrange(&mut lines, asks);
        (lines.into_iter().map(|line| line.description).collect(), focus)
    }

    #[test]
    fn lines_come_go_and_move_and_the_focus_follows() {
        let focus = |id: &str| Some(id.to_owned());
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(after(&["a"], "add"), (names(&["a", ""]), focus("description-1")));
        assert_eq!(after(&["a", "b"], "remove:0"), (names(&["b"]), focus("description-0")));
        assert_eq!(after(&["a"], "remove:0"), (names(&[""]), focus("description-0")), "there is always one to type in");
        assert_eq!(after(&["a", "b", "c"], "up:2"), (names(&["a", "c", "b"]), focus("up-1")));
        assert_eq!(after(&["a", "b"], "up:1"), (names(&["b", "a"]), focus("down-0")), "the first goes no higher");
        assert_eq!(after(&["a", "b"], "down:0"), (names(&["b", "a"]), focus("up-1")));
        for nothing in ["", "sums", "up:0", "down:1", "remove:2", "remove:x7"] {
            let (left, focus) = after(&["a", "b"], nothing);
            assert!(nothing.starts_with("remove:x") || (left == names(&["a", "b"]) && focus.is_none()), "{nothing}");
        }
    }

    #[test]
    fn fields_of_a_line_find_together_by_its_number() {
        let pairs = [
            ("description-2", "Second"),
            ("unit_price-0", "5"),
            ("description-0", "First\r\nline"),
            ("x-0", "?"),
            ("description-99999", "far"),
        ];
        let pairs: Vec<(String, String)> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let lines = Fields::read(&pairs).typed.lines;
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[0].description.as_str(), lines[0].unit_price.as_str()), ("First\nline", "5"));
        assert_eq!(lines[1].description, "Second");
    }
}
