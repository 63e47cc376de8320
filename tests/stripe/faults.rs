//! What goes wrong on command.

use std::time::Duration;

/// How it goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The answer takes its time; meanwhile its key is in use.
    Slow(Duration),
    /// 500, and nothing was done.
    FailBefore,
    /// 500, though it was done; the same key is answered with what was done.
    FailAfter,
    /// 500, though it was done; the same key is answered with 500 for a day, as Stripe documents it.
    FailAfterForGood,
    /// The connection is cut, and nothing was done.
    CutBefore,
    /// The connection is cut, though it was done.
    CutAfter,
    /// Too many questions at once.
    TooMany,
    /// Somebody else answers: a gateway, in HTML.
    Gateway,
}

/// The next questions that fit go wrong.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// How the question begins: `POST payment_intents`, `GET refunds`; everything when it is empty.
    pub(crate) on: String,
    pub(crate) kind: Kind,
    /// How often.
    pub(crate) times: u32,
}

impl Fault {
    /// The next one.
    pub(crate) fn once(on: &str, kind: Kind) -> Self {
        Self { on: on.to_owned(), kind, times: 1 }
    }
}

/// Those that wait.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// What goes wrong with this question.
    pub(crate) fn take(&mut self, question: &str) -> Option<Kind> {
        let fault = self.0.iter_mut().find(|fault| fault.times > 0 && question.starts_with(&fault.on))?;
        fault.times -= 1;
        let kind = fault.kind;
        self.0.retain(|fault| fault.times > 0);
        Some(kind)
    }
}
