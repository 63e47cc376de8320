//! Away from the page, people are told by mail: after two minutes, once for everything, and only what they have not seen.

use std::time::Duration;

use frontdesk::domain::ticket::Status;

use crate::{Cast, TestApp, each_database};

each_database!(
    what_was_missed_for_two_minutes_is_one_mail,
    what_was_seen_meanwhile_is_no_mail,
    what_comes_later_is_told_later,
    whoever_answers_is_told_of_the_clients_reply,
    those_who_take_part_are_told_and_nobody_else,
    what_nobody_has_taken_is_told_to_everybody_who_could,
    what_somebody_took_or_read_is_told_to_nobody_else,
    without_a_mail_server_mails_are_kept_to_be_read,
    what_stands_in_a_mail_is_not_run,
);

const MISSED: Duration = Duration::from_secs(120);

async fn what_was_missed_for_two_minutes_is_one_mail(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Cannot receive mail", "First").await;
    app.reply(&cast.agent, number, "Which version?").await;
    app.wait(Duration::from_secs(60));
    app.reply(&cast.agent, number, "And since when?").await;
    app.set_status(&cast.agent, number, Status::Pending).await;
    app.wait(Duration::from_millis(59_999));
    assert_eq!(mails(app).await, [""; 0], "a moment too early");
    app.wait(Duration::from_millis(1));
    let mails = mails(app).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    let mail = &mails[0];
    assert!(mail.starts_with("client@harbour.test: [harbour] Ticket 1: Cannot receive mail\n"), "{mail}");
    for said in ["Which version?", "And since when?", "Open to Pending", "http://portal.test/support/1"] {
        assert!(mail.contains(said), "{said} in {mail}");
    }
    assert!(!mail.contains("First"), "they wrote that themselves: {mail}");
    app.wait(MISSED * 10);
    assert_eq!(self::mails(app).await.len(), 1, "once is enough");
}

async fn what_was_seen_meanwhile_is_no_mail(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    app.reply(&cast.agent, number, "An answer").await;
    app.sign_in(&cast.client).await.get(&format!("/support/{number}")).await;
    app.wait(MISSED);
    assert_eq!(mails(app).await, [""; 0]);
    // Seen in part: only the rest is told.
    app.reply(&cast.agent, number, "One more thing").await;
    app.wait(MISSED);
    let mails = mails(app).await;
    assert!(mails.len() == 1 && mails[0].contains("One more thing") && !mails[0].contains("An answer"), "{mails:?}");
}

async fn what_comes_later_is_told_later(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    for at in 1..=3 {
        app.reply(&cast.agent, number, &format!("Answer {at}.")).await;
        app.wait(MISSED);
        let mails = mails(app).await;
        assert_eq!(mails.len(), at);
        assert_eq!(mails.iter().filter(|mail| mail.contains(&format!("Answer {at}."))).count(), 1, "{mails:?}");
    }
}

async fn whoever_answers_is_told_of_the_clients_reply(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let admin = app.sign_in(&cast.admin).await;
    let agent = cast.agent.0.membership_id.to_string();
    admin.post(&format!("/desk/tickets/{number}/assignee"), &[("assignee", &agent)]).await.location();
    app.note(&cast.admin, number, "Careful with this one").await;
    app.reply(&cast.client, number, "There is more").await;
    app.wait(MISSED);
    let mails = mails(app).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].starts_with("agent@harbour.test: "), "{mails:?}");
    for said in ["There is more", "Careful with this one", "http://portal.test/desk/tickets/1"] {
        assert!(mails[0].contains(said), "{said} in {mails:?}");
    }
}

async fn those_who_take_part_are_told_and_nobody_else(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.cast("rival").await;
    let silent = app.open(&cast.client, "Silent", "First").await;
    let shared = app.open(&cast.client, "Shared", "First").await;
    app.reply(&cast.colleague, shared, "Me too").await;
    app.sign_in(&cast.client).await.get(&format!("/support/{shared}")).await;
    app.reply(&cast.agent, silent, "To one").await;
    app.reply(&cast.agent, shared, "To both").await;
    app.wait(MISSED);
    let mut told: Vec<String> = mails(app).await.iter().map(|mail| mail.lines().next().unwrap().to_owned()).collect();
    told.sort_unstable();
    let wanted = [
        "client@harbour.test: [harbour] Ticket 1: Silent",
        "client@harbour.test: [harbour] Ticket 2: Shared",
        "colleague@harbour.test: [harbour] Ticket 2: Shared",
    ];
    assert_eq!(told, wanted);
}

async fn what_nobody_has_taken_is_told_to_everybody_who_could(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.cast("rival").await;
    app.open(&cast.client, "Subject", "First").await;
    app.wait(MISSED);
    let mut told: Vec<String> =
        mails(app).await.iter().map(|mail| mail.split(':').next().unwrap().to_owned()).collect();
    told.sort_unstable();
    assert_eq!(told, ["admin@harbour.test", "agent@harbour.test", "manager@harbour.test"]);
}

async fn what_somebody_took_or_read_is_told_to_nobody_else(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (read, taken) = (app.open(&cast.client, "Read", "First").await, app.open(&cast.client, "Taken", "First").await);
    let agent = app.sign_in(&cast.agent).await;
    agent.get(&format!("/desk/tickets/{read}")).await;
    let me = cast.agent.0.membership_id.to_string();
    agent.post(&format!("/desk/tickets/{taken}/assignee"), &[("assignee", &me)]).await.location();
    agent.get(&format!("/desk/tickets/{taken}")).await;
    app.wait(MISSED);
    let told: Vec<String> = mails(app).await.iter().map(|mail| mail.split(':').next().unwrap().to_owned()).collect();
    assert!(!told.iter().any(|who| !who.starts_with("client@")), "{told:?}");
}

async fn without_a_mail_server_mails_are_kept_to_be_read(app: &TestApp) {
    let cast = missed_reply(app, "Here is the <answer>").await;
    let page = app.sign_in(&cast.admin).await.get("/desk/settings/email").await;
    let text = page.text();
    for said in ["No mail server is set up", "Kept", "To client@harbour.test", "Here is the <answer>"] {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert!(page.body.contains("href=\"http://portal.test/support/1\""), "the link can be followed: {page:?}");
    let rival = app.cast("rival").await;
    assert!(app.sign_in(&rival.admin).await.get("/desk/settings/email").await.text().contains("No mails yet"));
}

async fn what_stands_in_a_mail_is_not_run(app: &TestApp) {
    missed_reply(app, "<script>alert(1)</script><b>bold</b>\nhttps://a.test/?b=\"onclick=x").await;
    let html = app.texts("SELECT html FROM mails").await.remove(0);
    assert!(html.contains("&lt;b&gt;bold&lt;/b&gt;"), "{html}");
    assert!(!html.contains("<script") && !html.contains("\"onclick"), "{html}");
}

/// A client missed this answer.
async fn missed_reply(app: &TestApp, answer: &str) -> Cast {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    app.reply(&cast.agent, number, answer).await;
    app.wait(MISSED);
    app.work().await;
    cast
}

/// All mails so far, once everything that is due has been done: to whom, the subject, the text.
async fn mails(app: &TestApp) -> Vec<String> {
    app.work().await;
    app.texts("SELECT recipient || ': ' || subject || '\n' || text FROM mails ORDER BY created_at, recipient").await
}
