// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello migrate`

use super::{Failure, say, start};
use crate::config::{Environment, Migrate, Process};
use crate::db;

pub(super) fn run() -> Result<(), Failure> {
    let config = Migrate::from_env(&Environment::of(Process::Migrate))?;
    start::logging(&config.log)?;
    let done = start::runtime()?.block_on(db::migrate(config.database.reveal()));
    match done.map_err(|error| Failure::failed(format!("the database was not migrated: {error}.")))? {
        0 => say("The database is up to date."),
        1 => say("1 migration was run."),
        many => say(&format!("{many} migrations were run.")),
    }
    Ok(())
}
