// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello keys`

use super::commands::{KeyOwner, Keys};
use super::{Failure, say, start};
use crate::audit::AuditKey;
use crate::authority::Administration;
use crate::config::{Environment, Migrate, Process};
use crate::db::Breakage;
use crate::keys;
use diesel_async::{AsyncConnection, AsyncPgConnection};
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

pub(super) fn run(command: Keys) -> Result<(), Failure> {
    let now = chrono::Utc::now();
    let told = match command {
        Keys::Register { process, folder } => return register(process.into(), &folder, now),
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
    say("The keys are made; only the user who runs that process may enter the folder.");
    Ok(())
}

/// Rows can be signed only with a key that the database knows.
fn register(process: Process, folder: &Path, now: chrono::DateTime<chrono::Utc>) -> Result<(), Failure> {
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
            KeyOwner::Keeper => Self::Migrate,
        }
    }
}
