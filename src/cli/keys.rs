// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello keys`

use super::commands::{KeyOwner, Keys};
use super::{Failure, say};
use crate::config::Process;
use crate::keys;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

pub(super) fn run(command: Keys) -> Result<(), Failure> {
    let now = chrono::Utc::now();
    let told = match command {
        Keys::Generate { process, folder } => {
            make_folder(&folder)?;
            keys::generate(&folder, process.into(), now)
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
