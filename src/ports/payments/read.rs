//! What Stripe's objects say, in words of ours.

use stripe_shared::{ApiErrors, DisputeStatus, PaymentIntent};

use super::{Error, INVOICE, ORGANISATION, PAYMENT, units};
use crate::domain::money::{Amount, Currency};
use crate::domain::payment::{
    AccountStanding, Dispute, DisputeStanding, Intent, IntentId, IntentStatus, Ours, Refund, RequirementError,
};
use crate::domain::secret::Secret;

/// The code of a card that its bank did not accept; why is told apart from it.
const DECLINED: &str = "card_declined";
/// A bank's reason that is none.
const NO_REASON: &str = "generic_decline";

pub(super) fn intent(told: &PaymentIntent) -> Result<Intent, Error> {
    let currency = currency(&told.currency)?;
    let status = told.status.as_str();
    Ok(Intent {
        id: IntentId(told.id.to_string()),
        amount: amount(told.amount, currency)?,
        received: amount(told.amount_received, currency)?,
        currency,
        status: status
            .parse::<IntentStatus>()
            .ok()
            .filter(|status| *status != IntentStatus::Opening)
            .ok_or_else(|| Error::Unreadable(format!("a payment that is {status:?}")))?,
        client_secret: told.client_secret.as_deref().map(Secret::new),
        failure: told.last_payment_error.as_deref().map(failure),
        ours: ours(told),
        refunds: Vec::new(),
        disputes: Vec::new(),
    })
}

pub(super) fn refund(told: &stripe_shared::Refund) -> Result<Refund, Error> {
    let currency = currency(&told.currency)?;
    Ok(Refund {
        id: told.id.to_string(),
        amount: amount(told.amount, currency)?,
        stands: !matches!(told.status.as_deref(), Some("failed" | "canceled")),
    })
}

pub(super) fn dispute(told: &stripe_shared::Dispute) -> Result<Dispute, Error> {
    let currency = currency(&told.currency)?;
    Ok(Dispute { id: told.id.to_string(), amount: amount(told.amount, currency)?, standing: dispute_standing(told) })
}

/// What the status means for the money. Of one that is not known the account's movements tell: none is an inquiry, and the last of them is
/// money that went or money that came.
fn dispute_standing(told: &stripe_shared::Dispute) -> DisputeStanding {
    match told.status {
        DisputeStatus::WarningNeedsResponse | DisputeStatus::WarningUnderReview | DisputeStatus::WarningClosed => {
            DisputeStanding::Inquiry
        }
        DisputeStatus::NeedsResponse | DisputeStatus::UnderReview | DisputeStatus::Lost => DisputeStanding::Withdrawn,
        DisputeStatus::Won => DisputeStanding::Won,
        _ if told.balance_transactions.is_empty() => DisputeStanding::Inquiry,
        _ if told.balance_transactions.iter().any(|moved| moved.amount > 0) => DisputeStanding::Won,
        _ => DisputeStanding::Withdrawn,
    }
}

pub(super) fn standing(told: &stripe_shared::Account) -> AccountStanding {
    let required = told.requirements.as_ref();
    let list = |names: Option<&Vec<String>>| names.cloned().unwrap_or_default();
    AccountStanding {
        charges_enabled: told.charges_enabled.unwrap_or_default(),
        payouts_enabled: told.payouts_enabled.unwrap_or_default(),
        details_submitted: told.details_submitted.unwrap_or_default(),
        disabled_reason: required.and_then(|all| all.disabled_reason.as_ref()).map(ToString::to_string),
        currently_due: list(required.and_then(|all| all.currently_due.as_ref())),
        past_due: list(required.and_then(|all| all.past_due.as_ref())),
        pending_verification: list(required.and_then(|all| all.pending_verification.as_ref())),
        errors: required
            .and_then(|all| all.errors.as_ref())
            .into_iter()
            .flatten()
            .map(|error| RequirementError { requirement: error.requirement.clone(), reason: error.reason.clone() })
            .collect(),
        deadline: required.and_then(|all| all.current_deadline),
    }
}

pub(super) fn stripe_currency(currency: Currency) -> stripe_types::Currency {
    let code = currency.code().to_ascii_lowercase();
    match code.parse() {
        Ok(currency) => currency,
        Err(never) => match never {},
    }
}

/// The bank's reason where it gives one, else Stripe's code, else the kind of error.
fn failure(error: &ApiErrors) -> String {
    let code = error.code.as_ref().map(ToString::to_string);
    let reason = error.decline_code.clone().filter(|reason| reason != NO_REASON);
    match code {
        Some(code) if code == DECLINED => reason.unwrap_or(code),
        Some(code) => code,
        None => reason.unwrap_or_else(|| error.type_.to_string()),
    }
}

fn ours(told: &PaymentIntent) -> Option<Ours> {
    let id = |name: &str| told.metadata.get(name).cloned();
    Some(Ours { organisation: id(ORGANISATION)?, invoice: id(INVOICE)?, payment: id(PAYMENT)? })
}

fn currency(told: &stripe_types::Currency) -> Result<Currency, Error> {
    let code = told.to_string();
    Currency::parse(&code).map_err(|_| Error::Unreadable(format!("a currency {code:?}")))
}

fn amount(units: i64, currency: Currency) -> Result<Amount, Error> {
    units::from_stripe(units, currency).ok_or_else(|| Error::Unreadable(format!("{units} units of {currency}")))
}
