//! Invoices to be typeset.

use frontdesk::clock::Timestamp;
use frontdesk::domain::invoice::{
    Balance, EntryKind, Invoice, InvoiceRow, LedgerEntry, Line, Method, Paper, Parties, Party, Priced, Recorded, State,
    TaxRounding, Totals,
};
use frontdesk::domain::money::{Amount, Currency, Quantity, Share};
use frontdesk::domain::organisation::Organisation;
use frontdesk::id::{CustomerId, InvoiceId, LedgerId, OrganisationId, SystemChance};
use frontdesk::pdf::Sheet;
use frontdesk::words::Catalogues;

const AT: Timestamp = Timestamp::from_millis(1_795_442_700_000);

/// All that a PDF is made from.
pub(crate) struct Facts(pub(crate) Paper);

impl Facts {
    /// An invoice with so many lines, sent and not paid.
    pub(crate) fn with_lines(lines: usize) -> Self {
        let lines: Vec<Line> = (1..=lines).map(|at| line(&format!("Work package {at}"), 15_000, 8_000)).collect();
        let from = party("Harbour Studio GmbH", "Am Hafen 12\n20457 Hamburg\nGermany", "DE123456789");
        let to = party("Northwind Traders Ltd", "1 Long Street\nLondon SW1A 1AA", "GB999999973");
        let mut facts = Self(Paper {
            organisation: Organisation {
                id: OrganisationId::new(AT, &SystemChance),
                slug: "harbour".to_owned(),
                name: from.name.clone(),
                accent: "#0b7285".to_owned(),
                language: "en".to_owned(),
                time_zone: "Europe/Berlin".to_owned(),
                domain: None,
                logo_id: None,
            },
            invoice: Invoice {
                row: InvoiceRow {
                    id: InvoiceId::new(AT, &SystemChance),
                    number: Some("INV-0042".parse().unwrap()),
                    customer_id: CustomerId::new(AT, &SystemChance),
                    customer: to.name.clone(),
                    state: State::Sent,
                    currency: Currency::EUR,
                    balance: Balance::default(),
                    issued_on: Some("2026-11-16".parse().unwrap()),
                    due_on: Some("2026-11-30".parse().unwrap()),
                    updated_at: AT,
                },
                lines,
                totals: Totals::default(),
                tax_rounding: TaxRounding::Total,
                days_to_pay: 14,
                reference: "PO-7788/B".to_owned(),
                notes: "Thank you for your order.\n\nAs agreed on the phone.".to_owned(),
                terms: "Please pay within 14 days without deduction.".to_owned(),
                parties: Parties { from, to },
                version: 0,
                created_by: None,
                created_at: AT,
            },
            ledger: Vec::new(),
            ways_to_pay: "Bank transfer\nIBAN DE89370400440532013000".to_owned(),
            logo: None,
        });
        facts.add_up();
        facts
    }

    /// The same, changed; the sums follow.
    pub(crate) fn but(mut self, change: impl FnOnce(&mut Paper)) -> Self {
        change(&mut self.0);
        self.add_up();
        self
    }

    /// Something happened to it.
    pub(crate) fn entered(self, kind: EntryKind, amount: i64) -> Self {
        self.but(|facts| {
            facts.ledger.push(Recorded {
                id: LedgerId::new(AT, &SystemChance),
                entry: LedgerEntry { kind, amount: Amount::minor(amount) },
                method: Method::Bank,
                on: "2026-11-20".parse().unwrap(),
                note: "a transfer".to_owned(),
                by: None,
                at: AT,
                source: format!("hand:{}", facts.ledger.len()),
                number: (kind == EntryKind::CreditNote).then(|| "CN-0007".parse().unwrap()),
            });
        })
    }

    pub(crate) fn sheet(&self) -> Sheet {
        let locale = Catalogues::embedded().unwrap().choose(&[&self.0.organisation.language]);
        Sheet::of(&self.0, &locale)
    }

    fn add_up(&mut self) {
        let paper = &mut self.0;
        let priced: Vec<Priced> = paper.invoice.lines.iter().map(|line| line.priced).collect();
        paper.invoice.totals = Totals::of(&priced, paper.invoice.tax_rounding);
        let entries: Vec<LedgerEntry> = paper.ledger.iter().map(|recorded| recorded.entry).collect();
        paper.invoice.row.balance = Balance::of(paper.invoice.totals.gross, &entries);
    }
}

/// A line with 19 % tax.
pub(crate) fn line(description: &str, quantity: i64, unit_price: i64) -> Line {
    Line {
        description: description.to_owned(),
        unit: "h".to_owned(),
        priced: Priced {
            quantity: Quantity::ten_thousandths(quantity),
            unit_price: Amount::minor(unit_price),
            discount: Share::ZERO,
            tax_rate: Share::millionths(190_000),
        },
    }
}

pub(crate) fn party(name: &str, address: &str, tax_number: &str) -> Party {
    Party { name: name.to_owned(), address: address.to_owned(), tax_number: tax_number.to_owned() }
}
