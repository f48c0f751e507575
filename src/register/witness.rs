// SPDX-License-Identifier: AGPL-3.0-or-later
//! Witnesses: addresses outside this installation that keep the checkpoints posted to them. A witness that is away holds nobody
//! up: it is asked again, with the newest checkpoint, which stands for all before it.

use super::witness_ca::WitnessCa;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{Request, Uri};
use hyper_util::rt::TokioIo;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::ClientConfig;
use tokio_rustls::rustls::pki_types::ServerName;

/// How long one post may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Where checkpoints are posted: an `http://` or `https://` address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WitnessUrl(Uri);

impl FromStr for WitnessUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let uri: Uri = text.parse().map_err(|_| "it is not a web address")?;
        match (uri.scheme_str(), uri.authority()) {
            (Some("http" | "https"), Some(place)) if !place.as_str().contains('@') => Ok(Self(uri)),
            _ => Err("it does not begin with http:// or https:// and a host"),
        }
    }
}

impl fmt::Display for WitnessUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a witness did not take a checkpoint.
type Failure = Box<dyn std::error::Error + Send + Sync>;

impl WitnessUrl {
    /// Posts a note as `text/plain; charset=utf-8`.
    ///
    /// # Errors
    /// Whatever is not an answer of 200 to 299 within ten seconds.
    pub async fn post(&self, note: &str, ca: &WitnessCa) -> Result<(), Failure> {
        tokio::time::timeout(PATIENCE, self.try_post(note, ca)).await?
    }

    async fn try_post(&self, note: &str, ca: &WitnessCa) -> Result<(), Failure> {
        let tls = self.0.scheme_str() == Some("https");
        let host = self.0.host().unwrap_or_default();
        let port = self.0.port_u16().unwrap_or(if tls { 443 } else { 80 });
        let plain = host.trim_start_matches('[').trim_end_matches(']');
        let stream = TcpStream::connect((plain, port)).await?;
        if !tls {
            return self.send(stream, note).await;
        }
        let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        let config = config.with_root_certificates(Arc::clone(&ca.0)).with_no_client_auth();
        let name = ServerName::try_from(plain.to_owned())?;
        self.send(TlsConnector::from(Arc::new(config)).connect(name, stream).await?, note).await
    }

    async fn send<S>(&self, stream: S, note: &str) -> Result<(), Failure>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        let _talks = AbortOnDrop(tokio::spawn(connection));
        let place = self.0.authority().map_or("", |authority| authority.as_str());
        let path = self.0.path_and_query().map_or("/", |path| path.as_str());
        let request = Request::post(path)
            .header("host", place)
            .header("content-type", "text/plain; charset=utf-8")
            .body(Full::new(Bytes::copy_from_slice(note.as_bytes())))?;
        let status = sender.send_request(request).await?.status();
        if status.is_success() { Ok(()) } else { Err(format!("it answered {status}").into()) }
    }
}

/// The task that talks over a connection ends with whoever asked.
struct AbortOnDrop<T>(tokio::task::JoinHandle<T>);

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Posts each newest checkpoint to one witness, as long as somebody signs any.
pub(super) async fn tell(witness: WitnessUrl, ca: WitnessCa, mut newest: watch::Receiver<Option<Arc<str>>>) {
    let mut pause = Duration::from_secs(1);
    loop {
        let note = newest.borrow_and_update().clone();
        let posted = match note {
            Some(note) => witness.post(&note, &ca).await,
            None => Ok(()),
        };
        match posted {
            Ok(()) => {
                pause = Duration::from_secs(1);
                if newest.changed().await.is_err() {
                    return;
                }
            }
            Err(error) => {
                tracing::warn!(%witness, %error, "a witness did not take the checkpoint; it is asked again");
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
                if newest.has_changed().is_err() {
                    return;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

    /// A witness behind TLS under the name `localhost`: its port, its certificate, and what was posted to it.
    async fn behind_tls() -> (u16, String, tokio::sync::mpsc::UnboundedReceiver<String>) {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let (certificate, key) = (made.cert.der().clone(), made.signing_key.serialize_der());
        let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = config.unwrap().with_no_client_auth();
        let config = config.with_single_cert(vec![certificate], PrivatePkcs8KeyDer::from(key).into());
        let acceptor = TlsAcceptor::from(Arc::new(config.unwrap()));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (give, posted) = tokio::sync::mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let Ok(mut stream) = acceptor.accept(stream).await else { continue };
                let (mut read, mut chunk) = (Vec::new(), [0; 1024]);
                while !read.ends_with(b"the note") {
                    let count = stream.read(&mut chunk).await.unwrap();
                    assert!(count > 0, "it ends too early");
                    read.extend_from_slice(&chunk[..count]);
                }
                give.send(String::from_utf8(read).unwrap()).unwrap();
                stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.unwrap();
            }
        });
        (port, made.cert.pem(), posted)
    }

    #[tokio::test]
    async fn a_witness_behind_tls_gets_the_note_once_its_certificate_is_believed() {
        let (port, certificate, mut posted) = behind_tls().await;
        let path = std::env::temp_dir().join(format!("witness-{}.pem", uuid::Uuid::now_v7()));
        std::fs::write(&path, certificate).unwrap();
        let (public, extra) = (WitnessCa::load(None).unwrap(), WitnessCa::load(Some(&path)).unwrap());
        std::fs::remove_file(&path).unwrap();
        let url = |host: &str| format!("https://{host}:{port}/add").parse::<WitnessUrl>().unwrap();
        url("localhost").post("the note", &extra).await.unwrap();
        let request = posted.recv().await.unwrap();
        assert!(request.starts_with("POST /add HTTP/1.1\r\n"), "{request}");
        assert!(request.contains("content-type: text/plain; charset=utf-8\r\n"), "{request}");

        let other_name = url("127.0.0.1").post("the note", &extra).await.unwrap_err().to_string();
        assert!(other_name.contains("certificate"), "{other_name}");
        let unknown = url("localhost").post("the note", &public).await.unwrap_err().to_string();
        assert!(unknown.contains("certificate"), "no public authority vouches for it: {unknown}");
        assert!(posted.try_recv().is_err(), "nothing was said to either");
    }

    #[test]
    fn a_witness_is_an_address_of_the_web() {
        for good in ["http://127.0.0.1:9/add", "https://witness.example.org"] {
            assert!(good.parse::<WitnessUrl>().is_ok(), "{good}");
        }
        for bad in ["", "ftp://a", "witness", "/path", "http://", "https://user@host/"] {
            assert!(bad.parse::<WitnessUrl>().is_err(), "{bad}");
        }
    }
}
