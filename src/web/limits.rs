//! How often sign-in may be tried.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota};

/// Tries from one address at once; then one a second.
const FROM_ADDRESS: NonZeroU32 = NonZeroU32::new(60).expect("not zero");
/// Tries for one login at once; then two a minute.
const FOR_LOGIN: NonZeroU32 = NonZeroU32::new(20).expect("not zero");
/// Logins and addresses remembered before those that have recovered are forgotten.
const REMEMBERED: usize = 10_000;

/// How often sign-in may be tried, on this node.
#[derive(Debug)]
pub struct SignInLimits {
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    logins: DefaultKeyedRateLimiter<String>,
}

impl Default for SignInLimits {
    fn default() -> Self {
        let second = NonZeroU32::MIN;
        Self {
            addresses: DefaultKeyedRateLimiter::keyed(Quota::per_second(second).allow_burst(FROM_ADDRESS)),
            logins: DefaultKeyedRateLimiter::keyed(
                Quota::with_period(std::time::Duration::from_secs(30))
                    .unwrap_or(Quota::per_minute(second))
                    .allow_burst(FOR_LOGIN),
            ),
        }
    }
}

impl SignInLimits {
    /// Counts a try. False when there were too many: the answer is the same for known and unknown logins.
    pub fn allow(&self, address: IpAddr, login: &str) -> bool {
        if self.logins.len() > REMEMBERED {
            self.logins.retain_recent();
        }
        if self.addresses.len() > REMEMBERED {
            self.addresses.retain_recent();
        }
        let address = self.addresses.check_key(&address).is_ok();
        let login = self.logins.check_key(&login.trim().to_lowercase().chars().take(254).collect()).is_ok();
        address && login
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
}
