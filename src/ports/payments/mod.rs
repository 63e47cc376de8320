//! Payments by card, at Stripe.
//!
//! Every call that makes something carries a key of the caller's: the same key with the same question makes it once, however often it is
//! asked. Nothing is tried again here: whoever calls knows whether that is wanted, and [`Error::is_certain`] tells whether Stripe did
//! nothing. What the client library logs holds those keys; it logs nothing.

mod error;
mod gateway;
mod read;
mod units;
pub mod webhook;

use std::fmt;
use std::time::Duration;

use stripe::{AccountId, Client, ClientBuilder, IdempotencyKey, RequestStrategy, StripeRequest};
use stripe_client_core::CustomizableStripeRequest;
use stripe_connect::account::{
    CreateAccount, CreateAccountCapabilities, CreateAccountCapabilitiesCardPayments, CreateAccountController,
    CreateAccountControllerFees, CreateAccountControllerFeesPayer, CreateAccountControllerLosses,
    CreateAccountControllerLossesPayments, CreateAccountControllerRequirementCollection,
    CreateAccountControllerStripeDashboard, CreateAccountControllerStripeDashboardType, RetrieveAccount,
    RetrieveForMyAccountAccount,
};
use stripe_connect::account_link::{CreateAccountLink, CreateAccountLinkType};
use stripe_core::dispute::ListDispute;
use stripe_core::payment_intent::{CancelPaymentIntent, CreatePaymentIntent, ListPaymentIntent, RetrievePaymentIntent};
use stripe_core::refund::{CreateRefund, ListRefund};
use stripe_shared::PaymentIntentAllowedPaymentMethodTypes;
use stripe_types::{List, RangeQueryTs};
use tracing::instrument::WithSubscriber as _;
use tracing::subscriber::NoSubscriber;
use url::Url;

pub use self::error::Error;
pub use self::gateway::{Answer, Gateway};
pub use self::units::{NotPayable, to_stripe as in_units_of_stripe};
use crate::clock::Timestamp;
use crate::domain::money::{Amount, Currency};
use crate::domain::payment::{Account, AccountStanding, Dispute, Intent, IntentId, Ours, Refund};
use crate::domain::secret::Secret;

/// How long Stripe may take for one answer.
const TIMEOUT: Duration = Duration::from_secs(20);

/// How many of a list are asked for at once: the most that Stripe gives.
const PAGE: i64 = 100;

/// The names under which our ids stand in an attempt's metadata.
const ORGANISATION: &str = "organisation";
const INVOICE: &str = "invoice";
const PAYMENT: &str = "payment";

/// An attempt to pay that Stripe is asked to open.
#[derive(Clone, Debug)]
pub struct NewIntent {
    /// How much, more than nothing.
    pub amount: Amount,
    /// The currency.
    pub currency: Currency,
    /// Our ids; they come back with all that Stripe tells of it.
    pub ours: Ours,
    /// What stands beside it in the account: the invoice's number.
    pub description: String,
}

/// An account that Stripe is asked to open for an organisation, to be completed by its people.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The address of whoever completes it.
    pub email: String,
    /// The company's name.
    pub name: String,
    /// Where it is, by two letters (ISO 3166-1). Stripe's guess is the server's own country when it is not known.
    pub country: Option<String>,
    /// The organisation's id.
    pub organisation: String,
}

/// Stripe cannot be asked with these settings.
#[derive(Debug, thiserror::Error)]
#[error("Stripe cannot be asked: {0}")]
pub struct BadSettings(String);

/// Stripe, asked with the server's secret key.
#[derive(Clone)]
pub struct Payments {
    client: Client,
}

impl fmt::Debug for Payments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Payments(…)")
    }
}

impl Payments {
    /// Stripe at `api_base`, with the server's key.
    pub fn new(secret_key: &Secret, api_base: &Url) -> Result<Self, BadSettings> {
        Self::within(secret_key, api_base, TIMEOUT)
    }

    /// The same, when Stripe may take no longer than this for an answer.
    pub fn within(secret_key: &Secret, api_base: &Url, timeout: Duration) -> Result<Self, BadSettings> {
        let base = format!("{}/", api_base.as_str().trim_end_matches('/'));
        let client = ClientBuilder::new(secret_key.reveal())
            .url(base)
            .request_strategy(RequestStrategy::Once)
            .timeout(timeout)
            .app_info("Frontdesk", Some(env!("CARGO_PKG_VERSION").to_owned()), None)
            .build()
            .map_err(|error| BadSettings(error.to_string()))?;
        Ok(Self { client })
    }

    /// Opens an attempt to pay by card, charged by `account` itself. The same `key` gives the same attempt again.
    pub async fn create_intent(&self, account: &Account, new: &NewIntent, key: &str) -> Result<Intent, Error> {
        let amount = units::to_stripe(new.amount, new.currency)?;
        let ours = [(ORGANISATION, &new.ours.organisation), (INVOICE, &new.ours.invoice), (PAYMENT, &new.ours.payment)];
        let metadata: std::collections::HashMap<String, String> =
            ours.into_iter().map(|(name, id)| (name.to_owned(), id.clone())).collect();
        let request = CreatePaymentIntent::new(amount, read::stripe_currency(new.currency))
            .allowed_payment_method_types(vec![PaymentIntentAllowedPaymentMethodTypes::Card])
            .description(new.description.clone())
            .metadata(metadata);
        read::intent(&self.make(account, &request, key).await?)
    }

    /// How an attempt to pay stands, with all that was returned of it and every dispute about it.
    pub async fn intent(&self, account: &Account, id: &IntentId) -> Result<Intent, Error> {
        let found = self.ask(account, &RetrievePaymentIntent::new(id.0.as_str())).await?;
        let mut intent = read::intent(&found)?;
        // Without a charge there is nothing to return and nothing to dispute.
        if found.latest_charge.is_some() {
            intent.refunds = self.refunds(account, &intent).await?;
            intent.disputes = self.disputes(account, &intent).await?;
        }
        Ok(intent)
    }

    /// The attempt that carries our id `payment`, among those opened since then: what an answer that never came was about.
    pub async fn find_intent(
        &self,
        account: &Account,
        payment: &str,
        since: Timestamp,
    ) -> Result<Option<Intent>, Error> {
        let since = RangeQueryTs::gte(since.as_millis().div_euclid(1_000));
        let mut last: Option<String> = None;
        loop {
            let mut request = ListPaymentIntent::new().created(since).limit(PAGE);
            if let Some(last) = &last {
                request = request.starting_after(last.clone());
            }
            let page = self.ask(account, &request).await?;
            if let Some(found) = page.data.iter().find(|one| one.metadata.get(PAYMENT).is_some_and(|id| id == payment))
            {
                return self.intent(account, &IntentId(found.id.to_string())).await.map(Some);
            }
            last = next(&page, |one| one.id.to_string());
            if last.is_none() {
                return Ok(None);
            }
        }
    }

    /// Ends an attempt to pay, so that no card can be charged by it any more. Refused with `payment_intent_unexpected_state` when it was
    /// charged or is being charged, or was ended before.
    pub async fn cancel_intent(&self, account: &Account, id: &IntentId) -> Result<Intent, Error> {
        read::intent(&self.ask(account, &CancelPaymentIntent::new(id.0.as_str())).await?)
    }

    /// Returns a part or all of what came in. The same `key` returns it once.
    pub async fn refund(
        &self,
        account: &Account,
        id: &IntentId,
        amount: Amount,
        currency: Currency,
        key: &str,
    ) -> Result<Refund, Error> {
        let request = CreateRefund::new().payment_intent(id.0.clone()).amount(units::to_stripe(amount, currency)?);
        read::refund(&self.make(account, &request, key).await?)
    }

    /// Opens an account for an organisation: its own, with Stripe's dashboard, which pays its own fees. The answer is its name, `acct_…`.
    pub async fn create_account(&self, new: &NewAccount, key: &str) -> Result<String, Error> {
        let request = new_account(new);
        let account = self.make(&Account::Own, &request, key).await?;
        Ok(account.id.to_string())
    }

    /// A page at Stripe where the people of a connected account give what is asked for. It works once, for a few minutes; afterwards Stripe
    /// sends them to `return_url`, and to `refresh_url` when another one is needed.
    pub async fn account_link(&self, account: &str, return_url: &Url, refresh_url: &Url) -> Result<Url, Error> {
        let request = CreateAccountLink::new(account, CreateAccountLinkType::AccountOnboarding)
            .return_url(return_url.as_str())
            .refresh_url(refresh_url.as_str());
        let link = self.ask(&Account::Own, &request).await?;
        Url::parse(&link.url).map_err(|_| Error::Unreadable("an account link that is no address".to_owned()))
    }

    /// Whether an account can take payments, and what is asked for.
    pub async fn account(&self, account: &Account) -> Result<AccountStanding, Error> {
        let found = match account {
            Account::Own => self.ask(&Account::Own, &RetrieveForMyAccountAccount::new()).await?,
            Account::Connected(id) => self.ask(&Account::Own, &RetrieveAccount::new(id.as_str())).await?,
        };
        Ok(read::standing(&found))
    }

    async fn refunds(&self, account: &Account, intent: &Intent) -> Result<Vec<Refund>, Error> {
        let mut all = Vec::new();
        let mut last: Option<String> = None;
        loop {
            let mut request = ListRefund::new().payment_intent(intent.id.0.clone()).limit(PAGE);
            if let Some(last) = &last {
                request = request.starting_after(last.clone());
            }
            let page = self.ask(account, &request).await?;
            for one in &page.data {
                all.push(read::refund(one)?);
            }
            last = next(&page, |one| one.id.to_string());
            if last.is_none() {
                return Ok(all);
            }
        }
    }

    async fn disputes(&self, account: &Account, intent: &Intent) -> Result<Vec<Dispute>, Error> {
        let mut all = Vec::new();
        let mut last: Option<String> = None;
        loop {
            let mut request = ListDispute::new().payment_intent(intent.id.0.clone()).limit(PAGE);
            if let Some(last) = &last {
                request = request.starting_after(last.clone());
            }
            let page = self.ask(account, &request).await?;
            for one in &page.data {
                all.push(read::dispute(one)?);
            }
            last = next(&page, |one| one.id.to_string());
            if last.is_none() {
                return Ok(all);
            }
        }
    }

    /// Asks what may be asked again without harm.
    async fn ask<R>(&self, account: &Account, request: &R) -> Result<R::Output, Error>
    where
        R: StripeRequest,
        R::Output: miniserde::Deserialize,
    {
        self.send(account, request.customize()).await
    }

    /// Asks for something to be made, once for each key.
    async fn make<R>(&self, account: &Account, request: &R, key: &str) -> Result<R::Output, Error>
    where
        R: StripeRequest,
        R::Output: miniserde::Deserialize,
    {
        let key = IdempotencyKey::new(key).map_err(|error| Error::BadKey(error.to_string()))?;
        self.send(account, request.customize().request_strategy(RequestStrategy::Idempotent(key))).await
    }

    async fn send<T: miniserde::Deserialize>(
        &self,
        account: &Account,
        request: CustomizableStripeRequest<T>,
    ) -> Result<T, Error> {
        let request = match account {
            Account::Own => request,
            Account::Connected(id) => request.account_id(AccountId::from(id.as_str())),
        };
        let answer = request.send(&self.client).with_subscriber(NoSubscriber::default()).await;
        answer.map_err(Error::from)
    }
}

/// The last of a page, after which the next begins; `None` when there is no next.
fn next<T>(page: &List<T>, id: impl Fn(&T) -> String) -> Option<String> {
    page.data.last().filter(|_| page.has_more).map(id)
}

/// What is called a standard account: Stripe asks its people for what is required, they have Stripe's whole dashboard, and its losses are
/// not the server's.
fn new_account(new: &NewAccount) -> CreateAccount {
    let controller = CreateAccountController {
        fees: Some(CreateAccountControllerFees { payer: Some(CreateAccountControllerFeesPayer::Account) }),
        losses: Some(CreateAccountControllerLosses { payments: Some(CreateAccountControllerLossesPayments::Stripe) }),
        requirement_collection: Some(CreateAccountControllerRequirementCollection::Stripe),
        stripe_dashboard: Some(CreateAccountControllerStripeDashboard {
            type_: Some(CreateAccountControllerStripeDashboardType::Full),
        }),
    };
    let capabilities = CreateAccountCapabilities {
        card_payments: Some(CreateAccountCapabilitiesCardPayments { requested: Some(true) }),
        ..CreateAccountCapabilities::default()
    };
    let metadata: std::collections::HashMap<String, String> =
        [(ORGANISATION.to_owned(), new.organisation.clone())].into();
    let mut request = CreateAccount::new()
        .controller(controller)
        .capabilities(capabilities)
        .email(new.email.clone())
        .business_profile(stripe_connect::account::CreateAccountBusinessProfile {
            name: Some(new.name.clone()),
            ..Default::default()
        })
        .metadata(metadata);
    if let Some(country) = &new.country {
        request = request.country(country.clone());
    }
    request
}
