//! The mail that confirms what came in for an invoice, went back or is not asked for any more.

use crate::domain::invoice::{EntryKind, Recorded};
use crate::views::mail::invoice::to_pay;
use crate::views::mail::{AboutInvoice, Content, Letter, Part};
use crate::words::msg::mail;
use crate::words::{Arg, Locale};

/// Confirms it. What a bank does in a dispute is told by the bank: of that there is no letter.
pub fn receipt(locale: &Locale, about: &AboutInvoice<'_>, recorded: &Recorded) -> Option<Letter> {
    let (subject, intro) = match recorded.entry.kind {
        EntryKind::Payment => (mail::MAIL_RECEIPT_SUBJECT, mail::MAIL_RECEIPT_INTRO),
        EntryKind::Refund => (mail::MAIL_REFUND_SUBJECT, mail::MAIL_REFUND_INTRO),
        EntryKind::CreditNote => (mail::MAIL_CREDIT_SUBJECT, mail::MAIL_CREDIT_INTRO),
        EntryKind::Dispute | EntryKind::DisputeWon => return None,
    };
    let row = &about.invoice.row;
    let organisation = || ("organisation", Arg::from(about.organisation.name.as_str()));
    let number = || ("number", about.number.as_str().into());
    let amount = || ("amount", locale.money(row.money(recorded.entry.amount)).into());
    let day = ("day", locale.calendar_day(recorded.on).into());
    let mut parts: Vec<Part<'_>> = to_pay(locale, about.invoice).map(Part::Line).into_iter().collect();
    parts.push(Part::Line(locale.text(mail::MAIL_INVOICE_ATTACHED)));
    let content = Content {
        subject: locale.with(subject, &[organisation(), amount(), number()]),
        hello: locale.text(mail::MAIL_INVOICE_HELLO),
        intro: locale.with(intro, &[organisation(), amount(), number(), day]),
        parts,
        link: locale.text(mail::MAIL_INVOICE_LINK),
        url: about.url,
        reason: locale.with(mail::MAIL_INVOICE_REASON, &[organisation(), ("customer", row.customer.as_str().into())]),
    };
    Some(content.letter(locale, about.organisation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::domain::invoice::{LedgerEntry, Method};
    use crate::domain::money::Amount;
    use crate::id::{LedgerId, SystemChance};
    use crate::views::mail::invoice::tests::told;

    fn letter(kind: EntryKind, outstanding: i64) -> Option<Letter> {
        let at = Timestamp::from_millis(1);
        let recorded = Recorded {
            id: LedgerId::new(at, &SystemChance),
            entry: LedgerEntry { kind, amount: Amount::minor(50_000) },
            method: Method::Bank,
            on: "2026-11-28".parse().unwrap(),
            note: String::new(),
            by: None,
            at,
            source: "hand:1".to_owned(),
            number: None,
        };
        told(outstanding, |locale, about| receipt(locale, about, &recorded))
    }

    #[test]
    fn a_payment_is_confirmed_with_what_is_left() {
        let letter = letter(EntryKind::Payment, 75_000).unwrap();
        assert_eq!(letter.subject, "Receipt from Harbour & Sons: €500.00 for invoice INV-0042");
        let expected = "\
Hello,

Thank you. Harbour & Sons received €500.00 for invoice INV-0042 on 28 Nov 2026.

€750.00 of it is still to be paid, by 30 Nov 2026.

The invoice is attached as a PDF.

See the invoice
https://portal.harbour.test/invoices/INV-0042

You receive this e-mail because Harbour & Sons sends the invoices for Northwind to this address.
";
        assert_eq!(letter.text, expected);
    }

    #[test]
    fn each_movement_has_its_own_words_and_a_dispute_none() {
        let said = |kind| letter(kind, 0).map(|letter| letter.text);
        let has = |kind, words: &str| said(kind).is_some_and(|text| text.contains(words));
        assert!(has(EntryKind::Payment, "Nothing of it is left to be paid."));
        assert!(has(EntryKind::Refund, "returned €500.00 of what was paid for invoice INV-0042"));
        assert!(has(EntryKind::CreditNote, "does not ask for €500.00 of invoice INV-0042 any more"));
        assert_eq!((said(EntryKind::Dispute), said(EntryKind::DisputeWon)), (None, None));
    }
}
