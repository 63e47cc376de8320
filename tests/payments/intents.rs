use std::time::Duration;

use frontdesk::domain::invoice::EntryKind;
use frontdesk::domain::money::{Amount, Currency};
use frontdesk::domain::payment::{Account, IntentId, IntentStatus, entries};
use frontdesk::ports::payments::Error;

use super::stripe::Card;
use super::{World, new};

#[tokio::test]
async fn an_attempt_says_what_it_was_opened_with() {
    let world = World::start().await;
    let intent = world.open(12_345, "a key").await.unwrap();
    assert_eq!((intent.amount, intent.received), (Amount::minor(12_345), Amount::ZERO));
    assert_eq!((intent.currency, intent.status), (Currency::EUR, IntentStatus::RequiresPaymentMethod));
    assert_eq!(intent.ours, Some(new(0).ours));
    assert!(intent.client_secret.is_some() && intent.failure.is_none());
    let kept = &world.double.intents(&world.account)[0];
    assert_eq!(kept["description"], "Invoice R-2026-0001 & “friends”");
    assert_eq!(kept["payment_method_types"], serde_json::json!(["card"]));
    assert!(world.double.intents(&Account::Own).is_empty(), "it belongs to the connected account");
}

#[tokio::test]
async fn the_same_key_gives_the_same_attempt() {
    let world = World::start().await;
    let first = world.open(1_000, "a key").await.unwrap();
    let second = world.open(1_000, "a key").await.unwrap();
    assert_eq!(first.id, second.id);
    assert!(matches!(world.open(1_001, "a key").await, Err(Error::IdempotencyConflict(_))));
    assert_ne!(world.open(1_000, "another key").await.unwrap().id, first.id);
    world.clock.advance(Duration::from_secs(24 * 60 * 60));
    assert_ne!(world.open(1_000, "a key").await.unwrap().id, first.id, "a key is forgotten after a day");
    assert!(matches!(world.open(1_000, "").await, Err(Error::BadKey(_))));
}

#[tokio::test]
async fn a_card_that_is_accepted_pays() {
    let world = World::start().await;
    let intent = world.paid(2_500).await;
    assert_eq!((intent.status, intent.received), (IntentStatus::Succeeded, Amount::minor(2_500)));
    let settled = entries(&intent, |_| false);
    assert_eq!(settled.len(), 1);
    assert_eq!((settled[0].kind, settled[0].source.as_str()), (EntryKind::Payment, intent.id.0.as_str()));
}

#[tokio::test]
async fn a_card_that_is_declined_says_why_and_another_pays() {
    let world = World::start().await;
    let intent = world.open(2_500, "a key").await.unwrap();
    for (card, failure) in
        [(Card::DECLINED, "card_declined"), (Card::POOR, "insufficient_funds"), (Card::EXPIRED, "expired_card")]
    {
        let refusal = world.double.pay(&world.account, &intent.id.0, card).unwrap_err();
        assert_eq!(refusal.status, 402);
        let found = world.look(&intent.id).await;
        assert_eq!((found.status, found.failure.as_deref()), (IntentStatus::RequiresPaymentMethod, Some(failure)));
        assert!(entries(&found, |_| false).is_empty());
    }
    world.double.pay(&world.account, &intent.id.0, Card::GOOD).unwrap();
    let found = world.look(&intent.id).await;
    assert_eq!((found.status, found.failure), (IntentStatus::Succeeded, None));
    assert_eq!(world.double.charges(&world.account).len(), 1);
}

#[tokio::test]
async fn a_bank_that_asks_is_answered() {
    let world = World::start().await;
    for (card, agrees, status, failure) in [
        (Card::ASKS, true, IntentStatus::Succeeded, None),
        (Card::ASKS_UNLESS_SET_UP, true, IntentStatus::Succeeded, None),
        (Card::ASKS, false, IntentStatus::RequiresPaymentMethod, Some("payment_intent_authentication_failure")),
        (Card::ASKS_AND_IS_DECLINED, true, IntentStatus::RequiresPaymentMethod, Some("card_declined")),
    ] {
        let intent = world.open(900, &format!("{card} {agrees}")).await.unwrap();
        world.double.pay(&world.account, &intent.id.0, card).unwrap();
        assert_eq!(world.look(&intent.id).await.status, IntentStatus::RequiresAction);
        let _ = world.double.authenticate(&world.account, &intent.id.0, agrees);
        let found = world.look(&intent.id).await;
        assert_eq!((found.status, found.failure.as_deref()), (status, failure), "{card} {agrees}");
    }
}

#[tokio::test]
async fn money_on_its_way_is_not_money_that_came() {
    let world = World::start().await;
    world.double.hold_charges(true);
    for (arrives, status) in [(true, IntentStatus::Succeeded), (false, IntentStatus::RequiresPaymentMethod)] {
        let intent = world.open(700, &format!("{arrives}")).await.unwrap();
        world.double.pay(&world.account, &intent.id.0, Card::GOOD).unwrap();
        let found = world.look(&intent.id).await;
        assert!(found.status.is_moving() && entries(&found, |_| false).is_empty());
        let refused = world.payments.cancel_intent(&world.account, &intent.id).await.unwrap_err();
        assert_eq!(refused.code(), Some("payment_intent_unexpected_state"));
        world.double.let_go(&world.account, &intent.id.0, arrives).unwrap();
        assert_eq!(world.look(&intent.id).await.status, status);
    }
}

#[tokio::test]
async fn an_attempt_that_was_ended_takes_no_card() {
    let world = World::start().await;
    let intent = world.open(700, "a key").await.unwrap();
    let ended = world.payments.cancel_intent(&world.account, &intent.id).await.unwrap();
    assert_eq!(ended.status, IntentStatus::Canceled);
    assert!(world.double.pay(&world.account, &intent.id.0, Card::GOOD).is_err());
    let again = world.payments.cancel_intent(&world.account, &intent.id).await.unwrap_err();
    assert!(again.is_certain() && again.code() == Some("payment_intent_unexpected_state"), "{again}");
    let paid = world.paid(800).await;
    let refused = world.payments.cancel_intent(&world.account, &paid.id).await.unwrap_err();
    assert_eq!(refused.code(), Some("payment_intent_unexpected_state"));
}

#[tokio::test]
async fn what_belongs_to_one_account_is_not_in_another() {
    let world = World::start().await;
    let intent = world.open(700, "a key").await.unwrap();
    let other = Account::Connected(world.double.connected_account());
    for account in [&other, &Account::Own] {
        assert_eq!(world.payments.intent(account, &intent.id).await.unwrap_err(), Error::NotFound);
        assert_eq!(world.payments.cancel_intent(account, &intent.id).await.unwrap_err(), Error::NotFound);
        let elsewhere = world.payments.create_intent(account, &new(700), "a key").await.unwrap();
        assert_ne!(elsewhere.id, intent.id, "keys belong to an account too");
    }
    let nobody = Account::Connected("acct_1Nobody".to_owned());
    let refused = world.payments.intent(&nobody, &intent.id).await.unwrap_err();
    assert_eq!(refused.code(), Some("account_invalid"));
    let nothing = IntentId("pi_nothing".to_owned());
    assert_eq!(world.payments.intent(&world.account, &nothing).await.unwrap_err(), Error::NotFound);
}

#[tokio::test]
async fn what_cannot_be_charged_is_refused_for_certain() {
    let world = World::start().await;
    for (cents, code) in [(0, "parameter_invalid_integer"), (49, "amount_too_small"), (100_000_000, "amount_too_large")]
    {
        let refused = world.open(cents, "a key").await.unwrap_err();
        assert_eq!(refused.code(), Some(code));
        assert!(refused.is_certain(), "{refused}");
    }
    let mut odd = new(5_124);
    odd.currency = Currency::parse("KWD").unwrap();
    let refused = world.payments.create_intent(&world.account, &odd, "a key").await.unwrap_err();
    assert!(matches!(refused, Error::NotPayable(_)) && refused.is_certain());
    let mut unknown = new(5_000);
    unknown.currency = Currency::parse("IQD").unwrap();
    let refused = world.payments.create_intent(&world.account, &unknown, "a key").await.unwrap_err();
    assert!(matches!(&refused, Error::Refused { param, .. } if param.as_deref() == Some("currency")), "{refused:?}");
    // What was refused at a first look leaves its key free.
    assert!(world.open(700, "a key").await.is_ok());
}

#[tokio::test]
async fn amounts_are_counted_as_stripe_counts_them() {
    let world = World::start().await;
    for (code, ours, stripes) in [("JPY", 500, 500), ("ISK", 500, 50_000), ("KWD", 5_120, 5_120), ("MGA", 50_000, 500)]
    {
        let mut wanted = new(ours);
        wanted.currency = Currency::parse(code).unwrap();
        let intent = world.payments.create_intent(&world.account, &wanted, code).await.unwrap();
        assert_eq!((intent.amount, intent.currency), (wanted.amount, wanted.currency));
        world.double.pay(&world.account, &intent.id.0, Card::GOOD).unwrap();
        assert_eq!(world.double.charges(&world.account).last().unwrap()["amount"], stripes, "{code}");
        let refund = world
            .payments
            .refund(&world.account, &intent.id, wanted.amount, wanted.currency, &format!("{code} back"))
            .await
            .unwrap();
        assert_eq!(refund.amount, wanted.amount);
    }
}

#[tokio::test]
async fn an_attempt_is_found_by_our_own_id_among_many() {
    let world = World::start().await;
    let long_ago = super::NOW;
    world.clock.advance(Duration::from_secs(60));
    let begun = super::NOW + Duration::from_secs(60);
    let mut wanted = new(1_000);
    wanted.ours.payment = "the one".to_owned();
    let one = world.payments.create_intent(&world.account, &wanted, "the one").await.unwrap();
    world.clock.advance(Duration::from_secs(60));
    for at in 0..230 {
        world.open(1_000, &format!("another {at}")).await.unwrap();
    }
    for since in [long_ago, begun] {
        let found = world.payments.find_intent(&world.account, "the one", since).await.unwrap();
        assert_eq!(found.unwrap().id, one.id);
    }
    let later = begun + Duration::from_secs(1);
    assert!(world.payments.find_intent(&world.account, "the one", later).await.unwrap().is_none());
    assert!(world.payments.find_intent(&Account::Own, "the one", long_ago).await.unwrap().is_none());
}
