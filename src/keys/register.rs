// SPDX-License-Identifier: AGPL-3.0-or-later
//! Telling the register whose rows a key signs.

use crate::audit::{self, AuditKey, Entry};
use crate::config::Process;
use crate::db::{self, Breakage, Connection};
use chrono::{DateTime, Utc};

/// The name under which the register knows a process; none for those that sign no rows.
#[must_use]
pub fn signer(process: Process) -> Option<&'static str> {
    match process {
        Process::Serve => Some("web"),
        Process::Work => Some("worker"),
        Process::Migrate => Some("keeper"),
        Process::Authority | Process::Sequence | Process::Demo => None,
    }
}

/// Makes a process's audit key known; the first row that it signs says so. For the owner's database role.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn register(
    conn: &mut Connection,
    key: &AuditKey,
    signer: &'static str,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    db::transaction(conn, async |conn| {
        audit::register_key(conn, key, signer, now).await?;
        let entry = Entry::new("key.register").plain("key", key.id()).plain("process", signer);
        audit::record(conn, key, entry, now).await.map(drop)
    })
    .await
}
