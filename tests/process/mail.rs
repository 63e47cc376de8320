//! What a client missed arrives in a real mail server's Maildir, and the second mail joins the first one's thread.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::limit::PATIENCE;
use crate::sender::Sender;
use crate::server::{House, Server};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_missed_arrives_as_mails_of_one_thread() {
    let (Some(house), Ok(maildir)) = (House::sqlite().await.with_mail(), std::env::var("FRONTDESK_TEST_SMTP_MAILDIR"))
    else {
        println!("left out: FRONTDESK_TEST_SMTP_URL or FRONTDESK_TEST_SMTP_MAILDIR is not set");
        return;
    };
    let server = Server::start(&house, 0).await;
    let number = house.open_ticket(&server).await;
    let agent = House::person(2);
    // The mail server is shared: this test's mails are known by what they say.
    let name = usize::try_from(std::process::id()).expect("a small number");
    let sender = Sender::new(server.address(), agent, number, name, server.sign_in(agent).await);

    let first = arrives(Path::new(&maildir), &sender.send_one(1).await.body).await;
    assert!(header(&first, "To").contains("one@client.test"), "{first}");
    assert_eq!(header(&first, "Subject"), format!("[Loss] Ticket {number}: Loss and doubles"));
    assert_eq!(header(&first, "Auto-Submitted"), "auto-generated");
    assert!(first.contains(&format!("/support/{number}")), "{first}");
    let second = arrives(Path::new(&maildir), &sender.send_one(2).await.body).await;
    assert_eq!(header(&first, "References"), header(&second, "References"), "one thread for each ticket");
    assert_ne!(header(&first, "Message-ID"), header(&second, "Message-ID"));
    assert!(!second.contains(" 1 of sender "), "what was told is not told again: {second}");
}

/// The mail that says this, once it is there.
async fn arrives(maildir: &Path, said: &str) -> String {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let mails = files(&maildir.join("new")).into_iter().filter_map(|file| std::fs::read_to_string(file).ok());
        if let Some(mail) = mails.into_iter().find(|mail| mail.contains(said)) {
            return mail.replace("\r\n", "\n");
        }
        assert!(Instant::now() < deadline, "no mail says {said:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect()
}

/// A header's value, folded lines joined; empty when it is not there.
fn header(mail: &str, name: &str) -> String {
    let head = mail.split("\n\n").next().unwrap_or_default().replace("\n ", " ");
    let line = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    line.unwrap_or_default().to_owned()
}
