//! Nobody can find out which addresses have a login: sign-in, forgotten passwords and invitations answer known and unknown ones with
//! the same status, the same bytes and in the same time.
//!
//! `FRONTDESK_TEST_TRIES` says how often each kind is tried (60). With `FRONTDESK_MEASURE=1` the time is held to its limit, which needs a calm
//! machine and 2,000 tries; without it, to one that a hash or a query less would break on any machine.

use std::io::Write as _;
use std::sync::atomic::{AtomicU32, Ordering};

use frontdesk::app::organisations::{self, NewPerson};
use frontdesk::app::{links, sign_in};
use frontdesk::domain::input::Email;
use frontdesk::domain::link::{MailLink, Via};
use frontdesk::domain::people::Role;
use frontdesk::id::{Chance as _, InviteId, SystemChance};
use reqwest::{Client, Method, redirect};
use tokio::time::Instant;

use crate::{Cast, PASSWORD, Setup, TestApp, each_database};

/// Limits are by network: each try comes from another.
const PROXIED: Setup = Setup { trusted_proxies: Some("127.0.0.1"), ..Setup::DEFAULT };
each_database!(PROXIED; known_and_unknown_addresses_are_answered_alike);

/// Addresses of each kind; with more tries, each is asked about several times.
const ADDRESSES: usize = 50;
/// How far the area under the curve may be from one half, where a guess by time is as good as a coin.
const LIMIT: f64 = 0.03;
/// The same for a few tries on a busy machine: more than six times the deviation that chance alone gives 60 of each kind.
const COARSE_LIMIT: f64 = 0.35;

async fn known_and_unknown_addresses_are_answered_alike(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    let known: Vec<String> = (0..ADDRESSES).map(|at| format!("known-login-{at:03}@somewhere.test")).collect();
    let unknown: Vec<String> = (0..ADDRESSES).map(|at| format!("never-heard-{at:03}@somewhere.test")).collect();
    add_logins(app, &rival, &known).await;

    let each = |ask: &dyn Fn(&str) -> Question| {
        let of = |addresses: &[String]| addresses.iter().map(|email| ask(email)).collect::<Vec<_>>();
        (of(&known), of(&unknown))
    };
    let sign_in = each(&|email| {
        Question::new(Method::POST, "/session", &[("email", email), ("password", "wrong password")], &[email])
    });
    compare(app, "sign-in", &sign_in).await;
    let reset = each(&|email| Question::new(Method::POST, "/password-resets", &[("email", email)], &[]));
    compare(app, "forgotten password", &reset).await;
    app.work().await;

    let invited = (invite(app, &cast, &known).await, invite(app, &cast, &unknown).await);
    let each = |ask: &dyn Fn(&str, &str) -> Question| {
        let of =
            |invited: &[(String, String)]| invited.iter().map(|(email, path)| ask(email, path)).collect::<Vec<_>>();
        (of(&invited.0), of(&invited.1))
    };
    let page = each(&|email, path| Question::new(Method::GET, path, &[], &[email, path]));
    compare(app, "an invitation's page", &page).await;
    let try_in =
        each(&|email, path| Question::new(Method::POST, path, &[("password", "wrong password")], &[email, path]));
    compare(app, "an invitation's answer to a password", &try_in).await;
}

/// Something that is asked about an address.
struct Question {
    method: Method,
    path: String,
    form: Vec<(String, String)>,
    /// What the answer may repeat of it: as long for one address as for another.
    own: Vec<String>,
}

impl Question {
    fn new(method: Method, path: &str, form: &[(&str, &str)], own: &[&str]) -> Self {
        let form = form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { method, path: path.to_owned(), form, own: own.iter().map(|own| (*own).to_owned()).collect() }
    }

    /// The answer, without what the question held, and how many nanoseconds it took.
    async fn ask(&self, app: &TestApp, client: &Client) -> (String, u128) {
        static NETWORK: AtomicU32 = AtomicU32::new(0);
        let network = std::net::Ipv4Addr::from_bits(0x0a00_0000 + NETWORK.fetch_add(1, Ordering::Relaxed));
        let origin = app.browser().origin();
        let mut request = client
            .request(self.method.clone(), format!("{origin}{}", self.path))
            .header("origin", &origin)
            .header("x-forwarded-for", network.to_string());
        if self.method == Method::POST {
            request = request.form(&self.form);
        }
        let request = request.build().expect("a request");
        let begun = Instant::now();
        let answer = client.execute(request).await.expect("the server answers");
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.text().await.expect("the answer is text");
        let took = begun.elapsed().as_nanos();
        let mut headers: Vec<String> = headers
            .iter()
            .filter(|(name, _)| *name != "date")
            .map(|(name, value)| format!("{name}: {value:?}"))
            .collect();
        headers.sort_unstable();
        let answer = format!("{status} {headers:?} {body}");
        (self.own.iter().fold(answer, |answer, own| answer.replace(own.as_str(), "OWN")), took)
    }
}

/// Asks both kinds of questions in random order over one connection.
async fn compare(app: &TestApp, what: &str, (known, unknown): &(Vec<Question>, Vec<Question>)) {
    let tries = std::env::var("FRONTDESK_TEST_TRIES").ok().and_then(|tries| tries.parse().ok()).unwrap_or(60);
    let client = Client::builder().redirect(redirect::Policy::none()).pool_max_idle_per_host(1).no_proxy().build();
    let client = client.expect("a client");
    let mut expected = None;
    let mut times = (Vec::new(), Vec::new());
    // The first few open the connection and warm what is made once.
    for warm in known.iter().take(3).chain(unknown.iter().take(3)) {
        warm.ask(app, &client).await;
    }
    for is_known in shuffled(tries) {
        let (questions, times) = if is_known { (known, &mut times.0) } else { (unknown, &mut times.1) };
        let (answer, took) = questions[times.len() % questions.len()].ask(app, &client).await;
        times.push(took);
        let expected = expected.get_or_insert_with(|| answer.clone());
        assert_eq!(*expected, answer, "{what}: known {is_known}");
    }
    let auc = area_under_the_curve(&times.0, &times.1);
    let median = |times: &mut Vec<u128>| {
        times.sort_unstable();
        times[times.len() / 2] / 1_000
    };
    let medians = (median(&mut times.0), median(&mut times.1));
    let _ = writeln!(
        std::io::stderr(),
        "{what}: {tries} tries each, AUC {auc:.3}, medians {} µs known, {} µs unknown",
        medians.0,
        medians.1
    );
    let limit = if std::env::var_os("FRONTDESK_MEASURE").is_some() { LIMIT } else { COARSE_LIMIT };
    assert!((auc - 0.5).abs() <= limit, "{what}: the time tells known from unknown addresses, AUC {auc:.3}");
}

/// As many of each, in random order.
fn shuffled(each: usize) -> Vec<bool> {
    let mut order: Vec<bool> = (0..2 * each).map(|at| at < each).collect();
    for at in (1..order.len()).rev() {
        let mut bytes = [0; 8];
        SystemChance.fill(&mut bytes);
        let other = usize::try_from(u64::from_le_bytes(bytes) % (at as u64 + 1)).expect("an index");
        order.swap(at, other);
    }
    order
}

/// How often a time of the one kind is longer than a time of the other, ties counted half: the Mann–Whitney statistic as a share. One
/// half when the time tells nothing.
fn area_under_the_curve(ones: &[u128], others: &[u128]) -> f64 {
    let mut all: Vec<(u128, bool)> =
        ones.iter().map(|time| (*time, true)).chain(others.iter().map(|time| (*time, false))).collect();
    all.sort_unstable();
    let (mut ranks, mut at) = (0.0, 0);
    while at < all.len() {
        let equal = all[at..].iter().take_while(|(time, _)| *time == all[at].0).count();
        // Equal times share the mean of their ranks.
        let rank = f64::midpoint(real(at + 1), real(at + equal));
        ranks += rank * real(all[at..at + equal].iter().filter(|(_, is_one)| *is_one).count());
        at += equal;
    }
    let (n, m) = (real(ones.len()), real(others.len()));
    (ranks - n * (n + 1.0) / 2.0) / (n * m)
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("a small number"))
}

#[test]
fn the_area_is_a_half_when_times_are_alike_and_one_when_they_never_are() {
    assert!((area_under_the_curve(&[1, 2, 3], &[1, 2, 3]) - 0.5).abs() < 1e-9);
    assert!((area_under_the_curve(&[4, 5, 6], &[1, 2, 3]) - 1.0).abs() < 1e-9);
    assert!((area_under_the_curve(&[1, 2], &[3, 4]) - 0.0).abs() < 1e-9);
    assert!((area_under_the_curve(&[1, 4], &[2, 3]) - 0.5).abs() < 1e-9);
}

/// Logins of another organisation.
async fn add_logins(app: &TestApp, cast: &Cast, addresses: &[String]) {
    let hash = sign_in::hash_password(PASSWORD, &SystemChance).await.expect("a password can be hashed");
    app.write(async |writing| {
        for address in addresses {
            let email = Email::parse(address).expect("an address");
            let person =
                NewPerson { email: &email, name: "Somebody", password_hash: &hash, role: Role::Agent, customer: None };
            organisations::add_person(writing, cast.organisation.id, person).await.expect("they are new");
        }
    })
    .await;
}

/// Invites them all, and gives each address with where its link leads.
async fn invite(app: &TestApp, cast: &Cast, addresses: &[String]) -> Vec<(String, String)> {
    let admin = app.sign_in(&cast.admin).await;
    let mut invited = Vec::new();
    for address in addresses {
        let sent = admin.post("/desk/settings/users", &[("email", address), ("role", "agent")]).await;
        assert_eq!(sent.status, 303, "{sent:?}");
        let id = app.texts(&format!("SELECT id FROM invites WHERE email = '{address}'")).await.remove(0);
        let link = MailLink::Invite { invite: id.parse::<InviteId>().expect("an id") };
        let organisation = cast.organisation.id;
        let secret = app
            .write(async |writing| links::mint_for(writing, organisation, &link, Via::Copied).await.expect("a link"));
        invited.push((address.clone(), format!("/invites/{}", secret.await)));
    }
    invited
}
