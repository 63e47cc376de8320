//! Files that go with messages: taken in, refused with the reason, sent with the message or not at all, and served to whoever sees it.

use std::time::Duration;

use frontdesk::app;
use frontdesk::domain::attachment::{MAX_BYTES, MAX_FILES};
use frontdesk::domain::thread::MessageKind;
use reqwest::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::common::{PATIENCE, html};
use crate::{Answer, Browser, PNG, TestApp, each_database};

each_database!(
    a_file_is_sent_with_a_reply_and_served_safely,
    the_same_key_is_the_same_file_and_the_same_message,
    what_is_not_taken_is_refused_with_the_reason,
    an_upload_that_is_cut_off_leaves_nothing,
    a_file_is_its_uploader_s_until_it_is_sent,
    a_note_s_file_is_for_staff_alone,
    a_browser_without_scripts_sends_files_with_the_form,
    a_form_comes_back_with_what_was_taken,
    a_new_ticket_takes_files_on_both_sides,
    a_message_may_be_files_alone,
    part_of_a_file_is_sent_when_it_is_asked_for,
    what_nobody_sends_is_swept,
    a_store_that_fails_loses_nothing_else,
);

/// Uploads as the script does.
async fn upload(browser: &Browser, name: &str, key: &str, bytes: &[u8]) -> Answer {
    upload_to(browser, "/attachments", (name, key), bytes).await
}

async fn upload_to(browser: &Browser, path: &str, (name, key): (&str, &str), bytes: &[u8]) -> Answer {
    let query: String =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("name", name).append_pair("key", key).finish();
    let request = browser.request(Method::POST, &format!("{path}?{query}")).header("origin", browser.origin());
    let request = request.header("hx-request", "true").header("content-type", "application/octet-stream");
    Answer::to(request.body(bytes.to_vec())).await
}

/// The id of a file that is taken.
async fn taken(browser: &Browser, name: &str, bytes: &[u8]) -> String {
    let answer = upload(browser, name, "", bytes).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// Sends a form with files in it, as a browser does by itself.
async fn submit(browser: &Browser, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    for (name, bytes) in files {
        let head = format!("content-disposition: form-data; name=\"files\"; filename=\"{name}\"");
        body.extend(format!("--b\r\n{head}\r\ncontent-type: text/html\r\n\r\n").bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--b--\r\n");
    let request = browser.request(Method::POST, path).header("origin", browser.origin());
    Answer::to(request.header("content-type", "multipart/form-data; boundary=b").body(body)).await
}

/// Where the files of a page are.
fn files(page: &Answer) -> Vec<String> {
    let tags = html::tags(&page.body);
    let links = tags.iter().filter_map(|tag| tag.get("href")).filter(|link| link.starts_with("/attachments/"));
    links.map(str::to_owned).collect()
}

async fn a_file_is_sent_with_a_reply_and_served_safely(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let picture = upload(&client, "../../a\u{202e}b.jpg", "", PNG).await.json();
    assert_eq!(picture["name"], "ab.png", "no path, nothing unseen, and a true ending");
    let page = taken(&client, "Grün & \"weiß\".txt", b"<script>alert(1)</script>").await;
    let path = format!("/support/{number}/replies");
    let both = [("attachment", picture["id"].as_str().unwrap()), ("attachment", &page)];
    let said = client.send(&path, &[("body", "See these"), both[0], both[1]]).await;
    assert_eq!(said.status, 201, "{said:?}");
    assert_eq!(files(&said).len(), 2, "{said:?}");
    assert!(said.body.contains("width=\"1\" height=\"1\""), "{said:?}");

    for (browser, path) in [(&client, format!("/support/{number}")), (&agent, format!("/desk/tickets/{number}"))] {
        let thread = browser.get(&path).await;
        assert_eq!(files(&thread), files(&said), "both sides see the same");
        assert!(thread.text().contains("Grün & _weiß_.txt") && thread.text().contains("Text · 25 B"), "{thread:?}");
        let [picture, page] = [0, 1].map(|at| files(&thread).remove(at));
        let picture = Answer::to(browser.request(Method::GET, &picture)).await;
        assert_eq!((picture.header("content-type"), picture.header("content-length")), ("image/png", "70"));
        assert!(picture.header("content-disposition").starts_with("inline"), "{picture:?}");
        let page = browser.get(&page).await;
        assert_eq!((page.status, page.body.as_str()), (200, "<script>alert(1)</script>"));
        assert_eq!(page.header("content-type"), "text/plain");
        assert!(page.header("content-disposition").starts_with("attachment; filename="), "{page:?}");
        assert!(page.header("content-security-policy").ends_with("sandbox"), "{page:?}");
        assert!(page.header("cache-control").starts_with("private"), "{page:?}");
    }
    let wrong = files(&said)[0].replace("ab.png", "ab.html");
    assert_eq!(client.get(&wrong).await.status, 404, "a file has one name");
}

async fn the_same_key_is_the_same_file_and_the_same_message(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let client = app.sign_in(&cast.client).await;
    let first = upload(&client, "a.png", "one-key", PNG).await.json();
    assert_eq!(upload(&client, "a.png", "one-key", PNG).await.json(), first);
    assert_eq!(upload(&client, "a.txt", "one-key", b"other").await.status, 409);
    assert_eq!(app.texts("SELECT id FROM attachments").await.len(), 1);
    let logged = "SELECT subject FROM audit WHERE action = 'attachment.added'";
    assert_eq!(app.texts(logged).await, ["a.png"]);
    assert_eq!(app.app.files.all().await.unwrap().len(), 1, "one file's bytes");

    let path = format!("/support/{number}/replies");
    let id = first["id"].as_str().unwrap();
    let form = [("body", "Once"), ("key", "reply-key"), ("attachment", id)];
    let said = client.send(&path, &form).await;
    let again = client.send(&path, &form).await;
    assert_eq!((said.status, again.status), (201, 200));
    assert_eq!((files(&said).len(), files(&again)), (1, files(&said)));
    assert_eq!(client.send(&path, &form[..2]).await.status, 409, "the same key without the file is another message");
    assert_eq!(client.get(&format!("/support/{number}")).await.ids("reply-").len(), 2);
    let reused = client.send(&path, &[("body", "Twice"), ("key", "other-key"), ("attachment", id)]).await;
    assert_eq!(reused.status, 422, "a file is sent once: {reused:?}");
    assert!(reused.body.contains("not there any more"), "{reused:?}");
    assert_eq!(client.get(&format!("/support/{number}")).await.ids("reply-").len(), 2, "nothing half-done");
}

async fn what_is_not_taken_is_refused_with_the_reason(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let client = app.sign_in(&cast.client).await;
    let large = vec![b'a'; usize::try_from(MAX_BYTES).unwrap() + 1];
    for (name, bytes, status, reason) in [
        ("a.txt", &b""[..], 422, "The file is empty."),
        ("a.txt", &large, 413, "larger than 25 MB"),
        ("setup.exe", b"MZ\x90\0", 422, "not taken"),
        ("page.html", b"<html>", 422, "not taken"),
        ("report.pdf", b"MZ\x90\0", 422, "does not match its name"),
        ("photo.png", &PNG[..40], 422, "ends in its middle"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><", 422, "does not match its name"),
    ] {
        let refused = upload(&client, name, "", bytes).await;
        assert_eq!(refused.status, status, "{name}: {refused:?}");
        assert!(refused.json()["error"].as_str().unwrap().contains(reason), "{name}: {refused:?}");
    }
    assert_eq!(app.app.files.all().await.unwrap(), [], "nothing of them is kept");
    assert_eq!(app.texts("SELECT id FROM attachments").await, [""; 0]);
    assert_eq!(upload(&client, "a.txt", "not/a key", b"a").await.status, 400);
}

async fn an_upload_that_is_cut_off_leaves_nothing(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let client = app.sign_in(&cast.client).await;
    let address = client.origin().trim_start_matches("http://").to_owned();
    let mut line = TcpStream::connect(&address).await.unwrap();
    let head = format!(
        "POST /attachments?name=a.txt&key=cut HTTP/1.1\r\nhost: {address}\r\norigin: {}\r\ncookie: {}\r\ncontent-length: 3000000\r\n\r\n",
        client.origin(),
        client.cookie().unwrap(),
    );
    line.write_all(head.as_bytes()).await.unwrap();
    line.write_all(&vec![b'a'; 2_000_000]).await.unwrap();
    line.shutdown().await.unwrap();
    let mut answer = Vec::new();
    let _ = tokio::time::timeout(PATIENCE, line.read_to_end(&mut answer)).await;
    drop(line);
    assert!(!answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer));
    assert_eq!(app.texts("SELECT id FROM attachments").await, [""; 0]);
    assert_eq!(app.app.files.all().await.unwrap(), []);
    assert_eq!(upload(&client, "a.txt", "cut", b"whole").await.status, 200, "the next try under its key");
}

async fn a_file_is_its_uploader_s_until_it_is_sent(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let (client, colleague) = (app.sign_in(&cast.client).await, app.sign_in(&cast.colleague).await);
    let agent = app.sign_in(&cast.agent).await;
    let file = upload(&client, "a.txt", "", b"mine").await.json();
    let (id, address) = (file["id"].as_str().unwrap(), file["address"].as_str().unwrap());
    assert_eq!(client.get(address).await.status, 200);
    for other in [&colleague, &agent] {
        let missing = other.get(&address.replace(id, "0197f000-0000-7000-8000-000000000000")).await;
        let foreign = other.get(address).await;
        assert_eq!((foreign.status, &foreign.body), (404, &missing.body));
        assert_eq!(other.send(&format!("/attachments/{id}/delete"), &[]).await.status, 404);
    }
    let stolen = colleague.send(&format!("/support/{number}/replies"), &[("body", "Stolen"), ("attachment", id)]).await;
    assert_eq!(stolen.status, 422, "{stolen:?}");
    assert_eq!(client.send(&format!("/attachments/{id}/delete"), &[]).await.status, 204);
    assert_eq!(client.get(address).await.status, 404);
    assert_eq!(client.send(&format!("/attachments/{id}/delete"), &[]).await.status, 404);
    assert_eq!(app.app.files.all().await.unwrap(), []);

    let sent = taken(&client, "b.txt", b"sent").await;
    client.send(&format!("/support/{number}/replies"), &[("body", "Sent"), ("attachment", &sent)]).await;
    assert_eq!(client.send(&format!("/attachments/{sent}/delete"), &[]).await.status, 404, "what was sent stays");
}

async fn a_note_s_file_is_for_staff_alone(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let file = app.upload(&cast.agent, "internal.txt", b"not for clients").await;
    app.say_with(&cast.agent, number, ("Between us", MessageKind::Note), vec![file.id]).await;
    let reply = app.upload(&cast.agent, "public.txt", b"for clients").await;
    app.say_with(&cast.agent, number, ("For you", MessageKind::Reply), vec![reply.id]).await;
    let client = app.sign_in(&cast.client).await;
    let thread = client.get(&format!("/support/{number}")).await;
    assert!(thread.body.contains("public.txt") && !thread.body.contains("internal"), "{thread:?}");
    assert_eq!(client.get(&file.address()).await.status, 404);
    assert_eq!(client.get(&reply.address()).await.body, "for clients");
    for staff in [&cast.viewer, &cast.manager] {
        assert_eq!(app.sign_in(staff).await.get(&file.address()).await.body, "not for clients");
    }
    for stranger in [&cast.neighbour, &cast.unlinked] {
        assert_eq!(app.sign_in(stranger).await.get(&reply.address()).await.status, 404);
    }
}

async fn a_browser_without_scripts_sends_files_with_the_form(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let (path, desk) = (format!("/support/{number}"), format!("/desk/tickets/{number}"));
    let page = client.get(&path).await;
    let form = html::tags(&page.body).into_iter().find(|tag| tag.get("id") == Some("composer")).unwrap();
    assert_eq!(form.get("enctype"), Some("multipart/form-data"));
    let fields = [("key", &*page.field("key")), ("body", "Two files")];
    let both = [("a.png", PNG), ("b.txt", &b"text"[..])];
    for _ in 0..2 {
        // Sent again, as with Back and the button: the same message.
        assert_eq!(submit(&client, &format!("{path}/replies"), &fields, &both).await.location(), path);
    }
    let thread = client.get(&path).await;
    assert_eq!((thread.ids("reply-").len(), files(&thread).len()), (2, 2), "{thread:?}");
    assert_eq!(app.app.files.all().await.unwrap().len(), 2);

    let without = submit(&client, &format!("{path}/replies"), &[("body", "No file")], &[("", b"")]).await;
    assert_eq!(without.location(), path);
    let note = submit(&agent, &format!("{desk}/replies"), &[("body", "Note"), ("kind", "note")], &both[1..]).await;
    assert_eq!(note.location(), desk);
    assert_eq!((files(&agent.get(&desk).await).len(), files(&client.get(&path).await).len()), (3, 2));
}

async fn a_form_comes_back_with_what_was_taken(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let client = app.sign_in(&cast.client).await;
    let path = format!("/support/{number}/replies");
    let some = [("good.png", PNG), ("bad.pdf", &b"no such thing"[..])];
    let back = submit(&client, &path, &[("body", "What I typed")], &some).await;
    assert_eq!(back.status, 422);
    assert!(back.body.contains("What I typed") && back.text().contains("does not match its name"), "{back:?}");
    assert_eq!(client.get(&format!("/support/{number}")).await.ids("reply-").len(), 1, "nothing is sent without it");
    let kept = back.field("attachment");
    let sent =
        submit(&client, &path, &[("body", "Now"), ("key", &back.field("key")), ("attachment", &kept)], &[]).await;
    assert_eq!(sent.status, 303, "{sent:?}");
    assert_eq!(files(&client.get(&format!("/support/{number}")).await).len(), 1);

    let many: Vec<(String, Vec<u8>)> = (0..=MAX_FILES).map(|at| (format!("{at}.txt"), vec![b'a'; at + 1])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let back = submit(&client, &path, &[("body", "Eleven")], &many).await;
    assert_eq!(back.status, 422);
    let said = back.text();
    assert!(said.contains("10.txt") && said.contains("A message takes at most 10 files."), "{back:?}");
    let taken = html::tags(&back.body).iter().filter(|tag| tag.get("name") == Some("attachment")).count();
    assert_eq!(taken, MAX_FILES, "the others come back: {back:?}");
}

async fn a_new_ticket_takes_files_on_both_sides(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (client, agent) = (app.sign_in(&cast.client).await, app.sign_in(&cast.agent).await);
    let key = client.get("/support/new").await.field("key");
    let fields = [("subject", "With a picture"), ("body", "See"), ("key", &*key)];
    for _ in 0..2 {
        assert_eq!(submit(&client, "/support", &fields, &[("a.png", PNG)]).await.location(), "/support/1");
    }
    assert_eq!(files(&client.get("/support/1").await).len(), 1);
    let uploaded = upload_to(&agent, "/desk/attachments", ("contract.txt", ""), b"sign here").await.json();
    let id = uploaded["id"].as_str().unwrap().to_owned();
    let customer = cast.northwind.to_string();
    let fields = [("customer", &*customer), ("subject", "Contract"), ("body", "Please sign"), ("attachment", &*id)];
    assert_eq!(agent.post("/desk/tickets", &fields).await.location(), "/desk/tickets/2");
    assert_eq!(files(&client.get("/support/2").await).len(), 1);
    let missing = [("subject", "Again"), ("body", "See"), ("attachment", "0197f000-0000-7000-8000-000000000000")];
    let refused = client.post("/support", &missing).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("not there any more"), "{refused:?}");
    assert_eq!(app.texts("SELECT id FROM tickets").await.len(), 2);
}

async fn a_message_may_be_files_alone(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let client = app.sign_in(&cast.client).await;
    let path = format!("/support/{number}/replies");
    assert_eq!(client.send(&path, &[("body", " ")]).await.status, 422);
    let id = taken(&client, "only.txt", b"all there is to say").await;
    assert_eq!(client.send(&path, &[("body", " "), ("attachment", &id)]).await.status, 201);
    let list = app.sign_in(&cast.agent).await.get("/desk/tickets").await;
    assert!(list.text().contains("only.txt"), "the list says what came: {list:?}");
}

async fn part_of_a_file_is_sent_when_it_is_asked_for(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let client = app.sign_in(&cast.client).await;
    let file = upload(&client, "digits.txt", "", b"0123456789").await.json();
    let address = file["address"].as_str().unwrap();
    let part = Answer::to(client.request(Method::GET, address).header("range", "bytes=2-4")).await;
    assert_eq!((part.status, part.body.as_str(), part.header("content-range")), (206, "234", "bytes 2-4/10"));
    let beyond = Answer::to(client.request(Method::GET, address).header("range", "bytes=10-")).await;
    assert_eq!((beyond.status, beyond.header("content-range")), (416, "bytes */10"));
    let head = Answer::to(client.request(Method::HEAD, address)).await;
    assert_eq!((head.status, head.body.as_str(), head.header("content-length")), (200, "", "10"));
}

async fn what_nobody_sends_is_swept(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let client = app.sign_in(&cast.client).await;
    let sent = taken(&client, "sent.txt", b"sent").await;
    client.send(&format!("/support/{number}/replies"), &[("body", "Here"), ("attachment", &sent)]).await;
    let left = upload(&client, "left.txt", "", b"left").await.json();
    assert_eq!(app::files::sweep(&app.app).await.unwrap(), 0);
    app.clock.advance(Duration::from_secs(25 * 60 * 60));
    // On the embedded database the server's own worker may have been quicker.
    let swept = app::files::sweep(&app.app).await.unwrap();
    assert!(swept == 1 || (swept == 0 && app.settings.database_url.is_none()), "{swept} were swept");
    assert_eq!(app.app.files.all().await.unwrap().len(), 1);
    assert_eq!(client.get(left["address"].as_str().unwrap()).await.status, 404);
    assert_eq!(client.get(&files(&client.get(&format!("/support/{number}")).await)[0]).await.body, "sent");
}

async fn a_store_that_fails_loses_nothing_else(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let number = app.open(&cast.client, "Subject", "First").await;
    let client = app.sign_in(&cast.client).await;
    // A file where the organisation's folder should be: nothing can be written there.
    let folder = app.settings.data.join("files").join(cast.organisation.id.to_string());
    std::fs::write(&folder, "in the way").unwrap();
    let form = [("body", "What I typed")];
    let back = submit(&client, &format!("/support/{number}/replies"), &form, &[("a.png", PNG)]).await;
    assert_eq!(back.status, 422);
    assert!(back.body.contains("What I typed") && back.text().contains("could not store the file"), "{back:?}");
    let request = client.request(Method::POST, "/attachments?name=a.png").header("origin", client.origin());
    let failed = request.header("hx-request", "true").body(PNG).send().await.unwrap();
    assert_eq!(failed.status(), 500);
    assert!(failed.text().await.unwrap().contains("error"));
    assert_eq!(app.texts("SELECT id FROM attachments").await, [""; 0]);
    assert_eq!(client.get(&format!("/support/{number}")).await.ids("reply-").len(), 1);
    std::fs::remove_file(&folder).unwrap();
    assert_eq!(upload(&client, "a.png", "", PNG).await.status, 200, "it goes on when the store does");
}
