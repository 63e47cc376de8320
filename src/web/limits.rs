//! How often something may be tried.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::{DefaultKeyedRateLimiter, Quota};

use crate::id::{OrganisationId, SessionId};

/// Tries from one network at once; then one a second.
const FROM_NETWORK: u32 = 60;
/// Tries for one login from one network at once; then two a minute.
const FOR_LOGIN: u32 = 20;
/// Tries for one login from everywhere at once; then twelve a minute. Far above what its owner needs, so that nobody is locked out by
/// another's tries, and far below what guessing needs.
const FROM_EVERYWHERE: u32 = 300;
/// After so many tries those who have recovered are forgotten.
const TIDY_EVERY: u32 = 1_024;

/// How often sign-in may be tried, on this node.
#[derive(Debug)]
pub struct SignInLimits {
    networks: DefaultKeyedRateLimiter<IpAddr>,
    logins: DefaultKeyedRateLimiter<(String, IpAddr)>,
    everywhere: DefaultKeyedRateLimiter<String>,
    tries: AtomicU32,
}

impl Default for SignInLimits {
    fn default() -> Self {
        Self {
            networks: DefaultKeyedRateLimiter::keyed(quota(FROM_NETWORK, Duration::from_secs(1))),
            logins: DefaultKeyedRateLimiter::keyed(quota(FOR_LOGIN, Duration::from_secs(30))),
            everywhere: DefaultKeyedRateLimiter::keyed(quota(FROM_EVERYWHERE, Duration::from_secs(5))),
            tries: AtomicU32::new(0),
        }
    }
}

impl SignInLimits {
    /// Counts a try. False when there were too many: the answer is the same for known and unknown logins.
    pub fn allow(&self, address: IpAddr, login: &str) -> bool {
        if self.tries.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            self.networks.retain_recent();
            self.logins.retain_recent();
            self.everywhere.retain_recent();
        }
        // A network that is refused already costs the login nothing.
        let network = network(address);
        if self.networks.check_key(&network).is_err() {
            return false;
        }
        let login: String = login.trim().to_lowercase().chars().take(254).collect();
        self.logins.check_key(&(login.clone(), network)).is_ok() && self.everywhere.check_key(&login).is_ok()
    }
}

/// Links from one network at once; then one each half minute.
const LINKS_FROM_NETWORK: u32 = 20;

/// How often a link to set a new password may be asked for, on this node. How many a login is sent is decided where they are sent: here
/// nothing depends on the address.
#[derive(Debug)]
pub struct ResetLimits {
    networks: DefaultKeyedRateLimiter<IpAddr>,
    tries: AtomicU32,
}

impl Default for ResetLimits {
    fn default() -> Self {
        let quota = quota(LINKS_FROM_NETWORK, Duration::from_secs(30));
        Self { networks: DefaultKeyedRateLimiter::keyed(quota), tries: AtomicU32::new(0) }
    }
}

impl ResetLimits {
    /// Counts a wish. False when there were too many.
    pub fn allow(&self, address: IpAddr) -> bool {
        if self.tries.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            self.networks.retain_recent();
        }
        self.networks.check_key(&network(address)).is_ok()
    }
}

/// Reports of one session at once; then one a second. A page sends a handful for each question.
const REPORTS: u32 = 60;

/// How often a page may tell what was shown, opened and looked for, on this node.
#[derive(Debug)]
pub struct ReportLimits {
    sessions: DefaultKeyedRateLimiter<SessionId>,
    reports: AtomicU32,
}

impl Default for ReportLimits {
    fn default() -> Self {
        let quota = quota(REPORTS, Duration::from_secs(1));
        Self { sessions: DefaultKeyedRateLimiter::keyed(quota), reports: AtomicU32::new(0) }
    }
}

impl ReportLimits {
    /// Counts a report. False when there were too many.
    pub fn allow(&self, session: SessionId) -> bool {
        if self.reports.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            self.sessions.retain_recent();
        }
        self.sessions.check_key(&session).is_ok()
    }
}

/// Tests of a mail server at once; then one each quarter of a minute. Each is a connection to a host that somebody typed.
const MAIL_TESTS: u32 = 6;

/// How often an organisation may try a mail server out, on this node.
#[derive(Debug)]
pub struct MailTestLimits(DefaultKeyedRateLimiter<OrganisationId>);

impl Default for MailTestLimits {
    fn default() -> Self {
        Self(DefaultKeyedRateLimiter::keyed(quota(MAIL_TESTS, Duration::from_secs(15))))
    }
}

impl MailTestLimits {
    /// Counts a test. False when there were too many.
    pub fn allow(&self, organisation: OrganisationId) -> bool {
        self.0.check_key(&organisation).is_ok()
    }
}

/// `burst` at once, then one each `period`.
fn quota(burst: u32, period: Duration) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(period).unwrap_or(Quota::per_minute(NonZeroU32::MIN)).allow_burst(burst)
}

/// What one customer of an internet provider gets: an IPv4 address, or the first 64 bits of an IPv6 one.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_slowed_after_twenty_tries_and_others_are_not() {
        let limits = SignInLimits::default();
        let address = IpAddr::from([127, 0, 0, 1]);
        assert!((0..20).all(|_| limits.allow(address, "a@b.test")));
        assert!(!limits.allow(address, " A@b.test"));
        assert!(limits.allow(address, "c@d.test"));
    }

    #[test]
    fn a_network_asks_for_twenty_links_and_others_go_on() {
        let limits = ResetLimits::default();
        let from = |last: u8| limits.allow(IpAddr::from([203, 0, 113, last]));
        assert_eq!((0..50).filter(|_| from(1)).count(), 20);
        assert!(from(2));
    }

    #[test]
    fn a_network_that_is_refused_locks_nobody_out() {
        let limits = SignInLimits::default();
        let bad = |last: u16| IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 0, 0, 0, last));
        assert_eq!((0..200).filter(|at| limits.allow(bad(*at), &format!("{at}@b.test"))).count(), 60);
        assert!((0..100).all(|at| !limits.allow(bad(at), "victim@b.test")));
        assert!(limits.allow(IpAddr::from([127, 0, 0, 1]), "victim@b.test"));
    }
}
