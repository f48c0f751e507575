// SPDX-License-Identifier: AGPL-3.0-or-later
//! What sign-in and re-authentication work with.

use super::{Hasher, Rules};
use crate::audit::AuditKey;
use crate::db::Pool;
use crate::seal::SecretBox;

/// The parts of the web process that know operators from strangers. Where a use case takes these instead of a connection, it
/// makes its own short transactions, because what it counts must stay when the caller's transaction is rolled back.
#[derive(Clone, Copy)]
pub struct Tools<'a> {
    /// Connections of the web role.
    pub pool: &'a Pool,
    /// Signs the register's rows.
    pub audit_key: &'a AuditKey,
    /// Opens secrets of one-time codes.
    pub secrets: &'a SecretBox,
    /// Checks passwords.
    pub hasher: &'a Hasher,
    /// Numbers.
    pub rules: &'a Rules,
}
