// SPDX-License-Identifier: AGPL-3.0-or-later
//! Enabling a counter for what the policy does not let every counter handle, and ending that.

use super::store;
use super::{Capability, CounterCode};
use crate::audit::{self, AuditKey, Entry};
use crate::db::{self, Breakage, Connection};
use crate::ids::CounterId;
use chrono::{DateTime, Utc};

/// Why a counter is not enabled, or not disabled.
#[derive(Debug, thiserror::Error)]
pub enum EnablingError {
    /// There is no open counter with this code.
    #[error("there is no open counter {0}")]
    NoCounter(CounterCode),
    /// It can already do that.
    #[error("the counter {0} already has the capability {1}")]
    Already(CounterCode, Capability),
    /// It cannot do that.
    #[error("the counter {0} does not have the capability {1}")]
    NotEnabled(CounterCode, Capability),
    /// Something broke.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// Whether a counter has a capability now.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn has(conn: &mut Connection, counter: CounterId, capability: &str) -> Result<bool, Breakage> {
    store::has(conn, counter, capability).await
}

/// Enables a counter from now on. For the owner's database role.
///
/// # Errors
/// See [`EnablingError`].
pub async fn enable(
    conn: &mut Connection,
    key: &AuditKey,
    code: &CounterCode,
    capability: &Capability,
    now: DateTime<Utc>,
) -> Result<(), EnablingError> {
    db::transaction(conn, async |conn| {
        let id = open(conn, code).await?;
        if !store::grant(conn, id, capability, now).await? {
            return Err(EnablingError::Already(code.clone(), capability.clone()));
        }
        audit::record(conn, key, entry("counter.enable", id, capability), now).await?;
        Ok(())
    })
    .await
}

/// Ends a capability of a counter. For the owner's database role.
///
/// # Errors
/// See [`EnablingError`].
pub async fn disable(
    conn: &mut Connection,
    key: &AuditKey,
    code: &CounterCode,
    capability: &Capability,
    now: DateTime<Utc>,
) -> Result<(), EnablingError> {
    db::transaction(conn, async |conn| {
        let id = open(conn, code).await?;
        if !store::end(conn, id, capability, now).await? {
            return Err(EnablingError::NotEnabled(code.clone(), capability.clone()));
        }
        audit::record(conn, key, entry("counter.disable", id, capability), now).await?;
        Ok(())
    })
    .await
}

async fn open(conn: &mut Connection, code: &CounterCode) -> Result<CounterId, EnablingError> {
    let found = store::open_by_code(conn, code).await?;
    found.ok_or_else(|| EnablingError::NoCounter(code.clone()))
}

fn entry(act: &'static str, counter: CounterId, capability: &Capability) -> Entry {
    Entry::new(act).plain("counter", counter).plain("capability", capability)
}
