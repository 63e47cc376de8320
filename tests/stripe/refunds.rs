//! Money returned and money disputed: <https://docs.stripe.com/api/refunds>, <https://docs.stripe.com/api/disputes>.

use serde_json::Value;

use super::ask::{Params, Refusal};
use super::books::Books;
use super::cards::Card;
use super::intents::text;
use super::{lists, objects};

impl Books {
    pub(crate) fn create_refund(&mut self, account: &str, params: &Params) -> Result<Value, Refusal> {
        params.only(&["amount", "charge", "expand[*]", "metadata[*]", "payment_intent", "reason"])?;
        let charge = self.charge_to_refund(account, params)?;
        let number = |field: &str| charge[field].as_i64().unwrap_or_default();
        let left = number("amount") - number("amount_refunded");
        let amount = params.number("amount")?.unwrap_or(left);
        if amount < 1 {
            let message = "This value must be greater than or equal to 1.";
            return Err(Refusal::invalid(Some("parameter_invalid_integer"), message).about("amount"));
        }
        if left == 0 {
            let message = format!("Charge {} has already been refunded.", text(&charge, "id"));
            return Err(Refusal::invalid(Some("charge_already_refunded"), message).looked_into());
        }
        if charge["disputed"] == true {
            let message = format!("Charge {} has been charged back; cannot issue a refund.", text(&charge, "id"));
            return Err(Refusal::invalid(Some("charge_disputed"), message).looked_into());
        }
        if amount > left {
            let message = format!("Refund amount ({amount}) is greater than unrefunded amount on charge ({left})");
            return Err(Refusal::invalid(None, message).about("amount").looked_into());
        }
        let intent = text(&charge, "payment_intent");
        let number = self.book(account).cards.get(&intent).map(|card| card.number.clone()).unwrap_or_default();
        let status = if number == Card::SLOW_REFUND { "pending" } else { "succeeded" };
        let id = self.id("re");
        let mut refund = objects::refund(&id, &charge, amount, status, self.seconds());
        for (name, value) in params.within("metadata") {
            refund["metadata"][name] = value.into();
        }
        refund["reason"] = params.get("reason").map_or(Value::Null, Into::into);
        self.book(account).refunds.insert(id, refund.clone());
        self.tell(account, "refund.created", &refund);
        self.refunded(account, &text(&charge, "id"), amount);
        Ok(refund)
    }

    pub(crate) fn list_refunds(&mut self, account: &str, params: &Params) -> Result<Value, Refusal> {
        params.only(&[
            "charge",
            "created[*]",
            "ending_before",
            "expand[*]",
            "limit",
            "payment_intent",
            "starting_after",
        ])?;
        let all = self.book(account).refunds.values().filter(|one| is_about(one, params)).cloned().collect();
        lists::page("/v1/refunds", all, params)
    }

    /// A refund that was made does not arrive, or arrives at last.
    pub(crate) fn settle_refund(&mut self, account: &str, id: &str, arrives: bool) -> Result<Value, Refusal> {
        let found = self.book(account).refunds.get(id).cloned();
        let mut refund = found.ok_or_else(|| Refusal::no_such("refund", id, "refund"))?;
        let was = text(&refund, "status");
        if arrives {
            refund["status"] = "succeeded".into();
        } else {
            refund["status"] = "failed".into();
            refund["failure_reason"] = "lost_or_stolen_card".into();
        }
        self.book(account).refunds.insert(id.to_owned(), refund.clone());
        self.tell(account, "refund.updated", &refund);
        if !arrives {
            self.tell(account, "refund.failed", &refund);
            if was != "failed" {
                let amount = refund["amount"].as_i64().unwrap_or_default();
                self.refunded(account, &text(&refund, "charge"), -amount);
            }
        }
        Ok(refund)
    }

    pub(crate) fn list_disputes(&mut self, account: &str, params: &Params) -> Result<Value, Refusal> {
        params.only(&[
            "charge",
            "created[*]",
            "ending_before",
            "expand[*]",
            "limit",
            "payment_intent",
            "starting_after",
        ])?;
        let all = self.book(account).disputes.values().filter(|one| is_about(one, params)).cloned().collect();
        lists::page("/v1/disputes", all, params)
    }

    /// A bank takes the money of a charge back, or only asks about it (`warning_…`).
    pub(crate) fn open_dispute(
        &mut self,
        account: &str,
        charge: &str,
        amount: i64,
        status: &str,
    ) -> Result<Value, Refusal> {
        let found = self.book(account).charges.get(charge).cloned();
        let mut charge = found.ok_or_else(|| Refusal::no_such("charge", charge, "charge"))?;
        let id = self.id("du");
        let dispute = objects::dispute(&id, &charge, amount, status, self.seconds());
        self.book(account).disputes.insert(id.clone(), dispute.clone());
        self.tell(account, "charge.dispute.created", &dispute);
        if status.starts_with("warning") {
            return Ok(dispute);
        }
        charge["disputed"] = true.into();
        self.book(account).charges.insert(text(&charge, "id"), charge);
        self.move_money(account, &id, -amount, "charge.dispute.funds_withdrawn")
    }

    /// A dispute goes on: `under_review`, `won`, `lost`, `warning_closed`; from an inquiry it may become one about money (`needs_response`).
    pub(crate) fn move_dispute(&mut self, account: &str, id: &str, status: &str) -> Result<Value, Refusal> {
        let found = self.book(account).disputes.get(id).cloned();
        let mut dispute = found.ok_or_else(|| Refusal::no_such("dispute", id, "dispute"))?;
        let was = text(&dispute, "status");
        if matches!(was.as_str(), "won" | "lost" | "warning_closed") {
            return Err(Refusal::invalid(None, format!("The dispute is over: {was}.")));
        }
        dispute["status"] = status.into();
        let amount = dispute["amount"].as_i64().unwrap_or_default();
        self.book(account).disputes.insert(id.to_owned(), dispute.clone());
        let is_over = matches!(status, "won" | "lost" | "warning_closed");
        let kind = if is_over { "charge.dispute.closed" } else { "charge.dispute.updated" };
        self.tell(account, kind, &dispute);
        match status {
            "won" => self.move_money(account, id, amount, "charge.dispute.funds_reinstated"),
            "needs_response" if was.starts_with("warning") => {
                self.move_money(account, id, -amount, "charge.dispute.funds_withdrawn")
            }
            _ => Ok(dispute),
        }
    }

    fn move_money(&mut self, account: &str, id: &str, amount: i64, event: &str) -> Result<Value, Refusal> {
        let (moved, seconds) = (self.id("txn"), self.seconds());
        let dispute =
            self.book(account).disputes.get_mut(id).ok_or_else(|| Refusal::no_such("dispute", id, "dispute"))?;
        let moved = objects::moved(&moved, dispute, amount, seconds);
        if let Some(all) = dispute["balance_transactions"].as_array_mut() {
            all.push(moved);
        }
        let dispute = dispute.clone();
        self.tell(account, event, &dispute);
        Ok(dispute)
    }

    fn charge_to_refund(&mut self, account: &str, params: &Params) -> Result<Value, Refusal> {
        let id = match (params.get("payment_intent"), params.get("charge")) {
            (Some(_), Some(_)) => {
                let message = "You may only specify one of these parameters: charge, payment_intent.";
                return Err(Refusal::invalid(Some("parameters_exclusive"), message));
            }
            (None, None) => {
                let message =
                    "One of the following params should be provided for this request: payment_intent or charge.";
                return Err(Refusal::invalid(Some("parameter_missing"), message));
            }
            (Some(intent), None) => {
                let intent = self.find_intent(account, intent)?;
                if text(&intent, "status") != "succeeded" {
                    let id = text(&intent, "id");
                    let message = format!("This PaymentIntent ({id}) does not have a successful charge to refund.");
                    return Err(Refusal::invalid(None, message).about("payment_intent").looked_into());
                }
                text(&intent, "latest_charge")
            }
            (None, Some(charge)) => charge.to_owned(),
        };
        self.book(account).charges.get(&id).cloned().ok_or_else(|| Refusal::no_such("charge", &id, "charge"))
    }

    fn refunded(&mut self, account: &str, charge: &str, amount: i64) {
        let Some(found) = self.book(account).charges.get_mut(charge) else { return };
        let total = found["amount_refunded"].as_i64().unwrap_or_default() + amount;
        found["amount_refunded"] = total.into();
        found["refunded"] = (found["amount"] == total).into();
        let found = found.clone();
        self.tell(account, if amount > 0 { "charge.refunded" } else { "charge.updated" }, &found);
    }
}

fn is_about(one: &Value, params: &Params) -> bool {
    ["charge", "payment_intent"].iter().all(|field| params.get(field).is_none_or(|id| one[*field] == id))
}
