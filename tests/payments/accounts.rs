use frontdesk::domain::payment::Account;
use frontdesk::ports::payments::{Error, NewAccount};
use serde_json::json;
use url::Url;

use super::World;

fn harbour() -> NewAccount {
    NewAccount {
        email: "money@harbour.test".to_owned(),
        name: "Harbour & Söhne".to_owned(),
        country: Some("DE".to_owned()),
        organisation: "0193a1b2-0000".to_owned(),
    }
}

fn address(text: &str) -> Url {
    Url::parse(text).unwrap()
}

#[tokio::test]
async fn an_account_is_opened_once_and_completed_by_its_people() {
    let world = World::start().await;
    let id = world.payments.create_account(&harbour(), "a key").await.unwrap();
    assert_eq!(world.payments.create_account(&harbour(), "a key").await.unwrap(), id);
    let account = Account::Connected(id.clone());
    let standing = world.payments.account(&account).await.unwrap();
    assert!(!standing.charges_enabled && !standing.details_submitted);
    assert!(standing.currently_due.iter().any(|name| name == "individual.verification.document"));
    assert_eq!(standing.disabled_reason.as_deref(), Some("requirements.past_due"));
    let refused = world.payments.create_intent(&account, &super::new(1_000), "early").await.unwrap_err();
    assert!(refused.is_certain() && refused.to_string().contains("cannot currently make charges"), "{refused}");
    let link = world
        .payments
        .account_link(&id, &address("http://portal.test/back?a=1&b=2"), &address("http://portal.test/again"))
        .await
        .unwrap();
    let page = reqwest::get(link.clone()).await.unwrap().text().await.unwrap();
    assert!(page.contains("individual.verification.document"), "{page}");
}

#[tokio::test]
async fn what_stripe_asks_for_is_told_whole() {
    let world = World::start().await;
    let Account::Connected(id) = &world.account else { panic!("a connected account") };
    let changes = json!({"charges_enabled": false, "payouts_enabled": false, "requirements": {
        "current_deadline": 1_800_000_000, "currently_due": ["external_account"], "past_due": ["company.tax_id"],
        "pending_verification": ["individual.id_number"], "disabled_reason": "requirements.past_due",
        "errors": [{"code": "verification_document_expired", "reason": "The document has expired.",
            "requirement": "individual.verification.document"}]}});
    world.double.change_account(id, &changes).unwrap();
    let standing = world.payments.account(&world.account).await.unwrap();
    assert!(!standing.charges_enabled && standing.details_submitted);
    assert_eq!(standing.currently_due, ["external_account"]);
    assert_eq!(standing.past_due, ["company.tax_id"]);
    assert_eq!(standing.pending_verification, ["individual.id_number"]);
    assert_eq!(standing.deadline, Some(1_800_000_000));
    assert_eq!(standing.errors[0].requirement, "individual.verification.document");
    assert_eq!(standing.errors[0].reason, "The document has expired.");
}

#[tokio::test]
async fn the_servers_own_account_is_asked_without_a_name() {
    let world = World::start().await;
    assert!(world.payments.account(&Account::Own).await.unwrap().charges_enabled);
    let intent = world.payments.create_intent(&Account::Own, &super::new(1_000), "a key").await.unwrap();
    assert_eq!(world.double.intents(&Account::Own)[0]["id"], intent.id.0.as_str());
}

#[tokio::test]
async fn an_account_that_is_none_of_ours_is_refused() {
    let world = World::start().await;
    let nobody = Account::Connected("acct_1Nobody".to_owned());
    assert_eq!(world.payments.account(&nobody).await.unwrap_err().code(), Some("account_invalid"));
    let there = address("http://portal.test/");
    let refused = world.payments.account_link("acct_1Nobody", &there, &there).await.unwrap_err();
    assert_eq!(refused.code(), Some("account_invalid"));
    let wrong = NewAccount { country: Some("Germany".to_owned()), ..harbour() };
    let refused = world.payments.create_account(&wrong, "wrong").await.unwrap_err();
    assert!(matches!(&refused, Error::Refused { param, .. } if param.as_deref() == Some("country")), "{refused:?}");
}
