//! An invoice as somebody types it, and as it is once nothing is wrong with it.

use crate::domain::input::{Invalid, Problem, Problems, one_line, several_lines, within};
use crate::domain::invoice::{Invoice, Line, Priced, TaxRounding, Totals};
use crate::domain::money::{Amount, Currency, Quantity, Share};

/// Lines of an invoice at most.
const LINES: usize = 500;
/// Characters of a line's description.
const DESCRIPTION: usize = 1_000;
/// Characters of a note or of terms.
const TEXT: usize = 5_000;
/// Characters of a unit.
const UNIT: usize = 20;
/// Characters of a reference.
const REFERENCE: usize = 100;
/// Days to pay, at most.
const DAYS: i64 = 365;

/// An invoice as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvoiceForm {
    /// The customer's id, as chosen.
    pub customer: String,
    /// A currency's code.
    pub currency: String,
    /// Days to pay.
    pub days: String,
    /// The customer's own name for it.
    pub reference: String,
    /// What is said above the lines.
    pub notes: String,
    /// What is said below.
    pub terms: String,
    /// Its lines.
    pub lines: Vec<LineForm>,
}

impl InvoiceForm {
    /// An invoice as it would be typed again.
    pub fn of(invoice: &Invoice) -> Self {
        let currency = invoice.row.currency;
        Self {
            customer: invoice.row.customer_id.to_string(),
            currency: currency.code().to_owned(),
            days: invoice.days_to_pay.to_string(),
            reference: invoice.reference.clone(),
            notes: invoice.notes.clone(),
            terms: invoice.terms.clone(),
            lines: invoice.lines.iter().map(|line| LineForm::of(line, currency)).collect(),
        }
    }

    /// The same with each number of its lines written in another way.
    #[must_use]
    pub fn with_numbers(mut self, write: impl Fn(&str) -> String) -> Self {
        for line in &mut self.lines {
            for number in [&mut line.quantity, &mut line.unit_price, &mut line.discount, &mut line.tax_rate] {
                *number = write(number);
            }
        }
        self
    }

    /// What it comes to as far as it can be read, while it is being typed.
    pub fn preview(&self, rounding: TaxRounding) -> Preview {
        let currency = Currency::parse(&self.currency);
        let reading = currency.clone().unwrap_or(Currency::EUR);
        let read = |line: &LineForm| (!line.is_blank()).then(|| parse_line(line, reading).ok());
        let lines: Vec<Option<Option<DraftLine>>> = self.lines.iter().take(LINES).map(read).collect();
        let nets = lines.iter().map(|line| Some(line.as_ref()?.as_ref()?.priced.net())).collect();
        let priced: Vec<Priced> = lines.iter().flatten().flatten().map(|line| line.priced).collect();
        Preview {
            currency: reading,
            nets,
            totals: Totals::of(&priced, rounding),
            is_whole: currency.is_ok() && lines.iter().flatten().all(Option::is_some),
        }
    }
}

/// What an invoice that is being typed comes to so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// In which currency it is read.
    pub currency: Currency,
    /// Each line without tax; none for one that says nothing or cannot be read.
    pub nets: Vec<Option<Amount>>,
    /// All lines that can be read.
    pub totals: Totals,
    /// Whether every line can be.
    pub is_whole: bool,
}

/// A line as it is typed. One in which nothing is typed but what a new line holds is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineForm {
    /// What it is for.
    pub description: String,
    /// How many.
    pub quantity: String,
    /// In what it is counted.
    pub unit: String,
    /// What one costs, without tax.
    pub unit_price: String,
    /// What is taken off, in percent.
    pub discount: String,
    /// The tax, in percent.
    pub tax_rate: String,
}

impl LineForm {
    /// A line as it would be typed again.
    fn of(line: &Line, currency: Currency) -> Self {
        let share = |share: Share| if share == Share::ZERO { String::new() } else { share.percent() };
        Self {
            description: line.description.clone(),
            quantity: line.priced.quantity.typed(),
            unit: line.unit.clone(),
            unit_price: line.priced.unit_price.plain(currency),
            discount: share(line.priced.discount),
            tax_rate: line.priced.tax_rate.percent(),
        }
    }

    /// A new line below this one, or the first: one of something, taxed alike.
    pub fn below(above: Option<&Self>) -> Self {
        let tax_rate = above.map(|above| above.tax_rate.clone()).unwrap_or_default();
        Self { quantity: Quantity::ONE.plain(), tax_rate, ..Self::default() }
    }

    /// Whether it says nothing: without a description and a price.
    pub fn is_blank(&self) -> bool {
        self.description.trim().is_empty() && self.unit_price.trim().is_empty()
    }
}

/// An invoice with which nothing is wrong, but for the customer, whom `app` looks up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftInvoice {
    /// Its currency.
    pub currency: Currency,
    /// Days to pay.
    pub days: i64,
    /// The customer's own name for it.
    pub reference: String,
    /// What is said above the lines.
    pub notes: String,
    /// What is said below.
    pub terms: String,
    /// Its lines.
    pub lines: Vec<DraftLine>,
}

/// What is wrong with an invoice as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvoiceProblems {
    /// At fields of the whole.
    pub head: Vec<Invalid>,
    /// At fields of lines, each with its line's place among those typed, from 0.
    pub lines: Vec<(usize, Invalid)>,
}

impl InvoiceProblems {
    /// Whether nothing is wrong.
    pub const fn is_empty(&self) -> bool {
        self.head.is_empty() && self.lines.is_empty()
    }
}

/// A line with which nothing is wrong.
pub type DraftLine = Line;

impl DraftInvoice {
    /// Reads what was typed; every problem comes back at once.
    pub fn parse(form: &InvoiceForm) -> Result<Self, InvoiceProblems> {
        let mut problems = Problems::default();
        let currency = problems.keep("currency", Currency::parse(&form.currency));
        let days = problems.keep("days", days(&form.days));
        let reference = problems.keep("reference", at_most(one_line(&form.reference), REFERENCE));
        let notes = problems.keep("notes", at_most(several_lines(&form.notes), TEXT));
        let terms = problems.keep("terms", at_most(several_lines(&form.terms), TEXT));
        let filled: Vec<&LineForm> = form.lines.iter().filter(|line| !line.is_blank()).collect();
        if filled.len() > LINES {
            problems.keep("lines", Err::<(), _>(Problem::TooMany { most: LINES }));
        }
        let mut in_lines = Vec::new();
        // Without a currency amounts have no decimals to be wrong about.
        let reading = currency.unwrap_or(Currency::EUR);
        let mut lines = Vec::with_capacity(filled.len());
        for (at, line) in form.lines.iter().enumerate().filter(|(_, line)| !line.is_blank()).take(LINES) {
            match parse_line(line, reading) {
                Ok(line) => lines.push(line),
                Err(wrong) => in_lines.extend(wrong.into_iter().map(|invalid| (at, invalid))),
            }
        }
        let draft = (|| {
            Some(Self { currency: currency?, days: days?, reference: reference?, notes: notes?, terms: terms?, lines })
        })();
        if let Some(draft) = &draft
            && draft.totals(TaxRounding::Total).gross.as_minor().abs() > Amount::MAX.as_minor()
        {
            problems.keep("lines", Err::<(), _>(Problem::TooMuch));
        }
        let problems = InvoiceProblems { head: problems.into_vec(), lines: in_lines };
        draft.filter(|_| problems.is_empty()).ok_or(problems)
    }

    /// What it comes to.
    pub fn totals(&self, rounding: TaxRounding) -> Totals {
        let priced: Vec<Priced> = self.lines.iter().map(|line| line.priced).collect();
        Totals::of(&priced, rounding)
    }
}

fn parse_line(form: &LineForm, currency: Currency) -> Result<DraftLine, Vec<Invalid>> {
    let mut problems = Problems::default();
    let description = problems.keep("description", within(several_lines(&form.description), DESCRIPTION));
    let quantity = match form.quantity.trim() {
        "" => Some(Quantity::ONE),
        text => problems.keep("quantity", Quantity::parse(text)),
    };
    let unit = problems.keep("unit", at_most(one_line(&form.unit), UNIT));
    let unit_price = problems.keep("unit_price", Amount::parse(&form.unit_price, currency));
    let share = |text: &str| if text.trim().is_empty() { Ok(Share::ZERO) } else { Share::parse_percent(text) };
    let discount = problems.keep("discount", share(&form.discount));
    let tax_rate = problems.keep("tax_rate", share(&form.tax_rate));
    let line = (|| {
        let priced = Priced { quantity: quantity?, unit_price: unit_price?, discount: discount?, tax_rate: tax_rate? };
        if priced.net().as_minor().abs() > Amount::MAX.as_minor() {
            problems.keep("unit_price", Err::<(), _>(Problem::TooMuch));
            return None;
        }
        Some(DraftLine { description: description?, unit: unit?, priced })
    })();
    line.ok_or_else(|| problems.into_vec())
}

fn days(text: &str) -> Result<i64, Problem> {
    let days = text.trim().parse().ok().filter(|days| (0..=DAYS).contains(days));
    days.ok_or(Problem::NotANumber { min: 0, max: DAYS })
}

fn at_most(text: String, max: usize) -> Result<String, Problem> {
    if text.chars().count() > max { Err(Problem::TooLong { max }) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(lines: Vec<LineForm>) -> InvoiceForm {
        InvoiceForm { currency: "eur".to_owned(), days: "14".to_owned(), lines, ..InvoiceForm::default() }
    }

    fn line(description: &str, quantity: &str, unit_price: &str, tax_rate: &str) -> LineForm {
        LineForm {
            description: description.to_owned(),
            quantity: quantity.to_owned(),
            unit_price: unit_price.to_owned(),
            tax_rate: tax_rate.to_owned(),
            ..LineForm::default()
        }
    }

    #[test]
    fn lines_that_say_nothing_are_none() {
        let draft =
            DraftInvoice::parse(&form(vec![line("Design", "1.5", "80", "19"), line("", "1", "", "19")])).unwrap();
        assert_eq!(draft.lines.len(), 1);
        assert_eq!(draft.totals(TaxRounding::Total).gross, Amount::minor(14_280));
    }

    #[test]
    fn what_can_be_read_is_added_up_while_the_rest_is_typed() {
        let typed = form(vec![line("Design", "2", "80", "19"), line("", "1", "", "19"), line("Print", "1", "ten", "")]);
        let preview = typed.preview(TaxRounding::Total);
        assert_eq!(preview.nets, [Some(Amount::minor(16_000)), None, None]);
        assert_eq!((preview.totals.gross, preview.is_whole), (Amount::minor(19_040), false));
        let whole = form(vec![line("Design", "2", "80", "19"), line("", "1", "", "19")]);
        assert_eq!(
            whole.preview(TaxRounding::Total).totals,
            DraftInvoice::parse(&whole).unwrap().totals(TaxRounding::Total)
        );
        assert!(whole.preview(TaxRounding::Total).is_whole);
    }

    #[test]
    fn every_problem_comes_back_with_its_line() {
        let wrong = form(vec![line("Design", "1", "80", "19"), line("", "-1", "1.234567", "120")]);
        let problems = DraftInvoice::parse(&wrong).unwrap_err();
        let fields: Vec<(usize, &str)> = problems.lines.iter().map(|(at, invalid)| (*at, invalid.field)).collect();
        assert_eq!(fields, [(1, "description"), (1, "quantity"), (1, "unit_price"), (1, "tax_rate")]);
    }
}
