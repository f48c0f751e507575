// SPDX-License-Identifier: AGPL-3.0-or-later
//! Whether the rows of the register are numbered and signed.

use super::Report;
use crate::cli::Failure;
use crate::config::{Environment, Process, Sequence};
use crate::db::{self, Breakage, Connection};
use crate::register::{self, CheckpointFile, CheckpointKey, WitnessCa};
use chrono::{TimeDelta, Utc};
use diesel_async::AsyncConnection;

/// As the owner.
pub(super) async fn check(conn: &mut Connection, report: &mut Report) -> Result<(), Breakage> {
    let standing = register::standing(conn).await?;
    if standing.keys == 0 {
        let mend = "run `sportello keys register sequence FOLDER`";
        report.wrong("register", "knows no key of `sequence`, which cannot sign checkpoints", mend);
    }
    let start = "see that `sportello sequence` runs; its log has the reason";
    let (numbered, waiting) = (standing.numbered, standing.waiting);
    match standing.newest {
        None if numbered + waiting == 0 => report.fine("register", "no rows yet"),
        None => {
            report.wrong("register", format!("{waiting} rows wait for a number, no checkpoint yet"), start)
        }
        Some((size, at)) => {
            let when = at.format("%Y-%m-%d %H:%M:%S UTC");
            let about = format!("{numbered} rows numbered, {waiting} wait; checkpoint over {size} of {when}");
            let late = numbered + waiting > size && Utc::now() - at > TimeDelta::minutes(1);
            if late { report.wrong("register", about, start) } else { report.fine("register", about) }
        }
    }
    Ok(())
}

/// As the sequencer.
pub(super) async fn sequence() -> Result<Report, Failure> {
    let config = Sequence::from_env(&Environment::of(Process::Sequence))?;
    let mut report = Report::default();
    report.fine("configuration", format!("signs as {}", config.origin.as_str()));
    let key = CheckpointKey::load(config.keys.path());
    let told = |key: &CheckpointKey| key.verifier_key(&config.origin);
    let key = report.take("keys", key, told, "run `sportello keys generate sequence`");
    let last = |file: &CheckpointFile| match file.last() {
        Some(last) => format!("the newest checkpoint is over {} rows", last.checkpoint.size),
        None => "no checkpoint yet".to_owned(),
    };
    let mend = "see that this user may write the file of SPORTELLO_CHECKPOINT_FILE";
    report.take("checkpoints", CheckpointFile::open(&config.file), last, mend);
    if config.witnesses.is_empty() {
        report.odd("witnesses", "none: nobody but the file keeps checkpoints; set SPORTELLO_WITNESSES");
    }
    if config.witness_ca.is_some() {
        let ca = WitnessCa::load(config.witness_ca.as_deref());
        report.take(
            "witnesses",
            ca,
            |_| "their authorities are read".into(),
            "name a PEM file that this user may read",
        );
    }
    let mend = "see that PostgreSQL runs and SPORTELLO_DATABASE_URL names it";
    let found = Connection::establish(config.database.reveal()).await;
    let Some(mut conn) = report.take("database", found, |_| "answers".into(), mend) else {
        return Ok(report);
    };
    match db::is_migrated(&mut conn).await {
        Ok(true) => report.fine("migrations", "all done"),
        _ => report.wrong("migrations", "some are missing", "run `sportello migrate` as the owner"),
    }
    if let Some(key) = key {
        match register::knows_key(&mut conn, &key).await {
            Ok(true) => report.fine("register", "knows the checkpoint key"),
            _ => {
                let mend = format!(
                    "run `sportello keys register sequence {}` as the owner",
                    config.keys.path().display()
                );
                report.wrong("register", "does not know the checkpoint key", mend);
            }
        }
    }
    Ok(report)
}
