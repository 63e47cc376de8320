//! What has been paid of an invoice: a sum of facts, never a number that somebody sets.

use crate::domain::money::Amount;
use crate::domain::text_enum;

text_enum! {
    /// What a line of the ledger is about.
    EntryKind {
        /// Money came in.
        Payment = "payment",
        /// Money that had come in went back.
        Refund = "refund",
        /// The bank has taken a payment back until a dispute is decided.
        Dispute = "dispute",
        /// A dispute was won: what the bank had taken came again.
        DisputeWon = "dispute_won",
        /// A part of the invoice is not asked for any more.
        CreditNote = "credit_note",
    }
}

/// A line of an invoice's ledger. Lines are only ever added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// What it is about.
    pub kind: EntryKind,
    /// How much; above zero, the kind says which way it counts.
    pub amount: Amount,
}

/// How an invoice stands, in the minor units of its currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// What the invoice asked for.
    pub gross: Amount,
    /// What is not asked for any more.
    pub credited: Amount,
    /// What came in, less what went back.
    pub paid: Amount,
    /// What is still to be paid; never below zero.
    pub outstanding: Amount,
    /// What came in beyond that: the customer's, to be used or returned; never below zero.
    pub surplus: Amount,
}

impl Balance {
    /// Adds up what happened to an invoice over so much. The order of the entries does not matter.
    pub fn of(gross: Amount, entries: &[LedgerEntry]) -> Self {
        let sum = |kinds: &[EntryKind]| -> Amount {
            entries.iter().filter(|entry| kinds.contains(&entry.kind)).map(|entry| entry.amount).sum()
        };
        let credited = sum(&[EntryKind::CreditNote]);
        let paid = sum(&[EntryKind::Payment, EntryKind::DisputeWon]) - sum(&[EntryKind::Refund, EntryKind::Dispute]);
        let due = gross - credited - paid;
        Self { gross, credited, paid, outstanding: due.max(Amount::ZERO), surplus: (-due).max(Amount::ZERO) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry(kind: EntryKind, amount: i64) -> LedgerEntry {
        LedgerEntry { kind, amount: Amount::minor(amount) }
    }

    #[test]
    fn what_came_in_counts_and_what_went_back_does_not() {
        let balance =
            Balance::of(Amount::minor(1_000), &[entry(EntryKind::Payment, 600), entry(EntryKind::Refund, 100)]);
        assert_eq!((balance.paid, balance.outstanding), (Amount::minor(500), Amount::minor(500)));
    }

    #[test]
    fn too_much_is_the_customer_s() {
        let entries =
            [entry(EntryKind::Payment, 600), entry(EntryKind::Payment, 600), entry(EntryKind::CreditNote, 100)];
        let balance = Balance::of(Amount::minor(1_000), &entries);
        assert_eq!((balance.outstanding, balance.surplus), (Amount::ZERO, Amount::minor(300)));
    }

    #[test]
    fn a_dispute_opens_the_invoice_again_until_it_is_won() {
        let mut entries = vec![entry(EntryKind::Payment, 1_000), entry(EntryKind::Dispute, 1_000)];
        assert_eq!(Balance::of(Amount::minor(1_000), &entries).outstanding, Amount::minor(1_000));
        entries.push(entry(EntryKind::DisputeWon, 1_000));
        assert_eq!(Balance::of(Amount::minor(1_000), &entries).outstanding, Amount::ZERO);
    }

    proptest! {
        /// Gross is always what is credited, paid and outstanding, less the surplus; in any order.
        #[test]
        fn parts_and_balance_agree(
            gross in 0_i64..10_000_000,
            entries in prop::collection::vec((0_usize..EntryKind::ALL.len(), 1_i64..1_000_000), 0..20),
            turn in 0_usize..20,
        ) {
            let mut entries: Vec<LedgerEntry> = entries.into_iter().map(|(kind, amount)| entry(EntryKind::ALL[kind], amount)).collect();
            let gross = Amount::minor(gross);
            let balance = Balance::of(gross, &entries);
            prop_assert_eq!(balance.credited + balance.paid + balance.outstanding - balance.surplus, gross);
            prop_assert!(balance.outstanding.is_zero() || balance.surplus.is_zero());
            if !entries.is_empty() {
                let at = turn % entries.len();
                entries.rotate_left(at);
            }
            prop_assert_eq!(Balance::of(gross, &entries), balance);
        }
    }
}
