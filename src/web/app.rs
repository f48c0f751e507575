// SPDX-License-Identifier: AGPL-3.0-or-later
//! What every request shares, and the settings of the web process.

use super::assets::Assets;
use super::permissions;
use super::pki::Pki;
use super::templates::{TemplateError, Templates};
use crate::audit::AuditKey;
use crate::authority::client::CardAuthority;
use crate::config::{Network, SecurityContact};
use crate::db::{Breakage, Pool};
use crate::evidence::Cabinet;
use crate::operators;
use crate::policy::PolicyBook;
use crate::seal::{KeyRing, PublicKey, SecretBox};
use crate::starts::Halted;
use chrono::{DateTime, Utc};
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Links of the footer, which Italian law wants on every page of an administration. An empty one is not shown.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Links {
    /// Note legali.
    pub legal_notes: String,
    /// Informativa privacy.
    pub privacy: String,
    /// Dichiarazione di accessibilità.
    pub accessibility: String,
    /// The source at the running version (AGPL, section 13).
    pub source: String,
}

/// Settings of the web process that its pages depend on.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Scheme, host and port as browsers see them, without a slash at the end: `https://sportello.regione.example`.
    pub public_url: String,
    /// Whether browsers come over TLS; follows from [`public_url`](Self::public_url).
    pub tls: bool,
    /// The reverse proxies whose `X-Forwarded-For` is believed.
    pub proxies: Vec<Network>,
    /// The administration, as the slim header names it: `Regione Marche`.
    pub region: String,
    /// The administration's site, where the slim header leads.
    pub region_url: String,
    /// Links of the footer.
    pub links: Links,
    /// How the data protection officer is reached, on the request form; empty: at the counter.
    pub privacy_officer: String,
    /// Where weaknesses are reported; without it there is no `/.well-known/security.txt`.
    pub security_contact: Option<SecurityContact>,
    /// The page that says how reports of weaknesses are dealt with; empty: none.
    pub security_policy: String,
    /// Lockouts, ends of sessions, cost of a password.
    pub sign_in: operators::Rules,
}

impl Settings {
    /// Settings for an address; everything else as it is by default.
    pub fn new(public_url: impl Into<String>) -> Self {
        let public_url = public_url.into().trim_end_matches('/').to_owned();
        Self {
            tls: public_url.starts_with("https://"),
            public_url,
            proxies: Vec::new(),
            region: "Regione Marche".to_owned(),
            region_url: "https://www.regione.marche.it".to_owned(),
            links: Links::default(),
            privacy_officer: String::new(),
            security_contact: None,
            security_policy: String::new(),
            sign_in: operators::Rules::default(),
        }
    }

    /// What a browser sends as `Origin` from our own pages.
    pub(super) fn origin(&self) -> &str {
        &self.public_url
    }
}

/// Where the time comes from: the system, or a test that cannot wait fifteen minutes.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The parts that the composition root brings.
pub struct Parts {
    /// Connections of the role `sportello_web`.
    pub pool: Pool,
    /// The same for each thread that serves pages; where there are none, `pool` serves them too. A connection lives on the
    /// thread that opened it: lent to another, each of a case's 200 statements would wake two threads in place of one.
    pub worker_pools: Vec<Pool>,
    /// Connections of the role `sportello_reports`; without them there are no reports.
    pub reports: Option<Pool>,
    /// The key that signs the register's rows.
    pub audit_key: AuditKey,
    /// What the web process seals for itself: parked forms, secrets of one-time codes.
    pub secrets: SecretBox,
    /// What messages to citizens and operators are sealed to.
    pub mail_key: PublicKey,
    /// Settings.
    pub settings: Settings,
    /// The card authority.
    pub authority: Arc<dyn CardAuthority>,
    /// The dated rules.
    pub policies: PolicyBook,
    /// Opens the first halves of sheets.
    pub sheet_keys: KeyRing,
    /// Where scans are kept; without it none is taken.
    pub cabinet: Option<Cabinet>,
    /// Whether the process may only read.
    pub halted: Halted,
    /// The clock.
    pub clock: Clock,
}

/// Why the parts do not make an application.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// A template is broken.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// A route is guarded otherwise than the table of permissions says, or has no row there.
    #[error("the table of permissions and the routes differ: {0}")]
    Permissions(String),
    /// A part does not work.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// What the requests of one thread share.
pub struct App {
    shared: Arc<Shared>,
    /// Connections of this thread.
    pub(super) pool: Pool,
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

/// What every request shares.
pub struct Shared {
    worker_pools: Vec<Pool>,
    workers: AtomicUsize,
    pub(super) reports: Option<Pool>,
    pub(super) audit_key: AuditKey,
    pub(super) secrets: SecretBox,
    pub(super) mail_key: PublicKey,
    pub(super) settings: Settings,
    pub(super) templates: Templates,
    pub(super) assets: Assets,
    pub(super) passwords: operators::Hasher,
    pub(super) authority: Arc<dyn CardAuthority>,
    pub(super) policies: PolicyBook,
    pub(super) sheet_keys: KeyRing,
    pub(super) cabinet: Option<Cabinet>,
    pub(super) pki: Pki,
    pub(super) halted: Halted,
    pub(super) clock: Clock,
}

impl App {
    /// Assembles the parts; the templates are read and checked here.
    ///
    /// # Errors
    /// See [`AppError`].
    pub fn new(parts: Parts) -> Result<Self, AppError> {
        let differences = permissions::differences();
        if !differences.is_empty() {
            return Err(AppError::Permissions(differences.join("; ")));
        }
        let assets = Assets::load();
        let shared = Shared {
            templates: Templates::load(assets.version())?,
            assets,
            passwords: operators::Hasher::new(&parts.settings.sign_in)?,
            worker_pools: parts.worker_pools,
            workers: AtomicUsize::new(0),
            reports: parts.reports,
            audit_key: parts.audit_key,
            secrets: parts.secrets,
            mail_key: parts.mail_key,
            authority: parts.authority,
            policies: parts.policies,
            sheet_keys: parts.sheet_keys,
            cabinet: parts.cabinet,
            pki: Pki::default(),
            halted: parts.halted,
            settings: parts.settings,
            clock: parts.clock,
        };
        Ok(Self { shared: Arc::new(shared), pool: parts.pool })
    }

    /// The same application with the connections of one more thread.
    #[must_use]
    pub fn for_worker(&self) -> Self {
        let number = self.workers.fetch_add(1, Ordering::Relaxed);
        let pools = &self.worker_pools;
        let pool = if pools.is_empty() { &self.pool } else { &pools[number % pools.len()] };
        Self { shared: Arc::clone(&self.shared), pool: pool.clone() }
    }

    /// What sign-in and re-authentication work with.
    pub(super) fn tools(&self) -> operators::Tools<'_> {
        operators::Tools {
            pool: &self.pool,
            audit_key: &self.audit_key,
            secrets: &self.secrets,
            hasher: &self.passwords,
            rules: &self.settings.sign_in,
        }
    }

    /// The time of a request.
    pub(super) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }
}
