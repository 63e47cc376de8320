//! The sessions of this process, to be found when a right goes or the server stops.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix::Recipient;

use super::SessionKey;
use super::ending::{Ending, Why};
use super::session::Look;
use crate::domain::people::Caller;
use crate::domain::session::{Fate, Standing};
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
    caller: Arc<Caller>,
    ending: Ending,
    /// None until the connection is upgraded.
    mailbox: Option<Recipient<Look>>,
}

impl Sessions {
    /// From here on the session hears when its right goes. None when the server stops.
    pub(super) fn register(self: &Arc<Self>, caller: &Arc<Caller>) -> Option<Registered> {
        let mut open = self.lock();
        if open.is_stopping {
            return None;
        }
        open.started += 1;
        let key = open.started;
        let ending = Ending::default();
        let entry = Entry { caller: Arc::clone(caller), ending: ending.clone(), mailbox: None };
        open.entries.insert(key, entry);
        Some(Registered { sessions: Arc::clone(self), key, ending })
    }

    /// The browser session is gone.
    pub(super) fn sign_out(&self, browser: SessionId) {
        self.end(Why::Revoked, |caller| caller.session_id == browser);
    }

    /// The browser session goes on with this membership.
    pub(super) fn went_on(&self, browser: SessionId, membership: MembershipId) {
        self.end(Why::WentOn, |caller| caller.session_id == browser && own(caller) != membership);
    }

    /// In the browser session nobody looks on any more.
    pub(super) fn view_ended(&self, browser: SessionId) {
        self.end(Why::Changed, |caller| caller.session_id == browser && caller.viewed_by.is_some());
    }

    /// What the membership may see is something else: its own pages, and those on which somebody looks on as it.
    pub(super) fn access_changed(&self, membership: MembershipId) {
        self.end(Why::Changed, |caller| caller.membership_id == membership || caller.viewed_by == Some(membership));
    }

    /// The browser sessions of all that are open now.
    pub(super) fn asked(&self) -> Asked {
        let open = self.lock();
        let browsers: HashSet<SessionId> = open.entries.values().map(|entry| entry.caller.session_id).collect();
        Asked { browsers: browsers.into_iter().collect(), up_to: open.started }
    }

    /// Ends those that do not stand as they did when they were let in.
    pub(super) fn compare(&self, asked: &Asked, standings: &[Standing]) {
        let standings: HashMap<SessionId, &Standing> =
            standings.iter().map(|standing| (standing.session_id, standing)).collect();
        for (key, entry) in &self.lock().entries {
            // Whoever came after the question was let in by a newer answer.
            if *key > asked.up_to {
                continue;
            }
            match standings.get(&entry.caller.session_id).map(|standing| standing.fate(&entry.caller)) {
                Some(Fate::Stands) => {}
                Some(Fate::Changed) => entry.end(Why::Changed),
                Some(Fate::WentOn) => entry.end(Why::WentOn),
                None => entry.end(Why::Revoked),
            }
        }
    }

    /// Ends all and lets none in any more.
    pub(super) fn stop(&self) {
        self.lock().is_stopping = true;
        self.end(Why::Stopping, |_| true);
    }

    pub(super) fn len(&self) -> usize {
        self.lock().entries.len()
    }

    fn end(&self, why: Why, which: impl Fn(&Caller) -> bool) {
        for entry in self.lock().entries.values().filter(|entry| which(&entry.caller)) {
            entry.end(why);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    fn end(&self, why: Why) {
        self.ending.set(why);
        if let Some(mailbox) = &self.mailbox {
            // A full mailbox holds something else at which the session looks at its ending.
            let _ = mailbox.try_send(Look);
        }
    }
}

/// The browser sessions about which the database is asked.
#[derive(Debug)]
pub(super) struct Asked {
    /// Each once.
    pub(super) browsers: Vec<SessionId>,
    /// The last page that was open then.
    up_to: SessionKey,
}

/// The membership that signed in, whoever the page is shown to.
fn own(caller: &Caller) -> MembershipId {
    caller.viewed_by.unwrap_or(caller.membership_id)
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
    pub(super) fn reachable_at(&self, mailbox: Recipient<Look>) {
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
