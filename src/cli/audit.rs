// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello audit`: what the register proves. Nothing else of the application runs or is needed.

use super::commands::Audit;
use super::{Failure, complain, say, start};
use crate::config::{Environment, Migrate, Process};
use crate::db::Connection;
use crate::register::verify::{self, Given};
use crate::register::{self, read_verifier_key};
use diesel_async::AsyncConnection;
use std::path::Path;

pub(super) fn run(command: Audit) -> Result<(), Failure> {
    match command {
        Audit::Verify { export, checkpoints, keys, archives, signatures } => {
            let given = Given { checkpoints, archives, signatures, ..Given::default() };
            verify(export.as_deref(), given, &keys)
        }
        Audit::Export { file } => export(&file),
        Audit::Archive { folder } => super::audit_archive::run(&folder),
        Audit::Prove { case } => prove(&case),
    }
}

fn verify(export: Option<&Path>, given: Given, keys: &[String]) -> Result<(), Failure> {
    let key = |text: &String| {
        let wrong =
            || Failure { sentence: format!("`{text}` is no key of checkpoints: name+hash+key."), code: 2 };
        read_verifier_key(text).ok_or_else(wrong)
    };
    let keys = keys.iter().map(key).collect::<Result<_, _>>()?;
    let progress: fn(u64) = |rows| complain(&format!("{rows} rows…"));
    let given = Given { keys, progress: Some(progress), ..given };
    let report = match export {
        Some(file) => verify::file(file, &given),
        None => with_address(async |url| verify::database(url, &given).await)?,
    };
    let report = report.map_err(Failure::failed)?;
    report.lines().iter().for_each(|line| say(line));
    match report.found {
        0 => Ok(()),
        1 => Err(Failure::failed("1 thing is wrong with the register.")),
        many => Err(Failure::failed(format!("{many} things are wrong with the register."))),
    }
}

fn export(file: &Path) -> Result<(), Failure> {
    let rows = with_address(async |url| register::export(url, file).await)?.map_err(Failure::failed)?;
    say(&format!("{} holds {rows} rows, without personal values.", file.display()));
    Ok(())
}

fn prove(case: &str) -> Result<(), Failure> {
    let proofs = connected(async |conn| register::prove(conn, case).await)?.map_err(Failure::failed)?;
    say(&serde_json::to_string_pretty(&proofs).map_err(Failure::failed)?);
    if !proofs.waiting.is_empty() {
        complain(&format!("{} rows are not under a checkpoint yet.", proofs.waiting.len()));
    }
    Ok(())
}

/// With the address that DATABASE_URL names, of whatever role: reading is enough.
fn with_address<T>(work: impl AsyncFnOnce(&str) -> T) -> Result<T, Failure> {
    let config = Migrate::from_env(&Environment::of(Process::Migrate))?;
    Ok(start::one_thread()?.block_on(work(config.database.reveal())))
}

/// With a connection to it.
fn connected<T>(work: impl AsyncFnOnce(&mut Connection) -> T) -> Result<T, Failure> {
    with_address(async |url| {
        let away = |error| Failure::failed(format!("the database does not answer: {error}."));
        let mut conn = Connection::establish(url).await.map_err(away)?;
        Ok(work(&mut conn).await)
    })?
}
