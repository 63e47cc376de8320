//! A client's tickets: opening, the list, the thread, the reply.

use std::time::Duration;

use frontdesk::app::tickets::{NewReply, Opening, open_in, post_reply_in};
use frontdesk::domain::input::{Body, Key, Subject};
use frontdesk::domain::thread::MessageKind;
use frontdesk::domain::ticket::Source;

use crate::common::html;
use crate::{TestApp, each_database};

each_database!(
    a_ticket_is_opened_listed_and_read,
    a_reply_joins_the_thread_for_everybody_of_the_customer,
    the_script_gets_the_reply_as_every_page_gets_it,
    what_is_written_is_shown_as_it_was_written,
    a_thread_shows_its_end_and_all_of_it_when_asked,
    the_list_goes_on_where_its_page_ends,
    new_replies_are_marked_until_they_are_read,
    somebody_without_a_customer_is_told_so,
);

async fn a_ticket_is_opened_listed_and_read(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    assert!(browser.get("/support").await.text().contains("No tickets yet"));
    let key = browser.get("/support/new").await.field("key");
    let fields = [("subject", "  Cannot\treceive mail "), ("body", "Since this morning.\r\nWhy?"), ("key", &key)];
    assert_eq!(browser.post("/support", &fields).await.location(), "/support/1");

    let thread = browser.get("/support/1").await;
    assert!(thread.text().contains("Cannot receive mail"), "{thread:?}");
    assert!(thread.body.contains("Since this morning.\nWhy?"), "{thread:?}");
    assert_eq!(thread.ids("reply-").len(), 1);
    assert!(
        thread.body.contains("hx-ws:connect=\"/live?topic=ticket:1&amp;organisation=harbour\"")
            && thread.body.contains("data-head=\"1\""),
        "{thread:?}"
    );
    for list in ["/support", "/"] {
        let list = browser.get(list).await;
        assert!(list.text().contains("Cannot receive mail"), "{list:?}");
        assert_eq!(list.ids("ticket-").iter().filter(|id| id.as_str() == "1").count(), 1, "{list:?}");
    }
    assert!(app.sign_in(&cast.agent).await.get("/desk/tickets").await.text().contains("Cannot receive mail"));
}

async fn a_reply_joins_the_thread_for_everybody_of_the_customer(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let path = format!("/support/{number}");
    let colleague = app.sign_in(&cast.colleague).await;
    let key = colleague.get(&path).await.field("key");
    let replied = colleague.post(&format!("{path}/replies"), &[("body", "Second"), ("key", &key)]).await;
    assert_eq!(replied.location(), path);
    let agent = app.sign_in(&cast.agent).await;
    let answered =
        agent.post(&format!("/desk/tickets/{number}/replies"), &[("body", "Third"), ("kind", "reply")]).await;
    assert_eq!(answered.location(), format!("/desk/tickets/{number}"));
    let client = app.sign_in(&cast.client).await;
    for page in
        [client.get(&path).await, colleague.get(&path).await, agent.get(&format!("/desk/tickets/{number}")).await]
    {
        let text = page.thread();
        let at = ["First", "Second", "Third"].map(|said| text.find(said).unwrap_or_else(|| panic!("{said} in {text}")));
        assert!(at.is_sorted(), "{text}");
        for name in ["Client harbour", "Colleague harbour", "Agent harbour"] {
            assert!(text.contains(name), "{name} in {text}");
        }
    }
}

async fn the_script_gets_the_reply_as_every_page_gets_it(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let browser = app.sign_in(&cast.client).await;
    let mut live = browser.live(&format!("topic=ticket:{number}&after=1")).await;
    live.until("the subscription", |frame| frame.contains("\"subscribed\"")).await;
    let sent = browser.send(&format!("/support/{number}/replies"), &[("body", "Second"), ("key", "key-1")]).await;
    assert_eq!(sent.status, 201);
    assert!(sent.header("server-timing").starts_with("commit;desc=\""), "{sent:?}");
    assert!(sent.body.starts_with("<li id=\"reply-") && sent.body.ends_with("</li>"), "{sent:?}");
    assert!(!sent.body.contains("mine"), "nobody's own: {sent:?}");
    let pushed = live.until("the reply", |frame| frame.contains("data-number=\"2\"")).await.pop().unwrap();
    assert!(pushed.contains(&sent.body), "{pushed}\n{}", sent.body);
    let page = browser.get(&format!("/support/{number}")).await;
    assert_eq!(page.ids("reply-")[1..], sent.ids("reply-"), "{page:?}");
}

async fn what_is_written_is_shown_as_it_was_written(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let subject = "<b>“Ünïcödé” & 日本語</b>";
    let number = app.open(&cast.client, subject, "one\n  two <i>three</i> &amp;\n\nhttps://a.test/?b=1&c=2").await;
    let page = app.sign_in(&cast.client).await.get(&format!("/support/{number}")).await;
    assert!(page.text().contains(subject), "{page:?}");
    assert!(page.body.contains("one\n  two &lt;i&gt;three&lt;/i&gt; &amp;amp;\n\n"), "{page:?}");
    let links = html::tags(&page.body);
    let link = links.iter().find(|tag| tag.get("href") == Some("https://a.test/?b=1&c=2")).expect("a link");
    assert_eq!(link.get("rel"), Some("nofollow noopener noreferrer"));
}

async fn a_thread_shows_its_end_and_all_of_it_when_asked(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "The very first").await;
    app.write(async |writing| {
        for at in 2..=120 {
            let new_reply = NewReply {
                body: Body::parse(&format!("Message {at}.")).unwrap(),
                key: Key::parse(&format!("key-{at}")).unwrap(),
                kind: MessageKind::Reply,
                then: None,
                attachments: Vec::new(),
            };
            post_reply_in(writing, &cast.client.0, number, &new_reply).await.unwrap();
        }
    })
    .await;
    let browser = app.sign_in(&cast.colleague).await;
    let page = browser.get(&format!("/support/{number}")).await;
    assert_eq!(page.ids("reply-").len(), 100);
    assert!(
        page.body.contains("Message 21.") && page.body.contains("Message 120.") && !page.body.contains("Message 20.")
    );
    assert!(page.body.contains("data-head=\"120\""));
    let tags = html::tags(&page.body);
    let whole =
        tags.iter().filter_map(|tag| tag.get("href")).find(|url| url.ends_with("?all")).expect("a link to all of it");
    let all = browser.get(whole).await;
    assert_eq!(all.ids("reply-").len(), 120);
    assert!(all.body.contains("The very first"));
}

async fn the_list_goes_on_where_its_page_ends(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.write(async |writing| {
        for at in 1..=55 {
            let opening = Opening {
                subject: Subject::parse("Subject").unwrap(),
                body: Body::parse("Body").unwrap(),
                key: Key::parse(&format!("key-{at}")).unwrap(),
                attachments: Vec::new(),
            };
            open_in(writing, &cast.client.0, cast.northwind, &opening, Source::Portal).await.unwrap();
        }
    })
    .await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    for (browser, list, prefix) in [(&client, "/support", "ticket-"), (&agent, "/desk/tickets?view=open", "row-")] {
        let first = browser.get(list).await;
        let tags = html::tags(&first.body);
        let older = tags
            .iter()
            .find(|tag| tag.get("rel") == Some("next"))
            .and_then(|tag| tag.get("href"))
            .expect("a next page");
        let second = browser.get(older).await;
        let numbers =
            |page: &crate::Answer| page.ids(prefix).iter().filter_map(|id| id.parse::<i64>().ok()).collect::<Vec<_>>();
        assert_eq!(numbers(&first), (6..=55).rev().collect::<Vec<_>>());
        assert_eq!(numbers(&second), (1..=5).rev().collect::<Vec<_>>());
        assert!(!second.body.contains("rel=\"next\""), "{list}");
    }
}

async fn new_replies_are_marked_until_they_are_read(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    app.wait(Duration::from_secs(1));
    app.reply(&cast.agent, number, "An answer").await;
    let (client, colleague) = (app.sign_in(&cast.client).await, app.sign_in(&cast.colleague).await);
    for browser in [&client, &colleague] {
        let list = browser.get("/support").await.text();
        assert!(list.contains("New reply") && list.contains("Agent harbour : An answer"), "{list}");
    }
    client.get(&format!("/support/{number}")).await;
    assert!(!client.get("/support").await.text().contains("New reply"));
    assert!(colleague.get("/support").await.text().contains("New reply"), "each reads for themselves");
    let at_desk = app.sign_in(&cast.agent).await.get(&format!("/desk/tickets/{number}")).await;
    assert!(at_desk.text().contains("Seen"), "{at_desk:?}");
}

async fn somebody_without_a_customer_is_told_so(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.unlinked).await;
    assert!(browser.get("/").await.text().contains("isn’t connected to a company yet"));
    for path in ["/support", "/support/new"] {
        let refused = browser.get(path).await;
        assert_eq!(refused.status, 403, "{path}");
        assert!(refused.text().contains("isn’t connected to a company yet"), "{refused:?}");
    }
    assert_eq!(browser.post("/support", &[("subject", "Subject"), ("body", "Body")]).await.status, 403);
}
