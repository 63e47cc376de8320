//! By which mail server a mail goes: the organisation's own, the server's, or none yet.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::app::mail_servers::{self, Reached};
use crate::app::{self, links};
use crate::clock::Timestamp;
use crate::domain::link::{MailLink, Via};
use crate::domain::mail_server::Trouble;
use crate::id::OrganisationId;
use crate::jobs::Worker;
use crate::ports::mail::{Mailer, Refused};

/// How long a mail server that could not be spoken to is left alone at first; each time that it cannot be, twice as long.
const PAUSE: Duration = Duration::from_secs(10);
/// And at most.
const LONGEST_PAUSE: Duration = Duration::from_secs(10 * 60);

/// The way a mail goes out.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    /// The mail server.
    pub(crate) mailer: Arc<Mailer>,
    /// The sender's address.
    pub(crate) from: String,
    /// What the use of a link proves that went this way.
    pub(crate) via: Via,
    /// Whose mail server it is; none: the server's.
    whose: Option<OrganisationId>,
}

/// What can be done with a mail now.
#[derive(Debug)]
pub(crate) enum Way {
    /// It can be sent.
    Open(Route),
    /// Its mail server cannot be used for now.
    Barred(Refused),
    /// There is no mail server for it.
    None,
    /// There is the organisation's own, whose admins must not have its link: it waits for a mail server of the server's.
    Forbidden,
}

/// What is known of the mail servers from one mail to the next.
#[derive(Default)]
pub struct Ways(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// Organisations' own, as they were when they were last used.
    own: HashMap<OrganisationId, (Reached, Arc<Mailer>)>,
    /// Those that are left alone for a while.
    paused: HashMap<Option<OrganisationId>, Pause>,
}

/// A mail server that could not be spoken to. Each of a hundred mails would wait for it as long as the first has, and those of all other
/// organisations behind them; and wrong passwords sent by the hundred lock accounts.
struct Pause {
    until: Timestamp,
    length: Duration,
    refused: Refused,
}

impl Worker {
    /// The way a mail of this organisation goes out now. A link to set a password or to confirm an address goes by the server's own mail
    /// server where there is one, and else by the organisation's only when its admins may have it
    /// ([`may_be_copied`](links::may_be_copied)): they could read it there.
    pub(crate) async fn way(&self, organisation: OrganisationId, link: Option<&MailLink>) -> Result<Way, app::Error> {
        let is_personal = link.is_some_and(|link| link.user().is_some());
        if is_personal && self.mailer.is_some() {
            return Ok(self.by_the_server());
        }
        let Some(reached) = mail_servers::reached(&self.app, organisation).await? else {
            return Ok(self.by_the_server());
        };
        if let Some(link) = link
            && !links::may_be_copied(&self.app, organisation, link).await?
        {
            return Ok(Way::Forbidden);
        }
        Ok(self.by_their_own(organisation, reached))
    }

    /// Notes what came of sending a mail this way. An answer about the mail says nothing against the server.
    pub(crate) fn sent_by(&self, route: &Route, sent: Result<(), &Refused>) {
        let now = self.app.clock.now();
        let mut known = self.ways.known();
        match sent {
            Err(refused) if !matches!(refused.trouble, Trouble::Refused | Trouble::Unwritable) => {
                let last = known.paused.get(&route.whose).map(|pause| pause.length * 2);
                let length = last.unwrap_or(PAUSE).min(LONGEST_PAUSE);
                known.paused.insert(route.whose, Pause { until: now + length, length, refused: refused.clone() });
            }
            _ => {
                known.paused.remove(&route.whose);
            }
        }
    }

    fn by_the_server(&self) -> Way {
        let Some(mailer) = self.mailer.clone() else { return Way::None };
        let route = Route { mailer, from: self.from.clone(), via: Via::ServerMail, whose: None };
        self.ways.known().unless_paused(route, self.app.clock.now())
    }

    fn by_their_own(&self, organisation: OrganisationId, reached: Reached) -> Way {
        let mut known = self.ways.known();
        let before = known.own.get(&organisation).filter(|(before, _)| *before == reached);
        let mailer = if let Some((_, mailer)) = before {
            Arc::clone(mailer)
        } else {
            known.own.remove(&organisation);
            known.paused.remove(&Some(organisation));
            match reached.mailer(&self.app, organisation) {
                Ok(mailer) => Arc::new(mailer),
                Err(refused) => return Way::Barred(refused),
            }
        };
        let from = reached.sender().to_owned();
        known.own.insert(organisation, (reached, Arc::clone(&mailer)));
        let route = Route { mailer, from, via: Via::OrganisationMail, whose: Some(organisation) };
        known.unless_paused(route, self.app.clock.now())
    }
}

impl Ways {
    fn known(&self) -> MutexGuard<'_, Known> {
        // Nothing in it is ever half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn unless_paused(&self, route: Route, now: Timestamp) -> Way {
        match self.paused.get(&route.whose).filter(|pause| now < pause.until) {
            Some(pause) => Way::Barred(pause.refused.clone()),
            None => Way::Open(route),
        }
    }
}
