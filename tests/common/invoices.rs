//! Invoices, through the verbs that staff use.

use frontdesk::app::invoices::{self, ByHand, Draft};
use frontdesk::domain::input::Key;
use frontdesk::domain::invoice::{DraftInvoice, InvoiceForm, InvoiceNumber, LineForm, Method};
use frontdesk::domain::money::Amount;
use frontdesk::id::{CustomerId, InvoiceId, SystemChance, secret};

use super::app::TestApp;
use super::cast::Cast;

/// An invoice that was sent.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) id: InvoiceId,
    pub(crate) number: InvoiceNumber,
}

impl TestApp {
    /// Writes an invoice of one line, without tax, due after two weeks.
    pub(crate) async fn draft_invoice(
        &self,
        cast: &Cast,
        customer: CustomerId,
        (price, currency): (&str, &str),
    ) -> InvoiceId {
        let line = LineForm {
            description: "Design".to_owned(),
            quantity: "1".to_owned(),
            unit_price: price.to_owned(),
            ..LineForm::default()
        };
        let form = InvoiceForm {
            currency: currency.to_owned(),
            days: "14".to_owned(),
            reference: "Order 7".to_owned(),
            lines: vec![line],
            ..InvoiceForm::default()
        };
        let draft = Draft { customer, says: DraftInvoice::parse(&form).expect("an invoice") };
        invoices::create(&self.app, &cast.manager.0, &draft, &key()).await.expect("a draft is written")
    }

    /// Writes and sends such an invoice.
    pub(crate) async fn invoice(&self, cast: &Cast, customer: CustomerId, price: (&str, &str)) -> Sent {
        let id = self.draft_invoice(cast, customer, price).await;
        let number = invoices::send(&self.app, &cast.manager.0, id, &[]).await.expect("an invoice is sent");
        Sent { id, number }
    }

    /// Records so many minor units that came in by transfer.
    pub(crate) async fn record_payment(&self, cast: &Cast, invoice: InvoiceId, units: i64) {
        let payment = ByHand {
            amount: Amount::minor(units),
            method: Method::Bank,
            on: "2026-11-23".parse().expect("a day"),
            note: "secret note of staff".to_owned(),
            key: key(),
            surplus: true,
        };
        invoices::record_payment(&self.app, &cast.manager.0, invoice, &payment).await.expect("a payment is recorded");
    }
}

fn key() -> Key {
    Key::parse(&secret(&SystemChance)).expect("a key")
}
