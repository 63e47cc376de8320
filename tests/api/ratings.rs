//! Ratings (S6): asked of the client once a ticket is resolved, shown to staff, changed until it is closed. Tags of tickets beside them.

use std::time::Duration;

use frontdesk::app::tickets;
use frontdesk::domain::input::Lines;
use frontdesk::domain::rating::{Rating, Stars};
use frontdesk::domain::ticket::{Status, TicketNumber};
use frontdesk::words::msg::ratings as words;

use crate::{Answer, Cast, Person, TestApp, each_database, said, said_with};

each_database!(
    a_client_rates_what_was_resolved_and_staff_see_it,
    a_rating_is_changed_until_the_ticket_is_closed,
    whoever_may_not_rate_does_not,
    what_is_resolved_again_is_asked_about_anew,
    a_wrong_form_comes_back_with_what_was_chosen,
    reasons_go_with_their_stars,
    a_link_in_the_mail_chooses_and_does_not_rate,
    staff_are_told_of_what_says_more_than_all_is_well,
    open_pages_on_both_sides_move,
    tags_are_the_staffs,
);

const MISSED: Duration = Duration::from_secs(120);

/// A ticket of the client that the agent has and has resolved.
async fn resolved(app: &TestApp, cast: &Cast) -> TicketNumber {
    let number = app.open(&cast.client, "It burns", "Help").await;
    assign(app, number, &cast.agent).await;
    app.set_status(&cast.agent, number, Status::Resolved).await;
    number
}

async fn assign(app: &TestApp, number: TicketNumber, to: &Person) {
    tickets::assign(&app.app, &to.0, number, Some(to.0.membership_id)).await.expect("it is given to them");
}

fn page(number: TicketNumber) -> String {
    format!("/support/{number}")
}

/// What stands in the part that asks, and whether it says that the ticket is rated.
fn asked(page: &Answer) -> (String, String) {
    let (_, state) = page.body.split_once("id=\"rating-state\" data-rated=\"").expect("the question");
    let (rated, rest) = state.split_once('"').expect("its end");
    let (text, _) = rest.split_once("</div>").expect("the end of the question");
    (rated.to_owned(), text.to_owned())
}

/// The number of stars that is chosen in the form.
fn chosen(page: &Answer) -> Option<String> {
    let mut inputs = page.body.split("<input").filter(|input| input.contains("name=\"score\""));
    let input = inputs.find(|input| input.split('>').next().is_some_and(|tag| tag.contains(" checked")))?;
    Some(input.split_once("value=\"")?.1.split_once('"')?.0.to_owned())
}

fn of_five(stars: &str) -> String {
    said_with(words::RATING_OF, &[("stars", stars)])
}

async fn a_client_rates_what_was_resolved_and_staff_see_it(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = resolved(app, &cast).await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let before = client.get(&page(number)).await;
    assert_eq!(asked(&before).0, "no");
    assert!(asked(&before).1.contains(&said(words::RATING_ASK)), "{before:?}");
    assert!(before.body.contains("<details id=\"rating-details\" class=\"when-resolved\" open>"), "{before:?}");
    assert_eq!(chosen(&before), None);
    let desk = format!("/desk/tickets/{number}");
    assert!(agent.get(&desk).await.text().contains(&said(words::RATING_NONE)));

    let fields = [("score", "4"), ("reason", "quick"), ("reason", "clear"), ("comment", "Thank you, <Amir>!")];
    let answer = client.post(&format!("{}/rating", page(number)), &fields).await;
    assert_eq!(answer.location(), "/support/1#rating");
    let after = client.get(&page(number)).await;
    assert_eq!(asked(&after).0, "yes");
    assert!(asked(&after).1.contains(&of_five("4")) && after.text().contains(&said(words::RATING_THANKS)), "{after:?}");
    assert!(after.body.contains("<details id=\"rating-details\" class=\"when-resolved\">"), "{after:?}");
    assert_eq!(chosen(&after), Some("4".to_owned()), "another one begins where the last one ended");
    assert!(after.body.contains("Thank you, &lt;Amir&gt;!</textarea>"), "{after:?}");

    let seen = agent.get(&desk).await;
    let line = said_with(words::RATING_LINE, &[("who", &cast.client.0.name)]);
    for thread in [after.thread(), seen.thread()] {
        assert!(thread.contains(&line) && thread.contains("Thank you, <Amir>!"), "{thread}");
        assert!(thread.contains(&said(words::REASON_QUICK)) && thread.contains(&said(words::REASON_CLEAR)), "{thread}");
    }
    let (_, panel) = seen.body.split_once("id=\"panel-rating\"").expect("the panel");
    let (panel, _) = panel.split_once("</section>").expect("its end");
    assert!(panel.contains("data-stars=\"4\"") && panel.contains("Thank you, &lt;Amir&gt;!"), "{panel}");
    let (_, head) = seen.body.split_once("id=\"ticket-head\"").expect("the head");
    assert!(head.split_once("</div>").expect("its end").0.contains("data-stars=\"4\""), "{head}");
    for path in ["/desk/tickets?view=resolved".to_owned(), format!("/desk/customers/{}", cast.northwind)] {
        let list = agent.get(&path).await;
        assert!(list.body.contains(&format!("aria-label=\"{}\"", of_five("4"))), "{path}: {list:?}");
    }
    let customer = agent.get(&format!("/desk/customers/{}", cast.northwind)).await;
    assert!(customer.text().contains("4.0 of 5, from one rating"), "{customer:?}");
    let elsewhere = agent.get(&format!("/desk/customers/{}", cast.contoso)).await;
    assert!(!elsewhere.body.contains("id=\"ratings\""), "{elsewhere:?}");
}

async fn a_rating_is_changed_until_the_ticket_is_closed(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = resolved(app, &cast).await;
    let (client, colleague) = (app.sign_in(&cast.client).await, app.sign_in(&cast.colleague).await);
    let path = format!("{}/rating", page(number));
    for _ in 0..2 {
        client.post(&path, &[("score", "5")]).await.location();
    }
    let lines = |page: &Answer| page.body.matches("data-kind=\"rated\"").count();
    assert_eq!(lines(&client.get(&page(number)).await), 1, "the same again is no event");
    // Whoever of the customer sees the ticket rates it: it has one rating.
    colleague.post(&path, &[("score", "2"), ("comment", "It burns again")]).await.location();
    let shown = client.get(&page(number)).await;
    assert_eq!((lines(&shown), chosen(&shown)), (2, Some("2".to_owned())));
    assert!(shown.text().contains(&said(words::RATING_THANKS_UNSATISFIED)), "{shown:?}");
    assert_eq!(app.texts("SELECT CAST(stars AS TEXT) FROM ratings").await, ["2"]);

    app.set_status(&cast.agent, number, Status::Closed).await;
    let refused = client.post(&path, &[("score", "5")]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains(&said(words::ERROR_RATING_STAYS_TEXT)), "{refused:?}");
    let closed = client.get(&page(number)).await;
    assert!(asked(&closed).1.contains(&of_five("2")), "it stays");
    assert!(!asked(&closed).1.contains(&said(words::RATING_THANKS_UNSATISFIED)), "nothing more is asked: {closed:?}");
}

async fn whoever_may_not_rate_does_not(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let number = resolved(app, &cast).await;
    let open = app.open(&cast.client, "Another", "Help").await;
    let path = format!("{}/rating", page(number));
    for (person, status) in [
        (&cast.neighbour, 404),
        (&cast.unlinked, 404),
        (&cast.agent, 404),
        (&cast.admin, 404),
        (&rival.client, 404),
        (&rival.admin, 404),
    ] {
        for fields in [&[("score", "1")][..], &[("score", "9")]] {
            let answer = app.sign_in(person).await.post(&path, fields).await;
            assert_eq!(answer.status, status, "{}: {answer:?}", person.0.email);
        }
    }
    let agent = app.sign_in(&cast.agent).await;
    let view = format!("/desk/customers/{}/view", cast.northwind);
    let membership = cast.client.0.membership_id.to_string();
    agent.post(&view, &[("membership", &membership)]).await.location();
    assert_eq!(agent.post(&path, &[("score", "1")]).await.status, 403, "looking on is not rating");
    let looked_at = agent.get(&page(number)).await;
    assert!(!looked_at.body.contains("rating-form"), "{looked_at:?}");
    let client = app.sign_in(&cast.client).await;
    let early = client.post(&format!("{}/rating", page(open)), &[("score", "1")]).await;
    assert_eq!(early.status, 409);
    assert!(early.text().contains(&said(words::ERROR_NOT_RESOLVED_TEXT)), "{early:?}");
    assert!(app.texts("SELECT ticket_id FROM ratings").await.is_empty());
    assert_eq!(app.texts("SELECT kind FROM events WHERE kind = 'rated'").await, [""; 0]);
}

async fn what_is_resolved_again_is_asked_about_anew(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = resolved(app, &cast).await;
    let client = app.sign_in(&cast.client).await;
    let path = format!("{}/rating", page(number));
    client.post(&path, &[("score", "1"), ("reason", "unsolved")]).await.location();
    app.wait(Duration::from_secs(60));
    client.post(&format!("{}/status", page(number)), &[("status", "open")]).await.location();
    let desk = app.sign_in(&cast.admin).await.get(&format!("/desk/tickets/{number}")).await;
    assert!(desk.body.contains("data-stars=\"1\"") && desk.text().contains(&said(words::RATING_BEFORE)), "{desk:?}");
    app.wait(Duration::from_secs(60));
    app.set_status(&cast.agent, number, Status::Resolved).await;
    let again = client.get(&page(number)).await;
    assert_eq!((asked(&again).0.as_str(), chosen(&again)), ("no", None));
    assert!(asked(&again).1.contains(&said_with(words::RATING_ASK_AGAIN, &[("stars", "1")])), "{again:?}");
    // The same stars, said of the new resolution.
    client.post(&path, &[("score", "1"), ("reason", "unsolved")]).await.location();
    assert_eq!(asked(&client.get(&page(number)).await).0, "yes");
}

async fn a_wrong_form_comes_back_with_what_was_chosen(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = resolved(app, &cast).await;
    let client = app.sign_in(&cast.client).await;
    let path = format!("{}/rating", page(number));
    let long = "é".repeat(2_001);
    for (fields, kept) in [
        (vec![("comment", "Kept")], (None, "Kept</textarea>")),
        (vec![("score", ""), ("comment", "Kept")], (None, "Kept</textarea>")),
        (vec![("score", "6"), ("comment", "Kept")], (None, "Kept</textarea>")),
        (vec![("score", "0"), ("reason", "nonsense")], (None, "")),
        (vec![("score", "3"), ("reason", "slow"), ("comment", &*long)], (Some("3"), "éé</textarea>")),
    ] {
        let again = client.post(&path, &fields).await;
        assert_eq!(again.status, 422, "{again:?}");
        assert_eq!(chosen(&again).as_deref(), kept.0, "{fields:?}");
        assert!(again.body.contains(kept.1) && again.body.contains("data-problems"), "{again:?}");
        let said = client.send(&path, &fields).await;
        assert_eq!((said.status, said.json()["error"].as_str().is_some_and(|text| !text.is_empty())), (422, true));
    }
    assert!(app.texts("SELECT ticket_id FROM ratings").await.is_empty());
}

async fn reasons_go_with_their_stars(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = resolved(app, &cast).await;
    let client = app.sign_in(&cast.client).await;
    let path = format!("{}/rating", page(number));
    // Ticked under five stars, hidden when the stars were changed to three, and sent all the same.
    let fields = [("score", "3"), ("reason", "friendly"), ("reason", "slow"), ("reason", "slow"), ("reason", "rude")];
    client.post(&path, &fields).await.location();
    assert_eq!(app.texts("SELECT reasons FROM ratings").await, ["slow"]);
}

async fn a_link_in_the_mail_chooses_and_does_not_rate(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = resolved(app, &cast).await;
    app.wait(MISSED);
    app.work().await;
    let mails = app.texts("SELECT text || html FROM mails WHERE recipient = 'client@harbour.test'").await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    for stars in 1..=5 {
        let link = format!("http://portal.test/support/{number}?rating={stars}#rating");
        assert_eq!(mails[0].matches(&link).count(), 2, "{stars}: {mails:?}");
    }
    assert!(mails[0].contains(&said(words::MAIL_RATING_ASK)) && mails[0].contains("5 stars (Excellent)"), "{mails:?}");
    let client = app.sign_in(&cast.client).await;
    let opened = client.get(&format!("{}?rating=4", page(number))).await;
    assert_eq!(chosen(&opened), Some("4".to_owned()));
    for wrong in ["0", "6", "x", ""] {
        let opened = client.get(&format!("{}?rating={wrong}", page(number))).await;
        assert_eq!((opened.status, chosen(&opened)), (200, None), "{wrong:?}");
    }
    assert!(app.texts("SELECT ticket_id FROM ratings").await.is_empty(), "what only reads rates nothing");
    // Through the sign-in page too.
    let stranger = app.browser().get(&format!("{}?rating=4", page(number))).await;
    assert_eq!(stranger.location(), format!("/session/new?next=%2Fsupport%2F{number}%3Frating%3D4"));
    // What is rated is not asked about again.
    client.post(&format!("{}/rating", page(number)), &[("score", "5")]).await.location();
    app.reply(&cast.agent, number, "One more thing").await;
    app.wait(MISSED);
    app.work().await;
    let later = app.texts("SELECT text FROM mails WHERE text LIKE '%One more thing%'").await;
    assert!(later.len() == 1 && !later[0].contains("?rating="), "{later:?}");
}

async fn staff_are_told_of_what_says_more_than_all_is_well(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let rate = async |stars: usize, comment: &str| {
        let number = resolved(app, &cast).await;
        app.sign_in(&cast.client).await.get(&page(number)).await;
        app.sign_in(&cast.agent).await.get(&format!("/desk/tickets/{number}")).await;
        let rating = Rating::new(Stars::ALL[stars - 1], &[], &Lines::parse(comment).unwrap());
        tickets::rate(&app.app, &cast.client.0, number, &rating).await.unwrap();
        app.wait(MISSED);
        app.work().await;
        let sql = format!("SELECT recipient || ': ' || text FROM mails WHERE subject LIKE '%Ticket {number}:%'");
        app.texts(&sql).await
    };
    assert_eq!(rate(5, "").await, [""; 0]);
    for (stars, comment) in [(3, ""), (5, "You are the best")] {
        let mails = rate(stars, comment).await;
        assert!(mails.len() == 1 && mails[0].starts_with("agent@harbour.test"), "{mails:?}");
        assert!(mails[0].contains(&format!("with {stars} of 5 stars")) && mails[0].contains(comment), "{mails:?}");
    }
}

async fn open_pages_on_both_sides_move(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = resolved(app, &cast).await;
    let (client, colleague) = (app.sign_in(&cast.client).await, app.sign_in(&cast.colleague).await);
    let (agent, neighbour) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.neighbour).await);
    let mut theirs = colleague.live(&format!("topic=ticket:{number}&after=3")).await;
    let mut ours = agent.live(&format!("topic=ticket:{number}&topic=desk:resolved&topic=desk:csat&after=3")).await;
    let mut others = neighbour.live("topic=tickets").await;
    ours.until("the report", |frame| frame.contains("hx-target=\"#csat\"")).await;
    others.until("their list", |frame| frame.contains("hx-partial")).await;
    app.wait(Duration::from_millis(1));
    client.post(&format!("{}/rating", page(number)), &[("score", "2"), ("comment", "Why?")]).await.location();
    let frames = theirs.until("the rating", |frame| frame.contains("data-kind=\"rated\"")).await.concat();
    assert!(frames.contains("id=\"rating-state\" data-rated=\"yes\"") && frames.contains("Why?"), "{frames}");
    assert!(!frames.contains("panel-rating") && !frames.contains("<form"), "{frames}");
    // Three rooms tell of it, each in its own time.
    let mut missing =
        vec!["id=\"csat\"", "id=\"panel-rating\"", "id=\"panel-tags\"", "data-kind=\"rated\"", "hx-target=\"#inbox\""];
    let frames = ours
        .until("the report, the panel, the thread and the list", |frame| {
            missing.retain(|part| !(frame.contains(part) && (!part.contains("csat") || frame.contains("Why?"))));
            missing.is_empty()
        })
        .await
        .concat();
    assert!(!frames.contains("rating-state"), "{frames}");
    app.open(&cast.neighbour, "Their own", "Body").await;
    let frames = others.until("their own", |frame| frame.contains("Their own")).await;
    assert!(!frames.concat().contains("Why?"), "{frames:?}");
}

async fn tags_are_the_staffs(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = resolved(app, &cast).await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let desk = format!("/desk/tickets/{number}");
    let mut theirs = client.live(&format!("topic=ticket:{number}&after=3")).await;
    let mut ours = app.sign_in(&cast.admin).await.live(&format!("topic=ticket:{number}&after=3")).await;
    let set = async |tags: &str| agent.post(&format!("{desk}/tags"), &[("tags", tags)]).await;
    assert_eq!(set(" Setup,mail , MAIL,,").await.location(), desk);
    let frames = ours.until("the tags", |frame| frame.contains("data-kind=\"tagged\"")).await.concat();
    assert!(frames.contains("data-tags=\"mail, setup\""), "{frames}");
    theirs.until("a number alone", |frame| frame == "{\"number\":4}").await;
    set("mail, setup").await.location();
    let shown = agent.get(&desk).await;
    assert_eq!(shown.body.matches("data-kind=\"tagged\"").count(), 1, "what is so already is no event");
    assert!(shown.body.contains("name=\"tags\"") && shown.body.contains("value=\"mail, setup\""), "{shown:?}");
    assert!(shown.body.contains("<option value=\"setup\">"), "offered for the next one: {shown:?}");
    let portal = client.get(&page(number)).await;
    assert!(!portal.text().contains("setup") && !portal.body.contains("tagged"), "{portal:?}");
    let long = "x".repeat(61);
    let wrong = set(&long).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains(&format!("value=\"{long}\"")) && wrong.body.contains("tags-problem"), "{wrong:?}");
    set("").await.location();
    assert!(agent.get(&desk).await.text().contains(&said(words::TAGS_NONE)));
    assert!(app.texts("SELECT tag FROM ticket_tags").await.is_empty());
    app.wait(MISSED);
    app.work().await;
    let told = app.texts("SELECT text FROM mails WHERE text LIKE '%setup%'").await;
    assert!(told.is_empty(), "{told:?}");
}
