//! The mail that brings an invoice.

use crate::domain::invoice::{Invoice, InvoiceNumber};
use crate::domain::organisation::Organisation;
use crate::views::mail::{Content, Letter, Part};
use crate::words::msg::mail;
use crate::words::{Arg, Locale};

/// Which invoice, and where it is seen.
#[derive(Clone, Copy, Debug)]
pub struct AboutInvoice<'a> {
    /// Who asks.
    pub organisation: &'a Organisation,
    /// The invoice.
    pub invoice: &'a Invoice,
    /// Its number.
    pub number: &'a InvoiceNumber,
    /// The full address of its page in the portal.
    pub url: &'a str,
}

/// Brings an invoice, with a link to its page.
pub fn invoice(locale: &Locale, about: &AboutInvoice<'_>) -> Letter {
    let row = &about.invoice.row;
    let organisation = || ("organisation", Arg::from(about.organisation.name.as_str()));
    let number = || ("number", about.number.as_str().into());
    let customer = || ("customer", row.customer.as_str().into());
    let total = ("total", locale.money(row.money(row.balance.gross)).into());
    let mut parts: Vec<Part<'_>> = to_pay(locale, about.invoice).map(Part::Line).into_iter().collect();
    parts.push(Part::Line(locale.text(mail::MAIL_INVOICE_ATTACHED)));
    let content = Content {
        subject: locale.with(mail::MAIL_INVOICE_SUBJECT, &[number(), organisation()]),
        hello: locale.text(mail::MAIL_INVOICE_HELLO),
        intro: locale.with(mail::MAIL_INVOICE_INTRO, &[organisation(), number(), customer(), total]),
        parts,
        link: locale.text(mail::MAIL_INVOICE_LINK),
        url: about.url,
        reason: locale.with(mail::MAIL_INVOICE_REASON, &[organisation(), customer()]),
    };
    content.letter(locale, about.organisation)
}

/// What is left to be paid, and until when.
pub(super) fn to_pay(locale: &Locale, invoice: &Invoice) -> Option<String> {
    let row = &invoice.row;
    let balance = &row.balance;
    if balance.outstanding.is_zero() {
        return Some(locale.text(mail::MAIL_INVOICE_SETTLED));
    }
    let amount = ("amount", locale.money(row.money(balance.outstanding)).into());
    let day = ("day", locale.calendar_day(row.due_on?).into());
    Some(if balance.outstanding == balance.gross {
        locale.with(mail::MAIL_INVOICE_DUE, &[amount, day])
    } else {
        locale.with(mail::MAIL_INVOICE_REST, &[amount, day])
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::domain::invoice::{Balance, InvoiceRow, Parties, State, TaxRounding, Totals};
    use crate::domain::money::{Amount, Currency};
    use crate::id::{CustomerId, InvoiceId, OrganisationId, SystemChance};
    use crate::words::Catalogues;

    const AT: Timestamp = Timestamp::from_millis(1);
    const URL: &str = "https://portal.harbour.test/invoices/INV-0042";

    /// An invoice over 1,250 euros of which so much is outstanding, told of in English.
    pub(in crate::views::mail) fn told<T>(outstanding: i64, tell: impl FnOnce(&Locale, &AboutInvoice<'_>) -> T) -> T {
        told_of((outstanding, 0), tell)
    }

    /// The same of one for which so much too much came in.
    pub(in crate::views::mail) fn told_of<T>(
        (outstanding, surplus): (i64, i64),
        tell: impl FnOnce(&Locale, &AboutInvoice<'_>) -> T,
    ) -> T {
        let organisation = Organisation {
            id: OrganisationId::new(AT, &SystemChance),
            slug: "harbour".to_owned(),
            name: "Harbour & Sons".to_owned(),
            accent: "#0b7285".to_owned(),
            language: "en".to_owned(),
            time_zone: "UTC".to_owned(),
            domain: None,
            logo_id: None,
        };
        let number: InvoiceNumber = "INV-0042".parse().unwrap();
        let gross = Amount::minor(125_000);
        let (outstanding, surplus) = (Amount::minor(outstanding), Amount::minor(surplus));
        let invoice = Invoice {
            row: InvoiceRow {
                id: InvoiceId::new(AT, &SystemChance),
                number: Some(number.clone()),
                customer_id: CustomerId::new(AT, &SystemChance),
                customer: "Northwind".to_owned(),
                state: State::Sent,
                currency: Currency::EUR,
                balance: Balance {
                    gross,
                    paid: gross - outstanding + surplus,
                    outstanding,
                    surplus,
                    ..Balance::default()
                },
                issued_on: Some("2026-11-16".parse().unwrap()),
                due_on: Some("2026-11-30".parse().unwrap()),
                updated_at: AT,
            },
            lines: Vec::new(),
            totals: Totals { net: gross, taxes: Vec::new(), gross },
            tax_rounding: TaxRounding::Total,
            days_to_pay: 14,
            reference: String::new(),
            notes: String::new(),
            terms: String::new(),
            parties: Parties::default(),
            version: 0,
            created_by: None,
            created_at: AT,
        };
        let about = AboutInvoice { organisation: &organisation, invoice: &invoice, number: &number, url: URL };
        tell(&Catalogues::embedded().unwrap().choose(&["en"]), &about)
    }

    #[test]
    fn it_says_what_to_pay_until_when_and_where() {
        let letter = told(125_000, invoice);
        assert_eq!(letter.subject, "Invoice INV-0042 from Harbour & Sons");
        let expected = "\
Hello,

Harbour & Sons sends you invoice INV-0042 for Northwind, over €1,250.00.

Please pay €1,250.00 by 30 Nov 2026.

The invoice is attached as a PDF.

See the invoice
https://portal.harbour.test/invoices/INV-0042

You receive this e-mail because Harbour & Sons sends the invoices for Northwind to this address.
";
        assert_eq!(letter.text, expected);
        for part in
            ["Harbour &amp; Sons", "href=\"https://portal.harbour.test/invoices/INV-0042\"", "2px solid #0b7285"]
        {
            assert!(letter.html.contains(part), "{part}\n{}", letter.html);
        }
    }

    #[test]
    fn what_is_paid_is_not_asked_for_again() {
        assert!(told(50_000, invoice).text.contains("€500.00 of it is still to be paid, by 30 Nov 2026."));
        let paid = told(0, invoice).text;
        assert!(paid.contains("Nothing of it is left to be paid.") && !paid.contains("Please pay"), "{paid}");
    }
}
