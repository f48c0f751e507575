// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello audit archive`, as the keeper: rows past their retention leave into a file.

use super::{Failure, say, start};
use crate::audit::{self, AuditKey};
use crate::config::{Environment, Keeper, Process};
use crate::db::Connection;
use crate::policy::RetentionClass;
use crate::register;
use chrono::Utc;
use diesel_async::AsyncConnection;
use std::path::Path;

pub(super) fn run(folder: &Path) -> Result<(), Failure> {
    let config = Keeper::from_env(&Environment::of(Process::Migrate))?;
    let key = AuditKey::load(config.keys.path()).map_err(Failure::failed)?;
    let book = start::policy(config.policy.as_deref())?;
    let policy = start::in_force(&book)?;
    // the file holds no personal values: those of its rows are past their retention too
    let kept = policy.retention(RetentionClass::AuditRows).max(policy.retention(RetentionClass::AuditValues));
    let now = Utc::now();
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    let archived = start::runtime()?.block_on(async {
        let away = |error| Failure::failed(format!("the database does not answer: {error}."));
        let mut conn = Connection::establish(config.database.reveal()).await.map_err(away)?;
        if !audit::knows_key(&mut conn, &key).await.map_err(Failure::failed)? {
            let mend = "the register does not know the keeper's key: see `sportello keys register keeper`.";
            return Err(Failure::failed(mend));
        }
        register::archive(&mut conn, &key, folder, now - kept, now).await.map_err(Failure::failed)
    })?;
    if archived.is_empty() {
        say(&format!(
            "No checkpoint is over rows alone that are older than {} days: nothing was archived.",
            kept.num_days()
        ));
    }
    for it in archived {
        let (last, digest) = (it.size - 1, hex::encode(it.sha256));
        say(&format!(
            "{} holds the rows from number {} to {last}.\nsha256 {digest}",
            it.path.display(),
            it.first
        ));
        say(&format!("{} rows left the database. Keep the file: nothing else has them.", it.removed));
    }
    Ok(())
}
