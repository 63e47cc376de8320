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

/// The English catalogues, from which the made-up language is made.
const ENGLISH: [(&str, &str); 17] = [
    ("articles.ftl", include_str!("../../assets/locales/en/articles.ftl")),
    ("common.ftl", include_str!("../../assets/locales/en/common.ftl")),
    ("company.ftl", include_str!("../../assets/locales/en/company.ftl")),
    ("customers.ftl", include_str!("../../assets/locales/en/customers.ftl")),
    ("desk.ftl", include_str!("../../assets/locales/en/desk.ftl")),
    ("email.ftl", include_str!("../../assets/locales/en/email.ftl")),
    ("error.ftl", include_str!("../../assets/locales/en/error.ftl")),
    ("help.ftl", include_str!("../../assets/locales/en/help.ftl")),
    ("lessons.ftl", include_str!("../../assets/locales/en/lessons.ftl")),
    ("mail.ftl", include_str!("../../assets/locales/en/mail.ftl")),
    ("payments.ftl", include_str!("../../assets/locales/en/payments.ftl")),
    ("people.ftl", include_str!("../../assets/locales/en/people.ftl")),
    ("portal.ftl", include_str!("../../assets/locales/en/portal.ftl")),
    ("reports.ftl", include_str!("../../assets/locales/en/reports.ftl")),
    ("script.ftl", include_str!("../../assets/locales/en/script.ftl")),
    ("session.ftl", include_str!("../../assets/locales/en/session.ftl")),
    ("settings.ftl", include_str!("../../assets/locales/en/settings.ftl")),
];

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
    let made_up: Vec<(&str, String)> = ENGLISH.iter().map(|(name, text)| (*name, words::made_up(text))).collect();
    let catalogues = catalogues.with_language("qps-ploc", &made_up).expect("the made-up language is whole");
    Parts { clock, chance: Arc::new(SystemChance), catalogues, demo: false }
}
