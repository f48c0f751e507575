// SPDX-License-Identifier: AGPL-3.0-or-later
//! Connections to the authority, kept open between questions.

use std::io;
use std::sync::{Mutex, PoisonError};

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpStream, UnixStream};

use super::{AuthorityAddress, AuthorityError};

/// Most idle connections kept.
const IDLE: usize = 8;
/// Longest answer read: a revocation list of 10,000 entries has about 500 kB.
const LONGEST: usize = 8 << 20;

type Connection = SendRequest<Full<Bytes>>;

pub(super) struct Connections {
    address: AuthorityAddress,
    idle: Mutex<Vec<Connection>>,
}

impl Connections {
    pub(super) fn new(address: AuthorityAddress) -> Self {
        Self { address, idle: Mutex::default() }
    }

    /// One question, one answer. A kept connection that turns out dead is replaced by a fresh one, once: every question
    /// of the contract may be asked twice.
    pub(super) async fn ask(&self, request: Request<Bytes>) -> Result<(StatusCode, Bytes), AuthorityError> {
        let mut may_have_arrived = false;
        if let Some(kept) = self.take() {
            match self.exchange(kept, request.clone()).await {
                Ok(answer) => return Ok(answer),
                Err(AuthorityError::Unreachable(_)) => {}
                Err(AuthorityError::Unanswered(_)) => may_have_arrived = true,
                Err(other) => return Err(other),
            }
        }
        let attempt = match self.connect().await {
            Ok(fresh) => self.exchange(fresh, request).await,
            Err(error) => Err(AuthorityError::Unreachable(error.to_string())),
        };
        match attempt {
            Err(AuthorityError::Unreachable(why)) if may_have_arrived => Err(AuthorityError::Unanswered(why)),
            other => other,
        }
    }

    fn take(&self) -> Option<Connection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|connection| !connection.is_closed());
        idle.pop()
    }

    fn keep(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE && !connection.is_closed() {
            idle.push(connection);
        }
    }

    async fn connect(&self) -> io::Result<Connection> {
        match &self.address {
            AuthorityAddress::Unix(path) => shake(UnixStream::connect(path).await?).await,
            AuthorityAddress::Tcp(host, port) => {
                let stream = TcpStream::connect((host.as_str(), *port)).await?;
                stream.set_nodelay(true)?;
                shake(stream).await
            }
        }
    }

    async fn exchange(
        &self,
        mut connection: Connection,
        request: Request<Bytes>,
    ) -> Result<(StatusCode, Bytes), AuthorityError> {
        let unanswered = |error: &dyn std::fmt::Display| AuthorityError::Unanswered(error.to_string());
        connection.ready().await.map_err(|error| AuthorityError::Unreachable(error.to_string()))?;
        let sent = connection.try_send_request(request.map(Full::new)).await;
        let answer = sent.map_err(|mut failed| match failed.take_message() {
            // hyper hands the request back only if not a byte of it has left.
            Some(_) => AuthorityError::Unreachable(failed.into_error().to_string()),
            None => unanswered(&failed.into_error()),
        })?;
        let status = answer.status();
        let body = Limited::new(answer.into_body(), LONGEST).collect().await;
        let body = body.map_err(|error| unanswered(&error))?.to_bytes();
        self.keep(connection);
        Ok((status, body))
    }
}

async fn shake<S>(stream: S) -> io::Result<Connection>
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
    // Ends by itself when the sender is dropped or the other side hangs up; the sender learns of errors.
    tokio::spawn(connection);
    Ok(sender)
}
