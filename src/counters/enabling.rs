// SPDX-License-Identifier: AGPL-3.0-or-later
//! Enabling a counter for what the policy does not let every counter handle, and ending that.

use super::store::{self, Written};
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
    /// An administrator was changing it at this moment.
    #[error("the counter {0} was changed in the meantime")]
    Changed(CounterCode),
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
    turn(conn, key, code, capability, true, now).await
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
    turn(conn, key, code, capability, false, now).await
}

async fn turn(
    conn: &mut Connection,
    key: &AuditKey,
    code: &CounterCode,
    capability: &Capability,
    on: bool,
    now: DateTime<Utc>,
) -> Result<(), EnablingError> {
    db::transaction(conn, async |conn| {
        let found = store::by_code(conn, code).await?.filter(|kept| kept.closed_at.is_none());
        let kept = found.ok_or_else(|| EnablingError::NoCounter(code.clone()))?;
        let mut facts = kept.facts;
        match (facts.capabilities.iter().position(|word| word == capability.as_str()), on) {
            (None, true) => facts.capabilities.push(capability.to_string()),
            (Some(at), false) => drop(facts.capabilities.remove(at)),
            (Some(_), true) => return Err(EnablingError::Already(code.clone(), capability.clone())),
            (None, false) => return Err(EnablingError::NotEnabled(code.clone(), capability.clone())),
        }
        facts.capabilities.sort_unstable();
        if store::write(conn, kept.id, kept.version, &facts, None, now).await? != Written::Done {
            return Err(EnablingError::Changed(code.clone()));
        }
        let act = if on { "counter.enable" } else { "counter.disable" };
        let entry = Entry::new(act).plain("counter", kept.id).plain("capability", capability);
        audit::record(conn, key, entry, now).await?;
        Ok(())
    })
    .await
}
