// SPDX-License-Identifier: AGPL-3.0-or-later
//! The SMTP dialogue, step by step, because what a broken connection means depends on how far it had come.

use super::address::{Security, Server};
use super::delivery::{Delivery, Fault, Stage, printable};
use super::{Parcel, Patience};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Ehlo, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use lettre::transport::smtp::{
    Error,
    extension::{MailParameter, RcptParameter},
};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::time::timeout;
use zeroize::Zeroizing;

/// A connection is kept for so long after its last mail; servers hang up after minutes.
const KEPT_FOR: Duration = Duration::from_secs(60);
/// After so many mails a connection is made anew: some servers count.
const MAILS_PER_CONNECTION: u32 = 100;

/// A mail server and the connections kept open to it.
pub struct Smtp {
    server: Server,
    tls: Option<TlsParameters>,
    hello: ClientId,
    kept: Mutex<Vec<Kept>>,
}

struct Kept {
    connection: AsyncSmtpConnection,
    /// Whether the server offers delivery status notifications (RFC 3461).
    dsn: bool,
    used: Instant,
    mails: u32,
}

/// A mail offered over one connection.
enum Offered {
    /// The kept connection had gone before anything was said: another one may do.
    Gone,
    Answered(Delivery),
}

impl Smtp {
    pub(super) fn new(server: Server, tls: Option<TlsParameters>) -> Self {
        Self { server, tls, hello: ClientId::default(), kept: Mutex::default() }
    }

    pub(super) fn shown(&self) -> String {
        self.server.shown()
    }

    pub(super) async fn send(&self, parcel: &Parcel, patience: Patience) -> Delivery {
        if let Some(kept) = self.take()
            && let Offered::Answered(delivery) = self.offer(kept, parcel, patience).await
        {
            return delivery;
        }
        let (connection, dsn) = match self.connect(patience).await {
            Ok(connected) => connected,
            Err(fault) => return Delivery::of_fault(Stage::Greeting, &fault),
        };
        let fresh = Kept { connection, dsn, used: Instant::now(), mails: 0 };
        match self.offer(fresh, parcel, patience).await {
            Offered::Answered(delivery) => delivery,
            Offered::Gone => Delivery::Temporary {
                reason: crate::outbox::Reason::ServerAway,
                reply: "the server hung up after its greeting".into(),
            },
        }
    }

    async fn connect(&self, patience: Patience) -> Result<(AsyncSmtpConnection, bool), Fault> {
        let connecting = async {
            let whole = self.tls.clone().filter(|_| self.server.security == Security::Tls);
            let place = (self.server.host.as_str(), self.server.port);
            let mut connection = if whole.is_some() {
                let limit = Some(patience.connect);
                AsyncSmtpConnection::connect_tokio1(place, limit, &self.hello, whole, None).await?
            } else {
                AsyncSmtpConnection::connect_with_transport(Box::new(line(place).await?), &self.hello).await?
            };
            if let Some(tls) = self.tls.clone().filter(|_| self.server.security == Security::StartTls) {
                connection.starttls(tls, &self.hello).await?;
            }
            // the library keeps only those of the server's extensions that it knows itself
            let offered = connection.command(Ehlo::new(self.hello.clone())).await?;
            let dsn = offered.message().any(|line| line.trim().eq_ignore_ascii_case("DSN"));
            if let Some(sign_in) = &self.server.sign_in {
                let credentials = Credentials::new(sign_in.user.clone(), sign_in.password.to_string());
                connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await?;
            }
            Ok::<_, Fault>((connection, dsn))
        };
        in_time(patience.connect, connecting).await
    }

    async fn offer(&self, mut kept: Kept, parcel: &Parcel, patience: Patience) -> Offered {
        let connection = &mut kept.connection;
        let told = match dialogue(connection, kept.dsn, parcel, patience).await {
            Ok(response) => {
                let server = printable(connection.server_info().name());
                let said: Vec<&str> = response.message().collect();
                let reply = printable(&format!("{} {}", response.code(), said.join(" ")));
                Ok(Delivery::Accepted { server, reply })
            }
            Err((Stage::Sender, Fault::Said(error))) if hung_up(&error) => return Offered::Gone,
            Err((stage, fault)) => Err((stage, fault)),
        };
        let delivery = match told {
            Ok(accepted) => {
                self.keep(Kept { mails: kept.mails + 1, used: Instant::now(), ..kept });
                accepted
            }
            Err((stage, fault)) => {
                let refused = matches!(&fault, Fault::Said(error) if !hung_up(error));
                // a refused envelope leaves the connection as good as it was
                if refused && in_time(patience.command, kept.connection.command(Rset)).await.is_ok() {
                    self.keep(Kept { used: Instant::now(), ..kept });
                }
                Delivery::of_fault(stage, &fault)
            }
        };
        Offered::Answered(delivery)
    }

    fn take(&self) -> Option<Kept> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|kept| kept.used.elapsed() < KEPT_FOR);
        kept.pop()
    }

    fn keep(&self, connection: Kept) {
        if connection.mails < MAILS_PER_CONNECTION {
            self.kept.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }

    pub(super) async fn close(&self) {
        let kept = std::mem::take(&mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner));
        for mut kept in kept {
            let _said = timeout(Duration::from_secs(1), kept.connection.command(Quit)).await;
        }
    }

    pub(super) async fn probe(&self) -> Result<(), String> {
        match self.connect(Patience::WAITED_FOR).await {
            Ok((connection, dsn)) => {
                self.keep(Kept { connection, dsn, used: Instant::now(), mails: 0 });
                Ok(())
            }
            Err(fault) => Err(Delivery::of_fault(Stage::Greeting, &fault).reply().to_owned()),
        }
    }
}

/// A connection that sends at once. The library writes a mail in two pieces, and the second would wait for the server's
/// acknowledgement of the first, which servers hold back for 40 ms (Nagle's algorithm, RFC 896, meets RFC 1122 section
/// 4.2.3.2).
async fn line(place: (&str, u16)) -> Result<TcpStream, Fault> {
    let line = TcpStream::connect(place).await.map_err(Fault::Unreachable)?;
    line.set_nodelay(true).map_err(Fault::Unreachable)?;
    Ok(line)
}

/// Whether the connection is over: broken, or closed with the words for it (421, RFC 5321 section 3.8).
fn hung_up(error: &Error) -> bool {
    error.status().is_none_or(|code| u16::from(code) == 421)
}

async fn dialogue(
    connection: &mut AsyncSmtpConnection,
    dsn: bool,
    parcel: &Parcel,
    patience: Patience,
) -> Result<Response, (Stage, Fault)> {
    let at = |stage| move |fault| (stage, fault);
    let (about_mail, about_recipient) = if dsn { notifications(parcel) } else { Default::default() };
    let mail = Mail::new(Some(parcel.sender.clone()), about_mail);
    in_time(patience.command, connection.command(mail)).await.map_err(at(Stage::Sender))?;
    let to = Rcpt::new(parcel.to.clone(), about_recipient);
    in_time(patience.command, connection.command(to)).await.map_err(at(Stage::Recipient))?;
    in_time(patience.command, connection.command(Data)).await.map_err(at(Stage::Data))?;
    in_time(patience.content, content(connection, &parcel.bytes)).await.map_err(at(Stage::Content))
}

/// Sends the mail and its end as one piece: the library would send the end by itself, and the server wake up once more for it.
async fn content(connection: &mut AsyncSmtpConnection, mail: &[u8]) -> Result<Response, Error> {
    match std::str::from_utf8(mail) {
        Ok(mail) => connection.command(&*ended(mail)).await,
        Err(_) => connection.message(mail).await,
    }
}

/// A mail as it goes over the line: a dot more where a line begins with one, and the line that ends it (RFC 5321 section 4.5.2).
fn ended(mail: &str) -> Zeroizing<String> {
    // room for all of it: a text that grew would leave pieces behind that are not wiped
    let mut ended = Zeroizing::new(String::with_capacity(mail.len() * 2 + 5));
    for line in mail.split_inclusive("\r\n") {
        if line.starts_with('.') {
            ended.push('.');
        }
        ended.push_str(line);
    }
    if !mail.ends_with("\r\n") {
        ended.push_str("\r\n");
    }
    ended.push_str(".\r\n");
    ended
}

/// What is asked of a server that sends reports: one where the mail does not arrive, without the mail, which holds codes,
/// and with our name for it (RFC 3461 section 4).
fn notifications(parcel: &Parcel) -> (Vec<MailParameter>, Vec<RcptParameter>) {
    let mail =
        |keyword: &str, value: String| MailParameter::Other { keyword: keyword.into(), value: Some(value) };
    let notify = RcptParameter::Other { keyword: "NOTIFY".into(), value: Some("FAILURE".into()) };
    (vec![mail("RET", "HDRS".into()), mail("ENVID", parcel.id.to_string())], vec![notify])
}

async fn in_time<T, E: Into<Fault>>(
    limit: Duration,
    doing: impl Future<Output = Result<T, E>>,
) -> Result<T, Fault> {
    match timeout(limit, doing).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(error.into()),
        Err(_) => Err(Fault::Silence),
    }
}

#[cfg(test)]
mod tests {
    use super::ended;

    #[test]
    fn a_dot_at_the_beginning_of_a_line_is_doubled_and_the_end_is_a_line_of_its_own() {
        assert_eq!(*ended("a\r\n.b\r\n..\r\nc.d\r\n"), "a\r\n..b\r\n...\r\nc.d\r\n.\r\n");
        assert_eq!(*ended(".a"), "..a\r\n.\r\n");
        assert_eq!(*ended(""), "\r\n.\r\n");
    }
}
