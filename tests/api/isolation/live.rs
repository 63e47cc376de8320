//! Every kind of live subscription.

use std::collections::BTreeSet;

use frontdesk::domain::inbox::View;
use frontdesk::id::{ProjectId, SystemChance};
use frontdesk::live::{ListView, Topic};

use super::world::{FOREIGN, MISSING, SECRET, SHARED, Who, World, keeps_the_secrets, shape};
use crate::{Answer, TestApp, each_database};

each_database!(nobody_subscribes_to_what_is_not_theirs, what_is_pushed_to_one_organisation_stays_there,);

/// A topic and the answer to each: somebody signed out, a client of another customer, an unlinked client, a foreign client, a
/// foreign admin.
#[rustfmt::skip]
const TABLE: &[(&str, [u16; 5])] = &[
    //                            signed  neigh-  un-     foreign
    //                            out     bour    linked  client  admin
    ("ticket:4242424",                 [401,    404,    404,    404,    404]),
    ("ticket:4242424&after=0",         [401,    404,    404,    404,    404]),
    ("ticket:7777777",           [401,    404,    404,    404,    404]),
    ("ticket:1",                 [401,    404,    404,    101,    101]),
    ("desk:mine",                [401,    404,    404,    404,    101]),
    ("desk:unassigned",          [401,    404,    404,    404,    101]),
    ("desk:open",                [401,    404,    404,    404,    101]),
    ("desk:pending",             [401,    404,    404,    404,    101]),
    ("desk:resolved",            [401,    404,    404,    404,    101]),
    ("tickets",                  [401,    101,    404,    101,    404]),
    ("home",                     [401,    101,    404,    101,    404]),
    ("invoices",                 [401,    101,    404,    101,    404]),
    ("desk:csat",                [401,    404,    404,    404,    101]),
    ("desk:dashboard",           [401,    404,    404,    404,    101]),
    ("desk:invoices",            [401,    404,    404,    404,    101]),
    ("projects",                 [401,    101,    404,    101,    404]),
    ("desk:projects",            [401,    404,    404,    404,    101]),
    ("invoice:4242424",          [401,    404,    404,    404,    404]),
    ("invoice:7777777",          [401,    404,    404,    404,    404]),
    ("invoice:1",                [401,    404,    404,    101,    404]),
    ("home&topic=invoice:4242424", [401,  404,    404,    404,    404]),
    // One that is not theirs spoils the others.
    ("home&topic=ticket:4242424",      [401,    404,    404,    404,    404]),
    ("desk:open&topic=ticket:4242424", [401,    404,    404,    404,    404]),
    ("help",                     [401,    404,    404,    404,    404]),
];

#[test]
fn every_kind_of_topic_is_in_the_table() {
    // A kind that is not here does not compile.
    let name = |topic: Topic| match topic {
        Topic::Ticket(number) => format!("ticket:{number}"),
        Topic::List(ListView::Desk(view)) => format!("desk:{view}"),
        Topic::List(ListView::Tickets) => "tickets".to_owned(),
        Topic::List(ListView::Home) => "home".to_owned(),
        Topic::List(ListView::Dashboard) => "desk:dashboard".to_owned(),
        Topic::List(ListView::Csat) => "desk:csat".to_owned(),
        Topic::List(ListView::DeskInvoices) => "desk:invoices".to_owned(),
        Topic::List(ListView::DeskInvoice(id)) => format!("desk:invoice:{id}"),
        Topic::List(ListView::Invoices) => "invoices".to_owned(),
        Topic::Invoice(number) => format!("invoice:{number}"),
        Topic::List(ListView::Projects) => "projects".to_owned(),
        Topic::List(ListView::DeskProjects) => "desk:projects".to_owned(),
        Topic::List(ListView::Project(id)) => format!("project:{id}"),
        Topic::List(ListView::DeskProject(id)) => format!("desk:project:{id}"),
        // Named by its number, never by its id.
        Topic::List(ListView::Invoice(_)) => "none".to_owned(),
    };
    let tried: BTreeSet<String> = TABLE.iter().filter_map(|(topic, _)| topic.parse().ok().map(name)).collect();
    let desk = View::ALL.iter().map(|view| format!("desk:{view}"));
    let numbered = |kind: &str| [FOREIGN, SHARED, MISSING].map(|number| format!("{kind}:{number}"));
    let lists = ["tickets", "home", "invoices", "projects"].into_iter();
    let lists = lists.chain(["desk:invoices", "desk:projects", "desk:dashboard", "desk:csat"]).map(str::to_owned);
    let all: BTreeSet<String> = desk.chain(numbered("ticket")).chain(numbered("invoice")).chain(lists).collect();
    assert_eq!(tried, all);
}

async fn nobody_subscribes_to_what_is_not_theirs(app: &TestApp) {
    let world = World::make(app).await;
    for (at, who) in Who::ALL.into_iter().enumerate() {
        let browser = world.browser(app, who).await;
        let subscribe = async |topic: &str| {
            Answer::to(browser.upgrade(&format!("/live?topic={topic}"), Some(&browser.origin()))).await
        };
        for (topic, statuses) in TABLE {
            let answer = subscribe(topic).await;
            assert_eq!(answer.status, statuses[at], "{who:?} at {topic}: {answer:?}");
            keeps_the_secrets(who, &answer.body, topic);
        }
        let invoice = app.texts("SELECT id FROM invoices WHERE number = '4242424'").await.remove(0);
        let (foreign, missing) =
            (subscribe(&format!("desk:invoice:{invoice}")).await, subscribe("desk:invoice:0").await);
        assert_eq!(shape(&foreign, FOREIGN), shape(&missing, MISSING), "{who:?}");
        assert!([401, 404].contains(&foreign.status), "{who:?}: {foreign:?}");
        for side in ["", "desk:"] {
            let missing = ProjectId::new(frontdesk::clock::Timestamp::from_millis(1), &SystemChance);
            let foreign = subscribe(&format!("{side}project:{}", world.project)).await;
            let missing = subscribe(&format!("{side}project:{missing}")).await;
            assert_eq!(shape(&foreign, FOREIGN), shape(&missing, MISSING), "{who:?}");
            assert!([401, 404].contains(&foreign.status), "{who:?}: {foreign:?}");
        }
        let (foreign, missing) = (subscribe("ticket:4242424").await, subscribe("ticket:7777777").await);
        assert_eq!(shape(&foreign, FOREIGN), shape(&missing, MISSING), "{who:?}");
    }
}

async fn what_is_pushed_to_one_organisation_stays_there(app: &TestApp) {
    const MARK: &str = "mark-of-ones-own";
    let world = World::make(app).await;
    let own = app.open(&world.victim.neighbour, "The neighbour’s own", "Body").await;
    let mut sockets = Vec::new();
    for (who, topics) in [
        (Who::Neighbour, vec!["tickets".to_owned(), "home".to_owned(), format!("ticket:{own}")]),
        (Who::ForeignClient, vec!["tickets".to_owned(), "home".to_owned(), format!("ticket:{SHARED}")]),
        (
            Who::ForeignAdmin,
            vec![
                "desk:open".to_owned(),
                "desk:dashboard".to_owned(),
                "desk:unassigned".to_owned(),
                format!("ticket:{SHARED}"),
            ],
        ),
    ] {
        let browser = world.browser(app, who).await;
        for topic in topics {
            let mut socket = browser.live(&format!("topic={topic}")).await;
            let first = socket
                .until("the first frame", |frame| frame.contains("hx-partial") || frame.contains("subscribed"))
                .await;
            keeps_the_secrets(who, &first.concat(), &topic);
            sockets.push((who, topic, socket));
        }
    }
    // First the victim moves, then each moves by themselves: what their mark comes after has come.
    let (client, agent) = (app.sign_in(&world.victim.client).await, app.sign_in(&world.victim.agent).await);
    for number in [SHARED, FOREIGN] {
        let said = format!("{SECRET} at once");
        client.post(&format!("/support/{number}/replies"), &[("body", &said)]).await.location();
        agent.post(&format!("/desk/tickets/{number}/replies"), &[("body", &said), ("kind", "note")]).await.location();
        agent.post(&format!("/desk/tickets/{number}/status"), &[("status", "pending")]).await.location();
    }
    let mark = [("body", MARK)];
    app.sign_in(&world.rival.client).await.post(&format!("/support/{SHARED}/replies"), &mark).await.location();
    app.sign_in(&world.victim.neighbour).await.post(&format!("/support/{own}/replies"), &mark).await.location();
    for (who, topic, socket) in &mut sockets {
        let frames = socket.until(&format!("the mark of {who:?} in {topic}"), |frame| frame.contains(MARK)).await;
        keeps_the_secrets(*who, &frames.concat(), topic);
    }
}
