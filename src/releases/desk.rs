// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a release needs besides a transaction.

use crate::audit::AuditKey;
use crate::authority::client::CardAuthority;
use crate::callers::{Clock, Line};
use crate::db::Pool;
use crate::operators::Tools;
use crate::policy::{Policy, PolicyBook};
use crate::seal::{KeyRing, PublicKey};
use crate::{cases::Case, db::Breakage};
use chrono::{DateTime, Utc};

/// The parts of the web process that releases are made with.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// Connections, the register's key, and what one-time codes are checked with.
    pub tools: Tools<'a>,
    /// Knows cards and codes.
    pub authority: &'a dyn CardAuthority,
    /// The rules.
    pub policies: &'a PolicyBook,
    /// Opens first halves.
    pub sheet_keys: &'a KeyRing,
    /// What notices are sealed to.
    pub mail_key: &'a PublicKey,
    /// The time.
    pub clock: &'a Clock,
}

impl<'a> Desk<'a> {
    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    pub(crate) const fn pool(&self) -> &'a Pool {
        self.tools.pool
    }

    pub(crate) const fn audit_key(&self) -> &'a AuditKey {
        self.tools.audit_key
    }

    /// What callers are known with.
    #[must_use]
    pub const fn line(&self) -> Line<'a> {
        Line {
            pool: self.tools.pool,
            audit_key: self.tools.audit_key,
            authority: self.authority,
            clock: self.clock,
        }
    }

    /// The policy that a case is decided under.
    pub(super) fn policy(&self, case: &Case) -> Result<&'a Policy, Breakage> {
        self.policy_named(&case.policy_version)
    }

    /// The policy of that version.
    pub(super) fn policy_named(&self, version: &str) -> Result<&'a Policy, Breakage> {
        let policy = self.policies.by_version(version);
        policy.ok_or_else(|| Breakage::new(format!("policy {version} of a case is not in the book any more")))
    }
}
