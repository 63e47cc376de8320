//! A live page's connection.

use std::net::SocketAddr;

use futures_util::StreamExt as _;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{WebSocketStream, client_async};

use super::PATIENCE;

/// An open socket.
#[derive(Debug)]
pub(crate) struct Live(WebSocketStream<TcpStream>);

pub(super) async fn handshake(address: SocketAddr, path: &str, cookie: &str, origin: &str) -> Live {
    let stream = TcpStream::connect(address).await.expect("the server takes connections");
    let mut request = format!("ws://{address}{path}").into_client_request().expect("a request");
    request.headers_mut().insert("origin", origin.parse().expect("an origin"));
    request.headers_mut().insert("cookie", cookie.parse().expect("a cookie"));
    let (socket, _) = client_async(request, stream).await.expect("the socket opens");
    Live(socket)
}

impl Live {
    /// The frames up to and with the first that `is_last`, or a failure; beats, which only time brings, apart.
    pub(crate) async fn until(&mut self, what: &str, mut is_last: impl FnMut(&str) -> bool) -> Vec<String> {
        let mut frames = Vec::new();
        let reading = async {
            while let Some(message) = self.0.next().await {
                if let Message::Text(text) = message.expect("the socket stays open") {
                    if text.as_str() == r#"{"beat":true}"# {
                        continue;
                    }
                    frames.push(text.to_string());
                    if is_last(&text) {
                        return true;
                    }
                }
            }
            false
        };
        let found = tokio::time::timeout(PATIENCE, reading).await.is_ok_and(|found| found);
        assert!(found, "waited in vain for {what}; came: {frames:#?}");
        frames
    }

    /// Waits until the server closes the connection, and tells with which code.
    pub(crate) async fn closed(mut self) -> u16 {
        let reading = async {
            while let Some(message) = self.0.next().await {
                match message {
                    Ok(Message::Close(Some(frame))) => return u16::from(frame.code),
                    Ok(_) => {}
                    Err(_) => break,
                }
            }
            0
        };
        tokio::time::timeout(PATIENCE, reading).await.expect("waited in vain for the end of a live connection")
    }
}
