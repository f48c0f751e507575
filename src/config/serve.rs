// SPDX-License-Identifier: AGPL-3.0-or-later
//! The web process's configuration.

use super::common::{self, Database, Log, Passwords};
use super::{ConfigError, Environment, Network, SecretUrl, SecurityContact, WebUrl};
use crate::authority::client::AuthorityAddress;
use crate::keys::KeyFolder;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Where the footer's links lead.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// Legal notes.
    pub legal: Option<WebUrl>,
    /// Data protection.
    pub privacy: Option<WebUrl>,
    /// Accessibility statement.
    pub accessibility: Option<WebUrl>,
    /// Source of the running version.
    pub source: Option<WebUrl>,
}

/// The web process.
pub struct Serve {
    /// Address and port of the pages.
    pub listen: SocketAddr,
    /// The address as browsers see it; `https` makes cookies `__Host-` and Secure.
    pub public_url: WebUrl,
    /// Proxies whose word about the client's address counts.
    pub proxies: Vec<Network>,
    /// Listener of the metrics.
    pub metrics: Option<SocketAddr>,
    /// The web role.
    pub database: Database,
    /// The role that reads reports.
    pub reports: Option<SecretUrl>,
    /// Sheet, web and audit keys.
    pub keys: KeyFolder,
    /// File of the mail's public key: messages are sealed to it.
    pub mail_public_key: PathBuf,
    /// The card authority.
    pub authority: AuthorityAddress,
    /// Where scans lie; without it none is taken.
    pub evidence: Option<PathBuf>,
    /// Policy file in place of the embedded one.
    pub policy: Option<PathBuf>,
    /// Cost of a password check.
    pub passwords: Passwords,
    /// Links of the footer.
    pub links: Links,
    /// How the data protection officer is reached.
    pub privacy_officer: Option<String>,
    /// Where weaknesses are reported.
    pub security_contact: Option<SecurityContact>,
    /// How reports of weaknesses are dealt with.
    pub security_policy: Option<WebUrl>,
    /// Public address of CA certificate and CRLs.
    pub pki_url: WebUrl,
    /// Logging.
    pub log: Log,
    /// Whether this is a demonstration.
    pub demo: bool,
}

impl Serve {
    /// Reads the web process's settings.
    ///
    /// # Errors
    /// Where a value is missing or wrong, or the mail's or the authority's key is within reach.
    pub fn from_env(env: &Environment) -> Result<Self, ConfigError> {
        refuse_named(env, "SPORTELLO_MAIL_URL", "the way to the mail server")?;
        let listen: SocketAddr = env.required("SPORTELLO_LISTEN")?;
        let public_url = match env.optional("SPORTELLO_PUBLIC_URL")? {
            Some(url) => url,
            None => local_url(listen)?,
        };
        Ok(Self {
            listen,
            public_url,
            proxies: env.list("SPORTELLO_PROXIES")?,
            metrics: env.optional("SPORTELLO_METRICS_LISTEN")?,
            database: common::database(env)?,
            reports: env.optional("SPORTELLO_REPORTS_DATABASE_URL")?,
            keys: common::keys(env)?,
            mail_public_key: env.required("SPORTELLO_MAIL_PUBLIC_KEY")?,
            authority: env.required("SPORTELLO_AUTHORITY_URL")?,
            evidence: env.optional("SPORTELLO_EVIDENCE_FOLDER")?,
            policy: env.optional("SPORTELLO_POLICY")?,
            passwords: common::passwords(env)?,
            links: Links {
                legal: env.optional("SPORTELLO_LEGAL_URL")?,
                privacy: env.optional("SPORTELLO_PRIVACY_URL")?,
                accessibility: env.optional("SPORTELLO_ACCESSIBILITY_URL")?,
                source: env.optional("SPORTELLO_SOURCE_URL")?,
            },
            privacy_officer: env.optional("SPORTELLO_PRIVACY_OFFICER")?,
            security_contact: env.optional("SPORTELLO_SECURITY_CONTACT")?,
            security_policy: env.optional("SPORTELLO_SECURITY_POLICY_URL")?,
            pki_url: env.required("SPORTELLO_PKI_URL")?,
            log: common::log(env)?,
            demo: env.flag("SPORTELLO_DEMO")?,
        })
    }
}

fn local_url(listen: SocketAddr) -> Result<WebUrl, ConfigError> {
    let host = if listen.ip().is_unspecified() {
        format!("127.0.0.1:{}", listen.port())
    } else {
        listen.to_string()
    };
    format!("http://{host}")
        .parse()
        .map_err(|why: &str| ConfigError::Wrong { name: "SPORTELLO_LISTEN", why: why.into() })
}

fn refuse_named(env: &Environment, name: &'static str, what: &'static str) -> Result<(), ConfigError> {
    if env.names(name) {
        return Err(ConfigError::ForeignKey { process: env.process(), at: name.into(), what });
    }
    Ok(())
}
