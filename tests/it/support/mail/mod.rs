// SPDX-License-Identifier: AGPL-3.0-or-later
//! A post room: keys of a worker, letters in the outbox, servers to send them to.

mod faulty;
mod rows;
mod sink;

pub use faulty::{Act, Faulty};
pub use rows::{Desk, row};
#[allow(unused_imports)] // a test may name the type
pub use sink::{Sink, Taken};

use super::Database;
use chrono::Utc;
use sportello::audit::AuditKey;
use sportello::db;
use sportello::mail::{MailSetup, Marks};
use sportello::policy::PolicyBook;
use sportello::seal::{PrivateKey, PublicKey, SecretBox};
use sportello::work::{Reports, WorkConfig, Worker};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// The key folder of a worker, and the public part of its mail key.
pub struct PostRoom {
    folder: PathBuf,
    pub mail_key: PublicKey,
    url: String,
}

impl PostRoom {
    pub fn new(database: &Database) -> Self {
        let folder = std::env::temp_dir().join(format!("post-room-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir(&folder).unwrap();
        let mail = PrivateKey::generate("mail", Utc::now());
        mail.write(&folder).unwrap();
        SecretBox::generate("worker", Utc::now()).write(&folder).unwrap();
        database.worker_key.save(&folder).unwrap();
        Self { folder, mail_key: mail.public(), url: database.url_of("sportello_worker") }
    }

    /// What a worker that sends to `mail_url` starts from.
    pub fn config(&self, mail_url: &str) -> WorkConfig {
        WorkConfig {
            database_url: Zeroizing::new(self.url.clone()),
            connections: 10,
            keys: self.folder.clone(),
            mail: setup(mail_url),
            policy: PolicyBook::embedded().clone(),
            bounce_maildir: None,
            letters: None,
            reports_url: None,
            public_url: None,
            evidence: None,
        }
    }

    /// What takes reports in, with the worker's keys.
    pub fn reports(&self) -> Reports {
        Reports {
            pool: db::pool(&self.url, 2).unwrap(),
            audit: AuditKey::load(&self.folder).unwrap(),
            marks: Marks::load(&self.folder).unwrap(),
        }
    }

    /// Its key folder.
    pub fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    /// A worker that sends to `mail_url`.
    pub async fn worker(&self, mail_url: &str) -> Worker {
        self.config(mail_url).open().await.unwrap()
    }
}

impl Drop for PostRoom {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.folder);
    }
}

/// The settings of mail to `url`, with everything else as a cautious keeper leaves it.
pub fn setup(url: &str) -> MailSetup {
    MailSetup {
        url: Zeroizing::new(url.to_owned()),
        from: "Sportello TS-CNS <sportello@example.it>".into(),
        bounces: None,
        allow_plaintext: false,
        allow_bad_certificate: false,
        extra_ca: None,
        files_allowed: false,
    }
}
