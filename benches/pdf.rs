//! Measures how long an invoice takes to typeset, of one line and of thirty. Ends with an error when the 99th percentile is above the
//! limit.

#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use std::error::Error;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use frontdesk::clock::Timestamp;
use frontdesk::domain::invoice::{
    Balance, Invoice, InvoiceRow, Line, Paper, Parties, Party, Priced, State, TaxRounding, Totals,
};
use frontdesk::domain::money::{Amount, Currency, Quantity, Share};
use frontdesk::domain::organisation::Organisation;
use frontdesk::id::{CustomerId, InvoiceId, OrganisationId, SystemChance};
use frontdesk::pdf::{Asker, Sheet, Typesetter};
use frontdesk::words::{Catalogues, Locale};

/// 99 of 100 must be quicker.
const LIMIT: Duration = Duration::from_millis(100);
/// Documents of each size.
const DOCUMENTS: usize = 300;
const AT: Timestamp = Timestamp::from_millis(1_795_442_700_000);

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    if cfg!(debug_assertions) {
        println!("PDFs are not measured: this build is not optimised.");
        return ExitCode::SUCCESS;
    }
    match actix_web::rt::System::new().block_on(measure()) {
        Ok(slowest) if slowest < LIMIT => ExitCode::SUCCESS,
        Ok(slowest) => {
            println!("p99 is {slowest:?}, above {LIMIT:?}");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The larger of the two 99th percentiles.
async fn measure() -> Outcome<Duration> {
    let locale = Catalogues::embedded()?.choose(&["en"]);
    let typesetter = Typesetter::default();
    let since = Instant::now();
    typesetter.warm_up().await?;
    println!("warm after {:?}", since.elapsed());
    let mut slowest = Duration::ZERO;
    for lines in [1, 30] {
        let mut times = Vec::with_capacity(DOCUMENTS);
        let mut bytes = 0;
        for at in 0..DOCUMENTS {
            // Each is another document: nothing of it is known from the one before.
            let sheet = sheet(&locale, lines, at)?;
            let since = Instant::now();
            bytes = typesetter.invoice(Asker::Start, sheet).await?.len();
            times.push(since.elapsed());
        }
        times.sort_unstable();
        let at = |percent: usize| times[(times.len() - 1) * percent / 100];
        let (p50, p99, longest) = (at(50), at(99), at(100));
        println!(
            "{DOCUMENTS} invoices of {lines} lines: p50 {p50:?}, p99 {p99:?} (limit {LIMIT:?}), longest {longest:?}, {bytes} bytes"
        );
        slowest = slowest.max(p99);
    }
    Ok(slowest)
}

fn sheet(locale: &Locale, lines: usize, document: usize) -> Outcome<Sheet> {
    let lines: Vec<Line> = (0..lines).map(|at| line(document, at)).collect();
    let priced: Vec<Priced> = lines.iter().map(|line| line.priced).collect();
    let totals = Totals::of(&priced, TaxRounding::Total);
    let party =
        |name: String| Party { name, address: "1 Long Street\nLondon".to_owned(), tax_number: "GB999".to_owned() };
    let parties = Parties { from: party("Harbour Studio".to_owned()), to: party(format!("Customer {document}")) };
    let organisation = Organisation {
        id: OrganisationId::new(AT, &SystemChance),
        slug: "harbour".to_owned(),
        name: "Harbour Studio".to_owned(),
        accent: "#0b7285".to_owned(),
        language: "en".to_owned(),
        time_zone: "UTC".to_owned(),
        domain: None,
        logo_id: None,
    };
    let invoice = Invoice {
        row: InvoiceRow {
            id: InvoiceId::new(AT, &SystemChance),
            number: Some(format!("INV-{document:04}").parse()?),
            customer_id: CustomerId::new(AT, &SystemChance),
            customer: format!("Customer {document}"),
            state: State::Sent,
            currency: Currency::EUR,
            balance: Balance::of(totals.gross, &[]),
            issued_on: Some("2026-11-16".parse()?),
            due_on: Some("2026-11-30".parse()?),
            updated_at: AT,
        },
        lines,
        totals,
        tax_rounding: TaxRounding::Total,
        days_to_pay: 14,
        reference: format!("PO-{document}"),
        notes: "Thank you for your order.".to_owned(),
        terms: "Please pay within 14 days.".to_owned(),
        parties,
        version: 0,
        created_by: None,
        created_at: AT,
    };
    let ways_to_pay = "By bank transfer\nIBAN DE89 3704 0044 0532 0130 00".to_owned();
    Ok(Sheet::of(&Paper { organisation, invoice, ledger: Vec::new(), ways_to_pay, logo: None }, locale))
}

fn line(document: usize, at: usize) -> Line {
    let units = i64::try_from(document * 31 + at * 7 + 100).unwrap_or(100);
    Line {
        description: format!(
            "Work package {at} of order {document}, with two rounds of review and all that belongs to it"
        ),
        unit: "h".to_owned(),
        priced: Priced {
            quantity: Quantity::ten_thousandths(15_000),
            unit_price: Amount::minor(units),
            discount: Share::millionths(100_000),
            tax_rate: Share::millionths(190_000),
        },
    }
}
