//! The way to the other nodes: one Redis channel.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::StreamExt as _;
use redis::aio::{MultiplexedConnection, PubSub};
use redis::{AsyncConnectionConfig, Client, RedisError};
use serde::{Deserialize, Serialize};
use tokio::sync::{broadcast, mpsc};
use tokio::time::{interval, sleep, timeout};

use super::{Heard, Hint, NodeId};

/// How long Redis may take to connect or to answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// The pause before the first new try; doubled with each one up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// How often a silent line is tried, so that one that died without a word is noticed.
const PROBE: Duration = Duration::from_secs(5);
/// Hints that are sent in one go.
const BATCH: usize = 64;

/// Where Redis is, and who we are.
#[derive(Clone, Debug)]
pub(super) struct Line {
    client: Client,
    channel: String,
    node: NodeId,
}

#[derive(Serialize, Deserialize)]
struct Letter<H> {
    node: NodeId,
    hint: H,
}

impl Line {
    pub(super) fn new(url: &str, node: NodeId) -> Result<Self, RedisError> {
        let client = Client::open(url)?;
        // Channels are shared by all databases of a server: the database's number keeps installations apart.
        let channel = format!("frontdesk:{}:hints", client.get_connection_info().redis_settings().db());
        Ok(Self { client, channel, node })
    }

    /// Sends what waits, until the bus is gone.
    pub(super) async fn talk(self, mut waiting: mpsc::Receiver<Hint>, dropped: Arc<AtomicU64>) {
        let mut batch = Vec::with_capacity(BATCH);
        loop {
            // Hints are worth nothing later: what comes while there is no connection is dropped.
            let mut connection = tokio::select! {
                connection = patiently("publish", || self.connect()) => connection,
                () = drop_all(&mut waiting, &dropped) => return,
            };
            loop {
                if waiting.recv_many(&mut batch, BATCH).await == 0 {
                    return;
                }
                let sent = self.send(&mut connection, &batch).await;
                if let Err(error) = sent {
                    dropped.fetch_add(batch.len() as u64, Ordering::Relaxed);
                    batch.clear();
                    tracing::warn!(%error, "redis: publishing failed");
                    break;
                }
                batch.clear();
            }
        }
    }

    async fn connect(&self) -> Result<MultiplexedConnection, RedisError> {
        let config =
            AsyncConnectionConfig::new().set_connection_timeout(Some(PATIENCE)).set_response_timeout(Some(PATIENCE));
        self.client.get_multiplexed_async_connection_with_config(&config).await
    }

    async fn send(&self, connection: &mut MultiplexedConnection, batch: &[Hint]) -> Result<(), RedisError> {
        let mut pipeline = redis::pipe();
        for hint in batch {
            // No hint holds what JSON cannot say.
            if let Ok(letter) = serde_json::to_string(&Letter { node: self.node, hint }) {
                pipeline.publish(&self.channel, letter).ignore();
            }
        }
        pipeline.exec_async(connection).await
    }

    /// Passes on what the other nodes say, until nobody can hear it any more.
    pub(super) async fn listen(self, heard: broadcast::Sender<Heard>) {
        let mut was_away = false;
        loop {
            let pubsub = patiently("subscribe", || self.tune_in()).await;
            if was_away {
                let _ = heard.send(Heard::Missed);
            }
            self.pass_on(pubsub, &heard).await;
            tracing::warn!("redis: the subscription ended");
            was_away = true;
        }
    }

    async fn tune_in(&self) -> Result<PubSub, RedisError> {
        let tuned = timeout(PATIENCE, async {
            let mut pubsub = self.client.get_async_pubsub().await?;
            pubsub.subscribe(&self.channel).await?;
            Ok(pubsub)
        });
        tuned.await.unwrap_or_else(|_| Err(std::io::Error::from(std::io::ErrorKind::TimedOut).into()))
    }

    async fn pass_on(&self, pubsub: PubSub, heard: &broadcast::Sender<Heard>) {
        let (mut sink, mut letters) = pubsub.split();
        let mut probe = interval(PROBE);
        loop {
            tokio::select! {
                letter = letters.next() => {
                    let Some(letter) = letter else { return };
                    self.hear(letter.get_payload_bytes(), heard);
                }
                _ = probe.tick() => {
                    if !matches!(timeout(PATIENCE, sink.ping::<redis::Value>()).await, Ok(Ok(_))) {
                        return;
                    }
                }
            }
        }
    }

    fn hear(&self, letter: &[u8], heard: &broadcast::Sender<Heard>) {
        match serde_json::from_slice::<Letter<Hint>>(letter) {
            // What this node said it has heard already.
            Ok(letter) if letter.node == self.node => {}
            Ok(letter) => {
                let _ = heard.send(Heard::Hint(letter.hint));
            }
            // A node of another version: its commits are found by looking.
            Err(error) => tracing::debug!(%error, "redis: a hint that is not understood"),
        }
    }
}

/// Tries until it works, for ever.
async fn patiently<T, F: Future<Output = Result<T, RedisError>>>(what: &str, attempt: impl Fn() -> F) -> T {
    let mut pause = FIRST_PAUSE;
    loop {
        match attempt().await {
            Ok(done) => return done,
            Err(error) if pause == FIRST_PAUSE => tracing::warn!(%error, what, "redis: not reached, trying on"),
            Err(error) => tracing::debug!(%error, what, "redis: not reached"),
        }
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Ends when nobody sends any more.
async fn drop_all(waiting: &mut mpsc::Receiver<Hint>, dropped: &AtomicU64) {
    while waiting.recv().await.is_some() {
        dropped.fetch_add(1, Ordering::Relaxed);
    }
}
