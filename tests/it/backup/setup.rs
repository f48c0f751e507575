// SPDX-License-Identifier: AGPL-3.0-or-later
//! A counter with the real `serve` and `work`, as its keeper sets it up.

use super::{Folder, keeper, run};
use crate::support::browser::Browser;
use crate::support::mail::{Desk, Sink};
use crate::support::process::Running;
use crate::support::running_demo::Clerk;
use crate::support::{Database, database};
use chrono::Utc;
use hyper::Method;
use sportello::audit::AuditKey;
use sportello::operators::{self, Hasher, NewAccount, Role, Rules};
use sportello::seal::{KeyRing, PublicKey, SecretBox};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::time::{Duration, Instant};

/// A counter as its keeper has set it up: key folders, an account, a release whose sheet is not handed over, an unsent mail.
pub(super) struct Setup {
    database: Database,
    pub(super) url: String,
    pub(super) folder: Folder,
    pub(super) keeper: String,
    pub(super) sink: Sink,
    pub(super) desk: Desk,
    pub(super) listen: SocketAddr,
    pub(super) clerk: Clerk,
}

/// Both processes.
pub(super) struct AtWork {
    pub(super) serve: Running,
    pub(super) work: Running,
}

impl AtWork {
    pub(super) fn end(self) {
        self.serve.end();
        self.work.end();
    }
}

impl Setup {
    pub(super) async fn new() -> Self {
        let (database, folder, sink) = (database().await, Folder::new(), Sink::start());
        let url = database.url();
        let keeper = keeper(&url, &folder.0);
        let done = |words: &[&str]| {
            let (done, said) = run(&url, words);
            assert!(done, "{words:?}: {said}");
        };
        done(&["keys", "generate", "work", &folder.file("work")]);
        for owner in ["serve", "work"] {
            done(&["keys", "register", owner, &folder.file(owner)]);
        }
        let mut desk = Desk::open(&database).await;
        let account = NewAccount {
            username: "anna".into(),
            name: "Anna".into(),
            surname: "Neri".into(),
            codice_fiscale: "NREANN80A01H501X".into(),
            base_code: "NREANN80A01H501X".into(),
            contact_address: "anna@example.it".into(),
            role: Role::Operator,
            counters: vec!["AN01".into()],
        };
        let hasher = Hasher::new(&Rules::default()).unwrap();
        let (secrets, audit) = (
            SecretBox::load(Path::new(&keeper), "web").ok().unwrap(),
            AuditKey::load(Path::new(&keeper)).unwrap(),
        );
        let anna = operators::add(&mut desk.owner, &hasher, &secrets, &audit, &account, Utc::now()).await;
        let clerk = Clerk::new("anna".into(), anna.unwrap());
        let listen = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let mut setup = Self { database, url, folder, keeper, sink, desk, listen, clerk };
        let key = setup.mail_key("work");
        setup.desk.release(&setup.database, &key, "maria@example.org", Utc::now()).await;
        setup.post("unsent@example.org").await;
        setup
    }

    /// The public part of the newest mail key in a folder.
    pub(super) fn mail_key(&self, folder: &str) -> PublicKey {
        KeyRing::load(&self.folder.0.join(folder), "mail").ok().unwrap().newest().unwrap()
    }

    pub(super) async fn post(&self, to: &str) {
        let now = Utc::now();
        let notice = self.desk.notice(to, now);
        self.desk.post(&self.database, &self.mail_key("work"), notice, now).await;
    }

    /// Starts both with these key folders, and waits until both have looked at the database.
    pub(super) async fn start(&self, serve: &str, work: &str) -> AtWork {
        let key = self.mail_key("work");
        let common = |role: &str, keys: &str| {
            vec![
                ("SPORTELLO_DATABASE_URL", self.database.url_of(role)),
                ("SPORTELLO_KEYS", self.folder.file(keys)),
            ]
        };
        let mut settings = common("sportello_web", serve);
        settings.push(("SPORTELLO_LISTEN", self.listen.to_string()));
        settings.push(("SPORTELLO_MAIL_PUBLIC_KEY", self.folder.file(&format!("work/{}.pub", key.id()))));
        settings.push(("SPORTELLO_AUTHORITY_URL", "unix:/nonexistent/authority".into()));
        let serve = Running::start("serve", &["serve"], &settings);
        let mut settings = common("sportello_worker", work);
        settings.push(("SPORTELLO_MAIL_URL", self.sink.url()));
        settings.push(("SPORTELLO_MAIL_FROM", "Sportello <sportello@example.it>".into()));
        let mut work = Running::start("work", &["work"], &settings);
        work.says("working").await;
        let began = Instant::now();
        while self.health().await.is_none() {
            assert!(began.elapsed() < Duration::from_secs(30), "{}", serve.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        AtWork { serve, work }
    }

    /// What `/health/ready` says of `read_only`, where it answers.
    pub(super) async fn health(&self) -> Option<bool> {
        let mut browser = Browser::new(self.listen);
        let answer = browser.try_send(Method::GET, "/health/ready", b"", &[]).await.ok()?;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let told: serde_json::Value = serde_json::from_str(&answer.text()).unwrap();
        told["read_only"].as_bool()
    }

    pub(super) fn restore(&self, file: &str) {
        let began = Instant::now();
        // connections of processes that have ended are closed in a moment
        loop {
            let (done, said) = run(&self.url, &["restore", "--replace", file]);
            if done {
                return;
            }
            assert!(began.elapsed() < Duration::from_secs(20), "{said}");
        }
    }

    pub(super) fn check(&self) -> String {
        run(&self.url, &["check"]).1
    }

    /// Newer keys for both, as the keeper makes them; the former folders are kept under `…-yesterday`.
    pub(super) fn rotate(&self) {
        std::thread::sleep(Duration::from_secs(1)); // keys tell their ages in seconds
        for owner in ["serve", "work"] {
            let (now, then) = (self.folder.file(owner), self.folder.file(&format!("{owner}-yesterday")));
            let copied = std::process::Command::new("cp").args(["-a", &now, &then]).status();
            assert!(copied.unwrap().success());
            let (done, said) = run(&self.url, &["keys", "rotate", owner, &now]);
            assert!(done, "{said}");
        }
    }
}
