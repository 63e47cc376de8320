//! No word is hard-wired (O7): in a made-up language, everything that people read is in its brackets or is their own data.

use frontdesk::app::setup;
use frontdesk::domain::rating::{Reason, Sentiment};
use frontdesk::domain::ticket::Status;
use frontdesk::words::made_up;
use reqwest::Method;

use crate::common::html;
use crate::{Answer, Cast, MailServer, TestApp, each_database, eventually};

each_database!(
    every_word_comes_from_a_catalogue,
    lessons_come_from_a_catalogue,
    the_first_visit_is_in_the_browsers_language,
    customers_pages_come_from_a_catalogue,
    reports_come_from_a_catalogue,
    ratings_come_from_a_catalogue,
    mails_are_in_the_readers_language,
    articles_pages_come_from_a_catalogue,
    invoices_at_the_desk_come_from_a_catalogue,
    projects_come_from_a_catalogue,
);

/// What people wrote: everything else that has letters must be in brackets.
const SUBJECT: &str = "subject-of-theirs";
const BODY: &str = "body-of-theirs";
const NOTE: &str = "note-of-theirs";

async fn every_word_comes_from_a_catalogue(app: &TestApp) {
    let cast = prepared(app).await;
    let number = app.open(&cast.client, SUBJECT, BODY).await;
    app.note(&cast.agent, number, NOTE).await;
    app.reply(&cast.agent, number, BODY).await;
    app.set_status(&cast.agent, number, Status::Resolved).await;
    let resolved = app.open(&cast.client, SUBJECT, BODY).await;
    invoices(app, &cast).await;

    let mut pages = 0;
    let guest = app.browser();
    for path in
        ["/session/new", "/nowhere", "/password-resets/new", "/password-resets/new?sent", "/password-resets/none"]
    {
        let answer = guest
            .request(reqwest::Method::GET, path)
            .header("accept-language", "qps-ploc, en;q=0.5")
            .send()
            .await
            .unwrap();
        check(path, &answer.text().await.unwrap(), &cast);
        pages += 1;
    }
    for (person, paths) in [
        (
            &cast.client,
            vec![
                "/",
                "/invoices",
                "/invoices?q=zzz",
                "/invoices?show=paid",
                "/invoices/0001",
                "/invoices/0002",
                "/support/new?invoice=0001",
                "/support",
                "/support/1",
                "/support/2",
                "/support/new",
                "/help",
                "/help?q=zzz",
                "/help/none",
                "/nowhere",
                "/profile",
                "/profile?done=email_asked",
                "/profile/email/none",
            ],
        ),
        (&cast.neighbour, vec!["/", "/support"]),
        (&cast.unlinked, vec!["/", "/support", "/support/new"]),
        (&cast.viewer, vec!["/desk/tickets?view=mine", "/desk/tickets/1", "/desk/tickets/new"]),
        (
            &cast.admin,
            vec![
                "/desk/tickets?view=open",
                "/desk/tickets?view=resolved",
                "/desk/tickets/1",
                "/desk/tickets/2",
                "/desk/tickets/new",
                "/desk/settings/company",
                "/desk/settings/invoices",
                "/desk/start",
                "/desk/settings/email",
                "/desk/settings/email?status=sent",
                "/desk/settings/email?done=mail_retried",
                "/desk/settings/audit",
                "/desk/settings/audit?record=zzz",
                "/desk/settings/roles",
                "/desk/nowhere",
                "/profile",
            ],
        ),
    ] {
        let browser = app.sign_in(person).await;
        for path in paths {
            check(path, &browser.get(path).await.body, &cast);
            pages += 1;
        }
    }
    forms(app, &cast, resolved).await;
    users(app, &cast).await;
    own_mail_server(app, &cast).await;
    assert_eq!(pages, 47);
}

/// Projects on both sides, with everything on them; their forms with what is wrong; the mail.
async fn projects_come_from_a_catalogue(app: &TestApp) {
    let cast = prepared(app).await;
    let id = app.project(&cast, cast.northwind, SUBJECT).await;
    let done = app.milestone(&cast, id, SUBJECT, Some("2026-11-20")).await;
    for due in [Some("2026-11-21"), Some("2026-12-21"), None] {
        app.milestone(&cast, id, SUBJECT, due).await;
    }
    frontdesk::app::projects::set_done(&app.app, &cast.agent.0, id, done, true).await.unwrap();
    let update = app.tell(&cast, id, BODY).await;
    let better = frontdesk::domain::input::Body::parse(NOTE).unwrap();
    frontdesk::app::projects::edit_update(&app.app, &cast.agent.0, id, update, (&better, None)).await.unwrap();
    app.execute("UPDATE projects SET starts_on = '2026-11-01', due_on = '2026-11-22', description = 'note-of-theirs'")
        .await;
    let by_hand = app.project(&cast, cast.northwind, SUBJECT).await;
    app.execute(&format!("UPDATE projects SET percent = 40 WHERE id = '{by_hand}'")).await;
    let over = app.project(&cast, cast.northwind, SUBJECT).await;
    app.execute(&format!("UPDATE projects SET status = 'completed' WHERE id = '{over}'")).await;
    let away = app.project(&cast, cast.northwind, SUBJECT).await;
    frontdesk::app::projects::archive(&app.app, &cast.agent.0, away).await.unwrap();
    let (client, admin) = (app.sign_in(&cast.client).await, app.sign_in(&cast.admin).await);
    let viewer = app.sign_in(&cast.viewer).await;
    let own = ["/projects", "/projects?show=over"].map(str::to_owned).into_iter();
    let own = own.chain([id, by_hand, over].map(|id| format!("/projects/{id}")));
    for path in own.chain([format!("/support/new?project={id}")]) {
        check(&path, &client.get(&path).await.body, &cast);
    }
    check("no projects", &app.sign_in(&cast.neighbour).await.get("/projects").await.body, &cast);
    let mut at_desk: Vec<String> = [
        "/desk/projects",
        "/desk/projects?q=zzz",
        "/desk/projects?show=archived",
        "/desk/projects?show=cancelled",
        "/desk/projects/new",
    ]
    .map(str::to_owned)
    .into();
    at_desk.push(format!("/desk/projects?customer={}", cast.northwind));
    at_desk.extend([id, by_hand, over, away].map(|id| format!("/desk/projects/{id}")));
    for done in ["project-saved", "project-archived", "project-archived-instead", "project-restored", "project-deleted"]
    {
        at_desk.push(format!("/desk/projects?done={done}"));
    }
    for done in ["milestone-removed", "update-deleted"] {
        at_desk.push(format!("/desk/projects/{id}?done={done}"));
    }
    at_desk.push(format!("/desk/projects/{id}/edit"));
    at_desk.push(format!("/desk/projects/{id}/milestones/{done}"));
    at_desk.push(format!("/desk/projects/{id}/updates/{update}"));
    at_desk.push(format!("/desk/customers/{}/access?about={SUBJECT}", cast.northwind));
    at_desk.push(format!("/desk/customers/{}/access?about={SUBJECT}", cast.contoso));
    for path in &at_desk {
        check(path, &admin.get(path).await.body, &cast);
        if !path.contains("/new") && !path.contains("/edit") {
            check(path, &viewer.get(path).await.body, &cast);
        }
    }
    let wrong =
        [("name", ""), ("starts_on", "2026-12-02"), ("due_on", "2026-12-01"), ("way", "hand"), ("percent", "900")];
    check("a wrong form", &admin.post("/desk/projects", &wrong).await.body, &cast);
    let base = format!("/desk/projects/{id}");
    for (path, fields) in
        [("/milestones", [("title", "")]), ("/updates", [("body", "")]), ("/status", [("status", "planned")])]
    {
        check(path, &admin.post(&format!("{base}{path}"), &fields).await.body, &cast);
    }
    let stale = [
        ("customer_name", "Northwind"),
        ("name", SUBJECT),
        ("status", "active"),
        ("way", "milestones"),
        ("version", "-1"),
    ];
    check("two who save", &admin.post(&base, &stale).await.body, &cast);
    let stale = [("title", "zzz"), ("due_on", ""), ("seen", r#"{"title":"z","due_on":""}"#)];
    let path = format!("{base}/milestones/{done}");
    check("two who change a milestone", &admin.post(&path, &stale).await.body, &cast);
    let path = format!("{base}/updates/{update}");
    check("two who change an update", &admin.post(&path, &[("body", "zzz"), ("seen", "z")]).await.body, &cast);
    let refused = admin.post(&format!("/desk/projects/{away}/updates"), &[("body", BODY)]).await;
    check("a project that was put away", &refused.body, &cast);
    app.wait(std::time::Duration::from_secs(300));
    app.work().await;
    let mails = app.texts("SELECT html FROM mails WHERE html LIKE '%/projects/%'").await;
    assert_eq!(mails.len(), 2, "to the client and the colleague");
    for mail in mails {
        check("the mail of an update", &mail, &cast);
    }
}

/// Invoices on which everything happened that can happen to one.
async fn invoices(app: &TestApp, cast: &Cast) {
    let sent = app.invoice(cast, cast.northwind, ("100", "EUR")).await;
    app.record_payment(cast, sent.id, 3_000).await;
    for (at, kind) in ["refund", "dispute", "dispute_won", "credit_note"].into_iter().enumerate() {
        app.execute(&format!(
            "INSERT INTO ledger (id, organisation_id, invoice_id, kind, amount, method, happened_on, note, source, recorded_at)
             SELECT '00000000-0000-7000-8000-00000000000{at}', organisation_id, id, '{kind}', 100, 'stripe', '2026-11-23', '{BODY}', '{kind}', 1 FROM invoices"
        ))
        .await;
    }
    let void = app.invoice(cast, cast.northwind, ("100", "EUR")).await;
    frontdesk::app::invoices::void(&app.app, &cast.manager.0, void.id).await.unwrap();
    app.execute(&format!("UPDATE invoices SET reference = '{SUBJECT}', notes = '{BODY}', terms = '{BODY}'")).await;
    app.execute(&format!(
        "UPDATE invoice_lines SET description = '{SUBJECT}', unit = 'zzz', discount = 1000, tax_rate = 1000"
    ))
    .await;
    app.execute("UPDATE organisations SET ways_to_pay = 'zzz' WHERE slug = 'harbour'").await;
}

/// The form of a mail server in its states, what a test of it comes to, and a link that was copied.
async fn own_mail_server(app: &TestApp, cast: &Cast) {
    const PATH: &str = "/desk/settings/email";
    let admin = app.sign_in(&cast.admin).await;
    let text = "zzz\nhttp://portal.test/invites/~link~";
    app.execute(&format!(
        "UPDATE mails SET subject = 'zzz', recipient = 'zzz@zzz.test', text = '{text}', error = 'zzz'"
    ))
    .await;
    let id = app.texts("SELECT id FROM mails WHERE link IS NOT NULL AND status <> 'sent'").await.remove(0);
    check("a copied link", &admin.post(&format!("{PATH}/mails/{id}/copy"), &[]).await.body, cast);
    let server = MailServer::start("250 zzz").await;
    let form =
        |security| [("host", "127.0.0.1"), ("port", server.port()), ("security", security), ("sender", "zzz@zzz.test")];
    let trial = format!("{PATH}/test");
    let told = |page: &str| page.replace("250 Taken", "zzz");
    check("a test", &told(&admin.post(&trial, &form("none")).await.body), cast);
    // The words of the library that speaks to the server are its own.
    let failed = admin.post(&trial, &form("starttls")).await.body;
    assert!(failed.contains("STARTTLS is not supported"), "{failed}");
    let failed = failed.replace("internal client error: STARTTLS is not supported on this server", "zzz");
    check("a test that failed", &failed, cast);
    check("a wrong form", &admin.post(PATH, &[]).await.body, cast);
    admin.post(PATH, &form("none")).await.location();
    check("a mail server", &admin.get(PATH).await.body.replace("127.0.0.1", "zzz"), cast);
    admin.post(&format!("{PATH}/remove"), &[]).await.location();
}

/// The list of users in all its states, and what an invitation leads to.
async fn users(app: &TestApp, cast: &Cast) {
    const USERS: &str = "/desk/settings/users";
    let admin = app.sign_in(&cast.admin).await;
    for (email, role) in [("invited@harbour.test", "client"), ("staff@harbour.test", "agent")] {
        let fields = [("email", email), ("role", role), ("customer", &*cast.northwind.to_string())];
        admin.post(USERS, &fields).await.location();
    }
    app.work().await;
    let own = |text: &str| text.replace("invited@harbour.test", "").replace("staff@harbour.test", "");
    let (client, viewer) = (cast.client.0.membership_id, cast.viewer.0.membership_id);
    admin.post(&format!("{USERS}/{viewer}/deactivate"), &[]).await.location();
    for query in [
        String::new(),
        "q=zzz".to_owned(),
        "show=unlinked&done=invited".to_owned(),
        "done=withdrawn".to_owned(),
        "done=deactivated".to_owned(),
        "done=reactivated".to_owned(),
        format!("open={client}&change=role"),
        format!("open={client}&change=customer"),
        format!("open={client}&change=deactivate"),
    ] {
        // An invitation's initial is its address's.
        let page = own(&admin.get(&format!("{USERS}?{query}")).await.body).replace(">I<", "><").replace(">S<", "><");
        check(&format!("{USERS}?{query}"), &page, cast);
    }
    let invites = app.texts("SELECT id FROM invites ORDER BY email").await;
    let refused = admin.post(USERS, &[("email", "a"), ("role", "client")]).await;
    assert_eq!(refused.status, 422);
    check("a wrong invitation", &own(&refused.body).replace(">I<", "><").replace(">S<", "><"), cast);
    for id in &invites {
        let copied = admin.post(&format!("{USERS}/invites/{id}/copy"), &[]).await;
        check("a copied link", &own(&copied.body).replace(">I<", "><").replace(">S<", "><"), cast);
        let (_, link) = copied.body.split_once("http://portal.test").expect("a link");
        let path = link.split('"').next().expect("its end");
        let speaks = |request: reqwest::RequestBuilder| request.header("accept-language", "qps-ploc");
        let page = Answer::to(speaks(app.browser().request(reqwest::Method::GET, path))).await;
        check("an invitation", &own(&page.body), cast);
        for form in [&[("name", ""), ("password", "a")][..], &[("password", "")], &[("password", "wrong")]] {
            let again = Answer::to(speaks(app.browser().request(reqwest::Method::POST, path)).form(form)).await;
            assert_eq!(again.status, 422);
            check("an invitation that comes back", &own(&again.body), cast);
        }
    }
    app.execute("UPDATE organisations SET language = 'qps-ploc'").await;
    admin.post(&format!("{USERS}/invites/{}/resend", invites[0]), &[]).await.location();
    app.work().await;
    let mail =
        app.texts("SELECT subject || ' ' || text FROM mails WHERE recipient = 'invited@harbour.test'").await.remove(0);
    check("the mail that invites", &own(&mail).replace("http://portal.test/invites/~link~", ""), cast);
}

/// Forms that come back, for people and for the script.
async fn forms(app: &TestApp, cast: &Cast, number: i64) {
    let client = app.sign_in(&cast.client).await;
    let replies = format!("/support/{number}/replies");
    for fields in [&[("body", ""), ("key", "key-of-theirs")][..], &[("body", &"x".repeat(20_001)), ("key", "k")]] {
        check("a wrong reply", &client.post(&replies, fields).await.body.replace(&"x".repeat(20_001), ""), cast);
        check(
            "a wrong reply, for the script",
            &client.send(&replies, fields).await.body.replace("\"error\"", ""),
            cast,
        );
    }
    check("a wrong ticket", &client.post("/support", &[("subject", ""), ("body", "")]).await.body, cast);
    let staff = app.sign_in(&cast.admin).await;
    check("a wrong profile", &client.post("/profile", &[]).await.body, cast);
    check("a wrong password", &client.post("/profile/password", &[("present", "a"), ("new", "a")]).await.body, cast);
    check("a wrong address", &client.post("/profile/email", &[("email", "a")]).await.body, cast);
    check("a wrong ticket at the desk", &staff.post("/desk/tickets", &[]).await.body, cast);
}

/// The articles beside a ticket, and what they have learned.
async fn lessons_come_from_a_catalogue(app: &TestApp) {
    let cast = prepared(app).await;
    let number = app.open(&cast.client, SUBJECT, BODY).await;
    let line = |id: &str| format!(r#"{{"id": "{id}", "title": "{SUBJECT}", "body": "{BODY}"}}"#);
    app.import(&cast, &[&line("zzz"), &line("zzzz")], true).await;
    let articles = app.texts("SELECT id FROM articles ORDER BY external_id").await;
    let admin = app.sign_in(&cast.admin).await;
    let ticket = format!("/desk/tickets/{number}");
    eventually("both are offered", async || {
        (admin.get(&ticket).await.body.matches("data-insert").count() == 2).then_some(())
    })
    .await;
    check("offered", &admin.get(&ticket).await.body, &cast);
    let empty = format!("/desk/articles/{}/lessons", articles[1]);
    check(&empty, &admin.get(&empty).await.body, &cast);
    admin.post(&format!("{ticket}/solutions"), &[("article", &articles[0])]).await.location();
    app.reply(&cast.agent, number, "/help/subject-of-theirs").await;
    let customer = cast.northwind;
    for (at, teacher, origin) in [(1, "client", "asked:"), (2, "import", "import:zzz"), (3, "staff_link", "zzz")] {
        app.execute(&format!(
            "INSERT INTO lessons (id, organisation_id, article_id, origin, customer_id, subject, staff_written, teacher, taught_at, undone_at)
             VALUES ('00000000-0000-7000-8000-00000000000{at}', '{}', '{}', '{origin}', '{customer}', 'zzz', FALSE, '{teacher}', 1, 1)",
            cast.organisation.id, articles[0]
        ))
        .await;
    }
    app.execute(&format!("UPDATE articles SET visibility = 'internal' WHERE id = '{}'", articles[0])).await;
    for path in [ticket, format!("/desk/articles/{}/lessons", articles[0])] {
        check(&path, &admin.get(&path).await.body.replace("/help/subject-of-theirs", ""), &cast);
    }
}

/// Customers, and every cause for which somebody cannot see something.
async fn customers_pages_come_from_a_catalogue(app: &TestApp) {
    let cast = prepared(app).await;
    let (organisation, northwind, contoso) = (cast.organisation.id, cast.northwind, cast.contoso);
    app.open(&cast.client, SUBJECT, BODY).await;
    app.open(&cast.neighbour, SUBJECT, BODY).await;
    let drafts = format!(r#"{{"id": "zzz", "title": "{SUBJECT}", "body": "{BODY}"}}"#);
    app.import(&cast, &[&drafts], false).await;
    app.execute("UPDATE articles SET visibility = 'internal'").await;
    app.execute(&format!(
        "UPDATE memberships SET status = 'deactivated' WHERE id = '{}'",
        cast.colleague.0.membership_id
    ))
    .await;
    let now = app.app.clock.now().as_millis();
    for (at, mail, error, expires_at) in [
        (1, "sent", "NULL", now + 1),
        (2, "sent", "NULL", now - 1),
        (3, "refused", "'zzz'", now + 1),
        (4, "kept", "NULL", now + 1),
        (5, "kept", "'zzz'", now + 1),
    ] {
        app.execute(&format!(
            "INSERT INTO mails (id, organisation_id, recipient, subject, text, html, status, error, created_at)
             VALUES ('00000000-0000-7000-8000-00000000000{at}', '{organisation}', 'zzz', 'zzz', '', '', '{mail}', {error}, 1)"
        ))
        .await;
        app.execute(&format!(
            "INSERT INTO invites (id, organisation_id, email, role, customer_id, mail_id, expires_at, created_at)
             SELECT id, organisation_id, 'zzz{at}', 'client', '{northwind}', id, {expires_at}, 1 FROM mails
             WHERE id = '00000000-0000-7000-8000-00000000000{at}'"
        ))
        .await;
    }
    app.execute(&format!(
        "INSERT INTO failed_submissions (id, organisation_id, membership_id, customer_id, error_id, subject, body, send_key, at)
         VALUES ('00000000-0000-7000-8000-000000000009', '{organisation}', '{}', '{northwind}', 'zzz', '{SUBJECT}', '', 'k', 1)",
        cast.client.0.membership_id
    ))
    .await;
    let page = format!("/desk/customers/{northwind}");
    let mut paths =
        vec!["/desk/customers".to_owned(), "/desk/customers?q=zzz".to_owned(), "/desk/customers/new".to_owned()];
    paths.push("/desk/customers?filter=archived&done=deleted".to_owned());
    paths.extend(["", "?done=restored", "/edit", "/contacts/new"].map(|part| format!("{page}{part}")));
    paths.extend([SUBJECT, "1", "2", "3", "zzz"].map(|about| format!("{page}/access?about={about}&done=mended")));
    for person in [&cast.admin, &cast.viewer] {
        let browser = app.sign_in(person).await;
        for path in &paths {
            check(path, &browser.get(path).await.body, &cast);
        }
    }
    let admin = app.sign_in(&cast.admin).await;
    check("a refusal", &admin.post(&format!("{page}/archive"), &[]).await.body, &cast);
    check("a wrong customer", &admin.post(&page, &[("name", ""), ("email", "zzz")]).await.body, &cast);
    let fields = |name| [("customer_name", name), ("subject", SUBJECT), ("body", BODY)];
    check("nobody", &admin.post("/desk/tickets", &fields("zzz")).await.body, &cast);
    check("several", &admin.post("/desk/tickets", &fields("o")).await.body, &cast);
    app.execute(&format!("UPDATE customers SET archived_at = 1 WHERE id = '{contoso}'")).await;
    let archived = format!("/desk/customers/{contoso}?done=archived-instead");
    check("an archived one", &admin.get(&archived).await.body, &cast);
    app.execute("UPDATE memberships SET customer_id = NULL WHERE role = 'client'").await;
    app.execute("UPDATE customers SET archived_at = NULL").await;
    check("one that nobody signs in for", &admin.get(&format!("/desk/customers/{contoso}")).await.body, &cast);
}

/// Invoices at the desk: the list, the editor and its problems, an invoice in each state, what is refused.
async fn invoices_at_the_desk_come_from_a_catalogue(app: &TestApp) {
    const INVOICES: &str = "/desk/invoices";
    let cast = prepared(app).await;
    let admin = app.sign_in(&cast.admin).await;
    for path in [INVOICES, "/desk/invoices?q=zzz", "/desk/invoices/new"] {
        check(path, &admin.get(path).await.body, &cast);
    }
    invoices(app, &cast).await;
    let draft = app.draft_invoice(&cast, cast.contoso, ("0", "EUR")).await;
    app.execute(&format!("UPDATE invoice_lines SET description = '{SUBJECT}'")).await;
    app.execute(&format!("UPDATE invoices SET reference = '{SUBJECT}', notes = '{BODY}', terms = '{BODY}'")).await;
    let ids = app.texts("SELECT id FROM invoices ORDER BY number").await;
    let mut paths: Vec<String> = ids.iter().map(|id| format!("{INVOICES}/{id}")).collect();
    paths.extend(["send", "delete"].map(|act| format!("{INVOICES}/{draft}?act={act}&done=invoice-saved")));
    paths.extend([format!("{INVOICES}/{draft}/edit"), format!("{INVOICES}?customer={}&show=overdue", cast.contoso)]);
    paths.extend([format!("{INVOICES}?order=due"), format!("/desk/customers/{}", cast.northwind)]);
    for person in [&cast.admin, &cast.viewer] {
        let browser = app.sign_in(person).await;
        for path in paths
            .iter()
            .filter(|path| person.0.role != frontdesk::domain::people::Role::Viewer || !path.ends_with("/edit"))
        {
            check(path, &browser.get(path).await.body, &cast);
        }
    }
    let wrong = [
        ("customer_name", "zzz"),
        ("currency", ""),
        ("days", ""),
        ("description-0", ""),
        ("unit_price-0", "zzz"),
        ("tax_rate-0", "zzz"),
    ];
    check("a wrong invoice", &admin.post(INVOICES, &wrong).await.body, &cast);
    let overtaken = [
        ("customer_name", "Contoso"),
        ("currency", "EUR"),
        ("days", "1"),
        ("description-0", SUBJECT),
        ("unit_price-0", "1"),
        ("version", "7"),
    ];
    let back = admin.post(&format!("{INVOICES}/{draft}"), &overtaken).await;
    assert_eq!(back.status, 409);
    check("overtaken", &back.body, &cast);
    for id in &ids {
        for (path, fields) in [
            ("payments", [("amount", "zzz"), ("on", "zzz")]),
            ("payments", [("amount", "1"), ("on", "2026-11-23")]),
            ("refunds", [("amount", "9999"), ("on", "2026-11-23")]),
            ("credit-notes", [("amount", "9999"), ("note", "zzz")]),
            ("mails", [("others", ""), ("to", "zzz")]),
            ("void", [("confirmed", "yes"), ("x", "x")]),
            ("delete", [("x", "x"), ("y", "y")]),
        ] {
            let answer = admin.post(&format!("{INVOICES}/{id}/{path}"), &fields).await;
            if answer.status != 303 {
                check(path, &answer.body, &cast);
            }
        }
    }
}

/// Articles at the desk: the list, the editor in all its states, revisions; and the help centre with categories.
async fn articles_pages_come_from_a_catalogue(app: &TestApp) {
    const ARTICLES: &str = "/desk/articles";
    let cast = prepared(app).await;
    let (admin, manager) = (app.sign_in(&cast.admin).await, app.sign_in(&cast.manager).await);
    let check = |what: &str, page: &str| check(what, &page.replace("/help/zzz", ""), &cast);
    for path in [ARTICLES.to_owned(), format!("{ARTICLES}?q=zzz"), format!("{ARTICLES}/new")] {
        check(&path, &admin.get(&path).await.body);
    }
    let fields = |body, base| {
        [
            ("title", "zzz"),
            ("body", body),
            ("tags", "zzz"),
            ("category", "zzz"),
            ("visibility", "internal"),
            ("base", base),
        ]
    };
    admin.post(ARTICLES, &fields("zzz", "0")).await.location();
    let id = app.texts("SELECT id FROM articles").await.remove(0);
    let page = format!("{ARTICLES}/{id}");
    admin.post(&page, &fields("zzz zzz\n\n\n\n\n\n\n\n\n\n\n\nzzz", "1")).await.location();
    admin.post(&page, &fields("zzz\n\n\n\n\n\n\n\n\n\n\n\nzzz zzz", "2")).await.location();
    check("a stale save", &manager.post(&page, &fields("zzz!", "1")).await.body);
    manager.send(&format!("{ARTICLES}/drafts/{id}"), &[("title", "zzz"), ("base", "1"), ("unsaved", "")]).await;
    for end in
        ["", "?done=published", "/edit", "/preview", "/revisions", "/revisions/1", "/revisions/2", "/revisions/3"]
    {
        check(end, &admin.get(&format!("{page}{end}")).await.body);
        check(end, &app.sign_in(&cast.viewer).await.get(&format!("{page}{end}")).await.body);
    }
    check("a draft of one's own", &manager.get(&format!("{page}/edit")).await.body);
    check(
        "wrong",
        &admin.post(ARTICLES, &[("title", ""), ("slug", "語"), ("tags", &"z,".repeat(9))]).await.body.replace('語', ""),
    );
    check("taken", &admin.post(ARTICLES, &[("title", "zzz"), ("slug", "zzz"), ("visibility", "public")]).await.body);
    admin.post(&format!("{page}/status"), &[("then", "publish")]).await.location();
    for path in [page.clone(), format!("{page}/edit"), format!("{page}/preview"), ARTICLES.to_owned()] {
        check(&path, &admin.get(&path).await.body);
    }
    check("a refusal", &admin.post(&format!("{page}/delete"), &[]).await.body);
    app.execute("UPDATE articles SET visibility = 'public'").await;
    let client = app.sign_in(&cast.client).await;
    for path in ["/help", "/help?category=zzz", "/help/zzz"] {
        check(path, &client.get(path).await.body);
    }
    check("a preview", &admin.get(&format!("{page}/preview")).await.body);
}

/// What articles did, in all its states, at the portal and at the desk.
async fn reports_come_from_a_catalogue(app: &TestApp) {
    const REPORT: &str = "/desk/reports/deflection";
    let cast = prepared(app).await;
    let (client, admin) = (app.sign_in(&cast.client).await, app.sign_in(&cast.admin).await);
    check("an empty report", &admin.get(REPORT).await.body, &cast);
    let article = format!(r#"{{"id": "zzz", "title": "{SUBJECT}", "body": "{BODY}", "tags": ["zzz"]}}"#);
    app.import(&cast, &[&article], true).await;
    let found = format!("/support/suggestions?subject={SUBJECT}");
    eventually("the article is found", async || client.get(&found).await.body.contains(SUBJECT).then_some(())).await;
    let inquiry = client.get("/support/new").await.field("inquiry");
    let fields =
        [("inquiry", &*inquiry), ("subject", SUBJECT), ("article", SUBJECT), ("body", BODY), ("shown", SUBJECT)];
    client.post("/support/solutions", &fields).await.location();
    check("what was solved", &client.get(&format!("/support?solved={inquiry}")).await.body, &cast);
    let back = client.post("/support/solutions/end", &fields).await.location().to_owned();
    check("what was not", &client.get(&back).await.body, &cast);
    check("the article", &client.get(&format!("/help/{SUBJECT}?inquiry={inquiry}")).await.body, &cast);
    client.post("/support", &fields).await.location();
    let other = client.get("/support/new").await.field("inquiry");
    client.send("/support/inquiries", &[("inquiry", &*other), ("subject", "zzz"), ("shown", SUBJECT)]).await;
    client
        .post(
            "/support",
            &[
                ("subject", "4711 0815"),
                ("body", BODY),
                ("inquiry", &*client.get("/support/new").await.field("inquiry")),
            ],
        )
        .await
        .location();
    client.post(&format!("/help/{SUBJECT}/vote"), &[("helpful", "no"), ("comment", BODY)]).await.location();
    check("a vote", &client.get(&format!("/help/{SUBJECT}?voted")).await.body, &cast);
    for query in ["", "?days=90", "?searches=dismissed", "?articles=views"] {
        let page = admin.get(&format!("{REPORT}{query}")).await.body;
        check(&format!("the report {query}"), &page, &cast);
    }
    let page = admin.get(REPORT).await.body;
    for there in ["data-article=", "data-tag=", "data-query=", BODY] {
        assert!(page.contains(there), "{there}: {page}");
    }
    check("what was read before", &admin.get("/desk/tickets/1").await.body, &cast);
}

/// Ratings and tags, in all their states, at the portal, at the desk, in mails and in the report.
async fn ratings_come_from_a_catalogue(app: &TestApp) {
    const REPORT: &str = "/desk/reports/csat";
    let cast = prepared(app).await;
    let (client, admin) = (app.sign_in(&cast.client).await, app.sign_in(&cast.admin).await);
    check("an empty report", &admin.get(REPORT).await.body, &cast);
    let number = app.open(&cast.client, SUBJECT, BODY).await;
    let (page, desk) = (format!("/support/{number}"), format!("/desk/tickets/{number}"));
    let path = format!("{page}/rating");
    check("too early", &client.post(&path, &[("score", "1")]).await.body, &cast);
    app.set_status(&cast.agent, number, Status::Resolved).await;
    check("the question", &client.get(&page).await.body, &cast);
    check("without stars", &client.post(&path, &[("comment", BODY)]).await.body, &cast);
    let refused = client.send(&path, &[]).await.json();
    check("without stars, to the script", refused["error"].as_str().expect("the reason"), &cast);
    check("not rated", &admin.get(REPORT).await.body, &cast);
    for (score, reasons) in [("5", Sentiment::Satisfied), ("2", Sentiment::Unsatisfied)] {
        let reasons: Vec<_> = Reason::of(reasons).map(|reason| ("reason", reason.as_str())).collect();
        let fields = [&[("score", score), ("comment", BODY)][..], &reasons].concat();
        client.post(&path, &fields).await.location();
        check(score, &client.get(&page).await.body, &cast);
        check("at the desk", &admin.get(&desk).await.body, &cast);
    }
    for tags in ["zzz", ""] {
        admin.post(&format!("{desk}/tags"), &[("tags", tags)]).await.location();
    }
    admin.post(&format!("{desk}/tags"), &[("tags", "zzz")]).await.location();
    check("tags", &admin.get(&desk).await.body, &cast);
    check("wrong tags", &admin.post(&format!("{desk}/tags"), &[("tags", &"z".repeat(61))]).await.body, &cast);
    check("the report", &admin.get(&format!("{REPORT}?days=365")).await.body, &cast);
    check("the customer", &admin.get(&format!("/desk/customers/{}", cast.northwind)).await.body, &cast);
    app.wait(std::time::Duration::from_secs(1));
    client.post(&format!("{page}/status"), &[("status", "open")]).await.location();
    check("reopened", &admin.get(&desk).await.body, &cast);
    app.set_status(&cast.agent, number, Status::Resolved).await;
    check("asked again", &client.get(&page).await.body, &cast);
    app.set_status(&cast.agent, number, Status::Closed).await;
    check("too late", &client.post(&path, &[("score", "1")]).await.body, &cast);
    app.wait(app.settings.missed_after);
    app.work().await;
    for mail in app.texts("SELECT subject || ' ' || text FROM mails").await {
        let words = mail.split_whitespace().filter(|word| !word.starts_with("http://portal.test/"));
        check("a mail", &words.collect::<Vec<_>>().join(" "), &cast);
    }
}

async fn mails_are_in_the_readers_language(app: &TestApp) {
    let cast = prepared(app).await;
    let number = app.open(&cast.client, SUBJECT, BODY).await;
    app.reply(&cast.agent, number, BODY).await;
    app.set_status(&cast.agent, number, Status::Resolved).await;
    app.wait(app.settings.missed_after);
    app.work().await;
    let mails = app.texts("SELECT subject || ' ' || text FROM mails").await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    check("the mail", &mails[0], &cast);
    check("the mail's HTML", &app.texts("SELECT html FROM mails").await[0], &cast);
}

async fn the_first_visit_is_in_the_browsers_language(app: &TestApp) {
    let token = setup::mint(&app.app).await.unwrap().unwrap();
    let guest = app.browser();
    let ask = async |method, path: &str, fields: &[(&str, &str)]| {
        let request =
            guest.request(method, path).header("accept-language", "qps-ploc").header("origin", guest.origin());
        request.form(fields).send().await.unwrap().text().await.unwrap()
    };
    let pages = [
        ask(Method::GET, "/setup", &[]).await,
        ask(Method::GET, "/setup?token=wrong", &[]).await,
        ask(Method::GET, &format!("/setup?token={token}"), &[]).await,
        ask(Method::POST, "/setup", &[("token", &token), ("time_zone", "Europe/Atlantis")]).await,
    ];
    let cast = app.cast("harbour").await;
    for page in pages {
        check("the first visit", &page, &cast);
    }
}

/// An organisation whose people all read the made-up language.
async fn prepared(app: &TestApp) -> Cast {
    let cast = app.cast("harbour").await;
    app.execute("UPDATE users SET language = 'qps-ploc'").await;
    cast
}

/// Fails on the first text of a page that is neither in brackets nor somebody's own.
fn check(what: &str, page: &str, cast: &Cast) {
    assert!(page.contains('⟦'), "{what} is not in the made-up language: {page}");
    let mut texts: Vec<String> = html::texts(page);
    for tag in html::tags(page).into_iter().filter(|tag| tag.name != "time") {
        texts.extend(
            ["aria-label", "placeholder", "title", "alt"].iter().filter_map(|name| tag.get(name)).map(str::to_owned),
        );
    }
    // Languages are offered by their own names.
    for text in texts.into_iter().filter(|text| !["Deutsch", "English"].contains(&text.trim())) {
        let left = without_their_own(&without_brackets(&text), cast);
        assert!(!left.chars().any(char::is_alphabetic), "{what}: {left:?} in {text:?} is not from a catalogue");
    }
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut left = String::new();
    for c in text.chars() {
        match c {
            '⟦' => depth += 1,
            '⟧' => depth = depth.saturating_sub(1),
            _ if depth == 0 => left.push(c),
            _ => {}
        }
    }
    left
}

fn without_their_own(text: &str, cast: &Cast) -> String {
    let people = [
        &cast.admin,
        &cast.manager,
        &cast.agent,
        &cast.viewer,
        &cast.client,
        &cast.colleague,
        &cast.neighbour,
        &cast.unlinked,
    ];
    let mut own: Vec<String> =
        people.iter().flat_map(|person| [person.0.email.clone(), person.0.name.clone()]).collect();
    own.extend(people.iter().map(|person| frontdesk::domain::people::initials(&person.0.name)));
    own.extend(
        // What a language calls itself is the same in every other.
        [
            SUBJECT,
            BODY,
            NOTE,
            "Design",
            "Order 7",
            "secret note of staff",
            "EUR",
            "English",
            "Northwind",
            "Contoso",
            "zzz",
            "http://portal.test/support/1",
            "?rating=",
            "#rating",
            "Frontdesk",
        ]
        .map(str::to_owned),
    );
    own.push(cast.organisation.name.clone());
    // The letter that stands for the organisation, or for the program before sign-in.
    if ["H", "F"].contains(&text) {
        return String::new();
    }
    own.sort_by_key(|text| std::cmp::Reverse(text.len()));
    own.iter().fold(text.to_owned(), |left, own| left.replace(own.as_str(), ""))
}

#[test]
fn a_word_that_is_hard_wired_is_seen() {
    assert_eq!(made_up("a = Sign in\n").trim(), "a = ⟦Šîĝñ îñ⟧");
    assert_eq!(without_brackets("⟦Šîĝñ ⟦x⟧ îñ⟧ now"), " now");
}
