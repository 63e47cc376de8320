//! Mail going out, over SMTP.

use std::error::Error as _;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment as Attached, Mailbox, MultiPart};
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use crate::domain::mail_server::{MailServer, Security, Trouble};
use crate::domain::secret::Secret;

/// How long the server may take for each step of the conversation.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Characters of an answer that are kept.
const ANSWER_MAX: usize = 2_000;

/// Answers about the sign-in at the server (RFC 4954, 6): permanent in form, but mended by the settings, not by another mail.
const SIGN_IN_ANSWERS: [u16; 4] = [530, 534, 535, 538];

/// A mail on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The sender's name, as the recipient sees it.
    pub from_name: String,
    /// The sender's address. Its host completes `message_id` and `thread`.
    pub from: String,
    /// The recipient's address: one, so that nobody sees another's.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// What it is called for ever, the same at every try, so that a mail sent twice is shown once.
    pub message_id: String,
    /// What it belongs to, `ticket-{id}`: mail programs gather what refers to the same. No mail has this id itself.
    pub thread: Option<String>,
    /// What goes with it.
    pub attachments: Vec<Attachment>,
}

/// A file that goes with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// What it is called.
    pub name: String,
    /// What it is: `application/pdf`.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Bytes,
}

/// A mail that could not be handed over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{answer}")]
pub struct Refused {
    /// The server's answer, or why there was none.
    pub answer: String,
    /// Why, as far as it can be told.
    pub trouble: Trouble,
    /// Whether the same mail will be refused again.
    pub permanent: bool,
}

impl Refused {
    /// There was no answer in time.
    pub fn too_slow() -> Self {
        Self { answer: "the mail server took too long".to_owned(), trouble: Trouble::Slow, permanent: false }
    }
}

/// An `SMTP_URL` that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("not a usable SMTP URL: {0}")]
pub struct BadUrl(#[source] smtp::Error);

/// A mail server that takes mails.
#[derive(Clone)]
pub struct Mailer {
    server: AsyncSmtpTransport<Tokio1Executor>,
    /// What must not come back in an answer.
    password: Option<Secret>,
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mailer(…)")
    }
}

/// Whether mails can be sent from and to this address.
pub fn is_address(text: &str) -> bool {
    address(text).is_ok()
}

impl Mailer {
    /// Prepares for the server at an `smtps://user:password@host:465`, `smtp://host:587?tls=required` (STARTTLS) or `smtp://host:25`
    /// (in clear) URL. Connects only to send.
    pub fn new(url: &str) -> Result<Self, BadUrl> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(BadUrl)?;
        Ok(Self { server: server.timeout(Some(TIMEOUT)).build(), password: None })
    }

    /// Prepares for this server, where one signs in with this password if there is a user. Connects only to send. What it is told and
    /// what stands in its settings is checked where it is made: nothing of it can begin a line of its own.
    pub fn of(server: &MailServer, password: Option<&Secret>) -> Result<Self, Refused> {
        let host = server.host.as_str();
        let parameters = || TlsParameters::new(host.to_owned()).map_err(|error| refused(&error));
        let tls = match server.security {
            Security::Tls => Tls::Wrapper(parameters()?),
            Security::StartTls => Tls::Required(parameters()?),
            Security::None => Tls::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host).port(server.port).tls(tls);
        if !server.username.is_empty() {
            let password = password.map(Secret::reveal).unwrap_or_default();
            builder = builder.credentials(Credentials::new(server.username.clone(), password.to_owned()));
        }
        Ok(Self { server: builder.timeout(Some(TIMEOUT)).build(), password: password.cloned() })
    }

    /// Hands a mail to the server, and tells its answer. When this returns, the server has taken charge of it.
    pub async fn send(&self, mail: &Outgoing) -> Result<String, Refused> {
        let unwritable = |answer| Refused { answer, trouble: Trouble::Unwritable, permanent: true };
        let message = message(mail).map_err(unwritable)?;
        match self.server.send(message).await {
            Ok(taken) => {
                let words: Vec<&str> = taken.message().collect();
                Ok(self.clean(&format!("{} {}", taken.code(), words.join("\n"))))
            }
            Err(error) => {
                let refused = refused(&error);
                Err(Refused { answer: self.clean(&refused.answer), ..refused })
            }
        }
    }

    /// An answer as it may be stored and shown: some servers repeat what they were told.
    fn clean(&self, answer: &str) -> String {
        let answer: String = answer.chars().filter(|c| !c.is_control() || *c == '\n').take(ANSWER_MAX).collect();
        match self.password.as_ref().map(Secret::reveal).filter(|password| !password.is_empty()) {
            Some(password) => answer.replace(password, "…"),
            None => answer,
        }
    }
}

/// Writes the mail as RFC 5322 wants it, dated now, or says why it cannot be.
fn message(mail: &Outgoing) -> Result<Message, String> {
    let from = address(&mail.from)?;
    let full_id = |id: &str| format!("<{}@{}>", one_line(id), from.domain());
    let mut builder = Message::builder()
        .from(Mailbox::new(Some(one_line(&mail.from_name)), from.clone()))
        .to(Mailbox::new(None, address(&mail.to)?))
        .subject(one_line(&mail.subject))
        .message_id(Some(full_id(&mail.message_id)))
        // RFC 3834: a program wrote this, so that other programs do not answer it.
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()));
    if let Some(thread) = &mail.thread {
        builder = builder.in_reply_to(full_id(thread)).references(full_id(thread));
    }
    let words = MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone());
    if mail.attachments.is_empty() {
        return builder.multipart(words).map_err(|error| error.to_string());
    }
    let mut body = MultiPart::mixed().multipart(words);
    for attachment in &mail.attachments {
        let kind = ContentType::parse(attachment.media_type).map_err(|error| error.to_string())?;
        body = body.singlepart(Attached::new(one_line(&attachment.name)).body(attachment.bytes.to_vec(), kind));
    }
    builder.multipart(body).map_err(|error| error.to_string())
}

fn address(text: &str) -> Result<Address, String> {
    text.parse().map_err(|error| format!("{text}: {error}"))
}

/// A text for a header: a line break would begin another.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn refused(error: &smtp::Error) -> Refused {
    let Some(code) = error.status() else {
        return Refused { answer: error.to_string(), trouble: trouble(error), permanent: false };
    };
    let code = code.to_string();
    let about_sign_in = SIGN_IN_ANSWERS.iter().any(|answer| answer.to_string() == code);
    let words = error.source().map(|source| format!(" {source}")).unwrap_or_default();
    let trouble = if about_sign_in { Trouble::SignIn } else { Trouble::Refused };
    Refused { answer: format!("{code}{words}"), trouble, permanent: error.is_permanent() && !about_sign_in }
}

/// Why there was no answer. `lettre` tells kinds of errors apart that are not these: its words and the system's error say more.
fn trouble(error: &smtp::Error) -> Trouble {
    let words = error.to_string();
    let mut system = None;
    let mut cause = error.source();
    while let Some(error) = cause {
        system = system.or_else(|| error.downcast_ref::<io::Error>().map(io::Error::kind));
        cause = error.source();
    }
    match system {
        _ if error.is_tls() => Trouble::Tls,
        _ if words.contains("STARTTLS") => Trouble::NoStartTls,
        _ if words.contains("authentication mechanism") => Trouble::NoSignIn,
        _ if error.is_response() => Trouble::NoMailServer,
        Some(io::ErrorKind::TimedOut) => Trouble::Slow,
        // A handshake that failed, or a certificate for another host.
        Some(io::ErrorKind::InvalidData) => Trouble::Tls,
        _ => Trouble::Unreachable,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::net::TcpListener;

    use super::*;

    fn mail() -> Outgoing {
        Outgoing {
            from_name: "Harbour, Studio".to_owned(),
            from: "support@harbour.test".to_owned(),
            to: "client@demo.test".to_owned(),
            subject: "[Harbour Studio] Ticket 318: Où?\r\nBcc: all@demo.test".to_owned(),
            text: "Plain – text".to_owned(),
            html: "<p>Rich – text</p>".to_owned(),
            message_id: "0193a1b2".to_owned(),
            thread: Some("ticket-0193a1a1".to_owned()),
            attachments: Vec::new(),
        }
    }

    #[test]
    fn a_mail_has_two_equal_parts_and_belongs_to_its_thread() {
        let written = String::from_utf8(message(&mail()).unwrap().formatted()).unwrap();
        for line in [
            "From: =?utf-8?b?SGFyYm91ciwgU3R1ZGlv?= <support@harbour.test>",
            "To: client@demo.test",
            "Message-ID: <0193a1b2@harbour.test>",
            "In-Reply-To: <ticket-0193a1a1@harbour.test>",
            "References: <ticket-0193a1a1@harbour.test>",
            "Auto-Submitted: auto-generated",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/html; charset=utf-8",
            "Plain =E2=80=93 text",
            "<p>Rich =E2=80=93 text</p>",
        ] {
            assert!(written.lines().any(|written| written == line), "{line}\n{written}");
        }
        assert!(written.contains("multipart/alternative"), "{written}");
        assert!(!written.lines().any(|line| line.starts_with("Bcc")), "{written}");
    }

    #[test]
    fn what_goes_with_a_mail_stands_beside_its_words() {
        let bytes = Bytes::from_static(b"%PDF-1.7 \xff\x00 a document");
        let attachment = Attachment { name: "INV-0042.pdf".to_owned(), media_type: "application/pdf", bytes };
        let mail = Outgoing { attachments: vec![attachment], ..mail() };
        let written = String::from_utf8(message(&mail).unwrap().formatted()).unwrap();
        for part in [
            "multipart/mixed",
            "multipart/alternative",
            "Content-Type: application/pdf",
            "Content-Disposition: attachment; filename=\"INV-0042.pdf\"",
            "Content-Transfer-Encoding: base64",
            "JVBERi0xLjcg/wAgYSBkb2N1bWVudA==",
            "Plain =E2=80=93 text",
        ] {
            assert!(written.contains(part), "{part}\n{written}");
        }
    }

    #[tokio::test]
    async fn a_server_that_takes_the_mail_gets_it_whole() {
        let (url, server) = serve("250 Taken");
        assert_eq!(Mailer::new(&url).unwrap().send(&mail()).await.unwrap(), "250 Taken");
        assert!(server.join().unwrap().contains("Message-ID: <0193a1b2@harbour.test>"));
    }

    #[tokio::test]
    async fn a_refusal_keeps_the_words_of_the_server() {
        for (answer, trouble, permanent) in [
            ("550 No such person here", Trouble::Refused, true),
            ("451 Try again later", Trouble::Refused, false),
            ("535 Wrong password", Trouble::SignIn, false),
        ] {
            let (url, server) = serve(answer);
            let refused = Mailer::new(&url).unwrap().send(&mail()).await.unwrap_err();
            assert_eq!(refused, Refused { answer: answer.to_owned(), trouble, permanent });
            server.join().unwrap();
        }
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_may_be_there_later() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        drop(listener);
        let refused = Mailer::new(&url).unwrap().send(&mail()).await.unwrap_err();
        assert!(!refused.permanent && !refused.answer.is_empty(), "{refused:?}");
        assert_eq!(refused.trouble, Trouble::Unreachable);
    }

    #[tokio::test]
    async fn a_server_that_cannot_do_what_is_asked_is_told_apart() {
        for (security, username, trouble) in [
            (Security::Tls, "", Trouble::Tls),
            (Security::StartTls, "", Trouble::NoStartTls),
            (Security::None, "me", Trouble::NoSignIn),
        ] {
            let (url, _) = serve("250 Taken");
            let server = own(&url, security, username);
            let refused = Mailer::of(&server, Some(&Secret::new("hush"))).unwrap().send(&mail()).await.unwrap_err();
            assert_eq!((refused.trouble, refused.permanent), (trouble, false), "{refused:?}");
        }
        let (url, _) = serve("250 Taken");
        assert!(Mailer::of(&own(&url, Security::None, ""), None).unwrap().send(&mail()).await.is_ok());
    }

    #[tokio::test]
    async fn a_password_that_a_server_repeats_goes_no_further() {
        let (url, _) = serve("550 I was told hush-hush");
        let mailer = Mailer::of(&own(&url, Security::None, ""), Some(&Secret::new("hush-hush"))).unwrap();
        assert_eq!(mailer.send(&mail()).await.unwrap_err().answer, "550 I was told …");
        assert!(!format!("{mailer:?}").contains("hush"));
    }

    fn own(url: &str, security: Security, username: &str) -> MailServer {
        let (host, port) = url.trim_start_matches("smtp://").split_once(':').unwrap();
        MailServer {
            host: crate::domain::mail_server::Host::parse(host).unwrap(),
            port: port.parse().unwrap(),
            security,
            username: username.to_owned(),
            sender: crate::domain::input::Email::parse("support@harbour.test").unwrap(),
        }
    }

    #[tokio::test]
    async fn an_address_that_is_none_is_refused_for_good() {
        let mut mail = mail();
        mail.to = "nobody".to_owned();
        let refused = Mailer::new("smtp://127.0.0.1:1").unwrap().send(&mail).await.unwrap_err();
        assert!(refused.permanent, "{refused:?}");
    }

    #[test]
    fn urls_of_other_kinds_are_refused() {
        assert!(Mailer::new("https://mail.harbour.test").is_err());
        assert!(Mailer::new("smtps://me:secret@mail.harbour.test").is_ok());
    }

    /// A mail server for one conversation, which gives `answer` to the recipient; returns its URL and what it was told.
    fn serve(answer: &'static str) -> (String, std::thread::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let (mut told, mut in_mail) = (String::new(), false);
            write!(stream, "220 here\r\n").unwrap();
            while let Some(Ok(line)) = lines.next() {
                told.push_str(&line);
                told.push('\n');
                let reply = match line.split([' ', ':']).next().unwrap_or_default() {
                    "." if in_mail => {
                        in_mail = false;
                        "250 Taken"
                    }
                    _ if in_mail => continue,
                    "RCPT" => answer,
                    "DATA" => {
                        in_mail = true;
                        "354 Go on"
                    }
                    "QUIT" => "221 Bye",
                    _ => "250 Yes",
                };
                // The client may hang up without waiting for the answer to its QUIT.
                let _ = write!(stream, "{reply}\r\n");
            }
            told
        });
        (url, server)
    }
}
