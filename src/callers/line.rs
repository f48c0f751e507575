// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a caller is asked with.

use crate::audit::AuditKey;
use crate::authority::client::CardAuthority;
use crate::db::Pool;
use chrono::{DateTime, Utc};

/// Where the time comes from: it is taken anew after each answer of the authority.
pub type Clock = dyn Fn() -> DateTime<Utc> + Send + Sync;

/// The parts of the web process that callers are known with.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    /// Connections of the web role.
    pub pool: &'a Pool,
    /// Signs the register's rows.
    pub audit_key: &'a AuditKey,
    /// Knows cards and codes.
    pub authority: &'a dyn CardAuthority,
    /// The time.
    pub clock: &'a Clock,
}

impl Line<'_> {
    pub(super) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }
}
