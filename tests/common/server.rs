//! The real server, on a thread of its own with a runtime of its own, as a process would have.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;

use frontdesk::clock::Clock;
use frontdesk::id::SystemChance;
use frontdesk::server::{self, Parts};
use frontdesk::settings::Settings;
use frontdesk::words::{self, Catalogues};
use tokio::sync::oneshot;

/// A server that runs until it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(crate) async fn start(settings: Settings, clock: Arc<dyn Clock>) -> Self {
        let (ready, started) = oneshot::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let parts = parts(clock);
                let app = server::open(&settings, &parts).await.expect("the server opens its database");
                let running = server::start(&settings, parts, app).await.expect("the server starts");
                ready.send(running.address).expect("the test waits for the server");
                let _ = stopped.await;
                running.stop().await;
            });
        });
        let address = started.await.expect("the server says where it listens");
        Self { address, stop: Some(stop), thread: Some(thread) }
    }

    /// Stops as the operating system asks a server to, and waits until it has.
    pub(crate) fn stop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(ended.is_ok() || std::thread::panicking(), "the server panicked");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The world as a test has it: only time stands still.
pub(crate) fn parts(clock: Arc<dyn Clock>) -> Parts {
    let catalogues = Catalogues::embedded().expect("the catalogues are whole");
    let made_up: Vec<(String, String)> = words::msg::ALL.iter().map(|(area, _)| made_up(area)).collect();
    let made_up: Vec<(&str, String)> = made_up.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let catalogues = catalogues.with_language("qps-ploc", &made_up).expect("the made-up language is whole");
    Parts { clock, chance: Arc::new(SystemChance), catalogues, demo: false }
}

/// An area's English catalogue in the made-up language: the file's name and its text.
fn made_up(area: &str) -> (String, String) {
    let name = format!("{area}.ftl");
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/locales/en").join(&name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    (name, words::made_up(&text))
}
