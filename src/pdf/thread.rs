//! The typesetting thread. Typesetting is work for a processor alone: all documents together have one thread, so that the others stay
//! free for whatever answers people.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::oneshot;

use crate::id::{MembershipId, OrganisationId};
use crate::pdf::engine::Engine;
use crate::pdf::queue::Queue;
use crate::pdf::{Error, Sheet};

/// Documents that may wait; whoever comes then is told so ([`Error::Busy`]).
const CAPACITY: usize = 1_024;
/// Documents of one [`Asker`] that may wait.
const OF_ONE: usize = 256;

/// Who waits for a document. They take turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asker {
    /// Somebody who looks at it.
    Person(MembershipId),
    /// The mails of an organisation.
    Mails(OrganisationId),
    /// The program itself.
    Start,
}

/// Typesets documents, one after the other. Cheap to clone. Its thread begins with the first document and ends with the last clone.
#[derive(Clone, Debug)]
pub struct Typesetter(Arc<Owner>);

/// Goes with the last clone; the thread then has nobody left to work for.
#[derive(Debug)]
struct Owner(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    /// Something waits, or nobody is left.
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    queue: Queue<Asker, Waiting>,
    phase: Phase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Idle,
    Running,
    Ended,
}

#[derive(Debug)]
struct Waiting {
    sheet: Sheet,
    answer: oneshot::Sender<Result<Bytes, Error>>,
}

impl Default for Typesetter {
    fn default() -> Self {
        let state = Mutex::new(State { queue: Queue::new(CAPACITY, OF_ONE), phase: Phase::Idle });
        Self(Arc::new(Owner(Arc::new(Shared { state, changed: Condvar::new() }))))
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        self.0.lock().phase = Phase::Ended;
        self.0.changed.notify_all();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing in it is ever half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for what is next; nothing when nobody is left.
    fn next(&self) -> Option<Waiting> {
        let mut state = self.lock();
        loop {
            if let Some(waiting) = state.queue.pop() {
                return Some(waiting);
            }
            if state.phase == Phase::Ended {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Typesetter {
    /// Typesets an invoice.
    pub async fn invoice(&self, asker: Asker, sheet: Sheet) -> Result<Bytes, Error> {
        let (answer, answered) = oneshot::channel();
        self.enqueue(asker, Waiting { sheet, answer })?;
        answered.await.unwrap_or_else(|_| Err(Error::Typesetting("the thread is gone".to_owned())))
    }

    /// Typesets a sample, so that the first document that somebody waits for is as quick as the others.
    pub async fn warm_up(&self) -> Result<(), Error> {
        self.invoice(Asker::Start, Sheet::sample()).await.map(drop)
    }

    fn enqueue(&self, asker: Asker, waiting: Waiting) -> Result<(), Error> {
        let shared = &self.0.0;
        let mut state = shared.lock();
        if state.phase == Phase::Idle {
            let thread = std::thread::Builder::new().name("typesetter".to_owned());
            let of_thread = Arc::clone(shared);
            thread.spawn(move || run(&of_thread)).map_err(|error| Error::Typesetting(error.to_string()))?;
            state.phase = Phase::Running;
        }
        let has_place = state.queue.push(asker, waiting);
        drop(state);
        shared.changed.notify_one();
        if has_place { Ok(()) } else { Err(Error::Busy) }
    }
}

fn run(shared: &Shared) {
    // Typst spreads its work over a pool: this thread is all of it.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    if let Err(error) = &pool {
        tracing::warn!(%error, "the typesetting thread shares the machine's pool");
    }
    let engine = Engine::new();
    while let Some(Waiting { sheet, answer }) = shared.next() {
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
