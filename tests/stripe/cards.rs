//! The cards of <https://docs.stripe.com/testing>, by what their bank says.

use super::ask::Refusal;

/// A card as somebody typed it.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    pub(crate) number: String,
    pub(crate) month: i64,
    pub(crate) year: i64,
    pub(crate) code: String,
}

impl Card {
    /// Accepted.
    pub(crate) const GOOD: &'static str = "4242424242424242";
    /// Accepted once its holder has confirmed (3-D Secure).
    pub(crate) const ASKS: &'static str = "4000002760003184";
    /// The same, unless it was set up for later payments.
    pub(crate) const ASKS_UNLESS_SET_UP: &'static str = "4000002500003155";
    /// Declined after its holder has confirmed.
    pub(crate) const ASKS_AND_IS_DECLINED: &'static str = "4000008400001629";
    /// Declined without a reason.
    pub(crate) const DECLINED: &'static str = "4000000000000002";
    /// Declined for want of money.
    pub(crate) const POOR: &'static str = "4000000000009995";
    /// Declined because it has expired.
    pub(crate) const EXPIRED: &'static str = "4000000000000069";
    /// Accepted; what is returned takes its time.
    pub(crate) const SLOW_REFUND: &'static str = "4000000000007726";
    /// Accepted; what is returned does not arrive.
    pub(crate) const FAILING_REFUND: &'static str = "4000000000005126";
    /// Accepted, and disputed at once.
    pub(crate) const DISPUTED: &'static str = "4000000000000259";
    /// Accepted, and asked about at once.
    pub(crate) const ASKED_ABOUT: &'static str = "4000000000001976";

    /// With everything else in order.
    pub(crate) fn with(number: &str) -> Self {
        Self { number: number.to_owned(), month: 12, year: 2034, code: "123".to_owned() }
    }

    /// Whether its bank asks its holder.
    pub(crate) fn asks(&self) -> bool {
        matches!(
            self.number.as_str(),
            Self::ASKS | Self::ASKS_UNLESS_SET_UP | Self::ASKS_AND_IS_DECLINED | "4000000000003220"
        )
    }

    /// What is wrong with how it is written.
    pub(crate) fn check(&self, year: i64, month: i64) -> Result<(), Refusal> {
        let refuse = |code, message: &str, param: &str| {
            let refusal = Refusal { status: 402, kind: "card_error", code: Some(code), ..Refusal::default() };
            Err(Refusal { message: message.to_owned(), ..refusal }.about(param).looked_into())
        };
        if !(12..=19).contains(&self.number.len()) || !passes_luhn(&self.number) {
            return refuse("incorrect_number", "Your card number is incorrect.", "number");
        }
        if !(1..=12).contains(&self.month) {
            return refuse("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
        }
        let full = if self.year < 100 { self.year + 2_000 } else { self.year };
        if full < year || full > year + 50 || (full == year && self.month < month) {
            return refuse("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");
        }
        if !matches!(self.code.len(), 3 | 4) || !self.code.bytes().all(|digit| digit.is_ascii_digit()) {
            return refuse("invalid_cvc", "Your card's security code is invalid.", "cvc");
        }
        Ok(())
    }

    /// What its bank answers: nothing is yes.
    pub(crate) fn decline(&self) -> Option<Refusal> {
        let (code, reason, message) = match self.number.as_str() {
            Self::DECLINED | Self::ASKS_AND_IS_DECLINED => {
                ("card_declined", "generic_decline", "Your card was declined.")
            }
            Self::POOR => ("card_declined", "insufficient_funds", "Your card has insufficient funds."),
            "4000000000009987" => ("card_declined", "lost_card", "Your card was declined."),
            "4000000000009979" => ("card_declined", "stolen_card", "Your card was declined."),
            Self::EXPIRED => ("expired_card", "expired_card", "Your card has expired."),
            "4000000000000127" => ("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect."),
            "4000000000000119" => (
                "processing_error",
                "processing_error",
                "An error occurred while processing your card. Try again in a little bit.",
            ),
            _ => return None,
        };
        Some(Refusal {
            status: 402,
            kind: "card_error",
            code: Some(code),
            decline_code: Some(reason),
            message: message.to_owned(),
            looked_into: true,
            ..Refusal::default()
        })
    }

    pub(crate) fn last_four(&self) -> &str {
        &self.number[self.number.len() - 4..]
    }
}

fn passes_luhn(number: &str) -> bool {
    let mut sum = 0;
    for (at, digit) in number.bytes().rev().enumerate() {
        if !digit.is_ascii_digit() {
            return false;
        }
        let digit = u32::from(digit - b'0');
        sum += match (at % 2, digit * 2) {
            (0, _) => digit,
            (_, twice) if twice > 9 => twice - 9,
            (_, twice) => twice,
        };
    }
    sum % 10 == 0
}
