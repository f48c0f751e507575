// SPDX-License-Identifier: AGPL-3.0-or-later
//! The register that proves itself: numbered, signed, verified, and changed behind its back with superuser rights.

mod archived;
mod clock;
mod cut_archive;
mod database;
mod killed;
mod process;
mod proof;
mod receipts;
mod restored;
mod speed;
mod tampered;

use crate::support::{Database, database};
use chrono::{DateTime, TimeDelta, Utc};
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use sportello::audit::{self, Entry};
use sportello::db;
use sportello::register::verify::{self, Given, Report};
use sportello::register::{CheckpointKey, Note, Notes, Sequencer, register_key};
use std::path::PathBuf;

const ORIGIN: &str = "register.example.it/sportello";

/// A database with rows, and the sequencer of it.
pub struct Book {
    pub database: Database,
    pub folder: PathBuf,
    pub sequencer: Sequencer,
}

impl Book {
    pub async fn new() -> Self {
        Self::of(database().await).await
    }

    pub async fn of(database: Database) -> Self {
        let folder = std::env::temp_dir().join(format!("register-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir(&folder).unwrap();
        let key = CheckpointKey::generate();
        key.save(&folder).unwrap();
        register_key(&mut database.owner().await, &key, Utc::now()).await.unwrap();
        let sequencer = Sequencer::new(key, ORIGIN.parse().unwrap(), folder.join("checkpoints"));
        Self { database, folder, sequencer }
    }

    /// Writes so many rows as the web process does, each a second after the one before.
    pub async fn rows(&self, count: u32, from: DateTime<Utc>) {
        let pool = self.database.pool_of("sportello_web");
        let conn = db::connection(&pool).await.unwrap();
        for second in 0..count {
            let entry = Entry::new("case.open").plain("n", second).personal("surname", "D'Alò");
            let at = from + TimeDelta::seconds(second.into());
            audit::record(&conn, &self.database.web_key, entry, at).await.unwrap();
        }
    }

    pub async fn connection(&self) -> AsyncPgConnection {
        AsyncPgConnection::establish(&self.database.url_of("sportello_sequencer")).await.unwrap()
    }

    /// One turn; answers the checkpoint's size.
    pub async fn step(&self, now: DateTime<Utc>) -> Option<u64> {
        let step = self.sequencer.step(&mut self.connection().await, now).await.unwrap();
        step.signed.map(|note| note.checkpoint.size)
    }

    /// Rows under a checkpoint each: `sizes` one after the other, a minute between them.
    pub async fn signed(&self, sizes: &[u32], from: DateTime<Utc>) {
        let mut done = 0;
        for (minute, size) in (0..).zip(sizes) {
            let at = from + TimeDelta::minutes(minute);
            self.rows(size - done, at).await;
            assert_eq!(self.step(at + TimeDelta::seconds(50)).await, Some((*size).into()));
            done = *size;
        }
    }

    /// What somebody with superuser rights does, past every trigger.
    pub async fn tamper(&self, sql: &str) {
        let mut owner = self.database.owner().await;
        owner.batch_execute("SET session_replication_role = replica").await.unwrap();
        owner.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    pub fn file(&self) -> PathBuf {
        self.folder.join("checkpoints")
    }

    /// The checkpoints that left the database.
    pub fn notes(&self) -> Vec<Note> {
        Notes::of(std::fs::File::open(self.file()).unwrap()).map(Result::unwrap).collect()
    }

    /// Verifies with the checkpoints from outside.
    pub async fn verified(&self) -> Report {
        self.verified_by(false).await
    }

    /// The same, also with every signature.
    pub async fn verified_by(&self, signatures: bool) -> Report {
        let keys = vec![self.sequencer.key().public()];
        let given = Given { checkpoints: vec![self.file()], keys, signatures, ..Given::default() };
        verify::database(&self.database.url(), &given).await.unwrap()
    }

    /// Verifies with what the database says of itself.
    pub async fn verified_alone(&self) -> Report {
        verify::database(&self.database.url(), &Given::default()).await.unwrap()
    }
}

impl Drop for Book {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.folder);
    }
}

/// Whole seconds: PostgreSQL keeps microseconds.
pub fn noon() -> DateTime<Utc> {
    "2026-11-22T11:00:00Z".parse().unwrap()
}

/// The findings in words.
pub fn said(report: &Report) -> Vec<String> {
    report.findings.iter().map(ToString::to_string).collect()
}
