//! The sessions of this process, to be found when a right goes or the server stops.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix::Recipient;

use super::SessionKey;
use super::ending::{Ending, Why};
use super::session::Nudge;
use crate::domain::people::Caller;
use crate::id::{MembershipId, SessionId};

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Sessions(Mutex<Open>);

#[derive(Debug, Default)]
struct Open {
    entries: HashMap<SessionKey, Entry>,
    started: SessionKey,
    is_stopping: bool,
}

#[derive(Debug)]
struct Entry {
    /// The browser session it came by.
    browser: SessionId,
    membership: MembershipId,
    ending: Ending,
    /// None until the connection is upgraded.
    mailbox: Option<Recipient<Nudge>>,
}

impl Sessions {
    /// From here on the session hears when its right goes. None when the server stops.
    pub(super) fn register(self: &Arc<Self>, caller: &Caller) -> Option<Registered> {
        let mut open = self.lock();
        if open.is_stopping {
            return None;
        }
        open.started += 1;
        let key = open.started;
        let ending = Ending::default();
        let entry = Entry {
            browser: caller.session_id,
            membership: caller.membership_id,
            ending: ending.clone(),
            mailbox: None,
        };
        open.entries.insert(key, entry);
        Some(Registered { sessions: Arc::clone(self), key, ending })
    }

    pub(super) fn sign_out(&self, browser: SessionId) {
        self.end(Why::Revoked, |entry| entry.browser == browser);
    }

    pub(super) fn revoke(&self, membership: MembershipId) {
        self.end(Why::Revoked, |entry| entry.membership == membership);
    }

    /// Ends all and lets none in any more.
    pub(super) fn stop(&self) {
        self.lock().is_stopping = true;
        self.end(Why::Stopping, |_| true);
    }

    /// Has each see whether its right is still there.
    pub(super) fn check_all(&self) {
        for mailbox in self.lock().entries.values().filter_map(|entry| entry.mailbox.as_ref()) {
            // One that has no place for it checks by itself, later.
            let _ = mailbox.try_send(Nudge::Check);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.lock().entries.len()
    }

    fn end(&self, why: Why, which: impl Fn(&Entry) -> bool) {
        for entry in self.lock().entries.values().filter(|entry| which(entry)) {
            entry.ending.set(why);
            if let Some(mailbox) = &entry.mailbox {
                // A full mailbox holds something else at which the session looks at its ending.
                let _ = mailbox.try_send(Nudge::Look);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A session's place among all, given up when dropped.
#[derive(Debug)]
pub(super) struct Registered {
    sessions: Arc<Sessions>,
    key: SessionKey,
    ending: Ending,
}

impl Registered {
    pub(super) fn key(&self) -> SessionKey {
        self.key
    }

    pub(super) fn ending(&self) -> &Ending {
        &self.ending
    }

    /// The session can be told from now on; what was set before it must look for itself.
    pub(super) fn reachable_at(&self, mailbox: Recipient<Nudge>) {
        if let Some(entry) = self.sessions.lock().entries.get_mut(&self.key) {
            entry.mailbox = Some(mailbox);
        }
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        self.sessions.lock().entries.remove(&self.key);
    }
}
