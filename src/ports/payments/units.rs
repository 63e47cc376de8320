//! Amounts as Stripe counts them. Most currencies are counted alike; the exceptions are in <https://docs.stripe.com/currencies>, and each
//! would be wrong by a factor of ten, a hundred or a thousand.

use crate::domain::money::{Amount, Currency};

/// Counted in whole ones (“zero-decimal currencies”), whatever ISO 4217 says.
const WHOLE: [&str; 15] =
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"];

/// Have no smaller unit, and are counted in hundredths nevertheless (“special cases”).
const HUNDREDTHS: [&str; 2] = ["ISK", "UGX"];

/// An amount that cannot be charged: Stripe counts its currency more coarsely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{units} minor units of {currency} cannot be charged: Stripe takes multiples of {step}")]
pub struct NotPayable {
    /// The minor units.
    pub units: i64,
    /// The currency.
    pub currency: Currency,
    /// What they must be a multiple of.
    pub step: i64,
}

/// So many units of Stripe's.
pub fn to_stripe(amount: Amount, currency: Currency) -> Result<i64, NotPayable> {
    let units = amount.as_minor();
    let refuse = |step| NotPayable { units, currency, step };
    let counted = decimals(currency);
    if let Some(finer) = counted.checked_sub(currency.decimals()) {
        let stripes = units.checked_mul(10_i64.pow(finer)).ok_or(refuse(1))?;
        // Thousandths are charged in tens (“three-decimal currencies”).
        return if counted == 3 && stripes % 10 != 0 { Err(refuse(10)) } else { Ok(stripes) };
    }
    let step = 10_i64.pow(currency.decimals() - counted);
    if units % step == 0 { Ok(units / step) } else { Err(refuse(step)) }
}

/// So many minor units of ours. `None` when it is no whole number of them, which Stripe does not charge.
pub(super) fn from_stripe(units: i64, currency: Currency) -> Option<Amount> {
    let counted = decimals(currency);
    if let Some(coarser) = counted.checked_sub(currency.decimals()) {
        let step = 10_i64.pow(coarser);
        return (units % step == 0).then(|| Amount::minor(units / step));
    }
    units.checked_mul(10_i64.pow(currency.decimals() - counted)).map(Amount::minor)
}

/// How many decimals the numbers have that Stripe is given.
fn decimals(currency: Currency) -> u32 {
    match currency.code() {
        code if WHOLE.contains(&code) => 0,
        code if HUNDREDTHS.contains(&code) => 2,
        _ => currency.decimals(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    #[test]
    fn the_exceptions_are_those_of_the_documentation() {
        for (code, ours, stripes) in [
            ("EUR", 1_050, 1_050),
            ("JPY", 500, 500),
            // “to charge 5 ISK, provide an amount value of 500”
            ("ISK", 5, 500),
            ("UGX", 5, 500),
            ("HUF", 1_045, 1_045),
            // Five iraimbilanja to the ariary: ISO 4217 counts hundredths, Stripe whole ones.
            ("MGA", 50_000, 500),
            ("KWD", 5_120, 5_120),
        ] {
            let currency = currency(code);
            assert_eq!(to_stripe(Amount::minor(ours), currency), Ok(stripes), "{code}");
            assert_eq!(from_stripe(stripes, currency), Some(Amount::minor(ours)), "{code}");
        }
    }

    #[test]
    fn what_stripe_cannot_charge_is_said_and_not_rounded() {
        let step = |code: &str, units| to_stripe(Amount::minor(units), currency(code)).unwrap_err().step;
        assert_eq!(step("KWD", 5_124), 10);
        assert_eq!(step("MGA", 50), 100);
        assert_eq!(from_stripe(50, currency("ISK")), None);
    }

    #[test]
    fn every_currency_comes_back_as_it_went() {
        for currency in Currency::all() {
            for units in [0, 1, 10, 100, 123_450, Amount::MAX.as_minor()] {
                let amount = Amount::minor(units);
                if let Ok(stripes) = to_stripe(amount, currency) {
                    assert_eq!(from_stripe(stripes, currency), Some(amount), "{currency}");
                }
            }
        }
    }
}
