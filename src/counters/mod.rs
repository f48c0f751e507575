// SPDX-License-Identifier: AGPL-3.0-or-later
//! Counters: the offices enabled to activate cards.

mod capability;
mod counter;
mod enabling;
mod store;

pub use capability::{Capability, CapabilityError};
pub use counter::{Counter, CounterCode, CounterCodeError, NewCounter};
pub use enabling::{EnablingError, disable, enable, has};

use crate::audit::{self, AuditKey, Entry};
use crate::db::{self, Breakage, Connection};
use crate::ids::CounterId;
use chrono::{DateTime, Utc};

/// Why a counter is not added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// The code belongs to another counter, open or closed: it stands in protocol numbers for ever.
    #[error("the code {0} is taken")]
    CodeTaken(CounterCode),
    /// Something broke.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// A counter.
///
/// # Errors
/// A [`Breakage`] of the database; also where there is no such counter, because ids of counters are never typed.
pub async fn find(conn: &mut Connection, id: CounterId) -> Result<Counter, Breakage> {
    store::find(conn, id).await
}

/// Opens a counter. For the owner's database role.
///
/// # Errors
/// See [`AddError`].
pub async fn add(
    conn: &mut Connection,
    audit_key: &AuditKey,
    counter: &NewCounter,
    now: DateTime<Utc>,
) -> Result<CounterId, AddError> {
    let id = CounterId::new(now);
    db::transaction(conn, async |conn| {
        if !store::insert(conn, id, counter, now).await? {
            return Err(AddError::CodeTaken(counter.code.clone()));
        }
        let entry = Entry::new("counter.add").plain("counter", id).plain("code", &counter.code);
        audit::record(conn, audit_key, entry, now).await?;
        Ok(id)
    })
    .await
}
