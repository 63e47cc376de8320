//! Stripe's objects with all their fields, as in the samples that Stripe publishes: what never changes stands in `objects/`.

use serde_json::{Value, json};

use super::cards::Card;

pub(crate) fn intent(id: &str, secret: &str, amount: i64, currency: &str, created: i64) -> Value {
    let known = [
        ("id", id.into()),
        ("client_secret", secret.into()),
        ("amount", amount.into()),
        ("currency", currency.into()),
        ("created", created.into()),
    ];
    with(include_str!("objects/intent.json"), known)
}

pub(crate) fn charge(id: &str, intent: &Value, card: &Card, authenticated: bool, created: i64) -> Value {
    let known = [
        ("id", id.into()),
        ("amount", intent["amount"].clone()),
        ("amount_captured", intent["amount"].clone()),
        ("balance_transaction", id.replacen("ch_", "txn_", 1).into()),
        ("created", created.into()),
        ("currency", intent["currency"].clone()),
        ("description", intent["description"].clone()),
        ("metadata", intent["metadata"].clone()),
        ("payment_intent", intent["id"].clone()),
        ("payment_method", intent["payment_method"].clone()),
    ];
    let mut charge = with(include_str!("objects/charge.json"), known);
    let details = &mut charge["payment_method_details"]["card"];
    details["amount_authorized"] = intent["amount"].clone();
    details["overcapture"]["maximum_amount_capturable"] = intent["amount"].clone();
    details["exp_month"] = card.month.into();
    details["exp_year"] = card.year.into();
    details["last4"] = card.last_four().into();
    if authenticated {
        details["three_d_secure"] = json!({"authentication_flow": "challenge", "electronic_commerce_indicator": "05",
            "exemption_indicator": null, "result": "authenticated", "result_reason": null, "transaction_id": null,
            "version": "2.2.0"});
    }
    charge
}

pub(crate) fn refund(id: &str, charge: &Value, amount: i64, status: &str, created: i64) -> Value {
    let known = [
        ("id", id.into()),
        ("amount", amount.into()),
        ("charge", charge["id"].clone()),
        ("created", created.into()),
        ("currency", charge["currency"].clone()),
        ("payment_intent", charge["payment_intent"].clone()),
        ("payment_method", charge["payment_method"].clone()),
        ("status", status.into()),
    ];
    with(include_str!("objects/refund.json"), known)
}

pub(crate) fn dispute(id: &str, charge: &Value, amount: i64, status: &str, created: i64) -> Value {
    let is_inquiry = status.starts_with("warning");
    let known = [
        ("id", id.into()),
        ("amount", amount.into()),
        ("charge", charge["id"].clone()),
        ("created", created.into()),
        ("currency", charge["currency"].clone()),
        ("is_charge_refundable", is_inquiry.into()),
        ("payment_intent", charge["payment_intent"].clone()),
        ("status", status.into()),
    ];
    let mut dispute = with(include_str!("objects/dispute.json"), known);
    dispute["evidence_details"]["due_by"] = (created + 9 * 86_400).into();
    let case = if is_inquiry { "inquiry" } else { "chargeback" };
    dispute["payment_method_details"]["card"]["case_type"] = case.into();
    dispute
}

/// Money that a dispute moved: less than nothing went, more than nothing came.
pub(crate) fn moved(id: &str, dispute: &Value, amount: i64, created: i64) -> Value {
    json!({
        "id": id, "object": "balance_transaction", "amount": amount, "available_on": created, "balance_type": "payments",
        "created": created, "currency": dispute["currency"], "description": "Chargeback", "exchange_rate": null,
        "fee": 0, "fee_details": [], "net": amount, "reporting_category": "dispute", "source": dispute["id"],
        "status": "available", "type": "adjustment",
    })
}

pub(crate) fn account(id: &str, country: &str, created: i64) -> Value {
    let known = [
        ("id", id.into()),
        ("country", country.into()),
        ("created", created.into()),
        (
            "external_accounts",
            json!({"data": [], "has_more": false, "object": "list",
            "url": format!("/v1/accounts/{id}/external_accounts")}),
        ),
        ("future_requirements", requirements(&[])),
        ("requirements", requirements(&[])),
    ];
    with(include_str!("objects/account.json"), known)
}

/// What an account must still give.
pub(crate) fn requirements(due: &[&str]) -> Value {
    json!({"alternatives": [], "current_deadline": null, "currently_due": due, "disabled_reason": null, "errors": [],
        "eventually_due": due, "past_due": [], "pending_verification": []})
}

pub(crate) fn event(id: &str, kind: &str, account: Option<&str>, object: &Value, created: i64) -> Value {
    let mut event = json!({
        "id": id, "object": "event", "api_version": "2026-09-30.endive", "created": created, "data": {"object": object},
        "livemode": false, "pending_webhooks": 1, "request": {"id": null, "idempotency_key": null}, "type": kind,
    });
    if let Some(account) = account {
        event["account"] = account.into();
    }
    event
}

fn with<const N: usize>(fields: &str, known: [(&str, Value); N]) -> Value {
    let mut object: Value = serde_json::from_str(fields).expect("the files hold JSON");
    for (name, value) in known {
        object[name] = value;
    }
    object
}
