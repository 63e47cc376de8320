//! Dates, times, numbers and money by the rules of a place (ICU4X).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use fluent_bundle::FluentValue;
use fluent_bundle::types::FluentNumber;
use icu_datetime::fieldsets::enums::CompositeDateTimeFieldSet;
use icu_datetime::fieldsets::{E, MD, T, YM, YMD};
use icu_datetime::input::{Date, DateTime, Time};
use icu_datetime::{DateTimeFormatter, DateTimeFormatterLoadError};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::GroupingStrategy;
use icu_experimental::dimension::currency::CurrencyType;
use icu_experimental::dimension::currency::formatter::CurrencyFormatter;
use icu_experimental::dimension::currency::options::CurrencyFormatterOptions;
use icu_locale_core::Locale as Place;
use icu_locale_core::extensions::unicode::Value;
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use jiff::civil;
use unic_langid::LanguageIdentifier;

use crate::domain::money::{Currency, Money};

/// Formats dates, times or both; which, it was told when it was made.
type Formatter = DateTimeFormatter<CompositeDateTimeFieldSet>;

/// The formatters of one place, made once.
pub(super) struct Formats {
    date: Formatter,
    date_time: Formatter,
    day: Formatter,
    month: Formatter,
    weekday: Formatter,
    time: Formatter,
    number: DecimalFormatter,
    place: Place,
    /// Each currency's, made when it is first needed.
    money: Mutex<HashMap<Currency, Option<Moneys>>>,
}

/// Writes amounts of one currency.
struct Moneys {
    formatter: CurrencyFormatter<DecimalFormatter>,
    /// Whether ICU writes as many decimals as amounts have. Where people no longer use the small coins (forints, rupiahs) it leaves
    /// decimals away which ISO 4217 has, and which are owed.
    writes_all: bool,
}

impl Formats {
    /// Makes them for a place, `en-GB`. A place that ICU does not know gets the formats of its language, or neutral ones.
    pub(super) fn of(place: &Place) -> Result<Self, DateTimeFormatterLoadError> {
        Ok(Self {
            date: DateTimeFormatter::try_new(place.into(), YMD::medium())?.cast_into_fset(),
            date_time: DateTimeFormatter::try_new(place.into(), YMD::medium().with_time_hm())?.cast_into_fset(),
            day: DateTimeFormatter::try_new(place.into(), MD::medium())?.cast_into_fset(),
            month: DateTimeFormatter::try_new(place.into(), YM::long())?.cast_into_fset(),
            weekday: DateTimeFormatter::try_new(place.into(), E::short())?.cast_into_fset(),
            time: DateTimeFormatter::try_new(place.into(), T::hm())?.cast_into_fset(),
            number: decimals(place, true)?,
            place: place.clone(),
            money: Mutex::default(),
        })
    }

    pub(super) fn date(&self, at: civil::DateTime) -> String {
        format(&self.date, at)
    }

    pub(super) fn date_time(&self, at: civil::DateTime) -> String {
        format(&self.date_time, at)
    }

    /// Day and month.
    pub(super) fn day(&self, at: civil::DateTime) -> String {
        format(&self.day, at)
    }

    /// Month and year.
    pub(super) fn month(&self, at: civil::DateTime) -> String {
        format(&self.month, at)
    }

    pub(super) fn weekday(&self, at: civil::DateTime) -> String {
        format(&self.weekday, at)
    }

    pub(super) fn time(&self, at: civil::DateTime) -> String {
        format(&self.time, at)
    }

    pub(super) fn number(&self, n: i64) -> String {
        self.number.format(&Decimal::from(n)).to_string()
    }

    /// A number with decimals, `8.875`, as the place writes it.
    pub(super) fn decimal(&self, plain: &str) -> String {
        Decimal::try_from_str(plain)
            .map_or_else(|_| plain.to_owned(), |decimal| self.number.format(&decimal).to_string())
    }

    pub(super) fn money(&self, Money { amount, currency }: Money) -> String {
        let plain = amount.plain(currency);
        let mut made = self.money.lock().unwrap_or_else(PoisonError::into_inner);
        let moneys = made.entry(currency).or_insert_with(|| moneys(&self.place, currency));
        match (moneys, Decimal::try_from_str(&plain)) {
            (Some(Moneys { formatter, writes_all: true }), Ok(decimal)) => {
                formatter.format_fixed_decimal(&decimal).to_string()
            }
            (Some(Moneys { formatter, writes_all: false }), Ok(_)) => {
                let whole = plain.split_once('.').map_or(&*plain, |(whole, _)| whole);
                let written =
                    Decimal::try_from_str(whole).map(|whole| formatter.format_fixed_decimal(&whole).to_string());
                let [whole, all] = [whole, &plain].map(|number| self.decimal(number.trim_start_matches('-')));
                match written {
                    Ok(written) if written.matches(&whole).count() == 1 => written.replace(&whole, &all),
                    _ => format!("{currency}\u{a0}{}", self.decimal(&plain)),
                }
            }
            // ICU knows every currency of ISO 4217, and a plain number is a decimal one.
            _ => format!("{currency} {plain}"),
        }
    }
}

fn format(formatter: &Formatter, at: civil::DateTime) -> String {
    let date = Date::try_new_iso(at.year().into(), at.month().unsigned_abs(), at.day().unsigned_abs());
    let time = Time::try_new(at.hour().unsigned_abs(), at.minute().unsigned_abs(), at.second().unsigned_abs(), 0);
    match (date, time) {
        (Ok(date), Ok(time)) => formatter.format(&DateTime { date, time }).to_string(),
        // Both take every date that jiff can express, and more.
        _ => at.to_string(),
    }
}

/// Writes the numbers inside messages, for [`fluent_bundle::bundle::FluentBundle::set_formatter`].
pub(super) fn in_messages(value: &FluentValue, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    memoizer
        .with_try_get::<Numbers, _, _>((number.options.use_grouping,), |numbers| numbers.format(number))
        .ok()
        .flatten()
}

struct Numbers(DecimalFormatter);

impl Numbers {
    fn format(&self, number: &FluentNumber) -> Option<String> {
        let decimal = Decimal::try_from_str(&number.as_string()).ok()?;
        Some(self.0.format(&decimal).to_string())
    }
}

impl Memoizable for Numbers {
    type Args = (bool,);
    type Error = DateTimeFormatterLoadError;

    fn construct(language: LanguageIdentifier, (grouped,): Self::Args) -> Result<Self, Self::Error> {
        let place = language.to_string().parse().unwrap_or(Place::UNKNOWN);
        decimals(&place, grouped).map(Self)
    }
}

fn moneys(place: &Place, currency: Currency) -> Option<Moneys> {
    let value: Value = currency.code().to_ascii_lowercase().parse().ok()?;
    let code = CurrencyType::try_from(&value).ok()?;
    let formatter = CurrencyFormatter::try_new_symbol(place.into(), code, CurrencyFormatterOptions::default()).ok()?;
    let nothing = formatter.format_fixed_decimal(&Decimal::from(0)).to_string();
    let digits = nothing.chars().filter(|c| c.is_numeric()).count();
    Some(Moneys { formatter, writes_all: digits == 1 + currency.decimals() as usize })
}

fn decimals(place: &Place, grouped: bool) -> Result<DecimalFormatter, DateTimeFormatterLoadError> {
    let grouping = if grouped { GroupingStrategy::Auto } else { GroupingStrategy::Never };
    DecimalFormatter::try_new(place.into(), grouping.into()).map_err(DateTimeFormatterLoadError::Data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Amount;

    #[test]
    fn money_is_written_as_people_of_a_place_do() {
        let written = |place: &str, units, currency: &str| {
            let formats = Formats::of(&place.parse().expect("a place")).expect("formats");
            let money = Money::new(Amount::minor(units), currency.parse().expect("a currency"));
            // Spaces that do not break are told apart by nobody.
            formats.money(money).replace(['\u{a0}', '\u{202f}'], " ")
        };
        assert_eq!(written("en-GB", 125_000, "EUR"), "€1,250.00");
        assert_eq!(written("en-GB", -5, "GBP"), "-£0.05");
        assert_eq!(written("de-DE", 125_000, "EUR"), "1.250,00 €");
        assert_eq!(written("de-CH", 125_000, "CHF"), "CHF 1'250.00");
        assert_eq!(written("ja-JP", 125_000, "JPY"), "￥125,000");
        assert_eq!(written("en-GB", 1_250_500, "KWD"), "KWD 1,250.500");
        // Decimals that are owed are written, also where people have no coins for them.
        assert_eq!(written("en-GB", 125_020, "HUF"), "HUF 1,250.20");
        assert_eq!(written("en-GB", -20, "HUF"), "-HUF 0.20");
        assert_eq!(written("de-DE", 125_020, "HUF"), "1.250,20 HUF");
        assert_eq!(written("en-GB", 40, "IQD"), "IQD 0.040");
        for place in ["en-GB", "de-DE", "de-CH", "fr-FR", "ar-EG", "hi-IN", "ja-JP"] {
            for currency in Currency::all() {
                let one = written(place, 1, currency.code());
                let digits = one.chars().filter(|c| c.is_numeric()).count();
                assert_eq!(digits, 1 + currency.decimals() as usize, "{one} in {place}");
            }
        }
    }
}
