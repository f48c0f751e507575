// SPDX-License-Identifier: AGPL-3.0-or-later
//! The worker's configuration.

use super::common::{self, Database, Log};
use super::{ConfigError, Environment, MailUrl, SecretUrl, WebUrl};
use crate::keys::KeyFolder;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Mail and timed jobs.
pub struct Work {
    /// The worker role.
    pub database: Database,
    /// The role that reads reports.
    pub reports: Option<SecretUrl>,
    /// Where browsers see the pages; without it no monthly report is sent.
    pub public_url: Option<WebUrl>,
    /// Mail, worker and audit keys.
    pub keys: KeyFolder,
    /// The mail server; a folder only under `demo`.
    pub mail_url: MailUrl,
    /// The sender.
    pub mail_from: String,
    /// Where bounces go; the sender's address where it is not set.
    pub mail_bounces: Option<String>,
    /// The maildir with reports about mails that did not arrive.
    pub bounce_maildir: Option<PathBuf>,
    /// Certification authorities to trust beside the public ones.
    pub mail_ca: Option<PathBuf>,
    /// Plain SMTP beyond loopback was forced.
    pub force_plain: bool,
    /// An unverified certificate was forced.
    pub force_certificate: bool,
    /// The mail room's print folder for sealed letters.
    pub letters: Option<PathBuf>,
    /// Where scans lie.
    pub evidence: Option<PathBuf>,
    /// Policy file in place of the embedded one.
    pub policy: Option<PathBuf>,
    /// Listener of the metrics.
    pub metrics: Option<SocketAddr>,
    /// Logging.
    pub log: Log,
    /// Whether this is a demonstration.
    pub demo: bool,
}

impl Work {
    /// Reads the worker's settings.
    ///
    /// # Errors
    /// Where a value is missing or wrong, the sheet's or the authority's key is within reach, or mail would go to a
    /// folder outside a demonstration.
    pub fn from_env(env: &Environment) -> Result<Self, ConfigError> {
        let demo = env.flag("SPORTELLO_DEMO")?;
        let mail_url: MailUrl = env.required("SPORTELLO_MAIL_URL")?;
        if mail_url.reveal().starts_with("file:") && !(demo && crate::demo::is_parent()) {
            let why = "a file:// address is for the processes that `sportello demo` starts".into();
            return Err(ConfigError::Wrong { name: "SPORTELLO_MAIL_URL", why });
        }
        Ok(Self {
            database: common::database(env)?,
            reports: env.optional("SPORTELLO_REPORTS_DATABASE_URL")?,
            public_url: env.optional("SPORTELLO_PUBLIC_URL")?,
            keys: common::keys(env)?,
            mail_url,
            mail_from: env.required("SPORTELLO_MAIL_FROM")?,
            mail_bounces: env.optional("SPORTELLO_MAIL_BOUNCES")?,
            bounce_maildir: env.optional("SPORTELLO_BOUNCE_MAILDIR")?,
            mail_ca: env.optional("SPORTELLO_MAIL_CA")?,
            force_plain: env.flag("SPORTELLO_MAIL_FORCE_PLAIN")?,
            force_certificate: env.flag("SPORTELLO_MAIL_FORCE_CERTIFICATE")?,
            letters: env.optional("SPORTELLO_LETTER_FOLDER")?,
            evidence: env.optional("SPORTELLO_EVIDENCE_FOLDER")?,
            policy: env.optional("SPORTELLO_POLICY")?,
            metrics: env.optional("SPORTELLO_METRICS_LISTEN")?,
            log: common::log(env)?,
            demo,
        })
    }
}

/// What `sportello mail bounce` needs: of the worker's settings those that lead to the database and the keys.
pub struct Reports {
    /// The worker role.
    pub database: Database,
    /// Worker and audit keys.
    pub keys: KeyFolder,
    /// Logging.
    pub log: Log,
}

impl Reports {
    /// Reads the settings.
    ///
    /// # Errors
    /// Where a value is missing or wrong, or another process's key is within reach.
    pub fn from_env(env: &Environment) -> Result<Self, ConfigError> {
        Ok(Self { database: common::database(env)?, keys: common::keys(env)?, log: common::log(env)? })
    }
}
