//! What the verbs ask of Stripe, apart from how it is asked: tests put a model of it in its place that fails at every call.

use std::fmt;

use futures_util::future::BoxFuture;
use url::Url;

use crate::clock::Timestamp;
use crate::domain::money::{Amount, Currency};
use crate::domain::payment::{Account, AccountStanding, Intent, IntentId, Refund};
use crate::ports::payments::{Error, NewAccount, NewIntent, Payments};

/// The answer to a question, once it has come.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, Error>>;

/// Stripe. Each call is the one of the same name of [`Payments`], where it is described.
pub trait Gateway: Send + Sync + fmt::Debug {
    /// Opens an attempt to pay; the same key gives the same one again.
    fn create_intent<'a>(&'a self, account: &'a Account, new: &'a NewIntent, key: &'a str) -> Answer<'a, Intent>;
    /// How an attempt stands, with every refund and dispute.
    fn intent<'a>(&'a self, account: &'a Account, id: &'a IntentId) -> Answer<'a, Intent>;
    /// The attempt that carries our id.
    fn find_intent<'a>(
        &'a self,
        account: &'a Account,
        payment: &'a str,
        since: Timestamp,
    ) -> Answer<'a, Option<Intent>>;
    /// Ends an attempt.
    fn cancel_intent<'a>(&'a self, account: &'a Account, id: &'a IntentId) -> Answer<'a, Intent>;
    /// Returns money; the same key returns it once.
    fn refund<'a>(
        &'a self,
        account: &'a Account,
        id: &'a IntentId,
        amount: Amount,
        currency: Currency,
        key: &'a str,
    ) -> Answer<'a, Refund>;
    /// Opens an account for an organisation.
    fn create_account<'a>(&'a self, new: &'a NewAccount, key: &'a str) -> Answer<'a, String>;
    /// Where an account is completed.
    fn account_link<'a>(&'a self, account: &'a str, return_url: &'a Url, refresh_url: &'a Url) -> Answer<'a, Url>;
    /// Whether an account can take payments.
    fn account<'a>(&'a self, account: &'a Account) -> Answer<'a, AccountStanding>;
}

impl Gateway for Payments {
    fn create_intent<'a>(&'a self, account: &'a Account, new: &'a NewIntent, key: &'a str) -> Answer<'a, Intent> {
        Box::pin(Self::create_intent(self, account, new, key))
    }

    fn intent<'a>(&'a self, account: &'a Account, id: &'a IntentId) -> Answer<'a, Intent> {
        Box::pin(Self::intent(self, account, id))
    }

    fn find_intent<'a>(
        &'a self,
        account: &'a Account,
        payment: &'a str,
        since: Timestamp,
    ) -> Answer<'a, Option<Intent>> {
        Box::pin(Self::find_intent(self, account, payment, since))
    }

    fn cancel_intent<'a>(&'a self, account: &'a Account, id: &'a IntentId) -> Answer<'a, Intent> {
        Box::pin(Self::cancel_intent(self, account, id))
    }

    fn refund<'a>(
        &'a self,
        account: &'a Account,
        id: &'a IntentId,
        amount: Amount,
        currency: Currency,
        key: &'a str,
    ) -> Answer<'a, Refund> {
        Box::pin(Self::refund(self, account, id, amount, currency, key))
    }

    fn create_account<'a>(&'a self, new: &'a NewAccount, key: &'a str) -> Answer<'a, String> {
        Box::pin(Self::create_account(self, new, key))
    }

    fn account_link<'a>(&'a self, account: &'a str, return_url: &'a Url, refresh_url: &'a Url) -> Answer<'a, Url> {
        Box::pin(Self::account_link(self, account, return_url, refresh_url))
    }

    fn account<'a>(&'a self, account: &'a Account) -> Answer<'a, AccountStanding> {
        Box::pin(Self::account(self, account))
    }
}
