//! Lists in pages, the newest first: <https://docs.stripe.com/api/pagination>.

use serde_json::{Value, json};

use super::ask::{Params, Refusal};

/// A page of these, which stand in the order in which they were made.
pub(crate) fn page(url: &str, all: Vec<Value>, params: &Params) -> Result<Value, Refusal> {
    let limit = params.number("limit")?.unwrap_or(10);
    if !(1..=100).contains(&limit) {
        let message = "This value must be between 1 and 100.";
        return Err(Refusal::invalid(Some("parameter_invalid_integer"), message).about("limit"));
    }
    let bounds = params.within("created");
    for (bound, _) in &bounds {
        if !matches!(*bound, "gt" | "gte" | "lt" | "lte") {
            let message = format!("Received unknown parameter: created[{bound}]");
            return Err(Refusal::invalid(Some("parameter_unknown"), message).about("created"));
        }
    }
    let fits = |one: &Value| {
        let created = one["created"].as_i64().unwrap_or_default();
        bounds.iter().all(|(bound, at)| {
            at.parse::<i64>().is_ok_and(|at| match *bound {
                "gt" => created > at,
                "gte" => created >= at,
                "lt" => created < at,
                _ => created <= at,
            })
        })
    };
    let mut newest_first: Vec<Value> = all.into_iter().rev().filter(fits).collect();
    if let Some(after) = params.get("starting_after") {
        let at = newest_first.iter().position(|one| one["id"] == after);
        let Some(at) = at else { return Err(Refusal::no_such("object", after, "starting_after")) };
        newest_first.drain(..=at);
    }
    if let Some(before) = params.get("ending_before") {
        let at = newest_first.iter().position(|one| one["id"] == before);
        let Some(at) = at else { return Err(Refusal::no_such("object", before, "ending_before")) };
        newest_first.truncate(at);
    }
    let limit = usize::try_from(limit).unwrap_or(100);
    let has_more = newest_first.len() > limit;
    newest_first.truncate(limit);
    Ok(json!({"object": "list", "url": url, "has_more": has_more, "data": newest_first}))
}
