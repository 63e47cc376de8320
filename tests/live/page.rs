//! A page, as the browser's script behaves.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use crate::limit::PATIENCE;
use crate::world::World;

/// Long enough for what must not come to have come.
pub(crate) const QUIET: Duration = Duration::from_millis(400);

/// An open page.
pub(crate) struct Page {
    pub(crate) socket: WebSocketStream<TcpStream>,
    /// Numbers of events so far, hidden ones too, in the order in which they came.
    pub(crate) numbers: Vec<i64>,
    /// Entries so far, as HTML.
    pub(crate) entries: Vec<String>,
}

/// What came.
#[derive(Debug, PartialEq)]
pub(crate) enum Came {
    /// The numbered stream went on.
    Event(i64),
    /// Another HTML frame.
    Html(String),
    /// A word of the protocol.
    Json(Value),
    /// The server closed, and why.
    Closed(u16, String),
    /// The connection broke.
    Broke,
}

impl Page {
    /// Opens a page; the status when it is refused.
    pub(crate) async fn try_open(world: &World, query: &str) -> Result<Self, u16> {
        let stream = TcpStream::connect(world.address).await.unwrap();
        Self::over(stream, query).await
    }

    pub(crate) async fn over(stream: TcpStream, query: &str) -> Result<Self, u16> {
        let config = WebSocketConfig::default().max_write_buffer_size(1 << 22);
        let url = format!("ws://localhost/live?{query}");
        match client_async_with_config(url, stream, Some(config)).await {
            Ok((socket, _)) => Ok(Self { socket, numbers: Vec::new(), entries: Vec::new() }),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// Opens a page on a ticket and waits until it has been sent what it missed.
    pub(crate) async fn open(world: &World, who: &str, ticket: i64, after: i64) -> Self {
        let mut page = Self::try_open(world, &format!("as={who}&topic=ticket:{ticket}&after={after}")).await.unwrap();
        page.until_json("subscribed").await;
        page
    }

    pub(crate) async fn say(&mut self, text: &str) {
        self.socket.send(Message::text(text)).await.unwrap();
    }

    /// Waits for what comes next, pings and beats apart.
    pub(crate) async fn next(&mut self) -> Came {
        timeout(PATIENCE, self.read()).await.expect("something comes")
    }

    async fn read(&mut self) -> Came {
        loop {
            let text = match self.socket.next().await {
                Some(Ok(Message::Text(text))) => text,
                Some(Ok(Message::Close(frame))) => {
                    let (code, why) =
                        frame.map_or((1005, String::new()), |frame| (frame.code.into(), frame.reason.to_string()));
                    return Came::Closed(code, why);
                }
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => return Came::Broke,
            };
            if let Ok(json) = serde_json::from_str::<Value>(&text) {
                if json["beat"] == true {
                    continue;
                }
                let Some(number) = json["number"].as_i64() else { return Came::Json(json) };
                self.numbers.push(number);
                return Came::Event(number);
            }
            let Some((_, rest)) = text.split_once("data-number=\"") else { return Came::Html(text.to_string()) };
            let number = rest.split_once('"').unwrap().0.parse().unwrap();
            self.numbers.push(number);
            self.entries.push(text.to_string());
            return Came::Event(number);
        }
    }

    /// Reads on until this event has come.
    pub(crate) async fn until_event(&mut self, number: i64) {
        while self.numbers.last() != Some(&number) {
            let came = self.next().await;
            assert!(!matches!(came, Came::Closed(..) | Came::Broke), "{came:?} while waiting for {number}");
        }
    }

    /// Reads on until a word of the protocol with this key comes.
    pub(crate) async fn until_json(&mut self, key: &str) -> Value {
        loop {
            match self.next().await {
                Came::Json(mut json) if !json[key].is_null() => return json[key].take(),
                Came::Closed(..) | Came::Broke => panic!("closed while waiting for {key}"),
                Came::Json(_) | Came::Event(_) | Came::Html(_) => {}
            }
        }
    }

    /// Reads on until the server ends the page for good: it says so before it closes. The reason.
    pub(crate) async fn until_ended(&mut self) -> String {
        let why = self.until_json("ended").await.as_str().expect("a reason").to_owned();
        assert_eq!(self.next().await, Came::Closed(1008, why.clone()), "the close says the same");
        why
    }

    /// Reads on until HTML that is no entry comes.
    pub(crate) async fn until_html(&mut self) -> String {
        loop {
            match self.next().await {
                Came::Html(html) => return html,
                Came::Closed(..) | Came::Broke => panic!("closed while waiting for HTML"),
                Came::Json(_) | Came::Event(_) => {}
            }
        }
    }

    /// Reads on until the server closes; the code.
    pub(crate) async fn until_closed(&mut self) -> u16 {
        self.until_closed_because().await.0
    }

    /// Reads on until the server closes; the code and the reason.
    pub(crate) async fn until_closed_because(&mut self) -> (u16, String) {
        loop {
            match self.next().await {
                Came::Closed(code, why) => return (code, why),
                Came::Broke => panic!("broke without a close frame"),
                Came::Json(_) | Came::Event(_) | Came::Html(_) => {}
            }
        }
    }

    /// Asserts that nothing comes for a while.
    pub(crate) async fn stays_quiet(&mut self) {
        if let Ok(came) = timeout(QUIET, self.next()).await {
            panic!("nothing expected, but {came:?} came");
        }
    }
}
