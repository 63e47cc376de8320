//! What the lines of an invoice come to.
//!
//! Prices are without tax. A line's net amount is quantity × unit price less its discount, rounded to the minor unit, so that what the
//! page shows of each line adds up to what it shows below. Tax is rounded in one of two ways, which the organisation chooses; both are
//! named in tax law. Australia has both as a free choice of the supplier: the *total invoice rule* and the *taxable supply rule* (A New
//! Tax System (Goods and Services Tax) Act 1999, section 9-90); the United Kingdom has both in VAT Notice 700, 17.5; New Zealand in the
//! Tax Administration Act 1994, section 19O. Everywhere halves are rounded away from zero.

use std::collections::BTreeMap;

use crate::domain::money::{Amount, Quantity, Share};
use crate::domain::text_enum;

text_enum! {
    /// Where the tax of an invoice is rounded to whole minor units.
    TaxRounding {
        /// Once for each rate, on the sum of its lines (the total invoice rule).
        Total = "total",
        /// On each line; the tax is the sum of what the lines show (the taxable supply rule).
        Line = "line",
    }
}

/// What counts of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Priced {
    /// How many.
    pub quantity: Quantity,
    /// What one costs, without tax.
    pub unit_price: Amount,
    /// What is taken off.
    pub discount: Share,
    /// The tax on what remains.
    pub tax_rate: Share,
}

impl Priced {
    /// What the line costs without tax.
    pub fn net(&self) -> Amount {
        self.quantity.at(self.unit_price, self.discount)
    }
}

/// The tax at one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TaxAtRate {
    /// The rate.
    pub rate: Share,
    /// What is taxed at it.
    pub net: Amount,
    /// The tax.
    pub tax: Amount,
}

/// What an invoice comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Totals {
    /// All lines without tax.
    pub net: Amount,
    /// The tax, by rate from the lowest.
    pub taxes: Vec<TaxAtRate>,
    /// What is to be paid: net and taxes.
    pub gross: Amount,
}

impl Totals {
    /// Adds lines up.
    pub fn of(lines: &[Priced], rounding: TaxRounding) -> Self {
        let mut by_rate: BTreeMap<Share, (Amount, Amount)> = BTreeMap::new();
        for line in lines {
            let net = line.net();
            let (sum, tax) = by_rate.entry(line.tax_rate).or_default();
            *sum = *sum + net;
            *tax = *tax + line.tax_rate.of(net);
        }
        let taxes: Vec<TaxAtRate> = by_rate
            .into_iter()
            .map(|(rate, (net, by_line))| {
                let tax = match rounding {
                    TaxRounding::Total => rate.of(net),
                    TaxRounding::Line => by_line,
                };
                TaxAtRate { rate, net, tax }
            })
            .collect();
        let net = taxes.iter().map(|at| at.net).sum();
        let tax: Amount = taxes.iter().map(|at| at.tax).sum();
        Self { net, taxes, gross: net + tax }
    }

    /// All tax.
    pub fn tax(&self) -> Amount {
        self.taxes.iter().map(|at| at.tax).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(quantity: i64, unit_price: i64, discount: i64, tax_rate: i64) -> Priced {
        Priced {
            quantity: Quantity::ten_thousandths(quantity),
            unit_price: Amount::minor(unit_price),
            discount: Share::millionths(discount),
            tax_rate: Share::millionths(tax_rate),
        }
    }

    fn tax(lines: &[Priced], rounding: TaxRounding) -> i64 {
        Totals::of(lines, rounding).tax().as_minor()
    }

    /// The two rules of section 9-90 on one invoice: three supplies of 4.44, taxed at 10 %. Unrounded, each bears .444 and all bear 1.332.
    #[test]
    fn the_two_rules_differ_by_what_lines_lose() {
        let lines = [line(10_000, 444, 0, 100_000); 3];
        assert_eq!(tax(&lines, TaxRounding::Total), 133);
        assert_eq!(tax(&lines, TaxRounding::Line), 132);
    }

    #[test]
    fn half_a_cent_is_rounded_up_by_both() {
        let lines = [line(10_000, 105, 0, 100_000)];
        assert_eq!(tax(&lines, TaxRounding::Total), 11);
        assert_eq!(tax(&lines, TaxRounding::Line), 11);
        let lines = [line(10_000, 105, 0, 100_000); 2];
        assert_eq!(tax(&lines, TaxRounding::Total), 21);
        assert_eq!(tax(&lines, TaxRounding::Line), 22);
    }

    #[test]
    fn rates_are_kept_apart() {
        let totals = Totals::of(
            &[line(20_000, 5_000, 100_000, 190_000), line(10_000, 1_000, 0, 70_000), line(10_000, 300, 0, 0)],
            TaxRounding::Total,
        );
        assert_eq!(totals.net, Amount::minor(9_000 + 1_000 + 300));
        let taxes: Vec<i64> = totals.taxes.iter().map(|at| at.tax.as_minor()).collect();
        assert_eq!(taxes, [0, 70, 1_710]);
        assert_eq!(totals.gross, Amount::minor(10_300 + 1_780));
    }

    proptest::proptest! {
        /// Whatever the lines: net and taxes make the total to the last minor unit; what lines show adds up to net; the two rules differ
        /// by at most half a unit for each line.
        #[test]
        fn totals_agree_to_the_last_unit(
            lines in proptest::collection::vec((1_i64..5_000_000, -1_000_000_i64..10_000_000, 0_i64..=1_000_000, 0_i64..=300_000), 0..40)
        ) {
            let lines: Vec<Priced> = lines.into_iter().map(|(q, p, d, t)| line(q, p, d, t)).collect();
            let (total, by_line) = (Totals::of(&lines, TaxRounding::Total), Totals::of(&lines, TaxRounding::Line));
            for totals in [&total, &by_line] {
                assert_eq!(totals.net, lines.iter().map(Priced::net).sum());
                assert_eq!(totals.gross, totals.net + totals.tax());
                assert_eq!(totals.net, totals.taxes.iter().map(|at| at.net).sum());
            }
            let apart = (total.tax() - by_line.tax()).as_minor().unsigned_abs();
            assert!(apart <= lines.len() as u64, "{apart}");
        }
    }
}
