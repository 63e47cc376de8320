//! Payments in words: why a card was not taken, what Stripe asks for, why an account is restricted.

use super::msg::payments;
use super::{Locale, Msg};
use crate::domain::payment::{NotPayable, Requirement, Thing};

/// Why a card was not taken, from Stripe's code (<https://docs.stripe.com/declines/codes>). What a bank does not tell, as of a stolen card, is
/// not told here either.
pub fn decline(code: &str) -> Msg {
    match code {
        "insufficient_funds" => payments::DECLINE_FUNDS,
        "expired_card" | "invalid_expiry_month" | "invalid_expiry_year" => payments::DECLINE_EXPIRED,
        "incorrect_cvc" | "invalid_cvc" => payments::DECLINE_CODE,
        "incorrect_number" | "invalid_number" | "invalid_account" => payments::DECLINE_NUMBER,
        "authentication_required"
        | "payment_intent_authentication_failure"
        | "offline_pin_required"
        | "online_or_offline_pin_required" => payments::DECLINE_AUTHENTICATION,
        "card_velocity_exceeded" | "withdrawal_count_limit_exceeded" | "amount_too_large" => payments::DECLINE_LIMIT,
        "card_not_supported" | "currency_not_supported" | "transaction_not_allowed" | "service_not_allowed" => {
            payments::DECLINE_UNSUPPORTED
        }
        "processing_error" | "issuer_not_available" | "try_again_later" | "reenter_transaction" => {
            payments::DECLINE_PROCESSING
        }
        _ => payments::DECLINE_GENERAL,
    }
}

/// Why nothing can be paid; of an amount that is too large, how much it may be.
pub fn not_payable(locale: &Locale, why: NotPayable, most: &str) -> String {
    match why {
        NotPayable::NotSent => locale.text(payments::REFUSED_NOT_SENT),
        NotPayable::NothingOutstanding => locale.text(payments::REFUSED_NOTHING),
        NotPayable::NoCards => locale.text(payments::REFUSED_NO_CARDS),
        NotPayable::PartsNotAllowed => locale.text(payments::REFUSED_PARTS),
        NotPayable::NotOutstanding => locale.with(payments::REFUSED_AMOUNT, &[("amount", most.into())]),
        NotPayable::UnderWay => locale.text(payments::REFUSED_UNDER_WAY),
    }
}

/// Something that Stripe asks for: `The company’s address`.
pub fn requirement(locale: &Locale, requirement: &Requirement) -> String {
    let (thing, whose) = match requirement {
        Requirement::Known(thing, whose) => (*thing, *whose),
        Requirement::Other(name) => {
            return locale.with(payments::REQUIREMENT_OTHER, &[("name", name.as_str().into())]);
        }
    };
    let of = |msg| locale.with(msg, &[("whose", whose.as_str().into())]);
    match thing {
        Thing::Name => of(payments::REQUIREMENT_NAME),
        Thing::Address => of(payments::REQUIREMENT_ADDRESS),
        Thing::BirthDate => of(payments::REQUIREMENT_BIRTH_DATE),
        Thing::Email => of(payments::REQUIREMENT_EMAIL),
        Thing::Phone => of(payments::REQUIREMENT_PHONE),
        Thing::IdNumber => of(payments::REQUIREMENT_ID_NUMBER),
        Thing::TaxNumber => locale.text(payments::REQUIREMENT_TAX_NUMBER),
        Thing::RegistrationNumber => locale.text(payments::REQUIREMENT_REGISTRATION_NUMBER),
        Thing::Document => of(payments::REQUIREMENT_DOCUMENT),
        Thing::AdditionalDocument => of(payments::REQUIREMENT_ADDITIONAL_DOCUMENT),
        Thing::PoliticalExposure => of(payments::REQUIREMENT_POLITICAL_EXPOSURE),
        Thing::Relationship => of(payments::REQUIREMENT_RELATIONSHIP),
        Thing::People => locale.text(payments::REQUIREMENT_PEOPLE),
        Thing::BankAccount => locale.text(payments::REQUIREMENT_BANK_ACCOUNT),
        Thing::BusinessType => locale.text(payments::REQUIREMENT_BUSINESS_TYPE),
        Thing::Trade => locale.text(payments::REQUIREMENT_TRADE),
        Thing::Website => locale.text(payments::REQUIREMENT_WEBSITE),
        Thing::Support => locale.text(payments::REQUIREMENT_SUPPORT),
        Thing::StatementText => locale.text(payments::REQUIREMENT_STATEMENT_TEXT),
        Thing::Terms => locale.text(payments::REQUIREMENT_TERMS),
    }
}

/// Why an account is restricted, from Stripe's code.
pub fn restriction(locale: &Locale, code: &str) -> String {
    match code {
        "requirements.past_due" | "action_required.requested_capabilities" => {
            locale.text(payments::RESTRICTED_PAST_DUE)
        }
        "requirements.pending_verification" => locale.text(payments::RESTRICTED_PENDING),
        "under_review" | "listed" => locale.text(payments::RESTRICTED_REVIEW),
        rejected if rejected.starts_with("rejected.") => locale.text(payments::RESTRICTED_REJECTED),
        "platform_paused" => locale.text(payments::RESTRICTED_PLATFORM),
        other => locale.with(payments::RESTRICTED_OTHER, &[("code", other.into())]),
    }
}
