//! What the tests of the whole program share: a server in this process, the people who use it, and the world around it.

mod app;
mod browser;
mod cast;
pub(crate) mod database;
pub(crate) mod html;
mod invoices;
mod limit;
mod live;
mod mail_server;
mod pictures;
mod projects;
mod server;
mod words;

pub(crate) use app::{Setup, TestApp, run, run_beside, run_with};
pub(crate) use browser::{Answer, Browser};
pub(crate) use cast::{Cast, PASSWORD, Person};
pub(crate) use invoices::Sent;
pub(crate) use limit::{PATIENCE, held};
pub(crate) use mail_server::MailServer;
pub(crate) use pictures::{PNG, logo};
pub(crate) use words::{said, said_with};

/// Looks until `look` returns something, or fails.
pub(crate) async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let looking = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, looking).await.unwrap_or_else(|_| panic!("waited in vain: {what}"))
}
