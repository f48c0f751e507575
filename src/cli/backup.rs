// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello backup`, `restore` and `resume`, as the owner of the database.

use super::{Failure, complain, say, start};
use crate::audit::{self, AuditKey};
use crate::backup::{self, Existing};
use crate::config::{Environment, Keeper, Migrate, Process};
use crate::db::{Breakage, Connection};
use crate::evidence::Folder;
use crate::starts;
use chrono::Utc;
use diesel_async::AsyncConnection;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often progress is told.
const TOLD: Duration = Duration::from_secs(2);

pub(super) fn backup(file: &Path) -> Result<(), Failure> {
    let config = Migrate::from_env(&Environment::of(Process::Migrate))?;
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    let made = start::runtime()?.block_on(backup::make(
        config.database.reveal(),
        file,
        folder(config.evidence)?.as_ref(),
        Utc::now(),
        &mut told("written, of a database of"),
    ));
    let manifest = made.map_err(Failure::failed)?;
    say(&format!("{} holds the database at start number {}.", file.display(), manifest.start_number));
    say("The key folders are not in it: keep copies of them apart from it, see docs/backup.md.");
    Ok(())
}

pub(super) fn restore(file: &Path, replace: bool) -> Result<(), Failure> {
    let config = Migrate::from_env(&Environment::of(Process::Migrate))?;
    let existing = if replace { Existing::Deleted } else { Existing::Refused };
    let restored = start::runtime()?.block_on(backup::put_back(
        config.database.reveal(),
        file,
        folder(config.evidence)?.as_ref(),
        existing,
        &mut told("read of"),
    ));
    let manifest = restored.map_err(Failure::failed)?;
    say(&format!("The database is as it was on {}.", manifest.at.format("%Y-%m-%d %H:%M:%S UTC")));
    if manifest.migrations.len() < crate::db::migrations_known().map_err(Failure::failed)?.len() {
        say("The backup is of an earlier version: run `sportello migrate`.");
    }
    say("serve and work only read and say so until `sportello resume`.");
    Ok(())
}

pub(super) fn resume() -> Result<(), Failure> {
    let config = Keeper::from_env(&Environment::of(Process::Migrate))?;
    let key = AuditKey::load(config.keys.path()).map_err(Failure::failed)?;
    let resumed = start::runtime()?.block_on(async {
        let away = |error| Failure::failed(format!("the database does not answer: {error}."));
        let mut conn = Connection::establish(config.database.reveal()).await.map_err(away)?;
        let failed = |error: Breakage| Failure::failed(format!("nothing was changed: {error}."));
        if !audit::knows_key(&mut conn, &key).await.map_err(failed)? {
            let mend = "the register does not know the keeper's key: see `sportello keys register keeper`.";
            return Err(Failure::failed(mend));
        }
        starts::resume(&mut conn, &key, Utc::now()).await.map_err(failed)
    })?;
    match resumed {
        None => say("Nothing is halted."),
        Some(done) => {
            say(&format!(
                "{} releases ended: their sheets were not handed over in this state.",
                done.releases
            ));
            say(&format!("{} unsent mails wait on the counters' first pages for a decision.", done.mails));
        }
    }
    Ok(())
}

/// Where scans lie, if anywhere.
fn folder(path: Option<PathBuf>) -> Result<Option<Folder>, Failure> {
    path.map(Folder::open).transpose().map_err(Failure::failed)
}

/// Says on standard error how far it is.
fn told(words: &'static str) -> impl FnMut(u64, Option<u64>) {
    let mut last = Instant::now();
    move |done, whole| {
        if last.elapsed() >= TOLD {
            last = Instant::now();
            let mega = |bytes: u64| bytes / 1_000_000;
            complain(&format!("{} MB {words} {} MB", mega(done), mega(whole.unwrap_or(done))));
        }
    }
}
