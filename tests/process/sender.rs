//! Somebody who sends as the page's script does: the same key until the server answers.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use frontdesk::domain::people::Side;
use tokio::sync::Notify;

use crate::server::{Person, http};

/// A message that the server said it has.
#[derive(Clone, Debug)]
pub(crate) struct Acknowledged {
    pub(crate) body: String,
    /// The id in the fragment that answered.
    pub(crate) id: String,
}

pub(crate) struct Sender {
    address: String,
    name: usize,
    cookie: String,
    acknowledged: Arc<Notify>,
}

impl Sender {
    pub(crate) fn new(address: SocketAddr, person: Person, number: i64, name: usize, cookie: String) -> Self {
        let path = match person.side {
            Side::Client => format!("/support/{number}/replies"),
            Side::Staff => format!("/desk/tickets/{number}/replies"),
        };
        Self { address: format!("http://{address}{path}"), name, cookie, acknowledged: Arc::default() }
    }

    /// Has this told, at the moment it happens, of every message that the server says it has.
    pub(crate) fn telling(self, acknowledged: &Arc<Notify>) -> Self {
        Self { acknowledged: Arc::clone(acknowledged), ..self }
    }

    pub(crate) async fn send_all(self, messages: usize) -> Vec<Acknowledged> {
        let client = http();
        let mut acknowledged = Vec::with_capacity(messages);
        for at in 0..messages {
            acknowledged.push(self.send_with(&client, at).await);
        }
        acknowledged
    }

    pub(crate) async fn send_one(&self, at: usize) -> Acknowledged {
        self.send_with(&http(), at).await
    }

    async fn send_with(&self, client: &reqwest::Client, at: usize) -> Acknowledged {
        let body = format!("message {at} of sender {}", self.name);
        let key = format!("key-{}-{at}", self.name);
        let id = self.send(client, &body, &key).await;
        self.acknowledged.notify_waiters();
        Acknowledged { body, id }
    }

    /// Sends until it is acknowledged. What the server refuses for good is a fault of the test.
    async fn send(&self, client: &reqwest::Client, body: &str, key: &str) -> String {
        loop {
            let answer = client
                .post(&self.address)
                .header("cookie", &self.cookie)
                .header("hx-request", "true")
                .form(&[("body", body), ("key", key)])
                .send()
                .await;
            match answer {
                Ok(answer) if answer.status().is_success() => {
                    if let Ok(fragment) = answer.text().await {
                        return between(&fragment, "id=\"reply-", "\"").expect("a fragment with its id").to_owned();
                    }
                }
                Ok(answer) => assert!(answer.status().is_server_error(), "refused: {answer:?}"),
                Err(_) => {}
            }
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    }
}

/// What stands between two marks.
pub(crate) fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    let from = text.find(start)? + start.len();
    let length = text[from..].find(end)?;
    Some(&text[from..from + length])
}
