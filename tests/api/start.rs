//! What is left to be set up: each part, done by what it is about, and the list put away and brought back.

use frontdesk::words::msg::company;

use crate::{Browser, TestApp, each_database, logo, said};

each_database!(
    each_part_is_done_by_what_it_is_about,
    it_can_be_put_away_and_brought_back,
    only_those_who_can_do_it_are_shown_it,
    an_organisation_s_list_is_its_own,
);

/// The parts that the list shows as done.
async fn done(admin: &Browser) -> Vec<String> {
    let page = admin.get("/desk/start").await;
    assert_eq!(page.status, 200);
    let parts = page.body.split("<li id=\"part-").skip(1);
    let done = parts.filter(|part| part.contains("class=\"start-part done\""));
    done.filter_map(|part| part.split('"').next().map(str::to_owned)).collect()
}

async fn each_part_is_done_by_what_it_is_about(app: &TestApp) {
    let cast = app.cast("harbour").await;
    // An organisation as it is after the first visit: its admin and nothing else.
    for sql in ["DELETE FROM sessions", "DELETE FROM memberships WHERE role <> 'admin'", "DELETE FROM customers"] {
        app.execute(sql).await;
    }
    let admin = app.sign_in(&cast.admin).await;
    assert_eq!(done(&admin).await, [""; 0]);
    assert!(admin.get("/desk/tickets").await.text().contains("0/7"));

    admin.post("/desk/customers", &[("name", "Northwind")]).await.location();
    assert_eq!(done(&admin).await, ["customer"]);
    let customer = app.texts("SELECT id FROM customers").await.remove(0);
    let invite = async |email: &str, role: &str| {
        let fields = [("email", email), ("role", role), ("customer", &*customer)];
        admin.post("/desk/settings/users", &fields).await.location().to_owned()
    };
    invite("client@new.test", "client").await;
    assert_eq!(done(&admin).await, ["customer", "client"]);
    invite("agent@new.test", "agent").await;
    assert_eq!(done(&admin).await, ["colleagues", "customer", "client"]);
    app.execute("UPDATE invites SET withdrawn_at = 1 WHERE email = 'agent@new.test'").await;
    assert_eq!(done(&admin).await, ["customer", "client"]);
    invite("other@new.test", "agent").await;
    frontdesk::app::company::set_logo(&app.app, &cast.admin.0, logo()).await.unwrap();
    assert_eq!(done(&admin).await, ["logo", "colleagues", "customer", "client"]);
    let draft = [r#"{"id": "1", "title": "Draft", "body": "Soon.", "tags": []}"#];
    app.import(&cast, &draft, false).await;
    assert_eq!(done(&admin).await.len(), 4, "a draft answers nobody");
    app.execute("UPDATE articles SET status = 'published'").await;
    let fields = [
        ("name", "harbour"),
        ("accent", "#000"),
        ("language", "en"),
        ("currency", "EUR"),
        ("time_zone", "UTC"),
        ("invoice_days", "14"),
        ("version", "0"),
    ];
    admin.post("/desk/settings/company", &fields).await.location();
    assert_eq!(done(&admin).await, ["company", "logo", "colleagues", "customer", "client", "article"]);
    let page = admin.get("/desk/start").await;
    assert!(page.text().contains("6 of 7"), "{page:?}");
    app.execute(
        "INSERT INTO mail_servers (organisation_id, host, port, security, username, password, sender, updated_at)
         SELECT id, 'mail.test', 25, 'none', '', '', 'a@b.test', 1 FROM organisations",
    )
    .await;
    let page = admin.get("/desk/start").await;
    assert!(page.text().contains(&said(company::START_ALL_DONE)), "{page:?}");
    assert!(!page.body.contains("<a href=\"/desk/start\""), "all is done: the rail offers it no more");
}

async fn it_can_be_put_away_and_brought_back(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (one, two) = (app.sign_in(&cast.admin).await, app.sign_in(&cast.admin).await);
    let offered = async |browser: &Browser| browser.get("/desk/tickets").await.body.contains("<a href=\"/desk/start\"");
    assert!(offered(&one).await);
    assert_eq!(one.post("/desk/start", &[("dismissed", "yes")]).await.location(), "/desk/start");
    assert!(!offered(&one).await && !offered(&two).await, "put away for everybody");
    assert!(
        two.get("/desk").await.body.contains("<a class=\"button\" href=\"/desk/start\""),
        "the way back is under one's name"
    );
    let page = two.get("/desk/start").await;
    assert!(page.text().contains(&said(company::START_RESUME)), "{page:?}");
    two.post("/desk/start", &[("dismissed", "yes")]).await.location();
    app.wait(std::time::Duration::from_millis(1));
    two.post("/desk/start", &[("dismissed", "no")]).await.location();
    assert!(offered(&one).await);
    let lines = app.texts("SELECT before || after FROM audit WHERE action = 'start.list' ORDER BY id").await;
    assert_eq!(lines, [r#"{"shown":true}{"shown":false}"#, r#"{"shown":false}{"shown":true}"#]);
}

async fn only_those_who_can_do_it_are_shown_it(app: &TestApp) {
    let cast = app.cast("harbour").await;
    for somebody in [&cast.manager, &cast.agent, &cast.viewer] {
        let browser = app.sign_in(somebody).await;
        assert_eq!(browser.get("/desk/start").await.status, 404);
        assert!(!browser.get("/desk/tickets").await.body.contains("/desk/start"));
        assert_eq!(browser.post("/desk/start", &[("dismissed", "yes")]).await.status, 403);
    }
}

async fn an_organisation_s_list_is_its_own(app: &TestApp) {
    let (harbour, rival) = (app.cast("harbour").await, app.cast("rival").await);
    frontdesk::app::company::set_logo(&app.app, &harbour.admin.0, logo()).await.unwrap();
    let (one, two) = (app.sign_in(&harbour.admin).await, app.sign_in(&rival.admin).await);
    assert_eq!(done(&one).await, ["logo", "colleagues", "customer", "client"]);
    assert_eq!(done(&two).await, ["colleagues", "customer", "client"]);
    one.post("/desk/start", &[("dismissed", "yes")]).await.location();
    assert!(two.get("/desk/tickets").await.body.contains("<a href=\"/desk/start\""));
}
