//! A reader's language.

use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::formats::Formats;
use super::msg::common;
use super::{Msg, Zone};
use crate::clock::Timestamp;
use crate::domain::money::{Money, Quantity, Share};

/// The name of the arguments that are names themselves, as a ticket's number: their digits are not grouped.
const NAME_IN_DIGITS: &str = "number";

/// What is wrong with a message that a language does not have.
const MISSING: &str = "missing";

/// A language, with its words and formats. Cheap to clone.
#[derive(Clone)]
pub struct Locale(Arc<Inner>);

pub(super) struct Inner {
    pub(super) tag: String,
    pub(super) place: String,
    pub(super) bundle: FluentBundle<FluentResource>,
    pub(super) formats: Formats,
    /// Where words come from that this language does not have; English has none to fall back on.
    pub(super) fallback: Option<Locale>,
    /// What has been reported missing or wrong, so that it is logged once.
    pub(super) reported: Mutex<HashSet<&'static str>>,
}

/// What stands for a variable of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// As it is.
    Text(String),
    /// Written as the language writes numbers; chooses among plural forms. As the variable `$number` it is a name, as of a ticket:
    /// 1318, elsewhere an amount: 1,318.
    Number(i64),
}

impl Locale {
    pub(super) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// The language's tag: `en`.
    pub fn tag(&self) -> &str {
        &self.0.tag
    }

    /// The tag of the place whose formats are used, `en-GB`: for what the browser formats.
    pub fn formats(&self) -> &str {
        &self.0.place
    }

    /// Which way it is written: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        match self.tag().split('-').next() {
            Some("ar" | "ckb" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi") => "rtl",
            _ => "ltr",
        }
    }

    /// A message without variables.
    pub fn text(&self, msg: Msg) -> String {
        self.with(msg, &[])
    }

    /// A message with its variables filled in.
    pub fn with(&self, msg: Msg, args: &[(&'static str, Arg)]) -> String {
        let args: FluentArgs = args.iter().map(|(name, arg)| (*name, value(name, arg))).collect();
        let (text, problems) = self.format(msg, Some(&args));
        if !problems.is_empty() {
            self.report(msg, &problems);
        }
        text
    }

    /// A message whose variables stay, as `{$who}`: for the browser's script, which fills them in.
    pub fn template(&self, msg: Msg) -> String {
        if self.0.bundle.has_message(msg.id()) {
            return self.format(msg, None).0;
        }
        self.report(msg, &[MISSING.to_owned()]);
        self.0.fallback.as_ref().map_or_else(|| msg.id().to_owned(), |english| english.template(msg))
    }

    /// `23 Nov 2026`
    pub fn date(&self, at: Timestamp, zone: &Zone) -> String {
        self.0.formats.date(zone.civil(at))
    }

    /// `14:05`
    pub fn time(&self, at: Timestamp, zone: &Zone) -> String {
        self.0.formats.time(zone.civil(at))
    }

    /// `23 Nov 2026, 14:05`
    pub fn date_time(&self, at: Timestamp, zone: &Zone) -> String {
        self.0.formats.date_time(zone.civil(at))
    }

    /// A past time as short as lists need it: `now`, `3 min`, `14:05` today, `Mon` within a week, `12 Nov` this year, else the date.
    pub fn when(&self, at: Timestamp, now: Timestamp, zone: &Zone) -> String {
        let minutes = now.since(at).as_secs() / 60;
        let (then, today) = (zone.civil(at), zone.civil(now));
        match minutes {
            0 => self.text(common::TIME_NOW),
            1..60 => self.with(common::TIME_MINUTES, &[("count", i64::try_from(minutes).unwrap_or(0).into())]),
            _ if then.date() == today.date() => self.0.formats.time(then),
            // A week ago to the day, the weekday would read as today's.
            _ if then.date().saturating_add(jiff::Span::new().days(7)) > today.date() => self.0.formats.weekday(then),
            _ if then.year() == today.year() => self.0.formats.day(then),
            _ => self.0.formats.date(then),
        }
    }

    /// `1,318`
    pub fn number(&self, n: i64) -> String {
        self.0.formats.number(n)
    }

    /// Tenths as a number with one decimal: `4.0`
    pub fn tenths(&self, tenths: i64) -> String {
        self.0.formats.decimal(&format!("{}.{}", tenths / 10, tenths % 10))
    }

    /// `€1,250.00`, `1.250,00 €`
    pub fn money(&self, money: Money) -> String {
        self.0.formats.money(money)
    }

    /// `8.875 %`: as many decimals as it has.
    pub fn share(&self, share: Share) -> String {
        self.with(common::PERCENT, &[("number", self.0.formats.decimal(&share.percent()).into())])
    }

    /// `1.5`: as many decimals as it has.
    pub fn quantity(&self, quantity: Quantity) -> String {
        self.0.formats.decimal(&quantity.plain())
    }

    /// `November 2026`
    pub fn month(&self, at: Timestamp, zone: &Zone) -> String {
        self.0.formats.month(zone.civil(at))
    }

    /// A plain number, `1250.50`, as people type it into a form: `1250,50`. What reads forms takes both.
    pub fn typed(&self, plain: &str) -> String {
        if self.0.formats.decimal("1.5").contains(',') { plain.replace('.', ",") } else { plain.to_owned() }
    }

    /// A day of the calendar: `30 Nov 2026`.
    pub fn calendar_day(&self, day: jiff::civil::Date) -> String {
        self.0.formats.date(day.at(12, 0, 0, 0))
    }

    /// The text and what was wrong; a message that is missing here is in English, one that is missing there its id.
    fn format(&self, msg: Msg, args: Option<&FluentArgs>) -> (String, Vec<String>) {
        let Some(pattern) = self.0.bundle.get_message(msg.id()).and_then(|message| message.value()) else {
            let text = match &self.0.fallback {
                Some(english) => english.format(msg, args).0,
                None => msg.id().to_owned(),
            };
            return (text, vec![MISSING.to_owned()]);
        };
        let mut errors = Vec::new();
        let text = self.0.bundle.format_pattern(pattern, args, &mut errors).into_owned();
        (text, errors.iter().map(ToString::to_string).collect())
    }

    fn report(&self, msg: Msg, problems: &[String]) {
        let mut reported = self.0.reported.lock().unwrap_or_else(PoisonError::into_inner);
        if reported.insert(msg.id()) {
            tracing::error!(
                language = self.tag(),
                message = msg.id(),
                problems = problems.join("; "),
                "a message cannot be shown as it should"
            );
        }
    }
}

fn value<'a>(name: &str, arg: &'a Arg) -> FluentValue<'a> {
    match arg {
        Arg::Text(text) => text.as_str().into(),
        Arg::Number(n) if name == NAME_IN_DIGITS => {
            let options = FluentNumberOptions { use_grouping: false, ..FluentNumberOptions::default() };
            match FluentValue::from(*n) {
                FluentValue::Number(FluentNumber { value, .. }) => FluentNumber::new(value, options).into(),
                other => other,
            }
        }
        Arg::Number(n) => (*n).into(),
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Locale").field(&self.0.tag).finish()
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(n: i64) -> Self {
        Self::Number(n)
    }
}

impl From<usize> for Arg {
    fn from(n: usize) -> Self {
        Self::Number(i64::try_from(n).unwrap_or(i64::MAX))
    }
}
