use frontdesk::domain::money::{Amount, Currency};
use frontdesk::domain::payment::{DisputeStanding, entries};
use frontdesk::ports::payments::Error;

use super::World;
use super::stripe::Card;

const EUR: Currency = Currency::EUR;

#[tokio::test]
async fn parts_are_returned_once_for_each_key_and_never_more_than_came_in() {
    let world = World::start().await;
    let intent = world.paid(1_000).await;
    let refund =
        async |cents, key| world.payments.refund(&world.account, &intent.id, Amount::minor(cents), EUR, key).await;
    let first = refund(300, "a").await.unwrap();
    assert!(first.stands && first.amount == Amount::minor(300));
    assert_eq!(refund(300, "a").await.unwrap(), first);
    assert!(matches!(refund(400, "a").await, Err(Error::IdempotencyConflict(_))));
    assert_eq!(refund(701, "b").await.unwrap_err().code(), Some("invalid_request_error"));
    refund(700, "c").await.unwrap();
    let refused = refund(1, "d").await.unwrap_err();
    assert_eq!(refused.code(), Some("charge_already_refunded"));
    assert!(refused.is_certain());
    let found = world.look(&intent.id).await;
    assert_eq!(found.refunds.iter().map(|refund| refund.amount.as_minor()).sum::<i64>(), 1_000);
    assert_eq!(entries(&found, |_| false).len(), 3);
}

#[tokio::test]
async fn a_refund_that_does_not_arrive_does_not_stand() {
    let world = World::start().await;
    let intent = world.paid_with(1_000, Card::SLOW_REFUND).await;
    let refund = world.payments.refund(&world.account, &intent.id, Amount::minor(400), EUR, "a key").await.unwrap();
    assert!(refund.stands, "money on its way back is not there any more");
    world.double.settle_refund(&world.account, &refund.id, false).unwrap();
    let found = world.look(&intent.id).await;
    assert_eq!(found.refunds.len(), 1);
    assert!(!found.refunds[0].stands);
    assert_eq!(entries(&found, |_| false).len(), 1);
    let again = world.payments.refund(&world.account, &intent.id, Amount::minor(1_000), EUR, "again").await;
    assert!(again.is_ok(), "what did not arrive can be returned again");
}

#[tokio::test]
async fn all_of_many_refunds_are_seen() {
    let world = World::start().await;
    let intent = world.paid(100_000).await;
    for _ in 0..130 {
        world.double.refund(&world.account, &intent.id.0, 1).unwrap();
    }
    let found = world.look(&intent.id).await;
    assert_eq!(found.refunds.len(), 130);
    let names: std::collections::BTreeSet<&str> = found.refunds.iter().map(|refund| refund.id.as_str()).collect();
    assert_eq!(names.len(), 130, "each once");
}

#[tokio::test]
async fn what_was_never_paid_cannot_be_returned() {
    let world = World::start().await;
    let intent = world.open(1_000, "a key").await.unwrap();
    let refused =
        world.payments.refund(&world.account, &intent.id, Amount::minor(1_000), EUR, "refund").await.unwrap_err();
    assert!(refused.is_certain() && matches!(refused, Error::Refused { .. }), "{refused:?}");
    assert!(world.look(&intent.id).await.refunds.is_empty());
}

#[tokio::test]
async fn a_dispute_takes_the_money_and_may_give_it_back() {
    let world = World::start().await;
    for (ends, standing) in [("won", DisputeStanding::Won), ("lost", DisputeStanding::Withdrawn)] {
        let intent = world.paid(1_000 + i64::try_from(ends.len()).unwrap()).await;
        let cents = intent.amount.as_minor();
        let dispute = world.double.dispute(&world.account, &intent.id.0, cents, "needs_response").unwrap();
        let id = dispute["id"].as_str().unwrap();
        let found = world.look(&intent.id).await;
        assert_eq!(found.disputes[0].standing, DisputeStanding::Withdrawn);
        let refused = world.payments.refund(&world.account, &intent.id, intent.amount, EUR, ends).await.unwrap_err();
        assert_eq!(refused.code(), Some("charge_disputed"));
        world.double.move_dispute(&world.account, id, "under_review").unwrap();
        assert_eq!(world.look(&intent.id).await.disputes[0].standing, DisputeStanding::Withdrawn);
        world.double.move_dispute(&world.account, id, ends).unwrap();
        assert_eq!(world.look(&intent.id).await.disputes[0].standing, standing);
    }
}

#[tokio::test]
async fn an_inquiry_leaves_the_money_until_it_becomes_more() {
    let world = World::start().await;
    let intent = world.paid_with(1_000, Card::ASKED_ABOUT).await;
    assert_eq!(intent.disputes[0].standing, DisputeStanding::Inquiry);
    assert_eq!(entries(&intent, |_| false).len(), 1);
    let id = intent.disputes[0].id.clone();
    world.double.move_dispute(&world.account, &id, "needs_response").unwrap();
    assert_eq!(world.look(&intent.id).await.disputes[0].standing, DisputeStanding::Withdrawn);
    let closed = world.paid_with(1_100, Card::ASKED_ABOUT).await;
    world.double.move_dispute(&world.account, &closed.disputes[0].id, "warning_closed").unwrap();
    assert_eq!(world.look(&closed.id).await.disputes[0].standing, DisputeStanding::Inquiry);
}

#[tokio::test]
async fn a_status_that_nobody_knows_is_told_by_the_money() {
    let world = World::start().await;
    let intent = world.paid(1_000).await;
    let dispute = world.double.dispute(&world.account, &intent.id.0, 1_000, "needs_response").unwrap();
    let id = dispute["id"].as_str().unwrap();
    world.double.move_dispute(&world.account, id, "status_of_the_future").unwrap();
    assert_eq!(world.look(&intent.id).await.disputes[0].standing, DisputeStanding::Withdrawn);
}
