//! The typesetting thread. Typesetting is work for a processor alone: all documents together have one thread, so that the others stay
//! free for whatever answers people.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};

use crate::pdf::engine::Engine;
use crate::pdf::{Error, Sheet};

/// Documents that may wait; whoever comes then is told so ([`Error::Busy`]).
const CAPACITY: usize = 64;

/// Typesets documents, one after the other. Cheap to clone. Its thread begins with the first document and ends with the last clone.
#[derive(Clone, Debug)]
pub struct Typesetter(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    queue: mpsc::Sender<Waiting>,
    /// The other end of the queue, until the thread has it.
    unread: Mutex<Option<mpsc::Receiver<Waiting>>>,
}

#[derive(Debug)]
struct Waiting {
    sheet: Sheet,
    answer: oneshot::Sender<Result<Bytes, Error>>,
}

impl Default for Typesetter {
    fn default() -> Self {
        let (queue, unread) = mpsc::channel(CAPACITY);
        Self(Arc::new(Shared { queue, unread: Mutex::new(Some(unread)) }))
    }
}

impl Typesetter {
    /// Typesets an invoice.
    pub async fn invoice(&self, sheet: Sheet) -> Result<Bytes, Error> {
        let (answer, answered) = oneshot::channel();
        self.begin()?;
        self.0.queue.try_send(Waiting { sheet, answer }).map_err(|error| match error {
            TrySendError::Full(_) => Error::Busy,
            TrySendError::Closed(_) => gone(),
        })?;
        answered.await.unwrap_or_else(|_| Err(gone()))
    }

    /// Typesets a sample, so that the first document that somebody waits for is as quick as the others.
    pub async fn warm_up(&self) -> Result<(), Error> {
        self.invoice(Sheet::sample()).await.map(drop)
    }

    fn begin(&self) -> Result<(), Error> {
        // Nothing in it is ever half done.
        let unread = self.0.unread.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(waiting) = unread else { return Ok(()) };
        let thread = std::thread::Builder::new().name("typesetter".to_owned());
        thread.spawn(move || run(waiting)).map_err(|error| Error::Typesetting(error.to_string()))?;
        Ok(())
    }
}

fn gone() -> Error {
    Error::Typesetting("the thread is gone".to_owned())
}

fn run(mut waiting: mpsc::Receiver<Waiting>) {
    // Typst spreads its work over a pool: this thread is all of it.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    if let Err(error) = &pool {
        tracing::warn!(%error, "the typesetting thread shares the machine's pool");
    }
    let engine = Engine::new();
    while let Some(Waiting { sheet, answer }) = waiting.blocking_recv() {
        // Whoever has gone away meanwhile wants nothing any more.
        if !answer.is_closed() {
            let _ = answer.send(typeset(&engine, &sheet));
        }
    }
}

/// A panic is a fault of one document; the next ones are typeset all the same.
fn typeset(engine: &Engine, sheet: &Sheet) -> Result<Bytes, Error> {
    let typeset = catch_unwind(AssertUnwindSafe(|| engine.typeset(sheet)));
    typeset.unwrap_or_else(|_| Err(Error::Typesetting("the typesetter panicked".to_owned()))).map(Bytes::from)
}
