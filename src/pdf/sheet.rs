//! What stands on an invoice: the facts, put into words, as the values that the template takes.

use typst::foundations::{Array, Bytes, Dict, IntoValue as _, Value, array, dict};
use typst::utils::hash128;

use crate::domain::invoice::{EntryKind, Invoice, Line, Logo, Paper, Party, Recorded, State};
use crate::domain::money::{Amount, Share};
use crate::domain::picture::MediaType;
use crate::pdf::engine::TEMPLATE;
use crate::pdf::lines::{one, several};
use crate::words::msg::pdf;
use crate::words::{Arg, Locale, Msg};

/// Points of a figure in the table, when there is room.
const FIGURE: f64 = 9.5;
/// Points that all columns of figures together may take: what remains is for the description.
const FIGURES_ROOM: f64 = 330.0;
/// How much of its size a figure is wide.
const WIDE: f64 = 0.58;
/// Points between two columns.
const APART: f64 = 11.4;
/// Characters of a unit that stands beside its quantity; a longer one stands below.
const UNIT: usize = 8;
/// The colour of the lines when the organisation's cannot be used.
const NEUTRAL: &str = "#808080";

/// A document that can be typeset: all that it says, in words.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub(super) title: String,
    pub(super) inputs: Dict,
}

impl Sheet {
    /// Puts an invoice into words of this language, with its numbers and days.
    pub fn of(paper: &Paper, locale: &Locale) -> Self {
        let invoice = &paper.invoice;
        let title = title(locale, invoice);
        let (lang, region) = tag(locale.formats());
        let columns = Columns::of(invoice);
        let lines: Vec<Vec<Figure>> = invoice.lines.iter().map(|line| columns.figures(locale, invoice, line)).collect();
        let inputs = dict! {
            "title" => title.as_str(),
            "heading" => one(&title),
            "lang" => lang,
            "region" => region,
            "dir" => locale.direction(),
            "accent" => accent(&paper.organisation.accent),
            "logo" => paper.logo.as_ref().map(picture),
            "watermark" => watermark(locale, invoice),
            "stamp" => stamp(locale, invoice),
            "from" => party(locale, &invoice.parties.from),
            "to" => party(locale, &invoice.parties.to),
            "facts" => facts(locale, invoice),
            "notes" => several(&invoice.notes),
            "columns" => columns.names(locale),
            "figure-size" => figure_size(&lines),
            "lines" => invoice.lines.iter().zip(&lines).map(|(line, figures)| row(line, figures)).collect::<Array>(),
            "sums" => sums(locale, paper),
            "terms" => several(&invoice.terms),
            "ways" => several(if is_to_be_paid(invoice) { &paper.ways_to_pay } else { "" }),
            "words" => dict! {
                "page" => locale.template(pdf::PDF_PAGE),
                "to" => locale.text(pdf::PDF_TO),
                "empty" => locale.text(pdf::PDF_EMPTY),
                "terms" => locale.text(pdf::PDF_TERMS),
                "ways" => locale.text(pdf::PDF_WAYS),
            },
        };
        Self { title, inputs }
    }

    /// What the document is called: the same facts have the same name, typeset or not.
    pub fn etag(&self) -> String {
        format!("{:032x}", hash128(&(TEMPLATE, env!("CARGO_PKG_VERSION"), &self.inputs)))
    }

    /// The values without a logo, when there is one.
    pub(super) fn without_logo(&self) -> Option<Dict> {
        let mut inputs = self.inputs.clone();
        let logo = inputs.at_mut("logo").ok().filter(|logo| **logo != Value::None)?;
        *logo = Value::None;
        Some(inputs)
    }

    /// A sheet with a little of everything, by which the typesetter warms itself up.
    pub(super) fn sample() -> Self {
        let party = || dict! { "name" => one("Ax ф α"), "address" => several("1 Street"), "tax" => Value::None };
        let inputs = dict! {
            "title" => "Invoice",
            "heading" => one("Invoice"),
            "lang" => "en",
            "region" => Value::None,
            "dir" => "ltr",
            "accent" => NEUTRAL,
            "logo" => Value::None,
            "watermark" => "Draft",
            "stamp" => "Paid",
            "from" => party(),
            "to" => party(),
            "facts" => array![dict! { "label" => "No", "value" => one("1") }],
            "notes" => several("Note"),
            "columns" => array!["What", "Net"],
            "figure-size" => FIGURE,
            "lines" => array![dict! { "description" => several("Work"), "figures" => array![array![one("€1.00")]] }],
            "sums" => array![dict! { "label" => one("Total"), "value" => "€1.00", "kind" => "due" }],
            "terms" => several("Terms"),
            "ways" => several("Bank"),
            "words" => dict! { "page" => "1", "to" => "To", "empty" => "", "terms" => "Terms", "ways" => "Ways" },
        };
        Self { title: "Invoice".to_owned(), inputs }
    }
}

fn title(locale: &Locale, invoice: &Invoice) -> String {
    match &invoice.row.number {
        Some(number) => locale.with(pdf::PDF_TITLE, &[("number", number.as_str().into())]),
        None => locale.text(pdf::PDF_TITLE_DRAFT),
    }
}

/// Language and region of a tag, as Typst takes them: `en` and `GB`.
fn tag(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split('-');
    let language = parts.next().filter(|language| (2..=3).contains(&language.len())).unwrap_or("en");
    let region = parts.find(|part| part.len() == 2);
    (language.to_owned(), region.map(str::to_owned))
}

/// The organisation's colour, only as `#rrggbb`.
fn accent(accent: &str) -> &str {
    let digits = accent.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()) { accent } else { NEUTRAL }
}

fn picture(logo: &Logo) -> Dict {
    let format = match logo.media_type {
        MediaType::Png => "png",
        MediaType::Jpeg => "jpg",
        MediaType::Gif => "gif",
        MediaType::Webp => "webp",
        MediaType::Svg => "svg",
    };
    dict! { "data" => Bytes::new(logo.bytes.clone()), "format" => format }
}

fn watermark(locale: &Locale, invoice: &Invoice) -> Option<String> {
    match invoice.row.state {
        State::Draft => Some(locale.text(pdf::PDF_DRAFT)),
        State::Void => Some(locale.text(pdf::PDF_VOID)),
        State::Sent => None,
    }
}

fn stamp(locale: &Locale, invoice: &Invoice) -> Option<String> {
    match invoice.row.state {
        State::Void => Some(locale.text(pdf::PDF_VOID)),
        State::Sent if invoice.row.balance.outstanding.is_zero() => Some(locale.text(pdf::PDF_PAID)),
        State::Draft | State::Sent => None,
    }
}

/// Whether somebody who reads it wants to know how to pay.
fn is_to_be_paid(invoice: &Invoice) -> bool {
    match invoice.row.state {
        State::Draft => true,
        State::Sent => invoice.row.balance.outstanding.is_positive(),
        State::Void => false,
    }
}

fn party(locale: &Locale, party: &Party) -> Dict {
    let number = party.tax_number.trim();
    let tax = (!number.is_empty()).then(|| one(&locale.with(pdf::PDF_TAX_NUMBER, &[("number", number.into())])));
    dict! { "name" => one(&party.name), "address" => several(&party.address), "tax" => tax }
}

fn facts(locale: &Locale, invoice: &Invoice) -> Array {
    let row = &invoice.row;
    let reference = invoice.reference.trim();
    let facts = [
        (pdf::PDF_NUMBER, row.number.as_ref().map(ToString::to_string)),
        (pdf::PDF_ISSUED, row.issued_on.map(|day| locale.calendar_day(day))),
        (pdf::PDF_DUE, row.due_on.map(|day| locale.calendar_day(day))),
        (pdf::PDF_REFERENCE, (!reference.is_empty()).then(|| reference.to_owned())),
    ];
    let fact = |label: Msg, value: &str| dict! { "label" => locale.text(label), "value" => one(value) }.into_value();
    facts.iter().filter_map(|(label, value)| Some(fact(*label, value.as_deref()?))).collect()
}

/// Which columns the table has: what no line has needs none.
struct Columns {
    discount: bool,
    tax: bool,
}

/// What stands in a cell, on one or two lines.
type Figure = Vec<String>;

impl Columns {
    fn of(invoice: &Invoice) -> Self {
        let any = |share: fn(&Line) -> Share| invoice.lines.iter().any(|line| share(line) != Share::ZERO);
        Self { discount: any(|line| line.priced.discount), tax: any(|line| line.priced.tax_rate) }
    }

    fn names(&self, locale: &Locale) -> Array {
        let names = [
            Some(pdf::PDF_DESCRIPTION),
            Some(pdf::PDF_QUANTITY),
            Some(pdf::PDF_PRICE),
            self.discount.then_some(pdf::PDF_DISCOUNT),
            self.tax.then_some(pdf::PDF_TAX),
            Some(pdf::PDF_NET),
        ];
        names.into_iter().flatten().map(|name| locale.text(name).into_value()).collect()
    }

    fn figures(&self, locale: &Locale, invoice: &Invoice, line: &Line) -> Vec<Figure> {
        let money = |amount: Amount| vec![locale.money(invoice.row.money(amount))];
        let share = |share: Share| vec![if share == Share::ZERO { String::new() } else { locale.share(share) }];
        let figures = [
            Some(quantity(locale, line)),
            Some(money(line.priced.unit_price)),
            self.discount.then(|| share(line.priced.discount)),
            self.tax.then(|| vec![locale.share(line.priced.tax_rate)]),
            Some(money(line.priced.net())),
        ];
        figures.into_iter().flatten().collect()
    }
}

fn quantity(locale: &Locale, line: &Line) -> Figure {
    let quantity = locale.quantity(line.priced.quantity);
    match line.unit.trim() {
        "" => vec![quantity],
        unit if unit.chars().count() <= UNIT => vec![format!("{quantity}\u{a0}{unit}")],
        unit => vec![quantity, unit.to_owned()],
    }
}

/// The size at which the widest figures leave room for the description.
#[expect(clippy::cast_precision_loss, reason = "a few characters")]
fn figure_size(lines: &[Vec<Figure>]) -> f64 {
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column)).flatten();
        cells.map(|text| text.chars().count()).max().unwrap_or(0) as f64
    };
    let columns = lines.first().map_or(0, Vec::len);
    let wanted: f64 = (0..columns).map(width).sum::<f64>() * FIGURE * WIDE;
    let room = FIGURES_ROOM - columns as f64 * APART;
    FIGURE * (room / wanted.max(1.0)).clamp(0.6, 1.0)
}

fn row(line: &Line, figures: &[Figure]) -> Value {
    let cell = |figure: &Figure| figure.iter().map(|text| one(text).into_value()).collect::<Array>().into_value();
    dict! { "description" => several(&line.description), "figures" => figures.iter().map(cell).collect::<Array>() }
        .into_value()
}

/// How a sum stands out.
#[derive(Clone, Copy)]
enum Kind {
    Plain,
    Total,
    Due,
}

fn sums(locale: &Locale, paper: &Paper) -> Array {
    let Paper { invoice, ledger, .. } = paper;
    let row = &invoice.row;
    let money = |amount: Amount| locale.money(row.money(amount));
    let mut sums = Vec::new();
    if invoice.totals.taxes.iter().any(|at| at.rate != Share::ZERO) {
        sums.push(sum(&locale.text(pdf::PDF_SUBTOTAL), money(invoice.totals.net), Kind::Plain));
        sums.extend(invoice.totals.taxes.iter().map(|at| {
            let args = [("rate", Arg::from(locale.share(at.rate))), ("net", money(at.net).into())];
            sum(&locale.with(pdf::PDF_TAX_AT_RATE, &args), money(at.tax), Kind::Plain)
        }));
    }
    let is_open = row.state == State::Sent && !ledger.is_empty();
    let total = if is_open { Kind::Total } else { Kind::Due };
    sums.push(sum(&locale.text(pdf::PDF_TOTAL), money(invoice.totals.gross), total));
    sums.extend(ledger.iter().map(|recorded| {
        let (label, amount) = movement(locale, recorded);
        sum(&label, money(amount), Kind::Plain)
    }));
    if is_open {
        if row.balance.surplus.is_positive() {
            sums.push(sum(&locale.text(pdf::PDF_SURPLUS), money(row.balance.surplus), Kind::Plain));
        }
        sums.push(sum(&locale.text(pdf::PDF_TO_PAY), money(row.balance.outstanding), Kind::Due));
    }
    sums.into_iter().collect()
}

/// What a line of the ledger is called, and which way it counts for whoever has to pay.
fn movement(locale: &Locale, recorded: &Recorded) -> (String, Amount) {
    let amount = recorded.entry.amount;
    let (label, amount) = match recorded.entry.kind {
        EntryKind::Payment => (pdf::PDF_PAYMENT, -amount),
        EntryKind::Refund => (pdf::PDF_REFUND, amount),
        EntryKind::Dispute => (pdf::PDF_DISPUTE, amount),
        EntryKind::DisputeWon => (pdf::PDF_DISPUTE_WON, -amount),
        EntryKind::CreditNote => (pdf::PDF_CREDIT, -amount),
    };
    let day = || ("day", Arg::from(locale.calendar_day(recorded.on)));
    let label = match &recorded.number {
        Some(number) => locale.with(pdf::PDF_CREDIT_NOTE, &[("number", number.as_str().into()), day()]),
        None => locale.with(label, &[day()]),
    };
    (label, amount)
}

fn sum(label: &str, value: String, kind: Kind) -> Value {
    let kind = match kind {
        Kind::Plain => "plain",
        Kind::Total => "total",
        Kind::Due => "due",
    };
    dict! { "label" => one(label), "value" => value, "kind" => kind }.into_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_taken_apart() {
        assert_eq!(tag("en-GB"), ("en".to_owned(), Some("GB".to_owned())));
        assert_eq!(tag("zh-Hant-TW"), ("zh".to_owned(), Some("TW".to_owned())));
        assert_eq!(tag("qps-ploc"), ("qps".to_owned(), None));
        assert_eq!(tag("?"), ("en".to_owned(), None));
    }

    #[test]
    fn only_a_colour_is_taken_for_one() {
        assert_eq!(accent("#0b7285"), "#0b7285");
        assert_eq!(accent("red\" + read(\"x"), NEUTRAL);
    }

    #[test]
    fn wide_figures_leave_room_for_what_they_are_about() {
        let lines = |figure: &str, columns| vec![vec![vec![figure.to_owned()]; columns]];
        assert!((figure_size(&lines("€80.00", 5)) - FIGURE).abs() < f64::EPSILON);
        let small = figure_size(&lines("€1,000,000,000,000.00", 3));
        assert!((FIGURE * 0.6..FIGURE).contains(&small), "{small}");
        assert!((figure_size(&[]) - FIGURE).abs() < f64::EPSILON);
    }
}
