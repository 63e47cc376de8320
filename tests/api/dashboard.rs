//! The desk's dashboard, and what of the portal's first page and list leads to paying.

use std::time::Duration;

use crate::{TestApp, each_database};

each_database!(
    the_dashboard_says_what_waits_and_what_is_late,
    an_empty_dashboard_leads_on,
    the_dashboard_moves_as_things_happen,
    money_that_does_not_fit_stands_above,
);

async fn the_dashboard_says_what_waits_and_what_is_late(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let (older, newer) = (app.open(&cast.client, "The older one", "Body").await, {
        app.wait(Duration::from_secs(60));
        app.open(&cast.client, "The newer one", "Body").await
    });
    let own = app.open(&cast.neighbour, "My own", "Body").await;
    let done = app.open(&cast.neighbour, "Done already", "Body").await;
    let me = cast.agent.0.membership_id.to_string();
    for number in [own, done] {
        agent.post(&format!("/desk/tickets/{number}/assignee"), &[("assignee", &me)]).await.location();
    }
    agent.post(&format!("/desk/tickets/{done}/status"), &[("status", "resolved")]).await.location();
    let late = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    app.invoice(&cast, cast.contoso, ("70", "JPY")).await;
    app.draft_invoice(&cast, cast.contoso, ("5000", "EUR")).await;
    let today = frontdesk::words::Zone::named("UTC").date(app.app.clock.now());
    let days_ago = |days: i64| today.saturating_sub(jiff::Span::new().days(days));
    app.execute(&format!("UPDATE invoices SET due_on = '{}' WHERE id = '{}'", days_ago(31), late.id)).await;
    let page = agent.get("/desk").await;
    let text = page.text();
    assert_eq!(page.ids("waiting-"), [own, older, newer].map(|number| number.to_string()));
    assert!(!text.contains("Done already"), "{text}");
    assert_eq!(page.ids("overdue-"), ["title".to_owned(), late.id.to_string()], "below the title");
    for said in
        ["31 days late", "€100.00 overdue", "31–60 days late €100.00", "Not due yet JP¥70", "Your open tickets 1"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("€5,000.00"), "nobody owes a draft: {text}");
}

async fn an_empty_dashboard_leads_on(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let text = app.sign_in(&cast.manager).await.get("/desk").await.text();
    for said in ["Nothing waits for you", "Every ticket has somebody", "No invoice is overdue.", "Write an invoice"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let viewer = app.sign_in(&cast.viewer).await.get("/desk").await;
    assert!(!viewer.text().contains("Write an invoice"), "{viewer:?}");
    assert_eq!(app.sign_in(&cast.client).await.get("/desk").await.status, 404);
}

async fn the_dashboard_moves_as_things_happen(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let mut open = agent.live("topic=desk:dashboard").await;
    open.until("the page as it is", |frame| frame.contains("Every ticket has somebody")).await;
    app.open(&cast.client, "It burns", "Help").await;
    open.until("a ticket", |frame| frame.contains("It burns")).await;
    let sent = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    open.until("an invoice", |frame| frame.contains("€100.00")).await;
    app.record_payment(&cast, sent.id, 2_500).await;
    open.until("a payment", |frame| frame.contains("€75.00")).await;
}

async fn money_that_does_not_fit_stands_above(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let sent = app.invoice(&cast, cast.northwind, ("100", "EUR")).await;
    app.record_payment(&cast, sent.id, 12_500).await;
    let void = app.invoice(&cast, cast.contoso, ("60", "EUR")).await;
    app.record_payment(&cast, void.id, 1_000).await;
    app.execute(&format!("UPDATE invoices SET state = 'void', outstanding = 0 WHERE id = '{}'", void.id)).await;
    let disputed = app.invoice(&cast, cast.contoso, ("40", "EUR")).await;
    app.record_payment(&cast, disputed.id, 4_000).await;
    let manager = app.sign_in(&cast.manager).await;
    let ledger = |kind: &str, source: &str| {
        format!(
            "INSERT INTO ledger (id, organisation_id, invoice_id, kind, amount, method, happened_on, note, source, recorded_at)
             SELECT '{}', organisation_id, id, '{kind}', 4000, 'stripe', '2026-11-23', '', '{source}', {} FROM invoices WHERE id = '{}'",
            frontdesk::id::LedgerId::new(app.app.clock.now(), &frontdesk::id::SystemChance),
            app.app.clock.now().as_millis(),
            disputed.id
        )
    };
    app.execute(&ledger("dispute", "du_1")).await;
    let text = manager.get("/desk").await.text();
    for said in ["€25.00 too much came in", "€10.00 too much came in", "The bank took a payment back"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    app.execute(&ledger("dispute_won", "du_1:won")).await;
    app.wait(Duration::from_secs(1));
    assert!(!manager.get("/desk").await.text().contains("The bank took a payment back"));
}
