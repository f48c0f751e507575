// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello demo` from the first start to the last signal. One test, because a first start takes some seconds.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

struct Demo {
    state: PathBuf,
    pages: u16,
    mailbox: u16,
}

/// A running supervisor, which does not outlive its test.
struct Running(Child);

impl Running {
    /// Sends a signal and waits; answers whether it ended well.
    fn end(mut self, signal: &str) -> bool {
        kill(signal, &self.0.id().to_string());
        self.0.wait().unwrap().success()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Ok(None) = self.0.try_wait() {
            kill("-TERM", &self.0.id().to_string());
            let _ended = self.0.wait();
        }
    }
}

impl Demo {
    fn new() -> Self {
        let state = PathBuf::from(format!("/tmp/sportello-demo-test-{}", std::process::id()));
        let free = || TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Self { state, pages: free(), mailbox: free() }
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sportello"));
        command.arg("demo").args(words).env("SPORTELLO_STATE_DIR", &self.state);
        command.env("SPORTELLO_LISTEN", format!("127.0.0.1:{}", self.pages));
        command.env("SPORTELLO_MAILBOX_LISTEN", format!("127.0.0.1:{}", self.mailbox));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Starts it and waits for its last word of welcome; answers how long that took.
    fn start(&self, words: &[&str]) -> (Running, Duration) {
        let began = Instant::now();
        let mut child = self.command(words).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = Vec::new();
        loop {
            let Some(Ok(line)) = lines.next() else {
                let mut why = String::new();
                child.stderr.take().unwrap().read_to_string(&mut why).unwrap();
                panic!("it ended by itself: {said:?} {why}");
            };
            if line == "Ctrl-C stops everything." {
                break;
            }
            said.push(line);
        }
        // what it says later must not fill the pipe
        std::thread::spawn(move || lines.count());
        (Running(child), began.elapsed())
    }

    fn refused(&self) -> String {
        let Output { status, stderr, .. } = self.command(&[]).output().unwrap();
        assert!(!status.success());
        String::from_utf8(stderr).unwrap()
    }

    fn pid(&self, name: &str) -> String {
        let note = fs::read_to_string(self.state.join("pids").join(name)).unwrap();
        note.split(' ').next().unwrap().to_owned()
    }

    fn pids(&self) -> Vec<String> {
        ["postgres", "authority", "serve", "work", "sequence"].map(|name| self.pid(name)).to_vec()
    }

    fn is_ready(&self) -> bool {
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.pages)) else { return false };
        let ask = format!(
            "GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.pages
        );
        let mut answer = String::new();
        stream.write_all(ask.as_bytes()).is_ok()
            && stream.read_to_string(&mut answer).is_ok()
            && answer.starts_with("HTTP/1.1 200")
    }
}

fn kill(signal: &str, pid: &str) {
    assert!(Command::new("kill").args([signal, pid]).status().unwrap().success());
}

fn is_alive(pid: &String) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit(") ").next().is_some_and(|rest| !rest.is_empty() && !rest.starts_with('Z'))
}

fn within(seconds: u64, what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(seconds), "not within {seconds} s: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_demonstration_starts_again_survives_kills_and_leaves_nothing_running() {
    let demo = Demo::new();
    let (first, _) = demo.start(&[]);
    the_first_start_leaves_what_is_needed(&demo);

    assert!(demo.refused().contains("a demonstration already runs in"));
    let elsewhere = Demo { state: demo.state.with_extension("other"), ..Demo::new() };
    let sentence = Demo { pages: demo.pages, ..elsewhere }.refused();
    assert!(sentence.contains("SPORTELLO_LISTEN") && sentence.lines().count() == 1, "{sentence}");
    fs::remove_dir_all(demo.state.with_extension("other")).unwrap();

    let killed = demo.pid("serve");
    kill("-9", &killed);
    within(10, "the web process comes back", || demo.pid("serve") != killed && demo.is_ready());

    let children = demo.pids();
    assert!(first.end("-TERM"));
    assert!(!children.iter().any(is_alive), "a child outlived the supervisor");

    let accounts = fs::read(demo.state.join("accounts.json")).unwrap();
    let (second, took) = demo.start(&[]);
    assert!(took < Duration::from_secs(2), "the second start took {took:?}");
    assert_eq!(fs::read(demo.state.join("accounts.json")).unwrap(), accounts);
    let children = demo.pids();
    assert!(!second.end("-9"));
    within(10, "children end with a supervisor that was killed", || !children.iter().any(is_alive));

    let key = demo.state.join("keys/serve/audit.pem");
    fs::rename(&key, key.with_extension("kept")).unwrap();
    sportello::audit::AuditKey::generate().save(key.parent().unwrap()).unwrap();
    let sentence = demo.refused();
    assert!(sentence.contains("do not fit the database") && sentence.contains("--reset"), "{sentence}");

    let (third, _) = demo.start(&["--reset"]);
    assert_ne!(fs::read(demo.state.join("accounts.json")).unwrap(), accounts, "everything is new");
    assert!(third.end("-INT"));
    fs::remove_dir_all(&demo.state).unwrap();
}

fn the_first_start_leaves_what_is_needed(demo: &Demo) {
    assert!(demo.is_ready());
    let file = demo.state.join("accounts.json");
    assert_eq!(mode(&file), 0o600);
    let accounts: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let roles: Vec<_> =
        accounts.as_array().unwrap().iter().map(|account| account["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["operator", "supervisor", "administrator", "administrator"]);
    for account in accounts.as_array().unwrap() {
        assert!(account["password"].as_str().unwrap().len() >= 12);
        assert_eq!(account["totp_secret"].as_str().unwrap().len(), 32);
    }
    let cards = fs::read_to_string(demo.state.join("cards.txt")).unwrap();
    assert!(cards.contains("no_chip") && cards.contains("other_region"), "{cards}");
    for name in ["authority", "serve", "work", "sequence"] {
        assert_eq!(mode(&demo.state.join("keys").join(name)), 0o700, "{name}");
    }
    let owner = |name: &str| fs::metadata(format!("/proc/{}", demo.pid(name))).unwrap().uid();
    let owners = ["postgres", "authority", "serve", "work", "sequence"].map(owner);
    let as_root = fs::metadata("/proc/self").unwrap().uid() == 0;
    let mut apart = owners.to_vec();
    apart.sort_unstable();
    apart.dedup();
    assert_eq!(apart.len(), if as_root { 5 } else { 1 }, "{owners:?}");
    assert!(!as_root || !owners.contains(&0), "{owners:?}");
    // the rows of the first start are under a checkpoint outside the database
    let checkpoints = demo.state.join("checkpoints/checkpoints");
    let signed =
        || fs::read_to_string(&checkpoints).is_ok_and(|notes| notes.starts_with("demo.invalid/sportello\n"));
    within(10, "a checkpoint over the first rows", signed);
}
