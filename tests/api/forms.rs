//! Forms that cannot be taken come back with what was typed, and say what is wrong where it is wrong.

use crate::common::html;
use crate::{Answer, Browser, TestApp, each_database};

each_database!(
    a_new_ticket_comes_back_with_its_problems,
    a_reply_comes_back_with_its_problems,
    a_ticket_for_a_customer_comes_back_with_its_problems,
    what_is_too_large_is_not_read,
    what_cannot_be_read_is_refused,
);

const MISSING: &str = "Please fill this in.";

async fn a_new_ticket_comes_back_with_its_problems(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    let long = "é".repeat(201);
    for (subject, body, at, problem) in [
        ("", "The <long> story", "subject", MISSING),
        (" \t", "The <long> story", "subject", MISSING),
        (long.as_str(), "The <long> story", "subject", "Please shorten this to 200 characters."),
        ("The \"subject\"", " \r\n ", "body", MISSING),
    ] {
        let page = browser.post("/support", &[("subject", subject), ("body", body), ("key", "key-1")]).await;
        assert_eq!(page.status, 422);
        assert_eq!(page.field("subject"), subject);
        assert_eq!(page.field("key"), "key-1");
        assert_eq!(typed(&page), body.replace("\r\n", "\n").trim_matches('\n'), "{page:?}");
        assert_eq!(problem_at(&page, at), problem);
        assert_eq!(summary(&page), [format!("#{at}")]);
    }
    let page = browser.post("/support", &[]).await;
    assert_eq!((problem_at(&page, "subject").as_str(), problem_at(&page, "body").as_str()), (MISSING, MISSING));
    assert_eq!(summary(&page), ["#subject", "#body"]);
    assert!(app.texts("SELECT subject FROM tickets").await.is_empty());
}

async fn a_reply_comes_back_with_its_problems(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let long = "x".repeat(20_001);
    for (browser, base) in [(&client, "/support"), (&agent, "/desk/tickets")] {
        let path = format!("{base}/{number}/replies");
        for (body, problem) in [("", MISSING), (long.as_str(), "Please shorten this to 20,000 characters.")] {
            let page = browser.post(&path, &[("body", body), ("key", "key-1")]).await;
            assert_eq!(page.status, 422);
            assert_eq!(typed(&page), body);
            assert_eq!(problem_at(&page, "body"), problem);
            assert_eq!(page.ids("reply-").len(), 1, "the thread is still there");
            let fragment = browser.send(&path, &[("body", body), ("key", "key-1")]).await;
            assert_eq!(fragment.status, 422);
            assert!(fragment.json()["error"].as_str().unwrap().contains(problem.trim_end_matches('.')), "{fragment:?}");
        }
        let unsafe_key = browser.send(&path, &[("body", "Text"), ("key", "\"><script>")]).await;
        assert_eq!(unsafe_key.status, 422, "{unsafe_key:?}");
        let page = browser.post(&path, &[("body", "Text"), ("key", "\"><script>")]).await;
        assert_eq!((page.status, typed(&page).as_str()), (422, "Text"));
        let usable = page.field("key");
        assert!(usable.len() > 20 && usable.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)), "{usable}");
    }
    let path = format!("/desk/tickets/{number}/replies");
    for wrong in [("kind", "shout"), ("then", "gone")] {
        assert_eq!(agent.send(&path, &[("body", "Text"), wrong]).await.status, 422, "{wrong:?}");
        let page = agent.post(&path, &[("body", "Text"), wrong]).await;
        assert_eq!((page.status, typed(&page).as_str()), (422, "Text"), "{wrong:?}");
    }
    assert_eq!(app.texts("SELECT body FROM messages").await, ["First"]);
}

async fn a_ticket_for_a_customer_comes_back_with_its_problems(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    let northwind = cast.northwind.to_string();
    let page = agent.post("/desk/tickets", &[("customer", ""), ("subject", "Typed"), ("body", "Told")]).await;
    assert_eq!(page.status, 422);
    assert_eq!(problem_at(&page, "customer"), MISSING);
    assert_eq!((page.field("subject").as_str(), typed(&page).as_str()), ("Typed", "Told"));
    let page = agent.post("/desk/tickets", &[("customer", "nobody"), ("subject", "Typed"), ("body", "Told")]).await;
    assert_eq!((page.status, problem_at(&page, "customer").as_str()), (422, "Please choose one of the options."));
    let page = agent.post("/desk/tickets", &[("customer", &northwind), ("subject", ""), ("body", "Told")]).await;
    assert_eq!((page.status, problem_at(&page, "subject").as_str()), (422, MISSING));
    assert_eq!((page.field("customer"), page.field("customer_name")), (northwind, "Northwind".to_owned()));
}

async fn what_is_too_large_is_not_read(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let browser = app.sign_in(&cast.client).await;
    let path = format!("/support/{number}/replies");
    let huge = "x".repeat(600 * 1024);
    let page = browser.post(&path, &[("body", &huge)]).await;
    assert_eq!(page.status, 413);
    assert!(page.text().contains("too large"), "{page:?}");
    let fragment = browser.send(&path, &[("body", &huge)]).await;
    assert!(fragment.json()["error"].as_str().unwrap().contains("too large"), "{fragment:?}");
    // The longest reply there may be, in the characters that take the most room.
    let longest = "日".repeat(20_000);
    assert_eq!(browser.send(&path, &[("body", &longest)]).await.status, 201);
}

async fn what_cannot_be_read_is_refused(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let browser = app.sign_in(&cast.client).await;
    for path in ["/support/none", "/support/0", "/support/-1", "/support/99999999999999999999", "/help/%ff"] {
        assert_eq!(browser.get(path).await.status, 404, "{path}");
    }
    assert_eq!(browser.post(&format!("/support/{number}/status"), &[("status", "happy")]).await.status, 400);
    assert_eq!(browser.post(&format!("/support/{number}/status"), &[]).await.status, 400);
    assert_eq!(in_json(&browser, &format!("/support/{number}/replies")).await.status, 400);
    assert_eq!(browser.get("/support?before=nonsense").await.status, 200, "what cannot be read is the beginning");
}

async fn in_json(browser: &Browser, path: &str) -> Answer {
    Answer::to(browser.request(reqwest::Method::POST, path).json(&serde_json::json!({ "body": "Text" }))).await
}

/// What stands in the page's text area.
fn typed(page: &Answer) -> String {
    let named = |rest: &&str| rest.split_once('>').is_some_and(|(tag, _)| tag.contains("name=\"body\""));
    let after = page.body.split("<textarea").skip(1).find(named).expect("a text area");
    let (_, after) = after.split_once('>').expect("its end");
    let (text, _) = after.split_once("</textarea>").expect("its end");
    // A browser drops the first line break.
    html::unescaped(text.strip_prefix('\n').unwrap_or(text)).replace("\r\n", "\n").trim_matches('\n').to_owned()
}

/// Where the lines of the box above a form lead.
fn summary(page: &Answer) -> Vec<String> {
    let (_, after) = page.body.split_once(" data-problems").expect("a box");
    let (lines, _) = after.split_once("</ul>").expect("its end");
    html::tags(lines).iter().filter_map(|tag| tag.get("href").map(str::to_owned)).collect()
}

/// What is said at a field, which points to it for screen readers.
fn problem_at(page: &Answer, field: &str) -> String {
    let id = format!("{field}-problem");
    let tags = html::tags(&page.body);
    let input = tags.iter().find(|tag| tag.get("id") == Some(field)).expect("a field");
    assert_eq!(input.get("aria-invalid"), Some("true"), "{page:?}");
    assert!(input.get("aria-describedby").is_some_and(|ids| ids.split(' ').any(|one| one == id)), "{page:?}");
    let (_, after) = page.body.split_once(&format!("id=\"{id}\">")).unwrap_or_else(|| panic!("no {id}: {page:?}"));
    html::unescaped(after.split_once('<').expect("its end").0)
}
