//! An organisation's own mail server (G2): looked at, set, removed, tried out, and reached by those who send mails.

use std::time::Duration;

use serde_json::Value;

use crate::app::audit::record;
use crate::app::queue::{Work, enqueue};
use crate::app::{App, Error, Writing};
use crate::domain::audit::{Action, Deed};
use crate::domain::input::Email;
use crate::domain::mail_server::{Host, MailServer, NewPassword, Outcome, Security, Stored, Trouble};
use crate::domain::people::{Caller, Denied};
use crate::domain::rights::Right;
use crate::domain::secret::Secret;
use crate::id::OrganisationId;
use crate::ports::mail::{Mailer, Outgoing, Refused, is_address};
use crate::secrets::{self, Place};
use crate::store;
use crate::store::mail_servers::Row;

/// How long a test may take, from the connection to the answer. Somebody waits for it.
const TEST_WITHIN: Duration = Duration::from_secs(10);

/// An organisation's own mail server, for those who may change it.
#[derive(Clone, Debug)]
pub struct Own {
    /// How it is reached.
    pub server: MailServer,
    /// What is known of its password.
    pub password: Stored,
}

/// The caller's organisation's own mail server, if it has one.
pub async fn find(app: &App, caller: &Caller) -> Result<Option<Own>, Error> {
    let organisation = may_change(caller)?;
    let mut tx = app.db.read().await?;
    let row = store::mail_servers::find(&mut tx, organisation).await?;
    row.map(|row| Ok(Own { password: stored(app, organisation, &row), server: read(&row)? })).transpose()
}

/// Whether an organisation has a mail server of its own.
pub async fn exists(app: &App, organisation: OrganisationId) -> Result<bool, Error> {
    let mut tx = app.db.read().await?;
    Ok(store::mail_servers::exists(&mut tx, organisation).await?)
}

/// The same within a transaction.
pub async fn exists_in(writing: &mut Writing, organisation: OrganisationId) -> Result<bool, Error> {
    Ok(store::mail_servers::exists(&mut writing.tx, organisation).await?)
}

/// Whether passwords can be stored.
pub const fn can_keep_passwords(app: &App) -> bool {
    app.secrets.is_ready()
}

/// Whether mails can be sent from and to this address.
pub fn can_write_to(email: &Email) -> bool {
    is_address(email.as_str())
}

/// What a form asks for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// How the server is reached.
    pub server: MailServer,
    /// What becomes of the password that is stored.
    pub password: NewPassword,
}

/// Sets the mail server, and has the mails sent that are kept. Without a key for it no password is stored ([`Denied::NoSecretKey`]).
pub async fn save(app: &App, caller: &Caller, wanted: &Wanted) -> Result<(), Error> {
    let organisation = may_change(caller)?;
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let before = store::mail_servers::find(&mut writing.tx, organisation).await?;
    let password = match &wanted.password {
        _ if wanted.server.username.is_empty() => String::new(),
        NewPassword::Set(secret) => app
            .secrets
            .seal(place(organisation), secret, &*writing.chance)
            .map_err(|_| Error::Denied(Denied::NoSecretKey))?,
        NewPassword::Keep => kept(before.as_ref(), &wanted.server)?.to_owned(),
        NewPassword::Remove => String::new(),
    };
    let row = write(&wanted.server, password);
    let now = writing.now;
    if before.as_ref() != Some(&row) {
        store::mail_servers::save(&mut writing.tx, organisation, &row, now).await?;
        record(&mut writing, caller, changed(before.as_ref(), Some(&row))).await?;
    }
    enqueue(&mut writing, organisation, Work::SendKept { organisation }, now).await?;
    app.commit(writing).await
}

/// Forgets the mail server: mails go by the server's own again, or are kept.
pub async fn remove(app: &App, caller: &Caller) -> Result<(), Error> {
    let organisation = may_change(caller)?;
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let Some(before) = store::mail_servers::find(&mut writing.tx, organisation).await? else { return Ok(()) };
    store::mail_servers::delete(&mut writing.tx, organisation).await?;
    record(&mut writing, caller, changed(Some(&before), None)).await?;
    let now = writing.now;
    enqueue(&mut writing, organisation, Work::SendKept { organisation }, now).await?;
    app.commit(writing).await
}

/// The mail of a test.
#[derive(Clone, Copy, Debug)]
pub struct TestMail<'a> {
    /// To whom.
    pub to: &'a Email,
    /// The sender's name.
    pub from_name: &'a str,
    /// Its subject.
    pub subject: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The same as HTML.
    pub html: &'a str,
}

/// Sends a mail through the server that a form describes, stored or not, now and outside of any transaction, and tells what the server
/// said. Nothing is stored but that it was tried.
pub async fn test(app: &App, caller: &Caller, wanted: &Wanted, mail: &TestMail<'_>) -> Result<Outcome, Error> {
    let organisation = may_change(caller)?;
    let password = match &wanted.password {
        NewPassword::Set(secret) => Ok(Some(secret.clone())),
        NewPassword::Remove => Ok(None),
        NewPassword::Keep => {
            let before = {
                let mut tx = app.db.read().await?;
                store::mail_servers::find(&mut tx, organisation).await?
            };
            match kept(before.as_ref(), &wanted.server)? {
                "" => Ok(None),
                sealed => app.secrets.open(place(organisation), sealed).map(Some),
            }
        }
    };
    let outgoing = Outgoing {
        from_name: mail.from_name.to_owned(),
        from: wanted.server.sender.as_str().to_owned(),
        to: mail.to.as_str().to_owned(),
        subject: mail.subject.to_owned(),
        text: mail.text.to_owned(),
        html: mail.html.to_owned(),
        message_id: crate::id::secret(&*app.chance),
        thread: None,
        attachments: Vec::new(),
    };
    let outcome = match password {
        Ok(password) => try_out(&wanted.server, password.as_ref(), &outgoing).await,
        Err(_) => Outcome::Failed(Trouble::Unreadable, String::new()),
    };
    let mut writing = app.begin().await?;
    let deed = Deed {
        subject: format!("{}:{}", wanted.server.host, wanted.server.port),
        ..Deed::of_all(Action::MailServerTested)
    };
    let deed = deed.field("email", Value::Null, mail.to.as_str()).field(
        "accepted",
        Value::Null,
        matches!(outcome, Outcome::Accepted(_)),
    );
    record(&mut writing, caller, deed).await?;
    app.commit(writing).await?;
    Ok(outcome)
}

async fn try_out(server: &MailServer, password: Option<&Secret>, mail: &Outgoing) -> Outcome {
    let send = async { Mailer::of(server, password)?.send(mail).await };
    match tokio::time::timeout(TEST_WITHIN, send).await.unwrap_or_else(|_| Err(Refused::too_slow())) {
        Ok(answer) => Outcome::Accepted(answer),
        Err(refused) => Outcome::Failed(refused.trouble, refused.answer),
    }
}

/// An organisation's own mail server as it is stored. Two that are equal are reached alike.
#[derive(Clone, PartialEq, Eq)]
pub struct Reached(Row);

/// The server by which an organisation's mails go, if it has its own.
pub async fn reached(app: &App, organisation: OrganisationId) -> Result<Option<Reached>, Error> {
    let mut tx = app.db.read().await?;
    Ok(store::mail_servers::find(&mut tx, organisation).await?.map(Reached))
}

impl Reached {
    /// Prepares to send by it; or why that cannot be done, to be noted beside the mails that wait.
    pub fn mailer(&self, app: &App, organisation: OrganisationId) -> Result<Mailer, Refused> {
        let unreadable = |answer: String| Refused { answer, trouble: Trouble::Unreadable, permanent: false };
        let server = read(&self.0).map_err(|error| unreadable(error.to_string()))?;
        let password = match self.0.password.as_str() {
            "" => None,
            sealed => {
                let opened = app.secrets.open(place(organisation), sealed);
                Some(opened.map_err(|error| unreadable(error.to_string()))?)
            }
        };
        Mailer::of(&server, password.as_ref())
    }

    /// The sender's address.
    pub fn sender(&self) -> &str {
        &self.0.sender
    }
}

fn may_change(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ChangeSettings) { Ok(caller.organisation_id) } else { Err(Error::NotFound) }
}

const fn place(organisation: OrganisationId) -> Place {
    Place { organisation, field: "mail_servers.password" }
}

/// The stored password, still encrypted, for this server; empty when there is none. It was given for one machine: whoever may change the
/// settings may not read it by having it sent to another, or in clear.
fn kept<'a>(before: Option<&'a Row>, server: &MailServer) -> Result<&'a str, Error> {
    let Some(row) = before.filter(|row| !row.password.is_empty()) else { return Ok("") };
    let is_same_host = row.host == server.host.as_str();
    let is_as_safe = server.security != Security::None || row.security == Security::None.as_str();
    if is_same_host && is_as_safe { Ok(&row.password) } else { Err(Error::Denied(Denied::PasswordOfAnother)) }
}

fn stored(app: &App, organisation: OrganisationId, row: &Row) -> Stored {
    match row.password.as_str() {
        "" => Stored::Nothing,
        sealed => match app.secrets.open(place(organisation), sealed) {
            Ok(_) => Stored::Password,
            Err(secrets::Error::NoKey | secrets::Error::Unreadable) => Stored::Unreadable,
        },
    }
}

fn write(server: &MailServer, password: String) -> Row {
    Row {
        host: server.host.as_str().to_owned(),
        port: i64::from(server.port),
        security: server.security.as_str().to_owned(),
        username: server.username.clone(),
        password,
        sender: server.sender.as_str().to_owned(),
    }
}

fn read(row: &Row) -> Result<MailServer, Error> {
    let unknown = |what: &str| Error::Internal(format!("the stored mail server has no usable {what}"));
    Ok(MailServer {
        host: Host::parse(&row.host).map_err(|_| unknown("host"))?,
        port: u16::try_from(row.port).map_err(|_| unknown("port"))?,
        security: row.security.parse().map_err(|_| unknown("encryption"))?,
        username: row.username.clone(),
        sender: Email::parse(&row.sender).map_err(|_| unknown("sender"))?,
    })
}

/// What was changed; of the password only that it was.
fn changed(before: Option<&Row>, after: Option<&Row>) -> Deed {
    let named = after.or(before);
    let text = |field: fn(&Row) -> &String| {
        [before, after].map(|row| row.map(|row| field(row).clone()).filter(|text| !text.is_empty()))
    };
    let mut deed = Deed {
        subject: named.map(|row| format!("{}:{}", row.host, row.port)).unwrap_or_default(),
        ..Deed::of_all(Action::MailServerChanged)
    };
    for (name, [before, after]) in [
        ("host", text(|row| &row.host)),
        ("security", text(|row| &row.security)),
        ("username", text(|row| &row.username)),
        ("sender", text(|row| &row.sender)),
    ] {
        deed = deed.field(name, before, after);
    }
    deed = deed.field("port", before.map(|row| row.port), after.map(|row| row.port));
    let [before, after] = text(|row| &row.password);
    match after {
        after if before == after => deed,
        None => deed.field("password", true, false),
        Some(_) => deed.field("password", "", "changed"),
    }
}
