//! Settings → E-mail: the organisation's mail server, and the mails.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError as _, web};
use serde::Deserialize;

use crate::app::mail_servers::{self, TestMail, Wanted};
use crate::app::{self, mails};
use crate::domain::input::{Email, Invalid, Line, Problem, Problems};
use crate::domain::link::Purpose;
use crate::domain::mail_server::{self, Host, MailServer, NewPassword, Security};
use crate::id::MailId;
use crate::views;
use crate::views::desk::mail_server::{Said, ServerForm};
use crate::views::desk::mails::{Copied, EmailPage, PATH, Where};
use crate::views::done::Done;
use crate::web::desk::rail;
use crate::web::error::{Error, denied, in_words};
use crate::web::forms::{page_with, see_other};
use crate::web::visit::{Staff, Visit};

/// Where one is in the list of mails.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Query {
    status: Option<String>,
    before: Option<String>,
    done: Option<String>,
}

impl Query {
    fn place(&self) -> Where {
        let status = self.status.as_deref().and_then(|status| status.parse().ok());
        let before = self.before.as_deref().and_then(|place| place.parse().ok());
        Where { status, before }
    }
}

/// The form of the mail server.
#[derive(Default, Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    host: String,
    #[serde(default)]
    port: String,
    #[serde(default)]
    security: String,
    #[serde(default)]
    username: String,
    #[serde(default)]
    server_password: String,
    remove_password: Option<String>,
    #[serde(default)]
    sender: String,
    /// To whom a test goes; empty for whoever asks for it.
    #[serde(default)]
    to: String,
}

impl Fields {
    fn wanted(&self, problems: &mut Problems) -> Option<Wanted> {
        let host = problems.keep("host", Host::parse(&self.host));
        let port = problems.keep("port", mail_server::port(&self.port));
        let security = problems.keep("security", self.security.parse::<Security>().map_err(|_| Problem::NotAChoice));
        let username = problems.keep("username", self.username());
        let password = NewPassword::parse(&self.server_password, self.remove_password.is_some());
        let password = problems.keep("server_password", password);
        let sender = problems.keep("sender", address(&self.sender));
        let server = MailServer {
            host: host?,
            port: port?,
            security: security?,
            username: username?.as_str().to_owned(),
            sender: sender?,
        };
        Some(Wanted { server, password: password? })
    }

    /// A password without a user signs nobody in.
    fn username(&self) -> Result<Line, Problem> {
        let username = Line::parse(&self.username)?;
        let is_needed = !self.server_password.is_empty();
        if is_needed && username.as_str().is_empty() { Err(Problem::Missing) } else { Ok(username) }
    }
}

/// An address that mails can be sent from and to.
fn address(text: &str) -> Result<Email, Problem> {
    let email = Email::parse(text)?;
    if mail_servers::can_write_to(&email) { Ok(email) } else { Err(Problem::NotAnAddress) }
}

/// `GET /desk/settings/email`
pub(crate) async fn index(Staff(visit): Staff, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    show(&visit, &query, &Shown::default()).await
}

/// `POST /desk/settings/email`
pub(crate) async fn save(
    Staff(visit): Staff,
    query: web::Query<Query>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    mails::may_see(&visit.caller)?;
    let mut problems = Problems::default();
    let Some(wanted) = fields.wanted(&mut problems) else {
        return back(&visit, &query, &fields, problems.into_vec()).await;
    };
    match mail_servers::save(&visit.state.app, &visit.caller, &wanted).await {
        Ok(()) => Ok(see_other(&Done::Saved.at(PATH))),
        Err(app::Error::Denied(why)) => {
            let reason = denied(&visit.locale, &why);
            let status = Error::Denied(why).status_code();
            show(&visit, &query, &Shown { status, ..Shown::with(&fields, Said::Refused(&reason)) }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /desk/settings/email/test`: sends a mail by what stands in the form, stored or not, and shows the server's answer.
pub(crate) async fn test(
    Staff(visit): Staff,
    query: web::Query<Query>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Error> {
    mails::may_see(&visit.caller)?;
    let mut problems = Problems::default();
    let wanted = fields.wanted(&mut problems);
    let to = if fields.to.trim().is_empty() { &visit.caller.email } else { &fields.to };
    let to = problems.keep("to", address(to));
    let (Some(wanted), Some(to)) = (wanted, to) else {
        return back(&visit, &query, &fields, problems.into_vec()).await;
    };
    if !visit.state.mail_tests.allow(visit.caller.organisation_id) {
        let (status, reason) = (Error::TooMany.status_code(), in_words(&visit.locale, &Error::TooMany));
        return show(&visit, &query, &Shown { status, ..Shown::with(&fields, Said::Refused(&reason)) }).await;
    }
    let letter = views::mail::test(&visit.locale, &visit.organisation, &visit.caller.name);
    let mail = TestMail {
        to: &to,
        from_name: &visit.organisation.name,
        subject: &letter.subject,
        text: &letter.text,
        html: &letter.html,
    };
    match mail_servers::test(&visit.state.app, &visit.caller, &wanted, &mail).await {
        Ok(outcome) => show(&visit, &query, &Shown::with(&fields, Said::Tested(&to, &outcome))).await,
        Err(app::Error::Denied(why)) => {
            let reason = denied(&visit.locale, &why);
            let status = Error::Denied(why).status_code();
            show(&visit, &query, &Shown { status, ..Shown::with(&fields, Said::Refused(&reason)) }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /desk/settings/email/remove`
pub(crate) async fn remove(Staff(visit): Staff) -> Result<HttpResponse, Error> {
    mail_servers::remove(&visit.state.app, &visit.caller).await?;
    Ok(see_other(&Done::MailServerRemoved.at(PATH)))
}

/// `POST /desk/settings/email/mails/{id}/retry`
pub(crate) async fn retry(
    Staff(visit): Staff,
    id: web::Path<MailId>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    mails::retry(&visit.state.app, &visit.caller, *id).await?;
    // A part of the list that it leaves would not show what has become of it.
    let place = Where { status: None, ..query.place() };
    Ok(see_other(&format!("{}#mail-{id}", Done::MailRetried.at(&place.url()))))
}

/// `POST /desk/settings/email/mails/{id}/copy`: the page shows the link this once.
pub(crate) async fn copy(
    Staff(visit): Staff,
    id: web::Path<MailId>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let copied = mails::copy_link(&visit.state.app, &visit.caller, *id).await?;
    let base = visit.state.portal_url(visit.organisation.domain.as_deref());
    let path = match copied.purpose {
        Purpose::Reset => "password-resets",
        Purpose::Email => "profile/email",
        Purpose::Invite | Purpose::Handover | Purpose::Setup => "invites",
    };
    let url = format!("{base}/{path}/{}", copied.secret);
    let copied = Copied { url: &url, recipient: &copied.recipient, purpose: copied.purpose };
    show(&visit, &query, &Shown { copied: Some(copied), ..Shown::default() }).await
}

/// What the page shows beside what is stored.
struct Shown<'a> {
    status: StatusCode,
    /// The form as it was sent.
    sent: Option<&'a Fields>,
    said: Said<'a>,
    copied: Option<Copied<'a>>,
}

impl Default for Shown<'_> {
    fn default() -> Self {
        Self { status: StatusCode::OK, sent: None, said: Said::Nothing, copied: None }
    }
}

impl<'a> Shown<'a> {
    fn with(fields: &'a Fields, said: Said<'a>) -> Self {
        Self { sent: Some(fields), said, ..Self::default() }
    }
}

/// The form comes back, with what is wrong with it.
async fn back(visit: &Visit, query: &Query, fields: &Fields, problems: Vec<Invalid>) -> Result<HttpResponse, Error> {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(visit, query, &Shown { status, ..Shown::with(fields, Said::Problems(&problems)) }).await
}

async fn show(visit: &Visit, query: &Query, shown: &Shown<'_>) -> Result<HttpResponse, Error> {
    let app = &visit.state.app;
    let place = query.place();
    let own = mail_servers::find(app, &visit.caller).await?;
    let found = mails::page(app, &visit.caller, place.status, place.before).await?;
    let form = match (shown.sent, &own) {
        (Some(sent), _) => ServerForm {
            host: &sent.host,
            port: sent.port.clone(),
            security: sent.security.parse().unwrap_or(Security::StartTls),
            username: &sent.username,
            removes_password: sent.remove_password.is_some(),
            lost_password: !sent.server_password.is_empty(),
            sender: &sent.sender,
            to: &sent.to,
        },
        (None, Some(own)) => ServerForm::of(&own.server),
        (None, None) => ServerForm::empty(),
    };
    let rail = rail(visit).await?;
    let page = EmailPage {
        own: own.as_ref().map(|own| (own.server.host.as_str(), own.password)),
        server_mail: visit.state.server_mail.as_deref(),
        can_keep_passwords: mail_servers::can_keep_passwords(app),
        form,
        said: shown.said,
        copied: shown.copied,
        done: query.done.as_deref().and_then(|done| done.parse().ok()),
        mails: found.mails.iter().map(|listed| (&listed.mail, listed.may_copy)).collect(),
        place,
        older: found.older,
    };
    Ok(page_with(shown.status, views::desk::mails::page(&visit.desk_frame(rail), &page)))
}
