//! The invoices of the sample's history: written, sent, and then paid, late, in parts, credited or taken back.

use std::time::Duration;

use jiff::civil::Date;

use crate::app::invoices::{self, Draft};
use crate::app::sample::at;
use crate::app::sample::bills::{enter, outstanding};
use crate::app::sample::calendar::{times, working};
use crate::app::sample::dice::Dice;
use crate::app::sample::extent::Extent;
use crate::app::sample::phrases::NAMES;
use crate::app::sample::world::World;
use crate::app::{Error, Writing};
use crate::clock::Timestamp;
use crate::domain::invoice::{DraftInvoice, EntryKind, InvoiceForm, LineForm, Method};
use crate::id::InvoiceId;
use crate::words::Zone;

const DAY: Duration = Duration::from_secs(86_400);

/// The invoices that are not written yet.
pub(super) struct Books {
    times: std::iter::Peekable<std::vec::IntoIter<Timestamp>>,
    dice: Dice,
}

/// An invoice that will be.
pub(super) struct Bill {
    at: Timestamp,
    seed: u64,
}

/// What becomes of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Draft,
    Paid,
    InParts,
    HalfPaid,
    Forgotten,
    Credited,
    Refunded,
    Void,
}

impl Books {
    pub(super) fn plan(extent: &Extent, seed: u64, now: Timestamp) -> Self {
        let mut dice = Dice::of(seed, 30);
        let times = times(&mut dice, (extent.days, extent.invoices), now);
        Self { times: times.into_iter().peekable(), dice }
    }

    pub(super) fn peek(&mut self) -> Option<Timestamp> {
        self.times.peek().copied()
    }

    pub(super) fn next(&mut self) -> Option<Bill> {
        let seed = self.dice.roll();
        self.times.next().map(|at| Bill { at, seed })
    }
}

/// Writes an invoice and what became of it by `now`. The organisation keeps universal time.
pub(super) async fn write(writing: &mut Writing, world: &World, bill: &Bill, now: Timestamp) -> Result<(), Error> {
    let mut dice = Dice::of(bill.seed, 1);
    let Some(by) = world.staff.first() else { return Ok(()) };
    let customer = world.firms[world.firm_place(&mut dice)].id;
    let days = *dice.one_of(&[7_i64, 14, 14, 30, 30, 60]);
    let form = form(&mut dice, days);
    let says = DraftInvoice::parse(&form)
        .map_err(|problems| Error::Internal(format!("the sample holds a wrong invoice: {problems:?}")))?;
    let id = invoices::create_in(writing, by, &Draft { customer, says }, None).await?;
    let fate = fate(&mut dice, now.since(bill.at));
    if fate == Fate::Draft {
        return Ok(());
    }
    let sent = bill.at + Duration::from_secs(60 * dice.roll().rem_euclid(240));
    at(writing, sent.min(now));
    invoices::send_in(writing, by, id, (Some(day(sent.min(now))), &[])).await?;
    settle(writing, world, &mut dice, (id, sent, days), (fate, now)).await
}

/// Enters what came in, as far as it has come by now.
async fn settle(
    writing: &mut Writing,
    world: &World,
    dice: &mut Dice,
    (id, sent, days): (InvoiceId, Timestamp, i64),
    (fate, now): (Fate, Timestamp),
) -> Result<(), Error> {
    let Some(by) = world.staff.first() else { return Ok(()) };
    let allowed = u32::try_from(days).unwrap_or(0);
    // Most pay around the day on which it is due, some much later.
    let (due_by, late) = (DAY.mul_f64(f64::from(allowed) * (0.3 + 0.7 * dice.share())), dice.wait(DAY * 3));
    let first = working(dice, sent + due_by + late);
    let later = DAY * 2 + dice.wait(DAY * 8);
    let second = working(dice, first + later);
    let due = outstanding(writing, by, id).await?;
    let part = (due * dice.between(20, 70) / 100).max(1).min(due);
    let entries: &[(Timestamp, EntryKind, i64)] = match fate {
        Fate::Draft | Fate::Forgotten => &[],
        Fate::Paid => &[(first, EntryKind::Payment, due)],
        Fate::InParts => &[(first, EntryKind::Payment, part), (second, EntryKind::Payment, due - part)],
        Fate::HalfPaid => &[(first, EntryKind::Payment, part)],
        Fate::Credited => &[(first, EntryKind::CreditNote, part), (second, EntryKind::Payment, due - part)],
        Fate::Refunded => &[(first, EntryKind::Payment, due), (second, EntryKind::Refund, part)],
        Fate::Void => {
            if first < now {
                at(writing, first);
                invoices::void_in(writing, by, id).await?;
            }
            &[]
        }
    };
    let method = *dice.one_of(&[Method::Bank, Method::Bank, Method::Bank, Method::Cash, Method::Other]);
    for (time, kind, amount) in entries.iter().filter(|(time, _, amount)| *time < now && *amount > 0) {
        at(writing, *time);
        let note = match kind {
            EntryKind::Payment => "",
            EntryKind::CreditNote | EntryKind::Refund | EntryKind::Dispute | EntryKind::DisputeWon => {
                dice.one_of(NAMES.ways("reason"))
            }
        };
        enter(writing, by, id, (*kind, *amount, method, day(*time)), note).await?;
    }
    Ok(())
}

/// What becomes of an invoice of this age: the older, the fewer are open.
fn fate(dice: &mut Dice, age: Duration) -> Fate {
    if age < DAY * 6 && dice.happens(35) {
        return Fate::Draft;
    }
    match dice.below(100) {
        0..72 => Fate::Paid,
        72..82 => Fate::InParts,
        82..85 => Fate::HalfPaid,
        85..89 if age < DAY * 150 => Fate::Forgotten,
        85..93 => Fate::Credited,
        93..96 => Fate::Refunded,
        _ => Fate::Void,
    }
}

fn form(dice: &mut Dice, days: i64) -> InvoiceForm {
    let currency = match dice.below(20) {
        0 => "GBP",
        1 => "CHF",
        _ => "EUR",
    };
    let lines = (0..dice.between(1, 5)).map(|_| line(dice)).collect();
    let reference = if dice.happens(40) { format!("PO-{}", dice.between(1_000, 99_999)) } else { String::new() };
    InvoiceForm {
        currency: currency.to_owned(),
        days: days.to_string(),
        reference,
        terms: "Payable without deduction.".to_owned(),
        lines,
        ..InvoiceForm::default()
    }
}

fn line(dice: &mut Dice) -> LineForm {
    let (unit, quantity, price) = match dice.below(4) {
        0 => ("h", format!("{}.5", dice.between(1, 20)), format!("{}", dice.between(70, 140))),
        1 => ("pcs", dice.between(50, 2_000).to_string(), format!("0.{:02}", dice.between(10, 99))),
        2 => ("months", dice.between(1, 12).to_string(), format!("{}", dice.between(9, 60))),
        _ => ("", "1".to_owned(), format!("{}.{:02}", dice.between(120, 4_800), dice.between(0, 99))),
    };
    LineForm {
        description: (*dice.one_of(NAMES.ways("service"))).to_owned(),
        quantity,
        unit: unit.to_owned(),
        unit_price: price,
        discount: if dice.happens(12) { "10".to_owned() } else { String::new() },
        tax_rate: (*dice.one_of(&["20", "20", "20", "10", "0"])).to_owned(),
    }
}

fn day(time: Timestamp) -> Date {
    Zone::named("UTC").date(time)
}
