// SPDX-License-Identifier: AGPL-3.0-or-later
//! A real SMTP server that takes every mail and counts it: aiosmtpd, of Debian's python3-aiosmtpd.

use rustix::process::{Pid, Signal};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const SERVER: &str = include_str!("sink.py");

/// The server and how many mails it has taken.
pub struct Sink {
    child: Child,
    port: u16,
    taken: Arc<AtomicU64>,
    written: Arc<AtomicU64>,
    sample: PathBuf,
}

impl Sink {
    /// Starts it on a free port of loopback.
    pub async fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|probe| probe.local_addr())
            .expect("a free port")
            .port();
        let sample = std::env::temp_dir().join(format!("sportello-mail-{}", std::process::id()));
        let mut child = Command::new("/usr/bin/python3")
            .args(["-", &port.to_string()])
            .arg(&sample)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 starts");
        child.stdin.take().expect("its input").write_all(SERVER.as_bytes()).expect("it reads the program");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let ready = lines.next().expect("the sink says that it listens").expect("text");
        assert_eq!(ready, "ready", "python3-aiosmtpd is installed");
        let taken = Arc::new(AtomicU64::new(0));
        let written = Arc::new(AtomicU64::new(0));
        let counts = (Arc::clone(&taken), Arc::clone(&written));
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let count = if line == "written" { &counts.1 } else { &counts.0 };
                count.fetch_add(1, Ordering::Relaxed);
            }
        });
        Self { child, port, taken, written, sample }
    }

    /// Its address for `SPORTELLO_MAIL_URL`.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Host and port.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The newest mail as a file, with the line ends of Unix.
    pub async fn newest(&self) -> &Path {
        let before = self.written.load(Ordering::Relaxed);
        let asked = rustix::process::kill_process(Pid::from_child(&self.child), Signal::USR1);
        asked.expect("it is ours");
        while self.written.load(Ordering::Relaxed) == before {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        &self.sample
    }

    /// Mails taken so far.
    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    /// Waits until so many have been taken.
    pub async fn wait_for(&self, count: u64, at_most: Duration) {
        let until = Instant::now() + at_most;
        while self.taken() < count {
            assert!(
                Instant::now() < until,
                "{} of {count} mails were taken within {at_most:?}",
                self.taken()
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
        let _gone = std::fs::remove_file(&self.sample);
    }
}
