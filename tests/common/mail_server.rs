//! A mail server that keeps what it gets.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A mail server on a port of its own, for as long as the test runs.
#[derive(Clone, Debug)]
pub(crate) struct MailServer {
    url: String,
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    /// What a recipient is answered with.
    answer: String,
    /// What somebody who signs in is answered with; none: there is no signing in.
    sign_in: Option<String>,
    mails: Vec<Mail>,
    /// User and password of those who signed in, or tried to.
    claims: Vec<(String, String)>,
}

/// A mail that was taken.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    pub(crate) recipient: String,
    /// Headers and body as they came, with the soft line breaks and `=XX` of quoted-printable undone.
    pub(crate) text: String,
}

impl Mail {
    /// What follows this address in the mail, up to the end of the secret.
    pub(crate) fn secret(&self, address: &str) -> String {
        let (_, rest) = self.text.split_once(address).unwrap_or_else(|| panic!("no {address} in {}", self.text));
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect()
    }

    /// Its subject.
    pub(crate) fn subject(&self) -> &str {
        self.text.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap_or_default()
    }
}

impl MailServer {
    /// One that answers each recipient with `answer`: `250 Yes` takes the mail.
    pub(crate) async fn start(answer: &str) -> Self {
        Self::start_with(answer, None).await
    }

    /// The same, where whoever signs in is answered with `sign_in`: `235 Welcome` lets them.
    pub(crate) async fn start_with(answer: &str, sign_in: Option<&str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let state = Arc::new(Mutex::new(State {
            answer: answer.to_owned(),
            sign_in: sign_in.map(str::to_owned),
            mails: Vec::new(),
            claims: Vec::new(),
        }));
        let server = Self { url, state };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = serving.clone();
                // Whoever hangs up in the middle has sent nothing.
                tokio::spawn(async move { server.converse(stream).await.ok() });
            }
        });
        server
    }

    /// What `SMTP_URL` is set to.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Its port, on this machine.
    pub(crate) fn port(&self) -> &str {
        self.url.rsplit_once(':').expect("a port").1
    }

    /// User and password of those who signed in, or tried to.
    pub(crate) fn claims(&self) -> Vec<(String, String)> {
        self.state.lock().expect("nobody failed").claims.clone()
    }

    /// Answers recipients differently from now on.
    pub(crate) fn answer_with(&self, answer: &str) {
        answer.clone_into(&mut self.state.lock().expect("nobody failed").answer);
    }

    /// What was taken so far.
    pub(crate) fn mails(&self) -> Vec<Mail> {
        self.state.lock().expect("nobody failed").mails.clone()
    }

    fn signs_in(&self) -> Option<String> {
        self.state.lock().expect("nobody failed").sign_in.clone()
    }

    async fn converse(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 here\r\n").await?;
        let (mut recipient, mut line) = (String::new(), String::new());
        loop {
            line.clear();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
            let answer = match verb.as_str() {
                "RCPT" => {
                    recipient = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    self.state.lock().expect("nobody failed").answer.clone()
                }
                "DATA" => {
                    stream.write_all(b"354 Go on\r\n").await?;
                    let text = read_mail(&mut stream).await?;
                    let mail = Mail { recipient: recipient.clone(), text };
                    self.state.lock().expect("nobody failed").mails.push(mail);
                    "250 Taken".to_owned()
                }
                "QUIT" => "221 Bye".to_owned(),
                "EHLO" if self.signs_in().is_some() => "250-here\r\n250 AUTH PLAIN".to_owned(),
                "AUTH" => {
                    let claim = claim(line.trim_end().rsplit(' ').next().unwrap_or_default());
                    self.state.lock().expect("nobody failed").claims.extend(claim);
                    self.signs_in().unwrap_or_else(|| "502 No".to_owned())
                }
                _ => "250 Yes".to_owned(),
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
    }
}

/// User and password as `AUTH PLAIN` says them (RFC 4616).
fn claim(said: &str) -> Option<(String, String)> {
    use base64::Engine as _;
    let said = base64::engine::general_purpose::STANDARD.decode(said).ok()?;
    let mut parts = said.split(|byte| *byte == 0).skip(1).map(|part| String::from_utf8_lossy(part).into_owned());
    parts.next().zip(parts.next())
}

async fn read_mail(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line.trim_end() == "." {
            return Ok(plain(&text));
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

/// Undoes quoted-printable (RFC 2045, 6.7).
fn plain(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let text = text.replace("=\r\n", "");
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok()).filter(|_| byte == b'=');
        if let Some(decoded) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(decoded);
            rest = &after[2..];
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
