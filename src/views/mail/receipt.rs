//! The mail that confirms what came in for an invoice, went back or is not asked for any more.

use jiff::civil::Date;

use crate::domain::invoice::{EntryKind, InvoiceNumber};
use crate::domain::money::Money;
use crate::domain::organisation::Organisation;
use crate::views::mail::{Content, Letter, Part};
use crate::words::msg::mail;
use crate::words::{Arg, Locale};

/// What happened to which invoice.
#[derive(Clone, Copy, Debug)]
pub struct AboutReceipt<'a> {
    /// Who asked.
    pub organisation: &'a Organisation,
    /// The invoice's number.
    pub number: &'a InvoiceNumber,
    /// Who was asked.
    pub customer: &'a str,
    /// What happened.
    pub kind: EntryKind,
    /// How much.
    pub amount: Money,
    /// On which day.
    pub on: Date,
    /// What is left to be paid.
    pub outstanding: Money,
    /// The last day to pay.
    pub due_on: Option<Date>,
    /// The full address of its page in the portal.
    pub url: &'a str,
}

/// Confirms it. What a bank does in a dispute is told by the bank: of that there is no letter.
pub fn receipt(locale: &Locale, about: &AboutReceipt<'_>) -> Option<Letter> {
    let (subject, intro) = match about.kind {
        EntryKind::Payment => (mail::MAIL_RECEIPT_SUBJECT, mail::MAIL_RECEIPT_INTRO),
        EntryKind::Refund => (mail::MAIL_REFUND_SUBJECT, mail::MAIL_REFUND_INTRO),
        EntryKind::CreditNote => (mail::MAIL_CREDIT_SUBJECT, mail::MAIL_CREDIT_INTRO),
        EntryKind::Dispute | EntryKind::DisputeWon => return None,
    };
    let organisation = || ("organisation", Arg::from(about.organisation.name.as_str()));
    let number = || ("number", about.number.as_str().into());
    let amount = || ("amount", locale.money(about.amount).into());
    let day = ("day", locale.calendar_day(about.on).into());
    let mut parts: Vec<Part<'_>> = rest(locale, about).map(Part::Line).into_iter().collect();
    parts.push(Part::Line(locale.text(mail::MAIL_INVOICE_ATTACHED)));
    let content = Content {
        subject: locale.with(subject, &[organisation(), amount(), number()]),
        hello: locale.text(mail::MAIL_INVOICE_HELLO),
        intro: locale.with(intro, &[organisation(), amount(), number(), day]),
        parts,
        link: locale.text(mail::MAIL_INVOICE_LINK),
        url: about.url,
        reason: locale.with(mail::MAIL_INVOICE_REASON, &[organisation(), ("customer", about.customer.into())]),
    };
    Some(content.letter(locale, about.organisation))
}

fn rest(locale: &Locale, about: &AboutReceipt<'_>) -> Option<String> {
    if about.outstanding.amount.is_zero() {
        return Some(locale.text(mail::MAIL_INVOICE_SETTLED));
    }
    let amount = ("amount", locale.money(about.outstanding).into());
    let day = ("day", locale.calendar_day(about.due_on?).into());
    Some(locale.with(mail::MAIL_INVOICE_REST, &[amount, day]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::domain::money::{Amount, Currency};
    use crate::id::{OrganisationId, SystemChance};
    use crate::words::Catalogues;

    fn letter(kind: EntryKind, outstanding: i64) -> Option<Letter> {
        let organisation = Organisation {
            id: OrganisationId::new(Timestamp::from_millis(1), &SystemChance),
            slug: "harbour".to_owned(),
            name: "Harbour".to_owned(),
            accent: "#0b7285".to_owned(),
            language: "en".to_owned(),
            time_zone: "UTC".to_owned(),
            domain: None,
            logo_id: None,
        };
        let euros = |units| Money::new(Amount::minor(units), Currency::EUR);
        let about = AboutReceipt {
            organisation: &organisation,
            number: &"INV-0042".parse().unwrap(),
            customer: "Northwind",
            kind,
            amount: euros(50_000),
            on: "2026-11-28".parse().unwrap(),
            outstanding: euros(outstanding),
            due_on: Some("2026-11-30".parse().unwrap()),
            url: "https://portal.harbour.test/invoices/INV-0042",
        };
        receipt(&Catalogues::embedded().unwrap().choose(&["en"]), &about)
    }

    #[test]
    fn a_payment_is_confirmed_with_what_is_left() {
        let letter = letter(EntryKind::Payment, 75_000).unwrap();
        assert_eq!(letter.subject, "Receipt from Harbour: €500.00 for invoice INV-0042");
        let expected = "\
Hello,

Thank you. Harbour received €500.00 for invoice INV-0042 on 28 Nov 2026.

€750.00 of it is still to be paid, by 30 Nov 2026.

The invoice is attached as a PDF.

See the invoice
https://portal.harbour.test/invoices/INV-0042

You receive this e-mail because Harbour sends the invoices for Northwind to this address.
";
        assert_eq!(letter.text, expected);
    }

    #[test]
    fn each_movement_has_its_own_words_and_a_dispute_none() {
        let said = |kind| letter(kind, 0).map(|letter| letter.text);
        let has = |kind, words: &str| said(kind).is_some_and(|text| text.contains(words));
        assert!(has(EntryKind::Payment, "Nothing of it is left to be paid."));
        assert!(has(EntryKind::Refund, "Harbour returned €500.00 of what was paid for invoice INV-0042"));
        assert!(has(EntryKind::CreditNote, "Harbour does not ask for €500.00 of invoice INV-0042 any more"));
        assert_eq!((said(EntryKind::Dispute), said(EntryKind::DisputeWon)), (None, None));
    }
}
