//! A page that stays open: reconnects for ever, resumes after the last number it has, and keeps what it was shown.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use frontdesk::domain::people::Side;
use futures_util::StreamExt as _;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

use crate::sender::between;
use crate::server::{Person, http};

/// What a page was shown, in the order in which it came: the number and, for a message, its id.
pub(crate) type Shown = Vec<(i64, Option<String>)>;

pub(crate) struct Page {
    shown: Arc<Mutex<Shown>>,
    cut: Arc<Notify>,
    task: JoinHandle<()>,
}

impl Page {
    pub(crate) fn open(address: SocketAddr, person: Person, number: i64, cookie: String) -> Self {
        let shown = Arc::new(Mutex::new(Shown::new()));
        let cut = Arc::new(Notify::new());
        let reader = Reader { address, person, number, cookie, shown: Arc::clone(&shown), cut: Arc::clone(&cut) };
        Self { shown, cut, task: tokio::spawn(reader.read_for_ever()) }
    }

    /// Cuts the connection, as a lost network does.
    pub(crate) fn cut(&self) {
        self.cut.notify_waiters();
    }

    /// Waits until the page has this number, and tells whether it came.
    pub(crate) async fn reaches(&self, head: i64, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        while last(&self.shown.lock().expect("not poisoned")) < head {
            if Instant::now() > deadline {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        true
    }

    pub(crate) fn close(self) -> Shown {
        self.task.abort();
        std::mem::take(&mut *self.shown.lock().expect("not poisoned"))
    }
}

struct Reader {
    address: SocketAddr,
    person: Person,
    number: i64,
    cookie: String,
    shown: Arc<Mutex<Shown>>,
    cut: Arc<Notify>,
}

impl Reader {
    async fn read_for_ever(self) {
        loop {
            self.read_until_cut().await;
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    async fn read_until_cut(&self) {
        let after = last(&self.shown.lock().expect("not poisoned"));
        let url = format!("ws://{}/live?topic=ticket:{}&after={after}", self.address, self.number);
        let mut request = url.into_client_request().expect("a request");
        request.headers_mut().insert("cookie", self.cookie.parse().expect("a header"));
        request.headers_mut().insert("origin", format!("http://{}", self.address).parse().expect("a header"));
        let Ok((mut socket, _)) = connect_async(request).await else { return };
        loop {
            let frame = tokio::select! {
                frame = socket.next() => frame,
                () = self.cut.notified() => return,
            };
            match frame {
                Some(Ok(Message::Text(text))) if text.starts_with("{\"reset\":true") => {
                    return self.fetch_the_thread().await;
                }
                Some(Ok(Message::Text(text))) => self.take(&text),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => {}
            }
        }
    }

    /// Takes a frame as the script does: what it has already is dropped.
    fn take(&self, text: &str) {
        let number = between(text, "data-number=\"", "\"").or_else(|| {
            text.starts_with("{\"number\":").then(|| text.trim_start_matches("{\"number\":").trim_end_matches('}'))
        });
        let Some(number) = number.and_then(|number| number.parse().ok()) else { return };
        let mut shown = self.shown.lock().expect("not poisoned");
        if number > last(&shown) {
            shown.push((number, between(text, "id=\"reply-", "\"").map(str::to_owned)));
        }
    }

    /// Too much was missed: the page fetches the thread again by itself.
    async fn fetch_the_thread(&self) {
        let path = match self.person.side {
            Side::Client => format!("/support/{}?all", self.number),
            Side::Staff => format!("/desk/tickets/{}?all", self.number),
        };
        let page = http().get(format!("http://{}{path}", self.address)).header("cookie", &self.cookie).send().await;
        let Ok(page) = page else { return };
        let Ok(html) = page.text().await else { return };
        let mut shown = self.shown.lock().expect("not poisoned");
        for item in html.split("<li ").filter(|item| item.contains("data-number=\"")) {
            let tag = item.split('>').next().unwrap_or_default();
            let number = between(tag, "data-number=\"", "\"").and_then(|number| number.parse::<i64>().ok());
            if let Some(number) = number.filter(|number| *number > last(&shown)) {
                shown.push((number, between(tag, "id=\"reply-", "\"").map(str::to_owned)));
            }
        }
    }
}

fn last(shown: &Shown) -> i64 {
    shown.last().map_or(0, |(number, _)| *number)
}
