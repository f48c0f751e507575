// SPDX-License-Identifier: AGPL-3.0-or-later
//! The configuration of the commands that a keeper runs: migrations, and a whole demonstration.

use super::common::{self, Log};
use super::{ConfigError, Environment, SecretUrl};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Migrations and the keeper's commands.
pub struct Migrate {
    /// The owner role.
    pub database: SecretUrl,
    /// Logging.
    pub log: Log,
}

impl Migrate {
    /// Reads the owner's settings.
    ///
    /// # Errors
    /// Where a value is missing or wrong.
    pub fn from_env(env: &Environment) -> Result<Self, ConfigError> {
        Ok(Self { database: env.required("DATABASE_URL")?, log: common::log(env)? })
    }
}

/// The supervisor of a demonstration.
pub struct Demo {
    /// The folder with everything; `None` where the default holds.
    pub state: Option<PathBuf>,
    /// Address and port of the pages.
    pub listen: SocketAddr,
    /// Address and port of the citizen's mailbox.
    pub mailbox: SocketAddr,
    /// Logging, handed to the children.
    pub log: Log,
}

impl Demo {
    /// Reads the supervisor's settings.
    ///
    /// # Errors
    /// Where a value is wrong.
    pub fn from_env(env: &Environment) -> Result<Self, ConfigError> {
        Ok(Self {
            state: env.optional("SPORTELLO_STATE_DIR")?,
            listen: env.required("SPORTELLO_LISTEN")?,
            mailbox: env.required("SPORTELLO_MAILBOX_LISTEN")?,
            log: common::log(env)?,
        })
    }
}
