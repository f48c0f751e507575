// SPDX-License-Identifier: AGPL-3.0-or-later
//! The embedded authority's configuration.

use super::common::{self, Database, Log};
use super::{ConfigError, Environment, WebUrl};
use crate::keys::KeyFolder;
use std::path::PathBuf;

/// The embedded card authority.
pub struct Authority {
    /// The unix socket to listen on.
    pub socket: PathBuf,
    /// The authority's role.
    pub database: Database,
    /// Codes and certificate keys.
    pub keys: KeyFolder,
    /// File of the sheet's public key.
    pub sheet_public_key: PathBuf,
    /// File of the mail's public key.
    pub mail_public_key: PathBuf,
    /// Public address of CA certificate and CRLs.
    pub pki_url: WebUrl,
    /// Policy file in place of the embedded one.
    pub policy: Option<PathBuf>,
    /// Logging.
    pub log: Log,
}

impl Authority {
    /// Reads the authority's settings.
    ///
    /// # Errors
    /// Where a value is missing or wrong, or a key that opens a half is within reach.
    pub fn from_env(env: &Environment) -> Result<Self, ConfigError> {
        Ok(Self {
            socket: env.required("SPORTELLO_AUTHORITY_SOCKET")?,
            database: common::database(env)?,
            keys: common::keys(env)?,
            sheet_public_key: env.required("SPORTELLO_SHEET_PUBLIC_KEY")?,
            mail_public_key: env.required("SPORTELLO_MAIL_PUBLIC_KEY")?,
            pki_url: env.required("SPORTELLO_PKI_URL")?,
            policy: env.optional("SPORTELLO_POLICY")?,
            log: common::log(env)?,
        })
    }
}
