// SPDX-License-Identifier: AGPL-3.0-or-later
//! A mail server that does what servers do on bad days, mail by mail.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What happens to a mail.
#[derive(Debug, Clone, Copy)]
pub enum Act {
    /// It is taken, after this pause.
    Take(Duration),
    /// The envelope sender is refused for good.
    RefuseSender,
    /// The recipient is refused with this reply.
    AnswerRecipient(&'static str),
    /// The mail is read and refused with this reply.
    AnswerContent(&'static str),
    /// The connection is cut instead of the answer to `RCPT`.
    CutAtRecipient,
    /// The mail is read, kept, and the connection cut before the answer.
    CutAfterData,
    /// Nothing is said any more from this command on: `MAIL`, `RCPT`, `DATA` or `.`.
    SilentAt(&'static str),
}

/// A running server; ended with the test.
pub struct Faulty {
    port: u16,
    taken: Arc<Mutex<Vec<String>>>,
    envelopes: Arc<Mutex<Vec<String>>>,
    open: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Faulty {
    /// A server that acts as told for one mail after the other, and takes all later ones.
    pub async fn start(acts: impl IntoIterator<Item = Act>) -> Self {
        Self::offering("250 faulty.example.it", acts).await
    }

    /// The same with an answer to `EHLO` that offers more.
    pub async fn offering(hello: &'static str, acts: impl IntoIterator<Item = Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let acts = Arc::new(Mutex::new(acts.into_iter().collect::<VecDeque<_>>()));
        let taken = Arc::new(Mutex::new(Vec::new()));
        let envelopes = Arc::new(Mutex::new(Vec::new()));
        let open = Arc::new(AtomicUsize::new(0));
        let (kept, said, now_open) = (Arc::clone(&taken), Arc::clone(&envelopes), Arc::clone(&open));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acts, kept, said) = (Arc::clone(&acts), Arc::clone(&kept), Arc::clone(&said));
                let now_open = Arc::clone(&now_open);
                now_open.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(async move {
                    // a cut connection is what some acts are for
                    drop(serve(stream, hello, &acts, &kept, &said).await);
                    now_open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { port, taken, envelopes, open, task }
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The lines of all envelopes: `MAIL` and `RCPT` as they came.
    pub fn envelopes(&self) -> Vec<String> {
        self.envelopes.lock().unwrap().clone()
    }

    /// How many connections it has not yet seen the end of.
    pub fn open(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }

    /// The mails that the server has read to their end, answered or not.
    pub fn read(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

impl Drop for Faulty {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(
    stream: TcpStream,
    hello: &str,
    acts: &Mutex<VecDeque<Act>>,
    taken: &Mutex<Vec<String>>,
    envelopes: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"220 faulty.example.it\r\n").await?;
    let mut act = Act::Take(Duration::ZERO);
    while let Some(line) = lines.next_line().await? {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        if ["MAIL", "RCPT"].contains(&verb.as_str()) {
            envelopes.lock().unwrap().push(line.clone());
        }
        if verb == "MAIL" {
            act = acts.lock().unwrap().pop_front().unwrap_or(Act::Take(Duration::ZERO));
        }
        if matches!(act, Act::SilentAt(silent) if silent == verb) {
            std::future::pending::<()>().await;
        }
        let reply = match (verb.as_str(), act) {
            ("EHLO", _) => hello,
            ("MAIL", Act::RefuseSender) => "553 5.7.1 not yours",
            ("RCPT", Act::AnswerRecipient(reply)) => reply,
            ("RCPT", Act::CutAtRecipient) => return Ok(()),
            ("DATA", _) => {
                writer.write_all(b"354 go on\r\n").await?;
                let mut mail = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    mail.push_str(line.strip_prefix('.').unwrap_or(&line));
                    mail.push_str("\r\n");
                }
                taken.lock().unwrap().push(mail);
                match act {
                    Act::CutAfterData => return Ok(()),
                    Act::SilentAt(".") => std::future::pending().await,
                    Act::AnswerContent(reply) => reply,
                    Act::Take(pause) => {
                        tokio::time::sleep(pause).await;
                        "250 2.0.0 taken"
                    }
                    _ => "250 2.0.0 taken",
                }
            }
            ("QUIT", _) => return writer.write_all(b"221 bye\r\n").await,
            _ => "250 ok",
        };
        writer.write_all(format!("{reply}\r\n").as_bytes()).await?;
    }
    Ok(())
}
