use std::time::Duration;

use frontdesk::clock::Clock as _;
use frontdesk::domain::money::{Amount, Currency};
use frontdesk::domain::payment::Account;
use frontdesk::domain::secret::Secret;
use frontdesk::ports::payments::{Error, Payments};
use tokio::net::TcpSocket;
use url::Url;

use super::stripe::SECRET_KEY;
use super::stripe::faults::{Fault, Kind};
use super::{HURRY, PATIENCE, World};

/// Longer than a port in a hurry waits.
const TOO_LONG: Duration = Duration::from_secs(6);

#[tokio::test]
async fn after_any_trouble_the_same_key_makes_one_attempt() {
    let trouble = [
        Kind::FailBefore,
        Kind::FailAfter,
        Kind::CutBefore,
        Kind::CutAfter,
        Kind::Gateway,
        Kind::Slow(TOO_LONG),
        Kind::TooMany,
    ];
    for kind in trouble {
        let world = World::start().await;
        world.double.fault(Fault::once("POST payment_intents", kind));
        let first = if matches!(kind, Kind::Slow(_)) { world.double.payments(HURRY) } else { world.payments.clone() };
        let error = first.create_intent(&world.account, &super::new(1_000), "a key").await.unwrap_err();
        assert_eq!(error.is_certain(), kind == Kind::TooMany, "{kind:?}: {error:?}");
        let mut error = None;
        // A question that is still on its way holds its key.
        for _ in 0..600 {
            match world.open(1_000, "a key").await {
                Ok(_) => break,
                Err(again) => {
                    assert!(matches!(again, Error::IdempotencyConflict(_)), "{kind:?}: {again:?}");
                    error = Some(again);
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
        assert_eq!(error.is_some(), matches!(kind, Kind::Slow(_)), "{kind:?}");
        assert_eq!(world.double.intents(&world.account).len(), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn a_failure_that_stripe_remembers_leaves_an_attempt_that_is_found_by_our_id() {
    let world = World::start().await;
    world.double.fault(Fault::once("POST payment_intents", Kind::FailAfterForGood));
    for _ in 0..3 {
        assert!(matches!(world.open(1_000, "a key").await, Err(Error::Unreachable(_))));
    }
    let ours = super::new(0).ours.payment;
    let found = world.payments.find_intent(&world.account, &ours, world.clock.now()).await.unwrap().unwrap();
    assert_eq!(found.id.0, world.double.intents(&world.account)[0]["id"]);
    assert!(found.client_secret.is_some(), "it can be paid as if it had been answered");
}

#[tokio::test]
async fn after_any_trouble_the_same_key_returns_money_once() {
    for kind in [Kind::FailBefore, Kind::FailAfter, Kind::CutBefore, Kind::CutAfter] {
        let world = World::start().await;
        let intent = world.paid(1_000).await;
        world.double.fault(Fault::once("POST refunds", kind));
        let refund = async || {
            world.payments.refund(&world.account, &intent.id, Amount::minor(400), Currency::EUR, "a key").await
        };
        assert!(!refund().await.unwrap_err().is_certain());
        refund().await.unwrap();
        assert_eq!(world.look(&intent.id).await.refunds.len(), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn whatever_is_asked_says_when_there_is_no_answer() {
    let world = World::start().await;
    let intent = world.paid(1_000).await;
    for (on, kind) in [
        ("GET payment_intents", Kind::FailBefore),
        ("GET refunds", Kind::CutBefore),
        ("GET disputes", Kind::Gateway),
        ("GET disputes", Kind::Slow(TOO_LONG)),
    ] {
        world.double.fault(Fault::once(on, kind));
        let payments =
            if matches!(kind, Kind::Slow(_)) { world.double.payments(HURRY) } else { world.payments.clone() };
        let error = payments.intent(&world.account, &intent.id).await.unwrap_err();
        assert!(matches!(error, Error::Unreachable(_) | Error::Unreadable(_)), "{on} {kind:?}: {error:?}");
    }
    world.double.fault(Fault::once("GET accounts", Kind::TooMany));
    assert_eq!(world.payments.account(&world.account).await.unwrap_err(), Error::RateLimited);
}

#[tokio::test]
async fn nobody_waits_longer_than_was_said() {
    let world = World::start().await;
    world.double.fault(Fault::once("", Kind::Slow(PATIENCE * 2)));
    let (payments, intent) = (world.double.payments(HURRY), super::new(1_000));
    let opening = payments.create_intent(&world.account, &intent, "a key");
    let answer = tokio::time::timeout(PATIENCE, opening).await;
    assert!(matches!(answer, Ok(Err(Error::Unreachable(_)))), "{answer:?}");
    assert_eq!(world.double.asked().len(), 1, "nothing is tried again behind the caller's back");
}

#[tokio::test]
async fn a_stripe_that_is_not_there_is_unreachable() {
    // Nobody listens there, and nobody else can meanwhile.
    let nobody = TcpSocket::new_v4().unwrap();
    nobody.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let api: Url = format!("http://{}", nobody.local_addr().unwrap()).parse().unwrap();
    let payments = Payments::within(&Secret::new(SECRET_KEY), &api, PATIENCE).unwrap();
    let account = Account::Connected("acct_1".to_owned());
    let error = payments.create_intent(&account, &super::new(1_000), "a key").await.unwrap_err();
    assert!(matches!(error, Error::Unreachable(_)) && !error.is_certain(), "{error:?}");
}

#[tokio::test]
async fn an_outage_is_said_each_time_and_leaves_nothing_behind() {
    let world = World::start().await;
    world.double.always("", Kind::FailBefore);
    for _ in 0..3 {
        assert!(matches!(world.open(1_000, "a key").await, Err(Error::Unreachable(_))));
        assert!(matches!(world.payments.account(&world.account).await, Err(Error::Unreachable(_))));
    }
    world.double.no_faults();
    world.open(1_000, "a key").await.unwrap();
    assert_eq!(world.double.intents(&world.account).len(), 1);
}
