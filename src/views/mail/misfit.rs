//! The mail to staff about money that needs a look: more than was asked for, or taken back by a bank.

use crate::domain::invoice::{EntryKind, Recorded};
use crate::views::mail::{AboutInvoice, Content, Letter, Part};
use crate::words::msg::dashboard as words;
use crate::words::{Arg, Locale};

/// Tells of it, unless it needs no look any more: what was too much may have been returned meanwhile.
pub fn misfit(locale: &Locale, about: &AboutInvoice<'_>, recorded: &Recorded, name: &str) -> Option<Letter> {
    let row = &about.invoice.row;
    let surplus = row.balance.surplus;
    let (subject, intro, advice, amount) = match recorded.entry.kind {
        EntryKind::Dispute => {
            (words::MAIL_DISPUTE_SUBJECT, words::MAIL_DISPUTE_INTRO, words::MAIL_DISPUTE_ADVICE, recorded.entry.amount)
        }
        EntryKind::Payment | EntryKind::DisputeWon if surplus.is_positive() => {
            (words::MAIL_SURPLUS_SUBJECT, words::MAIL_SURPLUS_INTRO, words::MAIL_SURPLUS_ADVICE, surplus)
        }
        EntryKind::Payment | EntryKind::DisputeWon | EntryKind::Refund | EntryKind::CreditNote => return None,
    };
    let number = || ("number", Arg::from(about.number.as_str()));
    let amount = || ("amount", locale.money(row.money(amount)).into());
    let content = Content {
        subject: locale.with(subject, &[number(), amount()]),
        hello: locale.with(words::MAIL_MISFIT_HELLO, &[("name", name.into())]),
        intro: locale.with(intro, &[number(), amount(), ("customer", row.customer.as_str().into())]),
        parts: vec![Part::Line(locale.text(advice))],
        link: locale.text(words::MAIL_MISFIT_LINK),
        url: about.url,
        reason: locale.with(words::MAIL_MISFIT_REASON, &[("organisation", about.organisation.name.as_str().into())]),
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
    use crate::views::mail::invoice::tests::told_of;

    fn letter(kind: EntryKind, surplus: i64) -> Option<Letter> {
        let at = Timestamp::from_millis(1);
        let recorded = Recorded {
            id: LedgerId::new(at, &SystemChance),
            entry: LedgerEntry { kind, amount: Amount::minor(50_000) },
            method: Method::Stripe,
            on: "2026-11-28".parse().unwrap(),
            note: String::new(),
            by: None,
            at,
            source: "du_1".to_owned(),
            number: None,
        };
        told_of((0, surplus), |locale, about| misfit(locale, about, &recorded, "Mara"))
    }

    #[test]
    fn staff_are_told_what_is_too_much() {
        let letter = letter(EntryKind::Payment, 10_000).unwrap();
        assert_eq!(letter.subject, "€100.00 too much came in for invoice INV-0042");
        let expected = "\
Hello Mara,

A payment for invoice INV-0042 of Northwind came in, and now €100.00 more is paid than it asks for.

Return it on the invoice’s page, or write a credit note for what it pays.

See the invoice
https://portal.harbour.test/invoices/INV-0042

You receive this e-mail because you look after the invoices of Harbour & Sons.
";
        assert_eq!(letter.text, expected);
    }

    #[test]
    fn staff_are_told_of_a_dispute_and_of_nothing_that_fits() {
        let letter_of_dispute = letter(EntryKind::Dispute, 0).unwrap();
        assert_eq!(letter_of_dispute.subject, "A payment of €500.00 for invoice INV-0042 is disputed");
        for kind in [EntryKind::Payment, EntryKind::Refund, EntryKind::CreditNote, EntryKind::DisputeWon] {
            assert_eq!(letter(kind, 0), None, "{kind:?}");
        }
    }
}
