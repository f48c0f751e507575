// SPDX-License-Identifier: AGPL-3.0-or-later
//! The whole product as `sportello demo` runs it: separate processes, separate keys, a PostgreSQL of its own.

use super::browser::Browser;
use chrono::{Duration, Utc};
use diesel_async::{AsyncConnection, AsyncPgConnection};
use serde_json::Value;
use sportello::audit::AuditKey;
use sportello::operators::{self, Credentials, Hasher, NewAccount, Role, Rules};
use sportello::seal::SecretBox;
use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// A running demonstration; ended and deleted with the test.
pub struct RunningDemo {
    child: Child,
    /// The state folder.
    pub folder: PathBuf,
    /// Where the pages are.
    pub address: SocketAddr,
    /// The address of the web process's metrics.
    pub metrics: SocketAddr,
}

/// An operator of the demonstration's first counter, and the one-time codes that were used.
pub struct Clerk {
    username: String,
    credentials: Credentials,
    used: Vec<i64>,
}

fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

impl RunningDemo {
    /// Starts it with `settings` on top of its own, and waits until its pages are ready.
    pub async fn start(name: &str, settings: &[(&str, &str)]) -> Self {
        let folder = PathBuf::from(format!("/tmp/sportello-{name}-{}", std::process::id()));
        let (address, mailbox, metrics) = (free(), free(), free());
        let child = Command::new(env!("CARGO_BIN_EXE_sportello"))
            .arg("demo")
            .env("SPORTELLO_STATE_DIR", &folder)
            .env("SPORTELLO_LISTEN", address.to_string())
            .env("SPORTELLO_MAILBOX_LISTEN", mailbox.to_string())
            .env("SPORTELLO_METRICS_LISTEN", metrics.to_string())
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut demo = Self { child, folder, address, metrics };
        let began = Instant::now();
        while !(demo.folder.join("accounts.json").exists() && demo.is_ready().await) {
            assert!(demo.child.try_wait().unwrap().is_none(), "the demonstration ended");
            assert!(began.elapsed().as_secs() < 120, "the demonstration is not ready after two minutes");
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        demo
    }

    /// Whether the web process answers that it is ready; while it starts, connections may be cut.
    pub async fn is_ready(&self) -> bool {
        let ask =
            format!("GET /health/ready HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        let Ok(mut stream) = tokio::net::TcpStream::connect(self.address).await else { return false };
        let mut answer = String::new();
        stream.write_all(ask.as_bytes()).await.is_ok()
            && stream.read_to_string(&mut answer).await.is_ok()
            && answer.starts_with("HTTP/1.1 200")
    }

    /// The codice fiscale and the card's number of a line of `cards.txt`.
    pub fn card(&self, label: &str) -> (String, String) {
        let text = fs::read_to_string(self.folder.join("cards.txt")).unwrap();
        let line = text.lines().find(|line| line.contains(&format!("  {label}:"))).unwrap();
        let mut words = line.split_whitespace();
        (words.next().unwrap().to_owned(), words.next().unwrap().to_owned())
    }

    /// A connection as the superuser of the private cluster, in libpq's form.
    pub fn superuser(&self) -> String {
        let password = fs::read_to_string(self.folder.join("keys/demo/superuser")).unwrap();
        let socket = self.folder.join("run/postgres");
        format!("host={} user=demo password={} dbname=sportello", socket.display(), password.trim())
    }

    /// A connection as the superuser.
    pub async fn database(&self) -> AsyncPgConnection {
        AsyncPgConnection::establish(&self.superuser()).await.unwrap()
    }

    /// A new operator at the counter of the demonstration's operator.
    pub async fn clerk(&self, number: u32) -> Clerk {
        let keys = self.folder.join("keys/keeper");
        let url = fs::read_to_string(keys.join("database")).unwrap();
        let mut conn = AsyncPgConnection::establish(&url).await.unwrap();
        let username = format!("clerk{number}");
        let code = format!("CLRCLR80A01H{number:03}X");
        let account = NewAccount {
            username: username.clone(),
            name: "Clara".to_owned(),
            surname: "Chiari".to_owned(),
            codice_fiscale: code.clone(),
            base_code: code,
            contact_address: format!("{username}@example.org"),
            role: Role::Operator,
            counters: vec!["AN01".to_owned()],
        };
        let (audit, secrets) = (AuditKey::load(&keys).unwrap(), SecretBox::load(&keys, "web").unwrap());
        let hasher = Hasher::new(&Rules::default()).unwrap();
        let credentials =
            operators::add(&mut conn, &hasher, &secrets, &audit, &account, Utc::now()).await.unwrap();
        Clerk::new(username, credentials)
    }

    /// Signs a clerk in at a new browser.
    pub async fn sign_in(&self, clerk: &mut Clerk) -> Browser {
        clerk.sign_in(self.address).await
    }

    /// The number of one of the processes now. While one is being started, its note may be half written.
    pub fn pid(&self, process: &str) -> String {
        loop {
            let text = fs::read_to_string(self.folder.join("pids").join(process)).unwrap();
            let number = text.split(|c: char| !c.is_ascii_digit()).find(|word| !word.is_empty());
            match number {
                Some(number) if text.contains('\n') || text.contains(' ') => return number.to_owned(),
                _ => std::thread::sleep(std::time::Duration::from_millis(5)),
            }
        }
    }

    /// Kills one of the processes as `kill -9` does.
    pub fn kill(&self, process: &str) {
        self.signal(process, "-9");
    }

    /// Sends one of the processes a signal.
    pub fn signal(&self, process: &str, signal: &str) {
        assert!(Command::new("kill").args([signal, &self.pid(process)]).status().unwrap().success());
    }

    /// Waits until a process that was killed runs again, and the pages are ready.
    pub async fn wait_for_another(&self, process: &str, former: &str) {
        let began = Instant::now();
        while self.pid(process) == former || !self.is_ready().await {
            assert!(began.elapsed().as_secs() < 60, "{process} did not come back");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }

    /// Ends it in good order and leaves its folder for a look.
    pub fn end(&mut self) {
        let id = self.child.id().to_string();
        let _asked = Command::new("kill").args(["-TERM", &id]).status();
        let _ended = self.child.wait();
    }
}

impl Drop for RunningDemo {
    fn drop(&mut self) {
        self.end();
        let _gone = fs::remove_dir_all(&self.folder);
    }
}

impl Clerk {
    /// A new operator with what they were given.
    pub fn new(username: String, credentials: Credentials) -> Self {
        Self { username, credentials, used: Vec::new() }
    }

    /// Signs in at a new browser.
    pub async fn sign_in(&mut self, address: SocketAddr) -> Browser {
        let mut browser = Browser::new(address);
        browser.open("/sign-in").await;
        browser.press("Continua", &[("username", &self.username), ("password", &self.password())]).await;
        let code = self.code().await;
        browser.press("Entra", &[("totp", &code)]).await;
        assert_eq!((browser.status(), browser.path()), (200, "/"), "{}", browser.text());
        browser
    }

    /// What a locked screen asks for.
    pub fn password(&self) -> String {
        self.credentials.password.reveal().to_owned()
    }

    /// A one-time code that was not used yet; waits where the three that count now all were.
    pub async fn code(&mut self) -> String {
        loop {
            let now = Utc::now();
            for ahead in [0, 30, -30] {
                let at = now + Duration::seconds(ahead);
                let step = at.timestamp() / 30;
                if !self.used.contains(&step) {
                    self.used.push(step);
                    return self.credentials.totp_secret.code_at(at);
                }
            }
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        }
    }
}

/// The texts of the mails in the citizen's mailbox, decoded.
pub fn mails(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            found.extend(mails(&entry.path()));
        } else if let Ok(bytes) = fs::read(entry.path()) {
            found.push(unquoted(&bytes));
        }
    }
    found
}

/// A mail's quoted-printable parts as text.
fn unquoted(mail: &[u8]) -> String {
    let mut out = Vec::new();
    let mut at = 0;
    while at < mail.len() {
        match &mail[at..] {
            [b'=', b'\r', b'\n', ..] => at += 3,
            [b'=', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                out.extend(hex::decode([*high, *low]).unwrap());
                at += 3;
            }
            [byte, ..] => {
                out.push(*byte);
                at += 1;
            }
            [] => break,
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A line of the process's metrics page, if it has one.
pub async fn metrics(demo: &RunningDemo) -> String {
    let mut browser = Browser::new(demo.metrics);
    browser.open("/metrics").await.source()
}

/// The accounts of `accounts.json`.
pub fn accounts(demo: &RunningDemo) -> Value {
    serde_json::from_str(&fs::read_to_string(demo.folder.join("accounts.json")).unwrap()).unwrap()
}
