// SPDX-License-Identifier: AGPL-3.0-or-later
//! Debian's aiosmtpd as the mail server that takes what the worker sends.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running mail server; ended with the test.
pub struct Sink {
    child: Child,
    folder: PathBuf,
    port: u16,
}

/// A mail as the server took it.
#[derive(Debug, Clone)]
pub struct Taken {
    pub sender: String,
    pub recipients: String,
    pub mail: String,
}

impl Taken {
    /// The value of a header of one line.
    pub fn header(&self, name: &str) -> &str {
        let start = format!("{name}: ");
        self.mail.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_default()
    }

    /// The plain text, decoded from quoted-printable or base 64.
    pub fn text(&self) -> String {
        let python = "import sys,email,email.policy as p;m=email.message_from_bytes(sys.stdin.buffer.read(),policy=p.default);\
                      sys.stdout.write(m.get_body(('plain',)).get_content())";
        let mut child = Command::new("/usr/bin/python3")
            .env("PYTHONIOENCODING", "utf-8")
            .args(["-c", python])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), self.mail.as_bytes()).unwrap();
        String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
    }
}

impl Sink {
    /// A server without encryption on loopback.
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// A server with further arguments of `sink.py`.
    pub fn with(arguments: &[&str]) -> Self {
        let folder = std::env::temp_dir().join(format!("sink-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir(&folder).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/mail/sink.py");
        // Debian's own interpreter: the package python3-aiosmtpd belongs to it
        let mut child = Command::new("/usr/bin/python3")
            .arg(script)
            .arg(&folder)
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 and python3-aiosmtpd are installed");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().parse().expect("aiosmtpd says its port (apt-get install python3-aiosmtpd)");
        Self { child, folder, port }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The mails taken so far, in their order.
    pub fn taken(&self) -> Vec<Taken> {
        let mut files: Vec<_> = std::fs::read_dir(&self.folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "mail"))
            .collect();
        files.sort();
        files.iter().map(|path| read(path)).collect()
    }

    /// The first mail to `recipient`, waited for at most so long.
    pub async fn mail_to(&self, recipient: &str, patience: Duration) -> Option<Taken> {
        let began = Instant::now();
        loop {
            if let Some(found) = self.taken().into_iter().find(|taken| taken.recipients == recipient) {
                return Some(found);
            }
            if began.elapsed() > patience {
                return None;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

fn read(path: &Path) -> Taken {
    let text = String::from_utf8(std::fs::read(path).unwrap()).unwrap();
    let (envelope, mail) = text.split_once("\r\n\r\n").unwrap();
    let (sender, recipients) = envelope.split_once("\r\n").unwrap();
    Taken { sender: sender.into(), recipients: recipients.into(), mail: mail.into() }
}

impl Drop for Sink {
    fn drop(&mut self) {
        let _ended = self.child.kill().and_then(|()| self.child.wait());
        let _gone = std::fs::remove_dir_all(&self.folder);
    }
}
