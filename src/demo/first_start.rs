// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is made once: database, keys, cards, counters, accounts.

use super::error::DemoError;
use super::place::Place;
use super::users::User;
use super::{cards, cluster, database, staff};
use crate::authority::Administration;
use crate::config::{Demo, Process};
use crate::keys;
use crate::policy::{PolicyBook, rome_date};
use crate::register::CheckpointKey;
use crate::seal::SecretBox;
use crate::terminal::say;
use chrono::{DateTime, Utc};
use std::fs;

/// Makes everything on a cluster that has just been started. The mark that it is complete comes last: without it the
/// next start begins anew.
pub(super) async fn make(place: &Place, config: &Demo, now: DateTime<Utc>) -> Result<(), DemoError> {
    say("making the database …");
    database::make(place).await?;
    database::migrate(place).await?;
    say("making the keys …");
    make_keys(place, config, now)?;
    database::register_keys(place).await?;
    publish_keys(place)?;
    say("opening the counters …");
    staff::make(place, now).await?;
    say("inventing cards …");
    cards::first_lot(place, config, rome_date(now)).await?;
    let made = serde_json::json!({ "version": 1, "made": rome_date(now) });
    cluster::write_secret(&place.made(), made.to_string().as_bytes()).map(drop)
}

fn make_keys(place: &Place, config: &Demo, now: DateTime<Utc>) -> Result<(), DemoError> {
    const STEP: &str = "making the keys";
    let administration = match &config.policy {
        Some(file) => Administration::from(&PolicyBook::read(file).map_err(DemoError::step(STEP))?),
        None => Administration::from(PolicyBook::embedded()),
    };
    for (name, process) in [
        ("authority", Process::Authority),
        ("serve", Process::Serve),
        ("work", Process::Work),
        ("sequence", Process::Sequence),
        ("keeper", Process::Migrate),
    ] {
        keys::generate(&place.keys(name), process, &administration, now).map_err(DemoError::step(STEP))?;
    }
    for (path, name) in files(place, "serve")? {
        if name.starts_with("web-") {
            let copy = place.keys("keeper").join(name);
            fs::copy(&path, &copy).map_err(DemoError::file(copy))?;
        }
    }
    let users = place.users();
    give_all(place, "authority", users.authority)?;
    give_all(place, "serve", users.serve)?;
    give_all(place, "work", users.work)?;
    give_all(place, "sequence", users.sequence)
}

fn files(place: &Place, name: &str) -> Result<Vec<(std::path::PathBuf, String)>, DemoError> {
    let folder = place.keys(name);
    let entries = fs::read_dir(&folder).map_err(DemoError::file(&folder))?;
    Ok(entries
        .flatten()
        .map(|entry| (entry.path(), entry.file_name().to_string_lossy().into_owned()))
        .collect())
}

fn give_all(place: &Place, name: &str, owner: User) -> Result<(), DemoError> {
    files(place, name)?.iter().try_for_each(|(path, _)| place.give(path, owner))
}

/// Makes the keys that an earlier version did not know.
pub(super) fn add_missing_keys(place: &Place, now: DateTime<Utc>) -> Result<(), DemoError> {
    if files(place, "serve")?.iter().any(|(_, name)| name.starts_with(keys::EVIDENCE)) {
        return Ok(());
    }
    let made = SecretBox::generate(keys::EVIDENCE, now).write(&place.keys("serve"));
    let path = made.map_err(DemoError::step("making the key to scans"))?;
    place.give(&path, place.users().serve)
}

/// Makes the sequencer's key in a demonstration that an earlier version made.
pub(super) async fn add_missing_sequencer(place: &Place) -> Result<(), DemoError> {
    let folder = place.keys("sequence");
    if !folder.join("checkpoint.pem").exists() {
        CheckpointKey::generate().save(&folder).map_err(DemoError::step("making the checkpoint key"))?;
    }
    give_all(place, "sequence", place.users().sequence)?;
    database::register_checkpoint_key(place).await
}

/// Puts the newest public keys where the authority's configuration names them.
pub(super) fn publish_keys(place: &Place) -> Result<(), DemoError> {
    for (name, role) in [("serve", keys::SHEET), ("work", keys::MAIL)] {
        let folder = place.keys(name);
        let ring =
            crate::seal::KeyRing::load(&folder, role).map_err(|_| DemoError::KeysDoNotFit(folder.clone()))?;
        let Some(newest) = ring.newest() else { return Err(DemoError::KeysDoNotFit(folder)) };
        let from = folder.join(format!("{}.pub", newest.id()));
        let to = place.public().join(format!("{role}.pub"));
        fs::copy(&from, &to).map_err(DemoError::file(from))?;
    }
    Ok(())
}
