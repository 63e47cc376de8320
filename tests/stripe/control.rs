//! `/double/…`: what tests in other languages do with the double, in JSON. What is refused is answered as the interface would.

use std::sync::Arc;

use actix_web::HttpResponse;
use serde_json::{Value, json};

use super::ask::{Params, Refusal};
use super::cards::Card;
use super::faults::{Fault, Kind};
use super::news::{self, Delivery};
use super::server::{milliseconds, plain};
use super::{OWN, Shared, intents};

pub(crate) async fn answer(shared: &Arc<Shared>, method: &str, path: &[&str], body: &str) -> HttpResponse {
    let asked: Value = if body.is_empty() { json!({}) } else { serde_json::from_str(body).unwrap_or(Value::Null) };
    if !asked.is_object() {
        return HttpResponse::BadRequest().body("not a JSON object");
    }
    if let ("POST", ["deliver"]) = (method, path) {
        let copies = usize::try_from(asked["copies"].as_u64().unwrap_or(1)).unwrap_or(1);
        let answers = news::send_waiting(shared, copies, asked["seed"].as_u64().unwrap_or_default()).await;
        return plain(&answers.into());
    }
    match act(shared, method, path, &asked) {
        Ok(Some(value)) => plain(&value),
        Ok(None) => HttpResponse::NotFound().body("the double has no such control"),
        Err(refusal) => HttpResponse::BadRequest().json(json!({"error": refusal.body()})),
    }
}

fn act(shared: &Shared, method: &str, path: &[&str], asked: &Value) -> Result<Option<Value>, Refusal> {
    let text = |field: &str| asked[field].as_str().unwrap_or_default().to_owned();
    let account = asked["account"].as_str().unwrap_or(OWN).to_owned();
    let mut books = shared.books();
    let done = match (method, path) {
        ("GET", ["books"]) => {
            let all: serde_json::Map<String, Value> = books
                .accounts
                .iter()
                .map(|(id, book)| {
                    let list = |all: &std::collections::BTreeMap<String, Value>| all.values().cloned().collect::<Vec<_>>();
                    (id.clone(), json!({"account": book.account, "intents": list(&book.intents),
                        "charges": list(&book.charges), "refunds": list(&book.refunds), "disputes": list(&book.disputes)}))
                })
                .collect();
            all.into()
        }
        ("GET", ["news"]) => books.news.clone().into(),
        ("GET", ["sent"]) => shared.post().sent.clone().into(),
        ("GET", ["asked"]) => {
            let asked = shared.asked.lock().expect("nobody panicked").clone();
            asked.into_iter().map(|(question, key)| json!({"question": question, "key": key})).collect()
        }
        ("POST", ["faults"]) => {
            shared.faults().add(fault(asked)?);
            json!({})
        }
        ("POST", ["faults", "clear"]) => {
            shared.faults().clear();
            json!({})
        }
        ("POST", ["delivery"]) => {
            let mut delivery = Delivery::to(&text("url"));
            delivery.waits = asked["waits"].as_bool().unwrap_or_default();
            delivery.delay = milliseconds(&asked["delay"]);
            delivery.copies = usize::try_from(asked["copies"].as_u64().unwrap_or(1)).unwrap_or(1);
            shared.post().set(delivery);
            json!({})
        }
        ("POST", ["accounts"]) => {
            let id = books.id("acct");
            books.open_account(&id, "IE");
            if asked["complete"] == true {
                books.complete_account(&id);
            }
            books.show_account(&id)?
        }
        ("POST", ["accounts", id]) => books.change_account(id, asked)?,
        ("POST", ["accounts", id, "complete"]) => {
            books.show_account(id)?;
            books.complete_account(id);
            books.show_account(id)?
        }
        ("POST", ["accounts", id, "disconnect"]) => {
            books.disconnect_account(id);
            json!({})
        }
        ("POST", ["pay"]) => books.pay(&account, &text("intent"), &Card::with(&text("card")))?,
        ("POST", ["authenticate"]) => {
            books.authenticate(&account, &text("intent"), asked["agrees"].as_bool().unwrap_or(true))?
        }
        ("POST", ["hold"]) => {
            books.holds_charges = asked["holds"].as_bool().unwrap_or(true);
            json!({})
        }
        ("POST", ["let-go"]) => books.let_go(&account, &text("intent"), asked["arrives"].as_bool().unwrap_or(true))?,
        ("POST", ["refunds"]) => {
            let amount = asked["amount"].as_i64().map(|amount| format!("&amount={amount}")).unwrap_or_default();
            let params = Params::parse("", &format!("payment_intent={}{amount}", text("intent")));
            books.create_refund(&account, &params)?
        }
        ("POST", ["refunds", id]) => {
            books.settle_refund(&account, id, asked["arrives"].as_bool().unwrap_or_default())?
        }
        ("POST", ["disputes"]) => {
            let intent = books.find_intent(&account, &text("intent"))?;
            let amount = asked["amount"].as_i64().or(intent["amount"].as_i64()).unwrap_or_default();
            let status = asked["status"].as_str().unwrap_or("needs_response");
            books.open_dispute(&account, &intents::text(&intent, "latest_charge"), amount, status)?
        }
        ("POST", ["disputes", id]) => books.move_dispute(&account, id, &text("status"))?,
        _ => return Ok(None),
    };
    Ok(Some(done))
}

fn fault(asked: &Value) -> Result<Fault, Refusal> {
    let kind = match asked["kind"].as_str().unwrap_or_default() {
        "slow" => Kind::Slow(milliseconds(&asked["time"])),
        "fail-before" => Kind::FailBefore,
        "fail-after" => Kind::FailAfter,
        "fail-after-for-good" => Kind::FailAfterForGood,
        "cut-before" => Kind::CutBefore,
        "cut-after" => Kind::CutAfter,
        "too-many" => Kind::TooMany,
        "gateway" => Kind::Gateway,
        other => return Err(Refusal::invalid(None, format!("no such fault: {other:?}"))),
    };
    let times = u32::try_from(asked["times"].as_u64().unwrap_or(1)).unwrap_or(1);
    Ok(Fault { on: asked["on"].as_str().unwrap_or_default().to_owned(), kind, times })
}
