// SPDX-License-Identifier: AGPL-3.0-or-later
//! Groups of settings that several processes share.

use super::{ConfigError, Environment, LogFormat, SecretUrl};
use crate::keys::KeyFolder;

/// The way to PostgreSQL of one process.
pub struct Database {
    /// Address and role, with the password.
    pub url: SecretUrl,
    /// Connections at most.
    pub connections: usize,
}

/// What is logged, and how.
#[derive(Debug, Clone)]
pub struct Log {
    /// A `tracing` filter.
    pub filter: String,
    /// The form of a line.
    pub format: LogFormat,
}

/// Cost of an argon2id password check.
#[derive(Debug, Clone, Copy)]
pub struct Passwords {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Rounds.
    pub rounds: u32,
}

pub(super) fn database(env: &Environment) -> Result<Database, ConfigError> {
    let name = "SPORTELLO_DATABASE_CONNECTIONS";
    let connections = env.required(name)?;
    if connections == 0 {
        return Err(ConfigError::Wrong { name, why: "it is 1 or more".into() });
    }
    Ok(Database { url: env.required("SPORTELLO_DATABASE_URL")?, connections })
}

pub(super) fn keys(env: &Environment) -> Result<KeyFolder, ConfigError> {
    KeyFolder::open(env.required("SPORTELLO_KEYS")?, env.process())
}

pub(super) fn passwords(env: &Environment) -> Result<Passwords, ConfigError> {
    let memory_kib = env.required("SPORTELLO_PASSWORD_MEMORY_KIB")?;
    let rounds = env.required("SPORTELLO_PASSWORD_ROUNDS")?;
    // OWASP's table of equal strength runs from 46 MiB with one round to 7 MiB with five
    if u64::from(memory_kib).saturating_mul(rounds) < 35_840 || memory_kib < 7_168 {
        let why = "memory and rounds together are weaker than OWASP's least (19456 KiB, 2 rounds)".into();
        return Err(ConfigError::Wrong { name: "SPORTELLO_PASSWORD_MEMORY_KIB", why });
    }
    let rounds = u32::try_from(rounds).map_err(|_| ConfigError::Wrong {
        name: "SPORTELLO_PASSWORD_ROUNDS",
        why: "it is too large".into(),
    })?;
    Ok(Passwords { memory_kib, rounds })
}

pub(super) fn log(env: &Environment) -> Result<Log, ConfigError> {
    Ok(Log { filter: env.required("SPORTELLO_LOG")?, format: env.required("SPORTELLO_LOG_FORMAT")? })
}
