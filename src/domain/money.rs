//! Money: whole minor units of a currency, never floating point.

use std::fmt;
use std::str::FromStr;

use crate::domain::UnknownText;
use crate::domain::input::Problem;
use crate::id::stored_as_text;

/// A currency of ISO 4217 that people pay with: no precious metals, no test codes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(iso_currency::Currency::EUR);

    /// Takes a code of three letters, in any case.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Problem::Missing);
        }
        text.to_ascii_uppercase().parse().map_err(|_| Problem::NotAChoice)
    }

    /// Its code: `EUR`.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many decimals its amounts have: 2 for the euro, 0 for the yen, 3 for the Kuwaiti dinar.
    pub fn decimals(self) -> u32 {
        self.0.exponent().unwrap_or_default().into()
    }

    /// Every currency, by code.
    pub fn all() -> Vec<Self> {
        use iso_currency::IntoEnumIterator as _;
        let mut all: Vec<Self> = iso_currency::Currency::iter().filter(|one| is_paid_with(*one)).map(Self).collect();
        all.sort_unstable_by_key(|currency| currency.code());
        all
    }
}

/// Codes without minor units are no money (gold, special drawing rights); `XTS` is for tests, `XXX` for none.
fn is_paid_with(currency: iso_currency::Currency) -> bool {
    currency.exponent().is_some() && !currency.is_special()
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = UnknownText;
    fn from_str(code: &str) -> Result<Self, UnknownText> {
        let known = iso_currency::Currency::from_code(code).filter(|one| is_paid_with(*one));
        known.map(Self).ok_or(UnknownText("Currency"))
    }
}

stored_as_text!(Currency);

/// An amount in minor units of a currency that is known from elsewhere: of the invoice, of the customer's account. Negative is owed the
/// other way.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type, serde::Serialize, serde::Deserialize,
)]
#[sqlx(transparent)]
#[serde(transparent)]
pub struct Amount(i64);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest that a form, an import or a sum may reach: 10^14, a trillion euros. All sums of what one invoice may hold stay far
    /// inside 64 bits.
    pub const MAX: Self = Self(100_000_000_000_000);

    /// So many minor units.
    pub const fn minor(units: i64) -> Self {
        Self(units)
    }

    /// How many minor units.
    pub const fn as_minor(self) -> i64 {
        self.0
    }

    /// Whether it is more than nothing.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The smaller of two.
    #[must_use]
    pub fn at_most(self, other: Self) -> Self {
        self.min(other)
    }

    /// Reads what somebody types: `1234.5`, `1,234.50`, `1.234,50`, `1 234,50`, `1’234.50`. Which of the two signs is the decimal one is
    /// told by the text: the last of them, unless it stands before exactly three digits and the currency or the text says otherwise.
    /// More decimals than the currency has are refused, not rounded.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, Problem> {
        let digits = currency.decimals();
        let (whole, fraction, negative) = split(text, digits)?;
        if fraction.len() > digits as usize {
            return Err(Problem::TooManyDecimals { most: digits });
        }
        let scale = 10_i64.pow(digits);
        let missing = digits as usize - fraction.len();
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| TOO_MUCH)? };
        let part: i64 = if fraction.is_empty() {
            0
        } else {
            format!("{fraction}{}", "0".repeat(missing)).parse().map_err(|_| TOO_MUCH)?
        };
        let units = whole.checked_mul(scale).and_then(|whole| whole.checked_add(part)).ok_or(TOO_MUCH)?;
        if units > Self::MAX.0 {
            return Err(TOO_MUCH);
        }
        Ok(Self(if negative { -units } else { units }))
    }

    /// As a plain decimal number, `-1234.50`: for forms, files and machines. For people there is [`Locale::money`](crate::words::Locale::money).
    pub fn plain(self, currency: Currency) -> String {
        let digits = currency.decimals() as usize;
        let sign = if self.0 < 0 { "-" } else { "" };
        let units = self.0.unsigned_abs().to_string();
        if digits == 0 {
            return format!("{sign}{units}");
        }
        let padded = format!("{units:0>width$}", width = digits + 1);
        let (whole, fraction) = padded.split_at(padded.len() - digits);
        format!("{sign}{whole}.{fraction}")
    }
}

const TOO_MUCH: Problem = Problem::NotAnAmount;

/// The digits before and after the decimal sign, and whether a minus stands before them.
fn split(text: &str, decimals: u32) -> Result<(String, String, bool), Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let is_group = |c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '_');
    let text: String = text.chars().filter(|c| !is_group(*c)).collect();
    if text.is_empty() || !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
        return Err(Problem::NotAnAmount);
    }
    let signs: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let decimal = match signs.as_slice() {
        [] => None,
        // One sign: a decimal one, unless it can only group: `1,234` and `1.234` of a currency that has not three decimals.
        [(at, _)] => {
            let after = text.len() - at - 1;
            let groups = after == 3 && decimals != 3 && may_be_a_group(&text[..*at]);
            (!groups).then_some(*at)
        }
        // Several of one kind group; of two kinds the last is the decimal one.
        [.., (_, before), (at, last)] => (before != last).then_some(*at),
    };
    let (whole, fraction) = match decimal {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text.as_str(), ""),
    };
    if !groups_are_whole(whole)
        || !fraction.chars().all(|c| c.is_ascii_digit())
        || (whole.is_empty() && fraction.is_empty())
    {
        return Err(Problem::NotAnAmount);
    }
    Ok((whole.chars().filter(char::is_ascii_digit).collect(), fraction.to_owned(), negative))
}

/// Whether these digits, before a sign and three more, may be the first group of a number in the thousands.
fn may_be_a_group(digits: &str) -> bool {
    (1..=3).contains(&digits.len()) && !digits.starts_with('0')
}

/// Whether every group but the first has three digits (or two, as in India, but for the last), all parted by the same sign.
fn groups_are_whole(whole: &str) -> bool {
    let signs: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    if signs.is_empty() {
        return true;
    }
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let alike = signs.windows(2).all(|pair| pair[0] == pair[1]);
    let Some(((first, middle), last)) = groups.split_first().and_then(|(first, rest)| {
        let (last, middle) = rest.split_last()?;
        Some(((first, middle), last))
    }) else {
        return false;
    };
    alike
        && (1..=3).contains(&first.len())
        && last.len() == 3
        && middle.iter().all(|group| group.len() == 3) | middle.iter().all(|group| group.len() == 2)
}

impl std::ops::Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Amount {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::ops::Neg for Amount {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl std::iter::Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, |sum, amount| sum + amount)
    }
}

/// An amount with its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// How much.
    pub amount: Amount,
    /// Of what.
    pub currency: Currency,
}

impl Money {
    /// So much of a currency.
    pub const fn new(amount: Amount, currency: Currency) -> Self {
        Self { amount, currency }
    }
}

/// A share of one, in millionths: a tax rate, a discount. 19 % is 190,000.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type, serde::Serialize, serde::Deserialize,
)]
#[sqlx(transparent)]
#[serde(transparent)]
pub struct Share(i64);

impl Share {
    /// None of it.
    pub const ZERO: Self = Self(0);
    /// All of it.
    pub const WHOLE: Self = Self(1_000_000);

    /// So many millionths.
    pub const fn millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    /// How many millionths.
    pub const fn as_millionths(self) -> i64 {
        self.0
    }

    /// Reads a percentage from 0 to 100 with up to four decimals: `19`, `8.875`, `7,7`.
    pub fn parse_percent(text: &str) -> Result<Self, Problem> {
        let text = text.trim().trim_end_matches('%').trim_end();
        let millionths = decimal(text, 4)?;
        if millionths > Self::WHOLE.0 { Err(Problem::NotAShare) } else { Ok(Self(millionths)) }
    }

    /// As a percentage without needless decimals: `19`, `8.875`.
    pub fn percent(self) -> String {
        plain(self.0, 4)
    }

    /// This share of an amount, rounded to the nearest minor unit, halves away from zero.
    pub fn of(self, amount: Amount) -> Amount {
        Amount(nearest(i128::from(amount.0) * i128::from(self.0), i128::from(Self::WHOLE.0)))
    }
}

/// How much of something, in ten-thousandths: 1.5 hours are 15,000.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type, serde::Serialize, serde::Deserialize,
)]
#[sqlx(transparent)]
#[serde(transparent)]
pub struct Quantity(i64);

impl Quantity {
    /// One of it.
    pub const ONE: Self = Self(10_000);
    /// The largest: a million.
    pub const MAX: Self = Self(10_000_000_000);

    /// So many ten-thousandths.
    pub const fn ten_thousandths(units: i64) -> Self {
        Self(units)
    }

    /// How many ten-thousandths.
    pub const fn as_ten_thousandths(self) -> i64 {
        self.0
    }

    /// Reads a number above zero with up to four decimals: `2`, `1.5`, `0,25`. What may be meant as thousands is asked about, not guessed:
    /// `1.500` is one and a half here and fifteen hundred there; `1.5` and `1500` are the same everywhere.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        let units = decimal(text, 4)?;
        if !(1..=Self::MAX.0).contains(&units) {
            return Err(Problem::NotAQuantity);
        }
        let read = Self(units);
        match text.split_once(['.', ',']) {
            Some((whole, part)) if part.len() == 3 && may_be_a_group(whole) => {
                Err(Problem::TwoNumbers { small: read.typed(), great: format!("{whole}{part}") })
            }
            _ => Ok(read),
        }
    }

    /// Without needless decimals: `2`, `1.5`.
    pub fn plain(self) -> String {
        plain(self.0, 4)
    }

    /// The same as it is typed, with a fourth decimal where three could be taken for thousands: `2.3750`.
    pub fn typed(self) -> String {
        let plain = self.plain();
        let is_clear = plain.split_once('.').is_none_or(|(whole, part)| part.len() != 3 || !may_be_a_group(whole));
        if is_clear { plain } else { format!("{plain}0") }
    }

    /// What so many of something cost at a price each, less a discount: rounded once, to the nearest minor unit.
    pub fn at(self, price: Amount, discount: Share) -> Amount {
        let kept = i128::from(Share::WHOLE.0 - discount.0);
        let numerator = i128::from(self.0) * i128::from(price.0) * kept;
        Amount(nearest(numerator, i128::from(Self::ONE.0) * i128::from(Share::WHOLE.0)))
    }
}

/// A number with up to `most` decimals after a point or a comma, as an integer with that many.
fn decimal(text: &str, most: u32) -> Result<i64, Problem> {
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) || whole.len() > 12 || (whole.is_empty() && fraction.is_empty()) {
        return Err(Problem::NotADecimal);
    }
    if fraction.len() > most as usize {
        return Err(Problem::TooManyDecimals { most });
    }
    let padded = format!("{whole}{fraction}{}", "0".repeat(most as usize - fraction.len()));
    padded.parse().map_err(|_| Problem::NotADecimal)
}

fn plain(units: i64, decimals: u32) -> String {
    let scale = 10_i64.pow(decimals);
    let (whole, fraction) = (units / scale, units % scale);
    if fraction == 0 {
        return whole.to_string();
    }
    let fraction = format!("{fraction:0width$}", width = decimals as usize);
    format!("{whole}.{}", fraction.trim_end_matches('0'))
}

/// A fraction as the nearest whole number, halves away from zero, as tax offices and people round. What does not fit is cut to what an
/// invoice can never reach ([`Amount::MAX`]).
pub(super) fn nearest(numerator: i128, denominator: i128) -> i64 {
    let half = denominator / 2;
    let rounded = if numerator < 0 { (numerator - half) / denominator } else { (numerator + half) / denominator };
    i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    #[test]
    fn currencies_know_their_decimals() {
        assert_eq!([("EUR"), ("JPY"), ("KWD")].map(|code| currency(code).decimals()), [2, 0, 3]);
        assert_eq!(Currency::parse(" chf "), Ok(currency("CHF")));
        for none in ["XAU", "XTS", "XXX", "EURO", "", "€"] {
            assert!(Currency::parse(none).is_err(), "{none}");
        }
        assert!(Currency::all().len() > 140);
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let read = |text: &str, code: &str| Amount::parse(text, currency(code)).map(Amount::as_minor);
        for (text, units) in [
            ("1234.5", 123_450),
            ("1,234.50", 123_450),
            ("1.234,50", 123_450),
            ("1 234,50", 123_450),
            ("1’234.50", 123_450),
            ("12,34,567.89", 123_456_789),
            ("1,234", 123_400),
            ("1.234", 123_400),
            ("0.07", 7),
            (".5", 50),
            ("-12", -1_200),
            ("1.234.567", 123_456_700),
        ] {
            assert_eq!(read(text, "EUR"), Ok(units), "{text}");
        }
        assert_eq!(read("1.234", "KWD"), Ok(1_234));
        assert_eq!(read("1,234", "JPY"), Ok(1_234));
        assert_eq!(read("12.5", "JPY"), Err(Problem::TooManyDecimals { most: 0 }));
        assert_eq!(read("0.125", "EUR"), Err(Problem::TooManyDecimals { most: 2 }));
        assert_eq!(read("1.2345", "EUR"), Err(Problem::TooManyDecimals { most: 2 }));
        for wrong in ["ten", "1.2.3", "1,23,4.5", "1e5", "--1", ".", "99999999999999999999"] {
            assert!(read(wrong, "EUR").is_err(), "{wrong}");
        }
    }

    #[test]
    fn amounts_are_written_plainly() {
        let written = |units, code: &str| Amount::minor(units).plain(currency(code));
        assert_eq!(written(-5, "EUR"), "-0.05");
        assert_eq!(written(123_456, "JPY"), "123456");
        assert_eq!(written(123_456, "KWD"), "123.456");
    }

    #[test]
    fn shares_and_quantities_are_exact() {
        assert_eq!(Share::parse_percent("8.875 %"), Ok(Share(88_750)));
        assert_eq!(Share(88_750).percent(), "8.875");
        assert_eq!(Share::parse_percent("100"), Ok(Share::WHOLE));
        assert!(Share::parse_percent("100.0001").is_err() && Share::parse_percent("-1").is_err());
        assert_eq!(Quantity::parse("0,25").map(Quantity::plain), Ok("0.25".to_owned()));
        assert!(Quantity::parse("0").is_err());
    }

    #[test]
    fn a_quantity_that_may_be_thousands_is_asked_about() {
        let doubt =
            |small: &str, great: &str| Err(Problem::TwoNumbers { small: small.to_owned(), great: great.to_owned() });
        assert_eq!(Quantity::parse("1.500"), doubt("1.5", "1500"));
        assert_eq!(Quantity::parse("12,375"), doubt("12.3750", "12375"));
        assert_eq!(Quantity::parse("1.000"), doubt("1", "1000"));
        for clear in ["0.125", "1.5", "1500", "1234.375", "2.3750"] {
            let read = Quantity::parse(clear).unwrap_or_else(|problem| panic!("{clear}: {problem:?}"));
            assert_eq!(Quantity::parse(&read.typed()), Ok(read), "{clear}");
        }
        assert_eq!(Quantity(23_750).typed(), "2.3750");
        assert_eq!(Quantity(1_250).typed(), "0.125");
    }

    #[test]
    fn halves_go_away_from_zero() {
        let tenth = Share(100_000);
        assert_eq!([5, 4, -5, -4].map(|units| tenth.of(Amount(units)).0), [1, 0, -1, 0]);
        let half = Quantity(5_000);
        assert_eq!(half.at(Amount(1), Share::ZERO), Amount(1));
        assert_eq!(Quantity(15_000).at(Amount(333), Share(100_000)), Amount(450), "449.55");
    }
}
