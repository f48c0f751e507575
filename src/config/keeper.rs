// SPDX-License-Identifier: AGPL-3.0-or-later
//! The configuration of the commands that a keeper runs: migrations, and a whole demonstration.

use super::common::{self, Log, Passwords};
use super::{ConfigError, Environment, MailUrl, SecretUrl, WebUrl};
use crate::keys::KeyFolder;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Migrations and the keeper's commands.
pub struct Migrate {
    /// The owner role.
    pub database: SecretUrl,
    /// Where scans lie, for backups.
    pub evidence: Option<PathBuf>,
    /// Logging.
    pub log: Log,
}

impl Migrate {
    /// Reads the owner's settings.
    ///
    /// # Errors
    /// Where a value is missing or wrong.
    pub fn from_env(env: &Environment) -> Result<Self, ConfigError> {
        Ok(Self {
            database: env.required("DATABASE_URL")?,
            evidence: env.optional("SPORTELLO_EVIDENCE_FOLDER")?,
            log: common::log(env)?,
        })
    }
}

/// The keeper's commands that change something: audited, so that they need keys beside the owner role.
pub struct Keeper {
    /// The owner role.
    pub database: SecretUrl,
    /// Audit and web keys.
    pub keys: KeyFolder,
    /// Cost of a password check.
    pub passwords: Passwords,
    /// Policy file in place of the embedded one.
    pub policy: Option<PathBuf>,
    /// Logging.
    pub log: Log,
}

impl Keeper {
    /// Reads the keeper's settings.
    ///
    /// # Errors
    /// Where a value is missing or wrong, or a key that opens a half is within reach.
    pub fn from_env(env: &Environment) -> Result<Self, ConfigError> {
        Ok(Self {
            database: env.required("DATABASE_URL")?,
            keys: common::keys(env)?,
            passwords: common::passwords(env)?,
            policy: env.optional("SPORTELLO_POLICY")?,
            log: common::log(env)?,
        })
    }
}

/// The supervisor of a demonstration.
pub struct Demo {
    /// The folder with everything; `None` where the default holds.
    pub state: Option<PathBuf>,
    /// Address and port of the pages.
    pub listen: SocketAddr,
    /// The address of the pages as browsers see it, where it is another.
    pub public_url: Option<WebUrl>,
    /// Address and port of the citizen's mailbox.
    pub mailbox: SocketAddr,
    /// Listener of the web process's metrics.
    pub metrics: Option<SocketAddr>,
    /// Policy file in place of the embedded one.
    pub policy: Option<PathBuf>,
    /// A mail server in place of the mailbox.
    pub mail_url: Option<MailUrl>,
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
            public_url: env.optional("SPORTELLO_PUBLIC_URL")?,
            metrics: env.optional("SPORTELLO_METRICS_LISTEN")?,
            policy: env.optional("SPORTELLO_POLICY")?,
            mailbox: env.required("SPORTELLO_MAILBOX_LISTEN")?,
            mail_url: env.optional("SPORTELLO_MAIL_URL")?,
            log: common::log(env)?,
        })
    }
}
