// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello keys`

use super::commands::{KeyOwner, Keys};
use super::{Failure, authority, complain, say, scan, start};
use crate::audit::{self, AuditKey, Entry};
use crate::authority::Administration;
use crate::authority::engine::Engine;
use crate::config::{Environment, Migrate, Process};
use crate::db::{Breakage, Connection};
use crate::keys::{self, Pruned};
use crate::register::{self, CheckpointKey};
use crate::seal::{KeyRing, SecretBox};
use crate::{operators, starts};
use diesel_async::{AsyncConnection, AsyncPgConnection};
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

pub(super) fn run(command: Keys) -> Result<(), Failure> {
    let now = chrono::Utc::now();
    let rotated = match &command {
        Keys::Rotate { process, .. } => Some(Process::from(*process)),
        _ => None,
    };
    let told = match command {
        Keys::Register { process, folder } => return register_key(process.into(), &folder, now),
        Keys::Reseal { process: None | Some(KeyOwner::Authority) } => return reseal(now),
        Keys::Reseal { process: Some(KeyOwner::Serve) } => return scan::reseal(now),
        Keys::Reseal { process: Some(KeyOwner::Work | KeyOwner::Sequence | KeyOwner::Keeper) } => {
            return Err(Failure::failed("only the keys of `authority` and `serve` are sealed to again."));
        }
        Keys::Prune { process, folder } => return prune(process.into(), &folder, now),
        Keys::Generate { process, folder } => {
            make_folder(&folder)?;
            let named = std::env::var_os("SPORTELLO_POLICY").map(PathBuf::from);
            let book = start::policy(named.as_deref())?;
            keys::generate(&folder, process.into(), &Administration::from(&book), now)
        }
        Keys::Rotate { process, folder } => {
            keys::KeyFolder::open(folder.clone(), process.into())?;
            keys::rotate(&folder, process.into(), now)
        }
    };
    for public in told.map_err(Failure::failed)? {
        say(&format!("The authority needs a copy of {} and a restart.", public.display()));
    }
    if rotated == Some(Process::Serve) {
        say("The keeper's folder needs a copy of the newest web-….key.");
    }
    say("The keys are made; only the user who runs that process may enter the folder.");
    Ok(())
}

/// Rows can be signed only with a key that the database knows.
fn register_key(process: Process, folder: &Path, now: chrono::DateTime<chrono::Utc>) -> Result<(), Failure> {
    if process == Process::Sequence {
        return register_checkpoint_key(folder, now);
    }
    let Some(signer) = keys::signer(process) else {
        return Err(Failure::failed(format!("`{process}` signs no audit rows.")));
    };
    let config = Migrate::from_env(&Environment::of(Process::Migrate))?;
    let key = AuditKey::load(folder).map_err(Failure::failed)?;
    start::runtime()?
        .block_on(async {
            let mut owner =
                AsyncPgConnection::establish(config.database.reveal()).await.map_err(Breakage::new)?;
            keys::register(&mut owner, &key, signer, now).await
        })
        .map_err(|error| Failure::failed(format!("the key was not registered: {error}.")))?;
    say(&format!("The register knows the key {}.", key.id()));
    Ok(())
}

/// Checkpoints can be signed only with a key that the database knows.
fn register_checkpoint_key(folder: &Path, now: chrono::DateTime<chrono::Utc>) -> Result<(), Failure> {
    let config = Migrate::from_env(&Environment::of(Process::Migrate))?;
    let key = CheckpointKey::load(folder).map_err(Failure::failed)?;
    let told = |error: Breakage| Failure::failed(format!("the key was not registered: {error}."));
    start::runtime()?
        .block_on(async {
            let mut owner =
                AsyncPgConnection::establish(config.database.reveal()).await.map_err(Breakage::new)?;
            register::register_key(&mut owner, &key, now).await
        })
        .map_err(told)?;
    say(&format!("The register knows the key {}.", key.id()));
    Ok(())
}

/// The authority's own codes: rotating makes the key, this moves the codes to it.
fn reseal(now: chrono::DateTime<chrono::Utc>) -> Result<(), Failure> {
    let (config, _log) = authority::read()?;
    let done = start::runtime()?.block_on(async {
        let engine = Engine::open(&config, now).await.map_err(Failure::failed)?;
        let told = |done, all| complain(&format!("{done} of {all} cards sealed to the newest key"));
        engine.reseal(told).await.map_err(|error| Failure::failed(format!("{error}.")))
    })?;
    say(&format!("{done} cards were sealed again; all are sealed to the newest key."));
    Ok(())
}

/// As the owner of the database, who sees what is sealed to which key.
fn prune(process: Process, folder: &Path, now: chrono::DateTime<chrono::Utc>) -> Result<(), Failure> {
    keys::KeyFolder::open(folder.to_owned(), process)?;
    let config = Migrate::from_env(&Environment::of(Process::Migrate))?;
    let pruned = start::runtime()?.block_on(async {
        let conn = AsyncPgConnection::establish(config.database.reveal()).await;
        let mut conn =
            conn.map_err(|error| Failure::failed(format!("the database does not answer: {error}.")))?;
        let key = match keys::signer(process) {
            Some(_) => Some(AuditKey::load(folder).map_err(Failure::failed)?),
            None => None,
        };
        if let Some(key) = &key
            && !audit::knows_key(&mut conn, key).await.map_err(Failure::failed)?
        {
            let mend = "the register does not know the folder's audit key: see `sportello keys register`; nothing was changed.";
            return Err(Failure::failed(mend));
        }
        if process == Process::Serve {
            reseal_own(&mut conn, folder).await?;
        }
        let pruned = keys::prune(&mut conn, folder, process).await.map_err(Failure::failed)?;
        for id in pruned.iter().filter_map(Pruned::deleted) {
            let entry = Entry::new("key.prune").plain("key", id);
            if let Some(key) = &key {
                audit::record(&conn, key, entry, now).await.map_err(Failure::failed)?;
            }
        }
        Ok::<_, Failure>(pruned)
    })?;
    let mut kept = 0;
    for key in &pruned {
        match key {
            Pruned::Deleted(id) => {
                say(&format!("{id} is deleted: what backups hold under it opens no more."))
            }
            Pruned::Kept(id, count) => {
                kept += 1;
                complain(&format!("{id} stays: {count} values are sealed to it."));
            }
        }
    }
    match (pruned.len(), kept) {
        (0, _) => say("There is no older key."),
        (_, 0) => {}
        _ => return Err(Failure::failed("not all older keys could go.")),
    }
    Ok(())
}

/// The secrets of one-time codes stay for as long as their accounts: they move to the newest `web` key, if `serve` knows it.
async fn reseal_own(conn: &mut Connection, folder: &Path) -> Result<(), Failure> {
    let secrets = SecretBox::load(folder, keys::WEB).map_err(Failure::failed)?;
    if secrets.older_ids().next().is_none() {
        return Ok(());
    }
    // `rotate` makes both keys at once: who was started with the newest of one kind has the newest of the other
    let newest = KeyRing::load(folder, keys::SHEET).map_err(Failure::failed)?.newest_made();
    let started = starts::newest_key(conn, keys::SHEET).await.map_err(Failure::failed)?;
    if started.map(|(id, _)| id) != newest.map(|(id, _)| id.to_string()) {
        let mend =
            "`serve` has not been started with its newest keys: start it anew first; nothing was changed.";
        return Err(Failure::failed(mend));
    }
    let moved = operators::reseal_totp(conn, &secrets).await.map_err(Failure::failed)?;
    if moved > 0 {
        say(&format!("{moved} secrets of one-time codes are sealed to the newest web key."));
    }
    Ok(())
}

fn make_folder(folder: &Path) -> Result<(), Failure> {
    let about = |error| Failure::failed(format!("{}: {error}.", folder.display()));
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(about)?;
    match std::fs::read_dir(folder).map_err(about)?.next() {
        None => Ok(()),
        Some(_) => Err(Failure::failed(format!(
            "{} is not empty: `keys rotate` makes newer keys.",
            folder.display()
        ))),
    }
}

impl From<KeyOwner> for Process {
    fn from(owner: KeyOwner) -> Self {
        match owner {
            KeyOwner::Serve => Self::Serve,
            KeyOwner::Work => Self::Work,
            KeyOwner::Authority => Self::Authority,
            KeyOwner::Sequence => Self::Sequence,
            KeyOwner::Keeper => Self::Migrate,
        }
    }
}
