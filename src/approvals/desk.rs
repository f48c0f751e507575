// SPDX-License-Identifier: AGPL-3.0-or-later
//! What asking and deciding need besides a transaction.

use crate::audit::AuditKey;
use crate::cases::Case;
use crate::db::{Breakage, Pool};
use crate::operators::Tools;
use crate::policy::{Policy, PolicyBook, rome_date};
use chrono::{DateTime, NaiveDate, Utc};

/// The parts of the web process that approvals are made with.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// Connections, the register's key, and what one-time codes are checked with.
    pub tools: Tools<'a>,
    /// The rules.
    pub policies: &'a PolicyBook,
    /// When.
    pub now: DateTime<Utc>,
}

impl<'a> Desk<'a> {
    pub(super) const fn pool(&self) -> &'a Pool {
        self.tools.pool
    }

    pub(super) const fn audit_key(&self) -> &'a AuditKey {
        self.tools.audit_key
    }

    /// The date in Rome.
    pub(super) fn today(&self) -> NaiveDate {
        rome_date(self.now)
    }

    /// The policy that a case is decided under.
    pub(super) fn policy(&self, case: &Case) -> Result<&'a Policy, Breakage> {
        let policy = self.policies.by_version(&case.policy_version);
        policy.ok_or_else(|| Breakage::new("the policy of a case is not in the book any more"))
    }
}
