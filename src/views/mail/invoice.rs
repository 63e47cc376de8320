//! The mail that brings an invoice.

use jiff::civil::Date;

use crate::domain::invoice::InvoiceNumber;
use crate::domain::money::Money;
use crate::domain::organisation::Organisation;
use crate::views::mail::{Content, Letter, Part};
use crate::words::msg::mail;
use crate::words::{Arg, Locale};

/// Which invoice, and how it stands.
#[derive(Clone, Copy, Debug)]
pub struct AboutInvoice<'a> {
    /// Who asks.
    pub organisation: &'a Organisation,
    /// Its number.
    pub number: &'a InvoiceNumber,
    /// Who is asked.
    pub customer: &'a str,
    /// What it asks for.
    pub total: Money,
    /// What is left to be paid.
    pub outstanding: Money,
    /// The last day to pay.
    pub due_on: Option<Date>,
    /// The full address of its page in the portal.
    pub url: &'a str,
}

/// Brings an invoice, with a link to its page.
pub fn invoice(locale: &Locale, about: &AboutInvoice<'_>) -> Letter {
    let organisation = || ("organisation", Arg::from(about.organisation.name.as_str()));
    let number = || ("number", about.number.as_str().into());
    let customer = || ("customer", about.customer.into());
    let total = ("total", locale.money(about.total).into());
    let mut parts: Vec<Part<'_>> = to_pay(locale, about).map(Part::Line).into_iter().collect();
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

fn to_pay(locale: &Locale, about: &AboutInvoice<'_>) -> Option<String> {
    if about.outstanding.amount.is_zero() {
        return Some(locale.text(mail::MAIL_INVOICE_SETTLED));
    }
    let amount = ("amount", locale.money(about.outstanding).into());
    let day = ("day", locale.calendar_day(about.due_on?).into());
    Some(if about.outstanding == about.total {
        locale.with(mail::MAIL_INVOICE_DUE, &[amount, day])
    } else {
        locale.with(mail::MAIL_INVOICE_REST, &[amount, day])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::domain::money::{Amount, Currency};
    use crate::id::{OrganisationId, SystemChance};
    use crate::words::Catalogues;

    fn letter(outstanding: i64) -> Letter {
        let organisation = Organisation {
            id: OrganisationId::new(Timestamp::from_millis(1), &SystemChance),
            slug: "harbour".to_owned(),
            name: "Harbour & Sons".to_owned(),
            accent: "#0b7285".to_owned(),
            language: "en".to_owned(),
            time_zone: "UTC".to_owned(),
            domain: None,
            logo_id: None,
        };
        let euros = |units| Money::new(Amount::minor(units), Currency::EUR);
        let about = AboutInvoice {
            organisation: &organisation,
            number: &"INV-0042".parse().unwrap(),
            customer: "Northwind",
            total: euros(125_000),
            outstanding: euros(outstanding),
            due_on: Some("2026-11-30".parse().unwrap()),
            url: "https://portal.harbour.test/invoices/INV-0042",
        };
        invoice(&Catalogues::embedded().unwrap().choose(&["en"]), &about)
    }

    #[test]
    fn it_says_what_to_pay_until_when_and_where() {
        let letter = letter(125_000);
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
        assert!(letter(50_000).text.contains("€500.00 of it is still to be paid, by 30 Nov 2026."));
        let paid = letter(0).text;
        assert!(paid.contains("Nothing of it is left to be paid.") && !paid.contains("Please pay"), "{paid}");
    }
}
