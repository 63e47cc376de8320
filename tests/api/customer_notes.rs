//! What staff write about a customer, for each other.

use crate::{Answer, Browser, Cast, TestApp, each_database};

each_database!(
    a_note_is_written_changed_and_deleted_with_a_way_back,
    a_note_is_its_writers_to_change,
    a_note_without_words_comes_back,
    deleted_notes_are_forgotten_after_a_day,
    clients_never_see_a_note,
);

async fn begin(app: &TestApp) -> (Cast, Browser, String) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let page = format!("/desk/customers/{}", cast.northwind);
    (cast, agent, page)
}

async fn the_note(app: &TestApp) -> String {
    app.texts("SELECT id FROM customer_notes").await.remove(0)
}

async fn follow(browser: &Browser, answer: &Answer) -> Answer {
    browser.get(answer.location()).await
}

async fn a_note_is_written_changed_and_deleted_with_a_way_back(app: &TestApp) {
    let (_, agent, page) = begin(app).await;
    let body = [("body", "Pays late.\r\nSee https://a.test/b <b>")];
    let shown = follow(&agent, &agent.post(&format!("{page}/notes"), &body).await).await;
    assert!(shown.text().contains("Note added.") && shown.text().contains("Pays late."), "{shown:?}");
    assert!(shown.body.contains("&lt;b&gt;") && shown.body.contains("href=\"https://a.test/b\""), "{shown:?}");
    let note = format!("{page}/notes/{}", the_note(app).await);
    let form = agent.get(&note).await;
    assert!(form.body.contains(">Pays late.\nSee https://a.test/b &lt;b&gt;</textarea>"), "{form:?}");
    app.wait(std::time::Duration::from_secs(60));
    let shown = follow(&agent, &agent.post(&note, &[("body", "Pays in time.")]).await).await;
    assert!(shown.text().contains("Pays in time.") && shown.text().contains("changed"), "{shown:?}");
    let gone = follow(&agent, &agent.post(&format!("{note}/delete"), &[]).await).await;
    assert!(gone.text().contains("Note deleted.") && !gone.text().contains("Pays in time."), "{gone:?}");
    assert_eq!(agent.get(&note).await.status, 404);
    agent.post(&format!("{note}/delete"), &[]).await.location();
    assert!(gone.body.contains(&format!("{note}/restore?")), "the way back: {gone:?}");
    let back = follow(&agent, &agent.post(&format!("{note}/restore"), &[]).await).await;
    assert!(back.text().contains("Pays in time.") && back.text().contains("The note is back."), "{back:?}");
}

async fn a_note_is_its_writers_to_change(app: &TestApp) {
    let (cast, agent, page) = begin(app).await;
    let manager = app.sign_in(&cast.manager).await;
    manager.post(&format!("{page}/notes"), &[("body", "The manager’s")]).await.location();
    let note = format!("{page}/notes/{}", the_note(app).await);
    assert!(!agent.get(&page).await.body.contains(&note), "no pen beside it");
    assert_eq!(agent.get(&note).await.status, 404);
    for path in [note.clone(), format!("{note}/delete")] {
        assert_eq!(agent.post(&path, &[("body", "Mine")]).await.status, 403);
    }
    assert_eq!(app.texts("SELECT body FROM customer_notes WHERE deleted_at IS NULL").await, ["The manager’s"]);
    app.sign_in(&cast.admin).await.post(&format!("{note}/delete"), &[]).await.location();
    assert_eq!(agent.post(&format!("{note}/restore"), &[]).await.status, 403);
    // A note is looked for at its own customer alone.
    let elsewhere = note.replace(&cast.northwind.to_string(), &cast.contoso.to_string());
    assert_eq!(manager.post(&format!("{elsewhere}/restore"), &[]).await.status, 404);
    manager.post(&format!("{note}/restore"), &[]).await.location();
}

async fn a_note_without_words_comes_back(app: &TestApp) {
    let (_, agent, page) = begin(app).await;
    let back = agent.post(&format!("{page}/notes"), &[("body", "  ")]).await;
    assert_eq!((back.status, back.ids("body-problem").len()), (422, 1), "{back:?}");
    agent.post(&format!("{page}/notes"), &[("body", "One")]).await.location();
    let note = format!("{page}/notes/{}", the_note(app).await);
    let back = agent.post(&note, &[("body", "")]).await;
    assert_eq!((back.status, back.ids("body-problem").len()), (422, 1), "{back:?}");
    assert_eq!(app.texts("SELECT body FROM customer_notes").await, ["One"]);
}

async fn deleted_notes_are_forgotten_after_a_day(app: &TestApp) {
    let (_, agent, page) = begin(app).await;
    agent.post(&format!("{page}/notes"), &[("body", "One")]).await.location();
    let note = format!("{page}/notes/{}", the_note(app).await);
    agent.post(&format!("{note}/delete"), &[]).await.location();
    let hours = |hours: u64| std::time::Duration::from_secs(hours * 3_600);
    app.wait(hours(23));
    frontdesk::app::customers::forget_deleted_notes(&app.app).await.unwrap();
    assert_eq!(app.texts("SELECT body FROM customer_notes").await, ["One"]);
    app.wait(hours(2));
    frontdesk::app::customers::forget_deleted_notes(&app.app).await.unwrap();
    assert_eq!(app.texts("SELECT body FROM customer_notes").await, [""; 0]);
}

async fn clients_never_see_a_note(app: &TestApp) {
    let (cast, agent, page) = begin(app).await;
    agent.post(&format!("{page}/notes"), &[("body", "Between colleagues")]).await.location();
    let client = app.sign_in(&cast.client).await;
    for path in ["/", "/invoices", "/support", "/profile"] {
        assert!(!client.get(path).await.body.contains("Between colleagues"), "{path}");
    }
    let viewer = app.sign_in(&cast.viewer).await;
    let shown = viewer.get(&page).await;
    assert!(shown.text().contains("Between colleagues") && !shown.body.contains("name=\"body\""), "{shown:?}");
}
