// SPDX-License-Identifier: AGPL-3.0-or-later
//! The sequencer's configuration.

use super::common::{self, Log};
use super::{ConfigError, Environment, SecretUrl};
use crate::keys::KeyFolder;
use crate::register::{Origin, WitnessUrl};
use std::path::PathBuf;

/// Numbering and signing the register.
pub struct Sequence {
    /// The sequencer's role.
    pub database: SecretUrl,
    /// The checkpoint key.
    pub keys: KeyFolder,
    /// The register's name in its checkpoints.
    pub origin: Origin,
    /// Where checkpoints are appended.
    pub file: PathBuf,
    /// Who is told.
    pub witnesses: Vec<WitnessUrl>,
    /// A PEM file of certification authorities to trust for them, beside the public ones.
    pub witness_ca: Option<PathBuf>,
    /// Logging.
    pub log: Log,
}

impl Sequence {
    /// Reads the sequencer's settings.
    ///
    /// # Errors
    /// Where a value is missing or wrong, or another process's key is within reach.
    pub fn from_env(env: &Environment) -> Result<Self, ConfigError> {
        Ok(Self {
            database: env.required("SPORTELLO_DATABASE_URL")?,
            keys: common::keys(env)?,
            origin: env.required("SPORTELLO_REGISTER_ORIGIN")?,
            file: env.required("SPORTELLO_CHECKPOINT_FILE")?,
            witnesses: env.list("SPORTELLO_WITNESSES")?,
            witness_ca: env.optional("SPORTELLO_WITNESS_CA")?,
            log: common::log(env)?,
        })
    }
}
